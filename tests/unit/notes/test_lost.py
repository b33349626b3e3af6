"""What a merge dropped of a note, what of it another text lacks too, and how it is put back."""

from __future__ import annotations

import pytest

from journal.notes.merge.lost import Four, Lost, LostKey, lost, may_lack, still_lost
from journal.notes.merge.put_back import put_back
from journal.rules.status import status_rank
from tests.merging import PATH, merge_text

pytestmark = pytest.mark.needs("git")


def note(lines: str) -> bytes:
    """A note with only these keys, none for no lines."""
    inside = f"{lines}\n" if lines else ""
    return f"---\n{inside}---\n".encode()


def conflict(*sides: str) -> str:
    """The lines of a conflict of one key: what ours, base and theirs say, "" for nothing."""
    ours, base, theirs = (f"{side}\n" if side else "" for side in sides)
    return f"<<<<<<< ours\n{ours}||||||| base\n{base}=======\n{theirs}>>>>>>> theirs"


def gone(four: Four) -> Lost:
    return lost(four, path=PATH, merge_text=merge_text, status_place=status_rank)


def restored(now: bytes, four: Four, lack: Lost) -> str:
    return put_back(now, four, lack, path=PATH, merge_text=merge_text, status_place=status_rank).decode()


A, B = ("a",), ("b",)
KEYS: dict[str, tuple[str, str, str, str, tuple[LostKey, ...], str]] = {
    "ours alone wrote it": ("why:", "why: a", "why:", "why:", (LostKey("why", A, "", False),), "why: a"),
    "theirs alone wrote it": ("", "", "WHY: a", "", (LostKey("WHY", A, "", False),), "WHY: a"),
    "theirs alone changed it": ("why: o", "why: o", "why: a", "why: o", (LostKey("why", A, "o", False),), "why: a"),
    "a text that a list holds": (
        "why: o", "why: [a, b]", "why: o", "why: o",
        (LostKey("why", ("a", "b"), "o", False),), "why: [a, b]",
    ),
    "the date that wins": (
        "thanked:", "thanked: 2026-03-01", "thanked: 2026-03-05", "thanked: 2026-03-01",
        (LostKey("thanked", ("2026-03-05",), "2026-03-01", True),), "thanked: 2026-03-05",
    ),
    "the date that does not win": (
        "thanked:", "thanked: 2026-03-01", "thanked: 2026-03-05", "thanked: 2026-03-05",
        (), "thanked: 2026-03-05",
    ),
    "a day chosen while merging": (
        "thanked:", "thanked: 2026-03-01", "thanked: 2026-03-05", "thanked: 2026-03-03",
        (), "thanked: 2026-03-03",
    ),
    "a text chosen while merging": ("why:", "why: a", "why:", "why: c", (), "why: c"),
    "other quotes": ("why:", "why: a", "why:", "why: 'a'", (), "why: 'a'"),
    "removed by one": ("why: o", "", "why: o", "why: o", (), "why: o"),
    "theirs taken over a conflict": (
        "why:", "why: a", "why: b", "why: b",
        (LostKey("why", A, "b", True),), conflict("why: b", "why:", "why: a"),
    ),
    "ours taken over a conflict": (
        "why:", "why: a", "why: b", "why: a",
        (LostKey("why", B, "a", True),), conflict("why: a", "why:", "why: b"),
    ),
    "neither taken": (
        "why: o", "why: a", "why: b", "why: o",
        (LostKey("why", ("a", "b"), "o", False),), conflict("why: a", "why: o", "why: b"),
    ),
    "both removed": ("why: o", "why: a", "why: b", "", (), ""),
    "removed over a change": (
        "why: o", "", "why: a", "",
        (LostKey("why", A, "", True),), conflict("", "why: o", "why: a"),
    ),
    "a first entry": ("", "tags: [a]", "", "", (LostKey("tags", A, "", True),), "tags: [a]"),
    "an entry of each side": (
        "tags: [o]", "tags: [o, a]", "tags: [o, b]", "tags: [o]",
        (LostKey("tags", ("a", "b"), "o", True),), "tags: [o, a, b]",
    ),
    "an entry of theirs": (
        "tags: o", "tags: [o, a]", "tags: [o, b]", "tags: [o, a]",
        (LostKey("tags", B, "o; a", True),), "tags: [o, a, b]",
    ),
    "an entry that both added": (
        "tags: [o]", "tags: [o, a]", "tags: [o, a]", "tags: [o]",
        (LostKey("tags", A, "o", True),), "tags: [o, a]",
    ),
    "an entry that a side removed": ("tags: [o, p]", "tags: o", "tags: [o, p]", "tags: [o, p]", (), "tags: [o, p]"),
    "an entry in other words": ("tags: o", "tags: [o, '#A']", "tags: o", "tags: [o, a]", (), "tags: [o, a]"),
    "an entry more in the merge": (
        "tags: [o]", "tags: [o, a]", "tags: [o]", "tags: [o, c]",
        (LostKey("tags", A, "o; c", True),), "tags: [o, c, a]",
    ),
    "one entry more in the merge": (
        "", "tags: [a]", "", "tags: c",
        (LostKey("tags", A, "c", True),), "tags:\n  - c\n  - a",
    ),
    "an entry of a list that was blank": (
        "tags:", "tags: [a]", "tags:", "tags:",
        (LostKey("tags", A, "", True),), "tags: a",
    ),
    "an entry for a list with an anchor": (
        "tags: [o]", "tags: [o, a]", "tags: [o]", "tags: &x [o]",
        (LostKey("tags", A, "o", True),), "tags: [o, a]",
    ),
    "keys in the order of the notes": (
        "ask: x\nrole: y", "ask: x\nwhy: a\nrole: y", "ask: x\nrole: y\nmood: b", "ask: x\nrole: y",
        (LostKey("why", A, "", False), LostKey("mood", B, "", False)), "ask: x\nwhy: a\nrole: y\nmood: b",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "result", "keys", "wanted"), KEYS.values(), ids=KEYS)
