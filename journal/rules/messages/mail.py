"""The forms in which a message reaches a mail program: a link, or a mail that opens as a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import quote

from journal.errors import BadCall
from journal.model import Day
from journal.rules.messages.draft import Draft
from journal.showable import showable

__all__ = ["mail", "mailto"]

_LONGEST_LINK = 1_800
"""Characters; some mail programs cut longer ones."""


def mailto(draft: Draft, emails: Sequence[str], *, instead: str = "use --eml") -> str:
    """A mailto link that opens the message in a mail program.

    Raises BadCall where the link would be too long for some programs. instead: what to do then.
    """
    about, body = quote(_line(draft.subject), safe=""), quote(_shown(draft.text).replace("\n", "\r\n"), safe="")
    link = f"mailto:{','.join(quote(email, safe='@') for email in emails)}?subject={about}&body={body}"
    if len(link) > _LONGEST_LINK:
        raise BadCall(f"The message is too long for a link ({len(link)} of {_LONGEST_LINK} characters): {instead}.")
    return link


def mail(draft: Draft, emails: Sequence[str], day: Day) -> EmailMessage:
    """The message as a mail without a sender, dated at noon of the day; the mail program sets both when it is sent."""
    made = EmailMessage()
    if emails:
        made["To"] = ", ".join(emails)
    made["Subject"] = _line(draft.subject)
    made["Date"] = format_datetime(datetime.combine(day, time(12), UTC))
    made["X-Unsent"] = "1"
    made.set_content(_shown(draft.text), cte="quoted-printable")
    return made


def _shown(text: str) -> str:
    return showable(text, keep="\n\t")


def _line(text: str) -> str:
    """A text on one line, as the header of a mail needs it."""
    return " ".join(_shown(text).split())
