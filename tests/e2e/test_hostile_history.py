"""A remote whose history somebody made to do harm, one that is cut short, and one with holes."""

from __future__ import annotations

import os
import subprocess
import time
import zlib
from collections.abc import Callable, Mapping
from hashlib import sha1
from pathlib import Path

import pytest

from tests.clones import BASE, NOTE, OUTCOME, THANKED, Clone, changed
from tests.e2e.test_losses import merges, phone_merges

pytestmark = pytest.mark.needs("git")

FILE, LINK, SUBMODULE = "100644", "120000", "160000"
EVIL = "#!/bin/sh\ntouch {canary}\n"
HOSTILE: Mapping[str, list[tuple[str, str, str]]] = {
    "out of the vault": [(FILE, "asks/../../escaped.md", BASE)],
    "into git's own folder": [(FILE, ".git/hooks/post-merge", EVIL), (FILE, "asks/.git/config", "[core]\n")],
    "git's folder in other letters": [(FILE, ".GIT/hooks/post-merge", EVIL)],
    "an absolute path": [(FILE, "//tmp/escaped.md", BASE)],
    "a folder that is a link, with a note in it": [(LINK, "out", "../outside"), (FILE, "out/x.md", BASE)],
    "attributes that name programs": [(FILE, ".gitattributes", "*.md filter=evil diff=evil merge=evil\n"),
                                      (FILE, ".gitconfig", '[filter "evil"]\nsmudge = touch {canary}\n')],
    "a huge note": [(FILE, "asks/huge.md", "---\nask: Huge?\n---\n" + "much\n" * 1_500_000)],
    "what git takes": [
        (FILE, "asks/\x1b]52;c;aGk=\x07x.md", BASE), (FILE, "asks/two\nlines.md", BASE),  # control characters
        (LINK, "asks/passwd.md", "/etc/passwd"),
        (FILE, "--upload-pack=touch {canary}.md", BASE), (FILE, "-rf.md", BASE),  # names that look like options
        (SUBMODULE, "asks/sub.md", ""), (FILE, ".gitmodules", '[submodule "x"]\npath = asks/sub.md\n'
         "url = ext::touch {canary}\nupdate = !touch {canary}\n"),
        (FILE, ".githooks/post-merge", EVIL), (FILE, "hooks/post-merge", EVIL),
        (FILE, "bare/HEAD", "ref: refs/heads/main\n"), (FILE, "bare/config", "[core]\nfsmonitor = touch {canary}\n"),
        (FILE, "bare/refs/x.md", BASE), (FILE, "bare/objects/x.md", BASE),
    ],
}  # fmt: skip


def stored(place: Path, kind: str, content: bytes) -> str:
    """The id of an object that is put among those of a repository, whatever git would say of it."""
    whole = f"{kind} {len(content)}\0".encode() + content
    name = sha1(whole, usedforsecurity=False).hexdigest()
    own = place / ".git"
    file = (own if own.exists() else place) / "objects" / name[:2] / name[2:]
    file.parent.mkdir(exist_ok=True)
    if not file.exists():
        file.write_bytes(zlib.compress(whole))
    return name


def tree(place: Path, files: list[tuple[str, str, str]]) -> str:
    """The id of a tree made as no git would make it: names are taken as they are, one level at a time."""
    entries: dict[bytes, bytes] = {}
    folders: dict[str, list[tuple[str, str, str]]] = {}
    for mode, path, text in files:
        folder, slash, rest = path.partition("/")
        if slash:
            folders.setdefault(folder, []).append((mode, rest, text))
            continue
        blob = "1" * 40 if mode == SUBMODULE else stored(place, "blob", text.encode())
        entries[path.encode()] = mode.encode() + b" " + path.encode() + b"\0" + bytes.fromhex(blob)
    for folder, inside in folders.items():
        data = b"40000 " + folder.encode() + b"\0" + bytes.fromhex(tree(place, inside))
        entries[folder.encode() + b"/"] = data
    whole = b"".join(entries[name] for name in sorted(entries))
    return stored(place, "tree", whole)


def commit(place: Path, files: list[tuple[str, str, str]], *parents: str) -> str:
    who = f"You <you@localhost> {int(time.time())} +0000"
    head = [f"tree {tree(place, files)}", *(f"parent {parent}" for parent in parents), f"author {who}"]
    return stored(place, "commit", "\n".join([*head, f"committer {who}", "", "Evil \x1b[2J\n"]).encode())


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    return tmp_path / "canary"


def armed(files: list[tuple[str, str, str]], canary: Path) -> list[tuple[str, str, str]]:
    return [(mode, path, text.replace("{canary}", str(canary))) for mode, path, text in files]


