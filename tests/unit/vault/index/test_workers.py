"""Work in copies of the process gives what one process gives, whatever becomes of the copies."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence

import pytest

from journal.vault.index import workers
from journal.vault.index.workers import in_batches

NUMBERS = range(1_001)
OURSELVES = os.getpid()

Work = Callable[[Sequence[int]], list[tuple[int, bool]]]


def doubled(numbers: Sequence[int]) -> list[tuple[int, bool]]:
    return [(2 * number, os.getpid() == OURSELVES) for number in numbers]


def dies_apart(numbers: Sequence[int]) -> list[tuple[int, bool]]:
    if os.getpid() != OURSELVES and NUMBERS[-1] // 2 in numbers:
        os._exit(1)
    return doubled(numbers)


def fails_apart(error: BaseException) -> Work:
    def work(numbers: Sequence[int]) -> list[tuple[int, bool]]:
        if os.getpid() != OURSELVES and NUMBERS[-1] // 2 in numbers:
            raise error
        return doubled(numbers)

    return work


ENDINGS = [dies_apart, *map(fails_apart, (KeyboardInterrupt(), SystemExit(3), MemoryError(), RecursionError()))]


@pytest.fixture
def two_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_copies", lambda _tasks: 2)


@pytest.mark.usefixtures("two_copies")
@pytest.mark.parametrize("work", [doubled, *ENDINGS])
def test_what_copies_give_is_in_order_and_whole(work: Work, capfd: pytest.CaptureFixture[str]) -> None:
    done = [value for batch in in_batches(work, NUMBERS) for value in batch]
    assert [double for double, _ in done] == [2 * number for number in NUMBERS]
    assert not done[0][1], "by a copy"
    assert any(here for _, here in done) is (work is not doubled)
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("two_copies")
def test_copies_end_when_nobody_wants_more() -> None:
    batches = in_batches(doubled, range(100_000))
    next(batches)
    batches.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.usefixtures("two_copies")
def test_ctrl_c_does_not_reach_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    fork = os.fork

    def fork_interrupted() -> int:
        if process := fork():
            return process
        os.kill(os.getpid(), signal.SIGINT)
        return 0

    monkeypatch.setattr(os, "fork", fork_interrupted)
    assert not any(here for batch in in_batches(doubled, NUMBERS) for _, here in batch)
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(sys, "platform", "linux")
    assert workers._copies(10_000) == 2
    assert workers._copies(10) == 0
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert workers._copies(10_000) == 0


@pytest.mark.usefixtures("two_copies")
def test_a_system_without_room_for_a_copy_works_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    assert [here for batch in in_batches(doubled, NUMBERS) for _, here in batch] == [True] * len(NUMBERS)
