"""``journal brief``, ``meet`` and ``met``: before a meeting and after it; today is 16 March 2026."""

from __future__ import annotations

from errno import EIO
from pathlib import Path

import pytest

from journal import Note, Vault
from journal.errors import EnvironmentFailed
from journal.model import Day
from journal.vault.pages import Pages
from tests.unit.cli.conftest import Call
from tests.vaults import MakeVault

FILES: dict[str, str | bytes] = {
    "journal.toml": "",
    "people/maria.md": "---\ntype: person\ntitle: Maria Lopez\norg: Acme\nrole: lead\ncan_help: [intros, talks]\n"
    "homework: [her talk]\nhomework_date: 2026-03-01\nmeetings_per_year: 1\n---\n",
    "people/tom.md": "---\ntype: person\ntitle: Tom Okafor\n---\n",
    "goals/job.md": "---\ntype: goal\ntitle: job\nachieved: 2026-03-12\n---\n",
    "asks/2026-02-02-intro.md": "---\ntitle: 'Intro [to] Acme | data'\ncontact: '[[maria]]'\nvia: '[[tom]]'\n"
    "ask: Introduce me?\nasked: 2026-02-02\noutcome: met the lead\noutcome_date: 2026-03-07\n---\n",
    "asks/2026-02-03-letter.md": "---\ntitle: Letter\ncontact: Maria Lopez\ngoal: '[[job]]'\nask: Write it?\n"
    "asked: 2026-02-03\noutcome: yes\noutcome_date: 2026-02-20\nthanked: 2026-02-21\n---\n",
    "asks/2026-03-01-books.md": "---\ntitle: Books\ncontact: '[[maria]]'\nask: Which books?\neffort: 10m\n"
    "status: parked\nasked:\n---\n",
    "asks/2026-03-02-labs.md": "---\ntitle: Labs\ncontact: '[[maria]]'\nask: Which labs?\nasked:\n---\n",
    "asks/2026-03-03-out.md": "---\ntitle: Out\ncontact: '[[maria]]'\nvia: Kim Park\nask: See it?\n---\n",
    "asks/2026-03-04-tea.md": "---\ntitle: Tea\ncontact: '[[tom]]'\nask: Tea?\nasked:\n---\n",
    "meetings/2026-03-10-call.md": "---\ntype: meeting\ntitle: Call\npeople: '[[maria]]'\n---\n"
    "- [ ] send the book\n- [ ] ask: [[2026-03-02-labs]]\n- [x] rang back\n",
    "meetings/2026-03-18-lunch.md": "---\ntype: meeting\ntitle: Lunch\ndate: 2026-03-18\npeople: ['[[maria]]']\n"
    "duration: 30m\n---\n\n## Bring\n\n- [x] thank: [[2026-02-02-intro]]\n1. [[asks/2026-03-01-books|books]]\n"
    "\n## Notes\n\n- of [[2026-03-02-labs]]\n",
}
LUNCH = "meetings/2026-03-18-lunch"


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(FILES)


def text(root: Path, path: str) -> str:
    return (root / f"{path}.md").read_text()


@pytest.mark.parametrize("name", ["maria", "Lunch"])
def test_a_brief_as_json(call: Call, root: Path, name: str) -> None:
    assert call("brief", name, "--vault", str(root), "--json").document == {
        "version": 1,
        "people": [{
            "name": "Maria Lopez", "id": "people/maria", "path": "people/maria.md", "org": "Acme", "role": "lead",
            "can_help": ["intros", "talks"], "via": ["Tom Okafor", "Kim Park"],
            "last": [
                {"date": "2026-03-10", "event": "meeting", "id": "meetings/2026-03-10-call", "text": "Call"},
                {"date": "2026-03-07", "event": "outcome", "id": "asks/2026-02-02-intro", "text": "met the lead"},
                {"date": "2026-03-03", "event": "ask", "id": "asks/2026-03-03-out", "text": "Out"},
            ],
            "homework": "fresh",
            "open_mine": [
                "asks/2026-02-02-intro", "asks/2026-02-03-letter", "asks/2026-03-03-out", "asks/2026-03-02-labs",
            ],
            "open_theirs": [],
            "promised": [{"path": "meetings/2026-03-10-call.md", "line": 6, "text": "send the book"}],
            "meetings_used": 1, "meetings_budget": 1, "next_opens": "2027-03-10",
        }],
        "meeting": {"id": LUNCH, "path": f"{LUNCH}.md", "title": "Lunch", "date": "2026-03-18", "duration": 30},
        "bring": [
            {"kind": "thank", "id": "asks/2026-02-02-intro", "title": "Intro [to] Acme | data",
             "contact": ["Maria Lopez"], "minutes": None, "box": "ticked"},
            {"kind": "report", "id": "asks/2026-02-03-letter", "title": "Letter", "contact": ["Maria Lopez"],
             "minutes": None, "box": None},
            {"kind": "ask", "id": "asks/2026-03-01-books", "title": "Books", "contact": ["Maria Lopez"],
             "minutes": 10, "box": None},
            {"kind": "ask", "id": "asks/2026-03-02-labs", "title": "Labs", "contact": ["Maria Lopez"],
             "minutes": None, "box": None},
        ],
        "minutes": 10,
        "unmeasured": 1,
    }  # fmt: skip


