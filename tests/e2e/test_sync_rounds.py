"""Random rounds on two and three machines, some of them killed: all end alike, and what each recorded is there.

``JOURNAL_ROUNDS=1000`` plays as many rounds; a failing game names its seed.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from journal.sync.ancestry import ancestry
from journal.sync.foreign_merges import dropped
from journal.sync.sync import opened
from tests.clones import BASE, Clone
from tests.scripts import before_git

pytestmark = pytest.mark.needs("git")

ROOT = Path(__file__).resolve().parents[2]
ROUNDS_OF_A_GAME = 15
GAMES = max(2, -(-int(os.environ.get("JOURNAL_ROUNDS", "0")) // ROUNDS_OF_A_GAME))
NAMES = ("laptop", "desk", "phone")
OWN = {"laptop": ("why", "piece"), "desk": ("effort", "mood"), "phone": ("channel", "place")}
"""What each machine writes and no other does."""
SHARED = "closed_because"
"""What all of them write: only there can two have said different things."""
NOTES = [f"asks/{name}.md" for name in "abc"]
MARKER = re.compile(r"^(<{7}|={7}|>{7})", re.MULTILINE)


@dataclass
class Game:
    """What was recorded, and must be there at the end."""

    chance: random.Random
    clones: dict[str, Clone]
    kill: Callable[[Clone], None]
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    shared: dict[str, set[str]] = field(default_factory=dict)
    lines: dict[str, set[str]] = field(default_factory=dict)
    number: int = 0

    def play(self) -> None:
        name = self.chance.choice(list(self.clones))
        clone = self.clones[name]
        note = self.chance.choice(NOTES)
        self.number += 1
        self.chance.choice((self._own, self._own, self._nudge, self._write_below, self._new, self._shared))(
            name, clone, note
        )
        lot = self.chance.random()
        if lot < 0.15:
            self.kill(clone)
        elif lot < 0.6:
            self.sync(clone)

    def _own(self, name: str, clone: Clone, note: str) -> None:
        key = self.chance.choice(OWN[name])
        self._called(clone, "set", note, f"{key}={name} {self.number}")
        self.values[note, key] = f"{name} {self.number}"

    def _shared(self, name: str, clone: Clone, note: str) -> None:
        self._called(clone, "set", note, f"{SHARED}={name} {self.number}")
        self.shared.setdefault(note, set()).add(f"{name} {self.number}")

    def _nudge(self, _: str, clone: Clone, note: str) -> None:
        day = f"20{10 + self.number // 28:02}-03-{1 + self.number % 28:02}"
        before = clone.fields(note).get("nudged")
        nudged = [*map(str, before if isinstance(before, tuple) else ()), day]
        self._called(clone, "set", note, *(f"nudged={each}" for each in nudged))
        self.lines.setdefault(note, set()).add(day)

    def _write_below(self, name: str, clone: Clone, note: str) -> None:
        line = f"Line {self.number} of the {name}."
        clone.write(f"{clone.text(note)}{line}\n", note)
        self.lines.setdefault(note, set()).add(line)

    def _new(self, name: str, clone: Clone, _: str) -> None:
        path = f"notes/{name}-{self.number}.md"
        clone.write(f"# Note {self.number}\n", path)
        self.lines[path] = {f"# Note {self.number}"}

    def _called(self, clone: Clone, *words: str) -> None:
        done = clone.call(*words)
        assert done.status == 0, (words, done.err)

    def sync(self, clone: Clone) -> None:
        """A sync, and what it leaves is decided: only what two machines said differently."""
        (clone.root / ".git" / "index.lock").unlink(missing_ok=True)
        done = clone.call("sync", "--json")
        while done.status == 1:
            conflicts = done.document["conflicts"]
            assert {key for each in conflicts for key in each["keys"]} <= {SHARED}, conflicts
            assert all(each["kind"] == "content" for each in conflicts), conflicts
            for each in conflicts:
                words = [f"{key}={self.chance.choice(('ours', 'theirs'))}" for key in each["keys"]]
                words += ["body=both"] if each["body"] else []  # a line of another machine stands above the base's last
                self._called(clone, "resolve", each["path"], *words)
            done = clone.call("sync", "--json")
        assert done.status == 0, (done.out, done.err)

    def end(self) -> None:
        *before, last = self.clones.values()
        for clone in (*before, last, *before):  # the last has all, and what the others want is decided
            self.sync(clone)
        first, *others = self.clones.values()
        for other in others:
            assert other.files() == first.files()
            assert other.git("rev-parse", "HEAD") == first.git("rev-parse", "HEAD")
        for (note, key), value in self.values.items():
            assert f"{key}: {value}\n" in first.text(note), (note, key)
        for note, lines in self.lines.items():
            assert all(line in first.text(note) for line in lines), (note, lines)
        for note, said in self.shared.items():
            assert str(first.fields(note)[SHARED]) in said
        assert not any(MARKER.search(data.decode()) for data in first.files().values())
        self._no_merge_dropped_anything(first)

    def _no_merge_dropped_anything(self, clone: Clone) -> None:
        """But for what was decided."""
        git, repository = opened(clone.root, clone.state)
        merges = clone.git("rev-list", "--merges", "HEAD").split()
        losses = dropped(git, repository, ancestry(git, ["HEAD"]), merges, Counter())
        assert {key.key for loss in losses for key in loss.lost.keys} <= {SHARED}


@pytest.mark.parametrize("seed", range(GAMES))
def test_machines_that_record_different_things_end_alike(
    clone: Callable[[str], Clone], tmp_path: Path, home: Path, seed: int
) -> None:
    chance = random.Random(seed)
    clones = {}
    for name in NAMES[: 2 + seed % 2]:
        clones[name] = clone(name)
        if len(clones) == 1:
            for note in NOTES:
                clones[name].write(BASE, note)
        clones[name].sync()
    game = Game(chance, clones, lambda one: killed(one, tmp_path, chance.randrange(1, 24), chance.random() < 0.5))
    for _ in range(ROUNDS_OF_A_GAME):
        game.play()
    game.end()


def killed(clone: Clone, folder: Path, number: int, after: bool) -> None:
    """A sync as a process of its own, which dies with the given call of git, before or after its work."""
    count = folder / "count"
    count.write_text(f"{number}\n")
    dies = "test $n != 0 || { kill -9 $PPID; exit 1; }"
    body = f'REAL "$@"; s=$?; {dies}; exit $s' if after else f'{dies}; exec REAL "$@"'
    path = before_git(folder, f"n=$(($(cat {count}) - 1)); echo $n > {count}; {body}")
    state = folder / f"state-of-{clone.root.name}"
    state.mkdir(exist_ok=True)
    if not (state / "journal").exists():
        (state / "journal").symlink_to(clone.state)
    around = {**os.environ, "PATH": path, "XDG_STATE_HOME": str(state), "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "journal", "sync", "--vault", str(clone.root)]
    subprocess.run(words, env=around, capture_output=True, check=False, cwd=ROOT)
