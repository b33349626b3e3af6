"""The first contacts and goals of a list are found without the others, and are the same ones in the same order."""

from __future__ import annotations

import pytest

from journal import Vault
from journal.config import Settings
from journal.model import Day
from journal.vault.index.index import Index
from journal.vault.queries.queries import Queries
from journal.vault.queries.standings import Standings
from tests.seen import TODAY
from tests.vaults import MakeVault

OUT = "ask: Could you?\nasked: 2026-03-01\n"
CAME = f"{OUT}outcome: yes\noutcome_date: 2026-03-10\n"
NOTES: dict[str, str | bytes] = {
    "asks/a.md": f"---\n{CAME}contact: Tom\nvia: Ida\ngoal: Bursary\n---\n",
    "asks/b.md": f"---\n{CAME}contact: Zoe\nthanked: 2026-03-10\ngoal: '[[phd]]'\n---\n",
    "asks/c.md": f"---\n{CAME}contact: Zoe\nthanked: 2026-03-10\ngoal: '[[phd]]'\n---\n",
    "asks/d.md": f"---\n{OUT}contact: [Änne, Bo]\ngoal: [Move, '[[job]]', '[[talk]]']\n---\n",
    "asks/e.md": f"---\n{OUT}contact: Bo\ngoal: Move\n---\n",
    "meetings/m.md": "---\ntype: meeting\ndate: 2026-03-02\npeople: [Kim, '[[lea]]']\nvia: [Abe, Abi, Abo]\n---\n",
    "goals/phd.md": "---\ntype: goal\ntitle: A PhD\nachieved: 2026-03-12\n---\n",
    "goals/talk.md": "---\ntype: goal\ntitle: Talk\ndeadline: 2026-05-01\nachieved: 2026-04-01\n---\n",
    "goals/choir.md": "---\ntype: goal\ntitle: Choir\nstatus: done\n---\n",
    "job.md": "# Job\n",
    "lea.md": "# Lea\n",
    "people/zoe.md": "---\ntype: person\ntitle: Zoe\n---\n",
    "people/yan.md": "---\ntype: person\ntitle: Yan\n---\n",
    "x.md": "[[lea]], [[job]] and [[Nobody]]\n",
}
OWED = [("Zoe", 2), ("Ida", 1), ("Tom", 1)]
OTHERS = [(name, 0) for name in ("Änne", "Bo", "Kim", "Lea", "Yan")]


def test_contacts_are_those_owed_most_then_by_name(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(NOTES))
    assert [(each.party.name, each.owed) for each in vault.contacts(TODAY)] == OWED + OTHERS
    lines = vault.contact_lines(TODAY)
    assert [(line.party.name, line.owed, line.open_asks) for line in lines] == [
        ("Zoe", 2, 2), ("Ida", 1, 0), ("Tom", 1, 1), ("Änne", 0, 1), ("Bo", 0, 2), ("Kim", 0, 0), ("Lea", 0, 0),
        ("Yan", 0, 0),
    ]  # fmt: skip
    for limit in range(1, 10):
        assert vault.first_contacts(TODAY, limit) == lines[:limit]


def test_goals_are_those_still_open_then_by_deadline_or_name(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(NOTES))
    lines = vault.goal_lines(TODAY)
    assert [(line.party.name, line.asks, line.open_asks, line.contacts) for line in lines] == [
        ("Talk", 1, 1, 2), ("Bursary", 1, 1, 1), ("Job", 1, 1, 2), ("Move", 2, 2, 2), ("A PhD", 2, 2, 1),
        ("Choir", 0, 0, 0),
    ]  # fmt: skip
    assert [each.party.name for each in vault.goals(TODAY)] == [line.party.name for line in lines]
    by_name = ["Bursary", "Job", "Move", "Talk", "A PhD", "Choir"]
    of = {line.party.name: line for line in lines}
    for limit in range(1, 8):
        assert vault.first_goals(TODAY, limit) == [of[name] for name in by_name[:limit]]


def test_the_first_contacts_are_found_without_the_others(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault.open(make_vault(NOTES))
    contacts = vault.contact_lines(TODAY)
    monkeypatch.setattr(Standings, "contact_lines", None)
    for limit in (1, 2, 3, 20):
        assert vault.first_contacts(TODAY, limit) == contacts[:limit]


def test_who_met_us_from_one_day_through_another(make_vault: MakeVault) -> None:
    meeting = "---\ntype: meeting\npeople: {}\n{}---\n"
    met: dict[str, str | bytes] = {
        "before.md": meeting.format("Abe", "date: 2026-02-28\n"),
        "first.md": meeting.format("Bea", "date: 2026-03-01\n"),
        "2026-03-05 named.md": meeting.format("Cy", ""),
        "2026-03-06 dated elsewhere.md": meeting.format("Dee", "date: 2026-05-01\n"),
        "2026-05-02 dated within.md": meeting.format("Eve", "date: 2026-03-07\n"),
        "last.md": meeting.format("Fay", "date: 2026-03-10\n"),
        "after.md": meeting.format("Gil", "date: 2026-03-11\n"),
        "undated.md": meeting.format("Hal", ""),
        "ask.md": f"---\n{OUT}contact: Ida\ndate: 2026-03-05\n---\n",
    }
    index = Index(make_vault(met), Settings(), None)
    index.reconcile()
    found = Queries(index, Settings()).overview(
        TODAY, None, lambda overview: overview.standings.met_between(Day(2026, 3, 1), Day(2026, 3, 10))
    )
    assert [(contact.party.name, contact.meetings_used) for contact in found] == [
        ("Bea", 1), ("Cy", 1), ("Eve", 1), ("Fay", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("empty", [{}, {"x.md": "[[Nobody]]\n"}])
def test_where_nobody_is_named_there_are_none(make_vault: MakeVault, empty: dict[str, str | bytes]) -> None:
    vault = Vault.open(make_vault(empty))
    assert vault.first_contacts(TODAY, 3) == vault.contact_lines(TODAY) == []
    assert vault.first_goals(TODAY, 3) == vault.goal_lines(TODAY) == []
