"""Textual's strips without what each of them would keep: most are made, drawn once and dropped."""

from __future__ import annotations

import pytest
from textual import strip

__all__ = ["keep_nothing"]


class Nothing:
    """A cache that keeps nothing."""

    def get(self, key: object) -> None:
        """What is kept for a key."""

    def __setitem__(self, key: object, value: object) -> None:
        pass


def keep_nothing(patch: pytest.MonkeyPatch) -> None:
    """Have strips, which get seven caches each, cut and style themselves anew whenever they are asked to."""
    nothing = Nothing()
    patch.setattr(strip, "FIFOCache", lambda _: nothing)
