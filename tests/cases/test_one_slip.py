"""One slip of the hand in a note's frontmatter: the ask is listed all the same, and what is certain is mended."""

from __future__ import annotations

import pytest

from journal.model import Day, Kind, Name
from journal.notes import read
from journal.notes.fix import fix

PATH = "asks/x.md"
CONTACT, GOAL, ASKED = "contact: Priya Nair\n", "goal: Data job\n", "asked: 2026-11-02\n"
ASK = "ask: Could you introduce me?\n"
TEXT = "ask: |\n  Could you introduce me?\n\n  Thanks\n"
KEYS = f"{CONTACT}{GOAL}{ASK}{ASKED}"
IN_LINES = f"{CONTACT}{GOAL}{TEXT}{ASKED}"
NESTED = f"meta:\n  source: x\n{KEYS}"
WHOLE = f"---\n{KEYS}---\nbody\n"
OUT_OF_PLACE, BROKEN, NO_END = "misplaced-frontmatter", "bad-frontmatter", "unclosed-frontmatter"

SLIPS: dict[str, tuple[str, str, int, str | None]] = {
    "the first lines joined": (f"--- {KEYS}---\nbody\n", OUT_OF_PLACE, 1, WHOLE),
    "the first lines joined without a space": (f"---{KEYS}---\nbody\n", OUT_OF_PLACE, 1, WHOLE),
    "a short key behind the dashes": (f"--- why: x\n{KEYS}---\nbody\n", OUT_OF_PLACE, 1, f"---\nwhy: x\n{WHOLE[4:]}"),
    "CRLF": (f"--- {KEYS}---\nbody\n".replace("\n", "\r\n"), OUT_OF_PLACE, 1, WHOLE.replace("\n", "\r\n")),
    "the first line twice, a mapping": (f"---\n---\n{NESTED}---\nbody\n", OUT_OF_PLACE, 2, None),
    "the first line twice, a comment": (f"---\n---\n# mine\n{KEYS}---\nbody\n", OUT_OF_PLACE, 2, None),
    "the first line twice, a blank line in a text": (f"---\n---\n{IN_LINES}---\nbody\n", OUT_OF_PLACE, 2, None),
    "the first line deleted, a mapping": (f"{NESTED}---\nbody\n", OUT_OF_PLACE, 1, f"---\n{NESTED}---\nbody\n"),
    "the first line deleted, a blank line in a text": (
        f"{IN_LINES}---\nbody\n",
        OUT_OF_PLACE,
        1,
        f"---\n{IN_LINES}---\nbody\n",
    ),
    "the first line deleted, a blank line between keys": (
        f"{CONTACT}\n{ASK}{ASKED}---\nbody\n",
        OUT_OF_PLACE,
        1,
        f"---\n{CONTACT}\n{ASK}{ASKED}---\nbody\n",
    ),
    "the first two lines swapped": (f"{CONTACT}---\n{GOAL}{ASK}{ASKED}---\nbody\n", OUT_OF_PLACE, 2, None),
    "the first two lines swapped above a text": (
        f"ask: |\n---\n  Could you introduce me?\n{CONTACT}{ASKED}---\nbody\n",
        OUT_OF_PLACE,
        2,
        None,
    ),
    "the last two lines swapped": (f"---\n{CONTACT}{GOAL}{ASKED}---\n{ASK}\nbody\n", OUT_OF_PLACE, 5, None),
    "dashes within a list": (f"---\ntags:\n  - a\n---\n  - b\n{KEYS}---\nbody\n", OUT_OF_PLACE, 4, None),
    "dashes above a text with a blank line": (
        f"---\n{CONTACT}---\n{GOAL}{TEXT}{ASKED}---\nbody\n",
        OUT_OF_PLACE,
        3,
        None,
    ),
    "dashes between an ask and its text": (
        f"---\n{CONTACT}ask: |\n---\n  Could you introduce me?\n{ASKED}---\nbody\n",
        OUT_OF_PLACE,
        4,
        None,
    ),
    "dashes between the last ask and its text": (
        f"---\n{CONTACT}{ASKED}ask: |\n---\n  Could you introduce me?\n---\nbody\n",
        OUT_OF_PLACE,
        5,
        None,
    ),
    **{
        f"{slip} for the dashes": (f"{slip}\n{KEYS}---\nbody\n", OUT_OF_PLACE, 1, WHOLE)
        for slip in ("* ---", "+ ---", "> ---", "|---", "`---", "\\---", "...---", "```---", "—")
    },
    "a sign of comments before the dashes": (
        f"# ---\n{KEYS}---\nbody\n",
        OUT_OF_PLACE,
        1,
        WHOLE,
    ),
    **{
        f"“{words}” behind the dashes": (
            f"---{words}\n{KEYS}---\nbody\n",
            OUT_OF_PLACE,
            1,
            f"---\n# {kept}\n{WHOLE[4:]}",
        )
        for words, kept in (
            (" note to self", "note to self"),
            ("note", "note"),
            (": oops", "oops"),
            (" # mine", "mine"),
            (" # c", "c"),
            (" a remark to myself (call her sister first!), which goes on and on ---", None),
        )
        for kept in [kept or words.strip()]
    },
    **{
        f"{slip!r} for the dashes": (f"{slip}\n{KEYS}---\nbody\n", OUT_OF_PLACE, slip.count("\n") + 1, WHOLE)
        for slip in ("--\n-", "-\n--", "-\n-\n-", "--\n", "--\n\n", "-\n-")
    },
    "a comment below other dashes": (f"----\n# mine\n{KEYS}---\nbody\n", OUT_OF_PLACE, 1, f"---\n# mine\n{WHOLE[4:]}"),
    "one long dash for both": (f"—\n{KEYS}—\nbody\n", OUT_OF_PLACE, 1, WHOLE),
    "one long dash at the end": (f"---\n{KEYS}—\nbody\n", NO_END, 1, WHOLE),
    "a byte-order mark below a title": (f"# T\n\ufeff---\n{KEYS}---\nbody\n", OUT_OF_PLACE, 2, None),
    "the last line deleted, a blank line between keys": (
        f"---\n{CONTACT}{GOAL}\n{ASK}{ASKED}body\n",
        NO_END,
        1,
        f"---\n{CONTACT}{GOAL}\n{ASK}{ASKED}---\nbody\n",
    ),
    "two lines swapped, a key takes the text": (
        f"---\n{CONTACT}ask: |\n{GOAL}  Could you introduce me?\n{ASKED}---\nbody\n",
        BROKEN,
        4,
        None,
    ),
    "a line of another key between an ask and its text": (
        f"---\n{CONTACT}{GOAL}ask: >-\nNote to self: x\n  Could you introduce me?\n{ASKED}---\nbody\n",
        BROKEN,
        5,
        None,
    ),
    "a sentence between an ask and its text": (
        f"---\n{CONTACT}{GOAL}ask: |\nJust a thought\n  Could you introduce me?\n{ASKED}---\nbody\n",
        BROKEN,
        5,
        None,
    ),
    "a sentence in the place of its text": (
        f"---\n{CONTACT}ask:\nCould you introduce me?\n{ASKED}---\nbody\n",
        BROKEN,
        5,
        None,
    ),
    "joined to a name": (f"---\ncontact: Priya Nair goal: Data job\n{ASK}{ASKED}---\nbody\n", BROKEN, 2, None),
    "joined to a name in quotes": (
        f'---\ncontact: "Priya Nair" goal: "Data job"\n{ASK}{ASKED}---\nbody\n',
        BROKEN,
        2,
        None,
    ),
    "an ask joined to a goal": (f"---\n{CONTACT}goal: Data job {ASK}{ASKED}---\nbody\n", BROKEN, 3, None),
    "a text joined to a goal": (f"---\n{CONTACT}goal: Data job {TEXT}{ASKED}---\nbody\n", BROKEN, 3, None),
    "a date joined to an ask": (
        f"---\n{CONTACT}{GOAL}ask: Could you introduce me? {ASKED}---\nbody\n",
        BROKEN,
        4,
        None,
    ),
    "a sign of a list before an ask": (f"---\n{CONTACT}{GOAL}- {ASK}{ASKED}---\nbody\n", BROKEN, 4, None),
    **{
        f"{sign} before an ask": (f"---\n{CONTACT}{GOAL}{sign}{ASK}{ASKED}---\nbody\n", BROKEN, 4, None)
        for sign in ("—", "?", "? ", "@", "* ", ">", "`", "!", "| ", "%", "[", ":", "“", "\\", '"', "<<")
    },
    **{
        f"“{slip}” for a key": (
            f"---\n{CONTACT}{GOAL}{slip} Could you introduce me?\n{ASKED}---\nbody\n",
            BROKEN,
            4,
            None,
        )
        for slip in ("ask", "Ask", "ask;", "ask =", "ask -", "ask.", "ask\n ", "ask |\n ")
    },
    "the first key without its colon": (
        f"---\nask Could you introduce me?\n{CONTACT}{ASKED}---\nbody\n",
        BROKEN,
        2,
        None,
    ),
    "the last key without its colon": (f"---\n{CONTACT}{ASKED}ask Could you introduce me?\n---\n", BROKEN, 4, None),
    "a sign of a quotation before an ask": (f"---\n{CONTACT}{GOAL}> {ASK}{ASKED}---\nbody\n", BROKEN, 4, None),
}


