"""The sentences of a text that somebody wrote into a note, made fit for a message."""

from __future__ import annotations

from journal.regex import regex

__all__ = ["sentences", "tidy", "unmarked", "without_marker", "without_slugs"]

_SLUG = regex(r"\b[^\W_]+(?:_[^\W_]+)+\b|\b\d{4}-\d\d-\d\d(?:-[^\W_]+)+\b")
_SLUG_SIGNS = regex(r"^\d{4}-\d\d-\d\d-|[-_]+")
_POINT = r"[ \t]*(?:[-*+]|•|\d{1,2}[.)])"
_BETWEEN_POINTS = regex(rf"\n\s*\n|\n(?={_POINT}[ \t])")
_MARKER = regex(rf"(?:^|(?<=\n)){_POINT}[ \t]+")
_END = regex(
    r"""(?:(?<=[.?!])|(?<=…)|(?<=؟)|(?<=。)|(?<=？)|(?<=！))(?>(?:["')\]]+|[’”]+|»)*)(?=\s)|(?<=。)|(?<=？)|(?<=！)"""
)
"""The end of a sentence. A set of letters of many scripts takes ten times as long to compile as what stands here."""
_ABBREVIATED = regex(r"(?i)(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|e\.g|i\.e|vs|approx|no|[^\W\d_])\.$")
_MAY_BE_ABBREVIATED = regex(r"(?i)(?:^|[\s(])(?:etc|inc|ltd|co|corp|jr|sr|resp|incl|excl|dept|vol|ch|fig|ed)\.$")
_GOES_ON = regex(r"\s*[^\W\d_A-Z]")
_NUMBER = regex(r"\s*\d")
_EMPHASIS = regex(r"(\*\*|\*|`|(?<!\w)__?)(?=\S)([^*`\n]+?)(?<=\S)\1(?!\w)")
_LAST_TAGS = regex(r"(?:\s+#(?!\d+\b)[\w/-]+)+\s*\Z")


def tidy(text: str) -> str:
    """A text with white space collapsed where it has no meaning."""
    return without_slugs("\n".join(line for one in text.split("\n") if (line := " ".join(one.split()))))


def without_slugs(text: str) -> str:
    """A text with names of files turned into words."""
    if "_" not in text and "-" not in text:
        return text
    return _SLUG.sub(lambda match: _SLUG_SIGNS.sub(" ", match[0]).strip(), text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each on one line."""
    found: list[str] = []
    for paragraph in _BETWEEN_POINTS.split(text):
        line, start = tidy(without_marker(paragraph)).replace("\n", " "), 0
        for end in _END.finditer(line):
            if not _is_abbreviated(line[start : end.end()], line[end.end() :]):
                found.append(line[start : end.end()].strip())
                start = end.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]


def _is_abbreviated(said: str, rest: str) -> bool:
    """Whether a dot at the end of a text ends no sentence: it ends an abbreviation, or a number follows it."""
    may_go_on = _MAY_BE_ABBREVIATED.search(said) and _GOES_ON.match(rest)
    return said.endswith(".") and bool(_NUMBER.match(rest) or may_go_on or _ABBREVIATED.search(said))


def unmarked(text: str) -> str:
    """A text without the signs that make words bold, slanted or code, and without tags at its end."""
    return _LAST_TAGS.sub("", _EMPHASIS.sub(r"\2", text))


def without_marker(text: str) -> str:
    """A text without the signs and numbers of points at the start of its lines."""
    return _MARKER.sub("", text)
