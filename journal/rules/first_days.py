"""Days for what notes do not date themselves: the day on which a note first had the key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journal.model import Contact, Day, Event, FollowUp, Note, Page, Progress, State
from journal.rules.days import answered_on
from journal.rules.history import in_order

__all__ = ["asks_in", "paths_of", "with_first_days"]

_STEPS = {
    "asked": "ask",
    "answered": "answered",
    "outcome": "outcome",
    "thanked": "thanks",
    "via_thanked": "thanks",
    "via_told": "told",
    "reported": "reported",
}
"""What is told of an ask, by the key that says it."""
_DATED = frozenset({*_STEPS, "nudged", "outcome_date", "achieved"})
"""Keys that a history tells of otherwise."""


def paths_of(page: Page) -> list[str]:
    """The paths of the notes whose history in git a page tells."""
    own = page.note
    return [*([own.path] if own else []), *(asked.note.path for asked in asks_in(page))]


def with_first_days(page: Page, first: Mapping[str, Mapping[str, Day]], today: Day) -> Page:
    """The page with an event for each undated step of its asks, and for each key that its own note got.

    first: the day on which a note first had a key, by path and canonical key.
    """
    own, whom = page.note, _whom(page)
    found = [event for asked in asks_in(page) for event in _steps(asked, first.get(asked.note.path, {}), whom)]
    if own:
        days = first.get(own.path, {})
        if isinstance(page.subject, Progress) and page.subject.goal.achieved is True and "achieved" in days:
            found.append(Event(days["achieved"], "achieved", own.id, own.title, True))
        found += _written(own, days)
    more = [event for event in found if event.date <= today]
    met = in_order((*page.met, *more)) if page.met else ()
    return page._replace(history=in_order((*page.history, *more)), met=met)


def asks_in(page: Page) -> list[FollowUp]:
    """The asks whose steps are in the page's history."""
    match page.subject:
        case FollowUp() as follow_up:
            return [follow_up]
        case Contact() | Progress():
            return list(page.asks)
        case _:
            return []


def _whom(page: Page) -> str | None:
    """The key of the contact that the page is about; None for another page, whose history is of everybody."""
    return page.subject.person.party.key if isinstance(page.subject, Contact) else None


def _steps(follow_up: FollowUp, first: Mapping[str, Day], of: str | None) -> Iterator[Event]:
    """An event for each step that an ask has without a day.

    of: the key of the contact that it must concern, None for any.
    """
    ask = follow_up.ask
    is_contact = of is None or any(party.key == of for party in ask.contacts)
    is_via = of is None or any(party.key == of for party in ask.via)
    undated = {
        "asked": follow_up.asked is None and follow_up.state not in (State.DRAFT, State.PARKED),
        "answered": is_contact and ask.answered is True and answered_on(ask) is None,
        "outcome": bool(ask.outcome) and ask.outcome_date is None,
        "thanked": is_contact and ask.thanked is True,
        "via_thanked": is_via and ask.via_thanked is True,
        "via_told": is_via and ask.via_told is True,
        "reported": is_contact and ask.reported is True,
    }
    for key, event in _STEPS.items():
        if undated[key] and key in first:
            text = ask.outcome if key == "outcome" and ask.outcome else ask.note.title
            yield Event(first[key], event, ask.note.id, text, True)


def _written(note: Note, first: Mapping[str, Day]) -> Iterator[Event]:
    """An event for each day on which a note got keys that it still has and that are no steps."""
    keys: dict[Day, list[str]] = {}
    for key, day in first.items():
        if key not in _DATED and (key in note.fields or key in note.frontmatter):
            keys.setdefault(day, []).append(key)
    yield from (Event(day, "written", note.id, ", ".join(some), True) for day, some in keys.items())
