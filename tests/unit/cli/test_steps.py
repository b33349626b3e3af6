"""Every step of an ask's life is a command that changes the lines of its keys, and no other byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from journal.vault.disk import store
from tests.unit.cli.conftest import NETWORK, WRITES, Call
from tests.vaults import MakeVault

REVIEW = "asks/2026-03-05-review"
INTRO = "asks/2026-02-02-intro"
DRAFT = "asks/referral"


def files(root: str) -> dict[str, bytes]:
    folder = Path(root)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


WRITTEN = [
    ("send", [DRAFT], DRAFT, "asked:\n", "asked: 2026-03-16\n"),
    ("send", [DRAFT, "--on", "2026-03-12"], DRAFT, "asked:\n", "asked: 2026-03-12\n"),
    ("nudge", [REVIEW], REVIEW, "slides?\n", "slides?\nnudged: 2026-03-16\n"),
    ("answer", [REVIEW, "--on", "yesterday"], REVIEW, "slides?\n", "slides?\nanswered: 2026-03-15\n"),
    ("answer", [REVIEW, "--on", "fri"], REVIEW, "slides?\n", "slides?\nanswered: 2026-03-13\n"),
    ("nudge", [REVIEW, "--on", "12 mar"], REVIEW, "slides?\n", "slides?\nnudged: 2026-03-12\n"),
    ("snooze", [REVIEW, "end", "of", "month"], REVIEW, "slides?\n", "slides?\nfollow_up: 2026-03-31\n"),
    ("promise", [REVIEW, "next", "tue"], REVIEW, "slides?\n", "slides?\npromised: 2026-03-24\n"),
    ("outcome", [REVIEW, "yes:", "two slides fewer"], REVIEW, "slides?\n",
     'slides?\noutcome: "yes: two slides fewer"\noutcome_date: 2026-03-16\n'),
    ("thank", [INTRO], INTRO, "outcome_date: 2026-03-07\n", "outcome_date: 2026-03-07\nthanked: 2026-03-16\n"),
    ("report", [INTRO], INTRO, "outcome_date: 2026-03-07\n", "outcome_date: 2026-03-07\nreported: 2026-03-16\n"),
    ("park", [DRAFT], DRAFT, "refer me\n", "refer me\nstatus: parked\n"),
    ("close", [REVIEW, "no-reply"], REVIEW, "slides?\n", "slides?\nstatus: no-reply\n"),
    ("close", [REVIEW, "released", "a", "quiet", "month"], REVIEW, "slides?\n",
     "slides?\nstatus: released\nclosed_because: a quiet month\n"),
    ("snooze", [REVIEW, "+2w"], REVIEW, "slides?\n", "slides?\nfollow_up: 2026-03-30\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "words", "note", "old", "new"), WRITTEN)
def test_a_step_changes_its_lines_and_undo_brings_them_back(
    call: Call, lived: Callable[[str], str], name: str, words: list[str], note: str, old: str, new: str
) -> None:
    root = lived(name)
    before = files(root)
    assert call(name, *words, "--vault", root, "--dry-run").status == 0
    assert files(root) == before
    done = call(name, *words, "--vault", root)
    assert (done.status, done.err) == (0, "")
    expected = before[f"{note}.md"].replace(old.encode(), new.encode())
    assert expected != before[f"{note}.md"]
    assert files(root) == {**before, f"{note}.md": expected}
    assert call("undo", "--vault", root).status == 0
    assert files(root) == before
    assert call("redo", "--vault", root).status == 0
    assert files(root) == {**before, f"{note}.md": expected}


def test_every_step_is_tested() -> None:
    assert {name for name, *_ in WRITTEN} == WRITES.keys() - {
        "new",
        "capture",
        "today",
        "touch",
        "meet",
        "met",
        "set",
        "unset",
        "review",
        "undo",
        "redo",
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["outcome", REVIEW, "two slides fewer"],
            [
                "Outcome recorded: Review of my talk",
                f"  {REVIEW}.md  outcome: two slides fewer; outcome_date: 2026-03-16",
                f"The outcome came today: tell Sam Lee, with thanks. Next: journal thank {REVIEW}",
            ],
        ),
        (["thank", INTRO], ["Thanked: Intro to Acme", f"  {INTRO}.md  thanked: 2026-03-16"]),
        (
            ["snooze", INTRO, "fri"],
            [
                "Snoozed: Intro to Acme",
                f"  {INTRO}.md  follow_up: 2026-03-20",
                "The outcome came 9 days ago: tell Maria Lopez, with thanks. Put off until Fri 20 Mar, in 4 days.",
            ],
        ),
        (
            ["send", DRAFT],
            [
                "Sent: Referral",
                f"  {DRAFT}.md  asked: 2026-03-16",
                "Asked today. Quiet is fine until Mon 23 Mar, in 7 days.",
            ],
        ),
        (
            ["nudge", REVIEW, "asks/2026-03-14-salary", REVIEW, "--on", "2026-03-15"],
            [
                "Nudged: 2 asks",
                f"  {REVIEW}.md  nudged: 2026-03-15",
                "  asks/2026-03-14-salary.md  nudged: 2026-03-15",
                "Nudged yesterday. Quiet is fine until Sun 22 Mar, in 6 days.",
            ],
        ),
    ],
)
def test_a_step_says_what_it_did_and_what_comes_next(
    call: Call, network: str, words: list[str], said: list[str]
) -> None:
    assert call(*words, "--vault", network).out.splitlines() == said


@pytest.mark.parametrize("words", [["answer", REVIEW], ["outcome", REVIEW, "They will come."]])
def test_an_answer_says_how_to_drop_the_day_that_the_wait_was_put_off_to(
    call: Call, network: str, words: list[str]
) -> None:
    drop = f"For the usual day instead: journal unset {REVIEW} follow_up"
    assert drop not in call(*words, "--vault", network).out.splitlines()
    call("undo", "--vault", network)
    call("snooze", REVIEW, "in 3 weeks", "--vault", network)
    assert drop in call(*words, "--vault", network).out.splitlines()


def test_a_nudge_says_how_to_drop_the_day_that_it_was_put_off_to(call: Call, network: str) -> None:
    call("snooze", REVIEW, "tomorrow", "--vault", network)
    nudged = call("nudge", REVIEW, "--vault", network).out.splitlines()[2:]
    assert nudged == [
        "Nudged today. Quiet is fine until Tue 17 Mar, tomorrow, as its follow_up says.",
        f"For the usual day instead: journal unset {REVIEW} follow_up",
    ]
    assert call("unset", REVIEW, "follow_up", "--vault", network).status == 0
    assert "until Mon 23 Mar, in 7 days." in call("show", REVIEW, "--vault", network).out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("one.md", "one"),
        ("./one.md", "sub/one"),
        ("../one.md", "one"),
        ("sub/one.md", "sub/one"),
        ("./two.md", "sub/two"),
    ],
)
def test_a_path_with_a_dot_is_one_from_the_current_folder(
    call: Call, make_vault: MakeVault, typed: str, meant: str
) -> None:
    ask = "---\ncontact: Sam\nask: Would you?\nasked: 2026-03-01\n---\n"
    root = make_vault({"journal.toml": "", "one.md": ask, "sub/one.md": ask, "sub/two.md": ask})
    assert f"  {meant}.md  nudged: " in call("nudge", typed, cwd=root / "sub").out


def test_who_led_there_is_thanked_after_the_contact(call: Call, make_vault: MakeVault) -> None:
    ask = (
        "---\ncontact: Sam\nvia: Tom\nask: Would you?\nasked: 2026-03-01\noutcome: yes\noutcome_date: 2026-03-10\n---\n"
    )
    root = str(make_vault({"a b.md": ask}))
    first = call("thank", "a b", "--vault", root)
    assert first.out.endswith("tell Tom, who led you there, with thanks. Next: journal thank 'a b' --via\n")
    again = call("thank", "a b", "--on", "yesterday", "--vault", root)
    assert (again.status, again.out) == (2, "")
    assert "“journal thank --via” does that" in again.err
    assert call("thank", "a b", "--via", "--vault", root).status == 0
    assert "Done" in call("show", "a b", "--vault", root).out


def test_a_name_whose_asks_are_thanked_but_for_via_says_how_that_is_done(call: Call, make_vault: MakeVault) -> None:
    ask = "---\ncontact: {}\nask: Would you?\nasked: 2026-03-01\noutcome: yes\noutcome_date: 2026-03-10\n{}---\n"
    notes = {
        "own.md": ask.format("Tom", "thanked: 2026-03-16\n"),
        "led.md": ask.format("Sam", "via: Tom\nthanked: yes\n"),
    }
    done = call("thank", "Tom", "--vault", str(make_vault(dict(notes))))
    assert (done.status, done.out) == (2, "")
    assert "led: Only Tom in via is left to thank for “Would you?”: “journal thank --via” does that." in done.err
    assert "own" not in done.err


def test_lists_name_those_who_are_still_to_hear(call: Call, make_vault: MakeVault) -> None:
    note = "---\nvia: Tom\nask: Would you?\nasked: 2026-03-01\noutcome: yes\noutcome_date: 2026-03-10\n{}---\n"
    more = {"a.md": "contact: Sam\nthanked: 2026-03-11\n", "b.md": "contact: Lea\n", "c.md": ""}
    root = str(make_vault({path: note.format(keys) for path, keys in more.items()}))
    for words in (["list"], ["due"], ["list", "contact:sam"], ["list", "via:tom"]):
        named = [line.split()[2] for line in call(*words, "--vault", root).out.splitlines() if "THANK" in line]
        assert named == (["Tom"] if "contact:sam" in words else ["Tom", "Lea", "Tom"])
    assert "- [[a|Would you?]], Tom\n" in call("review", "--vault", root).out
    assert "THANK  +6d  Tom  Would you" in call("triage", "--vault", root, answers=["q\n"]).out
    found = call("list", "--json", "contact:sam", "--vault", root).document["asks"][0]
    assert (found["contact"], found["owed_to"]) == (["Sam"], ["Tom"])


def test_who_closes_what_had_an_outcome_reads_that_nobody_was_thanked(call: Call, make_vault: MakeVault) -> None:
    note = "---\ncontact: Sam\nask: Would you?\nasked: 2026-03-01\n{}---\n"
    root = str(make_vault({"a.md": note.format("outcome: met\n"), "b.md": note.format("")}))
    said = "Closed. Nobody was thanked for what came of it.\n"
    assert call("close", "a", "dropped", "--vault", root).out.endswith(said)
    assert said not in call("close", "b", "dropped", "--vault", root).out
    assert said in call("show", "a", "--vault", root).out


LED = "---\ncontact: Sam\nvia: [Tom, Ana]\nask: Would you?\n{}---\n"


@pytest.mark.parametrize(
    ("words", "written", "says"),
    [
        (["send", "a b"], "asked:\n", "words that you wrote."),
        (["close", "a b", "no-reply"], "asked: 2026-03-01\n", "words that nothing came of it."),
        (["close", "a b", "closed"], "asked: 2026-03-01\noutcome: met\n", "words what came of it."),
        (["send", "a b"], "asked:\nvia_told: 2026-03-01\n", ""),
        (["close", "a b", "dropped"], "asked:\n", ""),
        (["close", "a b", "no-reply"], "asked: 2026-03-01\nvia_thanked: 2026-03-02\n", ""),
        (["nudge", "a b"], "asked: 2026-03-01\n", ""),
    ],
)
def test_a_word_to_those_who_led_there_is_offered(
    call: Call, make_vault: MakeVault, words: list[str], written: str, says: str
) -> None:
    root = str(make_vault({"a b.md": LED.format(written)}))
    done = call(*words, "--vault", root)
    offer = f"Tom, Ana led you there: “journal draft 'a b' --via” {says}\n" if says else ""
    assert done.status == 0
    assert ("led you there" in done.out) is bool(says)
    assert done.out.endswith(offer)
    assert call("due", "--json", "--vault", root).document["asks"] == []


def test_a_step_as_json(call: Call, network: str) -> None:
    changes = [
        {
            "path": f"{REVIEW}.md",
            "changed": {"nudged": [None, "2026-03-16"]},
            "diff": f"--- {REVIEW}.md\n+++ {REVIEW}.md\n@@ -3,4 +3,5 @@\n contact: Sam Lee\n goal: talks\n"
            " ask: Would you review my slides?\n+nudged: 2026-03-16\n ---\n",
        }
    ]
    tried = call("nudge", REVIEW, "--vault", network, "--json", "--dry-run")
    done = call("nudge", REVIEW, "--vault", network, "--json")
    assert done.out == tried.out
    assert done.document == {"version": 1, "changes": changes}
    again = call("nudge", REVIEW, "--vault", network, "--json")
    assert (again.status, again.document) == (0, {"version": 1, "changes": []})
    undone = call("undo", "--vault", network, "--json").document["changes"]
    assert undone[0]["changed"] == {"nudged": ["2026-03-16", None]}


def test_what_is_so_already_is_said(call: Call, network: str) -> None:
    for _ in range(2):
        done = call("nudge", REVIEW, "--vault", network)
    assert done.out.startswith("Nothing to change")
    assert call("undo", "--vault", network).status == 0
    assert call("undo", "--vault", network).status == 2


REFUSED = {
    "sent twice": (["send", REVIEW], "nudge it"),
    "sent tomorrow": (["send", DRAFT, "--on", "tomorrow"], "still ahead"),
    "a bad day": (["send", DRAFT, "--on", "soon"], "“soon” is no date"),
    "a nudge of a draft": (["nudge", REVIEW, DRAFT], "send it first"),
    "an outcome that is none": (["outcome", REVIEW, "?"], "“?” is none"),
    "an outcome without words": (["outcome", REVIEW], "needs TEXT"),
    "a report with no goal achieved": (
        ["report", INTRO],
        "No goal of “Intro to Acme” has come true yet: say first that the goal is achieved, by “journal set ",
    ),
    "thanks to nobody": (["thank", INTRO, "--via"], "names nobody in via"),
    "parked once asked": (["park", REVIEW], "snooze it"),
    "closed with another word": (["close", REVIEW, "finished"], "write one of released, declined, no-reply, dropped"),
    "snoozed to the past": (["snooze", REVIEW, "yesterday"], "is past"),
    "snoozed by days back": (["snooze", REVIEW, "-1d"], "is past"),
    "no ask": (["thank", "people/maria"], "people/maria.md is no ask (person)"),
    "no note": (["thank", "zebra"], "No note is named “zebra”"),
    "a part of a name": (
        ["thank", "intro"],
        f"“intro” is no whole name of an ask. In a script write the whole name: {INTRO}.",
    ),
    "a part of several": (["answer", "asks/"], "could be any of these notes"),
    "no note at all": (["nudge"], "needs NOTE"),
    "an option of another step": (["nudge", REVIEW, "--via"], "has no option --via"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_sense_writes_nothing(call: Call, network: str, case: str) -> None:
    words, sentence = REFUSED[case]
    before = files(network)
    done = call(*words, "--vault", network)
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
    assert files(network) == before


@pytest.mark.parametrize(("day", "typed"), [("yesterday", "yesterday"), ("last fri", "'last fri'")])
def test_a_day_among_the_notes_leads_to_the_option(call: Call, network: str, day: str, typed: str) -> None:
    done = call("nudge", REVIEW, day, "--vault", network)
    assert (done.status, done.err) == (2, f"“{day}” names no ask: a day is written --on {typed}.\n")
    assert "--on" not in call("nudge", REVIEW, "nobody", "--vault", network).err
    assert "--on" not in call("nudge", "friday", "--vault", network).err


def test_on_a_terminal_a_part_will_do_and_is_told(call: Call, network: str) -> None:
    done = call("thank", "intro", "--vault", network, width=80, variables={"NO_COLOR": "1"})
    assert (done.status, done.err) == (0, f"“intro” is taken for {INTRO}.\n")
    assert b"thanked: 2026-03-16\n" in files(network)[f"{INTRO}.md"]


@pytest.mark.parametrize("name", [f"./{REVIEW}.md", REVIEW.upper(), "review of my  talk"])
def test_a_whole_name_does_anywhere(call: Call, network: str, name: str) -> None:
    done = call("nudge", name, "--vault", network)
    assert (done.status, done.err) == (0, "")


def test_a_note_of_another_kind_is_not_in_the_way(call: Call, make_vault: MakeVault) -> None:
    root = str(
        make_vault(
            {
                "people/x.md": "---\ntype: person\ntitle: Tea\n---\n",
                "tea.md": "---\nask: Tea?\nasked: 2026-03-01\n---\n",
            }
        )
    )
    assert call("nudge", "tea", "--vault", root).status == 0


def test_a_note_that_changed_underneath_ends_with_3_and_the_text_is_kept(
    call: Call, network: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = Path(network, f"{REVIEW}.md")
    real = store.replace

    def replace(root: Path, path: str, old: bytes, new: bytes, *, keep: Path) -> None:
        note.write_bytes(NETWORK_REVIEW.replace(b"---\n", b"---\nresult: by another\n", 1))
        real(root, path, old, new, keep=keep)

    monkeypatch.setattr(store, "replace", replace)
    done = call("outcome", REVIEW, "two slides", "fewer", "--vault", network)
    assert (done.status, done.out) == (3, "")
    assert done.err.startswith("Not written: two slides fewer\n")
    assert f"{REVIEW}.md has changed meanwhile" in done.err
    assert b"by another" in note.read_bytes()


NETWORK_REVIEW = str(NETWORK[f"{REVIEW}.md"]).encode()

ODD = (
    b"\xef\xbb\xbf---\r\n# mine\r\nContact:   Sam Lee   # from the talk\r\nRequest: 'Would you?'\r\n"
    b"Sent: 2026-03-01\r\nnudges: [2026-03-08]   # once\r\nother: {a: [1, 2]}\r\n...\r\nBody\t\r\n\r\nno end"
)


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (["nudge"], b"[2026-03-08] ", b"[2026-03-08, 2026-03-16] "),
        (["send", "--on", "2026-03-01"], b"", b""),
        (["answer"], b"Sent: 2026-03-01\r\n", b"Sent: 2026-03-01\r\nanswered: 2026-03-16\r\n"),
        (["close", "declined"], b"?'\r\n", b"?'\r\nstatus: declined\r\n"),
    ],
)
def test_an_oddly_written_note_keeps_its_ways(
    call: Call, make_vault: MakeVault, words: list[str], old: bytes, new: bytes
) -> None:
    root = str(make_vault({"odd.md": ODD}))
    done = call(words[0], "odd", *words[1:], "--vault", root)
    assert (done.status, done.err) == (0, "")
    assert files(root)["odd.md"] == ODD.replace(old, new)


def test_a_dry_run_prints_the_diff(call: Call, network: str) -> None:
    done = call("send", DRAFT, "--vault", network, "--dry-run")
    assert done.out.startswith(f"--- {DRAFT}.md\n+++ {DRAFT}.md\n@@ ")
    assert "\n-asked:\n+asked: 2026-03-16\n" in done.out
    path = Path(network, f"{DRAFT}.md")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert call("send", DRAFT, "--vault", network, "--dry-run").out == done.out, "no sign stands for a line's end"
