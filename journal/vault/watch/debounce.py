"""When to look at which paths, given hints that they may have changed. Uses no thread, no clock and no disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import inf

from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Hint", "Idle", "Look", "Pace", "Turn"]

_QUIET = 0.02
"""Seconds without a hint after which a file that nobody has closed counts as written, and many changes as over."""
_LONGEST = 0.25
"""Seconds after which a file is looked at though somebody still writes to it."""
_GATHERED = 0.5
"""Seconds after which many paths are looked at though hints go on."""
_HELD = 0.7
"""Seconds for which a note that is gone or empty may be one that somebody is about to write."""
_FEW = 20
"""Paths that are looked at as they come; more are a checkout or a sync, and gathered."""
_PATIENCE = 2.0
"""Seconds for which a look at everything waits for quiet: unlike a look at paths it cannot leave out what is held."""
_PART_OF_TIME = 20
"""A look at everything without a hint takes at most this part of the time, so that a large vault is not always read."""


class Hint(NamedTuple):
    """Something may have changed. at: seconds of a monotonic clock.

    path: None where anything may have changed. whole: the file was closed after writing, or moved into its place, so
    that nothing more will come. was: the note's old path if it was moved, None if not.
    """

    at: float
    path: str | None
    whole: bool = False
    was: str | None = None


class Look(NamedTuple):
    """Look at these paths now and call ``Pace.looked`` afterwards. paths: None for all.

    written: those of them that hold something now: one that is gone or empty by the time of the look is not looked at,
    since a program has begun to write it, and a hint of that comes.
    """

    paths: tuple[str, ...] | None
    written: tuple[str, ...] = ()


class Idle(NamedTuple):
    """Do nothing until a time. listening: a hint may end that earlier."""

    until: float
    listening: bool


Turn: TypeAlias = Look | Idle


class _Hinted(NamedTuple):
    """A path to look at. since: when it was hinted at first. ready: when its writer may be done."""

    since: float
    ready: float
    was: str | None


class Pace:
    """Hints that have not been looked at yet, and how long looks take. check: seconds between looks at everything."""

    def __init__(self, check: float) -> None:
        self._check = check
        self._paths: dict[str, _Hinted] = {}
        self._everything_since: float | None = None
        self._news_since: float | None = None
        """When the first hint came since the last look."""
        self._last = self._rested = self._next_check = self._put_off = -inf
        self._cost = 0.0

    @property
    def interval(self) -> float:
        """The seconds between two looks at everything while there are no hints."""
        return max(self._check, _PART_OF_TIME * self._cost)

    def hint(self, hint: Hint) -> None:
        """Remember a hint."""
        self._last = hint.at
        self._news_since = hint.at if self._news_since is None else self._news_since
        if hint.path is None:
            self._everything_since = hint.at if self._everything_since is None else self._everything_since
            return
        known = self._paths.get(hint.path)
        since = known.since if known else hint.at
        ready = hint.at if hint.whole else min(hint.at + _QUIET, since + _LONGEST)
        self._paths[hint.path] = _Hinted(since, ready, hint.was or (known.was if known else None))

    def put_off(self, until: float) -> None:
        """Make no look at everything without a hint before then, but none more than an interval later than else."""
        self._put_off = until

    def turn(self, now: float, unwritten: Callable[[str], bool]) -> Turn:
        """What to do now: look or wait. unwritten: tells whether a note is gone or empty at the moment."""
        if now < self._rested:
            return Idle(self._rested, listening=False)
        if len(self._paths) > _FEW and self._news_since is not None:
            gathered = min(self._last + _QUIET, self._news_since + _GATHERED)
            if now < gathered:
                return Idle(gathered, listening=False)
        held = dict(self._held(now, unwritten))
        everything_from = self._everything_from(held)
        if now >= everything_from:
            return Look(None)
        if ready := tuple(sorted(self._paths.keys() - held.keys())):
            return Look(ready, tuple(path for path in ready if now < self._paths[path].since + _HELD))
        first_over = min(held.values(), default=inf) + (_LONGEST if len(held) > _FEW else 0)
        return Idle(min(everything_from, first_over), listening=True)

    def looked(self, look: Look, began: float, ended: float, *, found: bool) -> None:
        """Remember how long a look took. found: something had changed, so that it did more than look."""
        if self._is_hinted:
            self._rested = ended + min(ended - began, _LONGEST)
        self._news_since = None
        if look.paths is not None:
            for path in look.paths:
                del self._paths[path]
            return
        self._paths.clear()
        self._everything_since = None
        if not found:
            self._cost = ended - began
        self._next_check = ended + self.interval

    @property
    def _is_hinted(self) -> bool:
        return bool(self._paths) or self._everything_since is not None

    def _held(self, now: float, unwritten: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
        """The paths that must not be looked at yet, and until when.

        A moved note waits together with its old path, else it would be in both places.
        """
        for path, hinted in self._paths.items():
            over = hinted.since + _HELD
            if now < hinted.ready:
                yield path, hinted.ready
            elif now < over and (unwritten(path) or (hinted.was in self._paths and unwritten(hinted.was))):
                yield path, over

    def _everything_from(self, held: Mapping[str, float]) -> float:
        """The time at which to look at everything."""
        put_off = min(self._put_off, self._next_check + self.interval)
        wanted = max(self._next_check, put_off) if self._everything_since is None else self._everything_since
        if not self._is_hinted:
            return wanted
        calm = max([self._last + _QUIET, *held.values()])
        return min(max(wanted, calm), wanted + _PATIENCE)
