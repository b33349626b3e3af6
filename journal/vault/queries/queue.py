"""The queue as lines of a list, stored in the index for as long as the lines are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from journal.model import QUEUE_ORDER, Counts, Day, Move, NextUp, QueueLine, State
from journal.vault.index.cells import Damaged, checked_text, packed, unpacked
from journal.vault.index.rows import DANGLING, KIND

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from typing import Any, Literal, TypeAlias

    from journal.config import Settings

__all__ = [
    "FOREVER",
    "WHICH",
    "Which",
    "counts",
    "day_of",
    "is_stale",
    "lines",
    "lines_now",
    "lines_of",
    "made_for",
    "next_up",
    "problems",
    "rules_of",
    "stale",
]

FOREVER = "9999-12-31"
"""Until when a follow-up holds that time alone never changes."""
Which: TypeAlias = "Literal['all', 'open', 'due']"
"""Which asks are wanted: due ones need follow-up, open ones are somebody's move."""
_PROBLEMS = f"""
SELECT (SELECT total(problems) FROM note WHERE problems > 0)
     - (SELECT total(about_keys) FROM note WHERE problems > 0 AND about_keys > 0 AND {KIND} = 'note')
     + (SELECT total(problems) FROM follow_up WHERE problems > 0)
     + (SELECT count(*) FROM mention WHERE {DANGLING})
     + (SELECT count(*) FROM folder WHERE unreadable IS NOT NULL)
     + (SELECT count(*) FROM alike)
"""
_COLUMNS = "id, path, title, contacts, whom, goals, errors, unsure, place, move, due, needs, asked"
"""What a line is made of."""
WHICH: Mapping[Which, str] = {"all": "1", "open": f"move <> '{Move.NONE}'", "due": "needs"}
"""Conditions on the row of a follow-up."""
_NEXT_UP = f"""
SELECT until, contacts, title FROM follow_up
WHERE NOT needs AND move <> '{Move.NONE}' AND place <> {QUEUE_ORDER.index(State.DRAFT)} AND until < '{FOREVER}'
ORDER BY until, id LIMIT 1
"""
"""The first follow-up that time changes, on the day after the last one on which it holds."""
_MOVES = {move.value: move for move in Move}
_TOUCHED = """
SELECT path FROM note WHERE number > ?1
UNION SELECT path FROM tombstone WHERE revision > ?1
UNION SELECT path FROM follow_up WHERE made > ?1
LIMIT ?2
"""
"""The notes that are others since a revision, or gone, and the asks that were worked out anew since."""
_MANY = 500
"""Changed notes for which it is quicker to ask for all lines."""


def is_stale(db: sqlite3.Connection, settings: Settings, today: Day) -> bool:
    """Whether a stored follow-up may be out of date, so that ``evaluate`` must come first."""
    return made_for(db) != rules_of(settings) or bool(stale(db, today, 1))


def lines(db: sqlite3.Connection, today: Day, which: Which, limit: int = -1) -> list[QueueLine]:
    """The queue as lines of a list; call ``evaluate`` first. limit: at most so many, -1 for all. Raises Damaged."""
    query = f"SELECT {_COLUMNS} FROM follow_up WHERE {WHICH[which]} ORDER BY place, due, id LIMIT ?"
    return _lines(db.execute(query, (limit,)), today)


def lines_now(
    db: sqlite3.Connection, today: Day, which: Which, known: Sequence[QueueLine], revision: int
) -> list[QueueLine]:
    """What ``lines`` gives, made of those that it gave on the same day at an earlier revision. Raises Damaged."""
    from bisect import insort

    touched = {unpacked(path) for (path,) in db.execute(_TOUCHED, (revision, _MANY))}
    if len(touched) == _MANY:
        return lines(db, today, which)
    now = [line for line in known if line.path not in touched]
    query = f"SELECT {_COLUMNS} FROM follow_up WHERE made > ? AND {WHICH[which]}"
    for line in _lines(db.execute(query, (revision,)), today):
        insort(now, line, key=_place)
    return now


