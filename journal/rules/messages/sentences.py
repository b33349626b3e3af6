"""The sentences of a text that somebody wrote into a note, made fit for a message."""

from __future__ import annotations

from journal.notes.body import CLOSING, sentence_ends
from journal.regex import regex

__all__ = ["sentences", "tidy", "unmarked", "without_marker", "without_slugs"]

_SLUG = regex(r"\b[^\W_]+(?:_[^\W_]+)+\b|\b\d{4}-\d\d-\d\d(?:-[^\W_]+)+\b")
_SLUG_SIGNS = regex(r"^\d{4}-\d\d-\d\d-|[-_]+")
_POINT = r"[ \t]*(?:[-*+]|•|\d{1,2}[.)])"
_BETWEEN_POINTS = regex(rf"\n\s*\n|\n(?={_POINT}[ \t])")
_MARKER = regex(rf"(?:^|(?<=\n)){_POINT}[ \t]+")
_END_WITHOUT_SPACE = regex(rf"(?<=[。？！])(?![{CLOSING}。？！\s])")
_MAY_GO_ON = regex(
    r"(?i)[(\"'“‘„]*(?:approx|etc|inc|ltd|co|corp|jr|sr|resp|incl|excl|dept|vol|ch|fig|ed|\d{1,2})\."
    rf"|.*(?:…|\.\.|[.?!؟][{CLOSING}]+)"
)
"""The last word of what may be no sentence yet: an abbreviation, the number of a list, or a thought or a quotation."""
_BEFORE_WORD = " –—-(\"'“‘„«‹["
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
        line, start = _END_WITHOUT_SPACE.sub(" ", tidy(without_marker(paragraph)).replace("\n", " ")), 0
        for end in sentence_ends(line):
            if not _goes_on(line[start:end], line[end : end + 4]):
                found.append(line[start:end])
                start = end
        found.append(line[start:])
    return [sentence for each in found if (sentence := each.strip())]


def _goes_on(said: str, rest: str) -> bool:
    """Whether a sentence goes on where a title ends: in small letters, behind what may stand within a sentence."""
    goes_on = rest.lstrip(_BEFORE_WORD)[:1].islower()
    return goes_on and _MAY_GO_ON.fullmatch(said.rsplit(maxsplit=1)[-1]) is not None


def unmarked(text: str) -> str:
    """A text without the signs that make words bold, slanted or code, and without tags at its end."""
    return _LAST_TAGS.sub("", _EMPHASIS.sub(r"\2", text))


def without_marker(text: str) -> str:
    """A text without the signs and numbers of points at the start of its lines."""
    return _MARKER.sub("", text)
