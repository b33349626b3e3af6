"""Commits what changed in a vault, with a message that tells the steps; nothing else goes into the commit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from shlex import quote

from journal.conflict import is_in_conflict
from journal.errors import EnvironmentFailed
from journal.named_tuple import NamedTuple
from journal.sync.git import Git, Stop
from journal.sync.merge_trees import is_note
from journal.sync.message import NameOf, Text, message, message_of_files
from journal.sync.objects import read_blobs
from journal.sync.repository import Repository
from journal.sync.standing import Changed, Standing
from journal.vault.disk.lock import held
from journal.vault.write.templates import holds_no_notes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["Made", "commit", "what_to_commit"]


class Made(NamedTuple):
    """The id of a commit that was just made, and of its parent: None for the first one."""

    id: str
    parent: str | None


def what_to_commit(
    git: Git, repository: Repository, standing: Standing, name_of: NameOf
) -> tuple[Sequence[Changed], str]:
    """The files of the next commit, and its message.

    Raises Stop where a file has conflict markers that the last commit did not have, or where all notes are gone;
    GitRefused, EnvironmentFailed.
    """
    before = read_blobs(git, (each.head for each in standing.files if each.head))
    files, texts, marked = [], [], []
    for each in standing.files:
        old = before[each.head] if each.head else None
        now = _content(repository, each) if each.is_there else None
        if now == old and old is not None and not each.is_new:
            continue  # another mode, or staged and taken back
        path = repository.from_vault(each.path)
        if is_in_conflict(now) and not is_in_conflict(old):
            marked.append(path)
        files.append(each)
        texts.append(Text(path, old, now))
    if marked:
        raise Stop(
            f"{', '.join(marked)}: there are conflict markers in it; “journal resolve {quote(marked[0])}” shows them.",
            1,
        )
    _refuse_an_empty_vault(repository, files)
    notes = [text for text in texts if is_note(text.path) and not holds_no_notes(os.path.dirname(text.path))]
    return files, message(notes, name_of) if notes else message_of_files([text.path for text in texts])


def commit(git: Git, repository: Repository, state: AnyPath, files: Sequence[Changed], text: str) -> Made | None:
    """Commit these files as they are on disk, and leave other staged changes alone. text: the commit's message.

    Gives None where there are no files. Takes the vault's lock. Raises GitRefused, EnvironmentFailed.
    """
    if not files:
        return None
    with held(state, repository.root):
        new = [each.path for each in files if each.is_new and each.is_there]
        if new:
            _with_paths(git, repository, new, "add", "--intent-to-add")
        _with_paths(git, repository, (each.path for each in files), "commit", "--only", "--quiet", "-m", text)
        name, *parents = git("rev-parse", "HEAD", "HEAD^@").text.split("\n")
        return Made(name, parents[0] if parents else None)


def _with_paths(git: Git, repository: Repository, paths: Iterable[str], *words: str) -> None:
    """Run git with the words as arguments and the paths on stdin, since there may be very many. Raises GitRefused."""
    given = "".join(f"{path}\0" for path in paths).encode(errors="surrogateescape")
    git(*words, "--pathspec-from-file=-", "--pathspec-file-nul", given=given, folder=repository.top)


def _refuse_an_empty_vault(repository: Repository, files: Sequence[Changed]) -> None:
    """Raise Stop where two or more notes are gone and none is left: the folder has vanished, nobody deleted them.

    Templates may be left, and what lies in hidden folders, such as Obsidian's for what was deleted.
    """
    if sum(not each.is_there and is_note(each.path) for each in files) < 2:
        return
    for _, inside, names in os.walk(repository.root):
        inside[:] = [name for name in inside if not name.startswith(".") and not holds_no_notes(name)]
        if any(map(is_note, names)):
            return
    raise Stop(
        f"Not one note is left in {repository.root}, so nothing was committed: bring the folder back "
        "(git checkout -- . does), or commit that yourself.",
        4,
    )


def _content(repository: Repository, changed: Changed) -> bytes | None:
    """A file's bytes, or a link's target; None where the file is gone by now. Raises EnvironmentFailed."""
    place = repository.top / changed.path
    try:
        return os.fsencode(os.readlink(place)) if place.is_symlink() else place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EnvironmentFailed.reading(changed.path, error) from None
