"""What every test has: a home of its own, programs counted where they are missing, and vaults made in one line."""

from __future__ import annotations

import gc
import os
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, settings

pytest_plugins = [
    "pytester",
    *(f"tests.{name}" for name in "home needs vaults indexes alone clones reports seen".split()),
]

_AT_ANY_SPEED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", _AT_ANY_SPEED, derandomize=True)  # what fails a change is the change
settings.register_profile("search", _AT_ANY_SPEED, max_examples=1000)  # `make laws`
settings.register_profile(  # `make mutants`, which asks for no small example
    "mutants", _AT_ANY_SPEED, derandomize=True, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile(os.environ.get("JOURNAL_LAWS", "same"))


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: meanwhile many a test waits for a program or a screen."""
    return (os.cpu_count() or 1) + 1


gc.disable()  # thousands of tests are made now and stay until the end: looking whether they can go wins nothing


def pytest_collection_finish(session: pytest.Session) -> None:
    """Collect garbage from now on, of what is made from now on. And find a file's hooks once, where pytest finds them
    some twenty times for each of its tests: no hook comes any more.
    """
    session.gethookproxy = cache(session.gethookproxy)  # type: ignore[method-assign,assignment]
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
    gc.enable()


def pytest_unconfigure() -> None:
    """Have pytest's five looks for garbage find none: of what tests left after one, which tells what nobody closed, and
    of what other processes reported without any.
    """
    if gc.isenabled():
        gc.collect()
    gc.freeze()
