"""What stands around the kinds of ``field.json``: notes as tools and habits make them, and what is read of them."""

from __future__ import annotations

from typing import Any

import pytest

from journal import Vault
from journal.errors import Refused
from journal.model import Day, Kind, Name, Note, Span
from journal.notes import body_of, first_address, original_id, read, sendable
from journal.notes.body import first_sentence
from journal.notes.edit import set_key
from journal.notes.fix import fix
from tests.vaults import MakeVault

TODAY = Day(2026, 3, 16)
MARCH_2 = Day(2026, 3, 2)
PATH = "asks/x.md"
KEYS = 'contact: "[[M]]"\nask: Q?\nasked: 2026-03-02\n'
MENDED = f"---\n{KEYS}---\nbody\n"
M = (Name("M", "M"),)


def note(text: str | bytes) -> Note:
    return read(PATH, text.encode() if isinstance(text, str) else text).note


def codes(read_note: Note) -> list[str]:
    return [problem.code for problem in read_note.problems]


TOPS = {
    "a blank line": f"\n---\n{KEYS}---\nbody\n",
    "blank lines with spaces": f"\n \t\n\n---\n{KEYS}---\nbody\n",
    "CRLF": f"\r\n---\r\n{KEYS}---\r\nbody\r\n",
    "a space": f" ---\n{KEYS}---\nbody\n",
    "a tab": f"\t---\n{KEYS}\t---\nbody\n",
    "a no-break space": f"\u00a0---\n{KEYS}---\nbody\n",
    "a zero-width space": f"\u200b---\n{KEYS}---\nbody\n",
    "a zero-width joiner": f"\u200d\n---\n{KEYS}---\nbody\n",
    "a word joiner": f"\u2060---\n{KEYS}---\nbody\n",
    "a second byte-order mark": f"\ufeff\ufeff---\n{KEYS}---\nbody\n",
    "two dashes": f"--\n{KEYS}--\nbody\n",
    "four dashes": f"----\n{KEYS}---\nbody\n",
    "long dashes": f"——\n{KEYS}——\nbody\n",
    "en dashes": f"–––\n{KEYS}–––\nbody\n",
    "one long dash": f"—\n{KEYS}—\nbody\n",
    "a long and a short dash": f"—-\n{KEYS}-----\nbody\n",
    "full-width dashes": f"－－－\n{KEYS}－－－\nbody\n",
    "minus signs": f"−−−\n{KEYS}---\nbody\n",
    "a no-break space behind": f"---\u00a0\n{KEYS}---\nbody\n",
    "a language behind": f"---yaml\n{KEYS}---\nbody\n",
    "a tag behind": f"--- !yaml \n{KEYS}---\nbody\n",
}


@pytest.mark.parametrize("text", TOPS.values(), ids=TOPS)
def test_a_block_under_something_or_between_other_dashes_is_read_and_mended(text: str) -> None:
    found = read(PATH, text.encode())
    assert {**found.note.fields} == {"contact": M, "ask": "Q?", "asked": MARCH_2}
    assert codes(found.note) == ["misplaced-frontmatter"]
    assert found.body.strip() == "body"
    with pytest.raises(Refused, match="begin with a line ---"):
        set_key(text.encode(), "why", "x", path=PATH)
    fixed = fix(text.encode(), path=PATH)
    assert fixed is not None
    assert fixed.decode().removeprefix("\ufeff").replace("\r\n", "\n") == MENDED


