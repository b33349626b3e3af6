"""The text below the frontmatter (docs/sync.md, "Merge by key" 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import takewhile
from operator import itemgetter

from journal.notes.merge.result import MergeText
from journal.regex import regex

__all__ = ["merged_body"]

_HEADING = regex(r"#{1,6}[ \t]+\S")
_LIST = regex(r"[ \t]*+[-*+][ \t]")
_FENCE = regex(r"[ ]{0,3}(?:```|~~~)")


def merged_body(base: str, ours: str, theirs: str, merge_text: MergeText) -> tuple[str, bool]:
    """The merged body, and whether there are markers in it."""
    if ours == theirs or theirs == base:
        return ours, False
    if ours == base:
        return theirs, False
    grown = _grown(base, ours, theirs)
    if grown is not None:
        return grown, False
    merged = merge_text(base.encode(), ours.encode(), theirs.encode())
    return merged.content.decode(), merged.has_conflict


def _grown(base: str, ours: str, theirs: str) -> str | None:
    """The base with what both sides appended, ours first, but below each heading that both have once; None where a
    side did more than append.

    Blank lines at the common end come before what each side appended.
    """
    old, one, other = (text.split("\n") for text in (base, ours, theirs))
    if not old[-1]:
        old.pop()
    if one[: len(old)] != old or other[: len(old)] != old:
        return None
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    while shared and not one[shared - 1].strip():
        shared -= 1
    if not shared:
        return None
    rest, more = one[shared:], other[shared:]
    if not "".join(rest + more).strip():
        return max(ours, theirs, key=len)
    if not "".join(more).strip():
        return ours
    if not "".join(rest).strip():
        return theirs
    return "\n".join([*one[:shared], *_one_below_the_other(rest, more)])


def _one_below_the_other(ours: list[str], theirs: list[str]) -> list[str]:
    """The lines of both, each below its heading where both have the same headings in one order."""
    headings = _headings(ours, theirs)
    if not headings:
        return [*(ours if ours[-1] else ours[:-1]), *theirs]
    found: list[str] = []
    place = there = 0
    for end, end_there in (*headings, (len(ours), len(theirs))):
        found += [*_of_one_section(ours[place:end], theirs[there:end_there]), *ours[end : end + 1]]
        place, there = end + 1, end_there + 1
    return found


def _headings(ours: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """The indexes, in ours and in theirs, of the headings that stand once in each; none where these are not in one
    order, or where there is code.
    """
    if any(_FENCE.match(line) for line in (*ours, *theirs)):
        return []
    one, other = (_places(lines) for lines in (ours, theirs))
    both = [(one[line], other[line]) for line in one if line in other]
    return both if both == sorted(both, key=itemgetter(1)) else []


def _places(lines: list[str]) -> Mapping[str, int]:
    """The index of each heading that stands once in some lines, in order."""
    counts = Counter(lines)
    return {line: place for place, line in enumerate(lines) if counts[line] == 1 and _HEADING.match(line)}


def _of_one_section(ours: list[str], theirs: list[str]) -> list[str]:
    """The lines of ours, then of theirs what is new; a line of a list that both have stands once."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
    rest, more = ours[shared:], theirs[shared:]
    above, below = (_blank_end(lines) for lines in (rest, more))
    listed = {line for line in rest if _LIST.match(line)}
    new = [line for line in more[: len(more) - below] if line not in listed]
    return [*ours[:shared], *rest[: len(rest) - above], *new, *[""] * max(above, below)]


def _blank_end(lines: list[str]) -> int:
    """How many blank lines stand at the end of some lines."""
    return sum(1 for _ in takewhile(lambda line: not line.strip(), reversed(lines)))
