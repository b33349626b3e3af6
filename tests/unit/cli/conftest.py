"""Calls of the command line inside the test's own process."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date as Day
from pathlib import Path
from typing import Protocol

import pytest

from journal.cli.context import OpenUi
from journal.cli.environment import Environment
from journal.cli.main import main
from tests.done import Done

MONDAY = Day(2026, 3, 16)


class Call(Protocol):
    def __call__(
        self,
        *argv: str,
        cwd: Path | None = None,
        width: int | None = None,
        variables: dict[str, str] | None = None,
        open_ui: OpenUi | None = None,
        answers: Sequence[str] = (),
    ) -> Done: ...


@pytest.fixture
def call(tmp_path: Path, alone: None) -> Call:
    """``call("due", "--vault", vault)`` on Monday, 16 March 2026; with a width, on a terminal that wide.

    answers: the lines that the person types, each with its end.
    """
    empty = tmp_path / "empty"
    empty.mkdir()

    def run(
        *argv: str,
        cwd: Path | None = None,
        width: int | None = None,
        variables: dict[str, str] | None = None,
        open_ui: OpenUi | None = None,
        answers: Sequence[str] = (),
    ) -> Done:
        typed = iter(answers)
        out, err = io.StringIO(), io.StringIO()
        around = Environment(
            stdout=out,
            stderr=err,
            cwd=cwd or empty,
            variables={"TERM": "xterm-256color", **(variables or {})},
            has_terminal=width is not None,
            width=width,
            clock=lambda: MONDAY,
            user_config=lambda: tmp_path / "config",
            answer=lambda: next(typed, ""),
            time_of_day=lambda: "09:30",
        )
        status = main([str(word) for word in argv], open_ui, around)
        return Done(status, out.getvalue(), err.getvalue())

    return run


NETWORK: dict[str, str | bytes] = {
    "journal.toml": "",
    "people/maria.md": "---\ntype: person\ntitle: Maria Lopez\norg: Acme\ntags: [acme]\n---\nRuns the data team.\n",
    "goals/data-job.md": "---\ntype: goal\ntitle: data-job\nneeds: [intro, referral]\n---\n",
    "asks/2026-02-02-intro.md": "---\ntitle: Intro to Acme\ncontact: '[[maria]]'\ngoal: '[[data-job]]'\n"
    "ask: Could you introduce me to the data team?\npiece: intro\n"
    "outcome: met the lead\noutcome_date: 2026-03-07\n---\n"
    "Hi Maria, see [[people/maria]].\n",
    "asks/2026-03-05-review.md": "---\ntitle: Review of my talk\ncontact: Sam Lee\ngoal: talks\n"
    "ask: Would you review my slides?\n---\n",
    "asks/2026-03-14-salary.md": "---\ntitle: Salary survey\ncontact: Tom\ngoal: '[[data-job]]'\n"
    "ask: Could you send me the survey?\n---\n",
    "asks/referral.md": "---\ntitle: Referral\ncontact: '[[maria]]'\ngoal: '[[data-job]]'\nask: Please refer me\n"
    "asked:\nwhy: she hires\neffort: 5m\nneeded_by: 2026-06-01\n---\n",
    "meetings/2026-01-10 coffee.md": "---\ntype: meeting\ndate: 2026-01-10\npeople: '[[maria]]'\n---\n# Coffee\n",
    "loose.md": "# A loose note\n\nAbout the [[people/maria|visa]] for Maria.\n"
    "- 09:30 ask [[maria]], Sam Lee: could you read my talk for data-job?\n",
}
"""An ask to thank for (9 days late), one to nudge (4 days), one that waits, a draft, and what belongs to them."""


@pytest.fixture
def network(make_vault: Callable[[dict[str, str | bytes]], Path]) -> str:
    return str(make_vault(NETWORK))


REVIEW = "asks/2026-03-05-review"
WRITES: dict[str, list[str]] = {
    "new": ["ask", "Could you look at my CV?", "--contact", "Sam Lee"],
    "send": ["asks/referral"],
    "nudge": [REVIEW],
    "answer": [REVIEW],
    "promise": [REVIEW, "+3d"],
    "outcome": [REVIEW, "two slides fewer"],
    "thank": ["asks/2026-02-02-intro"],
    "report": ["asks/2026-02-02-intro"],
    "park": ["asks/referral"],
    "close": [REVIEW, "no-reply", "a quiet month"],
    "snooze": [REVIEW, "fri"],
    "touch": ["people/maria"],
    "meet": ["Maria Lopez"],
    "met": ["meetings/2026-01-10 coffee"],
    "today": ["met", "Maria"],
    "capture": ["e2e3ac97"],
    "set": ["loose", "priority=high"],
    "unset": ["asks/referral", "why"],
    "review": ["--write"],
    "undo": [],
    "redo": [],
}
"""Every command that writes to notes, with words for it that fit NETWORK."""
PAST: dict[str, list[list[str]]] = {
    "report": [["set", "goals/data-job", "achieved=2026-03-10"]],
    "undo": [["set", "loose", "a=b"]],
    "redo": [["set", "loose", "a=b"], ["undo"]],
}
"""The calls before it without which such a command has nothing to do."""


@pytest.fixture
def lived(call: Call, network: str) -> Callable[[str], str]:
    """``lived("undo")`` is NETWORK after the calls that the command needs."""

    def made(name: str) -> str:
        for words in PAST.get(name, ()):
            assert call(*words, "--vault", network).status == 0
        return network

    return made
