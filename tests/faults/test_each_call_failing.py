"""Each call to the system failing in turn, over whole commands: what is told is what the notes hold (P2).

JOURNAL_FAULT_ROUNDS above 10 tries every call of every command in every way; from 2 on, so many calls in every way;
else a sample. It is the same in every run.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.faults.commands import AROUND, DRIVER, NAMES_OF, NOTES, READING, REPEATED, REPORT, STEPS, Call
from tests.faults.failing import program
from tests.faults.judge import Driver, Judge, Names, Reading, Repeated, Report, Stage, Step
from tests.faults.ways import WAYS
from tests.faults.world import World, write

ROUNDS = int(os.environ.get("JOURNAL_FAULT_ROUNDS", "1"))

pytestmark = [pytest.mark.needs("cc", "git"), pytest.mark.timeout(300 if ROUNDS == 1 else 0)]


@pytest.fixture(scope="module")
def stage(shim: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The place of the world stays the same, since the state and the cache are kept by the vault's path."""
    world = World(tmp_path_factory.mktemp("failing"))
    write(world.folder, AROUND)
    write(world.vault, NOTES)
    with program(shim, world.environment) as running:
        yield Stage(world, running)


@pytest.mark.parametrize("call", STEPS, ids=str)
def test_what_is_told_is_what_the_notes_hold_and_every_undo_can_be_finished(call: Call, stage: Stage) -> None:
    assert_right(Step(stage, call))


@pytest.mark.parametrize("call", REPEATED, ids=str)
def test_what_failed_can_be_called_again(call: Call, stage: Stage) -> None:
    assert_right(Repeated(stage, call))


@pytest.mark.parametrize("call", READING, ids=str)
def test_what_reads_changes_nothing_and_tells_what_it_could_not_read(call: Call, stage: Stage) -> None:
    assert_right(Reading(stage, call))


def test_a_report_tells_what_is_there_or_that_it_is_not_well(stage: Stage) -> None:
    assert_right(Report(stage, REPORT))


@pytest.mark.parametrize("call", NAMES_OF, ids=str)
def test_names_are_told_or_none_are(call: Call, stage: Stage) -> None:
    assert_right(Names(stage, call))


def test_a_merge_that_failed_leaves_the_note_as_it_was(stage: Stage) -> None:
    assert_right(Driver(stage, DRIVER))


def assert_right(judge: Judge) -> None:
    """Let calls of a command fail in several ways."""
    chance = random.Random(str(judge.call))
    wrong = []
    for way in WAYS if ROUNDS > 1 else (*WAYS[:2], chance.choice(WAYS[2:])):
        ended: Counter[int] = Counter()
        for nth in chosen(len(judge.calls(way)), way.some, chance):
            done = judge.met(way, nth)
            ended[done.status] += 1
            where = f"{judge.call}: {way}: {nth}, {' '.join(done.failed or ())}"
            wrong += [f"{where}: ended with {done.status}: {what}" for what in judge.faults(done)]
        sys.stdout.write(f"{judge.call}: {way}: ended with {dict(ended)}\n")
    assert not wrong, "\n".join(wrong)


def chosen(calls: int, some: int, chance: random.Random) -> Sequence[int]:
    """The numbers of the calls that are to fail."""
    if ROUNDS > 10:
        return range(1 + chance.randrange(some), calls + 1, some)
    return sorted(chance.sample(range(1, calls + 1), min(ROUNDS, calls)))
