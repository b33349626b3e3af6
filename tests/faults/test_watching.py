"""What becomes of watching where the system goes along only in part: limits, disks that come, go and tell nothing.

``unshare`` gives each test limits and mounts of its own, so that nothing else on the machine sees them.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lines import Lines
from tests.vaults import MakeVault

CHECKOUT = Path(__file__).parents[2]
ASK = "---\ntitle: {0}\ncontact: Tom\nask: Could you?\nasked: 2026-03-14\n---\n"

pytestmark = pytest.mark.needs("unshare")


class Apart:
    """A shell with limits and mounts of its own."""

    def __init__(self) -> None:
        self._shell = subprocess.Popen(
            ["unshare", "--user", "--map-root-user", "--mount", "sh", "-e"],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self._shell.stdin
        self._in, self.out, self.err = self._shell.stdin, Lines(self._shell.stdout), Lines(self._shell.stderr)

    def begin(self, command: str) -> None:
        """Have a command done before the next one."""
        self._in.write(f"{command}\n")
        self._in.flush()

    def do(self, command: str) -> None:
        """Have a command done, to its end."""
        self.begin(f"{command}\necho done")
        assert self.out.next() == "done\n"

    def write(self, note: Path, text: str) -> None:
        """Write a note; a watch may tell of it at once."""
        self.begin(f"printf %s {shlex.quote(text)} >{note}")

    def watch(self, vault: Path) -> None:
        self.begin(f"{journal('watch', '--json', vault=vault)} &")
        self.err.until("Watching")

    def end(self) -> None:
        os.killpg(self._shell.pid, signal.SIGKILL)
        self._shell.wait()
        self._in.close()
        self.out.rest()
        self.err.rest()


def journal(*words: str, vault: Path) -> str:
    return shlex.join([sys.executable, "-m", "tui", *words, "--vault", str(vault), "--today", "2026-03-16"])


@pytest.fixture
def apart() -> Iterator[Apart]:
    apart = Apart()
    yield apart
    apart.end()


def test_where_watches_run_out_the_rest_is_looked_at_every_5_seconds(make_vault: MakeVault, apart: Apart) -> None:
    vault = make_vault({f"{number:02}/x.md": "" for number in range(30)})
    apart.do("echo 12 >/proc/sys/user/max_inotify_watches")
    apart.watch(vault)
    told = apart.err.until("Watching 12 of 31 folders; checking every 5 s.")
    assert "sudo sysctl fs.inotify.max_user_watches=524288 watches all." in told
    (vault / "29/new.md").write_text(ASK.format("New"))
    (vault / "00/new.md").write_text(ASK.format("New"))
    assert {json.loads(apart.out.until("new"))["path"] for _ in range(2)} == {"00/new.md", "29/new.md"}


@pytest.mark.needs("mount")
def test_an_unmounted_vault_is_missing_kept_and_not_written_to_and_comes_back(
    make_vault: MakeVault, apart: Apart, tmp_path: Path
) -> None:
    vault = make_vault({})
    disk = tmp_path / "disk"
    disk.mkdir()
    apart.do(f"mount -t tmpfs none {disk}")
    apart.write(disk / "old.md", ASK.format("Old"))
    apart.do(f"mount --bind {disk} {vault}")
    apart.watch(vault)
    apart.do(f"umount {vault}")
    apart.err.until(f"The vault {vault} is missing")
    apart.do(f"! {journal('nudge', 'old', vault=vault)}")
    apart.err.until("is gone: bring the folder back")
    assert list(vault.iterdir()) == []
    apart.do(f"mount --bind {disk} {vault}")
    apart.err.until("Watching.")
    apart.write(vault / "new.md", ASK.format("New"))
    assert apart.out.next().startswith('{"id": "new", "state": "waiting", "was": null')


@pytest.mark.needs("bindfs")
def test_behind_a_disk_that_tells_nothing_changes_are_looked_for(
    make_vault: MakeVault, apart: Apart, tmp_path: Path
) -> None:
    behind = make_vault({"old.md": ASK.format("Old")})
    vault = tmp_path / "front"
    vault.mkdir()
    apart.begin(f"bindfs -f {behind} {vault} &")
    apart.do(f"until mountpoint -q {vault}; do sleep 0.02; done")
    apart.watch(vault)
    told = apart.err.until("reports no changes")
    assert told == "This disk (fuse) reports no changes; checking every 5 s.\n"
    (behind / "new.md").write_text(ASK.format("New"))
    assert json.loads(apart.out.until("new"))["path"] == "new.md"
