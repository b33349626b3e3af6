"""Around the kinds of ``field.json``: what nobody sees in a text, blocks that end oddly, TOML and JSON out of place."""

from __future__ import annotations

import pytest

from journal import Vault
from journal.errors import Refused
from journal.model import Day, Kind, Name, State
from journal.notes import read
from journal.notes.body import first_sentence
from journal.notes.edit import set_key
from journal.notes.fix import fix
from journal.notes.spelling import UNSEEN
from tests.vaults import MakeVault

PATH = "asks/x.md"
KEYS = 'contact: "[[M]]"\nask: Q?\nasked: 2026-03-02\n'
MENDED = f"---\n{KEYS}---\nbody\n"
FIELDS = {"contact": (Name("M", "M"),), "ask": "Q?", "asked": Day(2026, 3, 2)}


def codes(text: str) -> list[str]:
    return [problem.code for problem in read(PATH, text.encode()).note.problems]


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_nobody_sees_hides_no_ask(sign: str) -> None:
    for text, wanted in (
        (f"{sign}---\n{KEYS}---\nbody\n", ["misplaced-frontmatter"]),
        (f"---{sign}\n{KEYS}---\nbody\n", ["misplaced-frontmatter"]),
        (f"---\n{sign}{KEYS}---\nbody\n", []),
        (f"---\n{KEYS.replace('ask:', f'a{sign}sk:')}---\nbody\n", []),
        (f"---\n{KEYS.replace('ask: ', f'ask:{sign}')}---\nbody\n", ["bad-frontmatter"]),
        (f"---\n{KEYS}outcome: {sign}\nanswered: {sign}\n---\nbody\n", []),
    ):
        if sign == "\ufeff" and text.startswith(sign):
            text = sign + text  # the first is the file's
        note = read(PATH, text.encode()).note
        assert (dict(note.fields), codes(text)) == (FIELDS, wanted), ascii(text)
        if wanted:
            fixed = fix(text.encode(), path=PATH)
            assert fixed is not None
            assert fixed.decode().removeprefix("\ufeff") == MENDED


