"""``journal draft``: the message to send next, as text, as a link for a mail program, or as a mail."""

from __future__ import annotations

from collections.abc import Sequence

from journal.cli.call import Option, Words
from journal.cli.command import Command
from journal.cli.which_notes import asks_meant
from journal.cli.write_options import DRY_RUN, is_dry, print_diff
from journal.errors import BadCall, Refused
from journal.rules.gaps import asks_again
from journal.rules.messages import lines_to_word, sent_section
from journal.rules.messages.next_message import addresses, message
from journal.rules.steps import Given
from journal.showable import showable
from journal.typed_dates import typed_day
from journal.vault.write.write_result import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context
    from journal.model import FollowUp
    from journal.rules.messages import Draft
    from journal.vault.write.write_result import Written

__all__ = ["COMMANDS"]

_VIA = Option("--via", "to those who led to the contact: that it was asked, or what came of it")
_MAILTO = Option("--mailto", "print a mailto: link")
_EML = Option("--eml", "print a mail that most mail programs open as a draft")
_SENT = Option("--sent", "record that it is sent, and keep its text in the note ([messages] keep)")
_ON = Option("--on", "with --sent: the day it was, if it was not today", "DATE")
_UNWORDED = "write your own, then record the step by its command."


def _draft(context: Context) -> int:
    options = context.call.options
    if len(forms := [form for form in ("--json", _MAILTO.name, _EML.name) if form in options]) > 1:
        raise BadCall(f"{' and '.join(forms)} are two forms of one message: choose one.")
    is_sent = _SENT.name in options
    if lost := [name for name in (_ON.name, DRY_RUN.name) if name in options and not is_sent]:
        raise BadCall(f"{lost[0]} goes with --sent: a draft alone writes nothing.")

    def write(ask: FollowUp) -> Draft:
        return message(context.vault, ask, context.today, via=_VIA.name in options)

    [ask] = asks_meant(context, context.call.words["NOTE"], write, writes=is_sent)
    draft = write(ask)
    if is_sent and (lines := lines_to_word(draft.text)):
        raise Refused(f"Line {lines[0]} is still yours to word, so nothing is marked as sent: {_UNWORDED}")
    emails = addresses(context.vault, draft.to)
    said = _said(context, draft, emails)
    written = _record(context, ask, draft) if is_sent else None
    if context.json:
        to = [{"name": party.name, "email": email} for party, email in zip(draft.to, emails, strict=True)]
        told = {"kind": draft.kind, "to": to, "subject": draft.subject, "text": draft.text}
        marked = {"asks_again": _asks_again(draft), "to_word": list(lines_to_word(draft.text))}
        changes = {"changes": record(written)["changes"]} if written is not None else {}
        context.print_json({"version": 1, **told, **marked, **changes})
        return 0
    for line in lines_to_word(draft.text):
        context.warn(f"Line {line} is still yours to word.")
    for line in _asks_again(draft):
        context.warn(f"Line {line} asks again; thanks ask for nothing.")
    print(showable(said, keep="\n\t").removesuffix("\n"), file=context.environment.stdout)
    if written is not None and is_dry(context):
        print_diff(context, written)
    elif written is not None:
        context.warn(written.summary)
    return 0


def _said(context: Context, draft: Draft, emails: Sequence[str | None]) -> str:
    """The message in the form that the call asks for. Warns of contacts without an address where one is needed."""
    if not {_MAILTO.name, _EML.name} & set(context.call.options):
        return draft.text
    from journal.rules.messages.mail import mail, mailto

    for party, email in zip(draft.to, emails, strict=True):
        if email is None:
            context.warn(f"No note has an e-mail address of {party.name}: write it as email into one.")
    known = [email for email in emails if email]
    return (
        mailto(draft, known) if _MAILTO.name in context.call.options else mail(draft, known, context.today).as_string()
    )


def _record(context: Context, ask: FollowUp, draft: Draft) -> Written:
    """Record the step that sending the message takes, and keep the message in the ask's note."""
    on = context.call.options.get(_ON.name)
    day = typed_day(on, context.today, past=True) if on else None
    given = Given(context.today, day, word="released", via=draft.via)
    section = sent_section(draft, draft.text, given.day) if context.vault.settings.keep else None
    return context.vault.take(draft.kind, [ask], given, kept=section, dry_run=is_dry(context))


def _asks_again(draft: Draft) -> list[int]:
    """The lines of a thank-you or report that ask for something again, counted from 1."""
    return list(asks_again(draft.text)) if draft.kind in ("thank", "report") else []


COMMANDS = (
    Command(
        "draft",
        _draft,
        (Words("NOTE", "an ask: its id, path or title, or any part of them or of the contact’s name"),),
        (_VIA, _MAILTO, _EML, _SENT, _ON, DRY_RUN),
        "It asks, nudges, thanks, reports or lets go, as the ask stands today; nothing is sent, and without --sent"
        " nothing changed. A line in brackets is for you to word."
        " A draft whose note begins by greeting the contact is sent in the note's words, down to the first rule (---).",
    ),
)
