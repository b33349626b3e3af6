"""``journal resolve COPY`` and ``--all``: what sync programs left beside a note is merged into it by key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from journal.cli.write_options import is_dry, print_diff
from journal.errors import BadCall, Refused
from journal.sync.copies import Copy, MergedCopy, changes, copies, merged_copies
from journal.vault.write.write_result import record
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.cli.context import Context

__all__ = ["copies_here", "resolve_all", "resolve_copy"]


def copies_here(context: Context) -> list[Copy]:
    """The sync programs' copies in this vault whose original notes are there."""
    return copies(line.path for line in context.vault.note_lines(context.today))


def resolve_copy(context: Context, copy: Copy) -> int:
    """Merge a copy into its note.

    One that may be a note of its own is merged only after the person at the terminal agrees.
    """
    if not copy.is_sure and not is_dry(context):
        _confirm(context, f"{copy.path} may be a note of its own. Merge it into {copy.note}?")
    found = _merged(context, [copy])
    if not found:
        raise Refused(
            f"{copy.note} or its copy holds a conflict: decide that first (“journal resolve {quote(copy.note)}”)."
        )
    return _write(context, found, ())


def resolve_all(context: Context) -> int:
    """Merge every copy that is surely one, after a preview; ask about the others."""
    every = copies_here(context)
    sure, doubtful = ([copy for copy in every if copy.is_sure is is_sure] for is_sure in (True, False))
    found = _merged(context, sure)
    if not context.json:
        for each in found:
            context.print(f"{each.copy.path} → {each.copy.note}")
            _print_merged(context, each)
        for copy in sure:
            if copy not in [each.copy for each in found]:
                context.print(f"{copy.path} stays: its note or it holds a conflict; decide that, then once more")
        for copy in doubtful:
            how = f"“journal resolve {quote(copy.path)}” merges it"
            context.print(f"{copy.path} may be a copy of {copy.note}: {how}")
        if not every:
            context.print("No sync program has left a copy.")
        elif found and not is_dry(context):
            _confirm(context, f"Merge {count(len(found), 'copy', 'copies')}?")
    return _write(context, found, doubtful)


def _merged(context: Context, wanted: Sequence[Copy]) -> list[MergedCopy]:
    """The notes that merging the copies would give, with git's history as their common version where it may be read."""
    from journal.sync.git import Stop
    from journal.sync.sync import opened

    try:
        around = opened(Path(context.vault_folder), context.environment.user_state())
    except Stop:
        return merged_copies(Path(context.vault_folder), wanted)
    return merged_copies(Path(context.vault_folder), wanted, *around)


def _write(context: Context, found: Sequence[MergedCopy], doubtful: Sequence[Copy]) -> int:
    """Write what was merged, as one undo step; gives 1 where conflicts are left to decide, else 0."""
    summary = f"Merged {count(len(found), 'copy', 'copies')} of {', '.join({each.copy.note: 0 for each in found})}"
    written = context.vault.put_all(summary, changes(found), dry_run=is_dry(context))
    if context.json:
        document = record(written)
        document["copies"] = [*map(_record, found), *(_unmerged(copy) for copy in doubtful)]
        context.print_json(document)
    elif is_dry(context):
        print_diff(context, written)
    elif found:
        context.print(written.summary)
        for note in dict.fromkeys(each.copy.note for each in found if each.merged.has_conflict):
            context.print(f"{note}: both changed the same; “journal resolve {quote(note)}” decides")
    return 1 if any(each.merged.has_conflict for each in found) else 0


def _confirm(context: Context, question: str) -> None:
    """Ask at the terminal whether to merge; raises BadCall unless the answer is yes.

    Without a terminal and with --json nothing is asked: the call itself counts as a yes.
    """
    if not context.environment.has_terminal or context.json:
        return
    if context.ask(f"{question} y, or Enter to leave: ").lower() not in ("y", "yes"):
        raise BadCall("Nothing was merged.")


def _print_merged(context: Context, each: MergedCopy) -> None:
    """Print which values win in a merge, and what it leaves to decide."""
    for won in each.merged.winners:
        context.print(f"  {won.key} {won.kept or 'removed'}, not {won.other or 'removed'}")
    left = [*each.merged.keys, *(["body"] if each.merged.body else []), *(["the note"] if each.merged.whole else [])]
    if left:
        context.print(f"  left to decide: {', '.join(left)}")


def _record(each: MergedCopy) -> dict[str, Any]:
    """A merged copy in JSON (docs/cli.md)."""
    return {
        **_unmerged(each.copy),
        "keys": list(each.merged.keys),
        "body": each.merged.body or each.merged.whole,
        "winners": [{"key": won.key, "kept": won.kept, "other": won.other} for won in each.merged.winners],
    }


def _unmerged(copy: Copy) -> dict[str, Any]:
    """A copy that is not merged, in JSON (docs/cli.md)."""
    return {"path": copy.path, "note": copy.note, "sure": copy.is_sure, "keys": [], "body": False, "winners": []}
