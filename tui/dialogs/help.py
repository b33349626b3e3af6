"""The keys that work here, and what the states mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from journal import State, wording
from tui import paint
from tui.dialogs import STYLES
from tui.keymap import bind

__all__ = ["Help"]


class Help(ModalScreen[None]):
    """keys: under their headings, as the person sees them, with what each does."""

    CSS_PATH = STYLES
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("nav.back", "dismiss"),
        bind("nav.quit", "dismiss"),
        bind("app.help", "dismiss"),
        bind("list.down", "scroll(1)"),
        bind("list.up", "scroll(-1)"),
    ]

    def __init__(self, keys: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = "Help"
            box.border_subtitle = "Esc closes"
            yield Static(self._text())

    def _text(self) -> Content:
        lines = []
        for title, keys in self._keys.items():
            lines.append(Content.styled(title, "bold"))
            lines += [Content.assemble((f"  {shown:<18}", "$text-accent"), does) for shown, does in keys]
        lines += [Content(""), Content.styled("States", "bold")]
        lines += [
            Content.assemble((f"  {state.word:<9}", paint.COLOURS[state]), wording.MEANINGS[state]) for state in State
        ]
        lines += [
            Content(""),
            Content.styled("Days", "bold"),
            Content("  !        three days late or more"),
            Content("  +9d      nine days late"),
            Content("  -3d      due in three days"),
            Content(""),
            Content.styled("Every key can be another: “journal keys” prints them for your config.toml.", "$text-muted"),
        ]
        return Content("\n").join(lines)

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
