"""The format of one note, row by row (docs/format.md 2 to 4)."""

from __future__ import annotations

from typing import Any

import pytest

from journal.model import Day, Kind, Name, Note, Span
from journal.notes import read
from journal.notes.keys import KEY_SPECS, ValueType

MARCH_4 = Day(2026, 3, 4)


def note(front: str, path: str = "asks/2026-03-01-x.md", body: str = "Text.\n") -> Note:
    return read(path, f"---\n{front}\n---\n{body}".encode()).note


def codes(read_note: Note) -> list[str]:
    return [problem.code for problem in read_note.problems]


WRITTEN = {
    ValueType.TEXT: ("some text", "some text"),
    ValueType.ASK: ("some text", "some text"),
    ValueType.OUTCOME: ("some text", "some text"),
    ValueType.TEXTS: ("[a, b]", ("a", "b")),
    ValueType.TAGS: ("[a, '#b']", ("a", "b")),
    ValueType.NAMES: ('"[[A]]"', (Name("A", "A"),)),
    ValueType.ASKED: ("2026-03-04", MARCH_4),
    ValueType.DATE: ("2026-03-04", MARCH_4),
    ValueType.DATES: ("[2026-03-04]", (MARCH_4,)),
    ValueType.DATE_OR_YES: ("2026-03-04", MARCH_4),
    ValueType.DATE_OR_SPAN: ("2026-03-04", MARCH_4),
    ValueType.SPAN: ("6w", Span(6, "w")),
    ValueType.NUMBER: ("4", 4),
    ValueType.MINUTES: ("20m", 20),
}
BY_NOTE = {
    **{f"follow_up.{key}": "ask: x" for key in ("follow_up", "due")},
    "needed_by.deadline": "ask: x",
    "ask.request": "goal: G",
    "ask.question": "contact: M",
    **{
        f"people.{key}": "type: meeting"
        for key in "people attendees participants contact contacts person with recipient waiting_on".split()
    },
}


@pytest.mark.parametrize(
    ("key", "spelling", "type"),
    [(row.key, spelling, row.type) for row in KEY_SPECS for spelling in (row.key, *row.also)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_spelling_of_each_key_is_read_by_its_type(key: str, spelling: str, type: ValueType) -> None:
    written, meant = WRITTEN[type]
    other = BY_NOTE.get(f"{key}.{spelling}", "x: y")
    for spelled in (spelling, spelling.upper().replace("_", " "), spelling.title().replace("_", "-")):
        assert note(f"{other}\n{spelled}: {written}").fields[key] == meant, spelled


@pytest.mark.parametrize(
    ("front", "key"),
    [
        ("ask: x\ndue: 2026-03-04", "deadline"),
        ("ask: x\ndeadline: 2026-03-04", "deadline"),
        ("type: goal\ndue: 2026-03-04", "follow_up"),
        ("type: goal\ndeadline: 2026-03-04", "needed_by"),
        ("request: x", "ask"),
        ("question: x\ntype: note", "ask"),
        ("attendees: M", "people"),
        ("type: meeting\ncontact: M", "contact"),
        ("ask:", "ask"),
        ("ask: ~", "ask"),
        ("ask: ''", "ask"),
        ("ask: '  '", "ask"),
        ("ask: null", "ask"),
        ("meta:\n  ask: x", "ask"),
        ("thanked: no", "thanked"),
        ("achieved: false", "achieved"),
        ("duration: soon\ntype: meeting", "duration"),
        ("meetings_per_year: two", "meetings_per_year"),
        ("asking: 2026-03-04", "asked"),
        ("contact:\n  - name: Maria\n    org: X", "contact"),
    ],
)
def test_what_is_not_there(front: str, key: str) -> None:
    assert key not in note(front).fields


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-04", MARCH_4),
        ("2026-3-4", MARCH_4),
        ("2026-03-04T10:00", MARCH_4),
        ("2026-03-04T10:00:00Z", MARCH_4),
        ("2026-03-04 10:00:00+02:00", MARCH_4),
        ("2026-03-04 09:30:00", MARCH_4),
        ("'2026-03-04'", MARCH_4),
        ('"2026-03-04"', MARCH_4),
        ('"[[2026-03-04]]"', MARCH_4),
        ("[[2026-03-04]]", MARCH_4),
        ("[2026-03-04]", MARCH_4),
        ("\n  - 2026-03-04", MARCH_4),
        ("2026-03-04 # Wednesday", MARCH_4),
    ],
)
def test_each_form_of_a_date(written: str, meant: Day) -> None:
    read_note = note(f"date: {written}\nasked: {written}\nanswered: {written}\nnudged: {written}")
    assert {**read_note.fields} == {"date": meant, "asked": meant, "answered": meant, "nudged": (meant,)}
    assert read_note.problems == ()