STACKED = {
    "at once": (f"---\na: 1\n---\n---\n{KEYS}---\nb", f"---\na: 1\n{KEYS}---\nb"),
    "blank lines between": (f"---\na: 1\n---\n\n \n---\n{KEYS}---\nb", f"---\na: 1\n{KEYS}---\nb"),
    "an empty one above": (f"---\n---\n---\n{KEYS}---\nb", f"---\n{KEYS}---\nb"),
    "three": (f"---\na: 1\n---\n---\nwhy: w\n---\n---\n{KEYS}---\nb", f"---\na: 1\nwhy: w\n{KEYS}---\nb"),
    "CRLF": ("---\r\na: 1\r\n---\r\n---\r\nask: Q?\r\n---\r\nb", "---\r\na: 1\r\nask: Q?\r\n---\r\nb"),
    "a key in both, the first empty": (
        f"---\ncontact:\n---\n---\n{KEYS}---\nb",
        f"---\ncontact:\n{KEYS}---\nb",
    ),
    "a key in both": (f"---\nask: A\n---\n---\n{KEYS}---\nb", None),
    "a key spelled otherwise in both": ("---\nfollow-up: 1d\n---\n---\nFollow_Up: 2d\nask: Q?\n---\nb", None),
}


@pytest.mark.parametrize(("text", "mended"), STACKED.values(), ids=STACKED)
def test_a_block_right_below_the_first_is_read_too_and_the_first_counts(text: str, mended: str | None) -> None:
    found = read(PATH, text.encode())
    assert set(codes(found.note)) - {"duplicate-key"} == {"misplaced-frontmatter"}
    assert (found.note.kind, found.body) == (Kind.ASK, "b")
    assert found.note.fields.get("follow_up") in (None, Span(1, "d"))
    assert found.note.fields["ask"] == ("A" if "ask: A" in text else "Q?")
    fixed = fix(text.encode(), path=PATH)
    assert (fixed and fixed.decode()) == mended
    with pytest.raises(Refused, match="make them one"):
        set_key(text.encode(), "role", "x", path=PATH)


def test_a_block_below_text_is_read_and_is_to_be_moved_up() -> None:
    for text, body in (
        (f"Call back\n---\n{KEYS}---\nrest", "Call back\nrest"),
        (f"# T\n\n---\n\nmore\n\n---\n{KEYS}---\nrest", "# T\n\n---\n\nmore\n\nrest"),
        (f"---\nDear Ana\n---\n{KEYS}...\nrest", "---\nDear Ana\nrest"),
        ("A\r\n---\r\nrequest: Q?\r\ngoal: G\r\n---\r\nrest", "A\r\nrest"),
    ):
        found = read(PATH, text.encode())
        assert codes(found.note) == ["misplaced-frontmatter"], text
        assert (found.note.kind, found.note.fields["ask"], found.body) == (Kind.ASK, "Q?", body)
        assert body_of(text) == body
        assert fix(text.encode(), path=PATH) is None
        with pytest.raises(Refused, match="move it to the top"):
            set_key(text.encode(), "why", "x", path=PATH)


@pytest.mark.parametrize(
    "text",
    [
        f"```yaml\n---\n{KEYS}---\n```\n",
        f"~~~\n\n---\n{KEYS}---\n",
        f"***\n{KEYS}***\n",
        "> ---\n> contact: M\n> ask: Q?\n> ---\n",
        "| a |\n|---|\n\nContact: M\nAsk: Q?\n\n---\n",
        "# T\n---\ntitle: x\n---\nb",
        "# T\n---\nask: x\n---\nb",
        "\n---\nA rule.\n---\n",
        "-----\nOriginal Message\n-----\n",
        "---\nx: y\n---\n\n---\n\nask\n\n---\n",
    ],
)
def test_what_only_looks_like_a_block_is_body(text: str) -> None:
    assert "ask" not in note(text).fields
    assert codes(note(text)) == []


def test_a_block_further_down_in_a_note_that_has_one_is_body_and_told() -> None:
    text = f"---\nx: y\n---\n\n***\n\n---\n{KEYS}---\nb"
    assert "ask" not in note(text).fields
    assert codes(note(text)) == ["second-ask"]


