"""Questions to the vault without holding up the screen: one question at a time, on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from typing import Generic, TypeVar

from textual.dom import DOMNode

from journal import JournalError
from tui.messages import Answered

__all__ = ["LatestQuery"]

_MOMENT = 0.05
"""Seconds that the first picture waits for its rows; where a new day comes first, it does without."""

Answer = TypeVar("Answer")


class LatestQuery(Generic[Answer]):
    """Questions to the vault that a widget, a screen or the app asks on a worker thread.

    While one is answered, only the newest further question is kept. An answer is shown unless a question about
    something else (another ``about``) was asked since.
    """

    def __init__(
        self, owner: DOMNode, show: Callable[[Answer], object], fail: Callable[[JournalError], object]
    ) -> None:
        self._owner, self._show, self._fail = owner, show, fail
        self._about: Hashable = None
        self._busy = False
        self._next: Callable[[], Answer] | None = None

    def ask(self, about: Hashable, question: Callable[[], Answer]) -> None:
        """Ask; the answer arrives on the UI's thread. question is called on another one."""
        self._about = about
        self._next = question
        if not self._busy:
            self._start()

    def ask_first(self, about: Hashable, question: Callable[[], Answer]) -> None:
        """Ask the first question, and hold up the screen for the answer, a moment at most, so that the first picture
        has it.
        """
        self._about, self._busy = about, True
        answered = ThreadPoolExecutor(1).submit(self._deliverable, question)
        wait([answered], _MOMENT)
        if answered.done():
            self._arrived(about, answered.result())
        else:
            answered.add_done_callback(lambda late: self._owner.call_later(lambda: self._arrived(about, late.result())))

    def forget(self) -> None:
        """Drop the answers to all questions asked so far."""
        self._about, self._next = None, None

    def _start(self) -> None:
        """Begin to answer the question that waits, if there is one and the owner is still there."""
        if self._next is None or not self._owner.is_attached:
            return
        question, self._next = self._next, None
        self._busy = True
        self._owner.run_worker(partial(self._answer, self._about, question), thread=True)

    def _answer(self, about: Hashable, question: Callable[[], Answer]) -> None:
        """Answer a question on the worker thread, and hand the answer or error to the UI's thread."""
        self._owner.call_later(self._arrived, about, self._deliverable(question))

    def _deliverable(self, question: Callable[[], Answer]) -> Callable[[], object]:
        """What shows the answer to a question, or the error that came of it."""
        try:
            return partial(self._show, question())
        except JournalError as error:
            return partial(self._fail, error)

    def _arrived(self, about: Hashable, deliver: Callable[[], object]) -> None:
        """Deliver an answer unless another thing was asked about since, then begin the next question."""
        self._busy = False
        if about == self._about:
            deliver()
        self._owner.post_message(Answered())
        self._start()
