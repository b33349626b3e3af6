"""Every way to save a note while it is watched: what is known of it is the old text or the new, never nothing."""

from __future__ import annotations

import os
import shlex
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.model import Delta, FollowUp
from tests.e2e.test_tui import Terminal
from tests.seen import TODAY, Seen
from tests.tui.stage import write

NOTE = "---\ncontact: Maria\nask: Could you introduce me?\nasked: 2026-03-01\n---\nSee [[a]]\n"
SAVES = 3
IDENTITY = {f"GIT_{who}_{what}": "you@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


class Watched(Seen):
    """One note that is watched. known: whom it asks and whom it links, at the start and after each change."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.known = [self._known()]

    def _known(self) -> tuple[str, ...]:
        """Empty where the note is not known, or not as an ask."""
        return tuple(
            name for found in self.vault.follow_ups(TODAY) for name in (found.ask.contacts[0].name, *linked(found))
        )

    def change(self, delta: Delta) -> None:
        self.known.append(self._known())
        super().change(delta)

    def knows(self, *names: str) -> None:
        """Wait until this is known, and all that the save told is looked at: events come in their order."""
        self.until(lambda: self.known[-1] == names)
        deltas = len(self.deltas)
        with open(self.vault.root / "later.md", "a") as later:
            later.write("And so on.\n")
        self.until(lambda: any("later.md" in delta.changed for delta in self.deltas[deltas:]))


def linked(found: FollowUp) -> list[str]:
    return [name.text for name in found.note.links]


@pytest.fixture
def watched(home: Path, patient: threading.Event) -> Iterator[Watched]:
    watched = Watched(write(home / "network", {"maria.md": NOTE, "later.md": "A diary.\n"}))
    with watched.vault.watch(watched.change, watched.status):
        watched.until_mode("watching")
        yield watched
    assert {(delta.added, delta.removed) for delta in watched.deltas} == {((), ())}


def vim(*settings: str) -> list[str]:
    return ["vim", "-u", "NONE", "-N", *(word for setting in settings for word in ("-c", f"set {setting}"))]


VIM, NANO, EMACS = (pytest.mark.needs(editor) for editor in ("vim", "nano", "emacs"))


@pytest.mark.needs("tmux")
@pytest.mark.parametrize(
    ("program", "to_the_end", "save"),
    [
        pytest.param(vim(), ["G", "o"], ["Escape", ":w", "Enter"], marks=VIM, id="vim"),
        pytest.param(vim("backupcopy=no"), ["G", "o"], ["Escape", ":w", "Enter"], marks=VIM, id="vim, renaming"),
        pytest.param(vim("backupcopy=yes"), ["G", "o"], ["Escape", ":w", "Enter"], marks=VIM, id="vim, in place"),
        pytest.param(["nano", "-I"], ["M-/"], ["Enter", "C-s"], marks=NANO, id="nano"),
        pytest.param(["emacs", "-Q", "-nw"], ["M->"], ["Enter", "C-x", "C-s"], marks=EMACS, id="emacs"),
    ],
)
def test_a_note_that_an_editor_saves_never_blinks(
    home: Path, watched: Watched, program: list[str], to_the_end: list[str], save: list[str]
) -> None:
    terminal = Terminal(home, watched.vault.root, [*program, str(watched.vault.root / "maria.md")])
    states = [("Maria", *("abcd"[:number])) for number in range(1, SAVES + 2)]
    try:
        terminal.open(80, 24)
        terminal.sees("See [[a]]")
        for state in states[1:]:
            terminal.press(*to_the_end, f"[[{state[-1]}]]", *save)
            watched.knows(*state)
    finally:
        terminal.close()
    assert set(watched.known) <= set(states)


@pytest.mark.needs("git", "sed")
@pytest.mark.parametrize(
    "commands",
    [
        pytest.param(["sed -i s/Maria/Marja/ maria.md", "sed -i s/Marja/Maria/ maria.md"], id="sed"),
        pytest.param(["git checkout -q new", "git checkout -q old"], id="git checkout"),
        pytest.param(["git stash -q", "git stash pop -q"], id="git stash"),
        pytest.param(["cp new.txt maria.md", "cp old.txt maria.md"], id="cp"),
        pytest.param(["cp new.txt copy.txt; mv copy.txt maria.md", "cp old.txt maria.md"], id="mv"),
        pytest.param(["rm maria.md; cp new.txt maria.md", "rm maria.md; cp old.txt maria.md"], id="rm and cp"),
    ],
)
def test_a_note_that_a_command_replaces_never_blinks(watched: Watched, commands: list[str]) -> None:
    root = watched.vault.root
    write(root, {"old.txt": NOTE, "new.txt": NOTE.replace("Maria", "Marja"), ".gitignore": "*.txt\nlater.md\n"})
    for command in (
        "git init -q -b old", "git add .", "git commit -qm old", "git checkout -qb new",
        "sed -i s/Maria/Marja/ maria.md", "git commit -qam new", "git checkout -q old",
    ):  # fmt: skip
        run(root, command)
    if commands[0] == "git stash -q":
        run(root, "sed -i s/Maria/Marja/ maria.md")
    for _ in range(SAVES):
        for command in commands:
            run(root, command)
            watched.knows("Marja" if "Marja" in (root / "maria.md").read_text() else "Maria", "a")
    assert set(watched.known) <= {("Maria", "a"), ("Marja", "a")}


def run(root: Path, commands: str) -> None:
    environment = {**os.environ, **IDENTITY}
    for command in commands.split("; "):
        subprocess.run(shlex.split(command), cwd=root, check=True, capture_output=True, env=environment)
