"""The one object a front end holds: a vault, what is in it, and what it means today."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from functools import wraps
from operator import attrgetter
from pathlib import Path

from journal.config import read_settings
from journal.errors import NoVault
from journal.vault.index.cache import place_of
from journal.vault.index.index import Index
from journal.vault.lists import Lists
from journal.vault.meetings import Meetings
from journal.vault.overviews import Overviews
from journal.vault.pages import Pages
from journal.vault.people import People
from journal.vault.queries.queries import Queries
from journal.vault.writes import Writes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Concatenate, ParamSpec, TypeVar

    from journal.config import Settings
    from journal.model import Day, Delta, Understood, Watched
    from journal.rules.resolve import Resolver
    from journal.vault.index.look_ahead import Ahead
    from journal.vault.watch.watch import Watch
    from journal.vault.write.write_result import Written

    Folder = str | os.PathLike[str]
    Progress = Callable[[int, int], object]
    Part = TypeVar("Part")
    Answer = TypeVar("Answer")
    Parameters = ParamSpec("Parameters")

__all__ = ["Vault"]


def _of(
    part: Callable[[Vault], Part], method: Callable[Concatenate[Part, Parameters], Answer]
) -> Callable[Concatenate[Vault, Parameters], Answer]:
    """A method of a part of the vault, as a method of the vault."""

    @wraps(method)
    def called(vault: Vault, /, *args: Parameters.args, **named: Parameters.kwargs) -> Answer:
        return method(part(vault), *args, **named)

    return called


_lists, _overviews, _pages = attrgetter("_lists"), attrgetter("_overviews"), attrgetter("_pages")
_people, _writes, _meetings = attrgetter("_people"), attrgetter("_writes"), attrgetter("_meetings")


class Vault:
    """A folder of notes, read, for several threads: queries are pure functions of a day and of the last look."""

    queue = _of(_lists, Lists.queue)
    follow_ups = _of(_lists, Lists.follow_ups)
    contacts = _of(_lists, Lists.contacts)
    goals = _of(_lists, Lists.goals)
    contact_lines = _of(_lists, Lists.contact_lines)
    goal_lines = _of(_lists, Lists.goal_lines)
    notes = _of(_lists, Lists.notes)
    note_lines = _of(_lists, Lists.note_lines)
    events_by_day = _of(_lists, Lists.events_by_day)
    events_on = _of(_lists, Lists.events_on)
    search = _of(_lists, Lists.search)
    line_holding = _of(_lists, Lists.line_holding)
    review = _of(_lists, Lists.review)
    captures = _of(_lists, Lists.captures)
    captures_called = _of(_lists, Lists.captures_called)
    catch_up = _of(_lists, Lists.catch_up)

    unready = _of(_overviews, Overviews.unready)
    unread = _of(_overviews, Overviews.unread)
    touch = _of(_overviews, Overviews.touch)
    first_contacts = _of(_overviews, Overviews.first_contacts)
    first_goals = _of(_overviews, Overviews.first_goals)
    notes_at = _of(_overviews, Overviews.notes_at)
    meeting = _of(_overviews, Overviews.meeting)
    meetings = _of(_overviews, Overviews.meetings)
    problems = _of(_overviews, Overviews.problems)
    parties = _of(_overviews, Overviews.parties)
    names = _of(_overviews, Overviews.names)
    counts = _of(_overviews, Overviews.counts)
    count_problems = _of(_overviews, Overviews.count_problems)
    count_notes = _of(_overviews, Overviews.count_notes)
    records = _of(_overviews, Overviews.records)

    find = _of(_pages, Pages.find)
    page = _of(_pages, Pages.page)
    page_at = _of(_pages, Pages.page_at)
    page_of = _of(_pages, Pages.page_of)
    asks = _of(_pages, Pages.asks)
    called = _of(_pages, Pages.called)
    contacts_called = _of(_pages, Pages.contacts_called)
    lines_called = _of(_pages, Pages.lines_called)
    kind = _of(_pages, Pages.kind)
    if_achieved = _of(_pages, Pages.if_achieved)
    text = _of(_pages, Pages.text)
    body = _of(_pages, Pages.body)
    message_template = _of(_pages, Pages.message_template)
    gaps_of_new = _of(_pages, Pages.gaps_of_new)

    knowing = _of(_people, People.knowing)
    acquaintances = _of(_people, People.acquaintances)
    ties = _of(_people, People.ties)
    unasked = _of(_people, People.unasked)

    meetings_with = _of(_meetings, Meetings.with_all)
    brief = _of(_meetings, Meetings.brief)
    plan_meeting = _of(_meetings, Meetings.plan)
    create_meeting = _of(_meetings, Meetings.create)
    tick = _of(_meetings, Meetings.tick)
    tick_new = _of(_meetings, Meetings.tick_new)
    met = _of(_meetings, Meetings.met)
    near_meetings = _of(_meetings, Meetings.near)
    unrecorded = _of(_meetings, Meetings.unrecorded)
    open_ticks = _of(_meetings, Meetings.open_ticks)
    without_room = _of(_meetings, Meetings.without_room)
    bring_list = _of(_meetings, Meetings.bring_list)
    meeting_titles = _of(_meetings, Meetings.titles)
    next_meeting = _of(_meetings, Meetings.next)

    take = _of(_writes, Writes.take)
    send = _of(_writes, Writes.send)
    touched = _of(_writes, Writes.touched)
    set = _of(_writes, Writes.set)
    create = _of(_writes, Writes.create)
    create_all = _of(_writes, Writes.create_all)
    put_step = _of(_writes, Writes.put_step)
    path_of_day = _of(_writes, Writes.path_of_day)
    note_of_day = _of(_writes, Writes.note_of_day)
    answer_captures = _of(_writes, Writes.answer_captures)
    put_all = _of(_writes, Writes.put_all)
    fix = _of(_writes, Writes.fix)
    whole_text = _of(_writes, Writes.whole_text)
    replace_text = _of(_writes, Writes.replace_text)
    keep_review = _of(_writes, Writes.keep_review)
    undo = _of(_writes, Writes.undo)
    redo = _of(_writes, Writes.redo)

    def __init__(self, root: Path, settings: Settings, state: Path | None = None, cache: Path | None = None) -> None:
        self.root, self.settings = root, settings
        self.state, self.cache, self._swept = state, cache, False
        self._on_change: Callable[[Delta], object] = lambda _: None
        self._index = Index(root, settings, cache and place_of(root, cache))
        self._writes = Writes(root, settings, state, lambda: self.resolver, self.reconcile, self._tell)
        self._ask_with(settings)

    def _ask_with(self, settings: Settings) -> None:
        self._queries = Queries(self._index, settings)
        self._overviews = Overviews(self._queries)
        self._lists = Lists(self.root, settings, self._index, self._queries, self._overviews)
        self._pages = Pages(self.root, settings, self._queries)
        self._meetings = Meetings(settings, self._queries, self._overviews, self._pages, self._writes)
        self._people = People(self.root, settings, self._index, self._queries)

    @classmethod
    def open(
        cls, root: Folder, *, state: Path | None = None, cache: Path | None = None, on_progress: Progress | None = None
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
        root: Folder,
        *,
        state: Path | None = None,
        cache: Path | None = None,
        words: bool = False,
        settings: Settings | None = None,
    ) -> Vault:
        """The vault in a folder as the cache knows it, not looked at yet. state, cache, raises: as ``open``.

        words: have each look read words for a search that follows. settings: its own, None to read them.
        """
        path = Path(os.path.abspath(os.path.expanduser(root)))
        if not path.is_dir():
            what = "is a file, not a folder" if path.exists() else "is not there"
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
        now = read_settings(self.root)._replace(max_note_bytes=self.settings.max_note_bytes)
        if now == self.settings:
            return False
        self.settings = now
        self._index.exclude(now.exclude)
        self._ask_with(now)
        self._writes.settings = now
        return True

    def understood(self, today: Day) -> Understood:
        """What the vault holds, how its keys are read, and what to do next (docs/practice.md 7)."""
        from journal.vault.queries.understanding import understood

        return understood(self.root, self.settings, self._queries, today)

    @property
    def notice(self) -> str | None:
        """A sentence for the person where the cache could not be used; None where it could."""
        return self._index.notice

    @property
    def unfinished(self) -> str:
        """A sentence for the person where a write was interrupted; "" where none was."""
        from journal.places import state_folder
        from journal.vault.write.unfinished import unfinished

        return unfinished(self.state or state_folder(), self.root)

    @property
    def is_known(self) -> bool:
        """Whether there is something to show before a look: the cache has a complete one."""
        return self._index.is_known

    @property
    def resolver(self) -> Resolver:
        """A Resolver for the notes of the last look."""
        return self._queries.resolver()

    @property
    def last_written(self) -> Written | None:
        """What this object wrote last; None where it wrote nothing yet."""
        return self._writes.last_written

    def close(self) -> None:
        """Close the cache; the vault must not be used after this."""
        self._index.close()

    def reconcile(self, paths: Iterable[str] | None = None, on_progress: Progress | None = None) -> Delta:
        """Look at the folder again; gives what changed since the last look, or at first since the cache was written.

        paths: the only ones to look at, None for all. on_progress: called with how many of how many changed notes are
        read. Raises NoVault, EnvironmentFailed.
        """
        delta = self._index.reconcile(paths, on_progress)
        self._swept = self._swept or self._index.is_swept(self.state)
        return delta

    def answered(
        self, question: Callable[[], Answer], on_progress: Progress | None, ahead: Ahead | None = None
    ) -> Answer:
        """Look at the folder and give the answer to a question about it as it is then; the question may be asked twice.

        on_progress, raises: as ``reconcile``. ahead: a look that was begun already, None to begin one.
        """
        answer = self._index.answered(question, on_progress, ahead)
        self._swept = self._swept or self._index.is_swept(self.state)
        return answer

    def watch(
        self, on_change: Callable[[Delta], object], on_status: Callable[[Watched], object] | None = None
    ) -> Watch:
        """A context in which the vault is looked at whenever the folder may have changed.

        on_change: called with the changes. Both are called on a thread of its own, on_change also on the thread of a
        write whose look finds others' changes; on_status when the way of watching changes, and while a look reads many
        notes. A vault that is gone is searched for again; what is known of it stays.
        """
        from journal.vault.watch.watch import Watch

        def look(paths: Collection[str] | None, on_progress: Progress) -> bool:
            delta = self.reconcile(paths, on_progress)
            if delta:
                on_change(delta)
            return bool(delta)

        self._on_change = on_change
        return Watch(self.root, look, on_status)

    def _tell(self, delta: Delta) -> None:
        if delta:
            self._on_change(delta)
