"""What git is asked to do in a sync, and a sync that is killed before or after any of its calls of git."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from journal.notes import read
from tests.clones import NOTE, OUTCOME, THANKED, Clone, TwoAfter, changed
from tests.e2e.test_sync_interrupted import Gate, gate
from tests.scripts import before_git, listed, listed_in

__all__ = ["gate"]

pytestmark = pytest.mark.needs("git")

BY_HAND = "by-hand"
FORBIDDEN = {
    "--force",
    "-f",
    "stash",
    "reset",
    "clean",
    "gc",
    "prune",
    "-a",
    "--all",
    "-A",
    "--no-verify",
    "rm",
    "checkout",
}


def part(laptop: Clone, desk: Clone) -> None:
    """Have the first push, and the second keep something of its own for every kind of step."""
    laptop.write(OUTCOME)
    laptop.write("# Theirs\n", "notes/theirs.md")
    laptop.sync()
    desk.write(THANKED)
    desk.write("# Mine\n", "notes/mine.md")
    desk.write("staged\n", "other.txt")
    desk.git("add", "other.txt")


@pytest.fixture
def apart(two_after: TwoAfter) -> tuple[Clone, Clone]:
    """Two machines of which the first has pushed, and the second has something of its own for every kind of step."""
    return two_after(part)


def test_git_is_asked_for_nothing_that_could_lose_something(
    apart: tuple[Clone, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, desk = apart
    calls = tmp_path / "calls"
    monkeypatch.setenv(
        "PATH",
        before_git(tmp_path, listed_in(calls)),
    )
    desk.sync()
    laptop.write(changed("Hello", "Hi", laptop.text()))
    laptop.sync(ends=0)
    desk.write(changed("Hello", "Dear", desk.text()))
    assert "other.txt" in desk.sync(ends=4).err, "git merges in place only where nothing else is staged"
    desk.git("commit", "-q", "-m", BY_HAND, "other.txt")
    desk.sync(ends=1)
    desk.call("resolve", NOTE, "body=ours")
    desk.sync()
    made = [words for words in listed(calls) if BY_HAND not in words]
    assert len(made) > 40
    for words in made:
        assert not FORBIDDEN & set(words), words
        assert {"core.fsmonitor=false", "safe.bareRepository=explicit", "protocol.ext.allow=never"} <= set(words)
        assert "merge-file" in words or {"gc.auto=0", "maintenance.auto=false"} <= set(words)


def run(desk: Clone, path: str) -> int:
    """A sync as a process of its own, a copy of this one, which is killed with its git."""
    process = os.fork()
    if not process:
        status = 70
        try:
            os.environ["PATH"] = path
            status = desk.call("sync").status
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def test_a_kill_at_any_call_of_git_loses_nothing(apart: tuple[Clone, Clone], tmp_path: Path) -> None:
    """What is on the disk before and after each call of git is what a kill there leaves; one more sync ends well.

    Many a call only asks: what is as another call has left it already is not synced once more.
    """
    desk = apart[1]
    count, kept = tmp_path / "count", tmp_path / "kept"
    places = (desk.root, desk.state, tmp_path / "stick.git")
    copy = f"cp -a {' '.join(map(str, places))} {kept}/$n"
    keep = f"read n < {count}; echo $((n + 1)) > {count}; mkdir -p {kept}/$n; {copy}"
    count.write_text("0\n")
    path = before_git(tmp_path, f'{keep}; REAL "$@"; s=$?; {keep}; exit $s')
    assert run(desk, path) == 0
    moments = sorted(kept.iterdir(), key=lambda folder: int(folder.name))
    assert len(moments) > 20
    seen = set[object]()
    for moment in moments:
        if (left := standing(moment)) not in seen:
            seen.add(left)
            for place in places:
                shutil.rmtree(place)
                shutil.move(moment / place.name, place)
            ends_well(desk)
    assert len(seen) > 5


def standing(moment: Path) -> object:
    """All that a sync finds, but for when a file was written."""
    texts = {file.relative_to(moment): file.read_bytes() for file in moment.rglob("*") if file.is_file()}
    return frozenset(texts.items())


def ends_well(desk: Clone) -> None:
    """The next sync has what both wrote."""
    desk.sync()
    fields = read(NOTE, (desk.root / NOTE).read_bytes()).note.fields
    assert (fields["outcome"], str(fields["thanked"])) == ("She did", "2026-03-05")
    assert desk.text("notes/mine.md") == "# Mine\n"
    assert desk.text("notes/theirs.md") == "# Theirs\n"
    assert desk.git("diff", "--cached", "--name-only") == "other.txt"
    assert desk.is_level


def part_over_an_outcome(laptop: Clone, desk: Clone) -> None:
    laptop.write(changed("outcome:\n", "outcome: Yes\n", THANKED))
    laptop.write("# Theirs\n", "notes/theirs.md")
    laptop.sync()
    desk.write(changed("outcome:\n", "outcome: No\n"))


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("call", ["read-tree -m -u", "update-index -z --index-info"])
def test_a_kill_while_a_conflict_is_put_in_place_leaves_it_to_decide(
    two_after: TwoAfter, tmp_path: Path, call: str, after: bool
) -> None:
    laptop, desk = two_after(part_over_an_outcome)
    shutil.copytree(desk.state, tmp_path / "state-of-kills" / "journal")
    desk = Clone(desk.root, tmp_path / "state-of-kills" / "journal")
    is_meant = f'case "$GIT_INDEX_FILE $*" in " "*"{call}"*) true;; *) false;; esac'
    dies = f"if {is_meant}; then kill -9 $PPID; exit 1; fi"
    path = before_git(tmp_path, f'REAL "$@"; s=$?; {dies}; exit $s' if after else f'{dies}; exec REAL "$@"')
    assert run(desk, path) == -9
    conflicts = desk.sync("--json", ends=1).document["conflicts"]
    assert [(each["path"], each["keys"]) for each in conflicts] == [(NOTE, ["outcome"])]
    assert (str(desk.fields()["thanked"]), desk.text("notes/theirs.md")) == ("2026-03-05", "# Theirs\n")
    assert desk.call("resolve", NOTE, "outcome=ours").status == 0
    desk.sync()
    laptop.sync()
    assert laptop.files() == desk.files()
    assert laptop.fields()["outcome"] == "No"
    assert desk.git("log", "-1", "--format=%P").count(" ") == 1


def test_a_merge_that_was_begun_is_aborted_by_git_as_any(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    laptop.write(changed("outcome:\n", "outcome: Yes\n"))
    laptop.write("# Theirs\n", "notes/theirs.md")
    laptop.sync()
    desk.write(changed("outcome:\n", "outcome: No\n"))
    desk.sync(ends=1)
    assert desk.git("status", "--porcelain").splitlines() == [f"UU {NOTE}", "A  notes/theirs.md"]
    desk.git("merge", "--abort")
    assert (desk.git("status", "--porcelain"), desk.fields()["outcome"]) == ("", "No")
    assert not (desk.root / "notes/theirs.md").exists()


@pytest.mark.parametrize("text", ["# Theirs\n", "# Mine, not in git\n"])
def test_a_file_in_the_way_of_a_conflict_stays(two: tuple[Clone, Clone], text: str) -> None:
    laptop, desk = two
    laptop.write(changed("outcome:\n", "outcome: Yes\n"))
    laptop.write("theirs\n", "other.txt")
    laptop.git("add", "other.txt")
    laptop.git("commit", "-q", "-m", "Other", "other.txt")
    laptop.sync()
    desk.write(changed("outcome:\n", "outcome: No\n"))
    desk.write(text, "other.txt")
    before = desk.files()
    done = desk.sync(ends=4)
    assert "in the way" in done.err
    assert "other.txt" in done.err
    assert desk.files() == before
    assert desk.git("diff", "--cached", "--name-only") == ""
    assert not (desk.root / ".git" / "MERGE_HEAD").exists()


HINDERED = {
    "add": "index",
    "commit": "index",
    "commit, at its end": "HEAD",
    "merge": "index",
    "fetch": "refs/remotes/origin/main",
    "read-tree": "index",
    "update-index": "index",
}


@pytest.mark.parametrize("case", HINDERED)
def test_a_lock_that_comes_in_between_is_waited_for(
    apart: tuple[Clone, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """Another git takes the lock just before ours needs it: where it stays, it is named; once it goes, ours runs."""
    desk = apart[1]
    is_conflict = case in ("read-tree", "update-index")
    if is_conflict:
        desk.git("commit", "-q", "-m", BY_HAND, "other.txt")
        desk.write(changed("outcome:\n", "outcome: No\n"))
    lock, came = desk.root / ".git" / f"{HINDERED[case]}.lock", tmp_path / "came"
    word = case.partition(",")[0]
    is_meant = f'case "$GIT_INDEX_FILE $*" in " "*" {word} "*) test ! -e {came};; *) false;; esac'

    def path(after: str) -> str:
        return before_git(
            tmp_path, f'if {is_meant}; then touch {came} {lock}; REAL "$@"; s=$?; {after} exit $s; fi; exec REAL "$@"'
        )

    with monkeypatch.context() as patch:
        patch.setenv("PATH", path(""))
        patch.setattr("journal.sync.git_lock._LOCK_WAIT", 0.0)
        assert f"{lock} stays" in desk.sync(ends=4).err
    assert lock.exists(), "it is never deleted"
    lock.unlink()
    came.unlink()
    with monkeypatch.context() as patch:
        patch.setenv("PATH", path(f"rm {lock};"))
        done = desk.sync(ends=int(is_conflict))
    assert came.exists()
    if is_conflict:
        assert f"({NOTE}): outcome" in done.out
    else:
        assert desk.is_level
        assert (desk.fields()["outcome"], str(desk.fields()["thanked"])) == ("She did", "2026-03-05")


def test_who_holds_a_lock_is_named(
    two: tuple[Clone, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gate: Gate
) -> None:
    desk = two[1]
    desk.write(THANKED)
    monkeypatch.setattr("journal.sync.git_lock._LOCK_WAIT", 0.0)
    words = ["git", "-c", "core.pager=cat", "commit", "-a"]
    with subprocess.Popen(words, cwd=desk.root, env={**os.environ, "GIT_EDITOR": str(gate.program)}) as other:
        waiting = gate.until_reached()
        said = desk.sync(ends=4).err
        os.kill(waiting, signal.SIGKILL)
    assert f"“git commit” (process {other.pid}) may hold {desk.root / '.git/index.lock'}: end that first" in said
    desk.sync()
