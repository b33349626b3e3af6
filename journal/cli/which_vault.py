"""Which folder is the vault, where the call does not say (docs/cli.md, "Common options").

Nothing slow to import stands at the top: the completion of shells asks here too.
"""

from __future__ import annotations

import os

from journal.paths import is_inside
from journal.places import CONFIG_FILE, SETTINGS_FILE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from journal.cli.environment import Environment
    from journal.paths import AnyPath

__all__ = ["find_vault", "found_vault", "gone", "last_used", "remember", "vault_around"]

_LAST = "last-vault"
"""The file in the state folder that says which vault was used last."""

_BEGIN = """No vault here: a vault is a folder of notes with a journal.toml.
  journal demo        look around in an example
  journal init DIR    begin one, or adopt a folder of notes
  journal --vault DIR …, JOURNAL_VAULT=DIR, or default_vault = "DIR" in {config}"""


def find_vault(
    named: str | None, environment: Environment, tell: Callable[[Iterable[str]], object] = lambda _: None
) -> str:
    """The folder named, else JOURNAL_VAULT, else the nearest upwards with a journal.toml, else the user's default.

    tell: is given the sentences about keys of the user's config that nobody knows, where it is read. Raises NoVault,
    and BadSettings where the user's config cannot be read.
    """
    config = environment.user_config
    if found := found_vault(named, environment.variables, environment.cwd, lambda: os.fspath(config()), tell):
        return os.path.abspath(found)
    from journal.errors import NoVault

    raise NoVault(_BEGIN.format(config=os.path.join(config(), CONFIG_FILE)))


def found_vault(
    named: str | None,
    variables: Mapping[str, str],
    cwd: str,
    config: Callable[[], str],
    tell: Callable[[Iterable[str]], object] = lambda _: None,
) -> str | None:
    """The vault's folder, looked for in the order that ``find_vault`` names; None where there is none.

    config: gives the folder of the user's config, which is only read where it is needed. tell: as in ``find_vault``.
    """
    if named := named or variables.get("JOURNAL_VAULT"):
        return os.path.join(cwd, os.path.expanduser(named))
    if around := vault_around(cwd):
        return around
    if not os.path.lexists(os.path.join(config(), CONFIG_FILE)):
        return None
    from journal.config import read_user_config

    mine = read_user_config(config())
    tell(mine.warnings)
    default = mine.default_vault
    return os.path.join(config(), os.path.expanduser(default)) if default else None


def vault_around(folder: str) -> str | None:
    """The nearest folder with a journal.toml from a folder upwards; None where there is none."""
    below = ""
    while folder != below:
        if _is_made(folder):
            return folder
        folder, below = os.path.dirname(folder), folder
    return None


def _is_made(folder: str) -> bool:
    """Whether somebody made a folder a vault."""
    return os.path.isfile(os.path.join(folder, SETTINGS_FILE))


def last_used(state: AnyPath) -> str | None:
    """The vault used last; None where there was none or it is gone. state: the person's state folder."""
    folder = _remembered(state)
    return folder if folder and os.path.isdir(folder) else None


def gone(state: AnyPath) -> str | None:
    """The vault used last where it is not there any more; else None. state: as in ``last_used``."""
    folder = _remembered(state)
    return folder if folder and not os.path.isdir(folder) else None


def _remembered(state: AnyPath) -> str | None:
    try:
        with open(os.path.join(state, _LAST), encoding="utf-8", errors="surrogateescape") as file:
            folder = file.read().rstrip("\n")
    except OSError:
        return None
    return folder if os.path.isabs(folder) else None


def remember(state: AnyPath, vault: AnyPath) -> None:
    """Remember a vault as the one used last. Where that cannot be written, nothing is said.

    A folder that nobody made a vault is not where it is the person's home or above it, or where a vault is remembered
    already: whoever looked there once would have all that is in it read at every call from then on.
    """
    place, last = os.path.abspath(vault), last_used(state)
    if place == last or "\n" in place:
        return
    if not _is_made(place) and (is_inside(os.path.expanduser("~"), place) or (last and _is_made(last))):
        return
    from contextlib import suppress

    from journal.smallfile import write_small

    with suppress(OSError):
        os.makedirs(state, mode=0o700, exist_ok=True)
        write_small(os.path.join(state, _LAST), os.fsencode(f"{place}\n"))
