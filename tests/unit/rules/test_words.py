"""Words of a note made fit for a message, one function at a time; whole messages are in test_messages."""

from __future__ import annotations

import pytest

from journal.model import Ask
from journal.rules.messages.outcome import outcome_in_words
from journal.rules.messages.values import minutes
from journal.rules.messages.words import (
    ASK_TO_WORD,
    OUTCOME_TO_WORD,
    ask_to_send,
    asking_sentence,
    left_to_word,
    place_to_word,
    subject,
    unlinked,
)
from tests.unit.rules.values import TODAY, ask, party


def asked(text: str | None, who: str = "Maria Lopez", title: str = "Title") -> Ask:
    made = ask(text=text)
    return made._replace(contacts=(party(who),), note=made.note._replace(title=title))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[[Maria]]", "Maria"),
        ("the [[people/Maria Lopez]] way", "the Maria Lopez way"),
        ("[[people/maria|her]] and [[x|a/b#c]]", "her and a/b#c"),
        ("[[notes/data-job#Part two]]", "data job"),
        ("[[#Part two]]", "#Part two"),
        ("![[plan]]", "plan"),
        ("![[people/map.png|300]] and ![[map.png|40x30]]", "map.png and map.png"),
        ("![[map.png|the map]], [[2025|300]]", "the map, 300"),
        ("[the plan](plan.md)", "the plan"),
        ("[the plan](https://example.org)", "the plan (https://example.org)"),
        ("a %%b%% c<!-- d", "a  c"),
        ("%%all%%", ""),
        ("plain", "plain"),
    ],
)
def test_links_are_replaced_by_their_words(text: str, shown: str) -> None:
    assert unlinked(text) == shown


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("as said", None),
        (f"x {ASK_TO_WORD}", (2, 2 + len(ASK_TO_WORD))),
        (f"{ASK_TO_WORD} {OUTCOME_TO_WORD}", (0, len(ASK_TO_WORD))),
        (f"{OUTCOME_TO_WORD} {ASK_TO_WORD}", (0, len(OUTCOME_TO_WORD))),
    ],
)
def test_the_first_words_in_brackets_are_to_be_worded(line: str, place: tuple[int, int] | None) -> None:
    assert place_to_word(line) == place


@pytest.mark.parametrize(
    ("template", "left"),
    [
        ("Hi [name],\n[Say why]: {{ ask }} [name]", ("[name]", "[Say why]")),
        ("{{ goal|default('[the goal]') }}", ("[the goal]",)),
        ("[a page](https://x.org) [1] [[note]] [ ] [x] ![a picture] [page][1] []", ()),
        ("[page]: https://x.org\n[other]: <https://x.org>", ()),
    ],
)
def test_words_in_brackets_of_a_template_are_left_to_the_person(template: str, left: tuple[str, ...]) -> None:
    assert left_to_word(template) == left


@pytest.mark.parametrize(
    "effort", ["2 x 15m", "2x15m", "3 calls of 10m", "5m, twice", "30m each", "10m a week", "3 times 10m", "1h weekly"]
)
def test_several_times_some_minutes_are_not_told_as_those_minutes_once(effort: str) -> None:
    assert minutes(effort) == 0


