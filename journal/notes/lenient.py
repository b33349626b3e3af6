"""Reading frontmatter that its parser cannot: no ask is ever invisible (docs/format.md 3)."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice

from journal.notes.block import MAX_BYTES, KeyValue, NotMapping, Unreadable, Value, lines_of, margin_of
from journal.notes.keys import ASK_KEYS, DATE_KEYS, GOAL_OR_CONTACT, KNOWN_KEYS, NAME_KEYS
from journal.notes.misplaced import are_of_an_ask, keys_in_small_letters
from journal.notes.plain import read_plain
from journal.notes.slips import straightened
from journal.notes.spelling import fold_key
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

__all__ = ["as_written", "has_known_key", "is_whole", "leading_lines", "outdented", "read_leniently"]

_KEY_LINE = regex(r"(?m)^(?![ \t#]|-[ \r\n])([^:\r\n]++):(?![^ \t\r\n])")
_TWO_KEYS = regex(
    r"(?m)^([^\s#:\"'-][^:\"'\n]*+):(?=[ \t])(?:[^:\"\n]|\"[^\"\n]*+\")*?(?<=[ \t])(?=([a-z_]{2,30}+):(?![^ \t\n]))"
)
"""A line with two keys, up to the second: two lines were joined."""
_ASK_WITHIN = regex(r"(?m)^[ \t]*+[^\s#][^\n]*?(?<![\w/.@&-])(?=ask:(?![^ \t\n]))")
"""A line that asks further on, up to there: behind a sign or a text that does not belong there."""
_SECOND_KEY = regex(r"([a-z_]++):")
_DATED_KEY = regex(r"([a-z_]++):(?=[ \t]++[\"']?\d{4}-\d)")
_QUOTED = r"""(?:"[^"\n]*+"|'[^'\n]*+')"""
_QUOTED_TEXTS = regex(rf"{_QUOTED}(?>(?:[ \t]*+,[ \t]*+{_QUOTED})*)[ \t]*+,?")
_QUOTED_TEXT = regex(_QUOTED)
_INDENTED_KEY = regex(r"(?m)(?:^|(?<=\r))[ \t]++[^\s#:-][^:：\r\n]*+[:：]")
_LOOSE_KEY_LINE = regex(r"(?m)^[ \t]*+([^:=\n]++)[:=]")
_LEADS = r"(?:[ \t]++[^ \t\n]|-[ \n]|#|[^:\n]++:(?![^ \t\n]))[^\n]*+\n?"
"""A line of a key, or of what stands under one."""
_LEADING = regex(rf"(?>(?:[ \t]*+\n)*)(?>(?:{_LEADS})*)")
_ALL_LEADING = regex(rf"(?>(?:[ \t]*+\n|{_LEADS})*)")
_OWN_LINES = regex(r"[^\n]*+(?:\n|\Z)(?>(?:[ \t#-][^\n]*+(?:\n|\Z)|\n)*)")
"""The line of a key, and what stands under it up to a line at the margin that is no list."""
_BLOCK_SCALAR = regex(r"([|>])[-+0-9]{0,2}(?:[ \t]+#.*)?")
_LIST_DASH = regex(r"[ \t]*+-(?:[ \t]++(.*)|$)")
_LONGEST = 64
"""Characters: no known key is as long, quotes and spaces counted."""

