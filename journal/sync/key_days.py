"""The days on which notes first had their keys, and the dates that merges left out (docs/sync.md, "History")."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from journal.dates import parse_day
from journal.model import Day
from journal.named_tuple import NamedTuple
from journal.notes import read
from journal.notes.keys import OF_ASK, OF_MEETING, OF_OTHER
from journal.notes.spelling import is_note
from journal.rules.lost_dates import LeftOut, LostDate
from journal.sync.ancestry import ancestry
from journal.sync.git import Git
from journal.sync.lost_dates import lost_dates
from journal.sync.objects import read_blobs, sizes
from journal.sync.repository import Repository
from journal.vault.index.cache import own_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

__all__ = ["Days", "KeyDays", "key_days"]

Days: TypeAlias = "Mapping[str, Day]"
"""A dict from a frontmatter key to the day on which a note first had it.

Keys are canonical; a key that docs/format.md does not name is folded.
"""

_FORMAT = 2
_AT_ONCE = 500
"""Commits that are read before the clock is looked at again."""
_LARGEST = 1 << 20
"""Bytes of the largest note that is read."""
_MOST_LOST = 100
"""Dates of one note, lost in merges, that are kept: the newest."""


class KeyDays(NamedTuple):
    """The days of the keys of some notes. notes: a dict from path in the vault to the note's Days.

    lost: a dict from path in the vault to the dates that the note lost in merges, oldest merge first. is_whole: the
    whole history was read; else its newest commits are still missing.
    """

    notes: Mapping[str, Days]
    lost: Mapping[str, Sequence[LostDate]]
    is_whole: bool


class _Past(NamedTuple):
    """What was read of one note. days: a dict from its keys to ISO days. lost: its dates lost in merges."""

    days: dict[str, str]
    lost: tuple[LostDate, ...] = ()


_NOTHING = _Past({})


class _Place(NamedTuple):
    """How far a history was read. upto: the commit up to which all is read, "" where nothing is.

    at: the commit up to which is being read now; done: how many of the commits from upto to at are read.
    """

    upto: str = ""
    at: str = ""
    done: int = 0


_Notes: TypeAlias = "dict[str, _Past]"
"""A dict from a note's path in the work tree to what was read of it."""


def key_days(
    git: Git,
    repository: Repository,
    file: Path | None,
    paths: Iterable[str],
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
) -> KeyDays:
    """The days on which some notes first had each of their keys. Reads the history on from where the last call ended,
    for some seconds at most.

    file: where what was read is saved, None for nowhere. paths: of the notes, from the vault. clock: in seconds.
    Raises GitRefused.
    """
    wanted = {repository.prefix + path: path for path in paths}
    kept = _Kept(file)
    head, place, deadline = repository.head, kept.place, clock() + seconds
    if place.upto == head:
        return _shown(wanted, {path: kept.past(path) for path in wanted}, is_whole=True)
    notes: _Notes = {}
    if _is_below(git, place.upto, head) and _is_below(git, place.at, head):
        notes = kept.notes()
    else:
        place = _Place()  # the history was written anew
    while place.upto != head and clock() < deadline:
        place = _read_on(git, place._replace(at=place.at or head), notes, deadline, clock)
    if place != kept.place:
        _keep(file, place, notes)
    return _shown(wanted, notes, is_whole=place.upto == head)


def _shown(wanted: Mapping[str, str], notes: _Notes, *, is_whole: bool) -> KeyDays:
    """The days of the wanted notes, of all that was read from git, by their paths in the vault.

    wanted: a dict from a path in the work tree to that in the vault.
    """
    found = {}
    for path, inside in wanted.items():
        days = {key: parse_day(day) for key, day in notes.get(path, _NOTHING).days.items()}
        found[inside] = {key: day for key, day in days.items() if day}
    lost = {inside: notes[path].lost for path, inside in wanted.items() if path in notes}
    return KeyDays(found, lost, is_whole)


def _read_on(git: Git, place: _Place, notes: _Notes, until: float, clock: Callable[[], float]) -> _Place:
    """Read the commits up to ``place.at`` into notes, oldest first, until the time is up; gives the new place.

    until: what the clock says then. Raises GitRefused.
    """
    since = (f"^{place.upto}",) if place.upto else ()
    words = ("rev-list", "--reverse", "--date-order", "--parents")
    new = [line.split(" ") for line in git(*words, place.at, *since).text.splitlines()]
    known = ancestry(git, [place.at]) if any(len(each) > 2 for each in new) else None
    done = place.done
    while done < len(new) and clock() < until:
        some = new[done : done + _AT_ONCE]
        merges = [each[0] for each in some if len(each) > 2]
        lost = lost_dates(git, known, merges) if known and merges else {}
        _add_commits(git, [each[0] for each in some], notes, lost)
        done += _AT_ONCE
    return place._replace(done=done) if done < len(new) else _Place(place.at)


class _Changed(NamedTuple):
    """A note as a commit left it. day: the commit's, as ISO text. old_path: the note's path before.

    blob: the id of its content, zeros where it is gone.
    """

    commit: str
    day: str
    old_path: str
    path: str
    blob: str

    @property
    def is_gone(self) -> bool:
        """Whether the commit deleted the note."""
        return not self.blob.strip("0")


