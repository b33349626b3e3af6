"""git killed while it puts merged notes into the work tree: nothing was touched, or the next sync takes it back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from functools import cache

import pytest

from tests.clones import BASE, NOTE, Clone, TwoAfter, With, changed
from tests.e2e.test_sync_interrupted import CALL, ROOT, Gate, ended, gate, until, waits
from tests.seen import PATIENCE

__all__ = ["gate"]

pytestmark = pytest.mark.needs("git")

NOTES = [f"notes/n{number:02}.md" for number in range(12)]


def _rewrite(laptop: Clone) -> None:
    for path in NOTES:
        laptop.write(changed("Hello", f"Hello from {path}", laptop.text(path)), path)


def _move(laptop: Clone) -> None:
    """Every note of a folder goes away before the first one comes back."""
    laptop.git("mv", "notes", "old")
    laptop.write("# New\n", "new.md")


def _delete_some(laptop: Clone) -> None:
    for path in NOTES[:3]:
        (laptop.root / path).unlink()
    for path in NOTES[3:]:
        laptop.write(laptop.text(path) + "More.\n", path)


def _rewrite_with_a_conflict(laptop: Clone) -> None:
    laptop.write(changed("outcome:\n", "outcome: Yes\n"))
    _rewrite(laptop)


CHANGES = {
    "rewritten": _rewrite,
    "a folder moved": _move,
    "some deleted": _delete_some,
    "with a conflict": _rewrite_with_a_conflict,
}


@cache
def parted(case: str) -> With:
    """What brings both machines to a change that the laptop has pushed, and the desk perhaps to one that conflicts."""

    def part(laptop: Clone, desk: Clone) -> None:
        for path in NOTES:
            laptop.write(BASE, path)
        for one in (laptop, desk):
            one.sync()
        CHANGES[case](laptop)
        laptop.sync()
        if case == "with a conflict":
            desk.write(changed("outcome:\n", "outcome: No\n"))

    return part


@pytest.fixture
def case() -> str:
    return "rewritten"


@pytest.fixture
def pair(two_after: TwoAfter, case: str) -> tuple[Clone, Clone]:
    laptop, desk = two_after(parted(case))
    (desk.state.parent / "journal").symlink_to(desk.state)
    return laptop, desk


@pytest.fixture
def at(case: str) -> str:
    """The note before which git waits, and is killed: those before it are written, and it is away."""
    return "old/n05.md" if case == "a folder moved" else "notes/n05.md"


def cut_short(
    desk: Clone, gate: Gate, at: str, signals: Iterable[tuple[signal.Signals, bool]], *, in_turn: bool = False
) -> int:
    """A sync in which git gets as far as one note. signals: which are then sent, and whether to git, else to us.

    in_turn: what is for us is sent once git has ended. Gives the exit status.
    """
    (desk.root / ".git/info/attributes").write_text(f"{at} filter=gate\n")
    configuration = desk.root / ".git/config"
    before = configuration.read_text("utf-8")
    configuration.write_text(f'{before}[filter "gate"]\n\tsmudge = {gate.program}\n', "utf-8")
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
    configuration.write_text(before, "utf-8")
    return process.returncode


TO_US, TO_BOTH, LATE = "to us", "to both, as a terminal sends it", "to us, while what git did is taken back"


@pytest.mark.parametrize(
    ("case", "way"),
    [*((case, TO_US) for case in CHANGES if case != "rewritten"), ("with a conflict", TO_BOTH), ("rewritten", LATE)],
)
def test_after_ctrl_c_nothing_was_touched(pair: tuple[Clone, Clone], gate: Gate, at: str, case: str, way: str) -> None:
    laptop, desk = pair
    before = desk.files()
    ctrl_c = [*([(signal.SIGINT, True)] if way != TO_US else []), (signal.SIGINT, False)]
    assert cut_short(desk, gate, at, ctrl_c, in_turn=way == LATE) == 130
    assert desk.files() == before
    assert desk.git("status", "--porcelain") == ""
    ends(laptop, desk, is_conflict=case == "with a conflict")


@pytest.mark.parametrize(
    ("case", "sent"),
    [*((case, signal.SIGKILL) for case in CHANGES if case != "rewritten"), ("rewritten", signal.SIGTERM)],
)
def test_after_a_kill_the_next_sync_finds_nothing_of_it(
    pair: tuple[Clone, Clone], gate: Gate, at: str, case: str, sent: signal.Signals
) -> None:
    laptop, desk = pair
    assert cut_short(desk, gate, at, [(sent, False), (sent, True)]) == -sent
    assert desk.git("status", "--porcelain") != "", "it was in the middle"
    ends(laptop, desk, is_conflict=case == "with a conflict")


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


def test_what_was_written_in_between_stays(pair: tuple[Clone, Clone], gate: Gate, at: str) -> None:
    """A note that git had brought already, one that it had not, the one that it had just removed, and a new one."""
    laptop, desk = pair
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


def test_a_note_that_git_had_only_begun_to_write_is_no_change(pair: tuple[Clone, Clone], gate: Gate, at: str) -> None:
    laptop, desk = pair
    cut_short(desk, gate, at, [(signal.SIGKILL, False), (signal.SIGKILL, True)])
    desk.write(laptop.text(at)[:40], at)
    ends(laptop, desk, is_conflict=False)


def test_a_plan_of_a_history_that_has_moved_on_is_forgotten(pair: tuple[Clone, Clone], gate: Gate, at: str) -> None:
    desk = pair[1]
    cut_short(desk, gate, at, [(signal.SIGKILL, False), (signal.SIGKILL, True)])
    desk.git("checkout", "-q", "--", ".")
    desk.git("merge", "-q", "--ff-only", "origin/main")
    desk.write(BASE + "Mine.\n", NOTES[0])
    desk.sync()
    assert desk.text(NOTES[0]) == BASE + "Mine.\n"
