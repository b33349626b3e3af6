"""Outlines of asks: what counts of each follow-up for its contacts, goals and the review, stored in the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from journal.model import QUEUE_ORDER, Ask, Day, FieldValue, FollowUp, Goal, Kind, Move, Note, Party
from journal.vault.index.cells import Damaged, unpacked
from journal.vault.index.json_text import encoded, parsed
from journal.vault.queries.queue import day_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from typing import Any

__all__ = ["by_path", "each", "follow_ups", "outline_text", "party_of"]

_TEXTS = frozenset({"status", "piece", "created", "outcome", "channel", "effort"})
"""The fields that count by their words."""
_QUERY = """
SELECT id, path, title, place, move, due, needs, asked, outline FROM follow_up WHERE {} ORDER BY place, due, id
"""


def outline_text(found: FollowUp) -> str:
    """The text of which ``follow_ups`` makes the outline again."""
    ask = found.ask
    fields = {key: said for key, value in ask.note.fields.items() if (said := _said(key, value)) is not None}
    goals = [goal.party for goal in ask.goals]
    return encoded([ask.contacts, ask.via, goals, found.owed_to, fields, found.follow_up and str(found.follow_up)])


def follow_ups(db: sqlite3.Connection, goal_of: Callable[[Party], Goal] = Goal, which: str = "1") -> list[FollowUp]:
    """Outlines of asks in the queue's order; call ``evaluate`` first. which: a condition on the row, in SQL.

    Raises Damaged. The ask's note has only id, path, title, and the fields with days. The ask has what these say, and
    status, piece, outcome, channel and effort, and the people and goals it names. goal_of: gives the Goal of a party,
    called in the order of the notes' paths.
    """
    found = db.execute(_QUERY.format(which)).fetchall()
    made: list[FollowUp | None] = [None] * len(found)
    for number in sorted(range(len(found)), key=lambda number: unpacked(found[number][1])):
        made[number] = _follow_up(found[number], goal_of)
    return [each for each in made if each]


def each(db: sqlite3.Connection) -> Iterator[FollowUp]:
    """All outlines as ``follow_ups`` gives them, each made when its turn comes. Raises Damaged."""
    return (_follow_up(row, Goal) for row in db.execute(_QUERY.format("1")))


def by_path(follow_ups: Iterable[FollowUp]) -> list[Ask]:
    """The asks sorted by the paths of their notes."""
    return sorted((each.ask for each in follow_ups), key=lambda ask: ask.note.path)


def _said(key: str, value: FieldValue) -> str | bool | list[str] | None:
    """A field as JSON has it; None for a field that is left out of outlines."""
    if isinstance(value, Day):
        return value.isoformat()
    if value is True or (key in _TEXTS and isinstance(value, str)):
        return value
    if isinstance(value, tuple) and value and isinstance(value[0], Day):
        return [str(day) for day in value]
    return None


def _field(key: str, said: Any) -> FieldValue:
    """A field from its JSON in an outline. Raises Damaged."""
    if said is True or key in _TEXTS:
        return said  # type: ignore[no-any-return]
    return tuple(map(day_of, said)) if isinstance(said, list) else day_of(said)


def _follow_up(row: Sequence[Any], goal_of: Callable[[Party], Goal]) -> FollowUp:
    """The outline that a row describes."""
    own_id, path, title, place, move, due, needs, asked, outline = row
    try:
        contacts, via, goals, owed_to, said, follow_up = parsed(outline)
        fields = {key: _field(key, value) for key, value in said.items()}
        get: Any = fields.get
        note = Note(unpacked(own_id), unpacked(path), Kind.ASK, unpacked(title), fields=fields)
        ask = Ask(
            note,
            None,
            tuple([goal_of(party_of(*party)) for party in goals]),
            _parties(contacts),
            _parties(via),
            status=get("status"),
            answered=get("answered"),
            nudged=get("nudged", ()),
            outcome=get("outcome"),
            outcome_date=get("outcome_date"),
            thanked=get("thanked"),
            via_thanked=get("via_thanked"),
            reported=get("reported"),
            channel=get("channel"),
            effort=get("effort"),
            piece=get("piece"),
        )
        return FollowUp(
            ask,
            0,
            QUEUE_ORDER[place],
            Move(move),
            day_of(due) if due else None,
            needs == 1,
            None,
            day_of(asked) if asked else None,
            day_of(follow_up) if follow_up else None,
            owed_to=_parties(owed_to),
        )
    except (TypeError, ValueError, IndexError, AttributeError):
        raise Damaged(outline) from None


def _parties(written: Iterable[Sequence[Any]]) -> tuple[Party, ...]:
    return tuple([party_of(*party) for party in written])


@lru_cache(maxsize=4096)
def party_of(name: Any, key: Any, own_id: Any, address: Any) -> Party:
    """A Party of these values, made once for each combination. Raises Damaged."""
    if not isinstance(name, str) or not isinstance(key, str) or not isinstance(own_id, str | None):
        raise Damaged(name, key, own_id)
    return Party(name, key, own_id, address)