@pytest.mark.parametrize("closing", [" ---", "\t---", "----", "---\u200b", "——", "--", " ...", "–––"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_line_that_was_to_close_a_block_becomes_one_that_does(closing: str, newline: str) -> None:
    text = f"---\n{KEYS}{closing}\nbody\n".replace("\n", newline)
    note = read(PATH, text.encode()).note
    assert (dict(note.fields), codes(text)) == (FIELDS, ["unclosed-frontmatter"])
    fixed = fix(text.encode(), path=PATH)
    assert fixed is not None
    assert fixed.decode() == MENDED.replace("\n", newline)


@pytest.mark.parametrize("above", ["", "\n", " \n\n"])
@pytest.mark.parametrize("closing", ["---", "...", "--", "—-"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_block_without_the_line_that_opens_it_hides_no_ask(above: str, closing: str, newline: str) -> None:
    text = f"{above}{KEYS}{closing}\nbody\n".replace("\n", newline)
    note = read(PATH, text.encode()).note
    assert (dict(note.fields), codes(text)) == (FIELDS, ["misplaced-frontmatter"])
    assert note.problems[0].line == max(1, above.count("\n"))
    with pytest.raises(Refused):
        set_key(text.encode(), "status", "sent", path=PATH)
    fixed = fix(text.encode(), path=PATH)
    assert fixed is not None
    assert fixed.decode() == MENDED.replace("---\nbody", f"{closing if closing == '...' else '---'}\nbody").replace(
        "\n", newline
    )


@pytest.mark.parametrize("slip", ["-", "--x", "x---", "---é", "---: oops"])
def test_a_slip_in_the_line_that_opens_a_block_hides_no_ask(slip: str) -> None:
    text = f"{slip}\n{KEYS}---\nbody\n"
    note = read(PATH, text.encode()).note
    assert (dict(note.fields), codes(text)) == (FIELDS, ["misplaced-frontmatter"])
    fixed = fix(text.encode(), path=PATH)
    assert fixed is not None
    assert fixed.decode() == (f"---\n# oops\n{MENDED[4:]}" if "oops" in slip else MENDED)


@pytest.mark.parametrize("lines", range(4))
def test_a_line_of_dashes_too_many_hides_no_ask(lines: int) -> None:
    keys = KEYS.splitlines(keepends=True)
    text = "".join(["---\n", *keys[:lines], "---\n", *keys[lines:], "---\nbody\n"])
    found = read(PATH, text.encode())
    is_whole = lines > 1  # the first two keys are those of an ask
    assert codes(text) == ([] if is_whole else ["misplaced-frontmatter"])
    assert dict(found.note.fields).keys() >= {"contact", "ask"}
    if not is_whole:
        assert (dict(found.note.fields), found.body, found.note.problems[0].line) == (FIELDS, "body\n", lines + 2)
        with pytest.raises(Refused):
            set_key(text.encode(), "status", "sent", path=PATH)


@pytest.mark.parametrize(
    "text",
    [
        "contact: M\nwhere: her office\n---\nno key of an ask\n",
        "Ask: whom?\n\nContact: me, below a blank line\n\n---\nbody\n",
        "ask: Q?\ncontact: M\nno line of dashes\n",
        "To do\nask: Q?\ncontact: M\n---\nthe first line is none of a key\n",
    ],
)
def test_text_that_begins_with_something_like_a_key_is_no_block(text: str) -> None:
    found = read("notes/x.md", text.encode())
    told = ["misspelt-ask"] if "no line of dashes" in text else []
    assert (dict(found.note.fields), found.body, codes(text)) == ({}, text, told)


MARGINS = {
    "a value that YAML cannot read": ("  contact: M\n  ask: Q?\n  asked: 2026-03-02\n  why: @x\n", "@x", None),
    "a tab": ("\tcontact: M\n\task: Q?\n\tasked: 2026-03-02\n", None, None),
    "a list": ("  contact:\n    - M\n  ask: Q?\n  asked: 2026-03-02\n  why: @x\n", "@x", None),
    "the first key most": ("    contact: M\n  ask: Q?\n  asked: 2026-03-02\n", None, None),
    "all but the first": ("contact: M\n  ask: Q?\n  asked: 2026-03-02\n", None, None),
    "below quotes": ('contact: "[[M]]"\n ask: Q?\nasked: 2026-03-02\n', None, None),
    "below quotes and a comment": ("contact: 'M' # x\n ask: Q?\nasked: 2026-03-02\n", None, None),
    "below quotes, no space after the colon": ('contact: "[[M]]"\n ask:Q?\nasked: 2026-03-02\n', None, None),
    "below a link": ("contact: [[M]]\n\task: Q?\nasked: 2026-03-02\n", None, None),
    "below a list": ("contact: [M]\n  ask: Q?\n  asked: 2026-03-02\n", None, None),
    "below a comment": ("contact: M\n# x\n  ask: Q?\nasked: 2026-03-02\n", None, None),
    "the first key alone": (" contact: M\nask: Q?\nasked: 2026-03-02\n", None, None),
    "no space after a colon": (
        "  contact: M\n  ask:Q?\n  asked::2026-03-02\n",
        None,
        "  contact: M\n  ask: Q?\n  asked: 2026-03-02\n",
    ),
    "a hash in a text": (
        "  contact: M\n  ask: Q?\n  asked: 2026-03-02\n  why: PR #1\n",
        "PR #1",
        '  contact: M\n  ask: Q?\n  asked: 2026-03-02\n  why: "PR #1"\n',
    ),
}


@pytest.mark.parametrize(("inside", "why", "mended"), MARGINS.values(), ids=MARGINS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_keys_that_are_all_indented_are_keys(inside: str, why: str | None, mended: str | None, newline: str) -> None:
    """What YAML cannot read, or has no end, is put at the margin; what only has a slip stays where it is."""
    fields = {**FIELDS, "contact": (Name("M", "M"),)} | ({"why": why} if why else {})
    straight = mended or inside.replace("@x", '"@x"')
    margin = "    " if straight.startswith("    ") else ""
    at_margin = (
        straight.removeprefix(margin)
        .replace("\n  ", "\n")
        .replace("\n ask:", "\nask:")
        .replace("ask:Q", "ask: Q")
        .replace("\n\t", "\n")
        .lstrip(" \t")
    )
    for opening, closing in (("---", "---"), ("---", " ---"), ("\t---", "\t---"), ("    ---", "---")):
        text = f"{opening}\n{inside}{closing}\nbody\n".replace("\n", newline)
        assert dict(read(PATH, text.encode()).note.fields) == fields, text
        fixed = fix(text.encode(), path=PATH)
        assert fixed is not None
        wanted = at_margin if closing == " ---" else mended or at_margin
        assert fixed.decode() == f"---\n{wanted}---\nbody\n".replace("\n", newline)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (f"—-\nid: 7\n{KEYS}—-\nbody\n", f"---\nid: 7\n{KEYS}---\nbody\n"),
        (f"\n---\nid: 7\n{KEYS}---\nbody\n", f"---\nid: 7\n{KEYS}---\nbody\n"),
        ("  ---\n  id: 7\n  goal: G\n  Question: Q?\n  ---\n", "---\n  id: 7\n  goal: G\n  Question: Q?\n---\n"),
    ],
)
def test_a_block_that_asks_somebody_may_begin_with_a_key_that_nobody_knows(text: str, mended: str) -> None:
    found = read(PATH, text.encode()).note
    assert (found.kind, codes(text)) == (Kind.ASK, ["misplaced-frontmatter"])
    assert fix(text.encode(), path=PATH) == mended.encode()


@pytest.mark.parametrize("text", ["—-\nid: 7\n—-\nbody\n", f"—-\nSaid she\n{KEYS}—-\n", f"—-\nid: 7\n{KEYS}"])
def test_between_other_dashes_what_asks_nobody_or_does_not_end_is_body(text: str) -> None:
    assert (read(PATH, text.encode()).note.kind, codes(text)) == (None, [])


@pytest.mark.parametrize("tail", ["", "\nbody\n"])
def test_keys_that_are_all_indented_need_no_end(tail: str) -> None:
    text = f"---\n  contact: M\n  ask: Q?\n  asked: 2026-03-02\n{tail}"
    assert (dict(read(PATH, text.encode()).note.fields), codes(text)) == (FIELDS, ["unclosed-frontmatter"])
    fixed = fix(text.encode(), path=PATH)
    assert fixed is not None
    assert fixed.decode() == f"---\ncontact: M\nask: Q?\nasked: 2026-03-02\n---\n{tail}"


@pytest.mark.parametrize(
    ("dashes", "end"), [("----\n", "----\nbody\n"), ("—-\n", "\n—-\nbody\n"), (" ---\n", " ---\n\nstatus: fine\n")]
)
def test_a_blank_line_ends_no_keys_where_a_line_was_to_close_them(dashes: str, end: str) -> None:
    text = f"---\n{KEYS}{end}".replace("asked", "\nasked")
    assert (dict(read(PATH, text.encode()).note.fields), codes(text)) == (FIELDS, ["unclosed-frontmatter"])
    fixed = fix(text.encode(), path=PATH)
    assert fixed is not None
    assert fixed.decode() == text.replace(dashes, "---\n")


@pytest.mark.parametrize("end", ["\nHi M\n----\n", "\nstatus: fine\n", "\nstatus: fine\nHi M\n----\n"])
def test_a_blank_line_ends_keys_elsewhere(end: str) -> None:
    text = f"---\n{KEYS}{end}"
    assert dict(read(PATH, text.encode()).note.fields) == FIELDS


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"\n---\n{KEYS}", 2),
        (f"\t\n \n---\n{KEYS}\nHi\n", 3),
        (f"\u200b---\n{KEYS}\nHi\n", 1),
        (f"  ---\n{KEYS}\nHi\n", 1),
        (f"\r\n---\r\n{KEYS}".replace("\n", "\r\n").replace("\r\r", "\r"), 2),
    ],
)
def test_a_block_that_neither_begins_nor_ends_as_it_should_is_read_and_mended(text: str, line: int) -> None:
    note = read(PATH, text.encode()).note
    assert dict(note.fields) == FIELDS
    assert [(each.code, each.line) for each in note.problems] == [
        ("misplaced-frontmatter", line),
        ("unclosed-frontmatter", line),
    ]
    fixed = fix(text.encode(), path=PATH)
    assert fixed is not None
    body = text.replace("\r\n", "\n").partition(KEYS)[2]
    assert fixed.decode().replace("\r\n", "\n") == f"---\n{KEYS}---\n{body}"
    assert (b"\r\n" in fixed) == ("\r\n" in text)


