"""Every way to type a day, from a Monday; and that what could be two days is refused."""

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import BadDate
from journal.model import Day, Span
from journal.typed_dates import typed_day, typed_days, typed_span
from tests.laws import CHARACTERS

MONDAY = Day(2026, 3, 16)
ROWS = """
2026-03-04 = 2026-03-04
2026-3-4 = 2026-03-04
2026-03-04T10:00 = 2026-03-04
2026-03-04 10:00 = 2026-03-04
[[2026-03-04]] = 2026-03-04
today = 2026-03-16
 TODAY  = 2026-03-16
tomorrow = 2026-03-17
Tomorrow = 2026-03-17
yesterday = 2026-03-15
day after tomorrow = 2026-03-18
the day after tomorrow = 2026-03-18
day  after   tomorrow = 2026-03-18
day before yesterday = 2026-03-14
mon = 2026-03-23
monday = 2026-03-23
tue = 2026-03-17
tues = 2026-03-17
tuesday = 2026-03-17
wed = 2026-03-18
Wednesday = 2026-03-18
thu = 2026-03-19
thur = 2026-03-19
thurs = 2026-03-19
thursday = 2026-03-19
fri = 2026-03-20
Fri. = 2026-03-20
friday = 2026-03-20
on friday = 2026-03-20
by friday = 2026-03-20
for two weeks = 2026-03-30
until fri = 2026-03-20
sat = 2026-03-21
sun = 2026-03-22
Sunday = 2026-03-22
next mon = 2026-03-23
next tue = 2026-03-24
next sun = 2026-03-29
next sunday = 2026-03-29
this mon = 2026-03-16
this friday = 2026-03-20
this sun = 2026-03-22
last fri = 2026-03-13
last mon = 2026-03-09
last sunday = 2026-03-15
last tue = 2026-03-10
+0d = 2026-03-16
+3d = 2026-03-19
+ 3d = 2026-03-19
3d = 2026-03-19
3 d = 2026-03-19
-3d = 2026-03-13
- 3d = 2026-03-13
+2w = 2026-03-30
2w = 2026-03-30
-2w = 2026-03-02
1m = 2026-04-16
+1m = 2026-04-16
-1m = 2026-02-16
12m = 2027-03-16
-15m = 2024-12-16
1y = 2027-03-16
3 days = 2026-03-19
1 day = 2026-03-17
a day = 2026-03-17
2 weeks = 2026-03-30
2 WEEKS = 2026-03-30
two weeks = 2026-03-30
a week = 2026-03-23
one week = 2026-03-23
six wks = 2026-04-27
twelve days = 2026-03-28
one month = 2026-04-16
a month = 2026-04-16
3 months = 2026-06-16
a year = 2027-03-16
in 3 days = 2026-03-19
in 2 weeks = 2026-03-30
in two weeks = 2026-03-30
in a week = 2026-03-23
in a month = 2026-04-16
in 3d = 2026-03-19
in 2w = 2026-03-30
a week from now = 2026-03-23
two weeks from today = 2026-03-30
3 days ago = 2026-03-13
a day ago = 2026-03-15
a week ago = 2026-03-09
two weeks ago = 2026-03-02
1 month ago = 2026-02-16
a year ago = 2025-03-16
3d ago = 2026-03-13
next week = 2026-03-23
Next Week = 2026-03-23
next month = 2026-04-01
next year = 2027-01-01
end of month = 2026-03-31
end of the month = 2026-03-31
the end of the month = 2026-03-31
end of this month = 2026-03-31
end of next month = 2026-04-30
end of year = 2026-12-31
end of the year = 2026-12-31
end of next year = 2027-12-31
end of march = 2026-03-31
by end of march = 2026-03-31
end of April = 2026-04-30
end of feb = 2027-02-28
end of February 2028 = 2028-02-29
start of next month = 2026-04-01
beginning of next month = 2026-04-01
beginning of may = 2026-05-01
start of Jan 2028 = 2028-01-01
start of next year = 2027-01-01
5 Jan = 2027-01-05
Jan 5 = 2027-01-05
5 January = 2027-01-05
January 5 = 2027-01-05
January 5th = 2027-01-05
5th January = 2027-01-05
5th of January = 2027-01-05
the 5th of January = 2027-01-05
on 5 Jan = 2027-01-05
5. Jan = 2027-01-05
5 jan. = 2027-01-05
5jan = 2027-01-05
1st April = 2026-04-01
April 2nd = 2026-04-02
3rd of May = 2026-05-03
May 5 = 2026-05-05
15 Mar = 2027-03-15
16 Mar = 2026-03-16
17 mar = 2026-03-17
30 June = 2026-06-30
4 july = 2026-07-04
Aug 1 = 2026-08-01
1 Sept = 2026-09-01
1 sep = 2026-09-01
31 Oct = 2026-10-31
9 November = 2026-11-09
24 Dec = 2026-12-24
29 Feb = 2028-02-29
Jan 5 2027 = 2027-01-05
Jan 5, 2027 = 2027-01-05
January 5th, 2027 = 2027-01-05
5 Jan 2027 = 2027-01-05
5 January, 2027 = 2027-01-05
5th of January 2027 = 2027-01-05
5 Jan 2026 = 2026-01-05
29 Feb 2028 = 2028-02-29
Tue 15 Dec = 2026-12-15
Tuesday, 15 December = 2026-12-15
Tue 5 Jan 2027 = 2027-01-05
Fri, Mar 20 = 2026-03-20
20260304 = 2026-03-04
2026/03/04 = 2026-03-04
2026.03.04 = 2026-03-04
2026–03–04 = 2026-03-04
2026‑3‑4 = 2026-03-04
+ 3d = 2026-03-19
−3d = 2026-03-13
a fortnight = 2026-03-30
in a fortnight = 2026-03-30
a fortnight ago = 2026-03-02
2 fortnights = 2026-04-13
friday next week = 2026-03-27
fri of next week = 2026-03-27
Mon this week = 2026-03-16
fri last week = 2026-03-13
mon last week = 2026-03-09
sun last week = 2026-03-15
the 15th = 2026-04-15
16th = 2026-03-16
17th = 2026-03-17
on the 31st = 2026-03-31
eom = 2026-03-31
by EOM = 2026-03-31
eoy = 2026-12-31
"""
PAST = """
fri = 2026-03-13
friday = 2026-03-13
mon = 2026-03-09
sun = 2026-03-15
tue = 2026-03-10
on tuesday = 2026-03-10
last fri = 2026-03-13
this mon = 2026-03-16
5 Jan = 2026-01-05
16 Mar = 2026-03-16
17 Mar = 2025-03-17
24 Dec = 2025-12-24
Dec 24 = 2025-12-24
Wed 24 Dec = 2025-12-24
29 Feb = 2024-02-29
end of feb = 2026-02-28
today = 2026-03-16
yesterday = 2026-03-15
3 days ago = 2026-03-13
-3d = 2026-03-13
2026-03-04 = 2026-03-04
5 Jan 2027 = 2027-01-05
tomorrow = 2026-03-17
the 15th = 2026-03-15
16th = 2026-03-16
the 17th = 2026-02-17
the 30th = 2026-01-30
fri last week = 2026-03-13
"""
REFUSED = """
never
soon
later
04/03/2026
4/3
4/3/26
04.03.2026
4.3.
4.3
04-03-2026
2026/3/4
2026-03/04
04032026
01122026
2026
2026-03
2026-13-01
2026-02-30
0000-01-01
30 Feb
31 April
32 Jan
0 Jan
29 Feb 2027
5 Jan 27
Jan 2027
Jan
march
in march
5
+3
3
in 3
weekend
next weekend
last week
last month
next
this
next day
fri sat
next next fri
this week
Mon 15 Dec 2026
next 5 Jan
in -3 days
-3 days ago
in 3 days ago
+3 days ago
3 days from
some weeks
a few days
thirteen days
1.5 weeks
2 weeks 3 days
freitag
morgen
end of
end of week
start of month
end of next march
-2026-03-04
day after
after tomorrow
tomorow
the 0th
the 32nd
the 15
tue the 15th
eow
fortnight
friday week
next friday next week
20261301
5 Janvier
13 13 2026
١٣
"""


