from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from journal.errors import NoteChanged, Refused
from journal.vault.disk import lock, store
from journal.vault.write.change import Change
from journal.vault.write.undo import Log, Step
from tests.laws import examples

NAMES = st.sampled_from(["a.md", "b.md", "folder/c.md"])
TEXTS = st.binary(max_size=3)


class Undoing(RuleBasedStateMachine):
    """Our steps, other programs' saves, undo and redo in any order, against two plain stacks."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.root, self.state = Path(self.place.name, "vault"), Path(self.place.name, "state")
        self.root.mkdir()
        self.notes: dict[str, bytes] = {}
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def teardown(self) -> None:
        self.place.cleanup()

    @property
    def log(self) -> Log:
        return Log(self.state, self.root, keep=self.state / "kept")

    @rule(texts=st.dictionaries(NAMES, st.none() | TEXTS, min_size=1))
    def write(self, texts: dict[str, bytes | None]) -> None:
        changes = [Change(name, self.notes.get(name), text) for name, text in texts.items()]
        step = Step("written", tuple(change for change in changes if change.before != change.after))
        with lock.held(self.state, self.root), self.log.recording(step):
            for change in step.changes:
                self.make(change)
        if step.changes:
            self.done.append(step)
        self.undone.clear()

    def make(self, change: Change) -> None:
        if change.before is None:
            assert change.after is not None
            store.create(self.root, change.path, change.after)
        elif change.after is None:
            store.remove(self.root, change.path, change.before, keep=self.state / "kept")
        else:
            store.replace(self.root, change.path, change.before, change.after, keep=self.state / "kept")
        self.put(change)

    def put(self, change: Change) -> None:
        if change.after is None:
            del self.notes[change.path]
        else:
            self.notes[change.path] = change.after

    @rule(name=NAMES, text=TEXTS)
    def save(self, name: str, text: bytes) -> None:
        (self.root / name).parent.mkdir(exist_ok=True)
        (self.root / name).write_bytes(text)
        self.notes[name] = text

    @rule(dry_run=st.booleans())
    def undo(self, dry_run: bool) -> None:
        changes = tuple(change.taken_back for change in self.done[-1].changes) if self.done else ()
        if self.turns(self.log.undo, changes, dry_run=dry_run):
            self.undone.append(self.done.pop())

    @rule(dry_run=st.booleans())
    def redo(self, dry_run: bool) -> None:
        changes = self.undone[-1].changes if self.undone else ()
        if self.turns(self.log.redo, changes, dry_run=dry_run):
            self.done.append(self.undone.pop())

    def turns(self, turn: Callable[..., Step], changes: tuple[Change, ...], *, dry_run: bool) -> bool:
        """Whether the newest step was turned round, which it is where all of its notes are as we left them."""
        if not changes:
            with pytest.raises(Refused):
                turn(dry_run=dry_run)
            return False
        if changed := [change.path for change in changes if self.notes.get(change.path) != change.before]:
            with pytest.raises(NoteChanged) as raised:
                turn(dry_run=dry_run)
            assert list(raised.value.paths) == changed
            return False
        assert turn(dry_run=dry_run).changes == changes
        if not dry_run:
            for change in changes:
                self.put(change)
        return not dry_run

    @invariant()
    def the_notes_are_as_expected(self) -> None:
        held = {file.relative_to(self.root).as_posix(): file for file in self.root.rglob("*") if file.is_file()}
        assert {name: file.read_bytes() for name, file in held.items()} == self.notes


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=examples(25), stateful_step_count=15)
