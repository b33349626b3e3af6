"""What git's history says of notes: since when they have their keys, in ``show``, lazily and within bounds."""

from __future__ import annotations

import os
from datetime import date as Day
from pathlib import Path

import pytest

from journal.sync.git import Git
from journal.sync.key_days import KeyDays, key_days
from journal.sync.repository import Repository, found
from tests.clones import BASE, NOTE, OUTCOME, THANKED, Clone, changed
from tests.scripts import before_git, script

pytestmark = pytest.mark.needs("git")


def commit(one: Clone, day: str, text: str | None, path: str = NOTE) -> None:
    """One note as it was on a day, committed then; None for a note that is gone."""
    is_new = not (one.root / path).exists()
    if text is None:
        (one.root / path).unlink()
    else:
        one.write(text, path)
    if is_new:
        one.git("add", path)
    os.environ["GIT_AUTHOR_DATE"] = f"{day}T12:00:00+0200"
    try:
        one.git("commit", "-qam", day)
    finally:
        del os.environ["GIT_AUTHOR_DATE"]


@pytest.fixture
def desk(two: tuple[Clone, Clone]) -> Clone:
    return two[1]


def around(desk: Clone) -> tuple[Git, Repository]:
    git = Git(desk.root)
    repository = found(git, desk.root)
    assert repository
    return git, repository


def days(desk: Clone, path: str = NOTE, file: Path | None = None, seconds: float = 60.0) -> dict[str, str]:
    known = read(desk, path, file, seconds)
    return {key: day.isoformat() for key, day in known.notes[path].items()}


def read(desk: Clone, path: str = NOTE, file: Path | None = None, seconds: float = 60.0) -> KeyDays:
    return key_days(*around(desk), file, [path], seconds)


def test_a_key_has_its_day_from_when_it_first_says_something(desk: Clone, tmp_path: Path) -> None:
    commit(desk, "2026-03-04", changed("outcome:\n", "Result: She did\nmood:\n"))
    commit(desk, "2026-03-05", changed("outcome:\n", "outcome: She did it\nmood: glad\n"))
    commit(desk, "2026-03-06", changed("tags: [warm, work]\n", "tags: []\nthanks: yes\n"))
    found = days(desk)
    assert (found["outcome"], found["mood"], found["thanked"]) == ("2026-03-04", "2026-03-05", "2026-03-06")
    assert "outcome_date" not in found
    assert days(desk, file=tmp_path / "own" / "x.days") == found
    assert days(desk, file=tmp_path / "own" / "x.days") == found


def test_before_the_first_commit_nothing_has_a_day(git_home: Path, tmp_path: Path) -> None:
    vault = Clone(tmp_path, tmp_path / "state")
    vault.git("init", "-q")
    vault.write(THANKED)
    assert days(vault) == {}


def test_a_renamed_note_keeps_its_days_and_a_new_one_of_an_old_name_has_its_own(desk: Clone) -> None:
    commit(desk, "2026-03-04", THANKED)
    desk.git("mv", NOTE, "asks/y.md")
    commit(desk, "2026-03-05", THANKED + "More.\n", "asks/y.md")
    commit(desk, "2026-03-06", changed("Maria", "Ben", THANKED))
    assert days(desk, "asks/y.md")["thanked"] == "2026-03-04"
    assert days(desk)["thanked"] == "2026-03-06"
    commit(desk, "2026-03-07", None)
    assert days(desk) == {}


def test_a_merge_has_the_days_of_both_sides(desk: Clone) -> None:
    commit(desk, "2026-03-02", BASE, "asks/a.md")
    desk.git("checkout", "-q", "-b", "other")
    commit(desk, "2026-03-04", changed("outcome:\n", "outcome: She did\n"), "asks/a.md")
    desk.git("checkout", "-q", "main")
    desk.git("mv", "asks/a.md", "asks/y.md")
    commit(desk, "2026-03-05", changed("thanked:\n", "thanked: yes\n"), "asks/y.md")
    desk.git("merge", "-q", "-m", "Both", "other", fails=True)
    desk.write(changed("outcome:\n", "outcome: She did\n", changed("thanked:\n", "thanked: yes\n")), "asks/y.md")
    desk.git("add", "asks/y.md")
    desk.git("commit", "-qm", "Both", fails=True)
    assert desk.git("log", "-1", "--format=%P").count(" ") == 1
    found = days(desk, "asks/y.md")
    assert (found["ask"], found["outcome"], found["thanked"]) == ("2026-03-02", "2026-03-04", "2026-03-05")


