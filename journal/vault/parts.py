"""What a vault can do, in parts: a command uses one or two of them, and each is imported when it is first used."""

from __future__ import annotations

from functools import cached_property

from journal.vault.overviews import Overviews
from journal.vault.queries.queries import Queries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from journal.config import Settings
    from journal.vault.index.index import Index
    from journal.vault.lists import Lists
    from journal.vault.meetings import Meetings
    from journal.vault.pages import Pages
    from journal.vault.people import People
    from journal.vault.writes import Writes

__all__ = ["Parts"]


class Parts:
    """The parts of the vault at root, with one state of its settings. writes: gives the part that writes."""

    def __init__(self, root: str, settings: Settings, index: Index, writes: Callable[[], Writes]) -> None:
        self._root, self._settings, self._index, self._writes = root, settings, index, writes
        self.queries = Queries(index, settings)

    @cached_property
    def overviews(self) -> Overviews:
        return Overviews(self.queries)

    @cached_property
    def lists(self) -> Lists:
        from journal.vault.lists import Lists

        return Lists(self._root, self._settings, self._index, self.queries, self.overviews)

    @cached_property
    def pages(self) -> Pages:
        from journal.vault.pages import Pages

        return Pages(self._root, self._settings, self.queries)

    @cached_property
    def people(self) -> People:
        from journal.vault.people import People

        return People(self._root, self._settings, self._index, self.queries)

    @cached_property
    def meetings(self) -> Meetings:
        from journal.vault.meetings import Meetings

        return Meetings(self._settings, self.queries, self.overviews, self.pages, self.writes)

    @property
    def writes(self) -> Writes:
        return self._writes()
