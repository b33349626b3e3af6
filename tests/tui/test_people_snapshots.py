"""One picture of Contacts, Goals and their pages per size, and of a beginning without a vault."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from tests.tui.people import FRIENDS, PEOPLE
from tests.tui.pictures import Pictures, at_home, go_home
from tests.tui.stage import write
from tui.beginning import Beginning
from tui.preferences import Preferences

Compare: TypeAlias = Callable[..., bool]

WALKS = (
    (FRIENDS, (("in-touch", ("3", "j"), "KEEP IN TOUCH"),)),
    (
        PEOPLE,
        (("goals", ("4", "j"), "· a referral"), ("goal", ("4", "g", "j", "enter"), "W looks with words of your own")),
    ),
    (
        PEOPLE,
        (
            ("who", ("W", *"intros"), "Only your notes"),
            ("contacts", ("3",), "most owed first"),
            ("contact", ("3", "g", "enter"), "TO BRING"),
            ("meeting", ("3", "g", "enter", "G", "enter"), "NOT ON THE LIST YET"),
        ),
    ),
)
"""By vault, what follows each other in one app: a tab has a number once its view was there, which pictures show."""


async def test_screen(pictures: Pictures, home: Path) -> None:
    root = home / "network"
    for notes, shots in WALKS:
        shutil.rmtree(root, ignore_errors=True)
        write(root, notes)
        for size, width in (((120, 36), "wide"), ((80, 24), "narrow")):
            async with at_home(root, size) as stage:
                for name, keys, sees in shots:
                    await go_home(stage)
                    await pictures.take(stage, f"{name}-{width}", keys, sees)


def test_beginning(snap_compare: Compare, home: Path) -> None:
    assert snap_compare(Beginning(home / "notes", home, Preferences()), terminal_size=(80, 24))
