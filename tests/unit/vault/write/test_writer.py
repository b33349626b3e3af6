"""All notes of a step are written, or none; and any of it can be taken back byte for byte."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from journal import FollowUp, Given, Kind, Vault
from journal.errors import JournalError, NoteChanged, NoVault, Refused
from journal.model import Day
from journal.vault.disk import store
from tests.vaults import MakeVault

MONDAY = Day(2026, 3, 16)
ODD = (
    b"\xef\xbb\xbf---\r\n# mine\r\nContact:   Sam Lee   # from the talk\r\nRequest: 'Would you?'\r\n"
    b"Sent: 2026-03-01\r\nnudges: [2026-03-08]   # once\r\nother: {a: [1, 2]}\r\n...\r\nBody\t\r\n\r\nno end"
)
NOTES: dict[str, str | bytes] = {
    "asks/a.md": "---\ntitle: A\ncontact: Sam\nask: Would you?\nasked: 2026-03-01\n---\nHi\n",
    "asks/b.md": "---\ntitle: B\ncontact: Tom\nask: Could you?\nasked: 2026-03-02\n---\n",
    "asks/odd.md": ODD,
    "asks/draft.md": "---\ntitle: Draft\ncontact: Tom\nask: Could you?\nasked:\n---\n",
    "loose.md": "No frontmatter, no last line end",
}
FILES = {path: text.encode() if isinstance(text, str) else text for path, text in NOTES.items()}


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(NOTES)


@pytest.fixture
def vault(root: Path, tmp_path: Path) -> Vault:
    return Vault.open(root, state=tmp_path / "state")


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def asks(vault: Vault, *names: str) -> list[FollowUp]:
    found = {ask.note.id: ask for ask in vault.follow_ups(MONDAY)}
    return [found[f"asks/{name}"] for name in names]


class Meanwhile:
    """Lets another program do something right before our nth replacement of a note."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.number = 0
        self.does: dict[int, Callable[[], object]] = {}
        self.real = store.replace
        monkeypatch.setattr(store, "replace", self)

    def __call__(self, root: Path, path: str, old: bytes, new: bytes, *, keep: Path) -> None:
        self.number += 1
        self.does.get(self.number, lambda: None)()
        self.real(root, path, old, new, keep=keep)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    return Meanwhile(monkeypatch)


def saving(note: Path, old: bytes, new: bytes) -> Callable[[], object]:
    return lambda: note.write_bytes(note.read_bytes().replace(old, new))


def test_only_the_lines_of_the_key_change(vault: Vault, root: Path) -> None:
    written = vault.take("nudge", asks(vault, "odd"), Given(MONDAY))
    assert files(root) == {**FILES, "asks/odd.md": ODD.replace(b"[2026-03-08]", b"[2026-03-08, 2026-03-16]")}
    assert written.summary == "Nudged: Would you?"


def test_several_notes_are_one_step_of_undo(vault: Vault, root: Path) -> None:
    written = vault.take("nudge", asks(vault, "a", "b", "odd"), Given(MONDAY))
    after = files(root)
    assert written.summary == "Nudged: 3 asks"
    assert [change.path for change in written.changes] == ["asks/a.md", "asks/b.md", "asks/odd.md"]
    assert {path for path in FILES if after[path] != FILES[path]} == {"asks/a.md", "asks/b.md", "asks/odd.md"}
    assert vault.undo().summary == "Taken back: Nudged: 3 asks"
    assert files(root) == FILES
    assert vault.redo().summary == "Done again: Nudged: 3 asks"
    assert files(root) == after


def test_what_is_written_is_known_at_once(vault: Vault) -> None:
    vault.take("answer", asks(vault, "a"), Given(MONDAY))
    assert asks(vault, "a")[0].ask.answered == MONDAY
    vault.undo()
    assert asks(vault, "a")[0].ask.answered is None


def test_a_refusal_for_one_note_writes_none(vault: Vault, root: Path) -> None:
    with pytest.raises(Refused, match="“Draft” was not sent"):
        vault.take("nudge", asks(vault, "a", "draft", "b"), Given(MONDAY))
    assert files(root) == FILES


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"---\nask: A?\nasked: 2026-03-01\n---\n\xff", "is not UTF-8"),
        (b"---\nask: A: B?\nasked: 2026-03-01\n---\n", "check --fix"),
        (b"---\nask: A?\nasked: 2026-03-01\nnudged: 2026-03-02\nnudged: 2026-03-03\n---\n", "more than once"),
        (b"+++\nask = 'A?'\nasked = '2026-03-01'\n+++\n", "TOML"),
        (b"---\nask: A?\nasked: 2026-03-01\nnudged: &x 2026-03-02\n---\n", "anchor"),
    ],
)
def test_a_note_that_cannot_be_written_keeps_all_others_as_they_are(
    vault: Vault, root: Path, text: bytes, reason: str
) -> None:
    (root / "asks" / "b.md").write_bytes(text)
    vault.reconcile()
    with pytest.raises(Refused, match=reason):
        vault.take("nudge", asks(vault, "a", "b"), Given(MONDAY))
    assert files(root) == {**FILES, "asks/b.md": text}


