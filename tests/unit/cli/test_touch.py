"""``journal touch``: who is due, as a table and as JSON, and a contact written into notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Call
from tests.vaults import MakeVault

FILES: dict[str, str | bytes] = {
    "journal.toml": '[cadence]\nmentor = "8w"\n',
    "people/ida.md": "---\ntype: person\ntitle: Ida Berg\naliases: [Idchen]\ntags: [mentor/phd]\n---\n",
    "people/jon.md": "---\ntype: person\ntitle: Jon Vik\nkeep in touch: 2w\nlast-contacted: 2026-02-16\n---\n",
    "people/ana.md": "---\ntype: person\ntitle: Ana Ruiz\ncadence: 4w\ntags: [mentor]\n---\n",
    "people/bo.md": "---\ntype: person\ntitle: Bo Lund\nFollow-up: 2026-03-14\n---\n",
    "people/cy.md": "---\ntype: person\ntitle: Cy Roe\nfollow_up: 2026-03-14\nlast_contact: 2026-03-20\n---\n",
    "people/di.md": "---\ntype: person\ntitle: Di Fox\nfollow_up: 2w\ntags: [friend]\n---\n",
    "people/bo (conflicted copy 2026-03-04).md": "---\ntype: person\ntitle: Bo Lund\nfollow_up: 2026-03-01\n---\n",
    "named.md": "---\ntitle: Ed Noe\ncadence: 1w\n---\n",
    "unnamed.md": "---\ntitle: Nobody\ncadence: 1w\nfollow_up: 2026-01-01\n---\n",
    "asks/2026-02-09-x.md": "---\ntitle: Slides\ncontact: ['[[ana]]', Kim Park]\nask: See my slides?\n---\n",
    "asks/2026-03-12-y.md": "---\ntitle: Ana Ruiz\ncontact: '[[named]]'\nask: See it?\nfollow_up: 2026-03-13\n---\n",
}
TODAY = "2026-03-16"


@pytest.fixture
def friends(make_vault: MakeVault) -> str:
    return str(make_vault(FILES))


def test_who_is_due_as_json(call: Call, friends: str) -> None:
    document = call("touch", "--vault", friends, "--json").document
    assert document == {
        "version": 1,
        "touch": [
            {"name": "Bo Lund", "id": "people/bo", "due": "2026-03-14", "why": "follow_up",
             "cadence_days": None, "last_contact": None, "ratio": None},
            {"name": "Cy Roe", "id": "people/cy", "due": "2026-03-14", "why": "follow_up",
             "cadence_days": None, "last_contact": None, "ratio": None},
            {"name": "Jon Vik", "id": "people/jon", "due": "2026-03-02", "why": "cadence",
             "cadence_days": 14, "last_contact": "2026-02-16", "ratio": 2.0},
            {"name": "Ana Ruiz", "id": "people/ana", "due": "2026-03-09", "why": "cadence",
             "cadence_days": 28, "last_contact": "2026-02-09", "ratio": 1.25},
            {"name": "Ida Berg", "id": "people/ida", "due": None, "why": "cadence",
             "cadence_days": 56, "last_contact": None, "ratio": None},
        ],
    }  # fmt: skip
    late = call("touch", "--vault", friends, "--json", "--today", "2026-03-20").document["touch"]
    assert [each["name"] for each in late] == ["Bo Lund", "Jon Vik", "Ana Ruiz", "Ed Noe", "Ida Berg"]


def test_who_is_due_as_a_table(call: Call, friends: str) -> None:
    lines = call("touch", "--vault", friends).out.splitlines()
    assert [line.split("  ")[0] for line in lines[:5]] == ["Bo Lund", "Cy Roe", "Jon Vik", "Ana Ruiz", "Ida Berg"]
    assert "planned for 14 Mar 2026" in lines[0]
    assert "every 2 weeks, due 14 days ago" in lines[2]
    assert "last contact 28 days ago" in lines[2]
    assert "every 8 weeks, never in touch yet" in lines[4]
    assert lines[-1] == "5 contacts. Next: journal touch NAME, once you were in touch."
    for width in (40, 64, 80):
        shown = " ".join(call("touch", "--vault", friends, width=width, variables={"NO_COLOR": "1"}).out.split())
        due = "every 2 weeks, due 14 days" + ("…" if width == 64 else " ago")
        assert f"{due} last contact 28 days ago" in shown
    nobody = call("touch", "--vault", friends, "--today", "2020-01-01", "--json").document["touch"]
    assert [each["name"] for each in nobody] == ["Ana Ruiz", "Ed Noe", "Ida Berg", "Jon Vik"]


def test_nobody_is_due(call: Call, make_vault: MakeVault) -> None:
    done = call("touch", "--vault", str(make_vault({"people/x.md": "---\ntype: person\n---\n"})))
    assert done.status == 0
    assert done.out.startswith("Nobody is due.")


WRITTEN = [
    (["Ida Berg"], "people/ida.md", "person\n", "person\nlast_contact: 2026-03-16\n"),
    (["idchen"], "people/ida.md", "person\n", "person\nlast_contact: 2026-03-16\n"),
    (["people/ida", "--on", "fri"], "people/ida.md", "person\n", "person\nlast_contact: 2026-03-13\n"),
    (["people/jon.md"], "people/jon.md", "last-contacted: 2026-02-16", "last-contacted: 2026-03-16"),
    (["Ana Ruiz"], "people/ana.md", "4w\n", "4w\nlast_contact: 2026-03-16\n"),
    (["Ed Noe"], "named.md", "cadence: 1w\n", "cadence: 1w\nlast_contact: 2026-03-16\n"),
]


@pytest.mark.parametrize(("words", "path", "old", "new"), WRITTEN)
def test_a_contact_is_written_and_undone(
    call: Call, friends: str, words: list[str], path: str, old: str, new: str
) -> None:
    place = Path(friends, path)
    before = place.read_text()
    assert call("touch", *words, "--vault", friends, "--dry-run").status == 0
    assert place.read_text() == before
    done = call("touch", *words, "--vault", friends)
    assert (done.status, done.err) == (0, "")
    assert place.read_text() == before.replace(old, new) != before
    assert call("undo", "--vault", friends).status == 0
    assert place.read_text() == before


def test_several_are_one_step(call: Call, friends: str) -> None:
    done = call("touch", "Ida Berg", "Bo Lund", "Ida Berg", "--vault", friends, "--json")
    assert [(each["path"], each["changed"]) for each in done.document["changes"]] == [
        ("people/ida.md", {"last_contact": [None, TODAY]}),
        ("people/bo.md", {"last_contact": [None, TODAY]}),
    ]
    assert [each["name"] for each in call("touch", "--vault", friends, "--json").document["touch"]] == [
        "Cy Roe", "Jon Vik", "Ana Ruiz",
    ]  # fmt: skip
    call("undo", "--vault", friends)
    assert len(call("touch", "--vault", friends, "--json").document["touch"]) == 5


@pytest.mark.parametrize("words", [["--on", "2026-01-01"], ["--on", "2026-02-15"]])
def test_a_later_contact_stays_and_that_is_said(call: Call, friends: str, words: list[str]) -> None:
    before = Path(friends, "people/jon.md").read_bytes()
    done = call("touch", "Jon Vik", *words, "--vault", friends, "--json")
    assert done.status == 0
    assert done.document["changes"] == []
    assert done.err == "Jon Vik: a later contact is written down, of 2026-02-16, and stays.\n"
    assert Path(friends, "people/jon.md").read_bytes() == before
    again = call("touch", "Jon Vik", "--on", "2026-02-16", "--vault", friends)
    assert (again.status, again.err) == (0, "")
    assert "Nothing to change" in again.out


REFUSED = [
    (["Kim Park"], "Kim Park has no note to write that into: journal new person 'Kim Park' makes one."),
    (["Ida Brg"], "Did you mean people/ida?"),
    (["Slides"], "asks/2026-02-09-x.md is no contact (ask): name one, “journal contacts” has them all."),
    (["Ida Berg", "Kim Park"], "Kim Park has no note"),
    (["Ida Berg", "--on", "tomorrow"], "2026-03-17 is still ahead"),
    (["Ida Berg", "--on", "someday"], "“someday” is no date"),
    (["--on", "fri"], "--on is for a contact that there was"),
    (["--dry-run"], "--dry-run is for a contact that there was"),
]


@pytest.mark.parametrize(("words", "why"), REFUSED)
def test_what_is_refused_writes_nothing(call: Call, friends: str, words: list[str], why: str) -> None:
    before = {path: path.read_bytes() for path in Path(friends).rglob("*.md")}
    done = call("touch", *words, "--vault", friends)
    assert done.status == 2
    assert why in done.err
    assert {path: path.read_bytes() for path in Path(friends).rglob("*.md")} == before


def test_a_part_of_a_name_is_taken_on_a_terminal_only(call: Call, friends: str) -> None:
    assert "In a script write the whole name: people/ida" in call("touch", "Berg", "--vault", friends).err
    done = call("touch", "Berg", "--vault", friends, width=80)
    assert done.status == 0
    assert "“Berg” is taken for people/ida." in done.err


def test_of_two_with_one_name_the_person_picks(call: Call, make_vault: MakeVault) -> None:
    notes = {f"{at}/ann.md": "---\ntype: person\ntitle: Ann Lee\n---\n" for at in "ab"}
    root = str(make_vault(notes))
    done = call("touch", "Ann Lee", "--vault", root)
    assert done.status == 2
    assert "  a/ann\n  b/ann" in done.err
    assert call("touch", "Ann Lee", "--vault", root, width=80, answers=["2\n"]).status == 0
    assert "last_contact: 2026-03-16" in Path(root, "b/ann.md").read_text()


def test_a_span_for_a_persons_follow_up_is_the_day_that_it_means(call: Call, friends: str) -> None:
    assert call("set", "Ida Berg", "follow_up=2w", "--vault", friends).status == 0
    assert "follow_up: 2026-03-30\n" in Path(friends, "people/ida.md").read_text()


def test_the_page_of_a_contact_says_when_to_think_of_them(call: Call, friends: str) -> None:
    assert "14 Mar 2026 (2 days ago)" in call("show", "Bo Lund", "--vault", friends).out
    call("touch", "Bo Lund", "--vault", friends)
    assert "14 Mar 2026 (2 days ago)" not in call("show", "Bo Lund", "--vault", friends).out


def test_a_settings_change_counts_at_once(call: Call, friends: str) -> None:
    Path(friends, "journal.toml").write_text("")

    def names() -> list[str]:
        return [each["name"] for each in call("touch", "--vault", friends, "--json").document["touch"]]

    assert "Ida Berg" not in names()
    Path(friends, "journal.toml").write_text('[cadence]\n"#Mentor/PhD" = "1d"\n')
    assert "Ida Berg" in names()


@pytest.mark.parametrize("kind", ["meeting", "goal"])
def test_a_meeting_or_a_goal_with_somebodys_name_is_nobodys_note(call: Call, make_vault: MakeVault, kind: str) -> None:
    note = f"---\ntype: {kind}\ndate: 2026-03-12\npeople: [Kim Park, Sam]\n---\n"
    ask = "---\ncontact: Kim Park\nvia: '[[x/Kim Park]]'\nask: Could you?\nasked: 2026-03-10\n---\n"
    root = make_vault({"x/Kim Park.md": note, "a.md": ask})
    done = call("touch", "Kim Park", "--vault", str(root))
    assert (done.status, done.err) == (
        2, "Kim Park has no note to write that into: journal new person 'Kim Park' makes one.\n",
    )  # fmt: skip
    assert (root / "x/Kim Park.md").read_text() == note
    contacts = call("contacts", "--vault", str(root), "--json").document["contacts"]
    assert ("Kim Park", None) in [(each["name"], each["id"]) for each in contacts]
    (root / "p.md").write_text("---\ntype: person\ntitle: Kim Park\n---\n")
    assert call("touch", "Kim Park", "--vault", str(root)).status == 0
    assert "last_contact: 2026-03-16" in (root / "p.md").read_text()
