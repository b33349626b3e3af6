"""A note that the system says nothing of is named and read if it can be; all others are listed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.faults.failing import Fault, Program, program
from tests.faults.ways import READING
from tests.faults.world import Snapshot, World, write

ASK = "---\ncontact: {0}\nask: Could you?\nasked: 2026-03-01\n---\nwords {0}\n"
NAMES = ("a", "b", "sub/c", "sub/d")
STATS = ("fstatat", "fstatat64", "lstat", "lstat64", "stat", "stat64", "statx")

pytestmark = pytest.mark.needs("cc")


class Stage(NamedTuple):
    """A world, a program that lives in it, and how the world was before any call."""

    world: World
    running: Program
    first: Snapshot


@pytest.fixture(scope="module")
def stage(shim: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    world = World(tmp_path_factory.mktemp("unseen"))
    write(world.vault, {"journal.toml": "", **{f"{name}.md": ASK.format(name) for name in NAMES}})
    with program(shim, world.environment) as running:
        yield Stage(world, running, world.snapshot())


@pytest.fixture
def world(stage: Stage) -> World:
    stage.world.put(stage.first)
    return stage.world


@pytest.fixture
def running(stage: Stage) -> Program:
    return stage.running


@pytest.mark.parametrize("known", [False, True], ids=["first look", "known"])
@pytest.mark.parametrize("name", ["b", "sub/d"])
@pytest.mark.parametrize("words", ["list", "due", "search words", "check"])
def test_it_is_read_all_the_same(world: World, running: Program, words: str, name: str, known: bool) -> None:
    call = [*words.split(), "--json"]
    if known:
        running.call(call)
    done = running.call(call, Fault(str(world.vault / f"{name}.md"), names=STATS, nth=-1))
    assert done.failed
    right = running.call(call)
    assert (done.status, done.stdout, done.stderr) == (right.status, right.stdout, "")


@pytest.mark.parametrize("known", [False, True], ids=["first look", "known"])
@pytest.mark.parametrize("name", ["b", "sub/d"])
def test_it_is_named_where_it_cannot_be_read_either(world: World, running: Program, name: str, known: bool) -> None:
    if known:
        running.call(["list"])
    done = running.call(["list", "--json"], Fault(str(world.vault / f"{name}.md"), names=READING, nth=-1))
    assert done.status == 0
    assert {ask["path"] for ask in json.loads(done.stdout)["asks"]} == {f"{each}.md" for each in NAMES if each != name}
    assert f"{name}.md" in done.stderr
    assert len(json.loads(running.call(["list", "--json"]).stdout)["asks"]) == len(NAMES)


def test_it_does_not_go_where_nothing_is_said_of_it_for_a_moment(world: World, running: Program) -> None:
    call = ["thank", "a", "--dry-run", "--json"]
    note = str(world.vault / "a.md")
    sound = running.call(call, Fault(note, names=STATS))
    for nth in range(1, len(sound.calls) + 1):
        assert running.call(call, Fault(note, names=STATS, nth=nth)).failed
        assert running.call(call).stdout == sound.stdout, nth


@pytest.mark.parametrize("name", ["e", "sub/e"])
def test_one_that_icloud_keeps_elsewhere_is_named_too(world: World, running: Program, name: str) -> None:
    place = (world.vault / name).with_name(".e.md.icloud")
    write(world.vault, {str(place): ""})
    done = running.call(["list", "--json"], Fault(str(place), names=STATS, nth=-1))
    assert done.failed
    assert len(json.loads(done.stdout)["asks"]) == len(NAMES)
    assert f"{name}.md" in done.stderr
