"""FOUND IN NOTES: lines of notes become asks or get a no, and today's note is a key away."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from tests.tui.pasting import paste
from tests.tui.stage import staged, write
from tests.tui.test_acting import find, told
from tui.app import JournalApp
from tui.screens.new import NewForm

DAY = "journal/2026-11-22.md"
LINE = "- [ ] 09:30 ask [[Priya Nair]]: could you read my page for [[Data job]]?"
OTHER = "- ask Sam Lee: lunch?"
TEXT = f"# Sunday\n\n{LINE}\n{OTHER}\n"


@pytest.fixture
def noted(network: Path) -> Path:
    return write(network, {DAY: TEXT})


async def test_lines_end_the_screen_and_no_number_counts_them(noted: Path) -> None:
    async with staged(noted, (100, 45)) as stage:
        await stage.sees("[1 Follow-ups 7]", "━━ FOUND IN NOTES ━", "Priya Nair: could you read my page?  Data job")
        await stage.press("G")
        await stage.cursor_on("Sam Lee: lunch?")
        await stage.sees("Enter makes an ask of it, x says no, e opens the note.")
        await stage.press("slash")
        await paste(stage, "lunch")
        await stage.sees_no("FOUND IN NOTES")


async def test_newest_20_are_listed(network: Path) -> None:
    days = [f"2026-10-{day:02}" for day in range(1, 26)]
    async with staged(write(network, {f"{day}.md": f"ask Sam Lee: {day}?" for day in days}), (100, 60)) as stage:
        await stage.sees("FOUND IN NOTES", "Sam Lee: 2026-10-25?", "Sam Lee: 2026-10-06?")
        assert "2026-10-05?" not in stage.text


async def test_enter_makes_the_ask_with_its_arrow_and_undo_takes_both_back(noted: Path) -> None:
    async with staged(noted, (100, 45)) as stage:
        await stage.sees("FOUND IN NOTES")
        await stage.press("G", "k", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, NewForm))
        form = stage.app.screen
        assert form.query_one("#ask", TextArea).text == "could you read my page?"
        assert [form.query_one(f"#{key}", Input).value for key in ("contact", "goal")] == ["Priya Nair", "Data job"]
        form.query_one("#effort", Input).value = "5m"
        await stage.press("ctrl+s")
        await told(stage, "New ask: asks/2026-11-22-priya-nair-read-my-page.md")
        assert (noted / DAY).read_text() == TEXT.replace(LINE, f"{LINE} → [[2026-11-22-priya-nair-read-my-page]]")
        made = (noted / "asks/2026-11-22-priya-nair-read-my-page.md").read_text()
        assert "effort: 5m" in made
        await stage.press("escape")
        await stage.sees("Sam Lee: lunch?")
        await stage.cursor_on("DRAFT")
        assert "could you read my" in stage.cursor
        await stage.sees_no("Priya Nair: could you")
        await stage.press("u")
        await stage.cursor_on("Priya Nair: could you read my page?")
        assert (noted / DAY).read_text() == TEXT
        assert not (noted / "asks/2026-11-22-priya-nair-read-my-page.md").exists()


async def test_x_says_no_and_undo_takes_it_back(noted: Path) -> None:
    async with staged(noted, (100, 45)) as stage:
        await stage.sees("FOUND IN NOTES")
        await stage.press("G", "x")
        await told(stage, "No: lunch? u undoes it.")
        await stage.cursor_on("Priya Nair: could you read my page?")
        assert (noted / DAY).read_text() == TEXT.replace(OTHER, f"{OTHER} → no")
        await stage.press("u")
        await stage.cursor_on("Sam Lee: lunch?")
        assert (noted / DAY).read_text() == TEXT


async def test_line_that_changed_meanwhile_is_not_written_to(noted: Path) -> None:
    async with staged(noted, (100, 45)) as stage:
        await stage.sees("FOUND IN NOTES")
        await stage.press("G", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, NewForm))
        now = TEXT.replace("lunch", "supper")
        write(noted, {DAY: now})
        await stage.press("ctrl+s")
        await told(stage, f"{DAY} has changed meanwhile")
        assert isinstance(stage.app.screen, NewForm)
        assert (noted / DAY).read_text() == now
        await stage.press("escape")
        await stage.sees("Sam Lee: supper?")


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, int | None]]:
    """The calls of the editor, which does nothing."""
    calls: list[tuple[Path, int | None]] = []

    def edit(_app: JournalApp, path: Path, line: int | None) -> str:
        calls.append((path, line))
        return ""

    monkeypatch.setattr("tui.app.edit", edit)
    return calls


async def test_e_opens_the_note_at_the_line_other_keys_do_nothing_and_the_cursor_stays_there(
    noted: Path, edited: list[tuple[Path, int | None]]
) -> None:
    async with staged(noted, (100, 45)) as stage:
        await stage.sees("FOUND IN NOTES")
        await stage.press("G", "t")
        await stage.sees("There is no ask here to act on.")
        await stage.press("e")
        await stage.until(lambda: edited == [(noted / DAY, 4)])
        await stage.cursor_on("Sam Lee: lunch?")
        write(noted, {DAY: f"ask Kim Park: first?\n{TEXT}"})
        await stage.sees("Kim Park: first?")
        await stage.cursor_on("Sam Lee: lunch?")


async def test_e_on_a_line_that_leads_to_a_note_opens_that(
    network: Path, edited: list[tuple[Path, int | None]]
) -> None:
    meeting = "---\ntype: meeting\ntitle: Lunch\ndate: 2026-11-23\npeople: Sam Lee\n---\n"
    write(network, {"meetings/lunch.md": meeting})
    async with staged(network) as stage:
        await find(stage, "Meeting tomorrow")
        await stage.press("e")
        await stage.until(lambda: edited == [(network / "meetings/lunch.md", None)])


async def test_j_makes_and_opens_the_note_of_today(network: Path, edited: list[tuple[Path, int | None]]) -> None:
    async with staged(network) as stage:
        await stage.press("J")
        await told(stage, f"New note: {DAY}. u undoes it.")
        await stage.until(lambda: edited == [(network / DAY, None)])
        assert (network / DAY).read_text() == "# Sunday 22 November 2026\n"
        await stage.press("2")
        await stage.sees("[2 Asks")
        await stage.press("J")
        await stage.until(lambda: len(edited) == 2)
        assert (network / DAY).read_text() == "# Sunday 22 November 2026\n"
