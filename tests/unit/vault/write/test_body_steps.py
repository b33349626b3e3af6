"""Bodies and keys of several notes, with new notes, are one step: undone, redone, refused or announced whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from journal import Kind, NewNote, Vault
from journal.cli.main import main
from journal.errors import NoteChanged, Refused
from journal.model import Appended, Arrow, Box, Day, Edit, Note, NoteEdits
from journal.vault.disk import store
from journal.vault.write.write_result import record
from tests.vaults import MakeVault

MONDAY = Day(2026, 3, 16)
DAY = "\ufeff---\r\ndate: 2026-03-16\r\n---\r\n- ask [[Sam]]: could you? ^a1\r\n- [ ] tea\r\n```\r\n## Bring"
TALK = "---\npeople: [Sam]\ndate:\n---\n- [ ] ask: [[b]]\n"
NOTES: dict[str, str | bytes] = {
    "journal/day.md": DAY,
    "meetings/talk.md": TALK,
    "asks/b.md": "---\ncontact: Sam\nask: Could you?\nasked:\n---\n",
}


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(NOTES)


@pytest.fixture
def vault(root: Path, tmp_path: Path) -> Vault:
    return Vault.open(root, state=tmp_path / "state")


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def notes(vault: Vault) -> dict[str, Note]:
    return {note.path: note for note in vault.notes(MONDAY)}


def edits(vault: Vault, new: Sequence[str] = ()) -> list[NoteEdits]:
    """Edits of three notes; those of numbered lines are given behind others that move lines."""
    found = notes(vault)
    stem = Path(new[0]).stem if new else "b"
    return [
        (
            found["journal/day.md"],
            [
                Edit("mood", "good"),
                Appended(("- 09:30 called",)),
                Arrow(4, "- ask [[Sam]]: could you? ^a1", f"[[{stem}]]"),
                Box(5, "- [ ] tea", "x"),
            ],
        ),
        (found["meetings/talk.md"], [Edit("date", "2026-03-16"), Appended(("- [ ] report: [[b]]",), "Bring")]),
        (found["asks/b.md"], [Edit("asked", "2026-03-16")]),
    ]


NEW = NewNote(Kind.ASK, "Could you?", {"contact": "Sam"})


def test_a_step_over_several_notes_and_a_new_one_is_one_undo_step(vault: Vault, root: Path) -> None:
    before = files(root)
    written = vault.put_step(lambda new: ("Captured", edits(vault, new)), [NEW], MONDAY)
    made, *changed = (change.path for change in written.changes)
    assert made.startswith("asks/")
    assert changed == ["journal/day.md", "meetings/talk.md", "asks/b.md"]
    assert (root / "journal" / "day.md").read_bytes().decode() == (
        "\ufeff---\r\ndate: 2026-03-16\r\nmood: good\r\n---\r\n"
        f"- ask [[Sam]]: could you? → [[{Path(made).stem}]] ^a1\r\n- [x] tea\r\n"
        "```\r\n## Bring\r\n```\r\n- 09:30 called\r\n"
    )
    assert (root / "meetings" / "talk.md").read_text() == (
        "---\npeople: [Sam]\ndate: 2026-03-16\n---\n- [ ] ask: [[b]]\n\n## Bring\n\n- [ ] report: [[b]]\n"
    )
    after = files(root)
    assert vault.undo().summary == "Taken back: Captured"
    assert files(root) == before
    vault.redo()
    assert files(root) == after


def test_a_change_of_a_body_changes_no_key(vault: Vault) -> None:
    found = notes(vault)["meetings/talk.md"]
    written = vault.put_step(
        lambda _: ("Ticked", [(found, [Box(5, "- [ ] ask: [[b]]", "x")])]), (), MONDAY, dry_run=True
    )
    (change,) = record(written)["changes"]
    assert change["changed"] == {}
    assert "-- [ ] ask: [[b]]\n+- [x] ask: [[b]]" in change["diff"]


@pytest.mark.parametrize(
    ("path", "text", "error"),
    [
        ("journal/day.md", DAY.replace("tea", "coffee"), NoteChanged),
        ("journal/day.md", DAY.replace("date:", "id: 1\r\ndate:"), NoteChanged),
        ("meetings/talk.md", TALK.replace("date:", "date: 2026-03-01"), NoteChanged),
        ("meetings/talk.md", "<<<<<<< a\n=======\n>>>>>>> b\n" + TALK, Refused),
    ],
)
def test_where_one_note_is_another_now_none_is_written(
    vault: Vault, root: Path, path: str, text: str, error: type[Exception]
) -> None:
    seen = edits(vault)
    (root / path).write_bytes(text.encode())
    before = files(root)
    with pytest.raises(error):
        vault.put_step(lambda _: ("Captured", seen), [NEW], MONDAY)
    assert files(root) == before


def test_a_line_added_by_another_program_meanwhile_is_kept(
    vault: Vault, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = store.replace, 0

    def after_a_save(where: str, path: str, old: bytes, new: bytes, *, keep: str) -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            with Path(where, path).open("a") as file:
                file.write("theirs\n")
        real(where, path, old, new, keep=keep)

    monkeypatch.setattr(store, "replace", after_a_save)
    talk = notes(vault)["meetings/talk.md"]
    vault.put_step(lambda new: (f"New: {new[0]}", [(talk, [Appended(("ours",))])]), [NEW], MONDAY)
    assert (root / "meetings" / "talk.md").read_text() == TALK + "theirs\nours\n"
    assert len([path for path in files(root) if path.startswith("asks/")]) == 2


@pytest.mark.parametrize("written", [0, 1, 2, 3])
def test_killed_in_between_it_is_announced_and_one_undo_settles_it(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    before, left = files(root), written

    def until_killed(real: Callable[..., None]) -> Callable[..., None]:
        def put(*words: object, **options: object) -> None:
            nonlocal left
            if not left:
                raise KeyboardInterrupt  # which nothing of ours tidies up after: like a kill, it leaves all as it is
            left -= 1
            real(*words, **options)

        return put

    vault = Vault.open(root)
    with monkeypatch.context() as patch:
        patch.setattr(store, "create", until_killed(store.create))
        patch.setattr(store, "replace", until_killed(store.replace))
        with pytest.raises(KeyboardInterrupt):
            vault.put_step(lambda new: ("Captured", edits(vault, new)), [NEW], MONDAY)
    assert len({path for path, text in files(root).items() if before.get(path) != text}) == written
    options = ["--vault", str(root), "--today", "2026-03-16"]
    assert main(["due", *options]) == 0
    assert ("“Captured” was cut short" in capsys.readouterr().err) == bool(written)
    if written:
        assert main(["undo", *options]) == 0
    assert files(root) == before
    capsys.readouterr()
    assert main(["due", *options]) == 0
    assert not capsys.readouterr().err
