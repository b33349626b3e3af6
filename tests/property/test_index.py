"""The one law: after any changes and a quiet moment, even with every event dropped, the index equals a fresh one.

60 vaults are tried in every run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from journal import JournalError, Term, Vault, by_name, parse_filter
from journal.errors import BadFilter
from journal.model import Contact, Day, Delta, FollowUp, Note, NoteLine, Problem, Progress, QueueLine
from journal.rules.review import review
from journal.rules.review_text import section
from journal.vault.disk.walk import Walk, may_be_note
from journal.vault.index import folders, look_ahead
from journal.vault.queries.reading import Today
from journal.vault.queries.standings import contact_line
from journal.vault.watch.debounce import Hint, Look, Pace
from tests.laws import examples
from tests.vaults import everything
from tests.whole import read_all

Whole = TypeVar("Whole", FollowUp, Contact, Progress, Note)

FOLDERS = ("", "people")
STEMS = ("maria", "oslo", "x", "x.md", "caf\udce9")
NAMES = ("Maria", "people/maria", "oslo", "Marja")
FILTERS = (
    "contact:maria -move:none",
    "goal=oslo",
    "homework:missing a:b",
    "stuck:no outcome:yes",
    "-title:x problems:no-goal",
)
"""Some that lines tell by themselves, some that they do not, and both."""
EXAMPLES = examples(60)
CHECK = 5.0
"""Seconds between two looks at everything."""
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
         "thanked: yes", "status: parked", "status: done", "asked:", "needed_by: 2026-03-18", "follow_up: 2w", "a: [b",
         "date: 2025-04-01", "meetings_per_year: 1", "channel: mail")
    ),
)  # fmt: skip
captures = st.builds("- ask {}: could you help? for {}{}".format, names, names, st.sampled_from(("", " → no", " ^a1")))
texts = st.builds(
    lambda first, rest, *body: "\n".join(["---", first, *rest, "---", *body, ""]),
    st.sampled_from(("ask: Could you help?", "a: b")), st.lists(lines, min_size=2, max_size=5),
    st.builds("# {}".format, names), st.builds("See [[{}]].".format, names), captures,
)  # fmt: skip


def run_git(folder: Path, *words: str) -> str:
    call = ["git", "-c", "user.name=You", "-c", "user.email=you@example.org", "-c", "gc.auto=0", *words]
    done = subprocess.run(call, cwd=folder, check=True, capture_output=True)
    return os.fsdecode(done.stdout)


@cache
def first_commit() -> Mapping[str, bytes]:
    """The files of a repository that has an empty commit, by their paths from its folder."""
    with tempfile.TemporaryDirectory(prefix="journal-law-") as name:
        run_git(folder := Path(name), "init", "-q", "--template=")
        run_git(folder, "commit", "-q", "--allow-empty", "-m", "empty")
        return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


class Law(RuleBasedStateMachine):
    """A vault that others write to, and the two programs that look at it through one cache.

    Ours is driven as ``vault.watch`` drives it, on a clock of the test: by what events tell, while they
    are not lost, and by the look at everything that comes without any.
    """

    @initialize(lost=st.booleans())
    def begin(self, lost: bool) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="journal-law-"))
        self.root = self.folder / "vault"
        self.root.mkdir()
        self.today = Day(2026, 3, 16)
        self.ours = self.opened()
        self.theirs = self.opened()
        self.known: dict[str, Note] = {}
        self.pace = Pace(CHECK)
        self.now = 0.0
        self.filters = cycle(FILTERS)
        self.events_are_lost = lost
        self.looked_ahead: Any = None
        for path, text in first_commit().items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(text)
        self.time_passes(0)

    def opened(self) -> Vault:
        return Vault.at(self.root, cache=self.folder / "cache", state=self.folder / "state")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.quiet_moment()
            shutil.rmtree(self.folder)

    @rule(path=paths, text=texts)
    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        if not (self.root / path).is_dir():
            (self.root / path).write_text(text)
            self.event(path, whole=True)

    @rule(path=paths, text=texts)
    def save_by_renaming(self, path: str, text: str) -> None:
        aside = self.root / "aside.tmp"
        aside.write_text(text)
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        aside.replace(self.root / path)
        self.event(path, whole=True)

    @rule(path=paths)
    def empty(self, path: str) -> None:
        if (self.root / path).is_file():
            (self.root / path).write_text("")
            self.event(path)

    @rule(path=paths)
    def delete(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)
        self.event(path)

    @rule(old=paths, new=paths)
    def rename(self, old: str, new: str) -> None:
        if (self.root / old).is_file():
            (self.root / new).parent.mkdir(parents=True, exist_ok=True)
            (self.root / old).replace(self.root / new)
            self.event(old)
            self.event(new, whole=True, was=old)

    @rule(old=st.sampled_from(FOLDERS[1:]), new=st.sampled_from(("moved", "people", "node_modules", ".hidden")))
    def rename_a_folder(self, old: str, new: str) -> None:
        if (self.root / old).is_dir() and not (self.root / new).exists():
            (self.root / old).rename(self.root / new)
            self.event(None)

    @rule(folder=st.sampled_from((*FOLDERS[1:], "moved")))
    def delete_a_folder(self, folder: str) -> None:
        shutil.rmtree(self.root / folder, ignore_errors=True)
        self.event(None)

    @rule()
    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "more")

    @rule(back=st.integers(0, 3))
    def check_out(self, back: int) -> None:
        """Another commit; what was not committed is thrown away, as git does where it is told to."""
        commits = self.git("rev-list", "--all").split()
        self.git("checkout", "-q", "-f", commits[min(back, len(commits) - 1)])
        for path in self.git("-c", "core.quotepath=false", "ls-files", "-z").split("\0"):
            self.event(path, whole=True) if path else None

    @rule(path=paths, text=texts)
    def write_with_the_former_times(self, path: str, text: str) -> None:
        if (self.root / path).is_file():
            status = (self.root / path).stat()
            (self.root / path).write_text(text)
            os.utime(self.root / path, ns=(status.st_atime_ns, status.st_mtime_ns))
            self.event(path, whole=True)

    @rule(which=st.integers(0, 20), name=names)
    def edit_ourselves(self, which: int, name: str) -> None:
        """Refused where the note is not what was read last, or cannot be written to."""
        if self.known:
            note = list(self.known.values())[which % len(self.known)]
            with suppress(JournalError):
                self.ours.set(note, {"contact": name}, self.today)
            self.event(note.path, whole=True)
            self.known = self.notes()

    @rule()
    def undo(self) -> None:
        with suppress(JournalError):
            self.ours.undo()
        self.known = self.notes()

    @rule(lost=st.booleans())
    def events_get_lost(self, lost: bool) -> None:
        self.events_are_lost = lost

    @rule(seconds=st.sampled_from((0.001, 0.03, 0.3, 1.0)))
    def time_passes(self, seconds: float) -> None:
        """Look at whatever is due by then."""
        until = self.now + seconds
        while self.now <= until:
            turn = self.pace.turn(self.now, self.is_unwritten)
            if isinstance(turn, Look):
                self.tell(self.ours.reconcile(turn.paths))
                self.pace.looked(turn, self.now, self.now, found=True)
            else:
                self.now = max(self.now, turn.until)
        self.now = until

    @rule(few=st.lists(paths, max_size=3))
    def look_at_some(self, few: list[str]) -> None:
        self.tell(self.ours.reconcile(few))

    @rule()
    def another_program_looks(self) -> None:
        self.theirs.reconcile()
        self.theirs.queue(self.today)

    @rule()
    def a_command_begins_to_look(self) -> None:
        asked, asking = os.pipe()
        os.set_blocking(asked, False)
        *_, self.looked_ahead = look_ahead._seen(Walk(self.root), asked, os.dup(asking))
        os.close(asked)
        os.close(asking)

    @precondition(lambda law: law.looked_ahead)
    @rule()
    def the_command_goes_on(self) -> None:
        """However much has happened since it began."""
        asked, asking = os.pipe()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(folders, "_MANY", 0)  # so that this vault is large
            self.theirs.answered(self.theirs.count_notes, None, look_ahead.Ahead(lambda: self.looked_ahead, asking))
        self.theirs.queue(self.today)
        self.looked_ahead = None
        os.close(asked)
        os.close(asking)

    @rule(day=st.integers(1, 30))
    def another_day(self, day: int) -> None:
        self.today = Day(2026, 3, day)

    @rule()
    def start_again(self) -> None:
        self.ours = self.opened()
        self.known = self.notes()

    @rule()
    def quiet_moment(self) -> None:
        """The law; and what a look says has changed is what has changed since the look before."""
        self.time_passes(CHECK)
        fresh = Vault.open(self.root)
        expected, found = everything(fresh, self.today), everything(self.ours, self.today)
        for part, value in expected.items():
            assert found[part] == value, part
        self.queue_is_the_follow_ups()
        self.overviews_are_what_the_rules_make_of_all_notes()

    def overviews_are_what_the_rules_make_of_all_notes(self) -> None:
        vault, today = self.ours, self.today
        reading, whole = read_all(vault._parts.queries, vault.settings, today)
        assert vault.follow_ups(today) == whole.follow_ups
        assert vault.unready(today) == [ask for ask in whole.follow_ups if ask.gaps]
        assert vault.contacts(today) == whole.contacts
        assert vault.goals(today) == whole.goals
        self.lists_say_what_the_rules_say(reading.notes, whole)
        self.the_review_says_what_the_rules_say(whole)
        assert vault.problems(today) == whole.problems
        assert vault.notes(today) == vault.notes_at({"none.md", *(n.path for n in reading.notes)}) == reading.notes
        of_path: dict[str, list[Problem]] = {}
        for found in whole.problems:
            of_path.setdefault(found.path, []).append(found.problem)
        assert vault.note_lines(today) == [
            NoteLine(n.id, n.path, n.title, reading.resolver.kind(n), n.tags, tuple(of_path.get(n.path, ())))
            for n in reading.notes
        ]
        assert [vault.kind(note) for note in reading.notes] == list(map(reading.resolver.kind, reading.notes))
        _, worded = read_all(vault._parts.queries, vault.settings, today, alike=False)
        for progress in whole.goals:
            assert vault.if_achieved(progress.goal, today) == worded.if_achieved(progress.party)

    def lists_say_what_the_rules_say(self, notes: Sequence[Note], whole: Today) -> None:
        """Lines of lists, the first of them too, and what a filter lets through that they tell or not."""
        vault, today = self.ours, self.today
        contacts, goals = vault.contact_lines(today), vault.goal_lines(today)
        assert contacts == [contact_line(each, vault.settings, today) for each in whole.contacts]
        assert [(line.party, line.achieved, line.stuck, line.asks, line.unasked) for line in goals] == [
            (each.party, each.achieved, each.stuck, each.asks, len(each.unasked)) for each in whole.goals
        ]
        named = sorted(goals, key=lambda line: (bool(line.achieved), by_name(line.party)))
        for limit in (1, 2, 100):
            assert vault.first_contacts(today, limit) == contacts[:limit]
            assert vault.first_goals(today, limit) == named[:limit]
        self.filters_let_through_what_they_would_of_whole_notes(parse_filter(next(self.filters)), notes, whole)

    def the_review_says_what_the_rules_say(self, whole: Today) -> None:
        vault, today = self.ours, self.today
        since, due = Day(2026, 3, 1), [QueueLine.of(ask) for ask in whole.follow_ups if ask.needs_follow_up]
        touch, captures = vault.touch(today), vault.captures()
        of_all = review(due, whole.follow_ups, whole.goals, whole.contacts, touch, captures, since, today)
        found = vault.review(today, since)
        assert section(found) == section(of_all)
        assert (found.owed, found.mine, found.opening) == (of_all.owed, of_all.mine, of_all.opening)

    def filters_let_through_what_they_would_of_whole_notes(
        self, where: Sequence[Term], notes: Sequence[Note], whole: Today
    ) -> None:
        vault, today = self.ours, self.today

        def those(every: Sequence[Whole]) -> list[Whole]:
            """What all of the filter lets through of what was read whole."""
            return list(filter(vault._parts.lists._test(type(every[0]), where, today), every)) if every else []

        with suppress(BadFilter):
            asks = those(whole.follow_ups)
            assert vault.follow_ups(today, where) == asks
            assert [line.path for line in vault.queue(today, where)] == [ask.note.path for ask in asks]
        with suppress(BadFilter):
            found = [line.party for line in vault.contact_lines(today, where)]
            assert found == [contact.party for contact in those(whole.contacts)]
        with suppress(BadFilter):
            found = [line.party for line in vault.goal_lines(today, where)]
            assert found == [progress.party for progress in those(whole.goals)]
        with suppress(BadFilter):
            assert vault.notes(today, where) == those(notes)
            assert [line.path for line in vault.note_lines(today, where)] == [note.path for note in those(notes)]

    def queue_is_the_follow_ups(self) -> None:
        """What is kept from day to day is what the rules say of today."""
        assert self.ours.count_problems(self.today) == len(self.ours.problems(self.today))
        follow_ups = self.ours.follow_ups(self.today)
        assert [(f.note.id, f.state, f.due, f.needs_follow_up) for f in follow_ups] == [
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

    def event(self, path: str | None, *, whole: bool = False, was: str | None = None) -> None:
        """What the system tells of a change, unless it is lost."""
        if not self.events_are_lost and (path is None or may_be_note(path.rpartition("/")[2])):
            self.pace.hint(Hint(self.now, path, whole, was))

    def is_unwritten(self, path: str) -> bool:
        return not (self.root / path).is_file() or not (self.root / path).stat().st_size

    def git(self, *words: str) -> str:
        return run_git(self.root, *words)

    def notes(self) -> dict[str, Note]:
        return {note.path: note for note in self.ours.notes(self.today)}


@pytest.mark.needs("git")
@pytest.mark.timeout(60 * EXAMPLES)
class TestTheLaw(Law.TestCase):  # type: ignore[misc,valid-type]
    settings = settings(max_examples=EXAMPLES, stateful_step_count=30)
