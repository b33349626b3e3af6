"""Every ask that is not over is on the Follow-ups screen once, in a section that fits, whatever its state."""

from __future__ import annotations

from itertools import product

import pytest

from journal import QueueLine, State, wording
from journal.model import Counts, Day, Meeting, Move, Note, Party
from tui.sections import Group, Piece, Remark, Section, Words, rows_as_text, sections, wrapped

TODAY = Day(2026, 3, 16)
OVER = (State.DONE, State.CLOSED)


def line(state: State, *, needs: bool, overdue: int = 0, unsure: bool = False) -> QueueLine:
    name = f"{state}-{'due' if needs else 'later'}"
    return QueueLine(
        name, f"{name}.md", name, state, Move.MINE, TODAY, needs, overdue, None, "", "", "", "", is_unsure=unsure
    )


POSSIBLE = [
    (state, needs)
    for state, needs in product(State, [True, False])
    if state not in OVER and (state, needs) != (State.WAITING, True)  # nobody has to follow up while waiting
]


@pytest.mark.parametrize(("state", "needs"), POSSIBLE)
def test_an_ask_stands_in_one_section(state: State, needs: bool) -> None:
    ask = line(state, needs=needs)
    counts = Counts(1, int(needs), 1, 0, 0, {(state, needs): 1})
    rows = sections([ask], counts, TODAY)
    assert rows.count(ask) == 1
    place = rows.index(ask)
    title = next(row.title for row in reversed(rows[:place]) if isinstance(row, Section))
    later = {State.WAITING: "WAITING ON THEM", State.PARKED: "PARKED FOR A MEETING", State.DRAFT: "DRAFTS"}
    assert title == ("ON YOU" if needs else later.get(state, "ON YOU LATER"))
    above = rows[place - 1]
    assert isinstance(above, Group if needs else Section)


@pytest.mark.parametrize(
    ("days", "needs", "unsure", "mark"),
    [(2, True, False, " "), (3, True, False, "!"), (4, True, False, "!"), (9, False, False, " "), (3, True, True, "?")],
)
def test_what_is_three_days_late_is_marked(days: int, needs: bool, unsure: bool, mark: str) -> None:
    assert wording.mark(line(State.NUDGE, needs=needs, overdue=days, unsure=unsure)) == mark


@pytest.mark.parametrize(
    ("row", "width", "shown"),
    [
        (Remark("Nothing is on you."), 18, [Remark("Nothing is on you.")]),
        (Remark("Nothing is on you. Waiting on 4."), 20, [Remark("Nothing is on you."), Remark("Waiting on 4.")]),
        (Remark("Nothing is on you."), 0, [Remark("Nothing is on you.")]),
        (Piece("· a long piece", "a long piece"), 8, [Piece("· a long piece", "a long piece")]),
        (Section("ON YOU"), 3, [Section("ON YOU")]),
    ],
)
def test_a_sentence_is_never_cut(row: Section | Remark, width: int, shown: list[Section | Remark]) -> None:
    assert list(wrapped([row, Remark("")], width)) == [*shown, Remark("")]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (12, "a long title"),
        (13, "a long title…"),
        (16, "a long title  M…"),
        (30, "a long title  Maria"),
        (8, "a long …"),
    ],
)
def test_a_line_is_cut_where_its_room_ends(width: int, shown: str) -> None:
    row = Words((("a ", "quiet"), ("long title", ""), ("  Maria", "quiet")))
    assert rows_as_text([row], width, 1).plain.rstrip() == shown.rstrip()


@pytest.mark.parametrize(
    ("title", "people", "told"),
    [
        ("Lunch", ("Maria Lopez",), "Lunch with Maria Lopez"),
        ("Meeting with Dr. Maya Ray", ("Dr. Maya Ray",), "Meeting with Dr. Maya Ray"),
        ("Coffee with Maria", ("Maria Lopez", "Tom Ray"), "Coffee with Maria and Tom Ray"),
        ("Lunch", (), "Lunch"),
    ],
)
def test_a_meeting_is_told_with_those_whom_its_title_leaves_out(title: str, people: tuple[str, ...], told: str) -> None:
    held = Meeting(Note("m", "m.md", None, title), TODAY, tuple(Party(name, name) for name in people))
    rows = sections([], Counts(0, 0, 0, 0, 0, {}), TODAY, meetings=[held], unrecorded=[(held, 2)])
    near, ticked = (row for row in rows if isinstance(row, Words))
    assert "".join(text for text, _ in near.parts).strip() == f"Meeting today: {told}"
    assert "".join(text for text, _ in ticked.parts).strip() == f"2 ticks to record: {told}"


def test_rows_to_read_have_room_between_sections_where_there_is_room() -> None:
    rows: list[Section | Group | Remark | Words] = [Section("A"), Words((("x", ""),)), Section("B")]
    assert [line.rstrip() for line in rows_as_text(rows, 10, 4).plain.split("\n")] == [
        "━━ A ━━━━",
        "x",
        "",
        "━━ B ━━━━",
    ]
    assert [line.rstrip() for line in rows_as_text(rows, 10, 3).plain.split("\n")] == ["━━ A ━━━━", "x", "━━ B ━━━━"]
