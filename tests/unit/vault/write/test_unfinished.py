"""What a write that was killed left half done is told and taken back, and what others changed is passed over."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from journal.errors import NoteChanged, NotTakenBack, Refused
from journal.vault.disk import lock, store
from journal.vault.write import undo
from journal.vault.write.change import Change
from journal.vault.write.unfinished import unfinished
from tests.unit.vault.write.test_undo import Writer
from tests.vaults import MakeVault


@pytest.fixture
def writer(make_vault: MakeVault, tmp_path: Path) -> Writer:
    return Writer(make_vault({"a.md": "a0", "b.md": "b0", "c.md": "c0"}), tmp_path / "state")


def told(writer: Writer) -> str:
    return unfinished(writer.state, writer.root)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (0, ""),
        (1, "a.md is as written, b.md, c.md are as before"),
        (2, "a.md, b.md are as written, c.md is as before"),
        (3, ""),
    ],
)
def test_a_step_that_is_half_written_is_told(writer: Writer, written: int, sentence: str) -> None:
    assert told(writer) == writer.log.unfinished() == ""
    writer.killed_after(written, "all", a="a1", b="b1", c="c1")
    end = f"“all” was cut short: {sentence}. “journal undo” takes back what was written."
    assert told(writer) == (end if sentence else "")
    with lock.held(writer.state, writer.root):
        assert told(writer) == ""
    with suppress(Refused):
        writer.log.undo()
    assert told(writer) == writer.log.unfinished() == ""


@pytest.mark.parametrize("text", [b"new1old0", b"new1old0 and more"], ids=["as long", "longer"])
def test_a_note_that_was_torn_while_written_in_place_is_restored(writer: Writer, text: bytes) -> None:
    before, after = b"old0" + text[4:], b"new1new1"
    (writer.root / "a.md").write_bytes(before)
    writer.killed_after(0, "one", a=after.decode(), c=None, d="d1")
    (writer.root / "a.md").write_bytes(text)
    said = told(writer)
    kept = next(each for each in (writer.folder / "undo").iterdir() if each.read_bytes() == before)
    assert said == (
        "a.md was being written when journal ended, and holds both texts: "
        f"“journal undo” restores the former one, which is kept as {kept}."
    )
    assert writer.log.undo().changes == (Change("a.md", text, before),)
    assert writer.text("a") == before


def test_what_others_changed_is_passed_over_where_that_is_wanted(writer: Writer) -> None:
    writer.write("one", b="b1")
    writer.write("two", a="a1")
    (writer.root / "a.md").write_bytes(b"theirs")
    assert writer.log.undo(others=True, dry_run=True).summary == "one"
    with pytest.raises(NotTakenBack):
        writer.log.undo()
    assert writer.log.undo(others=True).summary == "one"
    with pytest.raises(Refused, match="nothing to take back"):
        writer.log.undo()
    assert writer.text("a") == b"theirs"


def test_a_step_that_is_taken_back_in_part_cannot_be_done_again(writer: Writer) -> None:
    writer.write("both", a="a1", b="b1")
    (writer.root / "b.md").write_bytes(b"theirs")
    assert writer.log.undo(others=True).changes == (Change("a.md", b"a1", b"a0"),)
    with pytest.raises(Refused, match="nothing to do again"):
        writer.log.redo()


def test_a_new_step_ends_what_could_be_done_again_of_all_steps(writer: Writer) -> None:
    writer.write("one", a="a1")
    writer.write("two", b="b1")
    writer.log.undo()
    writer.log.undo()
    writer.write("three", c="c1")
    with pytest.raises(Refused, match="nothing to do again"):
        writer.log.redo()


def test_a_step_of_which_a_note_has_changed_is_not_done_again(writer: Writer) -> None:
    writer.write("both", a="a1", b="b1")
    writer.log.undo()
    (writer.root / "b.md").write_bytes(b"theirs")
    with pytest.raises(NoteChanged, match=r"b\.md has changed"):
        writer.log.redo()


def test_a_kill_while_taking_back_leaves_a_step_that_can_be_taken_back(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.write("both", a="a1", b="b1")
    replace = store.replace

    def killed_at_b(root: Path, path: str, old: bytes, new: bytes, *, keep: Path) -> None:
        if path == "b.md":
            raise KeyboardInterrupt
        replace(root, path, old, new, keep=keep)

    with monkeypatch.context() as patch:
        patch.setattr(store, "replace", killed_at_b)
        with pytest.raises(KeyboardInterrupt):
            writer.log.undo()
    assert [writer.text(name) for name in "ab"] == [b"a0", b"b1"]
    assert writer.log.undo().changes == (Change("b.md", b"b1", b"b0"),)


def test_a_write_that_was_killed_is_not_done_again_until_it_is_taken_back(writer: Writer) -> None:
    writer.killed_after(0, "none", a="a1")
    with pytest.raises(Refused, match="nothing to do again"):
        writer.log.redo()
    writer.killed_after(1, "both", a="a1", b="b1")
    writer.log.undo()
    assert writer.log.redo().summary == "both"


@pytest.mark.parametrize(("taken_back", "is_done_again"), [(0, False), (1, False), (2, True)])
def test_a_step_is_done_again_where_all_of_it_was_taken_back_before_a_kill(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, taken_back: int, is_done_again: bool
) -> None:
    writer.write("both", a="a1", b="b1")

    def killed(_root: Path, changes: tuple[Change, ...], *, keep: Path) -> None:
        for change in changes[:taken_back]:
            writer.make(change)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(undo, "put_all", killed)
        writer.log.undo()
    if is_done_again:
        assert writer.log.redo().summary == "both"
        assert [writer.text(name) for name in "ab"] == [b"a1", b"b1"]
    else:
        with pytest.raises(Refused, match="nothing to do again"):
            writer.log.redo()
