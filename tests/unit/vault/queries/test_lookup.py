"""Which note a typed name means: a whole name first, then the best part of one, people and goals first."""

from __future__ import annotations

import pytest

from journal import Kind, Vault
from journal.errors import AmbiguousNote, UnknownNote
from journal.model import Contact
from journal.vault.index.rows import Called
from journal.vault.queries.lookup import Meant, named_whole
from tests.seen import TODAY
from tests.vaults import MakeVault

COPY = "ray.sync-conflict-20260301-101010-ABCDEFG.md"
NOTES: dict[str, str | bytes] = {
    "people/tom.md": "---\ntype: person\ntitle: Tom Okafor\n---\n",
    "asks/tom.md": "---\nask: Would you?\ntitle: Tom Okafor\ncontact: Lea Kern\n---\n",
    "tomorrow.md": "# Bottom line\n",
    "a/b.md": "# One\n",
    "c.md": "---\ntitle: a/b.md\n---\n",
    "lea.md": "# Lea Kern\n",
    "n1.md": "# Twin\n",
    "n2.md": "# Twin\n",
    "goals/jörg.md": "---\ntype: goal\ntitle: Ärger\n---\n",
    "bo.md": "---\nask: Could you?\ntitle: Bo\ncontact: Bo\n---\n",
    "m.md": "---\ntype: meeting\npeople: [Kim, Jo, Ray Cho]\n---\n",
    "ray.md": "# Ray Peak\n",
    COPY: "---\ntype: person\ntitle: Ray Peak\n---\nThe wax.\n",
    "lea.sync-conflict-20260301-101010-ABCDEFG.md": "---\ntype: person\ntitle: Lea K\n---\n",
    "asks/plan.md": "---\nask: Who?\ntitle: Plan\ncontact: Jo\ngoal: Plan\n---\n",
    "kim ray.md": "---\nask: Who?\nvia: Sue\ntitle: Sue May\n---\n",
    "asks/jorg-late.md": "---\nask: Could you?\ncontact: Jo\n---\n",
}


@pytest.fixture
def vault(make_vault: MakeVault) -> Vault:
    return Vault.open(make_vault(NOTES))


@pytest.mark.parametrize(
    ("name", "kind", "path"),
    [
        ("Tom Okafor", None, "people/tom.md"),
        ("tom  OKAFOR", Kind.ASK, "asks/tom.md"),
        ("people/tom", None, "people/tom.md"),
        ("people/tom.md", None, "people/tom.md"),
        ("./asks/tom.md", None, "asks/tom.md"),
        ("a/b.md", None, "a/b.md"),
        ("./a/b.md", None, "a/b.md"),
        ("a/b", None, "a/b.md"),
        ("okaf", None, "people/tom.md"),
        ("ottom", None, "tomorrow.md"),
        ("jorg", None, "goals/jörg.md"),
        ("arg", None, "goals/jörg.md"),
        ("jorg-l", None, "asks/jorg-late.md"),
        ("jorg", Kind.ASK, "asks/jorg-late.md"),
        ("lea kern", None, "lea.md"),
        ("Ray Peak", None, "ray.md"),
        ("eak", None, "ray.md"),
        ("ray.sync", None, COPY),
        (COPY, None, COPY),
    ],
)
def test_a_name_finds_one_note(vault: Vault, name: str, kind: Kind | None, path: str) -> None:
    assert vault.find(name, kind).path == path


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Twin", {"n1", "n2"}),
        ("twi", {"n1", "n2"}),
        ("n", {"n1", "n2"}),
        ("\u00f6rg", {"goals/j\u00f6rg", "asks/jorg-late"}),
        ("kafor", {"people/tom", "asks/tom"}),
    ],
)
def test_notes_that_are_meant_equally_well_are_told(vault: Vault, name: str, ids: set[str]) -> None:
    with pytest.raises(AmbiguousNote) as told:
        vault.find(name)
    assert ids <= set(told.value.candidates)


