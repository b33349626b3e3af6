"""The command palette: every action that a key does here, by its name, and every contact, goal and ask."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Coroutine, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest

from textual import work
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.message import Message
from textual.timer import Timer, TimerCallback
from textual.widgets import Input

from journal import Kind, Sought, Vault, showable
from journal.model import Day
from tui import paint
from tui.keymap import KEYS, SUITED
from tui.messages import OpenAsk, OpenContact, OpenGoal, OpenMeeting
from tui.screens.refused import refused
from tui.screens.view import View
from tui.sizes import LaidOutOnce

__all__ = ["Actions", "GoTo", "Palette"]

_THEME = "choose a theme, dark or light"
_MOVES = ("nav", "list", "view")
"""First words of the ids of keys that lead somewhere, and do nothing."""
_MOST = 50
"""Places to go that are offered at once: nobody reads more, and each costs time to show."""


class Palette(CommandPalette, LaidOutOnce[None]):
    """A palette that closes once, however often it is told to, and then takes no keys.

    wanted: the placeholder of its line. providers: None for the app's.
    """

    def __init__(self, wanted: str, providers: Sequence[type[Provider]] | None = None) -> None:
        super().__init__(providers, placeholder=wanted)
        self._left = False

    def dismiss(self, result: None = None) -> AwaitComplete:
        if self._left or not self.is_active:
            return AwaitComplete()
        self._left = True
        self.workers.cancel_node(self)
        self._show_busy = False  # which its worker would do at its end, when what shows it may be gone
        return super().dismiss(result)

    def _action_command_list(self, action: str) -> None:
        """Move in the list as Textual does; do nothing where the list is not laid out yet."""
        with suppress(KeyError):  # a list that is not laid out yet does not know where its lines are
            super()._action_command_list(action)

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        """Gather the hits as Textual does; none where the list is gone, since the palette or the program is closing."""
        if self.query(CommandList):
            await CommandPalette._gather_commands.__wrapped__(self, search_value)  # type: ignore[attr-defined]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for nothing while the palette is closing."""
        if self._left:
            event.prevent_default()

    def set_timer(
        self,
        delay: float,
        callback: TimerCallback | None = None,
        *,
        name: str | None = None,
        pause: bool = False,
    ) -> Timer:
        """A timer whose callback does nothing once the palette is closing."""

        def unless_left() -> object:
            return callback() if callback and not self._left else None

        return super().set_timer(delay, unless_left, name=name, pause=pause)


class Actions(Provider):
    """Offers the actions of the keys that do something on the screen below the palette."""

    _refused: Collection[str] = ()

    async def startup(self) -> None:
        """Find out which keys would only say why they do nothing."""
        if isinstance(self.screen, View):
            self._refused = await asyncio.to_thread(refused(self.screen))

    def _live(self) -> Iterator[tuple[str, Binding, DOMNode]]:
        """The name, binding and node of each key that does something now; each action once."""
        done = {"app.palette", *self._refused}
        for active in self.screen.active_bindings.values():
            what = active.binding.id
            if what is not None and what in KEYS and what not in done and self._suits(what, active.binding):
                done.add(what)
                yield _named(KEYS[what].label, active.binding.tooltip), active.binding, active.node

    def _suits(self, what: str, binding: Binding) -> bool:
        """Whether a key does something on the screen below. Of a step, which may be possible before it is advisable,
        the rules say so.
        """
        if not isinstance(self.screen, View) or what in SUITED:
            return True
        return binding.action != f"view('{self.screen.VIEW}')" and self.screen.suits(what)

    def _run(self, binding: Binding, node: DOMNode) -> partial[Coroutine[object, object, bool]]:
        """A call that does what a key does, for a line of the palette."""
        return partial(self.app.run_action, binding.action, node)

    async def discover(self) -> Hits:
        """All actions: first those for an ask, last those that move."""

        def order(live: tuple[str, Binding, DOMNode]) -> tuple[bool, bool]:
            first = (live[1].id or "").partition(".")[0]
            return first in _MOVES, first != "ask"

        for does, binding, node in sorted(self._live(), key=order):
            yield DiscoveryHit(self._line(Content(does), binding), self._run(binding, node), text=does)
        yield DiscoveryHit(_THEME, self.app.action_change_theme)

    async def search(self, query: str) -> Hits:
        """The actions that have all words of a query, before places that fit as well."""
        sought = Sought(query)
        for does, binding, node in self._live():
            if (rank := sought.rank(does)) is not None:
                shown = self._line(_shown(does, sought), binding)
                yield Hit(_score(rank, 0), shown, self._run(binding, node), text=does)
        if (rank := sought.rank(_THEME)) is not None:
            yield Hit(_score(rank, 0), _shown(_THEME, sought), self.app.action_change_theme, text=_THEME)

    def _line(self, does: Content, binding: Binding) -> Content:
        """A line of the palette: what the key does, and the key."""
        return does + Content.styled(f"  key {self.app.get_key_display(binding)}", paint.LOOKS["quiet"])


