"""``set`` and ``unset`` change the lines of any key, in the words in which people type it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import REVIEW, Call
from tests.vaults import MakeVault

NOTE = b"---\r\ntitle: X\r\nask: Would you?  # short\r\n# kept\r\nPriority:   low\r\ntags:\r\n  - a\r\n---\r\nBody"


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault({"x.md": NOTE, "people/Maria Lopez.md": "---\ntype: person\n---\n"})


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (["set", "x", "priority=high"], b"Priority:   low", b"Priority:   high"),
        (["set", "x", "PRIORITY=a = b: c"], b"Priority:   low", b'Priority:   "a = b: c"'),
        (["set", "x", "tags=a,b"], b"  - a\r\n", b"  - a\r\n  - b\r\n"),
        (["set", "x", "tags=a", "Tags=b, c"], b"  - a\r\n", b"  - a\r\n  - b, c\r\n"),
        (["set", "x", "via=maria lopez"], b"short\r\n", b'short\r\nvia: "[[Maria Lopez]]"\r\n'),
        (["set", "x", "needed_by=fri", "mine=1"], b"short\r\n", b"short\r\nneeded_by: 2026-03-20\r\n"),
        (["set", "x", "ask="], b"ask: Would you?  # short", b"ask:  # short"),
        (["unset", "x", "priority"], b"Priority:   low\r\n", b""),
        (["unset", "x", "tags", "Priority"], b"Priority:   low\r\ntags:\r\n  - a\r\n", b""),
    ],
)
def test_only_the_keys_lines_change(call: Call, root: Path, words: list[str], old: bytes, new: bytes) -> None:
    expected = NOTE.replace(old, new)
    if "mine=1" in words:
        expected = expected.replace(b"  - a\r\n", b"  - a\r\nmine: 1\r\n")
    assert call(*words, "--vault", str(root), "--dry-run").status == 0
    assert (root / "x.md").read_bytes() == NOTE
    done = call(*words, "--vault", str(root))
    assert (done.status, bool(done.err)) == (0, "ask=" in words)
    assert (root / "x.md").read_bytes() == expected
    assert call("undo", "--vault", str(root)).status == 0
    assert (root / "x.md").read_bytes() == NOTE


def test_a_note_without_frontmatter_gets_some(call: Call, make_vault: MakeVault) -> None:
    root = make_vault({"x.md": "Just text"})
    assert call("set", "x", "follow_up=+3d", "--vault", str(root)).status == 0
    assert (root / "x.md").read_bytes() == b"---\nfollow_up: +3d\n---\nJust text"


def test_set_as_json(call: Call, root: Path) -> None:
    done = call("set", "x", "tags=b", "priority=", "--vault", str(root), "--json")
    (change,) = done.document["changes"]
    assert change["path"] == "x.md"
    assert change["changed"] == {"Priority": ["low", ""], "tags": [["a"], ["b"]]}
    assert "-Priority:   low\r\n+Priority:\r\n" in change["diff"]


def test_what_was_changed_is_told(call: Call, root: Path) -> None:
    assert call("set", "x", "priority=high", "why=x", "--vault", str(root)).out.splitlines() == [
        "Set priority, why: X",
        "  x.md  Priority: low → high; why: x",
    ]
    assert call("unset", "x", "why", "--vault", str(root)).out.splitlines() == [
        "Removed why: X",
        "  x.md  why: x → removed",
    ]
    assert call("set", "x", "priority=", "--vault", str(root)).out.splitlines()[1] == "  x.md  Priority: high → blank"


@pytest.mark.parametrize("words", [["set", "a", "ask="], ["unset", "a", "ask"]])
def test_an_ask_that_is_none_any_more_says_so(call: Call, make_vault: MakeVault, words: list[str]) -> None:
    root = str(make_vault({"journal.toml": "", "a.md": "---\ncontact: Sam\nask: Would you?\n---\n"}))
    told = "a.md is no ask any more, and stands in no list: “journal undo” takes that back.\n"
    assert call(*words, "--dry-run", "--vault", root).err == ""
    assert call(*words, "--vault", root).err == told
    call("undo", "--vault", root)
    assert call("set", "a", "mood=fine", "--vault", root).err == ""


def test_a_goal_that_came_true_says_what_it_queues(call: Call, make_vault: MakeVault) -> None:
    told = "outcome: yes\noutcome_date: 2026-03-02\nthanked: 2026-03-02\n"
    asks = {f"asks/{n}.md": f"---\nask: A?\ngoal: '[[g]]'\nasked: 2026-03-01\n{told}---\n" for n in range(3)}
    open_ask = "---\nask: A?\ngoal: '[[g]]'\nasked: 2026-03-01\n---\n"
    root = str(make_vault({"goals/g.md": "---\ntype: goal\n---\n", **asks, "asks/open.md": open_ask}))
    done = call("set", "goals/g", "achieved=today", "--vault", root)
    assert done.out.splitlines()[-1] == "That puts 3 reports and 1 release into the queue: journal due"
    assert Path(root, "goals/g.md").read_text() == "---\ntype: goal\nachieved: 2026-03-16\n---\n"


def test_a_slip_in_a_key_is_doubted(call: Call, root: Path) -> None:
    done = call("set", "x", "needed_bye=fri", "priority=high", "colour=red", "--vault", str(root))
    assert (done.status, done.err) == (0, "“needed_bye” counts as a key of your own; did you mean needed_by?\n")


NOTHING = "“{}” is a key of {}: in {} it is kept, but counts for nothing.\n"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("answered=2025-12-05", "answered 2025-12-05 is before 2026-03-05, when it was asked.\n"),
        ("reply_date=2026-03-04", "answered 2026-03-04 is before 2026-03-05, when it was asked.\n"),
        ("promised=2026-01-10", "promised 2026-01-10 is before 2026-03-05, when it was asked.\n"),
        ("nudged=2026-03-12, 2026-03-01", "nudged 2026-03-01 is before 2026-03-05, when it was asked.\n"),
        ("answered=2026-03-05", ""),
        ("answered=yes", ""),
        ("needed_by=2026-03-01", ""),
    ],
)
def test_a_day_before_the_asking_is_doubted(call: Call, network: str, typed: str, told: str) -> None:
    done = call("set", REVIEW, typed, "--vault", network)
    assert (done.status, done.err) == (0, told)


@pytest.mark.parametrize("given", ["0", "0m", "0h", "soon"])
def test_no_meeting_is_of_no_length(call: Call, network: str, given: str) -> None:
    before = len(list(Path(network).rglob("*.md")))
    done = call("meet", "Sam Lee", "--duration", given, "--vault", network)
    assert (done.status, len(list(Path(network).rglob("*.md")))) == (2, before)
    assert f"“{given}” is no length of time: write 20, 20m or 1h." in done.err


@pytest.mark.parametrize(
    ("note", "typed", "doubt"),
    [
        ("sam", ["effort=5m"], ("effort", "asks", "a person’s note")),
        ("lea", ["needed-by=fri"], ("needed-by", "asks", "a person’s note")),
        ("x", ["cadence=6w"], ("cadence", "people", "an ask")),
        ("m", ["needs=a"], ("needs", "goals", "a meeting")),
        ("g", ["homework=b"], ("homework", "asks and people", "a goal")),
        ("x", ["homework=b", "effort=5m", "org=Acme", "x_foo=1"], None),
        ("sam", ["homework=b", "follow_up=fri", "last_contact=fri", "second_name=Lee", "status=met", "goal=g"], None),
        ("g", ["needs=a", "deadline=fri", "status=parked", "colour=red"], None),
        ("m", ["duration=30m", "loc=Cafe", "date=fri"], None),
        ("plain", ["effort=5m", "needs=a", "cadence=6w", "duration=30m"], None),
        ("sam", ["ask=Could you?", "effort=5m"], None),
        ("plain", ["type=person", "effort=5m"], ("effort", "asks", "a person’s note")),
    ],
)
def test_a_key_that_says_nothing_in_such_a_note_is_doubted_and_written(
    call: Call, make_vault: MakeVault, note: str, typed: list[str], doubt: tuple[str, str, str] | None
) -> None:
    ask = "---\nask: Could you?\ncontact: '[[lea]]'\n---\n"
    notes: dict[str, str | bytes] = {"sam.md": "---\ntype: person\n---\n", "x.md": ask, "lea.md": "", "plain.md": ""}
    notes |= {"m.md": "---\ntype: meeting\npeople: Jo\n---\n", "g.md": "---\ntype: goal\n---\n"}
    root = make_vault(notes)
    for more in (["--dry-run"], []):
        done = call("set", note, *typed, *more, "--vault", str(root))
        if not more or "type=person" not in typed:
            doubts = [line for line in done.err.splitlines(keepends=True) if "is a key of" in line]
            assert (done.status, doubts) == (0, [NOTHING.format(*doubt)] if doubt else [])
    keys = {line.partition(":")[0].replace("_", "-") for line in (root / f"{note}.md").read_text().splitlines()}
    assert keys >= {each.partition("=")[0].replace("_", "-") for each in typed}


@pytest.mark.parametrize(
    ("note", "typed", "says"),
    [
        ("sam", ["homework=read"], "homework has no date, and so is stale: journal set sam homework_date=today\n"),
        ("x", ["homework=read"], "homework has no date, and so is stale: journal set x homework_date=today\n"),
        ("a", ["homework=read"], "homework is dated 2025-01-01, and so is stale: journal set a homework_date=today\n"),
        ("a", ["homework=read", "homework_date=today"], ""),
        ("sam", ["homework="], ""),
        ("sam", ["org=Acme"], ""),
    ],
)  # fmt: skip
def test_homework_that_counts_as_stale_is_told(
    call: Call, make_vault: MakeVault, note: str, typed: list[str], says: str
) -> None:
    notes = {
        "sam": "type: person",
        "a": "type: person\nhomework_date: 2025-01-01",
        "x": "ask: Could you?\ncontact: Jo",
    }
    root = make_vault({f"{name}.md": f"---\n{keys}\n---\nRead.\n" for name, keys in notes.items()})
    assert call("set", note, *typed, "--vault", str(root)).err == says
    assert "homework_date: 2026" not in (root / f"{note}.md").read_text() or "homework_date=today" in typed


def test_a_new_note_too_says_which_key_counts_for_nothing_in_it(call: Call, network: str) -> None:
    done = call("new", "person", "Zed Quist", "--effort", "5m", "--org", "Acme", "--vault", network)
    assert done.err == NOTHING.format("effort", "asks", "a person’s note")


def test_an_ask_that_is_moved_by_its_day_says_where_it_stands(call: Call, root: Path) -> None:
    def says(*words: str) -> list[str]:
        return call("set", "x", *words, "--vault", str(root)).out.splitlines()[2:]

    assert says("asked=today") == ["Asked today. Quiet is fine until Mon 23 Mar, in 7 days."]
    assert not any("Not sent" in line for line in says("asked=+3d", "--dry-run"))
    assert says("asked=+3d") == ["Not sent yet; it is to go out Thu 19 Mar, in 3 days."]
    assert says("effort=5m") == []
    assert says("status=released") == ["Closed."]


def test_a_key_that_is_not_there_is_named_beside_those_that_were_removed(call: Call, make_vault: MakeVault) -> None:
    root = make_vault({"x.md": "---\nask: Could you?\ncontact: Ana\npriority: low\nkeywords: [a]\n---\n"})
    done = call("unset", "x", "tags", "priority", "priorty", "--vault", str(root))
    assert (done.status, done.err) == (0, "x.md has no key priorty; did you mean priority?\n")
    assert done.out.startswith("Removed tags, priority: Could you?\n")
    assert (root / "x.md").read_text() == "---\nask: Could you?\ncontact: Ana\n---\n"


def test_a_key_that_is_not_there_is_doubted_when_it_is_to_go(call: Call, root: Path) -> None:
    done = call("unset", "x", "priorty", "colour", "--vault", str(root))
    assert (done.status, done.out) == (0, "")
    assert done.err == "x.md has no key priorty; did you mean priority?\nx.md has no key colour.\n"


def test_who_has_no_note_is_told_how_to_get_one(call: Call, network: str) -> None:
    for words in (("set", "sam lee", "org=Acme"), ("edit", "Sam Lee")):
        done = call(*words, "--vault", network)
        sentence = "Sam Lee has no note to write that into: journal new person 'Sam Lee' makes one.\n"
        assert (done.status, done.err) == (2, sentence)
    assert "Did you mean Sam Lee?" in call("set", "Sam Leee", "org=Acme", "--vault", network).err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["set", "x", "priority"], "“priority” is no KEY=VALUE"),
        (["set", "x", "=high"], "“=high” is no KEY=VALUE"),
        (["set", "x"], "needs KEY=VALUE"),
        (["set", "x", "needed_by=soon"], "“soon” is no date"),
        (["set", "x", "outcome=tbd"], "leave it empty until there is one"),
        (["set", "x", "why=a", "why=b"], "were given: give one"),
        (["set", "Lopez", "why=a"], "is only part of a name"),
        (["unset", "x"], "needs KEY"),
    ],
)
def test_what_cannot_be_is_refused(call: Call, root: Path, words: list[str], sentence: str) -> None:
    done = call(*words, "--vault", str(root))
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
    assert (root / "x.md").read_bytes() == NOTE


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"+++\na = 1\n+++\n", "TOML"),
        (b'{\n"a": 1\n}\n', "JSON"),
        (b"---\na: 1\n---\n\xff", "not UTF-8"),
        (b"---\na: 1\nA: 2\n---\n", "more than once"),
        (b"---\n<<<<<<< a\na: 1\n=======\na: 2\n>>>>>>> b\n---\n", "conflict"),
        (b"---\na: b: c\n---\n", "check --fix"),
        (b"---\na: &x 1\n---\n", "anchor"),
        (b"---\na: {b: c}\n---\n", "keys within"),
    ],
)
def test_a_note_that_cannot_be_written_is_refused_with_the_reason(
    call: Call, make_vault: MakeVault, text: bytes, sentence: str
) -> None:
    root = make_vault({"odd.md": text})
    done = call("set", "odd", "a=3", "--vault", str(root))
    assert done.status == 2
    assert sentence in done.err
    assert (root / "odd.md").read_bytes() == text


def test_what_a_new_value_makes_wrong_is_told_once(call: Call, network: str) -> None:
    done = call("set", REVIEW, "status=weird", "--vault", network)
    said = "Nobody knows the status “weird”: write draft, parked, asked, answered, done or closed.\n"
    assert (done.status, done.err) == (0, said)
    assert call("set", REVIEW, "why=you hire", "--vault", network).err == ""
    assert call("set", REVIEW, "status=sent", "--vault", network).err == ""
