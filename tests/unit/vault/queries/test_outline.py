"""Overviews read of each ask only its outline, which says of it what they need."""

from __future__ import annotations

import pytest

from journal import Vault
from journal.model import Day
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
