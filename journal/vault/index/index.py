"""What is in the folder, as read: one door in, ``reconcile``, which makes the index equal to the folder."""

from __future__ import annotations

import errno
import os
import time
from _thread import allocate_lock
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress

from journal.errors import EnvironmentFailed, JournalError, NoVault
from journal.model import Delta
from journal.places import SETTINGS_FILE
from journal.vault.disk.walk import Walk
from journal.vault.index import folders, rows
from journal.vault.index.cache import Cache
from journal.vault.index.cells import unpacked
from journal.vault.index.look_ahead import Looked

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from typing import Any, TypeAlias, TypeVar

    from journal.config import Settings
    from journal.paths import AnyPath
    from journal.vault.disk.walk import Listing, Seen
    from journal.vault.index.look_ahead import Ahead
    from journal.vault.index.update import IndexUpdate, WordIndex

    Answer = TypeVar("Answer")

__all__ = ["Index"]

_COMMIT = 0.5
"""Seconds of work after which it is safe, so that a long first reading can be interrupted and resumed."""

_Progress: TypeAlias = "Callable[[int, int], object] | None"
_Meanwhile: TypeAlias = "Callable[[], object] | None"


class Index:
    """The notes of one vault with what their names mean, equal to the folder after each ``reconcile``.

    May be used from several threads. words: takes in the words of what is read; None where that is for later.
    notice: a sentence for the person where no cache could be used.
    """

    def __init__(self, root: AnyPath, settings: Settings, place: str | None) -> None:
        self._root, self._limit = root, settings.max_note_bytes
        self._walk = Walk(root, settings.exclude)
        self.words: WordIndex | None = None
        self._cache = Cache(place)
        self._looking = allocate_lock()
        self._reported = self.ask(rows.revision)

    @property
    def is_known(self) -> bool:
        """Whether the index was brought up to date once."""
        return self.ask(lambda db: bool(db.execute("SELECT resolved_up_to > 0 FROM meta").fetchone()[0]))

    @property
    def notice(self) -> str | None:
        return self._cache.notice

    def reconcile(
        self, paths: Iterable[str] | None = None, on_progress: _Progress = None, written: Collection[str] = ()
    ) -> Delta:
        """Look at the folder, read what changed, forget what is gone. Gives what changed since the last call.

        paths: the only ones to look at, None for all. on_progress: called with how many of how many files were read,
        after every few. written: as in ``Look``. Raises NoVault and EnvironmentFailed where the root cannot be listed;
        the index then stays as it was.
        """
        with self._looking:
            return self._safely(lambda: self._reconcile(paths, on_progress, written))

    def answered(self, question: Callable[[], Answer], on_progress: _Progress, ahead: Ahead | None = None) -> Answer:
        """Look at the whole folder and give the answer to a question about the index as it is then.

        The question is asked early, while other processes look at a large folder, and again where the look changed
        something. on_progress, raises: as ``reconcile``. ahead: a look that has begun already. Call ``leave`` at last.
        """
        self._cache.is_left_soon = True
        early: list[tuple[tuple[int, int], Answer]] = []

        def ask_early() -> None:
            with suppress(Exception):  # what is wrong shows when it is asked again
                if self.is_known:
                    early[:] = [(self.ask(self.revision), question())]

        with self._looking:
            self._safely(lambda: self._look_at_all(on_progress, ask_early, ahead))
            self._reported = self.ask(rows.revision)
        return early[0][1] if early and early[0][0] == self.ask(self.revision) else question()

    def ask(self, question: Callable[[sqlite3.Connection], Answer], *, writes: bool = False) -> Answer:
        """The answer to a question about one state of the index. writes: it may bring follow-ups up to date.

        Raises NoVault and EnvironmentFailed where the index had to be made anew and the root cannot be listed.
        """

        def answer() -> Answer:
            with self._cache.writing() if writes else self._cache.reading() as db:
                return question(db)

        return self._safely(answer)

    def revision(self, db: sqlite3.Connection) -> tuple[int, int]:
        """Which state of the index a connection reads; one that was made anew comes to the same revisions."""
        return self._cache.generation, rows.revision(db)

    def exclude(self, patterns: tuple[str, ...]) -> None:
        """Use other gitignore patterns from the next look on."""
        self._walk = Walk(self._root, patterns)

    def is_swept(self, state: AnyPath | None) -> bool:
        """Whether the folder is free of what killed writes left, as far as the last look met any; sweeps it if it can.

        Where another program writes, leftovers stay. state: as in ``sweep_alone``.
        """
        if not self._walk.leftovers:
            return True
        from journal.vault.disk.temporary import sweep_alone

        return sweep_alone(self._root, self._walk.leftovers, state)

    def leave(self) -> None:
        """Leave to another process what takes long at the end of a program."""
        self._cache.leave()

    def close(self) -> None:
        self._cache.close()

    def _safely(self, work: Callable[[], Answer]) -> Answer:
        """The result of work on the index; where the cache turns out to be unusable, the index is made anew first."""
        renewed = False
        while True:
            generation = self._cache.generation
            try:
                if renewed:
                    self._reported = 0
                    self._look_at_all(None)
                return work()
            except JournalError:  # of the question
                raise
            except FileNotFoundError:
                raise NoVault(f"The vault {self._root} is gone: bring the folder back, or name another.") from None
            except OSError as error:  # of the folder
                raise EnvironmentFailed.reading(f"The vault {self._root}", error) from None
            except Exception as error:
                if not self._cache.renew(error, generation):
                    raise
                renewed = True

    def _reconcile(self, paths: Iterable[str] | None, on_progress: _Progress, written: Collection[str]) -> Delta:
        """Do what ``reconcile`` does."""
        if paths is None:
            self._look_at_all(on_progress)
        else:
            root = self._walk.root_now()
            seen = {path: self._walk.one(path) for path in paths}
            self._take_all(root, {path: now for path, now in seen.items() if path not in written or (now and now[2])})
        return self._news()

    def _look_at_all(self, on_progress: _Progress, meanwhile: _Meanwhile = None, ahead: Ahead | None = None) -> None:
        """Look at all folders and read what changed.

        meanwhile: called while other processes look. ahead: as in ``answered``.
        """
        root = self._walk.root_now()
        if ahead:
            self._look_where_it_changed_last(root)
        with self._cache.reading() as db:
            known = folders.digests(db)
            known_root, had_notes = db.execute("SELECT root, EXISTS (SELECT 1 FROM note) FROM meta").fetchone()
        changed: list[tuple[Listing, bytes]] = []
        empty = True
        for listing, digest, has_notes in self._looked(root, dict(known), meanwhile, ahead):
            if known.pop(listing.folder, None) != digest:
                changed.append((listing, digest))
            empty = empty and not has_notes
        if empty and had_notes and root != known_root and not os.path.isfile(os.path.join(self._root, SETTINGS_FILE)):
            raise FileNotFoundError(errno.ENOENT, "another folder without any note is in its place")
        if known or changed or root != known_root:
            self._take_in(root, changed, known, on_progress)

    def _look_where_it_changed_last(self, root: str) -> None:
        """Look at the folder with the newest note, where the next change is likely, while other processes look at all:
        what follows from a change is then done before they are. root: its identity now.
        """
        with self._cache.reading() as db:
            last = folders.changed_last(db, root)
        if last and self._walk.looks_in(last[0]) and (listing := self._walk.listing(last[0])):
            digest = listing.digest()
            if digest != last[1]:
                self._take_in(root, [(listing, digest)], (), None)

    def _take_in(
        self,
        root: str,
        changed: Sequence[tuple[Listing, bytes]],
        vanished: Collection[str],
        on_progress: _Progress,
    ) -> None:
        """Read what changed in some folders, and remember what was seen of them. root: its identity.

        changed, vanished: as for ``folders.changes``.
        """
        with self._cache.reading() as db:
            todo = folders.changes(db, changed, vanished)
        self._take_all(root, todo, on_progress, goes_on=True)
        with self._cache.writing() as db:
            folders.remember(db, changed, vanished)
            db.execute("UPDATE meta SET root = ?", (root,))

    def _looked(
        self, root: str, known: Mapping[str, bytes], meanwhile: _Meanwhile, ahead: Ahead | None
    ) -> Iterable[Looked]:
        """What a look sees of each folder. root: its identity. known: digests. meanwhile, ahead: of ``_look_at_all``.

        A first look needs every note, and so what was seen ahead may be of no use to it.
        """
        if ahead and (known or ahead.with_notes):
            if meanwhile:
                meanwhile()
            if (looked := ahead.looked(self._walk, root, known)) is not None:
                return looked
        return map(Looked.of, self._walk.everything())

    def _take_all(
        self, root: str, todo: Mapping[str, Seen | None], on_progress: _Progress = None, *, goes_on: bool = False
    ) -> None:
        """Read the notes at these paths into the index, in transactions so short that little is lost by a kill.

        goes_on: another transaction follows.
        """
        from journal.notes.remembered import forget
        from journal.vault.index.workers import in_batches

        with closing(in_batches(self._entries, list(todo.items()))) as batches:
            done = 0
            while done < len(todo):
                with self._changing(root, goes_on=goes_on) as change:
                    until = time.monotonic() + _COMMIT
                    for batch in batches:
                        change.take([found for found in batch if found])
                        done += len(batch)
                        if on_progress:
                            on_progress(done, len(todo))
                        if time.monotonic() >= until:
                            break
                    change.end(settle=done == len(todo) or not change.is_first)
        forget()

    @contextmanager
    def _changing(self, root: str, *, goes_on: bool) -> Iterator[IndexUpdate]:
        """One transaction of changes. goes_on: as in ``_take_all``.

        root: of before the look; where it is another now, the transaction is rolled back. A folder that was unmounted
        or renamed looks as if all notes had been deleted.
        """
        from journal.vault.index.update import IndexUpdate

        with self._cache.writing(goes_on=goes_on) as db:
            yield IndexUpdate(db, self.words)
            if self._walk.root_now() != root:
                raise FileNotFoundError(errno.ENOENT, "the folder went away during the look")
            db.execute("UPDATE meta SET root = ifnull(root, ?)", (root,))

    def _entries(self, seen: Sequence[tuple[str, Seen | None]]) -> list[tuple[str, tuple[Any, ...] | None] | None]:
        """What ``read`` gives, with each IndexedNote as a plain tuple."""
        from journal.vault.index.indexed_note import read

        words_of = self.words.words_of if self.words else lambda _: None
        found = read(self._root, self._walk, self._limit, seen, words_of)
        return [each and (each[0], each[1] and tuple(each[1])) for each in found]

    def _news(self) -> Delta:
        """What changed in the index since the last call, by us or by another program on the same cache."""
        with self._cache.reading() as db:
            last, self._reported = self._reported, int(db.execute("SELECT revision FROM meta").fetchone()[0])
            if last == self._reported:
                return Delta()
            now = db.execute("SELECT path, first FROM note WHERE number > ?", (last,)).fetchall()
            gone = dict(db.execute("SELECT path, first FROM tombstone WHERE revision > ?", (last,)).fetchall())
        added = {path for path, first in now if first > last and gone.get(path, last + 1) > last}
        there = {path for path, _ in now}
        return Delta(
            added=tuple(sorted(map(unpacked, added))),
            changed=tuple(sorted(map(unpacked, there - added))),
            removed=tuple(
                sorted(unpacked(path) for path, first in gone.items() if first <= last and path not in there)
            ),
        )
