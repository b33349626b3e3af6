"""The steps of an ask's life: which keys each one writes, and when it makes no sense (docs/cli.md).

Pure: an ask as it stands in, edits out. The command line and the TUI take the same steps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journal.errors import Refused
from journal.model import Day, Edit, FollowUp, State
from journal.rules.status import StatusClass, status_class, words_of

__all__ = ["STEPS", "Given", "Step"]


@dataclass(frozen=True, slots=True)
class Given:
    """What a person adds to a step. day: when it happened, or is to. via: thanks go to those in ``via``."""

    day: Day
    text: str = ""
    word: str = ""
    via: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step. done: what a toast and the undo log call it, followed by the title.

    edits: raises Refused where the step makes no sense, with what to do instead.
    """

    name: str
    done: str
    edits: Callable[[FollowUp, Given], tuple[Edit, ...]]


_UNSENT = frozenset({State.DRAFT, State.PARKED})
_OVER = frozenset({State.THANK, State.REPORT, State.DONE, State.CLOSED})


def _send(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    if ask.state not in _UNSENT:
        on = f" on {ask.asked}" if ask.asked else ""
        raise Refused(f"“{_title(ask)}” was sent{on} already: nudge it, or set asked to correct the day.")
    is_marked = status_class(ask.ask.status) in (StatusClass.DRAFT, StatusClass.PARKED)
    return (Edit("asked", given.day.isoformat()), *((Edit("status", None),) if is_marked else ()))


def _nudge(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    if ask.state in _UNSENT:
        raise Refused(f"“{_title(ask)}” was not sent yet, so there is nothing to nudge: send it first.")
    if ask.state in _OVER or ask.state is State.ANSWERED:
        raise Refused(f"“{_title(ask)}” has its answer or is over: there is nothing to nudge.")
    return (Edit("nudged", given.day.isoformat(), append=True),)


def _answer(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    return (Edit("answered", given.day.isoformat()),)


def _promise(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    if ask.state in _UNSENT:
        raise Refused(f"“{_title(ask)}” was not sent yet, so nobody can have promised anything: send it first.")
    return (Edit("promised", given.day.isoformat()),)


def _outcome(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    if not given.text.strip():
        raise Refused("An outcome wants words: what came of it, a no too.")
    return (Edit("outcome", given.text.strip()), Edit("outcome_date", given.day.isoformat()))


def _thank(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    if given.via and not ask.ask.via:
        raise Refused(f"“{_title(ask)}” names nobody in via: thank its contact.")
    return (Edit("via_thanked" if given.via else "thanked", given.day.isoformat()),)


def _report(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    return (Edit("reported", given.day.isoformat()),)


def _park(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    if ask.state not in _UNSENT:
        raise Refused(f"“{_title(ask)}” was sent, so it cannot be parked: snooze it.")
    return (Edit("status", "parked"),)


def _close(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    if status_class(given.word) is not StatusClass.CLOSED:
        words = ", ".join(words_of(StatusClass.CLOSED))
        raise Refused(f"“{given.word}” does not close an ask: write one of {words}.")
    because = (Edit("closed_because", given.text.strip()),) if given.text.strip() else ()
    return (Edit("status", given.word), *because)


def _snooze(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    return (Edit("follow_up", given.day.isoformat()),)


def _title(ask: FollowUp) -> str:
    return ask.ask.note.title


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step("send", "Sent", _send),
        Step("nudge", "Nudged", _nudge),
        Step("answer", "Answered", _answer),
        Step("promise", "Promised", _promise),
        Step("outcome", "Outcome recorded", _outcome),
        Step("thank", "Thanked", _thank),
        Step("report", "Reported", _report),
        Step("park", "Parked", _park),
        Step("close", "Closed", _close),
        Step("snooze", "Snoozed", _snooze),
    )
}
"""By name, in the order of docs/cli.md."""
