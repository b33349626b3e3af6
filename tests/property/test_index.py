"""The one law: after any changes and a quiet moment, every event dropped, the index equals one made from scratch."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from journal import Vault
from journal.model import Day, Delta, Note
from tests.vaults import everything

FOLDERS = ("", "people")
STEMS = ("maria", "oslo", "x", "x.md", "caf\udce9")
NAMES = ("Maria", "people/maria", "oslo", "Marja")
DAYS = ("2026-03-01", "2026-03-10", "2026-03-16", "2026-03-20", "2026-04-01")

paths = st.builds(
    lambda folder, stem, suffix: (f"{folder}/" if folder else "") + stem + suffix,
    st.sampled_from(FOLDERS), st.sampled_from(STEMS), st.sampled_from((".md", ".markdown", ".md", ".txt")),
)  # fmt: skip
names, days = st.sampled_from(NAMES), st.sampled_from(DAYS)
lines = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(("contact", "via", "goal", "people", "title", "aliases")), names),
    st.builds('contact: "[[{}]]"'.format, names),
    st.builds("{}: {}".format, st.sampled_from(("asked", "answered", "outcome_date", "achieved", "nudged")), days),
    st.sampled_from(
        ("ask: Could you help?", "type: person", "type: goal", "type: meeting", "type: ask", "outcome: yes",
         "thanked: yes", "status: parked", "status: done", "asked:", "needed_by: 2026-03-18", "follow_up: 2w", "a: [b")
    ),
)  # fmt: skip
texts = st.builds(
    lambda first, rest, heading, link: "\n".join(["---", first, *rest, "---", f"# {heading}", f"See [[{link}]].", ""]),
    st.sampled_from(("ask: Could you help?", "a: b")), st.lists(lines, min_size=2, max_size=5), names, names,
)  # fmt: skip


class Law(RuleBasedStateMachine):
    """A vault that others write to, and the two programs that look at it through one cache."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="journal-law-"))
        self.root = self.folder / "vault"
        self.root.mkdir()
        self.today = Day(2026, 3, 16)
        self.ours = Vault.at(self.root, cache=self.folder / "cache")
        self.theirs = Vault.at(self.root, cache=self.folder / "cache")
        self.known: dict[str, Note] = {}

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.quiet_moment()
            shutil.rmtree(self.folder)

    @rule(path=paths, text=texts)
    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        if not (self.root / path).is_dir():
            (self.root / path).write_text(text)

    @rule(path=paths, text=texts)
    def save_by_renaming(self, path: str, text: str) -> None:
        aside = self.root / "aside.tmp"
        aside.write_text(text)
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        aside.replace(self.root / path)

    @rule(path=paths)
    def delete(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @rule(old=paths, new=paths)
    def rename(self, old: str, new: str) -> None:
        if (self.root / old).is_file():
            (self.root / new).parent.mkdir(parents=True, exist_ok=True)
            (self.root / old).replace(self.root / new)

    @rule(old=st.sampled_from(FOLDERS[1:]), new=st.sampled_from(("moved", "people", "node_modules", ".hidden")))
    def rename_a_folder(self, old: str, new: str) -> None:
        if (self.root / old).is_dir() and not (self.root / new).exists():
            (self.root / old).rename(self.root / new)

    @rule(path=paths, text=texts)
    def write_with_the_former_times(self, path: str, text: str) -> None:
        if (self.root / path).is_file():
            status = (self.root / path).stat()
            (self.root / path).write_text(text)
            os.utime(self.root / path, ns=(status.st_atime_ns, status.st_mtime_ns))

    @rule(few=st.lists(paths, max_size=3))
    def look_at_some(self, few: list[str]) -> None:
        self.tell(self.ours.reconcile(few))

    @rule()
    def another_program_looks(self) -> None:
        self.theirs.reconcile()
        self.theirs.queue(self.today)

    @rule(day=st.integers(1, 30))
    def another_day(self, day: int) -> None:
        self.today = Day(2026, 3, day)

    @rule()
    def start_again(self) -> None:
        self.ours = Vault.at(self.root, cache=self.folder / "cache")
        self.known = self.notes()

    @rule()
    def quiet_moment(self) -> None:
        """The law; and what a look says has changed is what has changed since the look before."""
        self.tell(self.ours.reconcile())
        fresh = Vault.open(self.root)
        expected, found = everything(fresh, self.today), everything(self.ours, self.today)
        for part, value in expected.items():
            assert found[part] == value, part
        self.queue_is_the_follow_ups()

    def queue_is_the_follow_ups(self) -> None:
        """What is kept from day to day is what the rules say of today."""
        assert self.ours.count_problems(self.today) == len(self.ours.problems(self.today))
        follow_ups = self.ours.follow_ups(self.today)
        assert [(f.ask.note.id, f.state, f.due, f.needs_follow_up) for f in follow_ups] == [
            (line.id, line.state, line.due, line.needs_follow_up) for line in self.ours.queue(self.today)
        ]
        counts = self.ours.counts(self.today)
        assert counts.asks == len(follow_ups)
        assert counts.need_follow_up == sum(f.needs_follow_up for f in follow_ups)
        assert counts.mine == sum(f.move == "mine" for f in follow_ups)

    def tell(self, delta: Delta) -> None:
        before, self.known = self.known, self.notes()
        assert set(delta.added) == self.known.keys() - before.keys()
        assert set(delta.removed) == before.keys() - self.known.keys()
        both = before.keys() & self.known.keys()
        assert {path for path in both if before[path] != self.known[path]} <= set(delta.changed) <= both

    def notes(self) -> dict[str, Note]:
        return {note.path: note for note in self.ours.notes(self.today)}


TestTheLaw = Law.TestCase
TestTheLaw.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