@pytest.mark.parametrize(
    "written",
    ["04.03.2026", "2026-13-40", "last Tuesday", "2026-02-30", "20260304", "2026-W10-3", "2026-03", "soon, 2026-03-04"],
)
def test_what_is_no_date_is_named_with_its_line(written: str) -> None:
    read_note = note(f"date: {written}")
    assert "date" not in read_note.fields
    assert [(problem.code, problem.line) for problem in read_note.problems] == [("bad-date", 2)]
    assert written in read_note.problems[0].message


@pytest.mark.parametrize(
    ("key", "written", "meant", "problems"),
    [
        ("asked", "", "", []),
        ("asked", "~", "", []),
        ("asked", "null", "", []),
        ("asked", "no", "", []),
        ("asked", "False", "", []),
        ("asked", "''", "", []),
        ("asked", "yes", "yes", ["bad-date"]),
        ("asked", "04.03.2026", "04.03.2026", ["bad-date"]),
        ("answered", "yes", True, []),
        ("thanked", "True", True, []),
        ("thanked", "'yes'", True, []),
        ("thanked", "by mail", None, ["bad-date"]),
        ("reported", "NO", None, []),
        ("follow_up", "10d", Span(10, "d"), []),
        ("follow_up", "'2w'", Span(2, "w"), []),
        ("follow_up", "+1m", Span(1, "m"), []),
        ("follow_up", "later", None, ["bad-date"]),
        ("cadence", "6w", Span(6, "w"), []),
        ("cadence", "monthly", None, ["bad-date"]),
        ("nudged", "[2026-03-04, 2026-03-01, 2026-03-04]", (Day(2026, 3, 1), MARCH_4), []),
        ("nudged", "[2026-03-04, soon]", (MARCH_4,), ["bad-date"]),
        ("nudged", "2026-03-04, 2026-03-01", (Day(2026, 3, 1), MARCH_4), []),
        ("nudged", "", None, []),
        ("outcome", "no", "no", []),
        ("outcome", "[a, b]", "a; b", []),
        ("ask", "\n  - a\n  - b", "a; b", []),
        ("ask", "\n  - Review: my CV", "Review: my CV", []),
        ("ask", "{name}", "{name}", []),
        ("ask", ">-\n  a\n  b", "a b", []),
        ("ask", "|\n  a\n  b", "a\nb", []),
        ("ask", "a\n  b", "a b", []),
        ("ask", "'# not a comment'", "# not a comment", []),
        ("ask", "Could you? # a comment", "Could you?", []),
        ("ask", "C#: yes", None, ["bad-frontmatter"]),
        ("phone", "0123", "0123", []),
        ("status", "In Progress", "In Progress", []),
        ("needs", "[a, 'b, c']", ("a", "b, c"), []),
        ("needs", "\n- a: b\n- c", ("a: b", "c"), []),
        ("tags", "'#a, b c'", ("a", "b", "c"), []),
        ("meetings_per_year", "'4'", 4, []),
    ],
)
def test_each_type(key: str, written: str, meant: object, problems: list[str]) -> None:
    read_note = note(f"{key}: {written}")
    if problems != ["bad-frontmatter"]:
        assert read_note.fields.get(key) == meant
    assert codes(read_note) == problems


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("20", 20), ("20m", 20), ("1h", 60), ("1h30", 90), ("1h 15m", 75), ("45 min", 45), ("30 Minuten", 30),
        ("1.5h", 90), ("1,5 Std", None), ("1,5 heures", 90), ("half an hour", 30), ("an hour and a half", 90),
        ("about 45 min", 45), ("1h, 15m break", None), ("soon", None), ("12345", None),
    ],
)  # fmt: skip
def test_each_form_of_a_duration(written: str, minutes: int | None) -> None:
    assert note(f"type: meeting\nduration: {written}").fields.get("duration") == minutes