@pytest.mark.parametrize(("effort", "taken"), [("24h", 1440), ("25h", 0), (None, 0), ("20m call", 20), ("coffee", 0)])
def test_minutes_of_no_more_than_a_day_are_told(effort: str | None, taken: int) -> None:
    assert minutes(effort) == taken


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Hi Maria, hey you two, could you help?", "Hey you two, could you help?"),
        ("Do you know anybody in Delhi, or near it?", "Do you know anybody in Delhi, or near it?"),
        ("Could you say hello to Ben, please?", "Could you say hello to Ben, please?"),
        ("I hold it dear: could you mend it?", "I hold it dear: could you mend it?"),
        ("“Acme” hires. Could you introduce me?", "“Acme” hires. Could you introduce me?"),
        ("Could you read it?; I can send it.", "Could you read it? I can send it."),
        ("I am Elin.\n\nCould you help?", "I am Elin.\n\nCould you help?"),
        ("Send your CV", "I have a request: Send your CV."),
        ("Will Smith sent me the list", "I have a request: Will Smith sent me the list."),
        ("Would you hire me as plan B", "Would you hire me as plan B?"),
        ("Could you read it…", "Could you read it…"),
        ("Could you read 2026-01-02-acme-call?", "Could you read acme call?"),
        ("my data_job; could you?", "My data_job; could you?"),
        ("Could you read my draft? It is 3 pages", "Could you read my draft? It is 3 pages."),
        ("Could you share Fig. 2? Thanks, Me", "Could you share Fig. 2? Thanks, Me."),
        ("Could you share Fig. 2", "Could you share Fig. 2?"),
        ("Request for a reference letter", "Request for a reference letter."),
        ("**Could you** read *this*, `main.py` and 2 * 3 * 4?", "Could you read this, main.py and 2 * 3 * 4?"),
        ("Could you read it? #urgent #job/2026", "Could you read it?"),
        ("Could you look at #12?", "Could you look at #12?"),
        ("Could you read _this_ and `my_file`?", "Could you read this and my_file?"),
        ("I'd be glad of a reference (by 2026-12-15)", "I'd be glad of a reference (by 15 December)."),
        ("whether she could introduce me to Max", ASK_TO_WORD),
        ("what he thinks of the draft", ASK_TO_WORD),
        ("her take on the deck", ASK_TO_WORD),
        ("how they hire analysts", "How they hire analysts?"),
        ("What does she want, do you think?", "What does she want, do you think?"),
        ("Would love your eyes on it 🙏", "Would love your eyes on it 🙏"),
        ("1) your rate 2) when", "I have a request: 1) your rate 2) when."),
        ("TODO ask nicely", ASK_TO_WORD),
        ("todo: intro", ASK_TO_WORD),
        ("ask whether Bob can refer me", ASK_TO_WORD),
        ("check if the lab hires", ASK_TO_WORD),
        ("Would Maria lend me the ladder?", ASK_TO_WORD),
        ("Maria to send the ladder", ASK_TO_WORD),
        ("Can she lend me the ladder?", ASK_TO_WORD),
        ("Maria, could I have the ladder?", "Could I have the ladder?"),
        ("Could you, Maria, lend me the ladder?", "Could you, Maria, lend me the ladder?"),
        ("Is https://x.org/2026-12-27/a_b right?", "Is https://x.org/2026-12-27/a_b right?"),
        (
            "Could you read 2026-12-27-report.pdf and my_file.txt?",
            "Could you read 2026-12-27-report.pdf and my_file.txt?",
        ),
        ("Could you write to a_b@x.org on 2026-12-27.", "Could you write to a_b@x.org on 27 December."),
        ("Could you open https://x.org/a_b_c?d=*e*&f=**g**?", "Could you open https://x.org/a_b_c?d=*e*&f=**g**?"),
        ("Could you run version 2026-12-27.1?", "Could you run version 2026-12-27.1?"),
        ("Could you lend me the ladder? TODO: check the date", "Could you lend me the ladder?"),
        ("Could you lend me the ladder? Note to self: be nice.", "Could you lend me the ladder?"),
        ("Could you lend me the ladder? (she hates that)", "Could you lend me the ladder?"),
        ("Could you write to Jo? (she is at Acme)", "Could you write to Jo? (she is at Acme)."),
        ("Could you call me (the new number)?", "Could you call me (the new number)?"),
        ("Could you check order 2026-12-27-0042?", "Could you check order 2026-12-27-0042?"),
        ("Could you tell me\n\n1. which areas\n2. what rent", "Could you tell me\n\n1. which areas\n2. what rent"),
        ("Could you send me\n- a form\n- a map", "Could you send me\n- a form\n- a map"),
        ("Could you read ==this== and [it](https://x.org/a)?", "Could you read this and it (https://x.org/a)?"),
        ("Is <https://x.org> or [https://x.org](https://x.org) right?", "Is <https://x.org> or https://x.org right?"),
        ("see whether you could refer me", "See whether you could refer me."),
    ],
)
def test_the_ask_as_it_is_sent(text: str, sent: str) -> None:
    assert ask_to_send(asked(text), TODAY) == sent


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("I am Elin.\n\nCould you help?", "Could you help?"),
        ("我是林。\n\nCould you help?", "Could you help?"),
        ("I read about Delhi, and about you. Could you help?", "Could you help?"),
        ("Advice on visas. The rest by mail.", "Advice on visas."),
        ("Could you share your notes on Ch. 3?", "Could you share your notes on Ch. 3?"),
        ("Could you send it to Acme Inc. or to me? Thanks.", "Could you send it to Acme Inc. or to me?"),
        ("Can we talk? It is about no. 5 of the list.", "Can we talk?"),
        ("1. Could you read it? 2. Could you send it on?", "Could you read it?"),
        ("Could you tell me\n\n1. which areas\n2. what rent", "Could you tell me: which areas; what rent?"),
        ("How are you? Could you lend me the tent?", "Could you lend me the tent?"),
        ("Hello Ann, how are you? Could you lend me a tent?", "Could you lend me a tent?"),
        ("Are you still at Acme?", "Are you still at Acme?"),
        ("Could you check no. five?", "Could you check no. five?"),
        ("Können Sie ggf. am 3. Mai kommen?", "Können Sie ggf. am 3. Mai kommen?"),
        ("Could you check p.m. times, e.g. 3 p.m.? Thanks!", "Could you check p.m. times, e.g. 3 p.m.?"),
        ("Could you check the U.S.A. and U.K. numbers?", "Could you check the U.S.A. and U.K. numbers?"),
        ("I read J.R.R. Tolkien. Could you send me Fig. 2?", "Could you send me Fig. 2?"),
        ("Any ideas… or leads?", "Any ideas… or leads?"),
        ('I have one. Did she ask "Why?" or "How?"', 'Did she ask "Why?" or "How?"'),
        ("Hallo zusammen. Fragte sie: „Warum?“", "Fragte sie: „Warum?“"),
        ("I need 50 sqm, ca. 3 rooms. Do you know of one?", "I need 50 sqm, ca. 3 rooms. Do you know of one?"),
        ("You once offered to help. Does that stand?", "You once offered to help. Does that stand?"),
        ("I am Elin. Could you help?", "Could you help?"),
        ("Could you lend me the van? 📅 2026-11-28 ⏫ #flat", "Could you lend me the van?"),
        ("Could you lend me the van? #flat ⏳ 2026-11-28 🔽", "Could you lend me the van?"),
        ("Could you look at 📅 2026-03-28?", "Could you look at 📅 28 March?"),
        ("I am moving\nCould you help?", "Could you help?"),
        ("I need a quote\nCould you give me one?", "I need a quote. Could you give me one?"),
        ("Could you come\nto Berlin?", "Could you come to Berlin?"),
        ("Could you read it? Does that suit you?", "Could you read it?"),
        (f"{'a' * 230}. Could you read it?", "Could you read it?"),
        (None, ""),
        ("", ""),
        (f"{'a' * 234} bcdef", f"{'a' * 234} bcdef"),
        (f"{'a' * 234} bcdefg", f"{'a' * 234}…"),
    ],
)
def test_the_sentence_that_asks(text: str | None, quoted: str) -> None:
    assert asking_sentence(asked(text), TODAY) == quoted


