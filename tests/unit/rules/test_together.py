"""One message to a person: what is in it, in which order, what is left and why, and what its sending writes."""

from __future__ import annotations

from typing import Any

import pytest

from journal.errors import Refused
from journal.model import FollowUp
from journal.rules.messages import Draft, compose_together
from journal.rules.messages.tree import Source
from tests.quick import at_once
from tests.unit.rules.test_messages import ours
from tests.unit.rules.values import TODAY, ask, d, goal, means, party

MARIA = party("Maria")
OUTCOME = {"asked": "03-01", "outcome": "met the lead", "outcome_date": "03-10"}
REPORT: dict[str, Any] = {**OUTCOME, "thanked": "03-11", "goal": goal(achieved=d("03-12"))}
RELEASE = {"asked": "02-01", "needed_by": "03-01"}
NUDGE = {"asked": "03-01"}
LATER = {"asked": "03-05"}


def asked(name: str, /, contact: str = "Maria", **written: Any) -> FollowUp:
    made = ask(f"asks/{name}", **written)
    contacts = tuple(party(each) for each in contact.split(", ") if each)
    return means(made._replace(contacts=contacts, note=made.note._replace(title=name)))


def together(*asks: FollowUp) -> Draft:
    return compose_together(MARIA, asks, TODAY, ours)


def shown(message: Draft) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(part.follow_up.title, part.kind, part.keys(TODAY)) for part in message.parts]


def test_thanks_reports_and_releases_stand_in_this_order() -> None:
    message = together(asked("a", **RELEASE), asked("b", **REPORT), asked("c", **OUTCOME))
    assert message.kind == "together"
    assert shown(message) == [
        ("c", "thanks", ("thanked",)),
        ("b", "report", ("reported",)),
        ("a", "release", ("status",)),
    ]
    assert message.left == ()
    assert message.to == (MARIA,)
    assert message.text.startswith("Hi Maria,\n\nOn 1 March I asked you")
    assert message.text.count("Hi Maria") == 1


def test_of_nudges_the_most_overdue_goes_and_the_others_are_left() -> None:
    message = together(asked("late", **NUDGE), asked("later", **LATER), asked("gone", **RELEASE))
    assert [part.follow_up.title for part in message.parts] == ["late", "gone"], "what takes leave stands last"
    assert [(left.id, left.reason) for left in message.left] == [
        ("asks/later", "one nudge is enough for a message"),
    ]
    assert message.text.endswith("Thank you all the same.\n")


def test_a_nudge_that_has_waited_for_an_unknown_time_comes_last() -> None:
    undated, late, due = asked("undated", asked="sometime"), asked("late", **NUDGE), asked("due", asked="03-09")
    assert [part.follow_up.title for part in together(undated, due, late).parts] == ["late"]
    assert [part.follow_up.title for part in together(undated, due).parts] == ["due"]


@pytest.mark.parametrize("told", [OUTCOME, REPORT])
def test_a_message_that_thanks_or_reports_nudges_nobody(told: dict[str, Any]) -> None:
    message = together(asked("told", **told), asked("late", **NUDGE))
    assert [part.follow_up.title for part in message.parts] == ["told"]
    assert [(left.title, left.reason) for left in message.left] == [
        ("late", "a message that thanks or reports asks for nothing"),
    ]


def test_what_goes_to_several_people_is_left() -> None:
    both = [asked(name, "Maria, Tom", **written) for name, written in (("a", OUTCOME), ("b", RELEASE), ("c", NUDGE))]
    message = together(*both, asked("d", **NUDGE))
    assert [part.follow_up.title for part in message.parts] == ["d"]
    why = "it goes to Maria and Tom, and would be recorded for all of them"
    assert [(left.title, left.reason) for left in message.left] == [("a", why), ("b", why), ("c", why)]
    with pytest.raises(Refused, match=r"could tell\.\n  asks/a: it goes to Maria and Tom"):
        together(*both)


@pytest.mark.parametrize("via", ["Tom", "Tom Ana", "Maria Tom"])
def test_one_of_the_contacts_is_thanked_though_others_led_there(via: str) -> None:
    message = together(asked("a", **OUTCOME, via=via))
    assert shown(message) == [("a", "thanks", ("thanked",))]


def test_who_led_there_is_thanked_for_the_lead() -> None:
    message = together(asked("a", "Tom", **OUTCOME, via="Maria"))
    assert shown(message) == [("a", "thanks-via", ("via_thanked",))]
    assert "You led me to Tom." in message.text
    with pytest.raises(Refused):
        together(asked("a", "Tom", **OUTCOME, via="Maria", via_thanked="03-11"))


def test_who_is_contact_and_led_there_is_thanked_once_for_both() -> None:
    assert shown(together(asked("a", **OUTCOME, via="Maria"))) == [("a", "thanks", ("thanked", "via_thanked"))]


@pytest.mark.parametrize(
    "written",
    [
        {"asked": ""},
        {"asked": "", "status": "parked", "follow_up": "03-01"},
        {"asked": "03-15"},
        {"asked": "03-01", "answered": "03-02"},
        {"asked": "03-01", "status": "closed"},
        {**OUTCOME, "thanked": "03-12"},
        {**OUTCOME, "follow_up": "03-20"},
    ],
)
def test_what_is_not_due_is_neither_in_it_nor_left(written: dict[str, Any]) -> None:
    with pytest.raises(Refused, match=r"^Nothing is due to Maria that one message could tell\.$"):
        together(asked("a", **written))
    assert together(asked("a", **written), asked("b", **OUTCOME)).left == ()