@pytest.mark.parametrize(
    "text", ["\n---\nHi\n", "\n---\n\nHi: x\n", f"\n***\n{KEYS}", "-----\nDate: Monday\nTo: me\n\nHi\n"]
)
def test_below_a_blank_line_a_rule_is_a_rule(text: str) -> None:
    assert (read(PATH, text.encode()).note.kind, codes(text)) == (None, [])


@pytest.mark.parametrize("below", ["", "\nbody\n", "\nbody\n\n---\n\nstatus: fine\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", 'why: "x"', "tags:\n  - a", "outcome: yes "])
def test_a_fence_at_the_end_of_the_last_value_closes_the_block(last: str, newline: str, below: str) -> None:
    keys = KEYS + last if last else KEYS.rstrip()
    text = f"---\n{keys}---\n{below}".replace("\n", newline)
    mended = f"---\n{keys.rstrip()}\n---\n{below}".replace("\n", newline)
    found, wanted = read(PATH, text.encode()), read(PATH, mended.encode())
    assert (dict(found.note.fields), found.body) == (dict(wanted.note.fields), wanted.body)
    assert [(each.code, each.line) for each in found.note.problems] == [("unclosed-frontmatter", keys.count("\n") + 2)]
    assert fix(text.encode(), path=PATH) == mended.encode()


