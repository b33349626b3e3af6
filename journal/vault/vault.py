"""The one object a front end holds: a vault, what is in it, and what it means today."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from functools import cached_property

from journal.config import read_settings
from journal.errors import NoVault
from journal.paths import is_folder
from journal.vault.index.cache import place_of
from journal.vault.index.index import Index
from journal.vault.parts import Parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Concatenate, ParamSpec, TypeVar

    from journal.config import Settings
    from journal.model import Delta, Watched
    from journal.paths import AnyPath
    from journal.rules.resolve import Resolver
    from journal.vault.index.look_ahead import Ahead
    from journal.vault.watch.watch import Watch
    from journal.vault.write.write_result import Written
    from journal.vault.writes import Writes

    Progress = Callable[[int, int], object]
    Answer = TypeVar("Answer")
    Parameters = ParamSpec("Parameters")

__all__ = ["Vault"]


def _of(method: Callable[[Parts], Callable[Parameters, Answer]]) -> Callable[Concatenate[Vault, Parameters], Answer]:
    """A method of a part of the vault, as a method of the vault."""

    def called(vault: Vault, /, *args: Parameters.args, **named: Parameters.kwargs) -> Answer:
        return method(vault._parts)(*args, **named)

    return called


class Vault:
    """A folder of notes, read, for several threads: queries are pure functions of a day and of the last look.

    Most methods are those of its parts, and are described there: Lists, Overviews, Pages, People, Meetings and Writes.
    """

    queue = _of(lambda parts: parts.lists.queue)
    follow_ups = _of(lambda parts: parts.lists.follow_ups)
    contacts = _of(lambda parts: parts.lists.contacts)
    goals = _of(lambda parts: parts.lists.goals)
    contact_lines = _of(lambda parts: parts.lists.contact_lines)
    goal_lines = _of(lambda parts: parts.lists.goal_lines)
    notes = _of(lambda parts: parts.lists.notes)
    note_lines = _of(lambda parts: parts.lists.note_lines)
    events_by_day = _of(lambda parts: parts.lists.events_by_day)
    events_on = _of(lambda parts: parts.lists.events_on)
    search = _of(lambda parts: parts.lists.search)
    line_holding = _of(lambda parts: parts.lists.line_holding)
    review = _of(lambda parts: parts.lists.review)
    understood = _of(lambda parts: parts.lists.understood)
    captures = _of(lambda parts: parts.lists.captures)
    captures_called = _of(lambda parts: parts.lists.captures_called)
    catch_up = _of(lambda parts: parts.lists.catch_up)

    unready = _of(lambda parts: parts.overviews.unready)
    unread = _of(lambda parts: parts.overviews.unread)
    touch = _of(lambda parts: parts.overviews.touch)
    first_contacts = _of(lambda parts: parts.overviews.first_contacts)
    first_goals = _of(lambda parts: parts.overviews.first_goals)
    notes_at = _of(lambda parts: parts.overviews.notes_at)
    meeting = _of(lambda parts: parts.overviews.meeting)
    meetings = _of(lambda parts: parts.overviews.meetings)
    problems = _of(lambda parts: parts.overviews.problems)
    parties = _of(lambda parts: parts.overviews.parties)
    names = _of(lambda parts: parts.overviews.names)
    counts = _of(lambda parts: parts.overviews.counts)
    next_up = _of(lambda parts: parts.overviews.next_up)
    count_problems = _of(lambda parts: parts.overviews.count_problems)
    count_notes = _of(lambda parts: parts.overviews.count_notes)
    records = _of(lambda parts: parts.overviews.records)

    find = _of(lambda parts: parts.pages.find)
    page = _of(lambda parts: parts.pages.page)
    page_at = _of(lambda parts: parts.pages.page_at)
    page_of = _of(lambda parts: parts.pages.page_of)
    asks = _of(lambda parts: parts.pages.asks)
    called = _of(lambda parts: parts.pages.called)
    contacts_called = _of(lambda parts: parts.pages.contacts_called)
    lines_called = _of(lambda parts: parts.pages.lines_called)
    kind = _of(lambda parts: parts.pages.kind)
    if_achieved = _of(lambda parts: parts.pages.if_achieved)
    text = _of(lambda parts: parts.pages.text)
    body = _of(lambda parts: parts.pages.body)
    message_template = _of(lambda parts: parts.pages.message_template)
    gaps_of_new = _of(lambda parts: parts.pages.gaps_of_new)

    knowing = _of(lambda parts: parts.people.knowing)
    acquaintances = _of(lambda parts: parts.people.acquaintances)
    ties = _of(lambda parts: parts.people.ties)
    unasked = _of(lambda parts: parts.people.unasked)

    meetings_with = _of(lambda parts: parts.meetings.with_all)
    brief = _of(lambda parts: parts.meetings.brief)
    plan_meeting = _of(lambda parts: parts.meetings.plan)
    create_meeting = _of(lambda parts: parts.meetings.create)
    tick = _of(lambda parts: parts.meetings.tick)
    tick_new = _of(lambda parts: parts.meetings.tick_new)
    met = _of(lambda parts: parts.meetings.met)
    near_meetings = _of(lambda parts: parts.meetings.near)
    unrecorded = _of(lambda parts: parts.meetings.unrecorded)
    open_ticks = _of(lambda parts: parts.meetings.open_ticks)
    without_room = _of(lambda parts: parts.meetings.without_room)
    bring_list = _of(lambda parts: parts.meetings.bring_list)
    meeting_titles = _of(lambda parts: parts.meetings.titles)
    next_meeting = _of(lambda parts: parts.meetings.next)

    take = _of(lambda parts: parts.writes.take)
    send = _of(lambda parts: parts.writes.send)
    touched = _of(lambda parts: parts.writes.touched)
    set = _of(lambda parts: parts.writes.set)
    create = _of(lambda parts: parts.writes.create)
    create_all = _of(lambda parts: parts.writes.create_all)
    put_step = _of(lambda parts: parts.writes.put_step)
    path_of_day = _of(lambda parts: parts.writes.path_of_day)
    note_of_day = _of(lambda parts: parts.writes.note_of_day)
    answer_captures = _of(lambda parts: parts.writes.answer_captures)
    put_all = _of(lambda parts: parts.writes.put_all)
    fix = _of(lambda parts: parts.writes.fix)
    whole_text = _of(lambda parts: parts.writes.whole_text)
    replace_text = _of(lambda parts: parts.writes.replace_text)
    keep_review = _of(lambda parts: parts.writes.keep_review)
    undo = _of(lambda parts: parts.writes.undo)
    redo = _of(lambda parts: parts.writes.redo)

    def __init__(self, root: str, settings: Settings, state: AnyPath | None, cache: AnyPath | None) -> None:
        self._folder, self.settings = root, settings
        self.state, self.cache, self._swept = state, cache, False
        self._on_change: Callable[[Delta], object] = lambda _: None
        self._index = Index(root, settings, place_of(root, cache) if cache else None)
        self._writes: Writes | None = None
        self._parts = Parts(root, settings, self._index, self._made_writes)

    def _made_writes(self) -> Writes:
        """The part that writes, which outlives settings."""
        if self._writes is None:
            from journal.vault.writes import Writes

            names, look = (lambda: self.resolver), self.reconcile
            self._writes = Writes(self._folder, self.settings, self.state, names, look, self._tell)
        return self._writes

    @classmethod
    def open(
        cls,
        root: AnyPath,
        *,
        state: AnyPath | None = None,
        cache: AnyPath | None = None,
        on_progress: Progress | None = None,
    ) -> Vault:
        """The vault in a folder, looked at once. Raises NoVault, BadSettings and EnvironmentFailed.

        state: the folder for what must not be in the vault, None for the person's own. cache: the folder that its index
        is kept in, None to keep it in memory and read every note anew. on_progress: as ``reconcile``.
        """
        vault = cls.at(root, state=state, cache=cache)
        vault.reconcile(on_progress=on_progress)
        return vault

    @classmethod
    def at(
        cls,
        root: AnyPath,
        *,
        state: AnyPath | None = None,
        cache: AnyPath | None = None,
        words: bool = False,
        settings: Settings | None = None,
    ) -> Vault:
        """The vault in a folder as the cache knows it, not looked at yet. state, cache, raises: as ``open``.
        words: have each look read words for a search that follows. settings: its own, None to read them.
        """
        path = os.path.abspath(os.path.expanduser(root))
        if not is_folder(path):
            what = "is a file, not a folder" if os.path.exists(path) else "is not there"
            raise NoVault(f"{path} {what}: name the folder that holds your notes, or begin one with “journal init”.")
        vault = cls(path, settings or read_settings(path), state, cache)
        if words:
            from journal.vault.search.fulltext import AtOnce

            vault._index.words = AtOnce(path, vault.settings.max_note_bytes)
        return vault

    def read_settings(self) -> bool:
        """Read journal.toml again; True where it has changed, and then the new settings count.

        Excluded patterns count from the next look on, max_note_bytes only when the vault is opened anew.
        Raises BadSettings, and the old settings stay.
        """
        now = read_settings(self._folder)._replace(max_note_bytes=self.settings.max_note_bytes)
        if now == self.settings:
            return False
        self.settings = now
        self._index.exclude(now.exclude)
        self._parts = Parts(self._folder, now, self._index, self._made_writes)
        if self._writes:
            self._writes.settings = now
        return True

    @cached_property
    def root(self) -> Path:
        """The folder of the vault."""
        from pathlib import Path

        return Path(self._folder)

    @property
    def notice(self) -> str | None:
        """A sentence for the person where the cache could not be used; None where it could."""
        return self._index.notice

    @property
    def unfinished(self) -> str:
        """A sentence for the person where a write was interrupted; "" where none was."""
        from journal.places import folder
        from journal.vault.write.unfinished import unfinished

        return unfinished(self.state or folder("state"), self._folder)

    @property
    def is_known(self) -> bool:
        """Whether there is something to show before a look: the cache has a complete one."""
        return self._index.is_known

    @property
    def resolver(self) -> Resolver:
        """A Resolver for the notes of the last look."""
        return self._parts.queries.resolver()

    @property
    def last_written(self) -> Written | None:
        """What this object wrote last; None where it wrote nothing yet."""
        return self._writes.last_written if self._writes else None

    def close(self) -> None:
        """Close the cache; the vault must not be used after this."""
        self._index.close()

    def leave(self) -> None:
        """Leave to another process what takes long at the end of a program that asked by ``answered``."""
        self._index.leave()

    def reconcile(
        self, paths: Iterable[str] | None = None, on_progress: Progress | None = None, written: Collection[str] = ()
    ) -> Delta:
        """Look at the folder again; gives what changed since the last look, or at first since the cache was written.

        paths: the only ones to look at, None for all. on_progress: called with how many of how many changed notes are
        read. written: as in ``Look``. Raises NoVault, EnvironmentFailed.
        """
        delta = self._index.reconcile(paths, on_progress, written)
        self._swept = self._swept or self._index.is_swept(self.state)
        return delta

    def answered(
        self, question: Callable[[], Answer], on_progress: Progress | None, ahead: Ahead | None = None
    ) -> Answer:
        """Look at the folder and answer a question about it as it is then, which may be asked twice.
        on_progress, raises: as ``reconcile``. ahead: a look that was begun already, None to begin one.
        """
        answer = self._index.answered(question, on_progress, ahead)
        self._swept = self._swept or self._index.is_swept(self.state)
        return answer

    def watch(
        self, on_change: Callable[[Delta], object], on_status: Callable[[Watched], object] | None = None
    ) -> Watch:
        """A context in which the vault is looked at whenever the folder may have changed.

        on_change: called with the changes, on its own thread or on that of a write whose look finds others' changes.
        on_status: called on its own thread when the way of watching changes, and while a look reads many notes. A vault
        that is gone is searched for again; what is known of it stays.
        """
        from journal.vault.watch.watch import Watch

        def look(paths: Collection[str] | None, written: Collection[str], on_progress: Progress) -> bool:
            self._tell(delta := self.reconcile(paths, on_progress, written))
            return bool(delta)

        self._on_change = on_change
        return Watch(self._folder, look, on_status)

    def _tell(self, delta: Delta) -> None:
        if delta:
            self._on_change(delta)
