"""State as a word and a colour, lateness as a sign, text cut to cells."""

from __future__ import annotations

from datetime import timedelta

import pytest
from rich.cells import cell_len

from journal import wording
from journal.model import Ask, FollowUp, Kind, Move, Note, State
from tests.tui.network import TODAY
from tui import paint

NUDGE = FollowUp(Ask(Note("x", "x.md", Kind.ASK, "x"), "x?"), 14, State.NUDGE, Move.MINE, TODAY, True, 0, TODAY, None)


def _late(days: int) -> FollowUp:
    return NUDGE._replace(due=TODAY - timedelta(days=days), days_overdue=max(0, days))


def test_every_state_has_a_word_a_meaning_and_a_colour() -> None:
    for table in (wording.MEANINGS, paint.COLOURS):
        assert set(table) == set(State)
    assert len({state.word for state in State}) == len(State)


@pytest.mark.parametrize(
    ("days", "sign", "text"), [(9, "!", "+9d"), (3, "!", "+3d"), (2, " ", "+2d"), (0, " ", "today"), (-3, " ", "-3d")]
)
def test_lateness_is_a_sign_and_from_three_days_on_a_mark(days: int, sign: str, text: str) -> None:
    assert (wording.mark(_late(days)), wording.lateness(_late(days).due, TODAY)) == (sign, text)


def test_no_due_date_shows_no_lateness() -> None:
    assert wording.lateness(None, TODAY) == ""


def test_what_does_not_need_follow_up_is_never_marked() -> None:
    assert wording.mark(_late(9)._replace(needs_follow_up=False)) == " "


@pytest.mark.parametrize(
    "text", ["short", "a text that is too long", "王小明王小明王小明", "e\u0301" * 30, "\x1b[31m", ""]
)
@pytest.mark.parametrize("width", [0, 1, 2, 9, 20])
def test_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    fitted = paint.fit(text, width)
    assert cell_len(fitted) == width
    assert "\x1b" not in fitted


@pytest.mark.parametrize(
    ("colours", "environment", "theme"),
    [
        ("truecolor", {}, "textual-dark"),
        ("256", {"COLORFGBG": "0;15"}, "textual-light"),
        ("standard", {"COLORFGBG": "15;0"}, "ansi-dark"),
        ("standard", {"COLORFGBG": "0;default;7"}, "ansi-light"),
        (None, {}, "ansi-dark"),
        ("standard", {"NO_COLOR": "1"}, "textual-dark"),
        ("standard", {"NO_COLOR": "", "COLORFGBG": "0;15"}, "textual-light"),
    ],
)
def test_the_first_theme_suits_the_terminal(colours: str | None, environment: dict[str, str], theme: str) -> None:
    assert paint.first_theme(colours, environment) == theme


def test_each_role_that_is_on_you_has_a_colour_of_its_own() -> None:
    for theme in paint.THEMES:
        roles = (theme.success, theme.accent, theme.warning, theme.error)
        assert len(set(roles)) == 4, theme.name


@pytest.mark.parametrize(
    ("chosen", "environment", "theme"),
    [
        ("nord", {}, "nord"),
        ("ansi-light", {}, "ansi-light"),
        ("ansi-light", {"NO_COLOR": "1"}, "textual-dark"),
        ("nord", {"NO_COLOR": "1"}, "nord"),
    ],
)
def test_a_chosen_theme_is_kept_where_it_can_be_read(chosen: str, environment: dict[str, str], theme: str) -> None:
    assert paint.first_theme("truecolor", environment, chosen) == theme
