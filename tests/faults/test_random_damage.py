"""One byte anywhere in what lies beside the notes may be wrong: the answer is right, and at most one sentence says so.

JOURNAL_DAMAGES says how many bytes are tried, in files of every kind in turn.
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
from journal.vault.index.cache import DAMAGED
from tests.tui.stage import write

DAMAGES = int(os.environ.get("JOURNAL_DAMAGES", "60"))
TODAY = Day(2026, 3, 16)
WORDS = parse_filter("read")
ASK = "---\ncontact: Ann {0}\nask: Could you read {0}?\nasked: 2026-03-{1:02}\n---\nBody {0}\n"
OTHERS = {
    "people/ann.md": "---\ntype: person\ntitle: Ann 1\ntags: [mentor/phd]\nlast_contact: 2026-01-02\n---\n",
    "people/bo.md": "---\ntype: person\ntitle: Bo Lund\ncadence: 2w\nfollow_up: 2026-03-14\n---\n",
    "journal/2026-03-10.md": "- 09:30 ask [[ann]], Bo Lund: which labs hire?\n- ask Tom Okafor: who pays? → no\n",
    "meetings/lunch.md": "---\ntype: meeting\ndate: 2026-03-17\npeople: ['[[ann]]']\n---\n- [x] ask: [[2]]\n",
    "goals/phd.md": "---\ntype: goal\ntitle: PhD\nneeds: [a letter]\nachieved: 2026-03-09\n---\n",
}
"""Notes for the rest of the index: people to keep in touch with, captured lines, a meeting, and what happened when."""

pytestmark = pytest.mark.timeout(300 if DAMAGES <= 60 else 0)


class Answers(NamedTuple):
    """What is asked after every damage."""

    due: object
    every: object
    found: object
    problems: int
    captures: object
    touch: object
    events: object
    on_a_day: object
    meetings: object
    contacts: object
    goals: object
    review: object


def answers(vault: Vault) -> Answers:
    found = vault.search(TODAY, WORDS)
    hits = [(hit.note.path, hit.note.title, hit.snippet) for hit in found.best]
    return Answers(
        vault.queue(TODAY, which="due"),
        vault.queue(TODAY),
        hits,
        vault.count_problems(TODAY),
        vault.captures(),
        vault.touch(TODAY),
        vault.events_by_day(Day(2026, 1, 1), TODAY, Day(2026, 12, 31)),
        vault.events_on(Day(2026, 3, 10), TODAY),
        vault.near_meetings(TODAY),
        vault.contact_lines(TODAY),
        vault.goal_lines(TODAY),
        vault.review(TODAY),
    )


class World:
    """A vault with all that is kept beside it: as a kill leaves it (the cache with its log), and as closing does."""

    def __init__(self, folder: Path) -> None:
        self.vault, self.beside = folder / "vault", folder / "beside"
        self.cache, self.state = self.beside / "cache", self.beside / "state"
        self.killed, self.closed = folder / "killed", folder / "closed"
        self.vault.mkdir()
        (self.vault / "journal.toml").write_text('[cadence]\nmentor = "8w"\n')
        for number in range(12):
            (self.vault / f"{number}.md").write_text(ASK.format(number, number + 1))
        write(self.vault, OTHERS)
        with closing(Vault.open(self.vault, cache=self.cache, state=self.state)) as vault:
            for number in range(3):
                self.before = self.texts()
                vault.set(vault.find(str(number)), {"why": f"first {number}"}, TODAY)
            self.expected = answers(vault)
            remember(self.state, self.vault)
            shutil.copytree(self.beside, self.killed)
        shutil.copytree(self.beside, self.closed)
        self.after = self.texts()

    def texts(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in self.vault.glob("*.md")}

    def files(self) -> dict[str, list[Path]]:
        """What may be damaged, by its kind."""
        kinds: dict[str, list[Path]] = {}
        for right in (self.killed, self.closed):
            for file in sorted(right.rglob("*")):
                if file.is_file() and file.stat().st_size:
                    kinds.setdefault(f"{right.name} {file.suffix or file.parent.name}", []).append(file)
        return kinds

    def damage(self, file: Path, chance: random.Random) -> str:
        """All as it was but for one byte of a file."""
        right = self.killed if file.is_relative_to(self.killed) else self.closed
        shutil.rmtree(self.beside)
        shutil.copytree(right, self.beside)
        for name, text in self.after.items():
            (self.vault / name).write_bytes(text)
        place = self.beside / file.relative_to(right)
        content = bytearray(place.read_bytes())
        at = chance.randrange(len(content))
        content[at] ^= chance.randrange(1, 256)
        place.write_bytes(content)
        return f"{file.relative_to(right.parent)} byte {at} is {content[at]}"


def faults(world: World) -> Iterator[str]:
    """What is wrong after a damage."""
    with closing(Vault.open(world.vault, cache=world.cache, state=world.state)) as vault:
        if answers(vault) != world.expected:
            yield "a wrong answer"
        first_notice = vault.notice
    with closing(Vault.open(world.vault, cache=world.cache, state=world.state)) as vault:
        if answers(vault) != world.expected:
            yield "a wrong answer at the next start"
        if first_notice not in (None, DAMAGED) or (first_notice and vault.notice):
            yield f"more than one notice: {first_notice}, {vault.notice}"
        if last_used(world.state) not in (None, str(world.vault)):
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
    world, chance = World(tmp_path), random.Random(9)
    kinds = world.files()
    assert {"killed .db", "killed .db-wal", "killed .db-shm", "closed .db", "closed .jsonl", "closed undo"} <= set(
        kinds
    )
    tried: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(DAMAGES):
        kind = list(kinds)[number % len(kinds)]
        what = world.damage(chance.choice(kinds[kind]), chance)
        tried[kind] += 1
        wrong += [f"{what}: {fault}" for fault in faults(world)]
    sys.stdout.write(f"{dict(tried)} damaged, {len(wrong)} wrong\n")
    assert not wrong, "\n".join(wrong)
