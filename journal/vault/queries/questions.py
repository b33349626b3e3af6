"""How the index is asked: what must be ready before, and answers kept for as long as they are right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection
    from typing import Any, TypeVar

    from journal.model import Day
    from journal.vault.index.index import Index

    Answer = TypeVar("Answer")

__all__ = ["Need", "Questions"]


class Need(NamedTuple):
    """Something that must be ready in the index before a question is asked. make_ready: writes it."""

    is_ready: Callable[[Connection], bool]
    make_ready: Callable[[Connection], None]


class _Kept(NamedTuple):
    """An answer. generation, revision: the state of the index that it is of. today: None where no day counts."""

    generation: int
    revision: int
    today: Day | None
    answer: Any


class Questions:
    """Asks an index, from any thread. Every method raises NoVault and EnvironmentFailed."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._kept: dict[str, _Kept] = {}

    def ask(self, question: Callable[[Connection], Answer], needs: Sequence[Need] = ()) -> Answer:
        """The answer to a question, asked in one state of the index in which all its needs are ready."""

        def answer_at_once(db: Connection) -> tuple[Answer] | None:
            return (question(db),) if all(need.is_ready(db) for need in needs) else None

        def answer(db: Connection) -> Answer:
            for need in needs:
                if not need.is_ready(db):
                    need.make_ready(db)
            return question(db)

        at_once = self._index.ask(answer_at_once)
        return at_once[0] if at_once else self._index.ask(answer, writes=True)

    def once(
        self,
        name: str,
        question: Callable[[Connection], Answer],
        needs: Sequence[Need] = (),
        today: Day | None = None,
        changed: Callable[[Connection, Answer, int], Answer] | None = None,
    ) -> Answer:
        """The answer as ``ask`` gives it, kept until the index or the day changes. name: of the question.

        changed: makes it of the answer that was given at an earlier revision on the same day; None to ask anew.
        """
        known = last = self._kept.get(name)

        def kept(db: Connection) -> _Kept:
            generation, revision = self._index.revision(db)
            if changed and last and (last.generation, last.today) == (generation, today):
                return _Kept(generation, revision, today, changed(db, last.answer, last.revision))
            return _Kept(generation, revision, today, question(db))

        if known is None or known[:3] != (*self.ask(self._index.revision), today):
            known = self._kept[name] = self.ask(kept, needs)
        answer: Answer = known.answer
        return answer
