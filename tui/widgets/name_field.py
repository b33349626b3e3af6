"""A line for names of people, goals or pieces, which offers those that are known."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from journal import Names, showable

__all__ = ["NameField"]

_MOST = 4
"""Names that are offered at once."""


class NameField(Input):
    """A field that offers all names of which a part is typed, best first; an unknown name is called new.

    many: commas separate several names. what: the word for one of them, such as person.
    """

    class Offered(Message):
        """The offers to show below the field. said: empty for none."""

        def __init__(self, field: NameField, said: Content) -> None:
            super().__init__()
            self.field, self.said = field, said

    def __init__(self, what: str, value: str, *, many: bool, placeholder: str, id: str) -> None:
        super().__init__(value, placeholder=placeholder, id=id, compact=True)
        self._what, self._many = what, many
        self._known: Names | None = None
        self._at = 0

    def set_known_names(self, names: Names | None) -> None:
        """Set the names to offer. None: offer none, and do not remark that a typed name is new."""
        self._known = names
        self.post_offers()

    @property
    def _begun(self) -> tuple[str, str]:
        """The text before the name that is being typed, and that name."""
        before, comma, last = self.value.replace(";", ",").rpartition(",") if self._many else ("", "", self.value)
        name = last.strip()
        return (f"{before}, " if comma else ""), name

    @property
    def _offers(self) -> list[str]:
        """The names that the typed one may mean; none where it is one of them already."""
        _, begun = self._begun
        if not begun or self._known is None:
            return []
        names = [each.party.name for each in self._known.matching(begun)]
        fit = [name for name in names if showable(name) == name and not (self._many and "," in name)]
        return [] if begun in fit or begun.startswith("[[") else fit[:_MOST]

    @property
    def _is_new(self) -> bool:
        """Whether nobody known has the name that is being typed; False for a link, and where no names are known."""
        _, begun = self._begun
        return bool(begun) and self._known is not None and not begun.startswith("[[") and not self._known.are_of(begun)

    def _almost(self, offers: Sequence[str]) -> str:
        """``, almost “Sam”``: the name that a new one almost is, where it is none of those that are offered."""
        near = self._known.near(self._begun[1]) if self._known and not offers else ()
        return f", almost “{showable(near[0].party.name)}”" if near else ""

    def post_offers(self) -> None:
        """Post what is offered; after the field was left, only that a name is new."""
        offers = self._offers if self.has_focus else []
        said = [
            Content.styled(f"▌{name}", "bold") if place == self._at else Content(f" {name}")
            for place, name in enumerate(offers)
        ]
        if self._is_new:
            new = f"new {self._what}: “{showable(self._begun[1])}”{self._almost(offers)}"
            said.append(Content.styled(f"▌{new}" if self._at >= len(offers) and offers else f" {new}", "italic"))
        self.post_message(self.Offered(self, Content("\n").join(said)))

    def take(self) -> None:
        """Replace the typed name by the highlighted offer, if there is one."""
        offers = self._offers
        if self._at < len(offers):
            self.value = self._begun[0] + offers[self._at]
            self.cursor_position = len(self.value)

    def move(self, step: int) -> bool:
        """Go to the next offer; False where there is none in that direction."""
        last = len(self._offers) - (0 if self._is_new else 1)
        if not 0 <= self._at + step <= last:
            return False
        self._at += step
        self.post_offers()
        return True

    def on_input_changed(self) -> None:
        self._at = 0
        self.post_offers()

    def on_focus(self, _event: events.Focus) -> None:
        self.call_next(self.post_offers)

    def on_blur(self, _event: events.Blur) -> None:
        self.call_next(self.post_offers)

    def action_cursor_right(self, select: bool = False) -> None:
        """Move the cursor; at the end of the text, take the offer."""
        if not select and self.cursor_at_end:
            self.take()
        else:
            super().action_cursor_right(select)
