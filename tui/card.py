"""One ask with all that the preview and the Ask screen say about it, as showable text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from journal import FollowUp, Page, Vault, showable, wording
from journal.errors import NotUnderstood
from journal.model import Day
from journal.next_step import next_step
from tui import paint
from tui.keymap import in_keys
from tui.piece_map import asked_for, bar
from tui.prose import text_lines

__all__ = ["BY_GIT", "Card", "preview", "read_card", "whole"]

_PREVIEW = 20 * 1024
"""Characters of a note that a preview shows."""
_OTHERS = 20
"""Asks of the same goals that are named."""
BY_GIT = "  by git"
"""Stands behind what only git's history dates."""
_EVENTS = 12
"""Lines of history that a preview shows."""
_TWO_COLUMNS, _BETWEEN, _MEASURE = 130, 3, 100
"""Cells from which an ask stands in two columns, those between them, and of the widest column."""


@dataclass(frozen=True, slots=True)
class Card:
    """An ask today with everything around it.

    body: the note's text below its frontmatter. own: remapped keyboard keys by id.
    """

    follow_up: FollowUp
    today: Day
    body: str
    page: Page
    own: Mapping[str, str]

    @property
    def with_whom(self) -> str:
        """The contact whose history is shown, in words; "" where it is the ask's own history."""
        return showable(self.follow_up.ask.contacts[0].name) if self.page.met else ""


def read_card(vault: Vault, path: str, today: Day, own: Mapping[str, str]) -> Card:
    """Read the card of the ask at a path; slow, so call it on a worker thread. Raises JournalError."""
    page = vault.page_at(path, today)
    if not isinstance(page.subject, FollowUp):
        raise NotUnderstood(f"{path} asks nothing any more.")
    return Card(page.subject, today, vault.body(page.subject.note), page, own)


def preview(card: Card, width: int) -> Content:
    """The preview of an ask, beside a list. width: in cells."""
    note = card.follow_up.note
    return Content("\n").join(
        [
            *_next(card, width),
            *_head(card, width),
            *_fields(card, width),
            *_problems(card),
            *_section("note", note.path, text_lines(card.body, _PREVIEW), width),
            *_history(card, _EVENTS, width),
            *_others(card, width),
        ]
    )


