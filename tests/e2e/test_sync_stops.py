"""Where ``journal sync`` stops: a sentence with the next step, the exit status, and nothing lost or touched."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.errors import EnvironmentFailed
from journal.sync import consent
from tests.clones import BASE, BOTH, NOTE, OUTCOME, THANKED, Clone, changed
from tests.scripts import OLD_GIT, before_git, script

pytestmark = pytest.mark.needs("git")


def _merge_of_others(desk: Clone, word: str) -> None:
    desk.git("checkout", "-q", "-b", "other")
    desk.write(changed("Hello Maria.", "Dear Maria,"))
    desk.git("commit", "-qam", "Other")
    desk.git("checkout", "-q", "main")
    desk.write(changed("Hello Maria.", "Hi Maria!"))
    desk.git("commit", "-qam", "Mine")
    desk.git(*word.split(), "other", fails=True)


def _rebase(desk: Clone) -> None:
    _merge_of_others(desk, "rebase")


def _cherry_pick(desk: Clone) -> None:
    _merge_of_others(desk, "cherry-pick")


def _am(desk: Clone) -> None:
    _merge_of_others(desk, "rebase --apply")


def _revert(desk: Clone) -> None:
    _merge_of_others(desk, "revert --no-edit")


def _bisect(desk: Clone) -> None:
    desk.git("bisect", "start")


def _detached(desk: Clone) -> None:
    desk.git("checkout", "-q", "--detach")


def _off(desk: Clone) -> None:
    desk.write("", "journal.toml")


def _another_remote(desk: Clone) -> None:
    desk.git("branch", "--unset-upstream")
    desk.git("remote", "rename", "origin", "stick")
    desk.git("remote", "add", "web", "https://localhost:1/x.git")


def _markers(desk: Clone) -> None:
    desk.write(changed("Hello Maria.", "<<<<<<< a\nHi\n=======\nHello\n>>>>>>> b"))


def _locked(desk: Clone) -> None:
    desk.write("", ".git/index.lock")


def _offline(desk: Clone) -> None:
    desk.write(THANKED)
    desk.git("remote", "set-url", "origin", "/nowhere/at/all")


def _not_bare(desk: Clone) -> None:
    desk.write(THANKED)
    work_tree = desk.root.parent / "work tree"
    subprocess.run(["git", "clone", "-q", str(desk.root), str(work_tree)], check=True)
    desk.git("remote", "set-url", "origin", str(work_tree))


def _owned_by_another(desk: Clone) -> None:
    """As git sees a stick whose folders belong to another user."""
    desk.write(THANKED)
    said = "fatal: detected dubious ownership in repository at '/stick'\\nrun safe.directory /stick\\n"
    script(desk.root.parent / "upload-pack", f'printf "{said}" >&2; exit 1')
    desk.git("config", "remote.origin.uploadpack", str(desk.root.parent / "upload-pack"))
    assert desk.call("init").status == 0


def _login(desk: Clone) -> None:
    desk.write(THANKED)
    desk.git("remote", "set-url", "origin", "ssh://git@localhost:1/x.git")


def _hook(desk: Clone) -> None:
    desk.write(THANKED)
    script(desk.root / ".git/hooks/pre-commit", "echo the hook says no >&2; exit 1")


def _pre_push(desk: Clone) -> None:
    desk.write(THANKED)
    script(desk.root / ".git/hooks/pre-push", "echo not on a Monday >&2; exit 1")


def _signing(desk: Clone) -> None:
    desk.write(THANKED)
    desk.git("config", "commit.gpgsign", "true")
    desk.git("config", "--global", "gpg.program", "/bin/false")


def _nobody(desk: Clone) -> None:
    desk.write(THANKED)
    desk.git("config", "--global", "--remove-section", "user")
    desk.git("config", "--global", "user.useConfigOnly", "true")


def _vanished(desk: Clone) -> None:
    desk.write(BASE, "asks/y.md")
    desk.sync()
    for path in (NOTE, "asks/y.md", *(f"templates/{kind}.md" for kind in ("ask", "goal", "meeting", "person"))):
        (desk.root / path).unlink()


def _all_but_templates(desk: Clone) -> None:
    desk.write("Hello", "asks/y.md")
    desk.sync()
    for note in ("asks/x.md", "asks/y.md"):
        desk.write(desk.text(note), f".trash/{note}")
        (desk.root / note).unlink()
    assert (desk.root / "templates/ask.md").is_file()


def _new_program(desk: Clone) -> None:
    desk.git("config", "core.sshCommand", "touch /tmp/ran")


def _gone(desk: Clone) -> None:
    (desk.root / ".git").rename(desk.root / "not-git")


STOPS: dict[str, tuple[Callable[[Clone], None], int, tuple[str, ...]]] = {
    "a rebase": (_rebase, 2, ("A rebase is under way", "git rebase --continue")),
    "a cherry-pick": (_cherry_pick, 2, ("A cherry-pick is under way",)),
    "an am, or a rebase by patches": (_am, 2, ("A rebase or am is under way", "git am --continue")),
    "a revert": (_revert, 2, ("A revert is under way", "git revert --continue")),
    "a bisect": (_bisect, 2, ("git bisect reset",)),
    "a detached head": (_detached, 2, ("HEAD is at no branch", "journal doctor")),
    "turned off": (_off, 2, ("git = true",)),
    "several remotes": (_another_remote, 2, ("stick, web", "git push -u stick main")),
    "markers": (_markers, 1, (NOTE, "journal resolve")),
    "index.lock": (_locked, 4, ("index.lock stays", "no git is at work here that can be seen", "rm ")),
    "offline, or not plugged in": (
        _offline,
        4,
        ("origin", "your changes are committed", "/nowhere/at/all", "plug in or connect", "git remote -v"),
    ),
    "a work tree": (_not_bare, 4, ("your changes are committed", "git init --bare")),
    "another's stick": (_owned_by_another, 4, ("belongs to another user", "safe.directory /stick")),
    "no login": (_login, 4, ("your changes are committed",)),
    "a hook that fails": (_hook, 4, ("the hook says no",)),
    "a hook before the push": (_pre_push, 4, ("not on a Monday", "your changes are committed")),
    "signing fails": (_signing, 4, ("gpg",)),
    "no name": (_nobody, 4, ("user.email",)),
    "an empty vault": (_vanished, 4, ("Not one note is left",)),
    "an empty vault with its templates": (_all_but_templates, 4, ("Not one note is left",)),
    "a program that is new": (_new_program, 2, ("core.sshcommand = touch /tmp/ran", "journal doctor --fix")),
    "no repository": (_gone, 2, ("is not kept in git", "git init")),
}


@pytest.mark.parametrize("case", STOPS)
def test_a_stop_is_one_sentence_and_loses_nothing(
    two: tuple[Clone, Clone], case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare, status, said = STOPS[case]
    monkeypatch.setattr("journal.sync.git_lock._LOCK_WAIT", 0.1)
    desk = two[1]
    prepare(desk)
    before = desk.files()
    refs = desk.git("for-each-ref", fails=True)
    done = desk.sync(ends=status)
    assert all(words in done.err for words in said), done.err
    assert "Traceback" not in done.err
    assert desk.files() == before
    if "committed" not in done.err and case != "markers":
        assert desk.git("for-each-ref", fails=True) == refs


def test_without_consent_git_is_not_run_at_all(
    two: tuple[Clone, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = two[1]
    calls = tmp_path / "calls"
    monkeypatch.setenv("PATH", before_git(tmp_path, f'echo "$@" >> {calls}'))
    stranger = Clone(desk.root, tmp_path / "state-of-another")
    done = stranger.sync(ends=2)
    assert "journal init" in done.err
    assert not calls.exists()


def test_a_consent_that_cannot_be_read_is_not_taken_for_none(
    two: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(place: Path) -> str:
        raise EnvironmentFailed.reading(place, OSError(5, "Input/output error"))

    monkeypatch.setattr(consent, "read_small", fails)
    done = two[1].sync(ends=4)
    assert done.err.endswith(
        "git.json cannot be read (Input/output error): try again, and see whether the disk is in order.\n"
    )


def test_files_in_the_way_are_named_and_stay(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    laptop.write("theirs\n", "list.txt")
    laptop.git("add", "list.txt")
    laptop.git("commit", "-qm", "A list")
    laptop.write(OUTCOME)
    laptop.sync()
    desk.write("mine\n", "list.txt")
    for text in (BASE, THANKED):  # first only theirs is new, then both sides are
        desk.write(text)
        done = desk.sync(ends=4)
        assert "list.txt" in done.err
        assert (desk.text("list.txt"), desk.text()) == ("mine\n", text)
    (desk.root / "list.txt").unlink()
    desk.sync()
    assert (desk.text("list.txt"), desk.text()) == ("theirs\n", BOTH)


def test_hints_of_git_for_whoever_typed_a_command_of_git_are_left_out(
    two: tuple[Clone, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as how to abort a merge that git was never asked for by the person."""
    laptop, desk = two
    laptop.write(OUTCOME)
    laptop.sync()
    desk.write(THANKED)
    told = 'printf "hint: use git foo\\nerror: no room here\\nhint: or git bar\\n" >&2; exit 128'
    other = f'for word; do case "$word" in merge-tree) exit 129;; --no-ff) {told};; esac; done; exec REAL "$@"'
    monkeypatch.setenv("PATH", before_git(tmp_path, other))
    assert desk.sync(ends=4).err == "Nothing was merged; your changes are committed. git says:\nno room here\n"


