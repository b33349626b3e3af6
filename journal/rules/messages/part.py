"""A message for one ask: which it is, and what is written once it was sent."""

from __future__ import annotations

from journal.model import Day, Edit, FollowUp, Party
from journal.named_tuple import NamedTuple
from journal.rules.steps import STEPS, Given

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Part"]

_STEPS: Mapping[str, str] = {
    "ask": "send",
    "nudge": "nudge",
    "thanks": "thank",
    "thanks-via": "thank",
    "told-via": "tell",
    "report": "report",
    "release": "close",
}
"""The step that each kind of message takes once it was sent."""


class Part(NamedTuple):
    """A message for one ask, alone or in one for several.

    kind: the name of its template. letter: the note's own words that are the message; "" where the template has them.
    to_via_too: the thanks go to people who are its contacts and led to them, and count for both.
    """

    follow_up: FollowUp
    kind: str
    letter: str = ""
    to_via_too: bool = False

    @property
    def is_to_via(self) -> bool:
        """Whether it goes to those who led to the contacts."""
        return self.kind.endswith("-via")

    @property
    def to(self) -> tuple[Party, ...]:
        """The people whom it goes to."""
        return self.follow_up.ask.via if self.is_to_via else self.follow_up.ask.contacts

    @property
    def step(self) -> str:
        """The name of its step in STEPS."""
        return _STEPS[self.kind]

    @property
    def tells(self) -> bool:
        """Whether it thanks or reports, and so asks for nothing."""
        return self.step in ("thank", "report")

    def edits(self, today: Day, on: Day | None = None) -> tuple[Edit, ...]:
        """What sending it writes into its note. on: the day it was sent, None for today. Raises Refused."""
        given = Given(today, on, word="released")
        sides = (False, True) if self.to_via_too else (self.is_to_via,)
        return tuple(edit for via in sides for edit in STEPS[self.step].edits(self.follow_up, given._replace(via=via)))

    def keys(self, today: Day) -> tuple[str, ...]:
        """The keys that sending it writes."""
        return tuple(edit.key for edit in self.edits(today))
