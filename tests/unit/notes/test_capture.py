"""Lines that are captures and lines that are none, a row each (docs/practice.md 1)."""

from __future__ import annotations

import pytest

from journal.model import Captured
from journal.notes import fold
from journal.notes.capture import capture_lines, captured, without_arrow

CONTACTS = {"mum", "hn", "the data office", "barnes & noble", "smith, jones and co", "at&t", "x"}
GOALS = {"PhD", "Q", "Data job", "Time for family", "Done!", "data-job"}
PATH = "journal/2026-11-22.md"
LONG = "x" * 2000
ONE = Captured(("Maria",), (), "hello?")


def found(body: str) -> list[Captured]:
    """The captures in a body that have no arrow yet."""
    read = (
        captured(line.text, PATH, lambda name: fold(name) in CONTACTS, GOALS.__contains__)
        for line in capture_lines(body)
        if not line.has_arrow
    )
    return [each for each in read if each]


def asks(contacts: str, ask: str, goals: str = "") -> Captured:
    """A capture; names are parted by ``;``."""
    named = (tuple(filter(None, text.split(";"))) for text in (contacts, goals))
    return Captured(next(named), next(named), ask)


LINES = {
    # what stands before
    "ask Maria: hello?": ONE,
    "   ask Maria: hello?": ONE,
    "- ask Maria: hello?": ONE,
    "* ask Maria: hello?": ONE,
    "+ ask Maria: hello?": ONE,
    "1. ask Maria: hello?": ONE,
    "12) ask Maria: hello?": ONE,
    "        - ask Maria: hello?": ONE,
    "\t- ask Maria: hello?": ONE,
    "-\task Maria: hello?": ONE,
    "- [ ] ask Maria: hello?": ONE,
    "- [ ] 9:30 ask Maria: hello?": ONE,
    "9:30 ask Maria: hello?": ONE,
    "  - 09:30 ask Maria: hello?": ONE,
    "- 23:59 ASK Maria: hello?": ONE,
    "- Ask  Maria:  hello?": ONE,
    "- 24:00 ask Maria: hello?": None,
    "- 9.30 ask Maria: hello?": None,
    "- 9:3 ask Maria: hello?": None,
    "- 09:30 - ask Maria: hello?": None,
    "    ask Maria: hello?": None,
    "\task Maria: hello?": None,
    "[ ] ask Maria: hello?": None,
    "-ask Maria: hello?": None,
    "- [x] ask Maria: hello?": None,
    "- [X] ask Maria: hello?": None,
    "- [-] ask Maria: hello?": None,
    "- [/] ask Maria: hello?": None,
    "- []ask Maria: hello?": None,
    "- - ask Maria: hello?": None,
    "> ask Maria: hello?": None,
    "> - ask Maria: hello?": None,
    "> [!todo] ask Maria: hello?": None,
    "| ask Maria: hello? |": None,
    "# ask Maria: hello?": None,
    "- # ask Maria: hello?": None,
    "please ask Maria: hello?": None,
    "- task Maria: hello?": None,
    "**ask Maria: hello?**": None,
    "- ask: Maria, hello?": None,
    "- [ ] ask: [[x]]": None,
    "ask\tMaria: hello?": None,
    "ask Maria: is this the TASK or the Desk job?": asks("Maria", "is this the TASK or the Desk job?"),
    # names
    "ask [[Maria]]: hello?": asks("[[Maria]]", "hello?"),
    "ask [[people/maria|Mia: the boss]]: hello?": asks("[[people/maria|Mia: the boss]]", "hello?"),
    "ask [[a: b]]: hello?": asks("[[a: b]]", "hello?"),
    "ask [[../people/maria#Calls|her]]: hello?": asks("[[people/maria]]", "hello?"),
    "ask [Maria](../people/maria%20l.md): hello?": asks("[[people/maria l]]", "hello?"),
    "ask [Maria: x](https://maria.example/a): hello?": asks("Maria: x", "hello?"),
    "ask [[Maria]], Tom Okafor: hello?": asks("[[Maria]];Tom Okafor", "hello?"),
    "ask Maria & Tom: hello?": asks("Maria;Tom", "hello?"),
    "ask Maria and Tom: hello?": asks("Maria;Tom", "hello?"),
    "ask Maria, Tom, and Ana: hello?": asks("Maria;Tom;Ana", "hello?"),
    "ask Maria,Tom&Ana: hello?": asks("Maria;Tom;Ana", "hello?"),
    "ask Ada, Bea, Cleo, Dan, Eve: hello?": asks("Ada;Bea;Cleo;Dan;Eve", "hello?"),
    "ask Maria, [[maria]]: hello?": ONE,
    "ask Anna van der Berg: hello?": asks("Anna van der Berg", "hello?"),
    "ask O’Brien: hello?": asks("O’Brien", "hello?"),
    "ask Jean-Luc: hello?": asks("Jean-Luc", "hello?"),
    "ask E\u0301mile: hello?": asks("E\u0301mile", "hello?"),
    "ask Dr. Cole: hello?": asks("Dr. Cole", "hello?"),
    "ask 田中 太郎: hello?": asks("田中 太郎", "hello?"),
    "ask محمد علي: hello?": asks("محمد علي", "hello?"),
    "ask ნინო: hello?": asks("ნინო", "hello?"),
    "ask mum: hello?": asks("mum", "hello?"),
    "Ask MUM and HN: hello?": asks("MUM;HN", "hello?"),
    "ask the data office: hello?": asks("the data office", "hello?"),
    "ask Barnes & Noble, Tom: hello?": asks("Barnes & Noble;Tom", "hello?"),
    "ask Smith, Jones and Co and mum: hello?": asks("[[Smith, Jones and Co]];mum", "hello?"),
    "ask X: hello?": asks("X", "hello?"),
    "ask D’Or: hello?": asks("D’Or", "hello?"),
    "ask AT&T: hello?": asks("AT&T", "hello?"),
    "ask Ada, Bea, Cleo, Dan, Eve, Flo: hello?": None,
    "ask Anna von und zu Berg: hello?": None,
    "ask her about labs: [[x]]": None,
    "Ask IT: who hires?": None,
    "ask J: hello?": None,
    "ask 3M: hello?": None,
    "ask McDonald's manager: hello?": None,
    "ask dad: hello?": None,
    "ask Maria, dad: hello?": None,
    "ask Maria,: hello?": None,
    "ask Maria [[Tom]]: hello?": None,
    "ask ![[Maria]]: hello?": None,
    "ask Maria : hello?": None,
    "ask Maria:hello?": None,
    "ask Maria hello?": None,
    "ask Maria:": None,
    "ask Maria:   ": None,
    # goals
    "ask Maria: read it for [[PhD]]?": asks("Maria", "read it?", "[[PhD]]"),
    "ask Maria: read it for [[PhD]]": asks("Maria", "read it", "[[PhD]]"),
    "ask Maria: a room for the week, for [[PhD]]?": asks("Maria", "a room for the week?", "[[PhD]]"),
    "ask Maria: read it for [[PhD]], [[job|a job]] and [x](../goals/x.md)!?": asks(
        "Maria", "read it!?", "[[PhD]];[[job|a job]];[[goals/x]]"
    ),
    "ask Maria: read it for PhD.": asks("Maria", "read it.", "PhD"),
    "ask Maria: ideas for Time for family?": asks("Maria", "ideas?", "Time for family"),
    "ask Maria: ideas for me for Data job": asks("Maria", "ideas for me", "Data job"),
    "ask Maria: ideas for Done!?": asks("Maria", "ideas?", "Done!"),
    "ask Maria: a letter for data-job ^a1b2 ": asks("Maria", "a letter", "data-job"),
    "ask Maria: x for [[PhD]]": asks("Maria", "x", "[[PhD]]"),
    "ask Maria: ideas for Q": asks("Maria", "ideas", "Q"),
    "ask Maria: ideas for PhDs": asks("Maria", "ideas for PhDs"),
    "ask Maria: ideas for [[PhD]], [[../../x]]": asks("Maria", "ideas for [[PhD]], [[../../x]]"),
    "ask Maria: ideas for phd": asks("Maria", "ideas for phd"),
    "ask Maria: ideas for PhD students": asks("Maria", "ideas for PhD students"),
    "ask Maria: ideas for [[PhD]] please": asks("Maria", "ideas for [[PhD]] please"),
    "ask Maria: ideas for [[PhD]], soon": asks("Maria", "ideas for [[PhD]], soon"),
    "ask Maria: for [[PhD]]": asks("Maria", "for [[PhD]]"),
    "ask Maria: wait for": asks("Maria", "wait for"),
    # what is ignored at the end, and what is an answer
    "ask Maria: hello? ^a1-b2": ONE,
    "ask Maria: hello?  ": ONE,
    "ask Maria: hello? %% soon %%": ONE,
    "ask Maria: hello? <!-- soon -->": ONE,
    "ask Maria: is `%% x %%` right?": asks("Maria", "is `%% x %%` right?"),
    "ask Maria: what is x^2": asks("Maria", "what is x^2"),
    "ask Maria: hello? → [[2026-11-22-maria]]": None,
    "ask Maria: hello? → [[asks/x|x]]  ": None,
    "ask Maria: hello? → no": None,
    "ask Maria: hello? → no ^a1b2": None,
    "ask Maria: hello? → [[x]] ^a1b2": None,
    "ask Maria: hello? → [[x]] %% done %%": None,
    "ask Maria: a → b": asks("Maria", "a → b"),
    "ask Maria: hello? → no way": asks("Maria", "hello? → no way"),
    "ask Maria: [[x]] → [[y]]?": asks("Maria", "[[x]] → [[y]]?"),
    f"ask Maria: {LONG[11:]}": asks("Maria", LONG[11:]),
    f"ask Maria: {LONG[10:]}": None,
}

