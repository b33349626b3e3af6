"""``journal touch``: with whom to be in touch, and that somebody was (docs/practice.md 5)."""

from __future__ import annotations

from journal import records
from journal.cli.call import Words
from journal.cli.command import Command
from journal.cli.table import Text
from journal.cli.write_options import DRY_RUN, ON, is_dry, print_written
from journal.wording import ago, count, why_touch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context
    from journal.model import Note

__all__ = ["COMMANDS"]


def _touch(context: Context) -> int:
    if names := context.call.words["PERSON"]:
        return _log(context, names)
    if given := next((option.name for option in (ON, DRY_RUN) if option.name in context.call.options), None):
        from journal.errors import BadCall

        raise BadCall(f"{given} is for a contact that there was: name whom, as in “journal touch NAME”.")
    today = context.today
    due = context.answered(lambda vault: vault.touch(today))
    context.warn_unread()
    if context.json:
        context.print_json({"version": 1, "touch": [records.touch_record(line) for line in due]})
    elif due:
        rows = [
            [
                Text(line.party.name, "bold"),
                why_touch(line.touch, today),
                f"last contact {ago(line.last_contact, today)}" if line.last_contact else "no contact yet",
                Text(line.can_help, "dim"),
            ]
            for line in due
            if line.touch
        ]
        context.print_table(rows)
        context.print()
        context.print(f"{count(len(due), 'contact')}. Next: journal touch NAME, once you were in touch.")
    else:
        context.print(
            "Nobody is due. Write cadence: 8w in somebody’s note to be told, or one for a tag in journal.toml."
        )
    return 0


def _log(context: Context, names: tuple[str, ...]) -> int:
    """Record a contact with each of these people, and say which notes have a later one already."""
    from journal.rules.touch import stays
    from journal.typed_dates import typed_day

    on = context.call.options.get("--on")
    day = typed_day(on, context.today, past=True) if on else context.today
    notes = list({note.path: note for note in [_note(context, name) for name in names]}.values())
    written = context.vault.touched(notes, day, context.today, dry_run=is_dry(context))
    for sentence in filter(None, (stays(note, day) for note in notes)):
        context.warn(sentence)
    print_written(context, written)
    return 0


def _note(context: Context, name: str) -> Note:
    """The note of the person with a name. Raises NoNoteOf where they have none, and as ``contact_meant``."""
    from journal.cli.which_contact import contact_meant
    from journal.errors import NoNoteOf

    party = contact_meant(context, name, writes=True)
    if party.id is None:
        raise NoNoteOf(party.name)
    return context.vault.find(party.id)


COMMANDS = (
    Command(
        "touch",
        _touch,
        (Words("PERSON", "whom you were in touch with; several are one step", least=0, most=None),),
        (ON, DRY_RUN),
        """Without a name it lists who is due: first those whose note has a follow_up up to today, until you were
in touch on or after it; then by how far their cadence is exceeded; then those with a cadence whom you were
never in touch with. With names it writes last_contact; a later day that stands there stays.""",
    ),
)
