"""What is to be written."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Edit"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One key of one note, to be set, added to or removed. value: None removes; append: adds to a list."""

    key: str
    value: str | tuple[str, ...] | None
    append: bool = False
