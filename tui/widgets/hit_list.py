"""What a search found: kind, title and the line that answers, its words standing out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from journal import Hit, marks
from tui import paint
from tui.paint import Styled
from tui.sections import Remark
from tui.widgets.rows import Rows

__all__ = ["Answer", "HitList", "Line"]

_KIND = 9
"""Cells of the kind and the gap after it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A hit, the words to emphasize, and why it is one: a line of its text, or its place."""

    hit: Hit
    words: tuple[str, ...]
    because: str


Line: TypeAlias = "Answer | Remark"


class HitList(Rows[Line]):
    """A line for each hit; the name of a row is the path of its note."""

    DEFAULT_CLASSES = "panel"
    NOTHING = "There is no note to open here."

    @property
    def chosen(self) -> Answer | None:
        """The hit under the cursor."""
        row = self.current
        return row if isinstance(row, Answer) else None

    def name_of(self, row: Line) -> str | None:
        return row.hit.note.path if isinstance(row, Answer) else None

    def draw(self, row: Line, width: int) -> Iterable[Styled]:
        if isinstance(row, Remark):
            return [(paint.fit(row.text, width), "")]
        cells = width - _KIND
        title = cells if width < 60 else cells * 2 // 5
        return [
            (paint.fit(row.hit.kind, _KIND), "quiet"),
            *_marked(paint.fit(row.hit.note.title, title), row.words, ""),
            ("  ", ""),
            *_marked(paint.fit(row.because, cells - title - 2), row.words, "quiet"),
        ]


def _marked(text: str, words: Sequence[str], look: str) -> Iterator[Styled]:
    """The parts of a text, with the words in it emphasized."""
    end = 0
    for start, stop in marks(text, words):
        yield text[end:start], look
        yield text[start:stop], "word"
        end = stop
    yield text[end:], look
