"""Lines merged by the person's git: ``git merge-file``, outside any repository and without anybody's settings.

Imports nothing slow: the merge driver starts once for each note.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.notes.merge.result import TextMerged

__all__ = ["NO_PROGRAMS", "GitFailed", "merge_lines", "new_folder", "of_one_line"]

NO_PROGRAMS = {"core.fsmonitor": "false", "protocol.ext.allow": "never", "safe.bareRepository": "explicit"}
"""Settings of git for every call: no program that a repository names is run, and no repository hides in a folder."""
_MOST_CONFLICTS = 127
"""The highest exit status that counts conflicts; above it git says that it could not merge."""

_USAGE = 129
"""git's status for an option it does not know."""

_SIDES = ("ours", "base", "theirs")


class GitFailed(Exception):
    """git is not installed, or refuses to merge, as it does for binary files."""


def merge_lines(base: bytes, ours: bytes, theirs: bytes, marker_size: int = 7) -> TextMerged:
    """The three texts merged line by line, with conflict markers. Raises GitFailed, OSError.

    marker_size: characters of a marker. git before 2.35 has no ``--zdiff3``: there a conflict also contains lines at
    its edges that both sides have alike.
    """
    if known := of_one_line(base, ours, theirs, marker_size):
        return known
    from journal.notes.merge.result import TextMerged

    folder = new_folder()
    files = [os.path.join(folder, side) for side in _SIDES]
    try:
        for file, text in zip(files, (ours, base, theirs), strict=True):
            with open(file, "wb") as opened:
                opened.write(text)
        status = _git("--zdiff3", files, marker_size, folder)
        if status == _USAGE:
            status = _git("--diff3", files, marker_size, folder)
        if not 0 <= status <= _MOST_CONFLICTS:
            raise GitFailed(f"git merge-file ended with status {status}")
        with open(files[0], "rb") as merged:
            return TextMerged(merged.read(), status > 0)
    finally:
        for file in files:
            if os.path.exists(file):
                os.unlink(file)
        os.rmdir(folder)


def of_one_line(base: bytes, ours: bytes, theirs: bytes, marker_size: int = 7) -> TextMerged | None:
    """The conflict that git makes of three different texts of at most one line, without running it; None for others."""
    texts = (ours, base, theirs)
    if len(set(texts)) < len(texts) or not all(map(_is_a_line, texts)):
        return None
    from journal.notes.merge.result import TextMerged

    marks = (b"< ours", b"| base", b"=", b"> theirs")
    opens, middle, parts, closes = (mark[:1] * marker_size + mark[1:] + b"\n" for mark in marks)
    return TextMerged(b"".join((opens, ours, middle, base, parts, theirs, closes)), True)


def _is_a_line(text: bytes) -> bool:
    """Whether a text is empty or one line with an LF at its end, without a CR or zero byte."""
    return not text or (text.find(b"\n") == len(text) - 1 and b"\r" not in text and b"\0" not in text)


def _git(style: str, files: list[str], marker_size: int, folder: str) -> int:
    """Run ``git merge-file`` on the files of ours, base and theirs; it writes into the first. Gives its exit status.

    Raises GitFailed where git cannot be started.
    """
    labels = [word for side in _SIDES for word in ("-L", side)]
    settings = [word for key, value in NO_PROGRAMS.items() for word in ("-c", f"{key}={value}")]
    words = ["git", *settings, "merge-file", "-q", style, f"--marker-size={marker_size}", *labels, "--", *files]
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    try:
        process = os.posix_spawnp("git", words, _environment(folder), file_actions=nowhere)
    except OSError as error:
        raise GitFailed(f"git could not be started ({error.strerror})") from None
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _environment(folder: str) -> dict[str, str]:
    """An environment in which git finds no repository and no configuration."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name == "GIT_EXEC_PATH"}
    return kept | {
        "GIT_CEILING_DIRECTORIES": folder,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_DIR": os.path.join(folder, "none"),
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def new_folder() -> str:
    """An empty folder that nobody else can read."""
    where = os.environ.get("TMPDIR") or "/tmp"  # the folder's name cannot be foreseen
    folder = os.path.join(where, f"journal-merge-{os.urandom(8).hex()}")
    os.mkdir(folder, 0o700)
    return folder