def test_a_brief_reads_as_somebody_would_say_it(call: Call, root: Path) -> None:
    assert call("brief", "Lunch", "--vault", str(root)).out == (
        "Lunch\n"
        "Wed 18 Mar, in 2 days, for 30 minutes  meetings/2026-03-18-lunch.md\n"
        "\n"
        "Maria Lopez, lead at Acme\n"
        "  Can help with intros and talks.\n"
        "  Tom Okafor and Kim Park led you to them.\n"
        "  Lately: on 10 March you met (“Call”); on 7 March it came to “met the lead”; on 3 March you asked “Out”.\n"
        "  You have met once in the last year; your limit is 1, so there is room again from 10 March 2027.\n"
        "  You looked up: her talk.\n"
        "  On you: to ask once more about “Out”.\n"
        "  Still open from “Call”: send the book\n"
        "\n"
        "To bring\n"
        "  [x]  thank   Intro [to] Acme | data\n"
        "       report  Letter\n"
        "       ask     Books, 10 minutes\n"
        "       ask     Labs\n"
        "The asks take 10 of 30 minutes, and 1 without a time.\n"
    )
    nobody = call("brief", "Kim Park", "--vault", str(root)).out
    assert "You have not met in the last year" in nobody
    assert nobody.endswith("There is nothing to bring: nothing is owed, and no ask is parked or drafted.\n")


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-03-12", "You were last in touch on 12 March."), ("2026-03-09", "Lately: on 10 March you met (“Call”)")],
)
def test_a_brief_says_when_you_were_last_in_touch(call: Call, root: Path, day: str, said: str) -> None:
    call("set", "maria", f"last_contact={day}", "--vault", str(root))
    found = call("brief", "Lunch", "--vault", str(root)).out
    assert said in found
    assert ("last in touch" in found) == ("last in touch" in said)


@pytest.mark.parametrize("words", [["brief", "Bo"], ["show", "Bo"], ["who", "Acme"]])
def test_an_org_that_is_a_link_is_said_by_its_name(call: Call, root: Path, words: list[str]) -> None:
    bo = "---\ntype: person\ntitle: Bo\nrole: lead\ncompany: '[[Acme]]'\n---\n"
    (root / "people" / "bo.md").write_text(bo)
    said = call(*words, "--vault", str(root)).out
    assert "Acme" in said
    assert "[[" not in said
    bos = next(line for line in Vault.open(root).contact_lines(Day(2026, 3, 16)) if line.party.name == "Bo")
    assert bos.role == "lead, Acme"


def test_too_much_for_a_meeting_is_said(call: Call, root: Path) -> None:
    (root / f"{LUNCH}.md").write_text(text(root, LUNCH).replace("30m", "5"))
    assert "The asks take 10 of 5 minutes, and 1 without a time. That is too much for once." in call(
        "brief", "Lunch", "--vault", str(root)
    ).out  # fmt: skip


def test_somebody_whom_nobody_knows_is_told_how_to_be_made(call: Call, root: Path) -> None:
    made = "“journal new person 'Nobody New'” makes a note of somebody new."
    for command in (["meet"], ["touch"], ["draft", "--to"]):
        done = call(*command, "Nobody New", "--vault", str(root))
        assert (done.status, done.err) == (
            2,
            f"Nobody is called “Nobody New”. “journal contacts” lists all. {made}\n",
        )
    done = call("brief", "Nobody New", "--vault", str(root))
    assert done.err.endswith(f"Nobody and no meeting is called “Nobody New”. “journal contacts” lists all. {made}\n")
    near = call("meet", "Tim Okafor", "--vault", str(root)).err
    assert near == "Nobody is called “Tim Okafor”. Did you mean people/tom?\n"


