"""What ``journal triage`` asks about: an ask, a contact and a captured line, each with the ways to answer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from journal.cli.which_notes import refusal
from journal.cli.write_options import is_dry
from journal.keyboard import KEYS
from journal.model import State
from journal.named_tuple import NamedTuple
from journal.next_step import next_step
from journal.rules.owed import OWING, only_via_is_left
from journal.rules.steps import STEPS, Given
from journal.typed_dates import typed_day
from journal.vault.write.write_result import Written
from journal.wording import CLOSING, lateness, names, why_touch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from journal.cli.context import Context
    from journal.model import Capture, ContactLine, FollowUp

__all__ = ["Question", "of_ask", "of_capture", "of_contact"]

_STEPS = {
    "thank": ("told {}, with thanks", ""),
    "nudge": ("nudged", ""),
    "outcome": ("what came of it", "what came of it"),
    "answer": ("answered", ""),
    "send": ("sent", ""),
    "snooze": ("snooze", "until when"),
    "close": ("close", f"{', '.join(CLOSING)}; then why, if you like"),
    "park": ("park", ""),
    "promise": ("promised", "for which day"),
}
"""What each step is called, with a place for whom it goes to, and what it asks for; its letter is that of ``ask.STEP``
in the terminal UI.
"""
_DATED = frozenset({"snooze", "promise"})
_Act: TypeAlias = "Callable[[str], Written]"
"""Writes an answer. Its text is what the person typed on the line after the letter, "" where none is asked for."""


class Way(NamedTuple):
    """What a letter does. asks_for: what is to be typed on the next line, "" for nothing. is_prose: any words will
    do there, else a letter of the question counts as that letter.
    """

    does: str
    act: _Act
    asks_for: str = ""
    is_prose: bool = False


class Question(NamedTuple):
    """One thing to decide: what it is in a line, why it comes up, and the ways to answer it by their letters."""

    line: str
    reason: str
    ways: Mapping[str, Way]


def of_ask(context: Context, path: str) -> Question | None:
    """The question about the ask at a path; None where it needs nothing any more."""
    today = context.today
    ask = next((ask for ask in context.vault.asks([path], today) if ask.needs_follow_up), None)
    if ask is None:
        return None
    line = "  ".join(filter(None, [ask.state.word, lateness(ask.due, today), names(ask.whom), ask.title]))
    via = only_via_is_left(ask)
    probe = Given(today, text="so", word=CLOSING[0], via=via)
    whom = names(ask.ask.via if via else ask.ask.contacts) or "them"
    ways: dict[str, Way] = {}
    for key, (does, asks_for) in _STEPS.items():
        step = "report" if key == "thank" and ask.state is State.REPORT else key
        if not refusal(STEPS[step].edits, ask, probe) and (key != "thank" or ask.state in OWING):
            act = partial(_take, context, ask, step)
            ways[KEYS[f"ask.{key}"].keys] = Way(does.format(whom), act, asks_for, is_prose=step == "outcome")
    return Question(line, next_step(ask, today), ways)


def _take(context: Context, ask: FollowUp, step: str, typed: str) -> Written:
    """Take a step of an ask. typed: its day, its words, or the word that closes it and why. Raises JournalError."""
    today = context.today
    word, _, why = typed.partition(" ")
    given = Given(
        today,
        typed_day(typed, today) if step in _DATED else None,
        text=why if step == "close" else typed,
        word=word if step == "close" else "",
        via=step == "thank" and only_via_is_left(ask),
    )
    return context.vault.take(step, [ask], given, dry_run=is_dry(context))


def of_contact(context: Context, line: ContactLine) -> Question | None:
    """The question about a contact who is due; None where they are so no longer."""
    still = next((each for each in context.vault.touch(context.today) if each.party.key == line.party.key), None)
    if still is None or still.touch is None or still.path is None:
        return None
    notes = context.vault.notes_at([still.path])

    def log(_typed: str) -> Written:
        return context.vault.touched(notes, context.today, context.today, dry_run=is_dry(context))

    reason = f"Keep in touch: {why_touch(still.touch, context.today)}."
    return Question(still.party.name, reason, {KEYS["person.touch"].keys: Way("in touch today", log)})


def of_capture(context: Context, found: Capture) -> Question | None:
    """The question about a captured line; None where it is there no longer, or is answered."""
    still = next((each for each in context.vault.captures() if each.id == found.id), None)
    if still is None:
        return None

    def answer(_typed: str, *, is_no: bool) -> Written:
        from journal.cli.capture import answers_of

        notes = context.vault.notes_at([still.path])
        answers = answers_of(context, [still], is_no=is_no)
        return context.vault.answer_captures(answers, notes, context.today, dry_run=is_dry(context))

    ways = {
        KEYS["new"].keys: Way("make the ask", partial(answer, is_no=False)),
        KEYS["ask.close"].keys: Way("no", partial(answer, is_no=True)),
    }
    return Question(still.text.strip(), f"Found in {still.path}.", ways)
