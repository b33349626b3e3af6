"""Lines of lists, their boxes, and the note that each is about."""

from __future__ import annotations

import pytest

from journal.notes.list_lines import list_lines

NOTE = """---
title: "A - b"
---
# Talk

- [x] thank: [[2026-a|A: b]]
  1) [ ] see `[[code]]` and <!-- [[hidden]] --> [B](../asks/b%20c.md), [[d]]
> - [-] quoted [[e#part]]
- plain
```
- [x] ask: [[fenced]]
```
<!--
- [x] ask: [[commented]]
-->
## Bring
* [X] 09:30 ask [[Maria]]: could you read it? → [[2026-f]] ^id1
- [ ] ask [[Maria]]: or this → no
### Later
+ [x] no link https://x.example [web](https://x.example) [[pic.png]]
- [x]
## Else
- REPORT - [[g]]
- [[h]] → [[i]]
Text - [x] [[j]]
"""


def test_each_line_says_its_box_its_word_and_its_links() -> None:
    found = list_lines(NOTE, "meetings/x.md")
    assert [(each.line, each.sign, each.word, each.link and each.link.target) for each in found] == [
        (6, "x", "thank", "2026-a"),
        (7, " ", "and", "asks/b c"),
        (8, "-", "quoted", "e"),
        (9, None, "", None),
        (17, "X", "ask", "2026-f"),
        (18, " ", "ask", "Maria"),
        (20, "x", "", None),
        (21, "x", "", None),
        (23, None, "report", "g"),
        (24, None, "", "h"),
    ]
    assert [each.under for each in found] == [
        *[("talk",)] * 4, *[("talk", "bring")] * 2, *[("talk", "bring", "later")] * 2, *[("talk", "else")] * 2,
    ]  # fmt: skip
    assert [name.target for name in found[1].links] == ["asks/b c", "d"]
    assert found[4].text == "09:30 ask [[Maria]]: could you read it? → [[2026-f]] ^id1"
    assert found[4].seen == "* [X] 09:30 ask [[Maria]]: could you read it? → [[2026-f]] ^id1"


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_lines_are_those_of_the_file_whatever_its_line_ends(newline: str) -> None:
    assert list_lines("\ufeff" + NOTE.replace("\n", newline), "meetings/x.md") == list_lines(NOTE, "meetings/x.md")


def test_a_note_without_frontmatter_counts_from_its_first_line() -> None:
    (only,) = list_lines("- [ ] a", "x.md")
    assert (only.line, only.is_open, only.is_ticked, only.under) == (1, True, False, ())
    assert list_lines("Text", "x.md") == ()
