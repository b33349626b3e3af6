"""Names that file systems allow, and what cannot be read: every ask is listed, and no name drives a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from journal import Vault, showable
from journal.model import Day
from tests.vaults import MakeVault

CHECKOUT = Path(__file__).parents[2]
ASK = b"---\ntype: ask\ncontact: Tom\ngoal: g\nasked: 2026-03-01\n---\n"
NAMES = [
    # the name of the file         how its title is shown  its id
    (b"plain.md",                  "plain",                "plain"),
    (b"sp ace.md",                 "sp ace",               "sp ace"),
    (b"caf\xe9.md",                "caf\\xe9",             "caf\udce9"),
    (b"line\nbreak.md",            "line␊break",           "line\nbreak"),
    (b"esc\x1b[31m.md",            "esc␛[31m",             "esc\x1b[31m"),
    (b"\x1b]52;c;aGk=\x07.md",     "␛]52;c;aGk=␇",         "\x1b]52;c;aGk=\x07"),
    ("\u202eevil.md".encode(),     "<U+202E>evil",         "\u202eevil"),
    ("cafe\u0301.md".encode(),     "caf\u00e9",            "caf\u00e9"),
    ("caf\u00e9.md".encode(),      "caf\u00e9",            "caf\u00e9.md"),
]  # fmt: skip


def journal(vault: Path, *words: str, call: tuple[str, ...] = ()) -> str:
    """What the command line prints, as a process of its own."""
    argv = [*call, sys.executable, "-m", "journal", *words, "--vault", str(vault), "--today", "2026-03-16"]
    done = subprocess.run(argv, cwd=CHECKOUT, capture_output=True, check=False)
    assert not done.stderr, done.stderr
    return done.stdout.decode()


def test_a_note_of_any_name_is_listed_under_an_id_of_its_own_and_its_name_is_harmless(make_vault: MakeVault) -> None:
    root = make_vault({})
    for name, _, _ in NAMES:
        Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_bytes(ASK)
    lines = {line.path: line for line in Vault.open(root).queue(Day(2026, 3, 16))}
    assert {path: line.id for path, line in lines.items()} == {os.fsdecode(name): own_id for name, _, own_id in NAMES}
    assert {path: showable(line.title) for path, line in lines.items()} == {
        os.fsdecode(name): shown for name, shown, _ in NAMES
    }
    for words in (("list",), ("list", "--json"), ("due",), ("check",), ("contacts",)):
        printed = journal(root, *words)
        assert not set(printed) & set("\x1b\x07\u202e"), words
    assert all(f"  {shown}  " in journal(root, "list") for _, shown, _ in NAMES)


def test_links_that_lead_in_circles_are_listed_as_problems_and_circles_of_folders_are_not_walked(
    make_vault: MakeVault,
) -> None:
    root = make_vault({"a.md": ASK, "sub/b.md": ASK})
    (root / "one.md").symlink_to("two.md")
    (root / "two.md").symlink_to("one.md")
    (root / "self").symlink_to(".")
    (root / "sub/up").symlink_to("..")
    vault = Vault.open(root)
    assert [note.path for note in vault.notes(Day(2026, 3, 16))] == ["a.md", "one.md", "sub/b.md", "two.md"]
    assert [(found.path, found.problem.code) for found in vault.problems(Day(2026, 3, 16))] == [
        ("one.md", "unreadable"),
        ("two.md", "unreadable"),
    ]


def test_a_note_that_links_lead_to_counts_once_and_each_link_is_named(make_vault: MakeVault) -> None:
    root = make_vault({"asks/a.md": ASK, "tom.md": "---\ntype: person\ntitle: Tom\n---\n", "team/n.md": "", "b.md": ""})
    (root / "now.md").symlink_to("asks/a.md")
    (root / "team/later.md").symlink_to("../now.md")
    (root / "team/thomas.md").symlink_to("../tom.md")
    (root / "team/asks").symlink_to("../asks")
    (root / "b.markdown").symlink_to("b.md")
    (root / ".hidden").mkdir()
    (root / ".hidden/c.md").write_bytes(ASK)
    (root / "c.md").symlink_to(".hidden/c.md")
    vault, today = Vault.open(root), Day(2026, 3, 16)
    assert [line.path for line in vault.queue(today)] == ["asks/a.md", "c.md"]
    (tom,) = vault.contacts(today)
    assert (tom.party.id, tom.asks) == ("tom", 2)
    problems = {found.path: found.problem for found in vault.problems(today)}
    assert {path: (problem.code, problem.severity) for path, problem in problems.items()} == dict.fromkeys(
        ["b.markdown", "now.md", "team/later.md", "team/thomas.md"], ("linked-note", "warning")
    )
    assert "a link to asks/a.md," in problems["team/later.md"].message
    assert len(vault.notes(today)) == 9


def test_a_link_counts_itself_only_while_nothing_else_tells_of_its_file(make_vault: MakeVault) -> None:
    root = make_vault({"a.md": ASK})
    link, today = root / "link.md", Day(2026, 3, 16)
    link.symlink_to("a.md")
    vault = Vault.open(root)

    def now() -> tuple[list[str], list[str]]:
        vault.reconcile()
        seen = [line.path for line in vault.queue(today)], [found.path for found in vault.problems(today)]
        fresh = Vault.open(root)
        assert seen == ([line.path for line in fresh.queue(today)], [found.path for found in fresh.problems(today)])
        return seen

    assert now() == (["a.md"], ["link.md"])
    (root / "a.md").rename(root / ".a.md")
    assert now() == ([], ["link.md"])  # it leads nowhere
    link.unlink()
    link.symlink_to(".a.md")
    assert now() == (["link.md"], [])
    (root / ".a.md").rename(root / "b.md")
    link.unlink()
    link.symlink_to("b.md")
    assert now() == (["b.md"], ["link.md"])
    link.unlink()
    link.write_bytes(ASK)
    assert now() == (["b.md", "link.md"], [])


@pytest.mark.needs("unshare")
def test_a_folder_and_a_note_that_may_not_be_read_are_listed_as_problems(make_vault: MakeVault) -> None:
    """``unshare --user`` takes from root what it may do to the files of others."""
    root = make_vault({"a.md": ASK, "closed/b.md": ASK, "secret.md": ASK})
    (root / "closed").chmod(0)
    (root / "secret.md").chmod(0)
    printed = journal(root, "check", call=("unshare", "--user"))
    (root / "closed").chmod(0o700)
    assert printed.splitlines()[:2] == [
        "closed: error unreadable: The folder cannot be read (Permission denied): "
        "allow reading it, or exclude it in journal.toml.",
        "secret.md: error unreadable: The note cannot be read (Permission denied): allow reading it.",
    ]
