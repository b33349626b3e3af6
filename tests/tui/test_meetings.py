"""The page of a meeting: its list is ticked, filled and recorded; what Follow-ups says of it; how one comes there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.pasting import paste
from tests.tui.people import PEOPLE
from tests.tui.stage import Stage, staged, write

NEXT = """---
type: meeting
date: 2026-11-24
duration: 30m
people: '[[maria]]'
---
# Lunch

## Bring

- [ ] thank: [[intro|Intro to the team]]
- the map of the river
- [x] ask: [[names]]

## Notes

- of [[slides]]
"""
TODAY_S = NEXT.replace("2026-11-24", "2026-11-22")


@pytest.fixture
def root(home: Path) -> Path:
    return write(home / "network", {**PEOPLE, "meetings/next.md": NEXT})


def note(root: Path, name: str) -> str:
    return (root / f"{name}.md").read_text()


async def at_lunch(stage: Stage) -> None:
    await stage.sees("NOT ON THE LIST YET")
    await stage.cursor_on("Intro to the team")


async def test_the_page_says_when_what_to_bring_and_whom_one_meets(root: Path) -> None:
    async with staged(root, (120, 60), at="Lunch") as stage:
        await at_lunch(stage)
        await stage.sees(
            "who       Maria Lopez", "when      Tue 24 Nov, in 2 days, for 30 minutes",
            "1 tick to record once you have met.", "━━ TO BRING · 4",
            "The asks take 35 of 30 minutes. That is too much for once.",
            " [ ] thank   Intro to the team", " the map of the river", " [x] ask     Three names",
            "━━ NOT ON THE LIST YET, M puts it there", "·  ask     Look at my slides",
            "━━ Maria Lopez, data lead at Acme", "Can help with intros.", "━━ NOTE  meetings/next.md",
        )  # fmt: skip
        assert "Maria Lopez: You have met once in the last year" in " ".join(stage.text.replace("┃", " ").split())


async def test_space_ticks_a_box_and_undo_takes_the_tick_back(root: Path) -> None:
    async with staged(root, at="Lunch") as stage:
        await at_lunch(stage)
        await stage.press("space")
        await stage.sees("[x] thank   Intro to the team", "Ticked: Intro to the team. u undoes it.")
        assert note(root, "meetings/next") == NEXT.replace("[ ] thank", "[x] thank")
        await stage.press("space")
        await stage.sees("[ ] thank   Intro to the team")
        assert note(root, "meetings/next") == NEXT
        await stage.press("j")
        await stage.cursor_on("the map of the river")
        await stage.press("space")
        await stage.sees("[x] the map of the river")
        assert note(root, "meetings/next") == NEXT.replace("- the map", "- [x] the map")
        await stage.press("u")
        await stage.sees_no("[x] the map")
        assert note(root, "meetings/next") == NEXT
        await stage.press("k", "space", "space", "j", "space")  # pressed twice at once leaves all as it was
        await stage.sees("[x] the map of the river")
        await stage.until(lambda: note(root, "meetings/next") == NEXT.replace("- the map", "- [x] the map"))


async def test_what_is_not_on_the_list_comes_on_it_by_space_or_all_of_it_by_m(root: Path) -> None:
    async with staged(root, at="Lunch") as stage:
        await at_lunch(stage)
        await stage.press("j", "j", "j")
        await stage.cursor_on("Look at my slides")
        await stage.press("space")
        await stage.sees("[x] ask     Look at my slides")
        assert note(root, "meetings/next") == NEXT.replace(
            "[[names]]\n", "[[names]]\n- [x] ask: [[slides|Look at my slides]]\n"
        )
        await stage.press("u")
        await stage.sees("·  ask     Look at my slides")
        await stage.press("M")
        await stage.sees("[ ] ask     Look at my slides")
        assert note(root, "meetings/next") == NEXT.replace(
            "[[names]]\n", "[[names]]\n- [ ] ask: [[slides|Look at my slides]]\n"
        )
        await stage.press("M")
        await stage.sees("All that there is to bring is on the list.")


async def test_enter_opens_the_ask_and_a_step_key_acts_on_it(root: Path) -> None:
    async with staged(root, at="Lunch") as stage:
        await at_lunch(stage)
        await stage.press("j", "enter")
        await stage.sees("This line is about no ask.")
        await stage.press("j")
        await stage.cursor_on("Three names")
        await stage.press("enter")
        await stage.sees("asks/names.md")
        await stage.press("escape")
        await stage.cursor_on("Three names")
        await stage.press("z")
        await stage.sees("Snooze “Three names” until when?")


async def test_record_records_what_is_ticked_once_it_has_been(root: Path) -> None:
    async with staged(root, at="Lunch") as stage:
        await at_lunch(stage)
        await stage.press("R")
        await stage.sees("“Lunch” is still ahead: record it once you have met.")
        write(root, {"meetings/next.md": TODAY_S})
        await stage.sees("1 tick not recorded yet: R does it.")
        await stage.press("R")
        await stage.sees("Met: Lunch: 1 asked. u undoes it.", "[x] done    Three names")
        assert "asked: 2026-11-22 \n" in note(root, "asks/names")
        assert "status" not in note(root, "asks/names")
        await stage.sees_no("not recorded yet")
        await stage.press("R")
        await stage.sees("Nothing new is ticked.", "left: Three names: out already")


async def test_a_meeting_without_a_date_is_asked_for_it(root: Path) -> None:
    write(root, {"meetings/next.md": NEXT.replace("date: 2026-11-24\n", "")})
    async with staged(root, at="Lunch") as stage:
        await stage.sees("when      no day yet, for 30 minutes")
        await stage.press("R")
        await stage.sees("When was “Lunch”?", "yesterday")
        await stage.press(*"fri", "enter")
        await stage.sees("Met: Lunch: 1 asked")
        assert "date: 2026-11-20\n" in note(root, "meetings/next")
        assert "asked: 2026-11-20 \n" in note(root, "asks/names")


async def test_ticks_of_an_editor_are_told_on_follow_ups_for_two_weeks(root: Path) -> None:
    for name, day in (("old", "2026-11-08"), ("older", "2026-11-07")):
        write(root, {f"meetings/{name}.md": NEXT.replace("# Lunch", f"# {name}").replace("2026-11-24", day)})
    async with staged(root) as stage:
        await stage.sees("1 tick to record: old with Maria Lopez")
        assert "older with" not in stage.text
        assert "1 tick to record: Lunch" not in stage.text
        rows = [line for line in stage.lines if line.strip("┃ ")]
        (at,) = (number for number, line in enumerate(rows) if "1 tick to record" in line)
        assert "WAITING ON THEM" in "".join(rows[at + 1 : at + 3])
        while "1 tick to record" not in stage.cursor:
            before = stage.cursor
            await stage.press("j")
            assert stage.cursor != before
        await stage.press("enter")
        await stage.sees("1 tick not recorded yet: R does it.")
        await stage.press("R", "escape")
        await stage.sees_no("to record")


async def test_m_fills_the_list_of_the_next_meeting_with_that_person_and_opens_it(root: Path) -> None:
    write(root, {"meetings/late.md": NEXT.replace("# Lunch", "# Late").replace("2026-11-24", "2026-12-24")})
    async with staged(root, (120, 40)) as stage:
        for keys in ("1", "M"), ("1", "enter", "M"), ("3", "M"), ("3", "enter", "M"):
            stage.app.clear_notifications()
            for key in keys:
                await stage.press(key)
                await stage.until(lambda: "Maria Lopez" in stage.text)
            await stage.sees("━━ TO BRING · 4", "[ ] ask     Look at my slides", "To bring: Lunch. u undoes it.")
            assert "- [ ] ask: [[slides|Look at my slides]]\n" in note(root, "meetings/next"), keys
            assert "- [ ] ask: [[slides" not in note(root, "meetings/late"), keys
            await stage.press("u")
            await stage.sees("·  ask     Look at my slides")


async def test_m_makes_a_meeting_where_none_is_planned_with_its_list_as_one_step(root: Path) -> None:
    (root / "meetings" / "next.md").unlink()
    async with staged(root) as stage:
        await stage.press("3")
        await stage.cursor_on("Maria Lopez")
        await stage.press("M")
        await stage.sees("New meeting", "Maria Lopez")
        await stage.press(*"fri", "ctrl+s")
        await stage.sees("when      Fri 27 Nov, in 5 days", "[ ] thank   Intro to the team", "[ ] ask     Three names")
        (made,) = (root / "meetings").glob("2026-11-27*.md")
        assert "- [ ] thank: [[intro|Intro to the team]]\n" in made.read_text()
        await stage.press("u")
        await stage.until(lambda: not made.exists())


async def test_the_palette_opens_a_meeting_and_knows_the_keys_of_its_page(root: Path) -> None:
    async with staged(root) as stage:
        await stage.press("colon")
        await paste(stage, "go to meeting lunch")
        await stage.sees("go to meeting Lunch")
        await stage.press("down", "enter")
        await at_lunch(stage)
        await stage.press("colon")
        await paste(stage, "tick what")
        await stage.sees("tick what you brought, or take the tick away")
        await stage.press(*["backspace"] * 9)
        await paste(stage, "record")
        await stage.sees("No matches found")  # it is still ahead


async def test_what_was_promised_is_on_the_page_of_the_contact_and_opens_its_meeting(root: Path) -> None:
    write(root, {"meetings/past.md": PEOPLE["meetings/past.md"] + "- [ ] send her the map\n"})
    async with staged(root, (120, 60)) as stage:
        await stage.press("3")
        await stage.cursor_on("Maria Lopez")
        await stage.press("enter")
        await stage.sees("━━ STILL OPEN FROM EARLIER MEETINGS", "send her the map  Coffee")
