"""Where a run happens: its vaults, a home of its own, and how the programs are called there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from functools import partial
from itertools import cycle
from pathlib import Path

from benchmarks.vaults import Shape, made_once

__all__ = ["Place"]

_PROJECT = Path(__file__).resolve().parent.parent
_CONSOLE_SCRIPT = "import sys; from tui.__main__ import main; sys.exit(main())"
"""What an installation's ``journal`` does."""


class Place:
    """scratch: this run's own folder, with the home. vaults: where large vaults are kept between runs."""

    def __init__(self, scratch: Path, vaults: Path) -> None:
        self.scratch, self._vaults = scratch, vaults
        self.folder = str(scratch)
        home = scratch / "home"
        home.mkdir()
        self.environment: Mapping[str, str] = {
            "GIT_CONFIG_NOSYSTEM": "1",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "NOTMUCH_CONFIG": str(home / "notmuch-config"),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(_PROJECT),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local" / "share"),
            "XDG_STATE_HOME": str(home / ".local" / "state"),
        }

    def vault(self, notes: int) -> Path:
        """The vault of so many notes, committed where there is git; not to be changed."""
        root = made_once(Shape(notes), self._vaults)
        if shutil.which("git") and not (root / ".git").exists():
            for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "A vault")):
                self._git(root, *words)
        return root

    def copy(self, notes: int) -> Path:
        """A vault of so many notes, to be changed."""
        root = Path(tempfile.mkdtemp(dir=self.scratch)) / "vault"
        shutil.copytree(self.vault(notes), root, ignore=shutil.ignore_patterns(".git"))
        return root

    def two_states(self, vault: Path, other: Mapping[Path, bytes]) -> Callable[[], None]:
        """Commits a vault as it is and with the other text of some notes; a call has git change to the other one."""
        self.two_sides(vault, {}, other)
        states = cycle(("two", "one"))
        return lambda: self._git(vault, "checkout", "-q", next(states))

    def two_sides(self, vault: Path, one: Mapping[Path, bytes], two: Mapping[Path, bytes]) -> None:
        """Commits a vault as it is, and on top of that two branches, each with another text of some notes."""
        git = partial(self._git, vault)
        for words in (("init", "-q", "-b", "one"), ("add", "."), ("commit", "-q", "-m", "base")):
            git(*words)
        git("branch", "two")
        for branch, texts in (("one", one), ("two", two)):
            git("checkout", "-q", branch)
            for path, text in texts.items():
                path.write_bytes(text)
            git("commit", "-q", "-a", "--allow-empty", "-m", branch)
        git("checkout", "-q", "one")

    def _git(self, vault: Path, *words: str) -> None:
        """Call git in a vault, as somebody who is nobody."""
        author = ("-c", "user.name=benchmarks", "-c", "user.email=benchmarks@localhost", "-c", "gc.auto=0")
        subprocess.run(["git", "-C", vault, *author, *words], env=self.environment, check=True, capture_output=True)

    def mail(self, notes: int) -> Path:
        """The notes of a vault as a mail each, below one folder."""
        vault = self.vault(notes)
        mail = vault.with_name(f"{vault.name}-mail")
        if not mail.exists():
            unfinished = mail.with_name(f"{mail.name}.unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            for at, path in enumerate(sorted(vault.rglob("*.md"))):
                message = EmailMessage()
                message["From"] = message["To"] = "me@localhost"
                message["Subject"] = path.stem
                message["Date"] = "Mon, 16 Mar 2026 08:00:00 +0000"
                message["Message-ID"] = f"<{at}@localhost>"
                message.set_content(path.read_text(encoding="utf-8"))
                target = unfinished / path.relative_to(vault).with_suffix(".eml")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(bytes(message))
            unfinished.rename(mail)
        return mail

    def journal(self, vault: Path, *words: str) -> tuple[str, ...]:
        """The call of journal over a vault, on the day the vault was made for."""
        today = Shape(0).today.isoformat()
        return self.console(*words, "--vault", str(vault), "--today", today)

    def console(self, *words: str) -> tuple[str, ...]:
        """A call of journal with these words alone."""
        return sys.executable, "-c", _CONSOLE_SCRIPT, *words

    def peer(self, name: str, *words: str) -> tuple[str, ...]:
        """The call of one of the scripts in peers/."""
        return sys.executable, str(_PROJECT / "benchmarks" / "peers" / f"{name}.py"), *words
