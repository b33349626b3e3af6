"""Timeline: a year of days, and what happened on each."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input

from journal.model import Day
from tests.tui.pasting import paste
from tests.tui.stage import Stage, write
from tests.tui.stage import staged as staged_today
from tui.widgets.ask_list import AskList
from tui.widgets.heatmap import Heatmap

ASK = "---\ntitle: {title}\ncontact: {contact}\nask: Could you?\nasked: {asked}\n{more}---\n"
NOTES = {
    "asks/map.md": ASK.format(title="The map", contact="Ann", asked="2026-03-09", more="answered: 2026-03-16\n"
        "outcome: a fine map\noutcome_date: 2026-03-16\n"),
    "asks/book.md": ASK.format(title="The book", contact="Bob", asked="2026-03-09", more=""),
    "asks/old.md": ASK.format(title="The first", contact="Bob", asked="2024-12-31", more="thanked: 2025-01-02\n"),
    "asks/ahead.md": ASK.format(title="Later", contact="Bob", asked="2026-03-17", more=""),
    "meetings/2026-03-10 lunch.md": "---\ntype: meeting\npeople: Ann\n---\n# Lunch\n",
    **{f"asks/many-{number}.md": ASK.format(title=f"Many {number}", contact="Cid", asked="2026-02-02", more="")
       for number in range(12)},
}  # fmt: skip


staged = partial(staged_today, today=lambda: Day(2026, 3, 16))


@pytest.fixture
def dated(home: Path) -> Path:
    return write(home / "network", NOTES)


def days(stage: Stage, weekday: str) -> list[str]:
    """The days of a weekday as they are shown, oldest first."""
    line = next(line for line in stage.lines if re.match(rf"[┃│ ]*{weekday} ", line))
    return re.findall(r"\d+|·", line)


def day(stage: Stage) -> str:
    return stage.app.screen.query_one(Heatmap).day.isoformat()


async def test_each_day_has_its_number_and_the_cursor_moves_by_days_weeks_and_months(dated: Path) -> None:
    async with staged(dated) as stage:
        await stage.press("5")
        await stage.sees("17 events in 53 weeks, to 16 Mar 2026", "16 Mar 2026 (today) · 2")
        assert (len(days(stage, "Mon")), len(days(stage, "Tue"))) == (53, 52), "Monday is today, Tuesday is ahead"
        assert days(stage, "Mon")[-7:] == ["12", "·", "·", "·", "·", "2", "2"]
        assert days(stage, "Tue")[-1] == "1"
        for key, there in [
            ("left", "2026-03-09"), ("down", "2026-03-10"), ("up", "2026-03-09"), ("right", "2026-03-16"),
            ("right", "2026-03-16"), ("down", "2026-03-16"), ("left_square_bracket", "2026-03-01"),
            ("left_square_bracket", "2026-02-01"), ("right_square_bracket", "2026-03-01"), ("g", "2025-03-17"),
            ("G", "2026-03-16"),
        ]:  # fmt: skip
            await stage.press(key)
            assert day(stage) == there, key
        assert type(stage.app.screen).__name__ == "TimelineScreen"


async def test_it_turns_to_earlier_weeks_and_back(dated: Path) -> None:
    async with staged(dated) as stage:
        await stage.press("5", "g", "up")
        await stage.until(lambda: "2 events in" in stage.text)
        assert day(stage) == "2025-03-16"
        await stage.press("left_square_bracket", "left_square_bracket", "left_square_bracket", "down")
        await stage.sees("2 Jan 2025 (438 days ago) · 1", "thanks", "The first")
        await stage.press("G")
        await stage.sees("to 16 Mar 2026", "outcome")


async def test_enter_leads_to_the_events_and_to_their_notes_and_escape_leads_back(dated: Path) -> None:
    async with staged(dated) as stage:
        await stage.press("5")
        await stage.sees("answered, outcome", "a fine map")
        await stage.press("enter", "enter")
        await stage.until(lambda: type(stage.app.screen).__name__ == "AskScreen")
        await stage.press("escape")
        await stage.until(lambda: isinstance(stage.app.focused, AskList))
        await stage.press("escape")
        assert isinstance(stage.app.focused, Heatmap)
        await stage.press("left")
        await stage.sees("9 Mar 2026 (7 days ago) · 2", "The map", "The book")


async def test_on_a_day_without_events_nothing_is_said_to_open(dated: Path) -> None:
    async with staged(dated) as stage:
        await stage.press("5")
        await stage.sees("Enter goes to its events, [ and ] to another month.", "⏎ the day")
        await stage.press("left", "left")
        await stage.sees("2 Mar 2026 (14 days ago). [ and ] go to another month.\n ← week back")
        await stage.press("enter")
        await stage.sees("No note dates anything on this day.", "Esc goes back to the calendar.")
        await stage.sees_no("opens the note")


async def test_a_filter_counts_only_what_passes_it(dated: Path) -> None:
    async with staged(dated) as stage:
        await stage.press("5", "slash")
        await paste(stage, "contact:bob")
        await stage.sees("1 event in 53 weeks")
        assert days(stage, "Mon")[-2:] == ["1", "·"]
        await stage.press("enter", "left")
        assert isinstance(stage.app.focused, Heatmap)
        await stage.sees("The book")
        await stage.sees_no("The map")
        await stage.press("escape")
        await stage.sees("17 events", "The map")
        assert not stage.app.screen.query_one("#filter", Input).value


async def test_a_note_that_is_saved_is_counted_at_once(dated: Path) -> None:
    async with staged(dated) as stage:
        await stage.press("5")
        await stage.sees("17 events")
        write(dated, {"asks/new.md": ASK.format(title="New", contact="Ann", asked="2026-03-16", more="")})
        await stage.sees("18 events", "16 Mar 2026 (today) · 3", "New")


@pytest.mark.parametrize(("size", "weeks"), [((120, 36), 53), ((109, 36), 26), ((80, 24), 26), ((40, 12), 17)])
async def test_a_narrow_terminal_shows_fewer_weeks(dated: Path, size: tuple[int, int], weeks: int) -> None:
    async with staged(dated, size) as stage:
        await stage.press("5")
        await stage.sees("16 Mar 2026 (today)")
        await stage.until(lambda: len(days(stage, "Mon")) == weeks)


async def test_where_there_is_no_room_the_cursors_day_stays(dated: Path) -> None:
    async with staged(dated, (40, 3)) as stage:
        await stage.press("5", "left", "down")
        await stage.sees("Tue")
