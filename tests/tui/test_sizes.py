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

PLACES = {
    "follow-ups": (("slash", *"state:", "enter", "v"), "FollowUpsScreen"),
    "asks": (("2", "s", "right_square_bracket"), "AsksScreen"),
    "contacts": (("3", "s", "j"), "ContactsScreen"),
    "a contact": (("3", "enter", "G"), "ContactScreen"),
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
    "one message about several": (("T",), "DraftForm"),
    "an outcome": (("j", "j", "o"), "OutcomeForm"),
    "a day": (("z", "down"), "DayForm"),
    "a closed ask": (("x",), "CloseForm"),
    "a new ask": (("a", "tab", "tab", *"may", "tab", *"i"), "NewForm"),
    "a meeting": (("3", "slash", *"maria", "enter", "M"), "MeetingScreen"),
    "help": (("question_mark", "j", "G"), "Help"),
    "the palette": (("colon", *"go to"), "Palette"),
}
"""By name, the keys that lead there, and what is then on top."""
LEAST = (1, 1)


def sizes(turn: int) -> tuple[tuple[int, int], ...]:
    """What the terminal becomes after the least size: by turns, the way up halts where there is room for little."""
    return ((10, 3), (40, 12), (80, 24))[turn % 3], (120, 36), LEAST


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
    async with staged(write(home / "network", {**NETWORK, **PEOPLE, **notes}), LEAST) as stage:
        for turn, (place, (keys, on_top)) in enumerate(list(PLACES.items())[third::3]):
            await stage.press("1", "g", *keys)
            for size in sizes(turn):
                await stage.pilot.resize_terminal(*size)
                await stage.until(partial(is_high, stage, size[1]))
                assert type(stage.app.screen).__name__ == on_top, place
            while len(stage.app.screen_stack) > 1:
                await stage.press("escape")
            await stage.press("escape")


KEYS = (
    *("j", "p", "G", "slash", "a", "escape", "question_mark", "escape", "enter", "j", "escape", "colon", "escape"),
    *("2", "s", "G", "8", "f", "p", "j", "6", "x", "enter", "j", "escape", "escape", "1", "a", "x", "escape", "escape"),
    *("3", "j", "s", "enter", "G", "g", "escape", "4", "j", "enter", "j", "pagedown", "escape", "A", "n"),
)


@pytest.mark.parametrize(
    ("size", "first"), [((40, 12), "▌!THANK +10d   Maria Lop…  Intro to th…"), ((10, 3), "▌!THANK +")]
)
async def test_a_small_list_keeps_what_matters_most_and_every_key_works(
    home: Path, size: tuple[int, int], first: str
) -> None:
    async with staged(write(home / "network", {**NETWORK, **PEOPLE}), size) as stage:
        await stage.sees(first)
        for key in KEYS:
            await stage.press(key)
        assert len(stage.lines) == size[1]
        assert stage.app.is_running


async def test_the_terminal_may_change_its_size(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(network) as stage:
        await stage.press("G")
        for size in ((40, 12), LEAST, (10, 3), (80, 24)):
            await stage.pilot.resize_terminal(*size)
            await stage.pilot.pause()
        await stage.cursor_on("Aroha Ngata")
        monkeypatch.setattr(App, "_check_resize", skipped)
        await stage.pilot.resize_terminal(120, 36)
        await stage.until(partial(is_high, stage, 36))


def skipped(app: App[None]) -> None:
    """What becomes of a new size where the timer is skipped that should tell it to the screen."""
    app._resize_event = None


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
    assert sorted(laid_out) == ["DayForm", "DayForm", "FollowUpsScreen", "FollowUpsScreen"]


async def test_a_form_is_laid_out_for_the_size_before_it_has_fields(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[frozenset[str]] = []
    fields = NewForm.fields

    def look(form: NewForm) -> ComposeResult:
        seen.append(form.classes)
        return fields(form)

    monkeypatch.setattr(NewForm, "fields", look)
    async with staged(network) as stage:
        await stage.press("a", "escape")
        await stage.pilot.resize_terminal(80, 24)
        await stage.press("a")
    wide, narrow = seen
    assert wide >= {"-wide", "-high"}
    assert narrow >= {"-narrow", "-low"}
