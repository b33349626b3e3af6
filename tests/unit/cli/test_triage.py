"""``journal triage``: one question after another, a letter each."""

from __future__ import annotations

import json
import os
from errno import EIO, ENOSPC
from pathlib import Path

import pytest

from journal.errors import EnvironmentFailed
from journal.vault.disk import note_file, store
from tests.unit.cli.conftest import REVIEW, Call
from tests.unit.cli.test_steps import files
from tests.vaults import MakeVault

THANKS, SALARY = "asks/2026-02-02-intro", "asks/2026-03-14-salary"
FRIEND = "---\ntype: person\ntitle: Old Friend\ncadence: 4w\nlast_contact: 2026-01-05\n---\n"
DAY = "# A day\n\n- ask [[maria]]: could you read my abstract?\n- ask Sam Lee: would you come?\n"


@pytest.fixture
def full(network: str) -> str:
    """NETWORK, with somebody to keep in touch with and two captured lines: five questions."""
    Path(network, "people/friend.md").write_text(FRIEND, "utf-8")
    Path(network, "journal").mkdir()
    Path(network, "journal/2026-03-15.md").write_text(DAY, "utf-8")
    return network


def says(root: str, note: str) -> str:
    return Path(root, f"{note}.md").read_text("utf-8")


def test_it_asks_about_the_queue_then_about_people_then_about_captured_lines(call: Call, full: str) -> None:
    done = call("triage", "--vault", full, answers=["\n"] * 6)
    assert done.status == 0
    lines = done.out.splitlines()
    places = [next(n for n, line in enumerate(lines) if f"({number} of 6)" in line) for number in range(1, 7)]
    assert places == sorted(places)
    assert lines[places[0]] == "THANK  +9d  Maria Lopez  Intro to Acme  (1 of 6)"
    assert lines[places[0] + 1] == "The outcome came 9 days ago: tell Maria Lopez, with thanks."
    assert lines[places[2]] == "Old Friend  (3 of 6)"
    assert "read my abstract" in lines[places[3]]
    assert lines[-1] == "Nothing was changed."


def test_it_ends_with_what_was_done_and_no_more(call: Call, full: str) -> None:
    def last(*words: str, answers: list[str]) -> str:
        return call("triage", *words, "--vault", full, answers=answers).out.splitlines()[-1]

    assert last("--dry-run", answers=["t\n"]) == "1 answer tried, nothing written."
    assert last("--dry-run", answers=["u\n"]) == "Nothing was changed."
    assert last(answers=["t\n", "u\n"]) == "Nothing was changed."
    assert last(answers=["t\n", "n\n"]) == "2 answers recorded."
    assert last(answers=["u\n", "u\n"]) == "2 earlier writes taken back."
    assert last(answers=["t\n"]) == "1 answer recorded."
    assert last(answers=["u\n", "n\n"]) == "1 answer recorded, 1 earlier write taken back."


def test_it_says_what_was_written_so_that_a_slip_is_seen(call: Call, full: str) -> None:
    done = call("triage", "--vault", full, answers=["z\n", "29 feb\n"]).out.splitlines()
    place = done.index("Snoozed: Intro to Acme")
    assert done[place + 1].endswith("follow_up: 2028-02-29")


def test_a_question_is_broken_between_words_and_says_who_was_told(call: Call, full: str) -> None:
    done = call("triage", "--vault", full, width=60, answers=["x\n"])
    assert "t told Maria Lopez, with thanks, " in done.out
    assert "no-reply, dropped, cancelled, abandoned,\n  closed; then why, if you like: " in done.out


def test_whom_led_there_is_named_where_only_they_are_left(call: Call, make_vault: MakeVault) -> None:
    ask = "---\ncontact: Tom\nvia: Ana\nask: A?\nasked: 2026-03-01\noutcome: yes\noutcome_date: 2026-03-02\n---\n"
    root = str(make_vault({"journal.toml": "", "a.md": ask}))
    assert "t told Tom, with thanks" in call("triage", "--vault", root, answers=["t\n"]).out
    assert "t told Ana, with thanks" in call("triage", "--vault", root).out