def rows(text: str) -> list[tuple[str, Day]]:
    return [
        (typed, Day.fromisoformat(day.strip()))
        for line in text.strip("\n").splitlines()
        for typed, _, day in [line.rpartition(" = ")]
    ]


@pytest.mark.parametrize(("typed", "wanted"), rows(ROWS))
def test_a_day_is_read_as_people_type_it(typed: str, wanted: Day) -> None:
    assert typed_day(typed, MONDAY) == wanted


@pytest.mark.parametrize(("typed", "wanted"), rows(PAST))
def test_what_has_happened_is_read_as_the_last_such_day(typed: str, wanted: Day) -> None:
    assert typed_day(typed, MONDAY, past=True) == wanted


@pytest.mark.parametrize("typed", [*REFUSED.strip("\n").splitlines(), "", " "])
@pytest.mark.parametrize("past", [False, True])
def test_what_is_no_day_or_could_be_two_is_refused(typed: str, past: bool) -> None:
    with pytest.raises(BadDate) as refused:
        typed_day(typed, MONDAY, past=past)
    assert refused.value.sentence.count(f"“{typed}”") == 1


def test_the_sentence_says_why_and_what_to_write_instead() -> None:
    for only_one in ("16.3.2026", "3/16/2026", "31-12"):
        with pytest.raises(BadDate, match="is no date: write 2026-03-16"):
            typed_day(only_one, MONDAY)
    with pytest.raises(BadDate, match="could be two days: write the year first"):
        typed_day("04/03/2026", MONDAY)
    with pytest.raises(BadDate) as refused:
        typed_day("never", MONDAY)
    offered = re.split(", | or ", refused.value.sentence.partition("write ")[2].rstrip("."))
    assert len(offered) > 8
    assert all(typed_day(each, MONDAY) for each in offered)


