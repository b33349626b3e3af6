"""Which editor the person uses, and how it is called; never by a shell."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

from journal.errors import EnvironmentFailed

__all__ = ["editor_call"]

_FALLBACKS = ("nvim", "vim", "vi", "nano")
_PLUS_LINE = frozenset({"emacs", "emacsclient", "kak", "micro", "nano", "nvim", "vi", "view", "vim", "vimx"})
"""Editors that take ``+12`` before the file as the line to open at."""


def editor_call(path: Path, line: int | None, environment: Mapping[str, str]) -> list[str]:
    """The program and its arguments that open a note, at a line where the editor can.

    path is absolute: a file named ``+!cmd.md`` is then no option of any editor. Raises
    EnvironmentFailed where there is no editor.
    """
    assert path.is_absolute()
    search = environment.get("PATH")
    for name in ("VISUAL", "EDITOR"):
        if chosen := environment.get(name, "").strip():
            try:
                words = shlex.split(chosen)
            except ValueError as error:
                raise EnvironmentFailed(f"${name} cannot be read ({error}): {chosen}") from None
            if shutil.which(words[0], path=search) is None:
                raise EnvironmentFailed(f"${name} names {words[0]}, which is not installed.")
            break
    else:
        found = next((name for name in _FALLBACKS if shutil.which(name, path=search)), None)
        if found is None:
            raise EnvironmentFailed("No editor is found: set $VISUAL or $EDITOR to yours.")
        words = [found]
    at_line = [f"+{line}"] if line and Path(words[0]).name in _PLUS_LINE else []
    return [*words, *at_line, str(path)]
