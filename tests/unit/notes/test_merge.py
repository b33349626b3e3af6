"""What of a file is no line, what is not text, and what the merge asks of whoever merges its lines."""

from __future__ import annotations

import pytest

from journal.notes.layout import KeyLines, NotEditable, layout_of
from journal.notes.merge import Merged, TextMerged, merge
from journal.notes.merge.block import Block, check
from journal.notes.merge.body import merged_body
from journal.notes.merge.comments import inside, merged_lead, orphans, reads_as
from journal.notes.merge.ends import Ends, plain
from journal.notes.merge.key import MergedKey
from journal.notes.merge.order import merged_order
from journal.rules.status import status_rank
from tests.merging import merged

BASE = "---\nask: Could you?\nasked:\nthanked:\n---\nHello.\n"
OURS = BASE.replace("asked:", "asked: 2026-03-01")
THEIRS = BASE.replace("thanked:", "thanked: 2026-03-05")
BOTH = OURS.replace("thanked:", "thanked: 2026-03-05")

LF, CRLF, CR, BOM, MIXED = "lf", "crlf", "cr", "bom", "mixed"


def as_file(text: str, how: str) -> bytes:
    if how == MIXED:
        return text.replace("\n", "\r\n").replace("\r\n", "\n", 1).encode()
    newline = {CRLF: "\r\n", CR: "\r"}.get(how, "\n")
    return (("\ufeff" if how == BOM else "") + text.replace("\n", newline)).encode()


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        (LF, LF, LF, LF), (CRLF, CRLF, CRLF, CRLF), (CR, CR, CR, CR),
        (LF, CRLF, LF, CRLF), (LF, LF, CRLF, CRLF), (CRLF, LF, CRLF, LF), (CRLF, CRLF, LF, LF),
        (LF, CRLF, CRLF, CRLF), (LF, CRLF, CR, CRLF), (LF, MIXED, LF, CRLF), (CRLF, MIXED, LF, LF),
        (LF, BOM, LF, BOM), (LF, LF, BOM, BOM), (BOM, LF, BOM, LF), (BOM, BOM, LF, LF), (BOM, BOM, BOM, BOM),
    ],
)  # fmt: skip
def test_line_ends_and_the_byte_order_mark_are_as_the_side_has_them_that_changed_them(
    base: str, ours: str, theirs: str, result: str
) -> None:
    found = merged(as_file(BASE, base), as_file(OURS, ours), as_file(THEIRS, theirs))
    assert found.content == as_file(BOTH, result)


@pytest.mark.parametrize(
    ("ours", "theirs", "result"), [(LF, CRLF, LF), (CRLF, LF, CRLF), (BOM, LF, BOM), (LF, BOM, BOM)]
)
def test_where_there_was_no_note_each_side_brings_its_own(ours: str, theirs: str, result: str) -> None:
    assert merged(b"", as_file(OURS, ours), as_file(THEIRS, theirs)).content == as_file(BOTH, result)


def test_as_many_line_ends_of_both_kinds_are_lf() -> None:
    assert plain(b"a\r\nb\n") == ("a\nb\n", Ends(False, "\n"))


def never(base: bytes, ours: bytes, theirs: bytes) -> TextMerged:
    raise AssertionError


def test_keys_that_do_not_touch_need_nobody_to_merge_lines() -> None:
    found = merge(
        BASE.encode(), OURS.encode(), THEIRS.encode(), path="x.md", merge_text=never, status_place=status_rank
    )
    assert found == Merged(BOTH.encode())


@pytest.mark.parametrize("broken", [b"\xff", b"a\rb\n"])
def test_what_is_no_text_is_merged_byte_for_byte(broken: bytes) -> None:
    given = []

    def merge_text(base: bytes, ours: bytes, theirs: bytes) -> TextMerged:
        given.append((base, ours, theirs))
        return TextMerged(b"merged", True)

    base, ours, theirs = BASE.encode(), OURS.encode(), THEIRS.encode() + broken
    found = merge(base, ours, theirs, path="x.md", merge_text=merge_text, status_place=status_rank)
    assert given == [(base, ours, theirs)]
    assert found == Merged(b"merged", whole=True)


