"""What git left in a file that two sides changed (docs/format.md 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["FirstSide", "first_side"]

_MARKER = re.compile(r"([<|=>])\1{6}(?= |$)")


@dataclass(frozen=True, slots=True)
class FirstSide:
    """A text as the first side of its conflicts has it.

    numbers: of each of its lines in the file; line: the first marker's there.
    """

    text: str
    numbers: tuple[int, ...]
    line: int


def first_side(text: str) -> FirstSide | None:
    """The first side of a text with LF line ends; None where it holds no conflict from ``<<<<<<<`` to ``>>>>>>>``."""
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return None
    lines = text.split("\n")
    marks = [match[1] if (match := _MARKER.match(line)) else "" for line in lines]
    last = max((number for number, mark in enumerate(marks) if mark == ">"), default=-1)
    kept: list[int] = []
    first_marker = None
    side = 0  # 0 outside a conflict, 1 on its first side, 2 past it
    for number, mark in enumerate(marks):
        if side == 0 and mark == "<" and number < last:
            side = 1
            first_marker = first_marker or number + 1
        elif side == 1 and mark in ("|", "="):
            side = 2
        elif side and mark == ">":
            side = 0
        elif side < 2:
            kept.append(number)
    if first_marker is None:
        return None
    return FirstSide("\n".join(lines[number] for number in kept), tuple(number + 1 for number in kept), first_marker)
