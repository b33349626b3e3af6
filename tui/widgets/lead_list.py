"""A list of people who could help."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from journal import Lead
from tui.paint import Styled
from tui.sections import LeadLine, Remark, Section, parts_of
from tui.widgets.rows import Rows

__all__ = ["LeadList", "Line"]

Line: TypeAlias = "LeadLine | Section | Remark"


class LeadList(Rows[Line]):
    """A line for each person, under headings."""

    DEFAULT_CLASSES = "panel"
    NOTHING = "There is nobody to open here."

    @property
    def chosen(self) -> Lead | None:
        """The person under the cursor."""
        return self.current.lead if isinstance(self.current, LeadLine) else None

    def name_of(self, row: Line) -> str | None:
        return row.name if isinstance(row, LeadLine) else None

    def draw(self, row: Line, width: int) -> Iterable[Styled]:
        return parts_of(row, width)
