"""Contacts: the table, and a contact's card with what to bring to the next meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.network import ask
from tests.tui.pasting import paste
from tests.tui.people import PEOPLE
from tests.tui.stage import Stage, staged, write


@pytest.fixture
def people(home: Path) -> Path:
    return write(home / "network", PEOPLE)


def rows(stage: Stage) -> list[str]:
    """The lines of the table, without the bars and the heads."""
    return [" ".join(line.strip("┃│▌ ").split()) for line in stage.lines[4:-2] if line.strip("┃│╰┗━┛╯ ")]


async def test_the_table_says_how_we_stand_with_everybody_most_owed_first(people: Path) -> None:
    async with staged(people) as stage:
        await stage.press("3")
        await stage.sees("[3 Contacts 2]", "3 contacts · most owed first", "You owe them word of how 1 ask ended.")
        assert rows(stage) == [
            "Maria Lopez 1 4 2 days ago 1 of 1 10 Nov 2027 fresh data lead, Acme",
            "Sam Lee 1 1 33 days ago 0 of 2 now stale",
            "Omar Haddad 1 yesterday 0 of 2 now missing",
        ]
        await stage.press("j", "j", "s")
        await stage.sees("by name")
        assert [row.split()[0] for row in rows(stage)] == ["Maria", "Omar", "Sam"]
        assert "Omar" in stage.cursor
        for order, first in (
            ("unheard", "Sam"),
            ("meeting first", "Sam"),
            ("homework", "Omar"),
            ("most owed", "Maria"),
        ):
            await stage.press("s")
            await stage.sees(order)
            assert rows(stage)[0].startswith(first)
        await stage.press("slash")
        await paste(stage, "homework:stale")
        await stage.press("enter")
        await stage.sees("3 contacts, 1 shown", "Sam Lee")
        await stage.press("slash", *"x")
        await stage.sees("Nothing matches the filter. Esc clears it.")
        await stage.press("enter", "enter", "e")
        await stage.sees("There is nothing to open here.", "There is nobody here.")
        await stage.press("escape")
        await stage.sees("Omar Haddad")


HEADS = {
    (120, 36): "name owed open last contact meetings room from homework role",
    (80, 24): "name owed open last contact meetings room from homework",
    (60, 24): "name owed open last contact",
    (40, 12): "name owed open",
}
"""By the size of the terminal, the names of the columns."""


async def test_columns_go_one_by_one_where_it_is_narrow(people: Path) -> None:
    async with staged(people) as stage:
        await stage.press("3")
        for size, head in HEADS.items():
            await stage.pilot.resize_terminal(*size)
            await stage.sees("Maria Lopez")
            assert head in [" ".join(line.strip("┃│ ").split()) for line in stage.lines]


async def test_the_card_brings_what_is_owed_then_what_is_parked_against_the_time_there_is(people: Path) -> None:
    async with staged(people, (100, 60)) as stage:
        await stage.press("3", "enter")
        await stage.sees(
            "can help      intros",
            "TO BRING, Tue 24 Nov, in 2 days · 3",
            "The asks take 35 of 30 minutes. That is too much for once.",
            "2026-11-12  outcome   done",
            "NOTE  people/maria.md",
            "Runs the *data* team.",
        )
        at = {title: next(y for y, line in enumerate(stage.lines) if title in line) for title in (
            "TO BRING", "Intro to the team", "Look at my slides", "OTHER ASKS", "Read my letter", "HISTORY",
        )}  # fmt: skip
        assert list(at.values()) == sorted(at.values())
        assert "Intro to the team" in stage.cursor
        await stage.press("enter")
        await stage.sees("Maria Lopez → Intro to the team")
        await stage.press("escape")
        await stage.sees("TO BRING")
        await stage.press("escape")
        await stage.sees("3 contacts")


async def test_steps_are_taken_from_the_card_and_the_card_shows_them(people: Path) -> None:
    async with staged(people) as stage:
        await stage.press("3", "enter")
        await stage.sees("TO BRING")
        await stage.press("G", "k", "k")
        await stage.cursor_on("What it pays")
        await stage.press("w")
        await stage.until(lambda: "answered: 2026-11-22" in (people / "asks/pay.md").read_text())
        await stage.cursor_on("ACT")


async def test_one_without_a_note_has_a_card_too_and_says_that_there_is_nothing_to_edit(people: Path) -> None:
    async with staged(people) as stage:
        await stage.press("3", "G", "e")
        await stage.sees("Omar Haddad has no note of their own yet")
        await stage.press("enter")
        await stage.sees("TO BRING, no meeting ahead · 0", "Nothing is owed to them, and nothing is parked or drafted")


async def test_c_leads_from_an_ask_to_its_contact_and_back(people: Path) -> None:
    async with staged(people) as stage:
        await stage.cursor_on("Intro to the team")
        await stage.press("c")
        await stage.sees("━━ Maria Lopez ━", "[1 Follow-ups")
        await stage.press("c")
        await stage.sees("This is Maria Lopez.")
        await stage.press("escape")
        await stage.cursor_on("Intro to the team")
        await stage.press("enter")
        await stage.sees("── note")
        await stage.press("c")
        await stage.sees("TO BRING")
        await stage.press("escape", "escape")
        await stage.cursor_on("Intro to the team")


async def test_a_card_is_up_to_date_and_says_when_its_contact_is_gone(people: Path) -> None:
    async with staged(people) as stage:
        await stage.press("3", "G", "enter")
        await stage.sees("Visa letter")
        write(people, {"asks/visa.md": ask(contact="Zoe", title="Visa letter", ask="Could you?", asked="2026-11-21")})
        await stage.sees("Omar Haddad stands in no note any more.")


async def test_a_long_card_scrolls_past_its_last_ask(people: Path) -> None:
    write(people, {"people/sam.md": PEOPLE["people/sam.md"] + "\n".join(f"line {n}" for n in range(99))})
    async with staged(people, (80, 24)) as stage:
        await stage.press("3", "j", "enter")
        await stage.cursor_on("Which fund")
        await stage.press("G")
        await stage.sees("line 98")
        await stage.press("g")
        await stage.sees("━━ Sam Lee ━")


async def test_no_contacts_at_all_says_what_would_be_one(home: Path) -> None:
    async with staged(write(home / "empty", {"loose.md": "# Hm\n"})) as stage:
        await stage.press("3")
        await stage.sees("No contacts yet: a begins the first.")
        await stage.press("j", "k", "G", "g", "pagedown", "enter")


async def test_keys_that_do_nothing_on_a_screen_say_so(people: Path) -> None:
    async with staged(people) as stage:
        await stage.press("3")
        await stage.sees("Maria Lopez")
        await stage.press("z")
        await stage.sees("Not on this screen: let it come up on another day.")
        await stage.press("f12")
        assert stage.text.count("Not on this screen") == 1


@pytest.mark.parametrize(("columns", "seen"), [(130, True), (129, False), (200, True)])
async def test_where_it_is_wide_the_contact_stands_beside_the_list(people: Path, columns: int, seen: bool) -> None:
    async with staged(people, (columns, 36)) as stage:
        await stage.press("3")
        await stage.sees("[3 Contacts 2]", "3 contacts · most owed first", "▌Maria Lopez")
        await stage.until(lambda: ("━━ Maria Lopez ━" in stage.text) is seen)
        await stage.until(lambda: ("THANK +10d    Intro to the team" in stage.text) is seen)
