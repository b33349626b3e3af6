"""The person's editor (see journal.editor) at the terminal that is ours otherwise."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from tui.patient import ENDS

__all__ = ["run_editor"]


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
