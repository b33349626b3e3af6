"""The views by their names: what is not looked at is not imported, and costs no time at the start."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

from textual.command import Provider

from journal import Vault
from tui.messages import OpenAsk, OpenContact, OpenGoal, OpenMeeting, OpenNote, OpenPage, OpenWho
from tui.screens.view import Clock, View

__all__ = ["VIEWS", "ListedView", "actions", "made", "made_page", "places"]


class ListedView(NamedTuple):
    """A view that a digit key opens. name: the screen's VIEW. screen: where its class is, ``module:Class``."""

    name: str
    title: str
    screen: str


VIEWS: Mapping[int, ListedView] = {
    1: ListedView("follow_ups", "Follow-ups", "tui.screens.follow_ups:FollowUpsScreen"),
    2: ListedView("asks", "Asks", "tui.screens.asks:AsksScreen"),
    3: ListedView("contacts", "Contacts", "tui.screens.contacts:ContactsScreen"),
    4: ListedView("goals", "Goals", "tui.screens.goals:GoalsScreen"),
    5: ListedView("timeline", "Timeline", "tui.screens.timeline:TimelineScreen"),
    6: ListedView("search", "Search", "tui.screens.search:SearchScreen"),
    7: ListedView("review", "Review", "tui.screens.review:ReviewScreen"),
    8: ListedView("problems", "Problems", "tui.screens.problems:ProblemsScreen"),
}
"""Each view by the digit that goes there, in the order of the tabs."""


def made(view: ListedView, vault: Vault, clock: Clock) -> View:
    """The screen of a view, made when somebody first goes there."""
    module, _, name = view.screen.partition(":")
    screen: type[View] = getattr(import_module(module), name)
    return screen(vault, clock)


def made_page(wanted: OpenPage, vault: Vault, clock: Clock) -> View:
    """The screen of a page that somebody wants to open."""
    match wanted:
        case OpenAsk():
            from tui.screens.ask import AskScreen

            return AskScreen(vault, clock, wanted.path)
        case OpenContact():
            from tui.screens.contact import ContactScreen

            return ContactScreen(vault, clock, wanted.party)
        case OpenGoal():
            from tui.screens.goal import GoalScreen

            return GoalScreen(vault, clock, wanted.party)
        case OpenMeeting():
            from tui.screens.meeting import MeetingScreen

            return MeetingScreen(vault, clock, wanted.path)
        case OpenWho():
            from tui.screens.who import WhoScreen

            return WhoScreen(vault, clock, wanted.words, wanted.first)
        case OpenNote():
            from tui.screens.note import NoteScreen

            return NoteScreen(vault, clock, wanted.note)
    raise ValueError(wanted)


def actions() -> type[Provider]:
    """The palette's provider of actions, imported when the palette first opens."""
    from tui.commands import Actions

    return Actions


def places() -> type[Provider]:
    """The palette's provider of contacts, goals and asks, imported when the palette first opens."""
    from tui.commands import GoTo

    return GoTo
