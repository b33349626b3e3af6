"""What to know and to bring: what is owed first, then what is parked, against the time there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journal.model import Brief, FollowUp, ListLine, Meeting, Name
from journal.rules.brief import brief, next_meeting, with_lines
from journal.rules.contacts import contacts
from journal.rules.queue import in_order
from tests.unit.rules.values import SETTINGS, TODAY, ask, d, goal, means, meeting, person


def parked(name: str, effort: str | None = None, contact: str = "Maria") -> FollowUp:
    return means(ask(name, contact=contact, status="parked", effort=effort))


def of(follow_ups: Iterable[FollowUp], meetings: Sequence[Meeting] = (), people: str = "Maria") -> Brief:
    """The brief for the next meeting with people, each a word."""
    asks = list(follow_ups)
    everybody = contacts([person(name) for name in people.split()], asks, meetings, SETTINGS, TODAY)
    ahead = next_meeting([each.party.key for each in everybody], meetings, TODAY)
    return brief(everybody, ahead, asks, meetings, TODAY)


def brought(found: Brief) -> list[tuple[str, str]]:
    return [(each.kind, each.ask.note.id) for each in found.bring]


def test_what_is_owed_is_brought_first_and_only_what_concerns_those_there() -> None:
    owed = means(ask("owed", asked="02-01", outcome="yes", outcome_date="03-01"))
    led = means(ask("led", contact="Tom", via="Maria", asked="02-01", outcome="yes", outcome_date="03-01"))
    waits = means(ask("waits", asked="03-15"))
    mine, theirs = parked("mine", "15m"), parked("theirs", "5m", "Tom")
    found = of([mine, owed, led, waits, theirs])
    assert brought(found) == [("thank", "owed"), ("thank", "led"), ("ask", "mine")]
    (maria,) = found.people
    assert (maria.mine, maria.theirs) == ((owed, led), (waits,))
    assert (found.minutes, found.unmeasured) == (15, 0)
    assert brought(of([mine, owed, led, waits, theirs], people="Maria Tom"))[2:] == [("ask", "mine"), ("ask", "theirs")]


def test_asks_are_parked_ones_then_drafts_and_apart_from_them_what_is_out() -> None:
    states = {
        "report": dict(asked="02-01", outcome="yes", thanked=True, goal=goal(achieved=d("03-01"))),
        "answered": dict(asked="02-01", answered="03-01"),
        "nudge": dict(asked="02-01"),
        "release": dict(asked="02-01", needed_by="03-01"),
        "parked": dict(status="parked"),
        "draft": dict(effort="10m"),
        "waiting": dict(asked="03-15"),
        "done": dict(outcome="yes", thanked=True),
        "closed": dict(status="closed"),
    }
    found = of(in_order(means(ask(name, **says)) for name, says in states.items()))  # type: ignore[arg-type]
    assert brought(found) == [("report", "report"), ("ask", "parked"), ("ask", "draft")]
    (maria,) = found.people
    assert [f.note.id for f in maria.mine] == ["report", "answered", "nudge", "release", "draft"]
    assert [f.note.id for f in maria.theirs] == ["waiting"]
    assert (found.minutes, found.unmeasured) == (10, 1)


def test_efforts_are_summed_and_those_that_name_no_time_are_counted() -> None:
    found = of([parked("a", "15m"), parked("b", "1h"), parked("c", "intro"), parked("d"), parked("e", "10")])
    assert (found.minutes, found.unmeasured) == (85, 2)
    assert [each.minutes for each in found.bring] == [15, 60, None, None, 10]


def test_the_next_meeting_is_the_earliest_from_today_on_with_all_of_them() -> None:
    ahead = [meeting("03-20"), meeting("03-16", "Tom"), meeting("03-18", "Tom Maria"), meeting("03-15"), meeting(None)]
    assert next_meeting(["maria"], ahead, TODAY) == ahead[2]
    assert next_meeting(["maria"], [meeting("03-16")], TODAY) == meeting("03-16")
    assert next_meeting(["maria"], ahead[3:], TODAY) is None
    assert next_meeting(["tom", "maria"], [meeting("03-16", "Tom"), *ahead], TODAY) == ahead[2]

    assert next_meeting(["maria"], [meeting("04-01"), meeting("2026-03-20")], TODAY) == meeting("2026-03-20")


def test_each_has_what_concerns_them_also_where_others_are_with_them() -> None:
    with_others = means(ask("a", contact="Tom Maria", asked="03-15"))
    parked_for_both = parked("b", contact="Ida Maria")
    of_tom = means(ask("c", contact="Tom", asked="03-16"))
    owed_to_tom = means(ask("d", contact="Tom", asked="02-01", outcome="yes", outcome_date="03-14"))
    met = [meeting("03-16", "Tom Maria"), meeting("03-13", "Tom"), meeting("03-18")]
    asks = [owed_to_tom, with_others, parked_for_both, of_tom]
    found = brief(contacts([person()], asks, met, SETTINGS, TODAY), met[2], asks, met, TODAY)
    (maria,) = found.people
    assert brought(found) == [("ask", "b")]
    assert (maria.theirs, maria.mine) == ((with_others,), ())
    assert [(event.event, event.id) for event in maria.last] == [("meeting", "meetings/03-16"), ("ask", "a")]
    assert maria.earlier == (met[0],)


def test_earlier_meetings_are_those_before_it_newest_first() -> None:
    met = [meeting("2026-03-10"), meeting("03-12"), meeting("03-14"), meeting("03-15"), meeting(None)]
    maria = contacts([person()], [], met, SETTINGS, TODAY)
    of_past, ahead = met[2], meeting("03-20")
    assert brief(maria, of_past, [], met, TODAY).people[0].earlier == (met[1], met[0])
    assert brief(maria, ahead, [], [*met, ahead], TODAY).people[0].earlier == (met[3], met[2], met[1], met[0])
    that_day = [*met, meeting("03-14")._replace(note=ahead.note)]
    assert brief(maria, of_past, [], that_day, TODAY).people[0].earlier == (met[1], met[0])
    assert brief(maria, None, [], [*met, ahead], TODAY).people[0].earlier == (met[3], met[2], met[1], met[0])


def test_who_led_to_them_and_the_last_three_things() -> None:
    asks = [
        means(ask("b", via="Kim Ana", asked="01-05", answered="02-07")),
        means(ask("a", via="Tom Kim", asked="03-01", nudged="03-10")),
        means(ask("c", contact="Ana", via="Maria", asked="03-12")),
    ]
    (maria,) = of(asks, [meeting("02-01"), meeting("03-20")]).people
    assert [party.name for party in maria.via] == ["Tom", "Kim", "Ana"]
    assert [(event.event, event.id) for event in maria.last] == [("ask", "c"), ("nudged", "a"), ("ask", "a")]


def line(text: str, sign: str | None = " ", link: str = "", number: int = 1, under: str = "bring") -> ListLine:
    name = Name(link, link) if link else None
    word = text.partition(":")[0] if link else ""
    return ListLine(number, text, sign, text, name, word, (name,) if name else (), (under,))


def test_boxes_and_promises_are_read_from_the_notes_of_meetings() -> None:
    asks = {name: means(ask(name, status="parked")) for name in ("open", "ticked", "bare", "none", "given up")}
    notes = {name: f.note for name, f in asks.items()}
    meetings = [meeting("03-20"), meeting("03-18"), meeting("03-10"), meeting("03-01", "Tom"), meeting("02-01")]
    lists = {
        "meetings/03-18": [
            line("open, said in other words", None, "open"),
            line("ask: a", link="open"),
            line("ask: b", "x", "ticked"),
            line("ask: c", None, "bare"),
            line("ask: e", "-", "given up"),
        ],
        "meetings/03-20": [line("not met yet")],
        "meetings/03-10": [
            line("send the book", number=7),
            line(""),
            line("ask: d", link="none"),
            line("sent it", "x"),
        ],
        "meetings/03-01": [line("of another")],
        "meetings/02-01": [line("ask her boss", link="people/boss")],
    }
    found = with_lines(of(asks.values(), meetings), lambda note: lists[note.id], lambda name: notes.get(name.target))
    assert found.meeting == meetings[1]
    assert {each.ask.note.id: each.box for each in found.bring} == {
        "open": "open", "ticked": "ticked", "bare": None, "none": None, "given up": None,
    }  # fmt: skip
    (maria,) = found.people
    assert [(p.note.id, p.line.line, p.line.text) for p in maria.promised] == [
        ("meetings/03-10", 7, "send the book"), ("meetings/02-01", 1, "ask her boss"),
    ]  # fmt: skip
    assert list(found.lines) == lists["meetings/03-18"]