def test_markers_that_were_committed_by_hand_are_told_when_they_are_out(two: tuple[Clone, Clone]) -> None:
    desk = two[1]
    _markers(desk)
    desk.git("commit", "-qam", "By hand")
    done = desk.sync()
    assert "pushed 1 commit" in done.out
    assert done.err == f"{NOTE} is out with conflict markers in it: “journal resolve {NOTE}”.\n"
    desk.write("more", "b.md")
    assert desk.sync().err == "", "what a sync commits has no new ones"


def test_unrelated_histories_are_left_alone(two: tuple[Clone, Clone], tmp_path: Path) -> None:
    desk = two[1]
    other = tmp_path / "other.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(desk.root), str(other)], check=True)
    desk.git("checkout", "-q", "--orphan", "fresh")
    desk.git("commit", "-qm", "Begun anew")
    desk.git("branch", "-qM", "main")
    desk.git("branch", "--set-upstream-to", "origin/main")
    told = desk.sync(ends=4).err
    assert "another history" in told
    assert desk.git("rev-list", "--count", "HEAD") == "1"
    desk.git(*told[told.index("git merge") :].split()[1:], "-X", "theirs")
    assert desk.git("rev-list", "--count", "--merges", "HEAD") == "1"


def test_a_push_that_is_rejected_is_tried_again(two: tuple[Clone, Clone], remote: Path) -> None:
    laptop, desk = two
    desk.write(THANKED)
    laptop.write(OUTCOME)
    laptop.git("commit", "-qam", "Quick")
    once = remote.parent / "once"
    script(
        desk.root / ".git/hooks/pre-push",
        f"test -e {once} || {{ touch {once}; git -C {laptop.root} push -q; }}",
    )
    done = desk.sync("--json").document
    assert (done["pulled"], done["pushed"]) == (1, 2)
    assert desk.text() == BOTH


