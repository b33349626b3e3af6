"""``check --fix`` for one note: what YAML cannot read or other programs would cut is quoted, what has no end is
closed, what stands out of place is put there; nothing else.

The mended note means what the lenient reading made of the broken one, or it is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from journal.model import Note
from journal.notes.block import MAX_BYTES, NotMapping, Unreadable, find_block, lines_of, with_lf
from journal.notes.frontmatter import BROKEN, read_frontmatter
from journal.notes.keys import KNOWN_KEYS
from journal.notes.lenient import as_written, leading_lines, outdented, read_leniently
from journal.notes.misplaced import block_at_top, closes_block, stacked_block, unseen_above, up_to_end
from journal.notes.parsed_note import decoded, read
from journal.notes.scalar import scalar
from journal.notes.slips import straightened
from journal.notes.spelling import fold_key
from journal.regex import regex

__all__ = ["MENDABLE", "fix"]

_BOM = "\ufeff"
_WORDS = regex(r"(?<=#)[^\r\n]*?[^\W_][^\r\n]*+|[^\W_][^\r\n]*?[^\W_][^\r\n]*+")
"""What somebody wrote on the line that opens a block; a single letter that is no comment is a slip."""
_YAML = frozenset({"yaml", "yml"})
_LAST_NEWLINE = regex(r"(?:\r\n|[\r\n])\Z")
MENDABLE: frozenset[str] = BROKEN | {"hash-in-text"}
"""Codes of what there may be a cure for."""

_KEY = regex(r"(?![ \t#]|-[ \r\n])([^:\r\n]+):(?![^ \t\r\n])")
_NEW_KEY = regex(r"[a-z][\w-]*+:(?![^ \t\r\n])")
"""A key that nobody knows, told from the first words of a sentence."""

_LIST_DASH = regex(r"[ \t]*+-(?![^ \t\r\n])")
_BLOCK_SCALAR = regex(r"[ \t]*+[|>][-+0-9]*+[ \t]*+(?:#.*+)?[\r\n]*+\Z")
_ALIAS = regex(r"[:,\[-][ \t]*+\*(\w++)")


def fix(raw: bytes, *, path: str) -> bytes | None:
    """The note with frontmatter that every program can read; None where nothing needs mending, or it cannot be done
    safely.
    """
    if decoded(raw)[1]:
        return None
    before = read(path, raw)
    codes = {problem.code for problem in before.note.problems}
    if codes.isdisjoint(MENDABLE) or "conflict" in codes:
        return None
    text = raw.decode()
    bom = text[: text.startswith(_BOM)]
    text = text[len(bom) :]
    if "unclosed-frontmatter" in codes:
        from journal.notes.own_end import with_own_end

        own = with_own_end(text)
        text = own[0] if own else _closed(text.removeprefix(unseen_above(text)))
    if "misplaced-frontmatter" in codes:
        text = _as_one(_at_the_top(text))
    block = find_block(text)
    if block is None or block.language != "yaml" or block.end - block.start > MAX_BYTES:
        return None
    inside = straightened(text[block.start : block.end]).text
    text = text[: block.start] + inside + text[block.end :]
    if any(problem.code in BROKEN for problem in read_frontmatter(text).problems):
        if any(f"&{name}" in inside for name in set(_ALIAS.findall(inside))):
            return None
        text = text[: block.start] + _mended(lines_of(outdented(inside))) + text[block.start + len(inside) :]
    fixed = (bom + text).encode()
    after = read(path, fixed)
    body_stays = before.body == after.body or "unclosed-frontmatter" in codes
    return fixed if body_stays and _means_the_same(before.note, after.note) else None


def _means_the_same(before: Note, after: Note) -> bool:
    """Whether the mended note has all that the broken one was read as, and nothing is left to mend."""
    if any(problem.code in MENDABLE for problem in after.problems):
        return False
    kept = all(after.frontmatter.get(key) == texts for key, texts in before.frontmatter.items())
    return kept and before.kind == after.kind and before.fields == after.fields


def _at_the_top(text: str) -> str:
    """The text with proper fences and its frontmatter on top; unchanged where that is so already."""
    found = block_at_top(text)
    if found is None or found.fence:
        return text
    closing = text[found.end : found.body]
    if closing.rstrip() not in ("---", "..."):
        closing = f"---{_newline(closing)}"
    newline = _newline(lines_of(text)[0])
    words = (_WORDS.search(text[: found.inside]) or [""])[0].strip()
    above = f"---{newline}# {words}{newline}" if words and words not in _YAML else f"---{newline}"
    return f"{above}{text[found.inside : found.end]}{closing}{text[found.body :]}"


def _as_one(text: str) -> str:
    """The text with the blocks that directly follow the frontmatter merged into it; keys given twice stay twice."""
    while (first := find_block(text)) and (second := stacked_block(text, first.body)):
        above, below = text[first.start : first.end], text[second.start : second.end]
        text = text[: first.start] + above + below + text[second.end :]
    return text


def _newline(line: str) -> str:
    """The line end at the end of a text; "" for none."""
    return (_LAST_NEWLINE.search(line) or [""])[0]


def _closed(text: str) -> str:
    """The text with a closing fence, where its frontmatter had none.

    The fence comes after the last known key and its lines, or after new keys that follow directly; it replaces a line
    that was meant as a fence.
    """
    first, *lines = lines_of(text)
    below = "".join(lines)
    above = up_to_end(below)
    straight = straightened(above).text
    leading = len(lines_of(leading_lines(with_lf(straight), has_end=above != below)))
    keys = lines_of(outdented("".join(lines_of(straight)[:leading])))
    lines = keys + lines[leading:]
    count = 0
    for start, end in _key_spans(keys):
        while end > start + 1 and not (lines[end - 1][0] in " \t" or _LIST_DASH.match(lines[end - 1])):
            end -= 1
        if _is_known(lines[start]) or (start == count and _NEW_KEY.match(lines[start])):
            count = end
    newline = first.lstrip("- \t")
    blank = sum(1 for _ in takewhile(lambda line: not line.strip(), lines[count:]))
    rest = lines[count + blank :]
    if rest and closes_block(rest[0]):
        count, rest = count + blank, rest[1:]
    else:
        rest = lines[count:]
    inside = "".join(lines[:count])
    between = "" if inside.endswith(("\n", "\r")) else newline
    return f"{first}{inside}{between}---{newline}{''.join(rest)}"


def _key_spans(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The index of the first line of each key in some lines, and the index after its last."""
    starts = [number for number, line in enumerate(lines) if _KEY.match(line)]
    yield from zip(starts, [*starts[1:], len(lines)], strict=False)


