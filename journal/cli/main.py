"""Where a call begins and ends: the only place in which errors become sentences and exit statuses."""

from __future__ import annotations

import gc
import os
import sys
from io import StringIO, TextIOWrapper

from journal.showable import showable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from journal.cli.command import Command
    from journal.cli.context import OpenUi
    from journal.cli.environment import Environment

__all__ = ["main"]

_MADE_BETWEEN = 50_000
"""Objects made between two looks for garbage: a short command, which imports and leaves, ends before the first."""
_NULLS = "source code string cannot contain null bytes"
"""What Python before 3.11.4 says of a damaged part of the program, by a mere ValueError."""


def main(
    argv: Sequence[str] | None = None, open_ui: OpenUi | None = None, environment: Environment | None = None
) -> int:
    """Runs one call and gives its exit status (docs/cli.md, "Exit status"); raises nothing.

    argv: None for what this process was called with; it ends with the call. open_ui: opens the terminal UI, None where
    there is none. environment: None for this process's own.
    """
    if argv is None:
        _be_in_utf8()
        gc.set_threshold(_MADE_BETWEEN)
    status = _status(sys.argv[1:] if argv is None else argv, open_ui, environment)
    if argv is None:
        _leave(status)
    return status


def _be_in_utf8() -> None:
    """Begin this process again in Python's UTF-8 mode, where the locale has another encoding (decision 0016)."""
    if sys.getfilesystemencoding() != "utf-8" and sys.executable:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _status(words: Sequence[str], open_ui: OpenUi | None, environment: Environment | None) -> int:
    """Run one call and give its exit status; every error is printed as a sentence."""
    if not os.path.isabs(os.environ.get("HOME", os.sep)):
        del os.environ["HOME"]  # for all that asks for it: relative, it would be another in every folder
    stdout, stderr = (environment.stdout, environment.stderr) if environment else _streams()
    try:
        if (status := _at_once(words, stdout, stderr)) is not None:
            return status
        around = environment or _around(stdout, stderr)
        status = _run(words, open_ui, around)
        around.write("", at_once=True)
        return status
    except KeyboardInterrupt:
        if stderr.isatty():
            _say(stderr, "")  # or the shell's next prompt stands on the same line
        return 130
    except BrokenPipeError:  # whoever read our output has read enough
        _discard(stdout)
        return 0
    except Exception as error:  # noqa: BLE001  # the last line of defence: no traceback reaches a person
        if "--debug" in words:
            _say(stderr, _traceback())
        sentence, status = _ending(error)
        try:
            (environment or _around(stdout, stderr)).warn(sentence)
        except Exception:  # noqa: BLE001  # what breaks lines cannot be loaded, or nobody hears us
            _say(stderr, sentence)
        for stream in (stdout, stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                _discard(stream)
        return status


def _at_once(words: Sequence[str], stdout: TextIO, stderr: TextIO) -> int | None:
    """Run a call that other programs make and wait for, before anything that it does not need is imported.

    Gives the exit status; None where it is another call.
    """
    match words:
        case ["merge-driver", *files] if len(files) == 5:  # git, once a note
            from journal.cli.merge_driver import driven

            return driven(files, stderr)
        case ["completion", "names", what, vault, begun]:  # a shell, while somebody types
            from journal.cli.note_names import print_names

            return print_names(what, vault, begun, stdout)
    return None


def _run(words: Sequence[str], open_ui: OpenUi | None, environment: Environment) -> int:
    """Find the command and run it, or print help or version; gives the exit status. Raises what the command raises."""
    from journal.cli.call import read_call
    from journal.cli.registry import NAMES

    wanted, rest = _command(words, environment)
    call = read_call(wanted.name, wanted.words, wanted.options, rest, () if wanted.name else NAMES)
    if "--help" in call.options or "--version" in call.options:
        from journal.cli.help import further, help_of, overview, version

        text = version() if "--version" in call.options else help_of(wanted) if wanted.name else overview() + further()
        for line in text.splitlines():
            environment.print(line)
        return 0
    from journal.cli.context import Context
    from journal.errors import WrittenButNotSaid

    context = Context(call, environment, open_ui)
    try:
        status = wanted.run(context)
        environment.write("", at_once=True)
    except Exception as error:
        if context.written is None or isinstance(error, BrokenPipeError):
            if (unfound := getattr(error, "unfound", "")) and (paths := context.vault.unread()):
                from journal.errors import Unread

                raise Unread(unfound, paths) from error
            raise
        raise WrittenButNotSaid(context.written.summary, _ending(error)[0]) from error
    context.leave()
    return status


def _command(words: Sequence[str], environment: Environment) -> tuple[Command, Sequence[str]]:
    """The command that is called and the words after it; a folder in its place opens that vault."""
    from journal.cli.call import split_command
    from journal.cli.registry import NAMES, command

    name, rest = split_command(words)
    if name in NAMES:
        return command(name), rest
    if name is not None and "/" not in name and not os.path.exists(os.path.join(environment.cwd, name)):
        from journal.cli.near_words import nearest_command
        from journal.errors import BadCall

        hint = nearest_command(name, NAMES)
        raise BadCall(f"“{name}” is no command and no folder{hint} “journal --help” lists the commands.")
    from journal.cli.open_ui import BARE

    return BARE, words


class _Closed(StringIO):
    """A stdout that was closed before the process began: what is printed there is told to be lost."""

    def flush(self) -> None:
        if self.tell():
            import errno

            raise OSError(errno.EBADF, "standard output is closed")


def _streams() -> tuple[TextIO, TextIO]:
    """stdout and stderr of this process, which print a question mark for what their encoding lacks."""
    streams = sys.stdout or _Closed(), sys.stderr or StringIO()  # None where it was closed
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    return streams


def _around(stdout: TextIO, stderr: TextIO) -> Environment:
    """The environment of this process, which prints to these streams."""
    from journal.cli.environment import Environment

    return Environment.of_process(stdout, stderr)


def _ending(error: Exception) -> tuple[str, int]:
    """The sentence and the exit status for an error."""
    ours = getattr(sys.modules.get("journal.errors"), "JournalError", ())  # where it could not be loaded, none is
    if isinstance(error, ours):
        return error.sentence, error.status
    if _is_of_loading(error):
        cure = "see whether the disk is in order and try again, or install journal anew"
        return f"A part of journal could not be loaded ({str(error) or type(error).__name__}): {cure}.", 4
    if isinstance(error, OSError):
        what = f"{error.filename}: " if error.filename else ""
        return f"The system refused: {what}{error.strerror or error}.", 4
    if isinstance(error, MemoryError):
        return "There is too little memory for this: end another program, then try again.", 4
    kind = type(error).__name__
    return f"This is a bug in journal ({kind}), not in your notes; --debug shows where.", 4


def _is_of_loading(error: Exception) -> bool:
    """Whether the program itself is damaged: one of its files, or of a library, could not be read or imported."""
    if isinstance(error, ImportError | SyntaxError) or str(error) == _NULLS:
        return True
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return place is not None and place.tb_frame.f_code.co_filename.startswith("<frozen importlib")


def _traceback() -> str:
    import traceback

    return traceback.format_exc()


def _leave(status: int) -> None:
    """End this process at once, unless other threads still work.

    Python would free everything one by one, which takes a tenth of a command's time. Nothing is lost: streams are
    flushed here, and files are whole at any moment.
    """
    threads = sys.modules.get("threading")
    if threads is None or threads.active_count() == 1:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            try:
                stream.flush()
            except (OSError, ValueError):
                _discard(stream)
        os._exit(status)


def _say(stderr: TextIO, text: str) -> None:
    """Print on stderr; do nothing where stderr cannot be written."""
    try:
        print(showable(text, keep="\n"), file=stderr)
    except (OSError, ValueError):
        _discard(stderr)


def _discard(stream: TextIO) -> None:
    """Point a stream that cannot be written at nothing, so that Python does not try again when the process ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass
