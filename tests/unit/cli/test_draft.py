"""``journal draft``: the message as text, as a link, as a mail and as a document; nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_string
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.unit.cli.conftest import Call

ASKS: dict[str, str | bytes] = {
    "people/maria.md": "---\ntype: person\ntitle: María López\nemail: maria@example.org\n---\n",
    "people/tom.md": '---\ntype: person\ntitle: Tom\nemail: "tom@example.org\\nBcc: all@example.org"\n---\n',
    "asks/thanks.md": "---\ntitle: Intro & more\ncontact: '[[maria]]'\nvia: '[[tom]]'\nask: Could you introduce me?\n"
    "asked: 2026-02-02\noutcome: met the lead\noutcome_date: 2026-03-07\n---\n",
    "asks/waiting.md": "---\ntitle: Waits\ncontact: Sam\nask: May I?\nasked: 2026-03-15\n---\n",
    "asks/again.md": "---\ntitle: Again\ncontact: Sam\nask: Who?\nasked: 2026-02-02\noutcome: could you call\n---\n",
}


@pytest.fixture
def vault(make_vault: Callable[[dict[str, str | bytes]], Path]) -> str:
    return str(make_vault(ASKS))


def test_the_message_is_printed_as_it_is_to_be_sent(call: Call, vault: str) -> None:
    done = call("draft", "asks/thanks", "--vault", vault)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Hi María,\n\nThank you for your help")
    assert done.out.endswith("I wanted you to know how it went.\n")


def test_a_mailto_link_has_the_address_the_subject_and_the_whole_text(call: Call, vault: str) -> None:
    link = urlsplit(call("draft", "asks/thanks", "--mailto", "--vault", vault).out.rstrip("\n"))
    assert (link.scheme, link.path) == ("mailto", "maria@example.org")
    said = parse_qs(link.query)
    assert said["subject"] == ["Intro & more"]
    assert said["body"][0].replace("\r\n", "\n") == call("draft", "asks/thanks", "--vault", vault).out


def test_a_mail_reads_back_and_opens_as_a_draft(call: Call, vault: str) -> None:
    mail = message_from_string(call("draft", "asks/thanks", "--eml", "--vault", vault).out, policy=default)
    assert (mail["To"], mail["Subject"], mail["X-Unsent"]) == ("maria@example.org", "Intro & more", "1")
    assert mail.get_content() == call("draft", "asks/thanks", "--vault", vault).out


def test_of_an_address_with_more_behind_it_nothing_else_comes_into_the_mail(call: Call, vault: str) -> None:
    done = call("draft", "asks/thanks", "--via", "--eml", "--vault", vault)
    assert "You led me to Mar" in call("draft", "asks/thanks", "--via", "--vault", vault).out
    assert "Bcc" not in done.out
    assert "all@" not in done.out
    assert "To: tom@example.org\n" in done.out


def test_the_document_names_kind_people_and_lines_that_ask_again(call: Call, vault: str) -> None:
    document = call("draft", "asks/thanks", "--json", "--vault", vault).document
    assert document["kind"] == "thank"
    assert document["to"] == [{"name": "María López", "email": "maria@example.org"}]
    assert document["asks_again"] == []
    done = call("draft", "again", "--json", "--vault", vault)
    assert done.document["asks_again"] == [5]
    assert "Line 5 asks again" in call("draft", "again", "--vault", vault).err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["asks/waiting"], "it is their move"),
        (["asks/waiting", "--via"], "it is their move"),
        (["again", "--via"], "Nobody in via waits"),
        (["again", "--eml", "--mailto"], "--mailto and --eml are two forms of one message: choose one."),
        (["people/maria"], "is no ask"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_drafted_says_why(call: Call, vault: str, words: list[str], says: str) -> None:
    done = call("draft", *words, "--vault", vault)
    assert done.status == 2
    assert says in done.err
    assert done.out == ""


def test_nothing_is_written(call: Call, vault: str) -> None:
    before = {path: path.read_bytes() for path in Path(vault).rglob("*.md")}
    for form in ([], ["--mailto"], ["--eml"], ["--json"]):
        call("draft", "asks/thanks", *form, "--vault", vault)
    assert {path: path.read_bytes() for path in Path(vault).rglob("*.md")} == before
