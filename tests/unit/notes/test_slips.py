"""A colon without a plain space, and a ``#`` in a text, put right line for line (docs/format.md 2 and 3)."""

from __future__ import annotations

import pytest

from journal.notes.slips import straightened


@pytest.mark.parametrize(
    ("block", "wanted", "colons"),
    [
        ("ask:x", "ask: x", [0]),
        ("ask：x", "ask: x", [0]),
        ("ask:: x\nvia::", "ask: x\nvia:", [0, 1]),
        ("why: a\r\nAsked On:\u00a0x\r\n", "why: a\r\nAsked On: x\r\n", [1]),
        ("'ask':x", "'ask': x", [0]),
        ("mood:x\nask: x", "mood:x\nask: x", []),
        (" ask:x", " ask: x", [0]),
        ('ask:"a\nvia:x"\nwhy:y', 'ask: "a\nvia:x"\nwhy: y', [0, 2]),
        ("mood: a\nwhy: 'b\nvia:x'\nask:y", "mood: a\nwhy: 'b\nvia:x'\nask: y", [3]),
        ('tags:\n- "a\nvia:x"\nask:y', 'tags:\n- "a\nvia:x"\nask: y', [3]),
        ('why:\n "a\nvia:x"\nask:y', 'why:\n "a\nvia:x"\nask: y', [3]),
        ("ask:x\nwhy: " + "y" * 70_000, "ask:x\nwhy: " + "y" * 70_000, []),
    ],
)  # fmt: skip
def test_a_known_key_gets_a_space_behind_its_colon(block: str, wanted: str, colons: list[int]) -> None:
    found = straightened(block)
    assert (found.text, list(found.colons), list(found.hashes)) == (wanted, colons, [])


@pytest.mark.parametrize(
    ("block", "wanted", "hashes"),
    [
        ("ask: PR #12 got merged", 'ask: "PR #12 got merged"', [0]),
        ("ask: #hired # so", 'ask: "#hired" # so', [0]),
        ("tags: #a # #a", 'tags: "#a" # #a', [0]),
        ('why: it\'s "a" #1', "why: 'it''s \"a\" #1'", [0]),
        ("why: a\\b #1", "why: 'a\\b #1'", [0]),
        ("contact: [[#1 Fan]] # [[#1 Fan]]", 'contact: "[[#1 Fan]]" # [[#1 Fan]]', [0]),
        ("tags: [#a, b, 'c #d'] # e", "tags: [\"#a\", b, 'c #d'] # e", [0]),
        ("tags: [[#a, b], c]", 'tags: [["#a", b], c]', [0]),
        ("tags: [#a", "tags: [#a", []),
        ("tags: [a] # b\nwhy: #c\n d\nask: e #f", 'tags: [a] # b\nwhy: "#c\n d"\nask: "e #f"', [1, 3]),
        ("tags:\n- #a\n- b\n- #c", 'tags:\n- "#a"\n- b\n- "#c"', [1, 3]),
        ("tags: # x\n  - #a", 'tags: # x\n  - "#a"', [1]),
        ("tags:\n- a\n\n- #b", 'tags:\n- a\n\n- "#b"', [3]),
        ("tags:\n- a\n\n# c\n- #b", 'tags:\n- a\n\n# c\n- "#b"', [4]),
        ("tags:\n-\n- #b", 'tags:\n-\n- "#b"', [2]),
        ("tags:\n- #a\n b", 'tags:\n- "#a\n b"', [1]),
        ("tags:\n  - #a\n b #c", 'tags:\n  - "#a"\n b #c', [1]),
        ("- - #a\ntags:\n- - #a", '- - #a\ntags:\n- - "#a"', [2]),
        ("why:\n  a #b\n  c", 'why:\n  "a #b\n  c"', [1]),
        ("why:\n  -a #b", 'why:\n  "-a #b"', [1]),
        ("needs:\n- Sam: #1", 'needs:\n- "Sam: #1"', [1]),
        ("ask: a: #b", "ask: a: #b", []),
        ("ask: a # b\nwhy: c#d\nvia: 'x #y'", "ask: a # b\nwhy: c#d\nvia: 'x #y'", []),
        ("outcome: |\n  #z\nmood: #x\nasked: #y", "outcome: |\n  #z\nmood: #x\nasked: #y", []),
        ("- #a", "- #a", []),
    ],
)  # fmt: skip
def test_a_text_with_a_hash_gets_quotes(block: str, wanted: str, hashes: list[int]) -> None:
    found = straightened(block)
    assert (found.text, list(found.colons), list(found.hashes)) == (wanted, [], hashes)
