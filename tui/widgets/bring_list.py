"""What to bring to a meeting, with boxes to tick."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from journal import QueueLine
from tui.keymap import bind
from tui.sections import BringLine, ListRow
from tui.widgets.ask_list import AskList
from tui.widgets.rows import Rows

__all__ = ["BringList"]


class BringList(AskList, inherit_bindings=False):
    """The list of a meeting: its lines have boxes where those of other lists have marks."""

    NOTHING = "This line is about no ask."
    BINDINGS: ClassVar[list[BindingType]] = [*Rows.BINDINGS, bind("meeting.tick", "tick", show=True)]

    class Ticked(Message):
        """The person wants the box under the cursor ticked, or its tick taken away."""

    @property
    def chosen(self) -> QueueLine | None:
        row = self.current
        return row.ask if isinstance(row, BringLine) else super().chosen

    def name_of(self, row: ListRow) -> str | None:
        return row.name if isinstance(row, BringLine) else super().name_of(row)

    def suits(self, what: str) -> bool:
        return isinstance(self.current, BringLine) if what == "meeting.tick" else super().suits(what)

    def action_tick(self) -> None:
        if isinstance(self.current, BringLine):
            self.post_message(self.Ticked())
        else:
            self.notify("There is nothing to tick here.", markup=False)
