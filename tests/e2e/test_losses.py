"""Merges that phones and web pages made, in real histories: what they dropped is named, and can be put back."""

from __future__ import annotations

from typing import TypeAlias

import pytest

from journal.sync.losses import Loss, changes, look_at_merges, open_losses
from journal.sync.sync import opened
from journal.vault.vault import Vault
from tests.clones import BASE, BOTH, NOTE, OUTCOME, THANKED, Clone, changed

pytestmark = pytest.mark.needs("git")

Told: TypeAlias = "dict[str, tuple[list[str], list[str]]]"


def look(clone: Clone) -> list[Loss]:
    git, repository = opened(clone.root, clone.state)
    return list(look_at_merges(git, repository, clone.state).found)


def told(losses: list[Loss]) -> Told:
    return {loss.path: ([key.key for key in loss.lost.keys], list(loss.lost.lines)) for loss in losses}


def put_back(clone: Clone) -> None:
    git, _ = opened(clone.root, clone.state)
    losses = open_losses(clone.root, clone.state)
    vault = Vault.open(clone.root)
    vault.put_all("Put back", changes(git, clone.root, losses))


def phone_merges(laptop: Clone, desk: Clone, ours: dict[str, str | None], theirs: dict[str, str | None],
                 result: dict[str, str | None]) -> None:  # fmt: skip
    """A history in which the desk has ``ours``, the remote ``theirs``, and a phone made ``result`` of both.

    None deletes a note. The laptop fetches it.
    """
    for clone, texts in ((laptop, theirs), (desk, ours)):
        put(clone, texts)
        clone.git("add", "--all")
        clone.git("commit", "-qm", f"On the {clone.root.name}", "--allow-empty")
    laptop.git("push", "-q")
    desk.git("fetch", "-q")
    desk.git("merge", "-q", "-s", "ours", "--no-commit", "origin/main")
    put(desk, {**{path: None for path in {**ours, **theirs} if path not in result}, **result})
    desk.git("add", "--all")
    desk.git("commit", "-qm", "Merged on the phone")
    desk.git("push", "-q")
    laptop.git("pull", "-q", "--ff-only")


def put(clone: Clone, texts: dict[str, str | None]) -> None:
    for path, text in texts.items():
        if text is None:
            (clone.root / path).unlink(missing_ok=True)
        else:
            clone.write(text, path)


YES, NO = changed("outcome:\n", "outcome: Yes, she did\n"), changed("outcome:\n", "outcome: No answer\n")
MORE = changed("The end.\n", "The end.\n\nShe called back on Monday.\n")
LISTED = changed("tags: [warm, work]", "tags: [warm, work, acme]")
RENAMED = "asks/renamed.md"
CASES: dict[str, tuple[dict[str, str | None], dict[str, str | None], dict[str, str | None], Told]] = {
    "theirs dropped": ({NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED}, {NOTE: (["outcome", "outcome_date"], [])}),
    "ours dropped": ({NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: OUTCOME}, {NOTE: (["thanked"], [])}),
    "one side over a conflict": ({NOTE: YES}, {NOTE: NO}, {NOTE: YES}, {NOTE: (["outcome"], [])}),
    "neither side": ({NOTE: YES}, {NOTE: NO}, {NOTE: BASE}, {NOTE: (["outcome"], [])}),
    "only theirs changed, and was not taken": ({}, {NOTE: OUTCOME}, {NOTE: BASE}, {NOTE: (["outcome", "outcome_date"], [])}),
    "a line of the body": ({NOTE: THANKED}, {NOTE: MORE}, {NOTE: THANKED}, {NOTE: ([], ["She called back on Monday."])}),
    "an entry of a list": ({NOTE: changed("work]", "work, tea]")}, {NOTE: LISTED}, {NOTE: changed("work]", "work, tea]")}, {NOTE: (["tags"], [])}),
    "a comment": ({NOTE: THANKED}, {NOTE: changed("tags:", "# from the call\ntags:")}, {NOTE: THANKED}, {NOTE: ([], ["# from the call"])}),
    "the winner of two dates": (
        {NOTE: THANKED}, {NOTE: changed("thanked:\n", "thanked: 2026-03-07\n")}, {NOTE: THANKED}, {NOTE: (["thanked"], [])}
    ),
    "a new note": ({NOTE: THANKED}, {"asks/new.md": OUTCOME}, {NOTE: THANKED}, {
        "asks/new.md": (["ask", "contact", "asked", "outcome", "outcome_date", "tags"], ["Hello Maria.", "The end."]),
    }),
    "deleted over a change": ({NOTE: None}, {NOTE: OUTCOME}, {NOTE: None}, {NOTE: (["outcome", "outcome_date"], [])}),
    "at a new name": ({NOTE: None, RENAMED: THANKED}, {NOTE: OUTCOME}, {RENAMED: THANKED}, {RENAMED: (["outcome", "outcome_date"], [])}),
    # nothing is invented
    "merged well": ({NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: BOTH}, {}),
    "the other date": ({NOTE: THANKED}, {NOTE: changed("thanked:\n", "thanked: 2026-03-01\n")}, {NOTE: THANKED}, {}),
    "merged by hand": ({NOTE: YES}, {NOTE: NO}, {NOTE: changed("outcome:\n", "outcome: Yes, after no answer\n")}, {}),
    "both alike": ({NOTE: YES}, {NOTE: YES}, {NOTE: YES}, {}),
    "one renamed it": ({NOTE: None, RENAMED: BASE}, {NOTE: OUTCOME}, {RENAMED: OUTCOME}, {}),
    "one deleted it": ({NOTE: None}, {}, {}, {}),
    "written otherwise": (
        {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: BOTH.replace("outcome: She did", 'outcome: "She did"')}, {}
    ),
    "markers committed": (
        {NOTE: YES}, {NOTE: NO},
        {NOTE: changed("outcome:\n", "<<<<<<< HEAD\noutcome: Yes, she did\n=======\noutcome: No answer\n>>>>>>> theirs\n")}, {},
    ),
    "a line changed by hand": (
        {NOTE: changed("Hello Maria.", "Dear Maria, hello.")}, {NOTE: changed("Hello Maria.", "Hello Maria Lopez.")},
        {NOTE: changed("Hello Maria.", "Dear Maria Lopez, hello.")}, {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_every_loss_is_named_and_none_invented(two: tuple[Clone, Clone], case: str) -> None:
    laptop, desk = two
    ours, theirs, result, expected = CASES[case]
    phone_merges(laptop, desk, ours, theirs, result)
    assert told(look(laptop)) == expected
    assert look(laptop) == [], "what was told once is not new"
    assert told(list(open_losses(laptop.root, laptop.state))) == expected
    put_back(laptop)
    assert open_losses(laptop.root, laptop.state) == ()
    if expected:
        assert laptop.call("undo").status == 0
        assert told(list(open_losses(laptop.root, laptop.state))) == expected
