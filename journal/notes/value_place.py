"""Where a value stands in its key's lines, and how another one takes its place.

Style, quotes, indentation, comments and line ends stay as they are wherever the new value allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.named_tuple import NamedTuple
from journal.notes.block import NotMapping, Unreadable, Value, lines_of, with_lf
from journal.notes.layout import KeyLines, NotEditable
from journal.notes.plain import read_line
from journal.notes.scalar import literal, scalar
from journal.notes.slips import straightened
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["put_value", "refuse_anchors"]

_BLOCK_HEADER = regex(r"[|>][-+0-9]*+([ \t]++#[^\r\n]*+)?[ \t]*+")
_DASH = regex(r"([ ]*+-)([ ]++(?=[^ \r\n#]))?")


class _Place(NamedTuple):
    """The place of a value in the lines of its key: ``text[start:end]`` is its source, "" for no value.

    elements: the places of a list's elements, None for a scalar. is_flow: whether the list is in brackets.
    """

    part: KeyLines
    colon: int
    start: int
    end: int
    elements: tuple[tuple[int, int], ...] | None = None
    is_flow: bool = False

    @property
    def source(self) -> str:
        return self.part.text[self.start : self.end]


def put_value(part: KeyLines, value: str | tuple[Value, ...] | None, *, in_flow: bool) -> str:
    """The lines of a key with another text or list as its value, or with nothing. Raises NotEditable.

    Of a list only the new texts are written anew; elements that stay keep their lines. in_flow: write a new list in
    brackets, not on lines of its own.
    """
    place = _place(part._replace(text=straightened(part.text).text))
    if isinstance(value, tuple) and place.elements is not None:
        return _in_brackets(place, place.elements, value) if place.is_flow else _on_lines(place, value)
    before, gap, after = _around(place)
    if value is None:
        return before + after
    if isinstance(value, str):
        block = literal(value, _literal_indent(place), part.newline) if "\n" in value else None
        if block is None:
            return before + gap + scalar(value, like=place.source) + after
        header, lines = block
        return _with_lines(before + gap + header, after, lines)
    elements = _sources(place, value, in_flow=in_flow)
    if in_flow:
        return f"{before}{gap}[{', '.join(elements)}]{after}"
    dash = f"{_indent(part)}  - "
    return _with_lines(before, after, "".join(f"{dash}{element}{part.newline}" for element in elements))


def _around(place: _Place) -> tuple[str, str, str]:
    """The text around a value to be replaced: up to the colon, the space after it, and what follows the value.

    Of a list on lines of its own, what follows the colon. Raises NotEditable for a comment between key and value.
    """
    text = place.part.text
    before, gap, after = text[: place.colon], text[place.colon : place.start], text[place.end :]
    if place.elements is not None and not place.is_flow:
        head, _ = _segments(place)
        return before, "", head[place.colon :]
    if gap.strip():
        raise NotEditable("has a comment between a key and its value: put the comment above the key")
    if place.elements is None and (header := _BLOCK_HEADER.match(place.source)):
        after = (header[1] or "") + place.part.newline + after
    return before, gap if gap and not gap.strip(" ") else " ", after


def _with_lines(before: str, after: str, lines: str) -> str:
    """Lines inserted under the line that ``before`` ends in and ``after`` continues."""
    rest_of_line = lines_of(after)[0]
    return before + rest_of_line + lines + after[len(rest_of_line) :]


def _in_brackets(place: _Place, elements: Sequence[tuple[int, int]], values: tuple[Value, ...]) -> str:
    """A key with a list in brackets that has other values, laid out as before."""
    text, old = place.part.text, place.part.entry.value
    if not elements:
        return f"{text[: place.start]}[{', '.join(_sources(place, values, in_flow=True))}]{text[place.end :]}"
    (first, first_end), last_end = elements[0], elements[-1][1]
    between = text[first_end : elements[1][0]] if len(elements) > 1 else ", "
    if isinstance(old, tuple) and values[: len(old)] == old:
        between = ", " if "#" in between else between
        sources = _sources(place, values, in_flow=True)[len(old) :]
        return text[:last_end] + "".join(between + source for source in sources) + text[last_end:]
    if "#" in between + text[place.start : first] + text[last_end : place.end]:
        raise NotEditable(
            "has a list in brackets with comments in it: put each of its values on a line of its own, as - value"
        )
    return text[:first] + between.join(_sources(place, values, in_flow=True)) + text[last_end:]


def _sources(place: _Place, values: tuple[Value, ...], *, in_flow: bool) -> list[str]:
    """The source of each value: of one that is there already its own, of others written like the last."""
    text, old = place.part.text, place.part.entry.value
    given = zip(old, place.elements or (), strict=True) if isinstance(old, tuple) else ()
    known = {value: text[slice(*span)] for value, span in given}
    like = text[slice(*place.elements[-1])] if place.elements else place.source
    return [known[value] if value in known else _new(value, like, in_flow=in_flow) for value in values]


def _new(value: Value, like: str, *, in_flow: bool = False) -> str:
    """A value that was not there before, as YAML, written like another."""
    assert isinstance(value, str)
    return scalar(value, like=like, in_flow=in_flow)


def _on_lines(place: _Place, values: tuple[Value, ...]) -> str:
    """A key with a list on lines of its own that has other values; elements that stay keep their lines."""
    old = place.part.entry.value
    assert isinstance(old, tuple)
    assert place.elements
    head, segments = _segments(place)
    kept = list(zip(old, segments, strict=True))
    match = _DASH.match(segments[0])
    assert match
    dash = match[1] + (match[2] or " ")
    like = place.part.text[slice(*place.elements[-1])]
    lines: list[str] = []
    for value in values:
        same = next((number for number, (known, _) in enumerate(kept) if known == value), None)
        lines.append(f"{dash}{_new(value, like)}{place.part.newline}" if same is None else kept.pop(same)[1])
    return head + "".join(lines)


def _segments(place: _Place) -> tuple[str, list[str]]:
    """The lines above a list's first element, and the lines of each element."""
    text = place.part.text
    column = len(text[: place.start].replace("\r", "\n").rpartition("\n")[2])
    dash = regex(rf"[ ]{{{column}}}-(?![^ \t\r\n])")
    lines = lines_of(text)
    starts = [number for number, line in enumerate(lines) if dash.match(line)]
    if len(starts) != len(place.elements or ()):
        raise NotEditable("has a list that is laid out in an unusual way: put each of its values on a line of its own")
    segments = ["".join(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return "".join(lines[: starts[0]]), segments


def _indent(part: KeyLines) -> str:
    """The white space before a key."""
    return part.text[: len(part.text) - len(part.text.lstrip(" "))]


def _literal_indent(place: _Place) -> str:
    """The indentation of a literal block's lines: as before, else two spaces more than the key."""
    default = _indent(place.part) + "  "
    if place.source[:1] not in ("|", ">"):
        return default
    first = next((line for line in lines_of(place.source)[1:] if line.strip()), default)
    return first[: len(first) - len(first.lstrip(" "))]


def _place(part: KeyLines) -> _Place:
    """The place of a key's value. Raises NotEditable where it cannot be told, or must not be touched."""
    line = read_line(with_lf(part.text))
    if line is not None and line.value == part.entry.value:  # as most are, and that needs no parser
        return _Place(part, line.colon, line.start, line.end, line.elements, line.elements is not None)
    return _parsed_place(part)


def _parsed_place(part: KeyLines) -> _Place:
    """The place of a key's value as YAML's events tell it. Raises NotEditable."""
    import yaml

    shown = part.entry.key
    events = _events(part)
    if len(events) < 2 or not _reads_alone(part):
        raise NotEditable(f"has “{shown}” laid out in an unusual way: write it as {shown}: value on one line")
    key, value = events[:2]
    colon = part.text.index(":", key.end_mark.index) + 1
    if isinstance(value, yaml.MappingStartEvent) and not isinstance(part.entry.value, str):
        raise NotEditable(f"has keys within “{shown}”, which are kept but never written")
    start, end = value.start_mark.index, events[-1].end_mark.index
    if isinstance(value, yaml.ScalarEvent) or isinstance(part.entry.value, str):  # an unquoted [[link]], a {{template}}
        return _Place(part, colon, start, end)
    return _Place(part, colon, start, end, tuple(_elements(events[1:])), bool(value.flow_style))


def refuse_anchors(part: KeyLines) -> None:
    """Raise NotEditable if a key's value has an anchor, an alias or a tag: other keys may share it."""
    _events(part)


def _reads_alone(part: KeyLines) -> bool:
    """Whether a key's value is made of the key's own lines only."""
    from journal.notes.yamltext import read_yaml

    try:
        return [entry.value for entry in read_yaml(with_lf(part.text), 1)] == [part.entry.value]
    except (Unreadable, NotMapping):
        return False


def _events(part: KeyLines) -> list[Any]:
    """YAML's events for a key and its value, without those around the document; none where YAML cannot read them.

    Raises NotEditable where one has an anchor, an alias or a tag.
    """
    import yaml

    try:
        events: list[Any] = list(yaml.parse(part.text, Loader=yaml.BaseLoader))[3:-3]
    except yaml.YAMLError:
        return []
    if any(getattr(event, "anchor", None) or getattr(event, "tag", None) for event in events):
        raise NotEditable(f"has an anchor, an alias or a tag (&, *, !) in “{part.entry.key}”: write its value without")
    return events


def _elements(events: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """The places of a list's elements. events: of the list, from its start to its end."""
    import yaml

    depth = start = end = 0
    for event in events:
        event_start, event_end = event.start_mark.index, event.end_mark.index
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth == 1 and isinstance(event, yaml.NodeEvent):
            start = event_start
        if isinstance(event, yaml.ScalarEvent) or event_start < event_end:  # not the end of a list on lines
            end = event_end
        opens = isinstance(event, yaml.CollectionStartEvent)
        if depth == 1 and not opens:
            yield start, end
        depth += opens
