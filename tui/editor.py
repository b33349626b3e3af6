"""The person's editor (see journal.editor) at the terminal that is ours otherwise."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from journal import JournalError
from journal.editor import editor_call
from tui import terminal

__all__ = ["edit"]


def edit(app: App[Any], path: Path, line: int | None) -> str:
    """Give the terminal to the editor until that is left; empty then, else a sentence for why it cannot open."""
    try:
        call = editor_call(path, line, os.environ)
        with app.suspend():
            terminal.run(call)
    except JournalError as error:
        return error.sentence
    except SuspendNotSupported:
        return "No editor can open here: there is no terminal to give it."
    except OSError as error:
        return f"{call[0]} cannot be started: {error.strerror}."
    return ""