def test_closing_words_stand_once_at_the_end_and_what_came_of_it_with_each() -> None:
    message = together(asked("a", **OUTCOME), asked("b", **{**OUTCOME, "asked": "03-02"}))
    assert message.text.count("I wanted you to know how it went.") == 1
    assert message.text.endswith("I wanted you to know how it went.\n")
    assert message.text.count("What came of it: “met the lead”.") == 2
    assert "On 1 March I asked you" in message.text
    assert "On 2 March I also asked you" in message.text
    assert "for your help with it, too." in message.text
    no = {**OUTCOME, "outcome": "no"}
    assert together(asked("a", **no), asked("b", **no)).text.count("[What came of it, in your words]") == 2


def test_a_goal_that_has_come_true_is_told_once() -> None:
    job = goal("Job", d("03-12"))
    one, two = (asked(name, **OUTCOME) for name in "ab")
    with_goal = [each._replace(achieved=(job,)) for each in (one, two)]
    text = together(*with_goal).text
    assert text.count("“Job” has come true.") == 1
    assert text.index("come true") > text.index("I also asked")
    assert "come true" in together(with_goal[0]).text
    assert "come true" not in together(one).text


@pytest.mark.parametrize(
    ("titles", "subject"),
    [
        ("a", "Re: A"),
        ("a b", "Re: A and B"),
        ("a b c", "Re: A, and more"),
        ("a? b", "Re: A? And more"),
        ("a b? c", "Re: A, and more"),
        (f"{'a' * 36} {'b' * 37}", f"Re: {'A' * 36} and {'B' * 37}"),
        (f"{'a' * 37} {'b' * 37}", f"Re: {'A' * 37}, and more"),
    ],
)
def test_the_subject_names_what_it_is_about(titles: str, subject: str) -> None:
    asks = [asked(title, **OUTCOME) for title in titles.split()]
    named = [each._replace(ask=each.ask._replace(note=each.note._replace(title=each.title.upper()))) for each in asks]
    assert together(*named).subject == subject


@pytest.mark.parametrize(
    "signs", [" ", "\t", "“", "”", ".", "“.", ".”", ")”.", "\n", "\n ", "Subject:", "?)", "[a", "a"]
)
def test_what_is_tidied_in_a_long_message_takes_no_time(signs: str) -> None:
    text = f"{signs * (64_000 // len(signs.encode()) - 2)}x\nx"
    at_once(lambda: compose_together(MARIA, [asked("a", **OUTCOME)], TODAY, lambda name: Source(name, text)))


def test_the_whole_message_is_looked_at_for_what_asks_again() -> None:
    message = together(asked("a", **{**OUTCOME, "outcome": "could you call"}), asked("b", **RELEASE))
    assert message.asking_again(message.text) == ()
    assert message.asking_again(f"{message.text}\nCould you call?") == (message.text.count("\n") + 2,)
    assert together(asked("b", **NUDGE)).asking_again("Could you call?") == ()


@pytest.mark.parametrize("let_go", [RELEASE, {"asked": "01-01", "nudged": "01-10 01-20"}])
def test_what_lets_go_asks_for_nothing(let_go: dict[str, Any]) -> None:
    message = together(asked("a", **OUTCOME), asked("b", **let_go))
    assert {part.kind for part in message.parts} == {"thanks", "release"}
    assert message.asking_again(message.text) == ()


def test_a_template_of_ones_own_words_the_whole() -> None:
    own = {
        "together": "Subject: News\n{% for p in parts %}[{{ p.kind }}: {{ p.title }}] {{ p.text }}\n{% endfor %}",
        "thanks": "{{ greeting }}\n\nI thank you for {{ title }}: {{ outcome }}.\n\nBest,\n\nElin",
        "release": "{{ greeting }}\n\nNever mind {{ title }}.\n\nBest,\n\nElin",
    }
    asks = [asked("To Ay", **OUTCOME), asked("To Bee", **RELEASE)]
    message = compose_together(MARIA, asks, TODAY, lambda name: Source(name, own[name]))
    assert message.subject == "News"
    told = "[thanks: To Ay] I thank you for To Ay: “met the lead”.\n[release: To Bee] Never mind To Bee."
    assert message.text == f"{told}\n\nBest,\n\nElin\n"


def test_what_closes_a_part_goes_where_any_later_part_closes_so() -> None:
    own = {
        "together": "{% for p in parts %}[{{ p.text }}]{% endfor %}",
        "thanks": "{{ greeting }}\n\nTa for {{ title }}.\n\nBest",
        "release": "Bye",
        "nudge": "{{ greeting }}\n\nStill?\n\nBye",
    }
    asks = [asked("To Ay", **OUTCOME), asked("To Bee", **OUTCOME), asked("Cee", **RELEASE)]
    message = compose_together(MARIA, asks, TODAY, lambda name: Source(name, own[name]))
    assert message.text == "[Ta for To Ay.][Ta for To Bee.\n\nBest][Bye]\n"
    asks = [asked("Cee", **RELEASE), asked("Dee", **NUDGE)]
    message = compose_together(MARIA, asks, TODAY, lambda name: Source(name, own[name]))
    assert message.text == "[Still?][Bye]\n", "a part that is all closing words"
