"""``journal new``: a note from its template, and what an ask still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journal.cli.call import ANY_KEY, Words
from journal.cli.command import Command
from journal.cli.near_words import nearest
from journal.cli.table import Text, fitted
from journal.cli.which_notes import NEW_NAME, refuse_doubtful, refuse_twin
from journal.cli.write_options import DRY_RUN, doubt_keys, doubt_piece, is_dry, print_written
from journal.errors import BadCall
from journal.model import FollowUp, Kind, Name, State
from journal.next_step import next_step
from journal.notes.kind import OF_TAG
from journal.rules.typed_edits import is_named_or_dated, typed_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context

__all__ = ["COMMANDS", "print_gaps"]

_KEYS = {
    "no-contact": "contact",
    "no-goal": "goal",
    "no-why": "why",
    "no-effort": "effort",
    "no-needed-by": "needed_by",
}
"""By problem or gap: the key that is missing."""


def _new(context: Context) -> int:
    kind = _kind(context.call.words["KIND"][0])
    text = " ".join(context.call.words["TEXT"])
    keys = context.call.keys
    _refuse_blank(keys, kind)
    if kind in (Kind.PERSON, Kind.GOAL) and NEW_NAME.name not in context.call.options:
        refuse_twin(context, kind, text)
    refuse_doubtful(context, _names(context, kind, text))
    written = context.vault.create(kind, text, keys, context.today, dry_run=is_dry(context))
    print_written(context, written)
    doubt_keys(context, keys, kind)
    if context.json or is_dry(context):
        return 0
    path = written.changes[0].path
    if kind is Kind.ASK:
        print_gaps(context, [path])
    else:
        doubt_piece(context, path)
    return 0


def _refuse_blank(keys: Mapping[str, Sequence[str]], kind: Kind) -> None:
    """Raise BadCall for an empty word where a name or a day is wanted; a text may be left blank."""
    for key, given in keys.items():
        if not all(map(str.strip, given)) and is_named_or_dated(key, kind):
            raise BadCall(f"--{key} needs a value, and what was given is empty: leave it out where there is none.")


def _names(context: Context, kind: Kind, text: str) -> Iterator[tuple[Kind, Name]]:
    """The people and goals that a new note names, with the new person or goal itself."""
    if kind in (Kind.PERSON, Kind.GOAL) and text:
        yield kind, Name(text, text)
    yield from typed_names(context.call.keys, kind, context.vault.resolver)


def _kind(word: str) -> Kind:
    """The kind of note with that name. Raises BadCall."""
    try:
        return Kind(word)
    except ValueError:
        kind = OF_TAG.get(word.lower())
        hint = f"; did you mean {kind}?" if kind else nearest(word, Kind)
        raise BadCall(f"No kind of note is called “{word}”{hint} Write one of {', '.join(Kind)}.") from None


def print_gaps(context: Context, paths: Sequence[str]) -> None:
    """Print what new asks lack before they go out, and how to add it; it is advice and stops nothing."""
    for path in paths:
        ask = context.vault.page_at(path, context.today).subject
        if not isinstance(ask, FollowUp):
            continue
        doubt_piece(context, path)
        if ask.state not in (State.DRAFT, State.PARKED):
            context.print(next_step(ask, context.today))
            continue
        lacks = [(problem.code, problem.message) for problem in ask.problems if problem.code in _KEYS]
        lacks += [(gap.code, gap.message) for gap in ask.gaps]
        if ask.ask.needed_by and ask.ask.needed_by < context.today:
            context.print(next_step(ask, context.today))
        if lacks:
            context.print("Before it goes out:" if len(paths) == 1 else f"Before “{ask.note.title}” goes out:")
        for line in fitted([[Text(code, "warn"), message] for code, message in lacks], None):
            context.print("  ", *line)
        from shlex import quote

        if missing := [f"{_KEYS[code]}=…" for code, _ in lacks if code in _KEYS]:
            context.print(f"Add them with: journal set {quote(ask.note.id)} {' '.join(missing)}")
        context.print(f"Next: journal send {quote(ask.note.id)}")


COMMANDS = (
    Command(
        "new",
        _new,
        (
            Words("KIND", "ask, person, goal, meeting or note"),
            Words("TEXT", "what you ask, or the name or title", least=0, most=None),
        ),
        (ANY_KEY, NEW_NAME, DRY_RUN),
        """Such as journal new ask "Could you introduce me to Ana?" --contact "Priya Nair" --goal "Data job"
--needed-by "3 weeks". For an ask there are --contact, --goal, --why, --effort, --needed-by, --piece, --via
and --title; else its first sentence is its title. The template is KIND.md in the vault's folder of templates,
else the one that init writes. An ask starts as a draft, and what it lacks is shown. Nothing is ever
overwritten.""",
    ),
)
