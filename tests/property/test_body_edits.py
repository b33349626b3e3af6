"""Whatever the note: a change of its body keeps every other byte, and its keys read as before."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from journal.model import Appended, Arrow, Box
from journal.notes import read
from journal.notes.block import with_lf
from journal.notes.body_edits import edit_body
from journal.notes.prose import are_prose, left_open
from journal.notes.sections import headings
from tests.laws import examples

BROKEN = {"bad-frontmatter", "unclosed-frontmatter", "misplaced-frontmatter"}
FRONTS = ["", "---\nask: A?\n---\n", "---\r\nask: A?\r\n# c\r\n...\r\n", "---\n---\n", "---\nprose\n---\n", "\n"]
LINES = [
    "", "  ", "Text", "a\u2028b", "# Bring", "## Bring ##", "Bring", "---", "===", "### Deep", "# Next", "```", "~~~",
    "<!-- open", "-->", "%%", "`%%` 100%", "- [ ] ask: [[a|A: b]]", "  - [x] thank: [b](c.md)", "\t1) [X] c ^id-1",
    "- plain  ", "* [-] d", "> - [ ] quoted", "-", "| a | b |", "    ## Bring", "- ask [[Maria]]: could? ^x", "é" * 40,
]  # fmt: skip


@st.deferred
def examples_of_vault() -> st.SearchStrategy[str]:
    """The notes of the example vault that can be read."""
    texts = [note.read_bytes() for note in sorted(Path("vault-example").rglob("*.md"))]
    codes = ({problem.code for problem in read("x.md", text).note.problems} for text in texts)
    return st.sampled_from([text.decode() for text, found in zip(texts, codes, strict=True) if not BROKEN & found])


fronts, bodies = st.sampled_from(FRONTS), st.lists(st.sampled_from(LINES), max_size=12)
ends, newlines = st.sampled_from(["", "\n", "\n\n"]), st.sampled_from(["\r\n", "\r"])
marks, kinds, are_other = st.sampled_from(["", "\ufeff"]), st.integers(0, 2), st.booleans()
"""Made once: to look for mistakes in a strategy takes longer than to draw from it."""


@st.composite
def notes(draw: st.DrawFn) -> str:
    text = draw(fronts) + "\n".join(draw(bodies)) + draw(ends)
    example = draw(examples_of_vault)
    text = (text, text, example)[draw(kinds)]
    if draw(are_other):
        text = with_lf(text).replace("\n", draw(newlines))
    return draw(marks) + text


def lines_of(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def edited(text: str, edit: Appended | Arrow | Box) -> str:
    changed = edit_body(text.encode(), edit, path="x.md").decode()
    assert read("x.md", changed.encode()).note.frontmatter == read("x.md", text.encode()).note.frontmatter
    return changed


@settings(max_examples=examples(120))
@given(notes(), st.sampled_from([None, "Bring", "bring", "Next"]), st.booleans())
def test_lines_are_added_in_one_place_and_all_other_bytes_stay(text: str, heading: str | None, parted: bool) -> None:
    added = ("",) * parted + ("- [ ] new line", "  more")
    now = edited(text, Appended(added, heading))
    place = now.index("- [ ] new line")
    above = now[:place].rstrip("\r\n ")
    made = re.search(r"(?:\A\ufeff?|[\r\n])## \w+\Z", above)
    if heading and made and not text.startswith(above):
        above = above[: made.start()].rstrip("\r\n ")
    closing = left_open(with_lf(read("x.md", text.encode()).body).split("\n"))
    if closing and not text.startswith(above):
        above = above.removesuffix(closing).rstrip("\r\n ")
    end = re.compile(r" {2}more(\r\n|\r|\n)").search(now, place)
    assert end is not None
    behind = now[end.end() :]
    assert text.startswith(above)
    assert text.endswith(behind)
    assert text[len(above) : len(text) - len(behind)].strip("\r\n ") in ("", "\ufeff")
    newline = re.search(r"\r\n|\r|\n", text)
    assert end[1] == (newline[0] if newline else "\n")
    assert now.count("- [ ] new line") == 1
    bare = with_lf(read("x.md", now.encode()).body).split("\n")
    assert list(are_prose(bare))[bare.index("- [ ] new line")]
    if heading is None:
        assert not behind.strip()
    else:
        over = [each for each in headings(bare) if each.first < bare.index("- [ ] new line")]
        says = next((each for each in over if each.text.casefold() == heading.casefold()), None)
        assert says
        assert all(each.level > says.level for each in over if each.first > says.first)


@settings(max_examples=examples(120))
@given(notes(), st.data(), st.booleans())
def test_one_line_gets_an_arrow_or_a_sign_and_no_other_changes(text: str, data: st.DataObject, tick: bool) -> None:
    lines = lines_of(text.removeprefix("\ufeff"))
    body = len(lines_of(read("x.md", text.encode()).body))
    listed = re.compile(r"[\s>]*(?:[-*+]|\d+[.)])(?:[ \t]|$)")
    fit = [
        number
        for number, line in enumerate(lines)
        if number >= len(lines) - body and line.strip() and (not tick or listed.match(line.rstrip("\r\n")))
    ]
    if not fit:
        return
    number = data.draw(st.sampled_from(fit))
    seen = lines[number].rstrip("\r\n")
    now = edited(text, Box(number + 1, seen, "x") if tick else Arrow(number + 1, seen, "[[stem]]"))
    after = lines_of(now.removeprefix("\ufeff"))
    assert [*after[:number], *after[number + 1 :]] == [*lines[:number], *lines[number + 1 :]]
    assert now.startswith("\ufeff") == text.startswith("\ufeff")
    line = after[number]
    if not tick:
        assert line.replace(" → [[stem]]", "", 1) == lines[number]
        assert re.search(r" → \[\[stem\]\](?:\s+\^[\w-]+)?\s*$", line)
    else:
        assert "[x]" in line
        boxed = re.match(r"[\s>]*\S+\s+\[[^\]]\](?:\s|$)", seen)
        assert (
            re.sub(r"\[x\]", "[ ]" if boxed else "", line, count=1).split()
            == re.sub(r"\[[^\]]\]" if boxed else "^$", "[ ]" if boxed else "", lines[number], count=1).split()
        )
