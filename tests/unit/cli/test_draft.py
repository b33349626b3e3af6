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
    assert done.out.startswith(
        "Hi María,\n\nOn 2 February I asked you: “Could you introduce me?” Thank you for your help"
    )
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
    assert document["kind"] == "thanks"
    assert document["to"] == [{"name": "María López", "email": "maria@example.org"}]
    assert document["asks_again"] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["asks/waiting"], "waiting for their answer"),
        (["asks/waiting", "--via"], "nobody in via"),
        (["again", "--via"], "nobody in via"),
        (["again", "--on", "fri"], "--on goes with --sent"),
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


def test_a_link_that_is_too_long_is_refused_and_names_the_other_form(call: Call, vault: str) -> None:
    asked = Path(vault, "asks/long.md")
    asked.write_text(f"---\ntitle: Long\ncontact: Sam\nask: {'Could you read it? ' * 120}\nasked:\n---\n")
    done = call("draft", "asks/long", "--mailto", "--vault", vault)
    assert (done.status, done.out) == (2, "")
    assert "use --eml" in done.err
    mail = call("draft", "asks/long", "--eml", "--vault", vault).out
    assert "Content-Transfer-Encoding: quoted-printable" in mail
    assert "\nDate: Mon, 16 Mar 2026" in mail
    assert "\nFrom:" not in mail


def test_sent_stamps_and_keeps_the_text_as_one_step(call: Call, vault: str) -> None:
    path = Path(vault, "asks/thanks.md")
    before = path.read_bytes()
    dry = call("draft", "asks/thanks", "--sent", "--dry-run", "--vault", vault)
    assert "+## Thanks, 16 March 2026" in dry.out
    assert "+thanked: 2026-03-16" in dry.out
    assert path.read_bytes() == before
    done = call("draft", "asks/thanks", "--sent", "--on", "2026-03-15", "--vault", vault)
    assert (done.status, done.err) == (0, "Thanked: Intro & more\n")
    text = path.read_text()
    assert "\nthanked: 2026-03-15\n" in text
    assert text.endswith(f"\n## Thanks, 15 March 2026\n\n{done.out}")
    assert call("undo", "--vault", vault).status == 0
    assert path.read_bytes() == before


def test_sent_to_those_in_via_and_with_keep_turned_off(call: Call, vault: str) -> None:
    Path(vault, "journal.toml").write_text("[messages]\nkeep = false\n")
    asked = Path(vault, "asks/waiting.md")
    asked.write_text(asked.read_text().replace("contact: Sam", "contact: Sam\nvia: '[[tom]]'"))
    document = call("draft", "asks/waiting", "--via", "--sent", "--json", "--vault", vault).document
    assert document["kind"] == "told-via"
    assert document["changes"][0]["changed"] == {"via_told": [None, "2026-03-16"]}
    assert "##" not in asked.read_text()
    again = call("draft", "asks/waiting", "--via", "--vault", vault)
    assert (again.status, again.out) == (2, "")


def test_a_letter_of_the_note_is_not_kept_twice_and_what_was_kept_is_no_letter(call: Call, vault: str) -> None:
    path = Path(vault, "asks/own.md")
    path.write_text("---\ntitle: Own\ncontact: Sam Lee\nask: Could you?\nasked:\n---\n\nHi Sam,\n\nmy own words.\n")
    sent = call("draft", "asks/own", "--sent", "--vault", vault)
    assert sent.out == "Hi Sam,\n\nmy own words.\n"
    assert path.read_text().count("my own words") == 1
    path.write_text(path.read_text().replace("2026-03-16", "2026-03-01"))
    assert call("draft", "asks/own", "--sent", "--vault", vault).out.startswith("Hi Sam,\n\nOn 1 March I asked you")
    assert "\n## Nudge, 16 March 2026\n" in path.read_text()
    call("set", "asks/own", "asked=", "--vault", vault)
    assert call("draft", "asks/own", "--vault", vault).out == "Hi Sam,\n\nmy own words.\n"


def test_what_is_still_to_be_worded_is_told_and_never_recorded_as_sent(call: Call, vault: str) -> None:
    path = Path(vault, "asks/again.md")
    path.write_text(path.read_text().replace("could you call", "no"))
    before = path.read_bytes()
    assert call("draft", "asks/again", "--vault", vault).err == "Line 5 is still yours to word.\n"
    done = call("draft", "asks/again", "--sent", "--vault", vault)
    assert (done.status, done.out) == (2, "")
    assert path.read_bytes() == before