def _add_commits(
    git: Git, commits: Sequence[str], notes: _Notes, lost: Mapping[tuple[str, str], Sequence[LostDate]]
) -> None:
    """Add to notes the keys that came with these commits, with their days; take away what went.

    lost: what merges among them lost, as ``lost_dates`` gives it. Raises GitRefused.
    """
    changed = list(_changes(git, commits))
    lengths = sizes(git, (each.blob for each in changed if not each.is_gone))
    texts = read_blobs(git, (blob for blob, size in lengths.items() if size is not None and size <= _LARGEST))
    for each in changed:
        before = [notes.pop(path, _NOTHING) for path in {each.old_path, each.path}]  # a merge may join two of them
        if each.is_gone:
            continue
        known: dict[str, str] = {}
        for key, day in (entry for past in before for entry in past.days.items()):
            known[key] = min(day, known.get(key, day))
        gone = dict.fromkeys(
            (*(date for past in before for date in past.lost), *lost.get((each.commit, each.path), ()))
        )
        days = dict.fromkeys(_keys(each.path, texts.get(each.blob) or b""), each.day)
        notes[each.path] = _Past({**days, **known}, tuple(gone)[-_MOST_LOST:])


def _keys(path: str, content: bytes) -> Iterator[str]:
    """The keys of a note that have a value: canonical ones, then folded ones that docs/format.md does not name."""
    note = read(path, content).note
    yield from (key for key, value in note.fields.items() if value not in ("", ()))
    known = (OF_ASK, OF_MEETING, OF_OTHER)
    others = (key for key, texts in note.frontmatter.items() if not any(key in spellings for spellings in known))
    yield from (key for key in others if any(note.frontmatter[key]))


def _changes(git: Git, commits: Sequence[str]) -> Iterator[_Changed]:
    """The changes of notes in commits, in the order of the commits; for a merge, its changes against each parent.

    Raises GitRefused.
    """
    words = ("log", "--no-walk=unsorted", "--stdin", "-m", "--raw", "-z", "--no-abbrev", "--find-renames",
             "--no-relative", "--no-color", "--no-show-signature", "--no-ext-diff", "--no-textconv",
             "--format=%x01%H %as")  # fmt: skip
    given = "".join(f"{commit}\n" for commit in commits).encode()
    commit = day = ""
    parts = iter(git(*words, given=given).parts)
    for part in parts:
        if part.startswith("\x01"):
            commit, day = part[1:].split(" ")
            continue
        _, _, _, blob, how = part.strip("\n").split(" ")
        old_path = path = next(parts)
        if how[0] in "RC":
            path = next(parts)
        if is_note(path):
            yield _Changed(commit, day, old_path if how[0] == "R" else path, path, blob)


def _is_below(git: Git, commit: str, head: str) -> bool:
    """Whether the head is a commit or descends from it. commit: "" gives True; one that is not there gives False."""
    return not commit or git("merge-base", "--is-ancestor", commit, head, fine=None).status == 0


class _Kept:
    """The saved part of a history. The file's first line is the place; each note has a line that can be read alone.

    A file that cannot be read, or None, counts as nothing read.
    """

    def __init__(self, file: Path | None) -> None:
        self.place, self._lines = _Place(), b""
        try:
            content = file.read_bytes() if file else b""
            first, _, self._lines = content.partition(b"\n")
            version, upto, at, done = json.loads(first)
            if version == _FORMAT:
                self.place = _Place(str(upto), str(at), int(done))
        except (OSError, ValueError, TypeError):
            self._lines = b""

    def past(self, path: str) -> _Past:
        """What was read of one note. path: in the work tree."""
        start = f"\n{json.dumps(path)}: ".encode()
        begin = (b"\n" + self._lines).find(start)
        return _parsed(self._lines[begin:].split(b"\n", 1)[0]).get(path, _NOTHING) if begin >= 0 else _NOTHING

    def notes(self) -> _Notes:
        """All notes that were read."""
        found: _Notes = {}
        for line in self._lines.splitlines():
            found |= _parsed(line)
        return found


def _parsed(line: bytes) -> _Notes:
    """The note that a line of the file is about; empty where the line cannot be read."""
    try:
        found = json.loads(b"{" + line + b"}")
        return {
            path: _Past({str(key): str(day) for key, day in days.items()}, tuple(map(_lost_date, lost)))
            for path, (days, lost) in found.items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}


def _lost_date(given: Sequence[Any]) -> LostDate:
    """A lost date from its JSON. Raises ValueError or TypeError where that has another form."""
    merged, (key, date, instead), came_in, commit = given
    day = Day.fromisoformat
    return LostDate(
        day(merged), LeftOut(str(key), day(date), day(instead) if instead else None), bool(came_in), str(commit)
    )


def _keep(file: Path | None, place: _Place, notes: _Notes) -> None:
    """Save what was read; do nothing where there is no file, or it cannot be written."""
    if file is None:
        return
    lines = [
        json.dumps([_FORMAT, *place]),
        *(f"{json.dumps(path)}: {json.dumps(past, default=str)}" for path, past in notes.items()),
    ]
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        own_folder(file.parent)
        unfinished.write_text("\n".join(lines), encoding="ascii")
        unfinished.replace(file)
