"""The message to send next is made of the note's own words, can be sent as it is, and thanks never ask again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import Refused
from journal.model import Ask, Goal, Party
from journal.next_step import next_step
from journal.rules.gaps import asks_again
from journal.rules.messages import Draft, compose, lines_to_word
from journal.rules.messages.tree import Source
from journal.rules.messages.words import OUTCOME_TO_WORD
from journal.vault.write.templates import message_template
from tests.unit.rules.values import TODAY, ask, d, goal, means, party


def ours(name: str) -> Source:
    return message_template(Path("/no/vault"), name)


def composed(asked: Ask, **how: Any) -> Draft:
    return compose(means(asked), TODAY, ours, **how)


def drafted(written: dict[str, Any], **how: Any) -> Draft:
    return composed(ask(**{"contact": "Maria", **written}), **how)


def achieved(*titles: str, thanked: str | None = "03-11") -> Ask:
    """An ask with an outcome whose goals, with these titles, came true after it."""
    written: dict[str, Any] = {**THANK, "thanked": thanked}
    return ask(**written)._replace(goals=tuple(goal(each, d("03-12")) for each in titles))


THANK = {"asked": "03-01", "answered": "03-03", "outcome": "the letter is written", "outcome_date": "03-10"}
TOLD = {**THANK, "thanked": "03-11", "goal": goal(achieved=d("03-12"))}
ASKED = "On 1 March I asked you: “Could you introduce me?”"


@pytest.mark.parametrize(
    ("written", "kind", "says"),
    [
        ({"asked": "", "why": "You know them.", "effort": "5m"}, "ask", "You know them.\n"),
        ({"asked": "", "needed_by": "04-01"}, "ask", "An answer by 1 April would help most"),
        ({"asked": "", "needed_by": "03-16"}, "ask", "An answer today would help most"),
        ({"asked": "", "text": None}, "ask", "[What you ask, in your words]"),
        ({"asked": "", "text": "feedback on my CV"}, "ask", "I have a request: feedback on my CV."),
        ({"asked": "", "text": "Hi Maria, could you help?"}, "ask", "\n\nCould you help?\n"),
        ({"asked": "", "text": "Could you by 2026-03-20?"}, "ask", "Could you by 20 March?"),
        ({"asked": "", "text": "Could you by 2026-02-30?"}, "ask", "Could you by 30/2/2026?"),
        ({"asked": "03-01"}, "nudge", ASKED),
        ({"asked": "2025-03-01"}, "nudge", "On 1 March 2025 I asked"),
        ({"asked": "03-01", "promised": "03-10"}, "nudge", "get to it by 10 March"),
        ({"asked": "02-01", "promised": "02-03", "nudged": "02-20"}, "nudge", "only a short reminder"),
        ({"asked": "02-20", "nudged": "03-01"}, "nudge", "only a short reminder"),
        ({"asked": "sometime"}, "nudge", "A while ago I asked you"),
        (THANK, "thanks", "What came of it: “the letter is written”."),
        ({**THANK, "outcome": "call on 2026-03-24"}, "thanks", "What came of it: “call on 24 March”."),
        (TOLD, "report", "“Job” has come true. You had a part in it"),
        ({**TOLD, "outcome": "no"}, "report", "“Job” has come true. Thank you for taking the time."),
        ({"asked": "02-01", "nudged": "02-10 02-20"}, "release", "there is nothing left for you to do"),
        ({"asked": "02-01", "needed_by": "03-01"}, "release", "The day I needed it by has passed"),
        ({"asked": "02-01", "goal": goal(achieved=d("03-12"))}, "release", "worked out in the meantime"),
    ],
)
def test_a_draft_says(written: dict[str, Any], kind: str, says: str) -> None:
    message = drafted(written)
    assert message.kind == kind
    assert says in message.text
    assert message.text.startswith("Hi Maria,\n\n")
    assert message.text.endswith("\n")


@pytest.mark.parametrize(
    "outcome",
    [
        "no",
        "No, too busy",
        "yes",
        "she read it; add a data section",
        "Maria wrote to them",
        "they said yes",
        "-",
        "2026",
    ],
)
def test_an_outcome_that_cannot_be_quoted_is_left_to_the_person(outcome: str) -> None:
    message = drafted({**THANK, "outcome": outcome})
    assert lines_to_word(message.text) == (5,)
    assert message.text.split("\n")[4] == OUTCOME_TO_WORD


@pytest.mark.parametrize(
    ("why", "goes"),
    [
        ("You wrote about Acme's move.", True),
        ("your talk on it made me curious", True),
        ("Priya says that you are honest.", True),
        ("Because you wrote about maps", True),
        ("Because you know them", True),
        ("In case you know them", True),
        ("your CV", False),
        ("your paper (2024)", False),
        ("She drew the legend", False),
        ("Knows my reports", False),
        ("Maria would tell you anything", False),
    ],
)
def test_a_reason_goes_out_only_where_it_speaks_to_them(why: str, goes: bool) -> None:
    text = drafted({"asked": "", "why": why}).text
    assert (why.rstrip(".")[1:] in text) is goes
    assert ("I am asking you " in text) is why.startswith(("Because", "In case"))


@pytest.mark.parametrize(
    ("effort", "says"),
    [
        ("5m", "It would take about 5 minutes of your time."),
        ("1 min", "about 1 minute of"),
        ("30m", "about 30 minutes of"),
        ("half an hour", "about 30 minutes of"),
        ("an hour", "about an hour of"),
        ("1h", "about an hour of"),
        ("90m", "about an hour and a half of"),
        ("1h30", "about an hour and a half of"),
        ("2.5h", "about 150 minutes of"),
        ("20m call", "about 20 minutes of"),
        ("1h 30m", "about an hour and a half of"),
        ("intro", ""),
        ("coffee", ""),
    ],
)
def test_effort_is_said_as_people_say_it(effort: str, says: str) -> None:
    text = drafted({"asked": "", "effort": effort}).text
    assert says in text
    assert ("take" in text) is bool(says)
    assert "intro." not in text


@pytest.mark.parametrize("written", [{**THANK, "text": "Who runs it"}, TOLD, THANK])
def test_thanks_and_reports_do_not_ask_again_of_themselves(written: dict[str, Any]) -> None:
    assert asks_again(drafted(written).text) == ()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("On 29 May I asked you.", ()),
        ("Since May I have slept well.\nIn May I slept less.", ()),
        ("Thanks! May I call?", (1,)),
        ("Thanks.\nMay I call", (2,)),
        ("And may I call", (1,)),
        ("MAY I CALL", (1,)),
    ],
)
def test_the_month_of_may_is_no_question(text: str, lines: tuple[int, ...]) -> None:
    assert asks_again(text) == lines


def test_the_note_s_own_letter_is_the_ask() -> None:
    message = drafted({"asked": ""}, letter="Dear Maria,\n\nplease read [[notes/x|this]].%% tone? %%\n\n")
    assert message.text == "Dear Maria,\n\nplease read this.\n"
    assert message.parts[0].letter


LETTER = """\
Dear Maria,

