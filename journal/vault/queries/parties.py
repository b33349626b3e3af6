"""All contacts and goals by name; a note is read only where it names one without a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journal.model import Day, Kind, KnownParty, Note, Party
from journal.notes import fold
from journal.rules.goals import achieved_on
from journal.rules.resolve import names_in
from journal.vault.index import rows
from journal.vault.index.cells import unpacked
from journal.vault.queries.neighbourhood import resolved

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

__all__ = ["parties"]

_FIELDS: Mapping[Kind, Mapping[str, Kind]] = {
    Kind.ASK: {"contact": Kind.PERSON, "via": Kind.PERSON, "goal": Kind.GOAL},
    Kind.MEETING: {"people": Kind.PERSON},
}
"""Who is a contact, and what a goal, because a note names it, whether it has a note of its own or not."""
_MAY_BE = """number IN (
    SELECT number FROM note WHERE kind IN ('person', 'goal') UNION SELECT target FROM mention WHERE means <> 'link'
)"""
_ALL_NAMED = """
SELECT DISTINCT means, target, text FROM mention JOIN note ON note.number = mention.note
WHERE note.kind IN ('ask', 'meeting') AND means <> 'link'
"""
_NAMED = """
SELECT note.number, note.kind, means, target, text FROM mention JOIN note ON note.number = mention.note
WHERE note.kind IN ('ask', 'meeting') AND means <> 'link' ORDER BY note.kind, note.path
"""
"""Asks before meetings: a contact without a note is called what the first one calls them."""
_ANSWERS_TO = """
SELECT note.id, name.key FROM name JOIN note ON note.number = name.note
WHERE (note.kind IN ('person', 'goal') OR note.number IN (SELECT target FROM mention WHERE means <> 'link'))
AND name.rank < 3 AND (name.rank = 2 OR instr(name.key, x'2f') = 0) ORDER BY note.path, name.rank, name.key
"""
"""Its titles, and the end of its id that has no slash: the name of its file."""


def parties(db: sqlite3.Connection, today: Day) -> list[KnownParty]:
    """The contacts and goals that ``Today`` has too, in no order. Raises Damaged."""
    noted: dict[int, Party] = {}
    found: dict[tuple[Kind, str], Party] = {}
    for each in rows.called(db, _MAY_BE):
        noted[each.number] = party = Party(each.title, each.id, each.id)
        if each.kind in (Kind.PERSON, Kind.GOAL):
            found[each.kind, each.id] = party

    def is_found(means: str, target: int | None, text: bytes) -> bool:
        return (means, noted[target].key if target else "/" + unpacked(text)) in found

    if not all(is_found(*named) for named in db.execute(_ALL_NAMED)):
        for number, kind, *named in db.execute(_NAMED).fetchall():
            if not is_found(*named):
                for meant, party in _named_in(db, rows.note(db, number), Kind(kind), noted):
                    found.setdefault((meant, party.key), party)
    over = _achieved(db, [number for number, party in noted.items() if (Kind.GOAL, party.key) in found], today)
    names = _names(db)
    return [
        KnownParty(kind, party, kind is Kind.GOAL and key in over, names.get(party.id or "", ()))
        for (kind, key), party in found.items()
    ]


def _names(db: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The names that each note answers to besides its id, by its id."""
    found: dict[str, list[str]] = {}
    for own_id, key in db.execute(_ANSWERS_TO):
        found.setdefault(unpacked(own_id), []).append(unpacked(key))
    return {own_id: tuple(keys) for own_id, keys in found.items()}


def _named_in(
    db: sqlite3.Connection, note: Note | None, kind: Kind, noted: Mapping[int, Party]
) -> Iterator[tuple[Kind, Party]]:
    """The contacts and goals that a note of that kind names."""
    for field, meant in _FIELDS[kind].items() if note else ():
        for name in names_in(note, field) if note else ():
            number = rows.meant(db, meant, fold(name.target))
            yield meant, noted[number] if number else Party(name.text, "/" + fold(name.text))


def _achieved(db: sqlite3.Connection, numbers: list[int], today: Day) -> frozenset[str]:
    """The party keys of those goals that are achieved. numbers: of their notes."""
    notes, resolver = resolved(db, numbers)
    goals = (resolver.goal(Party(note.title, note.id, note.id)) for number in numbers for note in [notes[number]])
    return frozenset(goal.party.key for goal in goals if achieved_on(goal, today))
