"""``check --fix`` quotes what YAML cannot read, shows it, and leaves alone what it cannot mend safely."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Call
from tests.unit.cli.test_steps import files
from tests.vaults import MakeVault

COLON = b"---\r\nask: Quick: would you?\r\nasked: 2026-03-01\r\n---\r\nBody"
MENDED = COLON.replace(b"Quick: would you?", b'"Quick: would you?"')
UNCLOSED = b"---\nask: Would you?\n\nText\n"
CONFLICT = b"---\n<<<<<<< a\nask: A: b\n=======\nask: B\n>>>>>>> b\n---\n"


@pytest.fixture
def root(make_vault: MakeVault) -> str:
    return str(
        make_vault({"colon.md": COLON, "unclosed.md": UNCLOSED, "conflict.md": CONFLICT, "fine.md": "---\na: b\n---\n"})
    )


def test_all_that_can_be_is_mended_as_one_step(call: Call, root: str) -> None:
    before = files(root)
    done = call("check", "--fix", "--vault", root)
    assert done.status == 1, "the conflict is still there"
    lines = done.out.splitlines()
    assert '+ask: "Quick: would you?"' in lines
    assert "Mended: 2 notes" in lines
    assert any(line.startswith("conflict.md:") for line in lines)
    now = files(root)
    assert now["colon.md"] == MENDED
    assert now["unclosed.md"] != UNCLOSED
    assert (now["conflict.md"], now["fine.md"]) == (CONFLICT, before["fine.md"])
    assert call("undo", "--vault", root).status == 0
    assert files(root) == before


def test_only_the_notes_that_are_named(call: Call, root: str) -> None:
    done = call("check", "colon", "--fix", "--vault", root)
    assert (done.status, done.err) == (0, "")
    assert "Mended: colon.md" in done.out.splitlines()
    assert files(root)["colon.md"] == MENDED
    assert files(root)["unclosed.md"] == UNCLOSED


def test_a_dry_run_mends_nothing(call: Call, root: str) -> None:
    before = files(root)
    done = call("check", "--fix", "--dry-run", "--vault", root)
    assert done.status == 1
    assert '+ask: "Quick: would you?"' in done.out.splitlines()
    assert "Mended" not in done.out
    assert files(root) == before


def test_check_says_that_something_can_be_mended(call: Call, root: str) -> None:
    hint = "“journal check --fix” mends what it can of this, and shows what it changes."
    assert call("check", "--vault", root).out.splitlines()[-1] == hint
    assert call("check", "--vault", root, "--fix").out.count(hint) == 0
    assert hint not in call("check", "fine", "--vault", root).out
    left = call("check", "--vault", root)
    assert "error" in left.out
    assert hint not in left.out
    assert "There is nothing to mend that can be mended safely." in call("check", "--fix", "--vault", root).out


def test_what_was_mended_as_json(call: Call, root: str) -> None:
    done = call("check", "--fix", "--json", "--vault", root)
    assert list(done.document) == ["version", "problems", "gaps", "changes"]
    assert [change["path"] for change in done.document["changes"]] == ["colon.md", "unclosed.md"]
    assert done.document["changes"][0]["changed"] == {}
    assert {problem["path"] for problem in done.document["problems"] if problem["severity"] == "error"} == {
        "conflict.md"
    }
    again = call("check", "--fix", "--json", "--vault", root)
    assert again.document["changes"] == []


def test_where_nothing_is_broken_it_says_so(call: Call, make_vault: MakeVault) -> None:
    done = call("check", "--fix", "--vault", str(make_vault({"x.md": "Text\n"})))
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "There is nothing to mend that can be mended safely.",
        "",
        "Nothing is wrong in 1 note.",
    ]


def test_what_cannot_be_mended_safely_is_said(call: Call, root: str) -> None:
    done = call("check", "conflict", "--fix", "--vault", root)
    assert done.status == 1
    assert done.out.startswith("There is nothing to mend that can be mended safely.\n")
    assert files(root)["conflict.md"] == CONFLICT


def test_without_fix_only_some_notes_can_be_checked(call: Call, root: str) -> None:
    done = call("check", "fine", "--vault", root)
    assert (done.status, done.out) == (0, "Nothing is wrong in 1 note.\n")
    problems = call("check", "colon", "--json", "--vault", root).document["problems"]
    assert {problem["path"] for problem in problems} == {"colon.md"}


def test_a_mended_note_can_be_written(call: Call, root: str) -> None:
    refused = call("nudge", "colon", "--vault", root)
    assert refused.status == 2
    assert "check --fix" in refused.err
    call("check", "--fix", "--vault", root)
    assert call("nudge", "colon", "--vault", root).status == 0
    assert Path(root, "colon.md").read_bytes() == MENDED.replace(b"03-01\r\n", b"03-01\r\nnudged: 2026-03-16\r\n")