@pytest.mark.parametrize(
    "text", [f"---\nwhy: so---\n{KEYS}---\n", f"---\n{KEYS}why: |\n  so---\n---\n", "---\nso---\n"]
)
def test_dashes_at_the_end_of_a_value_are_part_of_it(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("between", ["", "\n"])
def test_dashes_at_the_end_of_a_value_hide_no_key_below(between: str) -> None:
    note = read(PATH, f"---\nwhy: so---\n{between}contact: M\nask: a: b\n---\n".encode()).note
    assert (note.kind, note.fields["ask"], note.fields["why"]) == (Kind.ASK, "a: b", "so---")


SWALLOWED = {
    "a comment and quotes above what is no key": (
        'contact: "[[M]]" # the boss\nask: Q?\nasked: "2026-03-02" # by mail\njust words\n',
        {},
        ["bad-frontmatter"],
    ),
    "a quote without an end above a hash": (
        'contact: "M\nask: #1 Q?\nasked: 2026-03-02\n',
        {"ask": "#1 Q?", "contact": (Name("M", "M"),)},
        ["hash-in-text", "bad-frontmatter"],
    ),
    "the same, indented, above a tag": (
        ' contact: "M\n ask: Q?\n asked: 2026-03-02\n tags: #job #ask\n',
        {"contact": (Name("M", "M"),), "tags": ("job", "ask")},
        ["hash-in-text", "bad-frontmatter"],
    ),
    "a list under what is no key": (
        'contact: "[[M]]"\nask: Q?\nasked: 2026-03-02\ngoal=\n  - "[[G]]"\n',
        {},
        ["bad-frontmatter"],
    ),
    "a text under what is no key": (
        'contact: "[[M]]"\nask: Q?\nasked: 2026-03-02\npriority：\n  high\nwhy: x\n',
        {"why": "x"},
        ["bad-frontmatter"],
    ),
}


@pytest.mark.parametrize(("inside", "more", "wanted"), SWALLOWED.values(), ids=SWALLOWED)
def test_no_slip_swallows_what_stands_beside_it(inside: str, more: dict[str, object], wanted: list[str]) -> None:
    text = f"---\n{inside}---\nbody\n"
    assert (dict(read(PATH, text.encode()).note.fields), codes(text)) == ({**FIELDS, **more}, wanted)


@pytest.mark.parametrize("line", ["just words", "goal=", "%% x %%", "```", "> q", "=="])
def test_a_line_that_is_no_key_is_named(line: str) -> None:
    text = f"---\ncontact: M\n{line}\nask: Q?\n---\n"
    (problem,) = read(PATH, text.encode()).note.problems
    assert problem.code == "bad-frontmatter"
    assert problem.message.endswith("line 3 is no key: move it below the frontmatter, or put # before it.")


def test_a_hash_in_frontmatter_without_an_end_is_told() -> None:
    text = f"---\n{KEYS}why: PR #1\n\nSee #2: it is merged.\n"
    assert codes(text) == ["unclosed-frontmatter", "hash-in-text"]


def test_what_keys_hold_is_said_of_no_note_that_is_only_a_note(make_vault: MakeVault) -> None:
    """A person that only an ask names is one."""
    keys = "frequency: high\ndate: YYYY-MM-DD\nreplied: pending\ntags: a\nkeywords: b\n"
    plain = {"pattern.md": f"---\n{keys}---\n", "post.md": f"---\ntype: note\n{keys}---\n"}
    vault = Vault.open(make_vault(plain | {PATH: f"---\n{KEYS}---\n", "M.md": f"---\n{keys}---\n"}))
    today = Day(2026, 3, 16)
    found = sorted((f.path, f.problem.code) for f in vault.problems(today) if f.problem.code != "no-goal")
    assert found == [("M.md", code) for code in ("bad-date", "bad-date", "placeholder", "two-spellings")]
    assert [problem.code for problem in vault.page("pattern", today).problems] == []
    assert len(vault.page("M", today).problems) == 4
    assert vault.count_problems(today) == len(found) + 1


TOML = 'contact = "[[M]]"\nask = "Q?"\nasked = 2026-03-02\n'
JSON = '"contact": ["[[M]]"],\n"ask": "Q?",\n"asked": "2026-03-02"\n'
ELSEWHERE = {
    "TOML below a blank line": (f"\n+++\n{TOML}+++\nbody\n", "misplaced-frontmatter", "delete what stands above"),
    "TOML behind what nobody sees": (f"\u200b+++\n{TOML}+++\nbody\n", "misplaced-frontmatter", "delete what"),
    "JSON below a blank line": (f"\r\n{{\n{JSON}}}\nbody\n", "misplaced-frontmatter", "delete what stands above"),
    "TOML without an end": (f"+++\n{TOML}\nbody = text\n", "unclosed-frontmatter", r"put a line \+\+\+ after"),
    "TOML with another end": (f"+++\n{TOML}---\nbody\n", "unclosed-frontmatter", r"put a line \+\+\+ after"),
    "JSON without an end": (f"{{\n{JSON}\nbody\n", "unclosed-frontmatter", "put a line } after its last key"),
}


@pytest.mark.parametrize(("text", "code", "cure"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_toml_and_json_out_of_place_are_read_and_never_written(text: str, code: str, cure: str) -> None:
    assert (dict(read(PATH, text.encode()).note.fields), codes(text)) == (FIELDS, [code])
    assert fix(text.encode(), path=PATH) is None
    with pytest.raises(Refused, match=f"is to be mended first. .*{cure}"):
        set_key(text.encode(), "why", "x", path=PATH)


@pytest.mark.parametrize(
    "text", ["\n{\n}\nb", "\n{\n  render()\n}\nb", "+++\nfoo = 1\n", "\n+++\nfoo = 1\n+++\n", "{\n  x\n"]
)
def test_what_only_looks_like_toml_or_json_is_body(text: str) -> None:
    found = read(PATH, text.encode())
    assert (found.note.kind, dict(found.note.fields), codes(text), found.body) == (None, {}, [], text)


def test_a_list_of_broken_toml_is_a_list() -> None:
    text = '+++\ncontact = ["[[M]]", "Bob"]\nnudged = [2026-03-02]\nask = Q: a?\n+++\n'
    note = read(PATH, text.encode()).note
    assert (note.kind, note.fields["contact"]) == (Kind.ASK, (Name("M", "M"), Name("Bob", "Bob")))
    assert (note.fields["nudged"], codes(text)) == ((Day(2026, 3, 2),), ["bad-frontmatter"])


@pytest.mark.parametrize("value", ["!!! yes", "!!important yes", "!important yes", "!x", "& Sons", "!! yes"])
def test_a_sign_that_is_no_tag_of_yaml_is_text(value: str) -> None:
    text = f"---\noutcome: {value}\n---\n"
    assert (read(PATH, text.encode()).note.fields["outcome"], codes(text)) == (value, ["bad-frontmatter"])
    fixed = fix(text.encode(), path=PATH)
    assert fixed is not None
    assert fixed.decode() == f'---\noutcome: "{value}"\n---\n'


def test_tags_of_yaml_say_nothing_of_a_text() -> None:
    text = "---\noutcome: !!str yes\nnudged: !!seq [!!timestamp 2026-03-02]\n---\n"
    note = read(PATH, text.encode()).note
    assert (dict(note.fields), codes(text)) == ({"outcome": "yes", "nudged": (Day(2026, 3, 2),)}, [])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"[[Maria]] <m@x.org>"', (Name("Maria", "Maria", "m@x.org"),)),
        ('"[[Maria|Mia]]<mailto:m@x.org>, [[Bob]]"', (Name("Maria", "Maria", "m@x.org"), Name("Bob", "Bob"))),
        ('"[Mia](../people/maria.md) < m@x.org >"', (Name("people/maria", "maria", "m@x.org"),)),
        ('"[[Maria]] (m@x.org)"', (Name("Maria", "Maria"),)),
    ],
)
def test_a_link_with_an_address_behind_it_has_that_address(written: str, meant: tuple[Name, ...]) -> None:
    assert read(PATH, f"---\ncontact: {written}\n---\n".encode()).note.fields["contact"] == meant


@pytest.mark.parametrize(
    ("ask", "title"),
    [
        ("Could we meet at 5 p.m. on Friday? Or later.", "Could we meet at 5 p.m. on Friday?"),
        ("Do you know J.R.R. Tolkien? I do.", "Do you know J.R.R. Tolkien?"),
        ("Meet me at nine. Then go", "Meet me at nine"),
        ("It is v1.2. Then go", "It is v1.2"),
        ("Could you share Fig. 2? Thanks", "Could you share Fig. 2?"),
        ("1. Could you read it? 2. Or send it on?", "1. Could you read it?"),
        ("I asked in 2025. Could you?", "I asked in 2025"),
    ],
)
def test_initials_with_dots_end_no_sentence(ask: str, title: str) -> None:
    assert first_sentence(ask) == title


@pytest.mark.parametrize("most", [0, 1, 100])
def test_however_little_of_a_note_is_read_its_frontmatter_is(make_vault: MakeVault, most: int) -> None:
    text = f"---\n{KEYS}---\n{'body ' * 50}\n"
    vault = Vault.open(make_vault({"journal.toml": f"max_note_bytes = {most}\n", PATH: text}))
    (line,) = vault.queue(Day(2026, 3, 16))
    assert (line.path, line.state) == (PATH, State.NUDGE)
    assert "too-large" in {found.problem.code for found in vault.problems(Day(2026, 3, 16))}