def test_what_merges_lines_wrongly_is_not_believed() -> None:
    """Rule 5: the result is read again, and a lost line has the whole file merged as text."""
    given = []

    def forgetful(base: bytes, ours: bytes, theirs: bytes) -> TextMerged:
        given.append(ours)
        return TextMerged(base, False)

    ours, theirs = OURS + "Ours.\n", "---\nask: Could you?\nasked:\nthanked:\n---\nBye.\n"
    merge(BASE.encode(), ours.encode(), theirs.encode(), path="x.md", merge_text=forgetful, status_place=status_rank)
    assert given == [b"Hello.\nOurs.\n", ours.encode()]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (b"why: a\n---\n", True),
        (b"other: a\n", True),
        (b"why: a\nwhy: b\n", True),
        (b'why: "a\n', True),
        (b"why: c\n", False),
    ],
)
def test_lines_of_a_key_that_are_no_key_any_more_are_not_believed(lines: bytes, whole: bool) -> None:
    def merge_text(base: bytes, ours: bytes, theirs: bytes) -> TextMerged:
        return TextMerged(b"whole" if base.startswith(b"---") else lines, False)

    texts = [f"---\nwhy: {word}\n---\n".encode() for word in ("x", "a", "b")]
    found = merge(texts[0], texts[1], texts[2], path="x.md", merge_text=merge_text, status_place=status_rank)
    assert found.content == (b"whole" if whole else b"---\nwhy: c\n---\n")


def test_keys_indented_otherwise_are_text() -> None:
    base = "---\n  ask: a\n  why: b\n---\n"
    found = merged(base.encode(), base.replace("  ", "").encode(), base.replace("why: b", "why: c").encode())
    assert found.whole


def test_a_reference_from_key_to_key_is_kept_or_merged_as_text() -> None:
    base = "---\na: &x one\nb: two\nc: three\nd: *x\n---\n"
    found = merged(base.encode(), base.replace("two", "2").encode(), base.replace("d: *x", "d: *x\ne: *x").encode())
    assert found.content.decode() == base.replace("two", "2").replace("d: *x", "d: *x\ne: *x")


def with_all_text(base: str, ours: str, theirs: str) -> list[str]:
    """The bases of all merges of lines that a merge asked for."""
    given: list[str] = []

    def merge_text(base: bytes, ours: bytes, theirs: bytes) -> TextMerged:
        given.append(base.decode())
        return TextMerged(ours, False)

    merge(base.encode(), ours.encode(), theirs.encode(), path="x.md", merge_text=merge_text, status_place=status_rank)
    return given


def test_markers_that_somebody_committed_have_the_whole_note_merged_as_text() -> None:
    conflict = "<<<<<<< ours\nHello.\n=======\nHi.\n>>>>>>> theirs\n"
    assert with_all_text(BASE, BASE.replace("Hello.\n", conflict), THEIRS) == [BASE]
    assert with_all_text(BASE, OURS, THEIRS.replace("Hello.\n", conflict)) == [BASE]


def test_a_reference_that_would_mean_something_else_has_the_whole_note_merged_as_text() -> None:
    base = "---\na: &x one\nb: two\nc: *x\n---\n"
    assert with_all_text(base, base.replace("b: two\n", "b: two\nn: &x three\n"), base.replace("two", "2")) == [base]


