"""What every command that writes shares: ``--dry-run``, and how a write is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from journal.cli.call import Option
from journal.cli.table import Text
from journal.errors import NoteChanged
from journal.model import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context
    from journal.vault.write.write_result import Written

__all__ = [
    "DRY_RUN",
    "ON",
    "doubt_keys",
    "doubt_piece",
    "is_dry",
    "keeping",
    "print_diff",
    "print_written",
]

DRY_RUN = Option("--dry-run", "print the diff of what would be written, and write nothing")
ON = Option("--on", "the day it happened, if it was not today: yesterday, fri (the last one), 5 Jan", "DATE")


def is_dry(context: Context) -> bool:
    """Whether the call has --dry-run."""
    return DRY_RUN.name in context.call.options


@contextmanager
def keeping(context: Context, text: str) -> Iterator[None]:
    """Warn with the text that the person typed where a write inside raises NoteChanged, and let that through.

    text: "" to warn of nothing.
    """
    try:
        yield
    except NoteChanged:
        if text:
            context.warn(f"Not written: {text}")
        raise


def print_written(context: Context, written: Written) -> None:
    """Prints what a write did, or would do: as JSON, as a diff, or as a sentence and the changed keys."""
    from journal.vault.write.write_result import in_words, record

    if context.json:
        context.print_json(record(written))
    elif is_dry(context) and written:
        print_diff(context, written)
    else:
        context.print(written.summary)
        for change in written.changes:
            if said := in_words(change):
                context.print("  ", Text(change.path, "dim"), "  ", said)


_KEYS_ELSEWHERE = {
    "about": "goal",
    "by": "needed_by",
    "due": "needed_by",
    "for": "goal",
    "to": "contact",
    "who": "contact",
    "whom": "contact",
}
"""What an ask's keys might be called."""

_ONE = {Kind.ASK: "an ask", Kind.PERSON: "a person’s note", Kind.GOAL: "a goal", Kind.MEETING: "a meeting"}
_SEVERAL = {Kind.ASK: "asks", Kind.PERSON: "people", Kind.GOAL: "goals", Kind.MEETING: "meetings"}


def doubt_keys(context: Context, keys: Iterable[str], kind: Kind) -> None:
    """Warn of unknown keys that are almost known ones, or are called otherwise in an ask, and of known ones that say
    nothing in a note of that kind: more likely mistakes than the person's own keys.
    """
    from difflib import get_close_matches

    from journal.notes import fold_key
    from journal.notes.keys import KEY_SPECS, KINDS_WITH, KNOWN_KEYS
    from journal.rules.typed_edits import spec_of

    known = {fold_key(row.key): row.key for row in KEY_SPECS}
    for key in keys:
        spec = spec_of(key, kind)
        kinds = KINDS_WITH.get(spec.key, ()) if spec else ()
        if kinds and kind not in (*kinds, Kind.NOTE):
            belongs = " and ".join(_SEVERAL[each] for each in kinds)
            context.warn(f"“{key}” is a key of {belongs}: in {_ONE[kind]} it is kept, but counts for nothing.")
        meant = _KEYS_ELSEWHERE.get(fold_key(key)) if kind is Kind.ASK else None
        if not meant and fold_key(key) not in KNOWN_KEYS:
            meant = next((known[near] for near in get_close_matches(fold_key(key), known, n=1, cutoff=0.8)), None)
        if meant:
            counts_as = spec.key if spec else "a key of your own"
            context.warn(f"“{key}” counts as {counts_as}; did you mean {meant}?")


def doubt_piece(context: Context, path: str) -> None:
    """Warn where the ask or source at a path is for a piece that none of its goals with a note needs."""
    from journal.cli.near_words import nearest
    from journal.notes import fold
    from journal.rules.resolve import goal_of, names_in
    from journal.wording import names

    resolver = context.vault.resolver
    for note in context.vault.notes_at([path]):
        found = [resolver.note(name, Kind.GOAL) for name in names_in(note, "goal")]
        goals, piece = [goal_of(goal) for goal in found if goal], str(note.fields.get("piece", ""))
        needs = [need for goal in goals for need in goal.needs]
        if not piece or not goals or fold(piece) in map(fold, needs):
            continue
        hint = nearest(piece, needs)
        if hint == ".":
            hint = f": {', '.join(needs)}." if needs else ": nothing stands there under needs."
        context.warn(f"“{piece}” is none of the pieces that {names([goal.party for goal in goals])} needs{hint}")


def print_diff(context: Context, written: Written) -> None:
    """Print the diff of each changed note, whichever line ends it has; for one that stays as it is, that it does."""
    from journal.vault.write.write_result import diff

    for change in written.changes:
        shown = diff(change) or f"{change.path} stays as it is"
        for line in shown.removesuffix("\n").split("\n"):
            context.print(line.removesuffix("\r"), whole=True)
