"""The Follow-ups screen: what it lists, where the cursor stays, and what each key does."""

from __future__ import annotations

import datetime
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from journal import QueueLine, Vault
from journal.model import Day, Meeting
from tests.seen import PATIENCE
from tests.tui.network import NETWORK, TODAY, ask
from tests.tui.pasting import paste
from tests.tui.stage import staged, write
from tui.paint import Styled
from tui.screens.follow_ups import FollowUpsScreen
from tui.widgets.ask_list import AskList


async def test_sections_groups_and_rows_come_in_the_queues_order(network: Path) -> None:
    async with staged(network, (72, 36)) as stage:
        await stage.sees("DRAFTS")
        shown = [line for line in stage.lines[2:31] if line.strip()]
        assert [" ".join(line.rstrip("━").split()) for line in shown] == [
            "━━ ON YOU · 7",
            "Tell them how it went · 1",
            "▌!THANK +9d Priya Nair Intro to Acme data team Data job",
            "Report how the goal ended · 1",
            "!REPORT +4d Jörg Weber Which fund pays Bursary",
            "Record what came of it · 1",
            "ACT +1d Fatima El Idri… Small teams that hire",
            "Nudge · 2",
            "!NUDGE +4d Sam Lee 15 min on my portfolio Portfolio",
            "NUDGE today Ana Ruiz Speaker slot",
            "Let go · 1",
            "!RELEASE +5d Kim Park Referral at Initech",
            "To send · 1",
            "DRAFT +1d Dr Ruth Cole Which labs hire",
            "━━ WAITING ON THEM · 2",
            "WAIT -3d Lee Chen Read my abstract",
            "WAIT -6d Omar Haddad Visa letter",
            "━━ PARKED FOR A MEETING · 1",
            "PARKED Grace Mwangi Slides",
            "━━ ON YOU LATER · 1",
            "ACT -9d Hana Sato Typeface",
            "━━ DRAFTS",
            "DRAFT Aroha Ngata Write it up",
        ]


async def test_the_bars_say_where_when_and_how_many_and_the_rest_is_about_the_chosen_ask(network: Path) -> None:
    async with staged(network) as stage:
        await stage.sees("[1 Follow-ups 7]")
        assert stage.lines[0].startswith(" journal  ~/network")
        assert stage.lines[0].endswith("Sun 22 Nov 2026 · watching")
        await stage.sees("The outcome came 9 days ago: tell Priya Nair", "t writes the thanks, Enter opens it")
        await stage.sees("Priya Nair → Intro to Acme data team", "Data job · 1 of 2 pieces asked for", "*Acme's* move")
        await stage.press("j")
        await stage.sees("Jörg Weber → Which fund pays")
        await stage.press("j", "j")
        await stage.sees("Asked 11 days ago and no answer.")


async def test_keys_move_over_asks_and_never_onto_headings(network: Path) -> None:
    async with staged(network) as stage:
        await stage.cursor_on("Priya Nair")
        for key, who in (
            ("j", "Jörg Weber"),
            ("down", "Fatima"),
            ("k", "Jörg Weber"),
            ("up", "Priya Nair"),
            ("up", "Priya Nair"),
            ("G", "Aroha Ngata"),
            ("j", "Aroha Ngata"),
            ("g", "Priya Nair"),
            ("end", "Aroha Ngata"),
            ("home", "Priya Nair"),
            ("pagedown", "Aroha Ngata"),
            ("pageup", "Priya Nair"),
            ("ctrl+d", "Omar Haddad"),
            ("ctrl+u", "Priya Nair"),
        ):
            await stage.press(key)
            assert who in stage.cursor, key


async def test_a_list_that_was_in_sight_whole_goes_on_at_its_top(network: Path) -> None:
    async with staged(network, (120, 20)) as stage:
        await stage.press("slash", *"fatima", "enter")
        await stage.sees("ON YOU · 1")
        await stage.cursor_on("Fatima El Id")
        await stage.press("escape")
        await stage.sees("ON YOU · 7")
        assert "Fatima El Id" in stage.cursor