@pytest.mark.parametrize(
    "side", ["---\na: 1\n# c\nb: 2\n---\n", "---\na: 1 # c\nb: 2\n---\n", "---\na: 1\nb: 2\n# c\n---\n"]
)
def test_a_comment_that_is_lost_is_seen(side: str) -> None:
    base, other = layout_of("---\na: 1\nb: 2\n---\n"), layout_of(side)
    keys = tuple(MergedKey(part.text, part) for part in base.parts)
    block = Block("---\n", keys, ("", "", ""), "---\n")
    check(block, "", [base, base, base], has_conflict=False)
    for sides in ([base, other], [other, base]):
        with pytest.raises(NotEditable, match="comment"):
            check(block, "", [base, *sides], has_conflict=False)


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_comment_above_a_key_that_the_other_side_removed_stays(is_ours: bool) -> None:
    base = b"---\nask: a\n# old\nwhy: b\nrole: c\n---\n"
    removed, added = b"---\nask: a\nrole: c\n---\n", base.replace(b"# old", b"# old\n# new")
    found = merged(base, added, removed) if is_ours else merged(base, removed, added)
    assert found.content == b"---\nask: a\n# new\nrole: c\n---\n"


MEETING = "---\ntype: meeting\npeople: [Ana]\nduration: {}\n---\n"


def test_a_meeting_is_merged_as_one() -> None:
    """There ``contact`` says who was there, and a duration that is no number is a text."""
    texts = [
        MEETING.format("20").replace("people", "contact").replace("Ana", who).encode() for who in ("Ana", "Ben", "Cy")
    ]
    assert merged(texts[0], texts[1], texts[2]).content.count(b"[Ben, Cy]") == 1
    texts = [MEETING.format(length).encode() for length in ("20", "half a day", "a day")]
    assert merged(texts[0], texts[1], texts[2]).keys == ("duration",)


@pytest.mark.parametrize("org", [" {{a: {}}}", "\n  a: {}", "\n- x\n- a: {}\n  b: c"])
def test_a_mapping_under_a_known_key_is_a_value_like_any_other(org: str) -> None:
    texts = [f"---\norg:{value}\n---\n".encode() for value in ("", org.format("b"), org.format("d"))]
    assert merged(texts[0], texts[1], texts[2]).keys == ("org",)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "cab", "abc", "cab"),
        ("abc", "abc", "cab", "cab"),
        ("abc", "bca", "cab", "bca"),
        ("abc", "ac", "cab", "cab"),
        ("ac", "abc", "ca", "cab"),
        ("abc", "ab", "bca", "bca"),
        ("abc", "acb", "ab", "acb"),
        ("abc", "abc", "axbcy", "axbcy"),
        ("abc", "abc", "xabc", "xabc"),
        ("abc", "aobc", "abxc", "aobxc"),
        ("abc", "aobc", "axbc", "axobc"),
        ("abc", "abco", "cxab", "coxab"),
        ("", "ab", "xb", "xab"),
    ],
)  # fmt: skip
def test_keys_stand_as_the_side_has_them_that_moved_some_and_new_ones_below_the_same_key(
    base: str, ours: str, theirs: str, wanted: str
) -> None:
    assert "".join(merged_order(base, ours, theirs)) == wanted


def nobody(base: bytes, ours: bytes, theirs: bytes) -> TextMerged:
    return TextMerged(b"line by line", True)


BODIES: dict[str, tuple[str, str, str, str]] = {
    "both say the same": ("a\n", "b\n", "b\n", "b\n"),
    "ours alone changed": ("a\n", "b\n", "a\n", "b\n"),
    "theirs alone changed": ("a\n", "a\n", "b\n", "b\n"),
    "both appended": ("a\n", "a\nb\n", "a\nc\n", "a\nb\nc\n"),
    "both appended, with a common start": ("a\n", "a\n\nb\nc\n", "a\n\nb\nd\n", "a\n\nb\nc\nd\n"),
    "no line end": ("a", "a\nb", "a\nb\nc", "a\nb\nc"),
    "no line end in either": ("a", "a\nb", "a\nc", "a\nb\nc"),
    "blank lines alone": ("a\n", "a\n\n", "a\n\n\n", "a\n\n\n"),
    "blank lines alone, more of ours": ("a\n", "a\n\n\n", "a\n\n", "a\n\n\n"),
    "theirs appended blank lines alone": ("a\n", "a\nb\n", "a\n\n\n", "a\nb\n"),
    "ours appended blank lines alone": ("a\n", "a\n\n\n", "a\nb\n", "a\nb\n"),
    "ours appended, theirs changed a line": ("a\n", "a\nb\n", "c\n", "line by line"),
    "theirs appended, ours changed a line": ("a\n", "c\n", "a\nb\n", "line by line"),
    "ours appended, theirs changed the last line": ("a\nb\n", "a\nb\nd\n", "a\nc\n", "line by line"),
    "theirs appended, ours changed the last line": ("a\nb\n", "a\nc\n", "a\nb\nd\n", "line by line"),
    "nothing in common": ("", "b\n", "c\n", "line by line"),
}


