"""Merged keys put together again, and read once more (docs/sync.md, "Merge by key" 3 and 5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from journal.named_tuple import NamedTuple
from journal.notes.block import lines_of
from journal.notes.layout import KeyLines, Layout, NotEditable
from journal.notes.merge.comments import inside, merged_lead, new_lines
from journal.notes.merge.ends import decided
from journal.notes.merge.key import MergedKey
from journal.notes.merge.order import merged_order
from journal.notes.merge.pieces import pieces

__all__ = ["Block", "check", "lead_lines", "merged_block"]


class Block(NamedTuple):
    """Merged frontmatter. leads: the comments and blank lines above each key, and last those below the last key."""

    head: str
    keys: tuple[MergedKey, ...]
    leads: tuple[str, ...]
    fence: str

    @property
    def text(self) -> str:
        return self._with([key.text for key in self.keys])

    @property
    def first(self) -> str:
        """The text of the frontmatter with the first side of each conflict."""
        return self._with([key.first.text if key.first else "" for key in self.keys])

    def _with(self, texts: Sequence[str]) -> str:
        """The frontmatter's text with these texts as its keys."""
        between = zip(self.leads, (*texts, ""), strict=True)
        return "".join([self.head, *(lead + text for lead, text in between), self.fence])


def merged_block(
    layouts: Sequence[Layout],
    sides: Sequence[Mapping[str, KeyLines]],
    merged: Mapping[str, MergedKey],
    *,
    ends_line: bool,
) -> Block:
    """The frontmatter with the merged keys in their order. ends_line: a body follows its last line."""
    base, ours, theirs = layouts
    order = merged_order(list(sides[0]), list(sides[1]), list(sides[2]))
    leads: list[list[str]] = [[]]
    keys: list[MergedKey] = []
    for name in order:
        parts = [side.get(name) for side in sides]
        key = merged[name]
        above = [part.lead if part else "" for part in parts]
        comments = [f"{layouts[1].indent}{comment}\n" for comment in key.comments]
        if key.text:
            leads[-1] += [*lines_of(merged_lead(above[0], above[1], above[2])), *comments]
            leads.append([])
            keys.append(key)
        else:
            leads[-1] += [*new_lines(above[0], above[1]), *new_lines(above[0], above[2]), *comments]
    leads[-1] += lines_of(merged_lead(base.rest, ours.rest, theirs.rest))
    fence = decided(base.fence, ours.fence, theirs.fence)
    if ends_line and fence and not fence.endswith("\n"):
        fence += "\n"
    return Block(decided(base.head, ours.head, theirs.head), tuple(keys), _each_once(leads, ours, theirs), fence)


def check(block: Block, body: str, layouts: Sequence[Layout], *, has_conflict: bool) -> None:
    """Read the merged note again, to be sure (docs/sync.md, "Merge by key" 5).

    has_conflict: whether there are markers in the body.

    Raises NotEditable where a key is not as decided, or an added line is missing.
    """
    found = pieces(block.first + ("" if has_conflict else body), layouts)
    decided_keys = [(key.first.entry.key, key.first.entry.value) for key in block.keys if key.first]
    if [(part.entry.key, part.entry.value) for part in found.parts] != decided_keys:
        raise NotEditable("would have keys that read otherwise than decided")
    if not has_conflict and found.body != body:
        raise NotEditable("would have another body")
    base = layouts[0]
    text, old_comments = block.text, set(_comments(base))
    for side in layouts[1:]:
        if side.body not in (base.body, body):
            new = (line for line in set(side.body.split("\n")).difference(base.body.split("\n")) if line.strip())
            if not set(body.split("\n")).issuperset(new):
                raise NotEditable("would lose a line of the body")
        new_comments = (comment for comment in _comments(side) if comment not in old_comments)
        is_other = (side.parts, side.rest) != (base.parts, base.rest)
        if is_other and not all(comment in text for comment in new_comments):
            raise NotEditable("would lose a comment")


def _comments(layout: Layout) -> Iterator[str]:
    """The comments of a layout, wherever they are in its frontmatter."""
    for part in layout.parts:
        if part.lead:
            yield from map(str.strip, lines_of(part.lead))
        yield from inside(part)
    yield from map(str.strip, lines_of(layout.rest))


def _each_once(leads: Sequence[Sequence[str]], ours: Layout, theirs: Layout) -> tuple[str, ...]:
    """The lines above each key; a comment that both sides added, above different keys, is kept once."""
    if not any(leads):
        return ("",) * len(leads)
    most = Counter(lead_lines(ours)) | Counter(lead_lines(theirs))
    count: Counter[str] = Counter()
    kept: list[str] = []
    for lead in leads:
        lines = []
        for line in lead:
            count[line] += 1
            if not line.strip() or count[line] <= max(1, most[line]):
                lines.append(line)
        kept.append("".join(lines))
    return tuple(kept)


def lead_lines(layout: Layout) -> Iterator[str]:
    """The comments and blank lines between the keys, and below them."""
    for lead in (*(part.lead for part in layout.parts), layout.rest):
        yield from lines_of(lead)
