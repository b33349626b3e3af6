"""``journal watch``: a line per change of the queue, until stopped."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from queue import Empty, SimpleQueue

from journal.cli.command import Command
from journal.cli.table import Text
from journal.model import Delta, Watched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from journal.cli.context import Context
    from journal.model import QueueLine

__all__ = ["COMMANDS"]

_CHECK = 30.0
"""Seconds after which the queue is looked at though no note changed: a new day changes it too."""
_News: TypeAlias = "SimpleQueue[Delta | Watched | None]"
"""What the watch reports; None to stop."""


def _watch(context: Context) -> int:
    news: _News = SimpleQueue()
    known, way = _queue(context), "watching"
    with _stopped_by_sigterm(news), context.vault.watch(news.put, news.put):
        context.warn(f"Watching {context.vault.root}; Ctrl-C stops.")
        while (told := _next(news)) is not None:
            if isinstance(told, Watched):
                way = _warn_of_change(context, told, way)
            else:
                before, known = known, _queue(context)
                _print_changes(context, before, known)
    return 0


def _next(news: _News) -> Delta | Watched | None:
    """The next news; an empty Delta where none comes for a while; None once the watch is to stop."""
    try:
        return news.get(timeout=_CHECK)
    except Empty:
        return Delta()


def _warn_of_change(context: Context, watched: Watched, told: str) -> str:
    """Warn where the vault is now watched in another way; gives the short name of that way.

    told: the one warned of last.
    """
    if watched.mode == "reading" or watched.short == told:
        return told
    context.warn(watched.sentence)
    return watched.short


@contextmanager
def _stopped_by_sigterm(news: _News) -> Iterator[None]:
    """Have SIGTERM end the watch inside.

    Only the main thread may listen to signals; SimpleQueue may be filled from within a signal handler.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: news.put(None))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _queue(context: Context) -> Mapping[str, QueueLine]:
    """The queue as a dict from an ask's id to its line."""
    return {line.id: line for line in context.vault.queue(context.today)}


def _print_changes(context: Context, before: Mapping[str, QueueLine], now: Mapping[str, QueueLine]) -> None:
    """Print a line for each ask that has another place in the queue, sorted by id."""
    for name in sorted(before.keys() | now.keys()):
        if _place_in_queue(before.get(name)) != _place_in_queue(now.get(name)):
            _print_change(context, before.get(name), now.get(name))
    context.environment.write("", at_once=True)


def _place_in_queue(line: QueueLine | None) -> object:
    """The place of an ask in the queue, as a value that is equal before and after where nothing moved."""
    return line and (line.state, line.due, line.needs_follow_up, line.path)


def _print_change(context: Context, was: QueueLine | None, now: QueueLine | None) -> None:
    """was: None for a new ask. now: None for one that is gone."""
    line = now or was
    assert line is not None
    if context.json:
        states = {"state": now.state.value if now else None, "was": was.state.value if was else None}
        context.print_json({"id": line.id, **states, "path": line.path})
        return
    change = f"{was.state.word if was else 'new'} → {now.state.word if now else 'gone'}"
    context.print(Text(change, "bold"), "  ", line.whom, "  ", line.title, "  ", line.path)


COMMANDS = (
    Command(
        "watch",
        _watch,
        more="""With --json each line is a JSON document. A new ask has no state before
(was: null), one that is gone has none now (state: null).""",
    ),
)