@pytest.mark.parametrize(("base", "ours", "theirs", "wanted"), BODIES.values(), ids=BODIES)
def test_what_both_appended_stands_below_each_other(base: str, ours: str, theirs: str, wanted: str) -> None:
    assert merged_body(base, ours, theirs, nobody) == (wanted, wanted == "line by line")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        ("# a\n", "# b\n", "# b\n", "# b\n"),
        ("# a\n", "# b\n", "# a\n", "# b\n"),
        ("# a\n", "# a\n", "# b\n", "# b\n"),
        ("# a\n\n", "# b\n", "# a\n\n# c\n", "# b\n# c\n"),
        ("", "# b\n\n", "# c\n\n# b\n", "# b\n\n# c\n"),
        ("", "# b\n", "\n\n", "# b\n"),
    ],
)
def test_comments_above_a_key_go_with_who_removed_them_and_stay_from_who_added_them(
    base: str, ours: str, theirs: str, wanted: str
) -> None:
    assert merged_lead(base, ours, theirs) == wanted


def part(lines: str) -> KeyLines:
    return layout_of(f"---\n{lines}---\n").parts[0]


def test_comments_of_a_key_are_what_it_reads_the_same_without() -> None:
    assert inside(None) == inside(part("a: b\n")) == ()
    assert inside(part('a: "b # c"  # d\n')) == ("# d",)
    assert inside(part("a:\n  - b # c # d\n  - e#f\n  # g\n  - h\n")) == ("# c # d", "# g")
    both = part("a: b # c\n"), part("a: b # c\n")
    assert list(orphans(*both, "a: d\n")) == []
    assert list(orphans(None, both[0], "a: d\n")) == ["# c"]
    assert list(orphans(None, both[0], "a: d # c\n")) == []


@pytest.mark.parametrize(
    ("lines", "is_read"), [("a: b\n", True), ("a: b\nc: d\n", False), ("", False), ("b\n", False), ('a: "b\n', False)]
)
def test_lines_are_a_key_where_they_are_exactly_one(lines: str, is_read: bool) -> None:
    assert (reads_as(lines) is not None) == is_read


