"""Where Obsidian keeps its daily notes, as the path of the note of a day."""

from __future__ import annotations

import json
import tomllib

import pytest

from journal.vault.write.daily_notes import daily_notes
from tests.unit.cli.conftest import Call, call
from tests.vaults import MakeVault

__all__ = ["call"]

SETTINGS: list[tuple[dict[str, object], str | None]] = [
    ({}, "%Y-%m-%d.md"),
    ({"folder": "Daily", "format": ""}, "Daily/%Y-%m-%d.md"),
    ({"folder": "/Notes/Daily/", "format": "YYYY/MM/YYYY-MM-DD"}, "Notes/Daily/%Y/%m/%Y-%m-%d.md"),
    ({"format": "DD.MM.YYYY [note]"}, "%d.%m.%Y note.md"),
    ({"format": "YYYYMMDD"}, "%Y%m%d.md"),
    ({"format": "YYYY-MM-DD dddd"}, None),
    ({"format": "gggg-[W]ww"}, None),
    ({"format": "Do MMM YY"}, None),
    ({"format": "YYYY-MMM-DD"}, None),
    ({"format": "YYYY[-MM"}, None),
    ({"format": "YYYY [100%]"}, None),
    ({"folder": "50%"}, None),
    ({"folder": ".daily"}, None),
    ({"folder": "../outside"}, None),
    ({"folder": 3, "format": ["x"]}, "%Y-%m-%d.md"),
]


@pytest.mark.parametrize(("settings", "path"), SETTINGS)
def test_path_is_taken_over(make_vault: MakeVault, call: Call, settings: dict[str, object], path: str | None) -> None:
    root = make_vault({".obsidian/daily-notes.json": json.dumps(settings)})
    found = daily_notes(root)
    assert found is not None
    assert found[0] == path
    done = call("init", str(root))
    assert done.status == 0
    assert ("“journal today” writes to journal/" in done.out) == (path is None)
    assert "“journal today” writes" not in call("init", str(root)).out
    written = (root / "journal.toml").read_text(encoding="utf-8")
    assert tomllib.loads(written)["journal"] == ({} if path is None else {"path": path})
    assert ("which cannot be said here" in written) == (path is None)
    assert call("today", "tea", f"--vault={root}").status == 0


@pytest.mark.parametrize(
    ("named", "files", "is_told"),
    [
        ("Templates/Daily", {"Templates/Daily.md": ""}, True),
        ("/Templates/Daily.md", {"Templates/Daily.md": ""}, True),
        ("Templates/Daily", {"Templates/Daily.md": "", "Templates/day.md": ""}, False),
        ("Templates/day", {"Templates/day.md": ""}, False),
        ("Templates/Gone", {"Templates/Daily.md": ""}, False),
        ("../outside", {}, False),
        ("", {}, False),
        (3, {}, False),
    ],
)
def test_how_to_begin_a_day_as_obsidian_does_is_told(
    make_vault: MakeVault, call: Call, named: object, files: dict[str, str], is_told: bool
) -> None:
    root = make_vault({**files, ".obsidian/daily-notes.json": json.dumps({"template": named})})
    says = "copy Templates/Daily.md to Templates/day.md for what Obsidian begins with"
    assert [says in call("init", str(root)).out for _ in range(2)] == [is_told, False]


@pytest.mark.parametrize("text", ["", "[]", "nonsense", '"x"', "[" * 100_000])
def test_settings_that_cannot_be_read_are_none(make_vault: MakeVault, call: Call, text: str) -> None:
    root = make_vault({".obsidian/daily-notes.json": text})
    assert daily_notes(root) is None
    assert call("init", str(root)).status == 0
    assert tomllib.loads((root / "journal.toml").read_text(encoding="utf-8"))["journal"] == {}
