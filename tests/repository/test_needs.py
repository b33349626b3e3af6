"""A test whose program is missing is counted, or fails; it is never lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.needs import packages

TESTS = """
    import pytest

    @pytest.mark.needs("tmux", "vim")
    def test_two(): pass

    @pytest.mark.needs("vim", "rg")
    @pytest.mark.parametrize("n", range(3))
    def test_three(n): pass

    def test_plain(): pass
"""


@pytest.fixture
def inner(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project with the plug-in and no program at all on its PATH."""
    pytester.makeconftest('pytest_plugins = ["tests.needs"]')
    pytester.makeini(f"[pytest]\npythonpath = {Path(__file__).parents[2]}")
    empty = pytester.mkdir("empty")
    monkeypatch.setenv("PATH", str(empty))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return pytester


def run(inner: pytest.Pytester, workers: str) -> pytest.RunResult:
    """Run the tests in this process, or in others."""
    if workers == "0":
        return inner.runpytest_inprocess()
    return inner.runpytest_subprocess("-p", "xdist", "-n", workers)


@pytest.mark.parametrize("workers", ["0", "2"])
def test_what_did_not_run_is_counted_in_the_last_line(inner: pytest.Pytester, workers: str) -> None:
    inner.makepyfile(TESTS)
    result = run(inner, workers)
    result.assert_outcomes(passed=1, skipped=4)
    assert result.ret == 0
    assert result.outlines[-1] == "not run: 4 (install ripgrep, tmux, vim)"


def test_the_line_is_absent_when_all_ran(inner: pytest.Pytester) -> None:
    inner.makepyfile("def test_plain(): pass")
    result = inner.runpytest_inprocess()
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("not run*")


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_missing_program_fails_where_all_are_required(
    inner: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, workers: str
) -> None:
    monkeypatch.setenv("JOURNAL_REQUIRE_ALL", "1")
    inner.makepyfile(TESTS)
    result = run(inner, workers)
    result.assert_outcomes(passed=1, errors=4)
    assert result.ret == 1
    result.stdout.fnmatch_lines(["*install tmux, vim: JOURNAL_REQUIRE_ALL is set*"])


def test_a_program_that_is_there_lets_the_test_run(inner: pytest.Pytester) -> None:
    program = inner.path / "empty" / "tmux"
    program.touch(mode=0o755)
    inner.makepyfile('import pytest\n@pytest.mark.needs("tmux")\ndef test_it(): pass')
    inner.runpytest_inprocess().assert_outcomes(passed=1)


def test_a_program_that_nobody_installs_fails_the_test(inner: pytest.Pytester) -> None:
    inner.makepyfile('import pytest\n@pytest.mark.needs("tmuxx")\ndef test_it(): pass')
    result = inner.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*.ci/programs does not name tmuxx*"])


def test_each_program_has_a_package() -> None:
    assert packages()["rg"] == "ripgrep"
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9+.-]+", package) for package in packages().values())
