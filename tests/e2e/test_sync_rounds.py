"""Random rounds on two machines: all end with the same files, and what each recorded is there."""

from __future__ import annotations

import random

import pytest

from tests.clones import BASE, Clone

pytestmark = pytest.mark.needs("git")

KEYS = {"laptop": ("outcome", "why", "piece"), "desk": ("promised", "effort", "mood")}
"""What each machine writes: never the same key."""


@pytest.mark.parametrize("seed", range(2))
def test_machines_that_record_different_things_end_alike(two: tuple[Clone, Clone], seed: int) -> None:
    chance = random.Random(seed)
    laptop, desk = two
    notes = [f"asks/{name}.md" for name in "abc"]
    for note in notes:
        laptop.write(BASE, note)
    laptop.sync()
    desk.sync()
    expected: dict[tuple[str, str], str] = {}
    for step in range(16):
        name = chance.choice(("laptop", "desk"))
        clone = laptop if name == "laptop" else desk
        note, key = chance.choice(notes), chance.choice(KEYS[name])
        value = f"2026-03-{step + 1:02}" if key == "promised" else f"{name} {step}"
        assert clone.call("set", note, f"{key}={value}").status == 0
        expected[note, key] = value
        if chance.random() < 0.4:
            clone.sync()
    for clone in (laptop, desk, laptop):
        clone.sync()
    assert laptop.files() == desk.files()
    for (note, key), value in expected.items():
        assert f"{key}: {value}\n" in laptop.text(note), (seed, note, key)
    assert laptop.git("rev-parse", "HEAD") == desk.git("rev-parse", "HEAD")
