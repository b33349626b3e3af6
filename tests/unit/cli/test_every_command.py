"""What holds for every command: a family, a help, --json, the common options, and few imports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from journal.cli.init import DEFAULT_SETTINGS
from journal.cli.main import main
from journal.cli.registry import LINES, NAMES, commands
from journal.vault.disk import note_file
from tests.alone import look_alone
from tests.unit.cli.conftest import NETWORK, REVIEW, WRITES, Call
from tests.vaults import MakeVault

CHECKOUT = Path(__file__).parents[3]

WORDS = {
    "show": ["Coffee"],
    "search": ["data"],
    "who": ["data"],
    "brief": ["Coffee"],
    "init": ["--dry-run"],
    "completion": ["bash"],
    "draft": ["asks/2026-03-05-review"],
    **{name: [*words, "--dry-run"] for name, words in WRITES.items()},
}
"""What a command wants besides its name."""
NO_DOCUMENT = {
    "edit": "prints nothing, and waits for the editor: test_edit.py",
    "merge-driver": "is called by git, which reads its exit status: tests/unit/cli/test_merge_driver.py",
    "resolve": "wants a note with a conflict: tests/e2e/test_resolve.py",
    "sync": "wants a repository: tests/e2e/test_sync.py",
    "watch": "prints one JSON document per line, until it is stopped: tests/e2e/test_cli.py",
}
"""Why a command does not print one JSON document with --json."""
OWN_VAULT = {"demo"}
"""Commands that bring their own vault."""


@pytest.fixture
def alone() -> None:
    """Another process looks ahead for each command here, as for people."""


@pytest.fixture
def network(make_vault: MakeVault) -> str:
    """A vault with settings as ``journal init`` writes them."""
    return str(make_vault({**NETWORK, "journal.toml": DEFAULT_SETTINGS}))


def test_every_command_stands_in_the_family_that_the_registry_says() -> None:
    assert [found.name for found in commands()] == list(NAMES)


def test_the_help_of_the_program_says_which_words_a_command_takes() -> None:
    for found in commands():
        words = [each.name + ("…" if each.most is None else "") for each in found.words]
        optional = [word if each.least else f"[{word}]" for word, each in zip(words, found.words, strict=True)]
        assert LINES[found.name][0] == " ".join(optional)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_a_help_that_fits_a_terminal(call: Call, name: str) -> None:
    done = call(name, "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"usage: journal {name}")
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert call("-h", name).out == done.out


def test_the_help_of_the_program_lists_every_command(call: Call) -> None:
    done = call("--help")
    assert (done.status, done.err) == (0, "")
    for name in NAMES:
        assert f"  journal {name}" in done.out
        assert LINES[name][1] in " ".join(done.out.split())
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_the_version_is_one_line(call: Call) -> None:
    done = call("--version")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("journal")
    assert done.out.count("\n") == 1


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(NO_DOCUMENT)))
def test_every_command_gives_one_json_document_or_says_why_not(
    call: Call, lived: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """With another process that looks ahead as for people, and alone."""
    vault = [] if name in OWN_VAULT else ["--vault", lived(name)]
    before = call("--json", "--no-cache", *vault, name, *WORDS.get(name, []))
    look_alone(monkeypatch)
    after = call(name, *WORDS.get(name, []), "--json", "--no-cache", *vault)
    assert before.status == after.status == 0
    assert before.document["version"] == 1
    assert list(before.document) == list(after.document)
    assert before.out.count("\n") == 1


def test_the_exceptions_are_commands() -> None:
    assert set(NO_DOCUMENT) | OWN_VAULT | set(WORDS) <= set(NAMES)


HEAVY = {
    "argparse", "asyncio", "difflib", "frontmatter", "importlib.metadata", "pathspec", "platformdirs",
    "rich", "subprocess", "textual", "tui.app", "watchdog", "yaml",
}  # fmt: skip


UNUSED = {
    "journal.notes", "journal.rules.state",
    "journal.vault.queries.neighbourhood", "journal.vault.index.update", "journal.vault.index.indexed_note",
    "journal.vault.queries.evaluate", "journal.filters", "journal.vault.queries.reading",
    "journal.rules.resolve", "journal.vault.search.search", "journal.vault.disk.note_file", "shutil", "tempfile",
}  # fmt: skip
"""What reads notes and changes the index."""


def loaded(*argv: str, among: Iterable[str] = HEAVY) -> set[str]:
    """Which of the modules a fresh interpreter has after a call through the console script's function."""
    program = (
        "import sys\nfrom tui.__main__ import main\n"
        f"status = main({list(argv)!r})\nassert status == 0, status\n"
        f"print(*({set(among)!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("name", ["due", "list", "contacts", "goals", "notes", "check"])
def test_a_command_imports_nothing_heavy(network: str, name: str) -> None:
    assert loaded(name, "--vault", network) == set()


def _index(network: str) -> None:
    """Have the index made; once more while it reads notes, as it does with those that were saved just before."""
    read, are_read = note_file.read, True

    def told(*where: Any) -> bytes:
        nonlocal are_read
        are_read = True
        return read(*where)

    with pytest.MonkeyPatch.context() as patch:
        look_alone(patch)
        patch.setattr(note_file, "read", told)
        while are_read:
            are_read = False
            assert main(["due", "--vault", network]) == 0


def test_due_over_an_index_that_stands_imports_nothing_that_makes_one(network: str) -> None:
    assert loaded("due", "--vault", network, among=UNUSED) > {"journal.notes"}
    _index(network)
    assert loaded("due", "--vault", network, among=UNUSED | {"journal.vault.index.index"}) == {
        "journal.vault.index.index"
    }


def test_little_is_imported_before_another_process_looks_at_the_folders(network: str) -> None:
    program = (
        "import os, sys\nfrom tui.__main__ import main\n"
        "os.fork = lambda: print(*sys.modules, file=sys.stderr) or os._exit(0)\n"
        f"main(['due', '--vault', {network!r}])"
    )
    for _ in range(2):  # the first one remembers the vault
        done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    found = set(done.stderr.split())
    assert found & {"collections", "contextlib", "datetime", "functools", "sqlite3", "journal.wording"} == set()
    assert len(found & MODULES) <= 27, sorted(found & MODULES)


NEVER = {
    "ast", "calendar", "dataclasses", "datetime", "dis", "frontmatter", "hashlib", "inspect", "locale", "logging",
    "pathlib", "platform", "random", "shutil", "sqlite3", "tempfile", "textwrap", "tokenize", "tomllib", "traceback",
    "typing", "yaml", "jinja2",
}  # fmt: skip
"""What takes long to import, and no command needs that finds an index and plain notes."""
ASK = "asks/2026-02-02-intro"
STARTS = {
    ("due",): {"journal.notes", "journal.model.asks", "journal.model.notes", "journal.filters", "difflib", "enum"},
    ("list",): {"journal.notes", "journal.model.asks", "journal.model.notes", "journal.filters", "difflib", "enum"},
    ("show", ASK): {
        "difflib", "journal.filters", "journal.rules.brief", "journal.rules.messages", "journal.typed_dates",
        "journal.vault.search.search", "journal.vault.write.writer",
    },
    ("thank", ASK, "--dry-run"): {
        "journal.filters", "journal.next_step", "journal.notes.fix", "journal.notes.body_edits", "journal.rules.gaps",
        "journal.rules.messages", "journal.vault.queries.reading", "journal.vault.search.search", "shlex",
    },
    ("outcome", REVIEW, "two slides fewer", "--dry-run"): {
        "journal.filters", "journal.notes.fix", "journal.notes.body_edits", "journal.rules.gaps",
        "journal.rules.messages", "journal.vault.queries.reading", "journal.vault.search.search",
    },
    ("search", "data"): {
        "difflib", "journal.notes.parsed_note", "journal.rules.messages", "journal.rules.state",
        "journal.vault.write.writer",
    },
    ("draft", ASK): {
        "difflib", "journal.filters", "journal.vault.queries.evaluate", "journal.vault.queries.reading",
        "journal.vault.search.search", "journal.vault.write.change", "journal.vault.write.write_result",
        "journal.vault.write.writer",
    },
    ("contacts",): {"bisect", "difflib"}, ("goals",): {"bisect", "difflib"}, ("notes",): {"difflib"},
    ("check",): {"difflib"}, ("nudge", REVIEW, "--dry-run"): {"shlex"}, ("new", "ask", "Why?", "--dry-run"): {"shlex"},
    ("meet", "Maria Lopez", "--dry-run"): {"shlex"}, ("today", "met Maria", "--dry-run"): {"bisect", "shlex"},
}  # fmt: skip
"""Calls, and what else they do not wait for."""


MODULES = {
    ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")
    for path in (CHECKOUT / "journal").rglob("*.py")
}
MOST = {
    "due": 57, "list": 57, "search": 85, "contacts": 89, "goals": 89, "notes": 89, "show": 102, "check": 114,
    "thank": 114, "outcome": 114, "nudge": 114, "draft": 118, "today": 116, "new": 120, "meet": 138,
}  # fmt: skip
"""Modules of ours that a command has at its end: each takes a third of a million instructions, whatever is in it."""


@pytest.mark.parametrize("words", STARTS, ids=lambda words: words[0])
def test_a_command_imports_only_what_it_uses_and_few_modules(network: str, words: tuple[str, ...]) -> None:
    _index(network)
    found = loaded(*words, "--vault", network, among=NEVER | STARTS[words] | MODULES)
    assert found & (NEVER | STARTS[words]) == set()
    assert len(found & MODULES) <= MOST[words[0]], sorted(found & MODULES)


def test_due_after_a_save_imports_only_what_reads_a_plain_note(network: str) -> None:
    _index(network)
    note = Path(network, f"{ASK}.md")
    note.write_text(f"{note.read_text(encoding='utf-8')}\nMore.\n", encoding="utf-8")
    rare = {
        "json", "journal.conflict", "journal.model.captures", "journal.notes.capture", "journal.notes.lenient",
        "journal.notes.prose", "journal.notes.slips",
    }  # fmt: skip
    found = loaded("due", "--vault", network, among=NEVER | rare | MODULES)
    assert found & (NEVER | rare) == set()
    assert "journal.notes.parsed_note" in found
    assert len(found & MODULES) <= 92, sorted(found & MODULES)


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_what_only_prints_a_text_imports_nearly_nothing(word: str) -> None:
    assert loaded(word, among={*HEAVY, *NEVER, "datetime", "pathlib", "re", "sqlite3"}) == set()


def test_a_list_over_an_index_that_stands_imports_no_value_of_a_note(network: str) -> None:
    values = {f"journal.model.{name}" for name in ("asks", "edits", "notes", "page", "today")}
    assert loaded("due", "--vault", network, among=values) > set(), "which makes the index"
    _index(network)
    for name in ("due", "list"):
        assert loaded(name, "--vault", network, among={*values, "journal.filters", "hashlib"}) == set()


def test_public_names_are_not_hidden_by_modules_of_their_name() -> None:
    program = """
import pkgutil, types, journal
for module in pkgutil.walk_packages(journal.__path__, "journal."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
hidden = [name for name in journal.__all__ if isinstance(getattr(journal, name), types.ModuleType)]
assert not hidden, hidden
"""
    subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, check=True)
