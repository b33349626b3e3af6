"""docs/cli.md says what the program does: its helps word for word, every command, option, status and key.

``python -m tests.unit.cli.test_docs`` writes the helps into it, and the manual page, docs/journal.1.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from journal.cli.help import help_of, overview
from journal.cli.man_page import man_page
from journal.cli.registry import NAMES, command, commands
from tests.unit.cli.conftest import Call

DOCS = Path(__file__).parents[3] / "docs" / "cli.md"
MANUAL = DOCS.with_name("journal.1")
HELP = re.compile(r"^```text journal ?([\w-]*?) --help\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def with_helps(text: str) -> str:
    """The text with each block of help as the program prints it now."""

    def written(match: re.Match[str]) -> str:
        name = match[1]
        return (
            f"```text journal {name + ' ' if name else ''}--help\n{help_of(command(name)) if name else overview()}\n```"
        )

    return HELP.sub(written, text)


def test_every_help_is_in_the_docs_word_for_word() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert {match[1] for match in HELP.finditer(text)} == {"", *NAMES}
    assert text == with_helps(text), "write them anew: python -m tests.unit.cli.test_docs"


def test_the_manual_page_is_that_of_the_command_table() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    assert text == man_page(), "write it anew: python -m tests.unit.cli.test_docs"
    plain = text.replace("\\-", "-")
    for each in commands():
        section = plain.partition(f'.SS "journal {each.name}')[2].partition(".S")[0]
        parts = [word.name for word in each.words] + [option.name for option in each.options]
        missing = [part for part in parts if f".B {part}" not in section]
        assert missing == [], each.name


@pytest.mark.needs("man")
def test_man_shows_the_page_without_a_complaint() -> None:
    done = subprocess.run(
        ["man", "--warnings", "--local-file", str(MANUAL)], capture_output=True, text=True, check=True,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "MANWIDTH": "80"},
    )  # fmt: skip
    assert done.stderr == ""
    assert "journal touch [PERSON…]" in done.stdout
    assert "--dry-run" in done.stdout


DOCUMENTS = {
    "due": "asks",
    "contacts": "contacts",
    "goals": "goals",
    "notes": "notes",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_key_of_a_document_is_in_the_docs(call: Call, network: str, name: str) -> None:
    text = DOCS.read_text(encoding="utf-8")
    record = call(name, "--json", "--vault", network).document[DOCUMENTS[name]][0]
    missing = [key for key in record if f"`{key}`" not in text and f"`{key}[]`" not in text]
    assert missing == []


def example(name: str, begin: str, end: str) -> list[str]:
    """The words of an example in a help, as a shell would give them to the program."""
    found = re.search(rf"{begin}(.*?){end}", " ".join(help_of(command(name)).split()))
    assert found is not None
    return shlex.split(found[1])


def test_the_examples_in_helps_answer_on_the_example_vault(call: Call, tmp_path: Path) -> None:
    vault = shutil.copytree(DOCS.parents[1] / "vault-example", tmp_path / "vault")

    def answer(*words: str) -> Any:
        done = call(*words, "--json", "--vault", str(vault), "--today", "2026-11-22")
        assert (done.status, done.err) == (0, ""), words
        return done.document

    for name, holds in {"list": "asks", "contacts": "contacts", "goals": "goals", "notes": "notes"}.items():
        filters = [word.rstrip(",") for word in example(name, "on any key: ", r"\. A dash")]
        assert len(filters) == 6
        for word in filters:
            assert answer(name, word)[holds], (name, word)
    assert answer("list", *example("due", "journal list: ", r"\."))["asks"]
    assert answer(*example("search", "together: journal ", r"\."))["results"]
    assert answer(*example("new", "Such as journal ", r"\. For an ask"))["changes"]
    typed = [word.rstrip(",") for word in example("set", "such as ", "--new-name")]
    (ask,) = answer("list", 'title:"Speaker slot"')["asks"]
    (change,) = answer("set", ask["id"], *typed)["changes"]
    assert change["changed"].keys() == {"priority", "contact"}  # needed_by says so already


def test_the_filters_and_days_in_the_docs_are_taken(call: Call, network: str) -> None:
    text = DOCS.read_text(encoding="utf-8")
    table = text.partition("## Filters")[2].partition("The names of JSON fields win")[0]
    filters = [each for row in table.splitlines() for each in re.findall("`([^`]+)`", row.partition(" | ")[0])]
    assert "days_overdue:no" in filters
    for each in filters:
        name = {"owed:yes": "contacts", "achieved:yes": "goals"}.get(each, "list")
        assert call(name, each, "--vault", network).status == 0, each
    days = re.findall("`([^`]+)`", text.partition("## Dates")[2].partition("\n- ")[0])
    assert "the 15th" in days
    for each in days:
        assert call("due", "--today", each, "--vault", network).status == 0, each


if __name__ == "__main__":
    MANUAL.write_text(man_page(), encoding="utf-8")
    DOCS.write_text(with_helps(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
