"""How asks and days are put into words, the same in every command."""

from __future__ import annotations

from collections.abc import Sequence

from journal.cli.table import Text
from journal.model import Day, FollowUp, Party, Problem, State, Told

__all__ = ["ask_row", "count", "day", "lateness", "names", "next_step", "told"]

_LATE = 3
"""Days from which on a delay is marked."""

_NEXT = {
    State.THANK: "Write the thank-you: what came of it.",
    State.REPORT: "Tell them how the goal ended, and that they had a part in it.",
    State.ANSWERED: "Do what the answer allows, then write down what came of it in outcome.",
    State.NUDGE: "Ask once more, kindly and briefly.",
    State.RELEASE: "Let go: close it with a reason, and thank them for reading.",
    State.PARKED: "Bring it up when its day comes.",
    State.DRAFT: "Close its gaps, then send it.",
    State.WAITING: "Nothing: it is their move.",
    State.DONE: "Nothing: it is told and thanked.",
    State.CLOSED: "Nothing: it is closed.",
}


def next_step(follow_up: FollowUp) -> str:
    """What to do about an ask, in one sentence."""
    return _NEXT[follow_up.state]


def ask_row(follow_up: FollowUp, problems: Sequence[Problem], today: Day) -> list[str | Text]:
    """An ask as the cells of one line: mark, state, lateness, contact, title, goal, codes of errors."""
    late = (follow_up.days_overdue or 0) >= _LATE and follow_up.needs_follow_up
    errors = dict.fromkeys(problem.code for problem in problems if problem.severity == "error")
    return [
        Text(("!" if late else " ") + follow_up.state.word, "late" if late else "bold"),
        lateness(follow_up.due, today),
        names(follow_up.ask.contacts),
        follow_up.ask.note.title,
        Text(names([goal.party for goal in follow_up.ask.goals]), "dim"),
        Text(" ".join(errors), "warn"),
    ]


def lateness(due: Day | None, today: Day) -> str:
    """``+9d`` late, ``-3d`` not yet due, ``today``, or nothing."""
    if due is None:
        return ""
    return f"{(today - due).days:+}d" if due != today else "today"


def names(parties: Sequence[Party]) -> str:
    return ", ".join(party.name for party in parties)


def day(day: Day) -> str:
    """``Sun 29 Nov 2026``."""
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def told(told: Told) -> str:
    """A day, yes, or nothing."""
    return "" if told is None else "yes" if told is True else day(told)


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 ask``, ``2 asks``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
