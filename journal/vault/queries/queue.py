"""The follow-ups as a list shows them, kept in the index for as long as they hold."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from functools import lru_cache

from journal.model import QUEUE_ORDER, Counts, Day, Move, QueueLine
from journal.vault.index.codec import Damaged
from journal.vault.index.rows import DANGLING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal, TypeAlias

    from journal.config import Settings

__all__ = [
    "WHICH",
    "Which",
    "counts",
    "day_of",
    "is_stale",
    "lines",
    "lines_of",
    "made_for",
    "problems",
    "rules_of",
    "stale",
]

Which: TypeAlias = "Literal['all', 'open', 'due']"
"""Which asks are wanted: due ones need follow-up, open ones are somebody's move."""
_PROBLEMS = f"""
SELECT (SELECT total(problems) FROM note WHERE problems > 0)
     + (SELECT total(problems) FROM follow_up)
     + (SELECT count(*) FROM mention WHERE {DANGLING})
     + (SELECT count(*) FROM folder WHERE unreadable IS NOT NULL)
     + (SELECT count(*) FROM alike)
"""
_COLUMNS = "place, move, due, needs, asked, line"
"""What a line is made of."""
WHICH: Mapping[Which, str] = {"all": "1", "open": f"move <> '{Move.NONE}'", "due": "needs"}
"""Conditions on the row of a follow-up."""
_AT_A_TIME = 2_000
_MOVES = {move.value: move for move in Move}


def is_stale(db: sqlite3.Connection, settings: Settings, today: Day) -> bool:
    """Whether some follow-up has to be evaluated before any is shown."""
    return made_for(db) != rules_of(settings) or bool(stale(db, today, 1))


def lines(db: sqlite3.Connection, today: Day, which: Which, limit: int = -1) -> list[QueueLine]:
    """The queue, all of which must hold today. limit: at most so many, -1 for all. Raises Damaged."""
    query = f"SELECT {_COLUMNS} FROM follow_up WHERE {WHICH[which]} ORDER BY place, due, id LIMIT ?"
    return _lines(db.execute(query, (limit,)), today)


def lines_of(db: sqlite3.Connection, today: Day, notes: Collection[int]) -> list[QueueLine]:
    """The asks among some notes, as ``lines``. notes: their numbers."""
    which = f"note IN ({','.join(map(str, notes))})"
    found = db.execute(f"SELECT {_COLUMNS} FROM follow_up WHERE {which} ORDER BY place, due, id")
    return _lines(found, today)


def counts(db: sqlite3.Connection) -> Counts:
    """How many asks there are, and whose; all of them must hold today."""
    by_move = dict(db.execute("SELECT move, count(*) FROM follow_up GROUP BY move"))
    found = db.execute("SELECT place, needs, count(*) FROM follow_up GROUP BY needs, place").fetchall()
    groups = {(QUEUE_ORDER[place], needs == 1): number for place, needs, number in found}
    needing = sum(number for (_, needs), number in groups.items() if needs)
    moves = {move.value: by_move.get(move, 0) for move in (Move.MINE, Move.THEIRS, Move.DATED)}
    return Counts(asks=sum(by_move.values()), need_follow_up=needing, groups=groups, **moves)


def problems(db: sqlite3.Connection) -> int:
    """How much is wrong in all notes together; follow-ups must hold today, and look-alikes be counted."""
    return int(db.execute(_PROBLEMS).fetchone()[0])


def stale(db: sqlite3.Connection, today: Day, limit: int = -1) -> list[int]:
    """The notes of follow-ups that may not hold today. limit: -1 for all."""
    day = today.isoformat()
    query = "SELECT note FROM follow_up WHERE until < ?1 OR since > ?1 LIMIT ?2"
    return [number for (number,) in db.execute(query, (day, limit))]


def rules_of(settings: Settings) -> str:
    """The settings that follow-ups depend on."""
    return repr(
        (settings.wait_days, settings.nudge_gap_days, settings.max_nudges, settings.outcome_days, settings.rest_days)
    )


def made_for(db: sqlite3.Connection) -> Any:
    """The settings that follow-ups were evaluated with, as ``rules_of`` gives them."""
    return db.execute("SELECT settings FROM meta").fetchone()[0]


def _lines(found: sqlite3.Cursor, today: Day) -> list[QueueLine]:
    """What is shown of rows of _COLUMNS: many are read at once, not all, so that nobody waits. Raises Damaged."""
    lines: list[QueueLine] = []
    names: dict[str, str] = {}  # the same ones over and over
    while rows := found.fetchmany(_AT_A_TIME):
        try:
            shown = json.loads(f"[{','.join([row[-1] for row in rows])}]")
            for (place, move, due_on, needs, asked, _), said in zip(rows, shown, strict=True):
                own_id, path, title, contacts, goals, errors, is_unsure = said
                due = day_of(due_on) if due_on else None
                overdue = max(0, (today - due).days) if due else None
                line = QueueLine(
                    own_id, path, title, QUEUE_ORDER[place], _MOVES[move], due, needs == 1, overdue,
                    day_of(asked) if asked else None, names.setdefault(contacts, contacts),
                    names.setdefault(goals, goals), errors, is_unsure is True,
                )  # fmt: skip
                lines.append(line)
        except (TypeError, ValueError, LookupError):
            raise Damaged(rows) from None
    return lines


@lru_cache(maxsize=4096)
def day_of(text: Any) -> Day:
    """The day of a row, the same again for one that is there again. Raises Damaged."""
    try:
        return Day.fromisoformat(text)
    except (TypeError, ValueError):
        raise Damaged(text) from None
