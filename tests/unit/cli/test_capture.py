"""``journal capture``: listed, made with one call, said no to, and steady while other lines come and go."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import Call
from tests.vaults import MakeVault

DAY = (
    "\ufeff---\r\nmood: good\r\n---\r\n# Monday\r\n\r\n"
    "- [ ] 09:30 ask [[maria]], Tom Okafor: could you read my abstract for [[PhD]]? ^a1\r\n"
    "- ask mum: call?\r\n- ask mum: call?\r\n- ask the void: hello?\r\nbye"
)
NOTES: dict[str, str | bytes] = {
    "journal/2026-03-16.md": DAY,
    "journal/2026-03-10.md": "ask Maria Lopez: what was it for Thesis.\n",
    "inbox.md": "---\ndate: 2026-03-12\n---\nask [Tom](<people/Tom Okafor.md>) and [[nobody]]: lunch?\n",
    "undated.md": "* ask Tom Okafor: undated?\n",
    "old/reviews.md": "---\ngenerated: journal\n---\nask Tom Okafor: undated?\n",
    "people/maria.md": "---\ntype: person\ntitle: Maria Lopez\naliases: [Mia]\n---\n",
    "people/Tom Okafor.md": "---\ntype: person\n---\n",
    "goals/phd.md": "---\ntype: goal\ntitle: PhD\naliases: [Thesis]\n---\n",
    "asks/a.md": "---\ncontact: Mum\nask: Could you?\nasked: 2026-03-15\n---\n",
}


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(NOTES)


def found(call: Call, root: Path) -> list[dict[str, Any]]:
    done = call("capture", "--json", f"--vault={root}")
    assert (done.status, done.err) == (0, "")
    listed: list[dict[str, Any]] = json.loads(done.out)["found"]
    return listed


def ids(call: Call, root: Path) -> dict[str, list[str]]:
    """The ids of what is found, by what is asked."""
    by_ask: dict[str, list[str]] = {}
    for each in found(call, root):
        by_ask.setdefault(each["ask"], []).append(each["id"])
    return by_ask


def written(call: Call, root: Path, *words: str) -> dict[str, Any]:
    done = call("capture", *words, "--json", f"--vault={root}")
    assert (done.status, done.err) == (0, "")
    answer: dict[str, Any] = json.loads(done.out)
    return answer


def test_captures_are_listed_newest_note_first(call: Call, root: Path) -> None:
    listed = found(call, root)
    assert [(each["date"], each["path"], each["line"], each["ask"]) for each in listed] == [
        ("2026-03-16", "journal/2026-03-16.md", 6, "could you read my abstract?"),
        ("2026-03-16", "journal/2026-03-16.md", 7, "call?"),
        ("2026-03-16", "journal/2026-03-16.md", 8, "call?"),
        ("2026-03-12", "inbox.md", 4, "lunch?"),
        ("2026-03-10", "journal/2026-03-10.md", 1, "what was it."),
        (None, "undated.md", 1, "undated?"),
    ]
    assert [(each["contact"], each["goal"]) for each in listed] == [
        (["Maria Lopez", "Tom Okafor"], ["PhD"]),
        (["Mum"], []),
        (["Mum"], []),
        (["Tom Okafor", "nobody"], []),
        (["Maria Lopez"], ["PhD"]),
        (["Tom Okafor"], []),
    ]
    assert listed[0]["text"] == DAY.splitlines()[5]
    assert list(listed[0]) == ["id", "path", "line", "text", "contact", "goal", "ask", "date"]
    assert all(len(each["id"]) == 8 and int(each["id"], 16) >= 0 for each in listed)
    assert len({each["id"] for each in listed}) == len(listed)
    assert "could you read my abstract?" in call("capture", f"--vault={root}").out


def test_ask_is_made_and_its_arrow_put_in_one_step(call: Call, root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    (one,) = ids(call, root)["could you read my abstract?"]
    dry = written(call, root, one, "--dry-run")
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before
    done = written(call, root, one)
    assert done == dry
    assert [each["path"] for each in done["changes"]] == [f"{done['asks'][0]}.md", "journal/2026-03-16.md"]
    stem = done["asks"][0].removeprefix("asks/")
    day = (root / "journal/2026-03-16.md").read_bytes().decode()
    assert day == DAY.replace("? ^a1", f"? → [[{stem}]] ^a1", 1)
    assert done["changes"][1]["changed"] == {}
    ask = json.loads(call("show", stem, "--json", f"--vault={root}").out)["ask"]
    assert (ask["contact"], ask["goal"], ask["ask"]) == (
        ["Maria Lopez", "Tom Okafor"], ["PhD"], "could you read my abstract?",
    )  # fmt: skip
    assert (ask["asked"], ask["state"]) == (None, "draft")
    assert call("undo", f"--vault={root}").status == 0
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


def test_gaps_are_shown(call: Call, root: Path) -> None:
    (one,) = ids(call, root)["lunch?"]
    done = call("capture", one, f"--vault={root}")
    assert done.status == 0
    assert "New ask: asks/2026-03-16-tom-okafor-lunch.md" in done.out
    assert "no-why" in done.out
    assert "Next: journal send" in done.out
    (two,) = ids(call, root)["undated?"]
    (three,) = ids(call, root)["could you read my abstract?"]
    several = call("capture", two, three, f"--vault={root}").out.splitlines()
    assert {"Before “undated?” goes out:", "Before “could you read my abstract?” goes out:"} <= set(several)
    text = (root / "asks/2026-03-16-tom-okafor-lunch.md").read_text()
    assert "[[people/Tom Okafor]]" in text
    assert "[[nobody]]" in text


def test_answered_line_waits_no_longer_and_answering_again_changes_nothing(call: Call, root: Path) -> None:
    (one,) = ids(call, root)["undated?"]
    (two,) = ids(call, root)["lunch?"]
    assert len(written(call, root, one)["asks"]) == 1
    assert written(call, root, "--no", two)["asks"] == []
    assert (root / "inbox.md").read_text().endswith("lunch? → no\n")
    assert not {"undated?", "lunch?"} & ids(call, root).keys()
    assert written(call, root, one, "--no", two) == {"version": 1, "changes": [], "asks": []}
    again = call("capture", one, two, f"--vault={root}")
    assert again.status == 0
    assert "undated.md:1 has its arrow already" in again.err


def test_ids_stay_while_other_lines_come_and_go(call: Call, root: Path) -> None:
    before = ids(call, root)
    day = root / "journal/2026-03-16.md"
    day.write_bytes(
        day.read_bytes().replace(b"# Monday", b"# Monday\r\n\r\n- ask mum: first?\r\n- tea").replace(b"bye", b"")
    )
    first, second = before["call?"]
    assert ids(call, root) == before | {"first?": ids(call, root)["first?"]}
    written(call, root, first)
    assert ids(call, root)["call?"] == [second]
    written(call, root, "--no", second)
    assert "call?" not in ids(call, root)
    assert day.read_bytes().count("call? → ".encode()) == 2


@pytest.mark.parametrize(
    ("now", "why"), [("undated!", "another text"), ("[x] undated?", "another line"), ("", "no line")]
)
def test_id_that_no_line_has_any_more_ends_with_3(call: Call, root: Path, now: str, why: str) -> None:
    (one,), (two,) = (ids(call, root)[ask] for ask in ("undated?", "lunch?"))
    (root / "undated.md").write_text(f"* ask Tom Okafor: {now}\n" if now else "")
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    for words in ([one], [two, one], ["--no", two, one]):
        done = call("capture", *words, f"--vault={root}")
        assert (done.status, done.out) == (3, ""), why
        assert one in done.err
        assert two not in done.err
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


def test_all_are_made_or_none(call: Call, root: Path) -> None:
    (one,), (two,) = (ids(call, root)[ask] for ask in ("undated?", "lunch?"))
    (root / "inbox.md").write_bytes((root / "inbox.md").read_bytes() + b"\xff\n")
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    done = call("capture", one, two, f"--vault={root}")
    assert done.status == 2
    assert "inbox.md is not UTF-8" in done.err
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before
    assert call("undo", f"--vault={root}").status == 2


def test_several_lines_of_several_notes_are_one_step(call: Call, root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    every = [one for several in ids(call, root).values() for one in several]
    assert len(written(call, root, *every)["asks"]) == len(every) == 6
    assert found(call, root) == []
    assert call("undo", f"--vault={root}").status == 0
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


def test_contact_and_goal_of_the_line_can_be_replaced(call: Call, root: Path) -> None:
    (one,) = ids(call, root)["lunch?"]
    path = written(call, root, one, "--contact", "Mia", "--goal", "phd")["asks"][0]
    ask = json.loads(call("show", path, "--json", f"--vault={root}").out)["ask"]
    assert (ask["contact"], ask["goal"]) == (["Maria Lopez"], ["PhD"])


@pytest.mark.parametrize(
    ("line", "words", "said"),
    [
        ("ask Maria Lopes: near?", [], "“Maria Lopez” comes near"),
        ("ask [[Maria Lopes]]: near?", [], "“Maria Lopez” comes near"),
        ("ask Sam: which?", [], "people/sam"),
        ("ask Maria Lopez: near for [[PhDd]]?", [], "“PhD” comes near"),
        ("ask Maria Lopez: ok?", ["--contact", "Maria Lopes"], "“Maria Lopez” comes near"),
        ("ask Maria Lopez: ok?", ["--no", "--goal", "PhD"], "give one of them"),
    ],
)
def test_doubtful_name_ends_with_2_and_the_candidates(
    call: Call, root: Path, line: str, words: Sequence[str], said: str
) -> None:
    for place in ("people/sam.md", "friends/sam.md"):
        (root / place).parent.mkdir(exist_ok=True)
        (root / place).write_text("---\ntype: person\ntitle: Sam\n---\n")
    (root / "new.md").write_text(f"{line}\n")
    one = next(each["id"] for each in found(call, root) if each["path"] == "new.md")
    done = call("capture", one, *words, f"--vault={root}")
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert (root / "new.md").read_text() == f"{line}\n"
    if "near" in said and not words:
        assert call("capture", one, "--new-name", f"--vault={root}").status == 0


@pytest.mark.parametrize("words", [["--no"], ["--contact", "Tom"], ["--goal", "PhD"], ["--dry-run"], ["--new-name"]])
def test_what_is_for_lines_wants_their_ids(call: Call, root: Path, words: Sequence[str]) -> None:
    done = call("capture", *words, f"--vault={root}")
    assert (done.status, done.out) == (2, "")
    assert words[0] in done.err


def test_arrow_has_the_whole_id_where_the_stem_is_not_alone(call: Call, root: Path) -> None:
    (one,) = ids(call, root)["undated?"]
    (root / "2026-03-16-tom-okafor-undated.md").write_text("Somebody else’s.\n")
    written(call, root, one)
    assert (root / "undated.md").read_text().endswith(" → [[asks/2026-03-16-tom-okafor-undated]]\n")


def test_copies_of_sync_tools_have_no_captures(call: Call, root: Path) -> None:
    before = found(call, root)
    copy = root / "undated.sync-conflict-20260304-101500-ABCDEFG.md"
    copy.write_bytes((root / "undated.md").read_bytes())
    assert found(call, root) == before


def test_captures_follow_the_people_and_goals_that_there_are(call: Call, root: Path) -> None:
    (root / "people/void.md").write_text("---\ntype: person\ntitle: The Void\n---\n")
    (root / "goals/phd.md").unlink()
    asks = ids(call, root)
    assert {"hello?", "what was it for Thesis."} <= asks.keys()
    (root / "journal/2026-03-16.md").rename(root / "journal/2026-03-17.md")
    (root / "inbox.md").unlink()
    paths = {each["path"] for each in found(call, root)}
    assert paths == {"journal/2026-03-17.md", "journal/2026-03-10.md", "undated.md"}


def test_an_arrow_to_an_ask_that_is_gone_is_told_until_it_is_taken_away(call: Call, root: Path) -> None:
    name = ids(call, root)["undated?"][0]
    path = written(call, root, name)["changes"][0]["path"]
    stem = path.rpartition("/")[2].removesuffix(".md")
    (root / "old" / "x.md").write_text(
        "- ask Tom Okafor: no longer? → [[gone]]\n- asked him → [[gone]]\nSee [[gone]].\n"
    )

    def told() -> list[tuple[str, int, str]]:
        problems = json.loads(call("check", "--json", f"--vault={root}").out)["problems"]
        links = [each for each in problems if each["code"] == "dangling-link"]
        return [(each["path"], each["line"], each["message"]) for each in links]

    message = "No note is named “{0}”: take “→ [[{0}]]” away, and this line waits to be asked again."
    assert told() == [("old/x.md", 1, message.format("gone"))]
    (root / path).unlink()
    assert told() == [("old/x.md", 1, message.format("gone")), ("undated.md", 1, message.format(stem))]
    for each in ("old/x.md", "undated.md"):
        note = root / each
        note.write_text(note.read_text().replace(" → [[gone]]\n-", "\n-").replace(f" → [[{stem}]]", ""))
    assert told() == []
    assert {"no longer?", "undated?"} <= ids(call, root).keys()


def test_nothing_found_says_how_to_write_one(call: Call, make_vault: MakeVault) -> None:
    done = call("capture", f"--vault={make_vault({'a.md': 'text'})}")
    assert "Write one in any note: - ask" in done.out
