"""A name means one note, by the order of docs/format.md 5."""

from __future__ import annotations

import pytest

from journal import notes
from journal.model import Kind, Name, Note
from journal.vault.resolve import Resolver

NOTES = {
    "people/maria.md": "---\ntype: person\naliases: [Mia]\n---\n# Maria Lopez\n",
    "old/maria.md": "# Maria the cat\n",
    "people/ben.md": "# Ben Ito\n",
    "goals/oslo.md": "---\ntitle: Move to Oslo\n---\n",
    "oslo.md": "A trip.\n",
    "asks/ben.md": "---\nask: May I visit?\ncontact: Ben\ngoal: Move to Oslo\n---\n",
    "asks/self.md": "---\nask: Who knows?\ncontact: self\n---\n",
}


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver([notes.read(path, text.encode()).note for path, text in sorted(NOTES.items())])


@pytest.mark.parametrize(
    ("target", "kind", "expected"),
    [
        ("people/maria", None, "people/maria"),
        ("maria", Kind.PERSON, "people/maria"),
        ("maria", None, "old/maria"),
        ("MARIA  lopez", Kind.PERSON, "people/maria"),
        ("mia", None, "people/maria"),
        ("oslo", Kind.GOAL, "oslo"),
        ("Move to Oslo", Kind.GOAL, "goals/oslo"),
        ("Ben Ito", Kind.PERSON, "people/ben"),
        ("ben", Kind.PERSON, "people/ben"),
        ("nobody", None, None),
    ],
)
def test_a_name_resolves(resolver: Resolver, target: str, kind: Kind | None, expected: str | None) -> None:
    note = resolver.note(Name(target, target), kind)
    assert (note.id if note else None) == expected


def test_a_note_that_an_ask_names_is_a_person_or_goal(resolver: Resolver) -> None:
    kinds = {note.id: resolver.kind(note) for note in resolver.notes}
    assert kinds["people/ben"] is Kind.PERSON
    assert kinds["goals/oslo"] is Kind.GOAL
    assert kinds["oslo"] is Kind.NOTE


def test_an_ask_is_not_the_person_it_is_named_after(resolver: Resolver) -> None:
    (ask,) = (ask for ask in resolver.asks() if ask.note.id == "asks/self")
    assert ask.contacts[0].id is None
    assert ask.contacts[0].name == "self"


def test_people_without_a_note_are_one_by_name() -> None:
    texts = {f"{n}.md": f"---\nask: Help?\ncontact: {who}\n---\n" for n, who in enumerate(("Ana Ruiz", "ana  ruiz"))}
    resolver = Resolver([notes.read(path, text.encode()).note for path, text in texts.items()])
    asks = resolver.asks()
    assert asks[0].contacts[0].key == asks[1].contacts[0].key
    assert [person.party.name for person in resolver.people(asks, ())] == ["Ana Ruiz"]


def _note(resolver: Resolver, id: str) -> Note:
    return next(note for note in resolver.notes if note.id == id)


def test_links_go_both_ways(resolver: Resolver) -> None:
    assert set(resolver.linked(_note(resolver, "asks/ben"))) == {"people/ben", "goals/oslo"}
