"""Nothing breaks however small the terminal is, and what matters most stays."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.screen import Screen

from tests.tui.network import NETWORK
from tests.tui.people import PEOPLE
from tests.tui.stage import Stage, staged, write
from tui.screens.new import NewForm

KEYS = ("j", "p", "G", "slash", "a", "escape", "question_mark", "escape", "enter", "j", "escape", "colon", "escape")


@pytest.mark.parametrize("size", [(40, 12), (10, 3), (1, 1)], ids="{0[0]}x{0[1]}".format)
async def test_every_key_works_at_every_small_size(network: Path, size: tuple[int, int]) -> None:
    async with staged(network, size) as stage:
        for key in KEYS:
            await stage.press(key)
        assert len(stage.lines) == size[1]
        assert stage.app.is_running


PLACES = {
    "follow-ups": (("slash", *"state:", "enter", "v"), "FollowUpsScreen"),
    "asks": (("2", "s", "right_square_bracket"), "AsksScreen"),
    "contacts": (("3", "s", "j"), "ContactsScreen"),
    "a contact": (("3", "enter", "G"), "ContactScreen"),
    "a new contact": (("3", "a"), "NewForm"),
    "goals": (("4", "j"), "GoalsScreen"),
    "a goal": (("4", "enter"), "GoalScreen"),
    "who could help": (("4", "enter", "W"), "WhoScreen"),
    "an achieved goal": (("4", "A"), "Confirm"),
    "a new goal": (("4", "a"), "NewForm"),
    "timeline": (("5", "left", "left_square_bracket", "enter"), "TimelineScreen"),
    "a review": (("7", "right_square_bracket", "j"), "ReviewScreen"),
    "search": (("6", *"text", "enter", "j"), "SearchScreen"),
    "a note": (("6", "escape", "slash", *"shut", "enter", "enter"), "NoteScreen"),
    "problems": (("8", "p", "j"), "ProblemsScreen"),
    "a note to mend": (("8", "f"), "Mending"),
    "an ask": (("enter", "pagedown", "G"), "AskScreen"),
    "a text": (("e", *"x"), "TextForm"),
    "a draft": (("t",), "DraftForm"),
    "a message to copy": (("y",), "DraftForm"),
    "an outcome": (("j", "j", "o"), "OutcomeForm"),
    "a day": (("z", "down"), "DayForm"),
    "a promised day": (("slash", *"lee", "enter", "d"), "DayForm"),
    "a closed ask": (("x",), "CloseForm"),
    "a question": (("slash", *"state:nudge", "enter", "v", "n"), "Confirm"),
    "a new ask": (("a", "tab", "tab", *"may", "tab", *"i"), "NewForm"),
    "a new meeting": (("4", "M"), "NewForm"),
    "a meeting": (("3", "M"), "MeetingScreen"),
    "help": (("question_mark", "j", "G"), "Help"),
    "the palette": (("colon", *"go to"), "Palette"),
    "a theme": (("colon", *"theme", "enter"), "Palette"),
    "one message": (("T",), "DraftForm"),
}
"""By name, the keys that lead there, and what is then on top."""
SIZES = ((1, 1), (10, 3), (40, 12), (80, 24), (120, 36))


def in_between(turn: int) -> tuple[int, int]:
    """The size at which the way from the largest to the least halts: by turns one of those between."""
    return SIZES[1 + turn % 3]


def is_high(stage: Stage, rows: int) -> bool:
    """Whether a screen has so many lines."""
    return len(stage.lines) == rows


@pytest.mark.parametrize("third", range(3))
async def test_every_screen_and_dialog_opens_at_the_least_size_and_follows_the_terminal_up_and_down(
    home: Path, monkeypatch: pytest.MonkeyPatch, third: int
) -> None:
    """All other tests open them at the usual one."""
    monkeypatch.setenv("EDITOR", "no-such-editor")
    notes = {"asks/0.md": "---\nask: Could you: look?\ncontact: Zoe\n---\n", "plain.md": "# Plain\n\nIt is shut.\n"}
    async with staged(write(home / "network", {**NETWORK, **PEOPLE, **notes}), SIZES[0]) as stage:
        for turn, (place, (keys, on_top)) in enumerate(list(PLACES.items())[third::3]):
            await stage.press("1", "g", *keys)
            for size in (*SIZES, in_between(turn), SIZES[0]):
                await stage.pilot.resize_terminal(*size)
                await stage.until(partial(is_high, stage, size[1]))
                assert type(stage.app.screen).__name__ == on_top, place
            await stage.press(*["escape"] * 3)
            assert len(stage.app.screen_stack) == 1, place


async def test_the_terminal_may_change_its_size(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("G")
        for size in ((40, 12), (1, 1), (10, 3), (80, 24)):
            await stage.pilot.resize_terminal(*size)
            await stage.pilot.pause()
        await stage.cursor_on("Aroha Ngata")


async def test_a_screen_is_laid_out_once_for_each_size(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[str] = []
    lay_out = Screen._refresh_layout

    def counted(screen: Screen[object], size: Size | None = None, scroll: bool = False) -> None:
        if size is not None:
            laid_out.append(type(screen).__name__)
        lay_out(screen, size, scroll)

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    async with staged(network) as stage:
        await stage.press("z")
        await stage.sees("snooze  esc cancel")
        await stage.pilot.resize_terminal(80, 24)
        await stage.until(partial(is_high, stage, 24))
    assert laid_out == ["FollowUpsScreen", "DayForm", "DayForm", "FollowUpsScreen"]


async def test_a_size_that_textual_missed_is_taken(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(network) as stage:
        monkeypatch.setattr(App, "_check_resize", skipped)
        await stage.pilot.resize_terminal(80, 24)
        await stage.until(partial(is_high, stage, 24))


def skipped(app: App[None]) -> None:
    """What becomes of a new size where the timer is skipped that should tell it to the screen."""
    app._resize_event = None


async def test_a_narrow_list_keeps_state_lateness_and_contact(network: Path) -> None:
    async with staged(network, (40, 12)) as stage:
        await stage.sees("▌!THANK +9d    Priya Nair  Intro to Ac…")


async def test_the_smallest_list_still_shows_states(network: Path) -> None:
    async with staged(network, (10, 3)) as stage:
        await stage.sees("▌!THANK +")


@pytest.mark.parametrize(("size", "laid_out"), [((80, 24), {"-narrow", "-low"}), ((120, 36), {"-wide", "-high"})])
async def test_a_form_is_laid_out_for_the_size_before_it_has_fields(
    network: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], laid_out: set[str]
) -> None:
    seen: list[frozenset[str]] = []
    fields = NewForm.fields

    def look(form: NewForm) -> ComposeResult:
        seen.append(form.classes)
        return fields(form)

    monkeypatch.setattr(NewForm, "fields", look)
    async with staged(network, size) as stage:
        await stage.press("a")
        await stage.sees("New ask")
    assert laid_out <= seen[0]
