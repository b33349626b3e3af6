"""``journal draft``: the message to send next, as text, as a link for a mail program, or as a mail."""

from __future__ import annotations

from collections.abc import Sequence

from journal.cli.command import Command, Option, Words
from journal.cli.context import Context
from journal.cli.naming import asks_meant
from journal.errors import BadCall, JournalError
from journal.model import Contact, FollowUp, Party
from journal.notes import first_address, sendable
from journal.rules.drafts import Draft
from journal.rules.gaps import asks_again
from journal.showable import showable
from journal.vault.message import message

__all__ = ["COMMANDS"]

_VIA = Option("--via", "to those who led to the contact, once the outcome is known")
_MAILTO = Option("--mailto", "print a mailto: link")
_EML = Option("--eml", "print a mail that most mail programs open as a draft")


def _draft(context: Context) -> int:
    options = context.call.options
    if len(forms := [form for form in ("--json", _MAILTO.name, _EML.name) if form in options]) > 1:
        raise BadCall(f"{' and '.join(forms)} are two forms of one message: choose one.")

    def write(ask: FollowUp) -> Draft:
        return message(context.vault, ask, context.today, via=_VIA.name in options)

    [ask] = asks_meant(context, context.call.words["NOTE"], write, writes=False)
    draft = write(ask)
    emails = [_email(context, party) for party in draft.to]
    if context.json:
        to = [{"name": party.name, "email": email} for party, email in zip(draft.to, emails, strict=True)]
        told = {"kind": draft.kind, "to": to, "subject": draft.subject, "text": draft.text}
        context.say_json({"version": 1, **told, "asks_again": _asks_again(draft)})
        return 0
    for party, email in zip(draft.to, emails, strict=True):
        if email is None:
            context.tell(f"No note has an e-mail address of {party.name}: write it as email into one.")
    for line in _asks_again(draft):
        context.tell(f"Line {line} asks again; thanks ask for nothing.")
    known = [email for email in emails if email]
    written = _mailto if _MAILTO.name in options else _mail if _EML.name in options else _text
    print(showable(written(draft, known), keep="\n\t").removesuffix("\n"), file=context.environment.stdout)
    return 0


def _text(draft: Draft, _emails: Sequence[str]) -> str:
    return draft.text


def _asks_again(draft: Draft) -> list[int]:
    return list(asks_again(draft.text)) if draft.kind in ("thank", "report") else []


def _email(context: Context, party: Party) -> str | None:
    """The address beside a contact's name, else the one in their note; None where there is none that can be one."""
    try:
        subject = context.vault.page(party.id, context.today).subject if party.id and not party.address else None
    except JournalError:
        return None
    email = subject.person.email if isinstance(subject, Contact) else party.address
    return sendable(email) if email and first_address(email) == email else None


def _mailto(draft: Draft, emails: Sequence[str]) -> str:
    from urllib.parse import quote

    subject, body = quote(_line(draft.subject), safe=""), quote(draft.text.replace("\n", "\r\n"), safe="")
    return f"mailto:{','.join(quote(email, safe='@') for email in emails)}?subject={subject}&body={body}"


def _mail(draft: Draft, emails: Sequence[str]) -> str:
    from email.message import EmailMessage

    mail = EmailMessage()
    if emails:
        mail["To"] = ", ".join(emails)
    mail["Subject"] = _line(draft.subject)
    mail["X-Unsent"] = "1"
    mail.set_content(draft.text)
    return mail.as_string()


def _line(text: str) -> str:
    """A text on one line: the header of a mail holds no more."""
    return " ".join(showable(text, keep="\n\t").split())


COMMANDS = (
    Command(
        "draft",
        "the message to send next",
        _draft,
        (Words("NOTE", "an ask: its id, path or title, or any part of them or of the contact’s name"),),
        (_VIA, _MAILTO, _EML),
        "It asks, nudges, thanks, reports or lets go, as the ask stands today; nothing is sent and nothing changed."
        " A draft whose note begins by greeting the contact is sent in the note's words, down to the first rule (---).",
    ),
)
