"""Days, places and meanings in words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from journal import QueueLine, Vault, wording
from tests.tui.network import TODAY
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


@pytest.mark.parametrize(
    ("others", "says"),
    [
        ([], "Nothing is on you. No answer is awaited."),
        (["asked: 2026-11-20"], "Nothing is on you. Waiting on 1. Next: Fri 27 Nov (Zoe)."),
        (["asked:"], "Nothing is on you. 1 draft not sent yet."),
        (["asked: 2026-11-20\nneeded_by: 2026-11-24"], "Nothing is on you. Waiting on 1. Next: Wed 25 Nov (Zoe)."),
        (["asked:\nneeded_by: 2027-03-01"] * 2, "Nothing is on you. 2 drafts not sent yet."),
    ],
)
def test_nothing_on_you_counts_nothing_where_there_is_nothing(home: Path, others: list[str], says: str) -> None:
    files = {"a.md": "---\nask: a\nstatus: closed\n---\n"}
    files |= {f"b{n}.md": f"---\nask: b\ncontact: Zoe\n{key}\n---\n" for n, key in enumerate(others)}
    vault = Vault.open(write(home / "v", files))
    assert wording.nothing_on_you(vault.counts(TODAY), vault.next_up(TODAY)) == says
