"""A whole note: by key where it can be, else as text (rules 1, 2 and 5)."""

from __future__ import annotations

from collections.abc import Sequence

from journal.notes.layout import NotEditable
from journal.notes.merge.block import check, merged_block
from journal.notes.merge.body import merged_body
from journal.notes.merge.ends import decided_ends, plain, with_ends
from journal.notes.merge.key import Keys
from journal.notes.merge.pieces import parts_of, pieces_of
from journal.notes.merge.result import Merged, MergeText, StatusPlace

__all__ = ["merge"]


def merge(
    base: bytes, ours: bytes, theirs: bytes, *, path: str, merge_text: MergeText, status_place: StatusPlace
) -> Merged:
    """The note merged from two sides (docs/sync.md, "Merge by key"). Raises what merge_text raises.

    base: empty where there is none. path: of the note, from the vault's root.
    """
    if ours == theirs or theirs == base:  # rule 1
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    try:
        texts, ends = zip(*map(plain, (base, ours, theirs)), strict=True)
    except NotEditable:  # rule 2: what is no text is merged byte for byte
        by_bytes = merge_text(base, ours, theirs)
        return Merged(by_bytes.content, whole=by_bytes.has_conflict)
    kept_ends = decided_ends(*ends)
    try:
        text, merged = _by_key(texts, path, merge_text, status_place)
    except NotEditable:
        by_text = merge_text(*(text.encode() for text in texts))
        text, merged = by_text.content.decode(), Merged(b"", whole=by_text.has_conflict)
    return merged._replace(content=with_ends(text, kept_ends))


def _by_key(texts: Sequence[str], path: str, merge_text: MergeText, status_place: StatusPlace) -> tuple[str, Merged]:
    """The merged text and its report.

    Raises NotEditable where its keys cannot be merged one by one (docs/sync.md, "Merge by key" 2).
    """
    layouts = pieces_of(texts)
    if layouts[0].fence and not (layouts[1].fence and layouts[2].fence):
        raise NotEditable("has lost its frontmatter")
    sides = [parts_of(layout) for layout in layouts]
    keys = Keys(sides, path, merge_text, status_place)
    merged = {key: keys.merged(key) for key in dict.fromkeys((*sides[1], *sides[2]))}
    bodies = [layout.body for layout in layouts]
    body, has_conflict = merged_body(bodies[0], bodies[1], bodies[2], merge_text)
    block = merged_block(layouts, sides, merged, ends_line=bool(body))
    check(block, body, layouts, has_conflict=has_conflict)
    spelled = {key: part.entry.key for side in reversed(sides) for key, part in side.items()}
    conflicts = tuple(spelled[key] for key, one in merged.items() if one.has_conflict)
    winners = tuple(one.winner for one in merged.values() if one.winner)
    return block.text + body, Merged(b"", conflicts, has_conflict, winners=winners)
