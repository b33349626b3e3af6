"""Why an ask stands where it does and what comes next, in a sentence for every screen and command (docs/rules.md 2).

By the row that decided; no date is looked at again. Text from notes comes out showable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from journal.model import Day
from journal.showable import showable
from journal.wording import ago, listed, weekday

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.model import FollowUp, Party

__all__ = ["next_step"]


def next_step(ask: FollowUp, today: Day) -> str:
    """Why an ask has its state and what to do next: ``Asked 21 days ago and no answer. Nudge, kindly.``"""
    return _SENTENCES[ask.row](ask, today)


def _closed(ask: FollowUp, _today: Day) -> str:
    why = ask.ask.closed_because
    known = f"Closed: {showable(why)}" if why else "Closed."
    if not ask.ask.outcome or ask.ask.thanked:
        return known
    return f"{known.rstrip('.')}. Nobody was thanked for what came of it."


def _done(_ask: FollowUp, _today: Day) -> str:
    return "Done: nothing is owed."


def _thank(ask: FollowUp, today: Day) -> str:
    came = ask.ask.outcome_date
    known = f"The outcome came {ago(came, today)}" if came else "The outcome is recorded"
    if came and isinstance(ask.ask.thanked, Day) and ask.ask.thanked < came:
        known += f", after the thanks of {weekday(ask.ask.thanked)}"
    heard = [party for party in ask.ask.contacts if party not in ask.owed_to]
    if heard and ask.owed_to:
        known = f"{_names(heard)} {'has' if len(heard) == 1 else 'have'} heard the outcome"
    whom = _names(ask.owed_to) or "whoever helped"
    led = ", who led you there" if heard and len(ask.owed_to) == 1 else ""
    return f"{known}: tell {whom}{led}, with thanks.{_put_off_until(ask, today)}"


def _report(ask: FollowUp, today: Day) -> str:
    whom = _names(ask.owed_to) or "whoever helped"
    return f"{_achieved(ask)}: tell {whom} how it ended.{_put_off_until(ask, today)}"


def _answered(ask: FollowUp, today: Day) -> str:
    answered = ask.ask.answered if isinstance(ask.ask.answered, Day) else ask.ask.outcome_date
    when = f"Answered {ago(answered, today)}" if answered else "Answered"
    by = f" by {weekday(ask.due)}" if ask.due and not ask.needs_follow_up else ""
    return f"{when}; record what came of it{by}."


def _never_sent(ask: FollowUp, _today: Day) -> str:
    return f"{_achieved(ask)}, and this was never sent: nothing is left to do."


def _no_longer_needed(ask: FollowUp, today: Day) -> str:
    whom = _names(ask.ask.contacts) or "them"
    return f"{_achieved(ask)}: tell {whom} that this is no longer needed.{_put_off_until(ask, today)}"


def _parked(ask: FollowUp, today: Day) -> str:
    return f"Kept until {_on(ask.due, today)}." if ask.due else "Kept for a meeting; no date set."


def _draft(ask: FollowUp, today: Day) -> str:
    """The sentence for a draft, with the source of its due date: set for it, written as asked, or when the answer is
    needed.
    """
    needed_by = ask.ask.needed_by
    if needed_by and needed_by < today:
        until = _put_off_until(ask, today)
        return f"Not sent, and it was needed by {weekday(needed_by)}. Close it, or move the date.{until}"
    if ask.follow_up:
        return f"Not sent yet; you put it off until {_on(ask.follow_up, today)}."
    if ask.asked:
        return f"Not sent yet; it is to go out {_on(ask.asked, today)}."
    if needed_by and ask.due and ask.needs_follow_up:
        return f"Not sent yet, and an answer is needed by {_on(needed_by, today)}: send it now."
    if needed_by and ask.due:
        return f"Not sent yet: to have an answer by {weekday(needed_by)}, send it by {_on(ask.due, today)}."
    return "Not sent yet: send it when it is ready."


def _too_late(ask: FollowUp, today: Day) -> str:
    return f"It was needed by {_on(ask.ask.needed_by, today)}. Let it go.{_put_off_until(ask, today)}"


def _waiting(ask: FollowUp, today: Day) -> str:
    """The sentence while it is their turn, with the reason where the day of ``follow_up`` is before a promise, after
    the last day that helps, or perhaps older than the nudge.
    """
    needed_by, promised, is_put_off = ask.ask.needed_by, ask.ask.promised, ask.follow_up == ask.due
    known = _started(ask, today)
    if promised and ask.follow_up and ask.since and ask.since < ask.follow_up <= promised:
        known = f"{known} An answer is promised for {weekday(promised)}."
    if needed_by and ask.due and needed_by < ask.due:
        then = f"you put it off until {_on(ask.due, today)}, then let it go" if is_put_off else "then let it go"
        return f"{known} An answer helps until {_on(needed_by, today)}; {then}.".lstrip()
    why = ", as its follow_up says" if is_put_off and ask.since in ask.nudges else ""
    return f"{known} Quiet is fine until {_on(ask.due, today)}{why}.".lstrip()


def _nudged_enough(ask: FollowUp, today: Day) -> str:
    times = len(ask.nudges)
    tried = {1: "Nudged once", 2: "Nudged twice"}.get(times, f"Nudged {times} times")
    asked = _started(ask, today).rstrip(".") or "Asked"
    return f"{tried if times else asked} and no answer. Let it go, kindly."


def _nudge(ask: FollowUp, today: Day) -> str:
    promised = ask.ask.promised
    if promised and not (ask.nudges and ask.since and promised < ask.since):
        return f"An answer was promised for {weekday(promised)} and is not here. Ask how it stands."
    if ask.since is None:
        return "Asked on an unknown day: write the day after “asked:”."
    again = "Nudge once more" if ask.nudges else "Nudge"
    return f"{_started(ask, today).rstrip('.')} and no answer. {again}, kindly."


_NEAR = 150
"""Days: what is no farther away needs no year."""
_SENTENCES: Mapping[int, Callable[[FollowUp, Day], str]] = {
    1: _closed,
    2: _done,
    3: _thank,
    4: _report,
    5: _done,
    6: _answered,
    7: _never_sent,
    8: _no_longer_needed,
    9: _parked,
    10: _draft,
    11: _too_late,
    12: _waiting,
    13: _nudged_enough,
    14: _nudge,
}
"""By the row of docs/rules.md 2."""


def _started(ask: FollowUp, today: Day) -> str:
    """``Asked 4 days ago.``, or nudged; empty where the day is unknown or ahead."""
    if ask.since is None or ask.since > today:
        return ""
    return f"{'Nudged' if ask.since in ask.nudges else 'Asked'} {ago(ask.since, today)}."


def _achieved(ask: FollowUp) -> str:
    """``Bursary is achieved``: the goals of the ask that are achieved."""
    goals = _names(goal.party for goal in ask.achieved)
    return f"{goals} {'is' if len(ask.achieved) == 1 else 'are'} achieved"


def _put_off_until(ask: FollowUp, today: Day) -> str:
    """The day to which something due was put off, as the end of a sentence; "" where it is due."""
    return f" Put off until {_on(ask.due, today)}." if ask.due and not ask.needs_follow_up else ""


def _on(day: Day | None, today: Day) -> str:
    """``Thu 3 Dec, in 11 days``; the year too where it is another and not near."""
    assert day is not None
    year = f" {day.year}" if day.year != today.year and abs((day - today).days) > _NEAR else ""
    return f"{weekday(day)}{year}, {ago(day, today)}"


def _names(parties: Iterable[Party]) -> str:
    return listed([showable(party.name) for party in parties])
