"""The one object a front end holds: a vault, what is in it, and what it means today."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from journal.config import Settings, read_settings
from journal.errors import AmbiguousNote, EnvironmentFailed, NoVault, UnknownNote
from journal.model import Contact, Day, Delta, FollowUp, Found, Hit, Kind, Note, Page, Problem, Progress, Subject
from journal.notes import fold
from journal.rules import history
from journal.vault import filters, records, search, store
from journal.vault.index import Index
from journal.vault.reading import Reading, Today

__all__ = ["Vault"]


class Vault:
    """A folder of notes, read; its queries are pure functions of the last look and a day.

    May be used from several threads: a look replaces what is known in one step.
    """

    def __init__(self, root: Path, settings: Settings) -> None:
        self.root = root
        self.settings = settings
        self._index = Index(root, settings)
        self._looking = threading.Lock()
        self._reading = Reading((), ())

    @classmethod
    def open(cls, root: str | os.PathLike[str]) -> Vault:
        """The vault in a folder, looked at once. Raises NoVault, BadSettings and EnvironmentFailed."""
        vault = cls.at(root)
        vault.reconcile()
        return vault

    @classmethod
    def at(cls, root: str | os.PathLike[str]) -> Vault:
        """The vault in a folder, not looked at yet. Raises NoVault, BadSettings and EnvironmentFailed."""
        path = Path(os.path.abspath(os.path.expanduser(root)))
        if not path.is_dir():
            what = "is a file, not a folder" if path.exists() else "is not there"
            raise NoVault(f"{path} {what}: name the folder that holds your notes, or begin one with “journal init”.")
        return cls(path, read_settings(path))

    def reconcile(self) -> Delta:
        """Look at the folder again; what changed since the last look. Raises NoVault, EnvironmentFailed."""
        with self._looking:
            try:
                delta = self._index.reconcile()
            except FileNotFoundError:
                raise NoVault(f"The vault {self.root} is gone: bring the folder back, or name another.") from None
            except OSError as error:
                raise EnvironmentFailed(f"The vault {self.root} cannot be read: {error.strerror}.") from None
            if delta or self._index.unreadable != self._reading.unreadable:
                self._reading = Reading(self._index.notes(), self._index.unreadable)
            return delta

    def watch(self, on_change: Callable[[Delta], object]) -> AbstractContextManager[object]:
        """While open as a context, looks whenever the folder may have changed, and tells what did.

        on_change is called on a thread of its own. A vault that is gone is looked for again; what
        is known of it stays.
        """
        from journal.vault.watch import Watch

        def look() -> None:
            try:
                delta = self.reconcile()
            except (NoVault, EnvironmentFailed):
                return
            if delta:
                on_change(delta)

        return Watch(self.root, look)

    def follow_ups(self, today: Day, where: Sequence[filters.Term] = ()) -> list[FollowUp]:
        """Every ask in the queue's order (docs/rules.md 2). Raises BadFilter."""
        known = self._today(today)
        holds = self._matcher(where, records.ASK_FIELDS, today)
        return [f for f in known.follow_ups if holds is None or holds(self.record(f, today), f.ask.note)]

    def contacts(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Contact]:
        """Every contact, most owed first, then by name. Raises BadFilter."""
        known = self._today(today)
        holds = self._matcher(where, records.CONTACT_FIELDS, today)
        return [c for c in known.contacts if holds is None or holds(self.record(c, today), c.person.note)]

    def goals(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Progress]:
        """Every goal. Raises BadFilter."""
        known = self._today(today)
        holds = self._matcher(where, records.GOAL_FIELDS, today)
        return [g for g in known.goals if holds is None or holds(self.record(g, today), g.goal.note)]

    def notes(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Note]:
        """Every note, by path. Raises BadFilter."""
        holds = self._matcher(where, records.NOTE_FIELDS, today)
        return [n for n in self._reading.notes if holds is None or holds(self.record(n, today), n)]

    def kind(self, note: Note) -> Kind:
        """What a note is, told by itself or by those that name it (docs/format.md 4)."""
        return self._reading.resolver.kind(note)

    def problems(self, today: Day) -> list[Found]:
        """Everything wrong in any note, by path and line."""
        return self._today(today).problems

    def problems_of(self, note: Note, today: Day) -> Sequence[Problem]:
        """What is wrong in one note."""
        return self._today(today).problems_by_path.get(note.path, ())

    def search(self, today: Day, terms: Sequence[filters.Term]) -> list[Hit]:
        """The notes that hold every bare word, best first, narrowed by the other terms. Raises BadFilter."""
        words = [term.value for term in terms if term.key is None and not term.negated]
        rest = [term for term in terms if term.key is not None or term.negated]
        found = {note.path for note in self.notes(today, rest)} if rest else None
        wanted = [note for note in self._reading.notes if found is None or note.path in found]
        return search.search(self.root, wanted, words, self.settings.max_note_bytes)

    def find(self, name: str) -> Note:
        """The note of a name: its id, path or title, else any part that only it has.

        Raises UnknownNote with the nearest names, and AmbiguousNote with all that it could be.
        """
        wanted = fold(name.removeprefix("./"))
        spelled = [(note, (fold(note.id), fold(note.path), fold(note.title))) for note in self._reading.notes]
        exact = [note for note, names in spelled if wanted in names]
        found = exact or [note for note, names in spelled if any(wanted in name for name in names)]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousNote(name, [note.id for note in found])
        from difflib import get_close_matches

        near = get_close_matches(wanted, [name for _, names in spelled for name in names], n=3)
        raise UnknownNote(name, list(dict.fromkeys(n.id for close in near for n, names in spelled if close in names)))

    def page(self, name: str, today: Day) -> Page:
        """A note, or a contact or goal without one, with all that is computed for it.

        Raises UnknownNote and AmbiguousNote.
        """
        known = self._today(today)
        try:
            note = self.find(name)
        except UnknownNote:
            implicit = known.implicit(fold(name))
            if implicit is None:
                raise
            return Page(implicit, history.events(*known.concerning(implicit)), (), ())
        subject = known.subject(note)
        linked = self._reading.linked
        backlinks = sorted(other for other, ids in linked.items() if note.id in ids)
        events = history.events(*known.concerning(subject))
        return Page(subject, events, tuple(sorted(linked[note.id])), tuple(backlinks))

    def text(self, note: Note) -> str:
        """A note as it stands on disk now, at most ``max_note_bytes`` of it. Raises EnvironmentFailed."""
        try:
            data = store.read(self.root, note.path, self.settings.max_note_bytes)
        except OSError as error:
            raise EnvironmentFailed(f"{note.path} cannot be read: {error.strerror}.") from None
        return data.decode("utf-8-sig", errors="replace")

    def record(self, found: Subject, today: Day) -> Mapping[str, Any]:
        """The published shape of an ask, contact, goal or note (docs/cli.md, "JSON")."""
        by_path = self._today(today).problems_by_path
        if isinstance(found, FollowUp):
            return records.ask_record(found, by_path.get(found.ask.note.path, ()))
        if isinstance(found, Contact):
            return records.contact_record(found)
        if isinstance(found, Progress):
            return records.goal_record(found)
        return records.note_record(found, self.kind(found), by_path.get(found.path, ()))

    def _today(self, today: Day) -> Today:
        reading = self._reading
        if today not in reading.days:
            reading.days[today] = Today(reading, self.settings, today)
        return reading.days[today]

    def _matcher(self, where: Sequence[filters.Term], fields: frozenset[str], today: Day) -> filters.Matcher | None:
        if not where:
            return None

        def containing(word: str) -> frozenset[str]:
            return search.containing(self.root, self._reading.notes, word, self.settings.max_note_bytes)

        return filters.matcher(where, fields, self._reading.keys, containing, today)
