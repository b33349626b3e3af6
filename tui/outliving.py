"""Writing to a terminal that may be closed meanwhile."""

from __future__ import annotations

import signal
from collections.abc import Callable
from functools import partial
from typing import Any, TextIO

from textual.drivers.linux_driver import LinuxDriver

__all__ = ["OutlivingDriver"]


class OutlivingDriver(LinuxDriver):
    """Drops what a terminal that is gone does not take, and has the app leave.

    Textual's writing thread would end there, and the app wait forever for it to take what it paints.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        leave = partial(self._app.exit, return_code=128 + signal.SIGHUP)
        self._file = _Output(self._file, partial(self._loop.call_soon_threadsafe, leave))  # type: ignore[assignment,arg-type]


class _Output:
    """A file that tells when it is gone, instead of raising OSError."""

    def __init__(self, file: TextIO, gone: Callable[[], object]) -> None:
        self._file, self._gone = file, gone

    def write(self, text: str) -> None:
        self._try(partial(self._file.write, text))

    def flush(self) -> None:
        self._try(self._file.flush)

    def _try(self, call: Callable[[], object]) -> None:
        try:
            call()
        except OSError:
            self._gone()
