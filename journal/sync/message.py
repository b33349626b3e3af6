"""The message of a commit: the steps that notes took, worked out from their bytes before and now."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence

from journal.model import Name
from journal.named_tuple import NamedTuple
from journal.notes import read
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["NameOf", "Text", "as_written", "message", "message_of_files"]

_MOST = 3
"""Notes that are named; the others are counted."""
_LONGEST = 60
"""Characters of a name."""
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
"""Key to what it means that it changed, the latest in an ask's life first."""


NameOf: TypeAlias = Callable[[Name], str]
"""What somebody is called whom a note names."""


def as_written(name: Name) -> str:
    """A name as the note writes it."""
    return name.text


class Text(NamedTuple):
    """A note in a commit. before, after: its bytes, None where it did not or does not exist."""

    path: str
    before: bytes | None
    after: bytes | None


def message(texts: Sequence[Text], name_of: NameOf = as_written) -> str:
    """The message in one line: “Thank Maria Lopez; nudge Ben Ito; 2 other notes”."""
    named = list(dict.fromkeys(_said(text, name_of) for text in texts[:_MOST]))
    left = len(texts) - min(len(texts), _MOST)
    if left == 1:
        named.append(_said(texts[_MOST], name_of))
    elif left:
        named.append(count(left, "other note"))
    line = "; ".join(named)
    return line[:1].upper() + line[1:]


def message_of_files(paths: Sequence[str]) -> str:
    """The message, in one line, for files that are no notes: “Change journal.toml, .gitignore and 4 other files”."""
    left = len(paths) - _MOST
    more = f" and {count(left, 'other file')}" if left > 0 else ""
    return f"Change {', '.join(map(_plain, paths[:_MOST]))}{more}" if paths else ""


def _said(text: Text, name_of: NameOf) -> str:
    """What happened to a note, as a part of the message: its steps, else that it was added, changed or deleted."""
    if text.before is None and text.after is not None:
        return f"new {_title(text.path, text.after)}"
    if text.after is None:
        return f"delete {_title(text.path, text.before or b'')}"
    return next(_steps(text, name_of), f"change {_title(text.path, text.after)}")


def _steps(text: Text, name_of: NameOf) -> Iterator[str]:
    """The steps that an ask took, the most important first."""
    before, after = (read(text.path, content or b"").note for content in (text.before, text.after))
    contacts = after.fields.get("contact")
    names = contacts if isinstance(contacts, tuple) else ()
    who = ", ".join(_plain(name_of(name)) for name in names[:2] if isinstance(name, Name))
    for key, verb in _STEPS:
        now = after.fields.get(key)
        if now and now != before.fields.get(key):
            yield f"{verb} {who or _plain(after.title)}"


def _title(path: str, content: bytes) -> str:
    return _plain(read(path, content).note.title or path)


def _plain(text: str) -> str:
    """A name on one line, without invisible characters."""
    shown = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")
    words = " ".join(shown.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
