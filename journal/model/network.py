"""People outside the vault's notes, and who could help with something."""

from __future__ import annotations

from journal.named_tuple import NamedTuple
from journal.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

__all__ = ["Connection", "Export", "Lead", "Leads", "Match"]


class Match(StrEnum):
    """How alike the names of two companies are (docs/practice.md 4), the surest first."""

    EXACT = "exact"
    STRONG = "strong"
    WEAK = "weak"


class Connection(NamedTuple):
    """A person in an export of somebody's network; texts as they stand there, "" where there is none.

    url: the address of their profile.
    """

    name: str
    company: str
    position: str
    url: str
    email: str


class Export(NamedTuple):
    """A file with an export of the person's network. path: absolute. rows: how many people it has."""

    path: str
    rows: int


class Lead(NamedTuple):
    """Somebody who could help with something, and why (docs/practice.md 4).

    match: how the company's name answers, None where they know. words: those that answer, as typed. id: of the
    person's note, None where they have none. row: eight digits that name them in an export, None where they are in
    none. asked: how many asks went out to them. owed: how many asks owe them thanks or a report. through: names of
    contacts who may know them. meetings_left: of this year.
    """

    why: Literal["named", "knows", "works"]
    match: Match | None
    words: tuple[str, ...]
    name: str
    id: str | None = None
    row: str | None = None
    org: str | None = None
    role: str | None = None
    asked: int = 0
    owed: int = 0
    through: tuple[str, ...] = ()
    meetings_left: int = 0


class Leads(NamedTuple):
    """Who could help with something: first who knows of it, then who works there.

    files: the exports looked at. total: how many there are, of whom found has the first. pieces: those of a goal that
    were looked for, None where words were. weak: where nobody was found and weak matches were not looked for, how many
    of these there are.
    """

    found: tuple[Lead, ...]
    files: tuple[Export, ...]
    total: int
    pieces: tuple[str, ...] | None = None
    weak: int = 0
