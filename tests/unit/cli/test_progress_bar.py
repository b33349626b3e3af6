"""How far a long reading is, told to whoever watches."""

from __future__ import annotations

import io

import pytest

from journal.cli.progress_bar import line, shown


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Shows the seconds that it is set to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def last_line(text: str, columns: int = 80) -> str:
    """What a terminal shows after a text without line ends."""
    cells = [" "] * columns
    for part in text.split("\r"):
        assert len(part) < columns, "a full line would begin another"
        cells[: len(part)] = part
    return "".join(cells).rstrip()


def test_a_quick_reading_shows_nothing(clock: Clock) -> None:
    terminal = Terminal()
    with shown(terminal, clock) as tell:
        assert tell is not None
        for done, clock.now in [(200, 0.1), (400, 0.4)]:
            tell(done, 400)
    assert terminal.getvalue() == ""


def test_a_long_one_is_shown_from_time_to_time_and_leaves_nothing(clock: Clock) -> None:
    terminal = Terminal()
    pictures = []
    with shown(terminal, clock) as tell:
        assert tell is not None
        for done, clock.now in [(200, 0.4), (400, 0.6), (600, 0.61), (800, 0.65), (1000, 0.8), (1200, 0.9)]:
            tell(done, 1200)
            pictures.append(last_line(terminal.getvalue()).rpartition("] ")[2])
    assert pictures == ["", *3 * ["  400 of 1,200"], "1,000 of 1,200", "1,200 of 1,200"]
    assert last_line(terminal.getvalue()) == ""


def test_an_interrupted_one_leaves_nothing_either(clock: Clock) -> None:
    terminal = Terminal()

    def interrupted() -> None:
        with shown(terminal, clock) as tell:
            assert tell is not None
            clock.now = 1.0
            tell(1, 2)
            assert last_line(terminal.getvalue())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert last_line(terminal.getvalue()) == ""


def test_nobody_is_told_where_there_is_no_terminal(clock: Clock) -> None:
    with shown(io.StringIO(), clock) as tell:
        assert tell is None


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (80, "Reading notes [##########------------------------------]  25,000 of 100,000"),
        (200, "Reading notes [##########------------------------------]  25,000 of 100,000"),
        (43, "Reading notes [#----]  25,000 of 100,000"),
        (42, "Reading notes  25,000 of 100,000"),
        (22, "Reading notes  25,0"),
        (3, ""),
        (1, ""),
    ],
)
def test_a_line_fits_the_terminal(columns: int, expected: str) -> None:
    assert line(25_000, 100_000, columns) == expected


def test_all_of_it_is_a_full_bar() -> None:
    assert line(7, 7, 80) == f"Reading notes [{'#' * 40}] 7 of 7"
