"""A sync that somebody stops while git works: nothing of it stays, and the next one takes up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from journal.config import read_settings
from journal.sync.git import Stopped
from journal.sync.running import Listener
from journal.sync.sync import sync
from tests.clones import BOTH, OUTCOME, THANKED, Clone
from tests.scripts import script
from tests.seen import PATIENCE

pytestmark = pytest.mark.needs("git")

ROOT = Path(__file__).resolve().parents[2]
CALL = (
    "import sys; from journal.sync import running; running._GRACE = 0.2; "
    "from journal.cli.main import main; sys.exit(main())"
)


@dataclass(frozen=True)
class Gate:
    """A program that waits until it is killed, once; then it is cat. Its process number stands in ``came``."""

    program: Path
    came: Path

    def until_reached(self) -> int:
        deadline = time.monotonic() + PATIENCE
        while not (self.came.exists() and self.came.read_text().endswith("\n")):
            assert time.monotonic() < deadline, "git never came to the gate"
            time.sleep(0.01)  # between two looks at a condition
        return int(self.came.read_text())


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    came, never = tmp_path / "came", tmp_path / "never"
    os.mkfifo(never)
    program = script(tmp_path / "gate", f"test -e {came} && exec cat; echo $$ > {came}; read line < {never}")
    yield Gate(program, came)
    if came.exists() and not ended(waiting := int(came.read_text())):
        os.kill(waiting, signal.SIGKILL)


def at_fetch(desk: Clone, gate: Gate) -> Callable[[], object]:
    desk.git("config", "remote.origin.uploadpack", str(gate.program))
    assert desk.call("init").status == 0, "which agrees to the program"
    return lambda: desk.git("config", "--unset", "remote.origin.uploadpack")


def at_commit(desk: Clone, gate: Gate) -> Callable[[], object]:
    hook = desk.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.symlink_to(gate.program)
    return hook.unlink


def ended(process: int) -> bool:
    try:
        return "State:\tZ" in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


def waits(process: int) -> bool:
    """Whether a process sleeps: one that has started git waits for it, and no longer starts it."""
    return "State:\tS" in Path(f"/proc/{process}/status").read_text()


def until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)  # between two looks at a condition


@pytest.fixture
def apart(two: tuple[Clone, Clone]) -> Clone:
    """A machine with something of its own, where the remote has something too."""
    laptop, desk = two
    laptop.write(OUTCOME)
    laptop.sync()
    desk.write(THANKED)
    return desk


@pytest.mark.parametrize("where", [at_fetch, at_commit])
def test_after_ctrl_c_no_git_is_left_and_the_next_sync_goes_on(
    apart: Clone, gate: Gate, where: Callable[[Clone, Gate], Callable[[], object]]
) -> None:
    mend = where(apart, gate)
    around = {**os.environ, "XDG_STATE_HOME": str(apart.state.parent), "PYTHONPATH": str(ROOT)}
    (apart.state.parent / "journal").symlink_to(apart.state)
    words = [sys.executable, "-c", CALL, "sync", "--vault", str(apart.root)]
    with subprocess.Popen(words, env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        waiting = gate.until_reached()
        until(lambda: waits(process.pid))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, out + err
    assert "Traceback" not in err
    until(lambda: ended(waiting))
    assert not (apart.root / ".git/index.lock").exists()
    mend()
    apart.sync()
    assert apart.text() == BOTH


def test_a_listener_stops_a_fetch(apart: Clone, gate: Gate) -> None:
    mend = at_fetch(apart, gate)
    said: list[str] = []
    with pytest.raises(Stopped, match="the next sync goes on from there"):
        sync(
            apart.root,
            read_settings(apart.root),
            apart.state,
            said.append,
            listener=Listener(is_cancelled=gate.came.exists),
        )
    assert said == ["committed 1 file: Thank Maria Lopez"]
    until(lambda: ended(gate.until_reached()))
    mend()
    apart.sync()
    assert apart.text() == BOTH


def test_a_listener_hears_how_far_a_fetch_is(apart: Clone) -> None:
    heard: list[tuple[str, int, int]] = []
    sync(
        apart.root,
        read_settings(apart.root),
        apart.state,
        lambda _: None,
        listener=Listener(lambda *progress: heard.append(progress)),
    )
    assert all(0 <= done <= total for _, done, total in heard)
    assert {"Counting objects", "Writing objects"} <= {what for what, _, _ in heard}
