"""The order in which asks are looked at (docs/rules.md 2, "The queue's order")."""

from __future__ import annotations

from collections.abc import Iterable

from journal.model import QUEUE_ORDER, Day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.model import FollowUp

__all__ = ["in_order"]

_RANK = {state: rank for rank, state in enumerate(QUEUE_ORDER)}


def in_order(follow_ups: Iterable[FollowUp]) -> list[FollowUp]:
    """The asks in the queue's order: by state, then by due date (no date first), then by id."""
    return sorted(follow_ups, key=_order)


def _order(follow_up: FollowUp) -> tuple[int, Day, str]:
    return _RANK[follow_up.state], follow_up.due or Day.min, follow_up.note.id
