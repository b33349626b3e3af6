"""KEEP IN TOUCH on Contacts, and the key that writes down that one was in touch."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.pasting import paste
from tests.tui.people import FRIENDS, PEOPLE
from tests.tui.stage import Stage, staged, write


@pytest.fixture
def friends(home: Path) -> Path:
    return write(home / "network", FRIENDS)


def names(stage: Stage) -> list[str]:
    """The sections of the table and the names below them."""
    texts = [line[: line.find("┃", 5)].strip("┃│▌ ━") for line in stage.lines[4:-2]]
    return [" ".join(text.split()[:2]) if "·" not in text and "OTHERS" not in text else text for text in texts if text]


async def test_those_who_are_due_stand_first_in_their_order(friends: Path) -> None:
    async with staged(friends) as stage:
        await stage.press("3")
        await stage.sees("KEEP IN TOUCH · 4", "ALL OTHERS", "6 contacts · most owed first", "[3 Contacts 2]")
        expected = ["KEEP IN TOUCH · 4", "Bo Lund", "Sam Lee", "Jon Vik", "Ida Berg", "ALL OTHERS", "Maria Lopez"]
        assert names(stage)[:7] == expected
        await stage.sees("Keep in touch: planned for 20 Nov 2026. L writes down that you were.")
        await stage.press("right_square_bracket")
        await stage.until(lambda: "Maria Lopez" in stage.cursor)
        await stage.press("s")
        await stage.sees("by name")
        await stage.sees_no("KEEP IN TOUCH")
        await stage.press(*"ssss")
        await stage.sees("KEEP IN TOUCH · 4")
        await stage.press("slash")
        await paste(stage, "mentor")
        await stage.press("enter")
        await stage.sees("KEEP IN TOUCH · 1", "6 contacts, 1 shown")
        assert names(stage)[:2] == ["KEEP IN TOUCH · 1", "Ida Berg"]


async def test_the_key_writes_today_and_undo_takes_it_back(friends: Path) -> None:
    note = friends / "people/bo.md"
    before = note.read_text()
    async with staged(friends) as stage:
        await stage.press("3")
        await stage.sees("KEEP IN TOUCH · 4")
        await stage.press("L")
        await stage.sees("KEEP IN TOUCH · 3", "In touch: Bo Lund. u undoes it.")
        assert note.read_text() == before.replace("11-20\n", "11-20\nlast_contact: 2026-11-22\n")
        assert "Bo Lund" in stage.cursor
        await stage.press("L")
        await stage.sees("Bo Lund: today is written down already.")
        await stage.press("u")
        await stage.sees("KEEP IN TOUCH · 4")
        assert note.read_text() == before


async def test_on_the_page_of_a_contact(friends: Path) -> None:
    async with staged(friends) as stage:
        await stage.press("3")
        await stage.sees("KEEP IN TOUCH · 4")
        await stage.press("j", "j", "enter")
        await stage.sees("next touch    15 Nov 2026 (7 days ago)")
        await stage.press("L")
        await stage.sees("In touch: Jon Vik. u undoes it.", "next touch    6 Dec 2026 (in 14 days)")
        assert "last_contact: 2026-11-22\n" in (friends / "people/jon.md").read_text()


async def test_what_the_key_cannot_write_is_said(friends: Path) -> None:
    later = friends / "people/ida.md"
    later.write_text(later.read_text().replace("tags", "last_contact: 2026-12-24\ntags"))
    before = later.read_text()
    async with staged(friends) as stage:
        await stage.press("3")
        await stage.sees("KEEP IN TOUCH · 4")
        await stage.press("j", "j", "j", "L")
        await stage.sees("Ida Berg: a later contact", "2026-12-24")
        assert later.read_text() == before
        await stage.press("G", "L")
        await stage.sees("Omar Haddad has no note to write")


async def test_nobody_is_due(home: Path) -> None:
    async with staged(write(home / "network", PEOPLE)) as stage:
        await stage.press("3")
        await stage.sees("3 contacts · most owed first")
        assert "KEEP IN TOUCH" not in stage.text
        await stage.press("slash")
        await paste(stage, "nobody-at-all")
        await stage.press("enter", "L")
        await stage.sees("There is nobody here.")
