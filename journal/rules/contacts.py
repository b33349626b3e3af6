"""Where each contact stands: last contact, what is owed, how often they can be met (docs/rules.md 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from journal.config import Settings
from journal.dates import add, moved
from journal.model import Ask, Contact, Day, FollowUp, Meeting, Move, Party, Person, Span
from journal.notes.spelling import without_accents
from journal.rules.days import answered_on, known_day
from journal.rules.silence import Silence, silence_days

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

__all__ = ["YEAR", "Homework", "by_name", "cadence_of", "cadence_of_tags", "contacts", "homework_of_ask", "in_order"]

Homework: TypeAlias = "Literal['fresh', 'stale', 'missing']"

YEAR = 365
"""Days for which a meeting counts against a budget."""


def contacts(
    people: Iterable[Person],
    follow_ups: Sequence[FollowUp],
    meetings: Sequence[Meeting],
    settings: Settings,
    today: Day,
    silence: Silence | None = None,
) -> list[Contact]:
    """Where each person stands today; those owed most first, then by name.

    silence: how long each takes to answer, None to work it out from these follow-ups. The follow-ups may be those of
    some contacts only.
    """
    asks: dict[str, list[FollowUp]] = defaultdict(list)
    owed: dict[str, int] = defaultdict(int)
    met: dict[str, list[Day]] = defaultdict(list)
    for follow_up in follow_ups:
        for party in follow_up.ask.contacts:
            asks[party.key].append(follow_up)
        for party in follow_up.owed_to:
            owed[party.key] += 1
    for meeting in meetings:
        if meeting.date is not None and meeting.date <= today:
            for party in meeting.people:
                met[party.key].append(meeting.date)

    silence = silence or silence_days(follow_ups, today)
    found = []
    for person in people:
        key = person.party.key
        mine, days = asks.get(key, ()), met.get(key, ())
        last_contact, cadence = _last_contact(person, mine, days, today), cadence_of(person, settings)
        used = sorted((day for day in days if (today - day).days < YEAR), reverse=True)
        budget = settings.meetings_per_year if person.meetings_per_year is None else person.meetings_per_year
        found.append(
            Contact(
                person=person,
                last_contact=last_contact,
                asks=len(mine),
                open_asks=sum(follow_up.move is not Move.NONE for follow_up in mine),
                owed=owed.get(key, 0),
                meetings_used=len(used),
                meetings_budget=budget,
                next_opens=_next_opens(used, budget, today),
                next_touch=add(last_contact, cadence) if last_contact and cadence else None,
                homework=_homework_of_person(person, settings, today),
                silence_days=silence.days(key),
            )
        )
    return in_order(found)


def in_order(contacts: Iterable[Contact]) -> list[Contact]:
    """The contacts sorted: those owed most first, then by name."""
    return sorted(contacts, key=lambda contact: (-contact.owed, *by_name(contact.party)))


def by_name(party: Party) -> tuple[str, str, str]:
    """A sort key for contacts and goals: name without accents and case, exact name, id."""
    return without_accents(party.name), party.name, party.id or ""


def cadence_of(person: Person, settings: Settings) -> Span | None:
    """How often to be in touch: the person's own span, else that of the first tag that has one; None for none."""
    return person.cadence or cadence_of_tags(person.note.tags if person.note else (), settings.cadence)


def cadence_of_tags(tags: Iterable[str], cadence: Mapping[str, Span]) -> Span | None:
    """The span of the first tag that has one; None for none. cadence: as in Settings."""
    names = (tag for own in tags for tag in _with_outer(own.casefold()))
    return next((cadence[name] for name in names if name in cadence), None)


def _with_outer(tag: str) -> Iterator[str]:
    """A nested tag and the tags around it: ``mentor/phd`` gives that, then ``mentor``."""
    while tag:
        yield tag
        tag = tag.rpartition("/")[0]


def homework_of_ask(ask: Ask, settings: Settings, today: Day) -> Homework:
    """The state of the ask's own homework; that of its contacts does not count."""
    return _homework(bool(ask.homework), ask.homework_day, settings, today)


def _homework_of_person(person: Person, settings: Settings, today: Day) -> Homework:
    done = bool(person.homework) or (person.note is not None and person.note.has_text)
    return _homework(done, person.homework_day, settings, today)


def _homework(done: bool, day: Day | None, settings: Settings, today: Day) -> Homework:
    """The state of homework: missing, fresh, or stale, which it is too where its day is None."""
    if not done:
        return "missing"
    return "fresh" if day is not None and (today - day).days <= settings.homework_days else "stale"


def _last_contact(person: Person, asks: Iterable[FollowUp], met: Iterable[Day], today: Day) -> Day | None:
    """The last day up to today on which we wrote to a person, heard from them or met; None for none."""
    days = (person.last_contact, *met, *(day for follow_up in asks for day in _touches(follow_up)))
    return max((day for day in days if day is not None and day <= today), default=None)


def _touches(follow_up: FollowUp) -> Iterator[Day | None]:
    """The days on which we wrote to an ask's contacts or heard from them; None for one that is not known."""
    ask = follow_up.ask
    yield follow_up.asked
    yield from ask.nudged
    yield answered_on(ask)
    yield known_day(ask.thanked)
    yield known_day(ask.reported)


def _next_opens(used: Sequence[Day], budget: int, today: Day) -> Day | None:
    """The first day on which one more meeting is within the budget; None for never.

    used: the days of meetings, newest first. budget: meetings per year.
    """
    if len(used) < budget:
        return today
    return moved(used[budget - 1], YEAR) if budget > 0 else None
