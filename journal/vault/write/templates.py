"""A vault's templates: in the folder that Obsidian's settings name, or in one called templates.

Those of notes are KIND.md (docs/cli.md, "new"), those of messages messages/NAME.txt (docs/practice.md 3).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence

from journal.conflict import conflicts
from journal.errors import BadSettings, EnvironmentFailed, JournalError
from journal.paths import is_folder, is_inside
from journal.places import message_templates
from journal.smallfile import read_small
from journal.vault.disk.walk import TEMPLATES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.paths import AnyPath
    from journal.rules.messages.tree import Source

__all__ = [
    "READ",
    "holds_no_notes",
    "is_message",
    "message_template",
    "missing_messages",
    "template_folders",
    "template_text",
    "unused_messages",
]

READ = "read.json"
"""Beside our templates: what Jinja makes of each (journal.rules.messages.tree), by its name, and of which text."""
_SETTING = ".obsidian/templates.json"


def template_folders(root: AnyPath) -> Sequence[str]:
    """The vault's folders of templates, as paths from the root, in the order in which to search them.

    First that of Obsidian's setting, then templates and _templates in the root, in capitals or not; none that leads
    outside the vault.
    """
    names = sorted(name for name in os.listdir(root) if name.lower() in TEMPLATES) if is_folder(root) else []
    names.sort(key=lambda name: (not name.islower(), name.startswith("_")))
    return [folder for folder in dict.fromkeys((*_set_in_obsidian(root), *names)) if _lies_in(root, folder)]


def message_template(root: AnyPath, name: str) -> Source:
    """The template of a message: the vault's own, else ours, which were read before.

    Raises BadSettings and EnvironmentFailed where the vault's cannot be read.
    """
    from journal.rules.messages.tree import Source

    ours = message_templates()
    package, called = os.path.split(ours)
    own = ((root, f"{folder}/{called}") for folder in template_folders(root))
    for base, folder in (*own, (package, called)):
        path = f"{folder}/{name}.txt"
        if (text := template_text(base, path)) is not None:
            known = json.loads(read_small(os.path.join(ours, READ)) or "{}").get(name, {})
            return Source(path, text, known["body"] if known.get("text") == text else None)
    raise EnvironmentFailed(
        f"{os.path.join(ours, name)}.txt is missing from this installation: install journal-followup again."
    )


def template_text(base: AnyPath, path: str) -> str | None:
    """The text of a template at a path from a folder; None where there is none.

    Raises BadSettings where it cannot be read, or git left both sides of a conflict in it; and EnvironmentFailed.
    """
    text = read_small(os.path.join(base, path), base)
    if text and (found := conflicts(text)):
        from shlex import quote

        decide = f"“journal resolve {quote(path)}” decides it"
        raise BadSettings(f"{path}: git left a conflict in its lines {found[0].first} to {found[-1].last}: {decide}.")
    return text


def missing_messages(root: AnyPath) -> Mapping[str, str]:
    """Our templates of messages that a vault has none for: their texts by the paths that they would have there."""
    ours, folders = message_templates(), template_folders(root)
    folder, called = next(iter(folders), TEMPLATES[0]), os.path.basename(ours)
    return {
        f"{folder}/{called}/{name}": read_small(os.path.join(ours, name)) or ""
        for name in sorted(os.listdir(ours))
        if name.endswith(".txt")
        and not any(os.path.lexists(os.path.join(root, each, called, name)) for each in folders)
    }


def unused_messages(root: AnyPath) -> list[str]:
    """The paths of a vault's templates of messages of which no message is called so."""
    known, called = set(os.listdir(message_templates())), os.path.basename(message_templates())
    folders = [f"{folder}/{called}" for folder in template_folders(root) if _lies_in(root, f"{folder}/{called}")]
    paths = [f"{folder}/{name}" for folder in folders for name in sorted(os.listdir(os.path.join(root, folder)))]
    return [path for path in paths if is_message(path) and os.path.basename(path) not in known]


def is_message(path: str) -> bool:
    """Whether a file in a folder of templates, by its path, is a template of a message."""
    return path.endswith(".txt") and path.split("/")[-2:-1] == [os.path.basename(message_templates())]


def holds_no_notes(folder: str) -> bool:
    """Whether files in a folder are never notes because of the folder's name (docs/format.md 1)."""
    return any(part.lower() in TEMPLATES for part in folder.split("/"))


def _set_in_obsidian(root: AnyPath) -> Iterator[str]:
    """The folder that Obsidian's settings name, if any; settings that cannot be read name none."""
    try:
        document: Any = json.loads(read_small(os.path.join(root, _SETTING), root) or "null")
    except (JournalError, ValueError, RecursionError):
        return
    folder = document.get("folder") if isinstance(document, dict) else None
    parts = folder.strip("/").split("/") if isinstance(folder, str) else []
    if parts and not any(part.startswith(".") or not part.isprintable() for part in parts) and all(parts):
        yield "/".join(parts)


def _lies_in(root: AnyPath, folder: str) -> bool:
    try:
        place = os.path.join(root, folder)
        return is_folder(place) and is_inside(place, root)
    except OSError:
        return False
