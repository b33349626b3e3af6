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


def test_there_are_as_many_cases_as_were_published() -> None:
    assert len(CASES) == 510


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{number}-{case['expect']['state']}" for number, case in enumerate(CASES)]
)
def test_a_case_comes_out_as_written(case: dict[str, Any], make_vault: MakeVault) -> None:
    goals = {f"goals/{name}.md": _frontmatter(fields) for name, fields in case["goals"].items()}
    settings = {"journal.toml": _settings(case["settings"])}
    vault = Vault.open(make_vault({f"{case['id']}.md": case["note"], **goals, **settings}))
    today = Day.fromisoformat(case["today"])
    (record,) = vault.records(vault.follow_ups(today), today)
    assert {key: record[key] for key in case["expect"]} == case["expect"]


def _frontmatter(fields: dict[str, object]) -> str:
    return (
        "---\n"
        + "".join(f"{key}: {json.dumps(value)}\n" for key, value in {"type": "goal", **fields}.items())
        + "---\n"
    )


def _settings(settings: dict[str, int | list[str]]) -> str:
    return "[follow_up]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