@pytest.mark.parametrize("written", ["-", "–", "—", "?", "…", "...", "tbd", "TBA", "todo", "Pending", "[tbd, '-']"])
def test_each_placeholder_is_an_empty_outcome(written: str) -> None:
    read_note = note(f"outcome: '{written}'" if "[" not in written else f"outcome: {written}")
    assert "outcome" not in read_note.fields
    assert codes(read_note) == ["placeholder"]


@pytest.mark.parametrize(
    ("front", "key", "meant", "problems"),
    [
        ("ask: a\nask: b", "ask", "b", ["duplicate-key"]),
        ("follow-up: 1d\nFollow_Up: 2d", "follow_up", Span(2, "d"), ["duplicate-key"]),
        ("ask: a\nask:", "ask", "a", ["duplicate-key"]),
        ("ask: a\nwhy: b\nAsk: ''", "ask", "a", ["duplicate-key"]),
        ("ask: a\nask: b\nask: ~", "ask", "b", ["duplicate-key"]),
        ("ask:\n  to: a\nask: |", "ask", "to: a", ["duplicate-key"]),
        ("ask: a\nasked: 2026-03-04\nasked:", "asked", MARCH_4, ["duplicate-key"]),
        ("nudged: [2026-03-04]\nnudged: []", "nudged", (MARCH_4,), ["duplicate-key"]),
        ("why: @b\nask: a\nask:", "ask", "a", ["bad-frontmatter", "duplicate-key"]),
        ("why: @b\nask: a\nask: |", "ask", "a", ["bad-frontmatter", "duplicate-key"]),
        ("result: b\noutcome: a", "outcome", "a", ["two-spellings"]),
        ("outcome:\nresult: b", "outcome", "b", ["two-spellings"]),
        ("outcome: tbd\nresult: b", "outcome", "b", ["placeholder", "two-spellings"]),
        ("stage: b\nstate: a", "status", "a", ["two-spellings"]),
        ("with: B\ncontact: A", "contact", (Name("A", "A"), Name("B", "B")), ["two-spellings"]),
        ("with: a\ncontact: A", "contact", (Name("A", "A"),), ["two-spellings"]),
        ("nudges: 2026-03-01\nnudged: 2026-03-04", "nudged", (Day(2026, 3, 1), MARCH_4), ["two-spellings"]),
        ("asked: no\nsent: 2026-03-04", "asked", "", ["two-spellings"]),
        ("asked:\nsent: 2026-03-04", "asked", MARCH_4, ["two-spellings"]),
    ],
)
def test_keys_given_twice(front: str, key: str, meant: object, problems: list[str]) -> None:
    read_note = note(front)
    assert read_note.fields[key] == meant
    assert sorted(codes(read_note)) == problems