def test_what_is_no_terminal_does_not_answer_wrongly_for_ever(call: Call, full: str) -> None:
    done = call("triage", "--vault", full, answers=["t\n", *["y\n"] * 1000])
    assert done.status == 2
    assert done.out.count("“y” is none of them.") == 50
    assert done.out.endswith("\n1 answer recorded.\n")
    assert done.err == "50 answers in a row, which nobody typed at a terminal, fit no question; triage ends.\n"


def test_it_says_that_nothing_waits(call: Call, make_vault: MakeVault) -> None:
    done = call("triage", "--vault", str(make_vault({"journal.toml": ""})))
    assert done.out.startswith("Nothing is on you, nobody is due to hear from you")


def test_each_answer_is_written_and_is_an_undo_step(call: Call, full: str) -> None:
    before = files(full)
    letters = ["t", "o", "two slides fewer", "L", "a", "x"]
    done = call("triage", "--vault", full, answers=[f"{letter}\n" for letter in letters])
    assert (done.status, done.err) == (0, "")
    assert "thanked: 2026-03-16" in says(full, THANKS)
    assert "outcome: two slides fewer" in says(full, REVIEW)
    assert "last_contact: 2026-03-16" in says(full, "people/friend")
    assert "read my abstract? → [[" in says(full, "journal/2026-03-15")
    assert "come? → no" in says(full, "journal/2026-03-15")
    assert done.out.splitlines()[-1] == "5 answers recorded."
    for _ in range(5):
        assert call("undo", "--vault", full).status == 0
    assert files(full) == before


def test_a_wrong_letter_date_or_word_asks_again(call: Call, full: str) -> None:
    typed = ["?", "n", "z", "04/03", "yesterday", "fri", "x", "gone", "no-reply a quiet month", "q"]
    done = call("triage", "--vault", full, answers=[f"{line}\n" for line in typed])
    assert done.status == 0
    assert "“?” is none of them." in done.out
    assert "“n” is none of them." in done.out, "thanks are owed, so there is nothing to nudge"
    assert "follow_up: 2026-03-20" in says(full, THANKS)
    assert "does not close an ask" in done.out
    assert "status: no-reply\n" in says(full, REVIEW)
    assert "closed_because: a quiet month" in says(full, REVIEW)


@pytest.mark.parametrize(
    ("typed", "path", "has"),
    [
        ("z 04/03 fri", THANKS, "follow_up: 2026-03-20"),
        ("z 04/03 yesterday +2d", THANKS, "follow_up: 2026-03-18"),
        ("z 04/03 z fri", THANKS, "follow_up: 2026-03-20"),
        ("z 04/03 t", THANKS, "thanked: 2026-03-16"),
        ("z 04/03 x closed", THANKS, "status: closed"),
        ("x gone closed", THANKS, "status: closed"),
        ("o t", THANKS, "thanked: 2026-03-16"),
        ("- o t", REVIEW, "outcome: t\n"),
        ("z - w", REVIEW, "answered: 2026-03-16"),
        ("x - w", REVIEW, "answered: 2026-03-16"),
        ("- o - L", "people/friend", "last_contact: 2026-03-16"),
        ("- o well L", "people/friend", "last_contact: 2026-03-16"),
        ("t u z fri", THANKS, "follow_up: 2026-03-20"),
        ("t z u t", THANKS, "thanked: 2026-03-16"),
    ],
)  # fmt: skip
def test_a_letter_answers_one_thing_and_a_wrong_date_is_asked_for_again(
    call: Call, full: str, typed: str, path: str, has: str
) -> None:
    """A hyphen stands for Enter."""
    lines = [f"{line.replace('-', '')}\n" for line in typed.split()]
    assert call("triage", "--vault", full, answers=lines).status == 0
    assert has in says(full, path)


def test_u_in_a_dry_run_takes_back_what_would_be_written(call: Call, full: str) -> None:
    assert call("thank", THANKS, "--vault", full).status == 0
    before = files(full)
    done = call("triage", "--dry-run", "--json", "--vault", full, answers=["w\n", "u\n", "u\n", "q\n"])
    assert (done.status, json.loads(done.out)["changes"]) == (0, [])
    assert files(full) == before


