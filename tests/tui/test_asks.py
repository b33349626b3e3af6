"""The Asks screen: every ask, sorted, narrowed, opened and acted on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from textual.geometry import Size

from journal import Move, QueueLine, State
from tests.tui.network import TODAY, ask
from tests.tui.pasting import paste
from tests.tui.stage import Stage, staged, write
from tui.screens.asks import AsksScreen
from tui.widgets.ask_table import AskTable


def titles(stage: Stage) -> list[str]:
    rows = stage.app.screen.query_one(AskTable)
    return [row.title for row in rows._rows if isinstance(row, QueueLine)]


async def test_every_ask_is_a_row_done_ones_too(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("2")
        await stage.sees("13 asks · in the queue's order", "state", "contact", "title", "goal", "asked", "due")
        await stage.sees("DONE         Tom Okafor          Salary survey")
        assert stage.cursor.split("  ")[0] == "▌!THANK +9d"
        assert stage.cursor.split()[2:] == "Priya Nair Intro to Acme data team Data job 2026-11-02 2026-11-13".split()
        assert len(titles(stage)) == 13


async def test_s_goes_through_the_orders_and_says_which(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("2")
        await stage.sees("in the queue's order")
        queue = titles(stage)
        for order, first, second in (
            ("due", "Intro to Acme data team", "Referral at Initech"),
            ("asked", "Visa letter", "Read my abstract"),
            ("contact", "Speaker slot", "Write it up"),
            ("goal", "Which fund pays", "Intro to Acme data team"),
            ("title", "15 min on my portfolio", "Intro to Acme data team"),
        ):
            await stage.press("s")
            await stage.sees(f"13 asks · by {order}", f"{order} ▾")
            assert titles(stage)[:2] == [first, second]
            assert sorted(titles(stage)) == sorted(queue)
        await stage.press("s")
        await stage.sees("in the queue's order")
        assert titles(stage) == queue


async def test_the_cursor_stays_on_its_ask_through_sorting(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("2", "j", "j", "j", "j")
        await stage.cursor_on("Sam Lee")
        await stage.press("s")
        await stage.sees("by due")
        await stage.cursor_on("Sam Lee")


async def test_a_filter_narrows_and_both_counts_are_told(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("2", "slash")
        await paste(stage, "state:nudge")
        await stage.sees("13 asks, 2 shown", "Sam Lee", "Ana Ruiz")
        assert "Priya Nair" not in stage.text
        await stage.press(*"x")
        await stage.sees("No state is called “nudgex”", "13 asks, 2 shown")
        await stage.press("backspace", "enter", "j")
        await stage.cursor_on("Ana Ruiz")
        await stage.press("escape")
        await stage.sees("13 asks · ")
        await stage.press("slash")
        await paste(stage, "contact:nobody")
        await stage.sees("Nothing matches the filter. Esc clears it.", "13 asks, 0 shown")


async def test_enter_opens_the_ask_and_esc_comes_back(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("2", "G", "enter")
        await stage.sees("Tom Okafor → Salary survey", "[2 Asks]", "esc back")
        await stage.press("escape")
        await stage.cursor_on("Salary survey")


async def test_a_step_acts_on_all_that_are_marked(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("2", "j", "j", "j", "j")
        await stage.cursor_on("Sam Lee")
        await stage.press("space", "space")
        await stage.sees("2 marked")
        await stage.press("n")
        await stage.sees("Nudge 2 asks?")
        await stage.press("y")
        await stage.until(lambda: "nudged: 2026-11-22" in (network / "asks/portfolio.md").read_text())
        assert "nudged: 2026-11-22" in (network / "asks/pydata.md").read_text()


COLUMNS = {
    100: "contact title goal asked due",
    80: "contact title asked due",
    60: "contact title due",
    40: "contact title",
}
"""By the width of the terminal, the columns besides the state."""


async def test_columns_go_where_there_is_no_room(network: Path) -> None:
    async with staged(network, (max(COLUMNS), 24)) as stage:
        await stage.press("2")
        for width, names in COLUMNS.items():
            await stage.pilot.resize_terminal(width, 24)
            await stage.sees("THANK +9d")
            assert stage.lines[3].split() == ["state", *names.split()]


async def test_without_an_ask_what_is_excluded_is_said(home: Path) -> None:
    files = {"asks/x.md": "---\nask: May I?\n---\n", "journal.toml": 'exclude = ["asks/"]\n'}
    async with staged(write(home / "excluding", files)) as stage:
        await stage.sees("No asks yet. a writes the first", "“exclude” in journal.toml leaves out asks/.")
        await stage.press("2")
        await stage.sees("No asks yet: a writes the first. “exclude” in journal.toml leaves out asks/.")


async def test_an_empty_vault_says_how_to_begin(home: Path) -> None:
    (home / "empty").mkdir()
    async with staged(home / "empty") as stage:
        await stage.press("2")
        await stage.sees("0 asks", "No asks yet: a writes the first.")
        await stage.press("s", "e")
        await stage.sees("There is no ask to edit here.")


async def test_a_hundred_thousand_rows_are_drawn_like_forty(home: Path) -> None:
    (home / "empty").mkdir()
    first, last = (
        QueueLine(
            f"asks/{name}",
            f"asks/{name}.md",
            f"Ask {name}",
            State.NUDGE,
            Move.MINE,
            TODAY - timedelta(days=4),
            True,
            4,
            TODAY,
            "",
            "",
            "",
            "",
            is_unsure=False,
        )
        for name in ("first", "last")
    )
    async with staged(home / "empty") as stage:
        await stage.press("2")
        table = stage.app.screen.query_one(AskTable)
        await stage.until(lambda: table.size != Size(0, 0))
        table.put([first] * 99_999 + [last], TODAY)
        await stage.sees("Ask first")
        await stage.press("G")
        await stage.sees("Ask last")


async def test_a_note_that_is_saved_elsewhere_appears(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("2")
        await stage.sees("13 asks")
        write(network, {"asks/new.md": ask(contact="Zoe", title="Brand new", ask="May I?", asked="2026-11-01")})
        await stage.sees("14 asks", "Brand new")
        assert isinstance(stage.app.screen, AsksScreen)
