"""``journal sync`` with a real git: two machines, and a remote on disk."""

from __future__ import annotations

import pytest

from tests.clones import BASE, BOTH, NOTE, OUTCOME, THANKED, Clone, changed

pytestmark = pytest.mark.needs("git")


def test_two_machines_record_different_things_and_nobody_sees_a_conflict(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    laptop.write(OUTCOME)
    laptop.sync()
    desk.write(THANKED)
    done = desk.sync()
    assert desk.text() == BOTH
    assert "merged 1 commit of others" in done.out
    laptop.sync()
    assert laptop.files() == desk.files()
    assert desk.git("log", "-1", "--format=%P").count(" ") == 1
