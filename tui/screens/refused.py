"""The keys that would only say why they do nothing, for what they are pressed on: the palette leaves them out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import TypeAlias

import journal
from journal import FollowUp, JournalError, Party, Vault
from journal.model import Day
from tui.keymap import KEYS
from tui.screens.ask_actions import AskActions
from tui.screens.ask_steps import asks_for, path_of, thanking
from tui.screens.contacts import ContactsScreen
from tui.screens.drafting import draft_for, is_for
from tui.screens.found import FoundActions
from tui.screens.problems import ProblemsScreen
from tui.screens.view import View, sync_of

__all__ = ["refused"]

_Jobs: TypeAlias = dict[str, Callable[[], object]]
"""Jobs that write nothing, by the id of a key: one gives nothing, or raises JournalError, where it does nothing."""
_MESSAGE = "person.message"
_STEPS = [what for what in KEYS if what.startswith("ask.") and what != "ask.thank"]


def refused(view: View) -> Callable[[], Collection[str]]:
    """A job for a worker thread that gives the ids of keys that do nothing on a screen as it is now."""
    vault, today = view.vault, view.clock()
    sync = sync_of(vault)
    jobs: _Jobs = {
        "edit.undo": partial(sync.undo, dry_run=True),
        "edit.redo": partial(sync.redo, dry_run=True),
    }
    if isinstance(view, AskActions):
        paths, about = view.paths(), view.about
        waits = isinstance(view, FoundActions) and view.found is not None and not paths
        return lambda: _failing(jobs | _of_asks(vault, paths, about, today)) - ({"ask.close"} if waits else set())
    if isinstance(view, ContactsScreen):
        whom = view.to_meet
        jobs[_MESSAGE] = lambda: whom and journal.message_to(vault, whom[0], today)
    if isinstance(view, ProblemsScreen):
        noted = view.chosen_path
        jobs["problem.fix"] = lambda: vault.fix(vault.notes_at([noted] if noted else []), dry_run=True)
    return lambda: _failing(jobs)


def _failing(jobs: _Jobs) -> set[str]:
    """The ids whose job gives nothing."""
    return {what for what, job in jobs.items() if _fails(job)}


def _fails(job: Callable[[], object]) -> bool:
    try:
        return not job()
    except JournalError:
        return True


def _of_asks(vault: Vault, paths: Sequence[str], about: Party | None, today: Day) -> _Jobs:
    """The keys that act on the asks in some notes. about: whose page they are pressed on. Raises JournalError."""
    asks = vault.asks(paths, today) if paths else ()
    jobs: _Jobs = {what: partial(asks_for, vault, paths, what.removeprefix("ask."), today, "") for what in _STEPS}

    def others(parties: Iterable[Party]) -> bool:
        """Whether the first of some parties has a page other than this one."""
        first = next(iter(parties), None)
        return first is not None and (about is None or first.key != about.key)

    def all_due() -> object:
        whom = asks[0].whom if asks else ()
        return whom and journal.message_to(vault, whom[0], today)

    def shown(step: str) -> object:
        """Whether a step is possible, and the message that its key shows for one ask."""
        taken = asks_for(vault, paths, step, today, "")
        return draft_for(vault, path_of(taken[0]), step, today) if len(taken) == 1 else taken

    return jobs | {
        "ask.send": partial(shown, "send"),
        "ask.nudge": partial(shown, "nudge"),
        "ask.thank": lambda: asks and _thanks(vault, asks, today),
        "copy.message": lambda: len(asks) == 1 and journal.message(vault, asks[0], today),
        "copy.path": lambda: asks,
        "go.contact": lambda: asks and others(asks[0].ask.contacts),
        "go.goal": lambda: asks and others(goal.party for goal in asks[0].ask.goals),
        _MESSAGE: all_due,
    }


def _thanks(vault: Vault, asks: Sequence[FollowUp], today: Day) -> bool:
    """Whether the key that thanks or reports has a message to show, or one step to take for several asks."""
    steps = thanking(asks)
    if len(asks) > 1:
        return len(steps) == 1 and bool(asks_for(vault, list(map(path_of, asks)), steps.pop(), today, ""))
    return steps == {"report"} or is_for("thank", draft_for(vault, path_of(asks[0]), "thank", today)[1])
