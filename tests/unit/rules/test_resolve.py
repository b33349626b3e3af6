"""A name means one note, by the order of docs/format.md 5."""

from __future__ import annotations

import pytest

from journal import Vault
from journal.model import Day, Goal, Kind, Name, Note, Party, Source
from journal.notes import read
from journal.rules.resolve import Resolver, goal_of
from tests.vaults import MakeVault

NOTES = {
    "people/maria.md": "---\ntype: person\naliases: [Mia]\n---\n# Maria Lopez\n",
    "old/maria.md": "# Maria the cat\n",
    "people/ben.md": "# Ben Ito\n",
    "goals/oslo.md": "---\ntitle: Move to Oslo\n---\n",
    "oslo.md": "A trip.\n",
    "asks/ben.md": "---\nask: May I visit?\ncontact: Ben\ngoal: Move to Oslo\n---\n",
    "asks/self.md": "---\nask: Who knows?\ncontact: self\n---\n",
    "asks/ann.md": "---\nask: Who is it?\ntype: person\n---\n",
}
TODAY = Day(2026, 3, 16)


@pytest.mark.parametrize(
    ("target", "field", "expected"),
    [
        ("people/maria", "link", "people/maria"),
        ("maria", "contact", "people/maria"),
        ("maria", "link", "old/maria"),
        ("MARIA  lopez", "contact", "people/maria"),
        ("mia", "link", "people/maria"),
        ("oslo", "goal", "oslo"),
        ("Move to Oslo", "goal", "goals/oslo"),
        ("Ben Ito", "contact", "people/ben"),
        ("ben", "contact", "people/ben"),
        ("ben", "link", "asks/ben"),
        ("ann", "contact", "asks/ann"),
        ("ann", "goal", None),
        ("nobody", "link", None),
    ],
)
def test_a_name_resolves(make_vault: MakeVault, target: str, field: str, expected: str | None) -> None:
    text = f"See [[{target}]].\n" if field == "link" else f"---\n{field}: {target}\n---\n"
    vault = Vault.open(make_vault({**NOTES, "naming.md": text}))
    assert vault.page("naming.md", TODAY).links == ((expected,) if expected else ())


def test_a_note_that_an_ask_names_is_a_person_or_goal(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(NOTES))
    kinds = {note.id: vault.kind(note) for note in vault.notes(TODAY)}
    assert kinds["people/ben"] is Kind.PERSON
    assert kinds["goals/oslo"] is Kind.GOAL
    assert kinds["oslo"] is Kind.NOTE


def test_an_ask_is_not_the_person_it_is_named_after(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(NOTES))
    (found,) = (f for f in vault.follow_ups(TODAY) if f.note.id == "asks/self")
    assert found.ask.contacts[0].id is None
    assert found.ask.contacts[0].name == "self"


def test_people_without_a_note_are_one_by_name(make_vault: MakeVault) -> None:
    texts = {f"{n}.md": f"---\nask: Help?\ncontact: {who}\n---\n" for n, who in enumerate(("Ana Ruiz", "ana  ruiz"))}
    vault = Vault.open(make_vault(texts))
    assert [contact.party.name for contact in vault.contacts(TODAY)] == ["Ana Ruiz"]


SPELLED = {
    "0.md": "---\nask: Help?\ncontact: Sam Lee\ngoal: Big\n---\n",
    "1.md": "---\nask: Help?\ncontact: SAM LEE\nvia: [ana, sam lee]\ngoal: BIG\noutcome: yes\n---\n",
    "2.md": "---\nask: Help?\ncontact: Ana\n---\n",
}


def test_all_asks_show_a_name_without_a_note_in_the_spelling_of_the_first(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(SPELLED))
    for only in (vault.follow_ups(TODAY), vault.follow_ups(TODAY, which="due")):
        (found,) = (each for each in only if each.note.id == "1")
        assert [party.name for party in (*found.ask.contacts, *found.ask.via)] == ["Sam Lee", "ana", "Sam Lee"]
        assert [party.name for party in found.owed_to] == ["Sam Lee", "ana"]
        assert [goal.party.name for goal in found.ask.goals] == ["Big"]


