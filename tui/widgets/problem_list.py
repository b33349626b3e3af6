"""What is wrong in the notes and what drafts lack, a line each under the note that it is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from journal import Gap, NoteProblem
from tui import paint
from tui.keymap import in_keys
from tui.paint import Styled
from tui.sections import Group, Remark, Section, parts_of
from tui.widgets.rows import Rows

__all__ = ["Lack", "Line", "ProblemList", "listed"]

_SEVERITY = 9
"""Cells of the severity and the gap after it."""
_LINE = 6
"""Cells of a line's number and the gap after it."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A gap of an ask, as a row. path: of its note. line: the line of its key ask, None where it has none."""

    path: str
    line: int | None
    gap: Gap


Line: TypeAlias = "NoteProblem | Lack | Section | Group | Remark"


def listed(problems: Sequence[NoteProblem], lacks: Sequence[Lack]) -> Iterator[Line]:
    """The rows of problems under their notes, notes with the worst first; then the gaps under their asks."""
    if not problems:
        yield Remark("Nothing is wrong.")
    worst = {found.path: found.problem.severity for found in sorted(problems, key=_severity, reverse=True)}
    by_note = sorted(problems, key=lambda found: (worst[found.path], found.path, _severity(found)))
    yield from _grouped(by_note)
    if lacks:
        yield Section("BEFORE THEY GO OUT", len(lacks))
        yield from _grouped(lacks)


def _severity(found: NoteProblem) -> str:
    """A sort key: ``error`` comes before ``warning``."""
    return found.problem.severity


def _grouped(rows: Iterable[NoteProblem | Lack]) -> Iterator[Line]:
    """The rows, those of one note in succession below its path."""
    for path, members in groupby(rows, key=lambda row: row.path):
        yield Group(path)
        yield from members


class ProblemList(Rows[Line]):
    """A line for each problem and gap: how bad, where, and what."""

    DEFAULT_CLASSES = "panel"
    NOTHING = "There is no problem to open here."

    def __init__(self, own: Mapping[str, str]) -> None:
        """own: the remapped keyboard keys by id, for the keys in sentences."""
        super().__init__()
        self._own = own

    @property
    def chosen(self) -> NoteProblem | Lack | None:
        """The problem or gap under the cursor."""
        row = self.current
        return row if isinstance(row, NoteProblem | Lack) else None

    def name_of(self, row: Line) -> str | None:
        if isinstance(row, NoteProblem):
            return f"{row.path}\n{row.problem.code}\n{row.problem.message}"
        return f"{row.path}\n{row.gap.code}" if isinstance(row, Lack) else None

    def _place_of(self, name: str | None) -> int | None:
        """The index of the row with a name; a path alone means the first row of that note."""
        place = super()._place_of(name)
        if place is None and name and "\n" not in name:
            names = (self.name_of(row) or "" for row in self._rows)
            place = next((at for at, each in enumerate(names) if each.startswith(f"{name}\n")), None)
        return place

    def draw(self, row: Line, width: int) -> Iterable[Styled]:
        match row:
            case Group():
                return [(paint.fit(row.title, width), "strong")]
            case Section() | Remark():
                return parts_of(row, width)
            case Lack():
                how_bad, look, line, message = "gap", "quiet", None, row.gap.message
            case NoteProblem():
                how_bad = look = row.problem.severity
                line, message = row.problem.line, in_keys(row.problem.message, self._own)
        where = paint.fit(f":{line}", _LINE) if line else ""
        return [
            (paint.fit(f"  {how_bad}", 2 + _SEVERITY), look),
            (where + paint.fit(message, width - 2 - _SEVERITY - len(where)), ""),
        ]
