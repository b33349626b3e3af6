"""The frontmatter of a text, well formed or not: total, with a problem for what is not (docs/format.md 3)."""

from __future__ import annotations

from collections.abc import Iterator

from journal.model import Problem
from journal.named_tuple import NamedTuple
from journal.notes.block import (
    MOVE_TEXT,
    QUOTE,
    KeyValue,
    Language,
    NotMapping,
    Unreadable,
    find_block,
    lines_of,
    opens_block,
    stripped_texts,
    with_lf,
)
from journal.notes.misplaced import (
    block_at_top,
    block_below_text,
    continued_block,
    stacked_block,
    unseen_above,
    up_to_end,
)
from journal.notes.plain import read_plain
from journal.notes.spelling import fold_key, shortened
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.notes.slips import Straightened

__all__ = ["BROKEN", "Frontmatter", "read_frontmatter"]

BROKEN: frozenset[str] = frozenset({"bad-frontmatter", "unclosed-frontmatter", "misplaced-frontmatter"})
"""Codes of what has to be mended before a note is edited."""

_FIRST_KEY = regex(r"""\s*+(?>(?:#[^\n]*+(?:\s++|\Z))*)(?:["']?[\w-]++["']?[ \t]*+[:=](?!\S)|\Z)""")
"""A first line, comments aside, that looks like a key; or nothing but comments."""
_OPENS_MAPPING = regex(r"\s*+(?>(?:#[^\n]*+\s++)*)(?:[{?&!]|[^\s\[-][^\n]*?:\s)")
"""The same where a block is too much for its parser: nobody writes prose like that."""
_MISPLACED = "misplaced-frontmatter"
_BY_FIX = "“journal check --fix” does that"
_NOT_AT_TOP = f"The file does not begin with a line ---: make that its first line; {_BY_FIX}."
_MARGIN = "begin each key at the start of its line"


class Frontmatter(NamedTuple):
    """The keys of a text and the problems with them. ``text[start:body]`` is the frontmatter; the rest is the body."""

    entries: tuple[KeyValue, ...] = ()
    problems: tuple[Problem, ...] = ()
    body: int = 0
    start: int = 0


def read_frontmatter(text: str) -> Frontmatter:
    """The frontmatter of a whole text, without a byte-order mark; never raises."""
    block = find_block(text)
    if block is not None:
        front = _read_block(text, block.language, block.start, block.end, block.body)
        if front is not None:
            own = _closed_by_value(text, front) if front.problems else None
            return own or _with_stacked(text, front, block.start)
    front = _unclosed(text)
    if front is not None:
        return _closed_by_value(text, front) or front
    return _misplaced(text) or Frontmatter()


def _read_block(text: str, language: Language, start: int, end: int, body: int) -> Frontmatter | None:
    """The block ``text[start:end]``, whose body begins at ``body``; None where it is prose between two rules."""
    inside = with_lf(text[start:end])
    first_line = 2 if start == 4 and text[3] == "\n" else len(lines_of(text[:start] + "-"))
    if language != "yaml":
        return _parsed(language, inside, first_line, body)
    if "#" not in inside or not _has_hash_in_text(inside):
        try:
            if (plain := read_plain(inside, first_line)) is not None:
                return Frontmatter(plain, body=body)
        except Unreadable:
            pass
    from journal.notes.slips import straightened
    from journal.notes.torn import whole_again

    straight = straightened(inside)
    whole, torn = whole_again(straight.text, first_line)
    front = _parsed(language, whole, first_line, body)
    if front is None or not (straight.colons or straight.hashes or torn):
        return front
    return front._replace(problems=(*front.problems, *_slip_problems(straight, inside, first_line), *torn))


def _has_hash_in_text(inside: str) -> bool:
    from journal.notes.slips import HASH

    return HASH.search(inside) is not None