def whole(card: Card, width: int) -> Content:
    """The page of an ask, in two columns where there is room. width: in cells."""
    column = width if width < _TWO_COLUMNS else min(_MEASURE, (width - _BETWEEN) // 2)
    gaps = [paint.hanging(Content("· "), Content(showable(gap.message)), column) for gap in card.follow_up.gaps]
    about = [
        *_head(card, column),
        *_fields(card, column),
        *_problems(card),
        *_section("before it goes out", "", gaps, column),
    ]
    text = [
        *_section("note", card.follow_up.note.path, text_lines(card.body), column),
        *_history(card, None, column),
    ]
    around = [
        *_others(card, column),
        *_section("links to", "", [Content(showable(other)) for other in card.page.links], column),
        *_section("linked from", "", [Content(showable(other)) for other in card.page.backlinks], column),
    ]
    if column == width:
        return Content("\n").join([*_next(card, width), *about, *text, *around])
    left = _wrapped([*about, *around], column)
    right = _wrapped(text[1:], column)
    return Content("\n").join([*_next(card, width), paint.beside(left, right, column + _BETWEEN)])


def _wrapped(lines: Sequence[Content], width: int) -> list[Content]:
    """The lines, each wrapped to a width in cells."""
    return [part for line in Content("\n").join(lines).split() for part in line.wrap(width) or [Content("")]]


def _next(card: Card, width: int) -> Iterator[Content]:
    """The next step and its reason, at the top, beside a bar in the colour of the state."""
    follow_up, today = card.follow_up, card.today
    late = wording.lateness(follow_up.due, today)
    due = f" · due {wording.day_ago(follow_up.due, today)}" if follow_up.due else ""
    colour = paint.COLOURS[follow_up.state]
    sign = Content.styled("┃ ", colour)
    state = Content.assemble((f"{follow_up.state.word} {late}".rstrip(), f"{colour} bold"), (due, "dim"))
    for line in (state, Content.styled(next_step(follow_up, today), "bold")):
        yield from (sign + part for part in line.wrap(max(1, width - 2)))
    yield Content("")


def _head(card: Card, width: int) -> Iterator[Content]:
    """The contacts and the title, in one line."""
    follow_up = card.follow_up
    who = wording.names(follow_up.ask.contacts)
    title = follow_up.title
    yield Content.styled(paint.fit(f"{who} → {title}" if who else title, width).rstrip(), "bold")


def _fields(card: Card, width: int) -> Iterator[Content]:
    """The ask's goals and its filled-in fields, each behind a label."""
    follow_up, ask, today = card.follow_up, card.follow_up.ask, card.today
    if card.page.goals:
        yield paint.hanging(_label("goal"), Content("\n").join(_goals(card)), width)
    channel = f", {showable(ask.channel)}" if ask.channel else ""
    outcome = f"{wording.day(ask.outcome_date)}  " if ask.outcome_date else ""
    for label, text in (
        ("asked", wording.day_ago(follow_up.asked, today) + channel if follow_up.asked else ""),
        ("nudged", ", ".join(wording.day_ago(nudge, today) for nudge in ask.nudged)),
        ("promised", wording.day_ago(ask.promised, today) if ask.promised else ""),
        ("needed by", wording.day_ago(ask.needed_by, today) if ask.needed_by else ""),
        ("answered", wording.when_done(ask.answered, today)),
        ("outcome", f"{outcome}{showable(ask.outcome)}" if ask.outcome else ""),
        ("thanked", wording.when_done(ask.thanked, today) or "not yet" if ask.outcome else ""),
        ("owed to", wording.names(follow_up.owed_to)),
        ("via", wording.names(ask.via)),
        ("why", showable(ask.why or "")),
        ("effort", showable(ask.effort or "")),
        ("piece", showable(ask.piece or "")),
        ("ask", showable(ask.text) if ask.text and ask.text != ask.note.title else ""),
    ):
        if text:
            yield paint.hanging(_label(label), Content(text), width)


def _goals(card: Card) -> Iterator[Content]:
    """Each goal, and how many of its pieces somebody was asked for."""
    asks = [card.follow_up, *card.page.asks]
    for progress in card.page.goals:
        yield Content(" · ".join(filter(None, [showable(progress.party.name), asked_for(progress)])))
        if progress.pieces:
            yield paint.content(bar(progress, asks))


def _label(label: str) -> Content:
    return Content.styled(f"{label:<10}", "dim")


def _problems(card: Card) -> Iterator[Content]:
    for problem in card.page.problems:
        where = f" line {problem.line}" if problem.line else ""
        yield Content.assemble(
            (f"! {problem.code}{where}: ", "$text-warning"), showable(in_keys(problem.message, card.own))
        )


def _section(title: str, of: str, lines: Sequence[Content], width: int) -> Iterator[Content]:
    """A rule with a title and the lines below it; nothing where there are no lines.

    of: a quiet remark after the title.
    """
    if lines:
        yield Content("")
        of = paint.fit(of, min(len(of), max(0, width - len(title) - 7)))
        line = "─" * (width - len(title) - cell_len(of) - 7)
        yield paint.content([("── ", "line"), (title, "section"), (f"  {of} {line}" if of else f" {line}──", "quiet")])
        yield from lines


def _history(card: Card, most: int | None, width: int) -> Iterator[Content]:
    """The section of what happened. most: how many events, None for all."""
    lines = [
        paint.hanging(
            Content.assemble((f"{event.date.isoformat()}  ", "dim"), f"{event.event:<9} "),
            Content(showable(event.text)) + Content.styled(BY_GIT if event.is_from_git else "", "dim"),
            width,
        )
        for event in (card.page.met or card.page.history)[:most]
    ]
    return _section(f"history with {card.with_whom}" if card.with_whom else "history", "", lines, width)


def _others(card: Card, width: int) -> Iterator[Content]:
    """The other asks for the same goals, and the pieces for which nobody was asked."""
    lines = [
        paint.hanging(
            Content.assemble(
                paint.fit(wording.names(other.ask.contacts), 14) + "  ",
                (f"{other.state.word:<8}", paint.COLOURS[other.state]),
            ),
            Content(showable(other.title)),
            width,
        )
        for other in card.page.asks[:_OTHERS]
    ]
    unasked = [piece for progress in card.page.goals for piece in progress.unasked]
    lines += [Content.assemble((f"{'nobody asked':<16}", "dim"), showable(piece)) for piece in unasked[:_OTHERS]]
    return _section("same goal, other asks", "", lines, width)
