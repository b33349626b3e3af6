"""Which notes the words of a call mean; where they could mean several, the person at the terminal picks one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from journal.cli.call import Option
from journal.cli.table import Text, fitted
from journal.errors import AmbiguousNote, BadCall, EnvironmentFailed, NoNoteOf, Refused, UnknownNote
from journal.model import Kind, Name, State
from journal.notes import fold
from journal.paths import is_inside
from journal.vault.queries.lookup import best

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from journal.cli.context import Context
    from journal.model import FollowUp, Note, Page, QueueLine

    Found = TypeVar("Found")

__all__ = [
    "NEAREST",
    "NEW_NAME",
    "asks_meant",
    "at_path",
    "is_whole",
    "note_to_write",
    "page_meant",
    "pick",
    "refusal",
    "refuse_doubtful",
    "refuse_twin",
    "take_part",
]

_UNREAD = {
    "unreadable": EnvironmentFailed, "outside-vault": Refused, "not-here": Refused, "linked-note": Refused,
}  # fmt: skip
"""Problems of a note of which nothing was read, or is read elsewhere, and what a call that names it ends with."""
_OVER = frozenset({State.DONE, State.CLOSED})
NEW_NAME = Option("--new-name", "keep a name that nobody has, though it is nearly somebody’s")
NEAREST = 3
"""Names that are told of, where a name is near to several."""
_SHOWN = 20
"""Notes that a list to pick from has at most."""


def at_path(context: Context, name: str) -> str:
    """The path of a note in its vault where a name leads to it from the current folder; else the name as it stands.

    A path from the vault's root comes first, unless it begins with ``./``.
    """
    if not name.lower().endswith((".md", ".markdown")):
        return name
    root = context.vault_folder
    if not {"", os.curdir, os.pardir} & set(name.split(os.sep)) and os.path.isfile(os.path.join(root, name)):
        return name
    place = os.path.join(context.environment.cwd, os.path.expanduser(name))
    folder, own_name = os.path.split(place)
    if not os.path.isfile(place) or not is_inside(folder, root):
        return name
    return os.path.relpath(os.path.join(os.path.realpath(folder), own_name), os.path.realpath(root))


def note_to_write(context: Context, name: str, kind: Kind | None = None) -> Note:
    """The note with a name, to be written to.

    kind: where several answer to the name, only those of this kind are meant, if there are any. Only on a
    terminal, where a person reads what was taken, is a part enough. Raises UnknownNote, AmbiguousNote and BadCall;
    EnvironmentFailed and Refused for a note that could not be read.
    """
    name = at_path(context, name)
    try:
        note = _one(context, name, context.vault.find, kind)
    except UnknownNote as error:
        for known in context.vault.contacts_called(name, context.today):
            if known.party.id is None and is_whole(name, known.party.name):
                raise NoNoteOf(known.party.name) from None
        raise _with_nearest(context, name) or error from None
    _refuse_unread(note)
    if all(note.path != called.path for called in context.vault.called(name)):
        take_part(context, name, note.id)
    return note


def page_meant(context: Context, name: str) -> Page:
    """The page with a name, or with a part of a name that no other page has.

    Raises UnknownNote, with the contacts and goals of a name nearly so, and AmbiguousNote.
    """
    vault, today = context.vault, context.today
    try:
        return _one(context, at_path(context, name), lambda each: vault.page(each, today))
    except UnknownNote as error:
        raise _with_nearest(context, name) or error from None


def _with_nearest(context: Context, name: str) -> UnknownNote | None:
    """The error for a name that no note has, with the contacts and goals of a name nearly so; None without any."""
    vault, today = context.vault, context.today
    near = [known.party for kind in (Kind.PERSON, Kind.GOAL) for known in vault.names(kind, today).near(name)]
    return UnknownNote(name, [party.id or party.name for party in near[:NEAREST]]) if near else None


def asks_meant(
    context: Context,
    names: Sequence[str],
    attempt: Callable[[FollowUp], object],
    *,
    foremost: State | None = None,
    writes: bool = True,
) -> list[FollowUp]:
    """The asks of some names, each once, as they stand today. Raises as ``note_to_write``.

    attempt: raises Refused for an ask that the call makes no sense for. foremost: the state that calls for it, where
    it makes sense in others too. writes: a part of a name does only on a terminal.
    """
    wanted = [at_path(context, name) for name in names]
    paths = dict.fromkeys(_ask_meant(context, name, attempt, foremost, writes) for name in wanted)
    return context.vault.asks(list(paths), context.today)


def refuse_doubtful(context: Context, given: Iterable[tuple[Kind, Name]]) -> None:
    """Raise AmbiguousNote for a name that several notes answer to, and BadCall for those that are almost other names.

    --new-name allows the latter, for all names of the call: so all are told at once.
    """
    vault, today, doubts = context.vault, context.today, []
    for kind, name in given:
        if several := vault.resolver.candidates(name, kind):
            raise AmbiguousNote(name.text, [note.id for note in several])
        if vault.resolver.note(name, kind) or NEW_NAME.name in context.call.options:
            continue
        if near := vault.names(kind, today).near(name.text):
            shown = " or ".join(f"“{known.party.name}”" for known in near[:NEAREST])
            more = f", and {len(near) - NEAREST} more" if len(near) > NEAREST else ""
            doubts.append((kind, f"No {kind} is called “{name.text}”, but {shown} comes near{more}"))
    if len(doubts) > 1:
        told = ". ".join(doubt for _, doubt in doubts)
        raise BadCall(f"{told}: write those, or add {NEW_NAME.name} where all {len(doubts)} names are new.")
    for kind, doubt in doubts:
        raise BadCall(f"{doubt}: write that, or add {NEW_NAME.name} for another {kind}.")


def refuse_twin(context: Context, kind: Kind, name: str) -> None:
    """Raise BadCall where a person or goal of exactly that name has a note already."""
    twin = context.vault.resolver.note(Name(name, name), kind)
    if twin and context.vault.kind(twin) is kind:
        raise BadCall(f"“{name}” is {twin.path} already: write there, or add {NEW_NAME.name} for another {kind}.")


def _one(context: Context, name: str, find: Callable[[str], Found], kind: Kind | None = None) -> Found:
    """The note or page that a name means; where it could be several, the person picks one, of that kind if any is."""
    try:
        return find(name)
    except AmbiguousNote as error:
        vault, ids = context.vault, error.candidates
        meant = [each for each in ids if kind and vault.kind(vault.find(each)) is kind] or ids
        return find(meant[pick(context, name, meant)])


def _ask_meant(
    context: Context, name: str, attempt: Callable[[FollowUp], object], foremost: State | None, writes: bool
) -> str:
    """The path of the ask with this id, path or title, else with a part of one, or of a contact's name."""
    found = context.vault.lines_called(name, context.today)
    is_part = not found
    if is_part:
        whole = [note for note in context.vault.called(name) if is_whole(name, note.id, note.path, note.title)]
        _refuse_other(context, whole)
        lines = context.vault.queue(context.today)
        found, _ = best(name, lines, lambda line: (line.id, line.path, line.title, line.contacts, line.whom))
    if not found:
        raise _no_ask(context, name)
    fitting = found if len(found) == 1 else _fitting(context, name, found, attempt, foremost)
    line = fitting[0] if len(fitting) == 1 else _chosen(context, name, fitting)
    if is_part and writes:
        take_part(context, name, line.id, "no whole name of an ask")
    elif len(found) > 1:
        context.warn(f"“{name}” is taken for {line.id}.")
    return line.path


