"""The bottom line: as many keys as there is room for, and a click does what the key does."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Button
from textual.widgets._toast import Toast

from tests.tui.pasting import paste
from tests.tui.stage import Stage, staged, write
from tests.tui.test_acting import find
from tui.dialogs.dialog import Dialog
from tui.dialogs.form import Form
from tui.dialogs.help import Help
from tui.messages import OpenAsk, OpenMeeting, OpenNote
from tui.widgets.bars import StatusLine
from tui.widgets.filter_line import FilterLine
from tui.widgets.key_bar import KeyBar


async def click_on(stage: Stage, text: str) -> None:
    """Click on the bottom line where this stands."""
    bar = stage.app.screen.query_one(KeyBar)
    await stage.pilot.click(bar, offset=(stage.lines[-1].index(text), 0))


async def test_a_click_does_what_the_key_does(network: Path) -> None:
    async with staged(network) as stage:
        await stage.cursor_on("Priya Nair")
        await click_on(stage, "help")
        await stage.until(lambda: isinstance(stage.app.screen, Help))
        await click_on(stage, "back")
        await stage.cursor_on("Priya Nair")
        await click_on(stage, "open")
        await stage.sees("goals/data-job")
        await click_on(stage, "esc")
        await stage.cursor_on("Priya Nair")
        await click_on(stage, "palette")
        await stage.sees("an action, a person")


async def test_a_question_is_answered_with_a_click(network: Path) -> None:
    path = network / "asks/portfolio.md"
    async with staged(network) as stage:
        await stage.press("j", "j", "j", "space", "space", "n")
        await stage.sees("Nudge 2 asks?")
        await click_on(stage, "no")
        await stage.sees_no("Nudge 2 asks?")
        assert "nudged" not in path.read_text()
        await stage.press("n")
        await stage.sees("Nudge 2 asks?")
        await click_on(stage, "yes")
        await stage.sees("Nudged: 2 asks")
        assert "nudged" in path.read_text()


FIRST = {
    "Priya Nair": "t thank",
    "Jörg Weber": "t thank",
    "Fatima": "o outcome",
    "Sam Lee": "n nudge",
    "Kim Park": "x close",
    "Dr Ruth Cole": "m sent",
    "Lee Chen": "w answered",
    "Grace Mwangi": "m sent",
}
"""A contact of an ask in each state, and the key that does what is next."""


async def test_the_key_of_what_is_next_stands_first(network: Path) -> None:
    async with staged(network, (80, 24)) as stage:
        for who, key in FIRST.items():
            await find(stage, who)
            await stage.sees(f"\n {key} ")
        await find(stage, "Lee Chen")
        await stage.press("enter")
        await stage.sees("Lee Chen → Read my abstract", "w answered  ? help  esc back")
        assert stage.lines[-1].startswith(" w answered ")
        await stage.press("3")
        await stage.sees("last contact")
        assert stage.lines[-1].startswith(" ⏎ open ")


OFFERED = {
    "Priya Nair": "t thank o outcome z snooze",
    "Jörg Weber": "t thank o outcome z snooze",
    "Fatima": "o outcome z snooze",
    "Sam Lee": "n nudge o outcome z snooze",
    "Kim Park": "x close n nudge o outcome z snooze",
    "Dr Ruth Cole": "m sent o outcome z snooze",
    "Lee Chen": "w answered o outcome z snooze",
    "Grace Mwangi": "m sent o outcome z snooze",
    "Tom Okafor": "o outcome",
}
"""A contact of an ask in each state, and the steps that make sense for it."""
STEPS = ("t thank", "n nudge", "o outcome", "z snooze", "m sent", "x close", "w answered")


def offered(stage: Stage) -> set[str]:
    """The keys in the bottom line, with their words."""
    return set(re.split(r"  +", stage.lines[-1].strip()))


def offers_just(stage: Stage, keys: set[str]) -> bool:
    """Whether the bottom line has these keys, with their words, and nothing else."""
    return offered(stage) == keys


def offers(stage: Stage, steps: set[str]) -> bool:
    """Whether the bottom line has these steps and no others."""
    return offered(stage) & set(STEPS) == steps


async def test_a_step_that_makes_no_sense_for_an_ask_is_not_offered(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("2")
        for who, steps in OFFERED.items():
            await find(stage, who)
            wanted = {step for step in STEPS if step in steps}
            await stage.until(partial(offers, stage, wanted))
            assert stage.lines[-1].startswith(f" {FIRST.get(who, '')}")
        await stage.press("enter")
        await stage.sees("Tom Okafor → Salary survey", "Done: nothing is owed.")
        assert offers(stage, {"o outcome"})


async def test_a_step_is_offered_for_marked_asks_where_it_makes_sense_for_each(network: Path) -> None:
    async with staged(network) as stage:
        await find(stage, "Kim Park")
        await stage.press("space", "k")
        await stage.cursor_on("Kim Park")
        await stage.press("k", "k")
        await stage.cursor_on("Sam Lee")
        await stage.press("space")
        await stage.sees("2 marked")
        await stage.until(lambda: {"n nudge", "o outcome", "z snooze"} <= offered(stage))
        assert "t thank" not in offered(stage)
        await find(stage, "Fatima")
        await stage.press("space")
        await stage.sees("3 marked")
        await stage.until(lambda: "n nudge" not in offered(stage))


EMPTY = {
    **{view: {"a new", "? help", "q quit", ": palette"} for view in "1234"},
    "7": {"a new", "? help", "W keep it", "q quit", ": palette"},
    "8": {"? help", "q quit", ": palette"},
}
"""The keys in the bottom line of each screen where there are no notes."""


async def test_an_empty_screen_offers_what_can_be_done_there(home: Path) -> None:
    async with staged(write(home / "vault", {"journal.toml": ""})) as stage:
        for view, keys in EMPTY.items():
            await stage.press(view)
            await stage.sees(f"[{view} ")
            await stage.until(partial(offers_just, stage, keys))


async def test_where_a_filter_lets_nothing_through_it_can_be_typed_anew(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("slash")
        await paste(stage, "nowhere")
        await stage.press("enter")
        await stage.sees("Nothing matches the filter.")
        await stage.until(lambda: offered(stage) == {"a new", "? help", "/ filter", "q quit", ": palette"})


async def test_a_page_whose_note_is_gone_offers_the_way_back(network: Path) -> None:
    meeting = "---\ntype: meeting\ntitle: Lunch\ndate: 2026-11-22\n---\n"
    write(network, {"meetings/lunch.md": meeting, "plain.md": "Words.\n"})
    async with staged(network) as stage:
        (plain,) = stage.app._vault.notes_at(["plain.md"])
        for path, opens in (
            ("asks/labs.md", OpenAsk("asks/labs.md")),
            ("plain.md", OpenNote(plain)),
            ("meetings/lunch.md", OpenMeeting("meetings/lunch.md")),
        ):
            stage.app.screen.post_message(opens)
            await stage.until(lambda: {"e edit", "esc back"} < offered(stage))
            (network / path).unlink()
            await stage.sees(f"{path} is gone.")
            await stage.until(partial(offers_just, stage, {"? help", "esc back", ": palette"}))


async def test_what_a_contact_or_goal_without_a_note_cannot_hold_is_not_offered(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("3", *"/sam")
        await stage.press("enter")
        await stage.cursor_on("Sam Lee")
        await stage.until(lambda: "⏎ open" in offered(stage))
        assert not {"e edit", "L in touch"} & offered(stage)
        await stage.press("enter")
        await stage.sees("Sam Lee", "no meeting ahead")
        assert not {"e edit", "L in touch"} & offered(stage)


async def test_a_goal_that_is_achieved_is_not_achieved_again(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("4")
        await stage.cursor_on("Data job")
        await stage.until(lambda: "A achieved" in offered(stage))
        await stage.press("G", "k")
        await stage.cursor_on("Portfolio")
        await stage.until(lambda: "⏎ open" in offered(stage))
        assert not {"A achieved", "e edit"} & offered(stage)
        await stage.press("G")
        await stage.cursor_on("Bursary")
        await stage.until(lambda: "e edit" in offered(stage))
        assert "A achieved" not in offered(stage)
        await stage.press("enter")
        await stage.sees("achieved")
        await stage.until(lambda: "e edit" in offered(stage))
        assert "A achieved" not in offered(stage)


async def test_a_meeting_ahead_is_not_offered_to_be_recorded(network: Path) -> None:
    meetings = {"ahead": "2026-11-23", "today": "2026-11-22"}
    write(network, {f"meetings/{name}.md": f"---\ntype: meeting\ndate: {day}\n---\n" for name, day in meetings.items()})
    async with staged(network, at="meetings/ahead.md") as stage:
        await stage.until(lambda: "e edit" in offered(stage))
        assert "R record" not in offered(stage)
        stage.app.screen.post_message(OpenMeeting("meetings/today.md"))
        await stage.until(lambda: "R record" in offered(stage))


FORMS = {
    "the thanks": ("Priya Nair", "t", "thanked"),
    "a nudge": ("Sam Lee", "n", "nudged"),
    "an outcome": ("Sam Lee", "o", "record"),
    "a day": ("Sam Lee", "z", "snooze"),
    "a promise": ("Sam Lee", "d", "promised"),
    "a close": ("Sam Lee", "x", "close"),
    "a new ask": ("Sam Lee", "a", "save"),
}


async def test_the_footer_of_a_form_has_the_word_of_its_button(network: Path) -> None:
    async with staged(network) as stage:
        for who, key, word in FORMS.values():
            await find(stage, who)
            await stage.press(key)
            await stage.until(lambda: isinstance(stage.app.screen, Form) and stage.app.screen.is_mounted)
            await stage.sees(f"\n ^s {word} ")
            assert str(stage.app.screen.query_one("#done", Button).label).lower() == word
            if key == "t":
                assert stage.lines[-1] == " ^s thanked  ^y copy  ^l mail  ^g save .eml  esc cancel"
            await stage.press("escape")


async def test_a_line_of_words_says_how_to_leave_it_and_that_digits_are_text(network: Path) -> None:
    async with staged(network, (80, 24)) as stage:
        for key in ("slash", "6"):
            await stage.press(key)
            await stage.sees("esc clear and leave", "⏎ to the list", "letters and digits are text")
            await stage.press("s", "8")
            await stage.sees("s8")
            assert "n writes the nudge" not in stage.text
            await stage.press("backspace", "a", "m", "enter")
            await stage.sees_no("digits are text")
            if key == "slash":
                await stage.sees("n writes the nudge")


SIZES = ((120, 36), (80, 24))


async def test_toasts_lie_over_no_line_that_tells_what_comes_next(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("slash")
        await paste(stage, "due<never-ever-and-so-on")
        await stage.until(lambda: stage.app.screen.query_one(StatusLine).has_class("-wrong"))
        stage.app.notify("one")
        stage.app.notify("two")
        for size in SIZES:
            await stage.pilot.resize_terminal(*size)
            await stage.until(lambda: len(stage.app.screen.query(Toast)) == 2)
            await stage.pilot.pause()
            top = min(stage.app.screen.query_one(what).region.y for what in (FilterLine, StatusLine, KeyBar))
            assert all(toast.region.bottom <= top for toast in stage.app.screen.query(Toast))


async def test_toasts_lie_over_no_line_of_a_message_that_is_to_be_worded(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("j", "j", "o", *"yes", "ctrl+s")
        for size in SIZES:
            await stage.pilot.resize_terminal(*size)
            await stage.sees("[What came of it, in your words]", "Outcome recorded: Small teams that hire")
            await stage.until(lambda: stage.app.screen.query(Toast))
            await stage.pilot.pause()
            message = stage.app.screen.query_one("TextArea").region
            assert not any(toast.region.overlaps(message) for toast in stage.app.screen.query(Toast))


@pytest.mark.parametrize("size", SIZES)
async def test_toasts_lie_over_no_line_of_a_dialog(network: Path, size: tuple[int, int]) -> None:
    async with staged(network, size) as stage:
        for dialog in ("question_mark", "a", "t", "x"):
            stage.app.clear_notifications()
            stage.app.notify("before")
            await stage.press(dialog)
            await stage.until(lambda: isinstance(stage.app.screen, Dialog) and stage.app.screen.query(Toast))
            stage.app.notify("one\ntwo")
            await stage.until(lambda: len(stage.app.screen.query(Toast)) == 2)
            await stage.pilot.pause()
            box = stage.app.screen.query(".form, Preview").first().region
            assert not any(toast.region.overlaps(box) for toast in stage.app.screen.query(Toast)), dialog
            assert box.bottom < size[1], dialog
            assert not any(toast.display for toast in stage.app.screen_stack[0].query(Toast)), dialog
            await stage.press("escape")


async def test_keys_without_room_are_left_out_and_the_palette_stays(network: Path) -> None:
    async with staged(network) as stage:
        for width in (120, 40, 12):
            await stage.pilot.resize_terminal(width, 24)
            await stage.cursor_on("THANK")
            line = stage.lines[-1]
            assert line.endswith(": palette")
            assert ("edit" in line) is (width == 120)