KINDS: list[tuple[str, Kind | None]] = [
    ("type: ask", Kind.ASK),
    ("type: Person", Kind.PERSON),
    ("type: contact", Kind.PERSON),
    ("type: people", Kind.PERSON),
    ("type: goal", Kind.GOAL),
    ("type: meeting", Kind.MEETING),
    ("type: note", Kind.NOTE),
    ('type: "[[Meeting]]"', Kind.MEETING),
    ("type: book", None),
    ("type: goal\nask: x", Kind.ASK),
    ("type: person\ntags: [meeting]", Kind.PERSON),
    ('categories: ["[[People]]"]', Kind.PERSON),
    ('categories:\n  - "[[Categories/Meetings|Meetings]]"', Kind.MEETING),
    ("categories: [[Goals]]", Kind.GOAL),
    ("categories: people", None),
    ('categories: "[[People]]"\ntags: [goal]', Kind.PERSON),
    ("tags: [x, person]", Kind.PERSON),
    ("tags: '#contact'", Kind.PERSON),
    ("tag: People", Kind.PERSON),
    ("tags: meeting", Kind.MEETING),
    ("tags: meeting/one-on-one", Kind.MEETING),
    ("tags: ['#People/Friends', x]", Kind.PERSON),
    ("tags: [meetings/x, goal/2026]", Kind.GOAL),
    ("tags: x/meeting", None),
    ("tags:\n  - goal", Kind.GOAL),
    ("request: x\ncontact: M", Kind.ASK),
    ("question: x\nproject: G", Kind.ASK),
    ("question: x\ntype: ask", Kind.ASK),
    ("question: x", None),
    ("type: meeting\nask: x", Kind.ASK),
    ("contact: M", None),
    ("x: y", None),
]


@pytest.mark.parametrize(("front", "kind"), KINDS)
def test_what_a_note_is(front: str, kind: Kind | None) -> None:
    assert note(front).kind is kind


LENIENT: list[tuple[str, dict[str, Any]]] = [
    ("ask: Review: my CV\ncontact: M", {"ask": "Review: my CV", "contact": (Name("M", "M"),)}),
    ("ask: @maria please\noutcome: 'it''s' # x", {"ask": "@maria please", "outcome": "it's"}),
    ("ask: 'Joe's plan'", {"ask": "Joe's plan"}),
    ('ask: "a" b', {"ask": '"a" b'}),
    ("goal: [[A]], [[B]]", {"goal": (Name("A", "A"), Name("B", "B"))}),
    ("contact:\n  - [[A]]\n  - @b\nask: x", {"contact": (Name("A", "A"), Name("@b", "@b")), "ask": "x"}),
    ("needs:\n- 'a'\n- b: c: d", {"needs": ("a", "b: c: d")}),
    ("ask: >-\n  a\n  b\noutcome: c: d", {"ask": "a b", "outcome": "c: d"}),
    ("ask: >-\n\ta\n\tb: c", {"ask": "a b: c"}),
    ("ask: a: b\n  and more", {"ask": "a: b and more"}),
    ("ask: x\nasked: 2026-03-04\n  x: y", {"ask": "x", "asked": "2026-03-04 x: y"}),
    ("ask: x\ntags: [a\nasked:", {"ask": "x", "tags": ("[a",), "asked": ""}),
    ("ask: a\u2028b", {"ask": "a\u2028b"}),
    ("ask: a\x85b", {"ask": "a\x85b"}),
    ("ask: a\x00b", {"ask": "a\x00b"}),
    ("ask: !important do it", {"ask": "!important do it"}),
    ("ask: *please*", {"ask": "*please*"}),
    ("ask: x\n\tgoal: y", {"ask": "x", "goal": (Name("y", "y"),)}),
    ("ask: x\n\tgoad: y", {"ask": "x goad: y"}),
    ("just words\nask: x", {"ask": "x"}),
    ("ask: x\n--- y", {"ask": "x"}),
]


@pytest.mark.parametrize(("front", "fields"), LENIENT)
def test_what_yaml_cannot_read_is_read_as_written(front: str, fields: dict[str, Any]) -> None:
    read_note = note(front)
    assert "bad-frontmatter" in codes(read_note)
    assert {**read_note.fields} == fields


def test_a_bad_line_is_named_with_line_column_and_cure() -> None:
    problem = note("contact: M\nask: Review: my CV").problems[0]
    assert problem.line == 3
    assert "line 3, column 12" in problem.message
    assert "mapping values are not allowed" in problem.message
    assert "put quotes around the value" in problem.message


@pytest.mark.parametrize("bad", ["org: a: b", "org: @x", "org: 'a' b", "org: [a"])
def test_quoting_only_the_bad_value_leaves_the_rest_as_it_read(bad: str) -> None:
    neighbours = "ask: 'it''s' # c\nnudged: [2026-03-04]\nneeds:\n  - a\n  - \"b\"\noutcome: |\n  x\n  y"
    broken, mended = note(f"{neighbours}\n{bad}"), note(f"{neighbours}\norg: 'x'")
    assert codes(broken) == ["bad-frontmatter"]
    assert codes(mended) == []
    assert {**broken.fields, "org": ""} == {**mended.fields, "org": ""}


