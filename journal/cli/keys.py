"""``journal keys``: the keys of the terminal UI with their ids, as TOML to copy from."""

from __future__ import annotations

from pathlib import Path

from journal.cli.command import Command
from journal.cli.table import Text
from journal.config import CONFIG_FILE, read_user_config
from journal.keyboard import KEYS, as_typed, by_group, remapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context

__all__ = ["COMMANDS"]


def _keys(context: Context) -> int:
    file = Path(context.environment.user_config(), CONFIG_FILE)
    mine = remapped(read_user_config(file.parent).keys, file)
    if context.json:
        records = [
            {"id": name, "keys": as_typed(mine.get(name, key.keys)), "default": as_typed(key.keys), "does": key.does}
            for name, key in KEYS.items()
        ]
        context.print_json({"version": 1, "keys": records})
        return 0
    context.print(Text(f"# For {file}: take the # off a line and change its key.", "dim"), whole=True)
    context.print(
        Text('# Several keys: "j,down". Others: ctrl+d, shift+f3, enter, escape, pageup, comma.', "dim"), whole=True
    )
    context.print("[keys]")
    for title, names in by_group(KEYS).items():
        context.print()
        context.print(Text(f"# {title}", "bold"))
        for name in names:
            off = "" if name in mine else "# "
            setting = f'{off}"{name}" = {_quoted(mine.get(name, KEYS[name].keys))}'
            context.print(f"{setting:<36} ", Text(f"# {KEYS[name].does}", "dim"), whole=True)
    return 0


def _quoted(keys: str) -> str:
    """Keys as a TOML text; a quote or a backslash among them is written by its name."""
    return '"' + ",".join({'"': "quotation_mark", "\\": "backslash"}.get(key, key) for key in as_typed(keys)) + '"'


COMMANDS = (
    Command(
        "keys",
        _keys,
        more="""Copy what you want otherwise into the [keys] table of your config.toml, which the first line
names. Your own keys stand there without the # already. Two ids on one key are refused when the
terminal UI starts, as is an id that there is not.""",
    ),
)