def test_only_a_list_that_is_the_ask_is_made_of_sentences() -> None:
    one = asked("advice on visas")
    read = one.note._replace(frontmatter={"tags": ("a", "b"), "ask": ("advice on visas",)})
    assert asking_sentence(one._replace(note=read), TODAY) == "advice on visas"
    two = asked("read it; send it")
    read = two.note._replace(frontmatter={"tags": ("a", "b"), "ask": ("read it", "send it")})
    assert ask_to_send(two._replace(note=read), TODAY) == "I have a request: Read it. Send it."


A_70 = "A" * 70


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("A" * 78, "A" * 78),
        (f"{A_70} bcdefgh", f"{A_70} bcdefgh"),
        (f"{A_70} bcdef ghij", f"{A_70} bcdef…"),
        (f"{A_70} bcdefgh ijk", f"{A_70}…"),
        (f"{A_70}, – bcdefgh", f"{A_70}…"),
        ("Hey you two, dear Tom, read this", "Dear Tom, read this"),
        ("The shops of Delhi, and others", "The shops of Delhi, and others"),
        ("Coffee with Ana.", "Coffee with Ana"),
    ],
)
def test_a_subject_is_cut_between_words(title: str, line: str) -> None:
    assert subject(asked("Could you help?", title=title), TODAY) == line


