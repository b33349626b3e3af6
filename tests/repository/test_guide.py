"""What the guide shows is what its commands print, one after the other, in a copy of the example vault.

``python -m tests.repository.test_guide`` writes it anew.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from journal.cli.environment import Environment
from journal.cli.main import main
from journal.model import Day

HERE = Path(__file__).resolve().parents[2]
GUIDE = HERE / "docs/guide.md"
BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```\n)", re.DOTALL)
LATER = Day(2027, 5, 4)
"""The day on which somebody reads the guide."""


def _printed(command: str, vault: Path) -> str:
    """What a command prints that is called in a vault. ``sed`` stands for an editor."""
    program, *words = shlex.split(command)
    if program == "sed":
        return subprocess.run([program, *words], cwd=vault, check=True, text=True, capture_output=True).stdout
    assert program == "journal"
    out = io.StringIO()
    around = Environment(
        stdout=out, stderr=out, cwd=vault, variables={"JOURNAL_TODAY": "2026-11-22"}, has_terminal=False, width=None,
        clock=lambda: LATER, user_config=lambda: vault / "no-config", answer=lambda: "",
    )  # fmt: skip
    assert main(words, None, around) == 0, out.getvalue()
    return out.getvalue()


def written(text: str, scratch: Path) -> str:
    """The guide as it has to be: each command, and below it what it prints."""
    vault = Path(shutil.copytree(HERE / "vault-example", scratch / "vault"))

    def shown(block: re.Match[str]) -> str:
        commands = [line for line in block[0].splitlines() if line.startswith("$ ")]
        return "".join(f"{line}\n{_printed(line[2:], vault)}" for line in commands)

    return BLOCK.sub(shown, text)


def test_it_shows_what_its_commands_print(tmp_path: Path) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) > 10
    assert text == written(text, tmp_path), "write it anew: python -m tests.repository.test_guide"


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        GUIDE.write_text(written(GUIDE.read_text(encoding="utf-8"), Path(scratch)), encoding="utf-8")
