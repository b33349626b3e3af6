"""The console script: every command goes to journal.cli, and only opening the UI imports Textual."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from journal.cli.main import main as command_line
from journal.model import Day


def open_ui(root: Path, today: Day | None, cache: bool) -> int:
    """Runs the terminal UI over the folder until it is left; returns the exit status.

    today: None follows the clock. cache: False reads every note afresh.
    """
    from journal import Vault
    from tui.app import run

    run(Vault.at(root), lambda: today or date.today())  # noqa: DTZ011  # the local date is what is wanted
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    return command_line(argv, open_ui)


if __name__ == "__main__":
    sys.exit(main())
