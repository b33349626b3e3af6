"""Copying with the programs that this machine has for it, which say whether they took it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from textual.app import App
from textual.worker import Worker

__all__ = ["copy"]

_SECONDS = 2.0
"""So long a program may take."""


def copy(app: App[object], text: str, tell: Callable[[str], object]) -> None:
    """Copy a text with this machine's clipboard programs and through the terminal; tell is called with a sentence
    about it.
    """
    app.copy_to_clipboard(text)

    async def hand_out() -> None:
        tell(_copied(await asyncio.to_thread(_programs, text)))

    _: Worker[None] = app.run_worker(hand_out)


def _programs(text: str) -> list[str]:
    """The names of the programs that took the text."""
    return [call[0] for call in _calls() if _took(call, text)]


def _copied(took: Sequence[str]) -> str:
    """The sentence to tell after a copy. took: the programs that took it."""
    if not took:
        return (
            "Handed to the terminal (OSC 52), which does not say whether it took it."
            " If nothing comes when you paste, select it with the mouse."
        )
    how = " Paste it in tmux with its prefix and ]." if list(took) == ["tmux"] else ""
    return f"Copied with {' and '.join(took)}.{how}"


def _calls() -> list[list[str]]:
    """The calls of the clipboard programs that may work here."""
    has = os.environ.get
    calls: list[list[str]] = []
    if has("WAYLAND_DISPLAY"):
        calls.append(["wl-copy"])
    if has("DISPLAY"):
        calls += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    if sys.platform == "darwin":
        calls.append(["pbcopy"])
    if has("TMUX"):
        calls.append(["tmux", "load-buffer", "-"])
    return calls


def _took(call: Sequence[str], text: str) -> bool:
    """Give a text to a clipboard program; whether it took it within _SECONDS."""
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(
            call,
            input=text.encode(errors="replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
        return done.returncode == 0
    return False