def test_it_is_read_in_bounds_oldest_first_and_the_next_time_reads_on(
    desk: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journal.sync.key_days._AT_ONCE", 1)
    file = tmp_path / "own" / "x.days"
    for number in range(4):
        commit(desk, f"2026-03-0{number + 2}", BASE + f"{number}\n")
    commit(desk, "2026-03-09", THANKED)
    now = iter(range(1000))
    steps = 0
    while not (known := key_days(*around(desk), file, [NOTE], 2.5, lambda: next(now))).is_whole:
        assert "thanked" not in known.notes[NOTE], "the newest is read last"
        steps += 1
    assert steps > 1
    assert known.notes[NOTE]["thanked"] == Day(2026, 3, 9)
    commit(desk, "2026-03-10", changed("outcome:\n", "outcome: Late\n", THANKED))
    assert days(desk, file=file)["outcome"] == "2026-03-10"
    assert days(desk, file=file)["thanked"] == "2026-03-09"


def test_a_history_written_anew_or_a_damaged_file_is_read_anew(desk: Clone, tmp_path: Path) -> None:
    file = tmp_path / "own" / "x.days"
    commit(desk, "2026-03-04", THANKED)
    assert days(desk, file=file)["thanked"] == "2026-03-04"
    desk.git("commit", "-q", "--amend", "-m", "Anew", "--date", "2026-03-08T12:00:00+0200")
    assert days(desk, file=file)["thanked"] == "2026-03-08"
    whole = file.read_bytes()
    for damaged in (b"", b"[1]", b"null\n", b"\xff\n\xff", whole.replace(b"2026-03-08", b"1000-99-99"), whole[:90]):
        file.write_bytes(damaged)
        assert days(desk, file=file).get("thanked") in ("2026-03-08", None)
    file.write_bytes(b"")
    assert days(desk, file=file)["thanked"] == "2026-03-08"


def test_nothing_of_the_configuration_runs_a_program(desk: Clone, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = script(tmp_path / "program", f"touch {ran}")
    commit(desk, "2026-03-04", THANKED)
    desk.write("*.md diff=evil\n", ".gitattributes")
    for key in ("diff.evil.textconv", "diff.evil.command", "diff.external", "core.pager", "pager.log", "gpg.program"):
        desk.git("config", key, str(program))
    for key in ("log.showSignature", "diff.relative", "color.ui"):
        desk.git("config", key, "always" if key == "color.ui" else "true")
    assert days(desk)["thanked"] == "2026-03-04"
    assert not ran.exists()


def test_show_dates_what_a_note_does_not(desk: Clone) -> None:
    commit(desk, "2026-03-02", "# Maria\n", "people/Maria Lopez.md")
    commit(desk, "2026-03-03", "---\norg: Acme\n---\n# Maria\n", "people/Maria Lopez.md")
    commit(desk, "2026-03-04", changed("outcome:\n", "outcome: She did\n"))
    commit(
        desk,
        "2026-03-06",
        changed("outcome:\n", "why: She knows\noutcome: She did\n", changed("thanked:", "thanked: yes")),
    )
    told = {(event["date"], event["event"], event["text"]) for event in history(desk, NOTE)}
    assert ("2026-03-04", "outcome", "She did") in told
    assert ("2026-03-06", "thanks", "Could you introduce me?") in told
    assert ("2026-03-06", "written", "why") in told
    assert ("2026-03-01", "ask", "Could you introduce me?") in told
    assert [date for date, event, _ in told if event == "ask"] == ["2026-03-01"]
    person = {(event["date"], event["event"], event["text"]) for event in history(desk, "Maria Lopez")}
    assert {("2026-03-04", "outcome", "She did"), ("2026-03-03", "written", "org")} <= person
    assert "by git" in desk.call("show", NOTE).out
    explicit = changed("outcome_date:", "outcome_date: 2026-03-02", desk.text()).replace(
        "thanked: yes", "thanked: 2026-03-03"
    )
    desk.write(explicit)
    steps = {(event["date"], event["event"]) for event in history(desk, NOTE)}
    assert {("2026-03-02", "outcome"), ("2026-03-03", "thanks")} <= steps
    assert not {("2026-03-04", "outcome"), ("2026-03-06", "thanks")} & steps


def test_a_history_that_was_read_is_not_asked_for(desk: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(desk, "2026-03-04", changed("outcome:\n", "outcome: She did\n"))
    first = desk.call("show", NOTE).out
    assert "by git" in first
    calls = tmp_path / "calls"
    monkeypatch.setenv("PATH", before_git(tmp_path, f'echo "$*" >> {calls}; exec REAL "$@"'))
    assert desk.call("show", NOTE).out == first
    place, configuration = calls.read_text("utf-8").splitlines()
    assert "--show-toplevel" in place
    assert "--list" in configuration


def history(desk: Clone, name: str) -> list[dict[str, str]]:
    events = desk.call("show", name, "--json").document["history"]
    assert [event["date"] for event in events] == sorted((event["date"] for event in events), reverse=True)
    return list(events)


def test_show_runs_no_git_where_that_was_not_agreed_to(
    desk: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"
    monkeypatch.setenv("PATH", before_git(tmp_path, f"touch {ran}"))
    stranger = Clone(desk.root, tmp_path / "state-of-another")
    assert stranger.call("show", NOTE).status == 0
    desk.write("", "journal.toml")
    assert desk.call("show", NOTE).status == 0
    assert not ran.exists()


def merged(desk: Clone, day: str, ours: str, theirs: str, result: str, path: str = NOTE) -> str:
    """A merge made on a day of two sides with one note each; gives the beginning of the other side's last commit."""
    desk.git("checkout", "-q", "-b", "other")
    commit(desk, day, theirs, path)
    other = desk.git("rev-parse", "HEAD")[:7]
    desk.git("checkout", "-q", "main")
    commit(desk, day, ours, path)
    desk.git("merge", "-q", "-s", "ours", "--no-commit", "other")
    desk.write(result, path)
    desk.git("add", path)
    os.environ["GIT_COMMITTER_DATE"] = f"{day}T12:00:00+0200"
    try:
        desk.git("commit", "-qm", "Merged")
    finally:
        del os.environ["GIT_COMMITTER_DATE"]
    desk.git("branch", "-q", "-D", "other")
    return other


def lost(desk: Clone, name: str = NOTE) -> list[str]:
    return [f"{event['date']} {event['text']}" for event in history(desk, name) if event["event"] == "merged"]


THANKED_LATER = THANKED.replace("2026-03-05", "2026-03-07")
LOST = {
    "the other side's": (
        THANKED,
        THANKED_LATER,
        THANKED,
        ["thanked 2026-03-05, not 2026-03-07 from the side that came in"],
    ),
    "our side's": (
        THANKED,
        THANKED_LATER,
        THANKED_LATER,
        ["thanked 2026-03-07, not 2026-03-05 from the side that merged"],
    ),
    "with nothing instead": (THANKED, OUTCOME, THANKED, ["lost outcome_date 2026-03-04 from the side that came in"]),
    "both": (
        THANKED,
        THANKED_LATER,
        BASE,
        [
            "lost thanked 2026-03-05 from the side that merged",
            "lost thanked 2026-03-07 from the side that came in",
        ],
    ),
    "in a list": (
        changed("tags:", "nudges: [2026-03-04]\ntags:"),
        changed("tags:", "nudged: [2026-03-05, 2026-03-06]\ntags:"),
        changed("tags:", "nudged: [2026-03-04, 2026-03-06]\ntags:"),
        ["lost nudged 2026-03-05 from the side that came in"],
    ),
    "in another spelling": (
        changed("thanked:", "thanks: 3 Mar 2026"),
        changed("thanked:", "thanked: 2026-03-03"),
        changed("thanked:", "thank_you_sent: 2026-03-03"),
        [],
    ),
    "what only one side changed": (THANKED, BASE + "More.\n", THANKED + "More.\n", []),
    "what one side took away": (
        changed("asked: 2026-03-01", "asked:"),
        BASE + "More.\n",
        changed("asked: 2026-03-01", "asked:") + "More.\n",
        [],
    ),
    "what stands between markers": (
        THANKED,
        THANKED_LATER,
        changed("thanked:\n", "<<<<<<< a\nthanked: 2026-03-05\n=======\nthanked: 2026-03-07\n>>>>>>> b\n"),
        [],
    ),
    "what stands twice": (THANKED, THANKED_LATER, THANKED.replace("tags:", "thanked: 2026-03-07\ntags:"), []),
}


@pytest.mark.parametrize("case", LOST)
def test_show_tells_which_side_of_a_merge_lost_a_date(desk: Clone, case: str) -> None:
    ours, theirs, result, expected = LOST[case]
    other = merged(desk, "2026-03-08", ours, theirs, result)
    mine = desk.git("rev-parse", "HEAD^1")[:7]
    sides = {"came in": other, "merged": mine}
    assert sorted(lost(desk)) == sorted(
        f"2026-03-08 {text} ({sides[text.rpartition('that ')[2]]})" for text in expected
    )


def test_a_date_that_a_merge_by_key_left_out_is_told_on_both_machines(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    laptop.write(THANKED)
    laptop.sync()
    desk.write(THANKED_LATER)
    desk.sync()
    laptop.sync()
    assert laptop.text() == THANKED_LATER
    day, side = desk.git("log", "-1", "--format=%cs"), desk.git("rev-parse", "--short=7", "HEAD^2")
    for one in two:
        assert lost(one) in ([], [f"{day} thanked 2026-03-07, not 2026-03-05 from the side that came in ({side})"])
        found = read(one).lost[NOTE]
        assert [each.text for each in found] == [
            f"thanked 2026-03-07, not 2026-03-05 from the side that came in ({side})"
        ]


def test_a_lost_date_goes_with_its_note_and_is_told_until_it_is_back(desk: Clone, tmp_path: Path) -> None:
    merged(desk, "2026-03-08", THANKED, OUTCOME, THANKED)
    desk.git("mv", NOTE, "asks/y.md")
    desk.git("commit", "-qm", "Renamed")
    for _ in range(2):
        assert [each.what.key for each in read(desk, "asks/y.md", tmp_path / "x.days").lost["asks/y.md"]] == [
            "outcome_date"
        ]
    assert len(lost(desk, "asks/y.md")) == 1
    desk.write(changed("thanked:\n", "thanked: 2026-03-05\n", OUTCOME), "asks/y.md")
    assert lost(desk, "asks/y.md") == []


def test_the_pages_of_others_tell_the_lost_dates_that_concern_them(desk: Clone) -> None:
    via = changed(
        "thanked:\n", 'via: "[[Ben Ito]]"\nvia_thanked: 2026-03-05\nthanked: 2026-03-06\nneeded_by: 2026-04-01\n'
    )
    other = merged(
        desk, "2026-03-08", BASE + "More.\n", via, changed("thanked:\n", 'via: "[[Ben Ito]]"\nthanked:\n') + "More.\n"
    )
    told = {
        key: f"2026-03-08 lost {key} {day} from the side that came in ({other})"
        for key, day in {"thanked": "2026-03-06", "via_thanked": "2026-03-05", "needed_by": "2026-04-01"}.items()
    }
    assert sorted(lost(desk)) == sorted(told.values())
    assert lost(desk, "Maria Lopez") == [told["thanked"]]
    assert lost(desk, "Ben Ito") == [told["via_thanked"]]


def test_two_merge_bases_and_a_root_merge_invent_no_lost_date(desk: Clone) -> None:
    """Where histories crossed, what the second common commit has was there before."""
    desk.git("branch", "other")
    commit(desk, "2026-03-04", THANKED)
    desk.git("checkout", "-q", "other")
    commit(desk, "2026-03-04", changed("Hello", "Dear"))
    for one, two in (("main", "other"), ("other", "main~1")):
        desk.git("checkout", "-q", one)
        desk.git("merge", "-q", "-m", "Crossed", two) if one == "main" else desk.git(
            "merge", "-q", "-m", "Crossed", "main^1"
        )
    commit(desk, "2026-03-06", changed("Hello", "Dear"))
    desk.git("checkout", "-q", "main")
    commit(desk, "2026-03-06", changed("Hello", "Dear", THANKED) + "More.\n")
    desk.git("merge", "-q", "-s", "ours", "--no-commit", "other")
    desk.write(changed("Hello", "Dear") + "More.\n")
    desk.git("commit", "-qam", "Merged")
    assert len(desk.git("merge-base", "--all", "HEAD^1", "HEAD^2").split()) == 2
    assert lost(desk) == []
