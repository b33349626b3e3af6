"""Where things are on this machine: the platform's folders for config, cache and state, and the example vault."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["cache_folder", "config_folder", "example_vault", "folder_for", "state_folder"]

_NAME = "journal"
_XDG = {
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
    "state": ("XDG_STATE_HOME", "~/.local/state"),
}
"""On Linux: the variable and what holds without it."""


def config_folder() -> Path:
    """Holds config.toml."""
    return _path("config")


def cache_folder() -> Path:
    """Holds what can be rebuilt from the notes, and nothing else."""
    return _path("cache")


def state_folder() -> Path:
    """Holds the undo log, locks, and texts that could not be put back."""
    return _path("state")


def example_vault() -> Path:
    """The example vault: in the installed package, or beside it in a checkout. Raises EnvironmentFailed."""
    from pathlib import Path

    from journal.errors import EnvironmentFailed

    package = Path(__file__).parent
    for folder in (package / "example", package.parent / "vault-example"):
        if folder.is_dir():
            return folder
    raise EnvironmentFailed("The example vault is missing from this installation: install journal-followup again.")


def folder_for(kind: str) -> str:
    """The folder for config, cache or state, as text for whoever does not wait for pathlib.

    On Linux without platformdirs, whose import takes longer than the rest of a short answer.
    """
    if sys.platform == "linux":
        variable, usual = _XDG[kind]
        return os.path.join(os.path.expanduser(os.environ.get(variable, "").strip() or usual), _NAME)
    import platformdirs

    found: str = getattr(platformdirs, f"user_{kind}_dir")(_NAME)
    return found


def _path(kind: str) -> Path:
    from pathlib import Path

    return Path(folder_for(kind))
