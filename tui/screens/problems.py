"""Problems: what is wrong in any note, how to put it right, and what drafts still lack."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

import journal
from journal import JournalError, Note, NoteProblem, Vault, wording
from journal.model import Day
from tui import paint, problem_view
from tui.conflict_view import both_sides
from tui.dialogs.mending import Mending
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.messages import Counted, EditNote
from tui.screens.deciding import conflicts
from tui.screens.opening import open_note
from tui.screens.preview_screen import PreviewScreen, Written
from tui.screens.restoring import Restoring, losses, what_is_lost
from tui.screens.view import Clock
from tui.widgets.preview import Preview
from tui.widgets.problem_list import Lack, Line, ProblemList, listed

if TYPE_CHECKING:
    from journal import Loss, Undecided

__all__ = ["ProblemsScreen"]


@dataclass(frozen=True, slots=True)
class _Found:
    """An answer of the vault. undecided, losses: conflicts to decide, and what foreign merges dropped, each by the row
    that says so.

    is_cut: what drafts lack is still to come.
    """

    rows: Sequence[Line]
    problems: int
    undecided: Mapping[NoteProblem, Undecided]
    losses: Mapping[NoteProblem, Loss]
    is_cut: bool


def _find(vault: Vault, today: Day, *, is_cut: bool) -> _Found:
    """The rows of the screen. is_cut: leave out what drafts lack, which takes longer. Raises JournalError."""
    known = vault.problems(today)
    problems, undecided, more = conflicts(vault, known)
    lost = losses(vault, today)
    unready = () if is_cut else vault.unready(today)
    lacks = [Lack(ask.note.path, ask.note.lines.get("ask"), gap) for ask in unready for gap in ask.gaps]
    rows = list(listed([*problems, *lost], lacks))
    return _Found(rows, len(known) + more + len(lost), undecided, lost, is_cut)


class ProblemsScreen(Restoring, PreviewScreen):
    """Problems at the left; the lines they are about at the right."""

    VIEW = "problems"
    AUTO_FOCUS = "ProblemList"
    OF_ROW = frozenset({"problem.fix", "note.edit", "view.preview"})
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("problem.fix", "fix", show=True),
        bind("note.edit", "edit", show=True),
        bind("nav.back", "back"),
        bind("nav.quit", "leave", show=True, at_once=True),
    ]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._undecided: Mapping[NoteProblem, Undecided] = {}
        self._losses: Mapping[NoteProblem, Loss] = {}
        self._is_first = True
        self._found: LatestQuery[_Found] = LatestQuery(self, self._show, self.fail)

    def body(self) -> ComposeResult:
        with Container(classes="beside"):
            yield ProblemList(self.own_keys)
            yield Preview()

    def on_mount(self) -> None:
        self.status("Reading the notes …")

    def reload(self) -> None:
        vault, today = self.vault, self.clock()
        self._found.ask(today, partial(_find, vault, today, is_cut=self._is_first))

    def _show(self, found: _Found) -> None:
        """Show the rows; the first time, ask then for what drafts lack."""
        if self._undecided and not found.undecided:
            self.toast(f"All is decided. {self.key('app.sync')} syncs, and ends a merge that waited for it.")
        self._undecided, self._losses = found.undecided, found.losses
        self.post_message(Counted(self.VIEW, found.problems))
        listed = self.query_one(ProblemList)
        gaps = sum(isinstance(row, Lack) for row in found.rows)
        title = [wording.count(found.problems, "problem"), wording.count(gaps, "gap") if gaps else ""]
        paint.entitle(listed, " · ".join(filter(None, title)))
        listed.put(found.rows)
        self._is_first = False
        if found.is_cut:
            listed.call_after_refresh(self.reload)

    @property
    def undecided(self) -> Undecided | None:
        return self._undecided.get(chosen) if (chosen := self._chosen_problem) else None

    @property
    def loss(self) -> Loss | None:
        return self._losses.get(chosen) if (chosen := self._chosen_problem) else None

    @property
    def _chosen_problem(self) -> NoteProblem | None:
        """The problem under the cursor; None for a gap, or no row."""
        chosen = self.query_one(ProblemList).chosen if self.is_mounted else None
        return chosen if isinstance(chosen, NoteProblem) else None

    @property
    def _chosen(self) -> NoteProblem | Lack | None:
        """The problem or gap under the cursor."""
        return self.query_one(ProblemList).chosen

    @property
    def chosen_path(self) -> str | None:
        """The path of the note that the row under the cursor is about."""
        return self._chosen.path if self._chosen else None

    def _with_note(self, then: Callable[[Note], object]) -> None:
        """Call ``then`` with the note of the row under the cursor; nothing for a folder, or a file that cannot be
        read.
        """
        vault, path = self.vault, self.chosen_path

        def found(notes: Sequence[Note]) -> None:
            if notes:
                then(notes[0])
            else:
                self.toast(f"{path} is no note that can be read.")

        if path is None:
            self.toast("There is no problem here.")
        else:
            self.work(lambda: vault.notes_at([path]), found, keys_wait=True)

    def on_rows_chosen(self) -> None:
        """Show the details of the row under the cursor beside the list, and its message in the bottom line."""
        chosen = self._chosen
        if chosen is None:
            self.status("")
            self.preview(None)
            return
        message = chosen.problem.message if isinstance(chosen, NoteProblem) else chosen.gap.message
        self.status(f"{message} {self.key('note.edit')} edits the note.", whole=True)
        vault, path = self.vault, chosen.path
        what = chosen if isinstance(chosen, NoteProblem) else chosen.gap
        own, one, loss = self.own_keys, self.undecided, self.loss
        self.refresh_bindings()

        def read() -> Written:
            try:
                text = next(map(vault.text, vault.notes_at([path])), None)
            except JournalError:  # the problem itself says what is the matter
                text = None
            if one:
                return partial(both_sides, one, text or "", self.key)
            if loss:
                return lambda _width: what_is_lost(loss, message, self.key)
            return partial(problem_view.problem_details, what, path, text, own)

        self.preview(self.query_one(ProblemList).name_of(chosen) or path, read)

    def on_rows_opened(self) -> None:
        """Open the page of the note that the row under the cursor is about."""
        self._with_note(lambda note: open_note(self, note.path))

    def action_edit(self) -> None:
        chosen = self._chosen
        line = chosen.problem.line if isinstance(chosen, NoteProblem) else chosen.line if chosen else None
        self._with_note(lambda note: self.post_message(EditNote(note.path, line)))

    def action_fix(self) -> None:
        """Work out how to mend the frontmatter of the note under the cursor, and ask whether to write that."""
        self._with_note(self._fix)

    def _fix(self, note: Note) -> None:
        """Work out how to mend a note, writing nothing, and offer it."""
        vault = self.vault
        self.work(lambda: vault.fix([note], dry_run=True), partial(self._offer, note))

    def _offer(self, note: Note, cure: journal.Written) -> None:
        """Show the diff that mends a note and ask whether to write it. cure: a dry run's, empty for no cure."""
        if not cure:
            self.toast(f"Nothing here can be mended safely; {self.key('note.edit')} opens the note at the place.")
            return

        def mend(agreed: bool | None) -> None:
            if agreed:
                self.write(lambda: self.vault.fix([note]), lambda mended: self.toast_done(mended.summary))

        self.app.push_screen(Mending("".join(journal.diff(change) for change in cure.changes)), mend)

    def action_back(self) -> None:
        self.toast_nothing_behind()
