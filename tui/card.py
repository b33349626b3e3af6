"""One ask with all that the preview and the Ask screen say about it, as showable text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from journal import FollowUp, Page, Progress, Vault, showable, wording
from journal.errors import NotUnderstood
from journal.model import Day
from journal.next_step import next_step
from tui import paint

__all__ = ["Card", "preview", "read_card", "text_lines", "whole"]

_PREVIEW = 20 * 1024
"""Characters of a note that a preview shows."""
_OTHERS = 20
"""Asks of the same goals that are named."""
_EVENTS = 12
"""Lines of history that a preview shows."""


@dataclass(frozen=True, slots=True)
class Card:
    """An ask today and what stands around it. body: the note's text without its frontmatter."""

    follow_up: FollowUp
    today: Day
    body: str
    page: Page

    @property
    def with_whom(self) -> str:
        """With whom the history is that is shown; empty for the ask's own."""
        return showable(self.follow_up.ask.contacts[0].name) if self.page.met else ""

    @property
    def pieces(self) -> str:
        """Per goal, how many of its pieces somebody was asked for."""
        return "\n".join(map(_pieces, self.page.goals))


def read_card(vault: Vault, path: str, today: Day) -> Card:
    """Reads what a card needs; slow enough to be called on a worker thread. Raises JournalError."""
    page = vault.page_at(path, today)
    if not isinstance(page.subject, FollowUp):
        raise NotUnderstood(f"{path} asks nothing any more.")
    return Card(page.subject, today, vault.body(page.subject.ask.note), page)


def _pieces(progress: Progress) -> str:
    tapped = sum(bool(piece.asks) for piece in progress.pieces)
    of = f" · {tapped} of {len(progress.pieces)} pieces tapped" if progress.pieces else ""
    return showable(progress.goal.party.name) + of


def preview(card: Card, width: int) -> Content:
    """What stands beside the list, so many cells wide."""
    note = card.follow_up.ask.note
    return Content("\n").join(
        [
            *_head(card, width),
            *_fields(card, width),
            *_problems(card),
            *_section("note", note.path, text_lines(card.body[:_PREVIEW])),
            *_history(card, _EVENTS, width),
            *_others(card, width),
        ]
    )


def whole(card: Card, width: int) -> Content:
    """Everything about an ask, for a screen of its own, so many cells wide."""
    note = card.follow_up.ask.note
    return Content("\n").join(
        [
            *_head(card, width),
            *_fields(card, width),
            *_problems(card),
            *_section("before it goes out", "", [Content(f"· {showable(g.message)}") for g in card.follow_up.gaps]),
            *_section("note", note.path, text_lines(card.body)),
            *_history(card, None, width),
            *_others(card, width),
            *_section("links to", "", [Content(showable(other)) for other in card.page.links]),
            *_section("linked from", "", [Content(showable(other)) for other in card.page.backlinks]),
        ]
    )


def _head(card: Card, width: int) -> Iterator[Content]:
    follow_up = card.follow_up
    who = wording.names(follow_up.ask.contacts)
    title = follow_up.ask.note.title
    yield Content.styled(paint.fit(f"{who} → {title}" if who else title, width).rstrip(), "bold")


def _fields(card: Card, width: int) -> Iterator[Content]:
    follow_up, ask, today = card.follow_up, card.follow_up.ask, card.today
    late = wording.lateness(follow_up.due, today)
    due = f"  due {wording.day_ago(follow_up.due, today)}" if follow_up.due else ""
    state = Content.styled(f"{follow_up.state.word} {late}".rstrip(), f"{paint.COLOURS[follow_up.state]} bold")
    yield _hanging(_label("state"), Content.assemble(state, due), width)
    channel = f", {showable(ask.channel)}" if ask.channel else ""
    outcome = f"{wording.day(ask.outcome_date)}  " if ask.outcome_date else ""
    for label, text in (
        ("goal", card.pieces),
        ("asked", wording.day_ago(follow_up.asked, today) + channel if follow_up.asked else ""),
        ("nudged", ", ".join(wording.day_ago(nudge, today) for nudge in ask.nudged)),
        ("promised", wording.day_ago(ask.promised, today) if ask.promised else ""),
        ("needed by", wording.day_ago(ask.needed_by, today) if ask.needed_by else ""),
        ("answered", wording.told(ask.answered, today)),
        ("outcome", f"{outcome}{showable(ask.outcome)}" if ask.outcome else ""),
        ("thanked", wording.told(ask.thanked, today) or "not yet" if ask.outcome else ""),
        ("owed to", wording.names(follow_up.owed_to)),
        ("via", wording.names(ask.via)),
        ("why", showable(ask.why or "")),
        ("effort", showable(ask.effort or "")),
        ("piece", showable(ask.piece or "")),
        ("ask", showable(ask.text) if ask.text and ask.text != ask.note.title else ""),
    ):
        if text:
            yield _hanging(_label(label), Content(text), width)
    yield _hanging(_label("next"), Content(next_step(follow_up, today)), width)


def _label(label: str) -> Content:
    return Content.styled(f"{label:<10}", "dim")


def _hanging(label: Content, text: Content, width: int) -> Content:
    """Text after a label, its further lines indented as far; where that leaves no room, as they come."""
    indent = label.cell_length
    if width < indent + 10:
        return label + text
    return label + Content("\n" + " " * indent).join(text.wrap(width - indent))


def _problems(card: Card) -> Iterator[Content]:
    for problem in card.page.problems:
        where = f" line {problem.line}" if problem.line else ""
        yield Content.assemble((f"! {problem.code}{where}: ", "$text-warning"), showable(problem.message))


def _section(title: str, of: str, lines: Sequence[Content]) -> Iterator[Content]:
    """A rule with a title and the lines below it; nothing where there are none."""
    if lines:
        yield Content("")
        yield Content.assemble((f"── {title}", "bold"), (f"  {showable(of)}" if of else "", "dim"))
        yield from lines


def text_lines(body: str) -> list[Content]:
    """A note's text as it stands, its headings bold."""
    lines = (showable(line, keep="\t").expandtabs(4) for line in body.split("\n")) if body.strip() else ()
    return [Content.styled(line, "bold") if line.startswith("#") else Content(line) for line in lines]


def _history(card: Card, most: int | None, width: int) -> Iterator[Content]:
    lines = [
        _hanging(
            Content.assemble((f"{event.date.isoformat()}  ", "dim"), f"{event.event:<9} "),
            Content(showable(event.text)),
            width,
        )
        for event in (card.page.met or card.page.history)[:most]
    ]
    return _section(f"history with {card.with_whom}" if card.with_whom else "history", "", lines)


def _others(card: Card, width: int) -> Iterator[Content]:
    """Whom else the goals were asked of, and the pieces that nobody was asked for."""
    lines = [
        _hanging(
            Content.assemble(
                paint.fit(wording.names(other.ask.contacts), 14) + "  ",
                (f"{other.state.word:<8}", paint.COLOURS[other.state]),
            ),
            Content(showable(other.ask.note.title)),
            width,
        )
        for other in card.page.asks[:_OTHERS]
    ]
    unasked = [piece for progress in card.page.goals for piece in progress.unasked]
    lines += [Content.assemble((f"{'not tapped':<16}", "dim"), showable(piece)) for piece in unasked[:_OTHERS]]
    return _section("same goal, other resources", "", lines)
