from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from journal.model import Ask, DateOrYes, Goal, Party, Progress, Source, Span, State
from journal.rules.goals import achieved_on, progress
from tests.unit.rules.values import TODAY, ask, d, goal, means, party


def standing(asks: Sequence[Ask], of: Goal | None = None, sources: Sequence[Source] = ()) -> Progress:
    (found,) = progress([of or goal()], [means(each) for each in asks], sources, TODAY)
    return found


@pytest.mark.parametrize(
    ("says", "status", "expected"),
    [
        (None, None, None),
        (True, None, True),
        (d("03-01"), None, d("03-01")),
        (d("03-16"), None, d("03-16")),
        (d("03-17"), None, None),
        (None, "Completed", True),
        (d("03-17"), "done", True),
        (d("03-01"), "done", d("03-01")),
        (None, "closed", None),
        (None, "open", None),
    ],
)
def test_achieved(says: DateOrYes, status: str | None, expected: DateOrYes) -> None:
    assert achieved_on(goal(achieved=says, status=status), TODAY) == expected


def test_states_has_all_ten() -> None:
    found = standing([ask("a", asked="03-15"), ask("b", asked="03-15"), ask("c", status="done"), ask("d", goal="Book")])
    assert set(found.states) == set(State)
    assert {state: number for state, number in found.states.items() if number} == {State.WAITING: 2, State.DONE: 1}


def test_pieces_match_as_names_do() -> None:
    asks = [
        ask("a", piece="CV", outcome="read it"),
        ask("b", piece="cv"),
        ask("c", piece="straße"),
        ask("d", piece="other"),
        ask("e", piece="  Ete\u0301  "),
    ]
    found = standing(asks, goal(needs="cv STRASSE intro Et\u00e9"))
    assert [(p.piece, p.asks, p.outcome) for p in found.pieces] == [
        ("cv", ("a", "b"), True),
        ("STRASSE", ("c",), False),
        ("intro", (), False),
        ("Et\u00e9", ("e",), False),
    ]
    assert found.unasked == ("intro",)


CONCENTRATION: dict[str, tuple[list[str], float | None]] = {
    "no open asks": ([], None),
    "one": (["Maria"], 1.0),
    "all on one": (["Maria", "Maria", "Maria"], 1.0),
    "two, evenly": (["Maria", "Tom"], 0.5),
    "three to one": (["Maria", "Maria", "Maria", "Tom"], 0.625),
    "one ask with two contacts": (["Maria Tom"], 0.5),
    "an ask with two contacts counts half to each": (["Maria Tom", "Maria"], 0.625),
    "an ask of nobody hangs on nobody": (["", "Maria"], 1.0),
    "only asks of nobody": ([""], None),
    "asks of nobody are not among those that are shared": (["", "Maria", "Tom", ""], 0.5),
}


@pytest.mark.parametrize(("of", "expected"), CONCENTRATION.values(), ids=CONCENTRATION)
def test_concentration(of: list[str], expected: float | None) -> None:
    asks = [ask(str(number), contact=who) for number, who in enumerate(of)]
    settled = [ask("settled", contact="Ben", status="done")]
    assert standing([*asks, *settled]).concentration == expected


def test_distinct_contacts_over_all_asks() -> None:
    assert standing([ask("a", contact="Maria Tom"), ask("b", contact="Tom"), ask("c", status="closed")]).contacts == 2


