"""Goals: who was asked for which piece, on whom it hangs, and saying that one is achieved."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal import State, Vault
from tests.tui.network import TODAY, ask
from tests.tui.pasting import paste
from tests.tui.people import PEOPLE
from tests.tui.stage import staged, write
from tests.tui.test_acting import find, told
from tui.piece_map import bar, piece_map


@pytest.fixture
def people(home: Path) -> Path:
    return write(home / "network", PEOPLE)


def map_of(root: Path, name: str, width: int) -> list[str]:
    vault = Vault.open(root)
    progress = next(progress for progress in vault.goals(TODAY) if progress.party.name == name)
    key = progress.party.key
    asks = [found for found in vault.follow_ups(TODAY) if any(goal.party.key == key for goal in found.ask.goals)]
    return ["".join(text for text, _ in line).rstrip() for line in piece_map(progress, asks, width)]


def test_the_map_has_a_line_per_piece_a_column_per_contact_and_ticks_outcomes(people: Path) -> None:
    assert map_of(people, "Data job", 60) == [
        "              Maria Lopez",
        "a way in      THANK ✓",
        "what it pays  WAIT",
        "a referral",
        "other asks    PARKED",
    ]


def test_a_map_that_is_too_narrow_names_everybody_under_their_pieces(people: Path) -> None:
    more = PEOPLE["asks/pay.md"].replace("'[[maria]]'", "Tom")
    write(people, {"asks/tom.md": more, "asks/ann.md": more.replace("Tom", "Ann")})
    for width in (30, 15):
        assert map_of(people, "Data job", width)[:2] == [
            "a way in",
            ("  Maria Lopez  " if width == 30 else "  Mar…") + "THANK ✓",
        ]
    whole = map_of(people, "Data job", 40)
    assert whole[0].split() == ["Maria", "Lop…", "Ann", "Tom"]
    assert map_of(people, "Data job", 30)[2:6] == [
        "what it pays",
        "  Ann          WAIT",
        "  Maria Lopez  WAIT",
        "  Tom          WAIT",
    ]


def test_a_goal_that_nobody_was_asked_for_has_its_pieces_alone(people: Path) -> None:
    assert map_of(people, "A talk", 60) == ["", "a slot"]


def test_a_goal_without_pieces_has_no_map(people: Path) -> None:
    assert map_of(people, "Bursary", 60) == []


def test_the_bar_has_a_stroke_per_piece_in_the_colour_of_its_most_pressing_ask(people: Path) -> None:
    write(
        people,
        {
            "asks/again.md": ask(
                contact="'[[sam]]'", goal="'[[job]]'", ask="Pay?", piece="what it pays", asked="2026-10-01"
            )
        },
    )
    vault = Vault.open(people)
    goals = {progress.party.name: progress for progress in vault.goals(TODAY)}
    asks = vault.follow_ups(TODAY)
    assert bar(goals["Data job"], asks) == (
        ("██", str(State.THANK)), (" ", ""), ("██", str(State.NUDGE)), (" ", ""), ("░░", "quiet")
    )  # fmt: skip
    assert bar(goals["Data job"], ()) == (("██", ""), (" ", ""), ("██", ""), (" ", ""), ("░░", "quiet"))
    assert bar(goals["A talk"], asks) == (("░░", "quiet"),)
    assert bar(goals["Bursary"], asks) == ()


def test_a_bar_of_many_pieces_is_no_longer_than_one_of_few(people: Path) -> None:
    needs = ", ".join(f"piece {number}" for number in range(40))
    write(people, {"goals/long.md": f"---\ntype: goal\ntitle: Long\nneeds: [{needs}]\n---\n"})
    vault = Vault.open(people)
    (long,) = (progress for progress in vault.goals(TODAY) if progress.party.name == "Long")
    assert "".join(text for text, _ in bar(long, ())) == "░" * 24


async def test_goals_say_how_they_stand_and_the_chosen_one_shows_its_map(people: Path) -> None:
    async with staged(people) as stage:
        await stage.press("4")
        await stage.sees("[4 Goals 1]", "4 goals · 1 stuck")
        shown = [" ".join(line.strip("┃ ▌").partition("┃")[0].split()) for line in stage.lines[4:8]]
        assert shown == [
            "A talk stuck 0 of 1",
            "Data job by 28 Feb 2027 4 2 of 3",
            "Visa under way 1",
            "Bursary achieved 1",
        ]
        await stage.sees("stuck         yes", "no open asks", "· a slot")
        await stage.press("j")
        await stage.sees("4 of 4 open asks hang on Maria Lopez", "a way in      THANK ✓", "· a referral")
        await stage.press("slash")
        await paste(stage, "stuck:true")
        await stage.press("enter")
        await stage.sees("4 goals, 1 shown · 1 stuck")


async def test_a_goals_page_lists_its_asks_and_opens_them(people: Path) -> None:
    async with staged(people) as stage:
        await stage.press("4", "j", "enter")
        await stage.sees("━━ Data job ━", "NOBODY ASKED FOR", "━━ ASKS", "HISTORY", "Something with rivers.")
        await find(stage, "Intro to the team")
        await stage.press("j", "enter")
        await stage.sees("Maria Lopez → ", "── note")
        await stage.press("C")
        await stage.sees("NOBODY ASKED FOR")
        await find(stage, "Intro to the team")
        await stage.press("C")
        await stage.sees("This is Data job.")
        await stage.press("q", "q", "q")
        await stage.cursor_on("Data job")


async def test_a_says_what_follows_from_a_goal_achieved_and_writes_it_and_u_takes_it_back(people: Path) -> None:
    note = people / "goals/job.md"
    async with staged(people) as stage:
        await stage.press("4")
        await stage.cursor_on("A talk")
        for key in ("j", "enter"):  # in the list, then on the page
            await stage.press(key)
            await stage.sees("Data job", "NOBODY ASKED FOR")
            await stage.press("A")
            await stage.sees("Data job is achieved? 1 thank-you to write first, 1 ask to let go.", "y yes")
            await stage.press("n")
            assert note.read_text() == PEOPLE["goals/job.md"]
            await stage.press("A")
            await stage.sees("y yes")
            await stage.press("y")
            await stage.sees("u undoes it.")
            assert note.read_text() == PEOPLE["goals/job.md"].replace("\ndeadline", "\nachieved: 2026-11-22\ndeadline")
            await stage.press("A")
            await stage.sees("Data job is achieved already: 22 Nov 2026 (today).")
            await stage.press("u")
            await stage.until(lambda: note.read_text() == PEOPLE["goals/job.md"])
            await stage.cursor_on("a referral" if key == "enter" else "Data job")
            stage.app.clear_notifications()


async def test_a_goal_without_a_note_says_that_there_is_nowhere_to_write(people: Path) -> None:
    async with staged(people) as stage:
        await stage.press("4")
        await stage.cursor_on("A talk")
        await stage.press("j", "j", "A", "e")
        await stage.sees("Visa has no note to write that into yet", "Visa has no note of its own yet")
        await stage.press("enter", "e")
        await told(stage, "Visa has no note of its own yet: “a” in the list begins one.")


async def test_no_goals_at_all_says_what_would_be_one(home: Path) -> None:
    async with staged(write(home / "empty", {"loose.md": "# Hm\n"})) as stage:
        await stage.press("4")
        await stage.sees("No goals yet: a begins the first.")
        await stage.press("A", "e", "enter")
        await stage.sees("There is no goal here.")
