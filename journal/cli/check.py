"""``journal check``: what is wrong in any note, and what asks lack before they go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journal import records
from journal.cli.call import Option, Words
from journal.cli.command import Command
from journal.cli.table import Text
from journal.cli.which_notes import at_path, note_to_write
from journal.cli.write_options import DRY_RUN, is_dry, print_diff
from journal.model import FollowUp, NoteProblem
from journal.notes.fix import MENDABLE, fix
from journal.rules.queue import in_order
from journal.vault.write.write_result import record
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context
    from journal.vault.write.write_result import Written

__all__ = ["COMMANDS"]


def _check(context: Context) -> int:
    fixed = _fixed(context) if "--fix" in context.call.options else None
    vault = context.vault
    paths = {vault.find(at_path(context, name)).path for name in context.call.words["NOTE"]}
    found, unready = _of(context, paths) if paths else (vault.problems(context.today), vault.unready(context.today))
    errors = sum(f.problem.severity == "error" for f in found)
    if context.json:
        context.print_json(
            {
                "version": 1,
                "problems": [records.found_record(f) for f in found],
                "gaps": [gap for follow_up in unready for gap in records.gap_records(follow_up)],
                **(record(fixed) if fixed is not None else {}),
            }
        )
    else:
        if fixed is not None:
            _print_fixed(context, fixed)
        _print(context, found, unready, errors, len(paths) or vault.count_notes())
        if fixed is None and _can_be_mended(context, found):
            context.print("“journal check --fix” mends what it can of this, and shows what it changes.")
    return 1 if errors else 0


def _of(context: Context, paths: Iterable[str]) -> tuple[list[NoteProblem], list[FollowUp]]:
    """The problems in the notes at some paths, and the asks among these notes that have gaps."""
    pages = [(path, context.vault.page_at(path, context.today)) for path in sorted(paths)]
    found = [NoteProblem(path, problem) for path, page in pages for problem in page.problems]
    asks = [page.subject for _, page in pages if isinstance(page.subject, FollowUp)]
    return found, [ask for ask in in_order(asks) if ask.gaps]


def _can_be_mended(context: Context, found: Sequence[NoteProblem]) -> bool:
    """Whether ``--fix`` would change one of the notes with these problems."""
    never = {f.path for f in found if f.problem.code == "not-utf8"}
    notes = context.vault.notes_at({f.path for f in found if f.problem.code in MENDABLE} - never)
    return any(fix(context.vault.text(note).encode(), path=note.path) is not None for note in notes)


def _fixed(context: Context) -> Written:
    """What the repair changed, or with --dry-run would: the named notes, else all notes with broken frontmatter."""
    vault = context.vault
    if names := context.call.words["NOTE"]:
        notes = [note_to_write(context, name) for name in names]
    else:
        broken = {f.path for f in vault.problems(context.today) if f.problem.code in MENDABLE}
        notes = vault.notes_at(broken)
    return vault.fix(notes, dry_run=is_dry(context))


def _print_fixed(context: Context, fixed: Written) -> None:
    print_diff(context, fixed)
    if not fixed:
        context.print("There is nothing to mend that can be mended safely.")
    elif not is_dry(context):
        context.print(fixed.summary)
    context.print()


def _print(
    context: Context, found: Sequence[NoteProblem], unready: Sequence[FollowUp], errors: int, notes: int
) -> None:
    """Print the problems, the gaps of unready asks, and a summary. notes: how many notes were looked at."""
    for f in found:
        place = f.path if f.problem.line is None else f"{f.path}:{f.problem.line}"
        kind = Text(f"{f.problem.severity} {f.problem.code}", "late" if f.problem.severity == "error" else "warn")
        context.print(Text(place, "bold"), ": ", kind, ": ", f.problem.message)
    if unready:
        if found:
            context.print()
        context.print(Text("Before they go out", "bold"))
        for follow_up in unready:
            place = follow_up.note.path
            for gap in follow_up.gaps:
                context.print("  ", Text(place, "bold"), ": ", Text(gap.code, "warn"), ": ", gap.message)
    gaps = sum(len(follow_up.gaps) for follow_up in unready)
    if found or gaps:
        context.print()
    counted = [count(errors, "error"), count(len(found) - errors, "warning"), count(gaps, "gap")]
    where = count(notes, "note")
    context.print(f"{' · '.join(counted)} · {where} looked at" if found or gaps else f"Nothing is wrong in {where}.")


COMMANDS = (
    Command(
        "check",
        _check,
        words=(Words("NOTE", "notes to look at, else all", least=0, most=None),),
        more="""Each problem with its file, line, reason and cure. The exit status is 1 where there
are errors: notes that may not mean what was meant. --fix mends the frontmatter that YAML cannot
read, that other programs would cut at a #, or that does not stand at the top; it shows the diff, and
leaves alone what would then mean something else; undo takes it back.""",
        options=(Option("--fix", "mend frontmatter, where it then means the same"), DRY_RUN),
    ),
)
