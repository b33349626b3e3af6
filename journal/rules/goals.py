"""How far each goal has come, and on whom it hangs (docs/rules.md 5 and 2, "A goal is achieved")."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from journal.model import Day, FollowUp, Goal, Move, Note, Piece, Progress, State, Told
from journal.rules.days import known_day
from journal.rules.status import StatusClass, status_class

__all__ = ["achieved", "progress"]

_STUCK_DAYS = 21


def achieved(goal: Goal, today: Day) -> Told:
    """The day a goal was achieved, True on an unknown day, None where it is not (or not yet)."""
    day = known_day(goal.achieved)
    if goal.achieved is True or (day is not None and day <= today):
        return goal.achieved
    return True if status_class(goal.status) is StatusClass.DONE else None


def progress(goals: Iterable[Goal], follow_ups: Iterable[FollowUp], today: Day) -> list[Progress]:
    """The standing of each of the goals, in their order."""
    of_goal: dict[str, list[FollowUp]] = defaultdict(list)
    for follow_up in follow_ups:
        for goal in follow_up.ask.goals:
            of_goal[goal.party.key].append(follow_up)
    return [_progress(goal, of_goal.get(goal.party.key, ()), today) for goal in goals]


def _progress(goal: Goal, follow_ups: Sequence[FollowUp], today: Day) -> Progress:
    counted = Counter(follow_up.state for follow_up in follow_ups)
    pieces = _pieces(goal, follow_ups)
    return Progress(
        goal=goal,
        achieved=achieved(goal, today),
        states={state: counted[state] for state in State},
        contacts=len({party.key for follow_up in follow_ups for party in follow_up.ask.contacts}),
        pieces=pieces,
        unasked=tuple(piece.piece for piece in pieces if not piece.asks),
        concentration=_concentration([f for f in follow_ups if f.move is not Move.NONE]),
        stuck=_is_stuck(goal, follow_ups, today),
    )


def _pieces(goal: Goal, follow_ups: Sequence[FollowUp]) -> tuple[Piece, ...]:
    of_piece: dict[str, list[FollowUp]] = defaultdict(list)
    for follow_up in follow_ups:
        if follow_up.ask.piece is not None:
            of_piece[follow_up.ask.piece.casefold()].append(follow_up)
    return tuple(
        Piece(need, tuple(f.ask.note.id for f in found), any(f.ask.outcome for f in found))
        for need in goal.needs
        for found in [of_piece.get(need.casefold(), ())]
    )


def _concentration(open_asks: Sequence[FollowUp]) -> float | None:
    """The sum of squared shares of the open asks per contact; None without open asks."""
    if not open_asks:
        return None
    weight: dict[str, float] = defaultdict(float)
    for follow_up in open_asks:
        for party in follow_up.ask.contacts:
            weight[party.key] += 1 / len(follow_up.ask.contacts)
    return sum((share / len(open_asks)) ** 2 for share in weight.values())


def _is_stuck(goal: Goal, follow_ups: Sequence[FollowUp], today: Day) -> bool:
    """Nothing moves, nothing is asked of us, and nothing was dated in the last 21 days."""
    if achieved(goal, today) is not None:
        return False
    if any(f.needs_follow_up or f.move in (Move.THEIRS, Move.DATED) for f in follow_ups):
        return False
    days = [day for f in follow_ups for day in (f.asked, *_days(f.ask.note)) if day]
    days += _days(goal.note) if goal.note else ()
    return not any(0 <= (today - day).days < _STUCK_DAYS for day in days)


def _days(note: Note) -> Iterator[Day]:
    """Every date of a note."""
    for value in note.fields.values():
        if isinstance(value, Day):
            yield value
        elif isinstance(value, tuple):
            yield from (day for day in value if isinstance(day, Day))
