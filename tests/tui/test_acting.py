"""The keys that act on asks: what they write, what they say, and where the cursor is then."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from journal import Delta
from journal.vault.write.write_result import Written
from tests.tui.network import NETWORK, ask
from tests.tui.pasting import paste
from tests.tui.stage import Stage, staged, write
from tui.dialogs.form import Form
from tui.screens.view import View
from tui.widgets.rows import Rows

VIA = ask(
    contact="Zoe Quist",
    via="Tom Okafor",
    title="A first lead",
    ask="Who?",
    asked="2026-10-01",
    outcome="she met me",
    outcome_date="2026-10-20",
)


def says(path: Path, text: str) -> bool:
    """Whether a note holds a text."""
    return text in path.read_text()


def is_on_top(stage: Stage, screen: type[Screen[Any]]) -> bool:
    """Whether the screen in front is of a kind."""
    return isinstance(stage.app.screen, screen)


async def typed(stage: Stage, text: str) -> None:
    """Type into whatever has the focus."""
    await stage.press(*({" ": "space", "\n": "enter"}.get(letter, letter) for letter in text))


async def told(stage: Stage, text: str) -> None:
    """Wait until a toast says this."""
    await stage.until(lambda: any(text in toast.message for toast in stage.app._notifications))


async def find(stage: Stage, who: str) -> None:
    """The cursor on the ask of a contact, the first from the top."""
    rows = stage.app.focused
    assert isinstance(rows, Rows)
    await stage.until(lambda: rows._rows)
    drawn = ("".join(text for text, _ in rows.draw(row, 120)) for row in rows._rows)
    rows._move_to(next(place for place, line in enumerate(drawn) if who in line))
    await stage.pilot.pause()
    assert who in stage.cursor


async def test_t_shows_the_thanks_and_ctrl_s_writes_the_day_and_goes_on(network: Path) -> None:
    write(network, {"asks/via.md": VIA})
    path = network / "asks/via.md"
    async with staged(network) as stage:
        await stage.cursor_on("Zoe Quist")
        await stage.press("t")
        await stage.sees("To Zoe Quist: Re: A first lead", "Hi Zoe,", "[What came of it, in your words]", "Thanked")
        await stage.press("ctrl+s")
        await stage.sees("Line 5 is still yours to word: word it first.")
        await stage.press("ctrl+s")
        await stage.sees("To Tom Okafor: Your lead to Zoe Quist", "You led me to Zoe Quist", "Thanked: A first lead")
        assert "\nthanked: 2026-11-22\n" in path.read_text()
        assert "via_thanked" not in path.read_text()
        await stage.press("ctrl+s")
        await stage.sees("via_thanked: 2026-11-22", "u undoes it")
        await stage.sees_no("Hi Tom")
        assert "\nvia_thanked: 2026-11-22\n" in path.read_text()
        await stage.cursor_on("Priya Nair")
        await stage.press("u")
        await stage.sees("Taken back: Thanked: A first lead. U does it again.", "ON YOU · 8")
        assert "via_thanked" not in path.read_text()
        await stage.press("u")
        await stage.until(lambda: path.read_text() == VIA)
        await stage.press("U")
        await told(stage, "Done again: Thanked: A first lead. u undoes it.")
        assert "\nthanked: 2026-11-22\n" in path.read_text()


WORD_TO_VIA = {
    "Zoe Sent": ({}, ["m", "ctrl+s"], "via_told: 2026-11-22"),
    "Zoe Closed": (
        {"asked": "2026-10-01", "nudged": "[2026-10-10, 2026-10-20]"},
        ["x", "ctrl+s"],
        "via_thanked: 2026-11-22",
    ),
}
"""By the contact of a lead, what more its note says, the keys before the word, and what is written with it."""


async def test_who_led_there_is_offered_a_word_but_not_of_a_draft_that_is_closed(network: Path) -> None:
    leads = {who: network / f"asks/{who}.md" for who in (*WORD_TO_VIA, "Zoe Dropped")}
    for who, path in leads.items():
        more = WORD_TO_VIA[who][0] if who in WORD_TO_VIA else {}
        path.write_text(ask(contact=who, via="Tom Okafor", title="A lead", ask="Who?", **more))
    async with staged(network) as stage:
        for who, (_, keys, written) in WORD_TO_VIA.items():
            await find(stage, who)
            await stage.press(keys[0])
            await stage.sees("Hi Zoe,")
            await stage.press(*keys[1:])
            await stage.sees("To Tom Okafor", "Hi Tom,")
            assert written not in leads[who].read_text()
            await stage.press("ctrl+s")
            await stage.until(partial(says, leads[who], written))
        stage.app.clear_notifications()
        await find(stage, "Zoe Dropped")
        await stage.press("x", *"dropped", "ctrl+s")
        await told(stage, "Closed: A lead")
        await stage.pilot.pause()
        assert "Hi Tom" not in stage.text


async def test_a_draft_that_is_left_changes_nothing_and_says_so(network: Path) -> None:
    before = (network / "asks/acme.md").read_text()
    async with staged(network) as stage:
        await stage.press("t")
        await stage.sees("Hi Priya,")
        await typed(stage, "Could you also\n")
        await stage.sees("asks again: “Could you also”", "Keep that for a message of its own.")
        await stage.press(*["backspace"] * 15)
        await stage.sees_no("asks again: “Could")
        await stage.press("ctrl+home", *"PS", "escape")
        await stage.sees("What you typed is not saved. Cancel once more to drop it.", "PSHi Priya,")
        await stage.press("escape")
        await told(stage, "No thanks to Priya Nair are recorded, and the draft is not saved.")
        assert (network / "asks/acme.md").read_text() == before


async def test_t_on_a_goal_that_came_true_reports(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("j", "t")
        await stage.sees("To Jörg Weber: Re: Which fund pays", "“Bursary” has come true")
        await stage.press("ctrl+s")
        await told(stage, "Reported: Which fund pays")
        assert "reported: 2026-11-22\n" in (network / "asks/fund.md").read_text()


@pytest.mark.parametrize("waits", [True, False], ids=["seen", "typed-ahead"])
async def test_the_next_key_after_a_step_acts_on_the_same_ask_wherever_it_stands_now(
    network: Path, waits: bool
) -> None:
    path = network / "asks/portfolio.md"
    async with staged(network) as stage:
        await find(stage, "Sam Lee")
        await stage.press("n")
        await stage.sees("Hi Sam,")
        if waits:
            await stage.press("ctrl+s")
            await told(stage, "Nudged: 15 min")
            await stage.cursor_on("WAIT")
            assert "Sam Lee" in stage.cursor
            await stage.press("x")
        else:
            await stage.press("ctrl+s", "x")
        await stage.sees("Close “15 min on my portfolio”")
        await stage.until(lambda: "nudged: 2026-11-22\n" in path.read_text())
        await stage.press("escape")
        await stage.cursor_on("WAIT")
        assert "Sam Lee" in stage.cursor


async def test_an_outcome_is_recorded_and_the_thanks_are_offered_at_once(network: Path) -> None:
    path = network / "asks/teams.md"
    async with staged(network) as stage:
        await find(stage, "Fatima")
        await stage.press("o")
        await stage.sees("What came of “Small teams that hire”", "2026-11-22")
        await paste(stage, "three names")
        await stage.press("tab", "ctrl+a", "ctrl+k")
        await paste(stage, "yesterday")
        await stage.press("enter")
        await stage.sees("Outcome recorded: Small teams that hire", "Hi Fatima,", "What came of it: “three names”.")
        assert "outcome: three names\n" in path.read_text()
        assert "outcome_date: 2026-11-21\n" in path.read_text()
        await stage.press("escape")
        await stage.cursor_on("Fatima")
        assert "THANK" in stage.cursor


async def test_what_is_typed_for_a_note_that_is_moved_meanwhile_is_written_there(network: Path) -> None:
    moved = network / "teams that hire.md"
    async with staged(network) as stage:
        await find(stage, "Fatima")
        await stage.press("o")
        await stage.sees("What came of “Small teams that hire”", "2026-11-22")
        await paste(stage, "three names")
        (network / "asks/teams.md").rename(moved)
        await stage.until(lambda: [note.path for note in stage.app._vault.notes_at(["asks/teams.md"])] == [moved.name])
        await stage.press("ctrl+s")
        await stage.sees("Outcome recorded: Small teams that hire", "Hi Fatima,", "What came of it: “three names”.")
        assert "outcome: three names\n" in moved.read_text()


async def test_the_day_of_an_outcome_may_be_unknown_and_an_outcome_that_is_there_corrected(network: Path) -> None:
    teams, acme = network / "asks/teams.md", network / "asks/acme.md"
    async with staged(network) as stage:
        await find(stage, "Fatima")
        await stage.press("o", *"yes", "tab", "ctrl+a", "ctrl+k", "ctrl+s")
        await stage.sees("Outcome recorded: Small teams that hire", "Hi Fatima")
        assert "outcome: " in teams.read_text()
        assert "outcome_date" not in teams.read_text()
        await stage.press("escape")
        await find(stage, "Priya Nair")
        await stage.press("o", *"two ", "ctrl+s")
        await stage.sees("Outcome recorded: Intro to Acme data team")
        assert "outcome: two yes, intro made\n" in acme.read_text()
        assert "outcome_date: 2026-11-13\n" in acme.read_text()
        await stage.press("o", "tab", "ctrl+a", "ctrl+k", "ctrl+s")
        await stage.until(lambda: "outcome_date" not in acme.read_text())
        assert "outcome: two yes, intro made\n" in acme.read_text()


async def test_what_was_typed_is_still_there_where_it_could_not_be_written(network: Path) -> None:
    path = network / "asks/teams.md"
    async with staged(network) as stage:
        await find(stage, "Fatima")
        await stage.press("o")
        await stage.sees("What came of")
        await paste(stage, "three names")
        path.rename(network / "away.txt")
        await stage.until(lambda: len(stage.app._vault.follow_ups(stage.app._today)) == 12)
        await stage.press("ctrl+s")
        await told(stage, "asks/teams.md is gone, or asks nothing any more.")
        await stage.sees("three names", "What came of")
        await stage.press("escape")
        await stage.sees("What you typed is not saved. Cancel once more to drop it.")
        (network / "away.txt").rename(path)
        await stage.until(lambda: len(stage.app._vault.follow_ups(stage.app._today)) == 13)
        await stage.press("ctrl+s")
        await stage.sees("Outcome recorded: Small teams that hire")
        assert "outcome: three names\n" in path.read_text()


async def test_a_date_that_nobody_can_read_stays_to_be_corrected(network: Path) -> None:
    async with staged(network) as stage:
        await find(stage, "Sam Lee")
        await stage.press("z")
        await paste(stage, "soonish")
        await stage.press("enter")
        await stage.sees("“soonish” is no date", "until when?")
        await stage.press("ctrl+a", "ctrl+k")
        await paste(stage, "next tue")
        await stage.sees("Tue 24 Nov 2026, in 2 days")
        await stage.press("enter")
        await stage.sees("Snoozed: 15 min on my portfolio", "follow_up: 2026-11-24")
        assert "follow_up: 2026-11-24\n" in (network / "asks/portfolio.md").read_text()
        await stage.cursor_on("Sam Lee")


async def test_snooze_offers_usual_days_and_when_answers_come(network: Path) -> None:
    answered = {
        f"asks/old{n}.md": ask(
            contact="Ana Ruiz", title=f"Old {n}", ask="?", asked="2026-01-01", answered=f"2026-01-{n}"
        )
        for n in (11, 11, 12, 12, 13, 14, 15)
    }
    write(network, answered)
    async with staged(network) as stage:
        await find(stage, "Speaker slot")
        await stage.press("z")
        await stage.sees("tomorrow", "+3d", "answers in 13 days as a rule")
        await stage.press("down", "enter")
        await told(stage, "Snoozed: Speaker slot")
        assert "follow_up: 2026-11-28\n" in (network / "asks/pydata.md").read_text()


async def test_letting_go_takes_a_word_a_reason_and_shows_the_message(network: Path) -> None:
    path = network / "asks/initech.md"
    async with staged(network) as stage:
        await find(stage, "Kim Park")
        await stage.press("x")
        await stage.sees("Close “Referral at Initech”", "released", "Hi Kim,", "there is nothing left for you to do")
        await stage.press("tab", "tab")
        await paste(stage, "late")
        await stage.press("enter")
        await told(stage, "Closed: Referral at Initech")
        assert "status: released\n" in path.read_text()
        assert "closed_because: late\n" in path.read_text()
        await stage.press("u")
        await stage.until(lambda: "released" not in path.read_text())
        await find(stage, "Lee Chen")
        await stage.press("x")
        await paste(stage, "gone")
        await stage.press("enter")
        await stage.sees("“gone” does not close an ask", "Close “Read my abstract”", "gone")
        await stage.press("ctrl+a", "ctrl+k")
        await paste(stage, "decl")
        await stage.press("right", "enter")
        await told(stage, "Closed: Read my abstract")
        assert "status: declined\n" in (network / "asks/abstract.md").read_text()


async def test_a_draft_is_sent_with_its_message_and_a_promised_day_is_kept(network: Path) -> None:
    async with staged(network) as stage:
        await find(stage, "Dr Ruth Cole")
        await stage.press("m")
        await stage.sees("To Dr Ruth Cole: Which labs hire", "Dear Dr Cole,", "Which?")
        await stage.press("ctrl+s")
        await told(stage, "Sent: Which labs hire")
        assert "asked: 2026-11-22" in (network / "asks/labs.md").read_text()
        await find(stage, "Lee Chen")
        await stage.press("d", *"fri", "enter")
        await told(stage, "Promised: Read my abstract")
        assert "promised: 2026-11-27\n" in (network / "asks/abstract.md").read_text()


SENSELESS = (
    ("Lee Chen", "t", "waiting for their answer"),
    ("Lee Chen", "n", "waiting for their answer"),
    ("Lee Chen", "m", "was sent on 2026-11-18 already"),
    ("Lee Chen", "P", "cannot be parked"),
    ("Fatima", "t", "record what came of it first"),
    ("Sam Lee", "t", "Nothing has come of “15 min on my portfolio” yet"),
    ("Priya Nair", "n", "there is nothing to nudge"),
    ("Aroha Ngata", "w", "was not sent yet"),
)


async def test_a_key_that_makes_no_sense_says_why_and_writes_nothing(network: Path) -> None:
    before = {path: path.read_bytes() for path in network.rglob("*.md")}
    async with staged(network) as stage:
        await stage.press("u", "U")
        await told(stage, "There is nothing to take back.")
        for who, key, says in SENSELESS:
            stage.app.clear_notifications()
            await find(stage, who)
            await stage.press(key)
            await told(stage, says)
        assert {path: path.read_bytes() for path in network.rglob("*.md")} == before


async def test_the_views_are_reloaded_where_a_write_has_changed_something(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    async with staged(network) as stage:
        view = stage.app.screen
        assert isinstance(view, View)
        monkeypatch.setattr(stage.app, "reload", lambda: found.append("reload"))
        for delta, reloads in (
            (Delta(), 0),
            (Delta(changed=("asks/acme.md",)), 1),
            (Delta(removed=("asks/x.md",)), 1),
        ):
            found.clear()
            view.write(partial(Written, "Done", delta=delta), lambda written: found.append(written.summary))
            await stage.until(lambda: "Done" in found)
            await stage.pilot.pause()
            assert found.count("reload") == reloads, delta


async def test_several_are_nudged_after_a_question_as_one_step(network: Path) -> None:
    sam, ana = network / "asks/portfolio.md", network / "asks/pydata.md"
    before = sam.read_text(), ana.read_text()
    async with staged(network) as stage:
        await find(stage, "Sam Lee")
        await stage.press("space")
        assert "Ana Ruiz" in stage.cursor
        await stage.press("space")
        await stage.sees("*NUDGE +4d", "2 marked: a key acts on all of them. Esc takes the marks away.")
        await stage.press("n")
        await stage.sees("Nudge 2 asks?", "y yes")
        await stage.press("n")
        await stage.sees_no("Nudge 2 asks?")
        assert (sam.read_text(), ana.read_text()) == before
        await stage.press("n", "y")
        await stage.sees("Nudged: 2 asks", "WAITING ON THEM · 4")
        assert all("nudged: 2026-11-22\n" in path.read_text() for path in (sam, ana))
        await stage.sees_no("*NUDGE")
        await stage.cursor_on("Kim Park")
        await stage.press("u")
        await told(stage, "Taken back: Nudged: 2 asks")
        assert (sam.read_text(), ana.read_text()) == before


async def test_v_marks_a_section_and_esc_takes_the_marks_away(network: Path) -> None:
    async with staged(network) as stage:
        await find(stage, "Lee Chen")
        await stage.press("v")
        await stage.sees("*WAIT -3d", "*WAIT -6d", "2 marked")
        await stage.press("v")
        await stage.sees_no("*WAIT")
        await stage.press("v", "w")
        await stage.sees("Mark 2 asks as answered?", "y yes")
        await stage.press("escape", "escape")
        await stage.sees_no("marked")
        assert "answered" not in (network / "asks/visa.md").read_text()


async def test_all_of_the_marked_or_none(network: Path) -> None:
    before = (network / "asks/portfolio.md").read_text()
    async with staged(network) as stage:
        await stage.press("space")
        await find(stage, "Sam Lee")
        await stage.press("space", "n")
        await told(stage, "has its answer or is over: there is nothing to nudge")
        assert (network / "asks/portfolio.md").read_text() == before


STEPS = (
    ("Ana Ruiz", ("z", "enter"), "Snoozed: Speaker slot", "pydata", "follow_up: "),
    ("Omar Haddad", ("w",), "Answered: Visa letter", "visa", "answered: 2026-11-22\n"),
    ("Sam Lee", ("n", "ctrl+s"), "Nudged: 15 min", "portfolio", "nudged: 2026-11-22\n"),
    ("Aroha Ngata", ("P",), "Parked: Write it up", "idea", "status: parked\n"),
    ("Kim Park", ("x", "ctrl+s"), "Closed: Referral", "initech", "status: released\n"),
)
"""Whose ask is acted on, the keys, what is then told, and what the note then holds."""


@pytest.mark.parametrize("screen", ["1", "2"])
async def test_a_step_is_written_and_the_next_key_meets_the_ask_that_was_acted_on(network: Path, screen: str) -> None:
    async with staged(network) as stage:
        await stage.press(screen)
        for who, keys, sentence, note, holds in STEPS:
            path, stays = network / f"asks/{note}.md", keys[0] != "x" or screen == "2"
            stage.app.clear_notifications()
            await find(stage, who)
            await stage.press(keys[0])
            await stage.until(partial(is_on_top, stage, Form if keys[1:] else View))
            await stage.press(*keys[1:])
            await told(stage, sentence)
            assert holds in path.read_text()
            if stays:
                await stage.cursor_on(who)
            await stage.press("j", "u")
            await told(stage, "Taken back: " + sentence)
            await stage.cursor_on(who)
            assert path.read_text() == NETWORK[f"asks/{note}.md"]
            await stage.press("j", "U")
            await told(stage, "Done again: " + sentence)
            if stays:
                await stage.cursor_on(who)


async def test_y_copies_the_message_and_shows_it_and_big_y_the_path(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("y")
        await stage.sees("Handed to the terminal (OSC 52)", "Hi Priya,")
        assert stage.app.clipboard.startswith("Hi Priya,\n\nOn 2 November")
        await stage.press("ctrl+home", *"PS ", "ctrl+y")
        await stage.until(lambda: stage.app.clipboard.startswith("PS Hi Priya"))
        await stage.press("escape", "escape", "Y")
        await stage.until(lambda: stage.app.clipboard == str(network / "asks/acme.md"))


async def test_the_ask_screen_has_the_same_keys(network: Path) -> None:
    path = network / "asks/teams.md"
    async with staged(network) as stage:
        await find(stage, "Fatima")
        await stage.press("enter")
        await stage.sees("o writes it down, e edits the note, Esc goes back.")
        await stage.press("o", *"yes", "ctrl+s")
        await stage.sees("Hi Fatima")
        await stage.press("ctrl+s", "ctrl+s")
        await stage.sees("DONE", "Done: nothing is owed.")
        assert "thanked: 2026-11-22\n" in path.read_text()
        await stage.press("u")
        await stage.sees("t writes the thanks")


async def test_a_dialog_outlives_a_vault_that_changes_under_it(network: Path) -> None:
    async with staged(network) as stage:
        await find(stage, "Fatima")
        await stage.press("o")
        await stage.sees("What came of")
        await paste(stage, "three ")
        for n in range(20):
            write(network, {f"asks/storm{n}.md": ask(contact="Zoe", title=f"Storm {n}", ask="?", asked="2026-11-01")})
        (network / "asks/acme.md").unlink()
        await stage.until(lambda: len(stage.app._vault.follow_ups(stage.app._today)) == 32)
        await paste(stage, "names")
        await stage.press("ctrl+s")
        await stage.sees("Outcome recorded: Small teams that hire")
        assert "outcome: three names\n" in (network / "asks/teams.md").read_text()


async def test_a_write_that_is_refused_says_why_and_keeps_what_was_typed(network: Path) -> None:
    toml = '+++\ncontact = "Zoe"\ntitle = "In TOML"\nask = "Who?"\nasked = 2026-11-20\n+++\n'
    write(network, {"asks/toml.md": toml})
    async with staged(network) as stage:
        await find(stage, "In TOML")
        await stage.press("o")
        await paste(stage, "a name")
        await stage.press("ctrl+s")
        await told(stage, "TOML")
        await stage.sees("What came of “In TOML”", "a name")
        assert (network / "asks/toml.md").read_text() == toml


async def test_a_vault_that_is_gone_is_told_when_something_is_written(network: Path) -> None:
    async with staged(network) as stage:
        await find(stage, "Lee Chen")
        network.rename(network.with_name("away"))
        await stage.press("w")
        await told(stage, "is gone")
        network.with_name("away").rename(network)


async def test_t_while_waiting_tells_who_led_there(network: Path) -> None:
    path = network / "asks/told.md"
    lead = ask(contact="Zoe Quist", via="Tom Okafor", title="A first lead", ask="Who?", asked="2026-11-20")
    write(network, {"asks/told.md": lead})
    async with staged(network) as stage:
        await find(stage, "Zoe Quist")
        await stage.press("y")
        await told(stage, "you are waiting for their answer")
        await stage.press("t")
        await stage.sees("To Tom Okafor: Your lead to Zoe Quist", "Hi Tom,", "I asked Zoe", "Told")
        await stage.press("ctrl+s")
        await told(stage, "via_told: 2026-11-22")
        assert "\nvia_told: 2026-11-22\n" in path.read_text()
        assert "## Word to Tom Okafor, 22 November 2026" in path.read_text()
        before = path.read_text()
        stage.app.clear_notifications()
        await stage.press("t")
        await told(stage, "waiting for their answer")
        assert path.read_text() == before
