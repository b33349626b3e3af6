"""The message to send next is made of the note's own words, and thanks never ask again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from journal.errors import Refused
from journal.model import Party
from journal.rules.drafts import Draft, draft
from journal.rules.gaps import asks_again
from tests.unit.rules.values import TODAY, ask, d, goal, means


def drafted(written: dict[str, Any], **how: Any) -> Draft:
    return draft(means(ask(**{"contact": "Maria", **written})), TODAY, **how)


THANK = {"asked": "03-01", "answered": "03-03", "outcome": "She wrote the letter", "outcome_date": "03-10"}
TOLD = {**THANK, "thanked": "03-11", "goal": goal(achieved=d("03-12"))}


@pytest.mark.parametrize(
    ("written", "kind", "says"),
    [
        ({"asked": "", "why": "You know them.", "effort": "5m"}, "send", "You know them."),
        ({"asked": "", "needed_by": "04-01"}, "send", "An answer by 1 April would help most"),
        ({"asked": "03-01"}, "nudge", "On 1 March I asked you: “Could you introduce me?”"),
        ({"asked": "2025-03-01"}, "nudge", "On 1 March 2025 I asked"),
        ({"asked": "03-01", "promised": "03-10"}, "nudge", "get to it by 10 March"),
        ({"asked": "02-20", "nudged": "03-01"}, "nudge", "the last time"),
        (THANK, "thank", "What came of it: She wrote the letter."),
        (TOLD, "report", "Job has come true"),
        ({"asked": "02-01", "nudged": "02-10 02-20"}, "close", "forget about it"),
        ({"asked": "02-01", "needed_by": "03-01"}, "close", "The day I needed it by has passed"),
        ({"asked": "02-01", "goal": goal(achieved=d("03-12"))}, "close", "worked out in the meantime"),
    ],
)
def test_a_draft_says(written: dict[str, Any], kind: str, says: str) -> None:
    message = drafted(written)
    assert message.kind == kind
    assert says in message.text
    assert message.text.startswith("Hi Maria,\n\n")
    assert message.text.endswith("\n")


@pytest.mark.parametrize("written", [{**THANK, "text": "Who runs it"}, TOLD, THANK])
def test_thanks_and_reports_do_not_ask_again_of_themselves(written: dict[str, Any]) -> None:
    assert asks_again(drafted(written).text) == ()


def test_the_note_s_own_letter_is_the_ask() -> None:
    message = drafted({"asked": ""}, letter="Dear Maria,\n\nplease read this.\n\n")
    assert message.text == "Dear Maria,\n\nplease read this.\n"


def test_those_in_via_get_a_message_of_their_own() -> None:
    message = drafted({**THANK, "via": "Tom"}, via=True)
    assert message.to == (Party("Tom", "tom"),)
    assert "You led me to Maria" in message.text
    assert message.via


def test_where_only_via_waits_the_message_is_theirs() -> None:
    message = drafted({**THANK, "via": "Tom", "thanked": "03-11"})
    assert message.text.startswith("Hi Tom,")
    assert message.via
    assert not drafted({**THANK, "via": "Tom"}).via


@pytest.mark.parametrize(
    ("names", "greeting"),
    [
        (["Priya Nair"], "Hi Priya,"),
        (["Priya Nair", "Tom Okafor", "李 Wei"], "Hi Priya, Tom and 李 Wei,"),
        (["Dr Ruth Cole"], "Hi Dr Ruth Cole,"),
        (["O'Neil"], "Hi O'Neil,"),
        ([], "Hi there,"),
    ],
)
def test_people_are_greeted_by_name(names: list[str], greeting: str) -> None:
    asked = replace(ask(asked="03-01"), contacts=tuple(Party(name, name) for name in names))
    assert draft(means(asked), TODAY).text.startswith(greeting + "\n")


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ({"asked": "03-15"}, "their move"),
        ({"asked": "03-01", "answered": "03-15"}, "record what came of it"),
        ({"asked": "03-01", "status": "closed"}, "it is closed"),
        ({**THANK, "thanked": "03-11"}, "told and thanked"),
    ],
)
def test_where_nothing_is_to_be_sent_it_says_what_to_do(written: dict[str, Any], instead: str) -> None:
    with pytest.raises(Refused, match=instead):
        drafted(written)


def test_nobody_in_via_gets_no_message() -> None:
    with pytest.raises(Refused, match="Nobody in via"):
        drafted(THANK, via=True)
    with pytest.raises(Refused, match="Nobody in via"):
        drafted({**THANK, "via": "Tom", "via_thanked": True}, via=True)
