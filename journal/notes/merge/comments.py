"""Comments never conflict: what a side wrote stays, even without its key (docs/sync.md, "Merge by key" 3)."""

from __future__ import annotations

from collections.abc import Iterator

from journal.notes.block import lines_of
from journal.notes.frontmatter import BROKEN, read_frontmatter
from journal.notes.layout import KeyLines
from journal.regex import regex

__all__ = ["inside", "merged_lead", "new_lines", "orphans", "reads_as"]

_HASH = regex(r"(?m)(?:^|(?<=[ \t]))#")


def merged_lead(base: str, ours: str, theirs: str) -> str:
    """The merged comments and blank lines above a key: without what a side removed, with what each side added."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    old, others = lines_of(base), lines_of(theirs)
    kept = [line for line in lines_of(ours) if line not in old or line in others]
    return "".join([*kept, *(line for line in new_lines(base, theirs) if line not in kept)])


def new_lines(base: str, side: str) -> list[str]:
    """The lines of a side that are neither blank nor in base."""
    old = lines_of(base)
    return [line for line in lines_of(side) if line.strip() and line not in old]


def inside(part: KeyLines | None) -> tuple[str, ...]:
    """The comments among the lines of a key, behind or between its values; not those above or below it."""
    if part is None or "#" not in part.text:
        return ()
    return tuple(_comments(part))


def orphans(base: KeyLines | None, side: KeyLines | None, text: str) -> Iterator[str]:
    """The comments that a side added to a key's lines and that a text lacks."""
    old = inside(base)
    yield from (comment for comment in inside(side) if comment not in old and comment not in text)


def reads_as(text: str) -> KeyLines | None:
    """The only key in some lines, when these are read alone; None where they have no key or several."""
    front = read_frontmatter(f"---\n{text}---\n")
    is_read = len(front.entries) == 1 and not any(problem.code in BROKEN for problem in front.problems)
    return KeyLines(front.entries[0], "", text) if is_read else None


def _comments(part: KeyLines) -> Iterator[str]:
    """The comments of a key. A hash begins one where the key still reads the same without the rest of the line."""
    lines = lines_of(part.text)
    for number, line in enumerate(lines):
        for match in _HASH.finditer(line):
            without = "".join([*lines[:number], f"{line[: match.start()].rstrip()}\n", *lines[number + 1 :]])
            read = reads_as(without)
            if read and read.entry.value == part.entry.value:
                yield line[match.start() :].strip()
                break
