"""A message as a link and as a mail: encoded whole, never longer than a link may be, never with more than it says."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from journal.errors import BadCall
from journal.rules.messages import Draft
from journal.rules.messages.mail import mail, mailto
from tests.unit.rules.values import d

DRAFT = Draft("ask", (), "Intro\n& more", "Hi Ana,\n\nWürdest du\tlesen?\x1b\n", ())


def test_a_link_holds_addresses_subject_and_text_on_lines_as_mail_has_them() -> None:
    link = mailto(DRAFT, ["ana@example.org", "tom+x@example.org"])
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "ana@example.org,tom%2Bx@example.org")
    assert parse_qs(parts.query) == {
        "subject": ["Intro & more"],
        "body": ["Hi Ana,\r\n\r\nWürdest du\tlesen?\N{SYMBOL FOR ESCAPE}\r\n"],
    }
    assert "%0D%0A" in link


def test_a_link_has_1800_characters_at_most() -> None:
    rest = len(mailto(DRAFT._replace(text=""), []))
    assert len(mailto(DRAFT._replace(text="x" * (1_800 - rest)), [])) == 1_800
    longer = DRAFT._replace(text="x" * (1_801 - rest))
    with pytest.raises(BadCall, match=r"too long for a link \(1801 of 1800 characters\): use --eml\."):
        mailto(longer, [])
    with pytest.raises(BadCall, match=r": copy it\."):
        mailto(longer, [], instead="copy it")


@pytest.mark.parametrize(
    ("emails", "to"), [([], None), (["a@example.org", "b@example.org"], "a@example.org, b@example.org")]
)
def test_a_mail_is_dated_at_noon_has_no_sender_and_reads_back(emails: list[str], to: str | None) -> None:
    made = mail(DRAFT, emails, d("03-16"))
    assert (made["To"], made["From"], made["Subject"]) == (to, None, "Intro & more")
    assert (made["Date"], made["X-Unsent"]) == ("Mon, 16 Mar 2026 12:00:00 +0000", "1")
    assert made["Content-Transfer-Encoding"] == "quoted-printable"
    assert made.get_content() == "Hi Ana,\n\nWürdest du\tlesen?\N{SYMBOL FOR ESCAPE}\n"