def test_u_takes_back_the_newest_write_and_asks_again(call: Call, full: str) -> None:
    before = files(full)
    done = call("triage", "--vault", full, answers=[f"{letter}\n" for letter in "t u q".split()])
    assert done.out.count("THANK  +9d  Maria Lopez  Intro to Acme  (1 of 6)") == 2
    assert "Taken back: Thanked: Intro to Acme" in done.out
    assert files(full) == before
    nothing = call("triage", "--vault", full, answers=["u\n", "q\n"])
    assert "nothing to take back" in nothing.out


@pytest.mark.parametrize("answers", [[], ["z\n"], ["t\n"], ["q\n"]], ids=["none", "no date", "one", "q"])
def test_it_ends_where_the_input_ends(call: Call, full: str, answers: list[str]) -> None:
    done = call("triage", "--vault", full, answers=answers)
    assert (done.status, done.err) == (0, "")


def test_a_dry_run_shows_each_diff_and_goes_on(call: Call, full: str) -> None:
    before = files(full)
    done = call("triage", "--dry-run", "--vault", full, answers=["t\n", "w\n", "q\n"])
    assert "+thanked: 2026-03-16" in done.out
    assert "+answered: 2026-03-16" in done.out
    assert files(full) == before


def test_its_json_holds_all_changes(call: Call, full: str) -> None:
    done = call("triage", "--json", "--vault", full, answers=["t\n", "\n", "L\n"])
    found = json.loads(done.out)
    assert [(change["path"], change["changed"]) for change in found["changes"]] == [
        (f"{THANKS}.md", {"thanked": [None, "2026-03-16"]}),
        ("people/friend.md", {"last_contact": ["2026-01-05", "2026-03-16"]}),
    ]


def test_an_ask_that_was_answered_elsewhere_meanwhile_is_passed_over(call: Call, full: str) -> None:
    note = Path(full, f"{THANKS}.md")
    note.write_text(note.read_text("utf-8").replace("---\nHi", "thanked: 2026-03-16\n---\nHi"), "utf-8")
    done = call("triage", "--vault", full, answers=[])
    assert "Intro to Acme" not in done.out


@pytest.mark.parametrize("words", [(), ("--json",)], ids=["text", "json"])
def test_an_answer_that_cannot_be_written_ends_it_and_what_was_written_is_told(
    call: Call, full: str, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    replace = store.replace

    def fails(root: Path, path: str, old: bytes, new: bytes, *, keep: Path) -> None:
        if path == f"{REVIEW}.md":
            raise EnvironmentFailed.writing(path, OSError(ENOSPC, "No space left on device"))
        replace(root, path, old, new, keep=keep)

    monkeypatch.setattr(store, "replace", fails)
    done = call("triage", *words, "--vault", full, answers=["t\n", "o\n", "two slides fewer\n", "\n", "\n"])
    assert (done.status, done.err) == (
        4, f"{REVIEW}.md could not be written (No space left on device): free some space, then try again.\n",
    )  # fmt: skip
    assert "thanked: 2026-03-16" in says(full, THANKS)
    if words:
        assert [change["path"] for change in json.loads(done.out)["changes"]] == [f"{THANKS}.md"]
    else:
        assert done.out.endswith("1 answer recorded.\n")


def test_a_question_whose_note_cannot_be_read_any_more_is_missed_and_the_status_says_so(
    call: Call, full: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, read = store.replace, note_file.read
    unreadable: set[str] = set()

    def replaces(root: Path, path: str, old: bytes, new: bytes, *, keep: Path) -> None:
        """Once the first answer is written, the note of the second question has changed, and cannot be read."""
        replace(root, path, old, new, keep=keep)
        os.utime(Path(root, f"{REVIEW}.md"), (0, 0))
        unreadable.add(f"{REVIEW}.md")

    def reads(root: Path, path: str, *limits: int) -> bytes:
        if path in unreadable:
            raise OSError(EIO, "Input/output error")
        return read(root, path, *limits)

    monkeypatch.setattr(store, "replace", replaces)
    monkeypatch.setattr(note_file, "read", reads)
    done = call("triage", "--vault", full, answers=["t\n", *["\n"] * 4])
    said = f"{REVIEW}.md cannot be read, so what it says does not count here: “journal check” says why.\n"
    assert (done.status, done.err) == (4, said)
    assert "(3 of 6)" in done.out
    assert "(2 of 6)" not in done.out
    assert done.out.endswith("1 answer recorded.\n")