COLONS = {
    "none": ("ask:Q?\n", "ask: Q?\n", 1),
    "a no-break space": ("ask:\u00a0Q?\n", "ask: Q?\n", 1),
    "a narrow one": ("ask:\u202fQ?\n", "ask: Q?\n", 1),
    "an ideographic one": ("ask:\u3000Q?\n", "ask: Q?\n", 1),
    "full width": ("ask：Q?\n", "ask: Q?\n", 1),
    "full width and a space": ("ask： Q?\n", "ask: Q?\n", 1),
    "two": ("ask:: Q?\n", "ask: Q?\n", 1),
    "two and none": ("ask::Q?\n", "ask: Q?\n", 1),
    "a space before": ("ask :Q?\n", "ask: Q?\n", 1),
    "a quoted key": ('"ask":Q?\n', '"ask": Q?\n', 1),
    "quotes behind": ("ask:'Q?'\n", "ask: 'Q?'\n", 1),
    "another spelling": ("Waiting-On:M\nask:Q?\n", "Waiting-On: M\nask: Q?\n", 2),
    "a list behind": ("ask: Q?\ntags:[a]\n", "ask: Q?\ntags: [a]\n", 1),
    "only some": ("contact: M\nask：Q?\n", "contact: M\nask: Q?\n", 1),
    "beside a colon too many": ("ask:Q?\nwhy: a: b\n", 'ask: Q?\nwhy: "a: b"\n', 2),
    "links beside one another": ("ask: Q?\ncontact:: [[A]], [[B]]\n", 'ask: Q?\ncontact: "[[A]], [[B]]"\n', 2),
}


