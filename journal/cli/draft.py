"""``journal draft``: the message to send next, as text, as a link for a mail program, or as a mail."""

from __future__ import annotations

from collections.abc import Sequence

from journal.cli.call import Option, Words
from journal.cli.command import Command
from journal.cli.which_contact import contact_meant
from journal.cli.which_notes import asks_meant
from journal.cli.write_options import DRY_RUN, is_dry, print_diff, print_written
from journal.errors import BadCall, Refused
from journal.rules.messages import lines_to_word
from journal.rules.messages.next_message import addresses, message, message_to
from journal.showable import showable
from journal.typed_dates import typed_day
from journal.wording import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.cli.context import Context
    from journal.model import FollowUp
    from journal.rules.messages import Draft
    from journal.vault.write.write_result import Written

__all__ = ["COMMANDS"]

_TO = Option("--to", "one message for all that is due to a person: thanks, reports, releases, else a nudge", "PERSON")
_VIA = Option("--via", "to those who led to the contact: that it was asked, or what came of it")
_MAILTO = Option("--mailto", "print a mailto: link")
_EML = Option("--eml", "print a mail that most mail programs open as a draft")
_SENT = Option("--sent", "record that it is sent, and keep its text in the note ([messages] keep)")
_ON = Option("--on", "with --sent: the day it was, if it was not today", "DATE")
_TEMPLATES = Option("--templates", "write our templates of messages into the vault, where it has none, to be changed")
_CALLS = {"close": "close {} released", "tell": "set {} via_told=today"}
"""The calls that record a step, where it is not the step's name with the ask."""
_MISREAD = frozenset({"not-utf8", "conflict"})
"""Problems of a note that may show in the words of a message."""


def _draft(context: Context) -> int:
    options = context.call.options
    if _TEMPLATES.name in options:
        return _write_templates(context)
    if len(forms := [form for form in ("--json", _MAILTO.name, _EML.name) if form in options]) > 1:
        raise BadCall(f"{' and '.join(forms)} are two forms of one message: choose one.")
    is_sent = _SENT.name in options
    if lost := [name for name in (_ON.name, DRY_RUN.name) if name in options and not is_sent]:
        raise BadCall(f"{lost[0]} goes with --sent: a draft alone writes nothing.")
    draft = _drafted(context, writes=is_sent)
    if is_sent and (lines := lines_to_word(draft.text, draft.blanks)):
        raise Refused(
            f"Line {lines[0]} is still yours to word, so nothing is marked as sent: "
            f"send it in your own words, then record that with {_calls(draft)}."
        )
    emails = addresses(context.vault, draft.to)
    said = _said(context, draft, emails)
    written = _record(context, draft) if is_sent else None
    _remark(context, draft)
    if _TO.name in options:
        context.warn_unread()
    if context.json:
        context.print_json({**_document(context, draft, emails), **_recorded(written)})
        return 0
    context.environment.write(showable(said, keep="\n\t").removesuffix("\n") + "\n")
    if written is not None and is_dry(context):
        print_diff(context, written)
    elif written is not None:
        _tell(context, draft, written)
    return 0


def _tell(context: Context, draft: Draft, written: Written) -> None:
    """Tell what was recorded and what comes next, beside the message: that may be on its way into a mail program."""
    from journal.cli.steps import afterwards
    from journal.vault.write.write_result import in_words

    context.warn(written.summary)
    for change in written.changes:
        if said := in_words(change):
            context.warn(f"  {change.path}  {said}")
    vault, today = context.vault, context.today
    told = [(part.step, vault.asks([part.follow_up.note.path], today)) for part in draft.parts]
    for line in dict.fromkeys(line for step, asks in told for line in afterwards(step, asks, today)):
        context.warn(line)


def _calls(draft: Draft) -> str:
    """The calls that record what a message does, once it was sent in other words."""
    from shlex import quote

    calls = []
    for part in draft.parts:
        call = _CALLS.get(part.step, f"{part.step} {{}}").format(quote(part.follow_up.note.id))
        calls.append(f"“journal {call}{' --via' if part.kind == 'thanks-via' else ''}”")
    return listed(calls)


def _recorded(written: Written | None) -> dict[str, Any]:
    """What a write did, for the document; nothing where none was made."""
    if written is None:
        return {}
    from journal.vault.write.write_result import record

    return record(written)