@pytest.mark.parametrize("case", HOSTILE)
def test_nothing_of_it_runs_or_gets_out(
    two: tuple[Clone, Clone], remote: Path, canary: Path, tmp_path: Path, case: str
) -> None:
    """One machine is behind, the other one has something of its own too, and so merges."""
    behind, apart = two
    (tmp_path / "outside").mkdir()
    files = [(FILE, "journal.toml", "[sync]\ngit = true\n"), (FILE, NOTE, OUTCOME), *armed(HOSTILE[case], canary)]
    (remote / "hooks" / "post-update").write_text(EVIL.replace("{canary}", str(tmp_path / "on-the-server")), "utf-8")
    main = remote / "refs/heads/main"
    main.write_text(commit(remote, files, main.read_text("utf-8").strip()), "utf-8")
    apart.write(THANKED)
    for one in two:
        own = {remote, one.root, one.state}
        before = {path for path in tmp_path.rglob("*") if own.isdisjoint(path.parents)}
        configuration = one.text(".git/config")
        hooks = sorted(os.listdir(one.root / ".git" / "hooks"))
        done = one.call("sync")
        assert done.status in ([0] if case == "what git takes" else [0, 1, 4]), (done.out, done.err)
        for word in ("Traceback", "\x1b", "\x07"):
            assert word not in done.out + done.err
        assert not canary.exists()
        assert {path for path in tmp_path.rglob("*") if own.isdisjoint(path.parents)} == before
        assert sorted(os.listdir(one.root / ".git" / "hooks")) == hooks
        assert "evil" not in one.text(".git/config").replace(configuration, "")
        assert "Hello Maria." in one.text()
        assert one.call("list", "--json").status == 0
    assert str(behind.fields().get("thanked")) != str(apart.fields().get("thanked")) == "2026-03-05"
    assert apart.call("doctor", "--merges", "--json").status == 0
    apart.call("sync")
    assert not canary.exists()


def test_what_a_merge_dropped_at_a_hostile_path_is_not_put_there(two: tuple[Clone, Clone], tmp_path: Path) -> None:
    laptop = two[0]
    evil = [(FILE, "asks/../../escaped.md", OUTCOME), (FILE, ".git/x.md", BASE), (FILE, "asks/a\nb.md", BASE),
            (FILE, "asks/.hidden.md", BASE),
            (LINK, "asks/link.md", "/etc/passwd")]  # fmt: skip
    plain = [(FILE, "journal.toml", "[sync]\ngit = true\n"), (FILE, NOTE, BASE)]
    head = laptop.git("rev-parse", "HEAD")
    one = commit(laptop.root, [*plain, *evil], head)
    other = commit(laptop.root, [*plain[:1], (FILE, NOTE, THANKED)], head)
    bad = commit(laptop.root, [*plain[:1], (FILE, NOTE, THANKED)], one, other)
    laptop.git("reset", "-q", "--soft", bad)
    laptop.git("checkout", "-q", "HEAD", "--", NOTE)
    before = laptop.files()
    assert [check["message"] for check in merges(laptop)] == ["merges of others dropped nothing that is missing now"]
    laptop.call("sync", "--restore")
    assert laptop.files() == before
    assert not (tmp_path / "escaped.md").exists()


def test_an_octopus_is_skipped_and_said(two: tuple[Clone, Clone]) -> None:
    laptop = two[0]
    head = laptop.git("rev-parse", "HEAD")
    plain = [(FILE, "journal.toml", "[sync]\ngit = true\n")]
    sides = [commit(laptop.root, [*plain, (FILE, NOTE, text)], head) for text in (BASE, OUTCOME, THANKED)]
    laptop.git("reset", "-q", "--hard", commit(laptop.root, [*plain, (FILE, NOTE, BASE)], *sides))
    assert any(
        "1 merge of others not looked at: more than two sides" in str(check["message"]) for check in merges(laptop)
    )


def test_a_shallow_clone_says_what_it_cannot_look_at_and_syncs(
    two: tuple[Clone, Clone], remote: Path, clone: Callable[[str], Clone], tmp_path: Path
) -> None:
    laptop = two[0]
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED})
    root = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=2", f"file://{remote}", str(root)], check=True, capture_output=True)
    shallow = Clone(root, tmp_path / "state-shallow")
    assert shallow.call("init", "--json").status == 0
    said = [str(check["message"]) for check in merges(shallow)]
    assert any("not looked at" in sentence and "in this clone" in sentence for sentence in said), said
    shallow.write(changed("Hello", "Hi", THANKED))
    assert "not looked at" not in shallow.sync().out, "that was said already"
    laptop.write(changed("outcome:\n", "outcome: Yes\n", laptop.text()))
    laptop.sync()
    shallow.write("# One more\n", "notes/more.md")
    shallow.sync()
    assert (shallow.fields()["outcome"], "Hi Maria" in shallow.text()) == ("Yes", True)


def test_missing_objects_are_said(two: tuple[Clone, Clone]) -> None:
    laptop = two[0]
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED})
    side = laptop.git("rev-parse", "HEAD^2:asks/x.md")
    laptop.git("repack", "-adq")
    pack = next((laptop.root / ".git/objects/pack").glob("*.pack"))
    moved = laptop.root.parent / "all.pack"
    pack.rename(moved)
    for other in pack.parent.iterdir():
        other.unlink()
    subprocess.run(("git", "unpack-objects", "-q"), cwd=laptop.root, input=moved.read_bytes(), check=True)
    (laptop.root / ".git/objects" / side[:2] / side[2:]).unlink()
    assert any("git cannot read all of it" in str(check["message"]) for check in merges(laptop))


def test_a_side_that_is_no_text_is_said(two: tuple[Clone, Clone]) -> None:
    laptop = two[0]
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED})
    head = laptop.git("rev-parse", "HEAD^^")
    plain = [(FILE, "journal.toml", "[sync]\ngit = true\n")]
    sides = [commit(laptop.root, [*plain, (FILE, NOTE, text)], head) for text in (BASE, "\0binary\n")]
    laptop.git("reset", "-q", "--hard", commit(laptop.root, [*plain, (FILE, NOTE, BASE)], *sides))
    assert any("no UTF-8 text" in str(check["message"]) for check in merges(laptop))
