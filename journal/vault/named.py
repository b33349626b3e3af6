"""Which note a person means by a name."""

from __future__ import annotations

from collections.abc import Iterable

from journal.errors import AmbiguousNote, UnknownNote
from journal.vault.rows import Called

__all__ = ["named"]


def named(name: str, among: Iterable[Called]) -> Called:
    """The note of that id, path or title, else the one that alone has it as a part of them.

    Raises UnknownNote with the nearest names, and AmbiguousNote with all that it could be.
    """
    from journal.notes import fold

    path = name.removeprefix("./")
    wanted = fold(path)
    spelled = [(called, (fold(called.id), fold(called.path), fold(called.title))) for called in among]
    found = (
        [called for called, _ in spelled if called.path == path]
        or [called for called, names in spelled if wanted in names]
        or [called for called, names in spelled if any(wanted in each for each in names)]
    )
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousNote(name, [called.id for called in found])
    from difflib import get_close_matches

    near = get_close_matches(wanted, [each for _, names in spelled for each in names], n=3)
    raise UnknownNote(name, list(dict.fromkeys(c.id for close in near for c, names in spelled if close in names)))
