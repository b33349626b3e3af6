from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.failing import compiled


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``failing.c``, ready to be preloaded."""
    return compiled(tmp_path_factory.mktemp("shim"))


@pytest.fixture(autouse=True)
def as_for_people(made_anew: None) -> None:
    """An index is made as it is for people, and may break where it is for them."""
