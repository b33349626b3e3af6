"""Which editor the person uses, and how it is called; never by a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from journal.errors import EnvironmentFailed
from tui.patient import ENDS

__all__ = ["editor_call", "run_editor"]

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


def run_editor(call: Sequence[str]) -> None:
    """Gives the terminal to the editor until that is left. Raises OSError where it cannot be started."""
    with subprocess.Popen(call) as editor, _ending_with(editor):
        editor.wait()


@contextmanager
def _ending_with(editor: subprocess.Popen[bytes]) -> Iterator[None]:
    """A signal that ends us ends the editor too, and both at once.

    The terminal is not ours then, so there is nothing to leave in order, and it may be gone.
    """

    def end(number: int, _frame: FrameType | None) -> None:
        editor.send_signal(number)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    before = {number: signal.signal(number, end) for number in ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