@pytest.mark.parametrize(
    ("text", "problems", "ask", "body"),
    [
        ("---\nSome prose.\n---\nask: x\n", [], None, "---\nSome prose.\n---\nask: x\n"),
        ("---\n- a\n- b\n---\n", [], None, "---\n- a\n- b\n---\n"),
        ("---\nDear Ana,\nA letter: to you.\n---\n", [], None, "---\nDear Ana,\nA letter: to you.\n---\n"),
        ("---\n---\nText\n", [], None, "Text\n"),
        ("---\n# only a comment\n---\nText\n", [], None, "Text\n"),
        ("---\nask: x\n...\nText\n", [], "x", "Text\n"),
        ("---  \t\nask: x\n--- \nText\n", [], "x", "Text\n"),
        ("---\r\nask: x\r\n---\r\nText\r\n", [], "x", "Text\r\n"),
        ("---\rask: x\r---\rText\r", [], "x", "Text\r"),
        ("\ufeff---\nask: x\n---\nText\n", [], "x", "Text\n"),
        ("---\nask: x\n---", [], "x", ""),
        ("----\nask: x\n---\n", ["misplaced-frontmatter"], "x", ""),
        ("\n---\nask: x\n---\n", ["misplaced-frontmatter"], "x", ""),
        ("---\nask: x\nwith: M\n\nText: here\n", ["unclosed-frontmatter"], "x", "---\nask: x\nwith: M\n\nText: here\n"),
        ("---\n# c\nask: a: b\n", ["unclosed-frontmatter"], "a: b", "---\n# c\nask: a: b\n"),
        ("---\nA rule above.\n", [], None, "---\nA rule above.\n"),
        ("---\ncolour: red\n", [], None, "---\ncolour: red\n"),
        ("---", [], None, "---"),
        ("", [], None, ""),
        ('+++\nask = "x"\nasked = 2026-03-04\n+++\nText\n', [], "x", "Text\n"),
        ("+++\nask = x: y\n+++\nText\n", ["bad-frontmatter"], "x: y", "Text\n"),
        ('{\n"ask": "x"\n}\nText\n', [], "x", "Text\n"),
        ('{\n"ask": "x",\n}\nText\n', ["bad-frontmatter"], "x", "Text\n"),
        ("{\nask\n}\n", [], None, "{\nask\n}\n"),
    ],
)
def test_where_frontmatter_begins_and_ends(text: str, problems: list[str], ask: str | None, body: str) -> None:
    reading = read("x.md", text.encode())
    assert codes(reading.note) == problems
    assert reading.note.fields.get("ask") == ask
    assert reading.body == body


CONFLICT = """---
ask: x
<<<<<<< HEAD
asked: 2026-03-04
||||||| base
asked: 2026-03-03
=======
asked: 2026-03-05
>>>>>>> theirs
outcome: a: b
---
Text
"""


def test_the_first_side_of_a_conflict_counts_and_lines_are_those_of_the_file() -> None:
    reading = read("x.md", CONFLICT.encode())
    assert reading.note.fields["asked"] == MARCH_4
    assert {problem.code: problem.line for problem in reading.note.problems} == {"conflict": 3, "bad-frontmatter": 10}
    assert reading.note.lines == {"ask": 2, "asked": 4, "outcome": 10}
    assert reading.body == "Text\n"


def test_a_conflict_over_the_closing_line_leaves_both_sides_in_the_body() -> None:
    text = "---\nask: x\n<<<<<<< a\n---\nours\n=======\n---\ntheirs\n>>>>>>> b\nend\n"
    reading = read("x.md", text.encode())
    assert reading.note.fields["ask"] == "x"
    assert reading.body == "ours\n=======\n---\ntheirs\n>>>>>>> b\nend\n"