def _fitting(
    context: Context,
    name: str,
    lines: Sequence[QueueLine],
    attempt: Callable[[FollowUp], object],
    foremost: State | None,
) -> list[QueueLine]:
    """The asks that the command makes sense for: those in the foremost state, else those not over, else any.

    Raises Refused with the reasons where it makes sense for none, or of those in the foremost state for none.
    """
    asks = context.vault.asks([line.path for line in lines], context.today)
    reasons = {ask.note.path: refusal(attempt, ask) for ask in asks}
    fitting = [line for line in lines if not reasons.get(line.path, "gone")]
    still_open = [line for line in fitting if line.state not in _OVER]
    if not still_open and (not fitting or any(line.state is foremost for line in lines)):
        shown = "\n".join(f"  {line.id}: {reasons[line.path]}" for line in lines[:_SHOWN] if reasons.get(line.path))
        raise Refused(f"“{name}” could be {len(lines)} asks, and none of them fits:\n{shown}")
    return [line for line in still_open if line.state is foremost] or still_open or fitting


def refusal(attempt: Callable[..., object], ask: FollowUp, *given: object) -> str:
    """The reason why a step makes no sense for an ask; "" where it does. given: what the attempt takes besides."""
    try:
        attempt(ask, *given)
    except Refused as refused:
        return refused.sentence
    return ""


