"""Who is still to hear what came of an ask, or how its goal ended (docs/rules.md 2, "Thanks are owed")."""

from __future__ import annotations

from journal.model import Ask, DateOrYes, Day, FollowUp, Party, State
from journal.rules.days import known_day
from journal.rules.status import StatusClass, status_class

__all__ = ["OWING", "contacts_are_owed", "is_reported", "only_via_is_left", "owed_to", "via_is_owed"]


OWING = (State.THANK, State.REPORT)
"""The states of asks of which somebody is to hear (see ``owed_to``)."""


def contacts_are_owed(ask: Ask) -> bool:
    """Whether thanks for the outcome are owed to the contacts; also true where no contact is named."""
    return _is_owed(ask, ask.thanked)


def via_is_owed(ask: Ask) -> bool:
    """Whether thanks for the outcome are owed to the people in via."""
    return bool(ask.via) and _is_owed(ask, ask.via_thanked)


def only_via_is_left(ask: FollowUp) -> bool:
    """Whether the contacts have been thanked and the people in via have not."""
    return via_is_owed(ask.ask) and not contacts_are_owed(ask.ask) and ask.state is State.THANK


def owed_to(ask: Ask, state: State) -> tuple[Party, ...]:
    """The people to thank or tell next, for an ask in that state: contacts first, each once."""
    if state is State.REPORT:
        return ask.contacts
    if state is not State.THANK:
        return ()
    owed = (*(ask.contacts if contacts_are_owed(ask) else ()), *(ask.via if via_is_owed(ask) else ()))
    return tuple({party.key: party for party in owed}.values())


def is_reported(ask: Ask, ended: Day | None) -> bool:
    """Whether the contacts were told how the goal ended. ended: the day of its end, None where unknown."""
    if ask.reported is True or (ask.reported is not None and (ended is None or ask.reported >= ended)):
        return True
    thanked = known_day(ask.thanked)
    return thanked is not None and ended is not None and thanked >= ended


def _is_owed(ask: Ask, thanked: DateOrYes) -> bool:
    """Whether thanks are still owed. thanked: when they were given; before the outcome they do not count.

    A status of class done counts as thanks.
    """
    if not ask.outcome or status_class(ask.status) is StatusClass.DONE:
        return False
    day = known_day(thanked)
    return thanked is None or (day is not None and ask.outcome_date is not None and day < ask.outcome_date)