def test_a_push_that_is_always_rejected_ends(two: tuple[Clone, Clone], remote: Path) -> None:
    laptop, desk = two
    desk.write(THANKED)
    script(
        desk.root / ".git/hooks/pre-push",
        f"cd {laptop.root} && unset GIT_DIR && git commit -q --allow-empty -m Again && git push -q",
    )
    done = desk.sync(ends=4)
    assert "3 times" in done.err
    assert desk.git("log", "--format=%s", "origin/main..") != ""


def test_hooks_in_the_work_tree_are_left_out(two: tuple[Clone, Clone]) -> None:
    desk = two[1]
    script(desk.root / "hooks" / "pre-commit", "exit 1")
    desk.git("config", "core.hooksPath", "hooks")
    done = desk.call("init")
    assert "left out" in done.out
    desk.write(THANKED)
    desk.sync()


def test_no_remote_is_no_fault(two: tuple[Clone, Clone]) -> None:
    desk = two[1]
    desk.git("remote", "remove", "origin")
    desk.write(THANKED)
    done = desk.sync()
    assert "there is no remote" in done.out
    assert desk.git("status", "--porcelain") == ""


def test_a_first_push_has_the_branch_follow(clone: Callable[[str], Clone]) -> None:
    laptop = clone("laptop")
    laptop.git("branch", "-m", "main", "notes", fails=True)
    laptop.write(BASE)
    laptop.sync()
    assert laptop.git("rev-parse", "--abbrev-ref", "@{upstream}").startswith("origin/")