def _parsed(language: Language, inside: str, first_line: int, body: int) -> Frontmatter | None:
    """The frontmatter as its parser reads it, else as lenient reading does; None for prose between two rules."""
    try:
        entries = read_plain(inside, first_line) if language == "yaml" else None
        if entries is None:
            from journal.notes.formats import load

            entries = load(language, inside, first_line)
        return Frontmatter(entries, body=body)
    except NotMapping:
        return None
    except Unreadable as refusal:
        from journal.notes.lenient import outdented, read_leniently

        straight = outdented(inside) if language == "yaml" else inside
        entries = read_leniently(straight, first_line, is_yaml=language == "yaml")
        looks_like_keys = _OPENS_MAPPING if refusal.cure == MOVE_TEXT else _FIRST_KEY
        if not entries and not looks_like_keys.match(inside):
            return None  # prose between two rules that only looks like frontmatter
        cure = refusal.cure
        if cure == QUOTE:
            from journal.notes.cures import cure_of

            cure = _MARGIN if straight != inside else cure_of(language, inside, refusal.line or 0, first_line) or QUOTE
        return Frontmatter(entries, (_unreadable(refusal, cure, first_line),), body)


def _unreadable(refusal: Unreadable, cure: str, first_line: int) -> Problem:
    """The problem for a block that its parser refuses, with the line in the file. cure: what to do about it."""
    line = None if refusal.line is None else refusal.line + first_line - 1
    where = "" if line is None else f" at line {line}, column {refusal.column}"
    message = f"The frontmatter cannot be read{where}: {refusal.message}; {cure}."
    return Problem("bad-frontmatter", message, line)


def _slip_problems(straight: Straightened, inside: str, first_line: int, most: int | None = None) -> Iterator[Problem]:
    """A problem for each slip that was put right in a block, or in as many lines of it.

    inside: the block as it is; first_line: of it in its file.
    """
    for line in (first_line + number for number in straight.colons if most is None or number < most):
        message = f"The frontmatter cannot be read at line {line}: put a space after the colon; {_BY_FIX}."
        yield Problem("bad-frontmatter", message, line)
    lines = inside.split("\n")
    for number in straight.hashes:
        if most is None or number < most:
            cut = lines[number][lines[number].find("#") :].strip()
            message = f"Other programs take “{shortened(cut)}” for a comment: put quotes around the value; {_BY_FIX}."
            yield Problem("hash-in-text", message, first_line + number)


def _with_stacked(text: str, front: Frontmatter, inside: int) -> Frontmatter:
    """The frontmatter, whose keys begin at ``inside``, with the entries of the blocks that directly follow it.

    Some tools put a block of their own on top of the note's.
    """
    front = _continued(text, front, inside) or front
    if not text.startswith(("---", "\n", "\r", " ", "\t"), front.body):
        return front
    while block := stacked_block(text, front.body):
        second = _read_block(text, "yaml", block.start, block.end, block.body)
        if second is None:
            return front
        line = len(lines_of(text[: block.start]))
        message = (
            f"A second frontmatter begins at line {line}, and the first counts: make them one; {_BY_FIX} where it can."
        )
        front = _joined(front, second, message, line)
    return front


def _continued(text: str, front: Frontmatter, inside: int) -> Frontmatter | None:
    """The frontmatter with the keys that go on below a line of dashes too many; None where none do."""
    more = continued_block(text, front.body, front.entries)
    if more is None:
        return None
    line = len(lines_of(text[: front.body]))
    fence = len("".join(lines_of(text[: front.body])[:-1]))
    whole = _read_block(_without_fence(text, fence), "yaml", inside, more.end, more.body)
    if whole is None:
        return None
    cure = "delete that line" if more.body > more.end else "move that line below the last key"
    message = f"The frontmatter goes on below line {line}: {cure}."
    return whole._replace(problems=(Problem(_MISPLACED, message, line), *whole.problems), start=front.start)


def _without_fence(text: str, fence: int) -> str:
    """The text with the line of dashes at a place made a comment."""
    return f"{text[:fence]}#{text[fence + 1 :]}"


def _joined(front: Frontmatter, second: Frontmatter | None, message: str, line: int) -> Frontmatter:
    """The frontmatter with what a second block gives that it lacks, and the problem that it stands there."""
    if second is None:
        return front
    given = {fold_key(entry.key) for entry in front.entries if stripped_texts(entry.value, whole=True)}
    entries = (*front.entries, *(entry for entry in second.entries if fold_key(entry.key) not in given))
    problems = (*front.problems, Problem(_MISPLACED, message, line), *second.problems)
    return Frontmatter(entries, problems, second.body)


