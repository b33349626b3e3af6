"""What happened on which day, as the index has it, against what the rules say of each note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from journal import Kind, Vault, parse_filter
from journal.model import Day
from journal.rules.history import events
from tests.unit.cli.conftest import NETWORK
from tests.vaults import MakeVault

EXAMPLE = Path(__file__).parents[4] / "vault-example"
TODAY = Day(2026, 11, 22)
DAWN = Day(2000, 1, 1)


def by_the_rules(vault: Vault, today: Day) -> Counter[tuple[Day, str, str]]:
    """The events of asks, meetings and goals, from whole notes."""
    met = [vault.meeting(note) for note in vault.notes(today) if vault.kind(note) is Kind.MEETING]
    found = Counter(
        (event.date, event.event, event.id)
        for event in events(vault.follow_ups(today), [each for each in met if each], today)
    )
    for progress in vault.goals(today):
        if progress.note and isinstance(progress.achieved, Day):
            found[progress.achieved, "achieved", progress.note.id] += 1
    return found


def by_the_index(vault: Vault, today: Day) -> Counter[tuple[Day, str, str]]:
    days = vault.events_by_day(DAWN, today, today)
    found = Counter((e.date, e.event, e.id) for day in days for e in vault.events_on(day, today))
    assert Counter(day for day, _, _ in found.elements()) == days
    return found


def test_the_example_has_every_event_that_the_rules_tell_and_its_dated_notes() -> None:
    vault = Vault.open(EXAMPLE)
    found, wanted = by_the_index(vault, TODAY), by_the_rules(vault, TODAY)
    notes = Counter({event: number for event, number in found.items() if event[1] == "note"})
    assert found - notes == wanted
    assert notes[Day(2026, 11, 18), "note", "journal/2026-11-18"] == 1
    assert {event for _, event, _ in wanted} >= {
        "ask",
        "nudged",
        "answered",
        "outcome",
        "thanks",
        "reported",
        "meeting",
    }


def test_a_filter_leaves_the_events_of_the_notes_for_which_it_holds(make_vault: MakeVault) -> None:
    said = "---\nask: Could you?\ncontact: {}\nasked: 2026-03-01\nanswered: {}\n---\n"
    vault = Vault.open(make_vault({"a.md": said.format("Ana", "2026-03-05"), "b.md": said.format("Ben", "2026-03-01")}))
    for who, days in (("ana", {1: 1, 5: 1}), ("ben", {1: 2})):
        where = parse_filter(f"contact:{who}")
        found = vault.events_by_day(DAWN, TODAY, TODAY, where)
        assert found == {Day(2026, 3, day): number for day, number in days.items()}
        assert {event.id for day in found for event in vault.events_on(day, TODAY, where)} == {who[0]}


ASK = "---\ncontact: A\nask: Could you?\n"
ODD = {
    "asks/2026-03-01-by-name.md": f"{ASK}---\n",
    "asks/draft.md": f"{ASK}asked:\ndate: 2026-03-02\n---\n",
    "asks/ahead.md": f"{ASK}asked: 2026-04-02\n---\n",
    "asks/answer-by-outcome-date.md": f"{ASK}asked: 2026-03-02\noutcome_date: 2026-03-04\n---\n",
    "asks/answered-twice.md": f"{ASK}asked: 2026-03-02\nanswered: 2026-03-03\noutcome_date: 2026-03-04\n---\n",
    "asks/all.md": f"{ASK}via: B\nsent: 2026-03-02\nnudged: [2026-03-05, 2026-03-06, 2026-03-05]\nanswered: yes\n"
    "outcome: tbd\noutcome_date: 2026-03-07\nthanked: 2026-03-08\nvia_thanked: 2026-03-08\nvia_told: 2026-03-03\n"
    "reported: 2026-03-09\n---\n",
    "meetings/2026-03-03 walk.md": "---\ntype: meeting\npeople: A\ndate: soon\n---\n",
    "goals/g.md": "---\ntype: goal\nachieved: 2026-03-10\n---\n",
    "people/a.md": "---\ntype: person\ndate: 2026-03-11\n---\n",
    "people/a.sync-conflict-20260312-101112-ABCDEFG.md": "---\ndate: 2026-03-12\n---\n",
}


def test_odd_notes_have_the_events_that_the_rules_tell(make_vault: Callable[[dict[str, str]], Path]) -> None:
    vault, today = Vault.open(make_vault(ODD)), Day(2026, 3, 16)
    found, wanted = by_the_index(vault, today), by_the_rules(vault, today)
    assert found - wanted == Counter([(Day(2026, 3, 11), "note", "people/a")])
    assert not wanted - found


@pytest.mark.parametrize("words", ["contact:sam", "state:nudge", "talk", "type:meeting"])
def test_a_filter_leaves_the_events_of_the_notes_that_pass(
    make_vault: Callable[[dict[str, str | bytes]], Path], words: str
) -> None:
    vault, today, where = Vault.open(make_vault(NETWORK)), Day(2026, 3, 16), parse_filter(words)
    passing = {note.id for note in vault.notes(today, where)}
    wanted = Counter(event for event in by_the_index(vault, today).elements() if event[2] in passing)
    days = vault.events_by_day(DAWN, today, today, where)
    assert Counter((e.date, e.event, e.id) for day in days for e in vault.events_on(day, today, where)) == wanted
    assert wanted


def test_events_follow_the_notes(make_vault: Callable[[dict[str, str | bytes]], Path], tmp_path: Path) -> None:
    root = make_vault(NETWORK)
    vault, today = Vault.open(root, cache=tmp_path / "cache"), Day(2026, 3, 16)
    by_the_index(vault, today)
    note = root / "asks/2026-02-02-intro.md"
    note.write_text(note.read_text("utf-8").replace("2026-03-07", "2026-03-01"), "utf-8")
    (root / "asks/2026-03-14-salary.md").unlink()
    (root / "new.md").write_text("---\ndate: 2026-03-15\n---\n")
    vault.reconcile()
    assert by_the_index(vault, today) == by_the_index(Vault.open(root), today)
    assert (Day(2026, 3, 1), "outcome", "asks/2026-02-02-intro") in by_the_index(vault, today)