def lines_of(db: sqlite3.Connection, today: Day, notes: Collection[int]) -> list[QueueLine]:
    """The asks among some notes as ``lines`` gives them. notes: their numbers."""
    which = f"note IN ({','.join(map(str, notes))})"
    found = db.execute(f"SELECT {_COLUMNS} FROM follow_up WHERE {which} ORDER BY place, due, id")
    return _lines(found, today)


def counts(db: sqlite3.Connection) -> Counts:
    """How many asks there are, how many need follow-up, and how many are each side's move; call ``evaluate`` first."""
    query = "SELECT needs, place, move, count(*) FROM follow_up GROUP BY needs, place, move"
    groups: Counter[tuple[State, bool]] = Counter()
    moves: Counter[str] = Counter()
    for needs, place, move, number in db.execute(query):
        groups[QUEUE_ORDER[place], needs == 1] += number
        moves[move] += number
    needing = sum(number for (_, needs), number in groups.items() if needs)
    return Counts(moves.total(), needing, moves[Move.MINE], moves[Move.THEIRS], moves[Move.DATED], groups)


def next_up(db: sqlite3.Connection) -> NextUp | None:
    """The ask that time puts on you next, where none is now; call ``evaluate`` first. None for none; no draft counts.
    Raises Damaged.
    """
    from journal.dates import moved  # which a queue with anything in it does without

    found = db.execute(_NEXT_UP).fetchone()
    if found is None:
        return None
    until, contacts, title = found
    return NextUp(moved(day_of(until), 1), unpacked(contacts) or unpacked(title))


def problems(db: sqlite3.Connection) -> int:
    """How many problems all notes have together; call ``evaluate`` first, and find look-alikes."""
    return int(db.execute(_PROBLEMS).fetchone()[0])


def stale(db: sqlite3.Connection, today: Day, limit: int = -1) -> list[int]:
    """The numbers of the notes whose stored follow-ups may be out of date today. limit: -1 for all."""
    day = today.isoformat()
    query = "SELECT note FROM follow_up WHERE until < ?1 OR since > ?1 LIMIT ?2"
    return [number for (number,) in db.execute(query, (day, limit))]


def rules_of(settings: Settings) -> str:
    """The settings that follow-ups depend on, as one text."""
    return repr(
        (settings.wait_days, settings.nudge_gap_days, settings.max_nudges, settings.outcome_days, settings.rest_days)
    )


def made_for(db: sqlite3.Connection) -> Any:
    """The text of ``rules_of`` with which the stored follow-ups were worked out."""
    return db.execute("SELECT settings FROM meta").fetchone()[0]


def _lines(found: sqlite3.Cursor, today: Day) -> list[QueueLine]:
    """The lines for rows of _COLUMNS. Raises Damaged."""
    lines: list[QueueLine] = []
    names: dict[bytes, str] = {}  # the same ones over and over
    for own_id, path, title, contacts, whom, goals, errors, unsure, place, move, due_on, needs, asked in found:
        for cell in (contacts, goals):
            if cell not in names:
                names[cell] = unpacked(cell)
        due = day_of(due_on) if due_on else None
        overdue = max(0, (today - due).days) if due else None
        try:
            line = QueueLine(
                unpacked(own_id), unpacked(path), unpacked(title), QUEUE_ORDER[place], _MOVES[move], due, needs == 1,
                overdue, day_of(asked) if asked else None, names[contacts],
                names[contacts] if whom is None else unpacked(whom), names[goals], checked_text(errors), unsure == 1,
            )  # fmt: skip
        except (TypeError, LookupError):
            raise Damaged(place, move) from None
        lines.append(line)
    return lines


def _place(line: QueueLine) -> tuple[int, str, bytes]:
    """What lines are ordered by, as SQLite orders ``place, due, id``: no day comes first."""
    return QUEUE_ORDER.index(line.state), line.due.isoformat() if line.due else "", packed(line.id)


@lru_cache(maxsize=4096)
def day_of(text: Any) -> Day:
    """The day in a column, one object for each text. Raises Damaged."""
    try:
        return Day.fromisoformat(text)
    except (TypeError, ValueError):
        raise Damaged(text) from None
