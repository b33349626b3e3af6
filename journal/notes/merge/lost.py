"""What a merge that another program made has dropped of a note (docs/sync.md, "Merges that others made")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from journal.named_tuple import NamedTuple
from journal.notes.block import Value, texts
from journal.notes.frontmatter import read_frontmatter
from journal.notes.layout import KeyLines, Layout, NotEditable
from journal.notes.merge.block import lead_lines
from journal.notes.merge.ends import plain
from journal.notes.merge.key import Keys
from journal.notes.merge.lists import new_entries
from journal.notes.merge.meaning import Way, written
from journal.notes.merge.pieces import parts_of, pieces_of
from journal.notes.merge.result import MergeText, StatusPlace
from journal.notes.spelling import fold_key

__all__ = ["Four", "Lost", "LostKey", "layouts_of", "lost", "may_lack", "said_by", "still_lost"]

_ALIKE = 0.6
"""The likeness from which a new line counts as an old one that was edited while merging."""
_MOST_EDITED = 50
_LONGEST = 400
"""New lines, and letters of a line, that are compared for likeness."""


class Four(NamedTuple):
    """A note at a merge: in the common commit, on both sides, and in the merge; empty where the note is missing."""

    base: bytes
    ours: bytes
    theirs: bytes
    result: bytes


class LostKey(NamedTuple):
    """A key that a merge dropped, as it is spelled. values: its lost value; of a list, the lost entries.

    instead: the key's value in the merge. is_contested: the other side's value won, or the key is a list, so that only
    the same values settle the loss; else any other value does.
    """

    key: str
    values: tuple[str, ...]
    instead: str
    is_contested: bool


class Lost(NamedTuple):
    """What a merge dropped of a note: keys, and lines of its body and comments, stripped."""

    keys: tuple[LostKey, ...] = ()
    lines: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.keys or self.lines)


def may_lack(four: Four) -> bool:
    """Whether the merge lacks a line that a side added. A fast test, since most merges of very many notes do not."""
    old, now = (_stripped(content) for content in (four.base, four.result))
    return any(not now.issuperset(_stripped(side) - old - {b""}) for side in (four.ours, four.theirs))


def lost(four: Four, *, path: str, merge_text: MergeText, status_place: StatusPlace) -> Lost:
    """What a side added and a merge by key would keep, but the merge lacks. Raises what merge_text raises."""
    try:
        layouts = layouts_of(four)
        keys = Keys([parts_of(layout) for layout in layouts[:3]], path, merge_text, status_place)
        result = parts_of(layouts[3])
        gone = tuple(found for folded in {**keys.sides[1], **keys.sides[2]} if (found := _key(folded, keys, result)))
    except NotEditable:
        whole = [content.decode(errors="replace").removeprefix("\ufeff") for content in four]
        return Lost(lines=_lines(whole[0], whole[1], whole[2], whole[3]))
    bodies = [layout.body for layout in layouts]
    body = _lines(bodies[0], bodies[1], bodies[2], bodies[3])
    return Lost(gone, (*_comments(layouts), *body))


def layouts_of(four: Four) -> list[Layout]:
    """The layouts of the four texts. Raises NotEditable."""
    return pieces_of(plain(content)[0] for content in four)


def still_lost(gone: Lost, content: bytes) -> Lost:
    """The part of a loss that another text of the note, such as the one on disk, lacks too."""
    text = content.decode(errors="replace").removeprefix("\ufeff")
    lines = set(map(str.strip, text.splitlines()))
    said = {fold_key(entry.key): _said([entry.value]) for entry in read_frontmatter(text).entries}
    keys = (key for key in gone.keys if not _is_settled(key, said.get(fold_key(key.key), ()), text))
    return Lost(tuple(keys), tuple(line for line in gone.lines if line not in lines))


def _is_settled(key: LostKey, now: Sequence[str], text: str) -> bool:
    """Whether a note no longer lacks a lost key. text: of the note. now: the key's values in it."""
    if "<<<<<<<" in text:
        return all(value in text for value in key.values)
    if all(value in now for value in key.values):
        return True
    return not key.is_contested and "; ".join(now) != key.instead


def _key(folded: str, keys: Keys, result: Mapping[str, KeyLines]) -> LostKey | None:
    """What a merge dropped of one key; None for nothing, also where the merge has a value of its own: somebody chose
    it.
    """
    base, ours, theirs = (side.get(folded) for side in keys.sides)
    now = result.get(folded)
    instead = written(now.entry) if now else ""
    spelled = next(part for part in (ours, theirs) if part).entry.key
    key = keys.meant(folded)
    if key.way is Way.SET and key.row:
        known = [part.entry.value for part in (base, now) if part]
        sides = [part.entry.value for part in (ours, theirs) if part]
        gone = [value for side in sides for value in new_entries(side, known, key.row.type, keys.path)]
        return LostKey(spelled, _said(gone), instead, True) if gone else None
    before, here, there, after = (keys.meaning(part, folded) for part in (base, ours, theirs, now))
    if after not in (before, here, there):
        return None
    merged = keys.merged(folded)
    wanted = (ours, theirs) if merged.has_conflict else (merged.first,)
    old = (None, before, after)
    values = [part.entry.value for part in wanted if part and keys.meaning(part, folded) not in old]
    return LostKey(spelled, _said(values), instead, after != before) if values else None


def said_by(part: KeyLines) -> set[str]:
    """The values of a key in the form that a LostKey has."""
    return set(_said([part.entry.value]))


def _said(values: Iterable[Value]) -> tuple[str, ...]:
    """The texts in some values, each once, on one line."""
    return tuple(dict.fromkeys(" ".join(text.split()) for value in values for text in texts(value)))


def _comments(layouts: Sequence[Layout]) -> Iterator[str]:
    """The comments that a side added and the result lacks."""
    base, ours, theirs, result = (dict.fromkeys(map(str.strip, lead_lines(layout))) for layout in layouts)
    return (line for line in {**ours, **theirs} if line and line not in base and line not in result)


def _lines(base: str, ours: str, theirs: str, result: str) -> tuple[str, ...]:
    """The lines that a side added and the result lacks, unless the result has a similar line instead: an edited one."""
    old, one, other, now = (dict.fromkeys(map(str.strip, text.splitlines())) for text in (base, ours, theirs, result))
    new = {**one, **other}
    gone = [line for line in new if line and line not in old and line not in now]
    edited = [line for line in now if line and line not in old and line not in new] if gone else []
    return tuple(line for line in gone if not any(_is_alike(line, each) for each in edited[:_MOST_EDITED]))


def _is_alike(line: str, other: str) -> bool:
    """Whether a line is the other one edited, or part of it."""
    from difflib import SequenceMatcher

    return line in other or SequenceMatcher(None, line[:_LONGEST], other[:_LONGEST]).ratio() >= _ALIKE


def _stripped(content: bytes) -> set[bytes]:
    """The lines of a text, stripped."""
    return set(map(bytes.strip, content.splitlines()))
