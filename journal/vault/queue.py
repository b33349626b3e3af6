"""The follow-ups as a list shows them, kept in the index for as long as they hold."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any

from journal.config import Settings
from journal.model import QUEUE_ORDER, Counts, Day, FollowUp, Kind, Move, Note, QueueLine, State
from journal.notes import fold
from journal.rules.state import follow_up, steady_until
from journal.vault import rows
from journal.vault.names import almost
from journal.vault.resolve import Resolver
from journal.vault.rows import Damaged
from journal.vault.schema import AT_ONCE, FOLLOW_UP_INDEXES

__all__ = ["count_look_alikes", "counted", "counts", "evaluate", "lines", "problems", "stale"]

_FOREVER = "9999-12-31"
_AT_A_TIME = 500
_PROBLEMS = """
SELECT (SELECT total(problems) FROM note WHERE problems > 0)
     + (SELECT total(problems) FROM follow_up)
     + (SELECT count(*) FROM mention WHERE means = 'link' AND target IS NULL)
     + (SELECT count(*) FROM folder WHERE unreadable IS NOT NULL)
     + (SELECT alike FROM made)
"""
_NAMED_WITHOUT_NOTE = "SELECT DISTINCT text FROM mention WHERE means = 'person' AND target IS NULL"
_PEOPLE = """
SELECT title FROM note WHERE kind = 'person'
UNION ALL
SELECT title FROM note WHERE kind IS NULL AND number IN (SELECT target FROM mention WHERE means = 'person')
"""
_RANK = {state: rank for rank, state in enumerate(QUEUE_ORDER)}


def stale(db: sqlite3.Connection, settings: Settings, today: Day) -> bool:
    """Whether some follow-up has to be evaluated before any is shown."""
    return _made_for(db) != _rules(settings) or bool(_stale(db, today, 1))


def evaluate(db: sqlite3.Connection, settings: Settings, today: Day) -> None:
    """Have every follow-up hold today."""
    if _made_for(db) != _rules(settings):
        db.execute(f"UPDATE follow_up SET until = '{AT_ONCE}'")
        db.execute("UPDATE made SET settings = ?", (_rules(settings),))
    stale = _stale(db, today, -1)
    for start in range(0, len(stale), _AT_A_TIME):
        numbers = stale[start : start + _AT_A_TIME]
        notes, resolver = _resolved(db, numbers)
        found = (_row(number, follow_up(resolver.ask(notes[number]), settings, today), today) for number in numbers)
        db.executemany("REPLACE INTO follow_up VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", found)
    for statement in FOLLOW_UP_INDEXES:
        db.execute(statement)


def lines(db: sqlite3.Connection, today: Day, *, needing: bool, limit: int, start: int) -> Iterator[QueueLine]:
    """A part of the queue, all of which must hold today; limit: -1 for the rest. Raises Damaged."""
    which = "WHERE needs = 1" if needing else ""
    query = f"SELECT line, due, needs FROM follow_up {which} ORDER BY place, due, id LIMIT ? OFFSET ?"
    for line, due, needs in db.execute(query, (limit, start)):
        yield _line(line, due, needs, today)


def counts(db: sqlite3.Connection) -> Counts:
    """How many asks there are, and whose; all of them must hold today."""
    by_move = dict(db.execute("SELECT move, count(*) FROM follow_up GROUP BY move"))
    needing = db.execute("SELECT count(*) FROM follow_up WHERE needs").fetchone()[0]
    moves = {move.value: by_move.get(move, 0) for move in (Move.MINE, Move.THEIRS, Move.DATED)}
    return Counts(asks=sum(by_move.values()), need_follow_up=needing, **moves)


def problems(db: sqlite3.Connection) -> int:
    """How much is wrong in all notes together; follow-ups must hold today, and look-alikes be counted."""
    return int(db.execute(_PROBLEMS).fetchone()[0])


def counted(db: sqlite3.Connection) -> bool:
    """Whether look-alikes were counted since the index last changed."""
    return bool(db.execute("SELECT alike_at = number FROM made").fetchone()[0])


def count_look_alikes(db: sqlite3.Connection) -> None:
    """Counted apart, and only after changes: that takes a look at the name of every contact."""
    implicit = {rows.unpacked(text) for (text,) in db.execute(_NAMED_WITHOUT_NOTE)}
    people = {fold(rows.unpacked(title)) for (title,) in db.execute(_PEOPLE)}
    found = len(almost(implicit, people))
    db.execute("UPDATE made SET alike = ?, alike_at = number", (found,))


def _resolved(db: sqlite3.Connection, numbers: Collection[int]) -> tuple[Mapping[int, Note], Resolver]:
    """Some notes and those that they name; of contacts only the title, which is all that counts. Raises Damaged."""
    mentions = list(rows.mentions(db, f"note IN ({_listed(numbers)}) AND means <> 'link'"))
    goals = {target for means, _, target in mentions if target and means == Kind.GOAL}
    named = {target for *_, target in mentions if target}
    read = {*numbers, *goals}
    notes = dict(rows.notes(db, f"number IN ({_listed(read)})"))
    notes |= rows.titles(db, f"number IN ({_listed(named - read)})")
    if notes.keys() != read | named:
        raise Damaged(read | named)
    return notes, Resolver(notes, mentions, partial(rows.meant, db))


def _listed(numbers: Collection[int]) -> str:
    return ",".join(map(str, numbers))


def _stale(db: sqlite3.Connection, today: Day, limit: int) -> list[int]:
    """The notes of follow-ups that may not hold today. limit: -1 for all."""
    day = today.isoformat()
    query = "SELECT note FROM follow_up WHERE until < ?1 OR since > ?1 LIMIT ?2"
    return [number for (number,) in db.execute(query, (day, limit))]


def _rules(settings: Settings) -> str:
    """The settings that follow-ups depend on."""
    return repr((settings.wait_days, settings.nudge_gap_days, settings.max_nudges, settings.outcome_days))


def _made_for(db: sqlite3.Connection) -> Any:
    return db.execute("SELECT settings FROM made").fetchone()[0]


def _row(number: int, found: FollowUp, today: Day) -> tuple[object, ...]:
    until, line = steady_until(found, today), QueueLine.of(found)
    shown = [line.id, line.path, line.title, line.state, line.move, line.contacts, line.goals, line.errors]
    return (
        number, today.isoformat(), until.isoformat() if until else _FOREVER, _RANK[line.state],
        line.due.isoformat() if line.due else None, rows.packed(line.id), line.move, line.needs_follow_up,
        len(found.problems), json.dumps(shown),
    )  # fmt: skip


def _line(text: str, due: str | None, needs: int, today: Day) -> QueueLine:
    try:
        own_id, path, title, state, move, contacts, goals, errors = json.loads(text)
        day = Day.fromisoformat(due) if due else None
        return QueueLine(
            own_id, path, title, State(state), Move(move), day, needs == 1, max(0, (today - day).days) if day else None,
            tuple(contacts), tuple(goals), tuple(errors),
        )  # fmt: skip
    except (TypeError, ValueError):
        raise Damaged(text) from None
