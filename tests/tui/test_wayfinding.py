"""Where keys lead from wherever one is: lists, pages, previews, meetings; and why a row is there."""

from __future__ import annotations

import datetime
import threading
from functools import partial
from pathlib import Path

import pytest

from journal import Page, Vault
from journal.model import Day
from tests.tui.network import TODAY, ask
from tests.tui.pasting import paste
from tests.tui.people import PEOPLE
from tests.tui.stage import Stage, staged, write
from tui.app import JournalApp
from tui.dialogs.help import Help
from tui.messages import OpenAsk
from tui.screens.goal import GoalScreen

TOMORROW = TODAY + datetime.timedelta(days=1)
MEETING = "---\ntype: meeting\ndate: {}\npeople: Lee Chen\n---\n# Lunch by the {}\n\nBring the map.\n"


@pytest.fixture
def people(home: Path) -> Path:
    return write(home / "network", PEOPLE)


def add(note: Path, text: str) -> None:
    """Text below what a note says."""
    note.write_text(note.read_text() + text)


def tab(stage: Stage) -> str:
    """The tab in brackets."""
    return stage.lines[1].partition("[")[2].partition("]")[0]


async def test_a_digit_leads_to_its_list_from_a_page_on_a_page(network: Path) -> None:
    async with staged(network) as stage:
        for opened, digit, lists in (
            (["enter"], "1", "ON YOU"),
            (["enter", "c"], "1", "ON YOU"),
            (["enter"], "2", "in the queue's order"),
            (["enter", "C"], "2", "in the queue's order"),
            (["enter"], "1", "ON YOU"),
        ):
            for key in opened:
                await stage.press(key)
                await stage.sees("Esc goes back")
            await stage.press(digit)
            await stage.sees(lists)
            assert tab(stage).startswith(digit)
            assert len(stage.app.screen_stack) == 1
            await stage.until(lambda: stage.cursor)


async def test_tab_gives_the_preview_the_keys_and_escape_gives_them_back(network: Path) -> None:
    write(network, {"asks/open.md": ask(contact="Priya Nair", ask="Could you: look?", asked="2026-11-01")})
    async with staged(network, (140, 36)) as stage:
        for view, about in (("1", "Priya Nair → Intro"), ("4", "PIECES"), ("8", "asks/"), ("3", "ASKS")):
            await stage.press(view)
            await stage.sees(about)
            await stage.until(lambda: stage.cursor)
            chosen = stage.cursor
            await stage.press("tab", "j", "G", "g")
            assert type(stage.app.focused).__name__ == "Preview", view
            assert stage.cursor == chosen, view
            await stage.press("escape", "j")
            assert type(stage.app.focused).__name__ != "Preview", view
            await stage.until(partial(is_elsewhere, stage, chosen))


def is_elsewhere(stage: Stage, line: str) -> bool:
    """Whether the cursor is on another line."""
    return stage.cursor != line


async def test_the_preview_scrolls_by_keys_and_opens_what_it_is_about(network: Path) -> None:
    add(network / "asks/acme.md", "\n\n".join(f"line {number}" for number in range(90)))
    async with staged(network) as stage:
        await stage.sees("line 3")
        await stage.press("tab", "pagedown")
        await stage.sees_no("Priya Nair → Intro")
        await stage.press("G")
        await stage.sees("same goal, other asks")
        await stage.press("enter")
        await stage.sees("Esc goes back")


