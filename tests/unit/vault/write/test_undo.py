from __future__ import annotations

import logging
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from journal.errors import EnvironmentFailed, NoteChanged, Refused
from journal.vault.disk import lock, store
from journal.vault.write import undo
from journal.vault.write.change import Change
from journal.vault.write.undo import Log, Step
from tests.vaults import MakeVault


class Writer:
    """Writes notes as the Vault does: the step first, then the notes."""

    def __init__(self, root: Path, state: Path) -> None:
        self.root = root
        self.state = state
        self.keep = state / "kept"

    @property
    def log(self) -> Log:
        """Another program's every time."""
        return Log(self.state, self.root, keep=self.keep)

    @property
    def folder(self) -> Path:
        return Path(lock.state_of(self.state, self.root))

    def step(self, summary: str, **texts: str | None) -> Step:
        return Step(summary, tuple(Change(f"{name}.md", self.text(name), self.bytes(t)) for name, t in texts.items()))

    def write(self, summary: str, **texts: str | None) -> None:
        step = self.step(summary, **texts)
        with self.log.recording(step):
            for change in step.changes:
                self.make(change)

    def make(self, change: Change) -> None:
        if change.before is None:
            assert change.after is not None
            store.create(self.root, change.path, change.after)
        elif change.after is None:
            store.remove(self.root, change.path, change.before, keep=self.keep)
        else:
            store.replace(self.root, change.path, change.before, change.after, keep=self.keep)

    def killed_after(self, written: int, summary: str, **texts: str | None) -> None:
        """As ``write``, but the program ends before the rest of the notes is written."""
        step = self.step(summary, **texts)
        with suppress(KeyboardInterrupt), self.log.recording(step):
            for change in step.changes[:written]:
                self.make(change)
            raise KeyboardInterrupt

    def text(self, name: str) -> bytes | None:
        note = self.root / f"{name}.md"
        return note.read_bytes() if note.exists() else None

    @staticmethod
    def bytes(text: str | None) -> bytes | None:
        return None if text is None else text.encode()


@pytest.fixture
def writer(make_vault: MakeVault, tmp_path: Path) -> Writer:
    return Writer(make_vault({"a.md": "a0", "b.md": "b0"}), tmp_path / "state")


def test_steps_are_taken_back_newest_first_and_done_again_in_order(writer: Writer) -> None:
    writer.write("one", a="a1")
    writer.write("two", a="a2")
    assert writer.log.undo().summary == "two"
    assert writer.text("a") == b"a1"
    assert writer.log.undo().summary == "one"
    assert writer.text("a") == b"a0"
    assert [writer.log.redo().summary, writer.log.redo().summary] == ["one", "two"]
    assert writer.text("a") == b"a2"
    assert writer.log.undo().changes == (Change("a.md", b"a2", b"a1"),)


def test_a_step_of_several_notes_is_one(writer: Writer) -> None:
    writer.write("both", a="a1", b="b1", c="c1")
    assert writer.log.undo().changes == (
        Change("a.md", b"a1", b"a0"),
        Change("b.md", b"b1", b"b0"),
        Change("c.md", b"c1", None),
    )
    assert [writer.text(name) for name in "abc"] == [b"a0", b"b0", None]
    assert writer.log.redo().changes[2] == Change("c.md", None, b"c1")
    assert [writer.text(name) for name in "abc"] == [b"a1", b"b1", b"c1"]


def test_a_deleted_note_comes_back(writer: Writer) -> None:
    writer.write("gone", a=None)
    writer.log.undo()
    assert writer.text("a") == b"a0"


