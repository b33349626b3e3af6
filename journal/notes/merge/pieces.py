"""The texts of a merge in pieces, each block read once: most often two of the texts share it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journal.notes.layout import KeyLines, Layout, NotEditable, layout_of
from journal.notes.misplaced import stacked_block
from journal.notes.spelling import fold_key

__all__ = ["parts_of", "pieces", "pieces_of"]


def pieces_of(texts: Iterable[str]) -> list[Layout]:
    """The layout of each text. Raises NotEditable."""
    found: list[Layout] = []
    for text in texts:
        found.append(pieces(text, found))
    return found


def pieces(text: str, known: Sequence[Layout]) -> Layout:
    """The layout of a text; its frontmatter is not read again where a known text begins with it. Raises NotEditable."""
    if "<<<<<<<" not in text:
        for layout in known:
            above = layout._replace(body="").text
            if layout.fence.endswith("\n") and text.startswith(above) and not stacked_block(text, len(above)):
                return layout._replace(body=text[len(above) :])
    return layout_of(text)


def parts_of(layout: Layout) -> dict[str, KeyLines]:
    """The keys of a layout, by folded name. Raises NotEditable where one is given twice."""
    parts = {fold_key(part.entry.key): part for part in layout.parts}
    if len(parts) < len(layout.parts):
        raise NotEditable("gives a key twice")
    return parts
