"""Where things are on this machine: the platform's folders for config, cache and state, and the example vault."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from journal.paths import AnyPath

__all__ = [
    "CONFIG_FILE",
    "SETTINGS_FILE",
    "cache_folder",
    "cache_prefix",
    "config_folder",
    "documentation_folder",
    "example_network",
    "example_vault",
    "folder",
    "has_cache",
    "is_home_or_above",
    "message_templates",
    "state_folder",
]

CONFIG_FILE = "config.toml"
"""The person's own settings, in ``config_folder``."""
SETTINGS_FILE = "journal.toml"
"""The settings of a vault, in its root."""
_NAME = "journal"
_XDG = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}
"""On Linux: the variable, and what holds in the home without it or where it is relative."""


def config_folder() -> Path:
    """The folder with the person's config.toml."""
    return _path("config")


def cache_folder() -> Path:
    """The folder for what can be rebuilt from the notes, and nothing else."""
    return _path("cache")


def state_folder() -> Path:
    """The folder for the undo log, locks, and texts that could not be put back."""
    return _path("state")


def cache_prefix(root: AnyPath) -> str:
    """What the names of all cache files for the vault at root begin with; each version of the program has its own."""
    from _blake2 import blake2b

    return blake2b(os.fsencode(os.path.realpath(root)), digest_size=16).hexdigest() + "-"


def has_cache(root: AnyPath) -> bool:
    """Whether some version of the program has a cache file for the vault at root."""
    prefix = cache_prefix(root)
    try:
        return any(name.startswith(prefix) for name in os.listdir(folder("cache")))
    except OSError:
        return False


def example_vault() -> str:
    """The example vault. Raises EnvironmentFailed."""
    return _shipped("example", "vault-example")


def example_network() -> str:
    """The folder with an example's config.toml and the export of a network that it names. Raises EnvironmentFailed."""
    return _shipped("example-network", "network-example")


def _shipped(installed: str, checked_out: str) -> str:
    """A folder of examples: in the installed package, or beside it in a checkout. Raises EnvironmentFailed."""
    package = os.path.dirname(__file__)
    for folder in (os.path.join(package, installed), os.path.join(os.path.dirname(package), checked_out)):
        if os.path.isdir(folder):
            return folder
    from journal.errors import EnvironmentFailed

    raise EnvironmentFailed(f"The {checked_out} is missing from this installation: install journal-followup again.")


def message_templates() -> str:
    """The folder with the templates of messages that come with the program."""
    return os.path.join(os.path.dirname(__file__), "messages")


def is_home_or_above(folder: Path, home: Path) -> bool:
    """Whether a folder is the person's home or a folder above it; a vault must not begin there."""
    return folder == home or folder in home.parents


def documentation_folder() -> str | None:
    """The folder with cli.md and the others: in the installed package, or in a checkout; None where it is missing."""
    package = os.path.dirname(os.path.abspath(__file__))
    folders = (os.path.join(package, "docs"), os.path.join(os.path.dirname(package), "docs"))
    return next(filter(os.path.isdir, folders), None)


def folder(kind: str) -> str:
    """The folder for config, cache or state. On Linux without pathlib and platformdirs, which are slow to import."""
    if sys.platform == "linux":
        variable, usual = _XDG[kind]
        named = os.path.expanduser(os.environ.get(variable, "").strip())
        return os.path.join(named if os.path.isabs(named) else os.path.join(_home(), usual), _NAME)
    import platformdirs

    return str(getattr(platformdirs, f"user_{kind}_dir")(_NAME))


def _path(kind: str) -> Path:
    from pathlib import Path

    return Path(folder(kind))


def _home() -> str:
    """The person's own folder; a HOME that is relative counts as not set. Raises EnvironmentFailed."""
    if os.path.isabs(home := os.environ.get("HOME", "")):
        return home
    import pwd

    from journal.errors import EnvironmentFailed

    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        raise EnvironmentFailed("The system knows no home folder of yours: set HOME to a whole path.") from None