def test_a_key_that_a_merge_dropped(
    base: str, ours: str, theirs: str, result: str, keys: tuple[LostKey, ...], wanted: str
) -> None:
    four = Four(*map(note, (base, ours, theirs, result)))
    found = gone(four)
    assert found == Lost(keys)
    assert bool(found) == bool(keys)
    assert may_lack(four) or not found
    assert restored(four.result, four, found) == note(wanted).decode()
    assert still_lost(found, four.result) == found
    assert still_lost(found, note(wanted)) == Lost()


HELLO = "---\nask: x\n---\nHello.\n"
ONCE, TWICE = "---\nask: x\n---\n", "---\nask: x\nask: y\n---\n"
LINES: dict[str, tuple[str, str, str, str, tuple[str, ...], str]] = {
    "a line of ours": (HELLO, HELLO + "Ours.\n", HELLO, HELLO, ("Ours.",), HELLO + "Ours.\n"),
    "a line of theirs": (HELLO, HELLO, HELLO + "Theirs.\n", HELLO, ("Theirs.",), HELLO + "Theirs.\n"),
    "a line of each": (
        HELLO, HELLO + "\nOurs.\n", HELLO + "\nTheirs.\n", HELLO, ("Ours.", "Theirs."), HELLO + "\nOurs.\n\nTheirs.\n",
    ),
    "a line changed by each": (
        HELLO, HELLO.replace("Hello", "Hi"), HELLO.replace("Hello", "Good day"), HELLO.replace("Hello", "Hi"),
        ("Good day.",), HELLO.replace("Hello.", "Hi.\nGood day."),
    ),
    "indented otherwise": (HELLO, HELLO + "Ours.\n", HELLO, HELLO + "  Ours.\n", (), HELLO + "  Ours.\n"),
    "a blank line": (HELLO, HELLO + "\n", HELLO, HELLO, (), HELLO),
    "edited while merging": (
        HELLO, HELLO + "Call Maria.\n", HELLO, HELLO + "Called Maria.\n", (), HELLO + "Called Maria.\n",
    ),
    "a part of a longer line": (
        HELLO, HELLO + "Yes.\n", HELLO, HELLO + "Yes. And much more of it, at length.\n", (),
        HELLO + "Yes. And much more of it, at length.\n",
    ),
    "three letters of five alike": (HELLO, HELLO + "abcde\n", HELLO, HELLO + "abcxy\n", (), HELLO + "abcxy\n"),
    "two letters of five alike": (
        HELLO, HELLO + "abcde\n", HELLO, HELLO + "abwxy\n", ("abcde",), HELLO + "abwxy\nabcde\n",
    ),
    "alike a line of the other side": (
        HELLO, HELLO + "Call Maria.\n", HELLO + "Call Marie.\n", HELLO + "Call Marie.\n", ("Call Maria.",),
        HELLO + "Call Maria.\nCall Marie.\n",
    ),
    "alike a line of before": (
        HELLO + "Call Marie.\n", HELLO + "Call Marie.\nCall Maria.\n", HELLO + "Call Marie.\n",
        HELLO + "Call Marie.\n", ("Call Maria.",), HELLO + "Call Marie.\nCall Maria.\n",
    ),
    "a comment above a key": (
        HELLO, HELLO.replace("ask", "# ours\nask"), HELLO, HELLO, ("# ours",), HELLO.replace("ask", "# ours\nask"),
    ),
    "comments below the keys": (
        HELLO.replace("x\n", "x\n# old\n"), HELLO.replace("x\n", "x\n# old\n# ours\n"),
        HELLO.replace("x\n", "x\n# old\n"),
        HELLO.replace("x\n", "x\n# kept\n"), ("# ours",), HELLO.replace("x\n", "x\n# kept\n# ours\n"),
    ),
    "comments of each side, above a key and below": (
        HELLO, HELLO.replace("ask", "# ours\nask"), HELLO.replace("x\n", "x\n# theirs\n"), HELLO,
        ("# ours", "# theirs"), HELLO.replace("ask: x\n", "# ours\nask: x\n# theirs\n"),
    ),
    "a comment of a key that is gone": (
        HELLO.replace("x\n", "x\nwhy: a\n"), HELLO.replace("x\n", "x\n# ours\nwhy: a\n"), HELLO, HELLO, ("# ours",),
        HELLO.replace("x\n", "x\n# ours\n"),
    ),
    "a comment of before": (
        HELLO.replace("ask", "# old\nask"), HELLO.replace("ask", "# old\nask"), HELLO.replace("x", "y"),
        HELLO.replace("x", "y"), (), HELLO.replace("x", "y"),
    ),
    "comments where there is no frontmatter": (
        "Hello.\n", "---\n# ours\n---\nHello.\n", "Hello.\n", "Hello.\n", ("# ours",), "---\n# ours\n---\nHello.\n",
    ),
    "a first line without frontmatter": (
        "Hello.\n", "Ours.\nHello.\n", "Hello.\n", "Hello.\n", ("Ours.",), "Ours.\nHello.\n",
    ),
    "no frontmatter": ("Hello.\n", "Hello.\n", "Hello.\nTheirs.\n", "Hello.\n", ("Theirs.",), "Hello.\nTheirs.\n"),
    "with a blank line above": ("1\n2\n", "1\n\nOurs.\n2\n", "1\n2\n", "1\n2\n", ("Ours.",), "1\n\nOurs.\n2\n"),
    "with a blank line below": ("1\n2\n", "1\nOurs.\n\n2\n", "1\n2\n", "1\n2\n", ("Ours.",), "1\nOurs.\n\n2\n"),
    "with a blank line further on": (
        "1\n2\n3\n", "1\nOurs.\n2\n\n3\n", "1\n2\n3\n", "1\n2\n3\n", ("Ours.",), "1\nOurs.\n2\n3\n",
    ),
    "amid many lines alike": (
        "-\n" * 400, "-\n" * 200 + "Ours.\n" + "-\n" * 200, "-\n" * 400, "1\n" + "-\n" * 400 + "2\n", ("Ours.",),
        "1\n" + "-\n" * 200 + "Ours.\n" + "-\n" * 200 + "2\n",
    ),
    "a key twice in ours": (HELLO, TWICE, HELLO, HELLO, ("ask: y",), TWICE + "Hello.\n"),
    "a key twice in theirs": (HELLO, HELLO, TWICE, HELLO, ("ask: y",), TWICE + "Hello.\n"),
    "a key twice below a byte-order mark": ("", "\ufeff" + TWICE, ONCE, ONCE, ("ask: y",), TWICE),
    "a key twice above a byte-order mark": ("", TWICE, "\ufeff" + ONCE, "\ufeff" + ONCE, ("ask: y",), "\ufeff" + TWICE),
    "a key twice in a note with CRLF": ("", TWICE.replace("\n", "\r\n"), ONCE, ONCE, ("ask: y",), TWICE),
    "a key twice for a note with CRLF": (
        "", ONCE.replace("\n", "\r\n"), TWICE, ONCE.replace("\n", "\r\n"), ("ask: y",), TWICE.replace("\n", "\r\n"),
    ),
    "a key twice for a note with CRLF in half of its lines": (
        "", TWICE + "End\n", ONCE + "End\n", ONCE.replace("\n", "\r\n", 2) + "End\n", ("ask: y",), TWICE + "End\n",
    ),
    "a key twice before": (TWICE, HELLO, TWICE + "Theirs.\n", HELLO, ("Theirs.",), HELLO + "Theirs.\n"),
    "a key twice in the merge": (HELLO, HELLO + "Ours.\n", HELLO, TWICE, ("Ours.",), TWICE + "Ours.\n"),
}  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "result", "lines", "wanted"), LINES.values(), ids=LINES)
def test_a_line_that_a_merge_dropped(
    base: str, ours: str, theirs: str, result: str, lines: tuple[str, ...], wanted: str
) -> None:
    four = Four(base.encode(), ours.encode(), theirs.encode(), result.encode())
    found = gone(four)
    assert found == Lost(lines=lines)
    assert bool(found) == bool(lines)
    assert may_lack(four) or not found
    assert restored(four.result, four, found) == wanted


