"""What every command that writes shares: which note is meant, ``--dry-run``, and how a write is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from journal.cli.command import Option
from journal.cli.context import Context
from journal.cli.table import Text
from journal.errors import BadCall, NoteChanged, UnknownNote
from journal.model import FollowUp, Kind, Note
from journal.notes import fold, fold_key
from journal.notes.keys import KNOWN, ROWS
from journal.vault.written import Written, diff, in_words, record

__all__ = [
    "DRY_RUN",
    "asks_to_write",
    "doubt_keys",
    "is_dry",
    "keeping",
    "no_ask",
    "note_to_write",
    "say_diff",
    "say_written",
]

DRY_RUN = Option("--dry-run", "print the diff of what would be written, and write nothing")


_KEYS = {fold_key(row.key): row.key for row in ROWS}


def is_dry(context: Context) -> bool:
    return DRY_RUN.name in context.call.options


def note_to_write(context: Context, name: str, kind: Kind | None = None) -> Note:
    """The note of a name. A part of a name does only on a terminal, where somebody reads what was taken.

    Raises UnknownNote, AmbiguousNote and BadCall.
    """
    note = context.vault.find(name, kind)
    if fold(name.removeprefix("./")) not in (fold(note.id), fold(note.path), fold(note.title)):
        if not context.environment.has_terminal:
            raise BadCall(f"“{name}” is only a part of a name, and nobody looks on: write all of it, {note.id}.")
        context.tell(f"“{name}” is taken for {note.id}.")
    return note


def asks_to_write(context: Context, names: Sequence[str]) -> list[FollowUp]:
    """The asks of some names as they stand today, each once. Raises as ``note_to_write``."""
    paths = dict.fromkeys(_ask(context, name).path for name in names)
    return context.vault.asks(list(paths), context.today)


def _ask(context: Context, name: str) -> Note:
    try:
        return note_to_write(context, name, Kind.ASK)
    except UnknownNote:
        raise no_ask(context, name) from None


def no_ask(context: Context, name: str) -> BadCall:
    """What to say where a name means another note. Raises UnknownNote where it means none."""
    other = context.vault.find(name)
    kind = context.vault.kind(other).value
    return BadCall(f"{other.path} is no ask ({kind}): name an ask, “journal list” has them all.")


@contextmanager
def keeping(context: Context, text: str) -> Iterator[None]:
    """Where a note turns out to have changed, the text that a person wrote is told and so not lost."""
    try:
        yield
    except NoteChanged:
        if text:
            context.tell(f"Not written: {text}")
        raise


def say_written(context: Context, written: Written) -> None:
    """What a write did, or would do: a document, a diff, or a sentence and the keys."""
    if context.json:
        context.say_json(record(written))
    elif is_dry(context) and written:
        say_diff(context, written)
    else:
        context.say(written.summary)
        for change in written.changes:
            if said := in_words(change):
                context.say("  ", Text(change.path, "dim"), "  ", said)


def doubt_keys(context: Context, keys: Iterable[str]) -> None:
    """A key that nobody knows may be the person's own; one that is nearly a known one is more likely a slip."""
    from difflib import get_close_matches

    for key in keys:
        if fold_key(key) not in KNOWN and (near := get_close_matches(fold_key(key), _KEYS, n=1, cutoff=0.8)):
            context.tell(f"“{key}” counts as a key of your own; did you mean {_KEYS[near[0]]}?")


def say_diff(context: Context, written: Written) -> None:
    for change in written.changes:
        for line in diff(change).removesuffix("\n").split("\n"):
            context.say(line)
