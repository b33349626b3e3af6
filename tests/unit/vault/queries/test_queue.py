"""The queue as the index keeps it: in the order of the rules, whatever the order of the notes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from journal import Vault
from journal.model import Counts, Day, QueueLine, State
from journal.vault.index.cells import Damaged
from journal.vault.queries import queue
from tests.seen import TODAY
from tests.vaults import MakeVault


def test_asks_stand_by_state_then_due_with_none_first_then_path(make_vault: MakeVault) -> None:
    asked = {"e": "2026-03-01", "d": "2026-02-20", "c": "2026-03-01", "b": "yes"}
    notes = {
        f"asks/{name}.md": f"---\nask: Could you?\ncontact: Ana\nasked: {day}\n---\n" for name, day in asked.items()
    }
    notes["asks/f.md"] = "---\nask: Could you?\ncontact: Ana\noutcome: yes\noutcome_date: 2026-03-10\n---\n"
    vault = Vault.open(make_vault(notes))
    vault.reconcile()
    wanted = [f"asks/{name}" for name in "fbdce"]
    assert [line.id for line in vault.queue(TODAY)] == wanted
    assert [follow_up.note.id for follow_up in vault.follow_ups(TODAY)] == wanted


ASK = "---\nask: Could you?\ncontact: Ana\nasked: {}\n{}---\n"
OF_ALL_DAYS = {
    "asks/waiting.md": ASK.format("2026-03-10", ""),
    "asks/nudge.md": ASK.format("2026-03-01", "nudged: 2026-03-08\n"),
    "asks/release.md": ASK.format("2026-02-01", "nudged: [2026-02-08, 2026-02-15]\n"),
    "asks/answered.md": ASK.format("2026-03-01", "answered: 2026-03-08\n"),
    "asks/thank.md": ASK.format("2026-03-01", "outcome: yes\noutcome_date: 2026-03-08\nfollow_up: 2026-03-20\n"),
    "asks/by-itself.md": ASK.format("2026-03-20", "needed_by: 2026-03-25\n"),
    "journal.toml": "",
}


@pytest.mark.parametrize(
    ("setting", "today"),
    [
        ("wait_days = 8", TODAY),
        ("nudge_gap_days = 12", TODAY),
        ("max_nudges = 1", TODAY),
        ("outcome_days = 10", TODAY),
        ("rest_days = ['tue']", TODAY),
        ("", Day(2026, 3, 17)),
        ("", Day(2026, 3, 30)),
        ("", Day(2026, 3, 8)),
        ("", Day(2026, 1, 1)),
    ],
)
def test_what_is_kept_follows_the_settings_and_the_day(
    make_vault: MakeVault, tmp_path: Path, setting: str, today: Day
) -> None:
    root, cache = make_vault(OF_ALL_DAYS), tmp_path / "cache"
    before = Vault.open(root, cache=cache).queue(TODAY)
    (root / "journal.toml").write_text(f"[follow_up]\n{setting}\n")
    found = Vault.open(root, cache=cache).queue(today)
    assert found == [QueueLine.of(each) for each in Vault.open(root).follow_ups(today)]
    assert found != before
    assert all(line.days_overdue is None or line.days_overdue >= 0 for line in found)


def test_asks_are_counted_by_whose_move_they_are_and_by_what_is_due(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(OF_ALL_DAYS))
    due = {(state, True): 1 for state in (State.ANSWERED, State.NUDGE, State.RELEASE)}
    quiet = {(state, False): 1 for state in (State.THANK, State.DRAFT, State.WAITING)}
    assert vault.counts(TODAY) == Counts(asks=6, need_follow_up=3, mine=5, theirs=1, dated=0, groups=due | quiet)


def test_a_line_says_whether_a_date_or_the_status_could_not_be_read(make_vault: MakeVault) -> None:
    said = {"plain": "", "odd": "status: odd\n", "date": "needed_by: soon\n"}
    vault = Vault.open(make_vault({f"asks/{name}.md": ASK.format("2026-03-01", more) for name, more in said.items()}))
    assert {line.id.removeprefix("asks/"): line.is_unsure for line in vault.queue(TODAY)} == {
        "plain": False,
        "odd": True,
        "date": True,
    }


KEPT = (b"a", b"a.md", b"A", b"Ana", b"Bo", b"Job", "", 0, 0, "mine", "2026-03-01", 1, "2026-02-01")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", None), ("path", "a.md"), ("title", b"\xff"), ("contacts", 1), ("contacts", None), ("whom", "Bo"),
        ("goals", "Job"), ("errors", None), ("place", 99), ("place", "first"), ("move", "nobody's"), ("due", "soon"),
        ("asked", 20260316),
    ],
)  # fmt: skip
def test_a_line_that_cannot_have_been_stored_so_is_damage(column: str, value: object) -> None:
    db = sqlite3.connect(":memory:")
    columns = "id, path, title, contacts, whom, goals, errors, unsure, place, move, due, needs, asked"
    db.execute(f"CREATE TABLE follow_up ({columns})")
    db.execute(f"INSERT INTO follow_up ({columns}) VALUES ({', '.join('?' * len(KEPT))})", KEPT)
    assert [(line.id, line.whom) for line in queue.lines(db, TODAY, "all")] == [("a", "Bo")]
    db.execute(f"UPDATE follow_up SET {column} = ?", (value,))
    with pytest.raises(Damaged):
        queue.lines(db, TODAY, "all")
    db.close()
