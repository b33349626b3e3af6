"""The least Textual app: one Static, which says READY."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "one static is on the screen"


class OneStatic(App[None]):
    def compose(self) -> ComposeResult:
        yield Static(READY)


if __name__ == "__main__":
    OneStatic().run()
