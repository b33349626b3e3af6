"""Where Obsidian keeps its daily notes, as the path of the note of a day (docs/practice.md 1)."""

from __future__ import annotations

import json
import os

from journal.day_path import from_obsidian, wrong_with
from journal.errors import JournalError
from journal.paths import is_inside
from journal.smallfile import read_small

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from journal.paths import AnyPath

__all__ = ["daily_notes", "daily_template"]

_SETTING = ".obsidian/daily-notes.json"
_USUAL = "YYYY-MM-DD"


def daily_notes(root: AnyPath) -> tuple[str | None, str] | None:
    """The path as ``[journal] path`` has it, and the format that Obsidian has; None where no such setting is.

    The path is None where it would need more than ``%Y``, ``%m`` and ``%d``, or lead to no note. Settings that cannot
    be read are none.
    """
    document = _setting(root)
    if document is None:
        return None
    folder, named = (document.get(key) for key in ("folder", "format"))
    start = f"{folder.strip('/')}/" if isinstance(folder, str) and folder.strip("/") else ""
    asked = named if isinstance(named, str) and named else _USUAL
    stem = from_obsidian(asked)
    path = None if stem is None or "%" in start else f"{start}{stem}.md"
    return (None if path is None or wrong_with(path) else path), asked


def daily_template(root: AnyPath) -> str | None:
    """The path of the note that Obsidian begins a daily note with; None where it names none, or none is there."""
    named = (_setting(root) or {}).get("template")
    name = named.strip("/").removesuffix(".md") if isinstance(named, str) else ""
    place = os.path.join(root, f"{name}.md")
    return f"{name}.md" if name and is_inside(place, root) and os.path.isfile(place) else None


def _setting(root: AnyPath) -> Mapping[str, Any] | None:
    """Obsidian's settings of daily notes; None where there are none that can be read."""
    try:
        document: Any = json.loads(read_small(os.path.join(root, _SETTING), root) or "null")
    except (JournalError, ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None