@pytest.mark.parametrize(("text", "code", "line", "mended"), SLIPS.values(), ids=SLIPS)
def test_one_slip_hides_no_ask(text: str, code: str, line: int, mended: str | None) -> None:
    found = read(PATH, text.encode())
    note = found.note
    assert (note.kind, note.fields["contact"]) == (Kind.ASK, (Name("Priya Nair", "Priya Nair"),))
    assert str(note.fields["ask"]).splitlines()[0] == "Could you introduce me?"
    assert note.fields.get("goal") in (None, (Name("Data job", "Data job"),))
    if "why: x" not in text:
        assert note.fields["asked"] == Day(2026, 11, 2)
    assert code in {problem.code for problem in note.problems}
    assert abs((note.problems[0].line or 0) - line) <= 1
    fixed = fix(text.encode(), path=PATH)
    assert (fixed and fixed.decode()) == mended


NO_ASKS = {
    "a heading with a dash": "# A-B\ncontact: M\nask: Q?\n---\nbody\n",
    "a word with a dash": "x-ray\ncontact: M\nask: Q?\n---\nbody\n",
    "a line of a list": "- x\ncontact: M\nask: Q?\n---\nbody\n",
    "a comment of HTML": "<!--\ncontact: M\nask: Q?\n-->\n\n---\nbody\n",
    "code": "```yaml\ncontact: M\nask: Q?\n---\n```\n",
    "sentences with blank lines between": "Ask: whom?\n\nContact: me\n\n---\nbody\n",
    "prose below keys": "contact: M\n\nWe met her.\n\nask: whom?\n---\nbody\n",
    "prose below a note's keys": "---\ntags: a\n---\nContact: M\n\nAsk: whom?\n\n---\nbody\n",
    "a list below a note's keys": "---\ntags: a\n---\n- one\n- two\n\nContact: M asked\n---\n",
    "a question below a meeting": "---\ntype: meeting\npeople: M\n---\nask: Q?\n\nbody\n",
    "a question further down": "---\ncontact: M\n---\n\nask: Q?\n\nbody\n",
    "a quotation": "> ---\n> contact: M\n> ask: Q?\n> ---\n",
    "no line of dashes": "—\ncontact: M\nask: Q?\n\nbody\n",
    "a text that speaks of an ask": "---\ntype: person\nwhy: @her when I ask: nothing\n---\n",
    "a sign within a text in quotes": '---\ncontact: M\nwhy: "he said\n*ask: no"\n---\n',
    "words above two lines of dashes": "-- A. Author\n\nContact: M\n\nWhat she said.\n\nAsk: whom?\n---\n",
    "a line of a text in quotes": '---\ncontact: M\nwhy: "he said\nask me"\n---\n',
    "a key of one's own": "---\ncontact: M\nask again: 2026-04-01\n---\n",
    "a sentence with nobody asked": "---\ntitle: x\nask me\nstatus: y\n---\n",
    "a list in brackets": "---\n[contact: M, ask: Q?]\n---\n",
    "a mapping": "---\ncontact: M\nwhy: @x\nmeta:\n  ask: no\n---\n",
}


