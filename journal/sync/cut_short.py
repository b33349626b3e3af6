"""A checkout that was cut short: what git had written until then is taken back, so that nothing was touched.

git removes a file before it writes the new one, and so a kill in between leaves a note missing, or only its beginning.
Taken for a change of the person's, that would be a note that they deleted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from journal.errors import JournalError
from journal.named_tuple import NamedTuple
from journal.sync.git import Git
from journal.sync.objects import read_blobs
from journal.sync.on_disk import read_file
from journal.sync.repository import Repository
from journal.sync.standing import REGULAR
from journal.vault.disk import store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["put_back"]

_GITLINK = "160000"


class _Meant(NamedTuple):
    """A file that the checkout changes. old, new: its ids before and after; None where it is not there.

    is_file: it is a regular file afterwards, not a link.
    """

    path: str
    old: str | None
    new: str | None
    is_file: bool


def put_back(git: Git, repository: Repository, head: str, tree: str, keep: AnyPath) -> None:
    """Make the files of the work tree again what they are in head, where a checkout of tree had changed them.

    Only for an index that is still as in head. A file that somebody changed since stays as it is. keep: the folder for
    texts that cannot be put back. Raises GitRefused, EnvironmentFailed.
    """
    meant = list(_meant(git, head, tree))
    for each, now in _written(git, repository, meant).items():
        with suppress(JournalError):  # somebody is at it, and has the last word
            store.remove(repository.top, each.path, now, keep=keep)
    gone = [each.path for each in meant if each.old and not os.path.lexists(repository.top / each.path)]
    given = "".join(f"{path}\0" for path in gone).encode(errors="surrogateescape")
    git("checkout-index", "--quiet", "--index", "-z", "--stdin", given=given, folder=repository.top)


def _meant(git: Git, head: str, tree: str) -> Iterator[_Meant]:
    """The files that differ between a commit and a tree, without submodules. Raises GitRefused."""
    parts = git("diff-tree", "-r", "-z", "--no-renames", "--raw", head, tree).parts
    for what, path in zip(parts[::2], parts[1::2], strict=True):
        before, after, old, new, _ = what[1:].split(" ")
        if _GITLINK not in (before, after):
            yield _Meant(path, old if old.strip("0") else None, new if new.strip("0") else None, after in REGULAR)


def _written(git: Git, repository: Repository, meant: Sequence[_Meant]) -> Mapping[_Meant, bytes]:
    """The bytes on disk of the files that git had written, wholly or in part. Raises GitRefused, EnvironmentFailed."""
    there: dict[_Meant, bytes] = {}
    for each in (each for each in meant if each.new and each.is_file):
        place = repository.top / each.path
        if place.is_file() and not place.is_symlink() and (now := read_file(repository.top, each.path)) is not None:
            there[each] = now
    texts = read_blobs(git, (each.new for each in there if each.new))
    ids = _ids(git, repository, there)
    found = {}
    for each, now in there.items():
        whole = texts[each.new or ""] or b""
        is_begun = whole.startswith(now) and len(now) < len(whole) and ids.get(each) != each.old
        if is_begun or ids.get(each) == each.new:
            found[each] = now
    return found


def _ids(git: Git, repository: Repository, files: Iterable[_Meant]) -> Mapping[_Meant, str]:
    """A dict to the id that each file on disk would have in git; files with odd names are left out."""
    named = [each for each in files if "\n" not in each.path and not each.path.startswith('"')]
    given = "".join(f"{each.path}\n" for each in named).encode(errors="surrogateescape")
    told = git("hash-object", "--stdin-paths", given=given, folder=repository.top).text.split("\n") if named else []
    return dict(zip(named, told, strict=True))
