"""All contacts and goals that there are, by the numbers of their notes or their names, some at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from journal.model import Kind
from journal.named_tuple import NamedTuple
from journal.vault.index.cells import unpacked

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

__all__ = ["EVERY_CONTACT", "Some", "everyone", "is_among", "portions", "with_note", "without_note"]

_WITH_NOTE = """
SELECT number FROM note WHERE kind = '{kind}'
UNION SELECT target FROM mention JOIN note ON number = target WHERE means = '{kind}' AND kind IS NULL
AND '{kind}' = (SELECT max(means) FROM mention AS by WHERE by.target = number AND by.means <> 'link')
UNION SELECT target FROM mention JOIN note ON number = mention.note WHERE means = '{kind}' AND target > 0 AND {names}
"""
_WITHOUT_NOTE = """
SELECT DISTINCT text FROM mention JOIN note ON number = mention.note
WHERE means = '{kind}' AND target IS NULL AND {names}
"""
_NAMES: Mapping[Kind, str] = {Kind.PERSON: "kind IN ('ask', 'meeting')", Kind.GOAL: "kind = 'ask'"}
"""Which notes make whom they name a contact or a goal, whatever that one's note says."""
_AT_A_TIME: Mapping[Kind, int] = {Kind.PERSON: 100, Kind.GOAL: 10}
"""How many are worked out together: what is read for them is soon let go, and a goal has many asks."""


class Some(NamedTuple):
    """Some contacts or goals: the numbers of their notes, and the folded names of those without one."""

    numbers: Collection[int]
    names: Collection[str] = ()

    @property
    def size(self) -> int:
        return len(self.numbers) + len(self.names)

    @classmethod
    def named_in(cls, db: sqlite3.Connection, kind: Kind, notes: str) -> Some:
        """The contacts or goals that some notes name. notes: a query for their numbers, in SQL. Raises Damaged."""
        query = f"SELECT DISTINCT target, text FROM mention WHERE means = ? AND note IN ({notes})"
        found = db.execute(query, (kind,)).fetchall()
        return cls({target for target, _ in found if target}, {unpacked(text) for target, text in found if not target})


def everyone(db: sqlite3.Connection, kind: Kind) -> Iterator[Some]:
    """All contacts or goals, in portions. Raises Damaged."""
    return portions(kind, [number for (number,) in db.execute(with_note(kind))], without_note(db, kind))


def portions(kind: Kind, numbers: Sequence[int], names: Sequence[str] = ()) -> Iterator[Some]:
    """Some contacts or goals, in portions: first those with a note, then those without.

    kind: decides how many are in one. numbers: of their notes. names: folded, of those without a note.
    """
    step = _AT_A_TIME[kind]
    yield from (Some(numbers[start : start + step]) for start in range(0, len(numbers), step))
    yield from (Some((), names[start : start + step]) for start in range(0, len(names), step))


def with_note(kind: Kind) -> str:
    """A query for the numbers of the notes of all contacts or goals that have one."""
    return _WITH_NOTE.format(kind=kind, names=_NAMES[kind])


def without_note(db: sqlite3.Connection, kind: Kind) -> list[str]:
    """The folded names of the contacts or goals that have no note. Raises Damaged."""
    return [unpacked(text) for (text,) in db.execute(_without_note(kind))]


def is_among(column: str, numbers: Collection[int]) -> str:
    """A condition in SQL: a column is one of these numbers."""
    return f"{column} IN ({','.join(map(str, numbers))})"


def _without_note(kind: Kind) -> str:
    return _WITHOUT_NOTE.format(kind=kind, names=_NAMES[kind])


EVERY_CONTACT = f"SELECT number AS party FROM ({with_note(Kind.PERSON)}) UNION ALL {_without_note(Kind.PERSON)}"
"""A query for all contacts: the numbers of their notes, or their folded names, packed."""