WRONG = """
Mon 15 Dec = 15 December 2026 is a Tuesday
Monday, Dec 15th = 15 December 2026 is a Tuesday
Mon 15 Dec 2026 = 15 December 2026 is a Tuesday
31 nov = November has 30 days
Nov 31st 2027 = November has 30 days
32 Jan = January has 31 days
30 Feb = February has at most 29 days
29 Feb 2027 = February 2027 has 28 days
30 feb 2028 = February 2028 has 29 days
2027-02-29 = February 2027 has 28 days
2027-2-29 = February 2027 has 28 days
20261131 = November has 30 days
2026–11–31 = November has 30 days
2026-13-01 = there is no month 13
"""


@pytest.mark.parametrize("row", WRONG.strip("\n").splitlines())
def test_a_date_that_is_none_in_the_calendar_says_why(row: str) -> None:
    typed, _, why = row.partition(" = ")
    with pytest.raises(BadDate) as refused:
        typed_day(typed, MONDAY)
    assert refused.value.sentence == f"“{typed}” is no date: {why}."


def test_a_day_that_has_gone_by_this_week_is_not_this_one() -> None:
    wednesday = Day(2026, 3, 18)
    for typed, past, why in (
        ("this mon", False, "Monday of this week has gone by"),
        ("mon this week", False, "Monday of this week has gone by"),
        ("this fri", True, "Friday of this week is still to come"),
    ):
        with pytest.raises(BadDate, match=f"“{typed}” is no date: {why}.$"):
            typed_day(typed, wednesday, past=past)
    assert typed_day("this mon", wednesday, past=True) == MONDAY


@pytest.mark.parametrize(
    ("today", "typed", "wanted"),
    [
        ("9999-12-31", "tomorrow", "9999-12-31"),
        ("9999-12-31", "fri", "9999-12-31"),
        ("9999-12-31", "next fri", "9999-12-31"),
        ("9999-12-31", "+3d", "9999-12-31"),
        ("9999-12-31", "99999 months", "9999-12-31"),
        ("9999-12-31", "end of month", "9999-12-31"),
        ("9999-12-31", "end of year", "9999-12-31"),
        ("9999-12-31", "next week", "9999-12-31"),
        ("9999-12-01", "next month", "9999-12-31"),
        ("9999-03-01", "next year", "9999-12-31"),
        ("9999-12-01", "end of next month", "9999-12-31"),
        ("9999-12-01", "end of next year", "9999-12-31"),
        ("9999-12-01", "beginning of next month", "9999-12-31"),
        ("9999-03-01", "start of next year", "9999-12-31"),
        ("9999-12-01", "5 jan", "9999-12-31"),
        ("9998-03-01", "29 feb", "9999-12-31"),
        ("9999-12-01", "end of feb", "9999-12-31"),
        ("0001-01-01", "yesterday", "0001-01-01"),
        ("0001-01-01", "last fri", "0001-01-01"),
        ("0001-01-01", "3 weeks ago", "0001-01-01"),
        ("0001-01-01", "1 month ago", "0001-01-01"),
        ("0001-01-01", "fri", "0001-01-05"),
        ("2026-01-31", "1m", "2026-02-28"),
        ("2026-03-31", "-1m", "2026-02-28"),
        ("2026-12-16", "next month", "2027-01-01"),
        ("2026-12-16", "end of next month", "2027-01-31"),
        ("2026-03-15", "next week", "2026-03-16"),
        ("2026-03-15", "next mon", "2026-03-16"),
        ("2026-03-31", "end of month", "2026-03-31"),
        ("2097-03-01", "29 feb", "2104-02-29"),
    ],
)
def test_days_stay_in_the_calendar(today: str, typed: str, wanted: str) -> None:
    assert typed_day(typed, Day.fromisoformat(today)) == Day.fromisoformat(wanted)


