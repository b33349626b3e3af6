"""What a cell of a table holds; what cannot be there is a damaged cache."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["Damaged", "checked_number", "checked_text", "checked_texts", "packed", "unpacked"]


class Damaged(ValueError):
    """A row that no program of ours wrote."""


def packed(text: str) -> bytes:
    """Any text as bytes, even with the lone surrogates of file names that are not UTF-8."""
    return text.encode() if text.isascii() else text.encode("utf-8", "surrogatepass")


def unpacked(row: Any) -> str:
    """The text that ``packed`` made these bytes of. Raises Damaged."""
    if not isinstance(row, bytes):
        raise Damaged(row)
    try:
        return row.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise Damaged(row) from None


def checked_texts(value: Any) -> tuple[str, ...]:
    "".join(value)  # a quick look at their types
    return tuple(value)


def checked_text(value: Any) -> str:
    if not isinstance(value, str):
        raise Damaged(value)
    return value


def checked_number(value: Any) -> int:
    if not isinstance(value, int):
        raise Damaged(value)
    return value
