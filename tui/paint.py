"""How things look: the colour of a state, text cut to fit, lines across. The one place where any of it is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

from rich.cells import cell_len, set_cell_size
from rich.style import Style as RichStyle
from textual.content import Content
from textual.style import Style
from textual.theme import BUILTIN_THEMES, Theme
from textual.widget import Widget

from journal import State, showable

__all__ = [
    "COLOURS",
    "LOOKS",
    "THEMES",
    "Styled",
    "beside",
    "content",
    "entitle",
    "first_theme",
    "fit",
    "hanging",
    "rule",
    "sentences",
    "style",
]

COLOURS: Mapping[State, str] = {
    State.THANK: "$text-success",
    State.REPORT: "$text-success",
    State.ANSWERED: "$text-accent",
    State.NUDGE: "$text-warning",
    State.RELEASE: "$text-error",
    State.PARKED: "$text-secondary",
    State.DRAFT: "$foreground",
    State.WAITING: "$text-primary",
    State.DONE: "dim",
    State.CLOSED: "dim",
}
"""Variables of the theme, the same on every screen; the word always stands beside the colour."""

LOOKS: Mapping[str, str] = {
    **{str(state): colour for state, colour in COLOURS.items()},
    "": "",
    "quiet": "dim",
    "strong": "bold",
    "section": "bold $text-primary",
    "line": "dim $text-primary",
    "owed": "bold $text-success",
    "error": "bold $text-error",
    "warning": "$text-warning",
    "word": "bold underline $text-warning",
}
"""What a part of a line may look like, a state's look under the state, each as a style of Textual's."""

Styled: TypeAlias = tuple[str, str]
"""Some text of a line, and the look that it has."""


def _ansi(name: str, roles: Mapping[str, Any], frame: str, line: str, selected: str) -> Theme:
    """A theme of the terminal's 16 colours without those that many terminals show too dark, or too pale, to be read.

    frame: of what has the focus. line: of other lines. selected: the colour of selected text, which is black.
    """
    theme = BUILTIN_THEMES[name]
    variables = {
        "border": frame, "border-blurred": line, "footer-key-foreground": frame,
        "scrollbar": line, "scrollbar-hover": line, "scrollbar-active": frame,
        "scrollbar-background": "ansi_default", "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default", "scrollbar-corner-color": "ansi_default",
        "input-selection-background": selected, "input-selection-foreground": "ansi_black",
        "screen-selection-background": selected, "screen-selection-foreground": "ansi_black",
    }  # fmt: skip
    return replace(theme, **roles, variables={**theme.variables, **variables})


_VARIABLES = {
    "key": "footer-key-foreground", "cursor": "block-cursor-foreground", "behind": "block-cursor-background",
    "selected": "input-selection-background",
}  # fmt: skip


def _textual(name: str, roles: Mapping[str, Any], **colours: str) -> Theme:
    """Textual's own theme with colours that can be read, and told from each other.

    colours: key: of the footer's keys. cursor, behind: of the cursor's row. selected: behind selected text.
    """
    theme = BUILTIN_THEMES[name]
    variables = {_VARIABLES[each]: colour for each, colour in colours.items()}
    return replace(theme, **roles, variables={**theme.variables, **variables})


_BLUE = "#1f63b5"
_DARK = {"primary": "ansi_cyan", "secondary": "ansi_bright_magenta", "accent": "ansi_bright_yellow"}
_LIGHT = {"primary": "ansi_bright_black", "secondary": "ansi_bright_black", "accent": "ansi_magenta"}
THEMES: Final[Sequence[Theme]] = (
    _textual("textual-dark", {"accent": "#b98eff"}, key="#ffa62b", cursor="#ffffff"),
    _textual("textual-light", {"accent": "#8a3fd1", "warning": "#d07a00", "success": "#2e9e57"}, key="#004f8f"),
    _ansi("ansi-dark", {**_DARK, "error": "ansi_bright_red"}, "ansi_cyan", "ansi_white", "ansi_bright_blue"),
    _ansi("ansi-light", {**_LIGHT, "success": "ansi_blue"}, "ansi_blue", "ansi_bright_black", "ansi_cyan"),
    _textual("gruvbox", {}, cursor="#282828"),
    _textual("tokyo-night", {}, selected="#33467c"),
    _textual("catppuccin-latte", {}, key="#8839ef", cursor="#ffffff"),
    _textual("solarized-light", {"foreground": "#073642"}, cursor="#fdf6e3", behind=_BLUE),
    _textual("solarized-dark", {"foreground": "#d5d8c8"}, cursor="#fdf6e3", behind=_BLUE),
    _textual("rose-pine-dawn", {}, key="#286983"),
    _textual("atom-one-dark", {"foreground": "#dcdfe4"}, key="#8cc8ff"),
    _textual("atom-one-light", {"warning": "#8f6a00", "success": "#2f7d24"}, key=_BLUE, behind=_BLUE),
)
"""Take the place of Textual's own of the same names."""


