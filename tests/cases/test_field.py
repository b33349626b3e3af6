"""Notes as real tools and habits make them, through a real vault and the real command line.

Each case of ``field.json`` gives files and what must come out: ``asks`` are keys of ``list --json``, ``problems``
codes of ``check --json``, ``to`` the address of ``draft --eml``; ``refused`` are calls that end with 2 and write
nothing; ``fixed`` are notes that ``check --fix`` mends so that they mean the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from email import message_from_string
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from journal.notes.fix import MENDABLE
from tests.unit.cli.conftest import Call, call
from tests.vaults import MakeVault

Case: TypeAlias = Mapping[str, Any]
FIELD: list[Case] = json.loads((Path(__file__).parent / "field.json").read_text(encoding="utf-8"))
BY_THE_RULES = {"asks/7": {"state": "answered"}}
"""Where a case says otherwise than the rules do (docs/decisions/0007)."""

__all__ = ["call"]


@pytest.fixture
def vault(make_vault: MakeVault) -> Callable[[Mapping[str, str]], Path]:
    """A vault of those files, with settings that say nothing."""
    return lambda files: make_vault({"journal.toml": "", **files})


def asks(call: Call, root: Path, day: str) -> dict[str, Any]:
    done = call("list", "--json", "--vault", str(root), "--today", day)
    return {ask["id"]: ask for ask in done.document["asks"]}


def codes(call: Call, root: Path, day: str) -> set[tuple[str, str]]:
    done = call("check", "--json", "--vault", str(root), "--today", day)
    return {(problem["path"], problem["code"]) for problem in done.document["problems"]}


def bytes_of(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", FIELD, ids=lambda case: case["name"])
def test_what_comes_out_of_notes_as_they_are_found(call: Call, vault: Callable[..., Path], case: Case) -> None:
    root, day = vault(case["files"]), case["today"]
    found = asks(call, root, day)
    for own_id, given in case["asks"].items():
        wanted = BY_THE_RULES.get(own_id, given)
        assert {key: found[own_id][key] for key in wanted} == wanted, own_id
    there = codes(call, root, day)
    wanted_codes = {(path, code) for path, each in case["problems"].items() for code in each}
    assert wanted_codes <= there
    for own_id, address in case["to"].items():
        mail = call("draft", own_id, "--eml", "--vault", str(root), "--today", day)
        assert message_from_string(mail.out)["To"] == address, mail
    before = bytes_of(root)
    for words in case["refused"]:
        assert call(*words, "--vault", str(root), "--today", day).status == 2, words
        assert bytes_of(root) == before, words


@pytest.mark.parametrize("case", [case for case in FIELD if case["fixed"]], ids=lambda case: case["name"])
def test_what_is_mended_means_the_same_and_has_its_problem_no_more(
    call: Call, vault: Callable[..., Path], case: Case
) -> None:
    root, day = vault(case["files"]), case["today"]
    before, problems_before, files = asks(call, root, day), codes(call, root, day), bytes_of(root)
    dry = call("check", "--fix", "--dry-run", *case["fixed"], "--vault", str(root), "--today", day)
    assert bytes_of(root) == files
    assert all(f"+++ {path}" in dry.out for path in case["fixed"]), dry.out
    call("check", "--fix", "--vault", str(root), "--today", day)
    after, problems_after = asks(call, root, day), codes(call, root, day)
    for path in case["fixed"]:
        assert bytes_of(root)[path] != files[path]
        mended = {(path, code) for code in MENDABLE}
        assert problems_before & mended
        assert not problems_after & mended
    assert [{**ask, "problems": ()} for ask in after.values()] == [{**ask, "problems": ()} for ask in before.values()]
    call("undo", "--vault", str(root))
    assert bytes_of(root) == files
