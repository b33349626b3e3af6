"""What to do about a block that its parser refuses, where quotes around a value are no cure."""

from __future__ import annotations

from journal.notes.block import Language
from journal.notes.lenient import has_known_key, is_whole, read_leniently
from journal.regex import regex

__all__ = ["cure_of"]

_KEYLESS = regex(r"[^\s#-][^:]*+")
_EMPTY_KEY = regex(r"[^\s#-][^:]*+:[ \t]*+")
_LISTED_KEY = regex(r"-[ \t]++(?:\[.\][ \t]*+)?(.*)")
_LIST = regex(r"[ \t]*+-(?:[ \t].*)?")
_VALUE = regex(r"[^\s#:-][^:]*+:[ \t]++(\S.*)")


def cure_of(language: Language, block: str, refused: int, first_line: int) -> str | None:
    """The cure for the line at fault, which is the refused one or above it; None where there is no other than quotes.

    block: with LF line ends. refused: the line of it, counted from 1, 0 for unknown. first_line: of it in its file.
    """
    if language == "toml":
        return "write --- for +++" if has_known_key(block) else None
    if language != "yaml":
        return None
    lines = block.split("\n")[:refused]
    for number in (refused - 1, refused):
        line = lines[number - 1] if 0 < number <= len(lines) else ""
        above = lines[number - 2] if number > 1 else ""
        if cure := _cure_of_line(line, above, first_line + number - 1):
            return cure
    for number, line in enumerate(lines, first_line):
        value = _VALUE.fullmatch(line)
        if value and value[1][0] in "\"'[" and not is_whole(value[1]):
            sign = "bracket" if value[1][0] == "[" else "quote"
            return f"the {sign} that begins the value in line {number} has no end: put one there, or delete it"
    return None


def _cure_of_line(line: str, above: str, number: int) -> str | None:
    """The cure for a line of YAML; None where it may be well. above: the line above it. number: of it in its file."""
    listed, given = _LISTED_KEY.fullmatch(line), _VALUE.fullmatch(above)
    if listed and has_known_key(listed[1]):
        return f"line {number} begins with “-”, not with a key: delete that"
    if "\t" in line and not line.strip():
        return f"line {number} holds nothing but a tab: delete it"
    if _LIST.fullmatch(line) and given and is_whole(given[1]):
        return f"line {number} is of a list, but line {number - 1} has a value already: delete one of them"
    if line.count(":") > 1 and len(keys := read_leniently(line, number)) > 1:
        return f"line {number} holds two keys: put “{keys[1].key}:” on a line of its own"
    if _KEYLESS.fullmatch(line):
        if _EMPTY_KEY.fullmatch(above) and has_known_key(above):
            return f"line {number} is the text of “{above.strip()}” above it: put two spaces before it"
        return f"line {number} is no key: move it below the frontmatter, or put # before it"
    return None
