from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from journal.dates import add
from journal.model import Ask, Contact, Day, Meeting, Party, Person, Span
from journal.rules.contacts import contacts, homework_of_ask
from tests.unit.rules.values import SETTINGS, TODAY, ask, d, means, meeting, party, person


def standing(
    asks: Sequence[Ask] = (), meetings: Sequence[Meeting] = (), who: Person | None = None, today: Day = TODAY
) -> Contact:
    (found,) = contacts([who or person()], [means(each, today) for each in asks], meetings, SETTINGS, today)
    return found


LAST: dict[str, tuple[list[Ask], list[Meeting], dict[str, Any], str | None]] = {
    "nothing": ([], [], {}, None),
    "asked": ([ask(asked="03-01")], [], {}, "03-01"),
    "asked by the name of the file": ([ask("asks/2026-03-01-x")], [], {}, "03-01"),
    "nudged": ([ask(asked="03-01", nudged="03-03 03-05")], [], {}, "03-05"),
    "answered": ([ask(asked="03-01", answered="03-06")], [], {}, "03-06"),
    "outcome_date as the answer": ([ask(asked="03-01", outcome_date="03-06")], [], {}, "03-06"),
    "outcome_date beside answered: yes": ([ask(answered=True, outcome_date="03-06")], [], {}, "03-06"),
    "outcome_date after an answer is no other": ([ask(answered="03-04", outcome_date="03-06")], [], {}, "03-04"),
    "outcome_date of an outcome is no answer": (
        [ask(asked="03-01", outcome="yes", outcome_date="03-06")],
        [],
        {},
        "03-01",
    ),
    "outcome_date ahead": ([ask(asked="03-01", outcome_date="03-17")], [], {}, "03-01"),
    "thanked": ([ask(asked="03-01", outcome="yes", thanked="03-07")], [], {}, "03-07"),
    "reported": ([ask(asked="03-01", reported="03-08")], [], {}, "03-08"),
    "met": ([], [meeting("03-09", "Tom Maria")], {}, "03-09"),
    "own word": ([ask(asked="03-01")], [], dict(last_contact=d("03-10")), "03-10"),
    "own word, older": ([ask(asked="03-01")], [], dict(last_contact=d("02-10")), "03-01"),
    "today counts": ([ask(asked="03-16")], [], {}, "03-16"),
    "the future does not": (
        [ask(asked="03-17", nudged="03-18")],
        [meeting("03-19")],
        dict(last_contact=d("03-20")),
        None,
    ),
    "yes is no day": ([ask(answered=True, outcome="yes", thanked=True, reported=True)], [], {}, None),
    "not as via": ([ask(contact="Tom", via="Maria", asked="03-01")], [], {}, None),
}


@pytest.mark.parametrize(("asks", "meetings", "says", "day"), LAST.values(), ids=LAST)
def test_last_contact(asks: list[Ask], meetings: list[Meeting], says: dict[str, Any], day: str | None) -> None:
    assert standing(asks, meetings, person(**says)).last_contact == (d(day) if day else None)


BUDGETS: dict[str, tuple[list[str | None], int | None, Day, int, Day | None]] = {
    "not met": ([], None, TODAY, 0, TODAY),
    "one of two": (["03-01"], None, TODAY, 1, TODAY),
    "two of two: opens a year after the older": (["2025-06-01", "03-01"], None, TODAY, 2, d("06-01")),
    "three of two: a year after the second latest": (["2025-06-01", "2025-09-01", "03-01"], None, TODAY, 3, d("09-01")),
    "today counts": (["03-16", "03-16"], None, TODAY, 2, d("2027-03-16")),
    "ahead does not": (["03-17", "03-18"], None, TODAY, 0, TODAY),
    "364 days ago counts": (["2025-03-17"], 1, TODAY, 1, d("03-17")),
    "365 days ago does not": (["2025-03-16"], 1, TODAY, 0, TODAY),
    "undated does not": ([None], 1, TODAY, 0, TODAY),
    "no budget: never": ([], 0, TODAY, 0, None),
    "no budget, but met": (["03-01"], 0, TODAY, 1, None),
    "her own budget": (["03-01", "03-02"], 3, TODAY, 2, TODAY),
    "over 29 Feb": (["2023-03-01"], 1, d("2024-02-28"), 1, d("2024-02-29")),
}


