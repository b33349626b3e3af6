"""``journal show``: one ask, person, goal or note with all that is computed for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal import records
from journal.cli.call import Words
from journal.cli.command import Command
from journal.cli.table import Text, fitted
from journal.cli.which_notes import page_meant
from journal.facts import concentration, contact_facts, goal_facts
from journal.model import Contact, FollowUp, Kind, Progress, State
from journal.next_step import next_step
from journal.notes import fold_key
from journal.rules.state import open_asks
from journal.wording import day, lateness, names, when_done

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context
    from journal.model import Day, Event, Note, Page, Problem, Subject

__all__ = ["COMMANDS", "show"]

_ENDED = (State.DONE, State.CLOSED)
_HISTORY_SECONDS = 2.0
"""Seconds for reading git's history; what is not read by then is read the next time."""


def show(context: Context) -> int:
    """Print the page of the note that the call names; gives the exit status."""
    name = context.call.words["NOTE"][0]
    page, is_whole = _dated(context, page_meant(context, name))
    if context.json:
        context.print_json(
            {
                "version": 1,
                _key(page.subject): records.subject_record(page.subject, page.problems),
                "history": [records.event_record(event) for event in page.history],
                "links": list(page.links),
                "backlinks": list(page.backlinks),
            }
        )
    else:
        _print_page(context, page)
        if not is_whole:
            context.print()
            context.print(Text("git’s history is long, and not read to its end yet: the next time shows more.", "dim"))
    context.warn_unread()
    return 0


def _dated(context: Context, page: Page) -> tuple[Page, bool]:
    """Add the dates that only git's history knows to a page.

    The bool is False where the history was too long to read in time. Where the vault has no git, or git fails, the page
    is unchanged and the bool True.
    """
    if not context.vault.settings.git:
        return page, True
    from journal.errors import JournalError
    from journal.sync.vault_sync import VaultSync

    sync = VaultSync(context.vault, context.environment.user_state())
    try:
        return sync.dated(page, context.today, _HISTORY_SECONDS) if sync.is_on else (page, True)
    except JournalError:  # it is a part of the answer that no other waits for
        return page, True


def _key(subject: Subject) -> str:
    """The key under which a page's subject stands in JSON (docs/cli.md)."""
    if isinstance(subject, FollowUp):
        return "ask"
    if isinstance(subject, Contact):
        return "contact"
    return "goal" if isinstance(subject, Progress) else "note"


def _print_page(context: Context, page: Page) -> None:
    note = page.note
    context.print(Text(page.subject.title, "bold"))
    context.print(Text(note.path if note else "no note of its own", "dim"))
    _print_part(context, "", [(Text(label, "dim"), value) for label, value in _facts(context, page.subject) if value])
    if isinstance(page.subject, Contact | Progress):
        _print_part(
            context, "Asks", [_ask_row(ask, page, context.today) for ask in page.asks if ask.state not in _ENDED]
        )
    if isinstance(page.subject, FollowUp):
        _print_part(context, "Before it goes out", [(Text(g.code, "warn"), g.message) for g in page.subject.gaps])
    if isinstance(page.subject, Contact):
        from journal.rules.review_text import answering_of

        _print_part(
            context, "How they answer", [[said] for said in answering_of(page.subject, page.asks, context.today)]
        )
    if note:
        _print_part(context, "Problems", [_problem_row(problem) for problem in page.problems])
    own = note.id if note else None
    events = [(e.date.isoformat(), e.event, e.text, Text(_where(e, own), "dim")) for e in page.history]
    _print_part(context, "History", events)
    _print_part(context, "Links", [[link] for link in page.links])
    _print_part(context, "Linked from", [[link] for link in page.backlinks])
    if note:
        _print_body(context, note)


def _ask_row(ask: FollowUp, page: Page, today: Day) -> Sequence[str]:
    """A row for an ask on the page of its contact or of its goal, which is not repeated there."""
    whose = [names(ask.ask.contacts)] if isinstance(page.subject, Progress) else []
    return [ask.state.word, lateness(ask.due, today), *whose, ask.title, Text(ask.note.id, "dim")]