_MOST_KEYS = 50_000
"""Lines that look like keys; what comes after so many is no frontmatter that anybody wrote."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def has_known_key(block: str) -> bool:
    """Whether a line of a text with LF line ends starts with a known key and its colon."""
    return any(_folded(match[1]) in KNOWN_KEYS for match in _KEY_LINE.finditer(block))


def leading_lines(text: str, *, has_end: bool) -> str:
    """The lines at the start of a text, with LF line ends, that look like frontmatter; up to a blank line at most, and
    to the limits of docs/format.md 3.

    has_end: the text is all that stands above a line that was meant to close it, where blank lines may stand too. They
    may also stand above the keys in small letters that make those above the keys of an ask.
    """
    text = text[: text.rfind("\n", 0, MAX_BYTES) + 1] if len(text) > MAX_BYTES else text
    match = (has_end and _ALL_LEADING.fullmatch(text)) or _LEADING.match(text)
    end = part_end = match.end() if match else 0
    keys = keys_in_small_letters(text[:end])
    while not are_of_an_ask(keys) and (part := _LEADING.match(text, part_end)) and part[0]:
        part_end = part.end()
        keys |= keys_in_small_letters(part[0])
    return text[: part_end if are_of_an_ask(keys) else end]


def outdented(block: str) -> str:
    """The block with its keys at the margin: where all are indented, and each line of a known key that is indented
    under a value that ends above it.

    YAML can read no key there, and as more of that value it would hide what it says. A block scalar ends where a line
    is indented less than its first; ``inside`` is how much that is, -1 before it.
    """
    if not _INDENTED_KEY.search(block):
        return block
    margin = margin_of(block)
    lines, is_over, inside = [line.removeprefix(margin) for line in lines_of(block)], True, 0
    for number, line in enumerate(lines):
        bare = line.lstrip(" \t")
        indent = len(line) - len(bare)
        bare = straightened(bare).text if indent and len(block) <= MAX_BYTES else bare
        inside = inside if inside >= 0 or not bare.strip() else indent
        key, item = _KEY_LINE.match(bare), _LIST_DASH.fullmatch(line.rstrip("\r\n"))
        if key and (bare == line or ((is_over or indent < inside) and _folded(key[1]) in KNOWN_KEYS)):
            lines[number], value = bare, bare[key.end() :].strip()
            is_over, inside = is_whole(value), -1 if value[:1] in ("|", ">") else 0
        elif item:
            is_over = is_whole(item[1] or "") and not _KEY_LINE.match(item[1])
    return "".join(lines)


def is_whole(value: str) -> bool:
    """Whether a value on one line is all of it: not empty, no block scalar, and with no quote or bracket left open."""
    sign = value[:1]
    if sign in ("", *"|>#&"):
        return False
    if sign in "\"'":
        return sign in value[1:]
    return sign not in "[{" or value.count("[") + value.count("{") == value.count("]") + value.count("}")


def read_leniently(block: str, first_line: int, *, is_yaml: bool = True) -> tuple[KeyValue, ...]:
    """The entries of the known keys in a block with LF line ends, each key read by itself.

    first_line: of the block in its file. What YAML can read alone keeps YAML's meaning, so that one bad line never
    changes its neighbours. Of a key given twice only the last that is not empty is read; the others have no value.
    """
    starts = list(islice((_KEY_LINE if is_yaml else _LOOSE_KEY_LINE).finditer(block), _MOST_KEYS))
    if is_yaml:
        starts = _with_joined(block, starts)
    ends = [*(match.start() for match in starts[1:]), len(block)][: len(starts)]
    last: dict[str, re.Match[str]] = {}
    for match, end in zip(starts, ends, strict=True):
        if (folded := _folded(match[1])) not in last or as_written(block[match.end() : end]):
            last[folded] = match
    room = MAX_BYTES
    line, counted = first_line, 0
    entries: list[KeyValue] = []
    for match, end in zip(starts, ends, strict=True):
        line += block.count("\n", counted, match.start())
        counted = match.start()
        folded = _folded(match[1])
        if folded not in KNOWN_KEYS:
            continue
        value: Value = None
        if last[folded] is match:
            if not is_yaml:
                value = _as_written_elsewhere(block[match.end() : end].partition("\n")[0].strip().rstrip(","))
            elif end - match.start() <= room:
                room -= end - match.start()
                value = _chunk(block[match.start() : end], match.end() - match.start(), is_name=folded in NAME_KEYS)
            else:
                value = as_written(block[match.end() : end])
            if is_yaml and not value and folded in ASK_KEYS:
                value = _all_under(block[match.end() : end]) or value
        entries.append(KeyValue(match[1].strip().strip("\"'"), value, line))
    return tuple(entries)


def _all_under(written: str) -> str:
    """The text of all lines under a key: any may be what an ask asks that has nothing else."""
    lines = [line.strip() for line in written.split("\n")]
    text = " ".join(line for line in lines if line and not line.startswith("#"))
    return "" if text in _NULLS else text.strip("\"'")


def _folded(key: str) -> str:
    return fold_key(key.strip().strip("\"'")) if len(key) <= _LONGEST else ""


def _with_joined(block: str, starts: list[re.Match[str]]) -> list[re.Match[str]]:
    """The places of keys with those of known keys that stand on the line of another one.

    Behind a text only one counts that is followed by a date: other words of a text may end with a colon, too. But where
    no key asks, and one is of contacts or goals, ``ask:`` anywhere on a line does.
    """
    keys = {_folded(match[1]) for match in starts}
    joined: dict[int, re.Match[str] | None] = {}
    for line in _TWO_KEYS.finditer(block, 0, MAX_BYTES):
        is_text = _folded(line[1]) not in NAME_KEYS | DATE_KEYS
        if _folded(line[2]) in (DATE_KEYS if is_text else KNOWN_KEYS):
            joined[line.end()] = (_DATED_KEY if is_text else _SECOND_KEY).match(block, line.end())
    if ASK_KEYS.isdisjoint(keys) and keys & GOAL_OR_CONTACT and (found := _ASK_WITHIN.search(block, 0, MAX_BYTES)):
        joined[found.end()] = _SECOND_KEY.match(block, found.end())
    return sorted((*starts, *filter(None, joined.values())), key=lambda match: match.start()) if joined else starts


def _chunk(chunk: str, value_start: int, *, is_name: bool) -> Value:
    """The value of one key with all lines under it, else with its own: as YAML reads it alone, else as written."""
    own = _OWN_LINES.match(chunk)
    for lines in (chunk, own[0] if own else chunk):
        try:
            entries = read_plain(lines, 1)
            if entries is None:
                from journal.notes.yamltext import read_yaml

                entries = read_yaml(lines, 1)
        except (Unreadable, NotMapping):
            continue
        if len(entries) == 1 and (entries[0].value or lines is chunk):
            return entries[0].value
    written = as_written(chunk[value_start:])
    return _bare_name(written) if is_name and isinstance(written, str) else written


def _bare_name(written: str) -> str | None:
    """A name without signs of emphasis, and without quotes and brackets that have no partner: nobody is called so."""
    name = written.replace("*", "").removeprefix("- ")
    if name.count("[") != name.count("]"):
        name = name.replace("[", "").replace("]", "")
    if name.count('"') % 2:
        name = name.replace('"', "")
    if name.startswith("'") and not name.endswith("'"):
        name = name[1:]
    return name.strip() or None


def as_written(written: str) -> Value:
    """The text after a key's colon, up to the next key; a list where lines start with ``- ``.

    A line at the margin ends it, but for a list below a key that has no text on its own line.
    """
    head, *below = written.split("\n")
    head = head.strip()
    if head.startswith(("'", '"')) and "," in head and _QUOTED_TEXTS.fullmatch(head):
        return tuple(text[1:-1] for text in _QUOTED_TEXT.findall(head))
    below = [line for line in below if line.strip() and not line.lstrip().startswith("#")]
    if block_scalar := _BLOCK_SCALAR.fullmatch(head):
        under = [line.strip() for line in below if line[0] in " \t"] or below
        return (" " if block_scalar[1] == ">" else "\n").join(under)
    parts = [[head]]
    for line in below:
        dash = _LIST_DASH.fullmatch(line)
        if line[0] not in " \t" and (head or not dash):
            break
        if dash:
            parts.append([(dash[1] or "").strip()])
        else:
            parts[-1].append(line.strip())
    values = tuple(_unquoted(" ".join(part).strip()) for part in parts)
    if len(values) > 1:
        return values if head else values[1:]
    return values[0]


def _as_written_elsewhere(written: str) -> Value:
    """The value of a TOML or JSON key on one line: its text, or a list in brackets."""
    if written.startswith("[") and written.endswith("]"):
        from tomllib import loads

        with suppress(ValueError, RecursionError):
            return tuple(map(str, loads(f"list = {written}")["list"]))
    return _unquoted(written)


def _unquoted(text: str) -> str | None:
    """The text without quotes around it; None for an empty text and for null."""
    if text in _NULLS:
        return None
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
