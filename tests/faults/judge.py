"""Says what is wrong after a call of the command line that met an error."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from subprocess import CalledProcessError
from typing import Any, TypeAlias

from tests.faults.commands import SECOND, THEIRS, Before, Call, run_git, second_name, theirs
from tests.faults.failing import Done, Fault, Met, Program
from tests.faults.ways import Way
from tests.faults.world import CACHE, Snapshot, World

__all__ = ["Driver", "Judge", "Names", "Reading", "Repeated", "Report", "Stage", "Step"]

FIRST = "set a why=first"
"""A write before the one that is tried, which must stay within reach of undo."""
Texts: TypeAlias = dict[str, bytes]


class Stage:
    """A world, and a program that lives in it. What the same calls lead to from the same notes is remembered."""

    def __init__(self, world: World, program: Program) -> None:
        self.world, self.program = world, program
        self._ready: dict[tuple[object, ...], Snapshot] = {(): world.snapshot()}
        self._due: dict[object, str] = {}
        self._undone: dict[object, tuple[list[Texts], str]] = {}
        self.first = world.notes()
        """The notes before any write."""

    def call(self, words: str, fault: Fault | None = None, *, typed: str = "") -> Done:
        """As ``Program.call``."""
        return self.program.call(shlex.split(words), fault, typed=typed)

    def ready(self, before: tuple[Before, ...]) -> Snapshot:
        """The world after some calls, made once."""
        if before not in self._ready:
            self.world.put(self.ready(before[:-1]))
            if isinstance(last := before[-1], str):
                done = self.call(last)
                assert done.status in (0, 1), f"{last}: {done.stderr}"
            else:
                last(self.world)
            self.call("due")
            self._ready[before] = self.world.snapshot()
        return self._ready[before]

    def due(self, held: Texts) -> str:
        """What is due, as the notes say that stand there."""
        key = _frozen(held)
        if key not in self._due:
            self._due[key] = self.call("due --json --no-cache").stdout
        return self._due[key]

    def undone(self, words: str, held: Texts) -> tuple[list[Texts], str]:
        """What notes there were after each call of undo that did something, and what the last one said."""
        key = (words, _frozen(held), _frozen(self.world.log()))
        if key not in self._undone:
            found = []
            while not (done := self.call(words)).status:
                found.append(self.world.notes())
            self._undone[key] = found, done.stderr
        return self._undone[key]


class Judge:
    """Lets a call of the command line meet errors. old, new: what stands there before it, and after it with none.

    but: below where no call is met but in a way of its own; "" for the cache.
    """

    but = ""

    def __init__(self, stage: Stage, call: Call) -> None:
        self.stage, self.call = stage, call
        self.before = stage.ready((FIRST, *call.before))
        self.words = call.words if call.words.startswith(("merge-driver", "completion")) else f"{call.words} --json"
        stage.world.put(self.before)
        self.old = self.stands()
        self.sound = self.run(Way("EIO"))
        self.new = self.stands()

    def stands(self) -> Texts:
        """What is compared, by a name."""
        return self.stage.world.notes()

    def calls(self, way: Way) -> list[Met]:
        """Those to the system that an error may meet."""
        if way.children or way.cache:  # which there need not be
            return self.run(way).calls
        calls = [call for call in self.sound.calls if not way.names or call.name in way.names]
        assert calls, f"{self.words} makes no call of {way}"
        return calls

    def met(self, way: Way, nth: int) -> Done:
        """What came of the nth call failing; of the last one, where there are fewer this time."""
        while (done := self.run(way, nth)).failed is None:
            assert len(done.calls) < nth, f"call {nth} of {len(done.calls)} was to fail, and did not"
            nth = len(done.calls)
        return done

    def run(self, way: Way, nth: int = 0) -> Done:
        """nth: 0 for no call that fails."""
        world = self.stage.world
        world.put(self.before)
        cache = str(world.folder / CACHE)
        below, but = (cache, "") if way.cache else (str(world.folder), self.but or cache)
        fault = Fault(below, but, way.names, nth, way.error, way.after, way.children)
        return self.stage.call(self.words, fault, typed=self.call.typed)

    def faults(self, done: Done) -> Iterator[str]:
        """What is wrong with what a call told that met an error, and with what can be done from there."""
        if re.search("Traceback|bug in journal", done.stderr):
            yield f"a bug: {done.stderr}"
        if done.status not in (self.sound.status, 4):
            yield f"though the environment failed: {done.stderr}"
        if done.status != self.sound.status and done.failed and CACHE in done.failed.path:
            yield f"for the cache alone: {done.stderr}"
        if done.left:
            yield f"left open: {done.left}"
        yield from self.untrue(done, self.stands())

    def untrue(self, done: Done, held: Texts) -> Iterator[str]:
        """What is wrong with what was told of what stands there. held: that."""
        raise NotImplementedError


class Step(Judge):
    """A call that undo takes back, or that is an undo."""

    def __init__(self, stage: Stage, call: Call) -> None:
        super().__init__(stage, call)
        assert self.new != self.old, self.sound
        self._first = dict(stage.first)
        if theirs in call.before:
            self._first["vault/b.md"] = THEIRS
        if second_name in call.before:
            self._first[SECOND] = self._first["vault/c.md"]
        wrong = list(self._stuck(self.new))
        assert not wrong, f"where nothing fails: {wrong}"

    def untrue(self, done: Done, held: Texts) -> Iterator[str]:
        told = _document(done.stdout).get("changes")
        is_said = re.search("written all the same|That is written", done.stderr)
        changed = _changed(self.old, held) - {SECOND}
        if told is not None and (paths := {change["path"] for change in told}) != changed:
            yield f"told {paths}, changed {changed}"
        if is_said and not changed and self.call.words != "today":  # which tells the day's path
            yield f"told as written, and is not: {done.stderr}"
        if done.status == 4 and changed and not is_said and not told:
            yield f"told as failed, and is written: {done.stderr}"
        if not _is_unread(done):  # then another text is right
            if done.status == self.sound.status and held != self.new:
                yield f"told as written, and is not: {_changed(self.new, held)}, {done.stderr}"
            if torn := {path for path in held if held[path] not in (self.old.get(path), self.new.get(path))}:
                yield f"torn: {torn}"
        due = self.stage.call("due --json")
        if due.status or due.stdout != self.stage.due(held):
            yield f"what is due then is not what the notes say: {due.status}, {due.stderr}"
        is_half = done.status == 4 and held not in (self.old, self.new)
        if is_half and not _is_unread(done) and "cut short" not in due.stderr:
            yield f"half written, and the next command does not say so: {due.stderr}"
        yield from self._stuck(held)

    def _stuck(self, held: Texts) -> Iterator[str]:
        """What is wrong with undo: it gets back to the notes before any write, to the old ones by its first step."""
        steps, said = self.stage.undone("undo --others" if "--others" in self.call.words else "undo", held)
        if "nothing to take back" not in said:
            yield f"undo is stuck: {said}"
        if (last := steps[-1] if steps else held) != self._first:
            yield f"undo does not get back: {_changed(self._first, last)}"
        if held != self.old and not self.call.words.startswith(("undo", "redo")) and self.old not in steps[:1]:
            yield "one undo does not take it back"


class Repeated(Judge):
    """A call that is made again where it failed. What git keeps is compared too."""

    def __init__(self, stage: Stage, call: Call) -> None:
        super().__init__(stage, call)
        assert self.new != self.old, self.sound

    def stands(self) -> Texts:
        world = self.stage.world
        found = world.notes()
        for folder in (world.vault / ".git", world.folder / "remote/.git"):
            try:
                found[str(folder)] = run_git(folder, "rev-parse", "HEAD^{tree}").encode()
            except (FileNotFoundError, CalledProcessError):  # nothing is there, or nothing is committed
                continue
        return found

    def untrue(self, done: Done, held: Texts) -> Iterator[str]:
        if done.status == self.sound.status and held != self.new:
            yield f"told as done, and is not: {_changed(self.new, held)}, {done.stderr}"
        again = self.stage.call(self.words)
        if again.status != self.sound.status:
            yield f"it cannot be repeated: {again.stderr}"
        elif (now := self.stands()) != self.new:
            yield f"repeated, it is not whole: {_changed(self.new, now)}"


class Driver(Judge):
    """The merge driver, which leaves the note as it was where it says that it failed."""

    def untrue(self, done: Done, held: Texts) -> Iterator[str]:
        if held != (right := self.new if done.status == self.sound.status else self.old):
            yield f"changed: {_changed(right, held)}"


class Reading(Judge):
    """A call that changes no note, and tells what is there, or that it could not read a note."""

    def untrue(self, done: Done, held: Texts) -> Iterator[str]:
        if held != self.old:
            yield f"changed: {_changed(self.old, held)}"
        if done.status == self.sound.status and not self.is_true(done):
            yield f"told something else: {done.stdout}"
        if _plain(again := self.stage.call(self.words)) != _plain(self.sound):
            yield f"told something else by the next call: {again.stdout}"

    def is_true(self, done: Done) -> bool:
        """Whether a call told what is there, as far as it could be read."""
        return _plain(done) == _plain(self.sound) or _is_unread(done)


class Report(Reading):
    """A call that tells of one thing after the other whether it is well."""

    def is_true(self, done: Done) -> bool:
        """Whether each is told as where nothing fails, or told as not well.

        Where there is no vault, the rest is left out; where nobody knows whether git may run, how it merges is.
        """
        told = _document(done.stdout)["checks"]
        unwell = {each["name"] for each in told if not each["ok"]} | {"watcher"}  # which counts what folders it can
        if "sync" in unwell:
            unwell.add("merge")
        sound = _document(self.sound.stdout)["checks"]
        is_there = any(each["name"] == "settings" for each in told)
        return not is_there or all(each in told or each["name"] in unwell for each in sound)


class Names(Reading):
    """A call that tells a shell names of the cache, or none where anything fails."""

    but = "nowhere"

    def faults(self, done: Done) -> Iterator[str]:
        if done.status or done.stderr:
            yield f"said: {done.status}, {done.stderr}"
        yield from self.untrue(done, self.stands())

    def is_true(self, done: Done) -> bool:
        return set(done.stdout.splitlines()) <= set(self.sound.stdout.splitlines())


def _frozen(texts: Texts) -> object:
    return frozenset(texts.items())


def _is_unread(done: Done) -> bool:
    """Whether a call says that it could not read a note."""
    return re.search("cannot be read|could not be read|unread", done.stderr + done.stdout) is not None


def _plain(done: Done) -> str:
    """What was printed, without what a search makes of its words, and the name of a folder for the moment."""
    return re.sub(r'"score": [^,]+|"snippet": "(\\.|[^"\\])*"|journal-demo-\w+', "", done.stdout)


def _document(text: str) -> dict[str, Any]:
    """What was printed as JSON; empty where that did not come whole."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    assert isinstance(found, dict)
    return found


def _changed(old: Texts, new: Texts) -> set[str]:
    """The paths of what is another text, from the vault, or from the world where they lie beside it."""
    return {path.removeprefix("vault/") for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
