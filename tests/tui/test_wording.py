"""Days, places and meanings in words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from journal import QueueLine, Vault, wording
from tests.tui.network import NETWORK, TODAY, ask
from tests.tui.stage import write
from tui.sections import Remark, sections


@pytest.mark.parametrize(
    ("days", "text"),
    [(20, "20 days ago"), (1, "yesterday"), (0, "today"), (-1, "tomorrow"), (-3, "in 3 days")],
)
def test_ago(days: int, text: str) -> None:
    assert wording.ago(TODAY - timedelta(days=days), TODAY) == text


@pytest.mark.parametrize(
    ("root", "shown"),
    [("/home/you/network", "~/network"), ("/srv/x", "/srv/x"), ("/home/you", "/home/you"), ("/srv/\x1b", "/srv/␛")],
)
def test_place(root: str, shown: str) -> None:
    assert wording.place(Path(root), Path("/home/you")) == shown


SENTENCES = {
    "thank": (
        {"asked": "2026-11-01", "outcome": "yes", "outcome_date": "2026-11-13"},
        "Outcome came 9 days ago and no thanks is recorded.",
    ),
    "thank, day unknown": (
        {"asked": "2026-11-01", "outcome": "yes"},
        "Outcome recorded, and no thanks yet.",
    ),
    "thank, only via": (
        {"asked": "2026-11-01", "outcome": "yes", "outcome_date": "2026-11-13", "thanked": "2026-11-14", "via": "Tom"},
        "Outcome came 9 days ago and no thanks to Tom is recorded.",
    ),
    "report": (
        {"asked": "2026-11-01", "outcome": "yes", "thanked": "2026-11-02", "goal": "bursary"},
        "Bursary is achieved: tell Zoe how it ended.",
    ),
    "answered": (
        {"asked": "2026-11-01", "answered": "2026-11-12"},
        "Answered 10 days ago; record what came of it.",
    ),
    "answered lately": (
        {"asked": "2026-11-01", "answered": "2026-11-21"},
        "Answered yesterday; record what came of it by Sat 28 Nov.",
    ),
    "nudge": ({"asked": "2026-11-01"}, "Asked 21 days ago and no answer. Nudge, kindly."),
    "nudge again": (
        {"asked": "2026-10-01", "nudged": "2026-11-02"},
        "No answer since the nudge 20 days ago. Nudge once more.",
    ),
    "nudge, promised": (
        {"asked": "2026-11-01", "promised": "2026-11-19"},
        "An answer was promised for Thu 19 Nov and is not here. Ask how it stands.",
    ),
    "nudge, undated": ({"status": "asked"}, "Asked on an unknown day: write the day after “asked:”."),
    "release, too late": (
        {"asked": "2026-11-01", "needed_by": "2026-11-16"},
        "It was needed by Mon 16 Nov, 6 days ago. Let it go.",
    ),
    "release, nudged": (
        {"asked": "2026-10-01", "nudged": "[2026-10-08, 2026-10-15]"},
        "Nudged 2 times, no answer. Let it go, kindly.",
    ),
    "release, goal achieved": (
        {"asked": "2026-10-01", "goal": "bursary"},
        "The goal is achieved: tell Zoe that this is no longer needed.",
    ),
    "parked": ({"status": "parked"}, "Kept for a meeting; no date set."),
    "parked, dated": ({"status": "parked", "follow_up": "2026-12-03"}, "Kept until Thu 3 Dec, in 11 days."),
    "draft": ({"asked": ""}, "Written, not sent; no date set."),
    "draft, dated": ({"asked": "", "follow_up": "2026-11-21"}, "Written, not sent; to go out Sat 21 Nov, yesterday."),
    "draft, too late": (
        {"asked": "", "needed_by": "2026-11-16"},
        "Not sent, and it was needed by Mon 16 Nov. Close it, or move the date.",
    ),
    "waiting": ({"asked": "2026-11-18"}, "Asked 4 days ago. Quiet is fine until Wed 25 Nov, in 3 days."),
    "done": ({"status": "done"}, "Done: nothing is owed."),
    "closed": ({"status": "closed", "closed_because": "moved away"}, "Closed: moved away"),
}


@pytest.mark.parametrize(("fields", "sentence"), SENTENCES.values(), ids=SENTENCES)
def test_next_step(home: Path, fields: dict[str, str], sentence: str) -> None:
    goal = NETWORK["goals/bursary.md"]
    root = write(home / "one", {"x.md": ask(contact="Zoe", ask="May I?", **fields), "goals/bursary.md": goal})
    [follow_up] = Vault.open(root).follow_ups(TODAY)
    assert wording.next_step(follow_up, TODAY) == sentence


def test_every_ask_that_is_not_over_is_in_some_section(network: Path) -> None:
    vault = Vault.open(network)
    lines, still_open = vault.queue(TODAY), vault.queue(TODAY, which="open")
    listed = [row for row in sections(still_open, vault.counts(TODAY), TODAY) if isinstance(row, QueueLine)]
    over = [line for line in lines if line.state in ("done", "closed")]
    assert sorted(line.id for line in lines) == sorted(line.id for line in [*listed, *over])


def test_the_first_lines_stand_under_the_headings_of_all(network: Path) -> None:
    vault = Vault.open(network)
    lines, counts = vault.queue(TODAY, which="open"), vault.counts(TODAY)
    whole = sections(lines, counts, TODAY)
    assert sections(lines, counts, TODAY, first=True) == whole
    begun = sections(lines[:3], counts, TODAY, first=True)
    assert begun == whole[: len(begun)]
    assert sum(isinstance(row, QueueLine) for row in begun) == 3


def test_a_filter_that_leaves_nothing_on_you_does_not_say_that_nothing_is(network: Path) -> None:
    vault = Vault.open(network)
    waiting = [line for line in vault.queue(TODAY) if line.state == "waiting"]
    assert Remark("Nothing that matches is on you.") in sections(waiting, vault.counts(TODAY), TODAY, narrowed=True)