ONE, BOTH = ("alpha",), ("alpha", "beta")
PLAIN, CONTESTED = LostKey("why", ONE, "old", False), LostKey("why", ONE, "beta", True)
ENTRIES, NEITHER = LostKey("tags", BOTH, "old", True), LostKey("why", BOTH, "old", False)


@pytest.mark.parametrize(
    ("key", "lines", "is_lost"),
    [
        (PLAIN, "why: alpha", False),
        (PLAIN, "Why: 'alpha'", False),
        (PLAIN, "why: old", True),
        (PLAIN, "why: another", False),
        (PLAIN, "", False),  # removed since
        (PLAIN._replace(instead=""), "", True),
        (PLAIN._replace(values=BOTH), "why: [beta, alpha]", False),
        (PLAIN._replace(instead="old; older"), "why: [old, older]", True),
        (CONTESTED, "why: alpha", False),
        (CONTESTED, "why: beta", True),
        (CONTESTED, "why: another", True),
        (CONTESTED, conflict("why: beta", "why:", "why: alpha"), False),
        (CONTESTED, conflict("why: beta", "why:", "why: another"), True),
        (PLAIN, conflict("why: beta", "why:", "why: another"), True),
        (ENTRIES, "tags: [beta, old, alpha]", False),
        (ENTRIES, "tags: alpha", True),
        (NEITHER, "why: beta", False),
        (NEITHER, "why: old", True),
        (NEITHER, conflict("why: beta", "why: old", "why: another"), True),
        (NEITHER, conflict("why: beta", "why: old", "why: alpha"), False),
    ],
)
def test_a_key_is_lost_until_a_note_has_it_or_somebody_decided(key: LostKey, lines: str, is_lost: bool) -> None:
    other = LostKey("ask", ("never",), "", False)
    assert still_lost(Lost((key, other)), note(lines)) == Lost((key, other) if is_lost else (other,))


