"""Where each contact stands: last contact, what is owed, how often they can be met (docs/rules.md 3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from journal.config import Settings
from journal.dates import add, moved
from journal.model import Ask, Contact, Day, FollowUp, Meeting, Move, Party, Person, Span
from journal.named_tuple import NamedTuple
from journal.notes.spelling import without_accents
from journal.rules.days import answered_on, known_day
from journal.rules.silence import Silence, silence_days

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

__all__ = [
    "YEAR",
    "Dealings",
    "Homework",
    "by_name",
    "cadence_of",
    "cadence_of_tags",
    "contacts",
    "dealings",
    "homework_of_ask",
    "in_order",
    "standing",
]

Homework: TypeAlias = "Literal['fresh', 'stale', 'missing']"

YEAR = 365
"""Days for which a meeting counts against a budget."""


class Dealings(NamedTuple):
    """What asks and meetings tell of a contact.

    asks, open_asks, owed: how many. touched: the days on which we wrote to them or heard from them. met: the days of
    meetings with them. Both are sorted, and may have days to come.
    """

    asks: int = 0
    open_asks: int = 0
    owed: int = 0
    touched: tuple[Day, ...] = ()
    met: tuple[Day, ...] = ()


def contacts(
    people: Iterable[Person],
    follow_ups: Sequence[FollowUp],
    meetings: Iterable[Meeting],
    settings: Settings,
    today: Day,
    silence: Silence | None = None,
) -> list[Contact]:
    """Where each person stands today; those owed most first, then by name.

    silence: how long each takes to answer, None to work it out from these follow-ups. The follow-ups may be those of
    some contacts only.
    """
    known, silence = dealings(follow_ups, meetings), silence or silence_days(follow_ups, today)
    keyed = ((person.party.key, person) for person in people)
    return in_order(
        standing(person, known.get(key, Dealings()), settings, today, silence.days(key)) for key, person in keyed
    )


def dealings(follow_ups: Iterable[FollowUp], meetings: Iterable[Meeting]) -> Mapping[str, Dealings]:
    """What asks and meetings tell of each contact that they name, by party key."""
    asks: dict[str, list[FollowUp]] = defaultdict(list)
    owed: dict[str, int] = defaultdict(int)
    met: dict[str, list[Day]] = defaultdict(list)
    for follow_up in follow_ups:
        for party in follow_up.ask.contacts:
            asks[party.key].append(follow_up)
        for party in follow_up.owed_to:
            owed[party.key] += 1
    for meeting in meetings:
        if meeting.date is not None:
            for party in meeting.people:
                met[party.key].append(meeting.date)
    return {
        key: Dealings(
            asks=len(mine),
            open_asks=sum(follow_up.move is not Move.NONE for follow_up in mine),
            owed=owed.get(key, 0),
            touched=tuple(sorted({day for follow_up in mine for day in _touches(follow_up) if day})),
            met=tuple(sorted(met.get(key, ()))),
        )
        for key in {*asks, *owed, *met}
        for mine in [asks.get(key, ())]
    }


def standing(
    person: Person, known: Dealings, settings: Settings, today: Day, silence_days: int | None = None
) -> Contact:
    """Where a person stands today. silence_days: as in Contact."""
    met = [day for day in known.met if day <= today]
    used = [day for day in met if (today - day).days < YEAR]
    budget = settings.meetings_per_year if person.meetings_per_year is None else person.meetings_per_year
    last_contact = _last((*known.touched, *met, person.last_contact), today)
    cadence = cadence_of(person, settings)
    return Contact(
        person=person,
        last_contact=last_contact,
        asks=known.asks,
        open_asks=known.open_asks,
        owed=known.owed,
        meetings_used=len(used),
        meetings_budget=budget,
        next_opens=_next_opens(used, budget, today),
        next_touch=add(last_contact, cadence) if last_contact and cadence else None,
        homework=_homework_of_person(person, settings, today),
        silence_days=silence_days,
    )


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


def _last(days: Iterable[Day | None], today: Day) -> Day | None:
    """The last of some days up to today; None for none."""
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

    used: the days of meetings, newest last. budget: meetings per year.
    """
    if len(used) < budget:
        return today
    return moved(used[-budget], YEAR) if budget > 0 else None
