"""What the guide shows is what its commands print, one after the other, in a copy of the example vault.

``python -m tests.repository.test_guide`` writes it anew.
"""

from __future__ import annotations

import io
import os
import re
import shlex
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


def _set_up(text: str, home: Path) -> tuple[Path, dict[str, str]]:
    """The folder that the guide's first lines lead to, and what they set, for somebody with that home."""
    lines = text.partition("```\n")[2].partition("```")[0]
    said = subprocess.run(
        ["bash", "-ec", f'{lines}\npwd; echo "$JOURNAL_VAULT"; echo "$JOURNAL_TODAY"'],
        cwd=HERE, env={"HOME": str(home), "PATH": os.environ["PATH"]}, check=True, text=True, capture_output=True,
    ).stdout.splitlines()  # fmt: skip
    return Path(said[0]), {"JOURNAL_VAULT": said[1], "JOURNAL_TODAY": said[2]}


def _printed(command: str, folder: Path, variables: dict[str, str]) -> str:
    """What a command prints that is called in a folder. ``sed`` stands for an editor."""
    program, *words = shlex.split(command)
    if program == "sed":
        return subprocess.run([program, *words], cwd=folder, check=True, text=True, capture_output=True).stdout
    assert program == "journal"
    out = io.StringIO()
    around = Environment(
        stdout=out, stderr=out, cwd=folder, variables=variables, has_terminal=False, width=None,
        clock=lambda: LATER, user_config=lambda: folder.parent / "no-config", answer=lambda: "",
    )  # fmt: skip
    assert main(words, None, around) == 0, out.getvalue()
    return out.getvalue()


def written(text: str, scratch: Path) -> str:
    """The guide as it has to be: each command, and below it what it prints."""
    folder, variables = _set_up(text, scratch)

    def shown(block: re.Match[str]) -> str:
        commands = [line for line in block[0].splitlines() if line.startswith("$ ")]
        return "".join(f"{line}\n{_printed(line[2:], folder, variables)}" for line in commands)

    return BLOCK.sub(shown, text)


def test_it_shows_what_its_commands_print(tmp_path: Path) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) > 10
    assert text == written(text, tmp_path), "write it anew: python -m tests.repository.test_guide"


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        GUIDE.write_text(written(GUIDE.read_text(encoding="utf-8"), Path(scratch)), encoding="utf-8")
