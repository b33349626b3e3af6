"""``journal demo``: the example vault, as if it were of today, and beside it an export of a network."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from journal.cli.command import Command
from journal.cli.open_ui import open_vault, opens_ui
from journal.dates import parse_day
from journal.errors import BadDate, EnvironmentFailed
from journal.model import Day
from journal.places import example_network, example_vault
from journal.regex import regex
from journal.typed_dates import typed_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from journal.cli.context import Context

__all__ = ["COMMANDS", "copy_current"]

_ISO = regex(rb"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_WEEK = regex(rb"(?<![0-9])[0-9]{4}-W[0-9]{2}(?![0-9])")
"""An ISO week, as reviews are named."""
_WEEKDAY = regex(rb"((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day [0-9]{1,2} [A-Z][a-z]+)(?= *\r?\n)")
"""``Sunday 22 November`` at a line's end, as reviews date their sections."""
_CURRENT_ON = regex(rb"(?m)^current_on:[ \t]*([0-9-]+)")


def _demo(context: Context) -> int:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="journal-demo-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch) / "vault"
        copy_current(Path(example_vault()), folder, context.today)
        network = Path(shutil.copytree(example_network(), Path(scratch) / "network"))
        if not opens_ui(context):
            context.warn("The example as it stands today; on a terminal, the same call opens a copy to try things on.")
        return open_vault(context.on_vault(str(folder), is_scratch=True, network=network))


def copy_current(example: Path, folder: Path, today: Day) -> None:
    """Copies a vault, moving the days and weeks in its texts and names from its ``current_on`` to today."""
    found = _CURRENT_ON.search((example / "README.md").read_bytes())
    base = parse_day(found[1].decode()) if found else None
    if base is None:
        raise EnvironmentFailed(f"{example}/README.md does not say what day the example was current_on.")
    days = (today - base).days
    for source in sorted(example.rglob("*")):
        name = _moved(str(source.relative_to(example)).encode(), base, days).decode()
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink():
            target.symlink_to(source.readlink())
        elif source.is_dir():
            target.mkdir(exist_ok=True)
        else:
            target.write_bytes(_moved(source.read_bytes(), base, days))
            shutil.copymode(source, target)


def _moved(text: bytes, base: Day, days: int) -> bytes:
    """The text with each date, and each week by its Sunday, moved that many days later; what only looks like one stays.

    base: the day that a date without a year lies before, or on.
    """

    def day(match: re.Match[bytes]) -> str:
        return _later(Day.fromisoformat(match[0].decode()), days).isoformat()

    def week(match: re.Match[bytes]) -> str:
        year, number, _ = _later(Day.fromisoformat(f"{match[0].decode()}-7"), days).isocalendar()
        return f"{year:04}-W{number:02}"

    def weekday(match: re.Match[bytes]) -> str:
        then = _later(typed_day(match[0].decode(), base, past=True), days)
        return f"{then:%A} {then.day} {then:%B}"

    def tried(move: Callable[[re.Match[bytes]], str]) -> Callable[[re.Match[bytes]], bytes]:
        def moved(match: re.Match[bytes]) -> bytes:
            try:
                return move(match).encode()
            except (ValueError, OverflowError, BadDate):
                return match[0]

        return moved

    return _WEEKDAY.sub(tried(weekday), _WEEK.sub(tried(week), _ISO.sub(tried(day), text)))


def _later(day: Day, days: int) -> Day:
    return day + timedelta(days=days)


COMMANDS = (Command("demo", _demo),)
