"""The texts that notes need merged: gathered first, then merged together, a few one by one and many in one run of git.

For that run a scratch repository has three commits, base, ours and theirs, with a file for each text; ``git
merge-tree`` merges them. No attributes and no merge driver count there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from journal.named_tuple import NamedTuple
from journal.notes.merge import Merged, TextMerged, merge
from journal.regex import regex
from journal.rules.status import status_rank
from journal.sync.git import Git, GitRefused, words_of
from journal.sync.merge_file import GitFailed, merge_lines, of_one_line
from journal.sync.objects import contents

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import TypeAlias

__all__ = ["Sides", "merge_all"]

_Key: TypeAlias = "tuple[bytes, bytes, bytes]"
"""Three texts to merge: base, ours, theirs."""
_FEW = 4
"""Texts for which as many calls of ``git merge-file`` are quicker than a scratch repository."""
_SIDES = ("base", "ours", "theirs")
_MARKERS = regex(rb"(?m)^(<{7}|\|{7}|>{7}) [^\n]*$")
_LABELS = {b"<": b"ours", b"|": b"base", b">": b"theirs"}


class Sides(NamedTuple):
    """Three texts of one note. path: from the work tree's top. base: empty where there is none."""

    path: str
    base: bytes
    ours: bytes
    theirs: bytes


class _NotYet(Exception):
    """A note needs a text that is not merged yet."""


def merge_all(notes: Iterable[Sides]) -> Mapping[str, Merged]:
    """A dict from path to the note merged by key (docs/sync.md, "Merge by key").

    Notes that git cannot merge as text are left out. Raises EnvironmentFailed, GitRefused, OSError.
    """
    known: dict[_Key, TextMerged | None] = {}
    merged: dict[str, Merged] = {}
    left = list(notes)
    while left:
        wanted: dict[_Key, None] = {}
        waiting = []
        for sides in left:
            try:
                merged[sides.path] = _merged(sides, known, wanted)
            except _NotYet:
                waiting.append(sides)
            except GitRefused:
                continue
        known |= _merged_texts(list(wanted))
        left = waiting
    return merged


def _merged(sides: Sides, known: Mapping[_Key, TextMerged | None], wanted: dict[_Key, None]) -> Merged:
    """The note merged by key. known: the texts that are merged already, None for those that git cannot merge.

    wanted: gets the texts that are still to be merged. Raises _NotYet where there are such, GitRefused for a None.
    """
    is_whole = True

    def merge_text(base: bytes, ours: bytes, theirs: bytes) -> TextMerged:
        nonlocal is_whole
        key = (base, ours, theirs)
        if key in known:
            text = known[key]
            if text is None:
                raise GitRefused("merge-tree", f"{sides.path} cannot be merged as text", 1)
            return text
        wanted[key] = None
        is_whole = False
        return TextMerged(ours, False)  # as good as any, to hear of what else is to be merged

    one = merge(sides.base, sides.ours, sides.theirs, path=sides.path, merge_text=merge_text, status_place=status_rank)
    if not is_whole:
        raise _NotYet
    return one


def _merged_texts(keys: Sequence[_Key]) -> dict[_Key, TextMerged | None]:
    """A dict from each three texts to the merged one; None for those that git takes for binary."""
    found: dict[_Key, TextMerged | None] = {key: None for key in keys if any(b"\0" in text for text in key)}
    found |= {key: known for key in keys if key not in found and (known := of_one_line(*key))}
    texts = [key for key in keys if key not in found]
    if len(texts) <= _FEW:
        found |= {key: _merged_lines(key) for key in texts}
    else:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="journal-merge-") as folder:
            found |= zip(texts, _by_git(Path(folder), texts), strict=True)
    return found


def _merged_lines(key: _Key) -> TextMerged | None:
    """Three texts merged; None where git takes them for binary. Raises OSError."""
    try:
        return merge_lines(*key)
    except GitFailed:
        return None


def _by_git(folder: Path, keys: Sequence[_Key]) -> Iterator[TextMerged]:
    """The merged texts, in the order of the keys. folder: an empty one for the repository. Raises GitRefused."""
    git = Git(
        folder, settings=(("core.attributesFile", "/dev/null"), ("core.fsync", "none"), ("core.compression", "0"))
    )
    around = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    git("init", "-q", "--bare", "--template=", ".", variables=around)
    around["GIT_DIR"] = str(folder)
    git("fast-import", "--quiet", "--depth=0", given=b"".join(_commits(keys)), variables=around)
    for style in ("zdiff3", "diff3"):  # git before 2.35 knows the second one only
        answer = git(
            "-c", f"merge.conflictStyle={style}", "merge-tree", "--write-tree", "-z", *_SIDES[1:], fine=None,
            variables=around,
        )  # fmt: skip
        if answer.status in (0, 1):
            break
    else:
        raise GitRefused("merge-tree", words_of(answer.error), answer.status)
    tree, *entries = answer.parts
    conflicts = {entry.partition("\t")[2] for entry in entries[: entries.index("")]} if "" in entries else set()
    names = "".join(f"{tree}:{number}\n" for number in range(len(keys)))
    blobs = contents(git("cat-file", "--batch", "--buffer", given=names.encode(), variables=around).output)
    for number, blob in enumerate(blobs):
        content, has_conflict = blob or b"", str(number) in conflicts
        yield TextMerged(_MARKERS.sub(_label, content) if has_conflict else content, has_conflict)


def _commits(keys: Sequence[_Key]) -> Iterator[bytes]:
    """A stream for ``git fast-import``: one commit each for base, ours and theirs, a file per key."""
    for side, name in enumerate(_SIDES):
        yield f"commit refs/heads/{name}\nmark :{side + 1}\ncommitter journal <> 0 +0000\ndata 0\n".encode()
        yield b"from :1\n" if side else b""
        for number, key in enumerate(keys):
            if side and key[side] == key[0]:
                continue
            yield b"M 100644 inline %d\ndata %d\n%b\n" % (number, len(key[side]), key[side])
        yield b"\n"
    yield b"done\n"


def _label(match: re.Match[bytes]) -> bytes:
    """The marker with our label, ours, base or theirs, instead of git's, which names a commit."""
    return match[1] + b" " + _LABELS[match[1][:1]]
