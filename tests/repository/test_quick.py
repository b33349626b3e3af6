"""What takes minutes is told, and what was slow once is not."""

from __future__ import annotations

import time

import pytest

from tests import quick


def test_a_call_that_is_quick_in_one_try_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, 5.0, 5.0, 5.5])
    monkeypatch.setattr(time, "process_time", lambda: next(times))
    assert quick.at_once(lambda: "given") == "given"


def test_a_call_that_is_slow_in_each_try_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(range(100))
    monkeypatch.setattr(time, "process_time", lambda: next(times))
    with pytest.raises(AssertionError, match=r"\[1, 1, 1\] seconds"):
        quick.at_once(lambda: "given")
