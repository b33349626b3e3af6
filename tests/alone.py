"""Commands that are called in a test's own process and look at the vault by themselves.

Another process would look ahead for them, and to make it of a process that holds all tests takes longer than they do.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import pytest

from journal.cli import context

__all__ = ["look_alone"]


def look_alone(patch: pytest.MonkeyPatch) -> None:
    """Have commands look by themselves from now on."""
    patch.setattr(context, "look_ahead", _nobody)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """How commands look that a test calls: with another process, as for people, where a module has it so."""
    look_alone(monkeypatch)


def _nobody(*_: object, **__: object) -> AbstractContextManager[None]:
    return nullcontext()