@pytest.mark.parametrize("text", NO_ASKS.values(), ids=NO_ASKS)
def test_what_only_looks_like_a_slip_is_no_ask(text: str) -> None:
    assert "ask" not in read(PATH, text.encode()).note.fields


@pytest.mark.parametrize(
    "key",
    [*"sk ak as aks sak asj adk qsk Aks askk asks aask assk \u0430sk".split(), "ask could you see"],
)
@pytest.mark.parametrize("beside", [CONTACT, GOAL, ASKED, "type: ask\nasked:\n"])
def test_a_key_that_is_almost_ask_is_told_where_the_note_asks_nothing_else(key: str, beside: str) -> None:
    note = read(PATH, f"---\n{beside}{key} : Could you?\n---\n".encode()).note
    (problem,) = note.problems
    assert (problem.code, problem.line, problem.severity) == ("misspelt-ask", 2 + beside.count("\n"), "error")
    message = f"“{key}” is almost “ask”: if this note asks somebody, write “ask:” there, or no list has it."
    assert problem.message == message
    assert fix(f"---\n{beside}{key}: Could you?\n---\n".encode(), path=PATH) is None


@pytest.mark.parametrize(
    "text",
    [
        f"{CONTACT}{ASK}as: x\n",
        f"{CONTACT}task: x\n",
        f"{CONTACT}mask: x\n",
        f"{CONTACT}asks:\n",
        f"{CONTACT}ask again: x\n",
        f"{CONTACT}ask:\n",
        f"type: meeting\n{CONTACT}asks: x\n",
        f"type: person\nvia: M\n{CONTACT}asl: x\n",
        f"type: note\n{CONTACT}asks: x\n",
        "title: x\nas: y\n",
    ],
)
def test_a_key_of_ones_own_is_not_told(text: str) -> None:
    assert "misspelt-ask" not in {problem.code for problem in read(PATH, f"---\n{text}---\n".encode()).note.problems}


