"""The laws of the merge (docs/sync.md, "Laws"), over notes changed by two sides in every way."""

from __future__ import annotations

import re
from typing import TypeAlias

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journal.notes import fold_key, read
from journal.notes.block import with_lf
from journal.notes.edit import unset
from journal.notes.layout import NotEditable, layout_of
from journal.notes.merge import Merged
from tests.laws import examples
from tests.merging import PATH, merge_text, merged, triples

WRITTEN = re.compile(r"w\d+w|20\d\d-\d\d-\d\d")
"""What no two places of a triple's notes have in common."""

Triple: TypeAlias = tuple[bytes, bytes, bytes]
"""A note, and the same note as two sides have it."""

many = settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def shown(*texts: bytes) -> str:
    return "\n=====\n".join(text.decode("utf-8", "replace") for text in texts)


def said(data: bytes) -> dict[str, frozenset[str]]:
    """Each key's texts as written, folded, without the order of lists; blank ones are not there."""
    note = read(PATH, data).note
    found = {key: frozenset(text.strip() for text in texts if text.strip()) for key, texts in note.frontmatter.items()}
    return {key: texts for key, texts in found.items() if texts}


def meant(data: bytes) -> dict[str, object]:
    """The fields as the rules read them, lists as sets, and the body."""
    reading = read(PATH, data)
    fields: dict[str, object] = {
        key: frozenset(value) if isinstance(value, tuple) else value for key, value in reading.note.fields.items()
    }
    fields = {key: value for key, value in fields.items() if value != ""}
    return {**said(data), **fields, "body": with_lf(reading.body)}


def written(data: bytes) -> set[str]:
    return set(WRITTEN.findall(data.decode()))


def gives_a_key_twice(data: bytes) -> bool:
    return any(problem.code == "duplicate-key" for problem in read(PATH, data).note.problems)


def won(result: Merged) -> str:
    return " ".join(winner.other for winner in result.winners)


def what_only_one_side_changed_is_taken_as_it_is(triple: Triple) -> None:
    base, ours, theirs = triple
    assert merged(base, ours, base) == Merged(ours)
    assert merged(base, base, theirs) == Merged(theirs)
    assert merged(base, ours, ours) == Merged(ours)


def nothing_that_a_side_wrote_is_lost(triple: Triple) -> None:
    base, ours, theirs = triple
    result = merged(base, ours, theirs)
    for side in (ours, theirs):
        lost = written(side) - written(base) - written(result.content) - set(WRITTEN.findall(won(result)))
        assert not lost, (lost, shown(*triple, result.content))


def nothing_is_made_up_and_a_winner_was_told(triple: Triple) -> None:
    base, ours, theirs = triple
    result = merged(base, ours, theirs)
    assert written(result.content) <= written(ours) | written(theirs) | written(base), shown(*triple, result.content)
    for winner in result.winners:
        assert {winner.kept, winner.other} <= {""} | texts_of(ours) | texts_of(theirs)


def texts_of(data: bytes) -> set[str]:
    return {"; ".join(texts) for texts in read(PATH, data).note.frontmatter.values()}


def a_key_that_one_side_changed_is_as_it_has_it(triple: Triple) -> None:
    base, ours, theirs = triple
    result = merged(base, ours, theirs)
    if result.has_conflict or any(gives_a_key_twice(side) for side in triple):
        return
    before, one, other, after = map(said, (*triple, result.content))
    for key in before.keys() | one.keys() | other.keys():
        was, mine, its, is_now = (side.get(key) for side in (before, one, other, after))
        if mine == was:
            assert is_now == its, (key, shown(*triple, result.content))
        elif its in (was, mine):
            assert is_now == mine, (key, shown(*triple, result.content))


def both_ways_round_it_means_the_same(triple: Triple) -> None:
    base, ours, theirs = triple
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    assert ({*map(fold_key, one.keys)}, one.body, one.whole) == ({*map(fold_key, other.keys)}, other.body, other.whole)
    if not one.has_conflict:
        mine, its = meant(one.content), meant(other.content)
        mine["body"], its["body"] = (sorted(str(side["body"]).split("\n")) for side in (mine, its))
        assert mine == its, shown(*triple, one.content, other.content)


def where_git_merges_the_text_ours_means_the_same(triple: Triple) -> None:
    by_git = merge_text(*triple)
    if by_git.has_conflict or gives_a_key_twice(by_git.content):
        return
    result = merged(*triple)
    assert not result.has_conflict, shown(*triple, by_git.content, result.content)
    for key in moved_and_removed(*triple):  # for git a moved line is a new one
        assert key not in said(result.content)
        by_git = by_git._replace(content=unset(by_git.content, key, path=PATH))
    assert meant(result.content) == meant(by_git.content), shown(*triple, by_git.content, result.content)


