"""What a search found: kind, title and the line that answers, its words standing out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from journal import Hit, marks
from tui import paint
from tui.sections import Remark
from tui.widgets.rows import CURSOR, Rows

__all__ = ["Answer", "HitList", "Line"]

_KIND = 9
"""Cells of the kind and the gap after it."""
_CHOSEN_WORD = Style(bold=True, underline=True)
"""A word that was looked for, in the colours of the cursor."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A hit, and the words that were looked for."""

    hit: Hit
    words: tuple[str, ...]


Line: TypeAlias = "Answer | Remark"


class HitList(Rows[Line]):
    """A line per hit, each called by its note's path."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hit-list--quiet", "hit-list--word"}
    DEFAULT_CSS = """
    HitList {
        .hit-list--quiet { color: $text-muted; }
        .hit-list--word { color: $text-warning; text-style: bold underline; }
    }
    """

    class Chosen(Message):
        """The cursor is on another hit, or on none."""

    class Opened(Message):
        """Somebody wants to see the chosen note whole."""

    @property
    def chosen(self) -> Answer | None:
        """The hit under the cursor."""
        row = self.current
        return row if isinstance(row, Answer) else None

    def name_of(self, row: Line) -> str | None:
        return row.hit.note.path if isinstance(row, Answer) else None

    def tell(self) -> None:
        self.post_message(self.Chosen())

    def action_open(self) -> None:
        if self.chosen:
            self.post_message(self.Opened())
        else:
            self.notify("There is no note to open here.", markup=False)

    def draw(self, row: Line, width: int, chosen: bool) -> list[Segment]:
        if isinstance(row, Remark):
            return [Segment(f" {row.text}")]
        cells = width - _KIND - 2
        title = cells if width < 60 else cells * 2 // 5
        quiet = None if chosen else self.get_component_rich_style("hit-list--quiet")
        word = _CHOSEN_WORD if chosen else self.get_component_rich_style("hit-list--word")
        return [
            Segment(CURSOR if chosen else " "),
            Segment(paint.fit(row.hit.kind, _KIND), quiet),
            *_marked(paint.fit(row.hit.note.title, title), row.words, None, word),
            Segment("  "),
            *_marked(paint.fit(row.hit.snippet or row.hit.note.path, cells - title - 2), row.words, quiet, word),
        ]


def _marked(text: str, words: Sequence[str], plain: Style | None, standing_out: Style) -> Iterator[Segment]:
    """A text with the words in it standing out."""
    end = 0
    for start, stop in marks(text, words):
        yield Segment(text[end:start], plain)
        yield Segment(text[start:stop], standing_out)
        end = stop
    yield Segment(text[end:], plain)
