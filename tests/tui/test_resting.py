"""Memory that answers took is given back to the system."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from tests.tui.stage import Stage, staged
from tui import resting

_BYTES, _BLOCKS = 1_000, 40_000
"""Blocks that together are 40 megabytes; none is so large that it goes back by itself."""


def _resident() -> int:
    """Bytes of memory that this process has."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def test_what_a_thread_has_freed_between_what_stays_goes_back() -> None:
    stay: list[bytes] = []

    def answer() -> None:
        blocks = [bytes(_BYTES) for _ in range(_BLOCKS)]
        stay.extend(blocks[::100])

    thread = threading.Thread(target=answer)
    thread.start()
    thread.join()
    before = _resident()
    resting.give_back()
    assert before - _resident() > _BYTES * _BLOCKS / 2
    assert len(stay) == _BLOCKS / 100


async def test_memory_goes_back_after_each_answer(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    monkeypatch.setattr(resting, "_UNTIL_REST", 0.01)
    monkeypatch.setattr(resting, "give_back", lambda: given.extend(stage.app.current_mode for stage in stages))
    stages: list[Stage] = []
    async with staged(network) as stage:
        stages.append(stage)
        await stage.press("2")
        await stage.sees("13 asks")
        await stage.until(lambda: given[-1:] == ["asks"])
        await stage.press("1")
        await stage.sees("ON YOU")
        await stage.until(lambda: given[-1:] == ["follow_ups"])
