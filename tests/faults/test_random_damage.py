"""One byte anywhere in what lies beside the notes may be wrong: the answer is right, and at most one sentence says so.

JOURNAL_DAMAGES says how many bytes are tried, over all files together.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from journal import Vault, parse_filter
from journal.cli.which_vault import last_used, remember
from journal.errors import JournalError
from journal.model import Day

DAMAGES = int(os.environ.get("JOURNAL_DAMAGES", "60"))
TODAY = Day(2026, 3, 16)
WORDS = parse_filter("read")
ASK = "---\ncontact: Ann {0}\nask: Could you read {0}?\nasked: 2026-03-{1:02}\n---\nBody {0}\n"

pytestmark = pytest.mark.timeout(60 + DAMAGES // 5)


class Answers(NamedTuple):
    """What is asked after every damage."""

    due: object
    every: object
    found: object
    problems: int


def answers(vault: Vault) -> Answers:
    found = vault.search(TODAY, WORDS)
    hits = [(hit.note.path, hit.note.title, hit.snippet) for hit in found.best]
    return Answers(vault.queue(TODAY, which="due"), vault.queue(TODAY), hits, vault.count_problems(TODAY))


class World:
    """A vault with all that is kept beside it, as a kill leaves it: the cache with its write-ahead log."""

    def __init__(self, folder: Path) -> None:
        self.vault, self.beside, self.right = folder / "vault", folder / "beside", folder / "right"
        self.cache, self.state = self.beside / "cache", self.beside / "state"
        self.vault.mkdir()
        (self.vault / "journal.toml").write_text("")
        for number in range(12):
            (self.vault / f"{number}.md").write_text(ASK.format(number, number + 1))
        with closing(Vault.open(self.vault, cache=self.cache, state=self.state)) as vault:
            for number in range(3):
                self.before = self.texts()
                vault.set(vault.find(str(number)), {"why": f"first {number}"}, TODAY)
            self.expected = answers(vault)
            shutil.copytree(self.beside, self.right)
        remember(self.right / "state", self.vault)
        self.after = self.texts()

    def texts(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in self.vault.glob("*.md")}

    def damage(self, file: Path, chance: random.Random) -> str:
        """All as it was but for one byte of a file."""
        shutil.rmtree(self.beside)
        shutil.copytree(self.right, self.beside)
        for name, text in self.after.items():
            (self.vault / name).write_bytes(text)
        place = self.beside / file
        content = bytearray(place.read_bytes())
        at = chance.randrange(len(content))
        content[at] ^= chance.randrange(1, 256)
        place.write_bytes(content)
        return f"{file.suffix or file.parent.name} byte {at} is {content[at]}"


def faults(world: World) -> Iterator[str]:
    """What is wrong after a damage."""
    with closing(Vault.open(world.vault, cache=world.cache, state=world.state)) as vault:
        if answers(vault) != world.expected:
            yield "a wrong answer"
        if last_used(world.state) not in (None, world.vault):
            yield "another vault"
        try:
            vault.undo(dry_run=True)
            if world.texts() != world.after:
                yield "a dry run that writes"
            vault.undo()
        except JournalError as error:
            if world.texts() != world.after:
                yield f"refused and written: {error}"
        else:
            if world.texts() != world.before:
                yield "a wrong undo"
        if vault.queue(TODAY) is None:
            yield "no answer after undo"


def test_whichever_byte_is_wrong_the_answer_is_right_and_no_undo_is_wrong(tmp_path: Path) -> None:
    """Of the cache the write-ahead log and its index; a page of the main file has no checksum."""
    world, chance = World(tmp_path), random.Random(9)
    files = [file.relative_to(world.right) for file in sorted(world.right.rglob("*")) if file.is_file()]
    kinds: dict[str, list[Path]] = {}
    for file in files:
        if file.suffix != ".db" and (world.right / file).stat().st_size:
            kinds.setdefault(file.suffix or file.parent.name, []).append(file)
    assert {".db-wal", ".db-shm", ".jsonl", "undo"} <= set(kinds)
    tried: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(DAMAGES):
        kind = list(kinds)[number % len(kinds)]
        what = world.damage(chance.choice(kinds[kind]), chance)
        tried[kind] += 1
        wrong += [f"{what}: {fault}" for fault in faults(world)]
    sys.stdout.write(f"{dict(tried)} damaged, {len(wrong)} wrong\n")
    assert not wrong, "\n".join(wrong)