def _named(label: str, does: str) -> str:
    """What a key does, below the name that the key bar gives it."""
    return does if all(word in does.casefold() for word in label.casefold().split()) else f"{label}: {does}"


@dataclass(frozen=True, slots=True)
class _Place:
    """A place to go to. name: showable. kind: contact, goal, meeting or ask. message: opens it."""

    name: str
    kind: str
    message: Callable[[], Message]

    @property
    def title(self) -> str:
        return f"go to {self.kind} {self.name}"


class GoTo(Provider):
    """Opens a contact, a goal, a meeting or an ask by a part of its name."""

    async def search(self, query: str) -> Hits:
        if not isinstance(self.screen, View) or not query.strip():
            return
        sought = Sought(query)
        vault, today = self.screen.vault, self.screen.clock()
        for order, (rank, place) in enumerate(await asyncio.to_thread(_best, vault, today, sought)):
            yield Hit(
                _score(rank, 1 + order), _shown(place.title, sought), partial(self._open, place), text=place.title
            )

    def _open(self, place: _Place) -> None:
        self.app.post_message(place.message())


def _score(rank: int, order: int) -> float:
    """The score of a hit, by which Textual sorts. rank: of ``Sought``. order: among hits of a rank, 0 for the first."""
    return 3.0 - rank - order / (_MOST + 1)


def _shown(title: str, sought: Sought) -> Content:
    """A title with the letters emphasized by which it was found."""
    shown = Content(title)
    for at in sought.places(title):
        shown = shown.stylize("bold underline", at, at + 1)
    return shown


def _best(vault: Vault, today: Day, sought: Sought) -> Iterable[tuple[int, _Place]]:
    """The ranks and places that fit best: first whose name begins so, or has all words, then the shorter ones."""

    def order(found: tuple[int, _Place]) -> tuple[int, bool, bool, int]:
        rank, place = found
        return rank, not sought.begins(place.name), sought.rank(place.name) != rank, len(place.name)

    ranked = ((sought.rank(place.title), place) for place in _places(vault, today))
    return nsmallest(_MOST, ((rank, place) for rank, place in ranked if rank is not None), key=order)


def _places(vault: Vault, today: Day) -> Iterator[_Place]:
    """Every contact, goal, meeting and ask, done and closed ones too. Raises JournalError."""
    for known in vault.parties(today):
        what, message = ("goal", OpenGoal) if known.kind is Kind.GOAL else ("contact", OpenContact)
        yield _Place(showable(known.party.name), what, partial(message, known.party))
    for path, title in vault.meeting_titles():
        yield _Place(showable(title), "meeting", partial(OpenMeeting, path))
    for line in vault.queue(today):
        who, title = showable(line.contacts), showable(line.title)
        yield _Place(f"{title} · {who}" if who else title, "ask", partial(OpenAsk, line.path))
