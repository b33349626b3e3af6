"""Notes around one note: those that its page depends on, so that no others are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from journal.model import Day, Kind, Meeting, Note, Party
from journal.notes import fold
from journal.rules.days import stem_day
from journal.rules.resolve import NAMING, Resolver, names_in
from journal.vault.index import rows
from journal.vault.index.cells import Damaged, packed, unpacked
from journal.vault.index.codec import NoteRow
from journal.vault.queries.queue import day_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

__all__ = [
    "asked",
    "beginning",
    "is_named_without_note",
    "linked",
    "may_tell_of_contacts",
    "meeting_days",
    "meetings_on",
    "meetings_with",
    "named_by",
    "neighbours",
    "numbers_of",
    "resolved",
]

_NAMING = "SELECT note FROM mention WHERE target = ? AND means = ?"
_NAMING_WITHOUT_NOTE = "SELECT note FROM mention WHERE target IS NULL AND means = ? AND text = ?"
_NAMED_WITHOUT_NOTE = """
SELECT 1 FROM mention JOIN note ON number = mention.note
WHERE target IS NULL AND means IN ('person', 'goal') AND text = ? AND kind IN ('ask', 'meeting') LIMIT 1
"""


def resolved(db: sqlite3.Connection, numbers: Collection[int]) -> tuple[Mapping[int, Note], Resolver]:
    """Some notes and the notes that they name, by number, and a Resolver for them. Raises Damaged.

    Of a named contact only the title is read, which is all that counts.
    """
    mentions, goals, named = _named(db, numbers)
    read = {*numbers, *goals}
    notes = dict(rows.notes(db, f"number IN ({_listed(read)})"))
    notes |= rows.titles(db, f"number IN ({_listed(named - read)})")
    if notes.keys() != read | named:
        raise Damaged(read | named)
    return notes, Resolver(notes, mentions, partial(rows.meant_note, db))


def asked(db: sqlite3.Connection, numbers: Collection[int]) -> tuple[Mapping[int, NoteRow], Resolver]:
    """The rows of some asks by number, and a Resolver for them that needs no connection. Raises Damaged."""
    mentions, goals, named = _named(db, numbers)
    notes = dict(rows.notes(db, f"number IN ({_listed(goals)})"))
    notes |= rows.titles(db, f"number IN ({_listed(named - goals)})")
    asks = dict(rows.unread(db, f"number IN ({_listed(numbers)})"))
    if notes.keys() != named or asks.keys() != set(numbers):
        raise Damaged(named)
    return asks, Resolver(notes, mentions, _not_mentioned)


def _named(db: sqlite3.Connection, numbers: Collection[int]) -> tuple[list[rows.Mention], set[int], set[int]]:
    """The mentions in some notes, the numbers of the goals among the named notes, and of all named notes."""
    mentions = list(rows.mentions(db, f"note IN ({_listed(numbers)}) AND means <> 'link'"))
    goals = {target for means, _, target in mentions if target and means == Kind.GOAL}
    return mentions, goals, {target for *_, target in mentions if target}


def _not_mentioned(means: str, key: str) -> Note | None:
    """Raise Damaged: each name in an ask must be among the mentions, so it is never looked up."""
    raise Damaged(means, key)


def beginning(
    db: sqlite3.Connection, about: str | tuple[Kind, Party]
) -> tuple[Collection[int], Collection[tuple[Kind, str]]]:
    """The arguments of ``neighbours`` for the note at a path, or for a contact or goal."""
    if isinstance(about, str):
        return numbers_of(db, [about]).values(), ()
    kind, party = about
    if party.id is None:
        return (), [(kind, party.key[1:])]
    return [number for (number,) in db.execute("SELECT number FROM note WHERE id = ?", (packed(party.id),))], ()


def may_tell_of_contacts(db: sqlite3.Connection, about: str | tuple[Kind, Party]) -> bool:
    """Whether a page may be that of a contact or of a meeting with some, which needs the waits of the whole vault.

    about: as ``beginning``.
    """
    if isinstance(about, tuple):
        return about[0] is Kind.PERSON
    found = db.execute(
        "SELECT 1 FROM note WHERE number = ? AND kind IS NOT 'ask' AND (kind IN ('person', 'meeting') OR number IN"
        " (SELECT target FROM mention WHERE target = number AND means = 'person'))",
        (numbers_of(db, [about]).get(about),),
    )
    return found.fetchone() is not None


def named_by(db: sqlite3.Connection, note: Note) -> tuple[set[int], set[tuple[Kind, str]]]:
    """The arguments of ``neighbours`` for a note that is in no file."""
    names = [(kind, name) for field, kind in NAMING.items() for name in names_in(note, field)]
    found = [(kind, name, rows.meant(db, kind, fold(name.target))) for kind, name in names]
    with_note = {number for _, _, number in found if number is not None}
    return with_note, {(kind, fold(name.text)) for kind, name, number in found if number is None}


def neighbours(db: sqlite3.Connection, numbers: Collection[int], names: Iterable[tuple[Kind, str]]) -> set[int]:
    """The numbers of the notes that pages of some notes need.

    They are these notes, the contacts and goals they name, and all notes that name those. numbers: of these notes.
    names: of contacts and goals without a note, folded, to start from too.
    """
    named = db.execute(
        f"SELECT DISTINCT means, target, text FROM mention WHERE note IN ({_listed(numbers)}) AND means <> 'link'"
    ).fetchall()
    with_note = {(target, means) for means, target, _ in named if target}
    with_note |= {(number, kind.value) for number in numbers for kind in (Kind.PERSON, Kind.GOAL)}
    without = {(means, text) for means, target, text in named if not target}
    without |= {(kind.value, packed(text)) for kind, text in names}
    found = {*numbers, *(target for target, _ in with_note)}
    for query, wanted in ((_NAMING, with_note), (_NAMING_WITHOUT_NOTE, without)):
        for each in wanted:
            found.update(number for (number,) in db.execute(query, each))
    return found


def is_named_without_note(db: sqlite3.Connection, name: str) -> bool:
    """Whether an ask or a meeting names somebody, or a goal, so who has no note."""
    return db.execute(_NAMED_WITHOUT_NOTE, (packed(fold(name)),)).fetchone() is not None


def numbers_of(db: sqlite3.Connection, paths: Collection[str]) -> Mapping[str, int]:
    """The numbers of the notes at some paths, by path, without paths where no note is.

    For a note that was moved it is that of the note where it is now: the only newer one that holds what it held.
    """
    query = "SELECT number FROM note WHERE path = ?"
    found = {path: db.execute(query, (packed(path),)).fetchall() or _moved(db, path) for path in paths}
    return {path: rows[0][0] for path, rows in found.items() if len(rows) == 1}


def _moved(db: sqlite3.Connection, path: str) -> list[tuple[int]]:
    """The numbers of the notes, as rows, that are newer than the one that was at a path, and hold what it held."""
    query = (
        "SELECT number FROM tombstone AS gone JOIN note USING (digest) WHERE gone.path = ? AND note.first > gone.first"
    )
    return db.execute(query, (packed(path),)).fetchall()


def meeting_days(db: sqlite3.Connection) -> Iterator[tuple[int, Day | None]]:
    """The numbers of all meetings, each with its day as ``Resolver.meetings`` has it, None for none. Raises Damaged."""
    query = "SELECT number, path, json_extract(content, '$[3].date.day') FROM note WHERE kind = 'meeting'"
    return ((number, day_of(day) if day else stem_day(unpacked(path))) for number, path, day in db.execute(query))


def meetings_on(db: sqlite3.Connection, days: Collection[Day]) -> list[Meeting]:
    """The meetings on some days, sorted by day and path. Raises Damaged."""
    numbers = {number for number, day in meeting_days(db) if day in days}
    notes, resolver = resolved(db, numbers)
    paths = {notes[number].path for number in numbers}
    found = [(m.date, m.note.path, m) for m in resolver.meetings() if m.note.path in paths and m.date in days]
    return [meeting for _, _, meeting in sorted(found, key=lambda each: each[:2])]


def meetings_with(db: sqlite3.Connection, people: Sequence[Party]) -> list[Meeting]:
    """The meetings with all these people, at least one, sorted by path. Raises Damaged."""
    _, resolver = resolved(db, neighbours(db, *beginning(db, (Kind.PERSON, people[0]))))
    wanted = {party.key for party in people}
    return [meeting for meeting in resolver.meetings() if wanted <= {party.key for party in meeting.people}]


def linked(db: sqlite3.Connection, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the notes that a note names or links to, and of those that name or link to it, each sorted."""
    to = "SELECT DISTINCT id FROM mention JOIN note ON number = target WHERE mention.note = ?1 AND target <> ?1"
    back = "SELECT DISTINCT id FROM mention JOIN note ON number = mention.note WHERE target = ?1 AND number <> ?1"
    links, backlinks = (sorted(unpacked(own) for (own,) in db.execute(query, (number,))) for query in (to, back))
    return tuple(links), tuple(backlinks)


def _listed(numbers: Collection[int]) -> str:
    """The numbers as a list in SQL."""
    return ",".join(map(str, numbers))
