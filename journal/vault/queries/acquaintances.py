"""The people with a note, as an export of a network may name them, and how the vault's notes tie people together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from journal.config import Settings
from journal.model import Day, FollowUp, Kind, Meeting, Note, Party
from journal.named_tuple import NamedTuple
from journal.notes import fold
from journal.rules.leads import through, was_asked
from journal.vault.index import rows
from journal.vault.index.cells import checked_texts, packed, unpacked
from journal.vault.index.json_text import parsed
from journal.vault.queries import outline
from journal.vault.queries.everyone import Some
from journal.vault.queries.neighbourhood import resolved
from journal.vault.queries.standings import Standings

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

__all__ = ["Acquaintance", "Tie", "acquaintances", "goals_needing", "ties", "with_parties"]

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
SELECT note.id, note.title FROM (
    SELECT target AS other FROM mention WHERE mention.note = ?1 AND means <> 'goal' AND target > 0
    UNION SELECT mention.note FROM mention WHERE target = ?1
    UNION SELECT mention.note FROM mention WHERE key = ?2 AND target IS NULL
) CROSS JOIN note ON number = other WHERE {_PERSON} ORDER BY path
"""
"""The people whose notes link to somebody, with a note or only by name, or are linked in theirs."""


_NUMBER = "SELECT number FROM note WHERE id = ?"
_AT_A_TIME = 500
"""People who are worked out together."""


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
        own_id = unpacked(own)
        party = Party(unpacked(title), own_id, own_id)
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
    found = db.execute(f"SELECT number, json_extract(content, '$[3].needs.texts') FROM note WHERE {_GOAL}")
    return [number for number, needs in found if needs and piece in map(fold, checked_texts(parsed(needs)))]


def ties(db: sqlite3.Connection, parties: Sequence[Party], settings: Settings, today: Day) -> Mapping[str, Tie]:
    """What there is between us and some people, by party key. Stored follow-ups must be up to date. Raises Damaged."""
    found: dict[str, Tie] = {}
    for start in range(0, len(parties), _AT_A_TIME):
        found |= _ties(db, parties[start : start + _AT_A_TIME], settings, today)
    return found


def _ties(
    db: sqlite3.Connection, parties: Sequence[Party], settings: Settings, today: Day
) -> Iterator[tuple[str, Tie]]:
    """As ``ties``, of some at a time, as pairs."""
    numbers, some = _numbers(db, parties), _some(db, parties)
    standings = Standings(db, settings, today)
    contacts = {contact.party.key: contact for contact in standings.contacts(some)}
    naming = standings.naming(Kind.PERSON, some)
    theirs = _follow_ups(db, naming)
    leading = {via.key: via for ask in theirs for via in ask.ask.via}
    led = _follow_ups(db, standings.naming(Kind.PERSON, _some(db, leading.values())) - naming) if leading else []
    asks: dict[str, list[FollowUp]] = defaultdict(list)
    for ask in (*theirs, *led):
        for each in {party.key for party in (*ask.ask.contacts, *ask.ask.via)}:
            asks[each].append(ask)
    meetings: dict[str, list[Meeting]] = defaultdict(list)
    met = db.execute(f"SELECT number FROM note WHERE kind = 'meeting' AND number IN ({_listed(naming)})").fetchall()
    for meeting in resolved(db, [number for (number,) in met])[1].meetings():
        for person in meeting.people:
            meetings[person.key].append(meeting)
    for party in parties:
        key, contact = party.key, contacts.get(party.key)
        left = contact.meetings_budget - contact.meetings_used if contact else settings.meetings_per_year
        yield (
            key,
            Tie(
                asked=sum(was_asked(ask) for ask in asks[key] if any(each.key == key for each in ask.ask.contacts)),
                owed=contact.owed if contact else 0,
                through=through(party, asks, meetings[key], _linked(db, numbers.get(key), party)),
                meetings_left=max(0, left),
            ),
        )


def _linked(db: sqlite3.Connection, number: int | None, party: Party) -> list[Party]:
    """The people whose notes link to somebody, or are linked in theirs. number: of their note, None for none."""
    found = db.execute(_LINKED, (number, packed(fold(party.name))))
    return [Party(unpacked(title), unpacked(own), unpacked(own)) for own, title in found]


def _numbers(db: sqlite3.Connection, parties: Iterable[Party]) -> dict[str, int]:
    """The numbers of the notes of those who have one, by party key."""
    found = {party.key: db.execute(_NUMBER, (packed(party.id),)).fetchone() for party in parties if party.id}
    return {key: number for key, (number,) in found.items()}


def _some(db: sqlite3.Connection, parties: Iterable[Party]) -> Some:
    """These people, for a query."""
    each = list(parties)
    numbers = _numbers(db, each)
    return Some(numbers.values(), [fold(party.name) for party in each if party.key not in numbers])


def _follow_ups(db: sqlite3.Connection, numbers: Iterable[int]) -> list[FollowUp]:
    """The asks among some notes, as they stand. Raises Damaged."""
    return list(outline.follow_ups(db, which=f"note IN ({_listed(numbers)})"))


def _listed(numbers: Iterable[int]) -> str:
    """The numbers for a list in SQL."""
    return ",".join(map(str, numbers))
