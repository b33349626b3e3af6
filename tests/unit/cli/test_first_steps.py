"""What ``init`` asks a person at a terminal, and what it and ``doctor`` say that they understood."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import Call
from tests.vaults import MakeVault

ADOPTED: dict[str, str | bytes] = {
    ".obsidian/app.json": "{}",
    "People/Maria Lopez.md": "---\ntags: [person, mentor]\nCompany: Acme\nKeep in touch: 6w\nshoe size: 38\n---\n",
    "People/Tom.md": "---\ntags: [person, mentor]\nCompany: Acme\n---\n",
    "People/Ana.md": "---\ntags:\n  - person\n  - Mentor\ncompany: Initech\n---\n",
    "Projects/Thesis.md": "---\ntags: [goal]\ndue: 2026-06-01\n---\n",
    "Asks/One.md": "---\nRequest: Could you?\nwith: [[Maria Lopez]]\nProject: '[[Thesis]]'\nFollow-up: 1w\n---\n",
    "Asks/Two.md": b"\xef\xbb\xbf---\r\nask: May I?\r\nwith: Sam Lee\r\nproject: '[[Thesis]]'\r\n"
    b"due: 2026-04-01\r\n---\r\n",
    "Asks/Three.md": '---\n"Request": Would you?\nwith: Sam Lee\ncontct: Sam\n---\n',
    "Meetings/2026-03-01.md": "---\ntype: meeting\nattendees: ['[[Tom]]']\nminutes: 30\n---\n",
    "Daily/2026-03-02.md": "---\nstatus: done\nmood: fine\n---\nNothing.\n",
    "Daily/broken.md": "---\nask: a: b: c\nwith: x: y\n---\n",
    "Inbox/later.md": "---\nwith: Maria Lopez\n---\nAsk her one day.\n",
}
KEYS = [
    ("with", "contact", 4), ("Request", "ask", 2), ("Company", "org", 2), ("ask", "ask", 2), ("tags", "tags", 4),
    ("Project", "goal", 1), ("project", "goal", 1), ("Follow-up", "follow_up", 1), ("due", "follow_up", 1),
    ("due", "deadline", 1), ("company", "org", 1), ("Keep in touch", "cadence", 1), ("attendees", "people", 1),
    ("minutes", "duration", 1), ("type", "type", 1),
]  # fmt: skip


@pytest.fixture
def adopted(make_vault: MakeVault) -> Path:
    return make_vault(ADOPTED)


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("words", [["init"], ["init", "--dry-run"], ["doctor"]])
def test_what_is_understood_of_an_adopted_vault(call: Call, adopted: Path, words: list[str]) -> None:
    before = files(adopted)
    found: dict[str, Any] = call(*words, "--json", "--vault", str(adopted)).document["understood"]
    assert list(found) == ["notes", "asks", "people", "goals", "meetings", "keys", "suggestions"]
    assert {key: found[key] for key in ("notes", "asks", "people", "goals", "meetings")} == {
        "notes": 11, "asks": 4, "people": 5, "goals": 1, "meetings": 1,
    }  # fmt: skip
    keys = [(key["written"], key["read_as"], key["count"]) for key in found["keys"]]
    assert [count for *_, count in keys] == sorted((count for *_, count in keys), reverse=True)
    assert sorted(keys) == sorted(KEYS)
    assert found["suggestions"] == [
        "1 note may not mean what was meant: journal check says where.",
        "The key contct in 1 note is read as nothing: did you mean contact?",
        "1 note names a contact and no ask: what is written behind ask: is listed.",
    ]
    now = files(adopted)
    assert {path: now[path] for path in before} == before


def test_it_is_said_in_words(call: Call, adopted: Path) -> None:
    out = call("init", "--vault", str(adopted)).out
    assert "Understood: 4 asks, 5 people, 1 goal, 1 meeting.\n" in out
    assert "Keys are read as they stand: with as contact (4), Company as org (2), Request as ask (2)" in out
    assert out.count("read as nothing") == 1
    assert "Understood: 4 asks, 5 people, 1 goal, 1 meeting.\n" in call("doctor", "--vault", str(adopted)).out


def test_a_tag_of_several_people_may_want_a_cadence(call: Call, make_vault: MakeVault) -> None:
    people = {path: text for path, text in ADOPTED.items() if path.startswith(("People", "Projects", "Asks/One"))}
    root = make_vault(people)
    found = call("doctor", "--json", "--vault", str(root)).document["understood"]["suggestions"]
    assert found == ['3 people have the tag mentor: mentor = "8w" below [cadence] in journal.toml keeps in touch.']
    (root / "journal.toml").write_text('[cadence]\nMentor = "8w"\n')
    assert call("doctor", "--json", "--vault", str(root)).document["understood"]["suggestions"] == []


def test_a_line_that_may_become_an_ask_is_told(call: Call, make_vault: MakeVault) -> None:
    root = make_vault({**ADOPTED, "Daily/broken.md": "- 9:30 ask [[Tom]]: could you call?\n", "Asks/Three.md": ""})
    found = call("doctor", "--json", "--vault", str(root)).document["understood"]["suggestions"]
    assert found[0] == "1 line in notes may become an ask: see journal capture."


def test_nothing_is_understood_where_nothing_is(call: Call, tmp_path: Path) -> None:
    empty = {"notes": 0, "asks": 0, "people": 0, "goals": 0, "meetings": 0, "keys": []}
    for words in (["init", "--dry-run"], ["init"], ["doctor"]):
        document = call(*words, "--json", "--vault", str(tmp_path / "new")).document
        suggested = document["understood"].pop("suggestions")
        assert document["understood"] == empty
        assert len(suggested) == (0 if "--dry-run" in words else 3)
        assert not any("“" in sentence for sentence in suggested), "no shell reads such quotes in a command"
    nowhere = call("doctor", "--json", "--vault", str(tmp_path / "nowhere")).document["understood"]
    assert nowhere == {**empty, "suggestions": []}


ANSWERS = [
    (["Data job\n", "Priya Nair\n"], {"goals/data-job.md": "goal", "people/Priya Nair.md": "person"}),
    (["\n", "Priya Nair\n"], {"people/Priya Nair.md": "person"}),
    (["Data job\n", "\n"], {"goals/data-job.md": "goal"}),
    (["\n", "\n"], {}),
    ([], {}),
]


@pytest.mark.parametrize(("answers", "made"), ANSWERS)
def test_a_person_at_a_terminal_begins_with_a_goal_and_somebody(
    call: Call, tmp_path: Path, answers: list[str], made: dict[str, str]
) -> None:
    root = tmp_path / "v"
    done = call("init", str(root), width=100, answers=answers)
    assert done.status == 0
    assert "What do you want to reach, in a few words? Enter skips: " in done.out
    assert "Who is the first person you could ask for help? Enter skips: " in done.out
    notes = {path: text.decode() for path, text in files(root).items() if path.startswith(("goals", "people"))}
    assert {path: text.split("type: ")[1].split("\n")[0] for path, text in notes.items()} == made
    assert all(f"made {path}\n" in done.out for path in made)
    if made:
        assert call("undo", "--vault", str(root)).status == 0
        assert not any((root / path).exists() for path in made)


def test_a_question_without_an_answer_ends_its_line(call: Call, tmp_path: Path) -> None:
    lines = call("init", str(tmp_path / "v"), width=100, answers=[]).out.splitlines()
    assert [line.rstrip() for line in lines if "Enter skips" in line] == [
        "What do you want to reach, in a few words? Enter skips:",
        "Who is the first person you could ask for help? Enter skips:",
    ]


def test_the_next_step_names_what_was_typed(call: Call, tmp_path: Path) -> None:
    out = call("init", str(tmp_path / "v"), width=120, answers=["Data job\n", "Priya Nair\n"]).out
    assert "journal new ask \"Could you …?\" --contact 'Priya Nair' --goal 'Data job'" in out


@pytest.mark.parametrize(("width", "words"), [(None, []), (80, ["--json"]), (80, ["--dry-run"])])
def test_nobody_is_asked_without_a_terminal_nor_for_json(
    call: Call, tmp_path: Path, width: int | None, words: list[str]
) -> None:
    done = call("init", str(tmp_path / "v"), *words, width=width, answers=["Data job\n", "Priya Nair\n"])
    assert "Enter skips" not in done.out
    assert not list(tmp_path.rglob("goals"))


def test_what_is_there_is_not_asked_for(call: Call, adopted: Path) -> None:
    before = files(adopted)
    done = call("init", str(adopted), width=80, answers=["Data job\n", "Priya Nair\n"])
    assert "Enter skips" not in done.out
    now = files(adopted)
    assert {path: now[path] for path in before} == before
    assert {path.partition("/")[0] for path in now.keys() - before.keys()} == {
        "journal.toml", "templates", ".gitattributes", ".gitignore",
    }  # fmt: skip


def test_lines_for_git_are_added_to_files_that_are_there_an_empty_one_too(call: Call, adopted: Path) -> None:
    (adopted / ".gitignore").touch()
    (adopted / ".gitattributes").write_text("*.png binary", "utf-8")
    assert call("init", str(adopted)).status == 0
    assert (adopted / ".gitignore").read_text("utf-8") == ".~*.tmp\n"
    assert (adopted / ".gitattributes").read_text("utf-8").startswith("*.png binary\n*.[mM][dD] merge=journal\n")
