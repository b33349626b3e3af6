"""What the README says is so: its blocks are what the program prints, its example runs, its tables are whole.

``python -m tests.repository.test_readme`` writes the blocks and tables anew.
"""

from __future__ import annotations

import re
import shlex
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from journal import Vault, notes
from journal.cli.main import main
from journal.cli.registry import LINES
from journal.keyboard import KEYS, as_typed
from journal.model import Day, Kind, State
from tests.vaults import MakeVault

HERE = Path(__file__).resolve().parents[2]
README = HERE / "README.md"
SHOWN = (
    "list.down list.up nav.open nav.back list.filter ask.thank ask.outcome ask.nudge ask.send ask.answer ask.snooze "
    "ask.close ask.park new day.open meeting.new person.message person.touch mark.toggle edit.undo note.edit "
    "go.contact go.goal app.sync app.palette app.help nav.quit"
).split()
PRINTED = re.compile(r"(<!-- prints: journal (.*?) -->\n```text\n)(.*?)(```\n)", re.DOTALL)


def _table(head: str, rows: list[tuple[str, str]]) -> str:
    return "".join(f"| {left} | {right} |\n" for left, right in [tuple(head.split("|")), ("---", "---"), *rows])


def _commands() -> str:
    return _table("command|does", [(f"`journal {name}`", line) for name, (_, line) in LINES.items()])


def _keys() -> str:
    rows = [(" ".join(f"`{key}`" for key in as_typed(KEYS[name].keys)), KEYS[name].does) for name in SHOWN]
    return _table("key|does", rows)


def _printed(call: str) -> str:
    out = StringIO()
    with redirect_stdout(out):
        main([*shlex.split(call.replace("vault-example", str(HERE / "vault-example")))])
    return out.getvalue()


def written(text: str) -> str:
    """The README as it has to be: what is printed, and the tables, as they are now."""
    text = PRINTED.sub(lambda match: match[1] + _printed(match[2]) + match[4], text)
    return _with_table("keys", _keys(), _with_table("commands", _commands(), text))


def _with_table(name: str, table: str, text: str) -> str:
    return re.sub(rf"(<!-- {name} -->\n)(?:\|.*\n)*", lambda match: match[1] + table, text)


def test_what_it_shows_is_what_the_program_prints() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(PRINTED.findall(text)) == 1
    assert text == written(text), "write it anew: python -m tests.repository.test_readme"


def _block(language: str) -> str:
    found = re.findall(rf"```{language}\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_the_example_in_python_runs() -> None:
    out = StringIO()
    with redirect_stdout(out):
        exec(_block("python").replace("vault-example", str(HERE / "vault-example")), {})  # noqa: S102 our own text
    assert out.getvalue().splitlines()[0] == "thank 2026-11-13 Intro to Acme data team"


def test_the_note_it_shows_is_an_ask_that_waits_a_week(make_vault: MakeVault) -> None:
    note = _block("markdown")
    assert notes.read("x.md", note.encode()).note.kind is Kind.ASK
    vault = Vault.open(make_vault({"x.md": note}))
    assert vault.follow_ups(Day(2026, 11, 8))[0].state is State.WAITING
    assert vault.follow_ups(Day(2026, 11, 9))[0].state is State.NUDGE


def test_it_opens_with_a_picture_and_two_commands() -> None:
    opening = README.read_text(encoding="utf-8").partition("##")[0]
    assert re.search(r"!\[.+\]\(docs/pictures/follow-ups\.svg\)", opening)
    assert "make demo" in opening
    assert "make test" in opening


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
