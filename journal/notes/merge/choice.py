"""A conflict that is left in a note, key by key, and what it becomes once somebody has chosen (docs/sync.md)."""

from __future__ import annotations

from collections.abc import Sequence

from journal.conflict import Conflict, conflicts
from journal.named_tuple import NamedTuple
from journal.notes.block import with_lf
from journal.notes.frontmatter import read_frontmatter
from journal.notes.spelling import fold_key

__all__ = ["BODY", "Open", "choose", "open_conflicts"]

BODY = "body"
"""What conflicts below the frontmatter are called."""


class Open(NamedTuple):
    """A conflict with the key that it is about, “body” for one below the frontmatter. A key may have several conflicts.

    keys: all keys in its lines, where it is around several.
    """

    key: str
    keys: tuple[str, ...]
    conflict: Conflict


def open_conflicts(text: str) -> tuple[Open, ...]:
    """The conflicts of a note's text, from top to bottom."""
    found = conflicts(text)
    if not found:
        return ()
    lines = with_lf(text).split("\n")
    below = _first_line_of_body(lines, found)
    return tuple(_open(conflict, in_body=conflict.first > below) for conflict in found)


def choose(text: str, chosen: Sequence[Open], wanted: str | Sequence[str]) -> str:
    """The text, with LF line ends, with some of its conflicts decided.

    chosen: these conflicts. wanted: ours, theirs or both; or the lines to put in their place.
    """
    lines = text.split("\n")
    for place, one in reversed(list(enumerate(sorted(chosen, key=lambda one: one.conflict.first)))):
        conflict = one.conflict
        if isinstance(wanted, str):
            ours, theirs = conflict.ours.lines, conflict.theirs.lines
            kept: Sequence[str] = {"ours": ours, "theirs": theirs, "both": (*ours, *theirs)}[wanted]
        else:
            kept = () if place else wanted
        lines[conflict.first - 1 : conflict.last] = kept
    return "\n".join(lines)


def _open(conflict: Conflict, *, in_body: bool) -> Open:
    """The conflict with its key. in_body: it is below the frontmatter."""
    if in_body:
        return Open(BODY, (BODY,), conflict)
    sides = (conflict.ours, conflict.theirs, *([conflict.base] if conflict.base else []))
    keys = dict.fromkeys(key for side in sides for key in _keys(side.lines))
    return Open(next(iter(keys), BODY), tuple(keys) or (BODY,), conflict)


def _keys(lines: Sequence[str]) -> list[str]:
    """The keys in lines of frontmatter, as they are spelled."""
    kept = [line for line in lines if line.rstrip() != "---"]
    front = read_frontmatter("---\n" + "".join(f"{line}\n" for line in kept) + "---\n")
    return list({fold_key(entry.key): entry.key for entry in front.entries}.values())


def _first_line_of_body(lines: Sequence[str], found: Sequence[Conflict]) -> int:
    """The number of lines above the body: those through the one that closes the frontmatter; 0 without frontmatter.

    A fence inside a conflict counts too.
    """
    start = 1
    if lines[0].removeprefix("\ufeff").rstrip() != "---":
        fences = [place for place, line in enumerate(found[0].ours.lines) if line.rstrip() == "---"]
        if found[0].first > 1 or fences[:1] != [0]:
            return 0
        start = found[0].last
        if len(fences) > 1:
            return start
    for number, line in enumerate(lines[start:], start + 1):
        if line.rstrip() == "---":
            return number
    return len(lines)
