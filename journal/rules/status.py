"""The words people write as a status, and what they mean (docs/rules.md 1, "Status classes")."""

from __future__ import annotations

from functools import lru_cache

from journal.regex import regex
from journal.str_enum import StrEnum

__all__ = ["StatusClass", "status_class", "status_rank"]


class StatusClass(StrEnum):
    """The class of a status word: what it says about an ask."""

    DRAFT = "draft"
    PARKED = "parked"
    ASKED = "asked"
    ANSWERED = "answered"
    DONE = "done"
    CLOSED = "closed"


_WORDS = {
    StatusClass.DRAFT: "draft ready todo planned idea",
    StatusClass.PARKED: "parked onhold someday",
    StatusClass.ASKED: "asked sent waiting open inprogress pending contacted emailed messaged requested",
    StatusClass.ANSWERED: "answered replied responded",
    StatusClass.DONE: "done complete completed thanked finished",
    StatusClass.CLOSED: (
        "closed declined noreply released dropped cancelled canceled abandoned rejected refused ghosted withdrawn"
        " expired unanswered noanswer noresponse"
    ),
}
_CLASS_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_WORD = regex(r"[^\W_]+")
"""A run of letters and digits."""


@lru_cache(maxsize=1024)
def status_class(text: str | None) -> StatusClass | None:
    """The class of a status as written; None where there is no status, or the word is unknown.

    ``✅ sent``, ``[[Waiting]]``, ``waiting for reply`` and ``no reply yet`` have one: first all letters and digits
    together are looked up, then the first two words together, then the first word.
    """
    return _CLASS_OF.get(_known_word(text)) if text else None


def status_rank(text: str) -> tuple[int, int] | None:
    """The rank of a status: two numbers that compare by how far the ask has come; None for an unknown word.

    The first is of its class, the second of its word, both in the table's order from 0.
    """
    word = _known_word(text)
    kind = _CLASS_OF.get(word)
    return None if kind is None else (list(_WORDS).index(kind), _WORDS[kind].split().index(word))


def _known_word(text: str) -> str:
    """The table's word for a status; "" for none."""
    words = _WORD.findall(text.lower())
    tried = ("".join(words), "".join(words[:2]), "".join(words[:1]))
    return next((word for word in tried if word in _CLASS_OF), "")
