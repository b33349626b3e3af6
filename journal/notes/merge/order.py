"""In which order merged keys stand (rule 3, "Order")."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["merged_order"]


def merged_order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """The keys of both as the side has them that moved keys, else as ours has; the other's follow those they follow."""
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
    """Whether the keys that both have stand in another order."""
    return [key for key in base if key in side] != [key for key in side if key in base]
