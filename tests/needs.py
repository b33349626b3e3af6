"""``@pytest.mark.needs("tmux", "vim")``: a test that needs programs is counted where one is missing.

Such a run ends with ``not run: 7 (install tmux, vim)``; with JOURNAL_REQUIRE_ALL=1 the test fails instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

PROGRAMS = Path(__file__).resolve().parent.parent / ".ci" / "programs"
NOT_RUN = "needs"


def packages() -> dict[str, str]:
    """Program to the Debian package that has it: what .ci/run installs, and so all that a test may need."""
    lines = PROGRAMS.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if not line.startswith("#"))


class Needs:
    """Looks at the mark before each test, and counts what did not run, in whatever process it was."""

    def __init__(self, *, require_all: bool) -> None:
        self.require_all = require_all
        self.packages = packages()
        self.not_run = 0
        self.missing: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        programs = [program for mark in item.iter_markers("needs") for program in mark.args]
        if unknown := [program for program in programs if program not in self.packages]:
            pytest.fail(f".ci/programs does not name {', '.join(unknown)}", pytrace=False)
        missing = sorted({self.packages[program] for program in programs if shutil.which(program) is None})
        if not missing:
            return
        if self.require_all:
            pytest.fail(f"install {', '.join(missing)}: JOURNAL_REQUIRE_ALL is set", pytrace=False)
        item.user_properties.append((NOT_RUN, missing))
        pytest.skip(f"install {', '.join(missing)}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, missing in report.user_properties if report.when == "setup" else ():
            if name == NOT_RUN and isinstance(missing, list):
                self.not_run += 1
                self.missing.update(missing)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        """Outermost, so that the line comes after pytest's own last one."""
        yield
        terminal = session.config.pluginmanager.get_plugin("terminalreporter")
        if self.not_run and terminal is not None:
            terminal.write_line(f"not run: {self.not_run} (install {', '.join(sorted(self.missing))})")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*programs): the programs of .ci/programs that the test calls")
    config.pluginmanager.register(Needs(require_all=os.environ.get("JOURNAL_REQUIRE_ALL") == "1"), "journal-needs")