IN_TEXT = {
    "fields of Dataview": ("contact:: [[M]]\nask:: Could you?\n", 2),
    "fields in brackets": ("# Sofa\nWith [contact:: [[M]]] and (ask:: Could you?)\n", 2),
    "fields in a list": ("---\ntags: [daily]\n---\n\n- Contact:: M\n- Ask:: Could you?\n", 6),
    "keys without fences": ("\ncontact: M\nask: Could you?\n\nHi M,\n", 2),
    "lists below keys without fences": ("contact:\n  - M\n  - B\nask: |\n  Could you?\nasked: 2026-03-01\n", 1),
}


@pytest.mark.parametrize(("text", "line"), IN_TEXT.values(), ids=IN_TEXT)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_keys_of_an_ask_in_the_text_are_told(text: str, line: int, ends: str) -> None:
    note = read(PATH, text.replace("\n", ends).encode()).note
    (problem,) = note.problems
    assert (problem.code, problem.line) == ("misspelt-ask", line)
    assert problem.message.startswith("The keys of an ask stand in the text, so no list has it")


@pytest.mark.parametrize(
    "text",
    [
        "```\ncontact:: M\nask:: Could you?\n```\n",
        "ask:: Could you?\n",
        "Dear M,\ncontact: me\nask: whom?\n",
        "Contact: M\nAsk: whom?\n",
        "- contact: M\n- ask: whom?\n",
        "contact: M\n\nask: whom?\n",
        "std::contact::M and task::ask::x\n",
        f"---\n{CONTACT}{ASK}---\ncontact:: M\nask:: Could you?\n",
        "---\ntype: note\n---\ncontact:: M\nask:: Could you?\n",
    ],
)
def test_what_only_looks_like_keys_in_the_text_is_not_told(text: str) -> None:
    assert "misspelt-ask" not in {problem.code for problem in read(PATH, text.encode()).note.problems}


NAMES: dict[str, tuple[str, tuple[str, ...], str | None]] = {
    "two in quotes": ('"Priya", "Tom"', ("Priya", "Tom"), '["Priya", "Tom"]'),
    "two in other quotes": ("'Priya', 'Tom'", ("Priya", "Tom"), "['Priya', 'Tom']"),
    "two links in quotes": ('"[[Priya]]", "[[Tom]]"', ("Priya", "Tom"), '["[[Priya]]", "[[Tom]]"]'),
    "two links": ("[[Priya]], [[Tom]]", ("Priya", "Tom"), '"[[Priya]], [[Tom]]"'),
    "a link and words": ("[[Priya]] and co", ("Priya",), '"[[Priya]] and co"'),
    "emphasis": ("*Priya*", ("Priya",), None),
    "a quote without an end": ('"Priya', ("Priya",), None),
    "another quote without an end": ("'Priya", ("Priya",), None),
    "a quote without a beginning": ('@Priya"', ("@Priya",), None),
    "a bracket without an end": ("[Priya", ("Priya",), None),
    "a link without an end": ("[[Priya]", ("Priya",), None),
    "a dash": ("- Priya", ("Priya",), None),
    "another key": ("Priya why: x", ("Priya",), None),
}


