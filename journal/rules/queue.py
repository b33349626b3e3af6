"""The order in which asks are looked at, and how many are whose (docs/rules.md 2, "The queue's order")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from journal.model import QUEUE_ORDER, Day, Move

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.model import FollowUp

__all__ = ["counts", "in_order"]

_RANK = {state: rank for rank, state in enumerate(QUEUE_ORDER)}
_COUNTED = (Move.MINE, Move.THEIRS, Move.DATED)


def in_order(follow_ups: Iterable[FollowUp]) -> list[FollowUp]:
    """By state, then the earliest due first and none before all, then by id."""
    return sorted(follow_ups, key=_order)


def counts(follow_ups: Iterable[FollowUp]) -> Mapping[str, int]:
    """How many asks are ``mine``, ``theirs`` and ``dated``."""
    counted = Counter(follow_up.move for follow_up in follow_ups)
    return {move.value: counted[move] for move in _COUNTED}


def _order(follow_up: FollowUp) -> tuple[int, Day, str]:
    return _RANK[follow_up.state], follow_up.due or Day.min, follow_up.ask.note.id