def test_a_dry_run_says_the_same_and_writes_nothing(vault: Vault, root: Path) -> None:
    tried = vault.take("nudge", asks(vault, "a", "b"), Given(MONDAY), dry_run=True)
    assert files(root) == FILES
    assert vault.create(Kind.PERSON, "Ana", {}, MONDAY, dry_run=True).changes[0].path == "people/Ana.md"
    assert files(root) == FILES
    with pytest.raises(Refused, match="nothing to take back"):
        vault.undo()
    assert vault.last_written is None
    written = vault.take("nudge", asks(vault, "a", "b"), Given(MONDAY))
    said = [written.summary]
    for again in (vault.undo, vault.redo):
        again(dry_run=True)
        assert vault.last_written
        assert vault.last_written.summary == said[-1]
        said.append(again().summary)
    assert (written.summary, written.changes) == (tried.summary, tried.changes)


def test_what_says_so_already_is_not_written(vault: Vault, root: Path) -> None:
    before = (root / "asks/odd.md").stat()
    written = vault.take("nudge", asks(vault, "odd"), Given(MONDAY, Day(2026, 3, 8)))
    assert not written
    assert written.summary.startswith("Nothing to change")
    assert (root / "asks/odd.md").stat() == before
    with pytest.raises(Refused, match="nothing to take back"):
        vault.undo()


def test_another_programs_change_stays_and_ours_is_made_again(vault: Vault, root: Path, meanwhile: Meanwhile) -> None:
    meanwhile.does[2] = saving(root / "asks/b.md", b"title: B", b"title: Bee")
    vault.take("nudge", asks(vault, "a", "b"), Given(MONDAY))
    assert b"title: Bee\n" in (root / "asks/b.md").read_bytes()
    assert all((root / path).read_bytes().count(b"nudged: 2026-03-16\n") == 1 for path in ("asks/a.md", "asks/b.md"))
    vault.undo()
    assert files(root) == {**FILES, "asks/b.md": FILES["asks/b.md"].replace(b"title: B", b"title: Bee")}
    with pytest.raises(Refused, match="nothing to take back"):
        vault.undo()


def test_another_programs_value_for_the_same_key_is_not_overwritten(
    vault: Vault, root: Path, meanwhile: Meanwhile
) -> None:
    meanwhile.does[1] = saving(root / "asks/a.md", b"---\nHi", b"answered: 2026-03-10\n---\nHi")
    with pytest.raises(NoteChanged, match=r"asks/a\.md"):
        vault.take("answer", asks(vault, "a", "b"), Given(MONDAY))
    assert files(root)["asks/a.md"].endswith(b"answered: 2026-03-10\n---\nHi\n")
    assert files(root)["asks/b.md"] == FILES["asks/b.md"]


def test_a_value_that_nobody_has_seen_is_not_overwritten(vault: Vault, root: Path) -> None:
    seen = asks(vault, "a")
    saving(root / "asks/a.md", b"---\nHi", b"Result: came by sync\n---\nHi")()
    with pytest.raises(NoteChanged):
        vault.take("outcome", seen, Given(MONDAY, text="typed just now"))
    assert b"came by sync" in (root / "asks/a.md").read_bytes()
    assert asks(vault, "a")[0].ask.outcome == "came by sync"


def test_a_note_that_keeps_changing_is_left_to_its_writer(vault: Vault, root: Path, meanwhile: Meanwhile) -> None:
    note = root / "asks/b.md"
    for number in range(2, 20):
        meanwhile.does[number] = lambda: note.write_bytes(note.read_bytes() + b"more\n")
    with pytest.raises(NoteChanged, match=r"asks/b\.md"):
        vault.take("nudge", asks(vault, "a", "b"), Given(MONDAY))
    assert files(root)["asks/a.md"] == FILES["asks/a.md"]
    assert set(files(root)["asks/b.md"].removeprefix(FILES["asks/b.md"]).split()) == {b"more"}
    with pytest.raises(Refused, match="nothing to take back"):
        vault.undo()


def test_a_note_that_is_gone_has_changed(vault: Vault, root: Path) -> None:
    seen = asks(vault, "a")
    (root / "asks/a.md").unlink()
    with pytest.raises(NoteChanged):
        vault.take("nudge", seen, Given(MONDAY))
    assert not (root / "asks/a.md").exists()


