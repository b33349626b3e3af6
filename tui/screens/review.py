"""Review: what is on you at the end of a week, what stands still, and what the week brought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from journal import OWING, ContactLine, FollowUp, QueueLine, Review, Vault, Written, answering, showable, wording
from journal.model import Day
from tui import paint
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.screens.found import FoundActions
from tui.screens.in_touch import log_contact
from tui.screens.view import Clock
from tui.sections import Linked, ListRow, Remark, Section, TouchLine, capture_line
from tui.widgets.ask_list import AskList
from tui.widgets.preview import Preview

__all__ = ["ReviewScreen"]

_LEAD = 20
"""Cells of a name, or of what happened."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An answer of the vault."""

    rows: Sequence[ListRow]
    today: Day


def _find(vault: Vault, today: Day, *, is_first: bool) -> _Found:
    """The rows of the screen. is_first: give only what is on you, which needs no reading. Raises JournalError."""
    if is_first:
        return _Found(list(_on_you(vault.queue(today, which="due"))), today)
    review = vault.review(today)
    return _Found([*_on_you([*review.owed, *review.mine]), *_rest(review)], today)


class ReviewScreen(FoundActions):
    """The steps of a weekly review under each other; the last one is to keep it in the vault."""

    VIEW = "review"
    AUTO_FOCUS = "AskList"
    OF_ROW = frozenset({"note.edit", "view.preview"})
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("review.write", "keep", show=True),
        bind("note.edit", "edit", show=True),
        bind("new", "new", at_once=True),
        bind("person.touch", "touch"),
        bind("nav.back", "back"),
        bind("nav.quit", "leave", show=True, at_once=True),
    ]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._review: LatestQuery[_Found] = LatestQuery(self, self._show, self.fail)
        self._is_first = True

    def body(self) -> ComposeResult:
        with Container(classes="beside"):
            yield AskList()
            yield Preview()

    def on_mount(self) -> None:
        self.status("Reading the notes …")

    def reload(self) -> None:
        vault, today, is_first = self.vault, self.clock(), self._is_first
        self._review.ask(today, lambda: _find(vault, today, is_first=is_first))

    def _show(self, found: _Found) -> None:
        """Show the rows; the first time, ask then for the rest of them."""
        year, week, _ = found.today.isocalendar()
        paint.entitle(self.query_one(AskList), f"Review of week {week}, {year}")
        self.query_one(AskList).put(found.rows, found.today)
        if self._is_first:
            self._is_first = False
            self.query_one(AskList).call_after_refresh(self.reload)

    def on_rows_chosen(self) -> None:
        touch = self._contact
        logged = f"{self.key('person.touch')} writes down that you were in touch. " if touch and touch.path else ""
        otherwise = f"{logged}{self.key('nav.open')} opens their note." if touch else ""
        self.show_chosen(f"{self.key('nav.open')} opens it, {self.key('review.write')} keeps the review", otherwise)

    def suits(self, what: str) -> bool:
        if what == "person.touch":
            return self._contact is not None and self._contact.path is not None
        return super().suits(what)

    @property
    def _contact(self) -> ContactLine | None:
        """Whom it is time to be in touch with, if such a line is under the cursor."""
        row = self.query_one(AskList).current
        return row.contact if isinstance(row, TouchLine) else None

    def action_touch(self) -> None:
        """Write down that we were in touch with whom the line under the cursor names."""
        log_contact(self, self._contact and self._contact.party, self._contact and self._contact.path)

    def action_keep(self) -> None:
        """Write the review of today into the vault, or add it there where something has changed since."""
        vault, today = self.vault, self.clock()

        def told(written: Written) -> None:
            if written:
                self.toast_done(written.summary)
            else:
                self.toast("The review is kept already, and nothing has changed since.")

        self.write(lambda: vault.keep_review(vault.review(today)), told)

    def action_back(self) -> None:
        self.toast_nothing_behind()


def _on_you(due: Sequence[QueueLine]) -> Iterator[ListRow]:
    """What needs follow-up: first whom to tell, then the rest."""
    tell = [line for line in due if line.state in OWING]
    yield from _section("TELL THEM HOW IT WENT", tell, "Everybody has heard how it went.")
    yield from _section("ON YOU", [line for line in due if line.state not in OWING], "Nothing else is on you.")


def _rest(review: Review) -> Iterator[ListRow]:
    """The further steps of a review, and what its days brought."""
    stuck = [_row("", progress.title, progress.title) for progress in review.stuck]
    yield from _section("GOALS THAT STAND STILL", stuck, "No goal stands still.")
    unasked: dict[str, list[str]] = {}
    for each in review.unasked:
        unasked.setdefault(each.goal.party.name, []).append(each.piece)
    pieces = [_row(goal, "; ".join(each), goal) for goal, each in unasked.items()]
    yield from _section("NOBODY WAS ASKED FOR", pieces, "No piece is left that nobody was asked for.")
    opening = [_row(c.title, f"from {wording.day(c.next_opens)}", c.title) for c in review.opening if c.next_opens]
    yield from _section("CAN BE MET AGAIN SOON", opening)
    yield from _section("KEEP IN TOUCH", list(_touch(review)))
    yield from _section("FOUND IN NOTES", list(map(capture_line, review.found)))
    yield from _section(f"SINCE {wording.weekday(review.since).upper()}", list(_happened(review)), "Nothing happened.")
    if answers := [Remark(f" {said}") for said in answering(review.rates, review.medians)]:
        yield Section("HOW PEOPLE ANSWER")
        yield from answers


def _section(title: str, rows: Sequence[ListRow], nothing: str = "") -> Iterator[ListRow]:
    """Rows under a title. nothing: the sentence where there are none, "" to leave the title out then."""
    if rows or nothing:
        yield Section(title, len(rows))
        yield from rows or [Remark(nothing)]


def _touch(review: Review) -> Iterator[TouchLine]:
    """Whom it is time to be in touch with, and why."""
    for contact in review.touch:
        if contact.touch:
            row = _row(contact.party.name, wording.why_touch(contact.touch, review.until), contact.party.name)
            yield TouchLine(row.parts, row.note, contact)


def _happened(review: Review) -> Iterator[Linked]:
    """What happened to asks on the days of a review, one line for each ask."""
    happened: dict[str, list[str]] = {}
    asks: dict[str, FollowUp] = {}
    for event, found in (
        ("asked", review.asked),
        ("answered", review.answered),
        ("outcome", review.outcomes),
        ("thanked", review.thanked),
    ):
        for follow_up in found:
            happened.setdefault(follow_up.note.id, []).append(event)
            asks[follow_up.note.id] = follow_up
    for own_id, events in happened.items():
        yield _row(", ".join(events), asks[own_id].title, own_id)


def _row(lead: str, text: str, name: str) -> Linked:
    """A line that opens what a name means."""
    before = f"{paint.fit(lead, _LEAD)}  " if lead else ""
    return Linked(((f" {before}", "quiet"), (showable(text), "")), name)
