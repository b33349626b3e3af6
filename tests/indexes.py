"""An index begins in a test as a copy of one that was made before: to make its tables takes longer than most tests."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator

import pytest

from journal.vault.index.cache import Cache

__all__ = ["made_anew"]

MADE = Cache._first


@pytest.fixture(scope="session", autouse=True)
def an_index_begins_as_a_copy() -> Iterator[None]:
    empty = Cache(None)

    def copied(cache: Cache) -> sqlite3.Connection:
        if cache._place is not None and os.path.exists(cache._place):
            return MADE(cache)
        db = cache._connected()
        empty._idle[0].backup(db)
        return db

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Cache, "_first", copied)
        yield
    empty.close()


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables are made in the test, as they are for people."""
    monkeypatch.setattr(Cache, "_first", MADE)
