"""Who could help: below a goal's pieces, on a page of its own, as the beginning of an ask, and as a new note."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal import Vault
from tests.tui.network import TODAY, ask
from tests.tui.pasting import paste
from tests.tui.people import PEOPLE
from tests.tui.stage import Stage, staged, write
from tests.tui.test_acting import find
from tests.tui.test_goals import map_of
from tui.piece_map import asked_for, bar
from tui.preferences import Preferences

NEEDS = "needs: [a way in, what it pays, a referral at Globex, river tables]"
NOTES = {
    **PEOPLE,
    "goals/job.md": PEOPLE["goals/job.md"].replace("needs: [a way in, what it pays, a referral]", NEEDS),
    "people/ida.md": "---\ntype: person\ntitle: Ida Berg\ncan_help: [tables of every river]\n---\n"
    "Met with [[Gil Stone]].\n",
    "people/jon.md": "---\ntype: person\ntitle: Jon Vik\norg: Globex AB\nrole: buyer\n---\n",
    "reading/pay.md": "---\ngoal: '[[job]]'\npiece: What it pays\n---\n# The salary survey\n\nTable 4.\n",
}
TABLE = """Notes:

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Gil,Stone,https://www.linkedin.com/in/gil,,Globex,Hiring manager,03 Aug 2020
Jon,Vikk,https://www.linkedin.com/in/vikk,,GLOBEX,Porter,03 Aug 2020
Eva,Far,,,Globex Shipping,,
"""


@pytest.fixture
def people(home: Path) -> Path:
    (home / "Connections.csv").write_text(TABLE)
    return write(home / "network", NOTES)


@pytest.fixture
def preferences(home: Path) -> Preferences:
    return Preferences(files=(home / "Connections.csv",))


async def at_goal(stage: Stage) -> None:
    """Go to the page of the goal, to the first piece that nobody was asked for."""
    await stage.press("4")
    await stage.cursor_on("A talk")
    await stage.press("j", "enter")
    await stage.sees("NOBODY ASKED FOR", "Gil Stone")
    await find(stage, "· a referral at Globex")


async def test_a_goals_page_says_who_could_help_with_what_nobody_was_asked_for(
    people: Path, preferences: Preferences
) -> None:
    async with staged(people, preferences=preferences) as stage:
        await at_goal(stage)
        (start,) = (at for at, line in enumerate(stage.lines) if "NOBODY ASKED FOR" in line)
        shown = [line.strip("┃ ▌") for line in stage.lines[start + 1 : start + 7]]
        assert [" ".join(line.split()) for line in shown] == [
            "· a referral at Globex",
            "Gil Stone works at Globex · Hiring manager · through Ida Berg",
            "Jon Vikk works at GLOBEX · Porter",
            "Jon Vik works at Globex AB · buyer",
            "· river tables",
            "Ida Berg knows of “river”, “tables”",
        ]
        await find(stage, "Globex AB")
        await stage.sees("a asks Jon Vik,")
        note = people / "people/jon.md"
        write(people, {"people/jon.md": note.read_text().replace("Globex AB", "Initech")})
        await stage.sees_no("works at Globex AB")


async def test_a_piece_with_a_source_wants_nobody_and_leads_to_it(people: Path) -> None:
    write(people, {"asks/pay.md": ask(contact="Bo Lund", goal="'[[job]]'", ask="Pay?", asked="2026-11-20")})
    async with staged(people) as stage:
        await stage.press("4")
        await stage.cursor_on("A talk")
        await stage.press("j", "enter")
        await stage.sees("2 of 4 pieces asked for or found", "━━ SOURCES", "· what it pays  The salary survey")
        await find(stage, "The salary survey")
        await stage.sees("opens the note.")
        await stage.press("enter")
        await stage.sees("Table 4.")


def test_the_map_has_a_column_for_sources(people: Path) -> None:
    assert map_of(people, "Data job", 60)[:3] == [
        "                      Maria Lopez  a source",
        "a way in              THANK ✓",
        "what it pays          WAIT         pay",
    ]
    assert map_of(people, "Data job", 24)[2:5] == ["what it pays", "  Maria Lopez  WAIT", "  pay          a source"]
    write(people, {"reading/b.md": "---\ngoal: '[[job]]'\npiece: river tables\n---\n", "reading/c.md": ""})
    vault = Vault.open(people)
    (job,) = (progress for progress in vault.goals(TODAY) if progress.party.name == "Data job")
    assert bar(job, ())[-1] == ("▒▒", "quiet")
    assert asked_for(job) == "3 of 4 pieces asked for or found"


async def test_w_shows_all_who_could_help_the_words_can_be_others_and_a_begins_an_ask_of_one(
    people: Path, preferences: Preferences
) -> None:
    async with staged(people, preferences=preferences) as stage:
        await at_goal(stage)
        await stage.press("W")
        await stage.sees(
            "who: a referral at Globex", "━━ WORK THERE", "━━ PERHAPS THERE", "perhaps works at Globex Shipping"
        )
        await stage.sees("Looked at your notes, and at 3 people in")
        await stage.press("slash", "ctrl+u")
        await paste(stage, "river")
        await stage.sees("who: river", "━━ KNOW OF IT", "Ida Berg")
        await stage.press("enter")
        await stage.cursor_on("Ida Berg")
        await stage.press("a")
        await stage.sees("New ask", "Ida Berg", "Data job")
        await stage.press("escape")
        await stage.sees_no("New ask")
        await stage.press("enter")
        await stage.sees("━━ Ida Berg", "tables of every river")
        await stage.press("escape", "escape")
        await stage.sees("NOBODY ASKED FOR")
        await find(stage, "Gil Stone")
        await stage.press("a")
        await stage.sees("New ask", "Gil Stone", "a referral at Globex")
        await paste(stage, "May I?")
        await stage.press("ctrl+s")
        await stage.sees("Gil Stone → May I?", "Not sent yet")
        (made,) = (people / "asks").glob("*gil*")
        text = made.read_text()
        assert [line in text for line in ("piece: a referral at Globex", "asked:", "ask: May I?")] == [True] * 3
        assert "Gil Stone" in text


async def test_w_without_a_goal_wants_words(people: Path, preferences: Preferences) -> None:
    async with staged(people, preferences=preferences) as stage:
        await stage.press("W")
        await stage.sees("Type what you need help with", "\n\n esc clear and leave")
        await stage.press(*"zzz")
        await stage.sees("Nobody is known to help with that")
        await stage.press("ctrl+u")
        await paste(stage, "A talk")
        await stage.sees("Nobody is known to help with that")
        await stage.press("ctrl+u")
        await paste(stage, "Bursary")
        await stage.sees("This goal has no piece that nobody was asked for")
        await stage.press("ctrl+u")
        await paste(stage, "Maria")
        await stage.sees("who: Maria")
        await stage.press("escape")
        await stage.press("escape")
        await stage.sees("ON YOU")


async def test_somebody_in_an_export_becomes_a_note_after_a_question_that_tells_of_nearly_that_name(
    people: Path, preferences: Preferences
) -> None:
    note = people / "people/Gil Stone.md"
    async with staged(people, preferences=preferences) as stage:
        await at_goal(stage)
        await find(stage, "Jon Vikk")
        await stage.press("enter")
        await stage.sees("Make a note of Jon Vikk, Porter, GLOBEX? Jon Vik comes near")
        await stage.press("n")
        await stage.sees_no("y yes")
        assert not (people / "people/Jon Vikk.md").exists()
        await find(stage, "Gil Stone")
        await stage.press("enter")
        await stage.sees("Make a note of Gil Stone, Hiring manager, Globex?", "y yes")
        await stage.press("n")
        await stage.sees_no("y yes")
        assert not note.exists()
        await stage.press("enter")
        await stage.sees("y yes")
        await stage.press("y")
        await stage.sees("━━ Gil Stone", "u undoes it.")
        assert "org: Globex\nrole: Hiring manager\n" in note.read_text()
        await stage.press("u")
        await stage.until(lambda: not note.exists())


async def test_somebody_whose_name_has_a_comma_is_asked_as_one(people: Path, home: Path) -> None:
    (home / "Connections.csv").write_text('First Name,Last Name,Company\nGil,"Stone, PhD",Globex\n')
    async with staged(people, preferences=Preferences(files=(home / "Connections.csv",))) as stage:
        await at_goal(stage)
        await find(stage, "Gil Stone, PhD")
        await stage.press("a")
        await stage.sees("New ask", "[[Gil Stone, PhD]]")
        await paste(stage, "May I?")
        await stage.press("ctrl+s")
        await stage.sees("Gil Stone, PhD → May I?")


async def test_somebody_whose_name_has_a_note_is_told_of_before(people: Path, preferences: Preferences) -> None:
    write(people, {"people/gil.md": "---\ntype: person\ntitle: Gil Stone\norg: Elsewhere\n---\n"})
    async with staged(people, preferences=preferences) as stage:
        await at_goal(stage)
        await find(stage, "Gil Stone")
        await stage.press("enter")
        await stage.sees("Make a note of Gil Stone, Hiring manager, Globex? people/gil.md has that name")
        await stage.press("n")
        await stage.sees_no("y yes")


async def test_an_export_that_is_not_there_is_told_of_and_hinders_nothing(people: Path, home: Path) -> None:
    async with staged(people, preferences=Preferences(files=(home / "none.csv",))) as stage:
        await stage.press("4")
        await stage.cursor_on("A talk")
        await stage.press("j", "enter")
        await stage.sees("━━ ASKS", "none.csv is")
        said = " ".join(stage.text.replace("┃", " ").split())
        assert "none.csv is not there. Looked for: LinkedIn’s Connections.csv" in said
        await stage.press("W")
        await stage.sees("none.csv is not there.")


async def test_the_exports_of_the_config_count_as_soon_as_it_says_so(people: Path, home: Path) -> None:
    config = home / "config"
    write(config, {"config.toml": ""})
    async with staged(people, preferences=Preferences(config=config)) as stage:
        await stage.press("W")
        await paste(stage, "Globex")
        await stage.sees("Jon Vik ", "Only your notes were looked at")
        write(config, {"config.toml": f'[network]\nfiles = ["{home}/Connections.csv"]\n'})
        stage.app.look_at_clock()
        await stage.sees("config.toml has changed")
        await stage.press("backspace")
        await stage.press("x")
        await stage.sees("Gil Stone")
