"""Where things are on this machine: the platform's folders for config, cache and state, and the example vault."""

from __future__ import annotations

from pathlib import Path

from journal.errors import EnvironmentFailed

__all__ = ["cache_folder", "config_folder", "example_vault", "state_folder"]

_NAME = "journal"


def config_folder() -> Path:
    """Holds config.toml."""
    from platformdirs import user_config_path

    return user_config_path(_NAME)


def cache_folder() -> Path:
    """Holds what can be rebuilt from the notes, and nothing else."""
    from platformdirs import user_cache_path

    return user_cache_path(_NAME)


def state_folder() -> Path:
    """Holds the undo log, locks, and texts that could not be put back."""
    from platformdirs import user_state_path

    return user_state_path(_NAME)


def example_vault() -> Path:
    """The example vault: in the installed package, or beside it in a checkout. Raises EnvironmentFailed."""
    package = Path(__file__).parent
    for folder in (package / "example", package.parent / "vault-example"):
        if folder.is_dir():
            return folder
    raise EnvironmentFailed("The example vault is missing from this installation: install journal-followup again.")