@pytest.mark.parametrize("today", [Day(9999, 12, 31), Day(9999, 12, 1), Day(9998, 12, 31), Day(1, 1, 1), Day(1, 2, 3)])
@pytest.mark.parametrize("past", [False, True])
def test_what_a_refusal_offers_is_never_refused_at_the_calendars_ends(today: Day, past: bool) -> None:
    offered = re.split(", | or ", BadDate("never").sentence.partition("write ")[2].rstrip("."))
    found = [typed_day(each, today, past=past) for each in (*offered, "31 dec", "29 feb", "end of march")]
    assert all(Day.min <= day <= Day.max for day in found)
    for none in ("30 feb", "31 june", "5 jan 0000"):
        with pytest.raises(BadDate):
            typed_day(none, today, past=past)


PERIODS = """
2026 = 2026-01-01 2026-12-31
2026-02 = 2026-02-01 2026-02-28
2026-2 = 2026-02-01 2026-02-28
9999 = 9999-01-01 9999-12-31
this week = 2026-03-16 2026-03-22
last week = 2026-03-09 2026-03-15
Next Week = 2026-03-23 2026-03-29
this month = 2026-03-01 2026-03-31
last month = 2026-02-01 2026-02-28
next month = 2026-04-01 2026-04-30
this year = 2026-01-01 2026-12-31
last year = 2025-01-01 2025-12-31
next year = 2027-01-01 2027-12-31
nov 2025 = 2025-11-01 2025-11-30
February 2028 = 2028-02-01 2028-02-29
march = 2026-03-01 2026-03-31
fri = 2026-03-20 2026-03-20
"""
"""What a filter compares with besides."""


@pytest.mark.parametrize("row", PERIODS.strip("\n").splitlines())
def test_days_are_read_as_people_type_them(row: str) -> None:
    typed, _, wanted = row.partition(" = ")
    assert " ".join(day.isoformat() for day in typed_days(typed, MONDAY)) == wanted


def test_a_month_without_a_year_is_the_last_or_the_next() -> None:
    assert typed_days("nov", MONDAY) == (Day(2026, 11, 1), Day(2026, 11, 30))
    assert typed_days("nov", MONDAY, past=True) == (Day(2025, 11, 1), Day(2025, 11, 30))
    assert typed_days("feb", MONDAY) == (Day(2027, 2, 1), Day(2027, 2, 28))
    assert typed_days("feb", MONDAY, past=True) == (Day(2026, 2, 1), Day(2026, 2, 28))
    assert typed_days("march", MONDAY, past=True) == typed_days("march", MONDAY)
    for none in ("0000", "2026-13", "2026-00", "nov 0000", "soon", ""):
        with pytest.raises(BadDate):
            typed_days(none, MONDAY)


WORDS = (
    "next last this in ago end of the start a an two 3 31 29 0 2027 99999 d w m y days weeks month year + - , . th "
    "jan feb 5 mon fri sunday tomorrow on from now 04/03/2026"
).split()
days = st.dates() | st.sampled_from([Day.min, Day.max, Day(2024, 2, 29), Day(9999, 1, 1)])


@given(
    st.text(CHARACTERS, max_size=20) | st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), days, st.booleans()
)
def test_any_text_is_a_day_or_refused(typed: str, today: Day, past: bool) -> None:
    with contextlib.suppress(BadDate):
        typed_day(typed, today, past=past)
    with contextlib.suppress(BadDate):
        first, last = typed_days(typed, today, past=past)
        assert first <= last


@given(days, st.booleans())
def test_days_mean_what_they_say(today: Day, past: bool) -> None:
    weekday = typed_day("fri", today, past=past)
    assert weekday.weekday() == 4 or weekday in (Day.min, Day.max)
    assert weekday <= today if past else weekday >= today
    assert abs((weekday - today).days) <= 7
    assert typed_day(f"{today:%d} {today:%b}", today, past=past) == today


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("10d", Span(10, "d")), ("+2w", Span(2, "w")), ("2 weeks", Span(2, "w")), ("a month", Span(1, "m")),
     ("two years", Span(24, "m")), ("in 2 weeks", None), ("-3d", None), ("fri", None), ("", None)],
)  # fmt: skip
def test_a_span_is_read_as_people_type_it(typed: str, wanted: Span | None) -> None:
    assert typed_span(typed) == wanted
