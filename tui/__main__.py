"""The console script: every command goes to journal.cli, and only opening the UI imports Textual.

Nothing else stands at the top either, as ``journal.cli.main`` says.
"""

from __future__ import annotations

import os
import sys

from journal.cli.main import main as command_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from journal.model import Day, Page
    from tui.preferences import Preferences


_FRAMES = "240"
"""Pictures in a second, at most: what changes waits for the next one, a quarter as long as with Textual's own 60."""

_TURN = 0.001
"""Seconds that a thread waits for its turn: the screen for a question's thread, and that for the screen's."""


def open_ui(
    root: Path | None, today: Day | None, cache: bool, at: Page | None = None, network: Path | None = None
) -> int:
    """Run the terminal UI over the folder until the person leaves; gives the exit status. Raises BadSettings.

    root: None asks what to begin with. today: None follows the clock. cache: False reads every note afresh. at: the
    page to open with. network: the folder whose config.toml names exports of a network, None for the person's own.
    """
    import gc
    from datetime import date

    from journal import Vault
    from journal.places import cache_folder, config_folder, state_folder
    from tui.preferences import Preferences

    preferences = Preferences(theme_file=state_folder() / "theme", config=config_folder(), network=network).read()
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
    sys.setswitchinterval(_TURN)
    gc.set_threshold(700, 10, 10)  # the interpreter's own, for a program that stays
    gc.disable()  # the app enables it once its first view has its rows
    if root is None:
        return _begin(preferences, today, cache)
    from tui.app import run

    vault = Vault.at(root, cache=cache_folder() if cache else None)
    return run(vault, lambda: today or date.today(), preferences, at)  # noqa: DTZ011  # the local date is what is wanted


def _begin(preferences: Preferences, today: Day | None, cache: bool) -> int:
    """Let the person choose what to begin with, and do that; gives the exit status."""
    from pathlib import Path

    from tui.beginning import Beginning

    calls = Beginning(_folder(), Path.home(), preferences).run() or ()
    given = [*(["--today", today.isoformat()] if today else []), *([] if cache else ["--no-cache"])]
    return next(filter(None, (main([*given, *call]) for call in calls)), 0)


def _folder() -> Path:
    """The current folder; where it was deleted, the person's home."""
    from pathlib import Path

    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path.home()


def main(argv: Sequence[str] | None = None) -> int:
    return command_line(argv, open_ui)


if __name__ == "__main__":
    sys.exit(main())
