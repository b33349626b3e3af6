"""Worked cases of the rules, each an ask in a vault on disk (docs/rules.md)."""

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


def _vaults() -> list[list[dict[str, Any]]]:
    """The cases that can stand in one vault, which is read once for all of them."""
    alike: dict[str, list[dict[str, Any]]] = {}
    for case in CASES:
        key = json.dumps([case["today"], case["settings"], case["goals"]], sort_keys=True)
        while any(one["id"] == case["id"] for one in alike.get(key, ())):
            key += " and more"
        alike.setdefault(key, []).append(case)
    return list(alike.values())


@pytest.mark.parametrize("cases", _vaults(), ids=lambda cases: f"{cases[0]['today']}-{cases[0]['id']}")
def test_a_case_comes_out_as_written(cases: list[dict[str, Any]], make_vault: MakeVault) -> None:
    goals = {f"goals/{name}.md": _frontmatter(fields) for name, fields in cases[0]["goals"].items()}
    asks = {f"{case['id']}.md": case["note"] for case in cases}
    vault = Vault.open(make_vault({**asks, **goals, "journal.toml": _settings(cases[0]["settings"])}))
    today = Day.fromisoformat(cases[0]["today"])
    records = {record["id"]: record for record in vault.records(vault.follow_ups(today), today)}
    assert records.keys() == {case["id"] for case in cases}
    for case in cases:
        assert {key: records[case["id"]][key] for key in case["expect"]} == case["expect"], case


def _frontmatter(fields: dict[str, object]) -> str:
    return (
        "---\n"
        + "".join(f"{key}: {json.dumps(value)}\n" for key, value in {"type": "goal", **fields}.items())
        + "---\n"
    )


def _settings(settings: dict[str, int | list[str]]) -> str:
    return "[follow_up]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
