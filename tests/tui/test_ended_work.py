"""Work that had not begun when the app ended leaves no word in the terminal."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.stage import staged
from tui.app import JournalApp
from tui.clipboard import copy
from tui.dialogs.draft import DraftForm
from tui.latest_query import LatestQuery


def ask(app: JournalApp) -> None:
    LatestQuery(app.screen, str, str).ask("anything", lambda: None)


def hand_out(app: JournalApp) -> None:
    copy(app.screen.app, "text", str)


def leave(app: JournalApp) -> None:
    assert isinstance(app.screen, DraftForm)
    app.screen._leave_by(str)


@pytest.mark.parametrize("begin", [ask, hand_out, leave])
async def test_it_is_as_if_nobody_had_asked_for_it(network: Path, begin: Callable[[JournalApp], None]) -> None:
    gc.collect(1)
    gc.freeze()  # nothing of it is looked for among all that was there before
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        async with staged(network) as stage:
            await stage.press("y")
            begin(stage.app)
            stage.app.workers.cancel_all()
        gc.collect()
    assert [str(each.message) for each in said] == []
