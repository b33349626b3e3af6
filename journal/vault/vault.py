"""The one object a front end holds: a vault, what is in it, and what it means today."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

from journal.config import read_settings
from journal.errors import AmbiguousNote, EnvironmentFailed, NotUnderstood, NoVault, UnknownNote
from journal.model import Kind, Move, QueueLine
from journal.vault.index import rows
from journal.vault.index.cache import place_of
from journal.vault.index.index import Index
from journal.vault.overviews import Overviews
from journal.vault.queries import queue
from journal.vault.queries.lookup import only
from journal.vault.queries.queries import LOOKALIKES, Queries
from journal.vault.writable import Writable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from journal import filters
    from journal.config import Settings
    from journal.model import Counts, Day, Delta, FollowUp, Gap, KnownParty, Note, Page, Party, Watched
    from journal.rules.nearness import Names
    from journal.rules.resolve import Resolver
    from journal.rules.typed_edits import Typed
    from journal.vault.queries.queue import Which
    from journal.vault.watch.watch import Watch

    Answer = TypeVar("Answer")

__all__ = ["Vault"]

_WANTED: Mapping[Which, Callable[[FollowUp], bool]] = {
    "all": lambda _: True,
    "open": lambda follow_up: follow_up.move is not Move.NONE,
    "due": lambda follow_up: follow_up.needs_follow_up,
}
"""The same for follow-ups as in the index (see ``queue``)."""


class Vault(Overviews, Writable):
    """A folder of notes, read; its queries are pure functions of the last look and a day.

    May be used from several threads: a look replaces what is known in one step.
    """

    def __init__(self, root: Path, settings: Settings, state: Path | None = None, cache: Path | None = None) -> None:
        self.root = root
        self.settings = settings
        self.state, self.cache = state, cache
        self._swept = False
        self._on_change: Callable[[Delta], object] = lambda _: None
        self._index = Index(root, settings, cache and place_of(root, cache))
        self._queries = Queries(self._index, settings)

    @classmethod
    def open(
        cls,
        root: str | os.PathLike[str],
        *,
        state: Path | None = None,
        cache: Path | None = None,
        on_progress: Callable[[int, int], object] | None = None,
    ) -> Vault:
        """The vault in a folder, looked at once. Raises NoVault, BadSettings and EnvironmentFailed.

        state: the folder for what must not be in the vault, None for the person's own. cache: the
        folder that its index is kept in, None to keep it in memory and read every note anew.
        on_progress: as ``reconcile``.
        """
        vault = cls.at(root, state=state, cache=cache)
        vault.reconcile(on_progress=on_progress)
        return vault

    @classmethod
    def at(
        cls, root: str | os.PathLike[str], *, state: Path | None = None, cache: Path | None = None, words: bool = False
    ) -> Vault:
        """The vault in a folder as the cache has it, not looked at yet. state, cache, raises: as ``open``.

        words: each look takes in the words of what it reads, for a search that follows.
        """
        path = Path(os.path.abspath(os.path.expanduser(root)))
        if not path.is_dir():
            what = "is a file, not a folder" if path.exists() else "is not there"
            raise NoVault(f"{path} {what}: name the folder that holds your notes, or begin one with “journal init”.")
        vault = cls(path, read_settings(path), state, cache)
        if words:
            from journal.vault.search.fulltext import AtOnce

            vault._index.words = AtOnce(path, vault.settings.max_note_bytes)
        return vault

    def read_settings(self) -> bool:
        """Read journal.toml again; whether it says something else than before, which counts from now on.

        What is excluded counts from the next look on, max_note_bytes only for who opens the vault anew. Raises
        BadSettings, and all stays as it was.
        """
        now = read_settings(self.root)._replace(max_note_bytes=self.settings.max_note_bytes)
        if now == self.settings:
            return False
        self.settings = now
        self._index.exclude(now.exclude)
        self._queries = Queries(self._index, now)
        return True

    @property
    def notice(self) -> str | None:
        """What to tell the person about a cache that could not be used."""
        return self._index.notice

    @property
    def unfinished(self) -> str:
        """What to tell the person about a write that was cut short, empty where none was."""
        from journal.places import state_folder
        from journal.vault.write.unfinished import unfinished

        return unfinished(self.state or state_folder(), self.root)

    @property
    def is_known(self) -> bool:
        """Whether there is something to show before a look: the cache holds a whole one."""
        return self._index.is_known

    @property
    def resolver(self) -> Resolver:
        """What names mean among the notes of the last look."""
        return self._queries.resolver()

    def close(self) -> None:
        """Let go of the cache; the vault is not used after this."""
        self._index.close()

    def reconcile(
        self, paths: Iterable[str] | None = None, on_progress: Callable[[int, int], object] | None = None
    ) -> Delta:
        """Look at the folder again. Gives what changed since the last look; the first time, since the cache was
        written.

        paths: the only ones to look at, None for all. on_progress: called with how many of how many
        changed notes are read. Raises NoVault, EnvironmentFailed.
        """
        delta = self._index.reconcile(paths, on_progress)
        self._swept = self._swept or self._index.is_swept(self.state)
        return delta

    def answered(self, question: Callable[[], Answer], on_progress: Callable[[int, int], object] | None) -> Answer:
        """Look at the folder, and give the answer to a question about what is there then; it may be asked twice.

        on_progress, raises: as ``reconcile``.
        """
        answer = self._index.answered(question, on_progress)
        self._swept = self._swept or self._index.is_swept(self.state)
        return answer

    def queue(
        self, today: Day, where: Sequence[filters.Term] = (), *, which: Which = "all", limit: int = -1
    ) -> list[QueueLine]:
        """Asks in the queue's order as a list shows them; without a filter no note is read. Raises BadFilter.

        which: due ones need follow-up, open ones are somebody's move. limit: at most so many, -1 for all.
        """
        if not where:
            return self._queries.ask(lambda db: queue.lines(db, today, which, limit), (self._queries.evaluated(today),))
        wanted = _WANTED[which]
        lines = (QueueLine.of(follow_up) for follow_up in self.follow_ups(today, where) if wanted(follow_up))
        return list(lines if limit < 0 else islice(lines, limit))

    def asks(self, paths: Collection[str], today: Day) -> list[FollowUp]:
        """The asks in the notes at some paths, in their order; quickly, and so without their gaps.

        A note that is gone or asks nothing is left out.
        """
        found = self._queries.asks(paths, today)
        return [found[path] for path in paths if path in found]

    def called(self, name: str) -> list[Note]:
        """The notes of any kind whose whole id, path or title that is."""
        return self._queries.called(name)

    def lines_called(self, name: str, today: Day) -> list[QueueLine]:
        """As ``queue``, the asks whose whole id, path or title that is."""
        return self._queries.lines_called(name, today)

    def counts(self, today: Day) -> Counts:
        """How many asks there are, and whose."""
        return self._queries.ask(queue.counts, (self._queries.evaluated(today),))

    def count_problems(self, today: Day) -> int:
        """As many as ``problems`` gives, without reading a note."""
        return self._queries.ask(queue.problems, (self._queries.evaluated(today), LOOKALIKES))

    def count_notes(self) -> int:
        """How many notes there are."""
        return self._queries.ask(rows.count)

    def watch(
        self, on_change: Callable[[Delta], object], on_status: Callable[[Watched], object] | None = None
    ) -> Watch:
        """While open as a context, looks whenever the folder may have changed, and tells what did.

        Both are called on a thread of its own, on_change also on that of a write whose look finds what others did;
        on_status when it changes how the vault is watched, and while a look reads many notes. A vault that is gone is
        looked for again; what is known of it stays.
        """
        from journal.vault.watch.watch import Watch

        def look(paths: Collection[str] | None, on_progress: Callable[[int, int], object]) -> bool:
            delta = self.reconcile(paths, on_progress)
            if delta:
                on_change(delta)
            return bool(delta)

        self._on_change = on_change
        return Watch(self.root, look, on_status)

    def _tell(self, delta: Delta) -> None:
        if delta:
            self._on_change(delta)

    def parties(self, today: Day) -> list[KnownParty]:
        """Every contact and goal by name, quickly: as many as ``contacts`` and ``goals`` give."""
        return self._queries.parties(today)

    def names(self, kind: Kind, today: Day) -> Names:
        """What contacts or goals are called, to find whom somebody means by what is typed; kind: person or goal."""
        return self._queries.names(kind, today)

    def find(self, name: str, kind: Kind | None = None) -> Note:
        """The note of a name: its id, path or title, else any part that only it has; of one kind where one is given.

        A person or a goal of that name comes first. Raises UnknownNote with the nearest names, and AmbiguousNote
        with all that it could be.
        """
        note = self._queries.note(only(name, self._queries.meant(name, kind)).number)
        if note is None:  # gone between the two questions
            raise UnknownNote(name)
        return note

    def page(self, name: str, today: Day) -> Page:
        """A note, or a contact or goal without one, with all that is computed for it; found as by ``find``.

        Raises UnknownNote and AmbiguousNote.
        """
        meant = self._queries.meant(name)
        parties = [] if meant.whole else self._queries.parties_called(name, today)
        if len(parties) > 1:
            raise AmbiguousNote(name, [known.party.id or known.party.name for known in parties])
        if parties:
            return self.page_of(parties[0].kind, parties[0].party, today)
        return self.page_at(only(name, meant).path, today)

    def page_at(self, path: str, today: Day) -> Page:
        """The note at a path with all that is computed for it. Raises NotUnderstood where none is any more."""
        page = self._queries.page(path, today)
        if page is None:
            raise NotUnderstood(f"{path} is gone.")
        return page

    def page_of(self, kind: Kind, party: Party, today: Day) -> Page:
        """A contact or goal with all that is computed for it. Raises NotUnderstood where no note names it any more."""
        page = self._queries.page((kind, party), today)
        if page is None:
            raise NotUnderstood(f"{party.name} stands in no note any more.")
        return page

    def text(self, note: Note) -> str:
        """A note as it stands on disk now, at most ``max_note_bytes`` of it. Raises EnvironmentFailed."""
        from journal.vault.disk import note_file

        try:
            raw = note_file.read(self.root, note.path, self.settings.max_note_bytes)
        except OSError as error:
            raise EnvironmentFailed.reading(note.path, error) from None
        return raw.decode("utf-8-sig", errors="replace")

    def body(self, note: Note) -> str:
        """What a note says below its frontmatter, on disk now. Raises as ``text``."""
        from journal.notes import body_of

        return body_of(self.text(note)).strip("\n")

    def gaps_of_new(self, text: str, typed: Mapping[str, Typed], today: Day) -> tuple[Gap, ...]:
        """What an ask that ``create`` would write lacks before it goes out. Writes nothing; raises what that does."""
        from journal.notes import read
        from journal.vault.disk.filenames import FreePaths
        from journal.vault.write.new_note import NewNote, new_note

        new = NewNote(Kind.ASK, text, typed)
        note = read(*new_note(self.root, new, today, self.resolver, FreePaths(self.root))).note
        return self._queries.gaps_of_new(note, today)
