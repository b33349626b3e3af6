"""Problems: what is wrong in any note, how to put it right, and what drafts still lack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

import journal
from journal import Found, JournalError, Note, Undecided, Vault, diff, wording
from journal.model import Day
from tui import problem_view
from tui.conflict_view import both_sides
from tui.dialogs.mending import Mending
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.messages import Counted, EditNote
from tui.screens.deciding import Deciding, conflicts
from tui.screens.opening import open_note
from tui.screens.preview_screen import PreviewScreen, Written
from tui.screens.view import Clock
from tui.widgets.preview import Preview
from tui.widgets.problem_list import Lack, Line, ProblemList, listed

__all__ = ["ProblemsScreen"]


@dataclass(frozen=True, slots=True)
class _Found:
    """An answer of the vault. notes: by path. undecided: what is to be decided, by the row that says so."""

    rows: Sequence[Line]
    notes: Mapping[str, Note]
    problems: int
    undecided: Mapping[Found, Undecided]


def _find(vault: Vault, today: Day) -> _Found:
    known = vault.problems(today)
    problems, undecided, more = conflicts(vault, known)
    lacks = [Lack(ask, gap) for ask in vault.unready(today) for gap in ask.gaps]
    paths = {found.path for found in problems} | {lack.ask.ask.note.path for lack in lacks}
    notes = {note.path: note for note in vault.notes_at(paths)}
    return _Found(list(listed(problems, lacks)), notes, len(known) + more, undecided)


class ProblemsScreen(Deciding, PreviewScreen):
    """Problems at the left; the lines they are about at the right."""

    VIEW = "problems"
    AUTO_FOCUS = "ProblemList"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("problem.fix", "fix", show=True),
        bind("note.edit", "edit", show=True),
        bind("nav.back", "back"),
        bind("nav.quit", "leave", show=True, at_once=True),
    ]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._known = _Found((), {}, 0, {})
        self._found: LatestQuery[_Found] = LatestQuery(self, self._show, self.fail)

    def body(self) -> ComposeResult:
        with Container(classes="beside"):
            yield ProblemList(self.own_keys)
            yield Preview()

    def on_mount(self) -> None:
        self.status("Reading the notes …")

    def reload(self) -> None:
        vault, today = self.vault, self.clock()
        self._found.ask(today, lambda: _find(vault, today))

    def _show(self, found: _Found) -> None:
        if self._known.undecided and not found.undecided:
            self.toast(f"All is decided. {self.key('app.sync')} syncs, and ends a merge that waited for it.")
        self._known = found
        self.post_message(Counted(self.VIEW, found.problems))
        listed = self.query_one(ProblemList)
        gaps = sum(isinstance(row, Lack) for row in found.rows)
        title = [wording.count(found.problems, "problem"), wording.count(gaps, "gap") if gaps else ""]
        listed.border_title = Content(" · ".join(filter(None, title)))
        listed.put(found.rows)

    @property
    def undecided(self) -> Undecided | None:
        chosen = self.query_one(ProblemList).chosen if self.is_mounted else None
        return self._known.undecided.get(chosen) if isinstance(chosen, Found) else None

    @property
    def _chosen_path(self) -> str:
        chosen = self.query_one(ProblemList).chosen
        if isinstance(chosen, Lack):
            return chosen.ask.ask.note.path
        return chosen.path if chosen else ""

    @property
    def _chosen_note(self) -> Note | None:
        """None for what is no note: a folder, or a file that cannot be read."""
        return self._known.notes.get(self._chosen_path)

    def on_rows_chosen(self) -> None:
        chosen = self.query_one(ProblemList).chosen
        if chosen is None:
            self.status("")
            self.preview(None)
            return
        message = chosen.problem.message if isinstance(chosen, Found) else chosen.gap.message
        self.status(f"{message} {self.key('note.edit')} edits the note.", whole=True)
        vault, path, note = self.vault, self._chosen_path, self._chosen_note
        what = chosen if isinstance(chosen, Found) else chosen.gap
        own, one = self.own_keys, self.undecided
        self.refresh_bindings()

        def read() -> Written:
            try:
                text = vault.text(note) if note else None
            except JournalError:  # the problem itself says what is the matter
                text = None
            if one:
                return partial(both_sides, one, text or "", self.key)
            written = problem_view.place(what, path, text, own)
            return lambda _width: written

        self.preview(self.query_one(ProblemList).name_of(chosen) or path, read)

    def on_rows_opened(self) -> None:
        if note := self._chosen_note:
            open_note(self, note.path)
        else:
            self._no_note()

    def action_edit(self) -> None:
        chosen = self.query_one(ProblemList).chosen
        if note := self._chosen_note:
            line = chosen.problem.line if isinstance(chosen, Found) else note.lines.get("ask")
            self.post_message(EditNote(note.path, line))
        else:
            self._no_note()

    def _no_note(self) -> None:
        path = self._chosen_path
        self.toast(f"{path} is no note that can be read." if path else "There is no problem here.")

    def action_fix(self) -> None:
        """Work out how the chosen note's frontmatter can be mended, and ask whether to write that."""
        vault, note = self.vault, self._chosen_note
        if note is None:
            self._no_note()
            return
        self.work(lambda: vault.fix([note], dry_run=True), partial(self._offer, note))

    def _offer(self, note: Note, cure: journal.Written) -> None:
        if not cure:
            self.toast(f"Nothing here can be mended safely; {self.key('note.edit')} opens the note at the place.")
            return

        def mend(agreed: bool | None) -> None:
            if agreed:
                self.write(lambda: self.vault.fix([note]), lambda mended: self.toast_done(mended.summary))

        self.app.push_screen(Mending("".join(diff(change) for change in cure.changes)), mend)

    def action_back(self) -> None:
        self.toast_nothing_behind()
