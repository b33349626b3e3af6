"""What a vault holds and how its keys are read, with every spelling as it stands in the notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from journal.model import KeyRead, Kind, Understood
from journal.notes.kind import OF_TAG, spellings_of
from journal.notes.spelling import fold_key
from journal.regex import regex
from journal.rules.suggestions import Hints, suggestions
from journal.vault.disk import note_file
from journal.vault.index import rows
from journal.vault.index.json_text import parsed
from journal.vault.queries.captures import captures_waiting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection

    from journal.config import Settings
    from journal.model import Day
    from journal.paths import AnyPath
    from journal.vault.queries.queries import Queries

__all__ = ["understood"]

_HEAD = 256 * 1024
"""Bytes of a note in which its keys are looked for."""
_SPELLED = regex(r"[\s\ufeff]*[\"']?(.+?)[\"']?\s*(?::|：|=)")
_READ = frozenset({Kind.ASK, Kind.PERSON, Kind.GOAL, Kind.MEETING})
_ROWS = "SELECT number, path, json_extract(content, '$[4]'), json_extract(content, '$[3].tags.texts') FROM note"
_ONLY_NAMED = "SELECT count(*) FROM note WHERE kind IS NULL AND json_extract(content, '$[3].contact') IS NOT NULL"


def understood(root: AnyPath, settings: Settings, queries: Queries, today: Day) -> Understood:
    """What the vault at root holds, as of the last look; notes that are more than a note are read once more."""
    keys: Counter[tuple[str, str]] = Counter()
    unknown: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    kinds, found, only_named = queries.ask(_found)
    for kind, path, written, own_tags in found:
        spellings = spellings_of(kind)
        for key, spelled in _as_spelled(root, path, written):
            if key in spellings:
                keys[spelled, spellings[key][0].key] += 1
            else:
                unknown[key] += 1
        if kind is Kind.PERSON:
            tags.update({tag.casefold() for tag in own_tags} - OF_TAG.keys())
    parties = Counter(known.kind for known in queries.parties(today))
    result = Understood(
        sum(kinds.values()),
        kinds[Kind.ASK],
        parties[Kind.PERSON],
        parties[Kind.GOAL],
        kinds[Kind.MEETING],
        tuple(sorted((KeyRead(*key, count) for key, count in keys.items()), key=_order)),
    )
    problems = queries.overview(today, "problems", lambda overview: overview.problems())
    errors = len({each.path for each in problems if each.problem.severity == "error"})
    captured = len(queries.ask(lambda db: captures_waiting(db, settings)))
    hints = Hints(errors, captured, unknown, only_named, tags, settings.cadence)
    return result._replace(suggestions=suggestions(result, hints))


def _found(db: Connection) -> tuple[Counter[Kind], list[tuple[Kind, str, Mapping[str, int], list[str]]], int]:
    """How many notes there are of each kind; of those that are more than a note kind, path, lines of keys and tags; and
    how many others name a contact.
    """
    kinds = rows.kinds(db, "1")
    found = [
        (kinds[number], path.decode("utf-8", "surrogatepass"), _lines(written), parsed(tags or "[]"))
        for number, path, written, tags in db.execute(_ROWS)
        if kinds[number] in _READ
    ]
    return Counter(kinds.values()), found, db.execute(_ONLY_NAMED).fetchone()[0]


def _lines(written: str) -> Mapping[str, int]:
    """The line of each folded key, from the row of a note."""
    return {key: line for key, (line, *_) in parsed(written).items()}


def _as_spelled(root: AnyPath, path: str, lines: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The folded keys of a note, each with its spelling in the file; the folded key where that cannot be read."""
    try:
        text = note_file.read(root, path, _HEAD).decode("utf-8", "replace").split("\n")
    except OSError:
        text = []
    for key, line in lines.items():
        spelled = _SPELLED.match(text[line - 1]) if line <= len(text) else None
        yield key, spelled[1] if spelled and fold_key(spelled[1]) == key else key


def _order(key: KeyRead) -> tuple[int, str]:
    """A sort key: the most frequent first, then by spelling."""
    return -key.notes, key.written
