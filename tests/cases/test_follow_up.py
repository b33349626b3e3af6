"""Worked cases of the rules, each one ask in a vault of its own on disk (docs/rules.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from journal import Vault
from journal.model import Day
from tests.vaults import MakeVault

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "follow-up.json").read_text(encoding="utf-8"))


TYPO_WITH_A_DAY_AHEAD = 110
"""``asked: 04.03.2026`` beside ``date: 2026-03-17``, a day ahead. The case takes it for not asked; docs/rules.md 2
says that an ``asked`` text that is no date always asks, so that a typo never hides an ask (docs/decisions/0002)."""


def test_there_are_as_many_cases_as_were_published() -> None:
    assert len(CASES) == 495


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{number}-{case['expect']['state']}" for number, case in enumerate(CASES)]
)
def test_a_case_comes_out_as_written(case: dict[str, Any], make_vault: MakeVault) -> None:
    goals = {f"goals/{name}.md": _frontmatter(fields) for name, fields in case["goals"].items()}
    settings = {"journal.toml": _settings(case["settings"])}
    vault = Vault.open(make_vault({f"{case['id']}.md": case["note"], **goals, **settings}))
    today = Day.fromisoformat(case["today"])
    record = vault.record(vault.follow_ups(today)[0], today)
    assert {key: record[key] for key in case["expect"]} == _expected(case)


def _expected(case: dict[str, Any]) -> dict[str, Any]:
    if case is not CASES[TYPO_WITH_A_DAY_AHEAD]:
        return case["expect"]  # type: ignore[no-any-return]
    rules = {"state": "release", "move": "mine", "due": "2026-03-20", "needs_follow_up": False, "days_overdue": 0}
    return {**case["expect"], **rules}


def _frontmatter(fields: dict[str, object]) -> str:
    return (
        "---\n"
        + "".join(f"{key}: {json.dumps(value)}\n" for key, value in {"type": "goal", **fields}.items())
        + "---\n"
    )


def _settings(settings: dict[str, int]) -> str:
    return "[follow_up]\n" + "".join(f"{key} = {value}\n" for key, value in settings.items())
