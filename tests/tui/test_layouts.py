"""What changes on a screen is laid out once, and what is the same not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual._compositor import Compositor, ReflowResult
from textual.content import Content
from textual.geometry import Size
from textual.messages import Layout
from textual.widget import Widget
from textual.widgets import Static

from tests.tui.network import NETWORK
from tests.tui.people import PEOPLE
from tests.tui.rest import is_previewed
from tests.tui.stage import Stage, staged, write
from tui.sections import Remark
from tui.widgets.ask_list import AskList
from tui.widgets.preview import Preview


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The screens that are laid out, each time."""
    seen: list[str] = []
    reflow = Compositor.reflow

    def counted(places: Compositor, screen: Widget, size: Size) -> ReflowResult:
        seen.append(type(screen).__name__)
        return reflow(places, screen, size)

    monkeypatch.setattr(Compositor, "reflow", counted)
    return seen


async def previewed(stage: Stage) -> None:
    """Wait until the first row is shown beside the list, which may be after a key."""
    await stage.until(lambda: is_previewed(stage.app))
    await stage.pilot.pause()


async def test_a_screen_that_comes_back_as_it_was_is_not_laid_out(network: Path, layouts: list[str]) -> None:
    async with staged(network) as stage:
        await previewed(stage)
        for dialog in ("a", "z", "question_mark"):
            await stage.press(dialog)
            layouts.clear()
            await stage.press("escape")
            assert len(stage.app.screen_stack) == 1
            assert not layouts, dialog


async def test_a_line_that_appears_is_laid_out_once(network: Path, layouts: list[str]) -> None:
    async with staged(network) as stage:
        await previewed(stage)
        layouts.clear()
        await stage.press("slash")
        await stage.sees("contact:maria state:nudge")
        assert layouts == ["FollowUpsScreen"]


async def test_other_rows_are_laid_out_where_the_scroll_bar_comes_or_goes(network: Path, layouts: list[str]) -> None:
    async with staged(network) as stage:
        await previewed(stage)
        rows = stage.app.screen.query_one(AskList)
        rows.put([])  # nothing is beside the list from now on
        await stage.pilot.pause()
        for names, has_bar in ((["one"], False), (["one", "two"], False), (["one"] * 99, True), (["one"], False)):
            layouts.clear()
            before = rows.show_vertical_scrollbar
            rows.put([Remark(name) for name in names])
            await stage.pilot.pause()
            assert rows.show_vertical_scrollbar == has_bar
            assert len(layouts) == (before != has_bar), names


async def test_what_was_asked_for_before_a_layout_is_done(network: Path, layouts: list[str]) -> None:
    async with staged(network) as stage:
        await previewed(stage)
        await stage.press("question_mark")
        screen, box = stage.app.screen, stage.app.screen.query_one(Preview)
        before = Layout(box)
        screen._refresh_layout()
        for asked, laid_out in ((before, 0), (Layout(box), 1)):
            layouts.clear()
            screen.post_message(asked)
            await stage.pilot.pause()
            assert len(layouts) == laid_out


async def test_the_same_text_is_not_laid_out_again(network: Path, layouts: list[str]) -> None:
    async with staged(network) as stage:
        await previewed(stage)
        await stage.press("question_mark")  # nothing else is shown there
        box = stage.app.screen.query_one(Preview)
        for text, laid_out in (("one line", None), ("one line", 0), ("another line", 1)):
            layouts.clear()
            box.show("about", lambda _, text=text: Content(text))  # type: ignore[misc]
            await stage.pilot.pause()
            assert laid_out is None or len(layouts) == laid_out, text


async def test_a_text_that_grows_gets_a_scroll_bar(network: Path) -> None:
    async with staged(network) as stage:
        await previewed(stage)
        await stage.press("question_mark")  # nothing else is shown there
        await previewed(stage)
        box = stage.app.screen.query_one(Preview)
        for lines, has_bar in ((3, False), (300, True), (3, False)):
            box.show("about", lambda _, lines=lines: Content("\n".join(["line"] * lines)))  # type: ignore[misc]
            await stage.pilot.pause()
            assert box.show_vertical_scrollbar == has_bar
            assert box.max_scroll_y == max(0, lines - box.size.height)


async def test_a_preview_that_a_wider_terminal_shows_is_filled(home: Path) -> None:
    plain = {"plain.md": "# Plain\n\nask: Could you look?\n"}  # a problem
    async with staged(write(home / "network", {**NETWORK, **PEOPLE, **plain}), (80, 24)) as stage:
        for place in (("1",), ("7",), ("8",), ("3",), ("3", "enter")):
            await stage.press(*place)
            box = stage.app.screen.query_one(Preview)
            assert not box.display, place
            await stage.pilot.resize_terminal(240, 36)
            await stage.until(lambda box=box: box.display and str(box.query_one(Static).content))  # type: ignore[misc]
            await stage.pilot.resize_terminal(80, 24)
            await stage.until(lambda box=box: not box.display)  # type: ignore[misc]
