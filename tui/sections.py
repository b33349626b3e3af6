"""The follow-ups as the lines of a list: sections, groups, and what to say where a section is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from journal import Move, QueueLine, State, wording
from journal.model import Day

__all__ = ["Group", "Remark", "Row", "Section", "section_around", "sections"]


@dataclass(frozen=True, slots=True)
class Section:
    """A rule with a title across the list. count: of its asks, None where it is not told."""

    title: str
    count: int | None = None

    @property
    def text(self) -> str:
        return self.title if self.count is None else f"{self.title} · {self.count}"


@dataclass(frozen=True, slots=True)
class Group:
    """A title over the asks that want the same thing done."""

    title: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence where there is nothing to list."""

    text: str


Row: TypeAlias = "Section | Group | Remark | QueueLine"


def sections(lines: Sequence[QueueLine], asks: int, today: Day, *, narrowed: bool = False) -> list[Row]:
    """The rows of the Follow-ups screen.

    lines: the open asks in the queue's order, which is kept. asks: how many there are, open or over.
    narrowed: a filter has left some out; where it leaves none there are no rows.
    """
    if narrowed and not lines:
        return []
    on_you = [line for line in lines if line.needs_follow_up]
    waiting = [line for line in lines if line.move is Move.THEIRS]
    quiet = [line for line in lines if not line.needs_follow_up]
    parked = [line for line in quiet if line.state is State.PARKED]
    later = [line for line in quiet if line.move is Move.MINE and line.state is not State.DRAFT]
    drafts = [line for line in quiet if line.state is State.DRAFT]
    rows: list[Row] = [Section("ON YOU", len(on_you))]
    if not on_you:
        said = "Nothing that matches is on you." if narrowed else wording.nothing_on_you(lines, asks, today)
        rows.append(Remark(said))
    for state, group in groupby(on_you, key=lambda line: line.state):
        members = list(group)
        rows += [Group(f"{wording.GROUPS[state]} · {len(members)}"), *members]
    for title, members in (
        ("WAITING ON THEM", waiting),
        ("PARKED FOR A MEETING", parked),
        ("ON YOU LATER", later),
    ):
        if members:
            rows += [Section(title, len(members)), *members]
    if drafts:
        rows += [Section("DRAFTS"), *drafts]
    return rows


def section_around(rows: Sequence[Row], index: int) -> range:
    """The rows of the section that a row is in, its heading first; all of them where there are no sections."""
    start = next((i for i in range(index, -1, -1) if isinstance(rows[i], Section)), 0)
    stop = next((i for i in range(index + 1, len(rows)) if isinstance(rows[i], Section)), len(rows))
    return range(start, stop)
