"""The common path: flat frontmatter that reads the same with and without a YAML parser.

Lines of ``key: value`` and lists of plain or quoted scalars are nearly all that people write, and
the mistake they make most is a colon in such a value. Whatever is not surely the same in YAML is left
to it; a property test holds the two together.
"""

from __future__ import annotations

from journal.named_tuple import NamedTuple
from journal.notes.block import KeyValue, Unreadable, Value
from journal.notes.remembered import remembered
from journal.regex import regex

__all__ = ["PlainLine", "read_line", "read_plain"]

_MAX_LENGTH = 8 * 1024
"""Characters: no block this short can be over the limits of docs/format.md 3."""

_SHORT = 120
"""Characters of a line whose meaning is kept."""

_UNSURE = regex("[\x00-\t\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Few characters named rather than the many others: such a set takes ten times as long to compile."""
_KEY = r"(?= [^:\n]{1,80}: ) [A-Za-z] \w*+ (?>(?: [ -] \w++ )*)"
_QUOTED = r""" "[^"\\\n]*+" | '[^'\n]*+' """
_TEXT = r""" [^\x00-\x20!"\#%&')*,:>?@[\\\]`{|}~\x7f-\xa0-] (?>(?: [^ :\n]++ | :(?=[^ \n]) | [ ]++(?=[^ #\n]) )*) """
_LINK = r""" \[\[ \w [^]\[{},:#?"'`\n]*+ \]\] """
_FLOW_TEXT = r""" \w [^]\[{},:#?"'`\n]*+ """
_MAY_BE_FLOW = rf""" \[ (?>(?: [^]"'\n]++ | {_QUOTED} )*) \] """
_END = r"(?: [ ]*+ | [ ]++\#.*+ ) (?: \n | \Z )"
_LINE = regex(
    rf"""(?x)
    (?: (?P<key> {_KEY} ) : (?![^ \n]) | (?P<dash> [ ]*+ - ) (?![^ \n]) )
    (?>(?: [ ]++ (?: (?P<text> {_TEXT} | {_LINK} | ~ ) | (?P<quoted> {_QUOTED} ) | (?P<flow> {_MAY_BE_FLOW} ) ) )?)
    {_END}
    | [ ]*+ (?: \#.*+ )? (?: \n | \Z )
    | (?P<unsure> .++ ) \n?+
    """,
)
_COLON = regex(rf"(?x){_KEY} : [ ]++ {_TEXT} (?<! [ ] ) : (?![^ \n])")
"""A line that YAML takes for two keys, up to the second colon."""

_ELEMENT = rf" (?: {_QUOTED} | {_FLOW_TEXT} ) [ ]*+ "
_FLOW = regex(rf"(?x) \[ [ ]*+ (?>(?: {_ELEMENT} (?>(?: , [ ]*+ {_ELEMENT} )*) )?) \] ")
"""A list in brackets of plain and quoted texts."""
_ELEMENTS = regex(rf"(?x){_QUOTED} | {_FLOW_TEXT}")
_NULLS = {"~": None, "null": None, "Null": None, "NULL": None}


class PlainLine(NamedTuple):
    """A key and its value on one line: ``line[start:end]``, or nothing, and then end is ``colon``.

    elements: where those of a list in brackets stand; None for any other value.
    """

    value: Value
    colon: int
    start: int
    end: int
    elements: tuple[tuple[int, int], ...] | None = None


def read_line(line: str) -> PlainLine | None:
    """The key and value of a line, with LF at its end, that YAML surely reads as a whole key; None for any other."""
    found = None if _is_unsure(line) else _LINE.fullmatch(line)
    if found is None or found["key"] is None:
        return None
    colon = found.end("key") + 1
    if text := found["text"]:
        return PlainLine(_NULLS.get(text, text), colon, *found.span("text"))
    if quoted := found["quoted"]:
        return PlainLine(quoted[1:-1], colon, *found.span("quoted"))
    if flow := found["flow"]:
        start, end = found.span("flow")
        places = ((each.start(), each.start() + len(each[0].rstrip())) for each in _ELEMENTS.finditer(line, start, end))
        return PlainLine(_flow_elements(flow), colon, start, end, tuple(places)) if _FLOW.fullmatch(flow) else None
    return PlainLine(None, colon, colon, colon)


def read_plain(block: str, first_line: int) -> tuple[KeyValue, ...] | None:
    """The entries of a block that surely needs no parser; None for any other.

    block: with LF line ends. first_line: of the block in its file. Raises Unreadable for a block that surely no parser
    reads.
    """
    if _is_unsure(block):
        return None
    entries: list[KeyValue] = []
    elements: list[Value] | None = None  # of the list that may stand under the last key
    list_dash = ""
    for number, line in enumerate(block.split("\n"), first_line):
        found = _known(line) if len(line) <= _SHORT else _found_in(line)
        if found is None:
            _refuse_colon(line, number - first_line + 1)
            return None
        key, dash, value, is_bare = found
        if key:
            if elements:
                entries[-1] = entries[-1]._replace(value=tuple(elements))
            elements = [] if is_bare else None
            entries.append(KeyValue(key, value, number))
        elif dash:
            if elements is None or (elements and dash != list_dash):
                return None
            list_dash = dash
            elements.append(value)
    if elements:
        entries[-1] = entries[-1]._replace(value=tuple(elements))
    return tuple(entries)


def _found_in(line: str) -> tuple[str, str, Value, bool] | None:
    """The key of a line or the dash that begins it, the value behind that, and whether none stands there.

    None for a line that only a parser can read.
    """
    found = _LINE.match(line)
    if found is None or found["unsure"]:
        return None
    key, dash, text, quoted, flow, _ = found.groups("")
    if flow and not _FLOW.fullmatch(flow):
        return None
    value: Value = None
    if text:
        value = _NULLS.get(text, text)
    elif quoted:
        value = quoted[1:-1]
    elif flow:
        value = _flow_elements(flow)
    return key, dash, value, not (text or quoted or flow)


_known = remembered(_found_in)


def _is_unsure(text: str) -> bool:
    """Whether a text is too long, or has characters that a parser may refuse."""
    if len(text) > _MAX_LENGTH:
        return True
    return not text.replace("\n", "").isprintable() and _UNSURE.search(text) is not None


def _refuse_colon(line: str, number: int) -> None:
    """Raise Unreadable for a line of a block that YAML takes for two keys, in the parser's words."""
    if colon := _COLON.match(line):
        raise Unreadable("mapping values are not allowed in this context", number, colon.end())


def _flow_elements(flow: str) -> tuple[Value, ...]:
    """The elements of a list in brackets."""
    elements = (element if element[0] in "\"'" else element.rstrip() for element in _ELEMENTS.findall(flow))
    return tuple(element[1:-1] if element[0] in "\"'" else _NULLS.get(element, element) for element in elements)