SPELLED: dict[str, str | bytes] = {
    "people/Ana.md": "---\ntype: person\n---\n",
    "people/ana.md": "---\ntype: person\n---\n",
    "asks/Plan.md": "---\nask: Who?\ncontact: Kim Park\ngoal: KIM PARK\n---\n",
    "asks/plan.md": "---\nask: Who?\ncontact: Jo\n---\n",
    "goals/a.md": "---\ntype: goal\ntitle: Job\n---\n",
    "goals/b.md": "---\ntype: goal\ntitle: JOB\n---\n",
    "job.md": "# job\n",
}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("people/Ana", "people/Ana.md"), ("people/ana", "people/ana.md"), ("./people/ana", "people/ana.md"),
        ("Ana", "people/Ana.md"), ("Job", "goals/a.md"), ("JOB", "goals/b.md"), ("asks/plan", "asks/plan.md"),
    ],
)  # fmt: skip
def test_an_exact_spelling_wins_over_one_with_other_capitals(make_vault: MakeVault, name: str, path: str) -> None:
    vault = Vault.open(make_vault(SPELLED))
    page = vault.page(name, TODAY)
    assert page.note
    assert vault.find(name).path == page.note.path == path
    assert [line.path for line in vault.lines_called(name, TODAY)] == ([path] if path.startswith("asks") else [])


def test_a_whole_file_name_in_its_own_spelling_wins_too(make_vault: MakeVault) -> None:
    notes: dict[str, str | bytes] = {f"asks/{name}.md": "---\nask: Who?\ntitle: T\n---\n" for name in ("Plan", "plan")}
    vault = Vault.open(make_vault(notes))
    assert [vault.find(name).id for name in ("Plan", "plan")] == ["asks/Plan", "asks/plan"]
    with pytest.raises(AmbiguousNote):
        vault.find("PLAN")


@pytest.mark.parametrize(
    ("name", "meant"), [("job", {"goals/a", "goals/b"}), ("PEOPLE/ANA", {"people/Ana", "people/ana"})]
)
def test_where_no_spelling_is_exact_all_are_told(make_vault: MakeVault, name: str, meant: set[str]) -> None:
    vault = Vault.open(make_vault(SPELLED))
    for find in (vault.find, lambda each: vault.page(each, TODAY)):
        with pytest.raises(AmbiguousNote) as told:
            find(name)
        assert set(told.value.candidates) == meant


def test_an_exact_spelling_of_a_contact_or_goal_without_a_note_wins_too(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(SPELLED))
    assert [known.kind for known in vault.contacts_called("Kim Park", TODAY)] == [Kind.PERSON]
    assert isinstance(vault.page("Kim Park", TODAY).subject, Contact)
    assert vault.page("KIM PARK", TODAY).subject.title == "KIM PARK"


def test_a_name_of_none_is_told_with_the_nearest(vault: Vault) -> None:
    with pytest.raises(UnknownNote, match="people/tom"):
        vault.find("Tom Okaffor")
    with pytest.raises(UnknownNote):
        vault.find("Tom Okafor", Kind.GOAL)


def test_a_copy_is_meant_where_nothing_else_has_the_name() -> None:
    note, copy = Called(1, "x", "x.md", "X", Kind.NOTE, False), Called(2, "x.sync", "x.sync.md", "X", Kind.NOTE, True)
    assert named_whole("X", [note, copy]) == Meant([note], True)
    assert named_whole("x.sync", [copy]) == Meant([copy], True)


def test_three_of_the_nearest_names_are_told(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault({f"{n}.md": f"# Garden plan {n}\n" for n in range(4)} | {"far.md": "# Away\n"}))
    with pytest.raises(UnknownNote) as told:
        vault.find("Garden plam")
    assert [n for n in ("0", "1", "2", "3", "far") if n in told.value.sentence] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Lea Kern", "lea.md"),
        ("Ray", "ray.md"),
        ("Ray Cho", "contact Ray Cho"),
        ("kern", "lea.md"),
        ("Tom Okafor", "people/tom.md"),
        ("asks/tom", "asks/tom.md"),
        ("a/b", "a/b.md"),
        ("Bo", "contact Bo"),
        ("bo.md", "bo.md"),
        ("Jo", "contact Jo"),
        ("Plan", "goal Plan"),
        ("Sue May", "kim ray.md"),
        ("Sue", "contact Sue"),
        ("kim", "contact Kim"),
        ("kim ray", "kim ray.md"),
    ],
)
def test_a_page_is_that_of_a_person_or_goal_of_that_name_with_a_note_or_without(
    vault: Vault, name: str, path: str
) -> None:
    page = vault.page(name, TODAY)
    kind = "contact" if isinstance(page.subject, Contact) else "goal"
    assert (page.note.path if page.note else f"{kind} {page.subject.title}") == path
