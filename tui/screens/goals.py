"""Goals: how far each has come, on whom it hangs, and who was asked for which of its pieces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from journal import Kind, Note, Page, Party, Progress, parse_filter, wording
from journal.model import Day
from tui.keymap import bind
from tui.messages import OpenGoal
from tui.parties import goal_about
from tui.screens.goal_achieved import achieve
from tui.screens.list_screen import Listing, PartyList, Sorts, sorted_by
from tui.sections import Remark, Section, Words
from tui.widgets.table import Column

__all__ = ["GoalsScreen"]


def _stands(progress: Progress, _today: Day) -> str:
    if progress.achieved:
        return "achieved"
    if progress.stuck:
        return "stuck"
    deadline = progress.goal.deadline
    return f"by {wording.day(deadline)}" if deadline else "under way"


def _asked_for(progress: Progress, _today: Day) -> str:
    pieces = len(progress.pieces)
    return f"{pieces - len(progress.unasked)} of {pieces}" if pieces else ""


_COLUMNS: Sequence[Column[Progress]] = (
    Column("goal", lambda g, _: g.party.name, None),
    Column("stands", _stands, lambda width: 14 if width >= 30 else 0),
    Column("asks", lambda g, _: str(g.asks or ""), lambda width: 4 if width >= 38 else 0),
    Column("contacts", lambda g, _: str(g.contacts or ""), lambda width: 8 if width >= 60 else 0, "quiet"),
    Column("asked for", _asked_for, lambda width: 9 if width >= 46 else 0, "quiet"),
)


class GoalsScreen(PartyList[Progress]):
    """Every goal as a line, and what is said of the chosen one."""

    VIEW = "goals"
    HINT = "stuck:yes achieved:no deadline<2027-01-01 a-word"
    NEW = Kind.GOAL
    COLUMNS = _COLUMNS
    NOBODY = "There is no goal here."
    SORTS: ClassVar[Sorts] = {"": lambda progress: (bool(progress.achieved), progress.party.name.casefold())}
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("goal.achieved", "achieved", show=True),
        bind("note.edit", "edit", show=True),
    ]
    none_yet = "No goals yet: name one in an ask's goal."

    def read(self, today: Day, filter_words: str, order: str) -> Listing[Progress]:
        everything, where = self.vault.goals(today), parse_filter(filter_words)
        shown = self.vault.goals(today, where) if where else everything
        stuck = sum(progress.stuck for progress in everything)
        return Listing(sorted_by(shown, self.SORTS[order]), order, len(everything), stuck, today)

    def heading(self, listing: Listing[Progress]) -> str:
        stuck = f" · {listing.wanting} stuck" if listing.wanting else ""
        return f"{wording.count(listing.total, 'goal')}{listing.shown}{stuck}"

    def party_of(self, line: Progress) -> tuple[Party, Note | None]:
        return line.party, line.note

    def hint(self, line: Progress) -> str:
        return f"{_to_do(line)} {self.key('nav.open')} opens it.".strip()

    def said_of(self, page: Page, today: Day, width: int) -> Sequence[Section | Remark | Words]:
        assert isinstance(page.subject, Progress)
        return goal_about(page.subject, page.asks, today, width)

    def opened(self, party: Party) -> OpenGoal:
        return OpenGoal(party)

    def action_achieved(self) -> None:
        achieve(self, self.chosen)


def _to_do(progress: Progress) -> str:
    """What to do for a goal, in a line."""
    if progress.achieved:
        return "Achieved."
    if progress.stuck:
        return "Stuck: nothing moves. Ask somebody for one of its pieces."
    if progress.unasked:
        return f"Nobody was asked for {wording.count(len(progress.unasked), 'piece')}."
    return ""
