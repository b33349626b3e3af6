"""Dates that one side of a merge gave and that the merge left out, told in the histories of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journal.model import Contact, Day, Event, FieldValue, FollowUp, Note, Page
from journal.named_tuple import NamedTuple
from journal.rules.first_days import asks_in
from journal.rules.history import in_order

__all__ = ["LeftOut", "LostDate", "left_out", "with_lost_dates"]

_HOLDS_BOTH = frozenset({"conflict", "duplicate-key", "two-spellings"})
"""Problems of a note in which what both sides say may stand."""
_OF_ALL = frozenset({"asked", "outcome_date"})
_OF_CONTACT = _OF_ALL | {"nudged", "answered", "thanked", "reported"}
_OF_VIA = _OF_ALL | {"via_thanked", "via_told"}
"""Keys with the dates of an ask's steps: those that concern everybody in it, its contacts, and who led to them."""


class LeftOut(NamedTuple):
    """A date that a merge left out. key: canonical. instead: the date that it has there; None for none, or several."""

    key: str
    date: Day
    instead: Day | None


class LostDate(NamedTuple):
    """A date that one side of a merge lost. merged: the day of the merge.

    came_in: the side that the merge took in had it; else the one that merged. commit: the id of that side's last one.
    """

    merged: Day
    what: LeftOut
    came_in: bool
    commit: str

    @property
    def text(self) -> str:
        """Such as ``thanked 2026-03-05, not 2026-03-01 from the side that came in (3a67309)``."""
        key, date, instead = self.what
        said = f"{key} {instead}, not {date}" if instead else f"lost {key} {date}"
        return f"{said} from the side that {'came in' if self.came_in else 'merged'} ({self.commit[:7]})"


def left_out(base: Sequence[Note], side: Note, merged: Note) -> Iterator[LeftOut]:
    """The dates that a side gave a note and that the merge of it leaves out.

    base: the note in each commit that both sides come from. Gives nothing where what both sides say may stand in the
    merged note: that is told as its problem.
    """
    if any(problem.code in _HOLDS_BOTH for problem in merged.problems):
        return
    for key, value in side.fields.items():
        now = merged.fields.get(key)
        known = {date for note in (*base, merged) for date in _dates(note.fields.get(key))}
        for date in _dates(value):
            if date not in known:
                yield LeftOut(key, date, now if isinstance(now, Day) else None)


def _dates(value: FieldValue | None) -> Sequence[Day]:
    """The dates in the value of a field."""
    return [date for date in (value if isinstance(value, tuple) else (value,)) if isinstance(date, Day)]


def with_lost_dates(page: Page, lost: Mapping[str, Sequence[LostDate]], today: Day) -> Page:
    """The page with an event for each date that its own note, or a step of its asks, lost in a merge and still lacks.

    lost: by path.
    """
    found = list(_events(page.note, lost)) if page.note else []
    for asked in asks_in(page):
        if asked.note != page.note:
            found += _events(asked.note, lost, _keys_for(page, asked))
    more = [event for event in found if event.date <= today]
    met = in_order((*page.met, *more)) if page.met else ()
    return page._replace(history=in_order((*page.history, *more)), met=met)


def _keys_for(page: Page, follow_up: FollowUp) -> frozenset[str]:
    """The keys of an ask whose dates are told on a page: for a contact those of the steps that concern them."""
    if not isinstance(page.subject, Contact):
        return _OF_CONTACT | _OF_VIA
    key = page.subject.person.party.key
    is_contact = any(party.key == key for party in follow_up.ask.contacts)
    is_via = any(party.key == key for party in follow_up.ask.via)
    return (_OF_CONTACT if is_contact else _OF_ALL) | (_OF_VIA if is_via else _OF_ALL)


def _events(note: Note, lost: Mapping[str, Sequence[LostDate]], keys: frozenset[str] | None = None) -> Iterator[Event]:
    """The events of one note. keys: those that count, None for all."""
    for each in lost.get(note.path, ()):
        key, date, _ = each.what
        if (keys is None or key in keys) and date not in _dates(note.fields.get(key)):
            yield Event(each.merged, "merged", note.id, each.text, True)
