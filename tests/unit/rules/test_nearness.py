"""Who is meant by a name that nobody has exactly, and who is offered while somebody types."""

import random
from collections.abc import Mapping
from functools import cache
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model import Kind, KnownParty, Party
from journal.notes import fold
from journal.rules.nearness import Names, within_one_letter
from tests.laws import CHARACTERS

KNOWN = {
    "Prof. Ida Brandt": ("ida brandt (kiel)",),
    "Maria Lopez": ("mia", "maria-lopez"),
    "Maria Santos": (),
    "Dr Ruth Cole": (),
    "Jörg Weber": (),
    "Sean O'Brien": (),
    "佐藤花": (),
    "Tom": (),
    "Anna Lee": (),
    "Find a supervisor": (),
    "PhD": (),
    "Li Na": (),
}


def named(names: Mapping[str, tuple[str, ...]]) -> Names:
    """What is known by these names, in their order. The values are other names for it."""
    return Names(KnownParty(Kind.PERSON, Party(name, fold(name)), False, others) for name, others in names.items())


@cache
def all_names() -> Names:
    return named(KNOWN)


def near(names: Names, typed: str) -> list[str]:
    return [known.party.name for known in names.near(typed)]


def matching(names: Names, typed: str) -> list[str]:
    return [known.party.name for known in names.matching(typed)]


NEAR = [
    ("ida", ["Prof. Ida Brandt"]),
    ("Brandt", ["Prof. Ida Brandt"]),
    ("Ida Brandt", ["Prof. Ida Brandt"]),
    ("Dr. Ida Brandt", ["Prof. Ida Brandt"]),
    ("prof ida brandt", ["Prof. Ida Brandt"]),
    ("Brandt, Ida", ["Prof. Ida Brandt"]),
    ("I. Brandt", ["Prof. Ida Brandt"]),
    ("Ida Bramdt", ["Prof. Ida Brandt"]),
    ("Ida Brnadt", ["Prof. Ida Brandt"]),
    ("Idabrandt", ["Prof. Ida Brandt"]),
    ("Idabrandd", ["Prof. Ida Brandt"]),
    ("Jaria Lopez", ["Maria Lopez"]),
    ("藤花", ["佐藤花"]),
    ("Mariya Lopes", ["Maria Lopez"]),
    ("María López", ["Maria Lopez"]),
    ("Lopez Maria", ["Maria Lopez"]),
    ("Maria Lopez-Garcia", ["Maria Lopez"]),
    ("maria", ["Maria Lopez", "Maria Santos"]),
    ("Lope", ["Maria Lopez"]),
    ("Ruth Cole", ["Dr Ruth Cole"]),
    ("Cole", ["Dr Ruth Cole"]),
    ("Jorg Weber", ["Jörg Weber"]),
    ("Joerg Weber", ["Jörg Weber"]),
    ("Sean OBrien", ["Sean O'Brien"]),
    ("Sean O’Brien", ["Sean O'Brien"]),
    ("Obrien", ["Sean O'Brien"]),
    ("佐藤", ["佐藤花"]),
    ("Tom Okafor", ["Tom"]),
    ("supervisor", ["Find a supervisor"]),
    ("find supervisor", ["Find a supervisor"]),
    ("Find the supervisor", ["Find a supervisor"]),
    ("PhD in statistics", ["PhD"]),
    ("Ana Lee", ["Anna Lee"]),
    ("Na Li", ["Li Na"]),
    ("Li", ["Li Na"]),
]
EXACT = [*KNOWN, "MARIA LOPEZ", "mia", "  tom ", "Maria Lopez <maria@x.org>", "maria-lopez", "ida brandt (kiel)"]
NOBODY = [
    "Ana",
    "Hana Sato",
    "Maria Keller",
    "Ida Weber",
    "Lin",
    "M",
    "R",
    "Prof.",
    "Dr",
    "a",
    "",
    " ",
    "—",
    "🎉",
    "Thomas Lee",
]


@pytest.mark.parametrize(("typed", "wanted"), NEAR)
def test_a_name_is_near_to_others(typed: str, wanted: list[str]) -> None:
    assert near(all_names(), typed) == wanted


@pytest.mark.parametrize("typed", [*EXACT, *NOBODY])
def test_a_name_is_near_to_none_where_it_is_exactly_one_or_like_no_other(typed: str) -> None:
    assert all_names().near(typed) == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("mari", ["Maria Lopez", "Maria Santos"]),
        ("lop ma", ["Maria Lopez"]),
        ("opez", ["Maria Lopez"]),
        ("ida", ["Prof. Ida Brandt"]),
        ("kiel", ["Prof. Ida Brandt"]),
        ("jorg", ["Jörg Weber"]),
        ("JÖ", ["Jörg Weber"]),
        ("o'b", ["Sean O'Brien"]),
        ("藤", ["佐藤花"]),
        ("mariya lopes", ["Maria Lopez"]),
        ("bramdt", ["Prof. Ida Brandt"]),
        ("brnad", ["Prof. Ida Brandt"]),
        ("super", ["Find a supervisor"]),
        ("zzzz", []),
        ("marxx", []),
        ("marib", ["Maria Lopez", "Maria Santos"]),
        ("xmaria", ["Maria Lopez", "Maria Santos"]),
        ("xrand", ["Prof. Ida Brandt"]),
        ("uperv", ["Find a supervisor"]),
        ("lee tom", []),
        ("na", ["Li Na", "Anna Lee"]),
        ("an", ["Anna Lee", "Maria Santos", "Prof. Ida Brandt", "Sean O'Brien"]),
    ],
)
def test_what_is_typed_offers_all_that_it_is_a_part_of_best_first(typed: str, wanted: list[str]) -> None:
    assert matching(all_names(), typed) == wanted


