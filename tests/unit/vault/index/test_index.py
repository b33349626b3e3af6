"""What a look at the folder changes in the index, and what follows from it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest

from journal import Vault
from journal.errors import NoVault
from journal.model import Day, Delta, State
from journal.vault.disk.lock import state_of
from journal.vault.index import index, indexed_note, workers
from journal.vault.queries import lookalikes
from tests.vaults import MakeVault

TODAY = Day(2026, 3, 16)
ASK = "---\ncontact: Maria\ngoal: Oslo\nask: Could you help?\nasked: 2026-03-12\n---\n"


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault({"asks/help.md": ASK, "maria.md": "# Maria Lopez\n", "oslo.md": "---\ntype: goal\n---\nText.\n"})


@pytest.fixture
def vault(root: Path, tmp_path: Path) -> Vault:
    return Vault.open(root, cache=tmp_path / "cache")


def test_an_ask_follows_the_title_of_the_note_it_names(root: Path, vault: Vault) -> None:
    assert vault.queue(TODAY)[0].contacts == "Maria Lopez"
    (root / "maria.md").write_text("# Maria Rossi\n")
    vault.reconcile()
    assert vault.queue(TODAY)[0].contacts == "Maria Rossi"


def test_an_ask_follows_a_name_that_another_note_answers_to_now(root: Path, vault: Vault) -> None:
    assert vault.queue(TODAY)[0].contacts == "Maria Lopez"
    (root / "a").mkdir()
    (root / "maria.md").rename(root / "a" / "ana.md")
    vault.reconcile()
    assert vault.queue(TODAY)[0].contacts == "Maria"


def test_an_ask_follows_its_goal(root: Path, vault: Vault) -> None:
    assert vault.queue(TODAY)[0].state is State.WAITING
    (root / "oslo.md").write_text("---\ntype: goal\nachieved: 2026-03-15\n---\n")
    vault.reconcile()
    assert vault.queue(TODAY)[0].state is State.RELEASE


def test_an_ask_follows_the_day_both_ways(vault: Vault) -> None:
    states = [vault.queue(day)[0].state for day in (TODAY, Day(2026, 3, 19), TODAY)]
    assert states == [State.WAITING, State.NUDGE, State.WAITING]


def test_an_ask_follows_the_settings(root: Path, vault: Vault, tmp_path: Path) -> None:
    assert vault.queue(TODAY)[0].state is State.WAITING
    (root / "journal.toml").write_text("[follow_up]\nwait_days = 2\n")
    assert Vault.open(root, cache=tmp_path / "cache").queue(TODAY)[0].state is State.NUDGE
    due = vault.queue(TODAY)[0].due
    assert due is not None
    (root / "journal.toml").write_text(f"[follow_up]\nrest_days = ['{due:%a}']\n".lower())
    assert Vault.open(root, cache=tmp_path / "cache").queue(TODAY)[0].due == due + timedelta(days=1)


def test_a_look_tells_what_changed_since_the_last(root: Path, vault: Vault) -> None:
    assert vault.reconcile() == Delta()
    (root / "asks/help.md").write_text(ASK + "More text.\n")
    (root / "maria.md").unlink()
    (root / "new.md").write_text("")
    assert vault.reconcile() == Delta(added=("new.md",), changed=("asks/help.md",), removed=("maria.md",))
    assert vault.reconcile() == Delta()


def test_a_look_tells_what_another_program_saw_first(root: Path, vault: Vault, tmp_path: Path) -> None:
    (root / "maria.md").unlink()
    (root / "new.md").write_text("")
    Vault.open(root, cache=tmp_path / "cache")
    assert vault.reconcile() == Delta(added=("new.md",), removed=("maria.md",))


def test_a_touched_note_is_no_change(root: Path, vault: Vault) -> None:
    os.utime(root / "maria.md")
    assert vault.reconcile() == Delta()


def test_a_look_at_one_path_looks_at_no_other(root: Path, vault: Vault) -> None:
    (root / "new.md").write_text("")
    (root / "maria.md").unlink()
    assert vault.reconcile(["new.md"]) == Delta(added=("new.md",))
    assert vault.reconcile() == Delta(removed=("maria.md",))


def test_a_note_that_came_and_went_between_looks_is_gone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexed_note, "RACY_NS", -(10**12))  # else new notes are looked at again in any case
    vault = Vault.open(root)
    (root / "asks/new.md").write_text(ASK)
    vault.reconcile(["asks/new.md"])
    (root / "asks/new.md").unlink()
    assert vault.reconcile() == Delta(removed=("asks/new.md",))


def test_a_note_has_its_id_alone_once_the_other_of_that_id_is_gone(make_vault: MakeVault, tmp_path: Path) -> None:
    composed, decomposed = unicodedata.normalize("NFC", "é.md"), unicodedata.normalize("NFD", "é.md")
    root = make_vault({composed: "# One\n", decomposed: "# Two\n"})
    vault = Vault.open(root, cache=tmp_path / "cache")
    assert len({note.id for note in vault.notes(TODAY)}) == 2
    for path in (composed, decomposed):
        (root / path).rename(tmp_path / "away.md")
        vault.reconcile()
        assert [note.id for note in vault.notes(TODAY)] == [note.id for note in Vault.open(root).notes(TODAY)]
        (tmp_path / "away.md").rename(root / path)
        vault.reconcile()


def test_a_vault_is_shown_from_the_cache_before_it_is_looked_at(root: Path, vault: Vault, tmp_path: Path) -> None:
    lines = vault.queue(TODAY)
    (root / "asks/help.md").unlink()
    again = Vault.at(root, cache=tmp_path / "cache")
    assert again.queue(TODAY) == lines
    assert again.reconcile() == Delta(removed=("asks/help.md",))
    assert again.queue(TODAY) == []


@pytest.mark.parametrize("paths", [None, ["maria.md", "asks/help.md"]])
def test_a_folder_that_is_gone_leaves_the_index_as_it_was(root: Path, vault: Vault, paths: list[str] | None) -> None:
    root.rename(root.with_name("elsewhere"))
    with pytest.raises(NoVault):
        vault.reconcile(paths)
    assert len(vault.notes(TODAY)) == 3


def test_an_empty_folder_in_its_place_is_not_the_vault(root: Path, vault: Vault) -> None:
    root.rename(root.with_name("elsewhere"))
    root.mkdir()
    with pytest.raises(NoVault):
        vault.reconcile()
    assert len(vault.notes(TODAY)) == 3


def test_a_new_vault_in_its_place_is_the_vault(root: Path, vault: Vault) -> None:
    """A place where something is mounted has no settings of a vault; who began anew, or cloned, has."""
    root.rename(root.with_name("elsewhere"))
    root.mkdir()
    (root / "journal.toml").touch()
    assert len(vault.reconcile().removed) == 3


def test_a_folder_whose_notes_were_all_deleted_is_empty(root: Path, vault: Vault) -> None:
    for note in root.rglob("*.md"):
        note.unlink()
    assert len(vault.reconcile().removed) == 3


def test_a_folder_of_which_only_some_notes_were_looked_at_can_be_emptied_too(root: Path, tmp_path: Path) -> None:
    vault = Vault.at(root, cache=tmp_path / "cache")
    vault.reconcile(["maria.md"])
    for note in root.rglob("*.md"):
        note.unlink()
    assert vault.reconcile() == Delta(removed=("maria.md",))


def test_the_cache_is_for_its_owner_alone(vault: Vault, tmp_path: Path) -> None:
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700
    assert vault.notice is None


def test_a_first_reading_in_parts_and_one_at_once_and_one_note_by_note_give_the_same_tables(
    make_vault: MakeVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {
        f"asks/{n}.md": f"---\ncontact: Ann {n % 7}\nvia: Bea\ngoal: Oslo\nask: {n}?\n---\n[[x]]" for n in range(30)
    }
    texts |= {f"people/{n}.md": f"---\ntype: person\n---\n# Ann {n}\n" for n in range(5)}
    texts |= {"oslo.md": "---\ntype: goal\n---\n", "x.md": "", "x.markdown": "", "a/x.md": "[[Ann 2]]"}
    root = make_vault(texts)
    for note in root.rglob("*.m*"):
        os.utime(note, (1, 1))
    at_once, in_parts, by_note = (Vault.at(root, cache=tmp_path / name) for name in ("once", "parts", "note"))
    at_once.reconcile()
    with monkeypatch.context() as patch:
        patch.setattr(workers, "_BATCH", 4)
        patch.setattr(index, "_COMMIT", 0.0)
        in_parts.reconcile()
    for path in sorted(texts, reverse=True):
        by_note.reconcile([path])
    expected = tables(at_once, tmp_path / "once")
    assert all(expected.values()), "every table is compared with something in it"
    assert tables(in_parts, tmp_path / "parts") == expected
    assert tables(by_note, tmp_path / "note") == expected


def tables(vault: Vault, cache: Path) -> dict[str, object]:
    """What the tables hold, by paths instead of numbers, and which indexes there are."""
    answered = [vault.queue(TODAY), vault.counts(TODAY), vault.count_problems(TODAY)]
    vault.close()
    (file,) = cache.glob("*.db")
    with sqlite3.connect(file) as db:
        paths = {None: None, **dict(db.execute("SELECT number, path FROM note"))}
        notes = db.execute(
            "SELECT path, folder, digest, base_id, id, length, kind, claims, problems, title, content FROM note"
        )
        found = {
            "answers": answered,
            "notes": sorted(notes, key=repr),
            "names": sorted((key, rank, paths[note]) for key, rank, note in db.execute("SELECT * FROM name")),
            "mentions": sorted(
                ((paths[note], means, key, text, paths[target]) for note, means, key, text, target in
                 db.execute("SELECT * FROM mention")), key=repr,
            ),
            "follow-ups": sorted((paths[note], *rest) for note, *rest in db.execute("SELECT * FROM follow_up")),
            "indexes": sorted(db.execute("SELECT name FROM sqlite_master WHERE type = 'index'")),
            "nothing left to do": not db.execute("SELECT 1 FROM touched UNION SELECT 1 FROM resolved").fetchall(),
        }  # fmt: skip
    db.close()
    return found


def test_the_first_look_sweeps_what_killed_writes_left(make_vault: MakeVault, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    root = make_vault(
        {"a.md": "", f"asks/.~x.md.{ended.pid}.tmp": "a save", f"asks/.~y.md.{os.getppid()}.tmp": "theirs"}
    )
    Vault.open(root, state=tmp_path / "state")
    assert [file.name for file in (root / "asks").iterdir()] == [f".~y.md.{os.getppid()}.tmp"]
    kept = Path(state_of(tmp_path / "state", root), "kept")
    assert [file.read_text() for file in kept.iterdir()] == ["a save"]


def test_a_look_at_a_vault_without_leftovers_leaves_no_trace(root: Path, tmp_path: Path) -> None:
    Vault.open(root, state=tmp_path / "state")
    assert not (tmp_path / "state").exists()


def test_look_alikes_are_looked_for_again_only_where_a_name_changed(
    root: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "asks/other.md").write_text(ASK.replace("Maria", "Marja Lopes"))
    vault.reconcile()
    searches: list[int] = []
    find = lookalikes.find

    def counted(db: sqlite3.Connection) -> None:
        searches.append(1)
        find(db)

    monkeypatch.setattr(lookalikes, "find", counted)

    def lines() -> list[int | None]:
        vault.reconcile()
        assert vault.count_problems(TODAY) == len(vault.problems(TODAY))
        return [found.problem.line for found in vault.problems(TODAY) if found.problem.code == "look-alike-name"]

    assert (lines(), searches) == ([], [1])
    (root / "asks/other.md").write_text(ASK.replace("Maria", "Mario Lopez"))
    assert (lines(), searches) == ([2], [1, 1])
    (root / "asks/other.md").write_text(ASK.replace("Maria", "Mario Lopez") + "More text.\n")
    (root / "maria.md").write_text("---\noutcome: No\n---\n# Maria Lopez\nMore text.\n")
    assert (lines(), searches) == ([2], [1, 1])
    (root / "asks/other.md").write_text(ASK.replace("contact: Maria", "tags: x\ncontact: Mario Lopez"))
    assert (lines(), searches) == ([3], [1, 1, 1])
    (root / "maria.md").unlink()
    assert (lines(), searches) == ([], [1, 1, 1, 1])


def test_problems_are_counted_as_they_are_listed(make_vault: MakeVault) -> None:
    found = Vault.open(
        make_vault(
            {
                "a.md": "---\nask: Could you?\ncontact: Maria Lopez\ngoal: job\nasked: soon\n---\nSee [[nobody]].\n",
                "b.md": "---\nask: Would you?\ncontact: María Lopez\ngoal: job\nstatus: hm\n---\n",
                "c.md": "---\nask: May I?\ncontact: Tom\n---\n",
            }
        )
    )
    codes = {found.problem.code for found in found.problems(TODAY)}
    assert codes >= {"bad-date", "dangling-link", "look-alike-name", "unknown-status", "no-goal"}
    assert found.count_problems(TODAY) == len(found.problems(TODAY))


def test_a_link_to_a_day_needs_no_note_of_it(make_vault: MakeVault) -> None:
    see = "Met on [[2026-03-01]], see [[daily/2026-03-02|Monday]], [[2026-03-01-lunch]] and [[Lunch 2026-03-01]].\n"
    vault = Vault.open(make_vault({"maria.md": f"---\ntype: person\n---\n{see}", "daily/2026-03-03.md": ""}))
    told = {
        f"No note is named “{name}”: mend the link, or write that note."
        for name in ("2026-03-01-lunch", "Lunch 2026-03-01")
    }
    assert {found.problem.message for found in vault.problems(TODAY)} == told
    assert vault.count_problems(TODAY) == 2
    assert {problem.message for problem in vault.page_at("maria.md", TODAY).problems} == told


def test_a_link_to_nowhere_is_a_problem_in_what_takes_part_alone(make_vault: MakeVault) -> None:
    see = "See [[nowhere]].\n"
    notes = {
        "ask.md": f"---\nask: Could you?\ncontact: '[[maria]]'\ngoal: '[[job]]'\nasked: 2026-03-01\n---\n{see}",
        "maria.md": see,
        "job.md": see,
        "lunch.md": f"---\ntype: meeting\n---\n{see}",
        "zoe.md": f"---\ntype: person\n---\n{see}",
        "idea.md": f"# An idea\n{see}See [[maria]].\n",
    }
    vault = Vault.open(make_vault(notes))
    dangling = [found.path for found in vault.problems(TODAY) if found.problem.code == "dangling-link"]
    assert dangling == ["ask.md", "job.md", "lunch.md", "maria.md", "zoe.md"]
    assert vault.count_problems(TODAY) == len(vault.problems(TODAY))
    assert [len(vault.page_at(path, TODAY).problems) for path in ("idea.md", "zoe.md", "maria.md")] == [0, 1, 1]