KEYS: dict[str, tuple[str, str, str, str]] = {
    "as far in other letters": ("status: draft\n", "status: Asked\n", "status: asked\n", "status: Asked\n"),
    "sent under another spelling": (
        "status: draft\nasked:\n", "asked:\nsent: 2026-03-01\n", "status: parked\nasked:\n",
        "asked:\nsent: 2026-03-01\n",
    ),
    "quotes of ours": ("why: b\n", 'why: "b"\n', "why: b\n", 'why: "b"\n'),
    "a key that only an ask has": (
        "ask: x\ndue: 2026-03-01\n", "ask: x\ndue: 2026-03-05\n", "due: 2026-03-09\n", "due: 2026-03-05\n",
    ),
    "theirs has all of a list": ("tags: [a]\n", "tags: [a, b]\n", "tags: [a, b, c]\n", "tags: [a, b, c]\n"),
    "a list that ours emptied": ("tags: [a, b]\n", "tags:\n", "tags: [b, c]\n", "tags: [c]\n"),
    "a list that theirs emptied": ("tags: [a, b]\n", "tags: [b, c]\n", "tags:\n", "tags: [c]\n"),
    "one left of a list": ("tags: [a, b]\n", "tags: a\n", "tags: [b, c]\n", "tags: c\n"),
    "an entry with a key in it": (
        "needs:\n- Sam: CFO\n- b\n", "needs:\n- Sam: CFO\n- b\n- c\n", "needs:\n- Sam: CFO\n- b\n- d\n",
        "needs:\n- Sam: CFO\n- b\n- c\n- d\n",
    ),
    "names in one text": (
        "people: '[[Ana]], [[Ben]]'\n", "people: '[[Ana]], [[Ben]], [[Cy]]'\n", "people: '[[Ana]], [[Ben]], [[Di]]'\n",
        "people:\n  - '[[Ana]]'\n  - '[[Ben]]'\n  - '[[Cy]]'\n  - '[[Di]]'\n",
    ),
    "a name with a comma in it": (
        'people: ["Lopez, Maria"]\n', 'people: ["Lopez, Maria", Ben]\n', 'people: ["Lopez, Maria", Cy]\n',
        'people: ["Lopez, Maria", Ben, Cy]\n',
    ),
    "links in one text": (
        "people: ['[[a|Ana]], [[Ben]]']\n", "people: ['[[a|Ana]], [[Ben]], [[Cy]]']\n",
        "people: ['[[a|Ana]], [[Ben]]', Di]\n",
        "people: ['[[a|Ana]]', '[[Ben]]', '[[Cy]]', 'Di']\n",
    ),
    "one day in two spellings": (
        "nudged:\n", "nudged: [2026-03-01, 2026-03-05]\n", "nudged: [2026-03-01T10:00, 2026-03-08]\n",
        "nudged: [2026-03-01, 2026-03-05, 2026-03-08]\n",
    ),
    "a comment of theirs below the key that ours changed": ("a: 1\n", "a: 2\n", "a: 1\n# t\n", "a: 2\n# t\n"),
    "a list of one is its one": ("x: a\n", "x: [b]\n", "x: b\n", "x: [b]\n"),
}  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "wanted"), KEYS.values(), ids=KEYS)
def test_one_key_of_three_texts(base: str, ours: str, theirs: str, wanted: str) -> None:
    texts = [f"---\n{lines}---\n".encode() for lines in (base, ours, theirs)]
    found = merged(texts[0], texts[1], texts[2])
    assert found.content.decode() == f"---\n{wanted}---\n"
    assert not found.has_conflict


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("status: draft\nasked: 2026-01-01\n", "asked: 2026-01-01\n", "status: parked\nasked: 2026-01-01\n"),
        ("needs: b\n", "needs: [b, c]\n", "needs:\n- b\n- Sam: CFO\n"),
    ],
    ids=["a status removed with no word of asking", "a new entry that is no text"],
)
def test_what_no_rule_decides_is_a_conflict_of_that_key(base: str, ours: str, theirs: str) -> None:
    texts = [f"---\n{lines}---\n".encode() for lines in (base, ours, theirs)]
    found = merged(texts[0], texts[1], texts[2])
    assert found.keys == (base.partition(":")[0],)
    assert found.has_conflict


def test_each_place_of_a_conflict_is_one() -> None:
    assert not Merged(b"").has_conflict
    assert all(one.has_conflict for one in (Merged(b"", ("why",)), Merged(b"", body=True), Merged(b"", whole=True)))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        (b"", b"\xff", b"\xff", b"\xff"),
        (b"", b"\xff", b"", b"\xff"),
        (b"", b"", b"\xff", b"\xff"),
        (b"Hello.\n", b"---\nask: x\n---\nHello.\n", b"Bye.\n", b"---\nask: x\n---\nBye.\n"),
        (b"Hello.\n", b"Hello.\nOurs.\n", b"Hello.\n  \n", b"Hello.\nOurs.\n"),
    ],
    ids=["both say the same", "ours alone changed", "theirs alone changed", "ours got frontmatter", "a blank line"],
)
def test_what_one_side_changed_needs_no_merge(base: bytes, ours: bytes, theirs: bytes, wanted: bytes) -> None:
    assert merge(base, ours, theirs, path="x.md", merge_text=never, status_place=status_rank) == Merged(wanted)
