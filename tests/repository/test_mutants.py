"""The search for what tests let through changes one thing at a time, and runs what calls the changed function."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType

import pytest

from benchmarks import mutants

SOURCE = '''\
class Ask:
    def is_late(self, days: int) -> bool:
        """Whether it is."""
        return any(day >= 3 for day in [days])
'''


def test_each_mutant_is_one_change_of_what_a_function_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    (tmp_path / "late.py").write_text(SOURCE)
    found = {mutant.says: mutant for mutant in mutants.mutants("late.py")}
    results = {
        says: [FunctionType(mutant.code, {})(None, days) for days in (2, 3, 4)] for says, mutant in found.items()
    }
    whole = "any((day >= 3 for day in [days]))"
    assert {mutant.function for mutant in found.values()} == {"Ask.is_late"}
    assert results == {
        f"return {whole} → return None": [None, None, None],
        f"{whole} → {whole.replace('any', 'all')}": [False, True, True],
        "day >= 3 → day > 3": [False, False, True],
        "day >= 3 → day >= 4": [False, False, True],
    }


def test_what_a_decorator_puts_around_a_function_is_left_as_it_is() -> None:
    def written() -> Iterator[None]:
        yield

    assert mutants.is_written_in(written, {__name__})
    assert not mutants.is_written_in(written, {"elsewhere"})
    assert not mutants.is_written_in(contextmanager(written), {__name__})
