"""A look at all folders by another process, begun before this one has loaded what it needs to make use of it."""

from __future__ import annotations

import os

from journal.named_tuple import NamedTuple
from journal.vault.disk.walk import Listing
from journal.vault.index.workers import Elsewhere, may_copy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from journal.vault.disk.walk import Walk

__all__ = ["Ahead", "Looked", "look_ahead"]

_MORE = b"?"
"""What this process asks the other one, for some of the folders that are yet to be looked at."""


class Looked(NamedTuple):
    """What was seen of one folder. listing: may lack its notes where the digest is as known."""

    listing: Listing
    digest: bytes
    has_notes: bool

    @classmethod
    def of(cls, listing: Listing) -> Looked:
        return cls(listing, listing.digest(), bool(listing.notes))


class look_ahead:
    """A context in which another process looks at all folders; gives None where that could not work meanwhile.

    with_notes: have it tell of each note too, as a first reading needs it.
    """

    def __init__(self, walk: Walk, *, with_notes: bool = False) -> None:
        self._walk, self._with_notes = walk, with_notes
        self._pipe: tuple[int, int] | None = None

    def __enter__(self) -> Ahead | None:
        try:
            self._pipe = os.pipe() if may_copy() else None
        except OSError:  # too many files are open
            return None
        if self._pipe is None:
            return None
        asked, asking = self._pipe
        os.set_blocking(asked, False)
        self._seen = Elsewhere(_seen(self._walk, asked, asking, with_notes=self._with_notes))
        return Ahead(self._seen.next, asking, with_notes=self._with_notes)

    def __exit__(self, *_: object) -> None:
        if self._pipe:
            asked, asking = self._pipe
            os.close(asking)
            self._seen.close()
            os.close(asked)


class Ahead:
    """The look that another process has begun. told: waits for what it tells. asking: a pipe to ask it through.

    with_notes: as in ``look_ahead``.
    """

    def __init__(self, told: Callable[[], Any], asking: int, *, with_notes: bool = False) -> None:
        self._told, self._asking, self.with_notes = told, asking, with_notes

    def looked(self, walk: Walk, root: str, known: Mapping[str, bytes]) -> list[Looked] | None:
        """What is seen of each folder, once this process has helped; one that is not as known is listed once more.
        Where nothing is known, what the other process told of its notes will do.

        None where the other process failed or another folder is the root now. What it saw may be older than what is
        known, so that it cannot tell that a folder is gone: None where one is missing. root: its identity now. known:
        digests by path.
        """
        if not known:  # what a first reading needs, and each process that shares it
            from journal.notes import parsed_note  # noqa: F401
            from journal.vault.index import update  # noqa: F401
        found: list[Looked] = []
        walk.leftovers = []
        while isinstance(told := self._next(), list):
            found += [Looked.of(listing) for folder in told for listing in walk.everything(folder)]
        if told is None or told[0] != root:
            return None
        _, leftovers, seen = told
        leftovers += walk.leftovers
        for folder, digest, has_notes, *listed in seen:
            if known.get(folder) == digest:
                found.append(Looked(Listing(folder, {}, []), digest, has_notes))
            elif listed and not known:
                found.append(Looked(Listing(folder, *listed), digest, has_notes))
            elif listing := walk.listing(folder):
                found.append(Looked.of(listing))
        walk.leftovers = leftovers
        return found if known.keys() <= {looked.listing.folder for looked in found} else None

    def _next(self) -> Any:
        """Ask for more to do, and wait for what the other process tells."""
        os.write(self._asking, _MORE)
        return self._told()


def _seen(walk: Walk, asked: int, asking: int, *, with_notes: bool = False) -> Iterator[Any]:
    """Look at all folders, and give some of those that are left whenever more is asked for; last of all the root's
    identity, the leftovers met, and path, digest and whether there are notes of each folder that was looked at here.

    It ends early where nobody is there to ask any more. with_notes: give the rest of each folder's listing too.
    """
    os.close(asking)  # this process's own copy
    root, folders, seen = walk.root_now(), [""], []
    while folders:
        if len(folders) > 1 and (more := _heard(asked)) is not None:
            if not more:
                return
            yield folders[1::2]
            folders = folders[::2]
        if listing := walk.listing(folders.pop()):
            folders += map(listing.path, listing.folders)
            rest = (listing.notes, listing.folders, listing.unreadable) if with_notes else ()
            seen.append((listing.folder, listing.digest(), bool(listing.notes), *rest))
    yield root, walk.leftovers, seen


def _heard(asked: int) -> bytes | None:
    """What was asked last; None for nothing, and no bytes where nobody is there to ask any more."""
    try:
        return os.read(asked, 1)
    except BlockingIOError:
        return None