@pytest.mark.parametrize(("inside", "mended", "problems"), COLONS.values(), ids=COLONS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_colon_without_a_plain_space_makes_a_key(inside: str, mended: str, problems: int, newline: str) -> None:
    text = f"---\n{inside}---\nask:body\n".replace("\n", newline)
    assert note(text).fields["ask"] == "Q?"
    assert codes(note(text)) == ["bad-frontmatter"] * problems
    fixed = fix(text.encode(), path=PATH)
    assert fixed is not None
    assert fixed.decode() == f"---\n{mended}---\nask:body\n".replace("\n", newline)


@pytest.mark.parametrize(
    "inside",
    [
        'why: "he said\n  ask:no"\n',
        'why: "he said\nask:no"\n',
        "why: 'a\n\nask:no'\n",
        "why: |\n  ask:no\n",
        "# ask:no\nwhy: a\n",
        "meta:\n  ask:no\n",
        "why: a\nurls: b\n",
    ],
)
def test_what_is_within_another_value_makes_no_key(inside: str) -> None:
    assert "ask" not in note(f"---\n{inside}---\n").fields


HASHES: dict[str, tuple[str, str, Any, str]] = {
    "in the middle": ("ask: PR #12 got in", "ask", "PR #12 got in", 'ask: "PR #12 got in"'),
    "at the beginning": ("outcome: #hired", "outcome", "#hired", 'outcome: "#hired"'),
    "two": ("ask: ##x y", "ask", "##x y", 'ask: "##x y"'),
    "a comment further on": ("ask: a #1 # b", "ask", "a #1", 'ask: "a #1" # b'),
    "quotes in it": ('ask: say "hi" #1', "ask", 'say "hi" #1', "ask: 'say \"hi\" #1'"),
    "an apostrophe and quotes": ('ask: it\'s "a" #1', "ask", 'it\'s "a" #1', "ask: 'it''s \"a\" #1'"),
    "over two lines": ("ask: two\n  lines #2", "ask", "two lines #2", 'ask: "two\n  lines #2"'),
    "on the line below": ("ask:\n  See #12?", "ask", "See #12?", 'ask:\n  "See #12?"'),
    "a list on lines": ("needs:\n  - a\n  - b #2", "needs", ("a", "b #2"), 'needs:\n  - a\n  - "b #2"'),
    "tags on lines": ("tags:\n- #a\n- b", "tags", ("a", "b"), 'tags:\n- "#a"\n- b'),
    "tags on one line": ("tags: #a #b", "tags", ("a", "b"), 'tags: "#a #b"'),
    "brackets": ("needs: [a, Ref #1]", "needs", ("a", "Ref #1"), 'needs: [a, "Ref #1"]'),
    "brackets first": ("tags: [#a, b]", "tags", ("a", "b"), 'tags: ["#a", b]'),
    "a link": ("contact: [[#1 Fan]]", "contact", (Name("#1 Fan", "#1 Fan"),), 'contact: "[[#1 Fan]]"'),
    "a name": ("contact: Fan #1", "contact", (Name("Fan #1", "Fan #1"),), 'contact: "Fan #1"'),
    "a title": ("title: Job #1", "title", "Job #1", 'title: "Job #1"'),
    "aliases": ("aliases: [C #x]", "aliases", ("C #x",), 'aliases: ["C #x"]'),
    "a colon in a list": ("needs:\n- Sam: the #1", "needs", ("Sam: the #1",), 'needs:\n- "Sam: the #1"'),
}


@pytest.mark.parametrize(("inside", "key", "meant", "mended"), HASHES.values(), ids=HASHES)
def test_a_hash_in_a_text_is_text(inside: str, key: str, meant: object, mended: str) -> None:
    text = f"---\n{inside}\nrole: r\n---\n"
    assert note(text).fields[key] == meant
    assert codes(note(text)) == ["hash-in-text"]
    fixed = fix(text.encode(), path=PATH)
    assert fixed is not None
    assert fixed.decode() == f"---\n{mended}\nrole: r\n---\n"
    assert codes(note(fixed)) == []
    assert set_key(text.encode(), "role", "s", path=PATH).decode() == f"---\n{inside}\nrole: s\n---\n"


@pytest.mark.parametrize(
    ("inside", "key", "meant"),
    [
        ("ask: a # b", "ask", "a"),
        ("ask: a #", "ask", "a"),
        ("ask: 'a' #1", "ask", "a"),
        ('ask: "a" #b', "ask", "a"),
        ("ask: a#1", "ask", "a#1"),
        ("ask: 'a #1'", "ask", "a #1"),
        ("ask: |\n  a #1", "ask", "a #1"),
        ("asked: 2026-03-02 #mon", "asked", MARCH_2),
        ("contact: [[A]] #friend", "contact", (Name("A", "A"),)),
        ("tags: # none\n- a", "tags", ("a",)),
        ("tags:\n- a\n#- b\n- c", "tags", ("a", "c")),
        ("needs: [a, 'b #2'] #c", "needs", ("a", "b #2")),
    ],
)
def test_where_a_hash_is_a_comment_or_was_quoted_nothing_is_said(inside: str, key: str, meant: object) -> None:
    read_note = note(f"---\n{inside}\n---\n")
    assert (read_note.fields[key], codes(read_note)) == (meant, [])


@pytest.mark.parametrize(
    ("inside", "key", "meant", "problems"),
    [
        ("asked: {{date}}", "asked", "{{date}}", ["bad-date"]),
        ("asked: {{date:YYYY-MM-DD}}", "asked", "{{date:YYYY-MM-DD}}", ["bad-date"]),
        ("contact: [{{person}}, Bob]", "contact", (Name("{{person}}", "{{person}}"), Name("Bob", "Bob")), []),
        ("contact:\n- {{person}}", "contact", (Name("{{person}}", "{{person}}"),), []),
        ("why: {a: b}", "why", "{a: b}", []),
        ("why:\n  a: b", "why", None, []),
        ("answered: {{date}}", "answered", None, ["bad-date"]),
        ("answered: 5 March", "answered", True, ["bad-date"]),
        ("answered: y", "answered", True, ["bad-date"]),
        ("answered: November 5", "answered", True, ["bad-date"]),
        ("answered: nobody knows", "answered", True, ["bad-date"]),
        ("answered: not yet", "answered", None, ["bad-date"]),
        ("answered: No reply", "answered", None, ["bad-date"]),
        ("answered: never", "answered", None, ["bad-date"]),
        ("answered: None so far", "answered", None, ["bad-date"]),
        ("answered: n/a", "answered", None, ["bad-date"]),
        ("answered: no", "answered", None, []),
        ("answered: tbd", "answered", None, ["placeholder"]),
        ("thanked: '-'", "thanked", None, ["placeholder"]),
        ("reported: todo", "reported", None, ["placeholder"]),
        ("asked: TBA", "asked", "", ["placeholder"]),
        ("asked: …", "asked", "", ["placeholder"]),
        ("thanked: by mail", "thanked", None, ["bad-date"]),
        ("date: '[[daily/2026-03-02]]'", "date", MARCH_2, []),
        ("date: '[[daily/2026-03-02.md|Mon]]'", "date", MARCH_2, []),
        ("date: [[a/b/2026-03-02#x]]", "date", MARCH_2, []),
        ("date: '[2026-03-02](daily/x.md)'", "date", MARCH_2, []),
        ("date: [2026-03-02](daily/x.md)", "date", MARCH_2, ["bad-frontmatter"]),
        ("date: '[[daily]]'", "date", None, ["bad-date"]),
        ("contact:\n  - - people/maria|Mia", "contact", (Name("people/maria", "maria"),), []),
        ("contact:\n  - - maria#Calls\n  - - Bob", "contact", (Name("maria", "maria"), Name("Bob", "Bob")), []),
        ("with:\n  - - A", "contact", (Name("A", "A"),), []),
        ("needs:\n  - - A", "needs", ("A",), []),
        ("contact: '[M L](https://x.org)'", "contact", (Name("M L", "M L"),), []),
        ("contact: Maria <m@x.org>", "contact", (Name("Maria", "Maria", "m@x.org"),), []),
        ("contact: '\"Maria L\" <m@x.org>'", "contact", (Name("Maria L", "Maria L", "m@x.org"),), []),
        ("contact: A <a@x>, B <b@x>", "contact", (Name("A", "A", "a@x"), Name("B", "B", "b@x")), []),
        ("contact: m@x.org", "contact", (Name("m@x.org", "m@x.org", "m@x.org"),), []),
        ("contact: '[Maria](mailto:m@x.org)'", "contact", (Name("Maria", "Maria", "m@x.org"),), []),
        ("name: N", "title", "N", []),
        ("name: N\ntitle: T", "title", "T", []),
        ("name: N\ntitle:", "title", "N", []),
    ],
)
def test_what_is_read_of_a_value(inside: str, key: str, meant: object, problems: list[str]) -> None:
    read_note = note(f"---\n{inside}\n---\n")
    assert (read_note.fields.get(key), codes(read_note)) == (meant, problems)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("a@x.org", "a@x.org"),
        ("mailto:a@x.org", "a@x.org"),
        ("mailto:a@x.org?subject=Hi", "a@x.org"),
        ("<a@x.org>", "a@x.org"),
        ("A B <a@x.org>, c@x.org", "a@x.org"),
        ("[a@x.org](mailto:a@x.org)", "a@x.org"),
        ("[[a@x.org]]", "a@x.org"),
        ("[[a@x.org|mail]]", "a@x.org"),
        ("a@x.org (work)", "a@x.org"),
        ("work: a@x.org; home: b@x.org", "a@x.org"),
        ("a.b+c@x.org.", "a.b+c@x.org"),
        ("mailto:a%40x.org", "a@x.org"),
        ("mailto://a@x.org", "a@x.org"),
        ("\u200ea@x.org\u202c", "a@x.org"),
        ("a\u200b@x.org", "a@x.org"),
        ("a＠x.org", "a@x.org"),
        ("`a@x.org`", "a@x.org"),
        ("**a@x.org**", "a@x.org"),
        ("write to a@x.org!", "a@x.org"),
        ("o'brien@x.org", "o'brien@x.org"),
        ("a@bu\u0308cher.example", "a@b\u00fccher.example"),
        ("https://social.example/@a", None),
        ("https://social.example/@a a@x.org", "a@x.org"),
        ("ned@x..org", None),
        ("ned@b.xy..org", None),
        ("ned@x..org, b@x.org", "b@x.org"),
        ("a@x.org... or so", "a@x.org"),
        ("a@x.org\\nBcc: c@y.org", "a@x.org"),
        ("ask her", None),
        ("@handle", None),
    ],
)
def test_the_first_address_counts(written: str, address: str | None) -> None:
    assert first_address(written) == address