def test_the_nearest_come_first() -> None:
    """Same words, a letter off, a part, a word only begun; in the order of the alphabet it would be otherwise."""
    nearer = ["The Lopez Maria", "Prof Lopez Mariam", "Prof Mariam Lopez", "Dr Maria Ana Lopez", "A Mar Lopez"]
    assert near(named(dict.fromkeys(nearer, ())), "Maria Lopez") == nearer
    nearest = {"Lopez Mariam": (), "Maria Ana Lopez": ("Lopez Maria",)}
    assert near(named(nearest), "Maria Lopez") == ["Maria Ana Lopez", "Lopez Mariam"], "the nearest of its names counts"
    assert near(named({"Ida": (), "The Ida Brandt": ()}), "Idabrandd") == ["The Ida Brandt", "Ida"]
    for begun_or_inside in (["藤花子様", "鈴藤花子"], ["佐藤花子", "藤花子様"]):
        assert near(named(dict.fromkeys(begun_or_inside, ())), "藤花子") == begun_or_inside


@pytest.mark.parametrize(
    ("typed", "name", "is_near"),
    [
        ("M. Girard", "Mom", False),
        ("Mom", "M. Girard", False),
        ("X/Y", "Ann: x # y", False),
        ("J. Smith", "J. A. Smith", True),
        ("J. Smith", "Smith, J.", True),
        ("Kimberly Kim", "Kim Kimberley", True),
        ("Marib Mariaz", "Maria Marib", True),
        ("Lopez Jaria", "Maria Lopez", True),
        ("Lopez Marib", "Maria Lopez", True),
        ("藤花", "佐々木藤花", True),
        ("花 山田", "佐藤花 山田", True),
        ("Room 23", "Room 1234", False),
        ("ва", "Иван", False),
        ("Pria", "Priya Nair", True),
        ("Priya Nair", "Pria", True),
        ("Prya Niar", "Priya Nair", False),
        ("Lina", "Liana", True),
        ("Ana", "Anna", False),
        ("Anna", "Anne", False),
    ],
)
def test_two_names_are_near_word_by_word(typed: str, name: str, is_near: bool) -> None:
    assert near(named({name: ()}), typed) == [name] * is_near


def test_one_of_several_names_is_enough_to_be_near() -> None:
    assert near(named({"Mia": ("Maria Lopez Cruz",)}), "Mia Ana Bella") == ["Mia"]


def test_nothing_typed_offers_all_and_what_is_over_comes_last() -> None:
    goals = [KnownParty(Kind.GOAL, Party(name, name), over) for name, over in (("A", True), ("C", False), ("B", False))]
    assert [known.party.name for known in Names(goals).matching("")] == ["B", "C", "A"]
    assert Names([]).matching("") == Names([]).matching("ida") == Names([]).near("ida") == []


def test_the_whole_name_comes_before_names_that_begin_so() -> None:
    names = Names(KnownParty(Kind.PERSON, Party(name, name), False) for name in ("Ida Aal", "Dr Ida", "Lida", "Ida"))
    assert [known.party.name for known in names.matching("ida")] == ["Dr Ida", "Ida", "Ida Aal", "Lida"]


def test_what_begins_so_comes_before_what_has_a_word_that_begins_so_and_that_before_a_part() -> None:
    names = named({"Aal Ida": (), "Ida Aal": (), "Lida": (), "Zoe": ("ida",)})
    assert matching(names, "ida") == ["Zoe", "Ida Aal", "Aal Ida", "Lida"]
    assert matching(named({"Superva Brandt": ()}), "uperv bramdt") == ["Superva Brandt"]
    assert matching(named({"Aida Alb": (), "Alb Ida": ()}), "ida al") == ["Alb Ida", "Aida Alb"]


@given(st.text(CHARACTERS, max_size=40))
def test_any_text_has_an_answer(typed: str) -> None:
    assert all_names().near(typed) == all_names().near(typed)
    assert len(all_names().matching(typed)) <= len(KNOWN)


@given(st.text("abc", min_size=1, max_size=6), st.text("abc", max_size=6))
def test_a_small_change_is_one_letter_or_two_that_changed_places(one: str, other: str) -> None:
    changed = {one, *(one[:i] + one[i + 1 :] for i in range(len(one)))}
    changed |= {one[:i] + letter + one[i:] for i in range(len(one) + 1) for letter in "abc"}
    changed |= {one[:i] + letter + one[i + 1 :] for i in range(len(one)) for letter in "abc"}
    changed |= {one[:i] + one[i + 1] + one[i] + one[i + 2 :] for i in range(len(one) - 1)}
    assert within_one_letter(one, other) == within_one_letter(other, one) == (other in changed)


def test_ten_thousand_names_are_looked_through_between_two_keys() -> None:
    chance = random.Random(1)
    parts = "ka ri mo len bran dt lo pez ma ti na ro sch mid wer ner ann el".split()
    spelled = [" ".join("".join(chance.choices(parts, k=3)) for _ in range(2)) for _ in range(10_000)]
    names = Names(KnownParty(Kind.PERSON, Party(name, str(at)), False) for at, name in enumerate(spelled))

    def quickest(typed: str) -> float:
        times = []
        for _ in range(5):
            began = thread_time()
            names.matching(typed)
            times.append(thread_time() - began)
        return min(times)

    assert max(map(quickest, ["m", "ka", "lopez", "brandt mo", "mariya lopes", "zzzzzz yyyyyy"])) < 0.03