@pytest.mark.parametrize(
    "title",
    [
        "Ann: difficult",
        "Nudge Ann!",
        "22 November Ann",
        "Money from Ann",
        "Untitled",
        "Flat [private]",
        "Do not send yet",
    ],
)
def test_a_title_that_speaks_of_the_contact_or_to_oneself_is_no_subject(title: str) -> None:
    assert subject(asked("Could you help?", "Ann Lee", title), TODAY) == "Could you help?"
    assert subject(asked("Could you help?", "Ann Lee", "Tom’s talk"), TODAY) == "Tom’s talk"


def test_a_subject_that_is_the_ask_asks_as_it_does() -> None:
    one = asked("could you look at my CV", title="could you look at my CV")
    assert subject(one, TODAY) == "Could you look at my CV?"
    second = asked("I am moving in May. Could you help?", title="I am moving in May")
    assert subject(second, TODAY) == "Could you help?"
    told = asked("I am moving. Help is welcome.", title="I am moving")
    assert subject(told, TODAY) == "I am moving"
    cut = asked("Could you come to 12 Elm Rd. at noon?", title="Could you come to 12 Elm Rd")
    assert subject(cut, TODAY) == "Could you come to 12 Elm Rd. at noon?"
    points = asked("- a quote\n- the lead time\n- do you ship?", title="- a quote - the lead time - do you ship?")
    assert subject(points, TODAY) == "Do you ship?"
    short = asked("feedback on the deck, esp. slide 7", title="feedback on the deck, esp")
    assert subject(short, TODAY) == "Feedback on the deck, esp. slide 7"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ('"happy to help"', "“happy to help”"),
        ("“happy to help”", "“happy to help”"),
        ('the "yes" came', '“the "yes" came”'),
        ("**Yes!** the form is signed", "“Yes! the form is signed”"),
        ("no (too busy)", OUTCOME_TO_WORD),
        ("doesn't know anybody", OUTCOME_TO_WORD),
        ("couldn’t help", OUTCOME_TO_WORD),
        ("is too busy", OUTCOME_TO_WORD),
        ("maria was right", OUTCOME_TO_WORD),
        ("gave me three names", OUTCOME_TO_WORD),
        ("TBD after call", OUTCOME_TO_WORD),
        ("see meeting note", OUTCOME_TO_WORD),
        ("Could I start in May? Yes", "“Could I start in May? Yes”"),
        ("met the lead", "“met the lead”"),
        ("got the job", "“got the job”"),
        ("no reply", OUTCOME_TO_WORD),
        ("No answer, but found another", OUTCOME_TO_WORD),
        ("Not now - try in May", OUTCOME_TO_WORD),
        ("ghosted", OUTCOME_TO_WORD),
        ("failed", OUTCOME_TO_WORD),
        ("notes were sent", "“notes were sent”"),
        ("✅ done", OUTCOME_TO_WORD),
        ("yes, will do it", OUTCOME_TO_WORD),
        ("OK - sent me the list", OUTCOME_TO_WORD),
        ("yes, I will start in May", "“yes, I will start in May”"),
        ("Yes!! 🎉", OUTCOME_TO_WORD),
        ("✅ hired", "“✅ hired”"),
        ("- called\n- paid on 2026-03-04\n\nAll is well", "“called; paid on 4 March; All is well”"),
        ("Fixed.\n- and paid", "“Fixed. and paid”"),
    ],
)
def test_the_outcome_as_it_is_quoted(outcome: str, said: str) -> None:
    assert outcome_in_words(ask(outcome=outcome), [party("Maria Lopez")], TODAY) == said


@pytest.mark.parametrize(
    ("who", "outcome", "is_quoted"),
    [
        ("Maria Lopez", "Maria wrote to them", False),
        ("Maria Lopez", "Lopez wrote to them", False),
        ("Maria Lopez", "the letter is written", True),
        ("Will Park", "it will be done", True),
        ("Will Park", "Will wrote it", False),
        ("Kim Ray", "Kim met us", False),
        ("An Li", "An hour was enough", True),
        ("מרים כהן", "מרים wrote to them", False),
        ("מרים כהן", "אחרים wrote to them", True),
    ],
)
def test_an_outcome_that_names_whom_it_is_told_is_not_quoted(who: str, outcome: str, is_quoted: bool) -> None:
    told = ask(outcome=outcome)
    said = outcome_in_words(told, [party(who)], TODAY)
    assert said == (f"“{outcome}”" if is_quoted else OUTCOME_TO_WORD)
