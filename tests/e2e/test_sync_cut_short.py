"""git killed while it puts merged notes into the work tree: nothing was touched, or the next sync takes it back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable

import pytest

from tests.clones import BASE, NOTE, Clone, TwoAfter, changed
from tests.e2e.test_sync_interrupted import CALL, ROOT, Gate, ended, gate, until, waits
from tests.seen import PATIENCE

__all__ = ["gate"]

pytestmark = pytest.mark.needs("git")

NOTES = [f"notes/n{number:02}.md" for number in range(12)]
GATED = 5
"""The note before which git waits, and is killed: those before it are written, and it is away."""


def _rewritten(laptop: Clone) -> str:
    for path in NOTES:
        laptop.write(changed("Hello", f"Hello from {path}", laptop.text(path)), path)
    return NOTES[GATED]


def _moved(laptop: Clone) -> str:
    """Every note of a folder goes away before the first one comes back."""
    laptop.git("mv", "notes", "old")
    laptop.write("# New\n", "new.md")
    return NOTES[GATED].replace("notes", "old")


def _deleted(laptop: Clone) -> str:
    for path in NOTES[:3]:
        (laptop.root / path).unlink()
    return _rewritten_from(laptop, 3)


def _rewritten_from(laptop: Clone, first: int) -> str:
    for path in NOTES[first:]:
        laptop.write(laptop.text(path) + "More.\n", path)
    return NOTES[GATED]


def _with_a_conflict(laptop: Clone) -> str:
    laptop.write(changed("outcome:\n", "outcome: Yes\n"))
    return _rewritten(laptop)


CHANGES = {
    "rewritten": _rewritten,
    "a folder moved": _moved,
    "some deleted": _deleted,
    "with a conflict": _with_a_conflict,
}


def write_notes(laptop: Clone, desk: Clone) -> None:
    for path in NOTES:
        laptop.write(BASE, path)
    for one in (laptop, desk):
        one.sync()


@pytest.fixture
def pair(two_after: TwoAfter) -> tuple[Clone, Clone]:
    laptop, desk = two_after(write_notes)
    (desk.state.parent / "journal").symlink_to(desk.state)
    return laptop, desk


def made(pair: tuple[Clone, Clone], change: Callable[[Clone], str]) -> tuple[str, bool]:
    """Make a change there, and here what conflicts with it. Gives the gated note, and whether there is a conflict."""
    at = change(pair[0])
    pair[0].sync()
    is_conflict = change is _with_a_conflict
    if is_conflict:
        pair[1].write(changed("outcome:\n", "outcome: No\n"))
    return at, is_conflict


def cut_short(
    desk: Clone, gate: Gate, at: str, signals: Iterable[tuple[signal.Signals, bool]], *, in_turn: bool = False
) -> int:
    """A sync in which git gets as far as one note. signals: which are then sent, and whether to git, else to us.

    in_turn: what is for us is sent once git has ended. Gives the exit status.
    """
    (desk.root / ".git/info/attributes").write_text(f"{at} filter=gate\n")
    desk.git("config", "filter.gate.smudge", str(gate.program))
    assert desk.call("init").status == 0, "which agrees to the program"
    around = {**os.environ, "XDG_STATE_HOME": str(desk.state.parent), "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", CALL, "sync", "--vault", str(desk.root)]
    with subprocess.Popen(words, env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        waiting = gate.until_reached()
        leader = os.getpgid(waiting)
        assert leader not in (process.pid, os.getpgid(0)), "git leads a group of its own"
        until(lambda: waits(process.pid))
        for sent, to_git in signals:
            os.killpg(leader, sent) if to_git else process.send_signal(sent)
            if in_turn:
                until(lambda: ended(leader))
        process.communicate(timeout=PATIENCE)
    until(lambda: ended(waiting) and ended(leader))
    (desk.root / ".git/index.lock").unlink(missing_ok=True)
    (desk.root / ".git/info/attributes").unlink()
    desk.git("config", "--remove-section", "filter.gate")
    return process.returncode


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
@pytest.mark.parametrize("way", ["to us", "to both, as a terminal sends it", "to us, while what git did is taken back"])
def test_after_ctrl_c_nothing_was_touched(
    pair: tuple[Clone, Clone], gate: Gate, change: Callable[[Clone], str], way: str
) -> None:
    laptop, desk = pair
    at, is_conflict = made(pair, change)
    before = desk.files()
    ctrl_c = [*([(signal.SIGINT, True)] if way != "to us" else []), (signal.SIGINT, False)]
    assert cut_short(desk, gate, at, ctrl_c, in_turn=way.startswith("to us, while")) == 130
    assert desk.files() == before
    assert desk.git("status", "--porcelain") == ""
    ends(laptop, desk, is_conflict=is_conflict)


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_after_a_kill_the_next_sync_finds_nothing_of_it(
    pair: tuple[Clone, Clone], gate: Gate, change: Callable[[Clone], str], sent: signal.Signals
) -> None:
    laptop, desk = pair
    at, is_conflict = made(pair, change)
    assert cut_short(desk, gate, at, [(sent, False), (sent, True)]) == -sent
    assert desk.git("status", "--porcelain") != "", "it was in the middle"
    ends(laptop, desk, is_conflict=is_conflict)


def ends(laptop: Clone, desk: Clone, *, is_conflict: bool) -> None:
    """The next sync merges, and has nothing to commit that nobody wrote."""
    done = desk.sync(ends=int(is_conflict))
    assert "committed" not in done.out
    if is_conflict:
        assert f"({NOTE}): outcome" in done.out
        assert desk.call("resolve", NOTE, "outcome=theirs").status == 0
        desk.sync()
        laptop.sync()
    assert desk.files() == laptop.files()
    assert desk.git("rev-parse", "HEAD") == laptop.git("rev-parse", "HEAD")
    assert desk.git("status", "--porcelain") == ""


def test_what_was_written_in_between_stays(pair: tuple[Clone, Clone], gate: Gate) -> None:
    """A note that git had brought already, one that it had not, the one that it had just removed, and a new one."""
    laptop, desk = pair
    at = _rewritten(laptop)
    laptop.write("# New\n", "a new note.md")
    laptop.sync()
    cut_short(desk, gate, at, [(signal.SIGKILL, False), (signal.SIGKILL, True)])
    assert desk.text("a new note.md") == "# New\n"
    for path in (NOTES[1], NOTES[9], "a new note.md"):
        desk.write(desk.text(path) + "Mine.\n", path)
    desk.write(changed("thanked:\n", "thanked: 2026-03-05\n"), at)
    (desk.root / NOTES[2]).write_bytes(b"")
    desk.sync()
    for path in NOTES:
        assert f"Hello from {path}" in desk.text(path)
        assert ("Mine." in desk.text(path)) == (path in (NOTES[1], NOTES[9]))
    assert "thanked: 2026-03-05\n" in desk.text(at)
    assert "Mine." in desk.text("a new note.md")
    laptop.sync()
    assert laptop.files() == desk.files()


def test_a_note_that_git_had_only_begun_to_write_is_no_change(pair: tuple[Clone, Clone], gate: Gate) -> None:
    laptop, desk = pair
    at = _rewritten(laptop)
    laptop.sync()
    cut_short(desk, gate, at, [(signal.SIGKILL, False), (signal.SIGKILL, True)])
    desk.write(laptop.text(at)[:40], at)
    ends(laptop, desk, is_conflict=False)


def test_a_plan_of_a_history_that_has_moved_on_is_forgotten(pair: tuple[Clone, Clone], gate: Gate) -> None:
    laptop, desk = pair
    at = _rewritten(laptop)
    laptop.sync()
    cut_short(desk, gate, at, [(signal.SIGKILL, False), (signal.SIGKILL, True)])
    desk.git("checkout", "-q", "--", ".")
    desk.git("merge", "-q", "--ff-only", "origin/main")
    desk.write(BASE + "Mine.\n", NOTES[0])
    desk.sync()
    assert desk.text(NOTES[0]) == BASE + "Mine.\n"
