"""``journal check``: what is wrong in any note, and what asks lack before they go out."""

from __future__ import annotations

from journal.cli.command import Command
from journal.cli.context import Context
from journal.cli.table import Text
from journal.vault import records
from journal.wording import count

__all__ = ["COMMANDS"]


def _check(context: Context) -> int:
    found = context.vault.problems(context.today)
    unready = [follow_up for follow_up in context.vault.follow_ups(context.today) if follow_up.gaps]
    errors = sum(f.problem.severity == "error" for f in found)
    if context.json:
        context.say_json(
            {
                "version": 1,
                "problems": [records.found_record(f) for f in found],
                "gaps": [gap for follow_up in unready for gap in records.gap_records(follow_up)],
            }
        )
        return 1 if errors else 0
    for f in found:
        place = f.path if f.problem.line is None else f"{f.path}:{f.problem.line}"
        kind = Text(f"{f.problem.severity} {f.problem.code}", "late" if f.problem.severity == "error" else "warn")
        context.say(Text(place, "bold"), ": ", kind, ": ", f.problem.message)
    if unready:
        if found:
            context.say()
        context.say(Text("Before they go out", "bold"))
        for follow_up in unready:
            place = follow_up.ask.note.path
            for gap in follow_up.gaps:
                context.say("  ", Text(place, "bold"), ": ", Text(gap.code, "warn"), ": ", gap.message)
    gaps = sum(len(follow_up.gaps) for follow_up in unready)
    if found or gaps:
        context.say()
    notes = count(len(context.vault.notes(context.today)), "note")
    counted = [count(errors, "error"), count(len(found) - errors, "warning"), count(gaps, "gap")]
    context.say(f"{' · '.join(counted)} in {notes}" if found or gaps else f"Nothing is wrong in {notes}.")
    return 1 if errors else 0


COMMANDS = (
    Command(
        "check",
        "what is wrong in notes, what asks to send lack",
        _check,
        more="""Each problem with its file, line, reason and cure. The exit status is 1 where there
are errors: notes that may not mean what was meant.""",
    ),
)
