"""merge-driver: what git calls for each note that two sides changed (docs/sync.md, "Merge by key").

It takes no lock and reads no settings, cache or vault. ``main`` calls ``driven`` before it imports anything else.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from journal.notes.merge import Merged, TextMerged

__all__ = ["NAME", "NUMBER_OF_WORDS", "driven", "sentences"]

NAME = "merge-driver"
NUMBER_OF_WORDS = 5
_MERGED, _WRONG_CALL, _UNREADABLE, _CONFLICT = 0, 2, 4, 10


def driven(words: Sequence[str], stderr: TextIO) -> int:
    """The exit status of a call with BASE, OURS, THEIRS, SIZE and PATH.

    At any status but 0 and 10 the file OURS is as it was. Raises nothing but KeyboardInterrupt.
    """
    base, ours, theirs, size, path = words
    if not (size.isascii() and size.isdigit() and 0 < int(size) < 1000):
        _print(stderr, f"{path}: “{size}” is no length of a conflict marker; git gives 7 for %L.")
        return _WRONG_CALL
    try:
        texts = [_read(file) for file in (base, ours, theirs)]
        if texts[0] == texts[2] or texts[1] == texts[2]:
            return _MERGED
        if texts[0] == texts[1]:
            _replace(ours, texts[2])
            return _MERGED
        merged = _merged(texts, int(size), path)
        if merged.content != texts[1]:
            _replace(ours, merged.content)
    except Exception as error:  # noqa: BLE001  # whatever it was, git merges the text
        _print(stderr, f"{path}: not merged by key ({_reason(error)}); it is left to git.")
        return _UNREADABLE
    for sentence in sentences(merged, path):
        _print(stderr, sentence)
    return _CONFLICT if merged.has_conflict else _MERGED


def _read(file: str) -> bytes:
    with open(file, "rb") as opened:
        return opened.read()


def _merged(texts: Sequence[bytes], size: int, path: str) -> Merged:
    from journal.notes.merge import merge
    from journal.rules.status import status_rank
    from journal.sync.merge_file import merge_lines

    def merge_text(base: bytes, ours: bytes, theirs: bytes) -> TextMerged:
        return merge_lines(base, ours, theirs, size)

    return merge(texts[0], texts[1], texts[2], path=path, merge_text=merge_text, status_place=status_rank)


def _replace(file: str, content: bytes) -> None:
    """Write a file anew: first beside it, then renamed, so that it always holds its old text or the new one.

    Raises OSError.
    """
    folder, name = os.path.split(file)
    unfinished = os.path.join(folder, f".~{name}.{os.getpid()}.tmp")
    mode = os.stat(file).st_mode & 0o777
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with open(descriptor, "wb") as opened:
            opened.write(content)
        os.chmod(unfinished, mode)
        written = os.stat(unfinished)
        try:
            os.replace(unfinished, file)
        except OSError:
            from journal.vault.disk.atomic import is_renamed

            if not is_renamed(file, written):
                raise
    except BaseException:
        from contextlib import suppress

        with suppress(OSError):  # what failed is to be told
            os.unlink(unfinished)
        raise


def sentences(merged: Merged, path: str) -> list[str]:
    """What the merge tells on stderr: a line for each conflict, then for each value that won."""
    conflicts = [*merged.keys, *(["the body"] if merged.body else [])]
    return [
        *(f"{path}: {what} changed on both sides" for what in conflicts),
        *([f"{path}: changed on both sides, and its keys cannot be told apart"] if merged.whole else []),
        *(f"{path}: {won.key} {won.kept or 'removed'}, not {won.other or 'removed'}" for won in merged.winners),
    ]


def _print(stderr: TextIO, sentence: str) -> None:
    from journal.showable import showable

    print(showable(sentence), file=stderr)


def _reason(error: Exception) -> str:
    """Why the merge failed, in a few words."""
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror or error}"
    return str(error) or type(error).__name__
