"""``undo`` takes back write after write, of whatever command; ``redo`` does them again."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.unit.cli.conftest import REVIEW, Call
from tests.unit.cli.test_steps import files


def test_many_writes_are_taken_back_and_done_again_in_order(call: Call, network: str) -> None:
    writes = [
        ["nudge", REVIEW, "asks/2026-03-14-salary"],
        ["new", "person", "Ana"],
        ["set", "loose", "priority=high"],
        ["answer", REVIEW],
        ["outcome", REVIEW, "two slides fewer"],
        ["unset", "asks/referral", "why", "effort"],
    ]
    stages = [files(network)]
    for words in writes:
        assert call(*words, "--vault", network).status == 0
        stages.append(files(network))
    assert all(one != other for one, other in pairwise(stages))
    for stage in reversed(stages[:-1]):
        assert call("undo", "--vault", network).status == 0
        assert files(network) == stage
    assert "nothing to take back" in call("undo", "--vault", network).err
    for stage in stages[1:]:
        assert call("redo", "--vault", network).status == 0
        assert files(network) == stage
    done = call("redo", "--vault", network)
    assert (done.status, done.out) == (2, "")
    assert "nothing to do again" in done.err


def test_what_is_taken_back_is_told(call: Call, network: str) -> None:
    call("nudge", REVIEW, "--vault", network)
    assert call("undo", "--vault", network).out.splitlines() == [
        "Taken back: Nudged: Review of my talk",
        f"  {REVIEW}.md  nudged: 2026-03-16 → removed",
    ]
    assert call("redo", "--vault", network).out.startswith("Done again: Nudged: Review of my talk\n")


def test_a_dry_run_takes_nothing_back(call: Call, network: str) -> None:
    call("nudge", REVIEW, "--vault", network)
    before = files(network)
    for _ in range(2):
        done = call("undo", "--vault", network, "--dry-run")
        assert "\n-nudged: 2026-03-16\n" in done.out
        assert files(network) == before


def test_a_note_that_is_gone_since_is_told_as_such(call: Call, network: str) -> None:
    call("new", "person", "Ana", "--vault", network)
    Path(network, "people/Ana.md").unlink()
    done = call("undo", "--vault", network)
    said = "people/Ana.md is gone since “New person: people/Ana.md”, so nothing was taken back. "
    assert (done.status, done.err.startswith(said)) == (3, True), done.err


def test_a_note_that_changed_since_is_left_alone(call: Call, network: str) -> None:
    call("nudge", REVIEW, "asks/2026-03-14-salary", "--vault", network)
    with Path(network, f"{REVIEW}.md").open("a") as note:
        note.write("More.\n")
    before = files(network)
    done = call("undo", "--vault", network)
    assert (done.status, done.out) == (3, "")
    assert f"{REVIEW}.md" in done.err
    assert files(network) == before


def test_a_new_write_ends_what_could_be_done_again(call: Call, network: str) -> None:
    call("nudge", REVIEW, "--vault", network)
    call("undo", "--vault", network)
    call("answer", REVIEW, "--vault", network)
    assert call("redo", "--vault", network).status == 2