def test_a_line_words_a_goal_as_its_note_does_whatever_was_read_with_it(make_vault: MakeVault) -> None:
    root = make_vault(SPELLED)
    vault = Vault.open(root)
    before = {line.id: line.goals for line in vault.queue(TODAY)}
    (root / "1.md").write_text(SPELLED["1.md"] + "More.\n")
    vault.reconcile()
    assert before == {line.id: line.goals for line in vault.queue(TODAY)} == {"0": "Big", "1": "BIG", "2": ""}
    assert [goal.party.name for goal in vault.goals(TODAY)] == ["Big"]


def test_links_go_both_ways(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(NOTES))
    assert vault.page("asks/ben.md", TODAY).links == ("goals/oslo", "people/ben")
    assert vault.page("people/ben.md", TODAY).backlinks == ("asks/ben",)


def test_notes_that_would_share_an_id_get_one_each_until_they_no_longer_do(make_vault: MakeVault) -> None:
    root = make_vault({"x.md": "", "x.markdown": ""})
    vault = Vault.open(root)
    assert {note.path: note.id for note in vault.notes(TODAY)} == {"x.markdown": "x", "x.md": "x.md"}
    (root / "x.markdown").unlink()
    vault.reconcile()
    assert {note.path: note.id for note in vault.notes(TODAY)} == {"x.md": "x"}


def test_an_address_behind_a_name_is_that_person_s(make_vault: MakeVault) -> None:
    named = "---\nask: Help?\ncontact: [Ana Ruiz <ana@example.org>, Ben Ito <ben@example.org>, Lea]\n---\n"
    vault = Vault.open(make_vault({"people/ben.md": NOTES["people/ben.md"], "a.md": named}))
    (found,) = vault.follow_ups(TODAY)
    told = [(party.name, party.id, party.address) for party in found.ask.contacts]
    assert told == [
        ("Ana Ruiz", None, "ana@example.org"),
        ("Ben Ito", "people/ben", "ben@example.org"),
        ("Lea", None, None),
    ]


MEANT = {("person", "maria"): 1, ("person", "ben"): 5, ("person", "kim"): 2, ("goal", "oslo"): 3, ("link", "maria"): 7}
RIVALS = {("person", "maria"): [1], ("person", "kim"): [2, 5, 9], ("goal", "oslo"): [3, 9]}
TEXTS = {
    1: ("people/maria.md", "---\ntype: person\ntitle: Maria Lopez\nfollow_up: 2026-03-20\n---\n"),
    2: ("kim.md", "# Kim Ray\n"),
    3: ("oslo.md", "---\ntitle: Move to Oslo\nneeds: [flat]\nstatus: open\n---\n"),
    4: ("asks/x.md", "---\nask: Help?\ncontact: Kim\nvia: [Zoe, Maria, zoe]\ngoal: [Oslo, Book]\npiece: flat\n---\n"),
    6: ("2026-03-01 lunch.md", "---\ntype: meeting\npeople: [Maria, Lea]\n---\n"),
    7: ("maria.md", "---\ngoal: Oslo\npiece: flat\n---\nA book.\n"),
    8: ("piece.md", "---\npiece: flat\n---\n"),
}
BEN = read("ben.md", b"---\ntype: person\nfollow_up: 2w\n---\n").note
"""Number 5, which is not among the notes at hand but can be found."""


@pytest.fixture
def resolver() -> Resolver:
    notes = {number: read(path, text.encode()).note for number, (path, text) in TEXTS.items()}
    found = notes | {5: BEN}
    mentions = [("person", "kim", 2), ("goal", "oslo", 3), ("link", "gone", 9), ("person", "zoe", None)]
    return Resolver(
        notes,
        mentions,
        lambda means, key: found.get(MEANT.get((means, key), 0)),
        lambda means, key: [found[number] for number in RIVALS.get((means, key), []) if number in found],
    )


