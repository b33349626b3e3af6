"""Whatever stands in a note, no command hands it to the terminal as more than text."""

from __future__ import annotations

import json
import re

import pytest

from journal.cli.registry import NAMES
from tests.unit.cli.conftest import WRITES, Call
from tests.vaults import MakeVault

NAUGHTY = {
    "escape": "\x1b[2J",
    "clipboard": "\x1b]52;c;aGFjaw==\x07",
    "title": "\x1b]0;owned\x1b\\",
    "c1": "\x9b31m\x9d0;x\x9c",
    "backspace": "a\x08\x08b",
    "delete": "\x7f",
    "bidi": "\u202eevil\u2066\u200f",
    "separators": "a\u2028b\u2029c",
    "markup": "[red]x[/] [/x] [@click=app.bell]y[/]",
    "nul": "a\x00b",
}
UNSHOWABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
STYLE = re.compile("\x1b\\[[0-9;]+m")

WAITS = {"edit", "watch"}
"""Runs until it is stopped or left; what it prints goes the same way, and tests/e2e sees to it."""
IN_GIT = {"resolve", "sync"}
"""Want a merge: tests/e2e/test_resolve.py, test_sync.py."""

CALLS = [["show", "naughty ask"], ["show", "naughty contact"], ["show", "naughty goal"], ["show", "naughty note"]]
CALLS += [
    ["search", "naughty"],
    ["who", "naughty"],
    ["init", "--dry-run"],
    ["completion", "zsh"],
    [""],
    ["list", "naughty"],
]
CALLS += [["check", "--fix", "--dry-run"], ["draft", "naughty ask"], ["brief", "naughty contact"], ["brief", "talk"]]
CALLS += [
    [name]
    for name in NAMES
    if name
    not in {"show", "search", "who", "draft", "brief", "demo", "completion", "merge-driver", *WRITES} | WAITS | IN_GIT
]


@pytest.fixture
def naughty(make_vault: MakeVault) -> str:
    files: dict[str, str | bytes] = {}
    for name, text in NAUGHTY.items():
        value = json.dumps(text)  # YAML's double-quoted style reads every one of its escapes
        files[f"asks/{name}.md"] = (
            f"---\ntitle: {value}\ncontact: {value}\nvia: {value}\ngoal: {value}\nask: {value}\noutcome: {value}\n"
            f"outcome_date: 2026-03-01\nwhy: {value}\nstatus: {value}\n---\n{text} naughty\n[[{text}]]\n"
        )
        files[f"raw/{name}.md"] = f"---\nask: raw {text}: broken\ncontact: {text}\n---\n# {text}\n"
    bell = json.dumps("\x07\x1b[31m")
    files["a.md"] = f"---\ntitle: naughty ask\nask: {bell}\nasked:\ncontact: {bell}\n---\n\x1b[31m\r\x9b\n"
    files["b.md"] = f"---\ntype: person\ntitle: naughty contact\norg: {bell}\nhomework: [{bell}]\n---\n\x1b[31m\n"
    files["c.md"] = f"---\ntype: goal\ntitle: naughty goal\nneeds: [{bell}]\n---\n\x1b[31m\n"
    files["d.md"] = f"---\ntitle: naughty note\n{bell}: {bell}\n---\n\x1b[31m\n"
    files["meetings/talk.md"] = (
        f"---\ntype: meeting\npeople: [naughty contact, {bell}]\ndate: 2026-03-16\n---\n- [ ] \x1b[31m [[a|\x9b]]\n"
    )
    files["e\x1b[31m\n\u202e.md"] = "# naughty name\n"
    files["journal.toml"] = '"\\u001b[31m" = 1\n'
    return str(make_vault(files))


def called(argv: list[str]) -> str:
    return " ".join(argv) or "journal alone"


@pytest.mark.parametrize("argv", CALLS, ids=called)
def test_no_control_character_reaches_the_output(call: Call, naughty: str, argv: list[str]) -> None:
    words = [word for word in argv if word]
    plain = call(*words, "--vault", naughty)
    assert plain.status in (0, 1), plain
    assert not UNSHOWABLE.search(plain.out + plain.err)
    as_json = call(*words, "--vault", naughty, "--json")
    assert not UNSHOWABLE.search(as_json.out + as_json.err)
    assert as_json.document["version"] == 1
    assert as_json.out.encode("utf-8")
    shown = call(*words, "--vault", naughty, width=80)
    assert not UNSHOWABLE.search(STYLE.sub("", shown.out) + shown.err)


@pytest.mark.parametrize("name", sorted(WRITES.keys() - {"undo", "redo"}))
def test_a_write_and_its_refusal_are_harmless_too(call: Call, naughty: str, name: str) -> None:
    for note in ("naughty ask", "asks/escape", "asks/bidi", "naughty contact"):
        words = [word.replace("loose", note) for word in WRITES[name]]
        words[0] = words[0] if name == "new" else note
        words += [f"--why={NAUGHTY['clipboard']}"] if name == "new" else [f"why={NAUGHTY['title']}"] * (name == "set")
        for more in ([], ["--json"], ["--dry-run"], ["--dry-run", "--json"]):
            done = call(name, *words, *more, "--vault", naughty)
            assert done.status in ((0, 3) if name == "capture" else (0, 2)), (words, more, done)
            assert not UNSHOWABLE.search(done.out + done.err), (words, more)


def test_json_reads_back_as_what_the_note_says(call: Call, naughty: str) -> None:
    asks = call("list", "--vault", naughty, "--json").document["asks"]
    assert {ask["title"] for ask in asks} >= {NAUGHTY["clipboard"], NAUGHTY["bidi"], NAUGHTY["markup"]}


def test_markup_stays_text(call: Call, naughty: str) -> None:
    assert NAUGHTY["markup"] in call("list", "--vault", naughty).out


def test_a_name_nobody_answers_to_is_shown_harmlessly(call: Call, naughty: str) -> None:
    done = call("show", "\x1b[31mzebra", "--vault", naughty)
    assert done.status == 2
    assert not UNSHOWABLE.search(done.err)
