"""How far each goal has come, and on whom it hangs (docs/rules.md 5 and 2, "A goal is achieved")."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from journal.dates import parse_day
from journal.model import DateOrYes, Day, FollowUp, Goal, Move, Note, Piece, Progress, Source, State
from journal.notes import fold
from journal.rules.days import known_day
from journal.rules.status import StatusClass, status_class

__all__ = ["achieved_on", "in_order", "is_open", "progress"]

_PUT_AWAY = (StatusClass.CLOSED, StatusClass.PARKED)
_STUCK_DAYS = 21


def achieved_on(goal: Goal, today: Day) -> DateOrYes:
    """The day on which a goal was achieved as of today; True where the day is unknown, None where it is not
    achieved.
    """
    day = known_day(goal.achieved)
    if goal.achieved is True or (day is not None and day <= today):
        return goal.achieved
    return True if status_class(goal.status) is StatusClass.DONE else None


def progress(
    goals: Iterable[Goal], follow_ups: Iterable[FollowUp], sources: Iterable[Source], today: Day
) -> list[Progress]:
    """How far each of the goals has come: open ones first, then by deadline, then by name.

    follow_ups: in the queue's order.
    """
    of_goal: dict[str, list[FollowUp]] = defaultdict(list)
    for follow_up in follow_ups:
        for goal in follow_up.ask.goals:
            of_goal[goal.party.key].append(follow_up)
    serving: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        for party in source.goals:
            serving[party.key].append(source)
    found = [_progress(g, of_goal.get(g.party.key, ()), serving.get(g.party.key, ()), today) for g in goals]
    return in_order(found)


def in_order(goals: Iterable[Progress]) -> list[Progress]:
    """The goals sorted: open ones first, then by deadline, then by name."""
    return sorted(goals, key=_order)


def _order(of: Progress) -> tuple[bool, Day, tuple[str, str, str]]:
    from journal.rules.contacts import by_name

    return of.achieved is not None, of.goal.deadline or Day.max, by_name(of.party)


def _progress(goal: Goal, follow_ups: Sequence[FollowUp], sources: Sequence[Source], today: Day) -> Progress:
    counted = Counter(follow_up.state for follow_up in follow_ups)
    pieces = _pieces(goal, follow_ups, sources)
    return Progress(
        goal=goal,
        achieved=achieved_on(goal, today),
        states={state: counted[state] for state in State},
        contacts=len({party.key for follow_up in follow_ups for party in follow_up.ask.contacts}),
        pieces=pieces,
        unasked=tuple(piece.piece for piece in pieces if not (piece.asks or piece.sources)),
        concentration=_concentration([f for f in follow_ups if f.move is not Move.NONE]),
        stuck=_is_stuck(goal, follow_ups, today),
    )


def _pieces(goal: Goal, follow_ups: Sequence[FollowUp], sources: Sequence[Source]) -> tuple[Piece, ...]:
    """The pieces of a goal, each with its asks and sources; pieces compare as names do (docs/format.md 5)."""
    of_piece: dict[str, list[FollowUp]] = defaultdict(list)
    serving: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        serving[fold(source.piece)].append(source.id)
    for follow_up in follow_ups:
        if follow_up.ask.piece is not None:
            of_piece[fold(follow_up.ask.piece)].append(follow_up)
    return tuple(
        Piece(need, tuple(f.note.id for f in found), any(f.ask.outcome for f in found), tuple(serving[key]))
        for need in goal.needs
        for key in [fold(need)]
        for found in [of_piece.get(key, ())]
    )


def _concentration(open_asks: Sequence[FollowUp]) -> float | None:
    """The sum of squared shares of contacts among the open asks that name one; None where none does."""
    asked = [follow_up.ask.contacts for follow_up in open_asks if follow_up.ask.contacts]
    weight: dict[str, float] = defaultdict(float)
    for contacts in asked:
        for party in contacts:
            weight[party.key] += 1 / len(contacts)
    return sum((share / len(asked)) ** 2 for share in weight.values()) if asked else None


def is_open(goal: Goal, today: Day) -> bool:
    """Whether a goal is still wanted now: neither achieved, nor closed, nor parked."""
    return achieved_on(goal, today) is None and status_class(goal.status) not in _PUT_AWAY


def _is_stuck(goal: Goal, follow_ups: Sequence[FollowUp], today: Day) -> bool:
    """Whether nothing moves: nothing is asked of us, and nothing has a date in the last 21 days (docs/rules.md 5).

    A goal without asks and dates is not stuck, since it may have been thought of today.
    """
    if not is_open(goal, today):
        return False
    if any(f.needs_follow_up or f.move in (Move.THEIRS, Move.DATED) for f in follow_ups):
        return False
    days = [day for f in follow_ups for day in (f.asked, f.follow_up, *_days(f.note)) if day]
    days += _days(goal.note) if goal.note else ()
    return bool(follow_ups or days) and not any(0 <= (today - day).days < _STUCK_DAYS for day in days)


def _days(note: Note) -> Iterator[Day]:
    """The dates in a note's fields, ``created`` too."""
    for value in note.fields.values():
        if isinstance(value, Day):
            yield value
        elif isinstance(value, tuple):
            yield from (day for day in value if isinstance(day, Day))
    created = note.fields.get("created")
    if isinstance(created, str) and (day := parse_day(created)):
        yield day
