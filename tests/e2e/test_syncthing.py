"""Two real Syncthings make a conflict copy of a note: it is recognised and merged by key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clones import BASE, BOTH, NOTE, OUTCOME, THANKED, Clone
from tests.syncthing import two_machines


@pytest.mark.needs("git", "setpriv", "syncthing")
def test_a_conflict_copy_is_recognised_and_merged(tmp_path: Path, git_home: Path) -> None:
    laptop, desk = (Clone(tmp_path / name, tmp_path / f"state-{name}") for name in ("laptop", "desk"))
    with two_machines((laptop.root, desk.root)) as (first, second):
        laptop.write(BASE)
        first.look()
        second.wait_until(lambda: second.notes == {NOTE})
        before = desk.call("list", "--json").document

        with second.alone(first):
            laptop.write(OUTCOME)
            first.look()
            desk.write(THANKED)
            second.look()
        first.wait_until(lambda: len(first.notes) == 2)
        second.wait_until(lambda: second.notes == first.notes)
        [copy] = second.notes - {NOTE}
        assert copy.startswith("asks/x.sync-conflict-")
        assert {desk.text(), desk.text(copy)} == {OUTCOME, THANKED}

        document = desk.call("list", "--json").document
        assert len(document["asks"]) == len(before["asks"]) == 1, "a copy counts nowhere"
        problems = desk.call("check", "--json").document["problems"]
        assert ("sync-copy", copy) in [(problem["code"], problem["path"]) for problem in problems]

        done = desk.call("resolve", "--all", "--json")
        assert (done.status, [each["path"] for each in done.document["copies"]]) == (0, [copy])
        assert desk.files() == {NOTE: BOTH.encode()}
        second.look()
        first.wait_until(lambda: first.notes == {NOTE} and laptop.text() == BOTH)
