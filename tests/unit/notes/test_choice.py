"""Which key each conflict in a note is about, and what the text becomes once somebody has chosen."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from journal.notes.merge.choice import choose, open_conflicts


def conflict(ours: str, theirs: str, base: str | None = None) -> str:
    middle = "" if base is None else f"||||||| base\n{base}"
    return f"<<<<<<< ours\n{ours}{middle}=======\n{theirs}>>>>>>> theirs\n"


WHY = conflict("why: a\n", "why: b\n")
EFFORT = conflict("effort: 1m\n", "effort: 2m\n")
TEXT = conflict("Hello.\n", "Hi.\n")

KEYS: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "none": ("---\nwhy: a\n---\nHello.\n", []),
    "of a key": (f"---\n{WHY}---\nHello.\n", [("why",)]),
    "below the frontmatter": (f"---\nwhy: a\n---\n{TEXT}", [("body",)]),
    "of both": (f"---\nask: x\n{WHY}---\n{TEXT}", [("why",), ("body",)]),
    "of a text that looks like a key, below": (f"---\nask: x\n---\n{WHY}", [("body",)]),
    "several keys, each once, ours first": (
        "---\n" + conflict("why: a\nask: c\n", "Why: b\neffort: d\n") + "---\n",
        [("why", "ask", "Why", "effort")],
    ),
    "one side has no line": ("---\n" + conflict("", "why: b\n") + "---\n", [("why",)]),
    "a key that the base alone has": ("---\n" + conflict("", "", "why: o\n") + "---\n", [("why",)]),
    "no key at all": ("---\n" + conflict("# a\n", "# b\n") + "---\n", [("body",)]),
    "behind a byte order mark": (f"\ufeff---\n{WHY}---\n{TEXT}", [("why",), ("body",)]),
    "with CRLF": (f"---\n{WHY}---\n{TEXT}".replace("\n", "\r\n"), [("why",), ("body",)]),
    "no frontmatter": (f"{WHY}{TEXT}", [("body",), ("body",)]),
    "no frontmatter, a line above": (f"Hello.\n---\n{WHY}", [("body",)]),
    "the whole frontmatter": (conflict("---\nwhy: a\n---\n", "---\nwhy: b\n---\n") + TEXT, [("why",), ("body",)]),
    "the fences in both sides, the end below": (
        conflict("---\nwhy: a\n", "---\nwhy: b\n") + f"ask: x\n{EFFORT}---\n{TEXT}",
        [("why",), ("effort",), ("body",)],
    ),
    "the whole frontmatter, and a text that looks like a key": (
        conflict("---\nwhy: a\n---\n", "---\nwhy: b\n---\n") + WHY, [("why",), ("body",)],
    ),
    "the fences in both sides, the end below, and a text that looks like a key": (
        conflict("---\nwhy: a\n", "---\nwhy: b\n") + f"ask: x\n---\n{WHY}", [("why",), ("body",)],
    ),
    "a fence in a later conflict of a text": ("Hello.\n" + conflict("---\n", "why: b\n"), [("body",)]),
    "a fence within a conflict ends it": (
        "---\nask: x\n" + conflict("why: a\n---\n", "why: b\n---\n") + TEXT, [("why",), ("body",)],
    ),
    "empty frontmatter": (f"---\n---\n{WHY}", [("body",)]),
    "a fence at once within a conflict": ("---\nask: x\n" + conflict("---\n", "why: b\n---\n"), [("why",)]),
    "no frontmatter, and ours has nothing": (conflict("", "why: b\n"), [("body",)]),
    "no frontmatter, and a line above": (conflict("Hi\n---\n", "why: b\n"), [("body",)]),
    "frontmatter that never ends": (f"---\nask: x\n{WHY}", [("why",)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "keys"), KEYS.values(), ids=KEYS)
def test_each_conflict_is_about_its_keys(text: str, keys: list[tuple[str, ...]]) -> None:
    found = open_conflicts(text)
    assert [one.keys for one in found] == keys
    assert [one.key for one in found] == [names[0] for names in keys]


CHOSEN: dict[str, tuple[str | Sequence[str], str]] = {
    "ours": ("ours", "---\nwhy: a\n---\nHello.\nBye.\n"),
    "theirs": ("theirs", "---\nwhy: b\n---\nHi.\nBye.\n"),
    "both": ("both", "---\nwhy: a\nwhy: b\n---\nHello.\nHi.\nBye.\n"),
    "lines, in place of the first": (["why: c", "ask: d"], "---\nwhy: c\nask: d\n---\nBye.\n"),
}


@pytest.mark.parametrize(("wanted", "after"), CHOSEN.values(), ids=CHOSEN)
def test_what_is_chosen_stands_where_the_conflict_was(wanted: str | Sequence[str], after: str) -> None:
    text = f"---\n{WHY}---\n{TEXT}Bye.\n"
    found = open_conflicts(text)
    assert choose(text, found, wanted) == choose(text, found[::-1], wanted) == after


def test_what_is_not_chosen_stays() -> None:
    text = f"---\n{WHY}---\n{TEXT}"
    assert choose(text, open_conflicts(text)[1:], "ours") == f"---\n{WHY}---\nHello.\n"
