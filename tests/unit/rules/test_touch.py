from __future__ import annotations

from typing import Any

import pytest

from journal.errors import Refused
from journal.model import Contact, ContactLine, Day, Edit, Kind, Note, Party, Span, Touch
from journal.rules.contacts import contacts
from journal.rules.touch import due_first, logged, stays, touch
from tests.unit.rules.values import SETTINGS, TODAY, d, meeting, person

MENTOR = SETTINGS._replace(cadence={"mentor": Span(8, "w")})


def standing(met: str | None = None, **says: Any) -> Contact:
    days: dict[str, Any] = {key: d(value) if isinstance(value, str) else value for key, value in says.items()}
    (found,) = contacts([person(**days)], (), [meeting(met)] if met else (), SETTINGS, TODAY)
    return found


WHY: dict[str, tuple[dict[str, Any], Touch | None]] = {
    "nothing said": (dict(last_contact="2020-01-01"), None),
    "cadence not over": (dict(cadence=Span(2, "w"), last_contact="03-03"), None),
    "cadence over today": (dict(cadence=Span(2, "w"), last_contact="03-02"), Touch(TODAY, "cadence", 14, 1.0)),
    "cadence long over": (dict(cadence=Span(2, "w"), last_contact="02-16"), Touch(d("03-02"), "cadence", 14, 2.0)),
    "never in touch": (dict(cadence=Span(2, "w")), Touch(None, "cadence", 14, None)),
    "only in the future": (dict(cadence=Span(2, "w"), last_contact="03-17"), Touch(None, "cadence", 14, None)),
    "met meanwhile": (dict(cadence=Span(2, "w"), last_contact="02-16", met="03-10"), None),
    "a month has its own days": (
        dict(cadence=Span(1, "m"), last_contact="01-31"), Touch(d("02-28"), "cadence", 28, 44 / 28)
    ),
    "a month of nobody met counts from today": (dict(cadence=Span(1, "m")), Touch(None, "cadence", 31, None)),
    "every 0 days is every day": (dict(cadence=Span(0, "d"), last_contact=TODAY), Touch(TODAY, "cadence", 0, 0.0)),
    "every day, two days ago": (dict(cadence=Span(1, "d"), last_contact="03-14"), Touch(d("03-15"), "cadence", 1, 2.0)),
    "planned for today": (dict(follow_up=TODAY), Touch(TODAY, "follow_up", None, None)),
    "planned for tomorrow": (dict(follow_up="03-17"), None),
    "planned for long ago": (dict(follow_up="01-01"), Touch(d("01-01"), "follow_up", None, None)),
    "in touch the day before": (
        dict(follow_up="03-10", last_contact="03-09"), Touch(d("03-10"), "follow_up", None, None)
    ),
    "in touch on that day": (dict(follow_up="03-10", last_contact="03-10"), None),
    "met on that day": (dict(follow_up="03-10", met="03-10"), None),
    "in touch since": (dict(follow_up="03-10", last_contact="03-12"), None),
    "planned, and a cadence over": (
        dict(follow_up="03-10", cadence=Span(2, "w"), last_contact="02-16"), Touch(d("03-10"), "follow_up", 14, 2.0)
    ),
    "planned, and a cadence not over": (
        dict(follow_up="03-10", cadence=Span(4, "w"), last_contact="03-02"), Touch(d("03-10"), "follow_up", 28, 0.5)
    ),
    "planned ahead leaves the cadence": (
        dict(follow_up="04-10", cadence=Span(2, "w"), last_contact="02-16"), Touch(d("03-02"), "cadence", 14, 2.0)
    ),
}  # fmt: skip


@pytest.mark.parametrize(("says", "why"), WHY.values(), ids=WHY)
def test_who_is_due_and_why(says: dict[str, Any], why: Touch | None) -> None:
    assert touch(standing(**says), SETTINGS, TODAY) == why


def test_a_tag_gives_a_cadence_where_the_person_has_none() -> None:
    who = person(last_contact=d("01-01"))
    assert who.note is not None
    (tagged,) = contacts([who._replace(note=who.note._replace(tags=("Mentor/PhD",)))], (), (), MENTOR, TODAY)
    why = touch(tagged, MENTOR, TODAY)
    assert why == Touch(d("02-26"), "cadence", 56, 74 / 56)


def line(name: str, why: Touch | None) -> ContactLine:
    return ContactLine(Party(name, name), None, "", "", 0, 0, None, 0, 2, TODAY, None, "missing", why)


def test_the_order() -> None:
    late, later = Touch(d("03-01"), "cadence", 14, 1.5), Touch(d("03-10"), "cadence", 2, 3.0)
    planned, older = Touch(TODAY, "follow_up", None, None), Touch(d("03-01"), "follow_up", 14, 9.0)
    over = Touch(TODAY, "cadence", 14, 1.0)
    never, daily = Touch(None, "cadence", 14, None), Touch(TODAY, "cadence", 0, 0.0)
    given = [
        line("Zoë", never), line("ann", never), line("Late", late), line("Not due", None), line("Later", later),
        line("Émile", late), line("Planned", planned), line("Older", older), line("Zwi", daily), line("Zz", over),
    ]  # fmt: skip
    expected = ["Older", "Planned", "Later", "Émile", "Late", "Zz", "Zwi", "ann", "Zoë"]
    assert [each.party.name for each in due_first(given)] == expected
    assert [each.party.name for each in due_first(reversed(given))] == expected


@pytest.mark.parametrize(
    ("says", "on", "written"),
    [
        ({}, "03-16", "2026-03-16"),
        ({"last_contact": d("03-10")}, "03-16", "2026-03-16"),
        ({"last_contact": d("03-10")}, "03-10", None),
        ({"last_contact": d("03-10")}, "03-09", None),
        ({"last_contact": d("2027-03-10")}, "03-16", None),
    ],
)
def test_what_a_contact_writes(says: dict[str, Day], on: str, written: str | None) -> None:
    note = Note("people/m", "people/m.md", Kind.PERSON, "Maria", fields=says)
    assert list(logged(note, d(on), TODAY)) == ([Edit("last_contact", written)] if written else [])


@pytest.mark.parametrize(("says", "is_told"), [(None, False), ("03-09", False), ("03-10", False), ("03-11", True)])
def test_a_later_contact_that_stays_is_told(says: str | None, is_told: bool) -> None:
    note = Note("people/m", "people/m.md", Kind.PERSON, "Maria", fields={"last_contact": d(says)} if says else {})
    told = "Maria: a later contact is written down, of 2026-03-11, and stays."
    assert stays(note, d("03-10")) == (told if is_told else "")


def test_a_contact_to_come_is_refused() -> None:
    with pytest.raises(Refused, match="2026-03-17 is still ahead"):
        logged(Note("people/m", "people/m.md", Kind.PERSON, "Maria"), d("03-17"), TODAY)