def style(look: str) -> RichStyle:
    """The style of a look, in the theme of the running app."""
    return Style.parse(LOOKS[look]).rich_style


def content(parts: Iterable[Styled]) -> Content:
    """A line as Textual's text."""
    return Content.assemble(*((text, LOOKS[look]) for text, look in parts))


def entitle(widget: Widget, title: str) -> None:
    """Put a title in the frame of a widget: Textual paints all of its lines anew, even for the title it has."""
    shown = Content(showable(title))
    if shown.markup != widget.border_title:
        widget.border_title = shown


def fit(text: str, width: int) -> str:
    """Text from a note made showable and exactly so many cells wide, cut with ``…`` where it is longer."""
    text = showable(text)
    if width < 1:
        return ""
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def sentences(text: str, width: int) -> str:
    """Sentences cut to one line: of the last one, which lists what can be done, the end is dropped.

    Where the sentences before it are too long already, they are cut with ``…``.
    """
    text = showable(text)
    if cell_len(text) <= width:
        return text
    before, dot, last = text.rpartition(". ")
    ways = last.rstrip(".").split(", ")
    for number in range(len(ways) - 1, 0, -1):
        shorter = f"{before}{dot}{', '.join(ways[:number])}."
        if dot and cell_len(shorter) <= width:
            return shorter
    return fit(f"{before}." if dot else text, width).rstrip()


def rule(title: str, width: int, sign: str = "━") -> tuple[Styled, ...]:
    """A title in a rule across the width, in cells."""
    text = fit(title, min(cell_len(showable(title)), max(1, width - 5)))
    return (f"{sign * 2} ", "line"), (text, "section"), (" " + sign * (width - cell_len(text) - 5), "line")


def hanging(label: Content, text: Content, width: int) -> Content:
    """A text after a label, wrapped, with further lines indented to the text; without that where there is no room."""
    indent = label.cell_length
    if width < indent + 10:
        return label + text
    return label + Content("\n" + " " * indent).join(text.wrap(width - indent))


def beside(left: Sequence[Content], right: Sequence[Content], width: int) -> Content:
    """Two columns of lines as one text. width: of the first column, in cells."""
    count = max(len(left), len(right))
    lines = zip(
        [*left, *[Content("")] * (count - len(left))], [*right, *[Content("")] * (count - len(right))], strict=True
    )
    return Content("\n").join(one.pad_right(max(0, width - one.cell_length)) + other for one, other in lines)


def first_theme(color_system: str | None, environment: Mapping[str, str], chosen: str | None = None) -> str:
    """The theme to begin with: the chosen one; the terminal's own colours where it has only 16.

    Where none was chosen it is light where the terminal is: COLORFGBG ends with the colour of the
    background, and 7 and 15 are the light ones. With NO_COLOR the terminal's own colours, of which Textual
    does not know how light they are, would all become black.
    """
    grey = "NO_COLOR" in environment
    many = grey or color_system in ("256", "truecolor", "windows")
    if chosen and (not grey if chosen.startswith("ansi-") else many):
        return chosen
    light = environment.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    family = "textual" if many else "ansi"
    return f"{family}-{'light' if light else 'dark'}"
