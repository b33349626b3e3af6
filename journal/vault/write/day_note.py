"""The note of a day in the journal: where it is, and what it begins with (docs/practice.md 1)."""

from __future__ import annotations

import os
from collections.abc import Sequence

from journal import notes
from journal.config import SETTINGS_FILE, Settings
from journal.day_path import path_on
from journal.errors import BadSettings, EnvironmentFailed
from journal.model import Appended, Day, NoteEdits
from journal.notes.body_edits import edit_body
from journal.vault.disk import note_file
from journal.vault.disk.walk import Walk
from journal.vault.write.change import Change
from journal.vault.write.new_note import filled, read_template

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["day_step", "path_of_day"]


def path_of_day(root: AnyPath, settings: Settings, day: Day) -> str:
    """The path of the note of a day. Raises BadSettings where no note would be read there."""
    path = path_on(settings.day_path, day)
    if not Walk(root, settings.exclude).takes(path):
        where = f"{os.path.join(root, SETTINGS_FILE)}: journal.path = {settings.day_path!r} leads to {path}"
        why = "it is excluded, in a folder of templates or behind a link"
        raise BadSettings(f"{where}, which is no note, since {why}: choose another path.")
    return path


def day_step(
    root: AnyPath, path: str, day: Day, lines: Sequence[str], *, largest: int
) -> tuple[str, Sequence[Change], Sequence[NoteEdits]]:
    """The summary, changes and edits that make the note of a day where there is none, and add lines to it.

    largest: bytes that are read of a note. Raises what ``edit_body`` raises, BadSettings and EnvironmentFailed.
    """
    added = Appended(tuple(lines))
    try:
        raw = note_file.read(root, path, largest)
    except FileNotFoundError:
        title = f"{day:%A} {day.day} {day:%B} {day.year}"
        new = filled(*read_template(root, "day"), title, day, ())
        said = f": {' '.join(lines)}" if lines else ""
        return f"New note: {path}{said}", [Change(path, None, edit_body(new, added, path=path) if lines else new)], ()
    except OSError as error:
        raise EnvironmentFailed.reading(path, error) from None
    if not lines:
        return "", (), ()
    return f"Added to {path}: {' '.join(lines)}", (), [(notes.read(path, raw).note, [added])]
