"""``journal set`` and ``journal unset``: any key of a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from journal.cli.call import Words
from journal.cli.command import Command
from journal.cli.near_words import nearest
from journal.cli.which_notes import NEW_NAME, note_to_write, refuse_doubtful
from journal.cli.write_options import DRY_RUN, doubt_keys, doubt_piece, is_dry, keeping, print_written
from journal.errors import BadCall
from journal.model import Contact, Day, FollowUp, Kind, State
from journal.next_step import next_step
from journal.notes import fold_key
from journal.rules.contacts import homework_of_ask
from journal.rules.typed_edits import spec_of, typed_names
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context
    from journal.model import Ask, Note, Person

__all__ = ["COMMANDS"]

_AFTER_ASKING = frozenset("answered promised nudged outcome_date thanked via_thanked via_told reported".split())
"""The keys whose days cannot lie before the asking."""
_NOTE = Words("NOTE", "its id, path or title; on a terminal, a part will do")


def _set(context: Context) -> int:
    typed = _typed(context.call.words["KEY=VALUE"])
    note = note_to_write(context, context.call.words["NOTE"][0])
    status = _write(context, note, typed)
    becomes_ask = any(key.casefold() == "ask" and any(given) for key, given in typed.items())
    doubt_keys(context, typed, Kind.ASK if becomes_ask else context.vault.kind(note))
    if not is_dry(context) and {"piece", "goal"} & {fold_key(key) for key in typed}:
        doubt_piece(context, note.path)
    if not is_dry(context) and any(fold_key(key) == "homework" and any(given) for key, given in typed.items()):
        _doubt_homework(context, note)
    return status


def _doubt_homework(context: Context, note: Note) -> None:
    """Warn where the homework of an ask or a person counts as stale, with the day that the note has for it."""
    subject = context.vault.page_at(note.path, context.today).subject
    if isinstance(subject, FollowUp):
        stands = homework_of_ask(subject.ask, context.vault.settings, context.today)
        own: Ask | Person = subject.ask
    elif isinstance(subject, Contact):
        stands, own = subject.homework, subject.person
    else:
        return
    if stands == "stale":
        from shlex import quote

        dated = f"is dated {own.homework_day}" if own.homework_day else "has no date"
        context.warn(f"homework {dated}, and so is stale: journal set {quote(note.id)} homework_date=today")


def _unset(context: Context) -> int:
    note, keys = note_to_write(context, context.call.words["NOTE"][0]), context.call.words["KEY"]
    there = [key for key in keys if _has(note, key)]
    for key in keys:
        if key not in there:  # more likely a typing error than gone already
            context.warn(f"{note.path} has no key {key}{nearest(fold_key(key), note.frontmatter)}")
    return _write(context, note, dict.fromkeys(there or keys), quiet=not there)


def _has(note: Note, key: str) -> bool:
    """Whether a note has a key, in any of its spellings."""
    spec = spec_of(key, note.kind)
    spellings = (key, spec.key, *spec.also) if spec else (key,)
    return any(fold_key(spelling) in note.frontmatter for spelling in spellings)


def _write(context: Context, note: Note, typed: Mapping[str, Sequence[str] | None], *, quiet: bool = False) -> int:
    """Set or unset keys of a note, and print what was written. typed: None removes a key. quiet: print no such line."""
    vault, today = context.vault, context.today
    refuse_doubtful(context, typed_names(typed, note.kind, vault.resolver))
    before, wrong, stood = _to_do(context), _wrong(context, note), _stands(context, note)
    with keeping(context, "; ".join(f"{key}={value}" for key, given in typed.items() for value in given or ())):
        written = vault.set(note, typed, today, dry_run=is_dry(context))
    if not quiet or context.json:
        print_written(context, written)
    for message in _wrong(context, note) - wrong:
        context.warn(message)
    asks = vault.asks([note.path], today)
    for ask in asks:
        _doubt_days(context, ask, typed)
    if stood and not asks:
        context.warn(f"{note.path} is no ask any more, and stands in no list: “journal undo” takes that back.")
    for ask in () if context.json or is_dry(context) else asks:
        if (ask.state, ask.asked) != stood:
            context.print(next_step(ask, today))
    more = _to_do(context) - before
    if not context.json and "achieved" in map(fold_key, typed) and more:
        queued = [count(more[state], state.value) for state in (State.REPORT, State.RELEASE) if more[state]]
        context.print(f"That puts {' and '.join(queued)} into the queue: journal due")
    return 0


def _doubt_days(context: Context, ask: FollowUp, typed: Iterable[str]) -> None:
    """Warn of typed days that lie before the one on which the ask was sent."""
    for spec in filter(None, (spec_of(key, Kind.ASK) for key in typed)):
        held = ask.note.fields.get(spec.key) if spec.key in _AFTER_ASKING else None
        days = [day for day in (held if isinstance(held, tuple) else (held,)) if isinstance(day, Day)]
        if days and ask.asked and min(days) < ask.asked:
            context.warn(f"{spec.key} {min(days)} is before {ask.asked}, when it was asked.")


def _wrong(context: Context, note: Note) -> set[str]:
    """The messages of what the rules find wrong with an ask; empty for a note that is no ask."""
    return {problem.message for ask in context.vault.asks([note.path], context.today) for problem in ask.problems}


def _stands(context: Context, note: Note) -> tuple[State, Day | None] | None:
    """The state of an ask and the day it was asked, one ahead too; None for a note that is no ask."""
    return next(((ask.state, ask.asked) for ask in context.vault.asks([note.path], context.today)), None)


def _to_do(context: Context) -> Counter[State]:
    """How many asks are to be reported on, and how many are to be let go, by state."""
    lines = context.vault.queue(context.today, which="open")
    return Counter(line.state for line in lines if line.state in (State.REPORT, State.RELEASE))


def _typed(words: Sequence[str]) -> dict[str, Sequence[str]]:
    """The values by key; a key that is given several times has several. Raises BadCall."""
    typed: dict[str, Sequence[str]] = {}
    spelled: dict[str, str] = {}
    for word in words:
        key, is_pair, value = word.partition("=")
        if not is_pair or not key.strip():
            raise BadCall(f"“{word}” is no KEY=VALUE: write it like status=parked. To remove a key use journal unset.")
        key = spelled.setdefault(fold_key(key), key.strip())
        typed[key] = (*typed.get(key, ()), value)
    return typed


COMMANDS = (
    Command(
        "set",
        _set,
        (_NOTE, Words("KEY=VALUE", "such as priority=high, needed_by=+2w, contact='Priya Nair'", most=None)),
        (NEW_NAME, DRY_RUN),
        """Dates may be typed as everywhere (fri, +3d); a span for follow_up stays one. A person or goal
that has a note is linked to it. Lists take commas, or the key again. KEY= leaves a key blank.""",
    ),
    Command("unset", _unset, (_NOTE, Words("KEY", "a key", most=None)), (DRY_RUN,)),
)
