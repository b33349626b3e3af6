"""What a person types for a key becomes what the note holds, or is refused with the way out."""

from __future__ import annotations

from typing import Any

import pytest

from journal import Kind, Vault
from journal.errors import BadDate, JournalError
from journal.model import Day
from journal.rules.typed_edits import Typed, typed_names
from journal.vault.write.write_result import changed
from tests.vaults import MakeVault

MONDAY = Day(2026, 3, 16)
VAULT: dict[str, str | bytes] = {
    "asks/x.md": b"---\ntitle: The ask\nask: Would you?\n---\n",
    "goals/x.md": b"---\ntitle: The goal\ntype: goal\n---\n",
    "meetings/x.md": b"---\ntitle: The meeting\ntype: meeting\n---\n",
    "people/x.md": b"---\ntitle: The person\ntype: person\n---\n",
    "x.md": b"---\ntitle: The note\n---\n",
    "people/Maria Lopez.md": b"---\ntype: person\naliases: [Mia]\n---\n",
    "people/tom.md": b"---\ntype: person\ntitle: Tom Okafor\n---\n",
    "people/sam.md": b"# Sam Lee\n",
    "old/sam.md": b"# Sam of old\n",
    "people/odd#1.md": b"---\ntype: person\ntitle: Odd One\n---\n",
    "north/jo.md": b"---\ntype: person\n---\n",
    "south/jo.md": b"---\ntype: person\n---\n",
    "people/Brandt, Dr. Ida.md": b"---\ntype: person\n---\n",
    "goals/data-job.md": b"---\ntype: goal\ntitle: Data job\n---\n",
    "goals/Maria Lopez.md": b"---\ntype: goal\n---\n",
}


@pytest.fixture
def vault(make_vault: MakeVault) -> Vault:
    return Vault.open(make_vault(VAULT))


def held(vault: Vault, key: str, typed: Any, kind: Kind = Kind.ASK) -> Any:
    """What a note of that kind says under a key once it is set."""
    written = vault.set(vault.find(f"The {kind.value}"), {key: typed}, MONDAY, dry_run=True)
    said = [new for change in written.changes for _, new in changed(change).values()]
    return said[0] if said else None


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("needed_by", "fri", "2026-03-20"),
        ("Needed by", "+2w", "2026-03-30"),
        ("deadline", "tomorrow", "2026-03-17"),
        ("asked", "today", "2026-03-16"),
        ("asked", "no", ""),
        ("answered", "YES", "yes"),
        ("thanked", "2026-3-4", "2026-03-04"),
        ("follow_up", "10d", "10d"),
        ("due", "2w", "2w"),
        ("follow_up", "two weeks", "2w"),
        ("follow_up", "in two weeks", "2026-03-30"),
        ("needed_by", "end of month", "2026-03-31"),
        ("needed_by", "5 Jan", "2027-01-05"),
        ("follow_up", "next tue", "2026-03-24"),
        ("nudged", "today, fri", ["2026-03-16", "2026-03-13"]),
        ("asked", "5 Oct", "2025-10-05"),
        ("sent", "fri", "2026-03-13"),
        ("asked", "tomorrow", "2026-03-17"),
        ("answered", "fri", "2026-03-13"),
        ("outcome_date", "mon", "2026-03-09"),
        ("thanked", "5 Apr", "2025-04-05"),
        ("via_thanked", "fri", "2026-03-13"),
        ("via_told", "fri", "2026-03-13"),
        ("reported", "fri", "2026-03-13"),
        ("promised", "fri", "2026-03-20"),
        ("nudged", ["today"], "2026-03-16"),
        ("why", " she hires, a lot ", "she hires, a lot"),
        ("why", "", ""),
        ("why", ["  "], ""),
        ("why", None, None),
        ("tags", "a, b", ["a", "b"]),
        ("tags", "a", ["a"]),
        ("tags", "a, , b,", ["a", "b"]),
        ("homework", ["one, two", "three"], ["one, two", "three"]),
        ("mine", "a, b", "a, b"),
        ("mine", ["a", "b"], ["a", "b"]),
        ("mine", "fri", "fri"),
        ("outcome", "no", "no"),
        ("contact", "Maria Lopez", "[[Maria Lopez]]"),
        ("contact", "maria  lopez", "[[Maria Lopez]]"),
        ("contact", "Mia", "[[Maria Lopez]]"),
        ("goal", "Maria Lopez", "[[Maria Lopez]]"),
        ("waiting on", "Tom Okafor", "[[tom|Tom Okafor]]"),
        ("contact", "Sam Lee", "[[people/sam|Sam Lee]]"),
        ("contact", "Odd One", "Odd One"),
        ("contact", "Nobody", "Nobody"),
        ("contact", "south/jo", "[[south/jo]]"),
        ("contact", "[[Ana, the other]], Tom Okafor", ["[[Ana, the other]]", "[[tom|Tom Okafor]]"]),
        ("contact", "[Ana](people/ana.md)", "[Ana](people/ana.md)"),
        ("via", ["Mia", "Tom Okafor"], ["[[Maria Lopez]]", "[[tom|Tom Okafor]]"]),
        ("goal", "data job", "[[data-job|Data job]]"),
        ("goal", "data-job", "[[data-job|Data job]]"),
    ],
)
def test_a_typed_value_becomes(vault: Vault, key: str, typed: Any, value: Any) -> None:
    assert held(vault, key, typed) == value


