"""The picture of the rooms is what the imports are, and a circle of imports is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOMS = Path(__file__).parents[2] / ".ci" / "rooms.py"

TREE = {
    "CONTRIBUTING.md": "Above.\n\n<!-- make rooms: begin -->\n<!-- make rooms: end -->\n\nBelow.\n",
    "journal/__init__.py": "from journal.vault.vault import Vault\n",
    "journal/alone.py": "",
    "journal/model/__init__.py": "",
    "journal/model/asks.py": "",
    "journal/model/notes.py": "from journal.model.asks import Ask\n",
    "journal/rules.py": "from journal.model import notes\n",
    "journal/vault/__init__.py": "",
    "journal/vault/disk/__init__.py": "",
    "journal/vault/disk/store.py": "from journal.model.notes import Note\n",
    "journal/vault/vault.py": "import journal.rules\nimport journal.model.asks\nimport journal.vault.disk.store\n",
    "tui/__init__.py": "",
    "tui/app.py": "from tui.screens import asks\n",
    "tui/screens/__init__.py": "",
    "tui/screens/asks.py": "from journal import Vault\nimport journal.rules\n",
}

DRAWN = """Above.

<!-- make rooms: begin -->

```mermaid
flowchart TD
    subgraph vault
        vault.vault
        vault.disk
    end
    journal --> vault.vault
    vault.vault --> vault.disk & rules
    vault.disk --> model
    rules --> model
```

```mermaid
flowchart TD
    app --> screens
    screens --> journal
```

<!-- make rooms: end -->

Below.
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def rooms(*arguments: str | Path) -> tuple[int, str]:
    done = subprocess.run([sys.executable, ROOMS, *arguments], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_it_draws_each_room_once_and_no_arrow_that_others_imply(tree: Path) -> None:
    for _ in range(2):
        assert rooms("--write", tree) == (0, "")
        assert (tree / "CONTRIBUTING.md").read_text() == DRAWN
    assert rooms(tree) == (0, "")


def test_a_picture_of_other_imports_is_told_and_left(tree: Path) -> None:
    assert rooms("--write", tree) == (0, "")
    (tree / "journal/vault/disk/store.py").write_text("import journal.rules\n")
    assert rooms(tree) == (1, "CONTRIBUTING.md: its picture of the rooms is not what the imports are: make rooms\n")
    assert (tree / "CONTRIBUTING.md").read_text() == DRAWN


@pytest.mark.parametrize(
    ("file", "text", "circle"),
    [
        (
            "journal/model/asks.py",
            "from journal.model.notes import Note\n",
            "journal.model.asks imports journal.model.notes imports journal.model.asks",
        ),
        (
            "journal/model/asks.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from journal.model.notes import Note\n",
            "journal.model.asks imports journal.model.notes imports journal.model.asks",
        ),
        (
            "journal/vault/disk/other.py",
            "from journal import rules\nimport journal.vault.vault\n",
            "journal.vault.vault imports journal.vault.disk imports journal.vault.vault",
        ),
    ],
    ids=["of files", "for types alone", "of rooms, where no file is in one"],
)
def test_a_circle_is_told(tree: Path, file: str, text: str, circle: str) -> None:
    (tree / file).write_text(text)
    assert rooms(tree) == (1, f"imports run in a circle: {circle}\n")


def test_a_document_without_a_place_for_the_picture_is_told(tree: Path) -> None:
    (tree / "CONTRIBUTING.md").write_text("No place.\n")
    status, told = rooms("--write", tree)
    assert status == 1
    assert told.startswith("CONTRIBUTING.md: has no place for the picture of the rooms")
