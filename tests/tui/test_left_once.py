"""Whatever stands on top of a screen is left once, however often it is told to in one breath."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.screen import ModalScreen
from textual.widgets import OptionList

from tests.tui.stage import staged
from tests.tui.test_acting import find
from tui.dialogs.help import Help
from tui.screens.search import SearchScreen

OPENED_BY = {
    "the palette": ["colon"],
    "the choice of a theme": ["colon", *"theme", "enter"],
    "help": ["question_mark"],
    "a message": ["n"],
    "an outcome": ["o"],
    "a day": ["z"],
    "a close": ["x"],
    "a new note": ["a"],
    "a question": ["v", "n"],
}


async def test_what_is_told_twice_to_close_closes_nothing_below(network: Path) -> None:
    async with staged(network) as stage:
        below = stage.app.screen
        await find(stage, "Sam Lee")
        for what, keys in OPENED_BY.items():
            await stage.press(*keys)
            await stage.until(lambda: isinstance(stage.app.screen, ModalScreen) and stage.app.screen.is_mounted)
            if what == "the choice of a theme":
                await stage.sees("solarized-light")
            top = stage.app.screen
            assert isinstance(top, ModalScreen)
            for answer in [top.dismiss(), top.dismiss(), top.dismiss()]:
                await answer
            await stage.until(lambda: stage.app.screen is below)
            assert stage.app.screen_stack == [below], what


@pytest.mark.parametrize("what", ["the palette", "a day", "a close"])
async def test_a_page_up_before_the_list_is_laid_out_goes_nowhere(network: Path, what: str) -> None:
    async with staged(network) as stage:
        await find(stage, "Sam Lee")
        await stage.press(*OPENED_BY[what])
        await stage.until(lambda: stage.app.screen.query(OptionList) and stage.app.screen.is_mounted)
        listed = stage.app.screen.query_one(OptionList)
        listed._index_to_line.clear()
        if what != "the palette":
            stage.app.screen.set_focus(listed)
        await stage.press("pageup", "pagedown")
        await stage.press("escape")
        await stage.until(lambda: not isinstance(stage.app.screen, ModalScreen))


async def test_leaving_while_a_dialog_opens_leaves_no_trace(network: Path) -> None:
    async with staged(network) as stage:
        stage.app.push_screen(Help({}, {}))
        stage.app.exit()
    assert stage.app.return_code == 0


async def test_a_key_for_a_screen_whose_widgets_are_gone_leaves_no_trace(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("6")
        await stage.until(lambda: isinstance(stage.app.screen, SearchScreen) and stage.app.screen.is_mounted)
        screen = stage.app.screen
        assert isinstance(screen, SearchScreen)
        stage.app.exit()
        await screen.query("*").remove()
        screen.call_later(screen.action_back)
    assert stage.app.return_code == 0


async def test_ctrl_c_says_how_to_leave(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("ctrl+c")
        await stage.sees("q leaves the program; where you type, Esc comes first.")
