"""The message of a note that is still to go out: its own words where they are meant for the contact."""

from __future__ import annotations

from datetime import date

import pytest

from journal import Vault, message
from journal.model import Party
from journal.rules.messages.next_message import addresses, message_to
from tests.vaults import MakeVault

TODAY = date(2026, 11, 22)
HEAD = "---\ntitle: Labs\ncontact: Dr Ruth Cole\nask: Which labs?\nasked:\n---\n"


def text_of(make_vault: MakeVault, body: str, head: str = HEAD) -> str:
    vault = Vault.open(make_vault({"asks/labs.md": head + body}))
    (follow_up,) = vault.follow_ups(TODAY)
    return message(vault, follow_up, TODAY).text


@pytest.mark.parametrize(
    ("body", "letter"),
    [
        ("Dear Dr. Cole,\n\nwhich labs?\n", "Dear Dr. Cole,\n\nwhich labs?\n"),
        ("Ruth, which labs?\n", "Ruth, which labs?\n"),
        ("\n# Labs\n\nHi Ruth!\n\nWhich?\n", "Hi Ruth!\n\nWhich?\n"),
        ("Ruth\n\nwhich?\n", "Ruth\n\nwhich?\n"),
        ("Dear Dr Cole,\n\nwhich?\n\n---\n\nSend it early.\n", "Dear Dr Cole,\n\nwhich?\n"),
        ("Dear Dr Cole,\r\n\r\nwhich?\r\n", "Dear Dr Cole,\n\nwhich?\n"),
        ("<!-- by mail -->\n# Labs\n%% two\nlines %%\n\nHi Ruth!\n\nWhich?\n", "Hi Ruth!\n\nWhich?\n"),
        ("# Labs\n\nHi Ruth!\n\n# Two things\n\nWhich?\n", "Hi Ruth!\n\nTwo things\n\nWhich?\n"),
        ("Hi Ruth!\n<<<<<<< ours\nWhich?\n||||||| base\n=======\nWhat?\n>>>>>>> theirs\n", "Hi Ruth!\nWhich?\n"),
    ],
    ids=[
        "greeting line",
        "greeting in a sentence",
        "heading",
        "no comma",
        "remark below a rule",
        "CRLF",
        "comments",
        "headings",
        "conflict",
    ],
)
def test_words_that_greet_the_contact_are_the_letter(make_vault: MakeVault, body: str, letter: str) -> None:
    assert text_of(make_vault, body) == letter


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="nothing"),
        pytest.param("Not before the thank-you, I mean it.\n", id="remark"),
        pytest.param("For the lunch, not by mail: Ruth is better then.\n", id="remark that names her later"),
        pytest.param("# Ruth Cole\n", id="heading alone"),
        pytest.param("Ask Ruth. Later.\n", id="sentence"),
        pytest.param("x" * 50_000, id="one long word"),
    ],
)
def test_a_remark_to_oneself_is_never_the_letter(make_vault: MakeVault, body: str) -> None:
    assert text_of(make_vault, body) == "Dear Dr Cole,\n\nWhich labs?\n"


def letter_of(make_vault: MakeVault, body: str) -> bool:
    """Whether the body is the message."""
    notes = {
        "people/Ann Marie Lee.md": "---\ntype: person\naliases: [Annie, Nan]\n---\n",
        "asks/labs.md": f"---\ntitle: Labs\ncontact: '[[Ann Marie Lee]]'\nask: Which labs?\nasked:\n---\n{body}\n",
    }
    vault = Vault.open(make_vault(notes))
    (follow_up,) = vault.follow_ups(TODAY)
    text = message(vault, follow_up, TODAY).text
    is_letter = text == f"{body}\n"
    assert is_letter or text == "Hi Ann,\n\nWhich labs?\n"
    return is_letter


@pytest.mark.parametrize(
    "body",
    [
        "Tell Ann nothing of Acme", "Talked to Ann, she is moody", "Ask Ann gently",
        "Ask Ann about Tom", "Call Ann first",
        "Wait until Ann is back", "Remember Ann hates calls", "Not before Ann is back", "Ann said: call me",
        "Ann: met at the fair, talks too much", "Ann, met at the fair. Rich.", "Ann Lee, 43, boss of Tom",
        "Ann's sister told me", "Ann Marie works at Acme", "Lee is difficult",
        "Ms Lee is the boss", "2026-12-01 Ann rang",
        "No reply from Ann yet", "Sent by mail to Ann", "TODO Ann", "Poor Ann",
        "Maybe Ann, maybe Bob", "Hello from Ann",
        "She (Ann) is nice", "Draft for Ann", "Reply to Ann", "[[Ann Marie Lee|Ann]] told Tom", "> Hi Ann,",
        "Ann\nmet at the fair", "Ann:\nmet at the fair", "Dear Ann was rude", "Hi Bob,",
        "Good day", "Lieber Ann als Bob", "Hi Ann,", "Ann,",
    ],
)  # fmt: skip
def test_no_remark_about_somebody_goes_out_as_the_letter(make_vault: MakeVault, body: str) -> None:
    assert not letter_of(make_vault, body)


