"""The steps of an ask's life: ``send``, ``nudge``, ``answer`` … ``snooze``."""

from __future__ import annotations

from functools import partial

from journal.cli.call import Option, Words
from journal.cli.command import Command
from journal.cli.which_notes import asks_meant
from journal.cli.write_options import DRY_RUN, ON, is_dry, keeping, print_written
from journal.errors import BadCall, BadDate, Refused, UnknownNote
from journal.model import Move, State
from journal.rules.owed import only_via_is_left
from journal.rules.steps import STEPS, Given
from journal.typed_dates import typed_day
from journal.wording import CLOSING, names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journal.cli.context import Context
    from journal.model import Day, FollowUp

__all__ = ["COMMANDS", "afterwards"]

_ASK = "an ask: its id, path or title; on a terminal a part of them or of the contact’s name"
_NOTE, _NOTES = Words("NOTE", _ASK), Words("NOTE", _ASK, most=None)
_DATE = Words("DATE", "2026-03-16, fri, next tue, 5 Jan, +3d, 2 weeks or end of month", most=None)
_NEXT = {
    State.THANK: "thank {}",
    State.REPORT: "report {}",
    State.ANSWERED: "outcome {} TEXT",
    State.NUDGE: "nudge {}",
    State.RELEASE: "close {} released",
    State.DRAFT: "send {}",
}
"""The command that comes next by where an ask stands."""
_FOREMOST = {"nudge": State.NUDGE, "thank": State.THANK, "report": State.REPORT}
"""The state that calls for a step, where the step makes sense in others too."""
_NEWS = frozenset({"send", "close"})
"""Steps after which those who led to the contact may hear of it (docs/practice.md 3)."""
_GOES_FURTHER = frozenset({"nudge", "answer", "outcome"})
"""Steps after which a day to be quiet until may be a day of the state before, and no longer meant."""
_MORE = "Several notes are one step, and one undo takes it back."


def _take_step(step: str, context: Context) -> int:
    """Take a step for the asks that the call names, and print what comes next for each. Gives the exit status."""
    words, options = context.call.words, context.call.options
    ahead, on = " ".join(words.get("DATE", ())), options.get("--on", "")
    given = Given(
        context.today,
        typed_day(ahead or on, context.today, past=not ahead) if ahead or on else None,
        text=" ".join(words.get("TEXT", ())),
        word=" ".join(words.get("WORD", ())),
        via="--via" in options,
    )
    probe = given._replace(text="so", word="closed")  # what is wrong with the words themselves is told later
    notes = _unsplit(context, words["NOTE"])
    try:
        asks = asks_meant(context, notes, lambda ask: STEPS[step].edits(ask, probe), foremost=_FOREMOST.get(step))
    except UnknownNote:
        if len(notes) > 1 and _is_day(context, notes[-1]):
            from shlex import quote

            raise BadCall(f"“{notes[-1]}” names no ask: a day is written --on {quote(notes[-1])}.") from None
        raise
    with keeping(context, given.text):
        written = context.vault.take(step, asks, given, dry_run=is_dry(context))
    print_written(context, written)
    if not context.json and not is_dry(context):
        after = context.vault.asks([ask.note.path for ask in asks], context.today)
        for line in dict.fromkeys(afterwards(step, after, context.today)):
            context.print(line)
    return 0


def _unsplit(context: Context, names: Sequence[str]) -> Sequence[str]:
    """The names, or the one that they are the words of, typed without quotes: ``nudge lee chen``."""
    whole = " ".join(names)
    if len(names) > 1 and "/" not in whole:
        from journal.vault.queries.lookup import best

        if best(whole, context.vault.queue(context.today), lambda line: (line.title, line.contacts, line.whom))[0]:
            return [whole]
    return names


def _is_day(context: Context, word: str) -> bool:
    try:
        typed_day(word, context.today, past=True)
    except BadDate:
        return False
    return True


def afterwards(step: str, asks: Iterable[FollowUp], today: Day) -> Iterator[str]:
    """What is to be said of each ask after a step; the same of several, where they stand alike."""
    from shlex import quote

    for ask in asks:
        if ask.move is not Move.NONE or (step == "close" and ask.ask.outcome):
            yield _next(ask, today, put_off=step == "snooze")
        if step in _GOES_FURTHER and ask.due and ask.follow_up == ask.due and not ask.needs_follow_up:
            yield f"For the usual day instead: journal unset {quote(ask.note.id)} follow_up"
        if step in _NEWS and ask.ask.via and (word := _word_to_via(ask)):
            yield word


def _word_to_via(ask: FollowUp) -> str:
    """The offer of a message to those who led to the contact; "" where there is nothing new for them."""
    from shlex import quote

    from journal.rules.messages.compose import kind_to_via

    try:
        kind = kind_to_via(ask)
    except Refused:
        return ""
    came = "what came of it" if ask.ask.outcome else "that nothing came of it"
    news = "that you wrote" if kind == "told-via" else came
    return f"{names(ask.ask.via)} led you there: “journal draft {quote(ask.note.id)} --via” words {news}."


def _next(ask: FollowUp, today: Day, *, put_off: bool) -> str:
    """One line: how the ask stands now and, unless it was just put off, the command that comes next."""
    from shlex import quote

    from journal.next_step import next_step

    call = None if put_off else _NEXT.get(ask.state)
    if call is None:
        return next_step(ask, today)
    via = " --via" if only_via_is_left(ask) else ""
    return f"{next_step(ask, today)} Next: journal {call.format(quote(ask.note.id))}{via}"


COMMANDS = (
    Command("send", partial(_take_step, "send"), (_NOTES,), (ON, DRY_RUN), _MORE),
    Command("nudge", partial(_take_step, "nudge"), (_NOTES,), (ON, DRY_RUN), _MORE),
    Command("answer", partial(_take_step, "answer"), (_NOTES,), (ON, DRY_RUN), _MORE),
    Command("promise", partial(_take_step, "promise"), (_NOTE, _DATE), (DRY_RUN,)),
    Command(
        "outcome",
        partial(_take_step, "outcome"),
        (_NOTE, Words("TEXT", "what came of it, a no too", most=None)),
        (ON, DRY_RUN),
    ),
    Command(
        "thank",
        partial(_take_step, "thank"),
        (_NOTES,),
        (Option("--via", "it was those who led to the contact who were thanked"), ON, DRY_RUN),
        _MORE,
    ),
    Command(
        "report",
        partial(_take_step, "report"),
        (_NOTES,),
        (ON, DRY_RUN),
        _MORE,
    ),
    Command(
        "park",
        partial(_take_step, "park"),
        (_NOTES,),
        (DRY_RUN,),
        f"What was sent cannot be parked: snooze it. {_MORE}",
    ),
    Command(
        "close",
        partial(_take_step, "close"),
        (
            _NOTE,
            Words("WORD", f"one of {', '.join(CLOSING)}"),
            Words("TEXT", "why, in your words", least=0, most=None),
        ),
        (DRY_RUN,),
    ),
    Command(
        "snooze",
        partial(_take_step, "snooze"),
        (_NOTE, _DATE),
        (DRY_RUN,),
        "The day counts from today; it is written to follow_up.",
    ),
)
