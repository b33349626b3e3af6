"""What was sent, as a section of the note that it was sent for."""

from __future__ import annotations

from journal.model import Appended, Day
from journal.regex import regex
from journal.rules.messages.compose import Draft
from journal.rules.messages.person_name import joined, name_in_words
from journal.rules.messages.words import lines_to_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

__all__ = ["find_sent", "sent_section"]

_HEADINGS = {"send": "Ask", "nudge": "Nudge", "thank": "Thanks", "report": "Report", "close": "Release", "tell": "Word"}
_HEADING = regex(rf"(?m)^## (?:{'|'.join(_HEADINGS.values())})(?: to [^\n]+)?, \d{{1,2}} [A-Z][a-z]+ \d{{4}}[ \t]*$")

_MEANS_MORE = regex(r"(?m)^(?=#|[=-]{3,}\s*$|<{7}|={7}|>{7}|\|{7}|`{3}|~{3})")
"""Begins a line that would be more than text in a note: a heading, a rule, a fence, a mark of a conflict."""


def sent_section(draft: Draft, text: str, day: Day) -> Appended | None:
    """A sent message as a section for the note, headed by its kind and day.

    None where the text is in the note already, or has lines that the person did not word.
    """
    if lines_to_word(text) or (draft.in_note and text.strip() == draft.text.strip()):
        return None
    to = f" to {joined([name_in_words(party.name) for party in draft.to])}" if draft.via else ""
    said = _MEANS_MORE.sub(r"\\", text.strip("\n")).split("\n")
    return Appended(("", *said), f"{_HEADINGS[draft.kind]}{to}, {day.day} {day:%B %Y}")


def find_sent(body: str) -> re.Match[str] | None:
    """The match of the first section with a sent message in a body; None for none."""
    return _HEADING.search(body)
