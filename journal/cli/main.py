"""Where a call begins and ends: the only place in which errors become sentences and exit statuses."""

from __future__ import annotations

import os
import sys
from io import StringIO, TextIOWrapper

from journal.cli import merge_driver
from journal.showable import showable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from journal.cli.command import Command
    from journal.cli.context import OpenUi
    from journal.cli.environment import Environment

__all__ = ["main"]


def main(
    argv: Sequence[str] | None = None, open_ui: OpenUi | None = None, environment: Environment | None = None
) -> int:
    """Runs one call and gives its exit status (docs/cli.md, "Exit status"); raises nothing.

    open_ui: opens the terminal UI, None where there is none. environment: None for this process's own.
    """
    if not os.path.isabs(os.environ.get("HOME", os.sep)):
        del os.environ["HOME"]  # for all that asks for it: relative, it would be another in every folder
    words = sys.argv[1:] if argv is None else argv
    stdout, stderr = (environment.stdout, environment.stderr) if environment else _streams()
    try:
        if words[:1] == [merge_driver.NAME] and len(words) == 1 + merge_driver.NUMBER_OF_WORDS:
            return merge_driver.driven(words[1:], stderr)  # for git, once a note: at once
        status = _run(words, open_ui, environment or _around(stdout, stderr))
        stdout.flush()
        return status
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our output has read enough
        _discard(stdout)
        return 0
    except Exception as error:  # noqa: BLE001  # the last line of defence: no traceback reaches a person
        if "--debug" in words:
            _show_traceback(stderr)
        sentence, status = _ending(error)
        (environment or _around(stdout, stderr)).warn(sentence)
        try:
            stdout.flush()
        except (OSError, ValueError):
            _discard(stdout)
        return status


def _run(words: Sequence[str], open_ui: OpenUi | None, environment: Environment) -> int:
    from journal.cli.call import read_call

    wanted, rest = _command(words, environment)
    call = read_call(wanted.name, wanted.words, wanted.options, rest)
    if "--help" in call.options or "--version" in call.options:
        from journal.cli.help import further, help_of, overview, version

        text = version() if "--version" in call.options else help_of(wanted) if wanted.name else overview() + further()
        for line in text.splitlines():
            environment.print(line)
        return 0
    from journal.cli.context import Context
    from journal.errors import JournalError, WrittenButNotSaid

    context = Context(call, environment, open_ui)
    try:
        status = wanted.run(context)
        environment.stdout.flush()
    except (JournalError, OSError) as error:
        if context.written is None or isinstance(error, BrokenPipeError):
            raise
        raise WrittenButNotSaid(context.written.summary, _ending(error)[0]) from error
    return status


def _command(words: Sequence[str], environment: Environment) -> tuple[Command, Sequence[str]]:
    """The command that is called and the other words; a folder in its place is the vault to open."""
    from journal.cli.call import nearest, split_command
    from journal.cli.open_ui import BARE
    from journal.cli.registry import NAMES, command

    name, rest = split_command(words)
    if name in NAMES:
        return command(name), rest
    if name is not None and "/" not in name and not (environment.cwd / name).exists():
        from journal.errors import BadCall

        hint = nearest(name, NAMES)
        raise BadCall(f"“{name}” is no command and no folder{hint} “journal --help” lists the commands.")
    return BARE, words


def _streams() -> tuple[TextIO, TextIO]:
    """stdout and stderr of this process; what their encoding cannot say becomes a question mark."""
    streams = sys.stdout or StringIO(), sys.stderr or StringIO()  # None where it was closed
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    return streams


def _around(stdout: TextIO, stderr: TextIO) -> Environment:
    from journal.cli.environment import Environment

    return Environment.of_process(stdout, stderr)


def _ending(error: Exception) -> tuple[str, int]:
    """The sentence and the exit status that an error ends in."""
    from journal.errors import JournalError

    if isinstance(error, JournalError):
        return error.sentence, error.status
    if isinstance(error, OSError):
        what = f"{error.filename}: " if error.filename else ""
        return f"The system refused: {what}{error.strerror or error}.", 4
    kind = type(error).__name__
    return f"This is a bug in journal ({kind}), not in your notes; --debug shows where.", 4


def _show_traceback(stderr: TextIO) -> None:
    import traceback

    print(showable(traceback.format_exc(), keep="\n"), file=stderr)


def _discard(stream: TextIO) -> None:
    """What could not be written is not tried again when the process ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass
