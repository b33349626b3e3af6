"""The form for a new ask, contact or goal; beside an ask stands what it still lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from journal import (
    Gap,
    JournalError,
    Kind,
    KnownParty,
    Names,
    NewNote,
    Note,
    Party,
    Vault,
    showable,
    typed_day,
    wording,
)
from journal.errors import BadDate
from journal.model import Capture, Day
from tui.dialogs.form import Form, label, text_area
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.screens.fields import FIELDS, NAMED, NEEDED, TITLES, Field, as_labelled
from tui.screens.opening import open_note
from tui.screens.view import View
from tui.widgets.name_field import NameField
from tui.widgets.rows import Rows

__all__ = ["Made", "NewForm", "write_new"]


@dataclass(frozen=True, slots=True)
class Made:
    """A note that was created. summary: a sentence for the person. edit: whether to open it in the editor."""

    summary: str
    path: str
    edit: bool


@dataclass(frozen=True, slots=True)
class _Outlook:
    """The gaps of an ask as far as it is typed. wrong: a sentence where a date cannot be read, "" for none."""

    gaps: Sequence[Gap]
    needed_by: Day | None
    wrong: str = ""


def _outlook(vault: Vault, typed: Mapping[str, str], today: Day) -> _Outlook:
    """The gaps of an ask as far as it is typed. typed: the filled-in fields, by key."""
    text = typed.get("ask", "")
    undated = {key: value for key, value in typed.items() if key not in ("ask", "needed_by")}
    needed_by = typed.get("needed_by")
    try:
        day = typed_day(needed_by, today) if needed_by else None
    except BadDate as error:
        return _Outlook(vault.gaps_of_new(text, undated, today), None, error.sentence)
    dated = {**undated, "needed_by": day.isoformat()} if day else undated
    return _Outlook(vault.gaps_of_new(text, dated, today), day)


def _make(
    vault: Vault,
    kind: Kind,
    typed: Mapping[str, str],
    today: Day,
    edit: bool,
    note: Note | None,
    found: Capture | None,
) -> Made:
    """Create the note. note: an existing one that becomes an ask instead. found: the line that becomes one."""
    if note:
        written = vault.set(note, {**typed, "asked": ""}, today)
        return Made(written.summary, note.path, edit)
    says = "ask" if kind is Kind.ASK else "title"
    rest = {key: value for key, value in typed.items() if key != says}
    if found:
        answers = [(found, NewNote(kind, typed.get(says, ""), rest))]
        written = vault.answer_captures(answers, vault.notes_at([found.path]), today)
    elif kind is Kind.MEETING:
        written = vault.create_meeting(typed.get(says, ""), rest, today).written
    else:
        written = vault.create(kind, typed.get(says, ""), rest, today)
    return Made(written.summary, written.changes[0].path, edit)


@dataclass(frozen=True, slots=True)
class _Known:
    """The names to offer. pieces: those of each goal, by the goal's name, casefolded."""

    names: Mapping[Kind, Names]
    pieces: Mapping[str, Names]


def _known(vault: Vault, today: Day) -> _Known:
    """The names of all people, goals and pieces. Slow: not for the screen's thread. Raises JournalError."""
    pieces = {
        progress.party.name.casefold(): Names(
            KnownParty(Kind.GOAL, Party(piece.piece, piece.piece), over=False) for piece in progress.pieces
        )
        for progress in vault.goals(today)
        if progress.pieces
    }
    return _Known({kind: vault.names(kind, today) for kind in NAMED.values()}, pieces)


