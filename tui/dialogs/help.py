"""What happens to an ask, state by state, and the keys that work here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from journal import State, wording
from tui import paint
from tui.dialogs.dialog import Dialog
from tui.keymap import NEXT, bind, spoken
from tui.widgets.key_bar import KeyBar
from tui.widgets.preview import Preview

__all__ = ["Help"]

_KEY, _STATE = 9, 10
"""Cells of a key, and of a state, before what it means."""
_TWO_COLUMNS = 104
"""Cells from which there is room for two columns."""
_LIFE = (
    State.DRAFT, State.PARKED, State.WAITING, State.NUDGE, State.ANSWERED, State.THANK, State.REPORT, State.DONE,
    State.RELEASE, State.CLOSED,
)  # fmt: skip
"""The states as an ask goes through them."""
_Block: TypeAlias = list[Content]
"""A heading and the lines below it."""


class Help(Dialog[None]):
    """keys: the keys with what each does, by heading. own: remapped keyboard keys by id."""

    AUTO_FOCUS = "Preview"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("nav.back", "dismiss", show=True),
        bind("nav.quit", "dismiss"),
        bind("app.help", "dismiss"),
    ]

    def __init__(self, keys: Mapping[str, Sequence[tuple[str, str]]], own: Mapping[str, str]) -> None:
        super().__init__()
        self._keys, self._own = keys, own

    def compose(self) -> ComposeResult:
        down, up, back = (spoken(what, self._own) for what in ("list.down", "list.up", "nav.back"))
        box = Preview()
        box.border_subtitle = f"{down} {up} scroll, {back} closes · keys of your own: “journal keys”"
        yield box
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Preview).show("help", self._text, "Help")

    def _text(self, width: int) -> Content:
        """All blocks as one text, in two columns where there is room."""
        columns = 2 if width >= _TWO_COLUMNS else 1
        blocks = list(self._blocks(width // columns - 3))
        if columns == 1:
            return Content("\n").join(_lines(blocks))
        left, right = _balanced(blocks)
        right += [Content("")] * (len(left) - len(right))
        left += [Content("")] * (len(right) - len(left))
        return Content("\n").join(
            one.pad_right(width // 2 - one.cell_length) + other for one, other in zip(left, right, strict=True)
        )

    def _blocks(self, width: int) -> Iterator[_Block]:
        """The life of an ask, the keys under their headings, and the signs for days. width: of a column, in cells."""
        life = [(Content.styled(state.word, paint.COLOURS[state]), self._step(state)) for state in _LIFE]
        yield _block("What happens to an ask", life, _STATE, width)
        for title, keys in self._keys.items():
            yield _block(title, [(Content.styled(shown, "$text-accent"), does) for shown, does in keys], _KEY, width)
        unsure = "a date or the status cannot be read"
        days = [
            ("!", "three days late or more"),
            ("?", unsure),
            ("+9d", "nine days late"),
            ("-3d", "due in three days"),
        ]
        yield _block("Days", [(Content(day), meaning) for day, meaning in days], _STATE, width)

    def _step(self, state: State) -> str:
        """The meaning of a state, and the key for its next step."""
        key, _ = NEXT.get(state, ("", ""))
        return f"{wording.MEANINGS[state]}: {spoken(key, self._own)}" if key else wording.MEANINGS[state]


def _block(title: str, lines: Iterable[tuple[Content, str]], lead: int, width: int) -> _Block:
    """A heading above signs with their meanings; long ones are wrapped. lead: the least width of a sign, in cells."""
    block = [Content.styled(title, "bold")]
    lines = list(lines)
    lead = max([lead, *(sign.cell_length + 1 for sign, _ in lines)])
    for sign, meaning in lines:
        first, *others = Content(meaning).wrap(max(1, width - lead - 2)) or [Content("")]
        block.append(Content("  ") + sign.pad_right(max(1, lead - sign.cell_length)) + first)
        block += [Content(" " * (lead + 2)) + other for other in others]
    return block


def _balanced(blocks: Sequence[_Block]) -> tuple[_Block, _Block]:
    """Two columns of whole blocks, in order, as even as possible."""
    columns = ((_lines(blocks[:at]), _lines(blocks[at:])) for at in range(len(blocks) + 1))
    return min(columns, key=lambda both: max(map(len, both)))


def _lines(blocks: Iterable[_Block]) -> list[Content]:
    return [line for block in blocks for line in block]
