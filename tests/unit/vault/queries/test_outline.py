"""Overviews read of each ask only its outline, which says of it what they need."""

from __future__ import annotations

import json
import sqlite3

import pytest

from journal import Vault
from journal.model import Day
from journal.vault.index.cells import Damaged
from journal.vault.queries import outline
from tests.seen import TODAY
from tests.vaults import MakeVault

ASK = "---\nask: Could you?\ncontact: Ana\ngoal: '[[job]]'\npiece: CV\n{}\n---\n"


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        ("asked: 2026-01-05", "2026-01-05"),
        ("asked: 2026-01-05\nnudged: [2026-01-20, 2026-02-01]", "2026-02-01"),
        ("asked: 2026-01-05\nnudged: [2026-01-20, 2026-03-20]", "2026-01-20"),
        ("asked: 2026-01-05\nanswered: 2026-01-09", "2026-01-09"),
        ("asked: 2026-01-05\nanswered: yes\noutcome_date: 2026-01-09", "2026-01-09"),
        ("asked: 2026-01-05\noutcome: She did.\noutcome_date: 2026-01-09", "2026-01-05"),
        ("asked: 2026-01-05\noutcome: She did.\nthanked: 2026-01-12", "2026-01-12"),
        ("asked: 2026-01-05\noutcome: She did.\nthanked: yes\nreported: 2026-01-15", "2026-01-15"),
    ],
)
def test_the_last_contact_with_somebody(make_vault: MakeVault, lines: str, last: str) -> None:
    (ana,) = Vault.open(make_vault({"asks/a.md": ASK.format(lines), "job.md": "---\ntype: goal\n---\n"})).contacts(
        TODAY
    )
    assert str(ana.last_contact) == last


@pytest.mark.parametrize(
    ("lines", "has_outcome", "is_stuck"),
    [
        ("asked: 2026-01-05\nstatus: closed", False, True),
        ("asked: 2026-01-05\nstatus: closed\nnudged: [2026-01-20, 2026-03-10]", False, False),
        ("asked: 2026-01-05\nstatus: closed\nfollow_up: 9w", False, False),
        ("asked: 2026-01-05\nstatus: closed\ncreated: 2026-03-10", False, False),
        ("asked: 2026-01-05\noutcome: She read it.\nthanked: yes", True, True),
        ("asked: 2026-01-05", False, False),
    ],
)
def test_whether_a_goal_has_a_piece_and_is_stuck(
    make_vault: MakeVault, lines: str, has_outcome: bool, is_stuck: bool
) -> None:
    goal = "---\ntype: goal\nneeds: [cv]\n---\n"
    (job,) = Vault.open(make_vault({"asks/a.md": ASK.format(lines), "job.md": goal})).goals(TODAY)
    assert [(piece.asks, piece.outcome) for piece in job.pieces] == [(("asks/a",), has_outcome)]
    assert job.stuck is is_stuck


def test_what_a_review_counts_and_quotes(make_vault: MakeVault) -> None:
    """Asks are alike but for who led there; each has one more day of its own."""
    lines = (
        "asked: 2026-01-05\nanswered: 2026-01-09\nchannel: E-Mail\neffort: 5 m\n{}outcome: |\n  She did.\n\n  All."
        "\noutcome_date: 2026-03-10\nvia_thanked: 2026-03-{}"
    )
    notes = {f"asks/{n}.md": ASK.format(lines.format("via: Tom\n" * (n < 5), 10 + n)) for n in range(10)}
    found = Vault.open(make_vault(notes)).review(TODAY, Day(2026, 3, 10))
    assert found.rates == (
        ("channel", "e-mail", 10, 10), ("effort", "5m", 10, 10), ("via", False, 5, 5), ("via", True, 5, 5),
    )  # fmt: skip
    assert len(found.outcomes) == 10
    assert {each.ask.outcome for each in found.outcomes} == {"She did.\n\nAll."}
    assert [each.note.id for each in found.thanked] == [f"asks/{n}" for n in range(7)]


def test_a_goal_without_a_note_is_called_as_the_first_ask_by_path_calls_it(make_vault: MakeVault) -> None:
    asks = {"a": ("Z", "job hunt"), "b": ("A", "Job Hunt")}
    said = "---\ntitle: {}\nask: Could you?\ncontact: Ana\ngoal: {}\n---\n"
    vault = Vault.open(make_vault({f"asks/{name}.md": said.format(*each) for name, each in asks.items()}))
    assert [goal.party.name for goal in vault.goals(TODAY)] == ["job hunt"]


@pytest.mark.parametrize(
    "party", [["Ana", "ana", None, None], [1, "ana", None, None], ["Ana", 1, None, None], ["Ana", "ana", 1, None]]
)
def test_an_outline_that_cannot_have_been_stored_so_is_damage(party: list[object]) -> None:
    db = sqlite3.connect(":memory:")
    columns = ("id", "path", "title", "place", "move", "due", "needs", "asked", "outline")
    row = (b"a", b"a.md", b"A", 0, "mine", None, 1, None, json.dumps([[party], [], [], [], {}, None]))
    db.execute(f"CREATE TABLE follow_up ({', '.join(columns)})")
    db.execute(f"INSERT INTO follow_up VALUES ({', '.join('?' * len(row))})", row)
    if party == ["Ana", "ana", None, None]:
        assert [each.ask.contacts[0].name for each in outline.follow_ups(db)] == ["Ana"]
    else:
        with pytest.raises(Damaged):
            outline.follow_ups(db)
    db.close()
