"""``journal watch``: a line per change of the queue, until stopped."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from queue import Empty, SimpleQueue

from journal.cli.command import Command
from journal.cli.context import Context
from journal.cli.table import Text
from journal.model import FollowUp
from journal.wording import names

__all__ = ["COMMANDS"]

_CHECK = 30.0
"""Seconds after which the queue is looked at though no note changed: a new day changes it too."""


def _watch(context: Context) -> int:
    news: SimpleQueue[bool] = SimpleQueue()
    known = _queue(context)
    with _stopped_by_sigterm(news), context.vault.watch(lambda _delta: news.put(True)):
        context.tell(f"Watching {context.vault.root}; Ctrl-C stops.")
        while _wait(news):
            now = _queue(context)
            for name in sorted(known.keys() | now.keys()):
                if _place(known.get(name)) != _place(now.get(name)):
                    _print_change(context, known.get(name), now.get(name))
            context.environment.stdout.flush()
            known = now
    return 0


def _wait(news: SimpleQueue[bool]) -> bool:
    """Until something may have changed; False to stop."""
    try:
        return news.get(timeout=_CHECK)
    except Empty:
        return True


@contextmanager
def _stopped_by_sigterm(news: SimpleQueue[bool]) -> Iterator[None]:
    """Only the main thread may listen to signals; SimpleQueue may be filled from within one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: news.put(False))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _queue(context: Context) -> Mapping[str, FollowUp]:
    return {follow_up.ask.note.id: follow_up for follow_up in context.vault.follow_ups(context.today)}


def _place(follow_up: FollowUp | None) -> object:
    """Equal before and after where the queue shows an ask in the same place."""
    return follow_up and (follow_up.state, follow_up.due, follow_up.needs_follow_up, follow_up.ask.note.path)


def _print_change(context: Context, was: FollowUp | None, now: FollowUp | None) -> None:
    """was: None for a new ask. now: None for one that is gone."""
    follow_up = now or was
    assert follow_up is not None
    note = follow_up.ask.note
    if context.json:
        states = {"state": now.state.value if now else None, "was": was.state.value if was else None}
        context.say_json({"id": note.id, **states, "path": note.path})
        return
    change = f"{was.state.word if was else 'new'} → {now.state.word if now else 'gone'}"
    context.say(Text(change, "bold"), "  ", names(follow_up.ask.contacts), "  ", note.title, "  ", note.path)


COMMANDS = (
    Command(
        "watch",
        "a line per change of the queue, until stopped",
        _watch,
        more="""With --json each line is a JSON document. A new ask has no state before
(was: null), one that is gone has none now (state: null).""",
    ),
)
