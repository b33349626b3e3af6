"""Files that a merge in the work tree left open: notes are merged by key from git's index, other files are reported.

The sides are those in git's index; what a merge driver wrote into a file does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journal.conflict import is_in_conflict
from journal.errors import NoteChanged, Refused
from journal.named_tuple import NamedTuple
from journal.notes import read
from journal.notes.merge import Merged, Winner
from journal.notes.merge.choice import BODY, open_conflicts
from journal.sync.git import Git
from journal.sync.merge_trees import by_key, can_go_by_key, is_note
from journal.sync.objects import read_blobs
from journal.sync.on_disk import read_file
from journal.sync.renamed import Renamed, renamed_twice
from journal.sync.repository import Repository
from journal.sync.standing import Stage, Unmerged, unmerged
from journal.vault.disk import store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["Left", "add", "left_of", "open_again", "reopen", "settle", "still_open", "write_by_key"]


class Left(NamedTuple):
    """A conflict that a person is to decide. path: from the work tree's top, or from the vault in a Synced.

    kind: content, deleted, renamed or other. keys: the frontmatter keys that both sides changed. body: both changed the
    body too. other: for a conflict without keys, a few words about it: who deleted the note, its new names.
    """

    path: str
    title: str
    kind: str
    keys: tuple[str, ...] = ()
    body: bool = False
    other: str = ""

    @property
    def sentence(self) -> str:
        """Such as ``Maria intro (asks/x.md): outcome, body``."""
        name = self.path if self.title == self.path else f"{self.title} ({self.path})"
        what = ", ".join((*self.keys, *(["body"] if self.body else [])))
        return f"{name}: {what or self.other}"


def write_by_key(
    git: Git, repository: Repository, known: Mapping[str, Merged], keep: AnyPath
) -> Mapping[str, Sequence[Winner]]:
    """Merge by key the notes that a merge just left open, and write them; tell git about those without a conflict.

    known: notes that were merged by key already, from the same sides. keep: the folder for texts that cannot be put
    back. Gives a dict from path to the keys where one side won. Raises GitRefused, EnvironmentFailed.
    """
    notes = {path: stages for path, stages in unmerged(git, repository).open.items() if can_go_by_key(path, stages)}
    others = {path: stages for path, stages in notes.items() if path not in known}
    merged = {**known, **(by_key(git, others, "HEAD", "MERGE_HEAD") if others else {})}
    clean = []
    for path in notes.keys() & merged.keys():
        one = merged[path]
        try:
            before = (repository.top / path).read_bytes()
            if before != one.content:
                store.replace(repository.top, path, before, one.content, keep=keep)
        except (OSError, Refused, NoteChanged):  # somebody is at it: the next sync sees to it
            continue
        if not one.has_conflict:
            clean.append(path)
    add(git, repository, clean)
    return {path: one.winners for path, one in merged.items() if one.winners}


def settle(git: Git, repository: Repository) -> tuple[Left, ...]:
    """Tell git about each open note that a person has decided; gives the conflicts that are left.

    Raises GitRefused, EnvironmentFailed.
    """
    found = unmerged(git, repository)
    marked = _decided_and_marked(git, repository, found)
    reopen(git, repository, marked)
    open_ones = {**found.open, **marked}
    decided = _decided(git, repository, open_ones)
    add(git, repository, decided)
    return left_of(git, repository, open_ones, decided)


def still_open(git: Git, repository: Repository) -> tuple[Left, ...]:
    """The conflicts that ``settle`` would leave; changes nothing. Raises GitRefused, EnvironmentFailed."""
    found = unmerged(git, repository)
    open_ones = {**found.open, **_decided_and_marked(git, repository, found)}
    return left_of(git, repository, open_ones, _decided(git, repository, open_ones))


def open_again(git: Git, repository: Repository) -> None:
    """Mark notes that have conflict markers as open in git's index again, though git was told that they are decided.

    Somebody told git too early, or undid a decision. Raises GitRefused.
    """
    reopen(git, repository, _decided_and_marked(git, repository, unmerged(git, repository)))


def reopen(git: Git, repository: Repository, wanted: Mapping[str, Sequence[Stage]]) -> None:
    """Mark files as open in git's index. wanted: their sides, by path from the work tree's top. Raises GitRefused."""
    if not wanted:
        return
    lines = [
        line
        for path, stages in wanted.items()
        for line in (
            f"0 {'0' * len(stages[0].id)}\t{path}",
            *(f"{one.mode} {one.id} {one.number}\t{path}" for one in stages),
        )
    ]
    given = "".join(f"{line}\0" for line in lines).encode(errors="surrogateescape")
    git("update-index", "-z", "--index-info", given=given, folder=repository.top)


def _decided_and_marked(git: Git, repository: Repository, found: Unmerged) -> Mapping[str, tuple[Stage, ...]]:
    """A dict from path to sides of the notes that have markers though git was told that they are decided.

    Notes that had markers on a side already are left out.
    """
    marked = {
        path: stages
        for path, stages in found.decided.items()
        if is_note(path) and is_in_conflict(_read_note(repository, path))
    }
    sides = read_blobs(git, (one.id for stages in marked.values() for one in stages))
    return {path: told for path, told in marked.items() if not any(is_in_conflict(sides[one.id]) for one in told)}


def _decided(git: Git, repository: Repository, open_ones: Mapping[str, Sequence[Stage]]) -> list[str]:
    """The paths of open notes that a person has decided: they have no markers and differ from both sides."""
    sides = read_blobs(git, (stage.id for path, stages in open_ones.items() if is_note(path) for stage in stages))
    return [path for path, stages in open_ones.items() if _is_decided(repository, path, stages, sides)]


def left_of(
    git: Git, repository: Repository, open_ones: Mapping[str, Sequence[Stage]], decided: Sequence[str] = ()
) -> tuple[Left, ...]:
    """The conflicts of the open files that are not decided. Raises GitRefused, EnvironmentFailed."""
    left = {path: open_ones[path] for path in open_ones if path not in decided}
    return tuple(_left(repository, left, renamed_twice(git, left)))


def add(git: Git, repository: Repository, paths: Sequence[str]) -> None:
    """Tell git that files are decided as they are on disk, or by being gone. paths: from the top. Raises GitRefused."""
    if paths:
        given = "".join(f"{path}\0" for path in paths).encode(errors="surrogateescape")
        git("add", "--pathspec-from-file=-", "--pathspec-file-nul", given=given, folder=repository.top)


def _is_decided(repository: Repository, path: str, stages: Sequence[Stage], sides: Mapping[str, bytes | None]) -> bool:
    """Whether a person has decided an open note. sides: contents by id."""
    if not can_go_by_key(path, stages):
        return False
    try:
        now = (repository.top / path).read_bytes()
    except OSError:
        return False
    as_it_was = any(sides[stage.id] == now for stage in stages if stage.number > 1)
    return not as_it_was and not is_in_conflict(now)


def _left(
    repository: Repository, open_ones: Mapping[str, Sequence[Stage]], renamed: Sequence[Renamed]
) -> Iterator[Left]:
    """A Left for each open file; a single one for the old and the two new names of a note that both sides renamed.

    Once one of the new names is decided, the other one alone is left. renamed: those of which none is decided.
    """
    numbers = {path: {stage.number for stage in stages} for path, stages in open_ones.items()}
    by_old = {one.old: one for one in renamed}
    names = {name for one in renamed for name in (one.ours, one.theirs)}
    has_new_names = any(found in ({2}, {3}) for found in numbers.values())
    for path in open_ones:
        if not is_note(path):
            yield Left(path, repository.from_vault(path), "other", other="changed on both sides")
        elif path in by_old:
            one, other = by_old[path].ours, by_old[path].theirs
            new = " and ".join(map(repository.from_vault, (one, other)))
            yield Left(path, _title(repository, one), "renamed", other=f"renamed to {new}: both kept")
        elif path in names:
            continue
        elif numbers[path] in ({2}, {3}):
            whose = "here" if numbers[path] == {2} else "there"
            other = f"renamed on both sides, and this is its name {whose}: kept"
            yield Left(path, _title(repository, path), "renamed", other=other)
        elif numbers[path] == {1} and has_new_names:
            continue
        elif numbers[path] == {1, 2}:
            yield Left(path, _title(repository, path), "deleted", other="deleted there, changed here: kept")
        elif numbers[path] == {1, 3}:
            yield Left(path, _title(repository, path), "deleted", other="deleted here, changed there: kept")
        else:
            yield _left_by_key(repository, path)


def _left_by_key(repository: Repository, path: str) -> Left:
    """The Left of a note whose text both sides changed: the keys between its markers."""
    found = open_conflicts(_read_note(repository, path).decode(errors="replace"))
    keys = tuple(dict.fromkeys(key for one in found for key in one.keys if key != BODY))
    body = any(BODY in one.keys for one in found)
    other = "" if found else "changed on both sides, and holds one of them"
    return Left(path, _title(repository, path), "content", keys, body, other)


def _title(repository: Repository, path: str) -> str:
    """The title of a note of the work tree. Raises EnvironmentFailed."""
    return read(path, _read_note(repository, path)).note.title


def _read_note(repository: Repository, path: str) -> bytes:
    """The bytes of a file of the work tree, empty where it is gone. Raises EnvironmentFailed."""
    return read_file(repository.top, path) or b""
