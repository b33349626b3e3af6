"""One note as it reads by itself, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journal.model.days import Day, Span
from journal.model.kinds import Kind
from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

__all__ = ["ABOUT_KEYS", "ERRORS", "FieldValue", "Name", "Note", "NoteLine", "NoteProblem", "Problem"]


ERRORS: frozenset[str] = frozenset(
    {
        "bad-frontmatter",
        "unclosed-frontmatter",
        "misplaced-frontmatter",
        "second-ask",
        "misspelt-ask",
        "conflict",
        "not-utf8",
        "unreadable",
        "outside-vault",
    }
)
"""Codes of problems after which a note may not mean what its author meant (docs/format.md 3)."""


ABOUT_KEYS: frozenset[str] = frozenset({"bad-date", "dangling-link", "placeholder", "two-spellings"})
"""Codes of problems that are told of asks, people, goals and meetings alone: elsewhere a key may mean anything."""


class Problem(NamedTuple):
    """Something wrong in one note: what, where, and what to do about it, in one sentence.

    code: one of docs/format.md 3. line: counted from 1 over the whole file, None where unknown.
    """

    code: str
    message: str
    line: int | None = None

    @property
    def severity(self) -> Literal["error", "warning"]:
        return "error" if self.code in ERRORS else "warning"


class NoteProblem(NamedTuple):
    """A problem and the note (or folder, or settings file) it was found in."""

    path: str
    problem: Problem


class Name(NamedTuple):
    """A person, goal or note as another note words it (docs/format.md 2, "Names").

    target: what is looked up, without heading, alias or extension. text: what is shown where no
    note answers to it: a link's last part, or the plain text itself. address: the e-mail address
    that stands beside it, None for none.
    """

    target: str
    text: str
    address: str | None = None


FieldValue: TypeAlias = "str | int | Day | Literal[True] | Span | tuple[str, ...] | tuple[Day, ...] | tuple[Name, ...]"


class Note(NamedTuple):
    """One Markdown file as it reads by itself, before any other note is looked at.

    kind: None where only other notes can tell (a person, a goal or a plain note).
    heading: the first level-one heading. fields: canonical key to typed value, present ones only
    (docs/format.md 2); ``asked`` is a Day, "" where left blank, or its text where that is no date.
    frontmatter: every top-level key, folded, to its texts as written, for filters. lines: folded
    key to its line. links: where its body points. has_text: the body holds text besides headings and
    comments.
    """

    id: str
    path: str
    kind: Kind | None
    title: str
    heading: str | None = None
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    fields: Mapping[str, FieldValue] = MappingProxyType({})
    frontmatter: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    lines: Mapping[str, int] = MappingProxyType({})
    links: tuple[Name, ...] = ()
    has_text: bool = False
    problems: tuple[Problem, ...] = ()


class NoteLine(NamedTuple):
    """A note as one line of a list; a Note has more. problems: all that were found in it."""

    id: str
    path: str
    title: str
    kind: Kind
    tags: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