BODIES = {
    "a paragraph’s second line": ("Some text.\nask Maria: hello?\nMore.", 1),
    "behind a heading": ("# Today\nask Maria: hello?", 1),
    "a fence": ("```\nask Maria: hello?\n```\n", 0),
    "behind a fence": ("```\nx\n```\nask Maria: hello?", 1),
    "a fence of waves with words": ("~~~ text\n- ask Maria: hello?\n~~~", 0),
    "a fence that nothing closes": ("```\nx\n\n- ask Maria: hello?\n", 0),
    "a shorter fence closes none": ("````\n```\n- ask Maria: hello?\n", 0),
    "no fence, code": ("```a`b\n- ask Maria: hello?\n", 1),
    "a fence in a list": ("- a\n  - b\n    ```\n    - ask Maria: hello?\n    ```\n- ask Maria: hello?", 1),
    "a fence behind a marker": ("- ```\n  ask Maria: hello?\n  ```\n- ask Maria: hello?", 1),
    "a comment of HTML": ("<!--\nask Maria: hello?\n-->\n", 0),
    "a comment of HTML in a line": ("<!-- ask Maria: hello? -->", 0),
    "the line that ends a comment": ("<!-- x\n--> ask Maria: hello?\n", 0),
    "behind a comment of HTML": ("<!--\nx\n-->\nask Maria: hello?\n", 1),
    "a comment that nothing closes": ("x\n<!--\nask Maria: hello?", 0),
    "a comment of Obsidian": ("%%\nask Maria: hello?\n%%\n", 0),
    "a comment of Obsidian in a line": ("%% ask Maria: hello? %%", 0),
    "behind a comment of Obsidian": ("%% x %%\n%%\nx\n%%\nask Maria: hello?\n", 1),
    "a comment begun in a line": ("See %% this\nask Maria: hello?\nend %% of it.\nask Maria: hello?", 1),
    "two signs that are no comment": ("It is 100 %% sure.\nask Maria: hello?", 1),
    "signs of a comment in code": ("Write `<!--` or `%%`.\nask Maria: hello?", 1),
    "a fence in a comment": ("<!--\n```\n-->\nask Maria: hello?", 1),
    "a comment in a fence": ("```\n<!--\n```\nask Maria: hello?", 1),
    "a heading by its underline": ("ask Maria: hello?\n---\n", 0),
    "a heading of two lines": ("x\nask Maria: hello?\ny\n===\n", 0),
    "a heading in a list": ("- ask Maria: hello?\n  ---\n", 0),
    "a list above a rule": ("- ask Maria: hello?\n---\n", 1),
    "a paragraph above a rule": ("ask Maria: hello?\n\n---\n", 1),
    "a paragraph above a list": ("ask Maria: hello?\n- x\n---\n", 1),
    "the head of a table": ("ask Maria: hello? | x\n--- | ---\n", 0),
    "a row of a table": ("a | b\n--- | ---\nask Maria: hello? | x\n", 0),
    "a row of a table with bars": ("| a | b |\n|---|:-:|\n| x | y |\nask Maria: hello? | x\n", 0),
    "behind a table": ("a | b\n--- | ---\nx | y\n\nask Maria: hello?\n", 1),
    "a list behind a table": ("a | b\n--- | ---\n- ask Maria: hello?\n", 1),
    "bars that are no table": ("ask Maria: hello?\na | b\n", 1),
}


