"""What stands on the screen, put together anew only where something has changed since the last look.

Textual paints no widget that has not been marked, and puts none elsewhere but by a layout: where there was neither, a
person sees what was there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.widget import Widget

__all__ = ["keep_looks", "lines", "looked"]

_marks: list[int] = []
"""How often something was marked or laid out, in any app; empty where that is not counted."""


def keep_looks(patch: pytest.MonkeyPatch) -> None:
    """Count from now on what is marked or laid out."""

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **named: Any) -> Any:
            _marks[0] += 1
            return call(*given, **named)

        return called

    patch.setattr("tests.tui.looks._marks", [0])
    for owner, name in ((Widget, "_set_dirty"), (Compositor, "reflow"), (Compositor, "reflow_visible")):
        patch.setattr(owner, name, counted(getattr(owner, name)))


def lines(app: App[Any]) -> list[str]:
    """What a person sees, without trailing spaces."""
    seen = [*_marks, app.screen, *app._background_screens]
    before, shown = vars(app).get("_kept_look", (None, []))
    if before != seen or not _marks:
        shown = looked(app)
        vars(app)["_kept_look"] = [*_marks, *seen[1:]], shown
    return list(shown)


def looked(app: App[Any]) -> list[str]:
    """What a person sees, put together anew."""
    visible_screen_stack.set(app._background_screens)
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
