"""A step in the undo log: a line when it begins, and one more each time its state changes.

Each line has a checksum, since a wrong byte in a number would have another step undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from zlib import crc32

from journal.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["LoggedStep", "Now", "line", "parse"]


class Now(StrEnum):
    """The state of a step."""

    PENDING = "pending"
    DONE = "done"
    UNDONE = "undone"


class LoggedStep:
    """A step as the undo log has it. changes: path, digest before, digest after; a digest is None for no note.

    again: a pending step that was all written before, and is being undone or redone.
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
    """The steps in the lines of a log. Raises KeyError, TypeError and ValueError where it is no log of ours."""
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
    """The line of the log for these fields, with its checksum."""
    return json.dumps({"sum": _sum(fields), **fields}).encode() + b"\n"


def _sum(fields: Mapping[str, Any]) -> int:
    """The checksum of a line's fields."""
    return crc32(json.dumps(fields).encode())