def test_nothing_is_taken_back_where_one_note_has_changed_since(writer: Writer) -> None:
    writer.write("both", a="a1", b="b1", c="c1")
    (writer.root / "b.md").write_bytes(b"b1 and more")
    (writer.root / "c.md").unlink()
    with pytest.raises(NoteChanged, match=r"b\.md, c\.md have changed") as raised:
        writer.log.undo()
    assert raised.value.paths == ("b.md", "c.md")
    assert [writer.text(name) for name in "abc"] == [b"a1", b"b1 and more", None]
    (writer.root / "b.md").write_bytes(b"b1")
    (writer.root / "c.md").write_bytes(b"c1")
    assert writer.log.undo().summary == "both"


def test_what_changes_while_it_is_taken_back_leaves_all_as_it_was(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.write("both", a="a1", b="b1")
    replace = store.replace

    def replace_late(root: Path, path: str, old: bytes, new: bytes, *, keep: Path) -> None:
        if path == "b.md":
            (root / path).write_bytes(b"theirs")
        replace(root, path, old, new, keep=keep)

    with monkeypatch.context() as patch:
        patch.setattr(store, "replace", replace_late)
        with pytest.raises(NoteChanged):
            writer.log.undo()
    assert [writer.text(name) for name in "ab"] == [b"a1", b"theirs"]
    (writer.root / "b.md").write_bytes(b"b1")
    assert writer.log.undo().summary == "both"


def test_there_may_be_nothing_to_take_back_or_to_do_again(writer: Writer) -> None:
    with pytest.raises(Refused, match="nothing to take back"):
        writer.log.undo()
    writer.write("one", a="a1")
    with pytest.raises(Refused, match="nothing to do again"):
        writer.log.redo()


def test_a_new_step_ends_what_could_be_done_again(writer: Writer) -> None:
    writer.write("one", a="a1")
    writer.log.undo()
    writer.write("two", b="b1")
    with pytest.raises(Refused):
        writer.log.redo()
    assert writer.log.undo().summary == "two"
    with pytest.raises(Refused):
        writer.log.undo()
    assert writer.log.redo().summary == "two"


def test_a_dry_run_tells_what_would_be_done_and_does_nothing(writer: Writer) -> None:
    writer.write("one", a="a1")
    assert writer.log.undo(dry_run=True) == Step("one", (Change("a.md", b"a1", b"a0"),))
    assert writer.text("a") == b"a1"
    writer.log.undo()
    assert writer.log.redo(dry_run=True) == Step("one", (Change("a.md", b"a0", b"a1"),))
    assert writer.text("a") == b"a0"


@pytest.mark.parametrize(
    ("written", "taken_back"),
    [(0, "before"), (1, "both"), (2, "both")],
    ids=["before the first note", "between", "after the last note"],
)
def test_after_a_kill_what_was_written_is_taken_back(writer: Writer, written: int, taken_back: str) -> None:
    writer.write("before", c="c1")
    writer.killed_after(written, "both", a="a1", b="b1")
    assert writer.log.undo().summary == taken_back
    assert [writer.text(name) for name in "ab"] == [b"a0", b"b0"]


def test_a_refused_write_is_passed_over(writer: Writer) -> None:
    writer.write("one", a="a1")
    step = writer.step("two", b="b1")
    (writer.root / "b.md").write_bytes(b"theirs")
    with pytest.raises(NoteChanged), writer.log.recording(step):
        writer.make(step.changes[0])
    assert writer.log.undo().summary == "one"
    assert writer.text("b") == b"theirs"


def test_a_last_line_that_was_cut_off_never_happened(writer: Writer) -> None:
    writer.write("one", a="a1")
    with (writer.folder / "undo.jsonl").open("ab") as log:
        log.write(b'{"step": 2, "summ')
    writer.write("two", a="a2")
    assert [writer.log.undo().summary, writer.log.undo().summary] == ["two", "one"]


@pytest.mark.parametrize(
    "line", [b"no JSON", b"[]", b"{}", b'{"step": 9, "now": "done"}', b'{"step": 1, "now": "maybe"}', b"\xff"]
)
def test_a_log_that_cannot_be_read_is_moved_aside_and_said(
    writer: Writer, line: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    writer.write("one", a="a1")
    log = writer.folder / "undo.jsonl"
    log.write_bytes(line + b"\n" + log.read_bytes())
    with pytest.raises(EnvironmentFailed, match=r"is now .*undo\.broken: .* what comes after can"):
        writer.log.undo()
    assert (writer.folder / "undo.broken").read_bytes().startswith(line)
    log.write_bytes(line + b"\n")
    with caplog.at_level(logging.WARNING):
        writer.write("two", a="a2")
    assert "undo.broken" in caplog.text
    assert writer.log.undo().summary == "two"


def test_a_number_of_a_step_that_is_wrong_has_no_other_step_taken_back(writer: Writer) -> None:
    writer.write("one", a="a1")
    writer.write("two", b="b1")
    writer.log.undo()
    log = writer.folder / "undo.jsonl"
    begin, line = log.read_bytes()[:-1].rsplit(b"\n", 1)
    assert b'"step": 2' in line
    log.write_bytes(begin + b"\n" + line.replace(b'"step": 2', b'"step": 1') + b"\n")
    with pytest.raises(EnvironmentFailed, match=r"cannot be read and is now"):
        writer.log.undo()
    assert writer.text("a") == b"a1"


@pytest.mark.parametrize("harm", ["deleted", "changed"])
def test_a_stored_text_that_is_not_what_was_stored_is_not_written(writer: Writer, harm: str) -> None:
    writer.write("one", a="a1")
    for text in (writer.folder / "undo").iterdir():
        if text.read_bytes() == b"a0":
            text.unlink() if harm == "deleted" else text.write_bytes(b"??")
    with pytest.raises(Refused, match="“one” stays as it is"):
        writer.log.undo()
    assert writer.text("a") == b"a1"


def test_a_stored_text_that_was_harmed_is_stored_anew_where_it_is_needed_again(writer: Writer) -> None:
    writer.write("one", a="a1")
    for text in (writer.folder / "undo").iterdir():
        text.write_bytes(b"??")
    (writer.root / "a.md").write_bytes(b"a0")
    writer.write("two", a="a1")
    assert writer.log.undo().summary == "two"
    assert writer.text("a") == b"a0"


def test_a_text_is_stored_once(writer: Writer) -> None:
    writer.write("there", a="b0")
    writer.write("back", a="a0")
    assert len(list((writer.folder / "undo").iterdir())) == 2


def test_only_the_person_may_read_what_is_stored(writer: Writer) -> None:
    writer.write("one", a="a1")
    assert {stat.S_IMODE(each.stat().st_mode) for each in (writer.folder, writer.folder / "undo")} == {0o700}


def test_no_more_than_the_newest_steps_are_kept(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "MOST_STEPS", 3)
    for number in range(1, 20):
        writer.write(str(number), a=f"a{number}")
        assert len((writer.folder / "undo.jsonl").read_bytes().splitlines()) <= 2 * 2 * 3
        assert len(list((writer.folder / "undo").iterdir())) <= 2 * 3 + 2
    assert [writer.log.undo().summary for _ in range(3)] == ["19", "18", "17"]


def test_the_texts_of_the_oldest_steps_go_first_and_the_newest_never(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "MOST_BYTES", 4_000)
    for number in range(1, 20):
        writer.write(str(number), a=f"{number}" * 500)
    assert sum(text.stat().st_size for text in (writer.folder / "undo").iterdir()) <= 4_000
    writer.write("large", a="x" * 10_000)
    assert writer.log.undo().summary == "large"
    assert writer.text("a") == b"19" * 500


def test_names_that_are_not_utf8_are_remembered(writer: Writer) -> None:
    name = "\udcff\n"
    writer.write("odd", **{name: "text"})
    assert writer.log.undo().changes == (Change(f"{name}.md", b"text", None),)
    assert writer.text(name) is None
