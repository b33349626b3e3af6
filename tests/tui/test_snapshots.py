"""One picture per screen and state, compared as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from tests.tui.network import NETWORK
from tests.tui.pictures import Pictures, at_home, go_home
from tests.tui.stage import write

Shot: TypeAlias = tuple[str, tuple[str, ...], str]
"""A name, keys that lead there from the first ask, and what then stands on the screen."""

WIDE: tuple[Shot, ...] = (
    ("wide", (), "── note"),
    ("help", ("question_mark",), "Esc closes"),
    ("ask", ("enter",), "goals/data-job"),
    ("draft-wide", ("t",), "Hi Priya,"),
    ("outcome-wide", ("j", "j", "o", *"yes"), "What came of"),
    ("snooze-wide", ("z", *"fri"), "in 5 days"),
    ("close-wide", (*"jjjjj", "x"), "Hi Kim,"),
    ("marked-wide", (*"jjj", "space", "space", "n"), "Nudge 2 asks?"),
    ("asks-wide", ("2", "s"), "by due"),
    ("search-wide", ("6", *"acme"), "1 note."),
    ("problems-wide", ("8",), "▶"),
    ("new-wide", ("a",), "What does it cost them?"),
)
NARROW: tuple[Shot, ...] = (
    ("narrow", (), "ON YOU · 7"),
    ("bad-filter", ("slash", *"state:x"), "No state is called"),
    ("draft-narrow", ("t",), "Hi Priya,"),
    ("outcome-narrow", ("j", "j", "o"), "What came of"),
    ("snooze-narrow", ("z",), "tomorrow"),
    ("close-narrow", ("G", "x"), "Close “Write it up”"),
    ("marked-narrow", (*"jjj", "space", "space"), "2 marked"),
    ("asks-narrow", ("2", "slash", *"sam"), "13 asks, 1 shown"),
    ("search-empty", ("6",), "Type words to look for"),
    ("problems-narrow", ("8",), "asks/visa.md"),
    ("new-narrow", ("a",), "What does it cost them?"),
    ("narrow-preview", ("p",), "Priya Nair → Intro"),
)
SMALL: tuple[Shot, ...] = (("small", (), "ON YOU · 7"),)


async def test_screen(pictures: Pictures, network: Path) -> None:
    for size, shots in (((120, 36), WIDE), ((80, 24), NARROW), ((40, 12), SMALL)):
        async with at_home(network, size) as stage:
            stage.app.theme = "textual-dark"
            for shot in shots:
                await go_home(stage)
                await pictures.take(stage, *shot)


async def test_theme(pictures: Pictures, network: Path) -> None:
    async with at_home(network, (120, 36)) as stage:
        for theme in ("textual-light", "ansi-dark", "ansi-light"):
            stage.app.theme = theme
            await go_home(stage)
            await pictures.take(stage, theme, ("j",), "Jörg Weber → Which fund")


async def test_nothing_on_you(pictures: Pictures, home: Path) -> None:
    root = write(home / "network", {name: NETWORK[name] for name in ("asks/abstract.md", "asks/visa.md")})
    async with at_home(root, (80, 24)) as stage:
        stage.app.theme = "textual-dark"
        await pictures.take(stage, None, (), "Nothing is on you.")
