"""What a merge dropped of a note, put back into the note as it is now (docs/sync.md, "Merges that others made")."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from journal.notes.block import lines_of
from journal.notes.layout import KeyLines, Layout, NotEditable
from journal.notes.merge.body import merged_body
from journal.notes.merge.choice import BODY, choose, open_conflicts
from journal.notes.merge.ends import plain, with_ends
from journal.notes.merge.key import Keys
from journal.notes.merge.lists import with_entries
from journal.notes.merge.lost import Four, Lost, LostKey, layouts_of, said_by
from journal.notes.merge.meaning import Meant, Way
from journal.notes.merge.order import merged_order
from journal.notes.merge.pieces import parts_of
from journal.notes.merge.result import MergeText, StatusPlace
from journal.notes.merge.whole import merge
from journal.notes.spelling import fold_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["put_back"]

_BOM = "\ufeff"


def put_back(
    now: bytes, four: Four, gone: Lost, *, path: str, merge_text: MergeText, status_place: StatusPlace
) -> bytes:
    """The note with the loss put back. now: the note's text today, changed since the merge or not.

    A key that has another value by now, or whose value the merge took from the other side, is then in conflict, as a
    merge by key would have left it; of lines both are kept. Raises what merge_text raises.
    """

    def merged(base: bytes, theirs: bytes) -> bytes:
        return _with_both(merge(base, now, theirs, path=path, merge_text=merge_text, status_place=status_place).content)

    try:
        layouts = layouts_of(four)
        keys = Keys([parts_of(layout) for layout in layouts[:3]], path, merge_text, status_place)
        parts_of(layouts[3])
    except NotEditable:
        return merged(four.result, _with_lines(four, gone.lines, merge_text))
    for base, theirs in _steps(layouts, keys, gone, merge_text):
        now = merged(base.encode(), theirs.encode())
    return now


_Changes: TypeAlias = "dict[str, tuple[KeyLines | None, KeyLines | None]]"
"""Folded key to its lines in the base, and on the other side, of a merge that puts it back."""


def _steps(layouts: Sequence[Layout], keys: Keys, gone: Lost, merge_text: MergeText) -> Iterator[tuple[str, str]]:
    """For each merge that puts something back, its base and its other side; the merges run one after the other."""
    result = layouts[3]
    there = parts_of(result)
    first: _Changes = {}
    last: _Changes = {}
    for key in gone.keys:
        folded = fold_key(key.key)
        base, ours, theirs = (side.get(folded) for side in keys.sides)
        merged = keys.merged(folded)
        if merged.has_conflict:
            dropped = [part for part in (ours, theirs) if part and not said_by(part).isdisjoint(key.values)]
            if len(dropped) > 1:  # neither side's is left: one is put back, then the other is in conflict with it
                first[folded] = (there.get(folded), dropped[0])
            last[folded] = (base, dropped[-1])
        elif merged.first:
            last[folded] = (there.get(folded), _with_entries(there.get(folded), merged.first, keys.meant(folded), key))
    order = merged_order(list(there), list(there), merged_order(*map(list, keys.sides)))
    if first:
        yield result.text, _changed(result, {folded: after for folded, (_, after) in first.items()}, order).text
    before = _changed(result, {folded: before for folded, (before, _) in last.items()}, order)
    after = _changed(result, {folded: after for folded, (_, after) in last.items()}, order)
    body, _ = merged_body(layouts[0].body, layouts[1].body, layouts[2].body, merge_text)
    with_lines = _inserted(result.body, _with_both_in(body), gone.lines)
    yield before.text, _commented(after, layouts[1:3], gone.lines)._replace(body=with_lines).text


def _with_entries(now: KeyLines | None, merged: KeyLines, key: Meant, gone: LostKey) -> KeyLines:
    """A list with the lost entries added; a key that is no list, or is gone, as the merge by key has it."""
    if now is None or key.way is not Way.SET or key.row is None:
        return merged
    old = now.entry.value if isinstance(now.entry.value, tuple) else (now.entry.value,)
    values = [*(value for value in old if value is not None), *gone.values]
    try:
        text, value = with_entries(now, values, key.row.type)
    except NotEditable:
        return merged
    return KeyLines(now.entry._replace(value=value), now.lead, text)


def _changed(layout: Layout, changes: Mapping[str, KeyLines | None], order: Sequence[str]) -> Layout:
    """The layout with some keys replaced (None removes one). order: of all keys, folded."""
    parts = parts_of(layout)
    for folded, part in changes.items():
        if part is None:
            parts.pop(folded, None)
        else:
            parts[folded] = part._replace(lead=parts[folded].lead if folded in parts else "")
    return _fenced(layout._replace(parts=tuple(parts[folded] for folded in order if folded in parts)))


def _fenced(layout: Layout) -> Layout:
    """The layout with fences, where it has keys or comments and no fences yet."""
    is_bare = not layout.fence and (layout.parts or layout.rest)
    return layout._replace(head="---\n", fence="---\n") if is_bare else layout


def _commented(layout: Layout, sides: Sequence[Layout], lines: Collection[str]) -> Layout:
    """The layout with lost comments above the keys that they belonged to, or at the end where that key is gone."""
    new: dict[str, list[str]] = {}
    for side in sides:
        for folded, lead in ((fold_key(part.entry.key), part.lead) for part in side.parts):
            new.setdefault(folded, []).extend(line for line in lines_of(lead) if line.strip() in lines)
        new.setdefault("", []).extend(line for line in lines_of(side.rest) if line.strip() in lines)
    parts = tuple(
        part._replace(lead=part.lead + "".join(dict.fromkeys(new.pop(fold_key(part.entry.key), ()))))
        for part in layout.parts
    )
    left = dict.fromkeys(line for comments in new.values() for line in comments)
    return _fenced(layout._replace(parts=parts, rest=layout.rest + "".join(left)))


def _with_lines(four: Four, lines: Collection[str], merge_text: MergeText) -> bytes:
    """The merge's note with its lost lines, at the places they have when all is merged as text.

    The line ends and the byte-order mark are the merge's: a side that has others would be another text in every line.
    """
    texts = [_read(content) for content in four]
    merged = _read(merge_text(*map(_written, texts[:3])).content)
    text = _inserted(texts[3], _with_both_in(merged), lines)
    is_crlf = 2 * four.result.count(b"\r\n") > four.result.count(b"\n")
    bom = _BOM if four.result.startswith(_written(_BOM)) else ""
    return _written(bom + (text.replace("\n", "\r\n") if is_crlf else text))


def _read(content: bytes) -> str:
    """The text of a file that may be none, with LF for CRLF and without a byte-order mark."""
    return content.decode(errors="surrogateescape").replace("\r\n", "\n").removeprefix(_BOM)


def _written(text: str) -> bytes:
    """The bytes that ``_read`` gave as a text."""
    return text.encode(errors="surrogateescape")


def _inserted(text: str, merged: str, wanted: Collection[str]) -> str:
    """The text with the wanted lines of another text inserted at their places, with blank lines beside them."""
    from difflib import SequenceMatcher

    old, new = text.split("\n"), merged.split("\n")
    kept: list[str] = []
    for _, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        kept += old[start:end]
        if new[first:last] != old[start:end]:
            kept += (line for at, line in enumerate(new[first:last], first) if _is_wanted(new, at, first, last, wanted))
    return "\n".join(kept)


def _is_wanted(lines: Sequence[str], at: int, first: int, last: int, wanted: Collection[str]) -> bool:
    """Whether to insert lines[at]: it is a wanted line, or a blank one right beside a wanted line.

    first, last: the slice of lines that may be inserted. wanted: lines without white space around them.
    """
    if lines[at].strip():
        return lines[at].strip() in wanted
    return any(lines[near].strip() in wanted for near in (at - 1, at + 1) if first <= near < last)


def _with_both_in(text: str) -> str:
    """The text with both sides of each conflict and no markers."""
    return choose(text, open_conflicts(text), "both")


def _with_both(content: bytes) -> bytes:
    """The note with both sides of each conflict in its body; conflicts in its frontmatter stay."""
    try:
        text, ends = plain(content)
    except NotEditable:
        return content
    found = [one for one in open_conflicts(text) if one.key == BODY]
    return with_ends(choose(text, found, "both"), ends) if found else content