def _where(event: Event, own: str | None) -> str:
    """The id of the note that an event comes from, unless that is the page's own, and “by git” where git dates the
    event.
    """
    return " · ".join(filter(None, ["" if event.id == own else event.id, "by git" if event.is_from_git else ""]))


def _problem_row(problem: Problem) -> Sequence[str]:
    return [f"line {problem.line}" if problem.line else "", Text(problem.code, "warn"), problem.message]


def _print_part(context: Context, heading: str, rows: Sequence[Sequence[str]]) -> None:
    """Print a heading and its rows; long sentences are wrapped by the terminal, not cut."""
    if not rows:
        return
    context.print()
    if heading:
        context.print(Text(heading, "bold"))
    for line in fitted(rows, None):
        context.print("  ", *line)


def _print_body(context: Context, note: Note) -> None:
    """Print the text below the frontmatter, unless a problem of the note says that it could not be read."""
    if any(problem.code in ("unreadable", "outside-vault", "not-here") for problem in note.problems):
        return
    lines = context.vault.body(note).strip().splitlines()
    if lines:
        context.print()
    for line in lines:
        context.print(line.expandtabs(4))


def _facts(context: Context, subject: Subject) -> Iterator[tuple[str, str]]:
    """The labelled facts of a page's subject; those without a text are to be left out."""
    if isinstance(subject, FollowUp):
        return _ask_facts(subject, context.today)
    if isinstance(subject, Contact):
        return contact_facts(subject, context.today)
    if isinstance(subject, Progress):
        return _goal_facts(subject, context.today)
    return _note_facts(subject)


def _ask_facts(follow_up: FollowUp, today: Day) -> Iterator[tuple[str, str]]:
    ask = follow_up.ask
    yield "state", " ".join([follow_up.state.word, lateness(follow_up.due, today)]).strip()
    yield "next", next_step(follow_up, today)
    yield "ask", ask.text or ""
    yield "contact", names(ask.contacts)
    yield "via", names(ask.via)
    yield "goal", names([goal.party for goal in ask.goals])
    yield "piece", ask.piece or ""
    yield "why", ask.why or ""
    yield "effort", ask.effort or ""
    yield "status", ask.status or ""
    yield "asked", ", ".join(filter(None, [when_done(follow_up.asked, today), ask.channel]))
    yield "needed by", when_done(ask.needed_by, today)
    yield "nudged", ", ".join(map(day, ask.nudged))
    yield "promised", when_done(ask.promised, today)
    yield "answered", when_done(ask.answered, today)
    yield "outcome", ask.outcome or ""
    yield "outcome on", when_done(ask.outcome_date, today)
    yield "due", when_done(follow_up.due, today)
    yield "owed to", names(follow_up.owed_to)
    yield "thanked", when_done(ask.thanked, today)
    yield "via thanked", when_done(ask.via_thanked, today)
    yield "via told", when_done(ask.via_told, today)
    yield "reported", when_done(ask.reported, today)
    yield "closed because", ask.closed_because or ""
    yield "despite", ask.despite or ""


def _goal_facts(progress: Progress, today: Day) -> Iterator[tuple[str, str]]:
    yield from goal_facts(progress, today)
    yield "open asks", concentration(progress.concentration, open_asks(progress))
    for piece in progress.pieces:
        asks = ", ".join((*piece.asks, *piece.sources)) or "nobody asked"
        yield "piece", f"{piece.piece}: {asks}" + (" (has an outcome)" if piece.outcome else "")


def _note_facts(note: Note) -> Iterator[tuple[str, str]]:
    yield "type", (note.kind or Kind.NOTE).value
    for key, texts in note.frontmatter.items():
        if key != fold_key("type"):
            yield key, "; ".join(texts)


COMMANDS = (
    Command(
        "show",
        show,
        words=(Words("NOTE", "its id, path or title, or a part that only it has"),),
        more="State, next step, gaps, problems, history, links both ways, and the note's text.",
    ),
)
