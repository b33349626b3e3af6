"""The text below the frontmatter (docs/sync.md, "Merge by key" 4)."""

from __future__ import annotations

from itertools import takewhile

from journal.notes.merge.result import MergeText

__all__ = ["merged_body"]


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
    """The base with what both sides appended, ours first; None where a side did more than append.

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
    if not rest[-1]:
        rest.pop()
    return "\n".join([*one[:shared], *rest, *more])