@pytest.mark.parametrize(
    "body",
    [
        "Hi Ann,\n\nwhich?", "hi ann\n\nwhich?", "Hi Ann.\n\nWhich?",
        "Hello there Ann! Which?", "Dear Ms. Lee:\n\nwhich?",
        "Dear Prof. Dr. Lee, which?", "Good morning Ann – which?", "Hi Annie,\n\nwhich?", "Hi,\n\nwhich?",
        "Hello there,\n\nwhich?", "Dear all,\n\nwhich?", "Hi Ann and Bob,\n\nwhich?", "Dear Ann, dear Bob,\n\nwhich?",
        "Ann,\nwhich?", "Ann —\nwhich?", "Ann\n\nwhich?", "Ann, could you tell me which?", "Dr Lee, which labs?",
        "Sehr geehrte Frau Lee,\n\nwelche?",
    ],
)  # fmt: skip
def test_a_greeting_begins_a_letter(make_vault: MakeVault, body: str) -> None:
    assert letter_of(make_vault, body)


@pytest.mark.parametrize(
    "rule", ["---", "-----", "* * *", "- - -  ", "_ _ _", "   ---", "—", "———", "—-", "<hr>", "<HR />"]
)
def test_what_stands_below_a_rule_of_any_kind_is_never_in_the_letter(make_vault: MakeVault, rule: str) -> None:
    assert text_of(make_vault, f"Hi Ruth,\n\nWhich?\n\n{rule}\n\nPrivate.\n") == "Hi Ruth,\n\nWhich?\n"


@pytest.mark.parametrize("line", ["--", "- - x", "– so it is", "-- Elin", "**", "    ---"])
def test_what_is_no_rule_stays_in_the_letter(make_vault: MakeVault, line: str) -> None:
    assert text_of(make_vault, f"Hi Ruth,\n\n{line}\n\nElin\n") == f"Hi Ruth,\n\n{line}\n\nElin\n"


def test_a_rule_in_code_ends_no_letter(make_vault: MakeVault) -> None:
    letter = "Hi Ruth,\n\nplease run\n\n```\n---\n```\n\nThank you\n"
    assert text_of(make_vault, f"{letter}\n---\nprivate\n") == letter.replace("```\n", "")


def test_a_fence_that_is_code_itself_stays_in_the_letter(make_vault: MakeVault) -> None:
    letter = "Hi Ruth,\n\nplease run\n\n````\n~~~\n```\n````\n\nThank you\n"
    assert text_of(make_vault, letter) == letter.replace("````\n", "")


def test_a_parked_ask_has_its_letter_too(make_vault: MakeVault) -> None:
    parked = HEAD.replace("asked:", "status: parked")
    assert text_of(make_vault, "Ruth, which labs?\n", parked) == "Ruth, which labs?\n"


def test_what_went_out_is_not_sent_again_as_it_was(make_vault: MakeVault) -> None:
    sent = HEAD.replace("asked:", "asked: 2026-11-01")
    assert text_of(make_vault, "Dear Dr Cole,\n\nwhich labs?\n", sent).startswith("Dear Dr Cole,\n\nOn 1 November")


PEOPLE: dict[str, str | bytes] = {
    "people/eva.md": "---\ntype: person\ntitle: Eva\nemail: Eva <eva@müller.example>\n---\n",
    "people/tom.md": "---\ntype: person\ntitle: Tom\nemail: ask her\n---\n",
    "people/ida.md": "---\ntype: person\ntitle: Ida\n---\n",
    "goals/acme.md": "---\ntype: goal\ntitle: Acme\nemail: job@example.org\n---\n",
    "asks/a.md": "---\ncontact: [Ana <ana@example.org>, '[[eva]]', '[[tom]]', '[[ida]]', Sam, '[[acme]]', "
    "Eva <at@work.example>]\nask: Could you?\nasked: 2026-11-01\n---\n",
}


def test_an_address_is_that_beside_the_name_else_that_of_the_person_s_note(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(PEOPLE))
    parties = {party.name: party for follow_up in vault.follow_ups(TODAY) for party in follow_up.ask.contacts}
    told = dict(zip(parties, addresses(vault, list(parties.values())), strict=True))
    assert told == {
        "Ana": "ana@example.org",
        "Eva": "eva@xn--mller-kva.example",
        "Tom": None,
        "Ida": None,
        "Sam": None,
        "acme": None,
    }
    assert addresses(vault, [parties["Eva"]._replace(address="at@work.example")]) == ["at@work.example"]
    assert addresses(vault, [Party("Gone", "people/gone", "people/gone")]) == [None]


def test_the_message_to_a_person_is_of_all_their_asks(make_vault: MakeVault) -> None:
    asked = "---\ncontact: Kim\nask: Could you?\nasked: 2026-11-01\n---\n"
    vault = Vault.open(make_vault({"asks/b.md": asked}))
    (kim,) = vault.contacts(TODAY)
    sent = message_to(vault, kim.party, TODAY)
    assert [(part.kind, part.follow_up.note.id) for part in sent.parts] == [("nudge", "asks/b")]
