"""The worked cases of merge.md, and what of a file is no line: its line ends and its byte-order mark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journal.cli.merge_driver import sentences
from tests.merging import merged

CASES = Path(__file__).with_name("merge.md").read_text(encoding="utf-8")
AROUND = {"Bodies": ("---\nask: Could you?\n---\n", ""), "Whole files": ("", "")}
CONFLICT = re.compile(r"⟨(.*?) ¦ (.*?) ¦ (.*?)⟩", re.DOTALL)


def text_of(cell: str) -> str:
    text = cell.replace("⏎", "\n").replace("·", " ").replace("\\|", "|")
    text = CONFLICT.sub(r"<<<<<<< ours\n\1||||||| base\n\2=======\n\3>>>>>>> theirs\n", text)
    return text.replace("∅", "")


def rows() -> list[tuple[str, list[str]]]:
    """The section of each case with its cells."""
    found = []
    for section in CASES.split("\n## ")[1:]:
        title, _, rest = section.partition("\n")
        table = [line for line in rest.splitlines() if line.startswith("| ")][1:]
        found += [(title, [cell.strip(" ") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]) for line in table]
    return found


@pytest.mark.needs("git")
@pytest.mark.parametrize(("section", "cells"), rows(), ids=[f"{section}: {cells[0]}" for section, cells in rows()])
def test_worked_case(section: str, cells: list[str]) -> None:
    above, below = AROUND.get(section, ("---\nask: Could you?\n", "---\n"))
    base, ours, theirs, result = (above + text_of(cell) + below for cell in cells[1:5])
    if section == "Whole files":
        base, ours, theirs, result = map(text_of, cells[1:5])
    found = merged(base.encode(), ours.encode(), theirs.encode())
    assert found.content.decode() == result
    assert sentences(found, "x") == [f"x: {sentence}" for sentence in cells[5].split("; ") if sentence]


def test_there_are_many_and_each_has_a_name_of_its_own() -> None:
    assert len(rows()) >= 60
    assert len({(section, cells[0]) for section, cells in rows()}) == len(rows())
