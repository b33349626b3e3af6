"""However a vault is changed, what ``due`` prints with a cache is what it prints without one."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from journal.cli.main import main
from journal.vault.index import folders
from tests.laws import examples

FOLDERS = ("", "asks/", "asks/old/", "people/")
paths = st.builds("{}{}.md".format, st.sampled_from(FOLDERS), st.sampled_from("abc"))
texts = st.builds(
    "---\ncontact: {}\nask: Could you help?\nasked: 2026-03-{:02}\n---\n# {}\n".format,
    st.sampled_from(("Ann", "a", "b")), st.integers(1, 20), st.sampled_from(("One", "Two", "Ann")),
)  # fmt: skip


class Cached(RuleBasedStateMachine):
    """A vault that others write to, between calls over one cache."""

    @initialize()
    def begin(self) -> None:
        gc.freeze()  # what other tests have left is not looked through after every call
        self.folder = Path(tempfile.mkdtemp(prefix="journal-cached-"))
        self.root, self.day = self.folder / "vault", "2026-03-16"
        self.root.mkdir()
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("XDG_CACHE_HOME", str(self.folder / "cache"))
        self.patch.setenv("XDG_STATE_HOME", str(self.folder / "state"))
        self.patch.setattr(folders, "_MANY", 0)  # so that this vault is large

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.patch.undo()
            shutil.rmtree(self.folder)

    @rule(path=paths, text=texts)
    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists() or not place.is_symlink():  # nobody can write through a link that leads nowhere
            place.write_text(text)

    @rule(path=paths, text=texts)
    def write_with_the_former_times(self, path: str, text: str) -> None:
        if (self.root / path).exists():
            status = (self.root / path).stat()
            (self.root / path).write_text(text)
            os.utime(self.root / path, ns=(status.st_atime_ns, status.st_mtime_ns))

    @rule(path=paths)
    def touch(self, path: str) -> None:
        if (self.root / path).exists():
            os.utime(self.root / path)

    @rule(path=paths)
    def delete(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @rule(old=paths, new=paths)
    def rename(self, old: str, new: str) -> None:
        if (self.root / old).exists() and (self.root / new).parent.exists():
            (self.root / old).replace(self.root / new)

    @rule(old=paths, new=paths)
    def link(self, old: str, new: str) -> None:
        if (self.root / new).parent.exists() and not os.path.lexists(self.root / new):
            (self.root / new).symlink_to(self.root / old)

    @rule(old=st.sampled_from(FOLDERS[1:]), new=st.sampled_from(("asks", "more", "people", ".hidden")))
    def rename_a_folder(self, old: str, new: str) -> None:
        if (self.root / old).is_dir() and not (self.root / new).exists():
            (self.root / old).rename(self.root / new)

    @rule(days=st.integers(0, 30))
    def change_settings(self, days: int) -> None:
        (self.root / "journal.toml").write_text(f"[follow_up]\nwait_days = {days}\n")

    @rule(day=st.integers(1, 30))
    def another_day(self, day: int) -> None:
        self.day = f"2026-03-{day:02}"

    @rule()
    def another_program_looks(self) -> None:
        self.said("list")

    @rule()
    def due(self) -> None:
        """The law."""
        assert self.said("due") == self.said("due", "--no-cache")

    def words(self, command: str, *more: str) -> list[str]:
        return [command, "--vault", str(self.root), "--today", self.day, *more]

    def said(self, command: str, *more: str) -> tuple[str, str]:
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            main(self.words(command, *more))
        gc.collect()  # as the end of a program does: closes the index
        return out.getvalue(), err.getvalue()


TestCached = Cached.TestCase
TestCached.settings = settings(max_examples=examples(12), stateful_step_count=20)
