"""The form for a new ask, contact or goal."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from journal import Kind, Vault
from tests.tui.network import TODAY
from tests.tui.pasting import paste
from tests.tui.stage import Stage, staged, write
from tui.screens.new import NewForm, write_new
from tui.screens.view import View


async def begin(stage: Stage, kind: Kind) -> None:
    view = stage.app.screen
    assert isinstance(view, View)
    write_new(view, kind)
    await stage.until(lambda: isinstance(stage.app.screen, NewForm))


async def fill_in(stage: Stage, **texts: str) -> None:
    """Have texts in the fields, as if they were typed at once."""
    for key, text in texts.items():
        field = stage.app.screen.query_one(f"#{key}")
        if isinstance(field, TextArea):
            field.text = text
        else:
            assert isinstance(field, Input)
            field.value = text
    await stage.pilot.pause()


def made(root: Path, pattern: str) -> list[Path]:
    return sorted(root.glob(pattern))


async def test_an_ask_is_written_as_a_draft_and_opened(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("a")
        await stage.sees("New ask", "Before it goes out", "in “needed by”.", "in “effort”.")
        await stage.sees_no("needed_by")
        await stage.press(*"da", "right", "enter", *"pr", "right", "enter")
        await paste(stage, "May?")
        await stage.press("tab")
        await fill_in(stage, ask="May I quote you?", why="she wrote it", effort="5m", needed_by="fri")
        await stage.sees("Needed by 27 Nov 2026 (in 5 days).")
        await stage.press("ctrl+s")
        await stage.sees("Priya Nair → ", "New ask: asks/2026-11-22-priya-nair-quote-you.md", "DRAFT")
        text = (network / "asks/2026-11-22-priya-nair-quote-you.md").read_text()
        for line in (
            'goal: "[[data-job|Data job]]"',
            "contact: Priya Nair",
            "ask: May I quote you?",
            "why: she wrote it",
            "effort: 5m",
            "needed_by: 2026-11-27",
        ):
            assert line in text
        assert "\nasked:" in text
        await stage.press("escape", "u")
        await stage.until(lambda: not made(network, "asks/*quote*"))


async def test_the_gaps_stand_beside_it_and_hold_nothing_up(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("a")
        await stage.sees("Why them of all people?")
        await fill_in(stage, contact="Sam Lee", ask="Any advice? And more?")
        await stage.sees("“15 min on my portfolio” is still with", "“Any advice” leaves", "These are 2 questions")
        await fill_in(stage, effort="5m")
        await stage.sees_no("What does it cost Sam Lee?")
        await fill_in(stage, needed_by="soo")
        await stage.sees("“soo” is no date", "These are 2 questions")
        await stage.press("ctrl+s")
        await stage.sees("“soo” is no date")
        assert not made(network, "asks/2026-11-22*")
        await fill_in(stage, needed_by="2w")
        await stage.press("ctrl+s")
        await stage.until(lambda: made(network, "asks/2026-11-22-sam-lee*"))


PEOPLE = {
    "people/brandt.md": "---\ntype: person\ntitle: Prof. Ida Brandt\n---\n",
    "people/a.md": "---\ntype: person\ntitle: Aida Kahl\naliases: [Fri]\n---\n",
}


async def test_any_part_of_a_name_offers_whom_it_may_mean_best_first(network: Path) -> None:
    write(network, PEOPLE)
    async with staged(network) as stage:
        await stage.press("a", "tab", *"ida")
        await stage.sees("▌Prof. Ida Brandt", " Aida Kahl", "new person: “ida”")
        await stage.press("down")
        await stage.sees(" Prof. Ida Brandt", "▌Aida Kahl")
        await stage.press("up", "enter")
        assert stage.app.screen.query_one("#contact", Input).value == "Prof. Ida Brandt"
        await stage.sees_no("new person")
        await paste(stage, "May I?")
        await stage.press("tab")
        await paste(stage, "Two typefaces")
        await stage.press("ctrl+s")
        await stage.until(lambda: made(network, "asks/*typefaces*"))
        (path,) = made(network, "asks/*typefaces*")
        text = path.read_text()
        assert 'contact: "[[brandt|Prof. Ida Brandt]]"\n' in text
        assert "title: Two typefaces\n" in text


async def test_a_name_that_nobody_has_is_called_new_before_it_is_taken(network: Path) -> None:
    write(network, {**PEOPLE, "people/sam.md": "---\ntype: person\ntitle: Olu\n---\n"})
    async with staged(network) as stage:
        await stage.press("a")
        await paste(stage, "Grand tour")
        await stage.sees("new goal: “Grand tour”")
        await stage.press("tab")
        await paste(stage, "Prof. Ida Brandt, Zed")
        await stage.sees("new person: “Zed”")
        await stage.press("backspace", "backspace", "backspace")
        await paste(stage, "kahl")
        await stage.sees("▌Aida Kahl")
        await stage.press("down", "enter")
        assert stage.app.screen.query_one("#contact", Input).value == "Prof. Ida Brandt, kahl"
        await stage.sees("new person: “kahl”")
        await stage.press("shift+tab", "ctrl+u")
        await paste(stage, "Olu Ade")
        await stage.sees("new person: “Olu Ade”, almost “Olu”")
        await stage.press("tab")
        await stage.sees("new person: “Olu Ade”, almost “Olu”")


async def test_a_pasted_name_with_what_nobody_sees_is_that_name_and_pieces_of_the_goal_are_offered(
    network: Path,
) -> None:
    write(network, PEOPLE)
    async with staged(network) as stage:
        await stage.press("a")
        await paste(stage, "data")
        await stage.press("enter")
        stage.app.screen.query_one("#contact", Input).value = "Aida\u200b Kahl\ufeff"
        await stage.sees("▌Aida Kahl")
        await stage.press("tab")
        await stage.sees_no("new person")
        await paste(stage, "May I?")
        await stage.press("tab", "tab", *"way")
        await stage.sees("▌a way in")
        await stage.press("enter")
        assert stage.app.screen.query_one("#piece", Input).value == "a way in"
        await stage.press("ctrl+s")
        await stage.until(lambda: made(network, "asks/*aida*"))
        (path,) = made(network, "asks/*aida*")
        assert 'contact: "[[a|Aida Kahl]]"' in path.read_text()


async def test_a_begins_an_ask_of_whoever_or_for_whatever_the_page_is_about(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("3")
        await stage.sees("contacts · most owed first")
        await stage.press("enter")
        await stage.sees("TO BRING")
        await stage.press("a")
        await stage.until(lambda: isinstance(stage.app.screen, NewForm))
        assert stage.app.screen.query_one("#contact", Input).value in ("Priya Nair", "Jörg Weber")
        await stage.press("escape", "escape", "4")
        await stage.sees("goals")
        await stage.press("enter")
        await stage.sees("NOBODY ASKED FOR")
        await stage.cursor_on("what it pays")
        await stage.press("a")
        await stage.until(lambda: isinstance(stage.app.screen, NewForm))
        assert stage.app.screen.query_one("#goal", Input).value == "Data job"
        assert stage.app.screen.query_one("#piece", Input).value == "what it pays"


async def test_a_meeting_is_made_and_its_page_says_who_when_and_what_to_bring(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("M")
        await stage.sees("New meeting")
        await fill_in(stage, people="Priya Nair", date="fri", duration="30m")
        await stage.press("ctrl+s")
        await stage.sees(
            "who       Priya Nair", "when      Fri 27 Nov, in 5 days, for 30 minutes", "━━ TO BRING",
            "[ ] thank   Intro to Acme data team",
        )  # fmt: skip
        (path,) = made(network, "meetings/*.md")
        assert "date: 2026-11-27\n" in path.read_text()
        await stage.press("a")
        await stage.until(lambda: isinstance(stage.app.screen, NewForm))
        assert stage.app.screen.query_one("#contact", Input).value == "Priya Nair"


async def test_a_note_becomes_an_ask_as_one_step(network: Path) -> None:
    before = "---\ntags: [visa]\n---\n\nWho stamps the letter?\n"
    path = write(network, {"notes/stamp.md": before}) / "notes/stamp.md"
    async with staged(network) as stage:
        await stage.press("6")
        await paste(stage, "stamps")
        await stage.press("enter")
        await stage.cursor_on("stamp")
        await stage.press("A")
        await stage.sees("stamp becomes an ask")
        await fill_in(stage, contact="Omar Haddad", goal="Data job", ask="Who stamps it?")
        await stage.press("ctrl+s")
        await stage.until(lambda: "ask: Who stamps it?" in path.read_text())
        text = path.read_text()
        assert "\nasked:\n" in text
        assert "contact: Omar Haddad\n" in text
        assert text.endswith("\n\nWho stamps the letter?\n")
        await stage.press("escape", "u")
        await stage.until(lambda: path.read_text() == before)


async def test_nothing_is_written_without_the_request_and_esc_asks_before_typed_text_is_thrown_away(
    network: Path,
) -> None:
    async with staged(network) as stage:
        await stage.press("a", "ctrl+s")
        await stage.sees("Fill in ask first: one request that a busy person can say yes or no to.")
        await paste(stage, "May I?")
        await stage.sees("May I?")
        await stage.press("escape")
        await stage.sees("What you typed is not saved. Cancel once more to drop it.")
        await stage.press("escape")
        await stage.cursor_on("Priya Nair")
        await stage.press("a")
        await stage.sees("New ask")
        await stage.press("escape")
        await stage.cursor_on("Priya Nair")
        assert not made(network, "asks/2026-11-22*")


async def test_ctrl_o_saves_and_opens_the_editor_at_the_ask(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[Path, int | None]] = []

    def call(path: Path, line: int | None, environment: object) -> list[str]:
        calls.append((path, line))
        return ["true"]

    monkeypatch.setattr("tui.editor.editor_call", call)
    async with staged(network) as stage:
        await stage.press("a", "tab", "tab")
        await paste(stage, "May I?")
        await stage.press("ctrl+o")
        await stage.until(lambda: calls)
        (path, line) = calls[0]
        assert line is not None
        assert path.read_text().splitlines()[line - 1].startswith("ask: May I?")


async def test_a_save_that_fails_keeps_the_form(network: Path) -> None:
    (network / "templates").mkdir()
    (network / "templates/ask.md").write_bytes(b"\xff\xfe")
    async with staged(network) as stage:
        await stage.press("a", "tab", "tab")
        await paste(stage, "May I?")
        await stage.press("ctrl+s")
        await stage.sees("templates/ask.md is not UTF-8 at line", "May I?")
        (network / "templates/ask.md").unlink()
        await stage.press("ctrl+s")
        await stage.until(lambda: made(network, "asks/2026-11-22*"))


WRITTEN = {
    "people/Zoe Adams.md": (Kind.PERSON, ("Zoe Adams", "Initech"), ("org: Initech",)),
    "goals/learn-go.md": (
        Kind.GOAL, ("Learn Go", "a mentor, time", "1m"), ("deadline: 2026-12-22", "a mentor"),
    ),
}  # fmt: skip
"""By the path of a new note, what is typed into the fields of its form, and what the note then says."""


async def test_a_contact_or_goal_is_written_too(network: Path) -> None:
    async with staged(network) as stage:
        for path, (kind, texts, lines) in WRITTEN.items():
            await begin(stage, kind)
            for text in texts:
                await paste(stage, text)
                await stage.press("tab")
            await stage.press("ctrl+s")
            await stage.until((network / path).exists)
            await stage.until(lambda: not isinstance(stage.app.screen, NewForm))
            assert all(line in (network / path).read_text() for line in lines)


def test_gaps_of_a_new_ask_are_those_it_has_once_written(network: Path) -> None:
    vault = Vault.open(network)
    for typed in ({}, {"contact": "Sam Lee"}, {"contact": "Somebody New", "effort": "coffee"}, {"contact": "Kim Park"}):
        before = vault.gaps_of_new("Any advice?", typed, TODAY)
        written = vault.create(Kind.ASK, "Any advice?", typed, TODAY)
        path = written.changes[0].path
        after = next(ask.gaps for ask in vault.follow_ups(TODAY) if ask.note.path == path)
        assert before == after
        vault.undo()