def test_a_vault_that_is_gone_is_not_made_anew(vault: Vault, root: Path) -> None:
    seen = asks(vault, "a")
    root.rename(root.with_name("elsewhere"))
    writes: list[Callable[[], object]] = [
        lambda: vault.take("nudge", seen, Given(MONDAY)),
        lambda: vault.create(Kind.NOTE, "x", {}, MONDAY),
        vault.undo,
    ]
    for write in writes:
        with pytest.raises(NoVault):
            write()
    assert not root.exists()


def test_a_link_out_of_the_vault_is_neither_read_nor_written(vault: Vault, root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.md"
    outside.write_bytes(b"secret: yes\n")
    (root / "asks/link.md").symlink_to(outside)
    vault.reconcile()
    for dry_run in (True, False):
        with pytest.raises(Refused, match="outside the vault"):
            vault.set(vault.find("asks/link"), {"a": "b"}, MONDAY, dry_run=dry_run)
    assert outside.read_bytes() == b"secret: yes\n"


def test_a_link_within_the_vault_changes_its_target(vault: Vault, root: Path) -> None:
    (root / "today.md").symlink_to("asks/a.md")
    vault.reconcile()
    vault.set(vault.find("today"), {"why": "x"}, MONDAY)
    assert (root / "today.md").is_symlink()
    assert b"why: x\n" in (root / "asks/a.md").read_bytes()


def test_a_note_from_the_cache_is_known_as_well_as_one_just_read(root: Path, tmp_path: Path) -> None:
    typed = {"contact": "Ana", "nudged": "today", "other": "x", "ask": "New?", "follow_up": "+3d", "tags": "a"}
    for cached in (False, True):
        vault = Vault.open(root, state=tmp_path / "state", cache=tmp_path / "cache")
        for note in vault.notes(MONDAY):
            keys = {key: f"{value}{cached:d}" if key != "nudged" else value for key, value in typed.items()}
            assert vault.set(note, {**keys, "other": None, "follow_up": "tomorrow"}, MONDAY), note.path


def test_what_changed_since_is_not_taken_back(vault: Vault, root: Path) -> None:
    vault.take("nudge", asks(vault, "a", "b"), Given(MONDAY))
    saving(root / "asks/b.md", b"title: B", b"title: Bee")()
    before = files(root)
    with pytest.raises(NoteChanged, match=r"asks/b\.md"):
        vault.undo()
    assert files(root) == before


def test_a_new_note_can_be_taken_back_and_made_again(vault: Vault, root: Path) -> None:
    (change,) = vault.create(Kind.PERSON, "Ana Ruiz", {"org": "Acme"}, MONDAY).changes
    made = (root / "people/Ana Ruiz.md").read_bytes()
    assert (change.path, change.before, change.after) == ("people/Ana Ruiz.md", None, made)
    vault.undo()
    assert files(root) == FILES
    vault.redo()
    assert (root / "people/Ana Ruiz.md").read_bytes() == made


def test_a_broken_note_is_mended_and_can_be_broken_again(vault: Vault, root: Path) -> None:
    broken = b"---\nask: Quick: would you?\n---\n"
    (root / "broken.md").write_bytes(broken)
    vault.reconcile()
    written = vault.fix([vault.find("broken"), vault.find("loose")])
    assert ([change.path for change in written.changes], written.summary) == (["broken.md"], "Mended: broken.md")
    assert (root / "broken.md").read_bytes() == b'---\nask: "Quick: would you?"\n---\n'
    vault.undo()
    assert (root / "broken.md").read_bytes() == broken


def test_two_vaults_of_one_person_have_each_their_own_undo(tmp_path: Path) -> None:
    vaults = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.md").write_bytes(b"---\na: b\n---\n")
        vaults.append(Vault.open(tmp_path / name, state=tmp_path / "state"))
    vaults[0].set(vaults[0].find("x"), {"a": "c"}, MONDAY)
    with pytest.raises(JournalError, match="nothing to take back"):
        vaults[1].undo()
    assert vaults[0].undo().changes[0].after == b"---\na: b\n---\n"


def test_nothing_but_notes_is_left_in_the_vault(vault: Vault, root: Path, meanwhile: Meanwhile) -> None:
    meanwhile.does[2] = saving(root / "asks/b.md", b"title: B", b"title: Bee")
    vault.take("nudge", asks(vault, "a", "b"), Given(MONDAY))
    vault.create(Kind.NOTE, "On asking", {}, MONDAY)
    assert sorted(files(root)) == sorted([*FILES, "notes/on-asking.md"])
    assert sorted(os.listdir(root)) == ["asks", "loose.md", "notes"]
