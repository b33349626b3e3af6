"""What every ask means, worked out by the rules and kept in the index for as long as it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial

from journal.config import Settings
from journal.model import QUEUE_ORDER, Day, FollowUp, QueueLine
from journal.rules.resolve import Resolver
from journal.rules.silence import Wait, wait
from journal.rules.state import follow_up, holds_until
from journal.vault.index import rows
from journal.vault.index.cells import packed
from journal.vault.index.codec import NoteRow, ruled_from
from journal.vault.index.schema import AT_ONCE, FOLLOW_UP_INDEXES
from journal.vault.index.workers import in_batches
from journal.vault.queries import queue
from journal.vault.queries.neighbourhood import asked
from journal.vault.queries.outline import outline_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

__all__ = ["evaluate", "waits"]

_AT_A_TIME = 5_000
"""Asks: what is read of them is soon let go."""
_RANK = {state: rank for rank, state in enumerate(QUEUE_ORDER)}


def evaluate(db: sqlite3.Connection, settings: Settings, today: Day) -> None:
    """Bring stored follow-ups up to date: work out those that may have changed by today, and store them in the
    index.
    """
    if queue.made_for(db) != queue.rules_of(settings):
        db.execute(f"UPDATE follow_up SET until = '{AT_ONCE}'")
        db.execute("UPDATE meta SET settings = ?", (queue.rules_of(settings),))
    stale, revision = queue.stale(db, today), rows.revision(db)
    for start in range(0, len(stale), _AT_A_TIME):
        numbers = stale[start : start + _AT_A_TIME]
        with closing(in_batches(partial(_rows, *asked(db, numbers), settings, today, revision), numbers)) as batches:
            for batch in batches:
                db.executemany(f"REPLACE INTO follow_up VALUES ({', '.join('?' * 20)})", batch)
    for statement in FOLLOW_UP_INDEXES:
        db.execute(statement)


def waits(db: sqlite3.Connection) -> list[Wait]:
    """The day of asking and the day of the answer, for each ask that has a recorded wait. Raises Damaged.

    The day of the answer is None while it is still to come. Call ``evaluate`` first, so that no stored follow-up is out
    of date.
    """
    found = db.execute("SELECT asked, answer FROM follow_up WHERE answer IS NOT NULL")
    return [Wait(queue.day_of(asked), queue.day_of(answer) if answer else None) for asked, answer in found]


def _rows(
    asks: Mapping[int, NoteRow],
    resolver: Resolver,
    settings: Settings,
    today: Day,
    revision: int,
    numbers: Sequence[int],
) -> list[tuple[object, ...]]:
    """The rows of some asks' follow-ups, worked out without a connection, since another process may do it.

    Raises Damaged.
    """
    notes = [ruled_from(*asks[number]) for number in numbers]
    found = [follow_up(ask, settings, today) for ask in map(resolver.ask, notes)]
    return [_row(number, each, today, revision) for number, each in zip(numbers, found, strict=True)]


def _row(number: int, found: FollowUp, today: Day, revision: int) -> tuple[object, ...]:
    """The columns of one follow-up (see ``schema``)."""
    until, line, waited = holds_until(found, today), QueueLine.of(found), wait(found, today)
    return (
        number, today.isoformat(), until.isoformat() if until else queue.FOREVER, _RANK[line.state], _text(line.due),
        packed(line.id), line.move.value, line.needs_follow_up, len(found.problems), _text(line.asked),
        (_text(waited.answered) or "") if waited else None, packed(line.path), packed(line.title),
        packed(line.contacts), packed(line.whom) if line.whom != line.contacts else None, packed(line.goals),
        line.errors, line.is_unsure, outline_text(found), revision,
    )  # fmt: skip


def _text(day: Day | None) -> str | None:
    return None if day is None else day.isoformat()
