"""Questions to the vault without holding up the screen: one question at a time, on another thread."""

from __future__ import annotations

from asyncio import wrap_future
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Generic, Protocol, TypeAlias, TypeVar, cast

from textual.dom import DOMNode
from textual.worker import Worker

from journal import JournalError
from tui.messages import Answered

__all__ = ["LatestQuery"]

Answer = TypeVar("Answer")
_Delivery: TypeAlias = Callable[[], object]
"""Shows an answer, or the error that came of the question."""


class _HasThreads(Protocol):
    """What a query needs of the app that it runs in."""

    @property
    def threads(self) -> ThreadPoolExecutor:
        """The threads on which questions are answered."""


class LatestQuery(Generic[Answer]):
    """Questions to the vault that a widget, a screen or the app asks on another thread.

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

    def ask(self, about: Hashable, question: Callable[[], Answer], *, within: float = 0.0) -> None:
        """Ask; the answer arrives on the UI's thread. question is called on another one.

        within: seconds, at most, for which the screen is held up for the answer, so that its next picture has it.
        """
        self._about = about
        self._next = question
        if not self._busy:
            self._start(within)

    def forget(self) -> None:
        """Drop the answers to all questions asked so far."""
        self._about, self._next = None, None

    def _start(self, within: float = 0.0) -> None:
        """Begin to answer the question that waits, if there is one and the owner is still there."""
        if self._next is None or not self._owner.is_attached:
            return
        question, self._next = self._next, None
        self._busy = True
        answered = cast("_HasThreads", self._owner.app).threads.submit(self._answer, question)
        if within and wait([answered], within).done:
            self._arrived(self._about, answered.result())
        else:
            _: Worker[None] = self._owner.run_worker(partial(self._hand_over, self._about, answered))

    def _answer(self, question: Callable[[], Answer]) -> _Delivery:
        """Answer a question, on its thread."""
        try:
            return partial(self._show, question())
        except JournalError as error:
            return partial(self._fail, error)

    async def _hand_over(self, about: Hashable, answered: Future[_Delivery]) -> None:
        """Have the owner take the answer once it is there."""
        self._owner.call_later(self._arrived, about, await wrap_future(answered))

    def _arrived(self, about: Hashable, deliver: _Delivery) -> None:
        """Deliver an answer unless another thing was asked about since, then begin the next question."""
        self._busy = False
        if about == self._about:
            deliver()
        self._owner.post_message(Answered())
        self._start()
