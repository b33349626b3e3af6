"""Programs that tests write: scripts of the shell, also in front of git, and a ``journal`` as installed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

OLD_GIT = 'for word; do test "$word" != merge-tree || exit 129; done; exec REAL "$@"'
"""A git before 2.38, which knows no ``merge-tree --write-tree``."""
ROOT = Path(__file__).resolve().parent.parent


def script(place: Path, text: str) -> Path:
    """A script at a place, whose folder is made where it is missing."""
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    place.chmod(0o755)
    return place


def before_git(folder: Path, text: str) -> str:
    """A PATH on which git is a script; REAL stands for the git that it stands before."""
    program = script(folder / "bin" / "git", text.replace("REAL", str(shutil.which("git"))))
    return f"{program.parent}:{os.environ['PATH']}"


def listed_in(file: Path) -> str:
    """The text of a script before git that writes the words of each call into a file, for ``listed``."""
    return f"{{ printf '%s\\037' \"$@\"; printf '\\036'; }} >> {file}; exec REAL \"$@\""


def listed(file: Path) -> list[list[str]]:
    """The calls of git in a file of ``listed_in``, each with its words."""
    return [call.split("\x1f")[:-1] for call in file.read_text("utf-8").split("\x1e")[:-1]]


def installed(folder: Path) -> Path:
    """A ``journal`` such as an installation has."""
    folder.mkdir()
    program = folder / "journal"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from tui.__main__ import main\nsys.exit(main())\n",
        "utf-8",
    )
    program.chmod(0o755)
    return program
