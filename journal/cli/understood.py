"""How ``init`` and ``doctor`` tell what the program understood of a vault (docs/practice.md 7)."""

from __future__ import annotations

from journal.notes.spelling import fold_key
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from journal.model import Understood

__all__ = ["in_words", "record"]

_MOST = 8
"""Keys that a person is told of."""


def record(understood: Understood) -> dict[str, Any]:
    """The JSON of what was understood."""
    keys = [{"written": key.written, "read_as": key.read_as, "count": key.notes} for key in understood.keys]
    return {**understood._asdict(), "keys": keys, "suggestions": list(understood.suggestions)}


def in_words(understood: Understood) -> Iterator[str]:
    """Sentences: what there is, which keys are read as others, and what to do next; none for a vault without notes."""
    if not understood.notes:
        return
    many = [
        count(understood.asks, "ask"),
        count(understood.people, "person", "people"),
        count(understood.goals, "goal"),
        count(understood.meetings, "meeting"),
    ]
    yield f"Understood: {', '.join(many)}."
    others = [key for key in understood.keys if fold_key(key.written) != fold_key(key.read_as)]
    if others:
        told = ", ".join(f"{key.written} as {key.read_as} ({key.notes})" for key in others[:_MOST])
        more = f", and {len(others) - _MOST} more" if len(others) > _MOST else ""
        yield f"Keys are read as they stand: {told}{more}."
    yield from understood.suggestions