def _drafted(context: Context, *, writes: bool) -> Draft:
    """The message that the call asks for. writes: a part of a name does only on a terminal."""
    names, options = context.call.words["NOTE"], context.call.options
    if (person := options.get(_TO.name)) is None:
        if not names:
            raise BadCall("Name an ask, or a person with --to: “journal due” has what waits for you.")
        return _for_ask(context, names, writes=writes)
    if others := [*names, *(name for name in (_VIA.name,) if name in options)]:
        raise BadCall(f"--to is for all that is due to a person: leave out {others[0]}.")
    return message_to(context.vault, contact_meant(context, person, writes=writes), context.today)


def _for_ask(context: Context, names: Sequence[str], *, writes: bool) -> Draft:
    """The next message for the ask that is named."""

    def write(ask: FollowUp) -> Draft:
        return message(context.vault, ask, context.today, via=_VIA.name in context.call.options)

    [ask] = asks_meant(context, names, write, writes=writes)
    return write(ask)


def _write_templates(context: Context) -> int:
    """Write our templates of messages into the vault, those that it has not; gives the exit status."""
    from journal.vault.write.change import Change
    from journal.vault.write.templates import missing_messages

    allowed = (_TEMPLATES.name, DRY_RUN.name)
    mine = [*context.call.words["NOTE"], *(option.name for option in _OPTIONS if option.name in context.call.options)]
    if others := [name for name in mine if name not in allowed]:
        raise BadCall(f"--templates writes templates alone: leave out {others[0]}.")
    changes = [Change(path, None, text.encode()) for path, text in missing_messages(context.vault.root).items()]
    summary = "Wrote the templates of messages" if changes else "All templates of messages are there already."
    print_written(context, context.vault.put_all(summary, changes, dry_run=is_dry(context)))
    return 0


def _document(context: Context, draft: Draft, emails: Sequence[str | None]) -> dict[str, object]:
    """The message as JSON (docs/practice.md 3)."""
    return {
        "version": 1,
        "kind": draft.kind,
        "to": [{"name": party.name, "email": email} for party, email in zip(draft.to, emails, strict=True)],
        "subject": draft.subject,
        "text": draft.text,
        "asks_again": list(draft.asking_again(draft.text)),
        "parts": [
            {"id": part.follow_up.note.id, "kind": part.kind, "keys": list(part.keys(context.today))}
            for part in draft.parts
        ],
        "left": [{"id": left.id, "reason": left.reason} for left in draft.left],
    }


def _remark(context: Context, draft: Draft) -> None:
    """Warn of notes that may be misread, of lines to word or that ask again, and of what the message leaves out."""
    for note in (part.follow_up.note for part in draft.parts):
        for problem in note.problems:
            if problem.code in _MISREAD:
                context.warn(f"{note.path}: {problem.message}")
    for line in lines_to_word(draft.text, draft.blanks):
        context.warn(f"Line {line} is still yours to word: your note has no words of it for them.")
    for line in draft.asking_again(draft.text) if not context.json else ():
        context.warn(f"Line {line} asks again; thanks ask for nothing.")
    for left in draft.left if not context.json else ():
        context.warn(f"Left out: “{left.title}”: {left.reason}.")


def _said(context: Context, draft: Draft, emails: Sequence[str | None]) -> str:
    """The message in the form that the call asks for. Warns of contacts without an address where one is needed."""
    if not {_MAILTO.name, _EML.name} & set(context.call.options):
        return draft.text
    from journal.rules.messages.mail import mail, mailto

    for party, email in zip(draft.to, emails, strict=True):
        if email is None:
            context.warn(f"No note has an e-mail address of {party.name}: write it there, as email.")
    known = [email for email in emails if email]
    return (
        mailto(draft, known) if _MAILTO.name in context.call.options else mail(draft, known, context.today).as_string()
    )


def _record(context: Context, draft: Draft) -> Written:
    """Record the steps that sending the message takes, and keep the message in the notes of its asks."""
    on = context.call.options.get(_ON.name)
    day = typed_day(on, context.today, past=True) if on else None
    keep = context.vault.settings.keep
    return context.vault.send(draft, draft.text, context.today, day, keep=keep, dry_run=is_dry(context))


_OPTIONS = (_TO, _VIA, _MAILTO, _EML, _SENT, _ON, _TEMPLATES, DRY_RUN)
COMMANDS = (
    Command(
        "draft",
        _draft,
        (Words("NOTE", "an ask: its id, path or title, or any part of them or of the contact’s name", least=0),),
        _OPTIONS,
        "It asks, nudges, thanks, reports or lets go, as the ask stands today; nothing is sent, and without --sent"
        " nothing changed. What stands in brackets is for you to word."
        " A draft whose note begins with a line that greets the contact is sent in the note's words, down to the first"
        " rule (---)."
        " The words around yours are those of messages/NAME.txt in the vault's folder of templates, else ours.",
    ),
)
