"""Textual's choice of handlers, kept: it looks through all classes of a widget for each message it gets, and reads
the signature of each callback before it calls it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import CodeType, FunctionType, MethodType
from typing import Any, TypeAlias

import pytest
from textual import _callback
from textual.message import Message
from textual.message_pump import MessagePump

__all__ = ["Handlers"]

_textual_handlers = MessagePump._get_dispatch_methods
_textual_count = _callback._count_parameters
Handler: TypeAlias = Callable[[Message], Any]


class Handlers:
    """The handlers by class, name and message, as found so far; and how many parameters each code has that was called.

    None: the decorated ones, which look at the message.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[type, str, type], list[tuple[type, Any]] | None] = {}
        self._counts: dict[tuple[CodeType, bool], int] = {}

    def keep(self, patch: pytest.MonkeyPatch) -> None:
        """Keep them from now on; a class must get no other handlers then."""

        def handlers(pump: MessagePump, name: str, message: Message) -> Iterable[tuple[type, Handler]]:
            key = type(pump), name, type(message)
            if key not in self._found:
                self._found[key] = _found(*key)
            found = self._found[key]
            return _textual_handlers(pump, name, message) if found is None else _bound(pump, message, found)

        def count(called: Callable[..., object]) -> int:
            own = type(called).__call__
            is_made = isinstance(own, FunctionType)  # to be called, as what waits until a widget is mounted
            code = own.__code__ if is_made else getattr(called, "__code__", None)
            if code is None or hasattr(called, "__wrapped__") or hasattr(called, "__signature__"):
                return _textual_count(called)
            key = code, is_made or isinstance(called, MethodType)
            if key not in self._counts:
                self._counts[key] = _textual_count(called)
            return self._counts[key]

        patch.setattr(MessagePump, "_get_dispatch_methods", handlers)
        patch.setattr(_callback, "_count_parameters", count)


def _found(pump: type, name: str, message: type) -> list[tuple[type, Any]] | None:
    found = []
    for cls in pump.__mro__:
        if not vars(cls).get("_decorated_handlers", {}).keys().isdisjoint(message.__mro__):
            return None
        method = vars(cls).get(f"_{name}") or vars(cls).get(name)
        if method is not None and not getattr(method, "_textual_on", None):
            found.append((cls, method))
    return found


def _bound(pump: MessagePump, message: Message, found: Iterable[tuple[type, Any]]) -> Iterable[tuple[type, Handler]]:
    for cls, method in found:
        if message._no_default_action:  # as a handler before may have asked
            return
        yield cls, method.__get__(pump, cls)
