"""The handlers that tests keep are those that Textual chooses."""

from __future__ import annotations

import inspect
from pathlib import Path

from textual import _callback, events, messages
from textual.await_complete import AwaitComplete
from textual.await_remove import AwaitRemove
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import AwaitMount

from tests.tui import handlers
from tests.tui.stage import staged

TOLD = (
    events.Mount(), events.Idle(), events.Key("j", "j"), events.Blur(), events.ScreenResume(), messages.CloseMessages(),
    events.Resize(Size(9, 9), Size(9, 9)),
)  # fmt: skip


async def test_what_is_kept_for_each_widget_and_message_is_what_textual_chooses(network: Path) -> None:
    number = 0
    async with staged(network) as stage:
        for keys in ((), ("3", "enter"), ("escape", "colon"), ("escape", "1", "a")):
            await stage.press(*keys)
            for pump in (stage.app, *stage.app.screen.walk_children(with_self=True)):
                for message in TOLD:
                    textual_s = list(handlers._textual_handlers(pump, message.handler_name, message))
                    assert chosen(pump, message) == textual_s, (pump, message)
                    number += len(chosen(pump, message))
    assert number > 500


async def test_a_message_that_is_not_to_be_handled_further_has_no_further_handlers(network: Path) -> None:
    async with staged(network) as stage:
        message = events.Mount()
        found = iter(stage.app._get_dispatch_methods(message.handler_name, message))
        assert next(found)
        message.prevent_default()
        assert not list(found)


async def test_as_many_parameters_are_counted_as_textual_counts(network: Path) -> None:
    counts = set()
    async with staged(network) as stage:
        await stage.press("a")
        for pump in (stage.app, *stage.app.screen.walk_children(with_self=True)):
            for name, function in inspect.getmembers(type(pump), inspect.isfunction):
                for called in (function, getattr(pump, name)):
                    counts.add(number := _callback._count_parameters(called))
                    assert number == handlers._textual_count(called), called
        for waited in (AwaitMount(stage.app.screen, []), AwaitRemove([]), AwaitComplete()):
            for _ in range(2):
                assert _callback._count_parameters(waited) == handlers._textual_count(waited) == 0
    assert {0, 1, 2, 3} <= counts


def chosen(pump: MessagePump, message: Message) -> list[object]:
    return list(pump._get_dispatch_methods(message.handler_name, message))
