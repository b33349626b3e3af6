"""Full text over titles, frontmatter and bodies: the best notes with the lines that answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journal.filters import Term
from journal.model import Hit, Hits, Note
from journal.vault.index import rows
from journal.vault.queries.neighbourhood import numbers_of
from journal.vault.search import fulltext
from journal.vault.search.search_terms import line_with

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection
    from typing import Protocol, TypeVar

    from journal.paths import AnyPath

    Answer = TypeVar("Answer")

    class _Ask(Protocol):
        """As ``Index.ask``."""

        def __call__(self, question: Callable[[Connection], Answer], *, writes: bool = False) -> Answer: ...


__all__ = ["MOST_WORDS", "Search"]

MOST_WORDS = 64
"""Words and filters that a search takes: a page that was pasted would keep everybody waiting."""


class Search:
    """Searches the notes of an index for words. limit: bytes to read of a note.

    Words are read only when somebody searches, so that nobody else waits for it.
    """

    def __init__(self, ask: _Ask, root: AnyPath, limit: int) -> None:
        self._ask, self._root, self._limit = ask, root, limit

    def catch_up(self) -> tuple[int, int] | None:
        """Read some notes that changed since the last search, for a tenth of a second.

        Gives how many of how many notes are read now, None when all are.
        """

        def take_in(db: Connection) -> tuple[int, int] | None:
            fulltext.take_in(db, self._root, self._limit)
            return fulltext.standing(db) if fulltext.is_behind(db) else None

        return self._ask(take_in, writes=True) if self._ask(fulltext.is_behind) else None

    def hits(
        self,
        terms: Sequence[Term],
        narrowed: Callable[[Sequence[Term]], Sequence[Note]],
        *,
        limit: int | None,
        now: bool,
    ) -> Hits:
        """The notes with every bare word, best first; without a bare word, all that pass the other terms.

        Of many terms the first MOST_WORDS count; the others are left out, and their number is given. narrowed: gives
        the notes that pass some terms. limit: at most so many, None for all. now: only of the notes read so far.
        """
        terms, left_out = terms[:MOST_WORDS], terms[MOST_WORDS:]
        words = [term.value for term in terms if term.key is None and not term.negated]
        rest = [term for term in terms if term.key is not None or term.negated]
        among = [note.path for note in narrowed(rest)] if rest or not words else None

        def answer(db: Connection) -> Hits:
            so_far = fulltext.standing(db) if words and fulltext.is_behind(db) else None
            if among is None and limit is not None:
                return Hits(_hits(db, fulltext.ranked(db, words, limit)), fulltext.count(db, words), so_far)
            numbers = None if among is None else dict.fromkeys(numbers_of(db, among).values(), 0.0)
            found = fulltext.ranked(db, words, None) if words or numbers is None else list(numbers.items())
            if numbers is not None:
                found = [hit for hit in found if hit[0] in numbers]
            return Hits(_hits(db, found[:limit]), len(found), so_far)

        hits = self._answer(answer, now=now or not words)
        with_lines = [hit._replace(snippet=self.line(hit.note, words)) for hit in hits.best] if words else hits.best
        best = tuple(sorted(with_lines, key=lambda hit: (-hit.score, hit.note.id)))
        return hits._replace(best=best, left_out=len(left_out))

    def holding(self, word: str) -> frozenset[str]:
        """The paths of all notes that contain a word or phrase."""
        return self._answer(lambda db: fulltext.holding(db, word))

    def about(
        self,
        words: Sequence[str],
        question: Callable[[Connection, Sequence[int]], Answer],
        *,
        every: bool,
        limit: int,
    ) -> Answer:
        """The answer to a question about the notes with some words, given by number, best first.

        every: with all of them, else with any. limit: how many.
        """
        return self._answer(lambda db: question(db, fulltext.numbers(db, words, every=every, limit=limit)))

    def _answer(self, question: Callable[[Connection], Answer], *, now: bool = False) -> Answer:
        """The answer to a question once all notes are read; with now, once a few more are."""

        def answer(db: Connection) -> tuple[Answer] | None:
            return (question(db),) if now or not fulltext.is_behind(db) else None

        while True:
            while self.catch_up() and not now:
                pass
            if answered := self._ask(answer):
                return answered[0]

    def line(self, note: Note, words: Sequence[str]) -> str:
        """The first line of a note, other than its title, with one of the words; "" where there is none."""
        return line_with(fulltext.text(self._root, note.path, self._limit), words, note.title)


def _hits(db: Connection, found: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
    """A Hit for each number and score, without its line."""
    which = f"number IN ({','.join(str(number) for number, _ in found)})"
    notes, kinds = dict(rows.notes(db, which)), rows.kinds(db, which)
    return tuple(Hit(notes[number], kinds[number], score, "") for number, score in found if number in notes)
