"""Goals: how far each has come, on whom it hangs, and who was asked for which of its pieces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from journal import GoalLine, Kind, Page, Party, Progress, by_name, parse_filter, wording
from journal.facts import GOAL_COLUMNS
from journal.model import Day
from tui.keymap import bind
from tui.messages import OpenGoal, OpenWho
from tui.parties import goal_about
from tui.screens.goal_achieved import achieve
from tui.screens.list_screen import Listing, PartyList, Sorts, sorted_by
from tui.sections import Remark, Section, Words
from tui.widgets.table import Column, Columns

__all__ = ["GoalsScreen"]


def _column(name: str, cells: Callable[[int], int] | None, look: str = "") -> Column[GoalLine]:
    return Column(name, lambda line, _: GOAL_COLUMNS[name](line, wording.day), cells, look)


def _number(name: str, cells: Callable[[int], int], look: str = "") -> Column[GoalLine]:
    """A column that says nothing where there is none."""
    column = _column(name, cells, look)
    return Column(name, lambda line, today: column.text(line, today).removeprefix("0"), cells, look)


_COLUMNS: Columns[GoalLine] = (
    _column("goal", None),
    _column("stands", lambda width: 14 if width >= 30 else 0),
    _number("asks", lambda width: 4 if width >= 38 else 0),
    _number("contacts", lambda width: 8 if width >= 60 else 0, "quiet"),
    _column("asked for", lambda width: 9 if width >= 46 else 0, "quiet"),
)


class GoalsScreen(PartyList[GoalLine]):
    """Every goal as a line, and what is said of the chosen one."""

    VIEW = "goals"
    HINT = "stuck:yes achieved:no deadline<2027-01-01 a-word"
    NEW = Kind.GOAL
    COLUMNS = _COLUMNS
    NOBODY = "There is no goal here."
    SORTS: ClassVar[Sorts] = {"": lambda line: (bool(line.achieved), by_name(line.party))}
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("goal.achieved", "achieved", show=True),
        bind("note.edit", "edit", show=True),
    ]

    def read(self, today: Day, filter_words: str, order: str, limit: int | None) -> Listing[GoalLine]:
        if limit is not None and len(first := self.vault.first_goals(today, limit)) == limit:
            return Listing(first, order, today, None, None, is_cut=True)
        everything, where = self.vault.goal_lines(today), parse_filter(filter_words)
        shown = self.vault.goal_lines(today, where) if where else everything
        stuck = sum(line.stuck for line in everything)
        return Listing(sorted_by(shown, self.SORTS[order]), order, today, len(everything), stuck)

    @property
    def none_yet(self) -> str:
        return f"No goals yet: {self.key('new')} begins the first."

    def heading(self, listing: Listing[GoalLine]) -> str:
        stuck = f" · {listing.wanting} stuck" if listing.wanting else ""
        return f"{listing.count('goal')}{stuck}"

    def hint(self, line: GoalLine) -> str:
        return f"{_to_do(line)} {self.key('nav.open')} opens it.".strip()

    def said_of(self, page: Page, today: Day, width: int) -> Sequence[Section | Remark | Words]:
        assert isinstance(page.subject, Progress)
        return goal_about(page.subject, page.asks, today, width)

    def opened(self, party: Party) -> OpenGoal:
        return OpenGoal(party)

    @property
    def to_look_for(self) -> OpenWho:
        """What nobody was asked for of the goal under the cursor."""
        goal = self.chosen.party.name if self.chosen else ""
        return OpenWho(goal, {"goal": goal} if goal else {})

    def suits(self, what: str) -> bool:
        is_achieved = self.chosen is not None and bool(self.chosen.achieved)
        return super().suits(what) and not (what == "goal.achieved" and is_achieved)

    def action_achieved(self) -> None:
        achieve(self, self.chosen and self.chosen.party)


def _to_do(line: GoalLine) -> str:
    """A sentence that says what to do for a goal; "" for nothing."""
    if line.achieved:
        return "Achieved."
    if line.stuck:
        return "Stuck: nothing moves. Ask somebody for one of its pieces."
    if line.unasked:
        return f"Nobody was asked for {wording.count(line.unasked, 'piece')}."
    return ""
