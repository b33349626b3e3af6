"""Calls that take a moment whatever they are given: what goes through all of it for each part of it takes minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

__all__ = ["at_once"]

Given = TypeVar("Given")
MOMENT = 1.0
"""Seconds of the processor's time: several times what the slowest of them takes, far less than minutes."""
TRIES = 3
"""One may be slow, since other programs use the processor's caches."""


def at_once(call: Callable[[], Given]) -> Given:
    """What a call gives, which does not raise. Raises AssertionError where each of several tries takes too long."""
    took = []
    for _ in range(TRIES):
        began = time.process_time()
        given = call()
        took.append(time.process_time() - began)
        if took[-1] < MOMENT:
            return given
    raise AssertionError(f"it takes {took} seconds of the processor's time")
