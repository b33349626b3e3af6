"""The steps of an ask's life: ``send``, ``nudge``, ``answer`` … ``snooze``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from shlex import quote

from journal.cli.command import Command, Option, Words
from journal.cli.context import Context
from journal.cli.writing import DRY_RUN, asks_to_write, is_dry, keeping, say_written
from journal.dates import typed_day
from journal.model import Day, FollowUp, Move, State
from journal.rules.owed import only_via_is_left
from journal.rules.steps import Given
from journal.wording import next_step

__all__ = ["COMMANDS"]

_ON = Option("--on", "the day it happened, if it was not today", "DATE")
_NOTES = Words("NOTE", "an ask: its id, path or title; on a terminal, a part will do", most=None)
_NOTE = replace(_NOTES, most=1)
_DATE = Words("DATE", "2026-03-16, fri, next tue, +3d, 2w or 1m", most=None)
_NEXT = {
    State.THANK: "thank {}",
    State.REPORT: "report {}",
    State.ANSWERED: "outcome {} TEXT",
    State.NUDGE: "nudge {}",
    State.RELEASE: "close {} released",
    State.DRAFT: "send {}",
}
"""The command that comes next by where an ask stands."""
_MORE = "Several notes are one step, and one undo takes it back."


def _take(step: str, context: Context) -> int:
    words, options = context.call.words, context.call.options
    typed = " ".join(words.get("DATE", ())) or options.get("--on")
    given = Given(
        context.today,
        typed_day(typed, context.today) if typed else None,
        text=" ".join(words.get("TEXT", ())),
        word=" ".join(words.get("WORD", ())),
        via="--via" in options,
    )
    asks = asks_to_write(context, words["NOTE"])
    with keeping(context, given.text):
        written = context.vault.take(step, asks, given, dry_run=is_dry(context))
    say_written(context, written)
    if not context.json and not is_dry(context):
        for ask in context.vault.asks([ask.ask.note.path for ask in asks], context.today):
            if ask.move is not Move.NONE:
                context.say(_next(ask, context.today, put_off=step == "snooze"))
    return 0


def _next(ask: FollowUp, today: Day, *, put_off: bool) -> str:
    """How an ask stands now, and the command that comes next unless it was just put off, in one line."""
    call = None if put_off else _NEXT.get(ask.state)
    if call is None:
        return next_step(ask, today)
    via = " --via" if only_via_is_left(ask) else ""
    return f"{next_step(ask, today)} Next: journal {call.format(quote(ask.ask.note.id))}{via}"


COMMANDS = (
    Command("send", "marks asks as sent", partial(_take, "send"), (_NOTES,), (_ON, DRY_RUN), _MORE),
    Command("nudge", "marks asks as sent once more", partial(_take, "nudge"), (_NOTES,), (_ON, DRY_RUN), _MORE),
    Command("answer", "marks asks as answered", partial(_take, "answer"), (_NOTES,), (_ON, DRY_RUN), _MORE),
    Command("promise", "the day an answer was promised for", partial(_take, "promise"), (_NOTE, _DATE), (DRY_RUN,)),
    Command(
        "outcome",
        "what came of an ask",
        partial(_take, "outcome"),
        (_NOTE, Words("TEXT", "what came of it, a no too", most=None)),
        (_ON, DRY_RUN),
    ),
    Command(
        "thank",
        "marks the contacts as thanked",
        partial(_take, "thank"),
        (_NOTES,),
        (Option("--via", "it was those who led to the contact who were thanked"), _ON, DRY_RUN),
        _MORE,
    ),
    Command(
        "report",
        "marks the contacts as told how the goal ended",
        partial(_take, "report"),
        (_NOTES,),
        (_ON, DRY_RUN),
        _MORE,
    ),
    Command(
        "park",
        "keeps asks that were not sent for an occasion",
        partial(_take, "park"),
        (_NOTES,),
        (DRY_RUN,),
        f"What was sent cannot be parked: snooze it. {_MORE}",
    ),
    Command(
        "close",
        "ends an ask, with a word for why",
        partial(_take, "close"),
        (
            _NOTE,
            Words("WORD", "closed, declined, no-reply, released, dropped, cancelled or abandoned"),
            Words("TEXT", "why, in your words", least=0, most=None),
        ),
        (DRY_RUN,),
    ),
    Command(
        "snooze",
        "puts an ask off to another day",
        partial(_take, "snooze"),
        (_NOTE, _DATE),
        (DRY_RUN,),
        "The day counts from today; it is written to follow_up.",
    ),
)
