"""One key changed: what the file has is kept, or the change refused. Each row is one way to write YAML."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from journal.errors import Refused
from journal.notes import read
from journal.notes.edit import append_to, set_key, unset

PATH = "asks/x.md"


def framed(inside: str) -> bytes:
    return f"---\n{inside}---\nBody: stays\n".encode()


SET: dict[str, tuple[str, str, str | Sequence[str] | None, str]] = {
    "plain": ("asked: 2026-03-01\n", "asked", "2026-03-02", "asked: 2026-03-02\n"),
    "double quotes": ('role: "a"\n', "role", 'b "c" \\ d', 'role: "b \\"c\\" \\\\ d"\n'),
    "single quotes": ("role: 'a'\n", "role", "it's", "role: 'it''s'\n"),
    "a plain digit string": ("phone: 0123\n", "phone", "0456", "phone: 0456\n"),
    "a digit string where there was none": ("phone: none\n", "phone", "0123", 'phone: "0123"\n'),
    "digits that others would write anew": ("phone: none\n", "phone", "1e3", 'phone: "1e3"\n'),
    "a number with its sign": ("phone: none\n", "phone", "+49", 'phone: "+49"\n'),
    "a no-break space": ("why: a\n", "why", "10\u00a0%", "why: 10\u00a0%\n"),
    "a letter that no terminal shows": ("why: a\n", "why", "b\u2028\x1b", 'why: "b\\u2028\\x1b"\n'),
    "quotes in a text": ("why: a\n", "why", '"b": c', "why: '\"b\": c'\n"),
    "an aligned value": ("asked:    2026-03-01\n", "asked", "2026-03-02", "asked:    2026-03-02\n"),
    "a comment behind the value": ("asked: 2026-03-01  # by mail\n", "asked", "fri", "asked: fri  # by mail\n"),
    "a comment behind nothing": ("asked:  # by mail\n", "asked", "2026-03-02", "asked: 2026-03-02  # by mail\n"),
    "a comment above": ("# when\nasked: a\n# who\nvia: b\n", "asked", "c", "# when\nasked: c\n# who\nvia: b\n"),
    "a comment of a literal block": ("why: | # so\n  a\n", "why", "b", "why: b # so\n"),
    "a value on the next line": ("why:\n  a\n  b\nrole: c\n", "why", "d", "why: d\nrole: c\n"),
    "a value over two lines": ("why: a\n  b # c\nrole: c\n", "why", "d", "why: d # c\nrole: c\n"),
    "a quoted value over lines": ('why: "a\n\n  # b"\nrole: c\n', "why", "d", 'why: "d"\nrole: c\n'),
    "a quoted blank": ('asked: ""\n', "asked", "2026-03-02", "asked: 2026-03-02\n"),
    "null": ("asked: ~\n", "asked", "2026-03-02", "asked: 2026-03-02\n"),
    "a literal block": ("why: |\n    a\n    b\n", "why", "c\nd\n", "why: |\n    c\n    d\n"),
    "a literal block without its end": ("why: |\n  a\n  b\n", "why", "c\n  d", "why: |-\n  c\n    d\n"),
    "lines that begin with a space": ("why: a\n", "why", " b\nc", 'why: " b\\nc"\n'),
    "lines with blanks at the end": ("why: a\n", "why", "b\n\n", 'why: "b\\n\\n"\n'),
    "an unquoted link": ("contact: [[Maria]]\n", "contact", "[[Ben]]", 'contact: "[[Ben]]"\n'),
    "a quoted key": ('"asked": a\n', "asked", "b", '"asked": b\n'),
    "keys behind spaces": ("  asked: a\n  via: b\n", "asked", "c\nd", "  asked: |-\n    c\n    d\n  via: b\n"),
    "a text for a list on lines": ("tags:\n- a # x\n- b\n", "tags", "b", "tags:\n- b\n"),
    "a list on lines": ("tags:\n  - a # x\n  # y\n  - 'b'\n", "tags", ["b", "c"], "tags:\n  - 'b'\n  - 'c'\n"),
    "a list in brackets": ("tags: [ 'a', b ] # x\n", "tags", ["b", "c, d"], 'tags: [ b, "c, d" ] # x\n'),
    "a value that stays in its quotes": ("tags: [ 'a', b ]\n", "tags", ["a", "c"], "tags: [ 'a', c ]\n"),
    "keys within brackets": ("needs: [{Sam: CFO}, b]\n", "needs", ["{Sam: CFO}", "c"], "needs: [{Sam: CFO}, c]\n"),
    "an empty list that gets a comma": ("tags: []\n", "tags", ["a, b"], 'tags: ["a, b"]\n'),
    "a literal block below a blank line": ("why: |\n\n    a\n", "why", "c\nd\n", "why: |\n    c\n    d\n"),
    "a literal block with a line further in": ("why: |\n  a\n    b\n", "why", "c\nd\n", "why: |\n  c\n  d\n"),
    "what a template left": ("asked: {{date}} # x\n", "asked", "2026-03-02", "asked: 2026-03-02 # x\n"),
    "an unquoted link over lines": ("contact: [[Maria\n  Lopez]]\n", "contact", "Ben", "contact: Ben\n"),
    "a quoted key without value": ('"asked":  # x\n', "asked", "b", '"asked": b  # x\n'),
    "an empty list": ("tags: []\n", "tags", ["a"], "tags: [a]\n"),
    "a list for a text": ("needs: a # x\n", "needs", ["a", "b"], "needs: # x\n  - a\n  - b\n"),
    "a list of dates for a text": ("nudged: 2026-03-01\n", "nudged", ["2026-03-02", "b"], "nudged: [2026-03-02, b]\n"),
    "a list of one tag": ("tags:\n", "tags", ["a"], "tags:\n  - a\n"),
    "nothing for a text": ("asked: 2026-03-01  # x\n", "asked", None, "asked:  # x\n"),
    "nothing for a list on lines": ("tags: # x\n- a\n- b\n", "tags", [], "tags: # x\n"),
    "nothing for a list in brackets": ("tags: [a]\n", "tags", [], "tags:\n"),
    "nothing for a literal block": ("why: |\n  a\n\nrole: b\n", "why", "", "why:\n\nrole: b\n"),
    "another case and spacing": ("Follow-Up: 10d\n", "follow_up", "2w", "Follow-Up: 2w\n"),
    "another spelling": ("Waiting on: Ben\nSent: a\n", "asked", "b", "Waiting on: Ben\nSent: b\n"),
    "the spelling that is not empty": ("outcome:\nresult: a\n", "outcome", "b", "outcome:\nresult: b\n"),
    "the canonical one of two": ("result: a\noutcome: b\n", "outcome", "c", "result: a\noutcome: c\n"),
    "the one that was asked for": ("outcome: a\nresult: b\n", "result", "c", "outcome: a\nresult: c\n"),
    "due of an ask": ("ask: a\ndue: 2026-03-01\n", "follow_up", "2w", "ask: a\ndue: 2w\n"),
    "due of a goal": ("type: goal\ndue: a\n", "follow_up", "2w", "type: goal\nfollow_up: 2w\ndue: a\n"),
    "contact of a meeting": ("type: meeting\ncontact: a\n", "people", "b", "type: meeting\ncontact: b\n"),
    "a question that is no ask": ("question: a\n", "ask", "b", "question: a\nask: b\n"),
    "a question of a note that is no ask": (
        "type: note\nquestion: a\n", "ask", "b", "type: note\nask: b\nquestion: a\n",
    ),
    "a question that is the ask": ("goal: g\nquestion: a\n", "ask", "b", "goal: g\nquestion: b\n"),
    "a new key, below its neighbour": (
        "type: ask\nask: a\n\nmood: x\n",
        "asked",
        "b",
        "type: ask\nask: a\nasked: b\n\nmood: x\n",
    ),
    "a new key without neighbour": ("# a\nmood: x\n# b\n", "type", "ask", "# a\nmood: x\n# b\ntype: ask\n"),
    "a new key of nobody's": ("ask: a\nmood: x\n", "Shoe size", "38", "ask: a\nmood: x\nShoe size: 38\n"),
    "a new key in another spelling": ("ask: a\n", "followUp", "10d", "ask: a\nfollow_up: 10d\n"),
    "a new blank key of nobody's": ("ask: a\n", "mood", None, "ask: a\nmood:\n"),
    "a new blank key": ("ask: a\n", "asked", None, "ask: a\nasked:\n"),
    "a new key of odd letters": ("ask: a\n", "a: b", "c", 'ask: a\n"a: b": c\n'),
    "an alias of another key": ("a: &x [b]\nc: *x\n", "ask", "d", "a: &x [b]\nc: *x\nask: d\n"),
    "two keys of another name twice": ("a: 1\nA: 2\nask: b\n", "ask", "c", "a: 1\nA: 2\nask: c\n"),
    "no keys": ("", "ask", "a", "ask: a\n"),
    "only comments": ("# a\n", "ask", "a", "# a\nask: a\n"),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "key", "value", "after"), SET.values(), ids=SET)
def test_a_set_key_keeps_how_it_is_written(
    inside: str, key: str, value: str | Sequence[str] | None, after: str
) -> None:
    edited = set_key(framed(inside), key, value, path=PATH)
    assert edited.decode() == framed(after).decode()
    assert set_key(edited, key, value, path=PATH) == edited


ADDED = {
    "a scalar": ("needs: a\n", "needs", "b", "needs:\n  - a\n  - b\n"),
    "a name": ('contact: "[[A]]" # x\n', "contact", "[[B]]", 'contact: # x\n  - "[[A]]"\n  - "[[B]]"\n'),
    "a date": ("nudged: 2026-03-01\n", "nudged", "2026-03-08", "nudged: [2026-03-01, 2026-03-08]\n"),
    "the first date": ("ask: a\n", "nudged", "2026-03-08", "ask: a\nnudged: 2026-03-08\n"),
    "the first tag": ("tags:\n", "tags", "a", "tags:\n  - a\n"),
    "a list on lines": ("tags:\n-   a # x\n\nrole: b\n", "tags", "c", "tags:\n-   a # x\n-   c\n\nrole: b\n"),
    "a list with a blank": ("aliases:\n  - \nrole: b\n", "aliases", "c", "aliases:\n  - c\nrole: b\n"),
    "a list with keys in it": ("can_help:\n- Sam: CFO\n", "can_help", "b", "can_help:\n- Sam: CFO\n- b\n"),
    "a list with a literal in it": ("needs:\n- |\n  a\n- b\n", "needs", "c", "needs:\n- |\n  a\n- b\n- c\n"),
    "brackets over lines": ("tags: [\n  a, # x\n  b,\n]\n", "tags", "c", "tags: [\n  a, # x\n  b, c,\n]\n"),
    "brackets one by line": ("tags: [\n  a,\n  b\n]\n", "tags", "c", "tags: [\n  a,\n  b,\n  c\n]\n"),
    "brackets that get a comma": ("tags: [a]\n", "tags", "b, c", 'tags: [a, "b, c"]\n'),
    "brackets that end with keys": ("needs: [b, {Sam: CFO}]\n", "needs", "c", "needs: [b, {Sam: CFO}, c]\n"),
    "brackets that end with brackets": ("needs: [b, [c, d]]\n", "needs", "e", "needs: [b, [c, d], e]\n"),
    "quoted brackets": ('tags: ["a"]\n', "tags", "b", 'tags: ["a", "b"]\n'),
    "what is there": ("tags: [a, b]\n", "tags", "a", "tags: [a, b]\n"),
    "nothing": ("tags: [a, b]\n", "tags", "", "tags: [a, b]\n"),
    "one of two spellings": ("contact: a\nwith: b\n", "contact", "c", "contact:\n  - a\n  - c\nwith: b\n"),
}


@pytest.mark.parametrize(("inside", "key", "value", "after"), ADDED.values(), ids=ADDED)
def test_a_list_gets_one_value_more(inside: str, key: str, value: str, after: str) -> None:
    edited = append_to(framed(inside), key, value, path=PATH)
    assert edited.decode() == framed(after).decode()
    assert append_to(edited, key, value, path=PATH) == edited


UNSET = {
    "a line": ("ask: a\nasked: b # c\nrole: d\n", "asked", "ask: a\nrole: d\n"),
    "a list": ("tags:\n- a\n# b\n- c\nrole: d\n", "tags", "role: d\n"),
    "a comment above": ("# a\nask: b\n\n# c\nrole: d\n", "ask", "# a\n\n# c\nrole: d\n"),
    "the last": ("ask: b\n# c\nrole: d\n# e\n", "role", "ask: b\n# c\n# e\n"),
    "the first of three": ("ask: b\nasked: c\nrole: d\n", "ask", "asked: c\nrole: d\n"),
    "the only one": ("ask: b\n", "ask", ""),
    "keys within it": ("a:\n  b: c\nask: d\n", "a", "ask: d\n"),
    "another spelling": ("Sent: a\nask: d\n", "asked", "ask: d\n"),
    "what is not there": ("ask: d\n", "asked", "ask: d\n"),
    "what is of nobody's and not there": ("ask: d\n", "mood", "ask: d\n"),
}


@pytest.mark.parametrize(("inside", "key", "after"), UNSET.values(), ids=UNSET)
def test_an_unset_key_takes_only_its_own_lines(inside: str, key: str, after: str) -> None:
    assert unset(framed(inside), key, path=PATH).decode() == framed(after).decode()


WHOLE = {
    "an empty file": ("", "---\nasked: a\n---\n"),
    "no frontmatter": ("# A\n\nb", "---\nasked: a\n---\n# A\n\nb"),
    "a byte-order mark": ("\ufeffb\r\n", "\ufeff---\r\nasked: a\r\n---\r\nb\r\n"),
    "a rule first": ("---\n\nb\n", "---\nasked: a\n---\n---\n\nb\n"),
    "prose between rules": ("---\nb c\n---\nd\n", "---\nasked: a\n---\n---\nb c\n---\nd\n"),
    "frontmatter that is empty": ("---\n---\nb", "---\nasked: a\n---\nb"),
    "CRLF": ("---\r\nask: b\r\n---\r\nc\r\n", "---\r\nask: b\r\nasked: a\r\n---\r\nc\r\n"),
    "CR": ("---\rask: b\r---\rc\r", "---\rask: b\rasked: a\r---\rc\r"),
    "mixed line ends": ("---\r\nask: b\n---\nc\r", "---\r\nask: b\nasked: a\r\n---\nc\r"),
    "no line end at the end": ("---\nask: b\n---", "---\nask: b\nasked: a\n---"),
    "dots at the end": ("---\nask: b\n...\nc", "---\nask: b\nasked: a\n...\nc"),
    "spaces behind the fences": ("--- \nask: b\n---\t\nc", "--- \nask: b\nasked: a\n---\t\nc"),
    "a fence in the value": ("---\nask: |\n  ---\n---\nc", "---\nask: |\n  ---\nasked: a\n---\nc"),
}


@pytest.mark.parametrize(("before", "after"), WHOLE.values(), ids=WHOLE)
def test_a_new_key_leaves_all_else_of_the_file(before: str, after: str) -> None:
    assert set_key(before.encode(), "asked", "a", path=PATH).decode() == after


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "TOML": ("+++\nasked = 'b'\n+++\n", "has TOML frontmatter"),
    "JSON": ('{\n"asked": "b"\n}\n', "has JSON frontmatter"),
    "not UTF-8": (b"---\nasked: \xff\n---\n", "is not UTF-8"),
    "UTF-16": ("---\nasked: b\n---\n".encode("utf-16"), "is not UTF-8"),
    "the key twice": ("---\nasked: b\nasked: c\n---\n", "gives “asked” more than once (lines 2 and 3)"),
    "two cases of the key": ("---\nAsked: b\nasked: c\n---\n", "more than once"),
    "a conflict": ("---\n<<<<<<< a\nasked: b\n=======\nasked: c\n>>>>>>> d\n---\n", "holds a conflict"),
    "a conflict in the body": ("---\nask: b\n---\n<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n", "holds a conflict"),
    "what YAML cannot read": ("---\nasked: b: c\n---\n", "is to be mended first (“journal check --fix”). "),
    "what does not stand where it should": ("\n---\nasked: b\n---\n", "is to be mended first. "),
    "no closing fence": ("---\nasked: b\n", "is to be mended first"),
    "two documents": ("---\nasked: b\n--- c\n---\n", "is to be mended first"),
    "an anchor": ("---\nasked: &x b\n---\n", "has an anchor, an alias or a tag (&, *, !) in “asked”"),
    "an alias": ("---\nvia: &x b\nasked: *x\n---\n", "has an anchor"),
    "a tag": ("---\nasked: !!str b\n---\n", "has an anchor"),
    "braces": ("---\n{asked: b}\n---\n", "put each key on a line of its own"),
    "braces over lines": ("---\n{\nasked: b,\n}\n---\n", "put each key on a line of its own"),
    "a question mark": ("---\n? asked\n: b\n---\n", "put each key on a line of its own"),
    "an anchor on all": ("---\n&x\nasked: b\n---\n", "put each key on a line of its own"),
    "keys within the key": ("---\nasked:\n  b: c\n---\n", "has keys within “asked”"),
    "blank lines that are part of the value": ("---\nasked: |+\n  b\n\nvia: c\n---\n", "laid out in an unusual way"),
    "a quoted value that ends like a comment": ('---\nasked: "b\n# c"\n---\n', "laid out in an unusual way"),
    "a comment before the value": ("---\nasked: # b\n  c\n---\n", "has a comment between a key and its value"),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_safely_is_refused_with_the_reason(text: str | bytes, reason: str) -> None:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(Refused) as caught:
        set_key(data, "asked", "2026-03-16", path=PATH)
    assert caught.value.sentence.startswith(f"{PATH} ")
    assert reason in caught.value.sentence
    assert caught.value.sentence.endswith(".")


def test_names_in_two_spellings_are_joined_so_that_neither_is_set() -> None:
    data = framed("contact: a\nwith: b\n")
    with pytest.raises(Refused, match="other spellings of “contact”"):
        set_key(data, "contact", "c", path=PATH)
    assert set_key(data, "with", "c", path=PATH) == framed("contact: a\nwith: c\n")


def test_dates_in_two_spellings_are_joined_too() -> None:
    with pytest.raises(Refused, match="other spellings of “nudged”"):
        set_key(framed("nudged: 2026-03-01\nnudges: 2026-03-08\n"), "nudged", ["2026-03-09"], path=PATH)


def test_a_key_with_a_second_spelling_is_not_unset_since_that_would_count_then() -> None:
    with pytest.raises(Refused, match="other spellings of “status”"):
        unset(framed("status: a\nstate: b\n"), "status", path=PATH)


@pytest.mark.parametrize(
    ("inside", "key", "value"),
    [
        ("why: a\n    \nrole: b\n", "why", "c\nd\n"),  # the spaces would be a line of the literal block
        ('tags: "a"# b\n', "tags", None),  # the comment would be the value
    ],
)
def test_a_change_that_would_not_read_back_is_refused(inside: str, key: str, value: str | None) -> None:
    with pytest.raises(Refused, match="stays as it is, since"):
        set_key(framed(inside), key, value, path=PATH)


def test_a_list_with_comments_in_its_brackets_is_not_put_together_anew() -> None:
    data = framed("tags: [a, # b\n  c]\n")
    with pytest.raises(Refused, match="a list in brackets with comments"):
        set_key(data, "tags", ["c"], path=PATH)
    assert append_to(data, "tags", "d", path=PATH) == framed("tags: [a, # b\n  c, d]\n")


def test_an_anchor_that_another_key_uses_is_not_unset() -> None:
    with pytest.raises(Refused, match="has an anchor"):
        unset(framed("a: &x b\nc: *x\n"), "a", path=PATH)


@pytest.mark.parametrize("key", ["", "--", " _ "])
def test_a_key_without_letters_is_refused(key: str) -> None:
    with pytest.raises(Refused, match="cannot have a key"):
        set_key(b"", key, "a", path=PATH)


def test_bytes_that_are_no_text_are_refused_as_a_value() -> None:
    with pytest.raises(Refused, match="not UTF-8"):
        set_key(b"", "ask", "a\udcff", path=PATH)


def test_frontmatter_is_not_written_beyond_what_can_be_read() -> None:
    with pytest.raises(Refused, match="longer than 64 KiB"):
        set_key(b"", "ask", "a" * 70_000, path=PATH)


# fmt: off
AWKWARD = [
    "no", "yes", "null", "Null", "~", "true", "1e3", "0123", "0x1F", "1_000", "12:30:45", ".5", ".inf", "2026-03-16",
    "2026-03-16T10:00:00+02:00", "- x", "# x", "a # x", "a#x", "a: b", "a:", ":a", "@a", "`a`", "%a", "&a", "*a", "!a",
    "|", ">", "?", "? a", "-", "---", "...", "<<", "=", "[a", "]", "{a", "}", ",", '"', "'", "'a'", '"a"', "\\", "\\n",
    " a", "a ", "\ta", "a\tb", "a\u00a0", "\u3000a", "\x85", "\u2028", "\u2029", "\ufeff", "\x00", "\x07", "\x1b[2J",
    "\x7f", "\x80", "\ufffe", "\uffff", "\U0001f389", "a\r\nb", "a\rb", "\n", "\n\n", "a\n", "\na", "a\n\nb", "a\n b",
    "a\n# b\n", "a\n---\nb\n", "a\n\n\n", "# a\nb", "- a\n- b", "a\n \nb", "x" * 5_000, "[[Maria Lopez]]", "+1 555",
]
# fmt: on
WRITTEN = ["ask:\n", "ask: a\n", "ask: 'a'\n", 'ask: "a"\n', "ask: |\n  a\n  b\n", "ask: [a]\n"]


@pytest.mark.parametrize("value", AWKWARD)
@pytest.mark.parametrize("inside", WRITTEN)
def test_an_awkward_text_reads_back_as_it_was(value: str, inside: str) -> None:
    edited = set_key(framed(inside), "ask", value, path=PATH)
    assert read(PATH, edited).note.frontmatter["ask"] == (value,)


@pytest.mark.parametrize("value", AWKWARD)
def test_an_awkward_text_joins_a_list_as_it_was(value: str) -> None:
    for inside in ("goal: a\n", "goal: [a]\n", "goal:\n- a\n"):
        added = append_to(framed(inside), "goal", value, path=PATH)
        assert read(PATH, added).note.frontmatter["goal"] == ("a", value)
    edited = set_key(framed("nudged: a\n"), "nudged", ["b", value], path=PATH)
    assert read(PATH, edited).note.frontmatter["nudged"] == ("b", value)