def test_a_domain_is_sent_as_mail_programs_write_it() -> None:
    assert sendable("maria@bücher.example") == "maria@xn--bcher-kva.example"
    assert sendable("maria@x.org") == "maria@x.org"


@pytest.mark.parametrize(
    ("ask", "title"),
    [
        ("Could you help? I would be glad.", "Could you help?"),
        ("Help me.", "Help me"),
        ("Help me...", "Help me..."),
        ("Meet Dr. Brandt. Soon.", "Meet Dr. Brandt"),
        ("Ask J. Smith, e.g. by mail. Now", "Ask J. Smith, e.g. by mail"),
        ("“Really?!” she said.", "“Really?!”"),
        ("See x.org for it", "See x.org for it"),
        ("a list\nof things", "a list"),
        ("Could you\nhelp? Yes", "Could you help?"),
        ("你好。 再见。", "你好。"),
        ("هل؟ نعم", "هل؟"),
        ("(Now.) Then", "(Now.)"),
        ("", ""),
    ],
)
def test_an_ask_is_shown_by_its_first_sentence(ask: str, title: str) -> None:
    assert first_sentence(ask) == title


@pytest.mark.parametrize(
    ("stem", "original"),
    [
        ("a/x.sync-conflict-20260304-101500-ABCDEFG", "a/x"),
        ("x (conflicted copy 2026-03-04)", "x"),
        ("x (Sam's conflicted copy 2026-03-04)", "x"),
        ("x (Sam’s conflicted copy)", "x"),
        ("x (Case Conflict)", "x"),
        ("x (Case Conflict 1)", "x"),
        ("x (Conflicted copy ThinkPad-T14 202603121129)", "x"),
        ("x (conflicted copy 2026-07-10 070952)", "x"),
        ("x_conflict-20180328-101010", "x"),
        ("x (Conflict sam 2018-03-28 101010)", "x"),
        ("x (SFConflict sam@x.org 2018-03-28-10-10-10)", "x"),
        ("x (Sam's conflicting copy 2022-08-30)", "x"),
        ("x-DESKTOP-AB12CD3", None),
        ("x 2", None),
        ("x (1)", None),
        ("Notes on a conflict", None),
        ("x (conflict with Bob)", None),
        ("a/(conflicted copy)", None),
    ],
)
def test_a_copy_of_a_sync_tool_is_known_by_its_name(stem: str, original: str | None) -> None:
    assert original_id(stem) == original


