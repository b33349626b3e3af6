"""Runs the person's git: in this vault's repository only, and nothing besides what it is asked."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from journal.errors import EnvironmentFailed, JournalError
from journal.named_tuple import NamedTuple
from journal.regex import regex
from journal.sync.git_lock import lock_in_the_way, wait_until_free
from journal.sync.merge_file import NO_PROGRAMS
from journal.sync.running import NOBODY, Cancelled, Listener, end, follow

__all__ = ["Answer", "Git", "GitRefused", "Stop", "Stopped", "WantsTerminal", "words_of"]

_FLAGS = {
    **NO_PROGRAMS,
    "gc.auto": "0",
    "maintenance.auto": "false",
    "merge.directoryRenames": "false",
    "merge.renames": "true",
    "submodule.recurse": "false",
}
"""Settings of git for every call, whatever the configuration says."""
_KEPT = ("GIT_ASKPASS", "GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM",
         "GIT_CONFIG_SYSTEM", "GIT_EXEC_PATH", "GIT_HTTP", "GIT_PROXY", "GIT_SSH", "GIT_SSL", "GIT_TRACE")  # fmt: skip
"""Variables of git that say who somebody is and how a remote is reached; others would name another repository."""


_LONGEST_HINDERED = 10.0
"""Seconds after which git is no longer run again where one lock comes after the other."""
_TALK = regex(r"(?:remote: )?(?:[A-Z]\w+ (?:objects|deltas|files): |Delta compression |Total \d)")
"""The beginning of a line in which git reports its progress."""


class Stop(JournalError):
    """The sync cannot continue; the sentence says why and what to do. status: the exit status."""

    def __init__(self, sentence: str, status: int = 2) -> None:
        super().__init__(sentence)
        self.status = status


class WantsTerminal(Stop):
    """git, or a program that it runs, wants to ask something, and has no terminal to do so."""


class Stopped(Stop):
    """The person cancelled the call of git."""

    def __init__(self) -> None:
        super().__init__("You stopped it: what was committed stays so, and the next sync goes on from there.", 4)


class GitRefused(EnvironmentFailed):
    """A call of git failed. words: git's message. number: its exit status."""

    def __init__(self, what: str, words: str, number: int) -> None:
        self.words, self.number = words, number
        super().__init__(f"git {what} failed: {words}")


class Answer(NamedTuple):
    """The result of a call of git. status: its exit status; output: its stdout; error: its stderr."""

    status: int
    output: bytes
    error: str

    @property
    def text(self) -> str:
        """The output as text, without a line break at its end."""
        return os.fsdecode(self.output).removesuffix("\n")

    @property
    def parts(self) -> list[str]:
        """The parts of an output that ``-z`` ends with a zero byte each."""
        return os.fsdecode(self.output).split("\0")[:-1]


class Git(NamedTuple):
    """A callable that runs git in one folder. may_ask: git and ssh may ask the person at the terminal.

    settings: keys and values besides _FLAGS. listener: hears of the progress of long calls, and may cancel them.
    """

    folder: Path
    may_ask: bool = False
    settings: tuple[tuple[str, str], ...] = ()
    listener: Listener = NOBODY

    def with_settings(self, settings: Mapping[str, str]) -> Git:
        """A copy with further settings of git, by key."""
        return self._replace(settings=(*self.settings, *settings.items()))

    def __call__(
        self,
        *words: str,
        given: bytes = b"",
        fine: Collection[int] | None = (0,),
        variables: Mapping[str, str] | None = None,
        folder: Path | None = None,
        is_long: bool = False,
    ) -> Answer:
        """Run git with these words as arguments, and give its answer. given: its stdin. folder: to run in another one.

        fine: the exit statuses that are no failure, None for all. variables: added to the environment. is_long: the
        listener hears of the progress, and may cancel the call; given is ignored. Where another git holds a lock, it
        is waited for, and git is run again.

        Raises GitRefused for a status that is not fine; Stopped; Locked; EnvironmentFailed where git cannot be started.
        """
        around = _environment(may_ask=self.may_ask) | dict(variables or {})
        run = partial(self._answer, words, given, around, folder or self.folder, is_long=is_long)
        answer = run()
        began = time.monotonic()
        while (
            answer.status and (lock := lock_in_the_way(answer.error)) and time.monotonic() - began < _LONGEST_HINDERED
        ):
            wait_until_free(lock, self.folder)
            self.go_on()
            answer = run()
        if fine is not None and answer.status not in fine:
            said = words_of(answer.error) or words_of(answer.text) or f"it ended with status {answer.status}."
            raise GitRefused(words[0], said, answer.status)
        return answer

    def _answer(
        self, words: Sequence[str], given: bytes, around: Mapping[str, str], folder: Path, *, is_long: bool
    ) -> Answer:
        """The answer of git, run once. around: its environment. The others, raises: as for a call."""
        flags = [word for key, value in (*_FLAGS.items(), *self.settings) for word in ("-c", f"{key}={value}")]
        try:
            process = subprocess.Popen(
                ["git", *flags, *words],
                cwd=folder,
                env=around,
                stdin=subprocess.DEVNULL if is_long else subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=not self.may_ask,  # without a terminal nothing below git can ask
            )
        except FileNotFoundError:
            raise EnvironmentFailed("git is not installed: install it, then try again.") from None
        except OSError as error:
            raise EnvironmentFailed(f"git could not be started ({error.strerror}).") from None
        with process:
            try:
                out, err = follow(process, self.listener) if is_long else process.communicate(given)
            except Cancelled:
                end(process, at_once=True)
                raise Stopped from None
            except BaseException:
                end(process, at_once=is_long)
                raise
        return Answer(process.returncode, out, os.fsdecode(err))

    def go_on(self) -> None:
        """Raise Stopped where the listener has cancelled; else do nothing."""
        if self.listener.is_cancelled():
            raise Stopped


def words_of(error: str, most: int | None = 8) -> str:
    """The last lines of what git said on stderr, without hints, warnings and progress. most: None for all lines."""
    lines = [line.rsplit("\r", 1)[-1].strip() for line in error.splitlines()]
    said = [line for line in lines if line and not line.startswith(("hint:", "warning:")) and not _TALK.match(line)]
    fatal = [line.removeprefix("fatal: ").removeprefix("error: ") for line in said]
    return "\n".join(fatal[-most:] if most else fatal)


def _environment(*, may_ask: bool) -> dict[str, str]:
    """The variables of this process for git: of those that begin with GIT_, only those in _KEPT.

    may_ask: without it, come those that stop git from asking.
    """
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    kept |= {"GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_MERGE_AUTOEDIT": "no", "LC_ALL": "C"}
    if may_ask:
        return kept
    kept.pop("SSH_ASKPASS", None)
    return kept | {"GIT_ASKPASS": "", "GIT_TERMINAL_PROMPT": "0", "SSH_ASKPASS_REQUIRE": "never"}
