"""Who was asked for which piece of a goal, as a table of words."""

from __future__ import annotations

from collections.abc import Sequence

from journal import FollowUp, Progress, wording
from journal.model import Party
from tui import paint

__all__ = ["piece_map"]

_CELL = len("RELEASE ✓")
_WIDEST = 18
"""Cells that a contact's column takes at most."""
_GAP = 2
_OUTCOME = " ✓"
_LABEL = 24
"""Cells that a piece's name takes at most."""
_NOBODY = Party("nobody yet", "")
_OTHER = "other asks"


def piece_map(progress: Progress, asks: Sequence[FollowUp], width: int) -> list[str]:
    """A line per piece, a column per contact; empty where the goal has no pieces.

    A cell holds the state of the most pressing ask, and a tick where one has an outcome; a blank one
    means that this contact was not asked for it. asks: all of the goal's, in the queue's order.
    """
    if not progress.pieces:
        return []
    rows = _rows(progress, asks)
    contacts = {party.key: party for follow_up in asks for party in _parties(follow_up)}
    label = min(_LABEL, max(len(piece) for piece, _ in rows), width // 3)
    columns = min(len(contacts), (width - label) // (_CELL + _GAP))
    if contacts and columns < 1:
        return [f"{paint.fit(piece, width // 2).rstrip()}: {_in_words(found)}" for piece, found in rows]
    shown, left_out = list(contacts.values())[:columns], list(contacts.values())[columns:]
    cell = min(_WIDEST, (width - label) // columns - _GAP) if columns else 0
    lines = [_line("", [party.name for party in shown], label, cell)]
    lines += [_line(piece, [_cell(found, party) for party in shown], label, cell) for piece, found in rows]
    if left_out:
        lines.append(f"No room for {wording.count(len(left_out), 'contact')}: {wording.names(left_out)}")
    return lines


def _rows(progress: Progress, asks: Sequence[FollowUp]) -> list[tuple[str, list[FollowUp]]]:
    """Each piece with its asks; last, where there are such, those for none of them."""
    by_id = {follow_up.ask.note.id: follow_up for follow_up in asks}
    rows = [(piece.piece, [by_id[note] for note in piece.asks if note in by_id]) for piece in progress.pieces]
    asked_for = {note for piece in progress.pieces for note in piece.asks}
    others = [follow_up for follow_up in asks if follow_up.ask.note.id not in asked_for]
    return [*rows, (_OTHER, others)] if others else rows


def _parties(follow_up: FollowUp) -> tuple[Party, ...]:
    return follow_up.ask.contacts or (_NOBODY,)


def _cell(asks: Sequence[FollowUp], party: Party) -> str:
    found = [f for f in asks if any(party.key == other.key for other in _parties(f))]
    return _state(found) if found else ""


def _state(asks: Sequence[FollowUp]) -> str:
    return asks[0].state.word + (_OUTCOME if any(f.ask.outcome for f in asks) else "")


def _in_words(asks: Sequence[FollowUp]) -> str:
    return ", ".join(f"{wording.names(_parties(f))} {_state([f])}" for f in asks)


def _line(label: str, cells: Sequence[str], width: int, cell: int) -> str:
    return "".join([paint.fit(label, width), *(" " * _GAP + paint.fit(text, cell) for text in cells)]).rstrip()
