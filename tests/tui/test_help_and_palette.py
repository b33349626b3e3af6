"""Help names the keys that live here; the palette does what they do."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding

from tests.tui.pasting import paste
from tests.tui.stage import staged
from tui.app import JournalApp
from tui.dialogs.confirm import Confirm
from tui.dialogs.form import Form
from tui.dialogs.help import Help
from tui.keymap import KEYS
from tui.screens.ask_actions import AskActions
from tui.screens.asks import AsksScreen
from tui.screens.detail import DetailScreen
from tui.screens.filtered import Filtered
from tui.screens.follow_ups import FollowUpsScreen
from tui.screens.new import NewForm
from tui.screens.problems import ProblemsScreen
from tui.screens.search import SearchScreen
from tui.widgets.ask_list import AskList
from tui.widgets.preview import Preview
from tui.widgets.rows import Rows


async def test_help_lists_the_live_keys_and_the_states(network: Path) -> None:
    async with staged(network, (120, 44)) as stage:
        await stage.press("question_mark")
        await stage.sees("j ↓", "narrow the list with filter words", "NUDGE", "no answer in time; ask once more: n")
        await stage.sees(
            "What happens to an ask", "1 2 3 4 5 6 7 8", "Everywhere", "CLOSED", "due in three days", "Esc closes"
        )
        await stage.press("escape")
        await stage.sees_no("narrow the list")
        await stage.press("enter", "question_mark")
        await stage.sees("open the note in your editor")
        assert "narrow the list" not in stage.text


async def test_help_that_is_longer_than_the_screen_scrolls(network: Path) -> None:
    async with staged(network, (80, 24)) as stage:
        await stage.press("question_mark")
        await stage.sees("What happens to an ask", "j k scroll, Esc closes")
        assert "due in three days" not in stage.text
        await stage.press("G")
        await stage.sees("due in three days")
        await stage.pilot.click(offset=(2, 23))
        await stage.cursor_on("Priya Nair")


async def test_the_palette_runs_an_action_by_its_name(network: Path) -> None:
    async with staged(network) as stage:
        await stage.cursor_on("Priya Nair")
        await stage.press("colon")
        await paste(stage, "last line")
        await stage.sees("key G")
        await stage.press("enter")
        await stage.cursor_on("Aroha Ngata")


NOTHING_HERE = {
    *("app.palette", "view.1", "nav.back", "edit.undo", "edit.redo", "nav.section.previous"),
    *("ask.send", "ask.nudge", "ask.answer", "ask.park", "ask.promise"),
}
"""Ids of keys that do nothing at the start, with an ask that wants thanks under the cursor."""


async def test_the_palette_has_every_action_of_the_screen(network: Path) -> None:
    async with staged(network, (100, 200)) as stage:
        bound = {active.binding.id for active in stage.app.screen.active_bindings.values()}
        live = {what for what in KEYS if what in bound}
        assert {"nav.open", "list.filter", "note.edit", "app.read", "nav.quit"} <= live
        await stage.cursor_on("Priya Nair")
        await stage.press("ctrl+p")
        await stage.sees(*(KEYS[what].does for what in live - NOTHING_HERE))


_PLACES = (
    *(JournalApp, AskActions, FollowUpsScreen, AsksScreen, SearchScreen, ProblemsScreen, Filtered, DetailScreen),
    *(Rows, AskList, Form, Confirm, Help, NewForm, Preview),
)


@pytest.mark.parametrize("place", _PLACES)
def test_every_binding_has_an_id_and_stands_in_the_table(place: type) -> None:
    bindings = place.__dict__["BINDINGS"]
    assert bindings
    for binding in bindings:
        assert isinstance(binding, Binding)
        assert binding.id in KEYS


async def test_keys_can_be_remapped_by_id(network: Path) -> None:
    async with staged(network) as stage:
        stage.app.set_keymap({"list.down": "n"})
        await stage.press("n")
        assert "Jörg Weber" in stage.cursor
