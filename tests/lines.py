"""The lines that a program prints while it runs, for the tests that wait for one."""

from __future__ import annotations

import threading
from queue import Empty, SimpleQueue
from typing import IO

import pytest

from tests.seen import PATIENCE

__all__ = ["Lines"]


class Lines:
    """What a stream says, to be waited for; read by a thread of its own, so that what waits sees all that has come."""

    def __init__(self, stream: IO[str] | None) -> None:
        assert stream is not None
        self._news: SimpleQueue[str] = SimpleQueue()
        self._said: list[str] = []
        threading.Thread(target=self._listen, args=(stream,), daemon=True).start()

    def _listen(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self._news.put(line)
        self._news.put("")

    def next(self) -> str:
        """Wait for a line; empty at the end of the stream."""
        try:
            line = self._news.get(timeout=PATIENCE)
        except Empty:
            pytest.fail("no further line came, but:\n" + "".join(self._said))
        self._said.append(line)
        return line

    def until(self, text: str) -> str:
        """Wait for a line that holds this."""
        while text not in (line := self.next()):
            assert line, f"“{text}” did not come, but:\n" + "".join(self._said)
        return line

    def rest(self) -> str:
        """Wait for the end of the stream: all lines that were not waited for."""
        return "".join(iter(self.next, ""))