@pytest.mark.parametrize(
    ("kind", "key", "typed", "value"),
    [
        (Kind.GOAL, "due", "fri", "2026-03-20"),
        (Kind.GOAL, "achieved", "today", "2026-03-16"),
        (Kind.GOAL, "achieved", "5 Apr", "2025-04-05"),
        (Kind.MEETING, "date", "5 Apr", "2026-04-05"),
        (Kind.PERSON, "last_contact", "fri", "2026-03-13"),
        (Kind.PERSON, "homework_date", "fri", "2026-03-13"),
        (Kind.PERSON, "follow_up", "fri", "2026-03-20"),
        (Kind.MEETING, "attendees", "Mia", "[[Maria Lopez]]"),
        (Kind.MEETING, "duration", "1h", "1h"),
        (Kind.PERSON, "cadence", "6w", "6w"),
        (Kind.PERSON, "cadence", "six weeks", "6w"),
        (Kind.PERSON, "meetings_per_year", "3", "3"),
        (Kind.NOTE, "can_help", "talks, maps", ["talks", "maps"]),
    ],
)
def test_a_key_means_what_it_means_in_a_note_of_that_kind(
    vault: Vault, kind: Kind, key: str, typed: str, value: Any
) -> None:
    assert held(vault, key, typed, kind) == value


@pytest.mark.parametrize(
    ("key", "typed", "way_out"),
    [
        ("needed_by", "soon", "“soon” is no date"),
        ("needed_by", "04/03/2026", "could be two days"),
        ("asked", "yes", "“yes” is no date"),
        ("nudged", "today, soon", "“soon” is no date"),
        ("outcome", "tbd", "leave it empty until there is one"),
        ("why", ["a", "b"], "were given: give one"),
        ("needed_by", ["fri", "sat"], "were given: give one"),
        ("contact", "jo", "“jo” could mean north/jo, south/jo: name the one that is meant"),
    ],
)
def test_a_value_that_its_key_cannot_hold_is_refused(vault: Vault, key: str, typed: Any, way_out: str) -> None:
    with pytest.raises(JournalError, match=way_out):
        held(vault, key, typed)


@pytest.mark.parametrize(
    ("key", "kind", "way_out"),
    [
        ("meetings_per_year", Kind.PERSON, "no number: write 2"),
        ("duration", Kind.MEETING, "no length of time: write 20, 20m or 1h"),
        ("cadence", Kind.PERSON, "no span of time"),
    ],
)
def test_a_number_is_one(vault: Vault, key: str, kind: Kind, way_out: str) -> None:
    with pytest.raises(JournalError, match=way_out):
        held(vault, key, "often", kind)


def test_the_people_and_goals_that_were_typed_are_those_of_keys_that_name_some(vault: Vault) -> None:
    typed: dict[str, Typed] = {"waiting on": "Mia, [[tom|Tom]]", "via": ["Ana"], "goal": "PhD", "why": "Sam", "my": "B"}
    told = [(kind.value, name.target) for kind, name in typed_names(typed, Kind.ASK, vault.resolver)]
    assert told == [("person", "Mia"), ("person", "tom"), ("person", "Ana"), ("goal", "PhD")]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("brandt, dr. ida", "[[Brandt, Dr. Ida]]"),
        ("Brandt, Zoe", ["Brandt", "Zoe"]),
        ("Brandt, Dr. Ida, Zoe", ["Brandt", "Dr. Ida", "Zoe"]),
        ("Ruth Cole, PhD", "Ruth Cole, PhD"),
        ("Zoe; Bo Ray, PhD; Kim", ["Zoe", "Bo Ray, PhD", "Kim"]),
        ("Ruth Cole, Ph.D., MBA, Zoe, Bo, Jr.", ["Ruth Cole, Ph.D., MBA", "Zoe", "Bo, Jr."]),
    ],
)
def test_a_comma_in_the_name_of_a_note_parts_no_names(vault: Vault, typed: str, value: Any) -> None:
    assert held(vault, "contact", typed) == value
    names = [name.text for _, name in typed_names({"contact": typed}, Kind.ASK, vault.resolver)]
    assert names == ([typed] if isinstance(value, str) else value)


def test_a_typo_in_one_value_refuses_all(vault: Vault) -> None:
    with pytest.raises(BadDate):
        vault.set(vault.find("The ask"), {"why": "x", "needed_by": "soon"}, MONDAY)
    assert vault.text(vault.find("The ask")) == "---\ntitle: The ask\nask: Would you?\n---\n"
