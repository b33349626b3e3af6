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
from textual.suggester import Suggester
from textual.widgets import Input, Static, TextArea

from journal import Gap, JournalError, Kind, Vault, showable, typed_day, wording
from journal.errors import BadDate
from journal.model import Day
from tui.dialogs.form import Form, label, text_area
from tui.keymap import bind
from tui.reading import Asking
from tui.screens.opening import open_note
from tui.screens.view import View

__all__ = ["Made", "NewForm", "write_new"]


@dataclass(frozen=True, slots=True)
class _Field:
    """key: of the frontmatter. names: whose names it takes, None for none."""

    key: str
    label: str
    hint: str
    names: Kind | None = None


_FIELDS: Mapping[Kind, tuple[_Field, ...]] = {
    Kind.ASK: (
        _Field("goal", "goal", "what it is for; → takes the name that is offered", Kind.GOAL),
        _Field(
            "contact",
            "contact",
            "whom you ask; → takes the name that is offered, a comma goes between two",
            Kind.PERSON,
        ),
        _Field("ask", "ask", "one request that a busy person can say yes or no to"),
        _Field("why", "why", "why this person, of all people"),
        _Field("effort", "effort", "what it costs them: 5m, 30m, intro"),
        _Field("needed_by", "needed by", "the day after which it is moot: 2026-12-01, fri, 3w"),
    ),
    Kind.PERSON: (
        _Field("title", "name", "as you call them"),
        _Field("org", "org", "where they work"),
        _Field("role", "role", "what they do there"),
        _Field("email", "email", "where you write to them"),
        _Field("can_help", "can help", "with what; a comma between two"),
    ),
    Kind.GOAL: (
        _Field("title", "name", "what you want, in a few words"),
        _Field("needs", "needs", "its pieces, each one something to ask for; a comma between two"),
        _Field("deadline", "deadline", "by when: 2026-12-01, fri, 3m"),
    ),
}
_SAYS = {"ask", "title"}
"""The keys without which there is no note."""
_TITLES = {Kind.ASK: "New ask", Kind.PERSON: "New contact", Kind.GOAL: "New goal"}


@dataclass(frozen=True, slots=True)
class Made:
    """A note that was written. summary: a sentence for the person; edit: open it in the editor at once."""

    summary: str
    path: str
    edit: bool


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What an ask lacks as far as it is typed. wrong: a sentence where the date cannot be read."""

    gaps: Sequence[Gap]
    needed_by: Day | None
    wrong: str = ""


def _outlook(vault: Vault, typed: Mapping[str, str], today: Day) -> _Outlook:
    text = typed.get("ask", "")
    undated = {key: value for key, value in typed.items() if key not in ("ask", "needed_by")}
    needed_by = typed.get("needed_by")
    try:
        day = typed_day(needed_by, today) if needed_by else None
    except BadDate as error:
        return _Outlook(vault.gaps_of_new(text, undated, today), None, error.sentence)
    dated = {**undated, "needed_by": day.isoformat()} if day else undated
    return _Outlook(vault.gaps_of_new(text, dated, today), day)


def _make(vault: Vault, kind: Kind, typed: Mapping[str, str], today: Day, edit: bool) -> Made:
    text = next(value for key, value in typed.items() if key in _SAYS)
    rest = {key: value for key, value in typed.items() if key not in _SAYS}
    written = vault.create(kind, text, rest, today)
    return Made(written.summary, written.changes[0].path, edit)


class _Names(Suggester):
    """Completes the last of some names to one that is known."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.known: Sequence[str] = ()

    async def get_suggestion(self, value: str) -> str | None:
        before, comma, last = value.rpartition(",")
        begun = last.lstrip()
        before += comma + last[: len(last) - len(begun)]
        wanted = begun.casefold()
        return next((before + name for name in self.known if wanted and name.casefold().startswith(wanted)), None)


