"""What a write did to the notes: as texts per key, and as a diff."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO

from journal.conflict import is_in_conflict
from journal.model import Delta
from journal.named_tuple import NamedTuple
from journal.notes.block import Nested, Value, texts
from journal.notes.frontmatter import read_frontmatter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from journal.vault.write.change import Change

__all__ = ["Said", "Written", "changed", "diff", "in_words", "record"]

Said: TypeAlias = "str | list[str] | None"
"""What a key says as written: text, a list of texts, "" where it is blank, None where it is not there."""


class Written(NamedTuple):
    """The result of a write, or of a dry run. summary: a sentence for the person.

    changes: none where all was so already. delta: what the look after it found changed in the folder, by this write and
    by others; empty for a dry run.
    """

    summary: str
    changes: tuple[Change, ...] = ()
    delta: Delta = Delta()

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def keys(self) -> str:
        """The changed keys of the notes with their values now, in words; nothing of new notes."""
        return "\n".join(filter(None, map(in_words, self.changes)))


def changed(change: Change) -> dict[str, tuple[Said, Said]]:
    """The keys that a change writes differently, as the note spells them, each with its value before and now."""
    before, after = _keys(change.before), _keys(change.after)
    return {key: (before.get(key), after.get(key)) for key in {**before, **after} if before.get(key) != after.get(key)}


def in_words(change: Change) -> str:
    """The changed keys: ``asked: 2026-03-16; status: draft → removed``; "" for a new note, and where a conflict of
    sides is or was in it, of whose keys one side would be told as the value.
    """
    sides = (change.before, change.after)
    keys = {} if None in sides or any(map(is_in_conflict, sides)) else changed(change)
    return "; ".join(f"{key}: {_shown(old, new)}" for key, (old, new) in keys.items())


def diff(change: Change) -> str:
    """The change of one note as a unified diff; ``/dev/null`` stands for no note."""
    from difflib import unified_diff

    old = "/dev/null" if change.before is None else change.path
    new = "/dev/null" if change.after is None else change.path
    lines = unified_diff(_lines(change.before), _lines(change.after), old, new)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def record(written: Written) -> dict[str, Any]:
    """The JSON of a write (docs/cli.md, "JSON")."""
    changes = [
        {
            "path": change.path,
            "changed": {key: list(said) for key, said in changed(change).items()},
            "diff": diff(change),
        }
        for change in written.changes
    ]
    return {"version": 1, "changes": changes}


def _keys(text: bytes | None) -> Mapping[str, Said]:
    if text is None:
        return {}
    return {entry.key: _as_told(entry.value) for entry in read_frontmatter(text.decode("utf-8-sig", "replace")).entries}


def _as_told(value: Value) -> Said:
    """A value as a text or a list of texts; "" for nothing."""
    if isinstance(value, tuple):
        return list(texts(value))
    if isinstance(value, Nested):
        return value.text
    return value or ""


def _shown(old: Said, new: Said) -> str:
    """``old → new`` of a value, or only the new one where there was none."""
    before, now = _text(old), _text(new) or ("removed" if new is None else "blank")
    return f"{before} → {now}" if before else now


def _text(said: Said) -> str:
    return ", ".join(said) if isinstance(said, list) else said or ""


def _lines(text: bytes | None) -> list[str]:
    """The lines of a text with their ends, split at LF alone as other programs do."""
    return list(StringIO((text or b"").decode("utf-8", "replace"), newline="\n"))
