"""What the table of docs/format.md 2 lists, key by key, is what is read: neither more nor less."""

from __future__ import annotations

import re
from pathlib import Path

from journal.model import ERRORS
from journal.notes.keys import KEY_SPECS

TEXT = (Path(__file__).parents[2] / "docs/format.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (`.*?) \| (.*?) \| (.*?) \|$", TEXT.partition("### Canonical keys")[2], re.MULTILINE)
TABLE = [row for row in ROWS if row[2] != "as above"]
"""But for the second row of a key, which says what it means in another kind of note."""
ALSO_AS_CONTACT = "contacts person with recipient waiting_on".split()
"""What docs/format.md 2 says below its table: in a meeting ``people`` takes all spellings of ``contact``."""


def _words(cell: str) -> list[str]:
    return re.findall(r"[a-z_]+", re.sub(r"\([^)]*\)|`contact`, `people` → person; see 4", "", cell))


def _documented() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for keys, _, also in TABLE:
        named = re.findall(r"`(\w+)`", keys)
        for key in named:
            one_of_several = len(named) > 1
            sets = [part.split("→") for part in re.split(r"[;]", also) if "→" in part]
            mapped = [_words(left) for left, right in sets if right.strip() == key]
            found[key] = [word for words in mapped for word in words] if one_of_several or sets else _words(also)
    for key, position in (("aliases", 0), ("tags", 1), ("categories", 2)):
        found[key] = _words(dict(enumerate(TABLE[-1][2].split(";")))[position])
    found["title"], found["created"] = ["name"], []
    found["people"] += ALSO_AS_CONTACT
    return found


def test_the_table_lists_each_key_with_its_spellings_in_order() -> None:
    assert _documented() == {row.key: list(row.also) for row in KEY_SPECS}


def test_the_errors_of_section_3_are_those_of_the_model() -> None:
    listed = re.search(r"`error` \((?:[^:]*:) ([^)]*)\)", TEXT.replace("\n", " "))
    assert listed is not None
    assert set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+|conflict|unreadable", listed[1])) == set(ERRORS)