class NewForm(Form[Made]):
    """Writes the note itself, so that nothing that was typed is lost where that fails."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("form.edit", "edit", show=True, at_once=True)]

    def __init__(self, view: View, kind: Kind) -> None:
        """view: the one that it stands on."""
        super().__init__(_TITLES[kind], "Save")
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
        self._view, self._vault, self._clock, self._kind = view, view.vault, view.clock, kind
        self._names = {Kind.PERSON: _Names(), Kind.GOAL: _Names()}
        self._known: Asking[Mapping[Kind, Sequence[str]]] = Asking(self, self._learn, self._fail)
        self._ahead: Asking[_Outlook] = Asking(self, self._show_outlook, self._fail)
        self._saving = False

    def fields(self) -> ComposeResult:
        with Horizontal(id="new"):
            with Vertical():
                for field in _FIELDS[self._kind]:
                    with Horizontal(classes="field"):
                        yield label(field.label)
                        yield self._entry(field)
            if self._kind is Kind.ASK:
                yield Static(id="outlook")

    def _entry(self, field: _Field) -> Input | TextArea:
        if field.key == "ask":
            area = text_area("")
            area.id, area.placeholder = field.key, field.hint
            return area
        suggester = self._names[field.names] if field.names else None
        return Input(placeholder=field.hint, suggester=suggester, id=field.key, compact=True)

    def on_mount(self) -> None:
        vault, today = self._vault, self._clock()
        self._known.ask(
            None,
            lambda: _names(vault, today),
        )
        self._look_ahead()

    def _learn(self, names: Mapping[Kind, Sequence[str]]) -> None:
        for kind, known in names.items():
            self._names[kind].known = known

    @property
    def _filled(self) -> Mapping[str, str]:
        """What was typed, by key."""
        typed = {str(one.id): one.value for one in self.query(Input).results()}
        typed |= {str(one.id): one.text for one in self.query(TextArea).results()}
        return {key: text for key, value in typed.items() if (text := value.strip())}

    def on_input_changed(self) -> None:
        self._look_ahead()

    def on_text_area_changed(self) -> None:
        self._look_ahead()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field."""
        event.prevent_default()
        self.focus_next()

    def _look_ahead(self) -> None:
        self._warned = False
        if self._kind is Kind.ASK:
            vault, typed, today = self._vault, self._filled, self._clock()
            self._ahead.ask(tuple(typed.items()), lambda: _outlook(vault, typed, today))

    def _show_outlook(self, outlook: _Outlook) -> None:
        self.remark(outlook.wrong, wrong=True)
        lines = [Content.styled("Before it goes out", "bold")]
        lines += [Content(f"· {showable(gap.message)}") for gap in outlook.gaps] or [Content("Nothing is missing.")]
        if outlook.needed_by:
            lines += [Content(""), Content(f"Needed by {wording.day_ago(outlook.needed_by, self._clock())}.")]
        self.query_one("#outlook", Static).update(Content("\n").join(lines))

    def action_done(self) -> None:
        self._save(edit=False)

    def action_edit(self) -> None:
        self._save(edit=True)

    def _save(self, *, edit: bool) -> None:
        vault, kind, typed, today = self._vault, self._kind, self._filled, self._clock()
        if self._saving:
            return
        if not _SAYS & typed.keys():
            field = next(field for field in _FIELDS[kind] if field.key in _SAYS)
            self.remark(f"Fill in {field.label} first: {field.hint}.", wrong=True)
            self.query_one(f"#{field.key}").focus()
            return
        self._saving = True
        self._view.work(lambda: _make(vault, kind, typed, today, edit), self._saved, self._not_saved)

    def _saved(self, made: Made) -> None:
        if self.is_current:
            self.dismiss(made)
        else:
            self._view.tell(made.summary)

    def _not_saved(self) -> None:
        self._saving = False

    def _fail(self, error: JournalError) -> None:
        self.remark(error.sentence, wrong=True)


def _names(vault: Vault, today: Day) -> Mapping[Kind, Sequence[str]]:
    """What contacts and goals are called, as far as that can stand in a field as it is; goals that are over are not."""
    names: dict[Kind, list[str]] = {Kind.PERSON: [], Kind.GOAL: []}
    for known in vault.parties(today):
        name = known.party.name
        if not known.over and showable(name) == name:
            names[known.kind].append(name)
    return {kind: sorted(found, key=str.casefold) for kind, found in names.items()}


def write_new(view: View, kind: Kind) -> None:
    """Let the person write a new note on top of a view, then show that."""
    view.app.push_screen(NewForm(view, kind), partial(_show, view))


def _show(view: View, made: Made | None) -> None:
    if made:
        view.tell_done(made.summary)
        open_note(view, made.path, edit=made.edit)
