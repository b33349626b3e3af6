"""Memory that answers took is given back to the system."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from textual import cache, strip
from textual.geometry import Region
from textual.strip import Strip

from tests.tui.stage import Stage, staged
from tui import resting
from tui.dialogs.help import Help
from tui.widgets.ask_table import AskTable

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


_SHARED = """
import threading
from tui.resting import share_heap

def of_a_thread():
    blocks.append(bytes(1_000))

blocks = []
share_heap()
thread = threading.Thread(target=of_a_thread)
thread.start()
thread.join()
with open("/proc/self/maps") as maps:
    heap = next(line for line in maps if line.endswith("[heap]\\n"))
start, end = (int(address, 16) for address in heap.split()[0].split("-"))
assert start <= id(blocks[0]) < end
"""


def test_threads_share_the_heap_of_the_first() -> None:
    subprocess.run([sys.executable, "-c", _SHARED], check=True)


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


async def test_lines_as_they_were_drawn_go_with_their_screen_and_stay_behind_a_dialog(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strip, "FIFOCache", cache.FIFOCache)  # what is cut of a line is kept, as it is for people
    async with staged(network) as stage:
        await stage.press("2")
        await stage.sees("13 asks")
        table = stage.app.screen.query_one(AskTable)

        def first() -> Strip:
            """The table's first line, drawn anew where it is not kept."""
            return table.render_lines(Region(0, 0, 10, 1))[0]

        drawn = first()
        await stage.press("?")
        await stage.until(lambda: isinstance(stage.app.screen, Help))
        assert first() is drawn
        await stage.press("escape", "3")
        await stage.sees("13 contacts")
        await stage.until(lambda: first() is not drawn)
