"""The views by their names: what is not looked at is not imported, and costs no time at the start."""

from __future__ import annotations

from collections.abc import Mapping

from textual.command import Provider

from journal import Vault
from tui.screens.view import Clock, View

__all__ = ["VIEWS", "actions", "made", "places"]

VIEWS: Mapping[int, tuple[str, str]] = {
    1: ("follow_ups", "Follow-ups"),
    2: ("asks", "Asks"),
    3: ("contacts", "Contacts"),
    4: ("goals", "Goals"),
    6: ("search", "Search"),
    8: ("problems", "Problems"),
}
"""Name and title of each view by the digit that goes there, in their order."""


def made(view: str, vault: Vault, clock: Clock) -> View:
    """A view other than the first, when somebody first goes there."""
    match view:
        case "asks":
            from tui.screens.asks import AsksScreen

            return AsksScreen(vault, clock)
        case "contacts":
            from tui.screens.contacts import ContactsScreen

            return ContactsScreen(vault, clock)
        case "goals":
            from tui.screens.goals import GoalsScreen

            return GoalsScreen(vault, clock)
        case "search":
            from tui.screens.search import SearchScreen

            return SearchScreen(vault, clock)
        case "problems":
            from tui.screens.problems import ProblemsScreen

            return ProblemsScreen(vault, clock)
    raise ValueError(view)


def actions() -> type[Provider]:
    """What the palette offers to do, imported when it first opens."""
    from tui.commands import Actions

    return Actions


def places() -> type[Provider]:
    """Where the palette leads to, imported when it first opens."""
    from tui.commands import GoTo

    return GoTo
