"""Sync in the terminal UI: how far it is in the top line, the plan, what came of it, and commits once it is quiet."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.errors import JournalError
from journal.model import Day
from journal.places import state_folder
from tests.clones import BASE, BOTH, NOTE, OUTCOME, THANKED, Clone, changed
from tests.scripts import before_git, script
from tests.tui import rest
from tests.tui.stage import Stage, staged
from tui.syncing import QUIET

pytestmark = pytest.mark.needs("git")


@pytest.fixture
def apart(two: tuple[Clone, Clone]) -> tuple[Clone, Clone]:
    """Two machines: on the first an outcome was recorded and synced, on this one thanks are, and nothing is committed.

    The UI's own state says that git may run here.
    """
    laptop, desk = two
    laptop.write(OUTCOME)
    laptop.sync()
    here = Clone(desk.root, state_folder())
    assert here.call("init").status == 0
    here.write(THANKED)
    return laptop, here


def top(stage: Stage) -> str:
    return stage.lines[0]


async def test_the_top_line_says_how_far_the_vault_and_the_remote_are_apart(apart: tuple[Clone, Clone]) -> None:
    desk = apart[1]
    async with staged(desk.root) as stage:
        await stage.until(lambda: "watching · git: ↑1" in top(stage))
        assert "↓" not in top(stage)
        desk.git("fetch", "-q")
        stage.app.syncing.tick()
        await stage.until(lambda: "git: ↑1 ↓1" in top(stage))


async def test_a_vault_that_is_not_synced_or_not_agreed_to_runs_no_git(
    apart: tuple[Clone, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = apart[1]
    ran = tmp_path / "ran"
    monkeypatch.setenv("PATH", before_git(tmp_path, f"touch {ran}"))
    for agrees, settings in ((False, "[sync]\ngit = true\nauto_commit = true\n"), (True, "")):
        desk.write(settings, "journal.toml")
        if not agrees:
            (consent,) = state_folder().rglob("git.json")
            text = consent.read_bytes()
            consent.unlink()
        else:
            consent.write_bytes(text)
        async with staged(desk.root) as stage:
            await stage.sees("Could you introduce me?")
            stage.app.syncing.look()
            stage.app.syncing.tick()
            await stage.press("S")
            await stage.sees("Sync is off" if agrees else "git was not allowed to run here yet", "Esc closes this.")
            await stage.press("escape")
            await stage.sees_no("Esc closes this.")
            assert "git:" not in top(stage)
    assert not ran.exists()


async def test_s_shows_the_plan_then_syncs_and_says_what_came_of_it(apart: tuple[Clone, Clone]) -> None:
    laptop, desk = apart
    async with staged(desk.root) as stage:
        await stage.sees("Could you introduce me?")
        await stage.press("S")
        await stage.sees(
            "Commit 1 file: Thank Maria Lopez",
            NOTE,
            "Take over 1 commit from origin/main",
            "Outcome from Maria Lopez",
            "Push 1 commit, and a merge of both, to origin/main",
            "Sync like this?",
            "y yes",
        )
        assert desk.text() == THANKED
        await stage.press("n")
        await stage.sees_no("Sync like this?")
        assert desk.git("status", "--porcelain") == f"M {NOTE}"
        await stage.press("S")
        await stage.sees("Sync like this?")
        await stage.press("y")
        await stage.sees(
            "committed 1 file: Thank Maria Lopez",
            "merged 1 commit of others",
            "pushed 2 commits to origin/main",
            "Esc closes this.",
        )
        assert desk.text() == BOTH
        await stage.press("escape")
        await stage.until(lambda: "git: ↑0" in top(stage))
        await stage.press("S")
        await stage.sees("Nothing to do: this vault and origin/main are the same.", "Esc closes this.")
    laptop.sync()
    assert laptop.text() == BOTH


async def test_offline_the_plan_says_so_and_what_is_here_can_be_committed(apart: tuple[Clone, Clone]) -> None:
    desk = apart[1]
    desk.git("remote", "set-url", "origin", "/nowhere/at/all")
    async with staged(desk.root) as stage:
        await stage.sees("Could you introduce me?")
        await stage.press("S")
        await stage.sees("Commit 1 file", "nothing is committed yet", "Commit that, and try once more to reach it?")
        await stage.press("y")
        await stage.sees("committed 1 file", "your changes are committed", "/nowhere/at/all", "Esc closes this.")
    assert desk.git("status", "--porcelain") == ""


async def test_what_wants_a_login_is_offered_the_terminal(
    apart: tuple[Clone, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = apart[1]
    ssh = script(tmp_path / "ssh", "echo 'git@localhost: Permission denied (publickey).' >&2; exit 255")
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    desk.git("remote", "set-url", "origin", "ssh://git@localhost/x.git")
    async with staged(desk.root) as stage:
        await stage.sees("Could you introduce me?")
        await stage.press("S")
        await stage.sees("Permission denied (publickey)", "Let it have the terminal for that?", "y yes")
        await stage.press("y")
        await stage.sees("There is no terminal to give it", "Esc closes this.")


async def test_esc_stops_a_fetch(apart: tuple[Clone, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest, "_AT_THE_LATEST", 0.1)  # the fetch never ends by itself
    desk = apart[1]
    came, never = tmp_path / "came", tmp_path / "never"
    os.mkfifo(never)
    program = script(tmp_path / "gate", f"touch {came}; read line < {never}")
    desk.git("config", "remote.origin.uploadpack", str(program))
    assert desk.call("init").status == 0
    async with staged(desk.root) as stage:
        await stage.sees("Could you introduce me?")
        await stage.press("S")
        await stage.until(came.exists)
        await stage.sees("Fetching …", "Commit 1 file", "esc cancel")
        await stage.press("escape")
        await stage.sees_no("Fetching …")
        await stage.sees_no("Stopping …")
        assert desk.text() == THANKED


async def test_a_conflict_is_named_and_leads_to_the_problems(apart: tuple[Clone, Clone]) -> None:
    desk = apart[1]
    desk.write(changed("outcome:\n", "outcome: She did not\n"))
    async with staged(desk.root) as stage:
        await stage.sees("Could you introduce me?")
        await stage.press("S")
        await stage.sees("Sync like this?")
        await stage.press("y")
        await stage.sees(f"Could you introduce me? ({NOTE}): outcome", "Decide that now?")
        await stage.press("y")
        await stage.sees("[8 Problems", "git: a merge waits")


@pytest.fixture
def now() -> list[float]:
    """The time in seconds, which a test sets."""
    return [0.0]


async def quiet_until(stage: Stage, now: list[float], holds: Callable[[], object]) -> None:
    """Wait until something holds, a quiet while after each change that the app hears of."""

    def after_a_while() -> object:
        now[0] += QUIET
        stage.app.syncing.tick()
        return holds()

    await stage.until(after_a_while)


async def test_what_changed_is_committed_once_it_is_quiet_and_nothing_else_is_done(
    apart: tuple[Clone, Clone], now: list[float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = apart[1]
    desk.write("[sync]\ngit = true\nauto_commit = true\n", "journal.toml")
    head, known = desk.git("rev-parse", "HEAD"), desk.git("rev-parse", "origin/main")
    calls = _shim(tmp_path, monkeypatch)
    async with staged(desk.root) as stage:
        await stage.sees("Could you introduce me?")
        stage.app.syncing._clock = lambda: now[0]
        for passes in (QUIET - 1, QUIET - 1, 1):
            stage.app.syncing.changed()
            now[0] += passes
            stage.app.syncing.tick()
        await stage.pilot.pause()
        assert desk.git("rev-parse", "HEAD") == head, "a write begins the wait anew"
        await quiet_until(stage, now, lambda: desk.git("status", "--porcelain") == "")
        await stage.until(lambda: "git: ↑1" in top(stage))
    assert desk.git("log", "-1", "--format=%s") == "Thank Maria Lopez"
    assert desk.git("rev-parse", "HEAD~1", "origin/main").split() == [head, known]
    done = {word for line in calls().splitlines() for word in line.split()}
    assert "commit" in done
    assert not done & {"fetch", "push", "merge", "pull"}


def _shim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    calls = tmp_path / "calls"
    monkeypatch.setenv("PATH", before_git(tmp_path, f'echo "$@" >> {calls}; exec REAL "$@"'))
    return calls.read_text


async def test_a_commit_that_was_hindered_is_tried_again_without_a_further_change(
    apart: tuple[Clone, Clone], now: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = apart[1]
    desk.write("[sync]\ngit = true\nauto_commit = true\n", "journal.toml")
    monkeypatch.setattr("journal.sync.git_lock._LOCK_WAIT", 0.0)
    lock = desk.root / ".git/index.lock"
    lock.touch()
    async with staged(desk.root) as stage:
        stage.app.syncing._clock = lambda: now[0]
        shown: list[str] = []
        monkeypatch.setattr(stage.app, "notify", lambda sentence, **_: shown.append(sentence))
        stage.app.syncing.changed()
        await quiet_until(stage, now, lambda: shown)
        assert "index.lock" in shown[0]
        lock.unlink()
        await quiet_until(stage, now, lambda: shown[1:])
        assert shown[1:] == ["Committed: Thank Maria Lopez"]


async def test_no_commit_is_made_in_the_middle_of_a_merge_and_what_hinders_one_is_told_once(
    apart: tuple[Clone, Clone], now: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = apart[1]
    desk.write("[sync]\ngit = true\nauto_commit = true\n", "journal.toml")
    desk.write(changed("outcome:\n", "outcome: She did not\n"))
    desk.sync(ends=1)
    desk.write(BASE, "asks/new.md")
    head = desk.git("rev-parse", "HEAD")
    async with staged(desk.root) as stage:
        await stage.sees("Could you introduce me?")
        stage.app.syncing._clock = lambda: now[0]
        asked: list[str] = []
        monkeypatch.setattr(stage.app.syncing.sync, "commit", _told_of(asked, stage.app.syncing.sync.commit))
        stage.app.syncing.changed()
        await quiet_until(stage, now, lambda: asked == [""])
        desk.git("merge", "--abort")
        desk.write(changed("Hello", "<<<<<<< a\nHello\n=======\nHi\n>>>>>>> b\nHello"))
        shown: list[str] = []
        monkeypatch.setattr(stage.app, "notify", lambda sentence, **_: shown.append(sentence))
        for _ in range(2):
            asked.clear()
            stage.app.syncing.changed()
            await quiet_until(stage, now, lambda: "there are conflict markers" in asked)
        await stage.until(lambda: not stage.app.syncing._commits._busy)
        assert [sentence.partition(":")[0] for sentence in shown] == ["Nothing was committed"]
        assert desk.git("rev-parse", "HEAD") == head


def _told_of(asked: list[str], commit: Callable[[], str]) -> Callable[[], str]:
    """A commit that also writes down how it ended."""

    def committed() -> str:
        try:
            asked.append(commit())
        except JournalError as error:
            asked.append("there are conflict markers" if "there are conflict markers" in error.sentence else str(error))
            raise
        return asked[-1]

    return committed


async def test_pages_say_since_when_notes_have_what_they_do_not_date(apart: tuple[Clone, Clone]) -> None:
    desk = apart[1]
    desk.write(changed("thanked:\n", "thanked: yes\nwhy: She knows them\n"))
    desk.sync()
    day = desk.git("log", "-1", "--format=%as", "--", NOTE)
    today = Day.fromisoformat(day)
    async with staged(desk.root, today=lambda: today, at=NOTE) as stage:
        await stage.sees(f"{day}  thanks    Could you introduce me?  by git", "why, tags  by git")
        await stage.press("c")
        await stage.sees("HISTORY", f"{day}  thanks    Could you introduce me?  by git")
