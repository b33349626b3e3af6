"""Waiting until an app is at rest lets go on what the app itself waits for."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from tests.seen import PATIENCE
from tests.tui.rest import at_rest
from tests.tui.stage import staged


async def test_the_end_of_a_batch_is_waited_for(network: Path) -> None:
    async with staged(network) as stage:
        begun, ended = asyncio.Event(), False

        async def batch() -> None:
            nonlocal ended
            with stage.app.batch_update():
                stage.app.screen.refresh(layout=True)
                begun.set()
                await asyncio.sleep(0.01)
                ended = True

        task = asyncio.create_task(batch())
        await begun.wait()
        await at_rest()
        assert ended
        await task


async def test_a_worker_that_waits_for_the_test_holds_up_no_look_at_the_screen(network: Path) -> None:
    gate = threading.Event()
    async with staged(network) as stage:
        worker = stage.app.run_worker(lambda: gate.wait(PATIENCE / 4), thread=True)
        try:
            answers = iter((False, True))
            await stage.until(lambda: next(answers))
            assert not worker.is_finished
        finally:
            gate.set()
        await at_rest()
        assert worker.is_finished
