"""``journal triage``: what needs follow-up, whom to keep in touch with and what was captured, one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from journal.cli.command import Command
from journal.cli.table import Text
from journal.cli.triage_questions import Question, of_ask, of_capture, of_contact
from journal.cli.write_options import DRY_RUN, is_dry, print_written
from journal.errors import BadCall, EnvironmentFailed, JournalError, Unprinted
from journal.vault.write.write_result import Written
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context

__all__ = ["COMMANDS"]


class _Ended(Exception):
    """The person wants no more questions, or the input has ended."""


class _Undone(Exception):
    """The person took back the newest write."""


_TRIES = 50
"""Answers to one question: what is no terminal, such as ``yes``, may give wrong ones for ever."""


def _triage(context: Context) -> int:
    answered: list[Written | None] = []
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


def _print_answered(context: Context, answered: Sequence[Written | None]) -> None:
    """Print what was written, as JSON or as numbers. answered: as in ``_ask_all``."""
    written = [each for each in answered if each]
    if context.json:
        from journal.vault.write.write_result import record

        changes = [change for each in written for change in record(each)["changes"]]
        context.print_json({"version": 1, "changes": changes})
        return
    done = "tried, nothing written" if is_dry(context) else "recorded"
    said = [f"{count(len(written), 'answer')} {done}"] if written else []
    if earlier := len(answered) - len(written):
        said.append(f"{count(earlier, 'earlier write')} taken back")
    context.print(f"{', '.join(said)}." if said else "Nothing was changed.")


def _ask_all(context: Context, answered: list[Written | None], unread: list[str]) -> None:
    """Ask about everything that there is, and add what was written; raises _Ended, EnvironmentFailed.

    answered: what was written, in turn; None for an earlier write that was taken back. unread: the notes that could not
    be read, to which those are added that cannot be read by now; their questions are missed.
    """
    vault, today = context.vault, context.today
    asks = [partial(of_ask, context, line.path) for line in vault.queue(today, which="due")]
    people = [partial(of_contact, context, line) for line in vault.touch(today)]
    lines = [partial(of_capture, context, found) for found in vault.captures()]
    questions: list[Callable[[], Question | None]] = [*asks, *people, *lines]
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
            if before:
                answered.pop()
                place = before.pop()
            elif not is_dry(context):
                answered.append(None)
            continue
        if written:
            answered.append(written)
            before.append(place)
        place += 1


def _answer(context: Context, question: Question, where: str) -> Written | None:
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
        if not context.json:
            print_written(context, written)
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
    line = context.environment.answer() if context.json else context.line_typed(prompt)
    if not line:
        raise _Ended
    return line.strip()


def _say(context: Context, *parts: str) -> None:
    """Print a line, unless the call wants JSON."""
    if not context.json:
        context.print(*parts)


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
