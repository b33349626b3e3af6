"""``journal resolve``: a conflict that a merge left in a note, decided key by key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from journal.cli.call import Option, Words
from journal.cli.command import Command
from journal.cli.context import Context
from journal.cli.table import Text
from journal.cli.write_options import DRY_RUN, is_dry, print_diff
from journal.config import SETTINGS_FILE
from journal.errors import BadCall, Refused
from journal.notes.merge.ends import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.conflict import Conflict, Side
    from journal.sync.copies import Copy
    from journal.sync.resolve import Unresolved
    from journal.sync.undecided import Around

__all__ = ["COMMANDS"]

_KEEP = Option("--keep", "a note that a merge dropped something of, one side deleted, or both renamed: keep it")
_DELETE = Option("--delete", "such a note: delete it")
_AUTO = Option("--auto", "merge by key what stands between markers that somebody committed")
_ALL = Option("--all", "merge every copy that a sync program left into its note, after a preview")
_MORE = """It shows what both sides say, and what stood there before. KEY=ours or KEY=theirs takes a side, KEY=TEXT
anything else; body=both keeps both, ours first. Once nothing is left to decide, the note is told to git as such, and
journal sync finishes the merge.

A copy that a sync program left beside a note (x.sync-conflict-….md) is merged into the note by key, and goes."""

_SIDES = {"ours": "ours", "our": "ours", "mine": "ours", "theirs": "theirs", "their": "theirs", "yours": "theirs"}
"""What people call the sides of a conflict, and the word for each."""


def _resolve(context: Context) -> int:
    if _ALL.name in context.call.options:
        return _resolve_all(context)
    if not context.call.words["NOTE"]:
        raise _which(context)
    given = [_choice(word) for word in context.call.words["KEY=VALUE"]]
    chosen = {_KEEP.name, _DELETE.name} & context.call.options.keys()
    if len(chosen) > 1:
        raise BadCall("Keep it or delete it: give one of --keep and --delete.")
    if _KEEP.name in chosen and _let_go(context):
        return 0
    around, note = _named_note(context)
    if _AUTO.name in context.call.options:
        return _merge_anew(context, around, note)
    if chosen or note.wants_a_word:
        return _keep_or_delete(context, around, note, given)
    if not note.conflicts and not note.is_open:
        if not given and (copy := _copy(context, note.path)):
            from journal.cli.resolve_copies import resolve_copy

            return resolve_copy(context, copy)
        raise BadCall(f"{note.path} has no conflict.")
    if not given and note.conflicts:
        return _show(context, note)
    return _decide(context, around, note, given)


def _which(context: Context) -> BadCall:
    """The error for a call without a note: the notes that there is something to decide in."""
    from journal.cli.resolve_copies import copies_here
    from journal.sync.undecided import find

    marked = [found.path for found in context.vault.problems(context.today) if found.problem.code == "conflict"]
    keys: dict[str, list[str]] = {}
    for one in find(Path(context.vault_folder), marked, _around(context)):
        keys.setdefault(one.path, []).append(one.what)
    lines = [f"\n  {path}: {', '.join(dict.fromkeys(filter(None, what)))}" for path, what in keys.items()]
    lines += [f"\n  {copy.path}: a copy that a sync program left" for copy in copies_here(context)]
    which = f" To be decided:{''.join(lines)}" if lines else " In no note is anything to be decided."
    return BadCall(f"journal resolve needs NOTE, the note or the copy that is meant; or --all, for all copies.{which}")


def _keep_or_delete(context: Context, around: Around | None, note: Unresolved, given: Sequence[tuple[str, str]]) -> int:
    """Keep or delete a note that one side of a merge deleted or renamed, as the call says; without --keep and --delete
    show what can be done. given: keys to decide, which such a note does not have. Gives the exit status.
    """
    keep, delete = _KEEP.name in context.call.options, _DELETE.name in context.call.options
    if not note.wants_a_word:
        raise BadCall(f"No side deleted {note.path}: choose key by key, as “journal resolve {quote(note.path)}” shows.")
    if not (keep or delete):
        if given:
            raise BadCall(f"{note.path} was deleted on one side, or renamed on both: give --keep or --delete.")
        return _show_deleted(context, note)
    if delete and note.sides == {1}:
        raise BadCall(f"{note.path} has two new names: delete the one that you do not want.")
    return _end(context, around, note, None if delete else note.content)


def _resolve_all(context: Context) -> int:
    from journal.cli.resolve_copies import resolve_all

    if any(context.call.words.values()) or {_AUTO.name, _KEEP.name, _DELETE.name} & context.call.options.keys():
        raise BadCall("--all is for all copies: give no note with it, and none of --auto, --keep and --delete.")
    return resolve_all(context)


def _copy(context: Context, path: str) -> Copy | None:
    """The copy at a path that a sync program left; None where it is no such copy."""
    from journal.cli.resolve_copies import copies_here

    return next((copy for copy in copies_here(context) if copy.path == path), None)


def _let_go(context: Context) -> bool:
    """Accept a note as another program's merge left it, and stop telling what it dropped; False where nothing was
    dropped.
    """
    from journal.sync.losses import let_go, open_losses

    name, root, state = context.call.words["NOTE"][0], Path(context.vault_folder), context.environment.user_state()
    losses = [loss for loss in open_losses(root, state) if name in (loss.path, loss.path.rpartition(".")[0])]
    if losses:
        let_go(root, state, losses)
        context.print(f"{losses[0].path} stays as it is")
    return bool(losses)


def _merge_anew(context: Context, around: Around | None, note: Unresolved) -> int:
    """Merge by key a note that has markers in it, for --auto. Gives the exit status."""
    from journal.notes.layout import NotEditable
    from journal.sync.committed_markers import merged_anew
    from journal.sync.merge_file import GitFailed

    if not note.conflicts or note.content is None:
        raise BadCall(f"{note.path} has no conflict.")
    try:
        merged = merged_anew(note.content, note.path, *(around or ()))
    except (NotEditable, GitFailed) as odd:
        raise Refused(f"{note.path} {odd}, so it cannot be merged by key: mend it in your editor.") from None
    for winner in () if context.json else merged.winners:
        context.print(f"{note.path}: {winner.key} {winner.kept or 'removed'}, not {winner.other or 'removed'}")
    return _end(context, around, note._replace(text=plain(merged.content)[0]), merged.content)


def _choice(word: str) -> tuple[str, str]:
    """The key and the value of a word KEY=VALUE. Raises BadCall."""
    key, has_value, value = word.partition("=")
    if not has_value or not key:
        raise BadCall(f"“{word}” decides nothing: write KEY=ours, KEY=theirs or KEY=TEXT.")
    side = _SIDES.get(value.casefold())
    if side and value != side:
        raise BadCall(f"“{value}” names no side: did you mean {key}={side}?")
    return key, value


def _named_note(context: Context) -> tuple[Around | None, Unresolved]:
    """Git, None where it may not run, and the note that the call names.

    A note that a merge waits for goes before another of that name.
    """
    from journal.sync.resolve import open_paths, unresolved

    name, root = context.call.words["NOTE"][0], Path(context.vault_folder)
    around = _around(context)
    if around is None:
        return None, unresolved(root, _path(context, name))
    git, repository = around
    waiting = open_paths(git, repository)
    path = next((path for path in waiting if name in (path, path.rpartition(".")[0])), None) or _path(context, name)
    return (git, repository), unresolved(root, path, git, repository, waiting.get(path, ()))


def _around(context: Context) -> Around | None:
    """git and the repository of the vault; None where git may not run there."""
    from journal.sync.git import Stop
    from journal.sync.sync import opened

    try:
        return opened(Path(context.vault_folder), context.environment.user_state())
    except Stop:
        return None


def _path(context: Context, name: str) -> str:
    """The path of a note by any of its names, or of another file that a sync carries. Raises as ``note_to_write``."""
    from journal.cli.which_notes import note_to_write
    from journal.sync.standing import is_file_of_vault

    if is_file_of_vault(Path(context.vault_folder), name, context.vault.settings):
        return name
    return note_to_write(context, name).path


def _decide(context: Context, around: Around | None, note: Unresolved, given: Sequence[tuple[str, str]]) -> int:
    """Decide these keys of a note, write it, and print what is left. Gives the exit status."""
    from journal.sync.resolve import decided, kept

    for key, said in given:
        note = decided(note, key, said, _value(context, note, key, said))
    return _end(context, around, note, kept(note))


def _value(context: Context, note: Unresolved, key: str, said: str) -> str | Sequence[str] | None:
    """A typed text as ``journal set`` would write it for that key. Raises BadCall for one in place of a body."""
    from journal.notes import read
    from journal.notes.merge.choice import BODY
    from journal.rules.typed_edits import edits_of

    if said in ("ours", "theirs", "both"):
        return None
    if key.casefold() == BODY:
        raise BadCall(f"“{said}” would replace the text of both sides: write body=ours, body=theirs or body=both.")
    kind = read(note.path, note.content or b"").note.kind
    return edits_of({key: said}, kind, context.today, context.vault.resolver)[0].value


def _end(context: Context, around: Around | None, note: Unresolved, after: bytes | None) -> int:
    """Write what was decided and print what is left; once nothing is left, tell git. Gives the exit status."""
    from journal.sync.resolve import changes_of, goes_on, mark_decided

    written = context.vault.put_all(f"Decided: {note.path}", changes_of(note, after), dry_run=is_dry(context))
    left = note.conflicts if after is not None else ()
    if not left and note.is_open and around and not is_dry(context):
        mark_decided(*around, note)
    if context.json:
        context.print_json(_document(left))
    elif is_dry(context):
        print_diff(context, written)
    elif left:
        context.print(
            f"{note.path}: {', '.join(dict.fromkeys(key for one in left for key in one.keys))} left to decide"
        )
    else:
        context.print(f"{note.path} is decided{goes_on(around, note)}")
    return 0


def _show(context: Context, note: Unresolved) -> int:
    """Print each conflict of a note with its sides, and how to decide. Gives the exit status."""
    if context.json:
        context.print_json(_document(note.conflicts))
        return 0
    for one in note.conflicts:
        context.print(Text(", ".join(one.keys), "bold"))
        _print_side(context, "base", one.conflict.base)
        _print_side(context, "ours", one.conflict.ours)
        _print_side(context, "theirs", one.conflict.theirs)
    from journal.notes.merge.choice import BODY

    key = note.conflicts[0].key
    ways = "=ours, =theirs or =both" if key == BODY else "=ours, =theirs or =TEXT"
    ways = "=ours or =theirs" if note.path == SETTINGS_FILE else ways
    context.print(f"Decide with: journal resolve {quote(note.path)} {quote(key)}{ways}")
    return 0


def _print_side(context: Context, name: str, side: Side | None) -> None:
    for line in side.lines if side else ():
        context.print("  ", Text(f"{name:<7}", "dim"), line, whole=True)


def _show_deleted(context: Context, note: Unresolved) -> int:
    """Print what happened to a note that one side deleted or both renamed, and the options for it."""
    if context.json:
        context.print_json(_document(()))
        return 0
    what = {
        frozenset({1}): "has a new name on each side: --keep keeps both. To keep one, delete the other name.",
        frozenset({1, 2}): "was deleted there, and changed here: --keep keeps it, --delete deletes it.",
        frozenset({1, 3}): "was deleted here, and changed there: --keep keeps it, --delete deletes it.",
    }.get(note.sides, "is the name that one side gave it: --keep keeps it beside the other’s, --delete deletes it.")
    context.print(f"{note.path} {what}")
    return 0


def _document(left: Sequence[Any]) -> Any:
    """The JSON of the conflicts that are left (docs/cli.md)."""
    return {"version": 1, "conflicts": [_record(one.key, one.conflict) for one in left], "left": len(left)}


def _record(key: str, conflict: Conflict) -> Any:
    base = "\n".join(conflict.base.lines) if conflict.base else None
    ours, theirs = ("\n".join(side.lines) for side in (conflict.ours, conflict.theirs))
    return {"key": key, "ours": ours, "theirs": theirs, "base": base}


COMMANDS = (
    Command(
        "resolve",
        _resolve,
        words=(
            Words("NOTE", "its id, path or title; or a copy’s that a sync program left", least=0),
            Words("KEY=VALUE", "ours, theirs or a text for the key; body=ours, theirs or both", least=0, most=None),
        ),
        options=(_AUTO, _ALL, _KEEP, _DELETE, DRY_RUN),
        more=_MORE,
    ),
)
