from __future__ import annotations

import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from journal.errors import EnvironmentFailed
from journal.vault.disk import lock
from tests.vaults import MakeVault

HOLD = """
import sys
from pathlib import Path
from journal.vault.disk import lock
with lock.held(Path(sys.argv[1]), Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_lock_is_in_the_state_folder_and_only_for_the_person(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({"x.md": ""})
    with lock.held(tmp_path / "state", root):
        pass
    assert [file.name for file in root.iterdir()] == ["x.md"]
    (folder,) = (tmp_path / "state").iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_vault_is_the_same_by_every_path_to_it(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({})
    (tmp_path / "link").symlink_to(root)
    (tmp_path / "other").mkdir()
    state = tmp_path / "state"
    assert lock.state_of(state, root) == lock.state_of(state, tmp_path / "link")
    assert lock.state_of(state, root) != lock.state_of(state, tmp_path / "other")


def test_who_waits_too_long_is_told_what_to_do(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({})
    with (
        lock.held(tmp_path, root),
        pytest.raises(EnvironmentFailed, match=r"Another journal .* end it, then try again") as raised,
        lock.held(tmp_path, root, wait=0),
    ):
        pass
    assert raised.value.status == 4


def test_a_second_thread_waits_until_the_first_is_done(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({})
    order: list[str] = []

    def second() -> None:
        started.set()
        with lock.held(tmp_path, root):
            order.append("second")

    started = threading.Event()
    thread = threading.Thread(target=second)
    with lock.held(tmp_path, root):
        thread.start()
        started.wait()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_program_that_is_killed_lets_go(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({})
    command = [sys.executable, "-c", HOLD, str(tmp_path), str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(EnvironmentFailed), lock.held(tmp_path, root, wait=0):
            pass
        holder.send_signal(signal.SIGKILL)
    with lock.held(tmp_path, root, wait=0):
        pass


def test_a_state_folder_that_cannot_be_made_is_named_with_the_cure(make_vault: MakeVault, tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"")
    with (
        pytest.raises(EnvironmentFailed, match=r"state/\w+ could not be written .*choose another name"),
        lock.held(tmp_path / "state", make_vault({})),
    ):
        pass
