"""The lines around a screen: where we are and how the vault stands, the views, and what there is to say."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from journal import wording
from journal.model import Day
from journal.showable import showable
from tui import paint
from tui.messages import SwitchTo

__all__ = ["Bars", "StatusLine", "Tab", "TabBar", "TopBar"]


class Tab(NamedTuple):
    """A view in the tab bar. number: how many things want to be done there, None where unknown."""

    view: str
    key: str
    title: str
    number: int | None

    @property
    def text(self) -> str:
        return f"{self.key} {self.title}{f' {self.number}' if self.number else ''}"


class Bars(NamedTuple):
    """The contents of the lines around a screen. place: the vault's folder. condition: how it is watched and synced."""

    place: str
    today: Day
    condition: str
    tabs: tuple[Tab, ...]


class TopBar(Widget):
    """The vault at the left; the day and the vault's condition at the right."""

    bars: Bars | None = None

    def show(self, bars: Bars) -> None:
        if bars != self.bars:
            self.bars = bars
            self.refresh()

    def render(self) -> RenderResult:
        if self.bars is None:
            return Content("")
        today, condition = self.bars.today, showable(self.bars.condition)
        date = f"{wording.weekday(today)} {today.year}"
        for left, right in (
            (f"journal  {self.bars.place}", f"{date} · {condition}"),
            ("journal", f"{date} · {condition}"),
            ("journal", condition),
            ("", condition),
        ):
            gap = self.size.width - len(left) - len(right)
            if gap >= 2:
                break
        return Content.assemble((left, "bold"), " " * max(0, gap), right)


class TabBar(Widget):
    """The views that there are, the current one in brackets; a click goes to one."""

    bars: Bars | None = None

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current

    def show(self, bars: Bars) -> None:
        if bars != self.bars:
            self.bars = bars
            self.refresh()

    def _tabs(self) -> list[tuple[Tab, str]]:
        """Each tab with its text, the current one in brackets; where there is no room for all, some have no title."""
        tabs = self.bars.tabs if self.bars else ()
        texts = [f"[{tab.text}]" if tab.view == self._current else f" {tab.text} " for tab in tabs]
        for place, tab in reversed(list(enumerate(tabs))):
            if sum(map(len, texts)) > self.size.width and tab.view != self._current and not tab.number:
                texts[place] = f" {tab.key} "
        return list(zip(tabs, texts, strict=True))

    def render(self) -> RenderResult:
        return paint.content((text, "section" if tab.view == self._current else "quiet") for tab, text in self._tabs())

    def on_click(self, event: events.Click) -> None:
        """Ask for the view whose tab was clicked."""
        right = 0
        for tab, text in self._tabs():
            right += len(text)
            if event.x < right:
                self.post_message(SwitchTo(tab.view))
                return


class StatusLine(Static):
    """The bottom line: what to do for the row under the cursor, on one line, or an error in full."""

    _said = ""

    def show(self, text: str, *, wrong: bool = False, whole: bool = False) -> None:
        """Show a text. wrong: as an error. whole: on up to three lines rather than cut, as errors are."""
        self._said = text
        whole |= wrong
        relaid = whole or self.has_class("-whole")
        self.set_class(wrong, "-wrong")
        self.set_class(whole, "-whole")
        self.screen.set_class(whole, "-said-whole")
        self.update(self._shown(), layout=relaid)

    def on_resize(self) -> None:
        self.update(self._shown(), layout=False)

    def _shown(self) -> Content:
        """The text, cut to one line unless it is to be whole."""
        if self.has_class("-whole"):
            return Content(showable(self._said))
        return Content(paint.sentences(self._said, self.size.width) if self.size.width else "")
