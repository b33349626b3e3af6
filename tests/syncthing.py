"""Real Syncthing machines that know one another alone, on this computer, with homes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from socket import AF_UNIX, socket
from typing import Any

from tests.seen import PATIENCE

_KEY = "for-tests"
_CONFIG = """\
<configuration version="36">
<folder id="vault" path="{vault}" rescanIntervalS="0" fsWatcherEnabled="false">{members}
<minDiskFree unit="%">0</minDiskFree><maxConflicts>10</maxConflicts></folder>
{devices}
<gui enabled="true" tls="false"><address>{door}</address><apikey>{key}</apikey></gui>
<options>
<listenAddress>tcp://127.0.0.1:0</listenAddress><announceLANAddresses>false</announceLANAddresses>
<globalAnnounceEnabled>false</globalAnnounceEnabled><localAnnounceEnabled>false</localAnnounceEnabled>
<relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled><stunKeepaliveStartS>0</stunKeepaliveStartS>
<crashReportingEnabled>false</crashReportingEnabled><urAccepted>-1</urAccepted>
<autoUpgradeIntervalH>0</autoUpgradeIntervalH><startBrowser>false</startBrowser>
<reconnectionIntervalS>1</reconnectionIntervalS><minHomeDiskFree unit="%">0</minHomeDiskFree>
</options>
</configuration>
"""
"""Nothing leaves this computer, and nothing happens by the clock: a folder is looked at when it is told to."""


class Machine:
    """One Syncthing: its vault, and what it is told and asked over its own socket. id: how the others know it."""

    def __init__(self, folder: Path, vault: Path) -> None:
        self.vault, self._home, self._door = vault, folder, folder / "door"
        (vault / ".stfolder").mkdir(parents=True)
        self._run("generate", "--no-default-folder")
        self.id = self._run("--device-id")
        self._heard = 0

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            ["syncthing", *words, f"--home={self._home}"],
            env=self._variables, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout.strip()

    @property
    def _variables(self) -> dict[str, str]:
        """No proxy and no home of yours; one process, which is not started anew when it ends."""
        own = {"HOME": str(self._home), "STMONITORED": "yes", "STNOUPGRADE": "1", "STHASHING": "standard"}
        return {"PATH": os.environ["PATH"], **own}

    @contextmanager
    def running(self, others: dict[str, str]) -> Iterator[None]:
        """Run it until the block ends, or this process does. others: the addresses of other machines by id."""
        ids = {self.id: "dynamic", **others}
        config = _CONFIG.format(
            vault=self.vault,
            members="".join(f'<device id="{one}"/>' for one in ids),
            devices="".join(f'<device id="{one}"><address>{at}</address></device>' for one, at in ids.items()),
            door=self._door,
            key=_KEY,
        )
        (self._home / "config.xml").write_text(config, "utf-8")
        log = self._home / "log"
        with log.open("wb") as told:
            process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "syncthing", "serve", f"--home={self._home}", "--no-restart"],
                env=self._variables, stdin=subprocess.DEVNULL, stdout=told, stderr=told,
            )  # fmt: skip
        try:
            self._wait_until_it_answers(process, log)
            yield
        finally:
            process.kill()
            process.wait()

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes], log: Path) -> None:
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            with suppress(OSError):
                self.ask("system/ping")
                return
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
                break
        raise AssertionError(log.read_text("utf-8"))

    @property
    def address(self) -> str:
        """Where another machine reaches it."""
        [listener] = self.ask("system/status")["connectionServiceStatus"].values()
        return str(listener["lanAddresses"][0])

    def ask(self, what: str, method: str = "GET") -> Any:
        """The JSON of its answer, None for an empty one."""
        with socket(AF_UNIX) as way:
            way.settimeout(PATIENCE)
            way.connect(str(self._door))
            asked = HTTPConnection("localhost")
            asked.sock = way
            asked.request(method, f"/rest/{what}", headers={"X-API-Key": _KEY})
            answer = asked.getresponse()
            text = answer.read()
        assert answer.status == 200, (what, answer.status, text)
        return json.loads(text) if text else None

    @property
    def notes(self) -> set[str]:
        """The paths of the notes in its vault, without those that it is still writing."""
        return {str(path.relative_to(self.vault)) for path in self.vault.rglob("*.md")}

    def look(self) -> None:
        """Have it take in what changed in the vault; it has done so when this returns."""
        self.ask("db/scan?folder=vault", "POST")

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait for what follows from something that this machine does."""
        last = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < last, self.notes
            for event in self.ask(f"events?since={self._heard}&timeout=5"):
                self._heard = event["id"]

    @contextmanager
    def alone(self, other: Machine) -> Iterator[None]:
        """Without the other machine in between. It is this one that calls the other, so that one need not be told."""
        self.ask("system/pause", "POST")
        other.wait_until(lambda: not other.ask("system/connections")["connections"][self.id]["connected"])
        yield
        self.ask("system/resume", "POST")


@contextmanager
def two_machines(vaults: tuple[Path, Path]) -> Iterator[tuple[Machine, Machine]]:
    """Two that share a folder; the second one calls the first. vaults: their folders, which need not be there."""
    with tempfile.TemporaryDirectory(prefix="syncthing-") as home:  # the path of a socket must be short
        folders = [Path(home, name) for name in "ab"]
        first, second = (Machine(folder, vault) for folder, vault in zip(folders, vaults, strict=True))
        with first.running({second.id: "dynamic"}), second.running({first.id: first.address}):
            yield first, second