ASK = "---\nask: Q?\ncontact: {}\nasked: 2026-03-02\n---\n"


def test_a_copy_counts_nowhere_while_its_note_is_there(make_vault: MakeVault) -> None:
    root = make_vault(
        {
            "asks/x.md": ASK.format("M"),
            "asks/x (Case Conflict).md": ASK.format("Someone else"),
            "people/m.sync-conflict-20260304-101500-ABCDEFG.md": "---\ntype: person\ntitle: M\n---\n",
        }
    )
    vault = Vault.open(root)
    assert [line.path for line in vault.queue(TODAY)] == ["asks/x.md"]
    assert [f.note.path for f in vault.follow_ups(TODAY)] == ["asks/x.md"]
    assert {c.party.id for c in vault.contacts(TODAY)} == {"people/m.sync-conflict-20260304-101500-ABCDEFG"}
    assert len(vault.notes(TODAY)) == 3
    (root / "people/m.md").write_text("---\ntype: person\ntitle: M\n---\n", encoding="utf-8")
    (root / "asks/x.md").unlink()
    vault.reconcile()
    assert {c.party.id for c in vault.contacts(TODAY)} == {"people/m", None}
    assert [line.path for line in vault.queue(TODAY)] == ["asks/x (Case Conflict).md"]
    assert vault.count_problems(TODAY) == len(vault.problems(TODAY))


PERSON = "---\ntype: person\n---\n"
TWO = {"people/a/Sam.md": "---\ntype: person\n---\n", "people/bb/Sam.md": "---\ntype: person\n---\n"}


