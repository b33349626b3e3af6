"""What happened on which day, over all notes (docs/practice.md 6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from journal.model import Day, Event
from journal.rules.days import stem_day
from journal.rules.history import in_order
from journal.vault.index.cells import checked_text, unpacked
from journal.vault.queries.queue import day_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

__all__ = ["counts", "date_events", "events_on", "is_dated"]

_DATES = """
INSERT OR IGNORE INTO event
SELECT number, iif(field.type = 'object', json_extract(field.value, '$.day'), NULL) AS day,
    CASE field.key {cases} END AS happened
FROM note, json_each(content, '$[3]') AS field
WHERE number > ? AND day IS NOT NULL AND happened IS NOT NULL
"""
_OF_ASK = {
    "answered": "answered",
    "thanked": "thanks",
    "via_thanked": "thanks",
    "via_told": "told",
    "reported": "reported",
}
"""Keys of an ask to the events of which they hold the day."""
_OUTCOME = """
CASE
    WHEN json_extract(content, '$[3].outcome') <> '' THEN 'outcome'
    WHEN json_extract(content, '$[3].answered.day') IS NULL THEN 'answered'
END
"""
"""An outcome_date without an outcome is the day of the answer (docs/rules.md 2, row 6)."""
_CASES = [
    *(f"WHEN '{key}' THEN iif(kind = 'ask', '{event}', NULL)" for key, event in _OF_ASK.items()),
    f"WHEN 'outcome_date' THEN iif(kind = 'ask', {_OUTCOME}, NULL)",
    "WHEN 'achieved' THEN iif(kind = 'ask', NULL, 'achieved')",
    "WHEN 'date' THEN CASE kind WHEN 'ask' THEN NULL WHEN 'meeting' THEN 'meeting' ELSE 'note' END",
]
_NUDGES = """
INSERT OR IGNORE INTO event
SELECT number, nudge.value, 'nudged' FROM note, json_each(content, '$[3].nudged.days') AS nudge
WHERE number > ? AND kind = 'ask'
"""
_UNDATED = """
SELECT number, path, iif(kind = 'meeting', 'meeting', 'note') FROM note
WHERE number > ? AND kind IS NOT 'ask' AND json_extract(content, '$[3].date.day') IS NULL
"""
"""Notes whose name may begin with their day."""
_HAPPENED = """
SELECT {columns} FROM event WHERE day BETWEEN ?1 AND ?2 {end}
UNION ALL SELECT {columns} FROM (SELECT asked AS day, note, 'ask' AS event FROM follow_up)
WHERE day BETWEEN ?1 AND ?2 {end}
"""
_COUNTS = _HAPPENED.format(
    columns="day, count(*)", end="AND note NOT IN (SELECT number FROM note WHERE is_shadowed) GROUP BY day"
)
"""The two counts of each day, without a look at its notes."""
_INDEXES = (
    "CREATE INDEX IF NOT EXISTS event_day ON event (day)",
    "CREATE INDEX IF NOT EXISTS follow_up_asked ON follow_up (asked)",
)
"""Made once events are dated; nothing else needs them."""


def is_dated(db: sqlite3.Connection) -> bool:
    """Whether the events in the index are those of its notes, so that ``date_events`` has nothing to do."""
    return bool(db.execute("SELECT dated_up_to = revision FROM meta").fetchone()[0])


def date_events(db: sqlite3.Connection) -> None:
    """Take the events of the notes that came since the last time into the index."""
    (since,) = db.execute("SELECT dated_up_to FROM meta").fetchone()
    db.execute(_DATES.format(cases=" ".join(_CASES)), (since,))
    db.execute(_NUDGES, (since,))
    named = ((number, stem_day(unpacked(path)), event) for number, path, event in db.execute(_UNDATED, (since,)))
    db.executemany(
        "INSERT OR IGNORE INTO event VALUES (?, ?, ?)",
        [(number, day.isoformat(), event) for number, day, event in named if day],
    )
    for index in _INDEXES:
        db.execute(index)
    db.execute("UPDATE meta SET dated_up_to = revision")


def counts(db: sqlite3.Connection, first: Day, last: Day, paths: Collection[bytes] | None = None) -> Mapping[Day, int]:
    """How many events each day has, from the first day through the last; days without any are left out. Raises Damaged.

    paths: of the only notes that count, packed; None for all. Call ``date_events`` first, and ``evaluate``.
    """
    days = (first.isoformat(), last.isoformat())
    found: Iterable[tuple[str, int]] = (
        db.execute(_COUNTS, days)
        if paths is None
        else ((day, 1) for day, path in db.execute(_happened("day, path"), days) if path in paths)
    )
    numbers = Counter[Day]()
    for day, number in found:
        numbers[day_of(day)] += number
    return numbers


def events_on(db: sqlite3.Connection, day: Day, paths: Collection[bytes] | None = None) -> tuple[Event, ...]:
    """The events of a day, the last step of an ask first. paths, raises, and what to call first: as for ``counts``."""
    outcome = "iif(event = 'outcome', json_extract(content, '$[3].outcome'), NULL)"
    found = db.execute(_happened(f"path, event, id, title, {outcome}"), (day.isoformat(), day.isoformat()))
    return in_order(
        Event(day, checked_text(event), unpacked(own_id), unpacked(title) if said is None else checked_text(said))
        for path, event, own_id, title, said in found
        if paths is None or path in paths
    )


def _happened(columns: str) -> str:
    """A query over what happened from one day through another."""
    happened = _HAPPENED.format(columns="day, note, event", end="")
    return f"SELECT {columns} FROM ({happened}) JOIN note ON number = note WHERE NOT is_shadowed"
