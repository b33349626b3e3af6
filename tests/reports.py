"""What is said of a test: of a setup or a teardown that went well, did it in no time, and printed nothing, nothing is.

The process that a run begins with takes every report from the others, one by one, and keeps it until the end.
"""

from __future__ import annotations

import pytest
from _pytest.runner import runtestprotocol

__all__ = ["is_worth_telling"]

NO_TIME = 0.005
"""Seconds, from which on ``--durations`` shows anything."""


def is_worth_telling(report: pytest.TestReport) -> bool:
    """Whether anybody would miss a report."""
    is_dull = report.when != "call" and report.passed and report.duration < NO_TIME
    return not is_dull or bool(report.sections or report.user_properties)


@pytest.hookimpl
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """As pytest's own, which also does it where a run may end early: it is the reports that end it.

    That a test begins and ends is shown of tests in this process; of others where all is shown, and at their end.
    """
    if item.config.getoption("maxfail"):
        return None
    is_elsewhere = hasattr(item.config, "workerinput")
    is_shown = not is_elsewhere or item.config.get_verbosity() > 0 or nextitem is None
    if is_shown:
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in runtestprotocol(item, nextitem=nextitem, log=False):
        if is_worth_telling(report):
            item.ihook.pytest_runtest_logreport(report=report)
    if is_shown:
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True