def _misplaced(text: str) -> Frontmatter | None:
    """The frontmatter that is not at the very top, or is between lines that are no proper fences; None for none."""
    if found := block_at_top(text):
        keys = _without_fence(text, found.fence) if found.fence else text
        front = _read_block(keys, found.language, found.inside, found.end, found.body)
        message = _NOT_AT_TOP
        if found.fence:
            message = f"Line {len(lines_of(text[: found.fence])) + 1} is to be the first: move it up."
        if found.language != "yaml":
            message = "The file does not begin with its frontmatter: delete what stands above it."
        line = len(lines_of(text[: found.inside])) or 1
    elif found := block_below_text(text):
        front = _read_block(text, "yaml", found.inside, found.end, found.body)
        line = len(lines_of(text[: found.inside]))
        message = f"The frontmatter begins at line {line}, below some text: move it to the top of the file."
    else:
        return _unclosed_below(unseen_above(text), text)
    if front is None:
        return None
    problems = (Problem(_MISPLACED, message, line), *front.problems)
    placed = front._replace(problems=problems, start=found.start)
    return _with_stacked(text, placed, found.inside) if found.start == 0 else placed


def _unclosed(text: str) -> Frontmatter | None:
    """The frontmatter that begins with ``---`` and is never closed; None where no known keys follow, so that it is a
    rule.
    """
    if not opens_block(text):
        return None
    if not text.startswith("-"):
        return _unclosed_elsewhere(text)
    below = with_lf(text).split("\n", 1)[1]
    inside = up_to_end(below)
    if ":" not in inside and "：" not in inside:
        return None
    from journal.notes.lenient import has_known_key, leading_lines, outdented, read_leniently
    from journal.notes.slips import straightened

    straight = straightened(inside)
    lines = outdented(leading_lines(straight.text, has_end=inside != below))
    if not has_known_key(lines):
        return None
    message = "The frontmatter has no end: put a line --- after its last key."
    problems = [
        Problem("unclosed-frontmatter", message, 1),
        *_slip_problems(straight, inside, 2, lines.count("\n") + 1),
    ]
    return Frontmatter(read_leniently(lines, 2), tuple(problems))


def _closed_by_value(text: str, broken: Frontmatter) -> Frontmatter | None:
    """The frontmatter whose closing fence stands at the end of its last value; None where it is none, is not well
    formed even so, or lacks a key of how it reads otherwise. broken: this.
    """
    from journal.notes.own_end import with_own_end

    is_broken = text.startswith("-") and not BROKEN.isdisjoint(problem.code for problem in broken.problems)
    own = with_own_end(text) if is_broken else None
    block = find_block(own[0]) if own else None
    if own is None or block is None:
        return None
    front = _read_block(own[0], "yaml", block.start, block.end, block.body)
    if front is None or any(problem.code in BROKEN for problem in front.problems):
        return None
    if not {fold_key(entry.key) for entry in broken.entries} <= {fold_key(entry.key) for entry in front.entries}:
        return None
    message = f"The frontmatter has no end: put the --- at the end of line {own[1]} on a line of its own; {_BY_FIX}."
    body = len(text) - len(own[0]) + block.body
    return front._replace(problems=(Problem("unclosed-frontmatter", message, own[1]), *front.problems), body=body)


def _unclosed_below(above: str, text: str) -> Frontmatter | None:
    """The frontmatter that is never closed below what nobody sees; None for none. above: this, which may be empty."""
    front = _unclosed(text.removeprefix(above)) if above else None
    if front is None:
        return None
    lines = len(lines_of(above + "-")) - 1
    entries = tuple(entry._replace(line=entry.line + lines) for entry in front.entries)
    problems = tuple(problem._replace(line=(problem.line or 0) + lines) for problem in front.problems)
    return Frontmatter(entries, (Problem(_MISPLACED, _NOT_AT_TOP, lines + 1), *problems))


def _unclosed_elsewhere(text: str) -> Frontmatter | None:
    """The frontmatter in TOML or JSON that is never closed: the known keys up to a blank line; None where there are
    none.
    """
    from journal.notes.lenient import read_leniently

    lines = with_lf(text).split("\n\n", 1)[0].partition("\n")[2]
    entries = read_leniently(lines, 2, is_yaml=False)
    closing = "+++" if text.startswith("+") else "}"
    message = f"The frontmatter has no end: put a line {closing} after its last key."
    return Frontmatter(entries, (Problem("unclosed-frontmatter", message, 1),)) if entries else None