@pytest.mark.parametrize(
    ("kept", "says"),
    [
        ("", "You looked up, on a day not noted: her talk."),
        ("homework_date: 2025-01-01\n", "You looked up some time ago: her talk."),
    ],
)
def test_a_brief_says_when_homework_is_old_or_of_no_day(call: Call, root: Path, kept: str, says: str) -> None:
    (root / "people" / "maria.md").write_text(text(root, "people/maria").replace("homework_date: 2026-03-01\n", kept))
    assert says in call("brief", "maria", "--vault", str(root)).out


def test_a_brief_of_neither_a_contact_nor_a_meeting_is_refused(call: Call, root: Path) -> None:
    for name, kind in (("Books", "ask"), ("job", "goal")):
        done = call("brief", name, "--vault", str(root))
        assert done.status == 2
        assert f"is no contact and no meeting ({kind})" in done.err
    assert call("brief", "nobody", "--vault", str(root)).status == 2


def test_meet_puts_what_is_missing_on_the_list_of_the_next_meeting(call: Call, root: Path) -> None:
    done = call("meet", "Maria Lopez", "--duration", "1h", "--vault", str(root), "--json").document
    (change,) = done["changes"]
    assert (change["path"], change["changed"]) == (f"{LUNCH}.md", {})
    assert text(root, LUNCH) == str(FILES[f"{LUNCH}.md"]).replace(
        "books]]\n", "books]]\n- [ ] report: [[2026-02-03-letter|Letter]]\n- [ ] ask: [[2026-03-02-labs|Labs]]\n"
    )
    assert done["budget"] == [{"name": "Maria Lopez", "used": 1, "budget": 1, "next_opens": "2027-03-10"}]
    again = call("meet", "Maria Lopez", "--vault", str(root), "--json").document
    assert again["changes"] == []


def test_meet_makes_a_note_where_there_is_no_such_meeting(call: Call, root: Path) -> None:
    done = call("meet", "maria", "Tom Okafor", "--on", "fri", "--duration", "45m", "--vault", str(root))
    assert done.status == 0
    assert "Maria Lopez: You have met once in the last year; your limit is 1" in done.err
    assert "To bring\n" in done.out
    path = "meetings/2026-03-20-maria-lopez-tom-okafor"
    note = text(root, path)
    assert note.startswith(
        '---\ntype: meeting\ndate: 2026-03-20\npeople: ["[[maria|Maria Lopez]]", "[[tom|Tom Okafor]]"]\nduration: 45m\n'
    )
    assert (
        "## Bring\n- [ ] thank: [[2026-02-02-intro|Intro  to  Acme   data]]\n"
        "- [ ] report: [[2026-02-03-letter|Letter]]\n- [ ] ask: [[2026-03-01-books|Books]]\n"
        "- [ ] ask: [[2026-03-02-labs|Labs]]\n- [ ] ask: [[2026-03-04-tea|Tea]]\n"
    ) in note
    again = call("meet", "Tom Okafor", "maria", "--on", "2026-03-20", "--duration", "45 min", "--vault", str(root))
    assert again.out.startswith("Nothing to change")
    assert text(root, path) == note
    assert call("undo", "--vault", str(root)).status == 0
    assert not (root / f"{path}.md").exists()


def test_meet_says_that_the_note_has_another_duration_and_keeps_it(call: Call, root: Path) -> None:
    says = "“Lunch” is for 30 minutes by its note: journal set meetings/2026-03-18-lunch duration=20"
    first = call("meet", "Maria Lopez", "--duration", "20", "--vault", str(root))
    assert (first.status, first.err.splitlines()[0]) == (0, says)
    assert "report: [[2026-02-03-letter|Letter]]" in text(root, LUNCH)
    assert "duration: 30m\n" in text(root, LUNCH)
    again = call("meet", "Maria Lopez", "--duration", "20", "--vault", str(root))
    assert (again.status, again.err.splitlines()[0]) == (0, says)
    assert "Nothing to change" not in again.out
    assert call("meet", "Maria Lopez", "--duration", "half an hour", "--vault", str(root)).out.startswith("Nothing")
    wrong = call("meet", "Maria Lopez", "--duration", "soon", "--vault", str(root))
    assert (wrong.status, "no length of time" in wrong.err) == (2, True)


