"""``journal resolve``: conflicts decided key by key, in a merge of git or in a note that holds markers."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from journal.conflict import conflicts
from tests.clones import BASE, NOTE, OUTCOME, Clone, TwoAfter, changed

pytestmark = pytest.mark.needs("git")

OURS = changed(
    "Hello Maria.", "Dear Maria,", changed("outcome:\n", "outcome: Yes\n", changed("ask: Could", "why: a\nask: Could"))
)
THEIRS = changed(
    "Hello Maria.", "Hi Maria!", changed("outcome:\n", "outcome: No\n", changed("ask: Could", "why: b\nask: Could"))
)


def stop(laptop: Clone, desk: Clone) -> None:
    """Bring the desk into a merge that two keys and the body stop."""
    laptop.write(THEIRS)
    laptop.sync()
    desk.write(OURS)
    desk.sync(ends=1)


def delete_here(laptop: Clone, desk: Clone) -> None:
    """Bring the desk, which has deleted a note and begun another, into a merge that the first one stops."""
    desk.call("new", "note", "Another")
    (desk.root / NOTE).unlink()
    laptop.write(OUTCOME)
    laptop.sync()
    desk.sync(ends=1)


def delete_there(laptop: Clone, desk: Clone) -> None:
    """As ``delete_here``, but the laptop has deleted the note."""
    desk.call("new", "note", "Another")
    (laptop.root / NOTE).unlink()
    laptop.sync()
    desk.write(OUTCOME)
    desk.sync(ends=1)


def rename(laptop: Clone, desk: Clone) -> None:
    """Bring the desk into a merge of a note that has another new name on each side."""
    laptop.git("mv", NOTE, "asks/a.md")
    laptop.sync()
    desk.git("mv", NOTE, "asks/b.md")
    assert "renamed to asks/b.md and asks/a.md: both kept" in desk.sync(ends=1).out


def unsettle(laptop: Clone, desk: Clone) -> None:
    """Bring the desk into a merge that stops since both sides changed one line of journal.toml."""
    for clone, days in ((laptop, 5), (desk, 9)):
        clone.write(changed("# wait_days = 7", f"wait_days = {days}", clone.text("journal.toml")), "journal.toml")
    laptop.sync()
    assert "Decide it (“journal resolve journal.toml”)" in desk.sync(ends=1).out


@pytest.fixture
def apart(two_after: TwoAfter) -> tuple[Clone, Clone]:
    return two_after(stop)


@pytest.fixture
def desk(apart: tuple[Clone, Clone]) -> Clone:
    """The desk in a merge that two keys and the body have stopped."""
    return apart[1]


def resolve(clone: Clone, *words: str, ends: int = 0) -> str:
    done = clone.call("resolve", *words)
    assert done.status == ends, (done.status, done.out, done.err)
    return done.out + done.err


def test_it_shows_both_sides_and_what_stood_there(desk: Clone) -> None:
    before = desk.files()
    done = desk.call("resolve", NOTE, "--json").document
    assert done["left"] == 3
    assert done["conflicts"][1] == {
        "key": "outcome",
        "ours": "outcome: Yes",
        "theirs": "outcome: No",
        "base": "outcome:",
    }
    assert [(one["key"], one["base"]) for one in done["conflicts"]] == [
        ("why", ""),
        ("outcome", "outcome:"),
        ("body", "Hello Maria."),
    ]
    told = resolve(desk, NOTE)
    assert all(words in told for words in ("outcome: Yes", "outcome: No", "Dear Maria,", "Hi Maria!", "Hello Maria."))
    assert desk.files() == before


def test_what_is_decided_where_no_merge_is_under_way_leaves_gits_message_alone(two: tuple[Clone, Clone]) -> None:
    _, desk = two
    desk.write(OURS)
    desk.git("stash", "-q")
    desk.write(THEIRS)
    desk.git("commit", "-qam", "Theirs")
    desk.git("stash", "pop", "-q", fails=True)
    resolve(desk, NOTE, "why=ours", "outcome=ours", "body=ours")
    assert not (desk.root / ".git" / "MERGE_MSG").exists()


def test_in_a_rebase_git_says_how_it_goes_on(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    laptop.write(THEIRS)
    laptop.sync()
    desk.write(changed("outcome:\n", "outcome: Yes\n"))
    desk.git("commit", "-qam", "by hand")
    desk.git("pull", "-q", "--rebase", fails=True)
    assert "asks/x.md is decided; “git status” says how git goes on" in resolve(desk, NOTE, "outcome=theirs")
    desk.git("-c", "core.editor=true", "rebase", "--continue")
    desk.sync()


def test_key_by_key_until_nothing_is_left_and_sync_finishes_the_merge(apart: tuple[Clone, Clone]) -> None:
    laptop, desk = apart
    assert desk.call("resolve", NOTE, "why=theirs", "--json").document["left"] == 2
    assert "left to decide" in resolve(desk, NOTE, "outcome=She did, in the end: twice")
    assert conflicts(desk.text())
    assert "journal sync" in resolve(desk, "asks/x", "body=both")
    assert (
        desk.text()
        == changed(
            "Hello Maria.",
            "Dear Maria,\nHi Maria!",
            changed(
                "outcome:\n", 'outcome: "She did, in the end: twice"\n', changed("ask: Could", "why: b\nask: Could")
            ),
        )
        or desk.fields()["outcome"] == "She did, in the end: twice"
    )
    assert desk.git("ls-files", "-u") == ""
    desk.sync()
    laptop.sync()
    assert laptop.files() == desk.files()


def test_all_at_once_and_taken_back_in_one_step(desk: Clone) -> None:
    before = desk.text()
    resolve(desk, NOTE, "why=ours", "outcome=theirs", "body=theirs")
    assert not conflicts(desk.text())
    undone = desk.call("undo")
    assert (undone.status, undone.out) == (0, f"Taken back: Decided: {NOTE}\n")
    assert desk.text() == before


def test_a_dry_run_writes_nothing(desk: Clone) -> None:
    before = desk.files()
    assert "+outcome: Yes" not in resolve(desk, NOTE, "why=ours", "--dry-run")
    assert desk.files() == before
    assert desk.git("ls-files", "-u") != ""


WRONG: dict[str, tuple[list[str], str]] = {
    "no word": ([NOTE, "outcome"], "decides nothing"),
    "no key of it": ([NOTE, "mood=ours"], "why, outcome, body"),
    "both for a key": ([NOTE, "outcome=both"], "both is for the body"),
    "a word that names no side": ([NOTE, "outcome=mine"], "did you mean outcome=ours?"),
    "a side in capitals": ([NOTE, "outcome=Theirs"], "did you mean outcome=theirs?"),
    "no date": ([NOTE, "asked=ours"], "asked has no conflict"),
    "not deleted": ([NOTE, "--keep"], "No side deleted"),
    "keep and delete": ([NOTE, "--keep", "--delete"], "one of"),
    "no such note": (["nothing"], "No note is named"),
    "no such file": (["x" * 300], "No note is named"),
    "no conflict": (["templates/ask.md"], "templates/ask.md has no conflict"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_call_changes_nothing(desk: Clone, case: str) -> None:
    words, said = WRONG[case]
    before = desk.files()
    assert said in resolve(desk, *words, ends=2)
    assert desk.files() == before


def test_a_call_without_a_note_tells_in_which_there_is_something_to_decide(apart: tuple[Clone, Clone]) -> None:
    laptop, desk = apart
    assert resolve(desk, ends=2).endswith(f" To be decided:\n  {NOTE}: why, outcome, body\n")
    assert resolve(laptop, ends=2).endswith(" In no note is anything to be decided.\n")


def test_a_note_without_a_conflict(two: tuple[Clone, Clone]) -> None:
    assert "has no conflict" in resolve(two[1], NOTE, ends=2)


def test_a_note_that_lost_its_markers_still_shows_both_sides(desk: Clone) -> None:
    desk.write(OURS)
    assert desk.call("resolve", NOTE, "--json").document["left"] == 3
    resolve(desk, NOTE, "why=ours", "outcome=ours", "body=ours")
    assert desk.text() == OURS
    desk.sync()
    assert desk.git("status", "--porcelain") == ""


@pytest.mark.parametrize("word", ["--keep", "--delete"])
@pytest.mark.parametrize("deleted_here", [True, False])
def test_a_note_that_one_side_deleted_is_kept_or_deleted_or_what_was_decided_is_taken_back(
    two_after: TwoAfter, word: str, deleted_here: bool
) -> None:
    laptop, desk = two_after(delete_here if deleted_here else delete_there)
    before_it = desk.files()
    other = "--delete" if word == "--keep" else "--keep"
    assert "--keep or --delete" in resolve(desk, NOTE, "outcome=ours", ends=2)
    resolve(desk, NOTE, word)
    done = desk.files()
    assert (NOTE in done) == (word == "--keep")
    assert desk.call("undo", "--dry-run").status == 0
    assert desk.files() == done
    for _ in range(2):
        assert desk.call("undo").status == 0
        assert desk.text() == OUTCOME
        assert ("was deleted here" if deleted_here else "was deleted there") in resolve(desk, NOTE)
        assert "kept" in desk.sync(ends=1).out
        assert desk.call("redo").status == 0
        assert desk.files() == done
        assert desk.git("ls-files", "-u") == ""
    assert desk.call("undo").status == 0
    resolve(desk, NOTE, other)
    desk.sync()
    assert (NOTE in desk.files()) == (other == "--keep")
    laptop.sync()
    assert laptop.files() == desk.files()
    assert set(before_it) - {NOTE} <= set(desk.files())


def test_keeping_is_not_taken_back_once_its_merge_is_over(two_after: TwoAfter) -> None:
    _, desk = two_after(delete_there)
    resolve(desk, NOTE, "--keep")
    desk.sync()
    assert "the note stays as it is" in desk.call("undo").out
    assert desk.text() == OUTCOME
    desk.sync()


def test_keeping_both_names_is_taken_back(two_after: TwoAfter) -> None:
    _, desk = two_after(rename)
    waiting = desk.git("ls-files", "-u")
    assert "--keep keeps both. To keep one, delete the other name." in resolve(desk, NOTE)
    assert "--keep keeps it beside the other’s" in resolve(desk, "asks/a.md")
    resolve(desk, NOTE, "--keep")
    assert desk.git("ls-files", "-u") == ""
    assert desk.call("undo").status == 0
    assert desk.git("ls-files", "-u") == waiting
    assert "renamed to" in desk.sync(ends=1).out
    assert desk.call("redo").status == 0
    desk.sync()
    assert {"asks/a.md", "asks/b.md"} <= set(desk.files())


@pytest.mark.parametrize("words", [[["asks/a.md", "--keep"], ["asks/b.md", "--delete"]], [[NOTE, "--keep"]]])
def test_a_note_that_both_renamed(two_after: TwoAfter, words: list[list[str]]) -> None:
    laptop, desk = two_after(rename)
    for each in words:
        resolve(desk, *each)
    desk.sync()
    assert ("asks/a.md" in desk.files(), "asks/b.md" in desk.files()) == (True, len(words) == 1)
    laptop.sync()
    assert laptop.files() == desk.files()


@pytest.fixture
def renamed(two_after: TwoAfter) -> Clone:
    """The desk in a merge of a note that has another new name on each side."""
    return two_after(rename)[1]


@pytest.mark.parametrize(("gone", "stays"), [("asks/a.md", "asks/b.md"), ("asks/b.md", "asks/a.md")])
def test_deleting_one_of_two_new_names_decides_all(renamed: Clone, gone: str, stays: str) -> None:
    waiting = renamed.git("ls-files", "-u")
    resolve(renamed, gone, "--delete")
    assert "In no note is anything to be decided." in resolve(renamed, ends=2)
    assert renamed.git("ls-files", "-u") == ""
    assert renamed.call("undo").status == 0
    assert renamed.git("ls-files", "-u") == waiting
    assert f"{NOTE}: renamed to" in resolve(renamed, ends=2)
    assert renamed.call("redo").status == 0
    renamed.sync()
    assert (gone in renamed.files(), stays in renamed.files()) == (False, True)


@pytest.mark.parametrize(
    ("kept", "left", "whose"), [("asks/a.md", "asks/b.md", "here"), ("asks/b.md", "asks/a.md", "there")]
)
def test_the_name_that_is_left_is_told_as_one(renamed: Clone, kept: str, left: str, whose: str) -> None:
    resolve(renamed, kept, "--keep")
    told = resolve(renamed, ends=2)
    assert told.endswith(f"To be decided:\n  {left}: renamed on both sides, and this is its name {whose}: kept\n")
    resolve(renamed, left, "--keep")
    renamed.sync()
    assert {kept, left} <= set(renamed.files())


def test_several_notes_that_both_renamed_are_decided_one_by_one(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    laptop.write(changed("introduce me", "write to me"), "asks/y.md")
    laptop.sync()
    desk.sync()
    for clone, new in ((laptop, "there"), (desk, "here")):
        clone.git("mv", NOTE, f"asks/x-{new}.md")
        clone.git("mv", "asks/y.md", f"asks/y-{new}.md")
    laptop.write(changed("write to me", "write to you", laptop.text("asks/y-there.md")), "asks/y-there.md")
    laptop.sync()
    told = desk.sync(ends=1).out
    for name in "xy":
        assert f"asks/{name}.md): renamed to asks/{name}-here.md and asks/{name}-there.md: both kept" in told
    waiting = desk.git("ls-files", "-u")
    resolve(desk, "asks/y-there.md", "--delete")
    assert resolve(desk, ends=2).endswith(f"{NOTE}: renamed to asks/x-here.md and asks/x-there.md: both kept\n")
    resolve(desk, NOTE, "--keep")
    assert "In no note is anything to be decided." in resolve(desk, ends=2)
    assert desk.call("undo").status == 0
    assert {line.split("\t")[1][:6] for line in desk.git("ls-files", "-u").splitlines()} == {"asks/x"}
    assert desk.call("undo").status == 0
    assert desk.git("ls-files", "-u") == waiting
    assert desk.call("redo").status == desk.call("redo").status == 0
    desk.sync()
    assert {path for path in desk.files() if path.startswith("asks/")} == {
        "asks/x-here.md",
        "asks/x-there.md",
        "asks/y-here.md",
    }


def test_a_link_that_leads_elsewhere_on_each_side_is_only_looked_at(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    for clone, target in ((laptop, "there.md"), (desk, "here.md")):
        clone.write(BASE, f"asks/{target}")
        (clone.root / "asks/link.md").symlink_to(target)
    laptop.sync()
    assert "asks/link.md" in desk.sync(ends=1).out
    waiting = desk.git("ls-files", "-u")
    for words in ([], ["body=ours"]):
        told = resolve(desk, "asks/link.md", *words, ends=2)
        assert "asks/link.md is a link on a side, which cannot be decided by key: put it right, then" in told
    assert desk.git("ls-files", "-u") == waiting
    assert "asks/link.md" in resolve(desk, ends=2)
    desk.git("add", "asks/link.md")
    desk.sync()


def test_names_of_files_are_those_from_the_vault_where_the_repository_is_larger(tmp_path: Path, remote: Path) -> None:
    larger = [Clone(tmp_path / name, tmp_path / f"state-{name}") for name in ("laptop", "desk")]
    laptop, desk = (Clone(one.root / "notes", one.state) for one in larger)
    laptop.root.mkdir(parents=True)
    larger[0].git("init", "-q")
    larger[0].git("remote", "add", "origin", str(remote))
    laptop.write(BASE)
    laptop.call("init")
    laptop.sync()
    desk.root.parent.mkdir()
    larger[1].git("clone", "-q", str(remote), ".")
    desk.call("init")
    for clone, days, new in ((laptop, 5, "there"), (desk, 9, "here")):
        clone.write(changed("# wait_days = 7", f"wait_days = {days}", clone.text("journal.toml")), "journal.toml")
        clone.git("mv", NOTE, f"asks/{new}.md")
    laptop.sync()
    told = desk.sync(ends=1).out.splitlines()
    assert f"Could you introduce me? ({NOTE}): renamed to asks/here.md and asks/there.md: both kept" in told
    assert "journal.toml: changed on both sides" in told
    resolve(desk, "journal.toml", "body=ours")
    resolve(desk, "asks/there.md", "--delete")
    desk.sync()
    assert "asks/there.md" not in desk.files()


@pytest.fixture
def unsettled(two_after: TwoAfter) -> Clone:
    """The desk in a merge that has stopped since both sides changed one line of journal.toml."""
    return two_after(unsettle)[1]


@pytest.mark.parametrize("command", [["due"], ["list"], ["show", NOTE], ["check"], ["doctor"], ["nudge", NOTE]])
def test_a_conflict_in_the_settings_stops_no_command_and_is_told_by_each(unsettled: Clone, command: list[str]) -> None:
    done = unsettled.call(*command)
    assert done.status == 0, done.err
    told = done.out if command == ["doctor"] else done.err
    assert "journal.toml: git left a conflict in its lines" in told
    assert "“journal resolve journal.toml”" in told


def test_a_conflict_in_the_settings_is_decided_as_one_in_a_note(unsettled: Clone) -> None:
    assert "journal.toml: body" in resolve(unsettled, ends=2)
    assert resolve(unsettled, "journal.toml").endswith(
        "Decide with: journal resolve journal.toml body=ours or =theirs\n"
    )
    assert "Both would be in journal.toml twice" in resolve(unsettled, "journal.toml", "body=both", ends=2)
    resolve(unsettled, "journal.toml", "body=theirs")
    assert unsettled.sync().err == ""
    assert "wait_days = 5" in unsettled.text("journal.toml")


@pytest.mark.parametrize("path", ["journal.toml", "templates/ask.md", "templates/messages/nudge.txt"])
def test_the_command_that_sync_names_for_a_file_with_markers_works_on_any_that_it_carries(
    two: tuple[Clone, Clone], path: str
) -> None:
    _, desk = two
    there = desk.text(path) if path in desk.files() else ""
    desk.write(f"{there}<<<<<<< a\n# one\n=======\n# two\n>>>>>>> b\n", path)
    assert f"“journal resolve {path}” shows them" in desk.sync(ends=1).err
    assert "# two" in resolve(desk, path)
    resolve(desk, path, "body=ours")
    assert desk.text(path) == f"{there}# one\n"
    desk.sync()


def test_markers_that_somebody_left_without_a_merge(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    vault = Clone(tmp_path / "v", tmp_path / "state")
    vault.write("", "journal.toml")
    vault.write(
        changed("outcome:\n", "<<<<<<< HEAD\noutcome: Yes\n=======\noutcome: No\n>>>>>>> other\n").replace("\n", "\r\n")
    )
    done = vault.call("resolve", NOTE, "--json").document
    assert done["conflicts"] == [{"key": "outcome", "ours": "outcome: Yes", "theirs": "outcome: No", "base": None}]
    resolve(vault, NOTE, "outcome=theirs")
    assert vault.text() == changed("outcome:\n", "outcome: No\n").replace("\n", "\r\n")


@pytest.mark.parametrize(("typed", "line"), [("outcome=theirs", "Result: No\n"), ("outcome=maybe", "Result: maybe\n")])
def test_a_key_is_decided_by_any_of_its_spellings(tmp_path: Path, typed: str, line: str) -> None:
    (tmp_path / "v").mkdir()
    vault = Clone(tmp_path / "v", tmp_path / "state")
    vault.write("", "journal.toml")
    vault.write(changed("outcome:\n", "<<<<<<< HEAD\nResult: Yes\n=======\nResult: No\n>>>>>>> other\n"))
    resolve(vault, NOTE, typed)
    assert vault.text() == changed("outcome:\n", line)


def test_several_keys_in_one_conflict(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    vault = Clone(tmp_path / "v", tmp_path / "state")
    vault.write("", "journal.toml")
    vault.write(changed("outcome:\n", "<<<<<<< HEAD\noutcome: Yes\nmood: good\n=======\noutcome: No\n>>>>>>> other\n"))
    assert "mood=ours" in resolve(vault, NOTE, "mood=fine", ends=2)
    resolve(vault, NOTE, "mood=ours")
    assert vault.text() == changed("outcome:\n", "outcome: Yes\nmood: good\n")


def test_the_command_that_decides_can_be_typed_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    vault = Clone(tmp_path / "v", tmp_path / "state")
    vault.write("", "journal.toml")
    vault.write(changed("Hello Maria.", "<<<<<<< a\nHi\n=======\nHello\n>>>>>>> b"), "a note.md")
    command = resolve(vault, "a note.md").splitlines()[-1].removeprefix("Decide with: journal resolve ").split(",")[0]
    assert resolve(vault, *shlex.split(command)).startswith("a note.md is decided")


def test_what_decides_a_body_is_offered_and_a_key_that_is_in_no_conflict_is_named(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    vault = Clone(tmp_path / "v", tmp_path / "state")
    vault.write("", "journal.toml")
    vault.write(changed("Hello Maria.", "<<<<<<< a\nHi\n=======\nHello\n>>>>>>> b"))
    assert "body=ours, =theirs or =both\n" in resolve(vault, NOTE)
    assert f"nope has no conflict in {NOTE}; those that have: body." in resolve(vault, NOTE, "nope=ours", ends=2)
    assert f"nope has no conflict in {NOTE}.\n" in resolve(vault, NOTE, "body=both", "nope=ours", ends=2)
    resolve(vault, NOTE, "body=both")
    assert "Hi\n" in vault.text()
    assert "Hello\n" in vault.text()


def test_no_other_text_takes_the_place_of_a_body(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    vault = Clone(tmp_path / "v", tmp_path / "state")
    vault.write("", "journal.toml")
    both = changed("Hello Maria.", "<<<<<<< a\nHi\n=======\nHello\n>>>>>>> b")
    vault.write(both)
    refused = vault.call("resolve", NOTE, "body=bth")
    assert (refused.status, vault.text()) == (2, both)
    assert "body=ours, body=theirs or body=both" in refused.err


def test_no_control_character_of_a_side_reaches_the_output(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    vault = Clone(tmp_path / "v", tmp_path / "state")
    vault.write("", "journal.toml")
    vault.write(changed("Hello Maria.", "<<<<<<< \x1b[31m\n\x1b[31mHi\n=======\n\x9bHello\n>>>>>>> b"))
    for words in ((NOTE,), (NOTE, "--json"), (NOTE, "body=both", "--dry-run")):
        assert not {"\x1b", "\x9b"} & set(resolve(vault, *words))


def test_a_note_that_cannot_be_read_is_named_with_the_cure(desk: Clone) -> None:
    (desk.root / NOTE).unlink()
    (desk.root / NOTE).mkdir()
    for done in (desk.sync(ends=4), desk.call("resolve", NOTE)):
        assert (done.status, f"{NOTE} cannot be read (Is a directory): ") == (4, done.err[: done.err.index("): ") + 3])
