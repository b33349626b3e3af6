"""Where the person's machine wants config, cache and state: the platform's own folders."""

from __future__ import annotations

from pathlib import Path

__all__ = ["cache_folder", "config_folder", "state_folder"]

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
