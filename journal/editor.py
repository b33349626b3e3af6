"""Which editor the person uses, and how it is called; never by a shell."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

from journal.errors import EnvironmentFailed

__all__ = ["editor_call", "editor_of"]

_FALLBACKS = ("nano", "nvim", "vim", "vi", "micro", "hx", "emacs")
"""Where none is chosen, the first that is there; nano says on the screen how to leave it."""
_PLUS_LINE = frozenset({"emacs", "emacsclient", "kak", "micro", "nano", "nvim", "vi", "view", "vim", "vimx"})
"""Editors that take ``+12`` before the file as the line to open at."""


def editor_of(environment: Mapping[str, str]) -> tuple[list[str], str | None]:
    """The program and its first arguments, and the variable that chooses it, None where none does.

    Raises EnvironmentFailed where there is none.
    """
    search = environment.get("PATH")
    for variable in ("VISUAL", "EDITOR"):
        if not (chosen := environment.get(variable, "").strip()):
            continue
        try:
            words = shlex.split(chosen)
        except ValueError as error:
            raise EnvironmentFailed(f"{variable} cannot be read ({error}): mend its quotes, {chosen}") from None
        if shutil.which(words[0], path=search) is None:
            raise EnvironmentFailed(f"{variable} names {words[0]}, which is not there: install it, or set {variable}.")
        return words, variable
    found = next((name for name in _FALLBACKS if shutil.which(name, path=search)), None)
    if found is None:
        raise EnvironmentFailed("No editor is found: set VISUAL or EDITOR to yours.")
    return [found], None


def editor_call(path: Path, line: int | None, environment: Mapping[str, str]) -> list[str]:
    """The program and its arguments that open a note, at a line where the editor can.

    path is absolute: a file named ``+!cmd.md`` is then no option of any editor. Raises as ``editor_of``.
    """
    assert path.is_absolute()
    words, _ = editor_of(environment)
    at_line = [f"+{line}"] if line and Path(words[0]).name in _PLUS_LINE else []
    return [*words, *at_line, str(path)]
