"""A look at all folders of a vault, by copies of this process where there are enough folders to be worth them."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from journal.named_tuple import NamedTuple
from journal.vault.disk.walk import Listing
from journal.vault.index.codec import packed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from journal.vault.disk.walk import Walk

__all__ = ["Looked", "look"]

_OURS = 2
"""Levels of folders that this process looks at itself, to find what can be shared out."""
_AT_A_TIME = 4
"""Folders, which hold other folders."""
_WORTH_IT = 24
"""Folders from which on copies take less time: some thousand notes, as people fill folders."""


class Looked(NamedTuple):
    """What was seen of one folder. listing: without its notes where the digest is as known."""

    listing: Listing
    digest: bytes
    has_notes: bool


def look(walk: Walk, known: Mapping[bytes, bytes], meanwhile: Callable[[], object] | None = None) -> Iterator[Looked]:
    """The listing of each folder that may have notes. Raises OSError where the root does not exist.

    known: digests by packed path. meanwhile: is called while other processes look; not where there are none.
    """
    folders = [""]
    for _ in range(_OURS):
        listings = [listing for folder in folders if (listing := walk.listing(folder))]
        for listing in listings:
            yield Looked(listing, listing.digest(), bool(listing.notes))
        folders = [listing.path(name) for listing in listings for name in listing.folders]
    if len(folders) < _WORTH_IT:
        for folder in folders:
            for listing in walk.everything(folder):
                yield Looked(listing, listing.digest(), bool(listing.notes))
        return
    from journal.vault.index.workers import in_batches

    work = partial(_looked_below, walk, known)
    with closing(in_batches(work, folders, size=_AT_A_TIME, worth_it=_WORTH_IT, meanwhile=meanwhile)) as batches:
        for seen, leftovers in (each for batch in batches for each in batch):
            walk.leftovers += leftovers
            for folder, notes, inner, unreadable, digest, has_notes in seen:
                yield Looked(Listing(folder, notes, inner, unreadable), digest, has_notes)


def _looked_below(walk: Walk, known: Mapping[bytes, bytes], folders: Sequence[str]) -> list[Any]:
    """The listings of some folders and all below them, and the leftovers met, as plain values for another process."""
    before, walk.leftovers = walk.leftovers, []
    seen = []
    for listing in (each for folder in folders for each in walk.everything(folder)):
        digest = listing.digest()
        notes = {} if known.get(packed(listing.folder)) == digest else listing.notes
        seen.append((listing.folder, notes, listing.folders, listing.unreadable, digest, bool(listing.notes)))
    met, walk.leftovers = walk.leftovers, before
    return [(seen, met)]
