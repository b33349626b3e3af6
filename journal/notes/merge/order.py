"""In which order merged keys stand (docs/sync.md, "Merge by key" 3)."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["merged_order"]


def merged_order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """The folded keys of both sides in the order of the side that moved keys, else of ours.

    A key of the other side alone follows the key that it follows there.
    """
    only_theirs_moved = _moved(base, theirs) and not _moved(base, ours)
    first, second = (theirs, ours) if only_theirs_moved else (ours, theirs)
    order = list(first)
    place = 0
    for key in second:
        if key not in order:
            order.insert(place, key)
        place = order.index(key) + 1
    return tuple(order)


def _moved(base: Sequence[str], side: Sequence[str]) -> bool:
    """Whether a side has the common keys in another order than base."""
    return [key for key in base if key in side] != [key for key in side if key in base]
