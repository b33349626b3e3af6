from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def as_for_people(made_anew: None) -> None:
    """An index is made as it is for people, where it is what is tested."""
