"""Running the person's editor (see journal.editor) on the terminal while the UI is suspended."""

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
    """Run the editor on the terminal until it ends; gives "", or a sentence about why it could not run."""
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
