"""The dialogs of sync, conflicts and losses: readable in the palettes that are begun with, whole at every size."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pytest

from journal import Listener, Synced, VaultSync, WantsTerminal
from journal.places import state_folder
from tests.clones import NOTE, OUTCOME, THANKED, Clone, changed
from tests.e2e.test_losses import phone_merges
from tests.tui.stage import Stage, staged
from tests.tui.test_deciding import OURS, THEIRS, merging
from tests.tui.test_palettes import too_pale
from tests.tui.test_sizes import is_high, sizes

pytestmark = pytest.mark.needs("git")

YES = changed("outcome:\n", "outcome: Yes, she did\n")


async def looks_right(stage: Stage, places: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]) -> None:
    """places: by name, the keys that lead there from the list before, and what is then to be seen."""
    pale: list[str] = []
    for turn, (place, (keys, seen)) in enumerate(places.items()):
        await stage.press(*keys)
        await stage.sees(*seen)
        pale += [f"{place}: {each}" async for each in too_pale(stage)]
        for size in (*sizes(turn), (80, 24), (120, 36)):
            await stage.pilot.resize_terminal(*size)
            await stage.until(partial(is_high, stage, size[1]))
        await stage.sees(*seen)
    assert not pale, "\n".join(pale)


async def test_conflicts(two: tuple[Clone, Clone]) -> None:
    async with staged(merging(two, OURS, THEIRS).root) as stage:
        await stage.sees("Could you introduce me?")
        await looks_right(
            stage,
            {
                "conflicts": (("8",), ("outcome: “She did” here", "ours, on this machine", "o takes ours")),
                "a text of one's own": (("g", "w"), ("Write it",)),
                "what a sync says of them": (("escape", "escape", "S"), ("Decide that now?",)),
            },
        )


@pytest.fixture
def lossy(two: tuple[Clone, Clone]) -> Clone:
    """A vault that has fetched a merge of a phone, which dropped an outcome, and with something to commit."""
    laptop = two[0]
    here = Clone(laptop.root, state_folder())
    assert here.call("init").status == 0
    phone_merges(here, {NOTE: YES}, {NOTE: THANKED}, {NOTE: THANKED})
    here.sync()
    here.write(changed("tags: [warm, work]", "tags: [warm]", THANKED))
    return here


async def test_a_plan_its_end_and_what_is_lost(lossy: Clone) -> None:
    async with staged(lossy.root) as stage:
        await stage.sees("Could you introduce me?")
        await looks_right(
            stage,
            {
                "what is lost": (("8", "G"), ("dropped `outcome`", "lost in a merge", "r puts it back")),
                "a plan": (("S",), ("╭─ Sync ──", "Commit 1 file", "Sync like this?")),
                "what came of it": (("y",), ("pushed", "Esc closes this.")),
            },
        )


async def test_what_git_asks(two: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch) -> None:
    here = Clone(two[0].root, state_folder())
    assert here.call("init").status == 0
    here.write(OUTCOME)
    plan = VaultSync.plan

    def asking(sync: VaultSync, listener: Listener, *, offline: bool = False) -> Synced:
        if offline:
            return plan(sync, listener, offline=True)
        raise WantsTerminal("git wants a passphrase, and has no terminal to ask for it.")

    monkeypatch.setattr(VaultSync, "plan", asking)
    async with staged(here.root) as stage:
        await stage.sees("Could you introduce me?")
        await looks_right(stage, {"what git asks": (("S",), ("Let it have the terminal for that?",))})
