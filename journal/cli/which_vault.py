"""Which folder is the vault, where the call does not say (docs/cli.md, "Common options")."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from journal.config import CONFIG_FILE, SETTINGS_FILE, read_user_config
from journal.errors import NoVault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.environment import Environment

__all__ = ["find_vault", "last_used", "remember"]

_LAST = "last-vault"
"""The file in the state folder that says which vault was used last."""

_BEGIN = """No vault here: a vault is a folder of notes with a journal.toml.
  journal demo        look around in an example
  journal init DIR    begin one, or adopt a folder of notes
  journal --vault DIR …, JOURNAL_VAULT=DIR, or default_vault = "DIR" in {config}"""


def find_vault(named: str | None, environment: Environment) -> Path:
    """The folder named, else JOURNAL_VAULT, else the nearest upwards with a journal.toml, else the user's default.

    Raises NoVault, and BadSettings where the user's config cannot be read.
    """
    if named := named or environment.variables.get("JOURNAL_VAULT"):
        return environment.cwd / os.path.expanduser(named)
    for folder in (environment.cwd, *environment.cwd.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    config = environment.user_config()
    if default := read_user_config(config).default_vault:
        return config / os.path.expanduser(default)
    raise NoVault(_BEGIN.format(config=config / CONFIG_FILE))


def last_used(state: Path) -> Path | None:
    """The vault used last; None where there was none or it is gone. state: the person's state folder."""
    try:
        folder = Path((state / _LAST).read_text(encoding="utf-8", errors="surrogateescape").rstrip("\n"))
    except OSError:
        return None
    return folder if folder.is_absolute() and folder.is_dir() else None


def remember(state: Path, vault: Path) -> None:
    """Remember a vault as the one used last. Where that cannot be written, nothing is said."""
    vault = Path(os.path.abspath(vault))
    if vault == last_used(state) or "\n" in str(vault):
        return
    with suppress(OSError):
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = state / f"{_LAST}.{os.getpid()}"
        unfinished.write_text(f"{vault}\n", encoding="utf-8", errors="surrogateescape")
        unfinished.replace(state / _LAST)
