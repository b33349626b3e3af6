"""The vault that the tests of the terminal UI look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.network import NETWORK
from tests.tui.stage import write


@pytest.fixture
def network(home: Path) -> Path:
    """A copy of the small vault, which a test may change; ``~/network`` to who looks at it."""
    return write(home / "network", NETWORK)
