"""Rates, medians and the sets of a review, against a plain recount."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from journal import Vault
from journal.model import Ask, Day, FollowUp, QueueLine
from journal.rules.queue import in_order
from journal.rules.rates import Answers
from journal.rules.review import review
from tests.unit.rules.values import TODAY, ask, means

DAYS = st.integers(-5, 130).map(lambda days: TODAY - timedelta(days=days))
ASKS = st.builds(
    ask,
    contact=st.sampled_from(["", "Maria", "Maria Tom"]),
    via=st.sampled_from(["", "Ana"]),
    asked=st.none() | DAYS,
    answered=st.none() | st.just(True) | DAYS,
    outcome=st.none() | st.just("yes, 3 names"),
    outcome_date=st.none() | DAYS,
    thanked=st.none() | st.just(True) | DAYS,
    status=st.sampled_from([None, "done", "closed", "answered"]),
    channel=st.sampled_from([None, "e-mail", "E-Mail", "in person"]),
    effort=st.sampled_from([None, "5m", "5 M", "intro"]),
)
GROUPS: list[tuple[str, str | bool]] = [
    ("channel", "e-mail"), ("channel", "in person"), ("effort", "5m"), ("effort", "intro"), ("via", True),
    ("via", False),
]  # fmt: skip
MANY = st.lists(ASKS, max_size=40)


def waits(asks: list[Ask]) -> list[tuple[Ask, int, int | None]]:
    """The asks that tell how long an answer takes: how long ago each was asked, and the days to its answer."""
    found = []
    for each in asks:
        follow_up = means(each)
        asked, answered = follow_up.asked, each.answered if isinstance(each.answered, Day) else each.outcome_date
        is_over = each.answered or each.outcome or each.status == "answered" or follow_up.state == "done"
        if each.contacts and asked and asked <= TODAY and (answered or not is_over):
            days = max((answered - asked).days, 0) if answered and answered <= TODAY else None
            found.append((each, (TODAY - asked).days, days))
    return found


def shares(each: Ask, by: str, value: str | bool) -> bool:
    match by:
        case "channel":
            return each.channel is not None and each.channel.lower() == value
        case "effort":
            return each.effort is not None and each.effort.lower().replace(" ", "") == value
        case _:
            return bool(each.via) is value


@given(MANY)
def test_rates_are_a_plain_count(asks: list[Ask]) -> None:
    old = [(each, days) for each, ago, days in waits(asks) if ago >= 14]
    wanted = {}
    for by, value in GROUPS:
        group = [days for each, days in old if shares(each, by, value)]
        if len(group) >= 5:
            wanted[by, value] = (sum(days is not None and days <= 14 for days in group), len(group))
    found = Answers([means(each) for each in asks], TODAY).rates()
    assert {(rate.by, rate.value): (rate.answered, rate.of) for rate in found} == wanted


@given(MANY)
def test_medians_are_those_of_the_last_twelve_weeks(asks: list[Ask]) -> None:
    found = Answers([means(each) for each in asks], TODAY).medians()
    answers = [days for each, ago, days in waits(asks) if days is not None and _ended_lately(each)]
    assert found.answer == (median(answers) if len(answers) >= 5 else None, len(answers))
    thanks = []
    for each in asks:
        heard = each.outcome_date or (each.answered if isinstance(each.answered, Day) else None)
        if each.outcome and isinstance(each.thanked, Day) and heard and heard <= each.thanked <= TODAY:
            thanks += [(each.thanked - heard).days] * ((TODAY - each.thanked).days < 84)
    assert found.thanks == (median(thanks) if len(thanks) >= 5 else None, len(thanks))


def _ended_lately(each: Ask) -> bool:
    answered = each.answered if isinstance(each.answered, Day) else each.outcome_date
    return answered is not None and (TODAY - answered).days < 84


@given(MANY, st.integers(0, 30))
def test_what_is_on_us_is_the_queue_and_what_happened_lies_between_the_days(asks: list[Ask], back: int) -> None:
    named = [each._replace(note=each.note._replace(id=f"asks/{n}")) for n, each in enumerate(asks)]
    follow_ups = in_order(map(means, named))
    since = TODAY - timedelta(days=back)
    due = [QueueLine.of(each) for each in follow_ups if each.needs_follow_up]
    found = review(due, follow_ups, [], [], [], [], since, TODAY)
    assert [*found.owed, *found.mine] == due
    assert all(each.state in ("thank", "report") for each in found.owed)
    assert all(each.state not in ("thank", "report") for each in found.mine)

    def between(day: object) -> bool:
        return isinstance(day, Day) and since <= day <= TODAY

    def ids(some: list[FollowUp] | tuple[FollowUp, ...]) -> list[str]:
        return [each.note.id for each in some]

    assert ids(found.asked) == ids([f for f in follow_ups if f.state not in ("draft", "parked") and between(f.asked)])
    assert ids(found.outcomes) == ids([f for f in follow_ups if f.ask.outcome and between(f.ask.outcome_date)])
    assert ids(found.thanked) == ids([f for f in follow_ups if between(f.ask.thanked)])


def test_the_review_of_a_vault_holds_its_queue() -> None:
    vault = Vault.open(Path(__file__).parents[2] / "vault-example")
    today = Day(2026, 11, 22)
    found = vault.review(today)
    assert (found.since, found.path) == (Day(2026, 11, 16), "reviews/2026-W47.md")
    assert [*found.owed, *found.mine] == vault.queue(today, which="due")
    goals = {progress.party.name: progress for progress in vault.goals(today)}
    assert [(each.goal.party.name, each.piece) for each in found.unasked] == [
        (name, piece) for name, progress in goals.items() if progress.achieved is None for piece in progress.unasked
    ]
