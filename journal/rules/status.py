"""The words people write as a status, and what they mean (docs/rules.md 1, "Status classes")."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

__all__ = ["StatusClass", "status_class"]


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
    StatusClass.ASKED: "asked sent waiting open inprogress pending contacted emailed messaged requested",
    StatusClass.ANSWERED: "answered replied responded",
    StatusClass.DONE: "done complete completed thanked finished",
    StatusClass.CLOSED: (
        "closed declined noreply released dropped cancelled canceled abandoned rejected refused ghosted withdrawn"
        " expired unanswered noanswer noresponse"
    ),
}
_CLASS_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_WORD = re.compile(r"[^\W_]+")
"""A run of letters and digits."""


@lru_cache(maxsize=1024)
def status_class(text: str | None) -> StatusClass | None:
    """The class of a status as written; None where there is none, or nobody knows the word.

    ``✅ sent``, ``[[Waiting]]``, ``waiting for reply`` and ``no reply yet`` have one: all letters and digits together
    are looked up, then the first two words together, then the first.
    """
    words = _WORD.findall(text.lower()) if text else []
    for tried in ("".join(words), "".join(words[:2]), "".join(words[:1])):
        if kind := _CLASS_OF.get(tried):
            return kind
    return None
