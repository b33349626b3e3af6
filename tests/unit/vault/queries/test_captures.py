"""Lines of notes that are asks waiting to be made: whom they name, for what, in which order."""

from __future__ import annotations

import pytest

from journal import Vault
from journal.model import Day
from tests.vaults import MakeVault

NOTES: dict[str, str | bytes] = {
    "people/maria.md": "---\ntype: person\ntitle: Maria Lopez\naliases: [Mia]\n---\n",
    "goals/phd.md": "---\ntype: goal\ntitle: PhD\naliases: [Thesis]\n---\n# Doctorate\n",
    "job.md": "# Job\n",
    "trip.md": "# Trip\n",
    "asks/a.md": "---\ncontact: Mum\nvia: Uncle  bo\nask: Could you?\ngoal: [Trip, Fame]\n---\n",
    "asks/b.md": "---\ncontact: MUM\nask: Could you?\n---\n",
    "meetings/m.md": "---\ntype: meeting\npeople: [dad, mum]\n---\n",
}


@pytest.mark.parametrize(
    ("line", "contacts", "goals", "asked"),
    [
        ("ask mum: call for PhD?", ["Mum"], ["PhD"], "call?"),
        ("ask MIA: call for Thesis", ["Maria Lopez"], ["PhD"], "call"),
        ("ask uncle bo: call for Doctorate", ["Uncle bo"], ["PhD"], "call"),
        ("ask DAD: call for phd", ["dad"], ["PhD"], "call"),
        ("ask DAD: call for goals/phd", ["dad"], ["PhD"], "call"),
        ("ask dad: call for pHD", ["dad"], [], "call for pHD"),
        ("ask dad: call for Trip", ["dad"], ["Trip"], "call"),
        ("ask dad: call for Job", ["dad"], [], "call for Job"),
        ("ask dad: call for Fame", ["dad"], [], "call for Fame"),
        ("ask dad: call for [[MUM]]", ["dad"], ["MUM"], "call"),
        ("ask dad: call for Maria Lopez", ["dad"], [], "call for Maria Lopez"),
        ("ask dad: call for [[PhD]] and [[Thesis]]", ["dad"], ["PhD"], "call"),
        ("ask [[maria]], Maria Lopez & Mia: call?", ["Maria Lopez"], [], "call?"),
        ("ask Kim Lee and [[Ida]]: call?", ["Kim Lee", "Ida"], [], "call?"),
    ],
)
def test_names_are_those_of_the_people_and_goals_that_there_are(
    make_vault: MakeVault, line: str, contacts: list[str], goals: list[str], asked: str
) -> None:
    (found,) = Vault.open(make_vault({**NOTES, "day.md": f"{line}\n"})).captures()
    assert (list(found.contacts), list(found.goals), found.captured.ask) == (contacts, goals, asked)


@pytest.mark.parametrize("line", ["ask nobody: call?", "ask phd: call?", "ask job: call?", "ask her, dad: call?"])
def test_a_name_in_small_letters_is_one_only_where_a_contact_has_it(make_vault: MakeVault, line: str) -> None:
    assert Vault.open(make_vault({**NOTES, "day.md": f"{line}\n"})).captures() == []


DATED: dict[str, str | bytes] = {
    "b.md": "---\ndate: 2026-03-10\n---\nask Kim: two?\nask Kim: three?\n",
    "a.md": "---\ndate: 2026-03-10\n---\nask Kim: one?\n",
    "2026-03-12 walk.md": "ask Kim: zero?\nask Kim: done? → no\n",
    "journal/2026-03-09.md": "ask Kim: four?\n",
    "0.md": "ask Kim: last?\nask Kim: last?\n",
}


def test_the_newest_note_is_first_and_equal_lines_are_two(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(DATED))
    found = vault.captures()
    assert [each.captured.ask for each in found] == ["zero?", "one?", "two?", "three?", "four?", "last?", "last?"]
    assert [each.date and each.date.day for each in found] == [12, 10, 10, 10, 9, None, None]
    assert found[0].date == Day(2026, 3, 12)
    assert [each.id for each in found[-2:]] == ["fe2390d5", "8e2325f1"], "ids are kept by whoever read them before"
    for limit in range(8):
        assert vault.captures(limit) == found[:limit]


def test_a_line_is_called_by_its_id_with_an_arrow_too(make_vault: MakeVault) -> None:
    root = make_vault(DATED)
    before = {each.captured.ask: each for each in Vault.open(root).captures()}
    day = root / "b.md"
    day.write_text(day.read_text().replace("two?", "two? → [[x]]"))
    vault = Vault.open(root)
    ids = [before[ask].id for ask in ("three?", "zero?", "two?")]
    told = [(each.path, each.captured.ask, each.has_arrow) for each in vault.captures_called([*ids, "00000000"])]
    assert told == [
        ("2026-03-12 walk.md", "zero?", False),
        ("b.md", "two?", True),
        ("b.md", "three?", False),
    ]