def moved_and_removed(base: bytes, ours: bytes, theirs: bytes) -> set[str]:
    """The keys that one side took away while the other gave the note's keys another order."""
    found: set[str] = set()
    if any(problem.severity == "error" for data in (base, ours, theirs) for problem in read(PATH, data).note.problems):
        return found  # merged as text, as git does
    old, one, other = (list(read(PATH, data).note.frontmatter) for data in (base, ours, theirs))
    for mover, remover in ((one, other), (other, one)):
        if [key for key in old if key in mover] != [key for key in mover if key in old]:
            found |= {key for key in old if key in mover and key not in remover}
    return found


def both_sides_of_a_conflict_can_be_read(triple: Triple) -> None:
    """The first side is what the note counts as until somebody decides: all keys of ours that theirs did not change."""
    base, ours, theirs = triple
    result = merged(base, ours, theirs)
    if not result.keys or result.whole:
        return
    mine, now = said(ours), said(result.content)
    for key in map(fold_key, result.keys):
        assert now.get(key) == mine.get(key), (key, shown(*triple, result.content))
    assert len(result.keys) == result.content.count(b"<<<<<<< ours") - result.body * body_conflicts(result.content)


def body_conflicts(data: bytes) -> int:
    return read(PATH, data).body.count("<<<<<<< ours")


LAWS = (
    what_only_one_side_changed_is_taken_as_it_is,
    nothing_that_a_side_wrote_is_lost,
    nothing_is_made_up_and_a_winner_was_told,
    a_key_that_one_side_changed_is_as_it_has_it,
    both_ways_round_it_means_the_same,
    where_git_merges_the_text_ours_means_the_same,
    both_sides_of_a_conflict_can_be_read,
)


COMMENTED = b"---\n# w1w\nask: w2w\nwhy: w3w\n---\n"
MORE, LESS = COMMENTED.replace(b"w1w\n", b"w1w\n# w4w\n"), b"---\nwhy: w3w\n---\n"


@many
@given(triples())
@example((COMMENTED, MORE, LESS))  # a comment is new above a key that the other side took away
@example((COMMENTED, LESS, MORE))
def test_the_laws_hold(triple: Triple) -> None:
    for law in LAWS:
        law(triple)


VALUES = [
    "", " a", " 'a: b'", ' "a \\" b"', " a  # c", " # c", " #c", " []", " [a, 'b']", " [ a,\n    b ]", "x",
    "\n- a\n- 'b'  # c", "\n  - a\n  # c\n  - |\n    b\n  - [[d]]", " |\n  a\n  # b\n\n  c", " >-\n  a\n  b", " a\n  b",
    " [[a]]", " [[a], [b]]", " {a: b}", "\n  a: b", "\n  - a: b\n  - c", " &x a", " *x", " !t a", " {{date}}",
    " 2026-03-04", " [2026-03-04, ~]", " ~", " tbd", "\n  - - a|b\n  - c", ' "[[A]], [[B]]"', "\n    - deep", " Done!",
    ": a", " \ta", " yes", " no",
]  # fmt: skip
ANY_KEY = 'tags contact nudged asked thanked status needs why type date "via" goal mood'.split()
BELOW = ["", "a", "---", "b: c", "# A"]


no_text = st.binary(max_size=30).filter(lambda data: b"\0" not in data)  # which for git is no text
odd_pages = st.builds(
    lambda lines, fence, below, end: ("\n".join([fence, *lines, fence, *below]) + end).encode(),
    st.lists(st.builds("{}:{}".format, st.sampled_from(ANY_KEY), st.sampled_from(VALUES)), max_size=4),
    st.sampled_from(["---", "---", "---", "---", "----", "+++", ""]),
    st.lists(st.sampled_from(BELOW), max_size=3),
    st.sampled_from(["", "\n"]),
)
odd_notes = st.integers(0, 19).flatmap(lambda number: no_text if number == 0 else odd_pages)
"""Notes of whatever people, programs and accidents leave, or any bytes at all."""


@settings(many)
@given(odd_notes, odd_notes, odd_notes)
def test_any_three_notes_have_a_result(base: bytes, ours: bytes, theirs: bytes) -> None:
    """And a key that each has once is not there twice."""
    result = merged(base, ours, theirs)
    if not result.has_conflict and all(has_each_key_once(side) for side in (base, ours, theirs)):
        assert not gives_a_key_twice(result.content), shown(base, ours, theirs, result.content)


def has_each_key_once(data: bytes) -> bool:
    try:
        keys = [fold_key(part.entry.key) for part in layout_of(data.decode()).parts]
    except (NotEditable, UnicodeDecodeError):
        return False
    return len(set(keys)) == len(keys)
