"""The words people write as a status, and what they mean (docs/rules.md 1, "Status classes")."""

from __future__ import annotations

from enum import Enum, auto

from journal.notes.spelling import fold_key

__all__ = ["StatusClass", "status_class", "words_of"]


class StatusClass(Enum):
    """What a status says about an ask, however it is worded."""

    DRAFT = auto()
    PARKED = auto()
    ASKED = auto()
    ANSWERED = auto()
    DONE = auto()
    CLOSED = auto()


_WORDS = {
    StatusClass.DRAFT: "draft ready todo planned idea",
    StatusClass.PARKED: "parked onhold someday",
    StatusClass.ASKED: "asked sent waiting open inprogress pending",
    StatusClass.ANSWERED: "answered replied",
    StatusClass.DONE: "done complete completed thanked",
    StatusClass.CLOSED: "closed declined noreply released dropped cancelled canceled abandoned",
}
_CLASS_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}


def status_class(word: str | None) -> StatusClass | None:
    """The class of a status as written; None where there is none, or nobody knows the word."""
    return None if word is None else _CLASS_OF.get(fold_key(word))


def words_of(kind: StatusClass) -> tuple[str, ...]:
    """The words of a class, as the table lists them."""
    return tuple(_WORDS[kind].split())
