"""What a call finds around it: streams, folder, variables, terminal, clock; an argument, so tests give their own."""

from __future__ import annotations

import os
import sys

from journal.cli.table import Text, wrapped
from journal.places import folder
from journal.showable import showable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TextIO

    from journal.model import Day
    from journal.paths import AnyPath

__all__ = ["Environment"]

_STYLES = {"bold": "1", "dim": "2", "late": "1;31", "warn": "33"}


def _user_config() -> AnyPath:
    return folder("config")


def _local_time() -> str:
    from time import strftime

    return strftime("%H:%M")


def _user_state() -> AnyPath:
    return folder("state")


class Environment:
    """The world of one call.

    cwd: the folder it was made in, None for that of this process. has_terminal: stdin, stdout and stderr are a
    terminal. width: of the terminal in cells; None where stdout is no terminal, so that nothing is cut or coloured.
    user_config, user_state: find these folders of the user, called only where needed. answer: reads a line that the
    person types. time_of_day: the clock's, such as 09:30.
    """

    def __init__(
        self,
        stdout: TextIO,
        stderr: TextIO,
        cwd: AnyPath | None,
        variables: Mapping[str, str],
        has_terminal: bool,
        width: int | None,
        clock: Callable[[], Day],
        user_config: Callable[[], AnyPath] = _user_config,
        answer: Callable[[], str] = lambda: "",
        user_state: Callable[[], AnyPath] = _user_state,
        time_of_day: Callable[[], str] = _local_time,
    ) -> None:
        self.stdout, self.stderr = stdout, stderr
        self._cwd, self.variables = cwd, variables
        self.has_terminal, self.width = has_terminal, width
        self.clock, self.answer = clock, answer
        self.user_config, self.user_state = user_config, user_state
        self.time_of_day = time_of_day

    @property
    def cwd(self) -> str:
        """The folder that the call was made in."""
        return os.fspath(self._cwd or _current_folder())

    @property
    def colour(self) -> bool:
        """Whether styles are printed: on a terminal that is not dumb, unless NO_COLOR is set."""
        return self.width is not None and not self.variables.get("NO_COLOR") and self.variables.get("TERM") != "dumb"

    def lines(self, *parts: str, whole: bool = False) -> Iterator[str]:
        """The lines in which parts are printed, control characters made visible; broken where the terminal is narrower.

        whole: never broken, because the line is to be copied.
        """
        texts = [part.showing(showable(part)) if isinstance(part, Text) else showable(part) for part in parts]
        for line in wrapped(texts, None if whole else self.width):
            yield "".join(map(self._painted, line)).rstrip(" ")

    def print(self, *parts: str, whole: bool = False) -> None:
        """Prints what ``lines`` gives."""
        self.write("".join(f"{line}\n" for line in self.lines(*parts, whole=whole)))

    def write(self, text: str, *, at_once: bool = False) -> None:
        """Write text to stdout as it stands. at_once: with all that was written before.

        Raises Unprinted; BrokenPipeError where whoever reads has read enough.
        """
        try:
            if text:  # where Python keeps nothing back, even no text is written
                self.stdout.write(text)
            if at_once:
                self.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            from journal.errors import Unprinted

            raise Unprinted(error.strerror or str(error)) from error

    def warn(self, sentence: str) -> None:
        """Prints a message on stderr; on a terminal broken between words."""
        for paragraph in showable(sentence, keep="\n").split("\n"):
            for line in wrapped([paragraph], self.width if self.has_terminal else None):
                print("".join(line).rstrip(" "), file=self.stderr)

    @classmethod
    def of_process(cls, stdout: TextIO, stderr: TextIO) -> Environment:
        """The environment of this process, which prints to these."""
        return cls(
            stdout=stdout,
            stderr=stderr,
            cwd=None,
            variables=os.environ,
            has_terminal=all(stream is not None and stream.isatty() for stream in (sys.stdin, stdout, stderr)),
            width=_width() if stdout.isatty() else None,
            clock=_local_date,
            answer=lambda: sys.stdin.readline() if sys.stdin else "",
        )

    def _painted(self, text: str) -> str:
        """The text with escape sequences for its style, where styles are printed."""
        if not (text and isinstance(text, Text) and text.style and self.colour):
            return text
        return f"\x1b[{_STYLES[text.style]}m{text}\x1b[0m"


def _current_folder() -> str:
    """The current folder; the root of the disk where the current folder was deleted, since no vault is there."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return os.sep


def _width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _local_date() -> Day:
    from journal.model import Day

    return Day.today()