def test_meet_takes_a_day_gone_by_and_dates_a_new_meeting_today_otherwise(call: Call, root: Path) -> None:
    assert call("meet", "Tom Okafor", "--on", "2026-03-01", "--vault", str(root), "--json").document["budget"] == []
    assert "date: 2026-03-01" in text(root, "meetings/2026-03-01-tom-okafor")
    call("meet", "Tom Okafor", "--vault", str(root))
    assert "date: 2026-03-16" in text(root, "meetings/2026-03-16-tom-okafor")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nobody"], "nobody"),
        (["job"], "job"),
        (["Lopez"], "only part of a name"),
        (["maria", "--on", "04/03/2026"], "04/03/2026"),
        (["maria", "--on", "2026-04-01", "--duration", "long"], "no length of time"),
        (["Kim Park", "--on", "2026-05-05"], "could be"),
        ([], "needs CONTACT"),
    ],
)
def test_meet_refuses(call: Call, root: Path, words: list[str], said: str) -> None:
    for name in ("one", "two"):
        (root / "meetings" / f"{name}.md").write_text("---\ntype: meeting\ndate: 2026-05-05\npeople: Kim Park\n---\n")
    done = call("meet", *words, "--vault", str(root))
    assert done.status == 2
    assert said in done.err


def test_a_link_has_the_whole_id_where_the_stem_is_not_alone(call: Call, root: Path) -> None:
    (root / "2026-03-04-tea.md").write_text("Another.\n")
    call("meet", "Tom Okafor", "--vault", str(root))
    assert "- [ ] ask: [[asks/2026-03-04-tea|Tea]]" in text(root, "meetings/2026-03-16-tom-okafor")


MET = """---
type: meeting
title: Met
people: ["[[maria]]"]
date: {}
---
- [x] thank: [[2026-02-02-intro]]
- [X] report: [[2026-02-03-letter]]
* [x] 10:00 ask [[Tom]]: tea? → [[2026-03-04-tea]] ^b1
- [x] [[2026-03-01-books]]
- [x] ask: [[2026-03-03-out]]
- [x] thank: [[2026-03-02-labs]]
- [x] see [[maria]] and [[2026-03-02-labs]]
- [x] to [[nowhere]]
- [x] nothing
- [ ] ask: [[2026-03-02-labs]]
- [-] ask: [[2026-03-02-labs]]
```
- [x] ask: [[2026-03-02-labs]]
```
"""
LEFT: list[dict[str, object]] = [
    {"line": 11, "id": "asks/2026-03-03-out", "reason": "out already"},
    {"line": 12, "id": "asks/2026-03-02-labs", "reason": "not owed"},
    {"line": 13, "id": "people/maria", "reason": "no ask"},
    {"line": 14, "id": None, "reason": "no ask"},
]


def test_met_records_each_ticked_box_on_the_day_of_the_meeting(call: Call, root: Path) -> None:
    (root / "meetings" / "met.md").write_text(MET.format("2026-03-14"))
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    done = call("met", "Met", "--vault", str(root), "--json").document
    assert {change["path"]: change["changed"] for change in done["changes"]} == {
        "asks/2026-02-02-intro.md": {"thanked": [None, "2026-03-14"]},
        "asks/2026-02-03-letter.md": {"reported": [None, "2026-03-14"]},
        "asks/2026-03-01-books.md": {"asked": ["", "2026-03-14"], "status": ["parked", None]},
        "asks/2026-03-04-tea.md": {"asked": ["", "2026-03-14"]},
    }
    assert done["left"] == LEFT
    again = call("met", "Met", "--vault", str(root), "--json").document
    assert again["changes"] == []
    assert [left["reason"] for left in again["left"]] == [
        "not owed", "not owed", "out already", "out already", *(left["reason"] for left in LEFT),
    ]  # fmt: skip
    assert call("undo", "--vault", str(root)).status == 0
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


ASKED_OF_MARIA = {
    "closed": "status: declined",
    "undated": "asked: 2026-03-01\nanswered: 2026-03-10\noutcome: done",
    "unanswered": "asked: 2026-03-05\noutcome: done",
    "told late": "asked: 2026-03-01\ngoal: '[[job]]'\noutcome: done\noutcome_date: 2026-03-13\nthanked: yes",
}
"""Frontmatter of further asks, by the name of the note."""


