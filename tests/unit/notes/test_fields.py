"""Keys that are given twice, in one spelling or in two."""

from __future__ import annotations

import pytest

from journal.model import Name
from journal.notes import read
from journal.notes.keys import line_of

TWO = "“{}” and “{}” are spellings of one key, and {}: keep one of them."
FIRST, JOINED = "the first that is not empty counts", "they are joined"
TWICE: dict[str, tuple[str, list[tuple[str, int | None, str]]]] = {
    "once each": ("ask: a\nwhy: b\n", []),
    "a key given three times": (
        "ask: a\nwhy: b\nAsk: c\nask: d\n",
        [("duplicate-key", 5, "“ask” is given 3 times, and the last counts: delete the others.")],
    ),
    "a key given again without a text": (
        "ask: a\nwhy: b\nask:\n",
        [
            (
                "duplicate-key",
                2,
                "“ask” is given 2 times, and the last that is not empty counts: delete the others.",
            )
        ],
    ),
    "a text in two spellings": (
        "ask: a\nresult: b\noutcome: c\n",
        [("two-spellings", 4, TWO.format("outcome", "result", FIRST))],
    ),
    "names in two spellings": (
        "ask: a\nwith: Ana\ncontact: Ben\n",
        [("two-spellings", 4, TWO.format("contact", "with", JOINED))],
    ),
    "dates in two spellings": (
        "ask: a\nnudged: 2026-03-01\nnudges: 2026-03-08\n",
        [("two-spellings", 4, TWO.format("nudged", "nudges", JOINED))],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "problems"), TWICE.values(), ids=TWICE)
def test_a_key_that_is_given_twice_is_told_once(inside: str, problems: list[tuple[str, int | None, str]]) -> None:
    note = read("asks/x.md", f"---\n{inside}---\n".encode())
    assert [(problem.code, problem.line, problem.message) for problem in note.note.problems] == problems


@pytest.mark.parametrize(
    ("inside", "title"), [("title: T\nname: N\n", "T"), ("name: N\ntitle: ' '\n", "N"), ("name: N\n", "N"), ("", "x")]
)
def test_a_name_is_the_title_of_a_note_without_one(inside: str, title: str) -> None:
    note = read("people/x.md", f"---\n{inside}---\n".encode()).note
    assert (note.title, note.problems) == (title, ())


def test_the_same_line_means_in_each_note_what_it_means_there() -> None:
    lines = b"---\nask: a\ncontact: '[[./Ana]]'\ntype: '[[../../ask]]'\nasked: soon\n---\n"
    one, two, three = (read(path, lines).note for path in ("asks/x.md", "asks/2026/x.md", "x.md"))
    targets = [[name.target for name in note.fields["contact"]] for note in (one, two, three)]  # type: ignore[union-attr]
    assert targets == [["asks/Ana"], ["asks/2026/Ana"], ["Ana"]]
    assert [[(p.code, p.line) for p in note.problems] for note in (one, two, three)] == [[("bad-date", 5)]] * 3


@pytest.mark.parametrize(
    ("written", "shown", "outside"),
    [
        ('"[[../../x]]"', ["x"], 1),
        ("[[../../x]]", ["x"], 1),
        ('"[[../../people/x.md#Calls|Ana  Ruiz]]"', ["Ana Ruiz"], 1),
        ('"[Ana](../../ana.md)"', ["Ana"], 1),
        ('"[](../../ana%20ruiz.md)"', ["ana ruiz"], 1),
        ('"[x](/../y.md), [[../z]]"', ["x", "z"], 1),
        ('"[[a/../../../b]], Bo <bo@x.org>"', ["b", "Bo"], 1),
        ('["[[..]]", "[x](%2e%2e/%2e%2e/y.md)"]', ["..", "x"], 2),
        ('"[[/people/x]], [b](../b.md), A..B"', ["x", "b", "A..B"], 0),
    ],
)
def test_a_link_out_of_the_vault_is_a_name_in_its_words(written: str, shown: list[str], outside: int) -> None:
    note = read("asks/x.md", f"---\nask: a\ncontact: {written}\n---\n".encode()).note
    contacts = note.fields["contact"]
    assert isinstance(contacts, tuple)
    assert [name.text for name in contacts if isinstance(name, Name)] == shown
    assert [(problem.code, problem.line) for problem in note.problems] == [("dangling-link", 3)] * outside
    assert all("outside the vault" in problem.message for problem in note.problems)
    assert not any(name.target.startswith("../") for name in contacts if isinstance(name, Name))


@pytest.mark.parametrize(("path", "kind"), [("a/x.md", "goal"), ("x.md", None), ("a/y.md", "goal")])
def test_the_folder_of_a_note_may_say_what_its_type_links_to(path: str, kind: str | None) -> None:
    assert read(path, b"---\ntype: '[[../Goal]]'\n---\n").note.kind == kind


def test_problems_stand_in_the_order_of_their_lines() -> None:
    note = read("asks/x.md", b"---\nasked: soon\nwhy: b\nwhy: c\n---\n").note
    assert [(problem.code, problem.line) for problem in note.problems] == [("bad-date", 2), ("duplicate-key", 4)]


@pytest.mark.parametrize(
    ("written", "outcome", "codes"),
    [
        ("[tbd, they agreed]", "tbd; they agreed", []),
        ("[tbd, '?']", None, ["placeholder"]),
        ("tbd\nresult: yes", "yes", ["two-spellings", "placeholder"]),
    ],
)
def test_a_placeholder_is_nothing_where_nothing_else_is_there(
    written: str, outcome: str | None, codes: list[str]
) -> None:
    note = read("asks/x.md", f"---\noutcome: {written}\n---\n".encode()).note
    assert note.fields.get("outcome") == outcome
    assert sorted(problem.code for problem in note.problems) == sorted(codes)


@pytest.mark.parametrize("written", ["TBD", "'?'", "…", "'-'", "[tbd, todo]"])
def test_nobody_is_called_by_a_placeholder(written: str) -> None:
    note = read("asks/x.md", f"---\nask: a\ncontact: {written}\ngoal: {written}\n---\n".encode()).note
    assert dict(note.fields) == {"ask": "a"}
    assert {problem.code for problem in note.problems} == {"placeholder"}
    assert "is no name yet: leave it empty until there is one." in note.problems[0].message
    note = read("asks/x.md", b"---\nask: a\ncontact: [tbd, Ann]\n---\n").note
    assert note.fields["contact"] == (Name("Ann", "Ann"),)


def test_a_placeholder_for_an_answer_is_told_once() -> None:
    note = read("asks/x.md", b"---\nask: a\nanswered: tbd\n---\n").note
    assert "answered" not in note.fields
    assert [(problem.code, problem.line) for problem in note.problems] == [("placeholder", 3)]


@pytest.mark.parametrize(
    ("keys", "line"),
    [(("asked",), 4), (("status", "ask"), 3), (("ask", "asked"), 3), (("via", "status"), None), ((), None)],
)
def test_the_line_of_a_key_is_that_of_the_first_that_is_there_in_any_spelling(
    keys: tuple[str, ...], line: int | None
) -> None:
    note = read("asks/x.md", b"---\nwhy: a\nRequest: b\nasked_on: 2026-03-01\ncontact: Ana\n---\n").note
    assert line_of(note, *keys) == line
