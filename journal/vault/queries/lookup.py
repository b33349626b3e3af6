"""The notes that a person means by a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from journal.errors import AmbiguousNote, UnknownNote
from journal.model import Kind
from journal.named_tuple import NamedTuple
from journal.regex import regex
from journal.vault.index import rows
from journal.vault.index.cells import packed

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from typing import TypeVar

    from journal.model import KnownParty
    from journal.vault.index.rows import Called

    Each = TypeVar("Each")

__all__ = [
    "Meant",
    "as_spelled",
    "best",
    "called_so",
    "may_hold",
    "named_in_part",
    "named_whole",
    "only",
    "parties_called",
]

_MAY_BE = "number IN (SELECT note FROM name WHERE key IN (?, ?) UNION SELECT number FROM note WHERE is_shadowed)"
"""Notes by what they answer to; the copies of sync tools, and links to notes, answer to nothing, and are few."""
_MAY_HOLD = " OR ".join(
    f"instr(lower(CAST({column} AS TEXT)), ?1) OR length(CAST({column} AS TEXT)) < length({column})"
    for column in ("path", "title")
)
"""Notes that hold a word of ASCII, or any other letter, which may compare as one."""


class Meant(NamedTuple):
    """The notes that a name may mean.

    whole: the name is their whole id, path or title. unknown: the error where there are none.
    """

    notes: list[Called]
    whole: bool
    unknown: UnknownNote | None = None


def called_so(db: sqlite3.Connection, name: str, *, linked: bool = False) -> list[Called]:
    """The notes that have this name as their whole id, path or title, sorted by path. Raises Damaged.

    linked: where there is none, the only one whose id or path ends with it at a ``/``, as links name notes
    (docs/format.md 5).
    """
    from journal.notes import fold

    wanted = fold(name.removeprefix("./"))
    keys = [packed(key) for key in (wanted, fold(wanted.rpartition(".")[0]))]  # an id is a path without its ending
    found = list(rows.called(db, _MAY_BE, keys))
    whole = [called for called in found if wanted in _names(called)]
    if whole or not linked:
        return whole
    ends = [called for called in found if any(name.endswith(f"/{wanted}") for name in _names(called)[:2])]
    return ends if len(ends) == 1 else []


def may_hold(db: sqlite3.Connection, part: str) -> Iterable[Called]:
    """The notes that may have a part of a name in their id, path or title, by path; few others. Raises Damaged."""
    from journal.notes import fold

    word = max(fold(part).split(), key=len, default="")
    if not word.isascii():  # SQLite knows the lower case of ASCII alone
        return rows.called(db)
    return rows.called(db, _MAY_HOLD, [word.encode()])


def named_whole(name: str, among: Sequence[Called]) -> Meant | None:
    """The meaning of a name that is the whole id, path or title of these notes; None for no notes.

    People and goals alone where there are any among them; copies only where nothing else is.
    """
    path = name.removeprefix("./")
    whole = [called for called in among if called.path == path] or _no_copies(among) or among
    meant = as_spelled(name, _parties(whole) or whole, _spellings)
    return Meant(meant, True) if meant else None


def as_spelled(name: str, among: Sequence[Each], names: Callable[[Each], Iterable[str | None]]) -> list[Each]:
    """Those of some entries that answer to a name that have exactly this spelling, capitals too; all where none has.

    names: gives the names of an entry.
    """
    given = name.removeprefix("./")
    return [each for each in among if given in names(each)] or list(among)


def named_in_part(name: str, among: Iterable[Called]) -> Meant:
    """The meaning of a name that is part of some notes' id, path or title: those that it fits best.

    Where words of it begin one of theirs, people and goals alone if there are any; copies only where nothing else is.
    Where it is part of none, ``unknown`` of the meaning has the nearest ids.
    """
    from journal.notes import fold

    path = name.removeprefix("./")
    wanted = fold(path)
    spelled = [(called, _names(called)) for called in among]
    found, begins = best(path, spelled, lambda each: _spellings(each[0]))
    if found:
        notes = [called for called, _ in found]
        return Meant((_parties(notes) if begins else []) or _no_copies(notes) or notes, False)
    from difflib import get_close_matches

    near = get_close_matches(wanted, [each for _, names in spelled for each in names], n=3)
    ids = dict.fromkeys(called.id for close in near for called, names in spelled if close in names)
    return Meant([], False, UnknownNote(name, list(ids)))


def _spellings(called: Called) -> tuple[str, str, str]:
    return called.id, called.path, called.title


def _names(called: Called) -> list[str]:
    from journal.notes import fold

    return [fold(name) for name in _spellings(called)]


def only(name: str, meant: Meant) -> Called:
    """The one note that a name means.

    Raises UnknownNote with the nearest names, and AmbiguousNote with all possible notes.
    """
    if meant.unknown:
        raise meant.unknown
    if len(meant.notes) > 1:
        raise AmbiguousNote(name, [called.id for called in meant.notes])
    return meant.notes[0]


def parties_called(name: str, among: Iterable[KnownParty]) -> list[KnownParty]:
    """The contacts and goals with this name; if none, those whose name has a word that begins with it."""
    from journal.notes import fold

    wanted, every = fold(name), {known: (fold(known.party.name), *known.names) for known in among}
    if exact := [known for known, names in every.items() if wanted in names]:
        return as_spelled(name, exact, lambda known: (known.party.name, known.party.id))
    found, begins = best(name, every, every.__getitem__)
    return found if begins else []


def best(part: str, among: Iterable[Each], texts: Callable[[Each], Iterable[str]]) -> tuple[list[Each], bool]:
    """The entries with a part of a name in one of their texts, case and accents aside; and whether the match is good.

    Good matches win: first those where the part is a whole file name, then whole words, then the beginning of a word.
    texts: gives the texts of an entry.
    """
    from re import escape

    from journal.rules.nearness import fold_without_accents

    wanted = fold_without_accents(part)
    spelled = [(each, "\n".join(map(fold_without_accents, texts(each)))) for each in among]
    held = [(each, text) for each, text in spelled if wanted in text]
    begins = rf"(?<![^\W_]){escape(wanted)}"
    stem = rf"(?m)(?:^|/){escape(wanted)}\.(?:md|markdown)$"
    for pattern in (regex(stem), regex(rf"{begins}(?![^\W_])"), regex(begins)):
        if first := [each for each, text in held if pattern.search(text)]:
            return as_spelled(part, first, lambda each: [_stem(text) for text in texts(each)]), True
    return [each for each, _ in held], False


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _parties(found: Iterable[Called]) -> list[Called]:
    """The people and goals among some notes."""
    return [called for called in found if called.kind in (Kind.PERSON, Kind.GOAL)]


def _no_copies(found: Iterable[Called]) -> list[Called]:
    """The notes among some that are no copies of sync tools and no links to notes."""
    return [called for called in found if not called.is_copy]