def test_a_vault_in_a_bigger_repository_and_two_in_one(two: tuple[Clone, Clone], tmp_path: Path) -> None:
    desk = two[1]
    vaults = [Clone(desk.root / name, tmp_path / f"state-{name}") for name in ("one", "two")]
    for vault in vaults:
        vault.root.mkdir()
        assert vault.call("init").status == 0
        vault.write("[sync]\ngit = true\n", "journal.toml")
        vault.write(BASE)
    desk.write("not of a vault\n", "other.txt")
    for vault in vaults:
        done = vault.sync("--json").document
        assert NOTE in done["notes"]
        assert all(not path.startswith("..") for path in done["notes"])
    assert desk.git("status", "--porcelain") == "?? other.txt"


def test_a_submodule_is_left_alone(two: tuple[Clone, Clone], remote: Path) -> None:
    desk = two[1]
    desk.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(remote), "sub")
    desk.git("commit", "-qm", "A submodule")
    (desk.root / "sub" / NOTE).write_text(THANKED, "utf-8")
    desk.write(OUTCOME)
    assert desk.sync("--json").document["notes"] == [NOTE]
    assert (desk.root / "sub" / NOTE).read_text("utf-8") == THANKED


def test_a_git_that_is_too_old_merges_in_place(
    two: tuple[Clone, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, desk = two
    laptop.write(OUTCOME)
    laptop.sync()
    desk.write(THANKED)
    monkeypatch.setenv("PATH", before_git(tmp_path, OLD_GIT))
    desk.sync()
    assert desk.text() == BOTH
    assert desk.git("status", "--porcelain") == ""


def test_a_branch_of_another_name_on_the_remote_is_told(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    desk.git("branch", "-m", "mine")
    desk.git("branch", "--unset-upstream")
    desk.write(THANKED)
    told = "what others push to main there is not merged"
    assert told in desk.sync("--dry-run").out
    assert told in desk.sync().out
    assert told not in desk.sync().out
    desk.git("branch", "-m", "main")
    desk.git("branch", "-u", "origin/main")
    desk.sync()
    laptop.sync()
    assert laptop.text() == THANKED


def test_a_note_that_git_left_open_without_a_merge_is_told_and_then_committed(two: tuple[Clone, Clone]) -> None:
    laptop = two[0]
    laptop.write(OUTCOME)
    laptop.git("stash")
    laptop.write(changed("outcome:\n", "outcome: No\n"))
    laptop.sync()
    laptop.git("stash", "pop", fails=True)
    assert laptop.git("status", "--porcelain").startswith("UU")
    done = laptop.sync(ends=1)
    assert NOTE in done.err
    assert "journal resolve" in done.err
    laptop.write(OUTCOME)
    assert laptop.sync("--dry-run", "--json").document["notes"] == [NOTE]
    assert laptop.sync("--json").document["notes"] == [NOTE]
    assert (laptop.text(), laptop.git("status", "--porcelain")) == (OUTCOME, "")
