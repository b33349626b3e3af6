"""Lines at a body's or section's end, an arrow behind a line, a sign in a box; every other byte stays."""

from __future__ import annotations

import pytest

from journal.errors import NoteChanged, Refused
from journal.model import Appended, Arrow, BodyEdit, Box
from journal.notes.body_edits import edit_body

NUDGE = Appended(("", "Hi Sam,", "", "is it?"), "Nudge, 22 November 2026")
SAID = "## Nudge, 22 November 2026\n\nHi Sam,\n\nis it?\n"
LINE = Appended(("- 09:30 called",))
BRING = Appended(("- [ ] b",), "Bring")
HIDDEN = "<!--\n# Bring\n-->\n%% a\n# Bring\n%%\n~~~\n# Bring\n<!--\n~~~~\n"
FRONT = "---\nask: A?\n---\n"


def written(before: str, edit: BodyEdit) -> str:
    return edit_body(before.encode(), edit, path="x.md").decode()


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        (FRONT + "\nText\n", NUDGE, FRONT + "\nText\n\n" + SAID),
        (FRONT + "\nText", NUDGE, FRONT + "\nText\n\n" + SAID),
        (FRONT + "\nText\n\n \n", NUDGE, FRONT + "\nText\n\n" + SAID + "\n \n"),
        (FRONT, NUDGE, FRONT + "\n" + SAID),
        (FRONT.rstrip("\n"), NUDGE, FRONT + "\n" + SAID),
        ("\ufeff" + FRONT + "Text\n", NUDGE, "\ufeff" + FRONT + "Text\n\n" + SAID),
        ("Text\n", NUDGE, "Text\n\n" + SAID),
        ("", NUDGE, SAID),
        (FRONT + SAID, NUDGE, FRONT + SAID + "\nHi Sam,\n\nis it?\n"),
        ("# Day\n", LINE, "# Day\n\n- 09:30 called\n"),
        ("# Day\n\n- 08:00 up\n\n\n", LINE, "# Day\n\n- 08:00 up\n- 09:30 called\n\n\n"),
        ("", LINE, "- 09:30 called\n"),
        (FRONT.rstrip("\n"), LINE, FRONT + "- 09:30 called\n"),
        ("\ufeff", LINE, "\ufeff- 09:30 called\n"),
        ("pasted\rtext\nend\n", LINE, "pasted\rtext\nend\n- 09:30 called\n"),
        ("of an old Mac\r", LINE, "of an old Mac\r- 09:30 called\r"),
        (FRONT + "T", BRING, FRONT + "T\n\n## Bring\n\n- [ ] b\n"),
        ("## Bring\n", BRING, "## Bring\n- [ ] b\n"),
        ("## Bring\n\n- [ ] a\n\n## Notes\nn\n", BRING, "## Bring\n\n- [ ] a\n- [ ] b\n\n## Notes\nn\n"),
        ("# BRING #\n- a\n## Later\n- c\n# End", BRING, "# BRING #\n- a\n## Later\n- c\n- [ ] b\n# End"),
        ("Bring\n-----\n- a\n\nNotes\n===\n", BRING, "Bring\n-----\n- a\n- [ ] b\n\nNotes\n===\n"),
        ("- Bring\n---\nx\n", BRING, "- Bring\n---\nx\n\n## Bring\n\n- [ ] b\n"),
        ("    ## Bring\nx\n", BRING, "    ## Bring\nx\n\n## Bring\n\n- [ ] b\n"),
        ("```\n## Bring\n```\n", BRING, "```\n## Bring\n```\n\n## Bring\n\n- [ ] b\n"),
        (HIDDEN, BRING, HIDDEN + "\n## Bring\n\n- [ ] b\n"),
        (f"# Bring\n- a\n{HIDDEN}# D\n", BRING, f"# Bring\n- a\n{HIDDEN}- [ ] b\n# D\n"),
        ("`<!--` and\n## Bring\n", BRING, "`<!--` and\n## Bring\n- [ ] b\n"),
        ("T\n```py\na = 1\n", BRING, "T\n```py\na = 1\n```\n\n## Bring\n\n- [ ] b\n"),
        ("~~~~\n```\n~~~\n\n\n", BRING, "~~~~\n```\n~~~\n~~~~\n\n## Bring\n\n- [ ] b\n\n\n"),
        ("- a\n  ```\n  code", LINE, "- a\n  ```\n  code\n  ```\n- 09:30 called\n"),
        ("1. ```\n   code\n", NUDGE, "1. ```\n   code\n   ```\n\n" + SAID),
        ("## Bring\n- a\n```\n## More\n", BRING, "## Bring\n- a\n```\n## More\n```\n- [ ] b\n"),
        ("T\n<!-- later\nmore\n", BRING, "T\n<!-- later\nmore\n-->\n\n## Bring\n\n- [ ] b\n"),
        ("%%\nlater\n", LINE, "%%\nlater\n%%\n- 09:30 called\n"),
        ("100 %% of\n", LINE, "100 %% of\n- 09:30 called\n"),
        ("#Bring\n##  bring  ##\n", BRING, "#Bring\n##  bring  ##\n- [ ] b\n"),
    ],
)  # fmt: skip
def test_lines_stand_behind_the_last_one_that_is_not_blank(before: str, edit: Appended, after: str) -> None:
    assert written(before, edit) == after
    if "\n" in before:
        assert written(before.replace("\n", "\r\n"), edit) == after.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- ask Maria: x?", "- ask Maria: x? → [[s]]"),
        ("- ask Maria: x? ^a1-B2", "- ask Maria: x? → [[s]] ^a1-B2"),
        ("ask Maria: x?  ", "ask Maria: x? → [[s]]  "),
        ("ask Maria: x?\t^a1 \t", "ask Maria: x? → [[s]]\t^a1 \t"),
        ("ask Maria: 2^3", "ask Maria: 2^3 → [[s]]"),
        ("ask Maria: ^^", "ask Maria: ^^ → [[s]]"),
        ("^a1", "^a1 → [[s]]"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", ""])
def test_an_arrow_stands_behind_the_text(line: str, after: str, newline: str) -> None:
    above = f"{FRONT}Above.\n".replace("\n", newline or "\n")
    assert written(f"{above}{line}{newline}", Arrow(5, line, "[[s]]")) == f"{above}{after}{newline}"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- [ ] thank: [[a]]", "- [x] thank: [[a]]"),
        ("\t  * [-] a ^b", "\t  * [x] a ^b"),
        ("1. [ ]", "1. [x]"),
        ("12)  [ ]\ta", "12)  [x]\ta"),
        ("> > + [X] a", "> > + [x] a"),
        ("- a", "- [x] a"),
        ("-   a  ", "-   [x] a  "),
        ("-\ta", "-\t[x] a"),
        ("- [[a]]", "- [x] [[a]]"),
        ("- [a](b.md)", "- [x] [a](b.md)"),
        ("- [ ]a", "- [x] [ ]a"),
        ("-", "- [x]"),
        ("- ", "- [x]"),
    ],
)
def test_a_box_gets_the_sign_and_a_list_line_without_one_gets_a_box(line: str, after: str) -> None:
    assert written(f"\ufeff\n{line}\r\nb", Box(2, line, "x")) == f"\ufeff\n{after}\r\nb"
    with pytest.raises(Refused, match=r"^x\.md has no list on line 1"):
        written("Text", Box(1, "Text", "x"))


