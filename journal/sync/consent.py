"""Whether this person, on this machine, lets git run in a vault (docs/sync.md, "Consent").

A vault and its repository may be somebody else's, and git runs the programs that a repository's configuration names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from journal.errors import EnvironmentFailed, os_errors_as_sentences
from journal.named_tuple import NamedTuple
from journal.smallfile import read_small, write_small
from journal.sync.git import Stop
from journal.sync.repository import Repository
from journal.vault.disk.lock import folder_of, state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.paths import AnyPath

__all__ = ["Consent", "NoConsent", "agree", "agreed", "check"]

_FILE = "git.json"
_HOW = "“journal init” or “journal doctor --fix” in this vault says yes, and shows what git would run."


class Consent(NamedTuple):
    """A person's consent that git runs in a vault. git_dir: the repository's folder.

    programs: the programs that its configuration named at that time, by git's configuration key.
    """

    git_dir: str
    programs: Mapping[str, str]


class NoConsent(Stop):
    """Git may not run in a vault. reason: why, without what to do about it. programs: those that the sentence lists."""

    def __init__(self, reason: str, programs: Mapping[str, str] | None = None) -> None:
        self.reason = reason
        listed = "".join(f"  {key} = {value}\n" for key, value in (programs or {}).items())
        super().__init__(f"{reason}:\n{listed}{_HOW}" if listed else f"{reason}: {_HOW}")


def agreed(state: AnyPath, root: Path) -> Consent | None:
    """The remembered consent for a vault; None where there is none, or its file says none. Raises EnvironmentFailed."""
    try:
        document: Any = json.loads(read_small(Path(folder_of(state, root), _FILE)) or "null")
        programs = document["programs"]
        return Consent(str(document["git_dir"]), {str(key): str(value) for key, value in programs.items()})
    except EnvironmentFailed:
        raise
    except Exception:  # noqa: BLE001  # whatever is wrong with the file, it is no consent
        return None


def agree(state: AnyPath, repository: Repository) -> None:
    """Remember that git may run in this vault with the programs that its configuration names now.

    Raises EnvironmentFailed.
    """
    file = Path(state_of(state, repository.root), _FILE)
    document = {"version": 1, "git_dir": str(repository.git_dir), "programs": dict(repository.programs)}
    with os_errors_as_sentences(file):
        write_small(file, json.dumps(document).encode())


def check(consent: Consent | None, repository: Repository | None = None) -> None:
    """Raise NoConsent where there is none, or where the repository or one of its programs is not what it was then.

    repository: None while it is not known, which checks only that there is a consent.
    """
    if consent is None:
        raise NoConsent("git was not allowed to run here yet")
    if repository is None:
        return
    if consent.git_dir != str(repository.git_dir):
        raise NoConsent(f"This vault lies in another repository than it did ({repository.git_dir})")
    new = {key: value for key, value in repository.programs.items() if consent.programs.get(key) != value}
    if new:
        raise NoConsent("The configuration of this repository names programs that it did not name before", new)