def test_lines_are_lost_until_a_note_has_them() -> None:
    lack = Lost(lines=("One.", "Two."))
    assert still_lost(lack, b"\xef\xbb\xbfOne.\r\nThree.\r\n") == Lost(lines=("Two.",))
    assert still_lost(lack, note("ask: x") + b"  Two. \n- One.\n") == Lost(lines=("One.",))


WHY = HELLO.replace("x\n", "x\nwhy:\n")
WHY_A = WHY.replace("why:", "why: a")
SINCE: dict[str, tuple[str, str, str, str, str, str]] = {
    "another key and line": (
        WHY, WHY_A, WHY, WHY, WHY.replace("ask: x", "ask: y") + "Now.\n", WHY_A.replace("ask: x", "ask: y") + "Now.\n",
    ),
    "the key itself": (
        WHY, WHY_A, WHY, WHY, WHY.replace("why:", "why: c"),
        WHY.replace("why:", conflict("why: c", "why:", "why: a")),
    ),
    "the list itself": (
        HELLO, HELLO.replace("x\n", "x\ntags: [a]\n"), HELLO, HELLO, HELLO.replace("x\n", "x\ntags: [c]\n"),
        HELLO.replace("x\n", "x\ntags: [c, a]\n"),
    ),
    "the line above": (
        HELLO, HELLO + "Ours.\n", HELLO, HELLO, HELLO.replace("Hello", "Hi"),
        HELLO.replace("Hello.", "Hi.\nHello.\nOurs."),
    ),
    "lines further down": (
        HELLO + "\n1\n2\n", HELLO + "Ours.\n\n1\n2\n", HELLO + "\n1\n2\n", HELLO + "\n1\n2\n", HELLO + "\n1\n3\n",
        HELLO + "Ours.\n\n1\n3\n",
    ),
    "no frontmatter": (
        "Hello.\n", "Hello.\nOurs.\n", "Hello.\n", "Hello.\n", "Hello.\nNow.\n", "Hello.\nNow.\nOurs.\n",
    ),
    "its line ends": (WHY, WHY_A, WHY, WHY, WHY.replace("\n", "\r\n"), WHY_A.replace("\n", "\r\n")),
    "its byte-order mark": (WHY, WHY_A, WHY, WHY, "\ufeff" + WHY, "\ufeff" + WHY_A),
    "its frontmatter": (WHY, WHY_A, WHY, WHY, "Hello.\n", WHY_A),
    "a note with a key twice": (HELLO, TWICE, HELLO, HELLO, HELLO + "Now.\n", TWICE + "Hello.\nNow.\n"),
}  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "result", "now", "wanted"), SINCE.values(), ids=SINCE)
def test_what_was_changed_since_stays(base: str, ours: str, theirs: str, result: str, now: str, wanted: str) -> None:
    four = Four(base.encode(), ours.encode(), theirs.encode(), result.encode())
    assert restored(now.encode(), four, gone(four)) == wanted


