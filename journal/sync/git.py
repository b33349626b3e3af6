"""Runs the person's git: it finds this vault's repository alone, and does what it is asked and nothing besides."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from journal.errors import EnvironmentFailed, JournalError

__all__ = ["Answer", "Git", "GitRefused", "Stop", "words_of"]

_FLAGS = {
    "core.fsmonitor": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "merge.directoryRenames": "false",
    "merge.renames": "true",
    "protocol.ext.allow": "never",
    "safe.bareRepository": "explicit",
    "submodule.recurse": "false",
}
"""What holds for each call, whatever the configuration says."""
_KEPT = ("GIT_ASKPASS", "GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM",
         "GIT_CONFIG_SYSTEM", "GIT_EXEC_PATH", "GIT_HTTP", "GIT_PROXY", "GIT_SSH", "GIT_SSL", "GIT_TRACE")  # fmt: skip
"""Variables of git that say who somebody is and how a remote is reached; others would name another repository."""


class Stop(JournalError):
    """Sync goes no further; the sentence says why and what to do next. status: the exit status."""

    def __init__(self, sentence: str, status: int = 2) -> None:
        super().__init__(sentence)
        self.status = status


class GitRefused(EnvironmentFailed):
    """A call of git that failed. words: what git said; number: its exit status."""

    def __init__(self, what: str, words: str, number: int) -> None:
        self.words, self.number = words, number
        super().__init__(f"git {what} failed: {words}")


@dataclass(frozen=True, slots=True)
class Answer:
    """How a call of git ended. error: what it said on stderr."""

    status: int
    data: bytes
    error: str

    @property
    def text(self) -> str:
        return os.fsdecode(self.data).removesuffix("\n")

    @property
    def parts(self) -> list[str]:
        """What stands between the zero bytes of a ``-z``."""
        return os.fsdecode(self.data).split("\0")[:-1]


@dataclass(frozen=True, slots=True)
class Git:
    """git in one folder. may_ask: git and ssh may ask the person at the terminal. settings: besides _FLAGS."""

    folder: Path
    may_ask: bool = False
    settings: tuple[tuple[str, str], ...] = ()

    def with_settings(self, settings: Mapping[str, str]) -> Git:
        return replace(self, settings=(*self.settings, *settings.items()))

    def __call__(
        self,
        *words: str,
        given: bytes = b"",
        fine: Collection[int] | None = (0,),
        variables: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> Answer:
        """What git answers to these words. given: its stdin. folder: another one to run in.

        Raises GitRefused where it ends with a status that is not fine, None for any that is; EnvironmentFailed
        where it cannot be started.
        """
        flags = [word for key, value in (*_FLAGS.items(), *self.settings) for word in ("-c", f"{key}={value}")]
        try:
            done = subprocess.run(
                ["git", *flags, *words],
                cwd=folder or self.folder,
                env=_environment(may_ask=self.may_ask) | dict(variables or {}),
                input=given,
                capture_output=True,
                check=False,
                start_new_session=not self.may_ask,  # without a terminal nothing below git can ask
            )
        except FileNotFoundError:
            raise EnvironmentFailed("git is not installed: install it, then try again.") from None
        except OSError as error:
            raise EnvironmentFailed(f"git could not be started ({error.strerror}).") from None
        answer = Answer(done.returncode, done.stdout, os.fsdecode(done.stderr))
        if fine is not None and done.returncode not in fine:
            said = words_of(answer.error) or words_of(answer.text) or f"it ended with status {done.returncode}."
            raise GitRefused(words[0], said, done.returncode)
        return answer


def words_of(error: str) -> str:
    """What git said in a few lines, without its hints and its progress."""
    lines = [line.rsplit("\r", 1)[-1].strip() for line in error.splitlines()]
    said = [line for line in lines if line and not line.startswith(("hint:", "warning:"))]
    fatal = [line.removeprefix("fatal: ").removeprefix("error: ") for line in said]
    return "\n".join(fatal[-8:])


def _environment(*, may_ask: bool) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    kept |= {"GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_MERGE_AUTOEDIT": "no", "LC_ALL": "C"}
    if may_ask:
        return kept
    kept.pop("SSH_ASKPASS", None)
    return kept | {"GIT_ASKPASS": "", "GIT_TERMINAL_PROMPT": "0", "SSH_ASKPASS_REQUIRE": "never"}
