"""Real editors beside us on the same note: they notice what we write, and we read what they save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journal import Given, Vault
from journal.model import Day
from tests.e2e.test_tui import Terminal
from tests.tui.stage import write

NOTE = "---\ncontact: Maria\nask: Could you introduce me?\nasked: 2026-03-01\n---\nHi Maria\n"
TODAY = Day(2026, 3, 16)

pytestmark = pytest.mark.needs("tmux")


@pytest.fixture
def vault(home: Path) -> Vault:
    return Vault.open(write(home / "network", {"maria.md": NOTE}), state=home / "state")


@pytest.fixture
def edited_by(home: Path, vault: Vault) -> Iterator[Callable[..., Terminal]]:
    opened = []

    def edit(*program: str) -> Terminal:
        terminal = Terminal(home, vault.root, [*program, str(vault.root / "maria.md")])
        opened.append(terminal)
        terminal.open(80, 24)
        terminal.sees("Hi Maria")
        return terminal

    yield edit
    for terminal in opened:
        terminal.close()


def text_of(note: Path) -> str:
    """Empty where an editor has moved it away, and not written it anew yet."""
    try:
        return note.read_text()
    except FileNotFoundError:
        return ""


def nudge(vault: Vault) -> None:
    vault.reconcile()
    vault.take("nudge", vault.follow_ups(TODAY), Given(TODAY))


@pytest.mark.needs("vim")
def test_vim_warns_of_our_write_and_what_it_then_saves_is_read(
    vault: Vault, edited_by: Callable[..., Terminal]
) -> None:
    vim = edited_by("vim", "-u", "NONE", "-N")
    nudge(vault)
    vim.press("G", "o", "from vim", "Escape", ":w", "Enter")
    vim.sees("WARNING", "changed since reading")
    vim.press("y", "Enter")
    vim.sees("written")
    note = vault.root / "maria.md"
    assert note.read_text() == NOTE + "from vim\n"
    nudge(vault)
    assert note.read_text() == NOTE.replace("---\nHi", "nudged: 2026-03-16\n---\nHi") + "from vim\n"


@pytest.mark.parametrize(
    ("program", "keys"),
    [
        pytest.param(("vim", "-u", "NONE", "-N"), ("O", "x", "Escape", ":wq", "Enter"), marks=pytest.mark.needs("vim")),
        pytest.param(("nano", "-I"), ("x", "Enter", "C-s", "C-x"), marks=pytest.mark.needs("nano")),
        pytest.param(("emacs", "-Q", "-nw"), ("x", "Enter", "C-x", "C-s"), marks=pytest.mark.needs("emacs")),
    ],
    ids=["vim", "nano", "emacs"],
)
def test_a_save_of_an_editor_is_read_at_the_next_look(
    vault: Vault, edited_by: Callable[..., Terminal], program: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    terminal = edited_by(*program)
    terminal.press(*keys)
    terminal.until(lambda _: text_of(vault.root / "maria.md") == "x\n" + NOTE)
    assert vault.reconcile().changed == ("maria.md",)
    (note,) = (note for note in vault.notes(TODAY) if note.path == "maria.md")
    assert [problem.code for problem in note.problems if problem.severity == "error"] == ["misplaced-frontmatter"]
