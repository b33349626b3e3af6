"""``doctor``: what is set up, and what to do about what is not."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from journal.cli import doctor
from journal.places import cache_folder
from tests.unit.cli.conftest import NETWORK, Call
from tests.vaults import MakeVault


def checks(call: Call, vault: Path | str, **variables: str) -> dict[str, Any]:
    done = call("doctor", "--json", "--vault", str(vault), variables=variables)
    assert done.status == 0
    assert list(done.document) == ["version", "checks", "understood"]
    return {check.pop("name"): check for check in done.document["checks"]}


def test_a_vault_that_is_well(call: Call, network: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program, **_: f"/bin/{program}")
    found = checks(call, network, EDITOR="vim -u NONE")
    assert list(found) == ["vault", "settings", "notes", "cache", "watcher", "git", "editor", "terminal"]
    assert [name for name, check in found.items() if not check["ok"] or check["cure"]] == []
    assert found["vault"]["message"] == f"{network}: 8 notes"
    assert found["editor"]["message"] == "vim -u NONE (from EDITOR)"


def test_what_is_not_well_has_a_cure(call: Call, make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    vault = make_vault(
        {**NETWORK, "journal.toml": "wait = 1\n[sync]\ngit = true\n", "x.md": "---\nask: a: b: c\n---\n"}
    )
    found = checks(call, vault, TERM="dumb")
    broken = {name for name, check in found.items() if not check["ok"]}
    assert broken == {"settings", "notes", "editor", "terminal"}
    assert all(found[name]["cure"] for name in broken)
    assert "nobody knows the key wait" in found["settings"]["message"]


def test_a_template_that_no_message_takes_is_named(call: Call, make_vault: MakeVault) -> None:
    names = ("nudge.txt", "nudges.txt", "Thanks.TXT", "Report.txt", "notes.md")
    vault = make_vault({**NETWORK, **{f"templates/messages/{name}": "Hi" for name in names}})
    found = checks(call, vault)["templates"]
    said = "templates/messages/Report.txt, templates/messages/nudges.txt: no message takes it"
    assert (found["ok"], found["message"]) == (False, said)
    assert found["cure"].startswith("call it one of ask.txt, nudge.txt, ")


def test_a_linked_folder_with_notes_is_named(call: Call, make_vault: MakeVault, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "deep").mkdir(parents=True)
    (elsewhere / "deep/x.md").write_text("Hi")
    (tmp_path / "pictures").mkdir()
    vault = make_vault({**NETWORK, "journal.toml": ""})
    for name, target in {"asks/more": elsewhere, "pictures": tmp_path / "pictures", "gone": tmp_path / "no"}.items():
        (vault / name).symlink_to(target)
    found = checks(call, vault)["links"]
    assert (found["ok"], found["message"]) == (False, "notes in linked folders are not read: asks/more")
    (vault / "journal.toml").write_text('exclude = ["asks/more/"]\n')
    assert "links" not in checks(call, vault)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            '[network]\nfile = ["x.csv"]\n',
            "config.toml: nobody knows the key network.file; did you mean network.files?",
        ),
        ("default_vault = \n", "config.toml is no TOML"),
    ],
)
def test_a_slip_in_ones_own_settings_is_named(
    call: Call, network: str, tmp_path: Path, written: str, message: str
) -> None:
    config = tmp_path / "config" / "config.toml"
    config.parent.mkdir()
    config.write_text(written, encoding="utf-8")
    settings = checks(call, network)["settings"]
    assert (settings["ok"], message in settings["message"]) == (False, True)
    assert "config.toml" in settings["cure"]


def test_what_cannot_be_read_is_no_part_of_a_vault_that_is_well(
    call: Call, make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, scan = make_vault({"a.md": "", "sub/b.md": ""}), os.scandir

    def fails(folder: Any) -> Any:
        if isinstance(folder, int) and os.path.samestat(os.fstat(folder), (vault / "sub").stat()):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", fails)
    message, cure = f"{vault}: 1 note; 1 place cannot be read", "journal check says why"
    assert checks(call, vault)["vault"] == {"ok": False, "message": message, "cure": cure}


@pytest.mark.parametrize(
    ("written", "said"), [("", "off; git was not allowed"), ("git = true\n", "git was not allowed")]
)
def test_a_sync_that_is_off_is_said_to_be(call: Call, make_vault: MakeVault, written: str, said: str) -> None:
    vault = make_vault({**NETWORK, "journal.toml": f"[sync]\n{written}", ".git/HEAD": "ref: refs/heads/main\n"})
    sync = checks(call, vault)["sync"]
    assert (sync["ok"], sync["message"]) == (not written, f"{said} to run here yet")
    assert sync["cure"] == "journal doctor --fix"


def test_no_vault_is_an_answer_too(call: Call) -> None:
    found = checks(call, "nowhere")
    assert (found["vault"]["ok"], list(found)) == (False, ["vault", "git", "editor", "terminal"])


def test_a_vault_whose_settings_cannot_be_read_is_not_to_be_begun_anew(call: Call, network: str) -> None:
    Path(network, "journal.toml").write_text("[cadence]\n[cadence]\n")
    found = checks(call, network)["vault"]
    assert (found["ok"], found["cure"]) == (False, "correct journal.toml")
    assert "journal.toml is no TOML: [cadence] stands twice (at line 2, column 9). Mend that line" in found["message"]


def test_it_reads_as_a_list(call: Call, network: str) -> None:
    lines = call("doctor", "--vault", network).out.splitlines()
    assert lines[0] == f"ok  vault    {network}: 8 notes"


@pytest.mark.parametrize(
    ("limit", "ok", "message"),
    [
        (None, True, "5 folders; the system names no limit"),
        (8192, True, "5 folders of at most 8192"),
        (4, False, "5 folders, but only 4 can be watched"),
    ],
)
def test_the_system_may_watch_fewer_folders_than_there_are(
    call: Call, network: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int | None, ok: bool, message: str
) -> None:
    file = tmp_path / "max_user_watches"
    if limit is not None:
        file.write_text(f"{limit}\n", encoding="ascii")
    monkeypatch.setattr(doctor, "_INOTIFY_LIMIT", file)
    watcher = checks(call, network)["watcher"]
    assert (watcher["ok"], watcher["message"]) == (ok, message)


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"VISUAL": "no-such-editor --wait"}, "VISUAL names no-such-editor, which is not there"),
        ({"EDITOR": "vi '"}, "EDITOR cannot be read (No closing quotation)"),
        ({"VISUAL": "", "EDITOR": "sh -c"}, "sh -c (from EDITOR)"),
    ],
)
def test_the_editor_is_the_one_that_is_named(call: Call, network: str, variables: dict[str, str], message: str) -> None:
    assert checks(call, network, **variables)["editor"]["message"] == message


def test_no_vault_is_told_in_one_line(call: Call) -> None:
    lines = call("doctor").out.splitlines()
    assert lines[0] == "no  vault    No vault here: a vault is a folder of notes with a journal.toml."


def test_a_damaged_cache_is_opened_and_made_anew(call: Call, network: str) -> None:
    assert call("due", "--vault", network).status == 0
    (cache,) = cache_folder().glob("*.db")
    content = cache.read_bytes()
    at = content.find(b"CREATE") + 8
    cache.write_bytes(content[:at] + b"\xbb" + content[at + 1 :])
    found = checks(call, network)
    assert found["vault"]["ok"]
    assert found["cache"]["ok"] or "made anew" in found["cache"]["message"]
    assert checks(call, network)["cache"]["ok"]


def test_a_cache_folder_that_others_may_use_has_a_cure(call: Call, network: str) -> None:
    cache_folder().mkdir(parents=True)
    cache_folder().chmod(0o777)
    found = checks(call, network)["cache"]
    assert (found["ok"], "chmod 700" in found["message"]) == (False, True)
    assert found["cure"]
