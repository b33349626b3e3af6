"""Which notes a person means by a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from journal.errors import AmbiguousNote, UnknownNote
from journal.model import Kind
from journal.vault.index.rows import Called

__all__ = ["Meant", "best", "named", "only"]

Each = TypeVar("Each")


class Meant(NamedTuple):
    """The notes that a name could mean. whole: it is all of their id, path or title. unknown: why there are none."""

    notes: list[Called]
    whole: bool
    unknown: UnknownNote | None = None


def named(name: str, among: Iterable[Called]) -> Meant:
    """The notes of that id, path or title, else those that have it as a part of them: people and goals first."""
    from journal.notes import fold

    path = name.removeprefix("./")
    wanted = fold(path)
    spelled = [(called, (fold(called.id), fold(called.path), fold(called.title))) for called in among]
    whole = [called for called, _ in spelled if called.path == path] or [
        called for called, names in spelled if wanted in names
    ]
    if whole:
        return Meant(_parties(whole) or whole, True)
    found, begins = best(path, spelled, lambda each: each[1])
    if found:
        notes = [called for called, _ in found]
        return Meant((_parties(notes) if begins else []) or notes, False)
    from difflib import get_close_matches

    near = get_close_matches(wanted, [each for _, names in spelled for each in names], n=3)
    ids = dict.fromkeys(called.id for close in near for called, names in spelled if close in names)
    return Meant([], False, UnknownNote(name, list(ids)))


def only(name: str, meant: Meant) -> Called:
    """The one note that a name means. Raises UnknownNote with the nearest names, AmbiguousNote with all it could be."""
    if meant.unknown:
        raise meant.unknown
    if len(meant.notes) > 1:
        raise AmbiguousNote(name, [called.id for called in meant.notes])
    return meant.notes[0]


def best(part: str, among: Iterable[Each], texts: Callable[[Each], Iterable[str]]) -> tuple[list[Each], bool]:
    """Those that have a part in one of their texts, without regard to case and accents.

    Where it is whole words of some, those alone; else where it begins a word of some, those. The second: whether it
    was either.
    """
    from journal.rules.nearness import fold_without_accents

    wanted = fold_without_accents(part)
    spelled = [(each, "\n".join(map(fold_without_accents, texts(each)))) for each in among]
    held = [(each, text) for each, text in spelled if wanted in text]
    begins = rf"(?<![^\W_]){re.escape(wanted)}"
    for pattern in (re.compile(rf"{begins}(?![^\W_])"), re.compile(begins)):
        if first := [each for each, text in held if pattern.search(text)]:
            return first, True
    return [each for each, _ in held], False


def _parties(found: Iterable[Called]) -> list[Called]:
    """The people and goals among notes."""
    return [called for called in found if called.kind in (Kind.PERSON, Kind.GOAL)]