# Why I write

I am **very** glad of *your* talk, see [the talk](https://x.org/a_b_c?on=2026-03-04) and [[notes/x|my notes]].
- [ ] read `my_draft` by 2026-03-30
- [x] 2 * 3 * 4 and snake_case_name, https://x.org/2026-03-04/a*b*c

> by 2025-12-01, you said

```
---
git log *.md  # 2026-03-04 ^c0de
```

%% Elin: too long? %%

> [!note] mine ^a1b2
1. _call_ me, I am #1, or #two of many

Yours, Elin #letters #sent
"""
AS_READ = """\
Dear Maria,

Why I write

I am very glad of your talk, see the talk (https://x.org/a_b_c?on=2026-03-04) and my notes.
- read my_draft by 30 March
- 2 * 3 * 4 and snake_case_name, https://x.org/2026-03-04/a*b*c

> by 1 December 2025, you said

---
git log *.md  # 2026-03-04 ^c0de

> mine
1. call me, I am #1, or #two of many

Yours, Elin
"""


@pytest.mark.parametrize("small_talk", ["How are you?", "Did you get my card?", "Hello Maria, how is life?"])
def test_small_talk_is_no_subject(small_talk: str) -> None:
    written = ask(asked="03-01", text=f"{small_talk} Could you lend me the tent?")
    titled = written._replace(note=written.note._replace(title=small_talk))
    for asked in (titled, titled._replace(asked="")):
        assert composed(asked).subject == "Could you lend me the tent?"
    alone = titled._replace(text=small_talk)
    assert composed(alone).subject.endswith("?")


def test_a_letter_reads_as_plain_text() -> None:
    assert drafted({"asked": ""}, letter=LETTER).text == AS_READ


@pytest.mark.parametrize("left", ["{{cursor}}", "<% tp.file.cursor() %>", "{{ date:DD.MM. }}"])
def test_what_a_template_left_in_a_letter_is_to_be_worded(left: str) -> None:
    assert lines_to_word(drafted({"asked": ""}, letter=f"Dear Maria,\n\nplease {left} help.").text) == (3,)
    assert not lines_to_word(drafted({"asked": ""}, letter="Dear Maria,\n\n{a} 5 % {b}").text)


def test_a_goal_that_speaks_of_the_contact_or_to_oneself_is_left_to_word() -> None:
    for title in ("Get the flat from Maria", "Maria's job", "Secret plan", "Make her pay", "Flat [private]"):
        reported = achieved(title)
        text = composed(reported).text
        assert f"“{title}”" not in text
        assert "“[What came true, in your words]” has come true." in text
        assert lines_to_word(text)
    assert "“A flat” has come true." in composed(achieved("A flat")).text
    assert not lines_to_word(composed(achieved("A flat")).text)


def test_of_several_goals_those_are_told_that_can_be() -> None:
    assert "“A flat” has come true." in composed(achieved("A flat", "Maria's job")).text
    thanked = composed(achieved("Maria's job", thanked=None)).text
    assert "come true" not in thanked


def test_of_a_long_ask_the_request_is_quoted() -> None:
    text = "Hi Maria,\n\nI follow Dr. Cole's work. Could you introduce me to her? Three lines are below.\n\nElin"
    assert "I asked you: “Could you introduce me to her?”\n" in drafted({"asked": "03-01", "text": text}).text


def test_the_texts_of_a_list_are_sentences() -> None:
    asked = ask(asked="", text="read my CV; send the list")
    listed = asked._replace(note=asked.note._replace(frontmatter={"ask": ("read my CV", "send the list")}))
    assert "Read my CV. Send the list." in composed(listed).text


def test_a_quotation_in_another_has_other_signs() -> None:
    written = ask(asked="03-01", text="ask her")
    titled = written._replace(note=written.note._replace(title="On “The Tempest”"))
    assert "I wrote to you about “On ‘The Tempest’”.\n" in composed(titled).text
    quoted = drafted({"asked": "03-01", "text": "Could you read “The Tempest”?"})
    assert "I asked you: “Could you read ‘The Tempest’?”\n" in quoted.text


def test_a_letter_has_the_title_for_its_subject_and_else_the_usual_one() -> None:
    written = ask(asked="", text=None)
    assert composed(written, letter="Dear Maria").subject == "Title of asks/x"
    untitled = written._replace(note=written.note._replace(title="x"))
    assert composed(untitled, letter="Dear Maria").subject == "A question"


@pytest.mark.parametrize(
    ("title", "template", "subject"),
    [
        ("To Ay", "{{ greeting }}", "To Ay"),
        ("x", "{{ greeting }}", "A question"),
        ("To Ay", "subject:  About   {{ title }}\n{{ greeting }}", "About To Ay"),
        ("To Ay", "Subject:\n{{ greeting }}", "To Ay"),
    ],
)
def test_a_template_says_the_subject_or_the_title_is_it(title: str, template: str, subject: str) -> None:
    written = ask(asked="03-01", text=None)
    asked = means(written._replace(note=written.note._replace(title=title)))
    message = compose(asked, TODAY, lambda name: Source(name, template))
    assert (message.subject, message.text) == (subject, "Hi Maria,\n")


TWO = (goal("Job", d("03-12")), goal("PhD"))
BOTH = (goal("Job", d("03-12")), goal("PhD", d("03-13")))


@pytest.mark.parametrize(
    ("goals", "written", "row", "sentence", "letter"),
    [
        (TWO, {**THANK, "thanked": "03-11"}, 4, "Job is achieved: tell Maria", "“Job” has come true."),
        (BOTH, {**THANK, "thanked": "03-11"}, 4, "Job and PhD are achieved", "“Job” and “PhD” have come true."),
        (BOTH, {"asked": "02-01"}, 8, "no longer needed", "worked out in the meantime"),
        (TWO, {"asked": "02-01", "needed_by": "03-01"}, 11, "needed by", "The day I needed it by has passed"),
        (TWO, {"asked": "02-01", "nudged": "02-10 02-20"}, 13, "Nudged twice", "I take it that it does not suit you"),
        (TWO, {"asked": "03-01"}, 14, "no answer", "a short no is a good answer"),
        (TWO, THANK, 3, "with thanks", "What came of it"),
        (TWO, THANK, 3, "with thanks", "Today I can also tell you how it ended: “Job” has come true.\n"),
        (BOTH, THANK, 3, "with thanks", "“Job” and “PhD” have come true.\n"),
    ],
)
def test_the_row_that_decided_is_what_sentence_and_letter_say(
    goals: tuple[Goal, ...], written: dict[str, Any], row: int, sentence: str, letter: str
) -> None:
    standing = means(ask(**written)._replace(goals=goals))
    assert standing.row == row
    assert letter in compose(standing, TODAY, ours).text
    assert sentence in next_step(standing, TODAY)


OUT = {"asked": "03-01", "via": "Tom"}


@pytest.mark.parametrize(
    ("written", "kind", "says"),
    [
        (OUT, "told-via", "On 1 March I asked Maria: “Could you introduce me?”"),
        ({**OUT, "asked": "03-15"}, "told-via", "I will tell you what comes of it."),
        ({**OUT, "answered": "03-15"}, "told-via", "Thank you for the lead."),
        ({**THANK, "via": "Tom"}, "thanks-via", "What came of it: “the letter is written”."),
        ({**THANK, "via": "Tom", "outcome": "she wrote it"}, "thanks-via", "“she wrote it”"),
        ({**THANK, "via": "Tom", "outcome": "you were right"}, "thanks-via", "[What came of it, in your words]"),
        ({**OUT, "status": "closed"}, "thanks-via", "Nothing came of it this time"),
        (
            {**OUT, "goal": goal(achieved=d("03-12"))},
            "told-via",
            "worked out in the meantime, so I am letting this rest",
        ),
        ({**OUT, "asked": "", "answered": "03-15"}, "told-via", "Thank you for the lead."),
        ({**THANK, "asked": "", "via": "Tom", "status": "closed"}, "thanks-via", "“the letter is written”"),
        ({**OUT, "needed_by": "03-10"}, "told-via", "Nothing has come of it so far, and I am letting it rest."),
    ],
)
def test_those_in_via_get_a_message_of_their_own(written: dict[str, Any], kind: str, says: str) -> None:
    message = drafted(written, via=True)
    assert (message.kind, message.to) == (kind, (party("Tom"),))
    assert message.text.startswith("Hi Tom,\n\nYou led me to Maria. ")
    assert says in message.text


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("Priya Nair", "You led me to Priya Nair. On 1 March I asked Priya: "),
        ("Dr. Ruth Cole", "You led me to Dr. Ruth Cole. On 1 March I asked Dr Cole: "),
        ("Müller, Hans", "You led me to Hans Müller. On 1 March I asked Hans: "),
        ("ben olsen", "You led me to Ben Olsen. On 1 March I asked them: "),
        ("Ben Olsen", "You led me to Ben Olsen. On 1 March I asked Ben: "),
        ("Tom Lee", "You led me to Tom Lee. On 1 March I asked them: "),
        ("Acme GmbH", "You led me to Acme GmbH. On 1 March I asked them: "),
        ("Acme Inc.", "You led me to Acme Inc. On 1 March I asked them: "),
        ("Ana Ruiz; Lee Chen", "I asked them: "),
        ("", "You led me to the right person. On 1 March I asked them: "),
    ],
)
def test_who_was_asked_is_named_in_full_once(contact: str, said: str) -> None:
    contacts = tuple(party(name) for name in filter(None, contact.split("; ")))
    assert said in composed(ask(**OUT)._replace(contacts=contacts), via=True).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("how did you find it", "I asked you: “How did you find it?”"),
        ("advice on visas", "I wrote to you with a request: “advice on visas”."),
        ("- Which labs hire\n- May I name you", "I asked you: “Which labs hire?”"),
        ("ask her about the papers", "I wrote to you about “Title of asks/x”."),
        ("See if he can lend it", "I wrote to you about “Title of asks/x”."),
        ("Introduce me to Lena (she hires)", "with a request: “Introduce me to Lena (she hires)”."),
    ],
)
def test_a_reminder_to_oneself_is_not_quoted_and_a_question_has_its_mark(text: str, said: str) -> None:
    assert said in drafted({"asked": "03-01", "text": text}).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Talk to the landlord", "[What you ask, in your words]"),
        ("follow up on the visa", "[What you ask, in your words]"),
        ("Follow up with me on Friday?", "Follow up with me on Friday?"),
        ("Get feedback from Maria on draft 2", "[What you ask, in your words]"),
        ("Get feedback from Tom on draft 2", "I have a request: Get feedback from Tom on draft 2."),
        ("Ask Maria whether you can stay", "I have a request: Ask Maria whether you can stay."),
        ("Call about my portfolio", "I have a request: Call about my portfolio."),
        ("Maria: could you look at it?", "Could you look at it?"),
        ("Maria, could you look at it?", "Could you look at it?"),
        ("Ana: could you look at it?", "Ana: could you look at it?"),
        ('"Could you look at it?"', "Could you look at it?"),
        ("“Could you look at it”", "Could you look at it?"),
        ("Would you be my mentor? ;)", "Would you be my mentor? ;)"),
        ("Would you be my mentor? 🙏", "Would you be my mentor? 🙏"),
        ("Could you read it (it is short)", "Could you read it (it is short)?"),
    ],
)
def test_only_what_is_said_to_the_contact_is_sent_and_ends_as_it_should(text: str, said: str) -> None:
    assert f"\n\n{said}\n" in drafted({"asked": "", "text": text}).text


@pytest.mark.parametrize("outcome", ["Yes. See notes.", "see below", "done, see my e-mail of 3 March"])
def test_an_outcome_that_is_told_elsewhere_is_left_to_be_worded(outcome: str) -> None:
    assert lines_to_word(drafted({**THANK, "outcome": outcome}).text)


def test_a_nudge_that_cannot_say_what_was_asked_leaves_that_to_be_worded() -> None:
    written = ask(asked="03-01", contact="Maria", text="ask her")
    untitled = written._replace(note=written.note._replace(title="x"))
    assert lines_to_word(composed(untitled).text)


def test_an_outcome_that_is_a_link_alone_is_left_to_be_worded() -> None:
    assert lines_to_word(drafted({**THANK, "outcome": "see [[2026-03-20-call]]"}).text)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({**OUT, "via_told": "03-02"}, "^Tom heard of “Title of asks/x” already"),
        ({**THANK, "via": "Tom Ana", "via_thanked": "03-11"}, "^Tom and Ana heard of"),
        ({**OUT, "status": "closed", "via_thanked": "03-11"}, "heard of"),
        ({**OUT, "status": "done"}, "heard of"),
        ({"asked": "", "via": "Tom"}, "not sent yet: there is nothing to tell Tom"),
        ({"asked": "", "via": "Tom", "status": "parked"}, "not sent yet"),
        ({"asked": "", "via": "Tom", "status": "closed"}, "not sent yet"),
        ({"via": "Tom", "goal": goal(achieved=d("03-12"))}, "not sent yet"),
        (THANK, "nobody in via"),
    ],
)
def test_who_in_via_has_heard_it_is_told_nothing_again(written: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        drafted(written, via=True)


def test_where_only_via_waits_the_message_is_theirs() -> None:
    message = drafted({**THANK, "via": "Tom", "thanked": "03-11"})
    assert message.text.startswith("Hi Tom,")
    assert message.kind == "thanks-via"
    assert drafted({**THANK, "via": "Tom"}).kind == "thanks"
    assert drafted({**THANK, "via": "Tom", "contact": ""}).kind == "thanks-via"
    assert drafted({**THANK, "via": "Tom", "contact": "", "via_thanked": "03-11"}).kind == "thanks"


@pytest.mark.parametrize(
    ("names", "greeting"),
    [
        (["Priya Nair"], "Hi Priya,"),
        (["priya nair"], "Hi Priya,"),
        (["priya-nair"], "Hi Priya,"),
        (["jean-luc picard"], "Hi Jean-Luc,"),
        (["Priya Nair", "Tom Okafor", "李伟"], "Hi Priya, Tom and 李伟,"),
        (["Dr Ruth Cole"], "Dear Dr Cole,"),
        (["dr. ruth cole"], "Dear Dr Cole,"),
        (["Prof. Ida Brandt"], "Dear Prof Brandt,"),
        (["Mr Adeyemi"], "Dear Mr Adeyemi,"),
        (["Señora Lucía Ferrer"], "Dear Señora Ferrer,"),
        (["Dr Anna van der Berg"], "Dear Dr van der Berg,"),
        (["Dr Ruth Cole", "Priya Nair"], "Dear Dr Cole and Priya Nair,"),
        (["Dr"], "Hi Dr,"),
        (["Dr Anna van Dyk"], "Dear Dr van Dyk,"),
        (["Dr van der"], "Dear Dr van Der,"),
        (["Anna van der Berg"], "Hi Anna,"),
        (["van der Berg"], "Hi Van der Berg,"),
        (["Brandt, Ida"], "Hi Ida,"),
        (["Ruth Cole, PhD"], "Hi Ruth,"),
        (["J. R. Smith"], "Hi J. R. Smith,"),
        (["J Smith"], "Hi J Smith,"),
        (["Jo Smith"], "Hi Jo,"),
        (["Acme Ltd"], "Hi Acme Ltd,"),
        (["Rivers Agency"], "Hi Rivers Agency,"),
        (["山田 太郎"], "Hi 山田 太郎,"),
        (["김 민준"], "Hi 김 민준,"),
        (["Nguyễn Văn An"], "Hi Nguyễn Văn An,"),
        (["Анна Иванова"], "Hi Анна,"),
        (["O'Neil"], "Hi O'Neil,"),
        (["{{person}}"], "Hi there,"),
        (["Priya\nNair"], "Hi Priya,"),
        (["Mr. and Mrs. Smith"], "Dear Mr and Mrs Smith,"),
        (["Madame Curie"], "Dear Madame Curie,"),
        (["Sra. Ana Ruiz"], "Dear Sra. Ruiz,"),
        (["Dipl.-Ing. Hans Moser"], "Dear Dipl.-Ing. Moser,"),
        (["Dr.in Eva Huber"], "Dear Dr.in Huber,"),
        (["Capt. Picard"], "Dear Capt. Picard,"),
        (["Lady Ada Lovelace"], "Dear Lady Lovelace,"),
        (["Dame Judi Dench"], "Dear Dame Judi,"),
        (["Sister Mary Clarence"], "Dear Sister Mary,"),
        (["Uncle Joe"], "Hi Uncle Joe,"),
        (["PROF. IDA BRANDT"], "Dear Prof Brandt,"),
        (["ANA RUIZ"], "Hi Ana,"),
        (["HR TEAM"], "Hi HR TEAM,"),
        (["HR team"], "Hi HR team,"),
        (["Acme Corporation"], "Hi Acme Corporation,"),
        (["Orbit Systems"], "Hi Orbit Systems,"),
        (["Università di Bologna"], "Hi Università di Bologna,"),
        (["Universita\u0300 di Bologna"], "Hi Universita\u0300 di Bologna,"),
        (["Universität Wien"], "Hi Universität Wien,"),
        (["Universitaet Wien"], "Hi Universitaet Wien,"),
        (["Universitat de València"], "Hi Universitat de València,"),
        (["Université Laval"], "Hi Université Laval,"),
        (["Universidad de Chile"], "Hi Universidad de Chile,"),
        (["Universidade do Porto"], "Hi Universidade do Porto,"),
        (["Uppsala universitet"], "Hi Uppsala universitet,"),
        (["Universiteit Gent"], "Hi Universiteit Gent,"),
        (["Fundación Telefónica"], "Hi Fundación Telefónica,"),
        (["Carlos Sá"], "Hi Carlos,"),
        (["FUNDAÇÃO GETULIO VARGAS"], "Hi FUNDAÇÃO GETULIO VARGAS,"),
        (["Tom and Ann"], "Hi Tom and Ann,"),
        (["Tom Okafor & Ann Lee"], "Hi Tom and Ann,"),
        (["Tom and the dean"], "Hi there,"),
        (["Johnson & Johnson Ltd"], "Hi Johnson & Johnson Ltd,"),
        (["Dr. Priya Nair - Acme"], "Dear Dr Nair,"),
        (["Priya Nair | Acme"], "Hi Priya,"),
        (["Priya from Acme"], "Hi Priya,"),
        (["Priya Nair, CEO"], "Hi Priya,"),
        (["Priya Nair, Acme"], "Hi Priya Nair,"),
        (["Ruth, the dean"], "Hi Ruth,"),
        (["Ruth, my landlady"], "Hi Ruth,"),
        (["ruth, head of research"], "Hi Ruth,"),
        (["Kim, recruiter"], "Hi Kim,"),
        (["Kim, CEO"], "Hi Kim,"),
        (["Kim, VP"], "Hi Kim,"),
        (["Kim, CTO"], "Hi Kim,"),
        (["Acme, Inc."], "Hi Acme, Inc.,"),
        (["García Márquez, Gabriel"], "Hi García Márquez,"),
        (["van der Berg, Anna"], "Hi Anna,"),
        (["1. Priya"], "Hi Priya,"),
        (["🌸 Priya Nair ✅"], "Hi Priya,"),
        (["maria.lopez"], "Hi Maria,"),
        (["people/maria"], "Hi Maria,"),
        (["people.maria"], "Hi Maria,"),
        (["Kim Min-jun"], "Hi Kim Min-jun,"),
        (["Nguyen Van An"], "Hi Nguyen Van An,"),
        (["Nagy János"], "Hi Nagy János,"),
        (["Иванов Иван"], "Hi Иванов Иван,"),
        (["CEO of Acme"], "Hi there,"),
        (["the dean"], "Hi there,"),
        (["The Museum"], "Hi there,"),
        (["hiring manager"], "Hi there,"),
        (["Familie Schmidt"], "Hi Familie Schmidt,"),
        (["Tante Helga Schmidt"], "Hi Tante Helga,"),
        (["Pastor Ana Lund"], "Dear Pastor Lund,"),
        (["TBD"], "Hi there,"),
        ([], "Hi there,"),
        ("Ann Bob Cyd Dee Eve".split(), "Hi Ann, Bob, Cyd, Dee and Eve,"),
        ([*"ABCDEF"], "Hi all,"),
        (["Priya Nair", "the dean"], "Hi all,"),
        (["Dr Ruth Cole", "{{person}}"], "Dear all,"),
    ],
)
def test_people_are_greeted_by_name(names: list[str], greeting: str) -> None:
    asked = ask(asked="03-01")._replace(contacts=tuple(Party(name, name) for name in names))
    assert composed(asked).text.startswith(greeting + "\n")


@pytest.mark.parametrize(
    ("title", "path", "subject"),
    [
        ("Intro to Acme", "asks/x.md", "Intro to Acme"),
        ("2026-11-28-hana-sato-could-you", "asks/2026-11-28-hana-sato-could-you.md", "Could you introduce me?"),
        ("hana", "asks/hana.md", "Could you introduce me?"),
        ("ask_maria_about_flat", "asks/x.md", "Could you introduce me?"),
        ("2026-02-03-acme", "asks/x.md", "Could you introduce me?"),
        ("2026 plan with Ana", "asks/2026 plan with Ana.md", "Could you introduce me?"),
        ("could you read it?", "asks/x.md", "Could you read it?"),
        ("How she paid for hers", "asks/x.md", "Could you introduce me?"),
        ("Coffee with Ana", "asks/Coffee with Ana.md", "Coffee with Ana"),
    ],
)
def test_the_subject_is_never_the_name_of_a_file(title: str, path: str, subject: str) -> None:
    asked = ask(asked="03-01")
    assert composed(asked._replace(note=asked.note._replace(title=title, path=path))).subject == subject


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ({"asked": "03-15"}, "waiting for their answer"),
        ({"asked": "03-01", "answered": "03-15"}, "record what came of it"),
        ({"asked": "03-01", "status": "closed"}, "it is closed"),
        ({**THANK, "thanked": "03-11"}, "told and thanked"),
    ],
)
def test_where_nothing_is_to_be_sent_it_says_what_to_do(written: dict[str, Any], instead: str) -> None:
    with pytest.raises(Refused, match=instead):
        drafted(written)


WORDS = st.sampled_from(
    "Could you would please tell me about 2026-03-24 the [[asks/2026-01-02-x_y|list]] [[data_job]] ?  ! ; … "
    ". “ ” she You no yes \n \n\n \t Dr. Cole 李 %%x%% <!--y--> 2026-02-30 [a](b.md) 2026-01-02-x-y".split(" ")
)
TEXT = st.none() | st.lists(WORDS, max_size=12).map(" ".join)
DAYS = st.none() | st.dates(d("02-01"), d("04-01"))


@given(
    st.fixed_dictionaries(
        {"text": TEXT, "why": TEXT, "outcome": TEXT, "effort": st.sampled_from([None, "5m", "intro", "1h"])}
    ),
    st.fixed_dictionaries(dict.fromkeys(("asked", "answered", "needed_by", "promised", "outcome_date"), DAYS)),
    st.lists(
        st.sampled_from(
            [
                "Priya Nair",
                "data_job",
                "Dr Ruth Cole",
                "van",
                "李伟",
                " ",
                "{{x}}",
                "Tom and the dean",
                "Dr and",
                "1. 🌸",
                "Priya - Acme",
                ", Tom",
                "people/x",
            ]
        ),
        max_size=3,
    ),
    st.sampled_from([None, "parked", "closed", "sent"]),
    st.booleans(),
)
def test_whatever_the_note_says_the_message_reads(
    texts: dict[str, Any], days: dict[str, Any], names: list[str], status: str | None, via: bool
) -> None:
    parties = tuple(Party(name, name) for name in names)
    goals = (goal("data_job", d("03-01")), goal("the PhD"))
    asked = ask(**texts, **days, status=status)._replace(contacts=parties, via=parties, goals=goals[: len(names)])
    try:
        message = composed(asked, via=via)
    except Refused:
        return
    greeted, empty, *rest = message.text.split("\n")
    assert re.fullmatch(r"(Hi|Dear) [^\n]*[^\s],", greeted)
    assert empty == ""
    assert rest[-1] == ""
    for said in (message.text, message.subject):
        assert not re.search(r"\d{4}-\d|_|  |“\s*”|\[\[|%%|<!--|\t|\n\n\n", said), said