@pytest.mark.parametrize(
    ("box", "day", "changed", "reason"),
    [
        ("thank: [[2026-02-02-intro]]", "2026-03-06", {}, "outcome later than the meeting"),
        ("[[2026-02-02-intro]]", "2026-03-06", {}, "outcome later than the meeting"),
        ("[[2026-02-02-intro]]", "2026-03-07", {"thanked": "2026-03-07"}, ""),
        ("ask: [[2026-02-02-intro]]", "2026-03-07", {}, "out already"),
        ("Report [[2026-02-03-letter]]", "2026-03-12", {"reported": "2026-03-12"}, ""),
        ("report: [[2026-02-03-letter]]", "2026-03-11", {}, "outcome later than the meeting"),
        ("thank: [[2026-02-03-letter]]", "2026-03-12", {}, "not owed"),
        ("[[2026-02-03-letter]]", "2026-03-12", {"reported": "2026-03-12"}, ""),
        ("ask: [[2026-03-02-labs]] and [[2026-03-01-books]]", "2026-03-12", {"asked": "2026-03-12"}, ""),
        ("something [[2026-03-02-labs]]", "2026-03-12", {"asked": "2026-03-12"}, ""),
        ("ask: [[closed]]", "2026-03-12", {}, "closed"),
        ("thank: [[closed]]", "2026-03-12", {}, "closed"),
        ("thank: [[undated]]", "2026-03-09", {}, "outcome later than the meeting"),
        ("thank: [[undated]]", "2026-03-10", {"thanked": "2026-03-10"}, ""),
        ("[[unanswered]]", "2026-03-04", {}, "outcome later than the meeting"),
        ("[[unanswered]]", "2026-03-05", {"thanked": "2026-03-05"}, ""),
        ("report: [[told late]]", "2026-03-12", {}, "outcome later than the meeting"),
        ("report: [[told late]]", "2026-03-13", {"reported": "2026-03-13"}, ""),
    ],
)  # fmt: skip
def test_the_word_before_the_link_says_what_is_recorded_else_what_is_owed(
    call: Call, root: Path, box: str, day: str, changed: dict[str, str], reason: str
) -> None:
    for name, lines in ASKED_OF_MARIA.items():
        (root / "asks" / f"{name}.md").write_text(f"---\ncontact: '[[maria]]'\nask: So?\n{lines}\n---\n")
    note = f"---\ntype: meeting\ntitle: Met\npeople: '[[maria]]'\ndate: {day}\n---\n- [x] {box}\n"
    (root / "meetings" / "met.md").write_text(note)
    done = call("met", "Met", "--vault", str(root), "--json").document
    found = {key: new for change in done["changes"] for key, (_, new) in change["changed"].items() if new}
    assert (found, [left["reason"] for left in done["left"]]) == (changed, [reason] if reason else [])


@pytest.mark.parametrize(
    ("people", "changed"),
    [
        ("['[[maria]]', '[[tom]]']", {"thanked", "via_thanked"}),
        ("'[[tom]]'", {"via_thanked"}),
        ("[Maria Lopez]", {"thanked"}),
        ("Kim Park", set()),
    ],
)
def test_thanks_are_recorded_for_whom_they_are_owed_of_those_there(
    call: Call, root: Path, people: str, changed: set[str]
) -> None:
    note = (
        f"---\ntype: meeting\ntitle: Met\npeople: {people}\ndate: 2026-03-15\n---\n- [x] thank [[2026-02-02-intro]]\n"
    )
    (root / "meetings" / "met.md").write_text(note)
    done = call("met", "Met", "--vault", str(root), "--json").document
    assert {key for change in done["changes"] for key in change["changed"]} == changed


UNDATED = "---\ntype: meeting\ntitle: Met\npeople: '[[maria]]'\n---\n- [x] ask: [[2026-03-02-labs]]\n"
AHEAD = UNDATED.replace("people", "date: 2026-03-17\npeople")


@pytest.mark.parametrize("typed", ["fri", "2026-03-13"])
@pytest.mark.parametrize("asked", [True, False])
def test_a_meeting_without_a_date_is_dated_too(call: Call, root: Path, typed: str, asked: bool) -> None:
    (root / "meetings" / "met.md").write_text(UNDATED)
    if asked:
        done = call("met", "Met", "--vault", str(root), width=80, answers=[typed])
        assert "When was it?" in done.out
    else:
        done = call("met", "Met", "--on", typed, "--vault", str(root))
    assert done.status == 0
    assert "date: 2026-03-13\n" in text(root, "meetings/met")
    assert "asked: 2026-03-13\n" in text(root, "asks/2026-03-02-labs")