@pytest.mark.parametrize(
    ("files", "naming", "said"),
    [
        (TWO, "contact: Sam", True),
        (TWO, "contact: '[[Sam]]'", True),
        (TWO, "via: Sam", True),
        (TWO, "contact: a/Sam", False),
        (TWO, "goal: Sam", True),
        ({**TWO, "people/a/Sam.md": ""}, "contact: Sam", False),
        ({**TWO, "people/a/Sam.md": "---\ntags: [person]\n---\n"}, "contact: Sam", True),
        ({**TWO, "people/a/Sam.md": "---\ncategories: '[[People]]'\n---\n"}, "contact: Sam", True),
        ({"x/g.md": "---\ntype: goal\n---\n", "yy/g.md": "---\ntype: goal\nachieved: yes\n---\n"}, "goal: g", False),
        ({"x/g.md": "---\ntype: goal\n---\n", "yy/g.md": "---\ntype: goal\nstatus: done\n---\n"}, "goal: g", False),
        ({"x/g.md": "---\ntype: goal\n---\n", "yy/g.md": "---\ntype: goal\n---\n"}, "goal: g", True),
        (
            {"p/Sam.md": "---\ntype: person\n---\n", "q/t.md": f"{PERSON[:-4]}aliases: Sam\n---\n"},
            "contact: Sam",
            False,
        ),
        (
            {"p/s.md": f"{PERSON[:-4]}alias: Sam\n---\n", "q/t.md": f"{PERSON}# Sam\n"},
            "contact: Sam",
            True,
        ),
    ],
)
def test_a_name_that_may_mean_several_is_told(
    make_vault: MakeVault, files: dict[str, str], naming: str, said: bool
) -> None:
    vault = Vault.open(make_vault({**files, "asks/x.md": f"---\nask: Q?\n{naming}\n---\n"}))
    found = [f for f in vault.problems(TODAY) if f.problem.code == "ambiguous-name"]
    assert [(f.path, f.problem.line) for f in found] == ([("asks/x.md", 3)] if said else [])
    assert vault.count_problems(TODAY) == len(vault.problems(TODAY))
    field, _, name = naming.partition(": ")
    kind = Kind.GOAL if field == "goal" else Kind.PERSON
    bare = name.strip("'[]")
    assert bool(vault.resolver.candidates(Name(bare, bare), kind)) is said
    asked = vault.find("asks/x")
    if said:
        with pytest.raises(Refused, match="could mean"):
            vault.set(asked, {field: name.strip("'")}, TODAY)


def test_of_two_goals_the_one_that_is_not_achieved_is_meant_whatever_its_path(make_vault: MakeVault) -> None:
    goals = {"g/x.md": "---\ntype: goal\nachieved: 2025-06-01\n---\n", "a/long/way/x.md": "---\ntype: goal\n---\n"}
    vault = Vault.open(make_vault({**goals, "asks/x y.md": "---\nask: Q?\ngoal: x\n---\n"}))
    (follow_up,) = vault.follow_ups(TODAY)
    assert [goal.party.id for goal in follow_up.ask.goals] == ["a/long/way/x"]


def test_a_note_that_is_not_here_is_listed_and_nothing_is_written_to_it(make_vault: MakeVault) -> None:
    root = make_vault(
        {"people/.M L.md.icloud": "x", "asks/x.md": ASK.format("M L"), "a/.b.txt.icloud": "", ".md.icloud": ""}
    )
    vault = Vault.open(root)
    found = [(f.path, f.problem.code) for f in vault.problems(TODAY) if f.problem.code != "no-goal"]
    assert found == [("people/M L.md", "not-here")]
    assert vault.follow_ups(TODAY)[0].ask.contacts[0].id == "people/M L"
    with pytest.raises(Refused, match="iCloud"):
        vault.create(Kind.PERSON, "M L", {}, TODAY)
    with pytest.raises(Refused, match="iCloud"):
        vault.set(vault.find("people/M L"), {"email": "m@x.org"}, TODAY)
    assert not (root / "people/M L.md").exists()
    (root / "people/.M L.md.icloud").rename(root / "people/M L.md")
    vault.reconcile()
    assert "not-here" not in {f.problem.code for f in vault.problems(TODAY)}


