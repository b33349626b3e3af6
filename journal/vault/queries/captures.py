"""The captures of a vault: lines that the index keeps, and what they are by the people and goals that there are."""

from __future__ import annotations

from _blake2 import blake2b
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache, partial
from itertools import islice
from unicodedata import normalize

from journal.config import Settings
from journal.dates import parse_day
from journal.day_path import day_of
from journal.model import Capture, CaptureLine, Day, Kind, NoteProblem, Problem
from journal.named_tuple import NamedTuple
from journal.notes import fold
from journal.notes.capture import captured, leads_to, without_arrow
from journal.notes.links import names
from journal.rules.days import stem_day
from journal.rules.resolve import Resolver, names_in
from journal.vault.index import rows
from journal.vault.index.cells import packed, unpacked
from journal.vault.index.codec import lines_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

__all__ = ["captures_called", "captures_lost", "captures_waiting"]

_WAITING = """
SELECT number, path, json_extract(content, '$[3].date.day') FROM note WHERE waiting > 0 AND NOT is_shadowed
"""
_LINES = "SELECT id, path, captures, json_extract(content, '$[3].date.day') FROM note WHERE number = ?"
_ALL_LINES = "SELECT number, id, captures FROM note WHERE captures IS NOT NULL AND NOT is_shadowed"
_NAMING = """
SELECT note.number FROM mention JOIN note ON note.number = mention.note
WHERE target IS NULL AND means = 'person' AND text = ? AND note.kind IN ('ask', 'meeting')
ORDER BY note.kind, note.path LIMIT 1
"""
"""The first ask, else meeting, that names somebody so who has no note."""


class _Place(NamedTuple):
    """A line with its note. id: of the capture that it may be. date: of the note, None where it has none."""

    id: str
    path: str
    line: CaptureLine
    date: Day | None


def captures_waiting(db: sqlite3.Connection, settings: Settings, limit: int = -1) -> list[Capture]:
    """The captures without an arrow, those of the newest notes first, then by path and line. Raises Damaged.

    limit: at most so many, -1 for all; as few notes are read.
    """
    dated = ((number, unpacked(path), day) for number, path, day in db.execute(_WAITING))
    noted = sorted((path, _date(path, day, settings), number) for number, path, day in dated)
    noted.sort(key=lambda note: note[1] or Day.min, reverse=True)
    places = (place for *_, number in noted for place in _places(db, settings, number) if not place.line.has_arrow)
    return list(islice(_captures(db, places), None if limit < 0 else limit))


def captures_called(db: sqlite3.Connection, settings: Settings, ids: Collection[str]) -> list[Capture]:
    """The captures with some ids, with an arrow or without, by path and line. Raises Damaged."""
    found = [
        number
        for number, own_id, text in db.execute(_ALL_LINES).fetchall()
        if any(each in ids for each, _ in _with_ids(own_id, text))
    ]
    places = (place for number in found for place in _places(db, settings, number) if place.id in ids)
    return sorted(_captures(db, places), key=lambda found: (found.path, found.line))


def captures_lost(db: sqlite3.Connection, settings: Settings, numbers: Iterable[int]) -> Iterator[NoteProblem]:
    """A warning for each capture whose arrow leads to no note: it waits no longer, and nobody asks. Raises Damaged.

    numbers: of the notes that are looked at.
    """
    for number in numbers:
        lost = {
            place.line.line: (place, name)
            for place in _places(db, settings, number)
            if (name := leads_to(place.line.text)) and rows.meant(db, "link", fold(name.target)) is None
        }
        for capture in _captures(db, [place for place, _ in lost.values()]):
            target = lost[capture.line][1].target
            message = f"No note is named “{target}”: take “→ [[{target}]]” away, and this line waits to be asked again."
            yield NoteProblem(capture.path, Problem("dangling-link", message, capture.line))


def _places(db: sqlite3.Connection, settings: Settings, number: int) -> Iterator[_Place]:
    """The lines of a note that may be captures. number: of the note."""
    own_id, packed_path, text, day = db.execute(_LINES, (number,)).fetchone()
    path = unpacked(packed_path)
    date = _date(path, day, settings)
    return (_Place(each, path, line, date) for each, line in _with_ids(own_id, text))


def _date(path: str, day: str | None, settings: Settings) -> Day | None:
    """The date of a note: that of its key, else the one that its path tells. day: of the key, None for none."""
    return (parse_day(day) if day else None) or stem_day(path) or day_of(path, settings.day_path)


def _with_ids(own_id: bytes, text: str | None) -> Iterator[tuple[str, CaptureLine]]:
    """The lines of a note with their ids: of the note's id, the line without its arrow, its number among equal ones."""
    equal: Counter[str] = Counter()
    for line in lines_from(text):
        said = without_arrow(line.text)
        equal[said] += 1
        key = b"\0".join((own_id, said.encode("utf-8", "surrogatepass"), b"%d" % equal[said]))
        yield blake2b(key, digest_size=4).hexdigest(), line


def _captures(db: sqlite3.Connection, places: Iterable[_Place]) -> Iterator[Capture]:
    """Those of the lines that are captures, with the names that they show."""
    resolver = Resolver({}, (), partial(rows.meant_note, db))

    @cache
    def is_contact(name: str) -> bool:
        number = rows.meant(db, Kind.PERSON, fold(name))
        if number is not None:
            return rows.kinds(db, f"number = {number}")[number] is Kind.PERSON
        return _spelled(db, name) is not None

    @cache
    def is_goal(name: str) -> bool:
        number = rows.meant(db, Kind.GOAL, fold(name)) or 0
        note = rows.note(db, number)
        if note is None or rows.kinds(db, f"number = {number}")[number] is not Kind.GOAL:
            return False
        called = (note.id, note.id.rpartition("/")[2], note.title, note.heading or "", *note.aliases)
        return _collapsed(name) in map(_collapsed, called)

    @cache
    def shown(text: str, kind: Kind) -> str:
        party = resolver.party(names(text, "")[0], kind)
        spelled = _spelled(db, party.name) if kind is Kind.PERSON and party.id is None else None
        return spelled or party.name

    for own_id, path, line, date in places:
        found = captured(line.text, path, is_contact, is_goal)
        if found is not None:
            contacts, goals = (
                tuple(dict.fromkeys(shown(text, kind) for text in texts))
                for kind, texts in ((Kind.PERSON, found.contacts), (Kind.GOAL, found.goals))
            )
            yield Capture(own_id, path, line.line, line.text, line.has_arrow, contacts, goals, found, date)


def _spelled(db: sqlite3.Connection, name: str) -> str | None:
    """The name of a contact without a note in the spelling that counts (docs/format.md 5); None for no contact."""
    key = fold(name)
    number = db.execute(_NAMING, (packed(key),)).fetchone()
    note = rows.note(db, number[0]) if number else None
    if note is None:
        return None
    named = (name.text for field in ("contact", "via", "people") for name in names_in(note, field))
    return next((text for text in named if fold(text) == key), None)


def _collapsed(name: str) -> str:
    """A name as it is spelled, but for white space and how accents are stored."""
    return " ".join(normalize("NFC", name).split())
