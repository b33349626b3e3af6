"""Before a meeting and after it: ``journal brief``, ``meet`` and ``met`` (docs/practice.md 2)."""

from __future__ import annotations

from journal.cli.call import Option, Words
from journal.cli.command import Command
from journal.cli.table import Text
from journal.cli.which_notes import at_path, is_whole, note_to_write, page_meant, pick, take_part
from journal.cli.write_options import DRY_RUN, ON, is_dry, print_diff, print_written
from journal.errors import BadCall, UnknownContact, UnknownNote
from journal.model import Kind
from journal.vault.queries.lookup import best
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from journal.cli.context import Context
    from journal.model import Brief, Contact, Day, Meeting, Party
    from journal.vault.meetings import Met

__all__ = ["COMMANDS"]

_ANY_DAY = Option("--on", "the day of the meeting, else the next one: tomorrow, fri (the coming one), 5 Jan", "DATE")
_DURATION = Option("--duration", "how long it is, where its note does not say: 30m, 1h", "TIME")


def _brief(context: Context) -> int:
    name = context.call.words["CONTACT|MEETING"][0]
    try:
        page = page_meant(context, name)
    except UnknownNote as error:
        raise error if error.nearest else UnknownContact(name, nobody="Nobody and no meeting") from None
    if page.brief is None and (contact := _contact_called(context, name)):
        page = context.vault.page_of(Kind.PERSON, contact, context.today)
    if page.brief is None:
        kind = context.vault.kind(page.note).value if page.note else "goal"
        raise BadCall(f"“{page.subject.title}” is no contact and no meeting ({kind}): name one of these.")
    if context.json:
        from journal.brief_record import brief_record

        context.print_json({"version": 1, **brief_record(page.brief)})
    else:
        _print_brief(context, page.brief)
    context.warn_unread()
    return 0


def _contact_called(context: Context, name: str) -> Party | None:
    """The only contact whose whole name that is; None for none."""
    called = [known.party for known in context.vault.contacts_called(name, context.today)]
    return called[0] if len(called) == 1 and is_whole(name, called[0].name) else None


def _print_brief(context: Context, brief: Brief) -> None:
    """Print a brief: the meeting, each person, then what to bring."""
    from journal.briefing import person_lines

    if brief.meeting:
        _print_occasion(context, brief.meeting)
        context.print()
    for person in brief.people:
        who, *lines = person_lines(person, brief, context.today)
        context.print(Text(who, "bold"))
        for line in lines:
            context.print("  ", line)
        context.print()
    _print_bring(context, brief)


def _print_occasion(context: Context, meeting: Meeting) -> None:
    from journal.briefing import occasion

    context.print(Text(meeting.note.title, "bold"))
    context.print(f"{occasion(meeting, context.today)}  ", Text(meeting.note.path, "dim"))


def _print_bring(context: Context, brief: Brief) -> None:
    """Print what to bring, each with its box."""
    from journal.briefing import NOTHING_TO_BRING, efforts, thing

    if not brief.bring:
        context.print(NOTHING_TO_BRING)
        return
    context.print(Text("To bring", "bold"))
    boxes = {"open": "[ ]", "ticked": "[x]", None: "   "}
    context.print_table(
        [[f"  {boxes[each.box]}", Text(each.kind, "bold"), thing(each, brief.people)] for each in brief.bring]
    )
    if said := efforts(brief):
        context.print(said)


def _meet(context: Context) -> int:
    from journal.cli.which_contact import contact_meant
    from journal.vault.write.write_result import record

    options, vault, today = context.call.options, context.vault, context.today
    named = [contact_meant(context, name, writes=True) for name in context.call.words["CONTACT"]]
    people = list({party.key: party for party in named}.values())
    day = _day(options.get(_ANY_DAY.name), today, past=False)
    meeting = _meeting_of(context, people, day)
    context.warn_unread()
    duration = options.get(_DURATION.name, "")
    planned = vault.plan_meeting(people, meeting, today, day=day, duration=duration, dry_run=is_dry(context))
    if meeting and planned.other_duration is not None:
        from shlex import quote

        context.warn(
            f"“{meeting.note.title}” is for {count(planned.other_duration, 'minute')} by its note: "
            f"journal set {quote(meeting.note.id)} duration={quote(duration)}"
        )
    if context.json:
        context.print_json({**record(planned.written), "budget": [_budget(contact) for contact in planned.used_up]})
        return 0
    if planned.written or planned.other_duration is None:
        print_written(context, planned.written)
    path = planned.written.changes[0].path if planned.written else meeting and meeting.note.path
    if path and not is_dry(context) and (brief := vault.page_at(path, today).brief) and brief.meeting:
        _print_occasion(context, brief.meeting)
        _print_bring(context, brief)
    for contact in planned.used_up:
        from journal.briefing import room

        context.warn(f"{contact.party.name}: {room(contact, today)}")
    return 0


def _meeting_of(context: Context, people: Sequence[Party], day: Day | None) -> Meeting | None:
    """The meeting of a day with all these people, without a day the next from today on; None for none.

    Raises AmbiguousNote and BadCall where there are several.
    """
    dated = [(m.date, m) for m in context.vault.meetings_with(people) if m.date]
    day = day or min((date for date, _ in dated if date >= context.today), default=None)
    found = [meeting for date, meeting in dated if date == day]
    if not found:
        return None
    return found[pick(context, " and ".join(party.name for party in people), [meeting.note.id for meeting in found])]


