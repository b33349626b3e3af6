"""The steps of an ask's life: which keys each one writes, and when it makes no sense (docs/cli.md, "Steps").

Pure: an ask as it stands in, edits out. The command line and the TUI take the same steps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journal.errors import Refused
from journal.model import Day, Edit, FollowUp, State
from journal.named_tuple import NamedTuple
from journal.notes.block import KeyValue
from journal.notes.value_reader import ValueReader
from journal.rules.days import known_day
from journal.rules.goals import achieved_on
from journal.rules.owed import contacts_are_owed, only_via_is_left, via_is_owed
from journal.rules.status import StatusClass, status_class
from journal.wording import CLOSING

__all__ = ["STEPS", "Given", "Step"]


class Given(NamedTuple):
    """The person's input to a step.

    on: the day it happened, is to happen, or was promised for; None for today. text: the outcome, or why it is closed.
    word: the status that closes it. via: the thanks go to the people in ``via``. undated: the day of the outcome is
    unknown, and none is written. corrects: the outcome replaces the one that is there, with its day.
    """

    today: Day
    on: Day | None = None
    text: str = ""
    word: str = ""
    via: bool = False
    undated: bool = False
    corrects: bool = False

    @property
    def day(self) -> Day:
        """The day of the step: ``on``, else today."""
        return self.on or self.today

    @property
    def words(self) -> str:
        """The text, stripped."""
        return self.text.strip()


class Step(NamedTuple):
    """A step of an ask's life. done: the words that its summary begins with, before the title.

    edits: gives the changes of the note; raises Refused where the step makes no sense, with what to do instead.
    """

    name: str
    done: str
    edits: Callable[[FollowUp, Given], tuple[Edit, ...]]

    def summary(self, asks: Sequence[FollowUp]) -> str:
        """What the step did, for a toast and the undo log: ``Thanked: Intro to Acme``, ``Nudged: 3 asks``."""
        return f"{self.done}: {_title(asks[0]) if len(asks) == 1 else f'{len(asks)} asks'}"


_UNSENT = frozenset({State.DRAFT, State.PARKED})
_OVER = frozenset({State.THANK, State.REPORT, State.DONE, State.CLOSED})


def _send(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    _refuse_ahead(given, "snooze the draft until then")
    if ask.state is State.CLOSED:
        way_out = "give it another goal" if ask.row == 7 else "write a new ask, or take “status” out of its note"
        raise Refused(f"{_is_over(ask)}: {way_out}.")
    if ask.state not in _UNSENT and ask.asked != given.day:
        on = f" on {ask.asked}" if ask.asked else ""
        nudge = "nudge it, or " if _can_nudge(ask) else ""
        raise Refused(f"“{_title(ask)}” was sent{on} already: {nudge}correct “asked” in its note.")
    return (_dated("asked", given), *_no_longer_unsent(ask))


def _no_longer_unsent(ask: FollowUp) -> tuple[Edit, ...]:
    """The edit that takes a status away that says that an ask was not sent; empty where it has none."""
    is_marked = status_class(ask.ask.status) in (StatusClass.DRAFT, StatusClass.PARKED)
    return (Edit("status", None),) if is_marked else ()


def _nudge(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    _refuse_ahead(given, "snooze it until then")
    _refuse_unsent(ask, "so there is nothing to nudge")
    if not _can_nudge(ask):
        raise Refused(f"“{_title(ask)}” has its answer or is over: there is nothing to nudge.")
    _refuse_before(ask, given, "nudged")
    return (Edit("nudged", given.day.isoformat(), append=True),)


def _can_nudge(ask: FollowUp) -> bool:
    """Whether an ask that was sent still waits for its answer."""
    return ask.state not in _OVER and ask.state is not State.ANSWERED


def _answer(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    _refuse_ahead(given, "write down a promise for a day that was named to you")
    _refuse_unsent(ask, "so nobody can have answered")
    _refuse_closed(ask, "record the answer")
    known = known_day(ask.ask.answered)
    if known and known != given.day:
        raise Refused(f"“{_title(ask)}” was answered on {known} already: correct “answered” in its note.")
    _refuse_before(ask, given, "answered")
    return (_dated("answered", given),)


def _promise(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    _refuse_unsent(ask, "so nobody can have promised anything")
    if ask.state in _OVER:
        raise Refused(f"{_is_over(ask)}: there is nothing left to wait for.")
    _refuse_before(ask, given, "promised")
    return (_dated("promised", given),)


def _outcome(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    _refuse_ahead(given, "snooze it until then")
    if ValueReader(ask.note.path).outcome([KeyValue("outcome", given.words, 1)]) is None:
        said = f"“{given.words}” is none" if given.words else "this is empty"
        raise Refused(f"An outcome needs words, and {said}: write what came of it, even if it is no.")
    _refuse_closed(ask, "record what came of it")
    if ask.ask.outcome and ask.ask.outcome != given.words and not given.corrects:
        raise Refused(f"“{_title(ask)}” has the outcome “{ask.ask.outcome}” already: “journal set” corrects it.")
    if not given.undated:
        _refuse_before(ask, given, "settled")
    undated = (Edit("outcome_date", None),) if given.corrects and ask.ask.outcome_date else ()
    is_known = ask.ask.outcome == given.words and ask.ask.outcome_date and given.on is None and not given.corrects
    dated = undated if given.undated or is_known else (_dated("outcome_date", given),)
    return (Edit("outcome", given.words), *dated, *_no_longer_unsent(ask))


def _thank(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    _refuse_ahead(given, "snooze it until then")
    _refuse_unsent(ask, "so there is nothing to thank for")
    if given.via and not ask.ask.via:
        raise Refused(f"“{_title(ask)}” names nobody in via: thank its contact.")
    if not given.via and only_via_is_left(ask):
        owed = ", ".join(party.name for party in ask.owed_to)
        raise Refused(f"Only {owed} in via is left to thank for “{_title(ask)}”: “journal thank --via” does that.")
    is_owed = via_is_owed(ask.ask) if given.via else contacts_are_owed(ask.ask)
    if ask.ask.outcome and not is_owed and ask.state is not State.REPORT:
        _refuse_again(ask, given, "via_thanked" if given.via else "thanked", "thanked for")
    _refuse_before(ask, given, "thanked for")
    return (_dated("via_thanked" if given.via else "thanked", given),)


def _tell(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    _refuse_ahead(given, "snooze it until then")
    _refuse_unsent(ask, "so there is nothing to tell")
    if not ask.ask.via:
        raise Refused(f"“{_title(ask)}” names nobody in via: there is nobody to tell.")
    _refuse_before(ask, given, "told of")
    return (_dated("via_told", given),)


def _report(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    _refuse_ahead(given, "snooze it until then")
    _refuse_unsent(ask, "so nobody waits for news of it")
    if not any(achieved_on(goal, given.today) for goal in ask.ask.goals):
        from shlex import quote

        noted = next((goal.note.id for goal in ask.ask.goals if goal.note), None)
        how = f", by “journal set {quote(noted)} achieved=today”" if noted else ", in a note of that goal"
        raise Refused(f"No goal of “{_title(ask)}” has come true yet: say first that the goal is achieved{how}.")
    if ask.state is State.DONE:
        _refuse_again(ask, given, "reported", "reported")
    _refuse_before(ask, given, "reported")
    return (_dated("reported", given),)


def _park(ask: FollowUp, _given: Given) -> tuple[Edit, ...]:
    if ask.state in _OVER:
        raise Refused(f"{_is_over(ask)}: there is nothing to park.")
    if ask.state not in _UNSENT:
        raise Refused(f"“{_title(ask)}” was sent, so it cannot be parked: snooze it.")
    return (Edit("status", "parked"),)


def _close(_ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    _refuse_ahead(given, "snooze it until then")
    word, why = given.word, given.words
    if status_class(word) is not StatusClass.CLOSED:  # a status may be two words: no reply
        second, _, rest = why.partition(" ")
        word, why = f"{word} {second}", rest.strip()
    if status_class(word) is not StatusClass.CLOSED:
        raise Refused(f"“{given.word}” does not close an ask: write one of {', '.join(CLOSING)}.")
    because = (Edit("closed_because", why),) if why else ()
    return (Edit("status", word), *because)


def _snooze(ask: FollowUp, given: Given) -> tuple[Edit, ...]:
    if given.day < given.today:
        raise Refused(f"{given.day} is past: snooze “{_title(ask)}” until a day to come.")
    if ask.state in (State.DONE, State.CLOSED):
        raise Refused(f"{_is_over(ask)}: there is nothing to snooze.")
    return (_dated("follow_up", given),)


def _refuse_ahead(given: Given, way_out: str) -> None:
    """Raise Refused for a day in the future. way_out: what to do instead."""
    if given.day > given.today:
        raise Refused(f"{given.day} is still ahead, and only what has happened is recorded: {way_out}.")


def _refuse_before(ask: FollowUp, given: Given, happened: str) -> None:
    """Raise Refused for a day before the one on which the ask was sent. happened: to it, in a word."""
    if ask.asked and given.day < ask.asked:
        raise Refused(f"“{_title(ask)}” was sent on {ask.asked}, so it cannot have been {happened} on {given.day}.")


def _refuse_again(ask: FollowUp, given: Given, key: str, happened: str) -> None:
    """Raise Refused where a key has another day than today, and the person gives none. happened: as above."""
    day = known_day(getattr(ask.ask, key))
    if day and given.on is None and day != given.today:
        raise Refused(f"“{_title(ask)}” was {happened} on {day} already: correct “{key}” in its note.")


def _is_over(ask: FollowUp) -> str:
    """The beginning of a sentence that says that the ask is over, "" where it is not; its goal may have ended before it
    was sent.
    """
    why = ", since its goal is achieved" if ask.row == 7 else ""
    return f"“{_title(ask)}” is over{why}"


def _refuse_unsent(ask: FollowUp, consequence: str) -> None:
    """Raise Refused for an ask that was not sent. consequence: the sentence that says what that means here."""
    if ask.row == 7:
        way_out = "give it another goal and send it"
        raise Refused(f"“{_title(ask)}” was never sent, and its goal is achieved, {consequence}: {way_out}.")
    if ask.state in _UNSENT:
        raise Refused(f"“{_title(ask)}” was not sent yet, {consequence}: send it first.")


def _refuse_closed(ask: FollowUp, wish: str) -> None:
    """Raise Refused for a closed ask: its status wins over all other keys (docs/rules.md 2, row 1), so a step has no
    effect.
    """
    if ask.state is State.CLOSED and status_class(ask.ask.status) is StatusClass.CLOSED:
        raise Refused(f"“{_title(ask)}” is closed ({ask.ask.status}): take “status” out of its note, then {wish}.")


def _dated(key: str, given: Given) -> Edit:
    """An edit that sets a key to the day of the step."""
    return Edit(key, given.day.isoformat())


def _title(ask: FollowUp) -> str:
    return ask.note.title


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step("send", "Sent", _send),
        Step("nudge", "Nudged", _nudge),
        Step("answer", "Answered", _answer),
        Step("promise", "Promised", _promise),
        Step("outcome", "Outcome recorded", _outcome),
        Step("thank", "Thanked", _thank),
        Step("tell", "Told", _tell),
        Step("report", "Reported", _report),
        Step("park", "Parked", _park),
        Step("close", "Closed", _close),
        Step("snooze", "Snoozed", _snooze),
    )
}
"""By name, in the order of docs/cli.md."""
