"""docs/cli.md says what the program does: its helps word for word, every command, option, status and key.

``python -m tests.unit.cli.test_docs`` writes the helps into it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journal.cli.help import help_of, overview
from journal.cli.registry import NAMES, command
from tests.unit.cli.conftest import Call

DOCS = Path(__file__).parents[3] / "docs" / "cli.md"
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


if __name__ == "__main__":
    DOCS.write_text(with_helps(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