@pytest.mark.parametrize("digit", ["1", "2", "3", "4"])
async def test_enter_before_the_first_rows_waits_for_them(network: Path, digit: str) -> None:
    app = JournalApp(Vault.open(network), lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        stage = Stage(app, pilot, network)
        await pilot.press(digit, "enter")
        await stage.sees("Esc goes back")
        assert not app._notifications


async def test_a_filter_leaves_the_cursor_on_its_ask_or_else_on_the_first(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("2")
        await stage.cursor_on("Priya Nair")
        await stage.press("j", "j", "j", "j")
        kept = stage.cursor
        await stage.press("slash")
        await paste(stage, "state:nudge")
        await stage.sees("2 shown")
        assert stage.cursor == kept
        await stage.press("escape")
        await stage.sees_no("shown")
        await stage.press("G")
        await stage.until(partial(is_elsewhere, stage, kept))
        await stage.press("slash")
        await paste(stage, "state:nudge")
        await stage.sees("2 shown")
        assert stage.cursor == kept
        await stage.press("ctrl+u", *"contact:omar", "enter", "enter")
        await stage.sees("Omar Haddad → Visa letter")


async def test_a_meeting_that_is_near_is_told_below_what_is_on_you_and_opens(network: Path) -> None:
    days = {"river": TODAY, "lake": TOMORROW, "far": "2026-12-22"}
    write(network, {f"meetings/{name}.md": MEETING.format(day, name) for name, day in days.items()})
    async with staged(network) as stage:
        await stage.sees(
            "Meeting today: Lunch by the river with Lee Chen", "Meeting tomorrow: Lunch by the lake with Lee Chen"
        )
        rows = [line for line in stage.lines if line.strip("┃ ")]
        first, second = (number for number, line in enumerate(rows) if "Lunch by the" in line)
        assert "Dr Ruth Cole" in rows[first - 1]
        assert second == first + 1
        assert "WAITING ON THEM" in "".join(rows[second + 1 : second + 3])
        while "Lunch" not in stage.cursor:
            before = stage.cursor
            await stage.press("j")
            assert stage.cursor != before
        await stage.sees("Enter opens the note.")
        await stage.press("enter")
        await stage.sees("who       Lee Chen", "Bring the map.")


async def test_a_meeting_named_by_its_day_is_near_too(network: Path) -> None:
    text = "---\ntype: meeting\npeople: Lee Chen\n---\n# Tea\n"
    write(network, {f"meetings/{TODAY} tea.md": text, "meetings/other.md": text})
    async with staged(network) as stage:
        await stage.sees("Meeting today: Tea with Lee Chen")
        assert stage.text.count("Meeting today") == 1


async def test_a_meeting_in_the_history_of_a_contact_opens(people: Path) -> None:
    async with staged(people, (100, 60)) as stage:
        await stage.press("3", "enter")
        await stage.sees("meeting   Coffee")
        await stage.press("G")
        await stage.cursor_on("meeting   Coffee")
        await stage.press("enter")
        await stage.sees("meetings/past.md", "who       Maria Lopez")
        await stage.press("escape")
        await stage.cursor_on("meeting   Coffee")


async def test_a_hit_says_which_key_or_line_answers_and_opens(people: Path) -> None:
    async with staged(people) as stage:
        await stage.press("6")
        await paste(stage, "rivers")
        await stage.sees("goal     Data job", "Something with rivers.")
        await stage.press("ctrl+a", "ctrl+k")
        await paste(stage, "org:acme")
        await stage.sees("person   Maria Lopez", "org: Acme")
        await stage.press("ctrl+a", "ctrl+k")
        await paste(stage, "state:nudge type:ask")
        await stage.sees_no("org: Acme")
        await stage.press("ctrl+a", "ctrl+k")
        await paste(stage, "lunch")
        await stage.press("enter", "enter")
        await stage.sees("meetings/next.md", "TO BRING", "Look at my slides")


async def test_an_ask_that_a_word_of_the_filter_let_through_says_where_it_stands(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("slash")
        await paste(stage, "visa")
        await stage.cursor_on("Omar Haddad")
        await stage.sees("Asked yesterday.")
        assert "It says" not in stage.text
        await stage.press("ctrl+a", "ctrl+k")
        await paste(stage, "runs the")
        await stage.cursor_on("Priya Nair")
        await stage.sees("It says “ask: Could you introduce me to whoever runs")


async def test_the_frame_of_the_follow_ups_says_how_many_are_whose(network: Path) -> None:
    async with staged(network) as stage:
        await stage.sees("━ Follow-ups · 7 on you · 2 on them ━")


async def test_a_page_on_a_wide_screen_has_the_chosen_ask_beside_it(people: Path) -> None:
    long = " ".join(["many words on rivers"] * 20)
    for note in ("people/maria.md", "goals/job.md"):
        add(people / note, f"\n{long}\n")
    async with staged(people, (200, 50)) as stage:
        for keys in (("3", "enter"), ("4", "j", "enter", "G")):
            for key in keys:
                await stage.press(key)
                await stage.until(lambda: stage.cursor)
            await stage.sees("Maria Lopez → ", "many words on rivers")
            said = [line for line in stage.lines if "many words on rivers" in line]
            widths = [len(line.partition("┃╭")[0].partition("┃│")[0].strip("┃ │")) for line in said]
            assert max(widths) <= 104, keys
            assert len(said) > 3, keys


async def test_a_goals_page_is_read_from_its_top_and_the_cursor_is_met_on_the_way(home: Path) -> None:
    needs = ", ".join(f"part{number}" for number in range(30))
    root = write(home / "network", {"goals/job.md": f"---\ntype: goal\ntitle: Job\nneeds: [{needs}]\n---\n"})
    write(
        root,
        {f"asks/{n}.md": ask(goal="Job", contact=f"Zoe {n}", piece=f"part{n}", ask=f"Ask {n}?") for n in range(25)},
    )
    async with staged(root, (80, 24)) as stage:
        await stage.press("4", "enter")
        await stage.sees("━━ Job ━━", "25 of 30 pieces asked for", "a asks somebody for it")
        assert stage.cursor == ""
        for _ in range(60):
            if stage.cursor:
                break
            await stage.press("j")
        assert "part25" in stage.cursor
        await stage.press("j")
        await stage.cursor_on("part26")
        await stage.press("g", "pageup", "pageup", "pageup", "pageup")
        await stage.sees("━━ Job ━━")
        await stage.press("G")
        await stage.cursor_on("Ask 9?")


async def test_a_page_that_comes_late_takes_the_keys_typed_meanwhile(
    people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, gate = Vault.page_at, threading.Event()

    def late(vault: Vault, path: str, today: Day) -> Page:
        assert gate.wait(30)
        return read(vault, path, today)

    async with staged(people) as stage:
        await stage.press("6")
        await paste(stage, "rivers")
        await stage.press("enter")
        await stage.cursor_on("Data job")
        monkeypatch.setattr(Vault, "page_at", late)
        try:
            stage.app.simulate_key("enter")
            await stage.until(lambda: stage.app._holds)
            stage.app.simulate_key("question_mark")
            await stage.until(lambda: stage.app._held)
        finally:
            gate.set()
        await stage.until(lambda: isinstance(stage.app.screen, Help))
        assert isinstance(stage.app.screen_stack[1], GoalScreen)


async def test_a_page_that_comes_late_is_not_put_over_a_dialog(people: Path) -> None:
    async with staged(people) as stage:
        await stage.press("a")
        await paste(stage, "Data")
        form = stage.app.screen
        stage.app.post_message(OpenAsk("asks/pay.md"))
        await paste(stage, " job")
        await stage.pilot.pause()
        assert stage.app.screen is form
        await stage.sees("Data job")


@pytest.mark.parametrize(
    ("size", "at_first"),
    [
        ((120, 36), {"3": False, "4": True, "1": True}),
        ((80, 24), {"3": False, "4": True, "1": False}),
        ((140, 40), {"3": True}),
    ],
)
async def test_p_has_the_preview_the_other_way_round(
    people: Path, size: tuple[int, int], at_first: dict[str, bool]
) -> None:
    about = {"3": "━━ Maria Lopez", "4": "━━ A talk", "1": "Maria Lopez → Intro"}
    async with staged(people, size) as stage:
        for view, is_there in at_first.items():
            await stage.press(view)
            await stage.until(lambda: stage.cursor)
            for shown in (is_there, not is_there, is_there, not is_there):
                await (stage.sees if shown else stage.sees_no)(about[view])
                await stage.press("p")


async def test_a_filter_says_why_a_contact_or_goal_is_listed(people: Path) -> None:
    async with staged(people, (100, 30)) as stage:
        for view, word, who, why in (
            ("3", "streams", "Maria Lopez", "It says “homework: [her talk on streams]”."),
            ("3", "maria", "Maria Lopez", ""),
            ("4", "rivers", "Data job", "It says “Something with rivers.”."),
            ("4", "data", "Data job", ""),
        ):
            await stage.press(view, "slash")
            await paste(stage, word)
            await stage.press("enter")
            await stage.cursor_on(who)
            await stage.sees(f" {why}" if why else " Enter opens")
            assert why or "It says" not in stage.text
            await stage.press("escape")