@pytest.mark.parametrize("line", LINES)
def test_line_is_or_is_no_capture(line: str) -> None:
    expected = LINES[line]
    assert found(line) == ([expected] if expected else [])
    assert found(f"Before.\n\n{line}\n\nBehind.\n") == found(line)


@pytest.mark.parametrize("what", BODIES)
def test_line_counts_by_what_it_stands_in(what: str) -> None:
    body, number = BODIES[what]
    assert len(found(body)) == number


def test_lines_have_their_numbers_and_arrows() -> None:
    lines = capture_lines("x\nask Maria: hello?\n\n- [ ] ask the void: hello? → no\n")
    assert [(line.line, line.has_arrow) for line in lines] == [(2, False), (4, True)]
    assert [line.line for line in capture_lines("\nask Maria: hello?")] == [2]
    assert capture_lines("ask Maria") == ()


def test_line_is_the_same_with_its_arrow_and_without() -> None:
    for line in LINES:
        bare = without_arrow(line)
        block_id = " ^a1b2" if bare.endswith(" ^a1b2") else ""
        text = bare.removesuffix(block_id)
        assert without_arrow(f"{text} → [[x]]{block_id}  ") == bare
        assert without_arrow(f"\t{text} → no{block_id}") == bare


@pytest.mark.parametrize(
    "body", ["ask A: " * 50_000, "ask Aa: b\n" * 5_000, "ask `" + "`x" * 990 + ": %% b", "- " * 200_000 + "ask A: b"]
)
def test_hostile_body_is_read_all_the_same(body: str) -> None:
    assert all(len(each.ask) <= 2_000 for each in found(body))
