"""The message of a commit: the steps that its notes took, found by comparing their texts before and after."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence

from journal.model import Name
from journal.named_tuple import NamedTuple
from journal.notes import read
from journal.rules.status import StatusClass, status_class
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["NameOf", "Text", "as_written", "message", "message_of_files"]

_MOST = 3
"""Notes that a message names; it counts the others."""
_LONGEST = 60
"""Characters of the longest name in a message."""
_STEPS = (
    ("thanked", "thank"),
    ("via_thanked", "thank"),
    ("reported", "report to"),
    ("outcome", "outcome from"),
    ("outcome_date", "outcome from"),
    ("answered", "answer from"),
    ("promised", "promise of"),
    ("nudged", "nudge"),
    ("asked", "ask"),
    ("follow_up", "snooze"),
)
"""A key of an ask, and the step that its change means; the latest step in an ask's life first."""


NameOf: TypeAlias = Callable[[Name], str]
"""Gives what to call somebody whom a note names."""


def as_written(name: Name) -> str:
    """The name as the note itself has it."""
    return name.text


class Text(NamedTuple):
    """A note of a commit. before, after: its bytes; None where it was not there, or is gone."""

    path: str
    before: bytes | None
    after: bytes | None


def message(texts: Sequence[Text], name_of: NameOf = as_written) -> str:
    """The message for changed notes, one line: “Thank Maria Lopez; nudge Ben Ito; 2 other notes”."""
    new = {text.after for text in texts if text.before is None}
    moved = new & {text.before for text in texts if text.after is None}
    texts = [text for text in texts if text.after is not None or text.before not in moved]
    named = list(dict.fromkeys(_said(text, name_of, moved) for text in texts[:_MOST]))
    left = len(texts) - min(len(texts), _MOST)
    if left == 1:
        named.append(_said(texts[_MOST], name_of, moved))
    elif left:
        named.append(count(left, "other note"))
    line = "; ".join(named)
    return line[:1].upper() + line[1:]


def message_of_files(paths: Sequence[str]) -> str:
    """The message for files that are no notes, one line: “Change journal.toml, .gitignore and 4 other files”."""
    left = len(paths) - _MOST
    more = f" and {count(left, 'other file')}" if left > 0 else ""
    return f"Change {', '.join(map(_plain, paths[:_MOST]))}{more}" if paths else ""


def _said(text: Text, name_of: NameOf, moved: Collection[bytes | None]) -> str:
    """What happened to one note, such as “nudge Ben Ito”, “new TITLE” or “change TITLE”.

    moved: the bytes of notes that are there under another name.
    """
    if text.before is None and text.after is not None:
        return f"{'rename' if text.after in moved else 'new'} {_title(text.path, text.after)}"
    if text.after is None:
        return f"delete {_title(text.path, text.before or b'')}"
    return next(_steps(text, name_of), f"change {_title(text.path, text.after)}")


def _steps(text: Text, name_of: NameOf) -> Iterator[str]:
    """The steps that an ask took, the latest in its life first, such as “thank Maria Lopez”."""
    before, after = (read(text.path, content or b"").note for content in (text.before, text.after))
    contacts = after.fields.get("contact")
    names = contacts if isinstance(contacts, tuple) else ()
    who = ", ".join(_plain(name_of(name)) for name in names[:2] if isinstance(name, Name))
    was, status = before.fields.get("status"), after.fields.get("status")
    if status != was and isinstance(status, str) and status_class(status) is StatusClass.CLOSED:
        yield f"close {_plain(after.title)}"
    for key, verb in _STEPS:
        now = after.fields.get(key)
        if now and now != before.fields.get(key):
            yield f"{verb} {who or _plain(after.title)}"


def _title(path: str, content: bytes) -> str:
    """The title of a note, else its path, fit for a message."""
    return _plain(read(path, content).note.title or path)


def _plain(text: str) -> str:
    """A name on one line, cut to _LONGEST, without invisible characters."""
    shown = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")
    words = " ".join(shown.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
