"""A step as the undo log has it: one line when it begins, one more for each time that it stands differently.

Each line has a checksum of itself, since a wrong byte in a number would have another step taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["LoggedStep", "Now", "line", "parse"]


class Now(StrEnum):
    PENDING = "pending"
    DONE = "done"
    UNDONE = "undone"


class LoggedStep:
    """A step as the log has it. changes: path, digest before, digest after.

    again: a pending one was all written before, and is being taken back or done again.
    """

    __slots__ = ("again", "changes", "now", "number", "summary")

    def __init__(
        self,
        number: int,
        summary: str,
        changes: list[tuple[str, str | None, str | None]],
        now: Now = Now.PENDING,
        again: bool = False,
    ) -> None:
        self.number, self.summary, self.changes, self.now, self.again = number, summary, changes, now, again

    @property
    def fields(self) -> dict[str, Any]:
        return {"step": self.number, "summary": self.summary, "changes": self.changes, "now": self.now}

    @property
    def digests(self) -> set[str]:
        return {digest for _, *both in self.changes for digest in both if digest}


def parse(lines: Iterable[bytes]) -> list[LoggedStep]:
    """The steps of a log. Raises KeyError, TypeError and ValueError where it is not one of ours."""
    entries: dict[int, LoggedStep] = {}
    for each in lines:
        fields = json.loads(each)
        if fields.pop("sum", None) not in (None, _sum(fields)):  # logs of 0.1 have none
            raise ValueError(each)
        number, now = fields["step"], Now(fields["now"])
        if "changes" not in fields:
            entries[number].now, entries[number].again = now, "again" in fields
            continue
        entries = {number: entry for number, entry in entries.items() if entry.now is not Now.UNDONE}
        changes = [(path, before, after) for path, before, after in fields["changes"]]
        entries[number] = LoggedStep(number, fields["summary"], changes, now)
    return list(entries.values())


def line(fields: Mapping[str, Any]) -> bytes:
    return json.dumps({"sum": _sum(fields), **fields}).encode() + b"\n"


def _sum(fields: Mapping[str, Any]) -> int:
    return crc32(json.dumps(fields).encode())
