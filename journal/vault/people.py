"""Who of the people in a vault's notes knows of something, and what ties us to them (docs/practice.md 4)."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property

from journal import model
from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journal.config import Settings
    from journal.model import Day, Note, Party, Unasked
    from journal.paths import AnyPath
    from journal.vault.index.index import Index
    from journal.vault.queries.acquaintances import Acquaintance, Tie
    from journal.vault.queries.queries import Queries
    from journal.vault.search.search import Search

__all__ = ["Knowing", "People"]

_MOST = 2_000
"""Notes, those that suit best, that are looked at where more hold the words."""


class Knowing(NamedTuple):
    """A contact who knows of something, and the words that say so."""

    party: Party
    words: tuple[str, ...]


class People:
    """The people of one vault."""

    def __init__(self, root: AnyPath, settings: Settings, index: Index, queries: Queries) -> None:
        self._root, self._settings, self._index, self._queries = root, settings, index, queries

    def knowing(self, words: Sequence[str], *, every: bool) -> list[Knowing]:
        """The people whose note, or an ask of whom, holds words: every word, or else any of them.

        Of a person's note can_help, role, tags and body count; of an ask what it says in words. Reads all words first.
        """
        from journal.vault.queries.acquaintances import with_parties

        words = [word for word in words if any(map(str.isalnum, word))]
        if not words:
            return []
        found: dict[str, tuple[Party, set[str]]] = {}
        for note, parties in self._search.about(words, with_parties, every=every, limit=_MOST):
            said = self._words_in(note, words)
            if said and (len(said) == len(words) or not every):
                for party in parties:
                    found.setdefault(party.key, (party, set()))[1].update(said)
        return [Knowing(party, tuple(filter(said.__contains__, words))) for party, said in found.values()]

    def acquaintances(self) -> list[Acquaintance]:
        """All people with a note, sorted by its path."""
        from journal.vault.queries.acquaintances import acquaintances

        return self._queries.once("acquaintances", acquaintances)

    def ties(self, parties: Iterable[Party], today: Day) -> Mapping[str, Tie]:
        """What there is between us and each of some people, by party key; they need not be contacts."""
        from journal.vault.queries.acquaintances import ties

        each = list(parties)
        return self._queries.ask(lambda db: ties(db, each, self._settings, today), (self._queries.evaluated(today),))

    def unasked(self, name: str, today: Day) -> list[Unasked] | None:
        """The pieces that nobody was asked for and that have no source: those of the goal with that name, else those
        with that name, whatever goals need them.

        None where the name is of no goal and of no such piece.
        """
        from journal.notes import fold
        from journal.vault.queries.acquaintances import goals_needing
        from journal.vault.queries.everyone import Some
        from journal.vault.queries.neighbourhood import numbers_of
        from journal.vault.queries.standings import Standings

        wanted, goal = fold(name), self._queries.resolver().note(model.Name(name, name), model.Kind.GOAL)
        if goal and self._queries.kind(goal) is not model.Kind.GOAL:
            goal = None

        goals = self._queries.ask(
            lambda db: Standings(db, self._settings, today).goals(
                Some(numbers_of(db, [goal.path]).values() if goal else goals_needing(db, wanted))
            ),
            (self._queries.evaluated(today),),
        )
        pieces = [
            model.Unasked(progress.goal, piece)
            for progress in goals
            for piece in progress.unasked
            if goal or (progress.achieved is None and fold(piece) == wanted)
        ]
        return pieces if goal or pieces else None

    @cached_property
    def _search(self) -> Search:
        from journal.vault.search.search import Search

        return Search(self._index.ask, self._root, self._settings.max_note_bytes)

    def _words_in(self, note: Note, words: Sequence[str]) -> list[str]:
        """The words that a note says; its body is read only where its fields lack some."""
        from journal.rules.leads import said_in_fields
        from journal.vault.search.search_terms import found_in

        fields = "\n".join(said_in_fields(note))
        said = found_in(fields, words)
        return said if len(said) == len(words) else found_in(f"{fields}\n{self._body(note)}", words)

    def _body(self, note: Note) -> str:
        """The text of a note below its frontmatter, on disk now; "" where it cannot be read."""
        from journal.notes import body_of
        from journal.vault.disk import note_file

        with suppress(OSError):
            raw = note_file.read(self._root, note.path, self._settings.max_note_bytes)
            return body_of(raw.decode("utf-8-sig", errors="replace"))
        return ""
