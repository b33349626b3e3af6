"""Which files are notes (docs/format.md 1)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journal.vault.disk.walk import LINKED, OUTSIDE, Walk
from tests.vaults import MakeVault


def met(root: Path, *exclude: str) -> set[str]:
    walk = Walk(root, exclude)
    found = {listing.path(name): seen for listing in walk.everything() for name, seen in listing.notes.items()}
    assert {path: walk.one(path) for path in found} == found, "one look at a file sees what a look at all sees"
    return set(found)


def flags(root: Path) -> dict[str, int]:
    return {listing.path(name): seen[4] for listing in Walk(root).everything() for name, seen in listing.notes.items()}


def test_markdown_of_any_case_is_met_and_the_rest_is_not(make_vault: MakeVault) -> None:
    names = ["a.md", "b.MD", "c.markdown", "deep/er/d.md", "e.txt", "f.md~", "#g.md#", ".#h.md", "i.md.swp", "j.md.tmp",
             "4913", ".~lock.k.md#", "l.md.icloud", ".obsidian/m.md", "templates/n.md", "Templates/o.md",
             "_templates/p.md", "node_modules/q.md", ".r.md", "~$a.md", "~$b.MD", "~s.md"]  # fmt: skip
    assert met(make_vault(dict.fromkeys(names, ""))) == {"a.md", "b.MD", "c.markdown", "deep/er/d.md", "~s.md"}


def test_what_exclude_matches_is_skipped(make_vault: MakeVault) -> None:
    root = make_vault(dict.fromkeys(["a.md", "old/b.md", "keep/old/c.md", "x.draft.md"], ""))
    assert met(root, "/old/", "*.draft.md") == {"a.md", "keep/old/c.md"}


def test_links_are_read_inside_and_named_outside(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({"a.md": "", "sub/b.md": ""})
    (tmp_path / "outside.md").write_text("secret")
    os.symlink("a.md", root / "in.md")
    os.symlink(tmp_path / "outside.md", root / "out.md")
    os.symlink("nowhere.md", root / "dangling.md")
    os.symlink("loop.md", root / "loop.md")
    os.symlink("sub", root / "linked.md")
    os.symlink(root / "sub", root / "folder")
    assert flags(root) == {
        "a.md": 0, "sub/b.md": 0, "in.md": LINKED, "out.md": OUTSIDE, "dangling.md": 0, "loop.md": 0,
    }  # fmt: skip


def test_a_pipe_is_no_note(make_vault: MakeVault) -> None:
    root = make_vault({"a.md": ""})
    os.mkfifo(root / "pipe.md")
    assert met(root) == {"a.md"}


def test_names_that_are_not_utf8_are_met(make_vault: MakeVault) -> None:
    root = make_vault({"a.md": ""})
    (Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.md"))).write_text("")
    assert met(root) == {"a.md", "caf\udce9.md"}


def test_no_folder_is_found_unreadable_where_all_can_be_read(make_vault: MakeVault) -> None:
    assert not [listing for listing in Walk(make_vault({"a/b.md": ""})).everything() if listing.unreadable]


@pytest.mark.parametrize(
    "path", ["linked/b.md", "gone.md", "gone/b.md", "sub", ".hidden/c.md", "templates/d.md", "old/e.md"]
)
def test_what_a_look_at_everything_does_not_meet_one_look_does_not_either(make_vault: MakeVault, path: str) -> None:
    root = make_vault({"sub/b.md": "", ".hidden/c.md": "", "templates/d.md": "", "old/e.md": ""})
    os.symlink("sub", root / "linked")
    assert Walk(root, ("old/", "!old/e.md")).one(path) is None