def _is_known(line: str) -> bool:
    """Whether a line begins a key of docs/format.md 2."""
    match = _KEY.match(line)
    return match is not None and fold_key(match[1].strip(" \t\"'")) in KNOWN_KEYS


def _mended(lines: list[str]) -> str:
    """The block with values quoted wherever that makes a key readable."""
    chunks = list(_key_spans(lines))
    above = "".join(lines[: chunks[0][0]] if chunks else lines)
    return above + "".join(_mended_chunk(lines[start:end]) for start, end in chunks)


def _mended_chunk(lines: list[str]) -> str:
    """The lines of one key with its values quoted so that YAML reads them; unchanged where quotes are not enough, or
    another key stands among them.
    """
    chunk = "".join(lines)
    match = _KEY.match(lines[0])
    if match is None or _is_readable(chunk) or _BLOCK_SCALAR.match(lines[0], match.end()):
        return chunk
    if len(read_leniently(with_lf(chunk), 1)) > 1:
        return chunk
    mended = [[lines[0][: match.end()], lines[0][match.end() :]]]
    for line in lines[1:]:
        if not line.strip() or line.lstrip(" \t").startswith("#"):
            mended.append([line, ""])
        elif dash := _LIST_DASH.match(line):
            mended.append([dash[0].replace("\t", "  "), line[dash.end() :]])
        elif line[0] in " \t" and mended[-1][1]:
            mended[-1][1] = f"{mended[-1][1].rstrip()} {line.lstrip()}"
        else:
            return chunk
    return "".join(before + _quoted(value) for before, value in mended)


def _quoted(written: str) -> str:
    """The text after a colon or a dash, with its line end, in quotes where YAML cannot read it plain."""
    value = written.strip()
    newline = written[len(written.rstrip("\r\n")) :]
    if not value:
        return newline
    if _is_readable(f"why: {value}"):
        return f" {value}{newline}"
    meant = as_written(value)
    if isinstance(meant, tuple):  # texts in quotes, with commas between
        return f" [{value}]{newline}"
    assert isinstance(meant, str)
    return f" {scalar(meant)}{newline}"


def _is_readable(text: str) -> bool:
    """Whether YAML reads a text with one key."""
    from journal.notes.yamltext import read_yaml

    try:
        return len(read_yaml(with_lf(text), 1)) == 1
    except (Unreadable, NotMapping):
        return False
