"""``journal notes`` and ``journal search``: everything that is in the folder."""

from __future__ import annotations

from journal import records, wording
from journal.cli.asks import FILTER_HELP, FILTERS, doubt_operators, filter_given
from journal.cli.call import Words
from journal.cli.command import Command
from journal.cli.table import Text
from journal.errors import BadCall
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context

__all__ = ["COMMANDS"]

_MOST = 50
"""Hits that a person is shown."""
_QUOTED = 12
"""Words of a search that are said again."""


def _notes(context: Context) -> int:
    words = filter_given(context)
    vault, today = context.vault, context.today
    found = vault.note_lines(today, words)
    if context.json:
        notes = [records.note_record(line, line.kind, line.problems) for line in found]
        context.print_json({"version": 1, "notes": notes})
    elif found:
        context.print_table(
            [
                [
                    Text(line.kind.value, "dim"),
                    line.title,
                    line.path,
                    Text(" ".join(dict.fromkeys(problem.code for problem in line.problems)), "warn"),
                ]
                for line in found
            ]
        )
        context.print()
        context.print(count(len(found), "note"))
    elif words:
        from journal.cli.near_words import none_fits

        context.print(none_fits("note", words))
    else:
        context.print("No notes yet: write one, or look around: journal demo")
    context.warn_unread()
    return 0


def _search(context: Context) -> int:
    from journal.filters import parse_filter, parse_words

    words = context.call.words["QUERY"]
    terms = parse_filter(words[0]) if len(words) == 1 else parse_words(words)
    if not terms:
        raise BadCall("journal search needs QUERY, and what was given is empty: words that must all be in the note.")
    doubt_operators(context, words)
    found = context.with_words().search(context.today, terms, limit=None if context.json else _MOST)
    context.warn_unread()
    if found.left_out:
        context.warn(wording.left_out(found.left_out))
    if context.json:
        context.print_json({"version": 1, "results": [records.hit_record(hit) for hit in found.best]})
        return 0
    for hit in found.best:
        context.print(Text(hit.note.title, "bold"), "  ", Text(hit.note.path, "dim"))
        if hit.snippet:
            context.print("  ", hit.snippet)
    if found.total > _MOST:
        context.print()
        context.print(f"{count(found.total, 'note')}, the best {_MOST} of them shown; --json gives all.")
    elif not found.total:
        wanted = " ".join(words).split()
        quoted = " ".join([*wanted[:_QUOTED], *(["…"] if len(wanted) > _QUOTED else [])])
        context.print(f"Nothing holds “{quoted}”: try fewer words, or the beginning of one.")
    return 0


COMMANDS = (
    Command("notes", _notes, words=(FILTERS,), more=FILTER_HELP),
    Command(
        "search",
        _search,
        words=(Words("QUERY", "words that must all be in the note", most=None, dashed=True),),
        more="""Titles, frontmatter and bodies are looked at; case and accents do not count, and a
word may go on: vis finds visa. Filters narrow it, and quotes keep words together:
journal search data contact:priya -goal:talks.""",
    ),
)
