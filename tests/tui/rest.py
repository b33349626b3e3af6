"""Waiting until an app is at rest, by what it has still to do instead of by how busy the processor is.

Textual's own waiting sleeps 20 ms twice after each key, and goes on where the machine has no time for the process.
"""

from __future__ import annotations

import asyncio

from rich.console import RenderableType
from textual._compositor import Compositor
from textual._context import active_app, visible_screen_stack
from textual.app import App
from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen

from tui.app import JournalApp
from tui.screens.preview_screen import PreviewScreen

__all__ = ["at_rest", "is_previewed", "paint", "paint_later", "screen_at_rest"]

_render_update = Compositor.render_update
_AT_THE_LATEST = 30.0
"""Seconds after which a test goes on although the app still works, which may itself wait for the test."""
_STEP = 0.001
"""Seconds between two looks at work that another thread does."""


async def at_rest(*_: float) -> None:
    """Wait until every message is handled, every worker is done, and what they changed is drawn.

    It is called as ``textual._wait.wait_for_idle`` is. Timers of the app are not waited for: what they bring is
    for the test to wait for.
    """
    await _rest()


async def screen_at_rest(_: Pilot[object], timeout: float = _AT_THE_LATEST) -> bool:
    """Wait until every message is handled, whatever workers do, which may wait for the test. It is called as
    ``Pilot._wait_for_screen`` is, which instead sends a message to each widget of the screen and waits for all of them.
    """
    await _rest(of_workers=False)
    return True


async def _rest(*, of_workers: bool = True) -> None:
    loop = asyncio.get_running_loop()
    app = active_app.get()
    deadline = loop.time() + _AT_THE_LATEST
    await asyncio.sleep(0)
    while loop.time() < deadline and not app._exception_event.is_set():
        if _is_busy(loop):
            await asyncio.sleep(0)
            continue
        if app._closing or app._closed or not app.is_running or not app.screen_stack:
            return  # it has ended
        screen = app.screen
        if app._batch_count or app._resize_event is not None or (of_workers and _has_work(app)):
            await asyncio.sleep(_STEP)  # before their end nothing is drawn, or more is to come
        elif any(map(_handles_a_message, (app, *screen.walk_children(with_self=True)))):
            await asyncio.sleep(_STEP)
        elif screen._layout_required or screen._scroll_required or screen._repaint_required or screen._dirty_widgets:
            screen._on_timer_update()
            await asyncio.sleep(0)
        else:
            return


def paint_later(
    compositor: Compositor, full: bool = False, screen_stack: list[Screen[object]] | None = None, simplify: bool = False
) -> RenderableType | None:
    """Paint all of the screen or nothing, and keep what there is to paint: a test's terminal shows nothing, so what
    changes is painted when a test looks. It is called as ``Compositor.render_update`` is.
    """
    return _render_update(compositor, full, screen_stack, simplify) if full else None


def paint(app: JournalApp) -> None:
    """Paint the widgets that have changed since the last time, so that one that cannot be painted fails its test."""
    compositor = app.screen._compositor
    if compositor._dirty_regions:
        visible_screen_stack.set(app._background_screens)
        for _ in compositor._get_renders(Region.from_union(compositor._dirty_regions)):
            pass
        compositor._dirty_regions.clear()


def is_previewed(app: JournalApp) -> bool:
    """Whether what the cursor rests on has been asked for; ``at_rest`` waits for the answer."""
    rests = [screen._rest._task for screen in app.screen_stack if isinstance(screen, PreviewScreen)]
    return all(task is None or task.done() for task in rests)


def _is_busy(loop: asyncio.AbstractEventLoop) -> bool:
    """Whether something besides the caller wants to run now."""
    return bool(loop._ready)  # type: ignore[attr-defined]


def _has_work(app: App[object]) -> bool:
    """Whether a worker of an app is not done."""
    return any(not worker.is_finished for worker in app.workers)


def _handles_a_message(pump: MessagePump) -> bool:
    """Whether an app or a widget, which is not being closed, does anything else than wait for its next message."""
    return not (pump._closing or pump._closed or pump._message_queue.ready_event._waiters)
