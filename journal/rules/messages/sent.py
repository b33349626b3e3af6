"""What is written once a message was sent: the step of each of its asks, and its text in their notes."""

from __future__ import annotations

from collections.abc import Sequence

from journal.model import Appended, Day, NoteEdits, Party
from journal.regex import regex
from journal.rules.messages.draft import Draft
from journal.rules.messages.part import Part
from journal.rules.messages.person_name import joined, name_in_words
from journal.rules.messages.words import lines_to_word
from journal.rules.steps import STEPS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

__all__ = ["find_sent", "sent_edits", "sent_section", "sent_summary"]

_HEADINGS = {
    "ask": "Ask",
    "nudge": "Nudge",
    "thanks": "Thanks",
    "thanks-via": "Thanks",
    "report": "Report",
    "release": "Release",
    "told-via": "Word",
}
_MEANS_MORE = regex(r"(?m)^(?=#|[=-]{3,}\s*$|<{7}|={7}|>{7}|\|{7}|`{3}|~{3})")
"""Begins a line that would be more than text in a note: a heading, a rule, a fence, a mark of a conflict."""
_HEADING = regex(rf"(?m)^## (?:{'|'.join(_HEADINGS.values())})(?: to [^\n]+)?, \d{{1,2}} [A-Z][a-z]+ \d{{4}}[ \t]*$")


def sent_edits(draft: Draft, text: str, today: Day, on: Day | None, *, keep: bool) -> list[NoteEdits]:
    """The edits of each note. text: as it was sent. on: the day it was, None for today. keep: add the text to them.

    Raises Refused where a step makes no sense.
    """
    edits: list[NoteEdits] = []
    for part in draft.parts:
        kept = sent_section(part, text, on or today, draft.blanks) if keep else None
        edits.append((part.follow_up.note, (*part.edits(today, on), *([kept] if kept else []))))
    return edits


def sent_summary(parts: Sequence[Part], to: Sequence[Party]) -> str:
    """A sentence for the undo log: ``Thanked: Intro to Acme``, ``Sent to Priya Nair: 3 asks``."""
    if len(parts) == 1:
        return STEPS[parts[0].step].summary([parts[0].follow_up])
    return f"Sent to {joined([party.name for party in to])}: {len(parts)} asks"


def sent_section(part: Part, text: str, day: Day, blanks: Sequence[str] = ()) -> Appended | None:
    """A sent message as a section for the note of a part, headed by its kind and day.

    None where the text is in the note already, or has lines that the person did not word.
    """
    if lines_to_word(text, blanks) or (part.letter and text.strip() == part.letter.strip()):
        return None
    to = f" to {joined([name_in_words(party.name) for party in part.to])}" if part.is_to_via else ""
    said = _MEANS_MORE.sub(r"\\", text.strip("\n")).split("\n")
    return Appended(("", *said), f"{_HEADINGS[part.kind]}{to}, {day.day} {day:%B %Y}")


def find_sent(body: str) -> re.Match[str] | None:
    """The match of the first section with a sent message in a body; None for none."""
    return _HEADING.search(body)
