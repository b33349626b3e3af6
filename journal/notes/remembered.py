"""Answers that are kept while notes are read, since a vault says the same over and over."""

from __future__ import annotations

from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ParamSpec, TypeVar

    Parameters = ParamSpec("Parameters")
    Meaning = TypeVar("Meaning")

__all__ = ["forget", "remembered"]

_MOST = 4096
"""Answers of one function that are kept, the last ones asked for."""
_FORGETTING: list[Callable[[], None]] = []


def remembered(function: Callable[Parameters, Meaning]) -> Callable[Parameters, Meaning]:
    """A function that keeps its answers until ``forget``."""
    keeping = lru_cache(maxsize=_MOST)(function)
    _FORGETTING.append(keeping.cache_clear)
    return keeping  # type: ignore[return-value]  # which takes what the function takes


def forget() -> None:
    """Forget all answers: a program that stays open would hold what it read once."""
    for one in _FORGETTING:
        one()
