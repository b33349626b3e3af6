"""``journal draft``: the message as text, as a link, as a mail and as a document; nothing is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from email import message_from_string
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from journal.places import message_templates
from tests.unit.cli.conftest import Call
from tests.vaults import MakeVault

ASKS: dict[str, str | bytes] = {
    "people/maria.md": "---\ntype: person\ntitle: María López\nemail: maria@example.org\n---\n",
    "people/tom.md": '---\ntype: person\ntitle: Tom\nemail: "tom@example.org\\nBcc: all@example.org"\n---\n',
    "asks/thanks.md": "---\ntitle: Intro & more\ncontact: '[[maria]]'\nvia: '[[tom]]'\nask: Could you introduce me?\n"
    "asked: 2026-02-02\noutcome: met the lead\noutcome_date: 2026-03-07\n---\n",
    "asks/waiting.md": "---\ntitle: Waits\ncontact: Sam\nask: May I?\nasked: 2026-03-15\n---\n",
    "asks/again.md": "---\ntitle: Again\ncontact: Sam\nask: Who?\nasked: 2026-02-02\noutcome: could you call\n---\n",
}
NAMES = ("ask", "nudge", "release", "report", "thanks-via", "thanks", "together", "told-via")


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
    assert said["subject"] == ["Re: Intro & more"]
    assert said["body"][0].replace("\r\n", "\n") == call("draft", "asks/thanks", "--vault", vault).out


def test_a_mail_reads_back_and_opens_as_a_draft(call: Call, vault: str) -> None:
    mail = message_from_string(call("draft", "asks/thanks", "--eml", "--vault", vault).out, policy=default)
    assert (mail["To"], mail["Subject"], mail["X-Unsent"]) == ("maria@example.org", "Re: Intro & more", "1")
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
    assert (done.status, done.err.splitlines()) == (
        0,
        [
            "Thanked: Intro & more",
            "  asks/thanks.md  thanked: 2026-03-15",
            "María López has heard the outcome: tell Tom, who led you there, with thanks."
            " Next: journal thank asks/thanks --via",
        ],
    )
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
    why = "your note has no words of it for them"
    assert call("draft", "asks/again", "--vault", vault).err == f"Line 5 is still yours to word: {why}.\n"
    done = call("draft", "asks/again", "--sent", "--vault", vault)
    assert (done.status, done.out) == (2, "")
    assert done.err.endswith("send it in your own words, then record that with “journal thank asks/again”.\n")
    assert path.read_bytes() == before


SENT_TO: dict[str, str | bytes] = {
    "people/maria.md": "---\ntype: person\ntitle: María López\nemail: maria@example.org\n---\n",
    "asks/a-thanks.md": "---\ntitle: Abstract\ncontact: '[[maria]]'\nask: Could you read it?\nasked: 2026-02-02\n"
    "outcome: accepted\noutcome_date: 2026-03-07\n---\n",
    "asks/b-lead.md": "---\ntitle: Labs\ncontact: Ruth Cole\nvia: '[[maria]]'\nask: Which labs?\nasked: 2026-02-03\n"
    "outcome: three names\noutcome_date: 2026-03-08\n---\n",
    "asks/c-release.md": "---\ntitle: Evening\ncontact: '[[maria]]'\nask: Would you come?\nasked: 2026-02-04\n"
    "needed_by: 2026-03-01\n---\n",
    "asks/d-nudge.md": "---\ntitle: Slides\ncontact: '[[maria]]'\nask: May I have them?\nasked: 2026-02-05\n---\n",
    "asks/e-both.md": "---\ntitle: A date\ncontact: ['[[maria]]', Sam]\nask: Which day?\nasked: 2026-02-06\n---\n",
}


def test_one_message_for_all_that_is_due_to_a_person(call: Call, make_vault: MakeVault) -> None:
    vault = str(make_vault(SENT_TO))
    document = call("draft", "--to", "María López", "--json", "--vault", vault).document
    text = document.pop("text")
    assert document == {
        "version": 1,
        "kind": "together",
        "to": [{"name": "María López", "email": "maria@example.org"}],
        "subject": "Re: Abstract, and more",
        "asks_again": [],
        "parts": [
            {"id": "asks/a-thanks", "kind": "thanks", "keys": ["thanked"]},
            {"id": "asks/b-lead", "kind": "thanks-via", "keys": ["via_thanked"]},
            {"id": "asks/c-release", "kind": "release", "keys": ["status"]},
        ],
        "left": [
            {"id": "asks/d-nudge", "reason": "a message that thanks or reports asks for nothing"},
            {
                "id": "asks/e-both",
                "reason": "it goes to María López and Sam, and would be recorded for all of them",
            },
        ],
    }
    plain = call("draft", "--to", "people/maria", "--vault", vault)
    assert plain.out == text
    assert "Left out: “Slides”: a message that thanks or reports asks for nothing." in plain.err
    assert text.count("Hi María,") == 1
    assert "You also led me to Ruth Cole." in text


def test_nothing_is_recorded_as_sent_on_a_day_that_is_ahead(call: Call, make_vault: MakeVault) -> None:
    vault = make_vault(SENT_TO)
    before = {path: path.read_bytes() for path in vault.rglob("*.md")}
    for words in (["asks/a-thanks"], ["asks/b-lead"], ["asks/c-release"], ["--to", "María López"]):
        done = call("draft", *words, "--sent", "--on", "2026-03-17", "--vault", str(vault))
        assert (done.status, done.out) == (2, "")
        assert "is still ahead" in done.err
    assert {path: path.read_bytes() for path in vault.rglob("*.md")} == before


def test_sending_it_writes_every_part_and_keeps_the_text_in_one_step(call: Call, make_vault: MakeVault) -> None:
    vault = make_vault(SENT_TO)
    before = {path: path.read_bytes() for path in vault.rglob("*.md")}
    sent = call(
        "draft", "--to", "María López", "--sent", "--on", "2026-03-15", "--json", "--vault", str(vault)
    ).document
    assert [(change["path"], change["changed"]) for change in sent["changes"]] == [
        ("asks/a-thanks.md", {"thanked": [None, "2026-03-15"]}),
        ("asks/b-lead.md", {"via_thanked": [None, "2026-03-15"]}),
        ("asks/c-release.md", {"status": [None, "released"]}),
    ]
    for name, heading in (("a-thanks", "Thanks"), ("b-lead", "Thanks to María López"), ("c-release", "Release")):
        assert (vault / f"asks/{name}.md").read_text().endswith(f"\n## {heading}, 15 March 2026\n\n{sent['text']}")
    again = call("draft", "--to", "María López", "--json", "--vault", str(vault)).document
    assert [part["kind"] for part in again["parts"]] == ["nudge"]
    assert call("undo", "--vault", str(vault)).status == 0
    assert {path: path.read_bytes() for path in vault.rglob("*.md")} == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--to", "Sam"], "Nothing is due to Sam that one message could tell.\n  asks/e-both: it goes to"),
        (["--to", "Nobody"], "Nobody is called “Nobody”. “journal contacts” lists all."),
        (["--to", "María López", "asks/a-thanks"], "leave out asks/a-thanks"),
        (["--to", "María López", "--via"], "leave out --via"),
        (["--to", "Mar", "--sent"], "“Mar” is only part of a name"),
        ([], "Name an ask, or a person with --to"),
        (["--templates", "asks/a-thanks"], "leave out asks/a-thanks"),
        (["--templates", "--sent"], "leave out --sent"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_told_together_says_why(call: Call, make_vault: MakeVault, words: list[str], says: str) -> None:
    done = call("draft", *words, "--vault", str(make_vault(SENT_TO)))
    assert (done.status, done.out) == (2, "")
    assert says in done.err


def test_templates_are_written_where_they_are_missing_and_then_count(call: Call, make_vault: MakeVault) -> None:
    vault = make_vault(
        {**ASKS, "Templates/messages/thanks.txt": "Subject: Ta\n\n{{ greeting }}\n\nIt was {{ outcome }}!\n"}
    )
    assert call("draft", "asks/thanks", "--vault", str(vault)).out == "Hi María,\n\nIt was “met the lead”!\n"
    document = call("draft", "asks/thanks", "--json", "--vault", str(vault)).document
    assert (document["subject"], document["text"]) == ("Ta", "Hi María,\n\nIt was “met the lead”!\n")
    dry = call("draft", "--templates", "--dry-run", "--json", "--vault", str(vault)).document
    made = [f"Templates/messages/{name}.txt" for name in NAMES if name != "thanks"]
    assert [change["path"] for change in dry["changes"]] == made
    assert call("draft", "--templates", "--vault", str(vault)).status == 0
    for path in made:
        assert (vault / path).read_text() == Path(message_templates(), Path(path).name).read_text()
    assert call("draft", "--templates", "--json", "--vault", str(vault)).document == {"version": 1, "changes": []}
    assert call("undo", "--vault", str(vault)).status == 0
    assert [path.name for path in vault.rglob("*.txt")] == ["thanks.txt"]


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _link_outside(path: Path) -> None:
    path.symlink_to("/etc/hostname")


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (lambda path: path.write_text("Hi\n\n{{ ask.upper() }}\n"), "thanks.txt: line 3 takes “upper” of something"),
        (lambda path: path.write_text("x" * 70_000), "thanks.txt: line 1 is more than 64 KB from the beginning"),
        (lambda path: path.write_bytes(b"Hi\n\xff\n"), "thanks.txt is not UTF-8 at line 2"),
        (lambda path: path.mkdir(), "thanks.txt is no file"),
        (_pipe, "thanks.txt is no file"),
        (_link_outside, "thanks.txt leads outside the vault"),
        (
            lambda path: path.write_text("{{ greeting }}\n<<<<<<< HEAD\nThanks!\n=======\nThank you!\n>>>>>>> b\n"),
            "thanks.txt: git left a conflict in its lines 2 to 6: “journal resolve templates/messages/thanks.txt”",
        ),
    ],
    ids=["call", "too long", "not UTF-8", "folder", "pipe", "link", "conflict"],
)
def test_a_template_that_cannot_be_used_is_refused_and_ours_does_not_take_its_place(
    call: Call, make_vault: MakeVault, broken: Callable[[Path], object], says: str
) -> None:
    vault = make_vault(ASKS)
    (vault / "templates/messages").mkdir(parents=True)
    broken(vault / "templates/messages/thanks.txt")
    for how in ([], ["--json"], ["--sent"]):
        done = call("draft", "asks/thanks", *how, "--vault", str(vault))
        assert (done.status, done.out) == (2, "")
        assert says in done.err
    assert call("draft", "asks/thanks", "--via", "--vault", str(vault)).status == 0, "another template"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"---\ncontact: Maria\nask: K\xf6nnten Sie?\nasked:\n---\n", "a.md: "),
        (
            b"---\ncontact: Maria\n<<<<<<< a\nask: Could you?\n=======\nask: Would you?\n>>>>>>> b\nasked:\n---\n",
            "a.md: ",
        ),
        (b"---\ncontact: Maria\nask: Could you?\nasked:\n---\n", ""),
    ],
)
def test_a_draft_says_where_its_note_may_be_misread(call: Call, tmp_path: Path, text: bytes, said: str) -> None:
    (tmp_path / "a.md").write_bytes(text)
    (tmp_path / "journal.toml").touch()
    done = call("draft", "a", "--vault", str(tmp_path))
    assert (done.status, bool(done.err)) == (0, bool(said))
    assert done.err.startswith(said)


@pytest.mark.parametrize("template", ["", "  \n", "Subject: Hello\n", "{% if goal %}For {{ goal }}{% endif %}"])
def test_a_template_that_says_nothing_is_refused(call: Call, make_vault: MakeVault, template: str) -> None:
    vault = make_vault({**ASKS, "templates/messages/thanks.txt": template})
    done = call("draft", "asks/thanks", "--sent", "--vault", str(vault))
    assert (done.status, done.out) == (2, "")
    assert "templates/messages/thanks.txt says nothing here" in done.err


@pytest.mark.parametrize("how", [["asks/thanks"], ["--to", "María López"]])
@pytest.mark.parametrize("left", ["[name]", "[Say what it changed]"])
def test_words_in_brackets_of_a_template_are_to_be_worded(
    call: Call, make_vault: MakeVault, how: list[str], left: str
) -> None:
    vault = make_vault({**ASKS, "templates/messages/thanks.txt": f"{{{{ greeting }}}}\n\n{left}: {{{{ outcome }}}}!\n"})
    note = vault / "asks/thanks.md"
    note.write_text(note.read_text().replace("contact:", "x: y\ncontact:"))
    before = note.read_bytes()
    assert "Line 3 is still yours to word" in call("draft", *how, "--vault", str(vault)).err
    done = call("draft", *how, "--sent", "--vault", str(vault))
    assert (done.status, "Line 3 is still yours to word" in done.err) == (2, True)
    assert note.read_bytes() == before


def test_links_and_brackets_of_the_note_are_no_words_to_be_worded(call: Call, make_vault: MakeVault) -> None:
    text = "{{ greeting }}\n\n[my page](https://example.org) [1] {{ outcome }}!\n\n[1]: https://example.org\n"
    vault = make_vault({**ASKS, "templates/messages/thanks.txt": text})
    note = vault / "asks/thanks.md"
    note.write_text(note.read_text().replace("met the lead", "met the [new] lead"))
    done = call("draft", "asks/thanks", "--sent", "--vault", str(vault))
    assert (done.status, "“met the [new] lead”" in done.out) == (0, True)


VIA = "contact: Sam\nvia: Tom\nask: Could you?\n"


@pytest.mark.parametrize(
    ("written", "kind", "keys", "says"),
    [
        ("asked: 2026-03-01\n", "told-via", ["via_told"], "I will tell you what comes of it."),
        ("asked: 2026-03-15\n", "told-via", ["via_told"], "Thank you for the lead."),
        ("asked: 2026-03-01\nanswered: 2026-03-02\n", "told-via", ["via_told"], "On 1 March I asked Sam"),
        ("asked: 2026-03-01\noutcome: met\n", "thanks-via", ["via_thanked"], "What came of it: “met”."),
        ("asked: 2026-03-01\noutcome: met\nvia_told: 2026-03-02\n", "thanks-via", ["via_thanked"], "“met”"),
        ("asked: 2026-03-01\nstatus: no reply\n", "thanks-via", ["via_thanked"], "Nothing came of it this time"),
        ("asked: 2026-03-01\nstatus: closed\nvia_told: 2026-03-02\n", "thanks-via", ["via_thanked"], "Nothing came"),
    ],
)
def test_the_message_to_those_who_led_there(
    call: Call, make_vault: MakeVault, written: str, kind: str, keys: list[str], says: str
) -> None:
    vault = make_vault({"asks/x.md": f"---\n{VIA}{written}---\n"})
    document = call("draft", "asks/x", "--via", "--json", "--vault", str(vault)).document
    assert document["kind"] == kind
    assert document["parts"] == [{"id": "asks/x", "kind": kind, "keys": keys}]
    assert document["left"] == []
    assert says in document["text"]
    sent = call("draft", "asks/x", "--via", "--sent", "--json", "--vault", str(vault)).document
    assert list(sent["changes"][0]["changed"]) == keys
    again = call("draft", "asks/x", "--via", "--vault", str(vault))
    assert (again.status, again.out) == (2, "")


@pytest.mark.parametrize(
    "written",
    [
        "asked: 2026-03-01\nvia_told: 2026-03-01\n",
        "asked: 2026-03-01\noutcome: met\nvia_thanked: yes\n",
        "asked: 2026-03-01\noutcome: met\nstatus: done\n",
        "asked: 2026-03-01\nstatus: closed\nvia_thanked: 2026-03-02\n",
        "asked:\n",
        "asked:\nstatus: parked\n",
        "asked:\nstatus: closed\n",
    ],
)
def test_who_led_there_is_told_nothing_twice_and_nothing_that_did_not_happen(
    call: Call, make_vault: MakeVault, written: str
) -> None:
    done = call("draft", "asks/x", "--via", "--vault", str(make_vault({"asks/x.md": f"---\n{VIA}{written}---\n"})))
    assert (done.status, done.out) == (2, "")
