"""The list of asks: what it costs does not grow with its length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from textual.app import App, ComposeResult

from journal.model import Move, QueueLine, State
from tests.tui.network import TODAY
from tui.sections import ListRow, Section
from tui.widgets.ask_list import AskList

MANY = 100_000


class Counted(Sequence[ListRow]):
    """Rows that count how often one is looked at."""

    def __init__(self, rows: list[ListRow]) -> None:
        self._rows = rows
        self.looks = 0

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> ListRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[ListRow]: ...
    def __getitem__(self, index: int | slice) -> ListRow | list[ListRow]:
        self.looks += 1
        return self._rows[index]


class Alone(App[None]):
    def compose(self) -> ComposeResult:
        yield AskList()


def _waiting(number: int) -> QueueLine:
    own_id = f"asks/{number}"
    state = (State.WAITING, Move.THEIRS, TODAY, False, 0, TODAY)
    return QueueLine(own_id, f"{own_id}.md", f"Ask {number}", *state, "", "", "", "", is_unsure=False)


async def test_a_key_in_a_very_long_list_looks_only_at_the_rows_on_screen() -> None:
    rows = Counted([Section("WAITING"), *map(_waiting, range(MANY))])
    app = Alone()
    async with app.run_test(size=(80, 24)) as pilot:
        ask_list = app.query_one(AskList)
        ask_list.put(rows, TODAY)
        await pilot.pause()
        for keys in (["j"] * 5, ["pagedown"] * 5, ["G"], ["g"], ["ctrl+d"] * 5):
            rows.looks = 0
            await pilot.press(*keys)
            assert 0 < rows.looks < 24 * 10 * len(keys)
        await pilot.press("G")
        assert ask_list.chosen == rows[MANY]


async def test_a_row_that_moves_stays_on_its_line_of_the_screen() -> None:
    asks = list(map(_waiting, range(200)))
    app = Alone()
    async with app.run_test(size=(80, 24)) as pilot:
        ask_list = app.query_one(AskList)
        ask_list.put(asks, TODAY)
        await pilot.press("pagedown", "pagedown", "pageup")
        line, chosen = _line(ask_list), ask_list.chosen
        ask_list.put([*map(_waiting, range(500, 540)), *asks], TODAY)
        await pilot.pause()
        assert (_line(ask_list), ask_list.chosen) == (line, chosen)


def _line(ask_list: AskList) -> int:
    """The line of the screen that the cursor is on."""
    shown = [ask_list.render_line(y).text for y in range(ask_list.size.height)]
    return next(y for y, text in enumerate(shown) if text.startswith("▌"))
