"""Whatever the colours of the terminal, each word of each screen and dialog can be told from what is behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path

import pytest
from rich.color import Color, ColorType
from rich.style import Style
from textual.color import Color as Rgb
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.theme import Theme
from textual.widget import Widget

from tests.tui.network import NETWORK
from tests.tui.people import PEOPLE
from tests.tui.stage import Stage, staged, write
from tui import paint
from tui.widgets.rows import Rows

READABLE = 3.0
"""Contrast, as WCAG has it, that text in bold or of a terminal's size wants at least."""
EASY = 4.5
"""Contrast that small text wants, and so the row that the cursor is on."""
_STEPS = ("000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5", "7f7f7f", "ff0000", "00ff00")
_XTERM = [Rgb.parse(f"#{step}") for step in (*_STEPS, "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff")]
"""The 16 colours of a terminal that nobody has chosen others for."""


def rgb(colour: Color | None, default: Rgb) -> Rgb:
    """What a terminal shows for a colour. default: of what has none."""
    if colour is None or colour.type is ColorType.DEFAULT:
        return default
    if colour.type is ColorType.STANDARD and colour.number is not None:
        return _XTERM[colour.number]
    red, green, blue = colour.get_truecolor()
    return Rgb(red, green, blue)


@cache
def contrast(style: Style, *, dark: bool) -> float:
    """Of text in a style to what is behind it. dark: the terminal is, where a style leaves its colours."""
    before, behind = (_XTERM[7], _XTERM[0]) if dark else (_XTERM[0], _XTERM[15])
    text, back = rgb(style.color, before), rgb(style.bgcolor, behind)
    if style.reverse:
        text, back = back, text
    if style.dim:
        text = back.blend(text, 0.6)
    darker, lighter = sorted((_light(text), _light(back)))
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: Rgb) -> float:
    """The relative luminance of WCAG."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def styled(screen: Screen[object]) -> Iterator[tuple[str, Style]]:
    """The words on a screen; of a dialog, its own."""
    parts = (child for child in screen.children if not child.has_class("-textual-system"))
    own = [widget.region for child in parts for widget in child.walk_children(Widget, with_self=True)]
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for text, style, _ in strip:
            if style and any(map(str.isalnum, text)):
                here = Region(x, y, len(text), 1)
                if not isinstance(screen, ModalScreen) or any(map(here.overlaps, own)):
                    yield text, style
            x += len(text)


EVERYWHERE = [theme.name for theme in paint.THEMES[:4]]
"""The themes that are begun with: looked at in all places."""
TELLING = {"a closed ask": 2, "help over the timeline": 2, "a note to mend": 1}
"""The places where others have shown to differ: how many screens there, from the top, have colours of their own."""
HIGH = 26
"""Lines in which each place has all colours that it has in more."""
LOOKED_AT = {
    "a closed ask": ("x", "tab", "tab", *"why", "shift+home"),
    "a draft over all asks": ("2", "t"),
    "help over the timeline": ("5", "left", "left_square_bracket", "enter", "question_mark"),
    "an outcome over an ask": ("j", "j", "enter", "o"),
    "a note to mend": ("8", "f"),
    "a day over a review": ("7", "j", "z", "down"),
    "a new ask over a goal": ("4", "enter", "a"),
    "who could help": ("W", *"intros"),
    "a new meeting over contacts": ("3", "M"),
    "what a filter finds": ("slash", *"ma"),
}
"""Keys that lead to all that has colours of its own, on top or behind it. The telling ones are in one half, where the
styles of a theme are read once.
"""


@pytest.mark.parametrize("half", range(2))
async def test_everything_can_be_read_in_every_palette(home: Path, monkeypatch: pytest.MonkeyPatch, half: int) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    broken = {"asks/0.md": "---\nask: Could you: look?\ncontact: Zoe\n---\n", "plain.md": "# Plain\n"}
    pale: list[str] = []
    async with staged(write(home / "network", {**NETWORK, **PEOPLE, **broken}), (120, HIGH)) as stage:
        for place, keys in list(LOOKED_AT.items())[half::2]:
            await stage.press("1", "g", *keys)
            pale += [f"{place}: {each}" async for each in too_pale(stage, TELLING.get(place, 0))]
            while len(stage.app.screen_stack) > 1:
                await stage.press("escape")
            await stage.press("escape")
    assert not pale, "\n".join(dict.fromkeys(pale))


async def test_the_palette_can_be_read_in_the_themes_that_are_begun_with(network: Path) -> None:
    async with staged(network) as stage:
        for name in EVERYWHERE:
            stage.app.theme = name
            await stage.press("colon", *"go")
            assert list(styled(stage.app.screen))
            assert not list(pale_here(stage.app.screen, stage.app.current_theme))
            await stage.press("escape")


async def too_pale(stage: Stage, telling: int = 0) -> AsyncIterator[str]:
    """What is too pale on the screen and behind it, in each theme. telling: on so many screens in all of them."""
    for name, theme in stage.app.available_themes.items():
        screens = stage.app.screen_stack if name in EVERYWHERE else stage.app.screen_stack[::-1][:telling]
        if screens:
            stage.app.theme = name
            await stage.pilot.pause()
            for screen in screens:
                for each in pale_here(screen, theme):
                    yield each


def pale_here(screen: Screen[object], theme: Theme) -> Iterator[str]:
    """The words on a screen that cannot be read, and its cursor where it is hard to read."""
    for text, style in styled(screen):
        if (seen := contrast(style, dark=theme.dark)) < READABLE:
            yield f"{theme.name}, {text.strip()}: {seen:.1f} {style}"
    for rows in screen.query(Rows):
        style = rows.get_component_rich_style("rows--cursor")
        if (seen := contrast(style, dark=theme.dark)) < EASY:
            yield f"{theme.name}, the cursor: {seen:.1f} {style}"
