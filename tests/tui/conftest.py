"""The vault that the tests of the terminal UI look at, and how they wait for the app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual._compositor import Compositor
from textual.pilot import Pilot

from tests.seen import PATIENCE
from tests.tui.handlers import Handlers
from tests.tui.looks import keep_looks
from tests.tui.network import NETWORK
from tests.tui.pictures import Pictures
from tests.tui.rest import at_rest, paint_later, screen_at_rest
from tests.tui.stage import write
from tests.tui.strips import keep_nothing
from tests.tui.styles import Styling
from tui.app import JournalApp


@pytest.fixture
def network(home: Path) -> Path:
    """A copy of the small vault, which a test may change; ``~/network`` to who looks at it."""
    return write(home / "network", NETWORK)


@pytest.fixture
def pictures(snapshot: SnapshotAssertion, tmp_path: Path) -> Iterator[Pictures]:
    """To take pictures with; each that differs is told at the end, wherever the test stops."""
    taken = Pictures(snapshot, tmp_path)
    yield taken
    taken.all_are_as_kept()


@pytest.fixture(autouse=True)
def rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is pressed has done its work when the test goes on, and a toast stays until it has been looked for."""
    for where in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{where}.wait_for_idle", at_rest)
    monkeypatch.setattr(Pilot, "_wait_for_screen", screen_at_rest)
    monkeypatch.setattr(Compositor, "render_update", paint_later)
    monkeypatch.setattr(JournalApp, "NOTIFICATION_TIMEOUT", PATIENCE)


@pytest.fixture(scope="session", autouse=True)
def kept_choices() -> Iterator[None]:
    """Styles and handlers are parsed and chosen for the first app that has use for them, not for each; strips keep
    nothing, and the screen is put together for a test where it has changed.
    """
    with pytest.MonkeyPatch.context() as patch:
        Styling().keep(patch)
        Handlers().keep(patch)
        keep_nothing(patch)
        keep_looks(patch)
        yield
