"""Asks read whole: some of them, those with gaps, and the names of goals that have no note."""

from __future__ import annotations

import gc
from functools import partial

import pytest

from journal import Vault, parse_filter
from journal.vault.queries.overview import without_collection
from tests.seen import TODAY
from tests.vaults import MakeVault

READY = "why: You know.\neffort: 5m\nneeded_by: 2026-04-01\nhomework: read all\nhomework_date: 2026-03-01\n"
NOTES: dict[str, str | bytes] = {
    "asks/a.md": f"---\nask: Could you?\ncontact: Ana\ngoal: job hunt\n{READY}---\n",
    "asks/b.md": "---\nask: Could you?\ncontact: Bo\ngoal: Job Hunt\n---\n",
    "asks/c.md": "---\nask: Could you?\ncontact: Bo\nasked: 2026-03-14\ngoal: '[[phd]]'\n---\n",
    "goals/phd.md": "---\ntype: goal\ntitle: PhD\n---\n",
}


def test_asks_at_some_paths_are_as_in_the_whole_queue(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(NOTES))
    every = vault.follow_ups(TODAY)
    assert [f.note.id for f in every] == ["asks/b", "asks/a", "asks/c"]
    assert vault.follow_ups(TODAY, where=parse_filter("contact:bo")) == [every[0], every[2]]
    assert {goal.party.name for f in every for goal in f.ask.goals} == {"job hunt", "PhD"}
    assert every[1].gaps == ()
    assert "open-ask" in [gap.code for gap in every[0].gaps]


def test_only_asks_with_gaps_are_not_ready(make_vault: MakeVault) -> None:
    assert [f.note.id for f in Vault.open(make_vault(NOTES)).unready(TODAY)] == ["asks/b"]


def test_problems_stand_by_path_and_line_those_without_one_first(make_vault: MakeVault) -> None:
    odd = "---\nask: Could you?\ncontact: Ana\nasked: 2026-03-01\ngoal: Job\nneeded_by: soon\nstatus: odd\n---\n"
    vault = Vault.open(make_vault({"b.md": odd, "a.md": f"{odd}[[nowhere]] and [[b]]\n", "plain.md": "[[nowhere]]\n"}))
    assert [(f.path, f.problem.line, f.problem.code) for f in vault.problems(TODAY)] == [
        ("a.md", None, "dangling-link"),
        ("a.md", 6, "bad-date"),
        ("a.md", 7, "unknown-status"),
        ("b.md", 6, "bad-date"),
        ("b.md", 7, "unknown-status"),
    ]
    assert "“nowhere”" in vault.problems(TODAY)[0].problem.message
    assert vault.count_problems(TODAY) == 5


@pytest.mark.parametrize("is_on", [True, False])
def test_the_garbage_collector_is_on_afterwards_where_it_was(monkeypatch: pytest.MonkeyPatch, is_on: bool) -> None:
    called: list[str] = []
    monkeypatch.setattr(gc, "isenabled", lambda: is_on)
    for name in ("disable", "enable"):
        monkeypatch.setattr(gc, name, partial(called.append, name))
    with without_collection():
        assert called == ["disable"]
    assert called == ["disable", "enable"][: 1 + is_on]
