"""Keys of an ask in the text of a note, where no list finds them: those of Dataview, and some without their fences."""

from __future__ import annotations

from journal.notes.body import are_fenced
from journal.notes.keys import GOAL_OR_CONTACT
from journal.notes.misplaced import are_of_an_ask, keys_in_small_letters
from journal.notes.spelling import fold_key
from journal.regex import regex

__all__ = ["line_that_asks"]

_FIELD = regex(r"(?m)(?:^[ \t>]*+(?:[-*+][ \t]++)?|[\[(])(?P<key>[^\W\d_][\w -]{1,20}+)::[ \t]*+[^ \t\n]")
"""A field of Dataview: on a line of its own, or in brackets."""
_PARAGRAPH = regex(r"\s*+(?P<lines>(?>(?:[^\s:#-][^:\n]{0,62}:(?![^ \t\n])[^\n]*+\n?|[^\S\n]++[^\n]*+\n?)*))")


def line_that_asks(body: str) -> int | None:
    """The line of a body, from 1, at which the keys of an ask stand outside frontmatter; None where there are none.

    Those of Dataview count anywhere but in code, ``key: value`` where the body begins with them.
    """
    if "::" in body:
        lines = body.split("\n")
        text = "\n".join("" if in_code else line for line, in_code in zip(lines, are_fenced(lines), strict=True))
        found = [(fold_key(field["key"]), field.start("key")) for field in _FIELD.finditer(text)]
        asking = next((start for key, start in found if key == "ask"), None)
        if asking is not None and any(key in GOAL_OR_CONTACT for key, _ in found):
            return text.count("\n", 0, asking) + 1
    begun = _PARAGRAPH.match(body)
    if begun and are_of_an_ask(keys_in_small_letters(begun["lines"])):
        return body.count("\n", 0, begun.start("lines")) + 1
    return None
