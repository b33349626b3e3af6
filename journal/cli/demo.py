"""``journal demo``: the example vault, as if it were of today, and beside it an export of a network."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from journal.cli.command import Command
from journal.cli.open_ui import open_vault, opens_ui
from journal.dates import parse_day
from journal.errors import EnvironmentFailed
from journal.model import Day
from journal.places import example_network, example_vault
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from journal.cli.context import Context

__all__ = ["COMMANDS", "copy_current"]

_ISO = regex(rb"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_CURRENT_ON = regex(rb"(?m)^current_on:[ \t]*([0-9-]+)")


def _demo(context: Context) -> int:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="journal-demo-") as scratch:
        folder = Path(scratch) / "vault"
        copy_current(example_vault(), folder, context.today)
        network = Path(shutil.copytree(example_network(), Path(scratch) / "network"))
        if not opens_ui(context):
            context.warn("The example as it stands today; on a terminal, the same call opens a copy to try things on.")
        return open_vault(context.on_vault(str(folder), is_scratch=True, network=network))


def copy_current(example: Path, folder: Path, today: Day) -> None:
    """Copies a vault, moving every ISO date in its texts and names from its ``current_on`` to today."""
    found = _CURRENT_ON.search((example / "README.md").read_bytes())
    base = parse_day(found[1].decode()) if found else None
    if base is None:
        raise EnvironmentFailed(f"{example}/README.md does not say what day the example was current_on.")
    days = (today - base).days
    for source in sorted(example.rglob("*")):
        name = _moved(str(source.relative_to(example)).encode(), days).decode()
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink():
            target.symlink_to(source.readlink())
        elif source.is_dir():
            target.mkdir(exist_ok=True)
        else:
            target.write_bytes(_moved(source.read_bytes(), days))
            shutil.copymode(source, target)


def _moved(text: bytes, days: int) -> bytes:
    """The text with each date moved that many days later; what only looks like a date stays."""

    def moved(match: re.Match[bytes]) -> bytes:
        try:
            return (Day.fromisoformat(match[0].decode()) + timedelta(days=days)).isoformat().encode()
        except (ValueError, OverflowError):
            return match[0]

    return _ISO.sub(moved, text)


COMMANDS = (Command("demo", _demo),)
