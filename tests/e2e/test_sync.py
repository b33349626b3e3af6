"""``journal sync`` with a real git: two machines, and a remote on disk."""

from __future__ import annotations

import pytest

from tests.clones import BASE, BOTH, NOTE, OUTCOME, THANKED, Clone, TwoAfter, changed

pytestmark = pytest.mark.needs("git")


def test_two_machines_record_different_things_and_nobody_sees_a_conflict(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    laptop.write(OUTCOME)
    laptop.sync()
    desk.write(THANKED)
    done = desk.sync()
    assert desk.text() == BOTH
    assert "merged 1 commit of others" in done.out
    laptop.sync()
    assert laptop.files() == desk.files()
    assert desk.git("log", "-1", "--format=%P").count(" ") == 1


def both(two: tuple[Clone, Clone], ours: str, theirs: str, path: str = NOTE) -> Clone:
    """The desk, where ``ours`` is not committed yet and the remote has ``theirs``."""
    laptop, desk = two
    laptop.write(theirs, path)
    laptop.sync()
    desk.write(ours, path)
    return desk


def test_what_both_changed_differently_is_named_and_finished_by_the_next_sync(two: tuple[Clone, Clone]) -> None:
    desk = both(two, changed("outcome:\n", "outcome: Yes\n"), changed("outcome:\n", "outcome: No\n"))
    done = desk.sync("--json", ends=1).document
    assert done["conflicts"] == [{"path": NOTE, "kind": "content", "keys": ["outcome"], "body": False}]
    assert desk.fields()["contact"]
    told = desk.sync(ends=1).out
    assert f"Could you introduce me? ({NOTE}): outcome" in told
    desk.write(changed("outcome:\n", "outcome: Yes, in the end\n"))
    done = desk.sync("--json").document
    assert (done["conflicts"], done["pushed"]) == ([], 2)
    two[0].sync()
    assert two[0].files() == desk.files()


def test_a_note_that_only_says_one_side_is_not_taken_for_decided(two: tuple[Clone, Clone]) -> None:
    mine = changed("outcome:\n", "outcome: Yes\n")
    desk = both(two, mine, changed("outcome:\n", "outcome: No\n"))
    desk.sync(ends=1)
    desk.write(mine)
    assert f"({NOTE}): changed on both sides" in desk.sync(ends=1).out
    desk.git("add", NOTE)
    desk.sync()
    two[0].sync()
    assert two[0].text() == mine


def test_a_key_that_git_would_have_twice_is_merged_by_key(two: tuple[Clone, Clone]) -> None:
    ours = changed("ask: Could", "why: She knows them\nask: Could")
    theirs = changed("tags: [warm, work]", "tags: [warm, work]\nwhy: She knows them all")
    desk = both(two, ours, theirs)
    assert desk.sync("--json", ends=1).document["conflicts"][0]["keys"] == ["why"]


CLOSED = changed("outcome:\n", "status: released\noutcome:\n")


ENDED = {
    "asks/closed there.md": (OUTCOME, CLOSED, True),
    "asks/closed here.md": (CLOSED, OUTCOME, True),
    "asks/thanked.md": (BOTH, CLOSED, False),
    "asks/not closed.md": (OUTCOME, changed("tags: [warm, work]", "tags: [warm]"), False),
    "asks/both here.md": (
        changed("warm, work", "warm", changed("outcome:\n", "outcome: She did\n", CLOSED)),
        OUTCOME,
        False,
    ),
}


def with_asks(laptop: Clone, desk: Clone) -> None:
    for path in ENDED:
        laptop.write(BASE, path)
    laptop.sync()
    desk.sync()


def test_a_merge_that_leaves_nobody_to_thank_says_so(two_after: TwoAfter) -> None:
    laptop, desk = two_after(with_asks)
    for path, (here, there, _) in ENDED.items():
        laptop.write(there, path)
        desk.write(here, path)
    laptop.sync()
    out = desk.sync().out
    for path, (_, _, told) in ENDED.items():
        said = f"{path}: one side closed it, the other says what came of it, so no thanks are owed."
        assert (said in out) is told, path
        if told:
            assert f"If they are: “journal unset '{path}' status”." in out
            assert desk.call("unset", path, "status").status == 0
            assert "with thanks" in desk.call("show", path).out


def test_a_winner_is_told(two: tuple[Clone, Clone]) -> None:
    desk = both(two, changed("thanked:\n", "thanked: 2026-03-05\n"), changed("thanked:\n", "thanked: 2026-03-07\n"))
    done = desk.sync("--json").document
    assert done["winners"] == [{"path": NOTE, "key": "thanked", "kept": "2026-03-07", "other": "2026-03-05"}]


def test_deleted_there_and_changed_here_is_kept(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    (laptop.root / NOTE).unlink()
    laptop.sync()
    desk.write(OUTCOME)
    done = desk.sync(ends=1)
    assert "deleted there, changed here: kept" in done.out
    assert desk.text() == OUTCOME
    assert desk.sync("--json", ends=1).document["conflicts"][0]["kind"] == "deleted"


def test_renamed_twice_keeps_both(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    laptop.git("mv", NOTE, "asks/a.md")
    laptop.sync()
    desk.git("mv", NOTE, "asks/b.md")
    done = desk.sync(ends=1)
    assert "renamed to asks/b.md and asks/a.md: both kept" in done.out
    assert {"asks/a.md", "asks/b.md"} <= set(desk.files())


def test_a_renamed_note_takes_what_the_other_side_wrote(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    laptop.git("mv", NOTE, "asks/a.md")
    laptop.write(OUTCOME, "asks/a.md")
    laptop.sync()
    desk.write(THANKED)
    desk.sync()
    assert desk.text("asks/a.md") == BOTH
    assert not (desk.root / NOTE).exists()


def test_criss_cross_needs_no_marker(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    laptop.write(changed("outcome:\n", "outcome: Yes\n"))
    laptop.sync()
    desk.write(changed("tags: [warm, work]\n", "tags: [warm]\n"))
    desk.git("commit", "-qam", "Mine")
    desk.git("fetch", "-q")
    mine, other = desk.git("rev-parse", "HEAD"), desk.git("rev-parse", "origin/main")
    desk.git("merge", "-q", "origin/main", "--no-ff")
    desk.git("checkout", "-q", "-b", "other", other)
    desk.git("merge", "-q", mine, "--no-ff")
    desk.git("push", "-q", "--force", "origin", "other:main")
    desk.git("checkout", "-q", "main")
    desk.write(changed("thanked:\n", "thanked: 2026-03-05\n", desk.text()))
    desk.sync()
    laptop.sync()
    assert laptop.text() == desk.text()
    assert laptop.fields()["outcome"] == "Yes"


TEMPLATES = ("templates/ask.md", "templates/messages/thanks.txt")


def test_only_what_belongs_to_the_vault_is_committed(two: tuple[Clone, Clone]) -> None:
    _, desk = two
    for path in ("photo.jpg", ".obsidian/app.json", ".trash/old.md", "people/new.md", *TEMPLATES, "templates/x.txt"):
        desk.write(f"{path}\n", path)
    desk.write("secret\n", "staged.txt")
    desk.git("add", "staged.txt")
    (desk.root / NOTE).unlink()
    done = desk.sync("--json").document
    assert sorted(done["notes"]) == [NOTE, "people/new.md", *TEMPLATES]
    assert sorted(done["left"]) == [".obsidian/app.json", ".trash/old.md", "photo.jpg", "staged.txt", "templates/x.txt"]
    assert desk.git("diff", "--cached", "--name-only") == "staged.txt"
    assert done["committed"] == desk.git("rev-parse", "HEAD")
    assert done["pushed"] == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (THANKED, "Thank Maria Lopez"),
        (changed("outcome:\n", "nudged: [2026-03-04]\noutcome:\n"), "Nudge Maria Lopez"),
        (changed("outcome:\n", "status: released\noutcome:\n"), "Close Could you introduce me?"),
        (changed("Hello", "Hi"), "Change Could you introduce me?"),
        (changed("asked: 2026-03-01", 'asked: 2026-03-01\ntitle: "a\\u0007b\\nc"'), "Change ab c"),
    ],
)
def test_a_commit_says_what_changed(two: tuple[Clone, Clone], text: str, says: str) -> None:
    desk = two[1]
    desk.write(text)
    desk.sync()
    assert desk.git("log", "-1", "--format=%B") == says


def test_a_commit_calls_people_as_their_notes_do(two: tuple[Clone, Clone]) -> None:
    desk = two[1]
    desk.write('---\ntitle: "Maria\\u202e\\n López"\naliases: [Mary]\n---\n', "people/maria.md")
    desk.sync()
    linked = changed('"[[Maria Lopez]]"', '["[[maria]]", "Ben Ito"]', THANKED)
    desk.write(linked)
    desk.write(changed('"[[Maria Lopez]]"', '"[[people/maria|Mary]]"', OUTCOME), "asks/y.md")
    desk.sync()
    assert desk.git("log", "-1", "--format=%B") == "Thank Maria López, Ben Ito; new Could you introduce me?"
    desk.write(changed("thanked: 2026-03-05", "thanked: 2026-03-06", linked))
    desk.write(changed('"[[Maria Lopez]]"', '"[[people/maria|Mary]]"', BOTH), "asks/y.md")
    desk.sync()
    assert desk.git("log", "-1", "--format=%B") == "Thank Maria López, Ben Ito; thank Maria López"


def test_a_commit_calls_a_renamed_note_renamed(two: tuple[Clone, Clone]) -> None:
    desk = two[1]
    desk.git("mv", "asks/x.md", "asks/intro.md")
    desk.write(changed("introduce me", "call"), "asks/y.md")
    desk.sync()
    assert desk.git("log", "-1", "--format=%B") == "Rename Could you introduce me?; new Could you call?"


def test_a_commit_of_no_note_names_its_files(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    assert "{{" not in laptop.git("log", "--format=%s")
    desk.write("[sync]\ngit = true\n", "journal.toml")
    desk.write("# {{title}}\n", "templates/note.md")
    desk.sync()
    assert desk.git("log", "-1", "--format=%B") == "Change journal.toml, templates/note.md"


def test_the_plan_changes_nothing_but_what_is_known_of_the_remote(two: tuple[Clone, Clone]) -> None:
    desk = both(two, THANKED, OUTCOME)
    before, head = desk.files(), desk.git("rev-parse", "HEAD")
    done = desk.sync("--dry-run", "--json").document
    assert (done["plan"], done["committed"], done["notes"]) == (True, None, [NOTE])
    assert (done["pulled"], done["pushed"]) == (1, 1)
    assert (desk.files(), desk.git("rev-parse", "HEAD"), desk.git("status", "--porcelain")) == (
        before,
        head,
        f"M {NOTE}",
    )


def test_no_control_character_of_a_note_or_a_remote_reaches_the_output(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    for one, word in ((laptop, "a"), (desk, "b")):
        one.write(f'---\ntitle: "\\e[31m\\a"\nask: {word}\nasked: 2026-03-01\n---\n', "asks/e\x1b[31m.md")
        one.write(f"{word}\n", "\x1b]0;x\x07.txt")
    laptop.sync()
    done = desk.sync(ends=1)
    assert "\x1b" not in done.out + done.err
    assert "\x1b" not in desk.sync("--json", ends=1).out
    desk.git("merge", "--abort")
    desk.git("remote", "set-url", "origin", "/no\x1b[31mwhere")
    assert "\x1b" not in desk.sync(ends=4).err


def test_a_note_that_was_added_with_its_markers_is_still_to_be_decided(two: tuple[Clone, Clone]) -> None:
    desk = both(two, changed("outcome:\n", "outcome: Yes\n"), changed("outcome:\n", "outcome: No\n"))
    desk.sync(ends=1)
    desk.git("add", NOTE)
    for words in (("--dry-run",), ()):
        assert f"({NOTE}): outcome" in desk.sync(*words, ends=1).out
    assert desk.git("status", "--porcelain") == f"UU {NOTE}"
    desk.write(changed("outcome:\n", "outcome: Yes, in the end\n"))
    plan = desk.sync("--dry-run", "--json").document
    assert (plan["conflicts"], plan["pushed"]) == ([], 2)
    assert desk.git("status", "--porcelain") == f"UU {NOTE}"
    assert desk.sync("--json").document["pushed"] == 2