def _chosen(context: Context, name: str, lines: Sequence[QueueLine]) -> QueueLine:
    """The ask that the person picks from a list. Raises AmbiguousNote where there is no terminal to ask at."""
    if not _can_pick(context):
        raise AmbiguousNote(name, [line.id for line in lines])
    rows: list[Sequence[str]] = [
        [Text(line.state.word, "bold"), line.whom, line.title, Text(line.id, "dim")] for line in lines
    ]
    return lines[_picked(context, name, rows)]


def pick(context: Context, name: str, ids: Sequence[str]) -> int:
    """The index of the one of several notes or names that the person picks; 0 for a single one.

    Raises AmbiguousNote where there is no terminal to ask at, and BadCall where they pick none.
    """
    if len(ids) == 1:
        return 0
    if not _can_pick(context):
        raise AmbiguousNote(name, ids)
    rows: list[Sequence[str]] = [[each] for each in ids]
    return _picked(context, name, rows)


def _can_pick(context: Context) -> bool:
    return context.environment.has_terminal and not context.json


def _picked(context: Context, name: str, rows: Sequence[Sequence[str]]) -> int:
    """The index of the row that the person picks by its number. Raises BadCall where they pick none."""
    context.print(f"“{name}” could be:")
    numbered: list[Sequence[str]] = [[Text(str(number), "bold"), *row] for number, row in enumerate(rows[:_SHOWN], 1)]
    for parts in fitted(numbered, context.environment.width):
        context.print("  ", *parts)
    if len(rows) > _SHOWN:
        context.print(f"  and {len(rows) - _SHOWN} more: give more of its name for those.")
    while answer := context.ask("Which number? Enter leaves: "):
        if answer.isdecimal() and 1 <= int(answer) <= len(numbered):
            return int(answer) - 1
        context.print(f"Write a number from 1 to {len(numbered)}, or nothing to leave.")
    raise BadCall("Nothing was picked, so nothing was done.")


def is_whole(name: str, *names: str) -> bool:
    """Whether a name is one of these names as a whole, compared as names compare."""
    return fold(name.removeprefix("./")) in map(fold, names)


def take_part(context: Context, name: str, id: str, what: str = "only part of a name") -> None:
    """Tell which note a part of a name is taken for. Raises BadCall where there is no terminal to tell it at."""
    if not context.environment.has_terminal:
        raise BadCall(f"“{name}” is {what}. In a script write the whole name: {id}.")
    context.warn(f"“{name}” is taken for {id}.")


def _refuse_other(context: Context, called: Sequence[Note]) -> None:
    """Raise BadCall where a name means notes that are no asks; a person or goal is allowed if it has asks.

    Raises as ``_refuse_unread`` for a note that could not be read.
    """
    for note in called:
        _refuse_unread(note)
    if called and not any(context.vault.kind(note) in (Kind.PERSON, Kind.GOAL) for note in called):
        raise _is_no_ask(context, called[0])


def _refuse_unread(note: Note) -> None:
    """Raise EnvironmentFailed or Refused, with the reason, for a note that could not be read."""
    for problem in note.problems:
        if said := _UNREAD.get(problem.code):
            raise said(f"{note.path}: {problem.message}")


def _no_ask(context: Context, name: str) -> BadCall | UnknownNote:
    """The error for a name that means no ask: BadCall where it means another note, else UnknownNote."""
    try:
        return _is_no_ask(context, context.vault.find(name))
    except UnknownNote as error:
        return error


def _is_no_ask(context: Context, note: Note) -> BadCall:
    kind = context.vault.kind(note).value
    return BadCall(f"{note.path} is no ask ({kind}): name an ask, “journal list” has them all.")
