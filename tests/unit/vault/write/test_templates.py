"""Where templates are, which of ours a vault lacks, and which files are templates (docs/format.md 1)."""

from __future__ import annotations

import json

import pytest

from journal.vault.write.templates import (
    holds_no_notes,
    is_message,
    message_template,
    missing_messages,
    template_folders,
)
from tests.vaults import MakeVault


@pytest.mark.parametrize(
    ("setting", "folders"),
    [
        (None, ["templates", "_templates", "Templates"]),
        ('{"folder": "/own/cards/"}', ["own/cards", "templates", "_templates", "Templates"]),
        ('{"folder": "Templates"}', ["Templates", "templates", "_templates"]),
        ('{"folder": "own//cards"}', ["templates", "_templates", "Templates"]),
        ('{"folder": "own/.hidden"}', ["templates", "_templates", "Templates"]),
        (json.dumps({"folder": "x" * 300}), ["templates", "_templates", "Templates"]),
        ('{"folder": "gone"}', ["templates", "_templates", "Templates"]),
        ('{"folder": "linked"}', ["templates", "_templates", "Templates"]),
        ('{"folder": ""}', ["templates", "_templates", "Templates"]),
        ('{"folder": "\\u0000"}', ["templates", "_templates", "Templates"]),
        ('{"folder": 1}', ["templates", "_templates", "Templates"]),
        ("[", ["templates", "_templates", "Templates"]),
    ],
)
def test_the_folder_of_obsidian_comes_first_then_every_spelling(
    make_vault: MakeVault, setting: str | None, folders: list[str]
) -> None:
    places = ("templates", "_templates", "Templates", "own/cards", "own/.hidden", "other")
    notes = {f"{place}/x.md": "" for place in places} | ({".obsidian/templates.json": setting} if setting else {})
    root = make_vault(notes)
    (root / "linked").symlink_to(root.parent)
    assert template_folders(root) == folders


def test_a_vault_lacks_the_messages_that_none_of_its_folders_has(make_vault: MakeVault) -> None:
    ours = missing_messages(make_vault({}))
    assert {path.rpartition("/")[0] for path in ours} == {"templates/messages"}
    assert all(text and path.endswith(".txt") for path, text in ours.items())
    first, second, *others = sorted(path.rpartition("/")[2] for path in ours)
    root = make_vault({f"_templates/messages/{first}": "x", f"Templates/messages/{second}": "y"})
    assert sorted(missing_messages(root)) == [f"_templates/messages/{name}" for name in others]


def test_our_own_text_has_been_read_before_and_another_has_not(make_vault: MakeVault) -> None:
    ours = message_template(make_vault({}), "ask")
    same, other = (
        message_template(make_vault({"templates/messages/ask.txt": text}), "ask") for text in (ours.text, "x")
    )
    assert (ours.path, same.path, other.path) == ("messages/ask.txt", *["templates/messages/ask.txt"] * 2)
    assert ours[2] == same[2] is not None
    assert other[1:] == ("x", None)


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("templates/messages/send.txt", True),
        ("messages/send.txt", True),
        ("templates/messages/send.md", False),
        ("templates/send.txt", False),
        ("messages/own/send.txt", False),
        ("send.txt", False),
    ],
)
def test_a_text_in_a_folder_of_messages_is_one(path: str, is_one: bool) -> None:
    assert is_message(path) is is_one


@pytest.mark.parametrize(
    ("folder", "none"),
    [("templates", True), ("a/_Templates/b", True), ("a/b", False), ("", False), ("my templates", False)],
)
def test_in_a_folder_of_templates_no_file_is_a_note(folder: str, none: bool) -> None:
    assert holds_no_notes(folder) is none