@pytest.mark.parametrize(
    ("note", "words", "said"),
    [
        (UNDATED, (), "has no date"),
        (UNDATED, ("--on", "tomorrow"), "--on 2026-03-17 is still ahead: record it once you have met.\n"),
        (AHEAD, ("--on", "next week"), "--on 2026-03-23 is still ahead: record it once you have met.\n"),
        (
            AHEAD,
            (),
            "“Met” is on 2026-03-17, which is still ahead: record it once you have met, or give the day by --on.",
        ),
        (UNDATED.replace("type: meeting", "type: note"), (), "is no meeting (note)"),
        (
            f"{UNDATED}<<<<<<< a\n=======\n- [x] ask: [[x]]\n>>>>>>> b\n",
            ("--on", "fri"),
            "meetings/met.md holds a conflict that git left: decide it first, with “journal resolve meetings/met.md”.",
        ),
    ],
)
def test_met_refuses(call: Call, root: Path, note: str, words: tuple[str, ...], said: str) -> None:
    (root / "meetings" / "met.md").write_text(note)
    done = call("met", "Met", *words, "--vault", str(root))
    assert done.status == 2
    assert said in done.err
    assert text(root, "meetings/met") == note


def test_where_a_name_could_be_several_notes_met_takes_a_meeting(call: Call, root: Path) -> None:
    (root / "asks" / "lunch.md").write_text("---\ntitle: Lunch with Tom\nask: Lunch?\n---\n")
    assert call("met", "unch", "--vault", str(root)).err.endswith("In a script write the whole name: " + LUNCH + ".\n")
    (root / "meetings" / "late.md").write_text("---\ntype: meeting\ntitle: Late lunch\n---\n")
    several = call("met", "unch", "--vault", str(root))
    assert (several.status, several.err.splitlines()[1:]) == (2, [f"  {LUNCH}", "  meetings/late"])


@pytest.mark.parametrize("name", ["tea", "Zoe", "zoe quist"])
def test_on_a_terminal_met_takes_part_of_a_meeting_or_of_who_was_there(call: Call, root: Path, name: str) -> None:
    (root / "people").mkdir(exist_ok=True)
    (root / "people" / "zoe.md").write_text("---\ntype: person\ntitle: Zoe Quist\n---\n# Tea\n")
    for stem, day in (("old", "2026-03-02"), ("ahead", "2026-05-01")):
        text = f"---\ntype: meeting\ntitle: Tea ({stem})\ndate: {day}\npeople: '[[zoe]]'\n---\n"
        (root / "meetings" / f"{stem}.md").write_text(text)
    done = call("met", name, "--vault", str(root), width=80)
    assert (done.status, done.err) == (0, f"“{name}” is taken for meetings/old.\n")
    script = call("met", name, "--vault", str(root))
    assert (script.status, script.err.endswith("In a script write the whole name: meetings/old.\n")) == (2, True)


def test_a_meeting_that_was_on_another_day_is_dated_anew(call: Call, root: Path) -> None:
    done = call("met", "Lunch", "--on", "yesterday", "--vault", str(root))
    assert (done.status, done.err) == (0, "“Lunch” was dated 2026-03-18, and is dated 2026-03-15 now.\n")
    assert call("met", "Lunch", "--on", "yesterday", "--vault", str(root)).err == ""
    assert "date: 2026-03-15" in text(root, LUNCH)
    assert "thanked: 2026-03-15" in text(root, "asks/2026-02-02-intro")


@pytest.mark.parametrize("command", [("meet", "Maria Lopez"), ("met", "Met")])
def test_a_dry_run_writes_nothing_and_prints_the_diff(call: Call, root: Path, command: tuple[str, str]) -> None:
    (root / "meetings" / "met.md").write_text(MET.format("2026-03-14"))
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    done = call(*command, "--dry-run", "--vault", str(root))
    assert done.status == 0
    assert "\n@@ " in done.out
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


@pytest.mark.parametrize("words", [("met", LUNCH), ("meet", "maria")], ids=["met", "meet"])
def test_a_list_that_cannot_be_read_is_not_written_to(
    call: Call, root: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    read = Pages.text

    def text_of(pages: Pages, note: Note) -> str:
        if note.id == LUNCH:
            raise EnvironmentFailed.reading(note.path, OSError(EIO, "Input/output error"))
        return read(pages, note)

    monkeypatch.setattr(Pages, "text", text_of)
    before = text(root, LUNCH)
    done = call(*words, "--today", "2026-03-19" if words[0] == "met" else "2026-03-16", "--vault", str(root))
    assert (done.status, done.out) == (4, "")
    assert f"{LUNCH}.md" in done.err
    assert text(root, LUNCH) == before
    assert call("brief", "Lunch", "--vault", str(root)).status == 0
