"""``journal triage``: what needs follow-up, whom to keep in touch with and what was captured, one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from journal.cli.command import Command
from journal.cli.table import Text
from journal.cli.which_notes import refusal
from journal.cli.write_options import DRY_RUN, is_dry, print_diff
from journal.errors import BadCall, EnvironmentFailed, JournalError, Unprinted
from journal.keyboard import KEYS
from journal.model import State
from journal.named_tuple import NamedTuple
from journal.next_step import next_step
from journal.rules.owed import OWING, only_via_is_left
from journal.rules.steps import STEPS, Given
from journal.typed_dates import typed_day
from journal.vault.write.write_result import Written
from journal.wording import CLOSING, count, lateness, names, why_touch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from journal.cli.context import Context
    from journal.model import Capture, ContactLine, FollowUp

__all__ = ["COMMANDS"]

_Act: TypeAlias = "Callable[[str], Written]"
"""Writes an answer. Its text is what the person typed on the line after the letter, "" where none is asked for."""


class _Way(NamedTuple):
    """What a letter does. asks_for: what is to be typed on the next line, "" for nothing. is_prose: any words will
    do there, else a letter of the question counts as that letter.
    """

    does: str
    act: _Act
    asks_for: str = ""
    is_prose: bool = False


class _Question(NamedTuple):
    """One thing to decide: what it is in a line, why it comes up, and the ways to answer it by their letters."""

    line: str
    reason: str
    ways: Mapping[str, _Way]


class _Ended(Exception):
    """The person wants no more questions, or the input has ended."""


class _Undone(Exception):
    """The person took back the newest write."""


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
_TRIES = 50
"""Answers to one question: what is no terminal, such as ``yes``, may give wrong ones for ever."""
_DATED = frozenset({"snooze", "promise"})


def _triage(context: Context) -> int:
    answered: list[Written] = []
    failed: JournalError | None = None
    at_first = context.warn_unread()
    unread = [*at_first]
    try:
        _ask_all(context, answered, unread)
    except _Ended:
        pass
    except Unprinted:
        raise
    except (BadCall, EnvironmentFailed) as error:  # another answer would meet the same
        failed = error
    _print_answered(context, answered)
    if failed:
        context.warn(failed.sentence)
        return failed.status
    return EnvironmentFailed.status if unread != at_first else 0


def _print_answered(context: Context, answered: Sequence[Written]) -> None:
    """Print what was written, as JSON or as a number of answers."""
    if context.json:
        from journal.vault.write.write_result import record

        changes = [change for written in answered for change in record(written)["changes"]]
        context.print_json({"version": 1, "changes": changes})
    else:
        context.print(f"{count(len(answered), 'answer')} recorded." if answered else "Nothing was changed.")


def _ask_all(context: Context, answered: list[Written], unread: list[str]) -> None:
    """Ask about everything that there is, and add what was written; raises _Ended, EnvironmentFailed.

    unread: the notes that could not be read, to which those are added that cannot be read by now; their questions are
    missed.
    """
    vault, today = context.vault, context.today
    asks = [partial(_of_ask, context, line.path) for line in vault.queue(today, which="due")]
    people = [partial(_of_contact, context, line) for line in vault.touch(today)]
    lines = [partial(_of_capture, context, found) for found in vault.captures()]
    questions: list[Callable[[], _Question | None]] = [*asks, *people, *lines]
    if not questions:
        _say(context, "Nothing is on you, nobody is due to hear from you, and no line waits to become an ask.")
    place = 0
    before: list[int] = []
    while place < len(questions):
        vault.reconcile()
        unread += context.warn_unread(unread)
        question = questions[place]()
        if question is None:
            place += 1
            continue
        try:
            written = _answer(context, question, f"{place + 1} of {len(questions)}")
        except _Undone:
            del answered[-1:]
            place = before.pop() if before else place
            continue
        if written:
            answered.append(written)
            before.append(place)
        place += 1


def _answer(context: Context, question: _Question, where: str) -> Written | None:
    """What the person's answer wrote; None where they leave it. Asks again until it is understood."""
    _say(context)
    _say(context, Text(question.line, "bold"), f"  ({where})")
    _say(context, question.reason)
    ways = ", ".join(f"{letter} {way.does}" for letter, way in question.ways.items())
    asked = f"{ways}, u undo, q quit, Enter leaves it: "
    letters = {*question.ways, "u", "q"}
    letter, tries = _typed(context, asked), 0
    while letter:
        tries += 1
        if tries > _TRIES and not context.environment.has_terminal:
            raise BadCall(f"{_TRIES} answers in a row, which nobody typed at a terminal, fit no question; triage ends.")
        way = question.ways.get(letter)
        if way is None:
            _leave(context, letter)
            letter = _typed(context, asked)
            continue
        typed = _typed(context, f"{way.asks_for}: ") if way.asks_for else ""
        if way.asks_for and not typed:
            break
        if typed in letters and not way.is_prose:
            letter = typed
            continue
        try:
            written = way.act(typed)
        except EnvironmentFailed:
            raise
        except JournalError as error:
            _say(context, error.sentence)
            letter = letter if way.asks_for else _typed(context, asked)
            continue
        if is_dry(context) and not context.json:
            print_diff(context, written)
        else:
            _say(context, written.summary)
        return written
    return None