def test_what_is_no_text_by_now_stays_as_its_bytes_are() -> None:
    four = Four(HELLO.encode(), HELLO.encode() + b"Ours.\n", HELLO.encode(), HELLO.encode())
    now = HELLO.encode().replace(b"x", b"\xff")
    found = put_back(now, four, gone(four), path=PATH, merge_text=merge_text, status_place=status_rank)
    assert found == now + b"Ours.\n"


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_what_was_no_text_when_it_was_merged_gets_its_lines(newline: bytes) -> None:
    before = HELLO.encode().replace(b"x", b"\xff").replace(b"\n", newline)
    four = Four(before, before + b"Ours." + newline, before, before)
    found = put_back(before, four, gone(four), path=PATH, merge_text=merge_text, status_place=status_rank)
    assert found == before + b"Ours." + newline


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        # one contact replaced on both sides, by several on one
        ('Contact: "[[A]]"', 'Contact: ["[[B]]", "[[C]]"]', 'Contact: "[[D]]"'),
        ("", "# only a comment\nask:", "# only a comment\nask:"),
        ("ask: a", "ask: a\noutcome: [b, c]", "ask: a\noutcome: d"),
    ],
)
def test_what_was_dropped_comes_back(base: str, ours: str, theirs: str) -> None:
    for result in (base, ours, theirs):
        four = Four(*map(note, (base, ours, theirs, result)))
        found = gone(four)
        now = restored(four.result, four, found)
        assert not still_lost(found, now.encode()), (found, now)
