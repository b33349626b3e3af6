"""Goals: how far each has come, on whom it hangs, and who was asked for which of its pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from journal import FollowUp, Kind, Progress, Vault, parse_filter, wording
from journal.model import Day
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.messages import Counted, EditNote, OpenGoal
from tui.parties import asks_of, goal_about
from tui.screens.filtered import Filtered
from tui.screens.goal_achieved import achieve
from tui.screens.view import Clock
from tui.sections import Remark, rows_as_text
from tui.widgets.preview import Preview
from tui.widgets.table import Column, Head, Table

__all__ = ["GoalsScreen"]

_NONE = "No goals yet: name one in an ask's goal."


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
    Column("goal", lambda g, _: g.goal.party.name, None),
    Column("stands", _stands, lambda width: 14 if width >= 30 else 0),
    Column("asks", lambda g, _: str(sum(g.states.values()) or ""), lambda width: 4 if width >= 38 else 0),
    Column("contacts", lambda g, _: str(g.contacts or ""), lambda width: 8 if width >= 60 else 0, "quiet"),
    Column("asked for", _asked_for, lambda width: 9 if width >= 46 else 0, "quiet"),
)


@dataclass(frozen=True, slots=True)
class _Goals:
    """An answer of the vault. asks: by the goal's key. Whatever the filter: goals, how many; stuck, how many are."""

    rows: Sequence[Progress]
    asks: Mapping[str, Sequence[FollowUp]]
    goals: int
    stuck: int
    today: Day


def _goals(vault: Vault, today: Day, filter_words: str) -> _Goals:
    everything = vault.goals(today)
    where = parse_filter(filter_words)
    shown = vault.goals(today, where) if where else everything
    follow_ups = vault.follow_ups(today)
    asks = {key: asks_of(follow_ups, key) for progress in shown for key in [progress.goal.party.key]}
    shown = sorted(shown, key=lambda progress: (bool(progress.achieved), progress.goal.party.name.casefold()))
    return _Goals(shown, asks, len(everything), sum(progress.stuck for progress in everything), today)


class GoalsScreen(Filtered):
    """Every goal as a line, and what is said of the chosen one."""

    VIEW = "goals"
    HINT = "stuck:yes achieved:no deadline<2027-01-01 a-word"
    NEW = Kind.GOAL
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("goal.achieved", "achieved", show=True),
        bind("note.edit", "edit", show=True),
    ]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._goals: LatestQuery[_Goals] = LatestQuery(self, self._show, self.fail)
        self._asks: Mapping[str, Sequence[FollowUp]] = {}

    def body(self) -> ComposeResult:
        with Container(classes="beside"):
            with Container(classes="panel"):
                yield Head(_COLUMNS)
                yield Table(_COLUMNS, lambda progress: progress.goal.party.key)
            yield Preview(can_focus=False, id="map")
        yield self.filter_line()

    @property
    def _table(self) -> Table[Progress]:
        return self.query_one(Table)

    def reload(self) -> None:
        vault, today, typed = self.vault, self.clock(), self.filter_words
        self._goals.ask(typed, lambda: _goals(vault, today, typed))

    def _show(self, goals: _Goals) -> None:
        self._asks = goals.asks
        self.post_message(Counted(self.VIEW, goals.stuck))
        shown = f", {len(goals.rows)} shown" if len(goals.rows) < goals.goals else ""
        stuck = f" · {goals.stuck} stuck" if goals.stuck else ""
        self.query_one(Head).show(f"{wording.count(goals.goals, 'goal')}{shown}{stuck}")
        nothing = self.nothing_matches if goals.goals else _NONE
        self._table.show(goals.rows or [Remark(nothing)], goals.today)

    def on_table_chosen(self) -> None:
        progress = self._table.chosen
        box = self.query_one(Preview)
        if progress is None:
            self.status("")
            box.show(None, None)
            return
        key = progress.goal.party.key
        self.status(f"{_about(progress)} {self.key('nav.open')} opens it.".strip())
        box.show(key, partial(_written, progress, self._asks[key], self.clock(), box.size.height))

    def on_table_opened(self) -> None:
        if progress := self._table.chosen:
            self.post_message(OpenGoal(progress.goal.party))

    def action_achieved(self) -> None:
        achieve(self, self._table.chosen)

    def action_edit(self) -> None:
        progress = self._table.chosen
        if progress is None:
            self.toast("There is no goal here.")
        elif progress.goal.note is None:
            self.toast(f"{progress.goal.party.name} has no note of its own yet: “{self.key('new')}” begins one.")
        else:
            self.post_message(EditNote(progress.goal.note.path, None))


def _written(progress: Progress, asks: Sequence[FollowUp], today: Day, height: int, width: int) -> Content:
    return rows_as_text(goal_about(progress, asks, today, width), width, height)


def _about(progress: Progress) -> str:
    """What to do for a goal, in a line."""
    if progress.achieved:
        return "Achieved."
    if progress.stuck:
        return "Stuck: nothing moves. Ask somebody for one of its pieces."
    if progress.unasked:
        return f"Nobody was asked for {wording.count(len(progress.unasked), 'piece')}."
    return ""
