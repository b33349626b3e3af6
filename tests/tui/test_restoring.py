"""What merges that others made have dropped: told by a sync, listed in Problems, put back by a key."""

from __future__ import annotations

import pytest

from journal.places import state_folder
from tests.clones import NOTE, THANKED, Clone, changed
from tests.e2e.test_losses import phone_merges
from tests.tui.stage import staged

pytestmark = pytest.mark.needs("git")

YES = changed("outcome:\n", "outcome: Yes, she did\n")


@pytest.fixture
def lossy(two: tuple[Clone, Clone]) -> Clone:
    """A vault that has fetched a merge of a phone, which dropped an outcome and has thanks."""
    laptop = two[0]
    here = Clone(laptop.root, state_folder())
    assert here.call("init").status == 0
    phone_merges(here, {NOTE: YES}, {NOTE: THANKED}, {NOTE: THANKED})
    return here


async def test_a_loss_is_listed_put_back_and_taken_back(lossy: Clone) -> None:
    assert "Lost: the merge of" in lossy.sync().out
    async with staged(lossy.root) as stage:
        await stage.until(lambda: "8 Problems 2" in stage.text)  # it has no goal either
        await stage.press("8")
        await stage.sees("dropped `outcome`")
        await stage.press("G")
        await stage.cursor_on("The merge of")
        await stage.sees("lost in a merge", "Yes, she did", "r puts it back", "o leaves the note as it is")
        await stage.press("r")
        await stage.sees("Put back: asks/x.md", "u undoes it")
        await stage.sees_no("dropped `outcome`")
        assert (lossy.fields()["outcome"], str(lossy.fields()["thanked"])) == ("Yes, she did", "2026-03-05")
        await stage.press("u")
        await stage.sees("dropped `outcome`")
        assert lossy.text() == THANKED


async def test_a_loss_that_is_let_go_is_told_no_more_and_r_reads_again_elsewhere(
    lossy: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    lossy.sync()
    async with staged(lossy.root) as stage:
        await stage.until(lambda: "8 Problems 2" in stage.text)
        await stage.press("8")
        await stage.sees("dropped `outcome`")
        await stage.press("G")
        await stage.sees("r puts it back", "o ours")
        await stage.press("o")
        await stage.sees_no("dropped `outcome`")
        assert lossy.text() == THANKED
        read: list[bool] = []
        monkeypatch.setattr(stage.app._watching, "look", lambda: read.append(True))
        await stage.press("r")
        await stage.until(lambda: read)
        assert "Put back" not in stage.text


async def test_a_sync_in_the_ui_tells_it_and_leads_there(lossy: Clone) -> None:
    lossy.write(changed("tags: [warm, work]", "tags: [warm]", THANKED))
    async with staged(lossy.root) as stage:
        await stage.sees("8 Problems")
        await stage.press("S")
        await stage.sees("Sync like this?")
        await stage.press("y")
        await stage.sees("lost: the merge of", "dropped `outcome`", "See what is lost, and put it back?")
        await stage.press("y")
        await stage.sees("[8 Problems", "dropped `outcome`")