def _budget(contact: Contact) -> dict[str, Any]:
    """The JSON of a contact whose year has no room for a meeting."""
    opens = contact.next_opens
    return {
        "name": contact.party.name,
        "used": contact.meetings_used,
        "budget": contact.meetings_budget,
        "next_opens": opens and opens.isoformat(),
    }


def _met(context: Context) -> int:
    from journal.vault.write.write_result import record

    today = context.today
    meeting = _meeting_meant(context, context.call.words["MEETING"][0])
    note = meeting.note
    given = _day(context.call.options.get(ON.name), today, past=True)
    day = given or meeting.date or _asked_day(context, meeting)
    if day > today:
        when = f"--on {day} is still ahead" if given else f"“{note.title}” is on {day}, which is still ahead"
        raise BadCall(f"{when}: record it once you have met{'' if given else ', or give the day by --on'}.")
    context.warn_unread()
    met = context.vault.met(meeting, day, today, dry_run=is_dry(context))
    if met.written and meeting.date not in (None, day) and not is_dry(context):
        context.warn(f"“{note.title}” was dated {meeting.date}, and is dated {day} now.")
    if context.json:
        left = [{"line": e.line, "id": e.note and e.note.id, "reason": e.reason} for e in met.left]
        context.print_json({**record(met.written), "left": left})
    else:
        _print_met(context, meeting, met)
    return 0


def _meeting_meant(context: Context, name: str) -> Meeting:
    """The meeting with a name, or with a part of one, or with somebody of that name; a past one rather than one ahead.

    Raises as ``note_to_write``, and BadCall where the name means another note alone.
    """
    vault, wanted = context.vault, at_path(context, name)
    if any(vault.kind(note) is Kind.MEETING for note in vault.called(wanted)):
        found = []
    elif titled := best(wanted, vault.meeting_titles(), lambda path_and_title: path_and_title)[0]:
        found = [meeting for path, _ in titled if (meeting := vault.meeting(vault.find(path)))]
    else:
        known = vault.contacts_called(wanted, context.today)
        found = [meeting for each in known for meeting in vault.meetings_with([each.party])]
    past = [meeting for meeting in found if meeting.date and meeting.date <= context.today]
    newest = sorted(past or found, key=lambda meeting: meeting.date or context.today, reverse=True)
    if newest:
        meeting = newest[pick(context, name, [meeting.note.id for meeting in newest])]
        take_part(context, name, meeting.note.id)
        return meeting
    note = note_to_write(context, name, Kind.MEETING)
    if (only := vault.meeting(note)) is None:
        raise BadCall(f"{note.path} is no meeting ({vault.kind(note).value}): journal met needs one.")
    return only


def _print_met(context: Context, meeting: Meeting, met: Met) -> None:
    if is_dry(context) and met.written:
        print_diff(context, met.written)
    elif met.written:
        print_written(context, met.written)
    else:
        context.print(f"Nothing new is ticked in {meeting.note.path}.")
    for left in met.left:
        about = f", {left.note.title}" if left.note else ""
        context.print(Text(f"  line {left.line}{about}: {left.reason}", "dim"))


def _asked_day(context: Context, meeting: Meeting) -> Day:
    """The day of a meeting that has none, as the person says it. Raises BadCall, also where nobody can be asked."""
    if not context.environment.has_terminal or context.json:
        raise BadCall(f"{meeting.note.path} has no date: say when it was, as in --on yesterday.")
    if answer := context.ask("When was it? today, yesterday, fri or a date; Enter leaves: "):
        return _day(answer, context.today, past=True) or context.today
    raise BadCall("No day was given, so nothing was recorded.")


def _day(typed: str | None, today: Day, *, past: bool) -> Day | None:
    """A day as a person types it, None for none. past: a weekday is the last one. Raises BadDate."""
    if typed is None:
        return None
    from journal.typed_dates import typed_day

    return typed_day(typed, today, past=past)


COMMANDS = (
    Command(
        "brief",
        _brief,
        (Words("CONTACT|MEETING", "whom you meet, or the meeting: its id, path or title"),),
        more="""Who they are, who led to them, the last three things between you, what is open on either side, what was
promised at earlier meetings, and what to bring: first what is owed to them, then parked asks, then drafts. For a
contact it is for the next meeting with them, where one is planned.""",
    ),
    Command(
        "meet",
        _meet,
        (Words("CONTACT", "whom you meet; several are at one meeting", most=None),),
        (_ANY_DAY, _DURATION, DRY_RUN),
        """Takes the meeting with all of them on that day, without --on the next one, else makes a note. Under
its heading “Bring” it puts a box for each thing to bring that is not there yet. Tick boxes in any editor or
in the terminal UI; nothing is recorded before “journal met”. A year without room for a meeting is said.""",
    ),
    Command(
        "met",
        _met,
        (Words("MEETING", "the meeting: its id, path or title; on a terminal a part of these, or who was there"),),
        (ON, DRY_RUN),
        """Each ticked box with a link to an ask is recorded on the day of the meeting: asked, thanked or reported, as
the word before the link says, else what is owed there, else asked. What records nothing is listed with the
reason. A second time it changes nothing.""",
    ),
)
