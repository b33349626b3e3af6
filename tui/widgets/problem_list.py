"""What is wrong in the notes and what drafts lack, a line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from journal import FollowUp, Found, Gap
from tui import paint
from tui.sections import Remark, Section
from tui.widgets.rows import CURSOR, Rows

__all__ = ["Lack", "Line", "ProblemList"]

_SEVERITY = 8
"""Cells of the severity and the gap after it."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What an ask lacks before it goes out."""

    ask: FollowUp
    gap: Gap


Line: TypeAlias = "Found | Lack | Section | Remark"


class ProblemList(Rows[Line]):
    """A line per problem and gap: how bad, where, and what."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "problem-list--section",
        "problem-list--quiet",
        "problem-list--error",
        "problem-list--warning",
        "problem-list--gap",
    }
    DEFAULT_CSS = """
    ProblemList {
        .problem-list--section { color: $text-primary; text-style: bold; }
        .problem-list--quiet { color: $text-muted; }
        .problem-list--error { color: $text-error; text-style: bold; }
        .problem-list--warning { color: $text-warning; }
        .problem-list--gap { color: $text-muted; }
    }
    """

    class Chosen(Message):
        """The cursor is on another problem, or on none."""

    class Opened(Message):
        """Somebody wants to see the note of the chosen problem."""

    @property
    def chosen(self) -> Found | Lack | None:
        """The problem or gap under the cursor."""
        row = self.current
        return row if isinstance(row, Found | Lack) else None

    def name_of(self, row: Line) -> str | None:
        if isinstance(row, Found):
            return f"{row.path}\n{row.problem.code}\n{row.problem.message}"
        return f"{row.ask.ask.note.path}\n{row.gap.code}" if isinstance(row, Lack) else None

    def tell(self) -> None:
        self.post_message(self.Chosen())

    def action_open(self) -> None:
        if self.chosen:
            self.post_message(self.Opened())
        else:
            self.notify("There is no problem to open here.", markup=False)

    def draw(self, row: Line, width: int, chosen: bool) -> list[Segment]:
        if isinstance(row, Remark):
            return [Segment(f" {row.text}")]
        if isinstance(row, Section):
            return [Segment(paint.rule(row.text, width), self._style("section", False))]
        how_bad, place, line, message = _told(row)
        cells = width - _SEVERITY - 2
        first = cells // 2 - len(line)
        return [
            Segment(CURSOR if chosen else " "),
            Segment(paint.fit(how_bad, _SEVERITY), self._style(how_bad, chosen)),
            Segment(paint.fit(place, first) + line + "  "),
            Segment(paint.fit(message, cells - first - len(line) - 2), self._style("quiet", chosen)),
        ]

    def _style(self, name: str, chosen: bool) -> Style | None:
        return None if chosen else self.get_component_rich_style(f"problem-list--{name}")


def _told(row: Found | Lack) -> tuple[str, str, str, str]:
    """How bad it is, the file, ``:12`` for its line, and what it is."""
    if isinstance(row, Lack):
        return "gap", row.ask.ask.note.path, "", row.gap.message
    problem = row.problem
    return problem.severity, row.path, f":{problem.line}" if problem.line else "", problem.message
