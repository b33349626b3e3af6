"""What went well is told once, and what did not is told."""

from __future__ import annotations

import pytest

TESTS = """
    import pytest

    @pytest.fixture
    def broken(): raise OSError

    @pytest.fixture
    def breaking():
        yield
        raise OSError

    @pytest.fixture
    def loud(): print("begun")

    def test_well(): pass

    def test_wrong(): raise OSError

    def test_begins_wrong(broken): pass

    def test_ends_wrong(breaking): pass

    def test_loud(loud): pass

    @pytest.mark.skip
    def test_skipped(): pass
"""
TOLD = {
    "test_well": [("call", "passed")],
    "test_wrong": [("call", "failed")],
    "test_begins_wrong": [("setup", "failed")],
    "test_ends_wrong": [("call", "passed"), ("teardown", "failed")],
    "test_loud": [("setup", "passed"), ("call", "passed"), ("teardown", "passed")],
    "test_skipped": [("setup", "skipped")],
}


def test_each_part_of_a_test_that_tells_something_is_reported(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setattr("tests.reports.NO_TIME", 60.0)
    pytester.makepyfile(TESTS)
    told: dict[str, list[tuple[str, str]]] = {}
    for report in pytester.inline_run("-p", "tests.reports").getreports("pytest_runtest_logreport"):
        assert isinstance(report, pytest.TestReport)
        told.setdefault(report.nodeid.partition("::")[2], []).append((str(report.when), report.outcome))
    assert told == TOLD


def test_what_took_time_is_reported(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setattr("tests.reports.NO_TIME", 0.0)
    pytester.makepyfile("def test_well(): pass")
    assert len(pytester.inline_run("-p", "tests.reports").getreports("pytest_runtest_logreport")) == 3


def test_a_run_that_may_end_early_ends_where_pytest_ends_it(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makepyfile(TESTS)
    pytester.inline_run("-p", "tests.reports", "-x").assertoutcome(passed=1, failed=1)
