"""After one slip of the hand anywhere in a note's frontmatter the ask is listed, or the note has an error."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from journal.model import Kind
from journal.notes import read

ASKS = [
    "ask: Could you introduce me?",
    "ask: |\n  Could you introduce me?\n\n  Thanks: a lot\n  Bye",
    "ask: >-\n  Could?\n  Bye",
]
CONTACTS = [
    "contact: Priya Nair",
    'contact: "[[people/priya|Priya]]"',
    'contact:\n  - "[[Priya]]"\n  - Tom',
    "contact:\n- Tom",
]
OTHERS = [
    "goal: Data job",
    "asked: 2026-11-02",
    "meta:\n  source: x\n  more: y",
    "tags:\n  - ask\n  - work",
    "tags:\n- ask\n- work",
    "nudged: [2026-11-05]",
    'why: "She knows: them"',
    "type: ask\n",
    "status: sent # ok",
]
SIGNS = [
    *"\"'[]{}:,#&*!|>%@`-~?=\\\t x",
    "\u00a0",
    "：",
    "“",
    "—",
    "---",
    "...",
    "::",
    "\ufeff",
    "<<",
    "```",
    "{{",
    "é",
]
KEYS = re.compile(r"(?m)^(?:[^\w\s#'\"{-]{0,3} ?|- |(?![ \t#-])[^#\n]*[ \t]|---[ \t]*)ask[ \t]*[:：]")
"""An ask that one can see: at the margin, below a sign, or joined to another key."""
asks, contacts, signs = map(st.sampled_from, (ASKS, CONTACTS, SIGNS))
others = st.lists(st.sampled_from(OTHERS), max_size=4, unique_by=lambda key: key[:3])
"""Made once: to look for mistakes in a strategy takes longer than to draw from it."""


@st.composite
def notes(draw: st.DrawFn) -> list[str]:
    """The lines of the frontmatter of an ask, with its fences."""
    further = draw(others)
    keys = draw(st.permutations([draw(asks), draw(contacts), *further]))
    return ["---", *"\n".join(keys).split("\n"), "---"]


@st.composite
def slipped(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """The lines after one slip."""
    place = draw(st.integers(0, len(lines) - 2))
    line, below = lines[place], lines[place + 1]
    column = draw(st.integers(0, len(line)))
    return draw(
        st.sampled_from(
            [
                [*lines[:place], f"{line} {below.lstrip()}", *lines[place + 2 :]],
                [*lines[:place], line + below, *lines[place + 2 :]],
                [*lines[:place], below, line, *lines[place + 2 :]],
                [*lines[:place], line, *lines[place:]],
                [*lines[: place + 1], "---", *lines[place + 1 :]],
                [*lines[: place + 1], "", *lines[place + 1 :]],
                [*lines[:place], line[:column] + draw(signs) + line[column:], *lines[place + 1 :]],
                [*lines[:place], line[:column] + line[column + 1 :], *lines[place + 1 :]],
                lines[1:],
                lines[:-1],
            ]
        )
    )


@given(st.data(), notes(), st.sampled_from(["\n", "\r\n"]))
def test_one_slip_hides_no_ask(data: st.DataObject, lines: list[str], newline: str) -> None:
    changed = data.draw(slipped(lines))
    text = "\n".join([*changed, "", "Body text", ""])
    assume(KEYS.search(text))  # else the slip is in the key itself, which may then be anybody's
    note = read("asks/x.md", text.replace("\n", newline).encode()).note
    is_listed = note.kind is Kind.ASK and "ask" in note.fields
    assert is_listed or any(problem.severity == "error" for problem in note.problems), text
