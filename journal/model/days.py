"""Days and lengths of time, as notes hold them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date as Day
    from typing import Literal, TypeAlias
else:
    from _datetime import date as Day  # where datetime takes it from, once it has made another one in Python

__all__ = ["DateOrYes", "Day", "Span"]


class Span:
    """A length of time as a person writes it: ``10d``, ``2w``, ``1m``. No tuple, since a note's lists are such."""

    __slots__ = ("count", "unit")

    def __init__(self, count: int, unit: Literal["d", "w", "m"]) -> None:
        self.count, self.unit = count, unit

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and (self.count, self.unit) == (other.count, other.unit)

    def __hash__(self) -> int:
        return hash((self.count, self.unit))

    def __repr__(self) -> str:
        return f"Span({self.count}, {self.unit!r})"

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


DateOrYes: TypeAlias = "Day | Literal[True] | None"
"""Whether something was said or done: the day, True for yes on an unknown day, None for not yet."""
