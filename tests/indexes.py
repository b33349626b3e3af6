"""An index begins in a test as a copy of one that was made before: to make its tables takes longer than most tests.

And a note that reads as one of an earlier test is not read again: most tests are about one of a few vaults.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache

import pytest

from journal import notes
from journal.notes import ParsedNote
from journal.vault.index.cache import Cache

__all__ = ["made_anew"]

MADE = Cache._first
READ_ALL = notes.read_all


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


@pytest.fixture(scope="session", autouse=True)
def a_note_is_read_once() -> Iterator[None]:
    @lru_cache(4_000)
    def read(path: str, raw: bytes, max_bytes: int) -> ParsedNote:
        return READ_ALL([(path, raw)], max_bytes=max_bytes)[0]

    def read_all(files: Sequence[tuple[str, bytes]], *, max_bytes: int) -> list[ParsedNote]:
        return [read(path, raw, max_bytes) for path, raw in files]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(notes, "read_all", read_all)
        yield
