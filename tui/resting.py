"""An app that gives memory back to the system once its questions are answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from textual.app import ReturnType
from textual.timer import Timer

from tui.patient import PatientApp

__all__ = ["RestingApp", "give_back", "share_heap"]

_MOST_HEAPS = -8
"""M_ARENA_MAX, which GNU's C library gives no other name."""
_UNTIL_REST = 2.0
"""Seconds from an answer until the memory that it took is given back, with that of all answers until then."""


class RestingApp(PatientApp[ReturnType]):
    """An app whose questions to the vault take tens of megabytes for a moment, and that keeps none of them."""

    def __init__(self) -> None:
        super().__init__()
        share_heap()
        self.threads = ThreadPoolExecutor()
        """Threads on which questions are answered."""
        self._rest: Timer | None = None

    def on_mount(self) -> None:
        asyncio.get_running_loop().set_default_executor(self.threads)  # which asyncio waits for at the end

    def on_answered(self) -> None:
        """Give memory back soon, unless that is about to be done already."""
        if self._rest is None:
            self._rest = self.set_timer(_UNTIL_REST, self._begin_rest)

    def _begin_rest(self) -> None:
        self._rest = None
        self.run_worker(give_back, thread=True)


def share_heap() -> None:
    """Have the C library serve all threads from one heap, before there are any.

    GNU's has one for each thread, and what is free in one no other can use.
    """
    if option := _of_c_library("mallopt"):
        option(_MOST_HEAPS, 1)


def give_back() -> None:
    """Have the C library give back the free memory between what is in use, which GNU's keeps."""
    if trim := _of_c_library("malloc_trim"):
        trim(0)


def _of_c_library(name: str) -> Callable[..., int] | None:
    """A function of the C library; None where it has none of that name, as others than GNU's, and needs none."""
    import ctypes

    return getattr(ctypes.CDLL(None), name, None)
