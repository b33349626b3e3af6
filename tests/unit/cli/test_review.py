"""``journal review``: told, kept in the vault, and kept once more where something differs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import REVIEW, Call

NOTE = "reviews/2026-W12.md"


def test_it_tells_since_monday_what_happened_and_what_is_on_you(call: Call, network: str) -> None:
    call("thank", "asks/2026-02-02-intro", "--vault", network)
    done = call("review", "--vault", network)
    assert done.status == 0
    assert done.out.splitlines() == [
        "## Monday 16 March",
        "",
        "### Since Monday 16 March",
        "",
        "- Thanked: [[asks/2026-02-02-intro|Intro to Acme]], Maria Lopez",
        "",
        "### Nudge",
        "",
        "- [[asks/2026-03-05-review|Review of my talk]], Sam Lee",
        "",
        "### Nobody was asked for",
        "",
        "- referral (data-job)",
        "",
        "### Found in notes",
        "",
        "- Maria Lopez, Sam Lee: could you read my talk? ([[loose]])",
    ]


def test_its_json_names_asks_by_id_and_goals_by_name(call: Call, network: str) -> None:
    found = json.loads(call("review", "--since", "1 March", "--json", "--vault", network).out)
    waiting = json.loads(call("capture", "--json", "--vault", network).out)["found"]
    assert found["found"] == [each["id"] for each in waiting]
    assert found == {
        "version": 1, "since": "2026-03-01", "until": "2026-03-16", "path": NOTE,
        "owed": ["asks/2026-02-02-intro"], "mine": [REVIEW], "stuck": [],
        "unasked": [{"goal": "data-job", "piece": "referral"}], "opening": [], "touch": [], "found": found["found"],
        "asked": ["asks/2026-03-14-salary", REVIEW][::-1], "answered": [], "outcomes": ["asks/2026-02-02-intro"],
        "thanked": [], "rates": [], "medians": {"answer": None, "thanks": None},
    }  # fmt: skip


def test_it_is_kept_once_and_again_where_something_differs(call: Call, network: str) -> None:
    note = Path(network, NOTE)
    assert call("review", "--write", "--dry-run", "--vault", network).out.startswith("--- /dev/null\n+++ reviews/")
    assert not note.exists()
    assert call("review", "--write", "--vault", network).out == f"Review: {NOTE}\n"
    first = note.read_text("utf-8")
    assert first.startswith("---\ntype: note\ngenerated: journal\n---\n\n# Review of 2026-W12\n\n## Monday 16 March")
    again = call("review", "--write", "--vault", network)
    assert "Nothing to change" in again.out
    assert note.read_text("utf-8") == first

    note.write_bytes(first.replace("\n", "\r\n").encode() + b"\r\nA thought of my own.\r\n\r\n")
    call("nudge", REVIEW, "--vault", network)
    call("review", "--write", "--today", "fri", "--vault", network)
    text = note.read_bytes().decode()
    assert "\n" not in text.replace("\r\n", "")
    assert text.replace("\r\n", "\n").startswith(f"{first}\nA thought of my own.\n\n## Friday 20 March\n\n### Since")
    call("undo", "--vault", network)
    assert note.read_bytes().endswith(b"A thought of my own.\r\n\r\n")


def test_what_a_person_wrote_stays_byte_for_byte_and_needs_no_second_review(call: Call, network: str) -> None:
    note = Path(network, NOTE)
    call("review", "--write", "--vault", network)
    own = note.read_bytes() + b"\nA thought, with a break at its end.  \n\n* * *\n \n\n"
    note.write_bytes(own)
    assert json.loads(call("review", "--write", "--json", "--vault", network).out)["changes"] == []
    call("nudge", REVIEW, "--vault", network)
    call("review", "--write", "--vault", network)
    kept, blank = own.removesuffix(b" \n\n"), b" \n\n"
    assert note.read_bytes().startswith(kept + b"\n## Monday 16 March\n\n### Since Monday 16 March\n\n- ")
    assert note.read_bytes().endswith(b"\n" + blank)
    twice = note.read_bytes()
    assert json.loads(call("review", "--write", "--json", "--vault", network).out)["changes"] == []
    call("undo", "--vault", network)
    assert note.read_bytes() == own
    call("redo", "--vault", network)
    assert note.read_bytes() == twice


def test_fewer_things_than_before_are_a_difference(call: Call, network: str) -> None:
    call("review", "--write", "--vault", network)
    Path(network, "loose.md").unlink()
    added = json.loads(call("review", "--write", "--json", "--vault", network).out)["changes"]
    assert [each["path"] for each in added] == [NOTE]


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        (b"<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n", "conflict"),
        (b"+++\ntitle = 'x'\n+++\n", "TOML"),
        (b"caf\xe9\n", "UTF-8"),
        (b"\n---\ntags: a\n---\n", "does not begin"),
    ],
)
def test_it_is_refused_where_an_edit_of_a_key_is(call: Call, network: str, odd: bytes, why: str) -> None:
    note = Path(network, NOTE)
    note.parent.mkdir()
    note.write_bytes(odd)
    done = call("review", "--write", "--vault", network)
    assert (done.status, done.out) == (2, "")
    assert f"{NOTE} " in done.err
    assert why in done.err
    assert note.read_bytes() == odd


def test_what_it_writes_is_neither_an_ask_nor_a_problem(call: Call, network: str) -> None:
    before = call("list", "--vault", network).out
    call("review", "--write", "--vault", network)
    assert call("list", "--vault", network).out == before
    assert call("check", NOTE, "--vault", network).status == 0


def test_a_day_ahead_or_no_day_is_refused(call: Call, network: str) -> None:
    ahead = call("review", "--since", "+3d", "--vault", network)
    assert (ahead.status, ahead.out) == (2, "")
    assert "2026-03-19, which is ahead" in ahead.err
    assert call("review", "--since", "soon", "--vault", network).status == 2


@pytest.mark.parametrize("put_away", ["achieved: 2026-03-01", "achieved: yes", "status: dropped", "status: Someday"])
def test_nobody_need_be_asked_for_a_goal_that_is_put_away(call: Call, network: str, put_away: str) -> None:
    goal = Path(network, "goals/other.md")
    goal.write_text("---\ntype: goal\ntitle: Other\nneeds: [a stand, a lamp]\n---\n", "utf-8")
    wanted = [{"goal": "Other", "piece": piece} for piece in ("a stand", "a lamp")]
    found = json.loads(call("review", "--json", "--vault", network).out)["unasked"]
    assert [each for each in found if each["goal"] == "Other"] == wanted
    goal.write_text(goal.read_text("utf-8").replace("needs:", f"{put_away}\nneeds:"), "utf-8")
    found = json.loads(call("review", "--json", "--vault", network).out)["unasked"]
    assert [each["goal"] for each in found] == ["data-job"]