@pytest.mark.parametrize(
    "edit", [Arrow(4, "- b", "no"), Arrow(5, "- a", "no"), Box(2, "ask: A?", "x"), Box(0, "", "x"), Box(9, "", "x")]
)
def test_a_line_that_is_not_as_it_was_seen_is_left(edit: BodyEdit) -> None:
    with pytest.raises(NoteChanged):
        written(FRONT + "- a\n- b\n", edit)


@pytest.mark.parametrize("edit", [NUDGE, LINE, BRING, Arrow(4, "- a", "no"), Box(4, "- a", "x")])
@pytest.mark.parametrize(
    "data",
    [
        b"+++\nask = 'A'\n+++\n- a\n",
        b'{\n"ask": "A"\n}\n- a\n',
        b"---\nask: \xff\n---\n- a\n",
        "---\nask: A\n---\n- a\n".encode("utf-16"),
        b"<<<<<<< a\nx\n=======\n- a\n>>>>>>> b\n",
        b"---\nask: A: b\n---\n- a\n",
        b"\n---\nask: A\n---\n- a\n",
        b"---\nask: A\n\n- a\n",
    ],
)
def test_it_is_refused_where_an_edit_of_a_key_is(edit: BodyEdit, data: bytes) -> None:
    with pytest.raises(Refused, match=r"^x\.md "):
        edit_body(data, edit, path="x.md")


@pytest.mark.parametrize("lines", [("---", "ask: A", "---"), ("<<<<<<< a", "=======", ">>>>>>> b")])
def test_lines_that_would_be_frontmatter_or_a_conflict_are_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="stays as it is"):
        written("", Appended(lines))