def _leave(context: Context, letter: str) -> None:
    """End or undo, where a letter says so; else say that it is none. Raises _Ended, _Undone."""
    if letter == "q":
        raise _Ended
    if letter != "u":
        _say(context, f"“{letter}” is none of them.")
        return
    if not is_dry(context):
        try:
            _say(context, context.vault.undo().summary)
        except EnvironmentFailed:
            raise
        except JournalError as error:
            _say(context, error.sentence)
            return
    raise _Undone


def _typed(context: Context, prompt: str) -> str:
    """A line of the input, stripped. Raises _Ended at its end."""
    if not context.json:
        context.prompt(prompt)
    line = context.environment.answer()
    if not line or not context.environment.has_terminal:  # nobody's Enter has ended the prompt's line
        _say(context)
    if not line:
        raise _Ended
    return line.strip()


def _say(context: Context, *parts: str) -> None:
    """Print a line, unless the call wants JSON."""
    if not context.json:
        context.print(*parts)


def _of_ask(context: Context, path: str) -> _Question | None:
    """The question about the ask at a path; None where it needs nothing any more."""
    today = context.today
    ask = next((ask for ask in context.vault.asks([path], today) if ask.needs_follow_up), None)
    if ask is None:
        return None
    line = "  ".join(filter(None, [ask.state.word, lateness(ask.due, today), names(ask.whom), ask.title]))
    via = only_via_is_left(ask)
    probe = Given(today, text="so", word=CLOSING[0], via=via)
    whom = names(ask.ask.via if via else ask.ask.contacts) or "them"
    ways: dict[str, _Way] = {}
    for key, (does, asks_for) in _STEPS.items():
        step = "report" if key == "thank" and ask.state is State.REPORT else key
        if not refusal(STEPS[step].edits, ask, probe) and (key != "thank" or ask.state in OWING):
            act = partial(_take, context, ask, step)
            ways[KEYS[f"ask.{key}"].keys] = _Way(does.format(whom), act, asks_for, is_prose=step == "outcome")
    return _Question(line, next_step(ask, today), ways)


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


def _of_contact(context: Context, line: ContactLine) -> _Question | None:
    """The question about a contact who is due; None where they are so no longer."""
    still = next((each for each in context.vault.touch(context.today) if each.party.key == line.party.key), None)
    if still is None or still.touch is None or still.path is None:
        return None
    notes = context.vault.notes_at([still.path])

    def log(_typed: str) -> Written:
        return context.vault.touched(notes, context.today, context.today, dry_run=is_dry(context))

    reason = f"Keep in touch: {why_touch(still.touch, context.today)}."
    return _Question(still.party.name, reason, {KEYS["person.touch"].keys: _Way("in touch today", log)})


def _of_capture(context: Context, found: Capture) -> _Question | None:
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
        KEYS["new"].keys: _Way("make the ask", partial(answer, is_no=False)),
        KEYS["ask.close"].keys: _Way("no", partial(answer, is_no=True)),
    }
    return _Question(still.text.strip(), f"Found in {still.path}.", ways)


COMMANDS = (
    Command(
        "triage",
        _triage,
        options=(DRY_RUN,),
        more="""Goes through the queue, the people to keep in touch with and the captured lines, one by one. It
reads a letter from each line of the input, the same keys as in the terminal UI, and a date or words from the
next line where one is asked for. Enter leaves a thing as it is, u takes back the newest write, q ends. Each
answer is an undo step.""",
    ),
)