def test_what_this_program_made_asks_nothing_and_is_not_searched(make_vault: MakeVault) -> None:
    from journal.filters import parse_filter

    made = "---\ngenerated: Journal\nask: Zebra?\ncontact: M\n---\nzebra\n"
    vault = Vault.open(make_vault({"review.md": made, "other.md": "zebra\n"}))
    assert vault.queue(TODAY) == []
    assert [hit.note.path for hit in vault.search(TODAY, parse_filter("zebra")).best] == ["other.md"]


INDENTED = {
    "spaces": ("contact: M\n  ask: Q?\n  asked: 2026-03-02\n", "contact: M\nask: Q?\nasked: 2026-03-02\n"),
    "a tab": ("contact: M\n\task: Q?\nasked: 2026-03-02\n", "contact: M\nask: Q?\nasked: 2026-03-02\n"),
    "CRLF": ("contact: M\r\n  ask: Q?\r\nasked: 2026-03-02\r\n", "contact: M\r\nask: Q?\r\nasked: 2026-03-02\r\n"),
    "under a list": (
        "contact:\n  - M\n  ask: Q?\nasked: 2026-03-02\n",
        "contact:\n  - M\nask: Q?\nasked: 2026-03-02\n",
    ),
}


@pytest.mark.parametrize("case", INDENTED)
def test_a_known_key_that_is_indented_under_a_text_is_a_key_and_mended(case: str) -> None:
    written, mended = INDENTED[case]
    line = "\r\n" if "\r" in written else "\n"
    found = note(f"---{line}{written}---{line}body{line}")
    assert {**found.fields} == {"contact": M, "ask": "Q?", "asked": MARCH_2}
    assert codes(found) == ["bad-frontmatter"]
    assert "begin each key at the start of its line" in found.problems[0].message
    assert (
        fix(f"---{line}{written}---{line}body{line}".encode(), path=PATH)
        == f"---{line}{mended}---{line}body{line}".encode()
    )


STAYS_TEXT = {
    "a block scalar": ("why: |\n  goal: x\nask: a: b\n", {"why": "goal: x", "ask": "a: b"}),
    "a mapping": ("meta:\n  ask: nested\nask: a: b\n", {"ask": "a: b"}),
    "a mapping in a list": ("meta:\n  - a: 1\n    contact: M\nask: a: b\n", {"ask": "a: b"}),
    "quotes": ('ask: a: b\nwhy: "he said\n  contact: M"\n', {"ask": "a: b", "why": "he said contact: M"}),
    "a key that nobody knows": ("ask: Could you\n  note: this?\n", {"ask": "Could you note: this?"}),
}


@pytest.mark.parametrize("case", STAYS_TEXT)
def test_an_indented_line_that_belongs_to_a_value_stays_there(case: str) -> None:
    written, fields = STAYS_TEXT[case]
    assert {**note(f"---\n{written}---\n").fields} == fields


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf16_is_read_and_never_written(encoding: str) -> None:
    data = MENDED.encode(encoding)
    assert (note(data).fields["ask"], codes(note(data))) == ("Q?", ["not-utf8"])
    assert fix(data, path=PATH) is None
    with pytest.raises(Refused, match="not UTF-8"):
        set_key(data, "why", "x", path=PATH)


@pytest.mark.parametrize("head", ["\x85foo: 1", "\u2028foo: 1", "# c\u2028foo: 1", "{a: " * 60 + "1" + "}" * 60])
def test_a_block_that_cannot_be_read_gets_no_second_one_above_it(head: str) -> None:
    text = f"---\n{head}\n---\nb\n"
    assert codes(note(text)) == ["bad-frontmatter"]
    with pytest.raises(Refused):
        set_key(text.encode(), "why", "x", path=PATH)