def test_what_is_not_utf8_is_read_with_its_bytes_replaced() -> None:
    reading = read("x.md", b"---\nask: caf\xe9\n---\n")
    assert reading.note.fields["ask"] == "caf\ufffd"
    assert [(problem.code, problem.line) for problem in reading.note.problems] == [("not-utf8", 2)]


def test_utf16_is_read_and_named() -> None:
    reading = read("x.md", "---\nask: x\n---\n".encode("utf-16"))
    assert reading.note.fields["ask"] == "x"
    assert codes(reading.note) == ["not-utf8"]


def test_of_a_file_that_is_too_large_only_the_frontmatter_is_read() -> None:
    data = b"---\nask: x\n---\n# Heading [[link]]\n" + "é".encode() * 200_000
    reading = read("x.md", data, max_bytes=300_001)
    assert reading.note.fields["ask"] == "x"
    assert codes(reading.note) == ["too-large"]
    assert (reading.body, reading.note.heading, reading.note.links, reading.note.title) == ("", None, (), "x")


@pytest.mark.parametrize(
    ("path", "original"),
    [
        ("asks/x.sync-conflict-20260304-101500-ABCDEFG.md", "x"),
        ("x (conflicted copy 2026-03-04).md", "x"),
        ("x (Maria's conflicted copy).md", "x"),
        ("x (Maria's conflicted copy 2026-03-04).markdown", "x"),
        ("x (conflicted copy 2026-03-04 101500).md", "x"),
        ("a conflict.md", None),
        ("x.md", None),
    ],
)
def test_a_copy_that_a_sync_tool_left_is_named(path: str, original: str | None) -> None:
    problems = read(path, b"").note.problems
    assert [f"“{original}”" in problem.message for problem in problems if problem.code == "sync-copy"] == (
        [] if original is None else [True]
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: T\n---\n# H\n", "T"),
        ("# H #\n", "H"),
        ("#   H  \n", "H"),
        ("## Two\n\nText\n\n# One\n", "One"),
        ("Setext\n======\n# One\n", "Setext"),
        ("# C#\n", "C#"),
        ("#tag\n", "stem"),
        ("```sh\n# no heading\n```\n# One\n", "One"),
        ("~~~\n# no heading\n", "stem"),
        ("# The `x` key\n", "The `x` key"),
        ("#\n\n# One\r\n", "One"),
        ("", "stem"),
    ],
)
def test_the_title_of_a_note(text: str, title: str) -> None:
    assert read("folder/stem.md", text.encode()).note.title == title


@pytest.mark.parametrize(
    ("body", "has_text"),
    [
        ("# H\n\n## H2\n\n---\n", False),
        ("Text\n", True),
        ("# H\n\nText", True),
        ("H\n==\n", False),
        ("\n \n", False),
        ("- [ ] x", True),
        ("# H\n<!-- a\nb -->\n%% c %%\n", False),
        ("<!-- a --> b", True),
        ("%%\na\n%%\nb", True),
        ("# H\n\n<!-- a\n\nb", False),
        ("%% a\n\nb", False),
        ("100 %", True),
    ],
)
def test_whether_a_body_holds_text_besides_headings_and_comments(body: str, has_text: bool) -> None:
    assert read("x.md", body.encode()).note.has_text is has_text


def test_keys_are_kept_as_written_for_filters_with_their_lines() -> None:
    read_note = note("Follow-Up: 10d\npriority: [high, low]\nmeta:\n  a: 1\n  b: [2, {c: 3}]\nempty:\nno: no")
    assert read_note.frontmatter == {
        "followup": ("10d",),
        "priority": ("high", "low"),
        "meta": ("1", "2", "3"),
        "empty": (),
        "no": ("no",),
    }
    assert read_note.lines == {"followup": 2, "priority": 3, "meta": 4, "empty": 7, "no": 8}


def test_title_aliases_and_tags_are_the_notes_own() -> None:
    read_note = note("title: T\nalias: [a, b]\nkeywords: x y")
    assert (read_note.title, read_note.aliases, read_note.tags) == ("T", ("a", "b"), ("x", "y"))
