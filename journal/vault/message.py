"""The message to send next for an ask of a vault."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from journal.model import Day, FollowUp, Note, Party, State
from journal.notes import block, fold
from journal.rules.messages import Draft, compose, is_kept

__all__ = ["message"]

_UNSENT = frozenset({State.DRAFT, State.PARKED})
_HEADING = re.compile(r"\s*# .*\n")
_RULE = re.compile(r"^(?:---+|\*\*\*+|___+)[ \t]*$", re.MULTILINE)
_WORD = r"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.|[^\s,:!.?，：！、]+)"
_GREETING = re.compile(rf"{_WORD}(?:[ \t]+{_WORD}){{0,4}}[ \t]*(?:[,:!，：！、]|$)", re.MULTILINE)
"""Up to five words that a comma or the end of the line follows."""


class Texts(Protocol):
    """Who knows the text of a note: a Vault."""

    def text(self, note: Note) -> str: ...


def message(vault: Texts, follow_up: FollowUp, today: Day, *, via: bool = False) -> Draft:
    """What to send next; via: to those who led to the contact.

    Raises Refused where nothing is to be sent, and EnvironmentFailed where the note cannot be read.
    """
    letter = _letter(vault.text(follow_up.ask.note), follow_up.ask.contacts) if follow_up.state in _UNSENT else ""
    return compose(follow_up, today, letter=letter, via=via)


def _letter(text: str, to: Sequence[Party]) -> str:
    """A note's own words to its contacts: below frontmatter and heading, above the first rule across the page.

    Only what greets one of them by a word of the name is a letter; the rest of a note is for whoever keeps it.
    """
    text = block.unified(text)
    frontmatter = block.find(text)
    body = (text[frontmatter.body :] if frontmatter else text).lstrip("\n")
    if sent := is_kept(body):
        body = body[: sent.start()]
    letter = _RULE.split(_HEADING.sub("", body, count=1) if _HEADING.match(body) else body)[0].strip()
    greeting = _GREETING.match(letter)
    greeted = {fold(word) for word in re.findall(r"\w+", greeting[0])} if greeting else set()
    names = {fold(word) for party in to for word in re.findall(r"\w+", party.name)}
    return letter if greeted & names else ""