async def test_a_filter_narrows_while_it_is_typed_and_esc_clears_it(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("slash")
        await paste(stage, "state:nudge")
        await stage.sees_no("Jörg Weber")
        await stage.sees("ON YOU · 2", "Sam Lee", "Ana Ruiz", "[1 Follow-ups 7]")
        await stage.press(*"x")
        await stage.sees("No state is called “nudgex”")
        await stage.sees("ON YOU · 2", "Sam Lee")
        await stage.press("backspace", "enter", "j")
        assert "Ana Ruiz" in stage.cursor
        await stage.press("escape")
        await stage.sees("ON YOU · 7")
        assert "Ana Ruiz" in stage.cursor
        await stage.press("slash")
        await paste(stage, "contact:nobody")
        await stage.sees("Nothing matches the filter. Esc clears it.")


async def test_the_cursor_stays_on_its_ask_whatever_is_saved_elsewhere(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("j", "j", "j")
        await stage.cursor_on("Sam Lee")
        write(network, {"asks/new.md": ask(contact="Zoe", title="New", ask="May I?", asked="2026-11-01")})
        await stage.sees("Zoe", "ON YOU · 8")
        assert "Sam Lee" in stage.cursor
        asked = (network / "asks/portfolio.md").read_text()
        write(network, {"asks/portfolio.md": asked.replace("11-11", "11-11\nnudged: 2026-11-22")})
        await stage.cursor_on("WAIT")
        assert "Sam Lee" in stage.cursor


async def test_only_the_line_of_a_note_saved_elsewhere_is_drawn_anew(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    draw_ask = AskList.draw_ask

    def noted(asks: AskList, line: QueueLine, width: int) -> list[Styled]:
        drawn.append(line.path)
        return draw_ask(asks, line, width)

    async with staged(network) as stage:
        await stage.sees("Sam Lee")
        monkeypatch.setattr(AskList, "draw_ask", noted)
        asked = (network / "asks/portfolio.md").read_text()
        write(network, {"asks/portfolio.md": asked.replace("Sam Lee", "Sam Leo")})
        await stage.sees("Sam Leo")
    assert set(drawn) == {"asks/portfolio.md"}


async def test_a_saved_ask_does_not_wait_for_the_meetings(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for, go_on, unrecorded = threading.Event(), threading.Event(), Vault.unrecorded

    def after_all(vault: Vault, today: Day) -> Sequence[tuple[Meeting, int]]:
        asked_for.set()
        assert go_on.wait(PATIENCE)
        return unrecorded(vault, today)

    async with staged(network) as stage:
        await stage.sees("Sam Lee")
        monkeypatch.setattr(Vault, "unrecorded", after_all)
        asked = (network / "asks/portfolio.md").read_text()
        write(network, {"asks/portfolio.md": asked.replace("Sam Lee", "Sam Leo")})
        await stage.sees("Sam Leo")
        await stage.until(asked_for.is_set)
        write(network, {"journal/plan.md": "---\ntype: meeting\ntitle: The plan\ndate: 2026-11-23\n---\n"})
        go_on.set()
        await stage.sees("The plan")


async def test_the_cursor_follows_to_a_row_that_shows_the_change_already(network: Path) -> None:
    """The watch may have told of a write before the write itself is done."""
    async with staged(network) as stage:
        await stage.cursor_on("Priya Nair")
        stage.app.screen.query_one(AskList).follow("asks/visa.md")
        await stage.pilot.pause()
        assert "Omar Haddad" in stage.cursor


async def test_the_cursor_goes_to_the_nearest_row_where_its_ask_left(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("j", "j", "j")
        await stage.cursor_on("Sam Lee")
        (network / "asks/portfolio.md").unlink()
        await stage.cursor_on("Ana Ruiz")


async def test_a_vanished_vault_keeps_its_list_and_comes_back_by_itself(network: Path) -> None:
    async with staged(network) as stage:
        await stage.sees("Sam Lee")
        away = network.rename(network.with_name("away"))
        await stage.sees("vault missing")
        assert "Sam Lee" in stage.text
        shutil.copytree(away, network)
        await stage.sees("watching")
        assert "Sam Lee" in stage.text


async def test_a_new_day_is_noticed(network: Path) -> None:
    days: list[Day] = [TODAY]
    async with staged(network, today=lambda: days[-1]) as stage:
        await stage.sees("THANK +9d")
        days.append(TODAY + datetime.timedelta(days=1))
        stage.app.look_at_clock()
        await stage.sees("THANK +10d", "Mon 23 Nov 2026")


async def test_read_again_shows_what_no_event_told(network: Path) -> None:
    async with staged(network) as stage:
        write(network, {"asks/new.md": ask(contact="Zoe", title="New", ask="May I?", asked="2026-11-01")})
        await stage.press("r")
        await stage.sees("Zoe")


async def test_nothing_on_you_says_what_comes_next(home: Path) -> None:
    files = {name: text for name, text in NETWORK.items() if name in ("asks/abstract.md", "asks/visa.md")}
    async with staged(write(home / "calm", files)) as stage:
        await stage.sees("Nothing is on you. Waiting on 2. Next: Wed 25 Nov (Lee Chen).")


async def test_an_empty_vault_says_how_to_begin(home: Path) -> None:
    (home / "empty").mkdir()
    async with staged(home / "empty") as stage:
        await stage.sees("No asks yet. a writes the first: whom, what, by when.")
        await stage.press("j", "k", "G", "g", "pagedown", "e")
        await stage.sees("There is no ask to edit here.")


async def test_escape_with_nothing_to_clear_says_so_and_q_leaves(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("escape")
        await stage.sees("Nothing is open to go back from. To leave, press q.")
        await stage.press("q")
        await stage.until(lambda: not stage.app.is_running)


async def test_a_click_chooses_a_double_click_opens_and_one_on_a_tab_goes_there(network: Path) -> None:
    async with staged(network) as stage:
        await stage.cursor_on("Priya Nair")
        row = next(y for y, line in enumerate(stage.lines) if "Ana Ruiz" in line)
        await stage.pilot.click(offset=(20, row))
        assert "Ana Ruiz" in stage.cursor
        heading = next(y for y, line in enumerate(stage.lines) if "Let go" in line)
        await stage.pilot.click(offset=(20, heading))
        assert "Ana Ruiz" in stage.cursor
        await stage.pilot.click(offset=(20, row), times=2)
        await stage.sees("Ana Ruiz → Speaker slot", "esc back")
        await stage.pilot.click("TabBar", offset=(4, 0))
        assert stage.app.current_mode == "follow_ups"
        await stage.sees_no("esc back")


async def test_brackets_go_from_section_to_section(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("j", "j", "left_square_bracket")
        await stage.cursor_on("Priya Nair")
        for who in ("Lee Chen", "Grace Mwangi", "Hana Sato", "Aroha Ngata"):
            await stage.press("right_square_bracket")
            await stage.cursor_on(who)
        await stage.press("right_square_bracket")
        await stage.sees("There is no section further down.")
        await stage.press("left_square_bracket")
        await stage.cursor_on("Hana Sato")


async def test_the_first_view_is_come_back_to(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("j", "j", "2")
        await stage.sees("13 asks")
        await stage.press("1")
        await stage.sees("ON YOU")
        await stage.cursor_on("Fatima")


async def test_the_first_asks_are_painted_before_all_are_asked_for_and_then_all_are_listed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    queue, refresh = Vault.queue, FollowUpsScreen._compositor_refresh

    def asked(vault: Vault, *given: Any, limit: int, **named: Any) -> Sequence[QueueLine]:
        done.append("all asked for" if limit < 0 else "asked for")
        return queue(vault, *given, limit=limit, **named)

    def painted(screen: FollowUpsScreen) -> None:
        refresh(screen)
        if screen.query_one(AskList).current is not None:
            done.append("painted")

    monkeypatch.setattr(Vault, "queue", asked)
    monkeypatch.setattr(FollowUpsScreen, "_compositor_refresh", painted)
    asks = {
        f"asks/{n:03}.md": ask(contact=f"Contact {n}", title=f"Ask {n:03}", ask="May I?", asked="2026-11-01")
        for n in range(230)
    }
    async with staged(write(home / "many", asks)) as stage:
        await stage.until(lambda: "all asked for" in done)
        assert "painted" in done[: done.index("all asked for")]
        await stage.sees("ON YOU · 230", "Nudge · 230")
        await stage.until(lambda: stage.app.screen.query_one(AskList).virtual_size.height == 232)
        await stage.press("G")
        await stage.cursor_on("Ask 229")
