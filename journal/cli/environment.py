"""What a call finds around it: streams, folder, variables, terminal, clock; an argument, so tests give their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from journal.cli.table import Text, wrapped
from journal.model import Day
from journal.places import config_folder, state_folder
from journal.showable import showable

__all__ = ["Environment"]


@dataclass(frozen=True, slots=True)
class Environment:
    """The world of one call.

    cwd: the folder it was made in. has_terminal: stdin, stdout and stderr are one. width: of the
    terminal in cells, None where stdout is none: then nothing is cut and nothing coloured.
    user_config, user_state: find these folders of the user, asked only where needed. answer: a line that the
    person types.
    """

    stdout: TextIO
    stderr: TextIO
    cwd: Path
    variables: Mapping[str, str]
    has_terminal: bool
    width: int | None
    clock: Callable[[], Day]
    user_config: Callable[[], Path]
    answer: Callable[[], str] = lambda: ""
    user_state: Callable[[], Path] = state_folder

    @property
    def colour(self) -> bool:
        return self.width is not None and not self.variables.get("NO_COLOR") and self.variables.get("TERM") != "dumb"

    def warn(self, sentence: str) -> None:
        """Prints a message on stderr; on a terminal broken between words."""
        for paragraph in showable(sentence, keep="\n").split("\n"):
            for line in wrapped([Text(paragraph)], self.width if self.has_terminal else None):
                print("".join(part.text for part in line).rstrip(" "), file=self.stderr)

    @classmethod
    def of_process(cls, stdout: TextIO, stderr: TextIO) -> Environment:
        """The environment of this process, which prints to these."""
        return cls(
            stdout=stdout,
            stderr=stderr,
            cwd=_folder(),
            variables=os.environ,
            has_terminal=all(stream is not None and stream.isatty() for stream in (sys.stdin, stdout, stderr)),
            width=_width() if stdout.isatty() else None,
            clock=_local_date,
            user_config=config_folder,
            answer=lambda: sys.stdin.readline() if sys.stdin else "",
        )


def _folder() -> Path:
    """The current folder; where it was deleted, the root, in which no vault is."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path("/")


def _width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _local_date() -> Day:
    return date.today()  # noqa: DTZ011  # the local date is what is wanted
