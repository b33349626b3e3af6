"""Merges that phones and web pages made, in real histories: what they dropped is named, and can be put back."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from journal.errors import EnvironmentFailed
from journal.sync import losses
from journal.sync.ancestry import Ancestry
from journal.sync.foreign_merges import dropped
from journal.sync.git import Git
from journal.sync.losses import Loss, changes, look_at_merges, open_losses
from journal.sync.repository import Repository
from journal.sync.sync import opened
from journal.vault.vault import Vault
from tests.clones import BASE, BOTH, NOTE, OUTCOME, STICK, THANKED, Clone, TwoAfter, changed
from tests.scripts import before_git

pytestmark = pytest.mark.needs("git")

Told: TypeAlias = "dict[str, tuple[list[str], list[str]]]"
Texts: TypeAlias = "dict[str, str | None]"
Sides: TypeAlias = "tuple[Texts, Texts, Texts]"
"""What one machine had, another one, and a phone made of both: by path; None deletes a note."""


def look(clone: Clone) -> list[Loss]:
    git, repository = opened(clone.root, clone.state)
    return list(look_at_merges(git, repository, clone.state).found)


def told(found: list[Loss]) -> Told:
    return {loss.path: ([key.key for key in loss.lost.keys], list(loss.lost.lines)) for loss in found}


def put_back(clone: Clone) -> None:
    git, _ = opened(clone.root, clone.state)
    wanted = changes(git, clone.root, open_losses(clone.root, clone.state))
    Vault.open(clone.root).put_all("Put back", wanted)


def phone_merges(laptop: Clone, ours: Texts, theirs: Texts, result: Texts) -> None:
    """A history in which one machine had ``ours``, another one ``theirs``, and a phone made ``result`` of both.

    None deletes a note. The laptop pulls it.
    """
    before = "from refs/heads/main^0"
    history = (
        _commit(1, "Theirs", before, theirs),
        _commit(2, "Ours", before, ours),
        _commit(3, "Merged on the phone", "from :2\nmerge :1", {**dict.fromkeys((*ours, *theirs)), **result}),
    )
    words = ("git", "fast-import", "--quiet", "--date-format=now")
    subprocess.run(words, cwd=laptop.root.with_name(STICK), input="".join(history).encode(), check=True)
    laptop.git("pull", "-q", "--ff-only")


def _commit(mark: int, message: str, parents: str, texts: Mapping[str, str | None]) -> str:
    """A commit as ``git fast-import`` reads it. texts: by path of what it changes; None deletes a note."""
    head = f"commit refs/heads/main\nmark :{mark}\ncommitter You <you@localhost> now\n"
    changes = [
        f"D {path}\n" if text is None else f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"
        for path, text in texts.items()
    ]
    return f"{head}data {len(message)}\n{message}\n{parents}\n{''.join(changes)}\n"


def put(clone: Clone, texts: Texts) -> None:
    for path, text in texts.items():
        if text is None:
            (clone.root / path).unlink(missing_ok=True)
        else:
            clone.write(text, path)


YES, NO = changed("outcome:\n", "outcome: Yes, she did\n"), changed("outcome:\n", "outcome: No answer\n")
MORE = changed("The end.\n", "The end.\n\nShe called back on Monday.\n")
LISTED = changed("tags: [warm, work]", "tags: [warm, work, acme]")
RENAMED = "asks/renamed.md"
CASES: dict[str, tuple[Texts, Texts, Texts, Told]] = {
    "theirs dropped": ({NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED}, {NOTE: (["outcome", "outcome_date"], [])}),
    "ours dropped": ({NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: OUTCOME}, {NOTE: (["thanked"], [])}),
    "one side over a conflict": ({NOTE: YES}, {NOTE: NO}, {NOTE: YES}, {NOTE: (["outcome"], [])}),
    "neither side": ({NOTE: YES}, {NOTE: NO}, {NOTE: BASE}, {NOTE: (["outcome"], [])}),
    "only theirs changed, and was not taken": (
        {},
        {NOTE: OUTCOME},
        {NOTE: BASE},
        {NOTE: (["outcome", "outcome_date"], [])},
    ),
    "a line of the body": (
        {NOTE: THANKED},
        {NOTE: MORE},
        {NOTE: THANKED},
        {NOTE: ([], ["She called back on Monday."])},
    ),
    "an entry of a list": (
        {NOTE: changed("work]", "work, tea]")},
        {NOTE: LISTED},
        {NOTE: changed("work]", "work, tea]")},
        {NOTE: (["tags"], [])},
    ),
    "a comment": (
        {NOTE: THANKED},
        {NOTE: changed("tags:", "# from the call\ntags:")},
        {NOTE: THANKED},
        {NOTE: ([], ["# from the call"])},
    ),
    "the winner of two dates": (
        {NOTE: THANKED},
        {NOTE: changed("thanked:\n", "thanked: 2026-03-07\n")},
        {NOTE: THANKED},
        {NOTE: (["thanked"], [])},
    ),
    "a new note": (
        {NOTE: THANKED},
        {"asks/new.md": OUTCOME},
        {NOTE: THANKED},
        {
            "asks/new.md": (
                ["ask", "contact", "asked", "outcome", "outcome_date", "tags"],
                ["Hello Maria.", "The end."],
            ),
        },
    ),
    "deleted over a change": ({NOTE: None}, {NOTE: OUTCOME}, {NOTE: None}, {NOTE: (["outcome", "outcome_date"], [])}),
    "at a new name": (
        {NOTE: None, RENAMED: THANKED},
        {NOTE: OUTCOME},
        {RENAMED: THANKED},
        {RENAMED: (["outcome", "outcome_date"], [])},
    ),
    # nothing is invented
    "merged well": ({NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: BOTH}, {}),
    "the other date": ({NOTE: THANKED}, {NOTE: changed("thanked:\n", "thanked: 2026-03-01\n")}, {NOTE: THANKED}, {}),
    "merged by hand": ({NOTE: YES}, {NOTE: NO}, {NOTE: changed("outcome:\n", "outcome: Yes, after no answer\n")}, {}),
    "both alike": ({NOTE: YES}, {NOTE: YES}, {NOTE: YES}, {}),
    "one renamed it": ({NOTE: None, RENAMED: BASE}, {NOTE: OUTCOME}, {RENAMED: OUTCOME}, {}),
    "one deleted it": ({NOTE: None}, {}, {}, {}),
    "written otherwise": (
        {NOTE: THANKED},
        {NOTE: OUTCOME},
        {NOTE: BOTH.replace("outcome: She did", 'outcome: "She did"')},
        {},
    ),
    "markers committed": (
        {NOTE: YES},
        {NOTE: NO},
        {
            NOTE: changed(
                "outcome:\n", "<<<<<<< HEAD\noutcome: Yes, she did\n=======\noutcome: No answer\n>>>>>>> theirs\n"
            )
        },
        {},
    ),
    "a line changed by hand": (
        {NOTE: changed("Hello Maria.", "Dear Maria, hello.")},
        {NOTE: changed("Hello Maria.", "Hello Maria Lopez.")},
        {NOTE: changed("Hello Maria.", "Dear Maria Lopez, hello.")},
        {},
    ),
}


IN_PLACE = {f"asks/{case}.md": sides for case, sides in CASES.items() if all(side.keys() <= {NOTE} for side in sides)}
"""Those in which no note has another name, each for a note of its own."""
AT_NAMES = [case for case in CASES if f"asks/{case}.md" not in IN_PLACE]


def with_a_note_for_each_case(laptop: Clone, desk: Clone) -> None:
    for path in IN_PLACE:
        laptop.write(BASE, path)
    laptop.sync()


def test_every_loss_is_named_and_none_invented(two_after: TwoAfter) -> None:
    laptop = two_after(with_a_note_for_each_case)[0]
    texts: Sides = ({}, {}, {})
    expected: Told = {}
    for path, case in IN_PLACE.items():
        for whole, side in zip(texts, case[:3], strict=True):
            if NOTE in side:
                whole[path] = side[NOTE]
        if NOTE in case[3]:
            expected[path] = case[3][NOTE]
    assert len(IN_PLACE) > 15
    tells_and_puts_back(laptop, texts, expected)


@pytest.mark.parametrize("case", AT_NAMES)
def test_a_loss_at_a_new_name_is_named_too(two: tuple[Clone, Clone], case: str) -> None:
    tells_and_puts_back(two[0], CASES[case][:3], CASES[case][3])


def tells_and_puts_back(laptop: Clone, texts: Sides, expected: Told) -> None:
    """A merge that a phone makes has dropped what is expected."""
    phone_merges(laptop, *texts)
    assert told(look(laptop)) == expected
    assert look(laptop) == [], "what was told once is not new"
    assert told(list(open_losses(laptop.root, laptop.state))) == expected
    put_back(laptop)
    assert open_losses(laptop.root, laptop.state) == ()
    if expected:
        assert laptop.call("undo").status == 0
        assert told(list(open_losses(laptop.root, laptop.state))) == expected


def test_a_note_that_cannot_be_read_may_lack_still_what_a_merge_dropped(
    two: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = two[0]
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED})
    look(laptop)
    lost = open_losses(laptop.root, laptop.state)

    def fails(root: Path, path: str) -> bytes:
        raise EnvironmentFailed(f"{root}/{path} cannot be read.")

    monkeypatch.setattr(losses, "read_file", fails)
    assert open_losses(laptop.root, laptop.state) == lost != ()


def test_a_sync_tells_what_a_phone_dropped_and_restores_it(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED})
    told_of = f"dropped `outcome` and `outcome_date` of Could you introduce me? ({NOTE})"
    out = laptop.sync().out
    assert told_of in out
    assert "the merge of " in out
    assert told_of not in laptop.sync().out
    [check] = [check for check in laptop.call("doctor", "--json").document["checks"] if check["name"] == "merges"]
    assert told_of in check["message"]
    assert "outcome: She did" in laptop.sync("--restore", "--dry-run").out
    assert laptop.text() == THANKED
    assert laptop.sync("--restore", "--json").document["changes"][0]["changed"]["outcome"] == ["", "She did"]
    assert laptop.text() == BOTH
    assert laptop.call("undo").status == 0
    assert laptop.text() == THANKED
    laptop.sync("--restore")
    laptop.sync()
    assert "missing now" in laptop.sync("--restore").out
    desk.sync()
    assert desk.text() == BOTH
    assert [check["ok"] for check in merges(desk)] == [True]


DROPS = "REAL merge -q --no-ff -s ours -m Hand origin/main;"
MEANWHILE = {
    "before the commit": f'case "$*" in *" commit "*) REAL fetch -q; {DROPS} esac; exec REAL "$@"',
    "after the fetch": f'REAL "$@"; s=$?; case "$*" in *" fetch "*) {DROPS} esac; exit $s',
    "after the fetch, and pushed": f'REAL "$@"; s=$?; case "$*" in *" fetch "*) {DROPS} REAL push -q;; esac; exit $s',
}


@pytest.mark.parametrize("when", MEANWHILE)
def test_a_merge_that_somebody_makes_here_during_a_sync_is_looked_at(
    two: tuple[Clone, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    laptop, desk = two
    for clone in two:
        clone.sync()
    desk.write(OUTCOME)
    desk.sync()
    if when == "before the commit":
        laptop.write(laptop.text("templates/ask.md") + "Mine.\n", "templates/ask.md")
    with monkeypatch.context() as patch:
        patch.setenv("PATH", before_git(tmp_path, MEANWHILE[when]))
        assert "dropped `outcome` and `outcome_date`" in laptop.sync().out


@pytest.mark.parametrize("texts", [{}, {"notes/mine.md": "# Mine\n"}], ids=["behind", "apart"])
def test_a_sync_tells_at_once_what_a_merge_that_it_fetches_has_dropped(two: tuple[Clone, Clone], texts: Texts) -> None:
    laptop = two[0]
    laptop.sync()
    head = laptop.git("rev-parse", "HEAD")
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED})
    laptop.git("reset", "-q", "--hard", head)
    put(laptop, texts)
    assert "dropped `outcome` and `outcome_date`" in laptop.sync().out
    assert "dropped" not in laptop.sync().out


def merges(clone: Clone) -> list[dict[str, object]]:
    checks = clone.call("doctor", "--merges", "--json").document["checks"]
    return [check for check in checks if check["name"] == "merges"]


def test_losses_that_cannot_be_recalled_are_not_told_as_none(two: tuple[Clone, Clone]) -> None:
    laptop = two[0]
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED})
    laptop.sync()
    [file] = laptop.state.rglob("merges.json")
    known = file.read_bytes()
    file.unlink()
    file.mkdir()
    assert [check["ok"] for check in merges(laptop)] == [False]
    assert "merges.json cannot be read" in str(merges(laptop)[0]["message"])
    assert "merges.json cannot be read" in laptop.sync("--restore", ends=4).err
    assert laptop.call("resolve", NOTE, "--keep").status == 4
    file.rmdir()
    file.write_bytes(known)
    laptop.sync("--restore")
    assert laptop.text() == BOTH


def test_what_was_chosen_in_a_merge_of_ours_is_no_loss(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    laptop.write(NO)
    laptop.sync()
    desk.write(YES)
    desk.sync(ends=1)
    desk.call("resolve", NOTE, "outcome=ours")
    desk.sync()
    laptop.sync()
    for clone in (laptop, desk):
        assert [check["ok"] for check in merges(clone)] == [True]


def stopped(two: tuple[Clone, Clone], *words: str) -> tuple[Clone, Clone]:
    """The two clones, the desk in a merge that git began by a call of these words, and that a conflict stopped."""
    laptop, desk = two
    laptop.write(NO)
    laptop.sync()
    desk.write(YES)
    desk.git("commit", "-qam", "Yes")
    desk.git("fetch", "-q")
    desk.git(*words, fails=True)
    return two


@pytest.mark.parametrize(("begins", "ends"), [("pull -q --no-rebase", "commit"), ("merge -q origin/main", "sync")])
def test_what_resolve_decided_in_a_merge_that_git_began_is_no_loss(
    two: tuple[Clone, Clone], begins: str, ends: str
) -> None:
    laptop, desk = stopped(two, *begins.split())
    assert desk.call("resolve", NOTE, "outcome=theirs").status == 0
    if ends == "commit":
        desk.git("commit", "-q", "--no-edit")
    assert "Lost" not in desk.sync().out
    assert "Lost" not in laptop.sync().out
    for clone in (laptop, desk):
        assert [check["ok"] for check in merges(clone)] == [True]
    assert "Merged-by: journal" in desk.git("log", "-1", "--merges", "--format=%B").split("\n")


def test_what_an_editor_decided_in_a_merge_that_sync_ends_is_no_loss(two: tuple[Clone, Clone]) -> None:
    laptop, desk = stopped(two, "merge", "-q", "origin/main")
    desk.write(f"{YES}And a line.\n")
    assert "Lost" not in desk.sync().out
    laptop.sync()
    for clone in (laptop, desk):
        assert [check["ok"] for check in merges(clone)] == [True]


def test_a_side_taken_over_a_conflict_comes_back_between_markers(two: tuple[Clone, Clone]) -> None:
    laptop = two[0]
    phone_merges(laptop, {NOTE: YES}, {NOTE: NO}, {NOTE: YES})
    assert f"journal resolve {NOTE}" in laptop.sync("--restore", ends=1).out
    shown = laptop.call("resolve", NOTE, "--json").document["conflicts"]
    assert [(each["key"], each["ours"], each["theirs"]) for each in shown] == [
        ("outcome", "outcome: Yes, she did", "outcome: No answer")
    ]


@pytest.mark.parametrize("later", ["removed", "removed with the note", "written by hand", "restored and taken back"])
def test_what_a_later_commit_settles_is_no_loss(two: tuple[Clone, Clone], later: str) -> None:
    laptop = two[0]
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: BOTH if later == "removed" else THANKED})
    kinds: dict[str, list[str | None]] = {
        "removed": [THANKED],
        "removed with the note": [None],
        "written by hand": [THANKED.replace("outcome:\noutcome_date:\n", "outcome: Yes\noutcome_date: 2026-03-06\n")],
        "restored and taken back": [BOTH, THANKED],
    }
    for number, text in enumerate(kinds[later]):
        put(laptop, {NOTE: text})
        laptop.git("commit", "-qam", f"Later {number}")
    laptop.git("push", "-q")
    assert look(laptop) == []


def test_a_note_renamed_since_is_told_by_its_new_name(two: tuple[Clone, Clone]) -> None:
    laptop = two[0]
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED})
    told_of = []
    for before, after in ((NOTE, RENAMED), (RENAMED, "asks/again.md")):
        laptop.git("mv", before, after)
        laptop.git("commit", "-qm", "Renamed")
        laptop.git("push", "-q")
        look(laptop)
        told_of += [loss.path for loss in open_losses(laptop.root, laptop.state)]
    assert told_of == [RENAMED, "asks/again.md"]
    put_back(laptop)
    assert laptop.text("asks/again.md") == BOTH


def test_a_merge_that_is_in_the_history_no_more_is_forgotten(two: tuple[Clone, Clone]) -> None:
    laptop = two[0]
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED})
    assert look(laptop)
    laptop.git("branch", "--unset-upstream")
    laptop.git("reset", "-q", "--hard", "HEAD^2")
    assert look(laptop) == []
    assert open_losses(laptop.root, laptop.state) == ()


def test_where_what_was_looked_at_is_gone_all_is_looked_at(two: tuple[Clone, Clone]) -> None:
    laptop = two[0]
    for clone in two:
        clone.sync()
    laptop.write("# Gone\n", "notes/gone.md")
    laptop.git("add", "--all")
    laptop.git("commit", "-qm", "Gone")
    assert look(laptop) == []
    laptop.git("reset", "-q", "--hard", "HEAD^")
    laptop.git("reflog", "expire", "--expire=now", "--all")
    laptop.git("prune", "--expire=now")
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED})
    assert told(look(laptop)) == {NOTE: (["outcome", "outcome_date"], [])}


def test_a_note_that_is_kept_as_it_is_is_told_no_more(two: tuple[Clone, Clone]) -> None:
    laptop = two[0]
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: THANKED})
    look(laptop)
    assert laptop.call("resolve", NOTE, "--keep").status == 0
    assert [check["ok"] for check in merges(laptop)] == [True]
    assert laptop.text() == THANKED


MARKED = changed(
    "outcome:\noutcome_date:\nthanked:\n",
    "<<<<<<< HEAD\noutcome:\noutcome_date:\nthanked: 2026-03-05\n=======\n"
    "outcome: She did\noutcome_date: 2026-03-04\nthanked:\n>>>>>>> theirs\n",
)


@pytest.mark.parametrize("later", ["", "Later.\n"])
def test_committed_markers_are_merged_by_key_on_request(two: tuple[Clone, Clone], later: str) -> None:
    laptop = two[0]
    phone_merges(laptop, {NOTE: THANKED}, {NOTE: OUTCOME}, {NOTE: MARKED})
    if later:
        laptop.write(MARKED + later)
        laptop.git("commit", "-qam", "Later")
    assert look(laptop) == []
    done = laptop.call("resolve", NOTE, "--auto")
    assert done.status == 0, done.err
    assert laptop.text() == BOTH + later
    assert laptop.call("undo").status == 0
    assert laptop.text() == MARKED + later
    assert laptop.call("resolve", NOTE, "--auto").status == 0
    laptop.sync()


def test_committed_markers_around_what_both_changed_stay_around_that_key(two: tuple[Clone, Clone]) -> None:
    laptop = two[0]
    marked = changed("outcome:\n", "<<<<<<< a\noutcome: Yes, she did\n=======\noutcome: No answer\n>>>>>>> b\n")
    phone_merges(laptop, {NOTE: YES}, {NOTE: NO}, {NOTE: marked})
    done = laptop.call("resolve", NOTE, "--auto")
    assert "outcome left to decide" in done.out
    assert laptop.call("resolve", NOTE, "outcome=theirs").status == 0
    assert laptop.text() == NO


def test_markers_in_a_note_without_git_are_merged_from_what_stands_between_them(tmp_path: Path, git_home: Path) -> None:
    (tmp_path / "v").mkdir()
    vault = Clone(tmp_path / "v", tmp_path / "state")
    vault.write(MARKED)
    assert vault.call("resolve", NOTE, "--auto").status == 0
    assert vault.text() == BOTH
    assert vault.call("resolve", NOTE, "--auto").status == 2


def test_a_look_that_was_killed_goes_on_where_it_was(two: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch) -> None:
    laptop = two[0]
    for name in "abc":
        path = f"asks/{name}.md"
        laptop.write(BASE, path)
        laptop.git("add", path)
        laptop.git("commit", "-qm", "New")
        laptop.git("push", "-q")
        phone_merges(laptop, {path: THANKED}, {path: OUTCOME}, {path: THANKED})
    at: list[list[str]] = []

    def dies(git: Git, repository: Repository, known: Ancestry, merges: list[str], skipped: Counter[str]) -> list[Loss]:
        at.append(merges)
        if len(at) == 3:
            raise KeyboardInterrupt
        return list(dropped(git, repository, known, merges, skipped))

    monkeypatch.setattr(losses, "_AT_ONCE", 1)
    monkeypatch.setattr(losses, "dropped", dies)
    with pytest.raises(KeyboardInterrupt):
        look(laptop)
    assert sorted(loss.path for loss in look(laptop)) == [f"asks/{name}.md" for name in "abc"]
    assert len(at) == 4
    assert at[2] == at[3]