STUCK: dict[str, tuple[dict[str, Any] | None, Goal, bool]] = {
    "no asks and no date": (None, goal(), False),
    "no date, but an ask": (dict(status="closed"), goal(), True),
    "no asks and a date ahead": (None, goal(deadline=d("05-01")), True),
    "created lately": (None, goal(created="2026-03-10T10:00"), False),
    "created lately, with an ask over": (dict(asked="01-01", status="closed"), goal(created="2026-03-10"), False),
    "created 20 days ago": (None, goal(created="2026-02-24"), False),
    "created 21 days ago": (None, goal(created="2026-02-23"), True),
    "created some time": (None, goal(created="in March", dated="01-10"), True),
    "given up": (dict(asked="01-01", status="closed"), goal(status="dropped"), False),
    "kept for later": (dict(asked="01-01", status="closed"), goal(status="on hold"), False),
    "under way": (dict(asked="01-01", status="closed"), goal(status="open"), True),
    "F of a span, lately": (dict(asked="02-01", follow_up=Span(35, "d"), status="closed"), goal(), False),
    "F of a span, long ago": (dict(asked="02-01", follow_up=Span(3, "d"), status="closed"), goal(), True),
    "an old draft": (dict(date="01-01", asked=""), goal(), True),
    "achieved": (None, goal(achieved=True), False),
    "to be achieved": (None, goal(achieved=d("05-01")), True),
    "theirs": (dict(asked="01-01", promised="05-01"), goal(), False),
    "dated": (dict(status="parked"), goal(), False),
    "needs follow-up": (dict(asked="01-01"), goal(), False),
    "all settled long ago": (dict(asked="01-01", status="closed"), goal(), True),
    "a list of texts has no date": (dict(asked="01-01", status="closed", homework=("read her talk",)), goal(), True),
    "settled 20 days ago": (dict(asked="01-01", status="done", answered="02-24"), goal(), False),
    "settled 21 days ago": (dict(asked="01-01", status="done", answered="02-23"), goal(), True),
    "nudged lately": (dict(asked="01-01", nudged="03-10", status="closed"), goal(), False),
    "a date ahead is not lately": (dict(asked="01-01", status="closed", needed_by="04-01"), goal(), True),
    "the goal's own date": (None, goal(dated="03-10"), False),
    "the goal's own date, today": (None, goal(dated="03-16"), False),
    "the goal's own date, long ago": (None, goal(dated="01-10"), True),
}


@pytest.mark.parametrize(("says", "of", "stuck"), STUCK.values(), ids=STUCK)
def test_stuck(says: dict[str, Any] | None, of: Goal, stuck: bool) -> None:
    assert standing([ask(**says, goal=of)] if says else [], of).stuck is stuck


def test_the_day_in_a_files_name_is_a_date_of_it() -> None:
    assert not standing([ask("asks/2026-03-10-x", status="closed")]).stuck


def test_a_goal_with_no_note_is_never_achieved() -> None:
    (found,) = progress([Goal(party("A"))], [means(ask(goal="A", asked="03-15"))], (), TODAY)
    assert (found.achieved, found.states[State.WAITING]) == (None, 1)


def test_goals_stand_by_achieved_then_deadline_then_name_then_id() -> None:
    goals = [
        goal("a", True),
        goal("b", d("03-01"), deadline=d("02-01")),
        goal("Zürich"),
        goal("Zulu"),
        goal("Étude"),
        goal("Etude")._replace(party=Party("Etude", "e2", "e2")),
        goal("Etude")._replace(party=Party("Etude", "e1", "e1")),
        goal("fable"),
        goal("Zz", deadline=d("05-01")),
        goal("Zy", deadline=d("2025-05-01")),
        goal("y", d("04-01"), deadline=d("05-01")),  # not achieved yet
    ]
    found = [each.party.name for each in progress(goals, (), (), TODAY)]
    assert found == ["Zy", "y", "Zz", "Etude", "Etude", "Étude", "fable", "Zulu", "Zürich", "b", "a"]
    assert [each.party.id for each in progress(goals, (), (), TODAY)][3:5] == ["e1", "e2"]


SERVED = goal(needs="book site intro")


def test_a_source_serves_its_piece_as_an_ask_would() -> None:
    job, other = (SERVED.party,), (party("Book"),)
    sources = [
        Source("notes/b", job, "SITE"),
        Source("notes/a", (*other, *job), "site"),
        Source("notes/c", other, "intro"),
        Source("notes/d", job, "what is no piece"),
    ]
    found = standing([ask("x", piece="book", goal=SERVED)], SERVED, sources)
    assert [(p.piece, p.asks, p.sources) for p in found.pieces] == [
        ("book", ("x",), ()),
        ("site", (), ("notes/b", "notes/a")),
        ("intro", (), ()),
    ]
    assert found.unasked == ("intro",)
