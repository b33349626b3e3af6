"""A view is shown as soon as it is known what stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seen import PATIENCE
from tests.tui.stage import staged
from tui.app import JournalApp
from tui.prompt import PromptApp


@pytest.mark.parametrize("keys", [("2",), ("colon", *"go to asks", "enter")])
async def test_a_view_that_is_gone_to_is_shown_once_it_is_answered(
    network: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setattr(JournalApp, "delay_update", lambda app: PromptApp.delay_update(app, PATIENCE))
    async with staged(network) as stage:
        await stage.press(*keys)
        await stage.until(lambda: not stage.app._batch_count)
        await stage.sees("[2 Asks", "asks · in the queue's order")


async def test_what_asks_nothing_is_shown_all_the_same(network: Path) -> None:
    async with staged(network) as stage:
        stage.app.delay_update()
        stage.app.delay_update()
        await stage.until(lambda: not stage.app._batch_count)


async def test_an_answer_and_the_end_of_the_wait_may_come_together(network: Path) -> None:
    async with staged(network) as stage:
        stage.app.delay_update(PATIENCE)
        stage.app.on_answered()
        stage.app._uncover()
        assert not stage.app._batch_count
