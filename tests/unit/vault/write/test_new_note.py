"""A new note is its template, filled in; nothing of the template is lost, and nothing of a person's either."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journal import Kind, Vault, notes
from journal.errors import BadCall, BadDate, BadSettings, Refused
from journal.model import Day
from tests.vaults import MakeVault

MONDAY = Day(2026, 3, 16)
MARIA = {"people/Maria Lopez.md": "---\ntype: person\n---\n", "goals/phd.md": "---\ntype: goal\n---\n"}


def drafted(root: Path, kind: Kind, text: str = "", **typed: Any) -> tuple[str, str]:
    (change,) = Vault.open(root).create(kind, text, typed, MONDAY, dry_run=True).changes
    assert change.after is not None
    return change.path, change.after.decode()


def test_an_ask_from_the_template_of_init(make_vault: MakeVault) -> None:
    root = make_vault(MARIA)
    assert drafted(root, Kind.ASK, "Could you  introduce me?", contact="Maria Lopez", goal="phd", needed_by="fri") == (
        "asks/2026-03-16-maria-lopez-introduce-me.md",
        "---\n"
        'goal: "[[phd]]"\n'
        'contact: "[[Maria Lopez]]"\n'
        "via:\n"
        "ask: Could you introduce me?\n"
        "why:         # why this person, of all people\n"
        "effort:      # what it costs them: 5m, 30m, intro\n"
        "piece:       # which of the goal's needs this is for\n"
        "needed_by: 2026-03-20\n"
        "asked:\n"
        "---\n\n",
    )


@pytest.mark.parametrize(
    ("kind", "text", "typed", "path", "title"),
    [
        (Kind.PERSON, "Ana Ruiz", {}, "people/Ana Ruiz.md", "Ana Ruiz"),
        (Kind.PERSON, "AC/DC", {"org": "x"}, "people/AC DC.md", "AC/DC"),
        (Kind.PERSON, "", {"title": "C#"}, "people/C.md", "C#"),
        (Kind.GOAL, "A job: in data", {"needs": "a, b"}, "goals/a-job-in-data.md", "A job: in data"),
        (Kind.MEETING, "Coffee", {"people": "Maria Lopez", "date": "fri"},
         "meetings/2026-03-20-maria-lopez-coffee.md", "Coffee"),
        (Kind.MEETING, "", {"people": "Maria Lopez"}, "meetings/2026-03-16-maria-lopez.md", "Meeting with Maria Lopez"),
        (Kind.MEETING, "", {}, "meetings/2026-03-16.md", "Meeting"),
        (Kind.NOTE, "On asking", {}, "notes/on-asking.md", "On asking"),
        (Kind.NOTE, "On asking", {"tags": "a"}, "notes/on-asking.md", "On asking"),
    ],
)  # fmt: skip
def test_a_note_of_each_kind_has_its_place_and_title(
    make_vault: MakeVault, kind: Kind, text: str, typed: dict[str, str], path: str, title: str
) -> None:
    found, data = drafted(make_vault(MARIA), kind, text, **typed)
    note = notes.read(found, data.encode()).note
    assert (found, note.title, note.problems) == (path, title, ())
    assert note.kind is (None if kind is Kind.NOTE else kind)
    assert "title:" not in data, "the heading says it"


def test_the_vaults_own_template_wins(make_vault: MakeVault) -> None:
    head = "---\r\n#ours: {{title}}\r\ntitle: {{title}}\r\nday: '{{date:YYYY}}' # kept?\r\nrank: 1\r\n---\r\n"
    root = make_vault({"templates/goal.md": head + "# {{ title }}\r\n{{x}}"})
    _, data = drafted(root, Kind.GOAL, 'Say "yes": now', rank="2")
    head = "---\r\n#ours: {{title}}\r\ntitle: 'Say \"yes\": now'\r\nday: 2026\r\nrank: 2\r\n---\r\n"
    assert data == head + '# Say "yes": now\r\n{{x}}'


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("tags: [ask, {{date}}]", "tags: [ask, 2026-03-16]"),
        ("aliases: ['{{title}}', x]", 'aliases: ["A: b", x]'),
        ("on: {{date:DD.MM.YYYY}}", 'on: "16.03.2026"'),
        ("on: {{date: YYYY/MM }}", "on: 2026/03"),
        ("on: '{{date:dddd}}'", 'on: "{{date:dddd}}"'),
    ],
)
def test_what_a_template_leaves_open_is_filled_in_each_item(make_vault: MakeVault, line: str, written: str) -> None:
    root = make_vault({"templates/goal.md": f"---\n{line}\n---\n# {{{{title}}}}\n"})
    assert drafted(root, Kind.GOAL, "A: b")[1] == f"---\n{written}\n---\n# A: b\n"


def test_a_template_that_cannot_be_read_is_named_with_its_line(make_vault: MakeVault) -> None:
    root = make_vault({"templates/ask.md": "---\ncontact: [\nask:\n---\n"})
    with pytest.raises(BadSettings, match=r"^templates/ask\.md: .* line 4, column 1") as told:
        drafted(root, Kind.ASK, "Please?")
    assert "check --fix" not in str(told.value)


def test_an_ask_starts_as_a_draft_whatever_its_template_says(make_vault: MakeVault) -> None:
    root = make_vault({"templates/ask.md": "---\nask:\nasked: {{date}}\nstatus: waiting\n---\n"})
    assert drafted(root, Kind.ASK, "Please?")[1] == "---\nask: Please?\nasked:\n---\n"
    assert drafted(root, Kind.ASK, "Please?", asked="today")[1] == "---\nask: Please?\nasked: 2026-03-16\n---\n"


def test_an_ask_without_words_is_not_made_but_told_what_it_lacks(make_vault: MakeVault) -> None:
    root = make_vault(MARIA)
    with pytest.raises(BadCall, match="needs words"):
        drafted(root, Kind.ASK, contact="Maria Lopez", ask=["", " "])
    typed = {"contact": "Maria Lopez", "deadline": "fri"}
    lacks = {gap.code for gap in Vault.open(root).gaps_of_new("", typed, MONDAY)}
    assert lacks & {"no-why", "no-needed-by"} == {"no-why"}


def test_the_words_of_an_ask_may_be_given_as_its_key(make_vault: MakeVault) -> None:
    assert "\nask: Please?\n" in drafted(make_vault({}), Kind.ASK, ask="Please?")[1]


@pytest.mark.parametrize("title", ["a\ud800", "\udfffb", "\udcff"])
def test_a_title_that_is_not_utf_8_is_refused(make_vault: MakeVault, title: str) -> None:
    with pytest.raises(Refused, match="is not UTF-8: give it as text"):
        drafted(make_vault({}), Kind.PERSON, title)


def test_a_template_without_frontmatter_gets_some(make_vault: MakeVault) -> None:
    root = make_vault({"templates/note.md": "Just {{title}}\n"})
    path, data = drafted(root, Kind.NOTE, "On asking", why="x")
    assert data == "---\nwhy: x\ntitle: On asking\n---\nJust On asking\n"
    assert path == "notes/on-asking.md"


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.GOAL, Kind.NOTE])
def test_a_note_wants_a_name(make_vault: MakeVault, kind: Kind) -> None:
    with pytest.raises(BadCall, match=f"A new {kind.value} needs a name"):
        drafted(make_vault({}), kind, "  ")


def test_a_text_that_is_given_twice_is_refused(make_vault: MakeVault) -> None:
    with pytest.raises(BadCall, match="both say its ask"):
        drafted(make_vault({}), Kind.ASK, "One?", ask="Two?")
    with pytest.raises(BadCall, match="both say its title"):
        drafted(make_vault({}), Kind.PERSON, "Ana", Title="Anna")


def test_a_bad_date_is_refused(make_vault: MakeVault) -> None:
    with pytest.raises(BadDate):
        drafted(make_vault({}), Kind.ASK, "One?", needed_by="soon")


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("---\nask: a: b\n---\n", r"templates/ask\.md: .*line 2, column 7"),
        (b"\xff", r"templates/ask\.md is not UTF-8"),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_named(
    make_vault: MakeVault, template: str | bytes, reason: str
) -> None:
    with pytest.raises((BadSettings, Refused), match=reason):
        drafted(make_vault({"templates/ask.md": template}), Kind.ASK, "One?")


def test_a_template_outside_the_vault_is_not_read(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({"templates/x.md": ""})
    (tmp_path / "secret").write_text("secret")
    (root / "templates/note.md").symlink_to(tmp_path / "secret")
    with pytest.raises(BadSettings, match="outside the vault"):
        drafted(root, Kind.NOTE, "x")