@pytest.mark.parametrize(("met", "budget", "today", "used", "opens"), BUDGETS.values(), ids=BUDGETS)
def test_meetings_and_when_the_next_opens(
    met: list[str | None], budget: int | None, today: Day, used: int, opens: Day | None
) -> None:
    found = standing((), [meeting(day) for day in met], person(meetings_per_year=budget), today)
    assert (found.meetings_used, found.next_opens) == (used, opens)
    assert found.meetings_budget == (2 if budget is None else budget)


def test_a_meeting_is_possible_on_the_day_it_is_said_to_open_and_not_before() -> None:
    met = [meeting("2025-06-01"), meeting("2025-09-01"), meeting("03-01")]
    opens = standing((), met).next_opens
    assert opens is not None
    assert standing((), met, today=opens).meetings_used < 2
    assert standing((), met, today=Day.fromordinal(opens.toordinal() - 1)).meetings_used == 2


@pytest.mark.parametrize(
    ("cadence", "last", "touch"),
    [
        (Span(6, "w"), "03-01", "04-12"),
        (Span(1, "m"), "01-31", "02-28"),
        (None, "03-01", None),
        (Span(6, "w"), None, None),
    ],
)
def test_next_touch(cadence: Span | None, last: str | None, touch: str | None) -> None:
    who = person(cadence=cadence, last_contact=d(last) if last else None)
    assert standing(who=who).next_touch == (d(touch) if touch else None)


HOMEWORK: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": (dict(homework_date=TODAY), "missing"),
    "undated": (dict(homework=("read her talk",)), "stale"),
    "90 days old": (dict(homework=("read",), homework_date=d("2025-12-16")), "fresh"),
    "91 days old": (dict(homework=("read",), homework_date=d("2025-12-15")), "stale"),
    "by the note's date": (dict(homework=("read",), date=d("03-01")), "fresh"),
    "homework_date before date": (dict(homework=("read",), homework_date=d("2025-01-01"), date=d("03-01")), "stale"),
    "body text": (dict(has_text=True, date=d("03-01")), "fresh"),
    "body text, undated": (dict(has_text=True), "stale"),
    "dated ahead": (dict(homework=("read",), homework_date=d("03-20")), "fresh"),
}


@pytest.mark.parametrize(("says", "homework"), HOMEWORK.values(), ids=HOMEWORK)
def test_homework_of_a_person(says: dict[str, Any], homework: str) -> None:
    assert standing(who=person(**says)).homework == homework


def test_homework_of_an_ask_of_its_own() -> None:
    assert homework_of_ask(ask(), SETTINGS, TODAY) == "missing"
    assert homework_of_ask(ask(homework=("read",)), SETTINGS, TODAY) == "stale"
    assert homework_of_ask(ask(homework=("read",), date="03-01"), SETTINGS, TODAY) == "fresh"


def test_a_contact_with_no_note_has_no_homework_and_the_usual_budget() -> None:
    found = standing([ask(asked="03-01")], who=Person(party("Maria")))
    assert (found.homework, found.meetings_budget, found.asks) == ("missing", 2, 1)


def test_asks_are_counted_by_what_they_mean_today() -> None:
    found = standing(
        [
            ask("a", asked="03-15"),
            ask("b", status="parked", contact="Tom Maria"),
            ask("c"),
            ask("d", status="closed"),
            ask("e", outcome="yes"),
            ask("f", outcome="yes", thanked=True),
            ask("g", contact="Tom", outcome="yes"),
        ]
    )
    assert (found.asks, found.open_asks, found.owed) == (6, 4, 1)