class NewForm(Form[Made]):
    """The form for a new note; it writes the note itself, so that nothing typed is lost where that fails."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("form.edit", "edit", show=True, at_once=True),
        bind("form.next", "move(1)"),
        bind("form.previous", "move(-1)"),
    ]

    def __init__(
        self, view: View, kind: Kind, first: Mapping[str, str], note: Note | None, found: Capture | None = None
    ) -> None:
        """view: the one below it.

        first: what the fields begin with, by key. note, found: a note or a line of one that becomes an ask, None for
        none.
        """
        super().__init__(f"{note.title} becomes an ask" if note else TITLES[kind], "Save")
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
        self._view, self._vault, self._clock, self._kind = view, view.vault, view.clock, kind
        self._first, self._note, self._found = first, note, found
        self._names: _Known | None = None
        self._known: LatestQuery[_Known] = LatestQuery(self, self._learn, self._fail)
        self._ahead: LatestQuery[_Outlook] = LatestQuery(self, self._show_outlook, self._fail)
        self._saving = False

    def fields(self) -> ComposeResult:
        with Horizontal(id="new"):
            with Vertical():
                for field in FIELDS[self._kind]:
                    with Horizontal(classes="field -long" if field.key == "ask" else "field"):
                        yield label(field.label)
                        yield self._entry(field)
                    if field.names:
                        yield Static(classes="offer", id=f"{field.key}-offer")
            if self._kind is Kind.ASK:
                yield Static(id="outlook")

    def _entry(self, field: Field) -> Input | TextArea:
        """The widget of a field: several lines for the request, else one line, with offers where it takes names."""
        first = self._first.get(field.key, "")
        if field.key == "ask":
            area = text_area(first)
            area.id, area.placeholder = field.key, field.hint
            return area
        if field.names:
            many = field.names == "person"
            return NameField(field.names, first, many=many, placeholder=field.hint, id=field.key)
        return Input(first, placeholder=field.hint, id=field.key, compact=True)

    def on_mount(self) -> None:
        vault, today = self._vault, self._clock()
        self._known.ask(None, lambda: _known(vault, today))
        self._look_ahead()
        empty = (field.key for field in FIELDS[self._kind] if field.key not in self._first)
        self.query_one(f"#{next(empty)}").focus()

    def _learn(self, known: _Known) -> None:
        """Give the name fields their names to offer."""
        self._names = known
        for field in FIELDS[self._kind]:
            if field.names in NAMED:
                self.query_one(f"#{field.key}", NameField).set_known_names(known.names[NAMED[field.names]])
        self._learn_pieces()

    def _learn_pieces(self) -> None:
        """Offer the pieces of the goal that is typed."""
        if self._names and self._kind is Kind.ASK:
            goal = self.query_one("#goal", NameField).value.strip().casefold()
            self.query_one("#piece", NameField).set_known_names(self._names.pieces.get(goal))

    def on_name_field_offered(self, event: NameField.Offered) -> None:
        """Show the offers below their field; hide that line where there are none."""
        line = self.query_one(f"#{event.field.id}-offer", Static)
        line.display = bool(event.said.plain)
        line.update(event.said)

    @property
    def _filled(self) -> Mapping[str, str]:
        """The texts of the fields that are filled in, by key, stripped."""
        typed = {str(one.id): one.value for one in self.query(Input).results()}
        typed |= {str(one.id): one.text for one in self.query(TextArea).results()}
        return {key: text for key, value in typed.items() if (text := value.strip())}

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "goal":
            self._learn_pieces()
        self._look_ahead()

    def on_text_area_changed(self) -> None:
        self._look_ahead()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the name that is offered and go to the next field."""
        event.prevent_default()
        if isinstance(event.input, NameField):
            event.input.take()
        self.focus_next()

    def action_move(self, step: int) -> None:
        """Move among the offered names, or among the fields where none is offered."""
        if not (isinstance(self.focused, NameField) and self.focused.move(step)):
            if step > 0:
                self.focus_next()
            else:
                self.focus_previous()

    def _look_ahead(self) -> None:
        """Ask anew what the ask still lacks, and let leaving warn again, since something was typed."""
        self._warned = False
        if self._kind is Kind.ASK:
            vault, typed, today = self._vault, self._filled, self._clock()
            self._ahead.ask(tuple(typed.items()), lambda: _outlook(vault, typed, today))

    def _show_outlook(self, outlook: _Outlook) -> None:
        self.remark(outlook.wrong, wrong=True)
        lines = [Content.styled("Before it goes out", "bold")]
        advice = [f"· {showable(as_labelled(gap.message))}" for gap in outlook.gaps]
        lines += map(Content, advice or ["Nothing is missing."])
        if outlook.needed_by:
            lines += [Content(""), Content(f"Needed by {wording.day_ago(outlook.needed_by, self._clock())}.")]
        self.query_one("#outlook", Static).update(Content("\n").join(lines))

    def action_done(self) -> None:
        self._save(edit=False)

    def action_edit(self) -> None:
        self._save(edit=True)

    def _save(self, *, edit: bool) -> None:
        """Write the note, unless that is under way or a needed field is empty. edit: then open it in the editor."""
        vault, kind, typed, today = self._vault, self._kind, self._filled, self._clock()
        if self._saving:
            return
        if NEEDED[kind] not in typed:
            field = next(field for field in FIELDS[kind] if field.key == NEEDED[kind])
            self.remark(f"Fill in {field.label} first: {field.hint}.", wrong=True)
            self.query_one(f"#{field.key}").focus()
            return
        self._saving, note, found = True, self._note, self._found
        self._view.work(lambda: _make(vault, kind, typed, today, edit, note, found), self._saved, self._not_saved)

    def _saved(self, made: Made) -> None:
        """End the form; where it was left meanwhile, only tell what was written."""
        if self.is_current:
            self.dismiss(made)
        else:
            self._view.toast(made.summary)

    def _not_saved(self) -> None:
        self._saving = False

    def _fail(self, error: JournalError) -> None:
        self.remark(error.sentence, wrong=True)


def write_new(
    view: View,
    kind: Kind,
    first: Mapping[str, str] | None = None,
    *,
    becomes: Note | None = None,
    found: Capture | None = None,
) -> None:
    """Show the form for a new note on top of a view, then the note.

    first: what the fields begin with, by key. becomes: an existing note that gets the keys of an ask, None for none.
    found: the line of a note that gets an arrow to the ask, None for none.
    """
    then = partial(_open_made, view, follow=found is not None)
    view.app.push_screen(NewForm(view, kind, first or {}, becomes, found), then)


def _open_made(view: View, made: Made | None, *, follow: bool) -> None:
    """Tell what was made, and open it. follow: put the cursor on it, since the line that it was on is gone."""
    if made:
        for rows in view.query(Rows) if follow else ():
            rows.follow(made.path)
        view.toast_done(made.summary)
        open_note(view, made.path, edit=made.edit)
