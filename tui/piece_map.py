"""Who was asked for which piece of a goal (one thing that the goal needs): as a bar, and as a table of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from rich.cells import cell_len
from textual.content import Content

from journal import FollowUp, Progress, showable, wording
from journal.model import Party
from tui import paint
from tui.paint import Styled

__all__ = ["asked_for", "bar", "piece_map"]

_WIDEST = 18
"""Cells that a contact's column takes at most."""
_NARROWEST = 6
"""Cells that a contact's name needs to be known by."""
_GAP = 2
_OUTCOME = "✓"
_NOBODY = Party("nobody yet", "")
_OTHER = "other asks"
_SOURCE = "a source"
_BAR = 24
"""Cells of the longest bar."""


def asked_for(progress: Progress) -> str:
    """``3 of 4 pieces asked for``, with ``or found`` where a source serves one; "" for a goal without pieces."""
    pieces = len(progress.pieces)
    served = " or found" if any(piece.sources and not piece.asks for piece in progress.pieces) else ""
    return f"{pieces - len(progress.unasked)} of {pieces} pieces asked for{served}" if pieces else ""


def bar(progress: Progress, asks: Iterable[FollowUp]) -> tuple[Styled, ...]:
    """A stroke per piece in the colour of its most pressing ask, a pale one where nobody was asked, a darker one
    where a source serves it.

    asks: those of the goal that are known, in the queue's order.
    """
    by_id = {follow_up.note.id: follow_up.state for follow_up in reversed(list(asks))}
    pressing = list(by_id)[::-1]
    cells = max(1, min(2, _BAR // max(1, len(progress.pieces)) - 1))
    parts: list[Styled] = []
    for piece in progress.pieces[:_BAR]:
        found = next((note for note in pressing if note in piece.asks), None)
        look = str(by_id[found]) if found else ""
        stroke = ("█", look) if piece.asks else ("▒" if piece.sources else "░", "quiet")
        parts += [(stroke[0] * cells, stroke[1]), (" " if cells > 1 else "", "")]
    return tuple(parts[:-1])


def piece_map(progress: Progress, asks: Sequence[FollowUp], width: int) -> list[tuple[Styled, ...]]:
    """A line per piece, a column per contact; empty where the goal has no pieces.

    A cell holds the state of the most pressing ask, and a tick where one has an outcome; a blank one means that this
    contact was not asked for it. Sources have a column of their own. Where the columns have no room each piece names
    its contacts instead. asks: all of the goal's, in the queue's order.
    """
    if not progress.pieces:
        return []
    rows = _pieces_with_asks(progress, asks)
    contacts = list({party.key: party for follow_up in asks for party in _parties(follow_up)}.values())
    heads = [party.name for party in contacts]
    cells = [[_cell(found, party) for party in contacts] for _, found, _ in rows]
    if any(sources for *_, sources in rows):
        heads.append(_SOURCE)
        cells = [[*line, _source(sources)] for line, (*_, sources) in zip(cells, rows, strict=True)]
    label = max(cell_len(showable(piece)) for piece, *_ in rows)
    least = [max([_NARROWEST, *(cell_len(line[column][0]) for line in cells)]) for column in range(len(heads))]
    room = width - label - sum(_GAP + column for column in least)
    if room < 0:
        return [line for row in rows for line in _in_words(*row, width)]
    columns = []
    for name, column in zip(heads, least, strict=True):
        more = min(room, max(0, min(_WIDEST, cell_len(showable(name))) - column))
        room -= more
        columns.append(column + more)
    head = [(name, "quiet") for name in heads]
    return [
        _line(("", ""), head, label, columns),
        *(_line((piece, ""), line, label, columns) for (piece, *_), line in zip(rows, cells, strict=True)),
    ]


_Row: TypeAlias = tuple[str, list[FollowUp], Sequence[str]]
"""A piece, its asks, and the ids of its sources."""


def _pieces_with_asks(progress: Progress, asks: Sequence[FollowUp]) -> list[_Row]:
    """The rows of the goal's pieces; last, if there are any, the asks that belong to no piece."""
    by_id = {follow_up.note.id: follow_up for follow_up in asks}
    rows: list[_Row] = [
        (piece.piece, [by_id[note] for note in piece.asks if note in by_id], piece.sources) for piece in progress.pieces
    ]
    in_a_piece = {note for piece in progress.pieces for note in piece.asks}
    others = [follow_up for follow_up in asks if follow_up.note.id not in in_a_piece]
    return [*rows, (_OTHER, others, ())] if others else rows


def _source(sources: Sequence[str]) -> Styled:
    """The file name of the first source of a piece, cut to fit, and how many more there are: ``missing-data +2``."""
    names = [source.rpartition("/")[2] for source in sources]
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return (
        (paint.fit(names[0], min(cell_len(showable(names[0])), _WIDEST - len(more))) + more, "") if names else ("", "")
    )


def _parties(follow_up: FollowUp) -> tuple[Party, ...]:
    """The contacts of an ask; ``nobody yet`` where it has none."""
    return follow_up.ask.contacts or (_NOBODY,)


def _cell(asks: Sequence[FollowUp], party: Party) -> Styled:
    """The state of a contact's asks for a piece; blank where there are none."""
    found = [f for f in asks if any(party.key == other.key for other in _parties(f))]
    return _state(found) if found else ("", "")


def _state(asks: Sequence[FollowUp]) -> Styled:
    """``THANK ✓``; where the outcome is that of another ask than the one that presses, ``✓, DRAFT``."""
    word = asks[0].state.word
    if asks[0].ask.outcome:
        word = f"{word} {_OUTCOME}"
    elif any(f.ask.outcome for f in asks):
        word = f"{_OUTCOME}, {word}"
    return word, asks[0].state


def _in_words(piece: str, asks: Sequence[FollowUp], sources: Sequence[str], width: int) -> list[tuple[Styled, ...]]:
    """A piece, and below it a line for each contact who was asked for it, and for its sources."""
    said = [(f"{wording.names(_parties(f))}  ", _state([f])) for f in asks]
    said += [(f"{_source(sources)[0]}  ", (_SOURCE, "quiet"))] if sources else []
    names = max((cell_len(name) for name, _ in said), default=0)
    return [
        *(((line.plain, "strong"),) for line in Content(showable(piece)).wrap(max(1, width))),
        *(((paint.fit(f"  {name}", min(names + 2, max(4, width - 9))), ""), state) for name, state in said),
    ]


def _line(label: Styled, cells: Sequence[Styled], width: int, columns: Sequence[int]) -> tuple[Styled, ...]:
    """A line of the map. width: of the label in cells; columns: of each of the others."""
    parts = [(paint.fit(label[0], width), label[1])]
    for (text, look), cells_wide in zip(cells, columns, strict=True):
        parts.append((" " * _GAP + paint.fit(text, cells_wide), look))
    return tuple(parts)
