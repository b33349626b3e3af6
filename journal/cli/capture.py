"""``journal capture``: asks that wait in lines of notes, made or said no to (docs/practice.md 1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal.cli.call import Option, Words
from journal.cli.command import Command
from journal.cli.table import Text
from journal.cli.which_notes import NEW_NAME, refuse_doubtful
from journal.cli.write_options import DRY_RUN, is_dry, print_written
from journal.errors import AmbiguousNote, BadCall, NoSuchLine
from journal.model import Capture, Kind
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.cli.context import Context
    from journal.rules.typed_edits import Typed
    from journal.vault.write.new_note import NewNote

__all__ = ["COMMANDS", "answers_of"]

_CONTACT = Option("--contact", "whom to ask, instead of whom the line names; a comma between two", "PERSON")
_GOAL = Option("--goal", "what it is for, instead of what the line says", "GOAL")
_NO = Option("--no", "say no to the lines, so that they wait no longer")


def _capture(context: Context) -> int:
    if ids := context.call.words["ID"]:
        return _answer(context, list(dict.fromkeys(ids)))
    for option in (_CONTACT, _GOAL, _NO, NEW_NAME, DRY_RUN):
        if option.name in context.call.options:
            raise BadCall(f"{option.name} is for lines that you name: journal capture lists their ids.")
    found = context.answered(lambda vault: vault.captures())
    context.warn_unread()
    if context.json:
        context.print_json({"version": 1, "found": list(map(_record, found))})
    elif found:
        rows = [
            [
                Text(each.id, "bold"),
                ", ".join(each.contacts),
                each.captured.ask,
                ", ".join(each.goals),
                Text(f"{each.path}:{each.line}", "dim"),
            ]
            for each in found
        ]
        context.print_table(rows)
        context.print()
        context.print(f"{count(len(found), 'captured line')}. Next: journal capture ID, or journal capture --no ID.")
    else:
        context.print(
            "No line of a note waits to become an ask. Write one in any note: - ask Maria Lopez: could you …?"
        )
    return 0


def _record(found: Capture) -> Mapping[str, Any]:
    """The JSON of a captured line."""
    place = {"id": found.id, "path": found.path, "line": found.line, "text": found.text.strip()}
    asked = {"contact": list(found.contacts), "goal": list(found.goals), "ask": found.captured.ask}
    return {**place, **asked, "date": found.date and found.date.isoformat()}


def _answer(context: Context, ids: Sequence[str]) -> int:
    """Make the asks of the captures with some ids, or say no to them; those that have an arrow stay."""
    from journal.cli.new import print_gaps
    from journal.notes import note_id
    from journal.vault.write.write_result import record

    is_no = _NO.name in context.call.options
    if is_no and (given := next((o.name for o in (_CONTACT, _GOAL) if o.name in context.call.options), None)):
        raise BadCall(f"{given} is for an ask, and --no makes none: give one of them.")
    captures = _meant(context, ids)
    waiting = [found for found in captures if not found.has_arrow]
    answers = answers_of(context, waiting, is_no=is_no)
    vault = context.vault
    notes = vault.notes_at({found.path for found in waiting})
    written = vault.answer_captures(answers, notes, context.today, dry_run=is_dry(context))
    made = [change.path for change in written.changes if change.before is None]
    if context.json:
        context.print_json(record(written) | {"asks": [note_id(path) for path in made]})
        return 0
    for found in captures:
        if found.has_arrow:
            context.warn(f"{found.path}:{found.line} has its arrow already, and stays as it is.")
    print_written(context, written)
    if not is_dry(context):
        print_gaps(context, made)
    return 0


def answers_of(context: Context, captures: Sequence[Capture], *, is_no: bool) -> list[tuple[Capture, NewNote | None]]:
    """The captures, each with the ask that it becomes, None for a no. Raises as ``refuse_doubtful``."""
    from journal.vault.write.new_note import NewNote

    if is_no:
        return [(found, None) for found in captures]
    return [(found, NewNote(Kind.ASK, found.captured.ask, _keys(context, found))) for found in captures]


def _meant(context: Context, ids: Sequence[str]) -> list[Capture]:
    """The captures with some ids, in that order. Raises NoSuchLine, and AmbiguousNote where two lines share an id."""
    by_id: dict[str, list[Capture]] = {}
    for found in context.vault.captures_called(ids):
        by_id.setdefault(found.id, []).append(found)
    if missing := [each for each in ids if each not in by_id]:
        raise NoSuchLine(missing)
    for each in ids:
        if len(by_id[each]) > 1:
            raise AmbiguousNote(each, [f"{found.path}:{found.line}" for found in by_id[each]])
    return [by_id[each][0] for each in ids]


def _keys(context: Context, found: Capture) -> Mapping[str, Typed]:
    """The keys of the ask that a capture becomes. Raises as ``refuse_doubtful``."""
    from journal.rules.typed_edits import typed_names

    options = context.call.options
    given: dict[str, Typed] = {
        "contact": options.get(_CONTACT.name) or found.captured.contacts,
        "goal": options.get(_GOAL.name) or found.captured.goals,
    }
    typed = {key: value for key, value in given.items() if value}
    refuse_doubtful(context, typed_names(typed, Kind.ASK, context.vault.resolver))
    return typed


COMMANDS = (
    Command(
        "capture",
        _capture,
        (Words("ID", "of a captured line; several are one step", least=0, most=None),),
        (_CONTACT, _GOAL, _NO, NEW_NAME, DRY_RUN),
        """A line such as “- 09:30 ask [[Maria]]: could you read my abstract for [[PhD]]?” in any note waits to
become an ask (docs/practice.md 1). Without an ID it lists those lines, the newest notes first. With IDs it
makes the asks, shows what they lack, and puts an arrow to its ask behind each line.""",
    ),
)
