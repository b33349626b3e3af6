"""Conflicts in Problems: both sides shown, decided one by one, taken back, and the merge ended by a sync."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.places import state_folder
from tests.clones import BASE, NOTE, Clone, changed
from tests.tui.pasting import paste
from tests.tui.stage import Stage, staged, write

pytestmark = pytest.mark.needs("git")

OURS = changed("outcome:\n", "outcome: She did\n", changed("Hello Maria.", "Hi Maria,"))
THEIRS = changed("outcome:\n", "outcome: She did not\n", changed("Hello Maria.", "Dear Maria,"))


def merging(two: tuple[Clone, Clone], ours: str | None, theirs: str | None) -> Clone:
    """A vault in which a merge waits: None for a note that a side deleted."""
    laptop, desk = two
    here = Clone(desk.root, state_folder())
    assert here.call("init").status == 0
    for one, text in ((laptop, theirs), (here, ours)):
        if text is None:
            (one.root / NOTE).unlink()
        else:
            one.write(text)
    laptop.sync()
    here.sync(ends=1)
    return here


async def at_problems(stage: Stage, *sees: str) -> None:
    await stage.sees("Could you introduce me?")
    await stage.press("8")
    await stage.sees(*sees)
    await stage.press("g")


async def test_each_conflict_is_shown_with_both_sides_and_decided_by_a_key(two: tuple[Clone, Clone]) -> None:
    desk = merging(two, OURS, THEIRS)
    async with staged(desk.root) as stage:
        await at_problems(stage, "outcome: “She did” here, “She did not” there", "body: each side says something else")
        await stage.cursor_on("outcome")
        await stage.sees(
            "ours, on this machine",
            "outcome: She did",
            "theirs",
            "outcome: She did not",
            "before both",
            "o takes ours",
            "t takes theirs",
            "w writes something else",
            "o ours",
            "t theirs",
            "w write",
        )
        assert "b both" not in stage.text
        await stage.press("t")
        await stage.sees("Decided: outcome, in asks/x.md", "u undoes it")
        await stage.cursor_on("body")
        assert (desk.fields()["outcome"], desk.text().count("<<<<<<<")) == ("She did not", 1)
        assert desk.git("diff", "--name-only", "--diff-filter=U") == NOTE
        await stage.sees("b both", "Hi Maria,", "Dear Maria,")
        await stage.press("b")
        await stage.sees("Decided: body, in asks/x.md", "All is decided. S syncs")
        assert "Hi Maria,\nDear Maria,\n" in desk.text()
        assert desk.git("diff", "--name-only", "--diff-filter=U") == ""
        await stage.press("S")
        await stage.sees("Commit the merge that waited", "Push 2 commits", "Sync like this?")
        assert "Commit 1 file" not in stage.text
        await stage.press("y")
        await stage.sees("committed the merge that was stopped", "pushed 2 commits")
    two[0].sync()
    assert two[0].text() == desk.text()


async def test_a_decision_is_taken_back_and_the_merge_waits_again(two: tuple[Clone, Clone]) -> None:
    desk = merging(two, changed("outcome:\n", "outcome: She did\n"), changed("outcome:\n", "outcome: No\n"))
    before = desk.text()
    async with staged(desk.root) as stage:
        await at_problems(stage, "outcome: “She did” here")
        await stage.press("o")
        await stage.sees("Decided: outcome", "All is decided. S syncs")
        assert desk.git("diff", "--name-only", "--diff-filter=U") == ""
        await stage.press("u")
        await stage.sees("outcome: “She did” here")
        assert desk.text() == before
        assert f"({NOTE}): outcome" in desk.sync(ends=1).out, "a sync commits no markers"
        await stage.cursor_on("outcome")
        await stage.press("w")
        await stage.sees("outcome, in asks/x.md", "ours: outcome: She did", "theirs: outcome: No", "what outcome says:")
        await paste(stage, "In part: yes")
        await stage.press("ctrl+s")
        await stage.until(lambda: desk.fields().get("outcome") == "In part: yes")
    assert 'outcome: "In part: yes"\n' in desk.text()
    desk.sync()


@pytest.mark.parametrize(("ours", "theirs"), [(OURS, None), (None, THEIRS)], ids=["deleted there", "deleted here"])
async def test_a_note_that_one_side_deleted_is_kept_or_deleted(
    two: tuple[Clone, Clone], ours: str | None, theirs: str | None
) -> None:
    desk = merging(two, ours, theirs)
    who = ("there", "here") if theirs is None else ("here", "there")
    async with staged(desk.root) as stage:
        await stage.until(lambda: "8 Problems 2" in stage.text)  # it has no goal either
        for key, is_there in (("t", theirs is not None), ("o", ours is not None)):
            await at_problems(stage, f"deleted {who[0]}, changed {who[1]}: kept.", "as on this machine")
            assert "w write" not in stage.text
            await stage.press(key)
            await stage.sees("Decided: deleted")
            await stage.sees_no(f"deleted {who[0]}, changed {who[1]}: kept.")
            assert (desk.root / NOTE).exists() == is_there
            assert desk.git("diff", "--name-only", "--diff-filter=U") == ""
            await stage.press("u")
            await stage.sees(f"deleted {who[0]}, changed {who[1]}: kept.", "U does it again")
            assert (desk.root / NOTE).exists()
            assert desk.git("diff", "--name-only", "--diff-filter=U") == NOTE
            stage.app.clear_notifications()
        await stage.press("U")
        await stage.sees_no(f"deleted {who[0]}, changed {who[1]}: kept.")
        assert desk.git("diff", "--name-only", "--diff-filter=U") == ""
    desk.sync()
    two[0].sync()
    assert (two[0].root / NOTE).exists() == (ours is not None)


async def test_a_note_renamed_twice_is_kept_under_both_names(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    here = Clone(desk.root, state_folder())
    assert here.call("init").status == 0
    laptop.git("mv", NOTE, "asks/a.md")
    laptop.sync()
    here.git("mv", NOTE, "asks/b.md")
    here.sync(ends=1)
    async with staged(here.root) as stage:
        await at_problems(stage, "renamed to asks/b.md and asks/a.md: both kept.", "b keeps both")
        await stage.press("b")
        await stage.sees_no("both kept.")
        await stage.press("u")
        await stage.sees("renamed to asks/b.md and asks/a.md: both kept.", "U does it again")
        await stage.press("b")
        await stage.sees_no("both kept.")
    here.sync()
    assert {"asks/a.md", "asks/b.md"} <= set(here.files())


async def test_a_conflict_in_the_settings_is_decided_here_too(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    here = Clone(desk.root, state_folder())
    assert here.call("init").status == 0
    for clone, days in ((laptop, 5), (here, 9)):
        clone.write(changed("# wait_days = 7", f"wait_days = {days}", clone.text("journal.toml")), "journal.toml")
    laptop.sync()
    here.sync(ends=1)
    async with staged(here.root) as stage:
        await stage.sees("conflict")
        await at_problems(stage, "wait_days = 9", "wait_days = 5", "o takes ours", "t takes theirs")
        assert "keeps both" not in stage.text
        await stage.press("b")
        await stage.sees("Both would be in journal.toml twice")
        await stage.press("t")
        await stage.sees("Decided: body, in journal.toml", "All is decided. S syncs")
        assert "\nwait_days = 5 " in here.text("journal.toml")
    here.sync()


async def test_markers_without_a_merge_are_decided_without_git(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    text = changed("Hello Maria.\n", "<<<<<<< a\nHi\n=======\nHello\n>>>>>>> b\n<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n")
    root = write(home / "plain", {NOTE: text})
    async with staged(root) as stage:
        await at_problems(stage, "body: each side says", "body (2): each side says")
        await stage.press("o")
        await stage.until(lambda: (root / NOTE).read_text().count("<<<<<<<") == 1)
        await stage.cursor_on("body: each side says")
        await stage.press("w")
        await stage.sees("both sides, ours first", "Write it")
        await stage.press("ctrl+a", "ctrl+k")
        await paste(stage, "three")
        await stage.press("ctrl+s")
        await stage.until(lambda: "<<<<<<<" not in (root / NOTE).read_text())
    assert "Hi\nthree\n" in (root / NOTE).read_text()


async def test_what_was_decided_elsewhere_meanwhile_is_not_written_over(two: tuple[Clone, Clone]) -> None:
    desk = merging(two, OURS, THEIRS)
    async with staged(desk.root) as stage:
        await at_problems(stage, "outcome: “She did” here")
        await stage.press("w")
        await stage.sees("what outcome says:")
        desk.write(BASE)
        await paste(stage, "late")
        await stage.press("ctrl+s")
        await stage.sees("has changed meanwhile", "what outcome says:")
        assert desk.text() == BASE
