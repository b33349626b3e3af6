"""A message that is worded and not sent yet."""

from __future__ import annotations

from journal.model import Party
from journal.named_tuple import NamedTuple
from journal.rules.gaps import asks_again
from journal.rules.messages.part import Part

__all__ = ["TOGETHER", "Draft", "Left"]

TOGETHER = "together"
"""The kind of a message for several asks, and the name of its template."""


class Left(NamedTuple):
    """An ask that a message to a person leaves out. id: of its note. reason: a sentence."""

    id: str
    title: str
    reason: str


class Draft(NamedTuple):
    """A message as plain text. kind: the name of its template. to: the people it greets. parts: an ask each.

    left: asks that it could have been about. blanks: the words in brackets that its templates leave to the person.
    """

    kind: str
    to: tuple[Party, ...]
    subject: str
    text: str
    parts: tuple[Part, ...]
    left: tuple[Left, ...] = ()
    blanks: tuple[str, ...] = ()

    def asking_again(self, text: str) -> tuple[int, ...]:
        """The lines that ask for something though the message thanks or reports (docs/rules.md 4), counted from 1.

        text: that of the message, or as the person changed it.
        """
        return asks_again(text) if any(part.tells for part in self.parts) else ()