@pytest.mark.parametrize(
    ("name", "kind", "id"),
    [
        ("Maria", Kind.PERSON, "people/maria"),
        ("Maria", None, "maria"),
        ("KIM", Kind.PERSON, "kim"),
        ("ben", Kind.PERSON, "ben"),
        ("Zoe", Kind.PERSON, None),
        ("gone", None, None),
        ("Ann", Kind.GOAL, None),
    ],
)
def test_a_name_is_looked_up_where_no_note_at_hand_mentions_it(
    resolver: Resolver, name: str, kind: Kind | None, id: str | None
) -> None:
    for _ in range(2):
        note = resolver.note(Name(name, name), kind)
        assert (note and note.id) == id


@pytest.mark.parametrize(
    ("name", "kind", "ids"),
    [
        ("Maria", Kind.PERSON, []),
        ("Kim", Kind.PERSON, ["kim", "ben"]),
        ("Oslo", Kind.GOAL, []),
        ("Zoe", Kind.PERSON, []),
    ],
)
def test_several_notes_may_answer_to_a_name_alike(resolver: Resolver, name: str, kind: Kind, ids: list[str]) -> None:
    assert [note.id for note in resolver.candidates(Name(name, name), kind)] == ids


def test_a_note_is_of_its_own_kind_or_else_of_what_others_name(resolver: Resolver) -> None:
    kinds = {note.id: resolver.kind(note) for note in resolver.notes}
    assert kinds == {
        "people/maria": Kind.PERSON,
        "kim": Kind.PERSON,
        "oslo": Kind.GOAL,
        "asks/x": Kind.ASK,
        "2026-03-01 lunch": Kind.MEETING,
        "maria": Kind.NOTE,
        "piece": Kind.NOTE,
    }


def test_asks_and_meetings_with_all_whom_they_name(resolver: Resolver) -> None:
    (ask,) = resolver.asks()
    assert ask.contacts == (Party("Kim Ray", "kim", "kim"),)
    assert ask.via == (Party("Zoe", "/zoe"), Party("Maria Lopez", "people/maria", "people/maria"))
    assert [(goal.party, goal.needs, goal.status) for goal in ask.goals] == [
        (Party("Move to Oslo", "oslo", "oslo"), ("flat",), "open"),
        (Party("Book", "/book"), (), None),
    ]
    (meeting,) = resolver.meetings()
    assert (meeting.note.id, meeting.date) == ("2026-03-01 lunch", Day(2026, 3, 1))
    assert [party.key for party in meeting.people] == ["people/maria", "/lea"]
    people = {person.party.key: person for person in resolver.people([ask], [meeting])}
    assert set(people) == {"people/maria", "kim", "/zoe", "/lea"}
    assert people["people/maria"].follow_up == Day(2026, 3, 20)
    assert [key for key, person in people.items() if person.note is None] == ["/zoe", "/lea"]
    goals: list[Goal] = resolver.goals([ask])
    assert [(goal.party.key, goal.note is not None) for goal in goals] == [("oslo", True), ("/book", False)]
    assert [goal.party.key for goal in resolver.goals([])] == ["oslo"]


def test_a_meeting_has_the_date_that_is_written_before_that_of_its_name() -> None:
    note = read("2026-03-01 lunch.md", b"---\ntype: meeting\ndate: 2026-03-02\n---\n").note
    (meeting,) = Resolver({1: note}, (), lambda *_: None).meetings()
    assert meeting.date == Day(2026, 3, 2)


def test_a_note_with_a_goal_and_a_piece_and_no_ask_is_a_source(resolver: Resolver) -> None:
    assert resolver.sources() == [Source("maria", (Party("Move to Oslo", "oslo", "oslo"),), "flat")]


def test_a_span_is_no_day_to_think_of_somebody() -> None:
    (person,) = Resolver({5: BEN}, (), lambda *_: None).people([], [])
    assert (person.note, person.follow_up) == (BEN, None)


def test_a_goal_s_note_describes_it(resolver: Resolver) -> None:
    oslo: Note = next(note for note in resolver.notes if note.id == "oslo")
    assert goal_of(oslo) == Goal(Party("Move to Oslo", "oslo", "oslo"), oslo, "open", None, None, ("flat",))
