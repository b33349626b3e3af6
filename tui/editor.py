"""The person's editor (see journal.editor) at the terminal that is ours otherwise."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from textual.app import App, SuspendNotSupported

from journal import JournalError
from journal.editor import editor_call
from tui.patient import ENDS

__all__ = ["edit"]


def edit(app: App[Any], path: Path, line: int | None) -> str:
    """Give the terminal to the editor until that is left; empty then, else a sentence for why it cannot open."""
    try:
        call = editor_call(path, line, os.environ)
        with app.suspend():
            _run(call)
    except JournalError as error:
        return error.sentence
    except SuspendNotSupported:
        return "No editor can open here: there is no terminal to give it."
    except OSError as error:
        return f"{call[0]} cannot be started: {error.strerror}."
    return ""


def _run(call: Sequence[str]) -> None:
    """Raises OSError where the editor cannot be started."""
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