@pytest.mark.parametrize(("written", "names", "mended"), NAMES.values(), ids=NAMES)
def test_nobody_is_called_by_a_slip(written: str, names: tuple[str, ...], mended: str | None) -> None:
    text = f"---\ncontact: {written}\nask: Q?\n---\n"
    note = read(PATH, text.encode()).note
    contacts = note.fields["contact"]
    assert isinstance(contacts, tuple)
    assert tuple(name.text for name in contacts if isinstance(name, Name)) == names
    assert [problem.code for problem in note.problems] == [BROKEN]
    fixed = fix(text.encode(), path=PATH)
    assert (fixed and fixed.decode()) == (mended and f"---\ncontact: {mended}\nask: Q?\n---\n")


@pytest.mark.parametrize(
    "ask",
    ["Could you: tell me the role: his?", "why: and when: now?", "a: see status: sent", "- [ ] b asked: yes: no"],
)
def test_words_with_a_colon_in_a_text_are_no_keys(ask: str) -> None:
    text = f"---\ncontact: M\nask: {ask}\n---\n".encode()
    note = read(PATH, text).note
    assert (note.fields["ask"], set(note.fields)) == (ask, {"contact", "ask"})
    fixed = fix(text, path=PATH)
    assert fixed is not None
    assert read(PATH, fixed).note.fields == note.fields


IN_QUOTES = '"contact: Priya'
CURES = {
    "a sign of a quotation": ('> contact: "Priya"', "Line 2 begins with “>”, not with a key: delete that."),
    "an at sign": ('@contact: "Priya"', "Line 2 begins with “@”, not with a key: delete that."),
    "a star": ('* contact: "Priya"', "Line 2 begins with “*”, not with a key: delete that."),
    "a backtick": ('`contact: "Priya"', "Line 2 begins with “`”, not with a key: delete that."),
    "an exclamation mark": ('!contact: "Priya"', "Line 2 begins with “!”, not with a key: delete that."),
    "a bar": ('| contact: "Priya"', "Line 2 begins with “|”, not with a key: delete that."),
    "a per cent sign": ('%contact: "Priya"', "Line 2 begins with “%”, not with a key: delete that."),
    "a bracket": ('[contact: "Priya"', "Line 2 begins with “[”, not with a key: delete that."),
    "a quote": (IN_QUOTES, 'Line 2 begins with “"”, not with a key: delete that.'),
    "a dash": ('- contact: "Priya"', "; line 2 begins with “-”, not with a key: delete that."),
    "a box": ('- [ ] contact: "Priya"', "; line 2 begins with “-”, not with a key: delete that."),
    "a tab": ("\t", "; line 2 holds nothing but a tab: delete it."),
    "a line of a list": (
        'contact: "Priya"\n- an item',
        "; line 3 is of a list, but line 2 has a value already: delete one of them.",
    ),
    "two keys": ('contact: "Priya" why: "x"', "; line 2 holds two keys: put “why:” on a line of its own."),
    "a quote that does not end": (
        'contact: "Priya',
        "; the quote that begins the value in line 2 has no end: put one there, or delete it.",
    ),
    "a bracket that does not end": (
        "contact: [Priya",
        "; the bracket that begins the value in line 2 has no end: put one there, or delete it.",
    ),
    "words": ("just words", "; line 2 is no key: move it below the frontmatter, or put # before it."),
    "a text at the margin": (
        "why:\nYou know her",
        "; line 3 is the text of “why:” above it: put two spaces before it.",
    ),
    "a second colon": ("contact: a: b", "; put quotes around the value."),
}


@pytest.mark.parametrize(("line", "cure"), CURES.values(), ids=CURES)
def test_the_cure_names_the_line_at_fault_and_what_is_wrong_with_it(line: str, cure: str) -> None:
    note = read(PATH, f'---\n{line}\ngoal: "Data job"\n{ASK}{ASKED}---\n'.encode()).note
    (problem,) = note.problems
    assert (problem.code, problem.message[-len(cure) :]) == (BROKEN, cure)
    assert note.fields["ask"] == "Could you introduce me?"


def test_toml_that_holds_keys_of_yaml_is_told_to_be_yaml() -> None:
    (problem,) = read(PATH, f"+++\n{KEYS}+++\n".encode()).note.problems
    assert problem.message.endswith("; write --- for +++.")
    (problem,) = read(PATH, b"+++\nask = a b\n+++\n").note.problems
    assert problem.message.endswith("; put quotes around the value.")
