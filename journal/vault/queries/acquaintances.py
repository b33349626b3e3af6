"""The people with a note, as an export of a network may name them, and how the vault's notes tie people together."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from journal.config import Settings
from journal.model import Day, Kind, Note, Party
from journal.named_tuple import NamedTuple
from journal.notes import fold
from journal.rules.leads import through, was_asked
from journal.rules.resolve import goal_of
from journal.vault.index import rows
from journal.vault.index.codec import packed, unpacked
from journal.vault.queries import outline
from journal.vault.queries.neighbourhood import resolved
from journal.vault.queries.standings import Some, Standings

__all__ = ["Acquaintance", "Tie", "acquaintances", "goals_needing", "tie", "with_parties"]

_OF_KIND = """
(kind = '{kind}' OR kind IS NULL AND '{kind}' = (
    SELECT max(means) FROM mention WHERE target = number AND means <> 'link'
))
"""
_PERSON, _GOAL = (_OF_KIND.format(kind=kind) for kind in ("person", "goal"))
_ACQUAINTANCES = f"""
SELECT id, path, title, {", ".join(f"json_extract(content, '$[3].{key}')" for key in ("org", "role", "url", "email"))}
FROM note WHERE {_PERSON} ORDER BY path
"""
_LINKED = f"""
SELECT note.id, note.title FROM note WHERE {_PERSON} AND number IN (
    SELECT target FROM mention WHERE mention.note = ?1 AND means <> 'goal'
    UNION SELECT mention.note FROM mention WHERE target = ?1
    UNION SELECT mention.note FROM mention WHERE target IS NULL AND key = ?2
) ORDER BY path
"""
"""The people whose notes link to somebody, with a note or only by name, or are linked in theirs."""


class Acquaintance(NamedTuple):
    """A person with a note; None where it does not say."""

    party: Party
    path: str
    org: str | None
    role: str | None
    url: str | None
    email: str | None


class Tie(NamedTuple):
    """What the vault says of its ties to somebody; field names as in Lead."""

    asked: int
    owed: int
    through: tuple[str, ...]
    meetings_left: int


def acquaintances(db: sqlite3.Connection) -> list[Acquaintance]:
    """All people with a note, sorted by its path. Raises Damaged."""
    found = []
    for own, path, title, *written in db.execute(_ACQUAINTANCES):
        org, role, url, email = (text if isinstance(text, str) else None for text in written)
        party = Party(unpacked(title), unpacked(own), unpacked(own))
        found.append(Acquaintance(party, unpacked(path), org, role, url, email))
    return found


def with_parties(db: sqlite3.Connection, numbers: Sequence[int]) -> list[tuple[Note, Sequence[Party]]]:
    """The people and asks among some notes, each with the people that it is about: themselves, or whom it asks.

    Raises Damaged.
    """

    def of_kind(kind: Kind) -> list[int]:
        return [number for number, each in kinds.items() if each is kind]

    kinds = rows.kinds(db, f"number IN ({','.join(map(str, numbers))})")
    notes, resolver = resolved(db, of_kind(Kind.ASK))
    people = dict(rows.notes(db, f"number IN ({','.join(map(str, of_kind(Kind.PERSON)))})"))
    asks = [notes[number] for number in of_kind(Kind.ASK)]
    return [
        *((note, (Party(note.title, note.id, note.id),)) for note in people.values()),
        *((ask, resolver.ask(ask).contacts) for ask in asks),
    ]


def goals_needing(db: sqlite3.Connection, piece: str) -> list[int]:
    """The numbers of the goals whose note names a piece. piece: folded. Raises Damaged."""
    return [number for number, note in rows.notes(db, _GOAL) if piece in map(fold, goal_of(note).needs)]


def tie(db: sqlite3.Connection, party: Party, settings: Settings, today: Day) -> Tie:
    """What there is between us and somebody. Stored follow-ups must be up to date. Raises Damaged."""
    key = packed(fold(party.name))
    number = _number(db, party)
    if number is None and not db.execute("SELECT 1 FROM mention WHERE key = ? LIMIT 1", (key,)).fetchone():
        return Tie(0, 0, (), settings.meetings_per_year)
    standings = Standings(db, settings, today)
    some = Some(() if number is None else (number,), (unpacked(key),) if number is None else ())
    naming = ",".join(map(str, standings.naming(Kind.PERSON, some)))
    contact = next((found for found in standings.contacts(some) if found.party.key == party.key), None)
    asks = outline.follow_ups(db, which=f"note IN ({naming})")
    at = [
        meeting for (meeting,) in db.execute(f"SELECT number FROM note WHERE kind = 'meeting' AND number IN ({naming})")
    ]
    meetings = resolved(db, at)[1].meetings()
    linked = [Party(unpacked(title), unpacked(own), unpacked(own)) for own, title in db.execute(_LINKED, (number, key))]
    left = contact.meetings_budget - contact.meetings_used if contact else settings.meetings_per_year
    return Tie(
        asked=sum(was_asked(ask) for ask in asks if any(each.key == party.key for each in ask.ask.contacts)),
        owed=contact.owed if contact else 0,
        through=through(party, asks, meetings, linked),
        meetings_left=max(0, left),
    )


def _number(db: sqlite3.Connection, party: Party) -> int | None:
    """The number of somebody's note; None where they have none."""
    found = db.execute("SELECT number FROM note WHERE id = ?", (packed(party.id),)).fetchone() if party.id else None
    return found and found[0]
