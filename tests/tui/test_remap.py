"""A person's own keys: they work, the help and the footer show them, and what cannot be is refused at start."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

from journal.keyboard import KEYS
from tests.seen import PATIENCE
from tests.tui.pasting import paste
from tests.tui.stage import staged
from tui.app import JournalApp
from tui.dialogs.help import Help
from tui.preferences import Preferences
from tui.screens import ask, asks, contact, contacts, follow_ups, goal, goals, note, problems, search

OWN = Preferences({"list.down": "f5", "list.up": "j", "app.palette": "f6", "nav.open": "ctrl+t", "view.3": "f7"})


async def test_keys_of_ones_own_work_and_the_old_ones_no_longer_do(network: Path) -> None:
    async with staged(network, (120, 36), preferences=OWN) as stage:
        await stage.press("f5", "f5")
        await stage.cursor_on("Fatima")
        await stage.press("j")
        await stage.cursor_on("Jörg")
        await stage.press("k", "down", "enter")
        await stage.cursor_on("Jörg")
        await stage.press("question_mark")
        await stage.sees("f5       next line", "j        previous line", "f6       find an action")
        await stage.press("escape", "f6")
        await paste(stage, "next line")
        await stage.sees("key f5")
        await stage.press("escape", "f7")
        await stage.sees("[f7 Contacts")


async def test_the_footer_names_the_palettes_own_key(network: Path) -> None:
    async with staged(network, preferences=OWN) as stage:
        await stage.sees("f6 palette", "^t open")


SCREENS = [
    ask.AskScreen, asks.AsksScreen, contact.ContactScreen, contacts.ContactsScreen, follow_ups.FollowUpsScreen,
    goal.GoalScreen, goals.GoalsScreen, note.NoteScreen, problems.ProblemsScreen, search.SearchScreen, Help,
]  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS)
def test_no_two_ids_of_one_screen_share_a_key_from_the_start(screen: type[Screen[object]]) -> None:
    ids: dict[str, set[str]] = defaultdict(set)
    for place in (*screen.__mro__, JournalApp):
        for binding in place.__dict__.get("BINDINGS", ()) if issubclass(place, Widget | JournalApp) else ():
            if isinstance(binding, Binding) and binding.id in KEYS:
                for key in binding.key.split(","):
                    ids[key].add(str(binding.id))
    assert {key: found for key, found in ids.items() if len(found) > 1} == {}


def test_a_clash_ends_the_program_before_it_draws(network: Path, home: Path) -> None:
    config = home / ".config" / "journal" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[keys]\n"ask.thank" = "n"\n', encoding="utf-8")
    controller, terminal = pty.openpty()
    try:
        call = [sys.executable, "-m", "tui", str(network)]
        project = Path(__file__).parents[2]
        done = subprocess.run(
            call, stdin=terminal, stdout=terminal, stderr=terminal, cwd=project, check=False, timeout=PATIENCE
        )
        said = os.read(controller, 9999).decode()
    finally:
        os.close(controller)
        os.close(terminal)
    assert done.returncode == 2
    assert all(text in said for text in ("ask.thank", "ask.nudge", "both on n", str(config)))
    assert "\x1b" not in said


def test_without_a_terminal_for_its_messages_the_ui_is_not_opened(network: Path) -> None:
    controller, terminal = pty.openpty()
    try:
        call = [sys.executable, "-m", "tui", str(network), "--today", "2026-11-22"]
        project = Path(__file__).parents[2]
        done = subprocess.run(
            call, stdin=terminal, stdout=terminal, stderr=subprocess.PIPE, cwd=project, check=False, timeout=PATIENCE
        )
        said = os.read(controller, 9999).decode()
    finally:
        os.close(controller)
        os.close(terminal)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Tell them how it went" in said