def test_who_led_to_a_contact_is_owed_too() -> None:
    found = standing([ask(contact="Tom", via="Maria", outcome="yes", thanked=True)])
    assert (found.asks, found.open_asks, found.owed) == (0, 0, 1)


def test_names_sort_without_accents_then_as_they_are_then_by_id() -> None:
    names = ["Zoe", "E\u0301mile", "Emile", "\u00c9mile", "emile", "\u00c5sa", "\u674e Wei", "Adam", "adam"]
    people = [person(name) for name in names]
    people += [person("Ben")._replace(party=Party("Ben", key, key)) for key in ("people/b2", "people/b1")]
    found = [each.party for each in contacts(people, (), (), SETTINGS, TODAY)]
    assert [each.name for each in found] == [
        "Adam", "adam", "\u00c5sa", "Ben", "Ben", "Emile", "E\u0301mile", "emile", "\u00c9mile", "Zoe", "\u674e Wei",
    ]  # fmt: skip
    assert [each.id for each in found][3:5] == ["people/b1", "people/b2"]


CADENCE: dict[str, tuple[Span | None, tuple[str, ...], Span | None]] = {
    "of a tag": (None, ("mentor",), Span(8, "w")),
    "of the first tag that has one": (None, ("oslo", "phd", "mentor"), Span(2, "m")),
    "of what the tag is in": (None, ("mentor/phd",), Span(8, "w")),
    "of a tag within another": (None, ("friend/close",), Span(10, "d")),
    "in any case": (None, ("Mentor",), Span(8, "w")),
    "the person's own first": (Span(1, "w"), ("mentor",), Span(1, "w")),
    "no tag with one": (None, ("mentors", "x/mentor"), None),
}


@pytest.mark.parametrize(("own", "tags", "cadence"), CADENCE.values(), ids=CADENCE)
def test_how_often_to_be_in_touch(own: Span | None, tags: tuple[str, ...], cadence: Span | None) -> None:
    by_tag = {"mentor": Span(8, "w"), "phd": Span(2, "m"), "friend/close": Span(10, "d"), "friend": Span(1, "d")}
    someone = person(cadence=own, last_contact=d("03-01"))
    assert someone.note is not None
    someone = someone._replace(note=someone.note._replace(tags=tags))
    (found,) = contacts([someone], (), (), SETTINGS._replace(cadence=by_tag), TODAY)
    assert found.next_touch == (add(d("03-01"), cadence) if cadence else None)


def test_of_one_name_who_has_no_note_stands_before_who_has() -> None:
    people = [person("Ana"), Person(party("Ana"))]
    people[0] = people[0]._replace(party=Party("Ana", "a-key", "a"))
    people[1] = people[1]._replace(party=Party("Ana", "z-key"))
    assert [each.party.id for each in contacts(people, (), (), SETTINGS, TODAY)] == [None, "a"]


def test_most_owed_first_then_by_name() -> None:
    people = [person("tom"), person("Zoe"), person("Ana"), person("Maria")]
    asks = [ask("a", contact="tom Zoe", outcome="yes"), ask("b", contact="Zoe", outcome="yes")]
    found = contacts(people, [means(each) for each in asks], (), SETTINGS, TODAY)
    assert [each.party.name for each in found] == ["Zoe", "tom", "Ana", "Maria"]


def test_silence_is_the_contacts_own_or_else_the_vaults() -> None:
    asks = [ask(str(number), asked="03-01", answered="03-05") for number in range(5)]
    found = contacts([person(), person("Tom")], [means(each) for each in asks], (), SETTINGS, TODAY)
    assert [each.silence_days for each in found] == [4, 4]
    found = contacts([person()], [means(each) for each in asks[:4]], (), SETTINGS, TODAY)
    assert found[0].silence_days is None


def test_the_setting_is_the_budget_of_those_with_none_of_their_own() -> None:
    found = contacts([person()], (), (), SETTINGS._replace(meetings_per_year=5), TODAY)
    assert found[0].meetings_budget == 5
