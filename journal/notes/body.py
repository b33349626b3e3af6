"""What a note's body says: its first heading, whether it holds text, and what of it is code.

All of it takes bodies with LF line ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journal.regex import regex

__all__ = [
    "CLOSING",
    "are_fenced",
    "comment_below",
    "fence_below",
    "first_heading",
    "first_sentence",
    "has_text",
    "sentence_ends",
    "without_closing",
    "without_code_spans",
    "without_comments",
    "without_fenced_code",
]

_FENCE = regex(r" {0,3}(`{3,}|~{3,})([^\r\n]*)")
_TICKS = regex(r"`+")
_ATX_HEADING = regex(r"\n {0,3}#[ \t]++([^\n]*)")
_LOWER_HEADING = regex(r"\n {0,3}##[#]{0,4}[ \t]")
_SETEXT_HEADING = regex(r"\n {0,3}([^\s#>*+=|-][^\n]*)\n {0,3}=++[ \t]*+(?=\n|\Z)")
_COMMENT = regex(r"(?s)<!--.*?(?:-->|\Z)|%%.*?(?:%%|\Z)")
"""Of HTML or of Obsidian; one that is not closed runs to the end."""
_OPENS_COMMENT = regex(r"<!--|%%")
CLOSING = "]\"'”’»›)}」』】）］〉》“‘"
"""Quotes and brackets that belong to the sentence whose end they follow; ``]`` leads, to stand in a set of signs."""
_SENTENCE_END = regex(rf"(?<![.?!…。？！؟])[.?!…。？！؟]++[{CLOSING}]*+(?=\s|\Z)")
_NUMBER = regex(r"\s*\d")
_GERMAN_MONTH = regex(
    r"\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
_ABBREVIATIONS = frozenset({"mr", "mrs", "ms", "dr", "prof", "st", "e.g", "i.e", "vs"})
"""After these a dot ends no sentence."""
_TEXT = regex(
    r"\n[ \t]*+(?=\S)(?!\#{1,6}(?:[ \t\n]|\Z))(?![-=*_ \t]++(?:\n|\Z))(?![^\n]*+\n[ ]{0,3}(?:=++|-++)[ \t]*+(?:\n|\Z))"
)
"""The start of a line that is no heading of either kind, no line under one, and no rule."""


def has_text(body: str) -> bool:
    """Whether a body has more than headings, rules and comments."""
    found = _TEXT.search("\n" + body)
    if found and not _has_comment(body[: found.end() + 3]):  # none begins before or with it
        return True
    return _has_comment(body) and _TEXT.search("\n" + without_comments(body)) is not None


def without_comments(text: str) -> str:
    """The text without comments of HTML and of Obsidian; one that is not closed runs to the end."""
    return _COMMENT.sub("", text) if _has_comment(text) else text


def _has_comment(text: str) -> bool:
    return "<!--" in text or "%%" in text


def first_heading(unfenced: str) -> str | None:
    """The text of the first level-one heading of a body without fenced code.

    None where there is none, or where it is one of several sections: a lower one stands before it, another behind it.
    """
    if unfenced.startswith("# "):  # as nearly all begin
        return without_closing(unfenced[2:].partition("\n")[0].strip(" \t").rstrip()) or None
    text = "\n" + unfenced
    match = _ATX_HEADING.search(text)
    before = match.start() if match else len(text)
    if "=" in text[:before]:
        match = _SETEXT_HEADING.search(text, 0, before) or match
    if match is None or (_LOWER_HEADING.search(text, 0, match.start()) and _ATX_HEADING.search(text, match.end())):
        return None
    return without_closing(match[1].rstrip()) or None


def without_closing(heading: str) -> str:
    """The text of a heading without the ``#`` that may close it."""
    opened = heading.rstrip("#")
    return (opened if opened[-1:] in ("", " ", "\t") else heading).rstrip()


def first_sentence(text: str) -> str:
    """The first sentence of a text on one line, else its first line; without a single dot at the end."""
    text = text.strip()
    end = next(sentence_ends(text), None)
    sentence = " ".join((text.partition("\n")[0] if end is None else text[:end]).split())
    return sentence[:-1] if sentence.endswith(".") and not sentence.endswith("..") else sentence


def sentence_ends(text: str) -> Iterator[int]:
    """Where each sentence of a text ends, behind its sign and what closes it; what has no sign has no end."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        is_dot = end[0] == "."
        if not (is_dot and (_NUMBER.match(text, end.end()) or _is_abbreviated(text, start, end.start()))):
            start = end.end()
            yield start


def _is_abbreviated(text: str, start: int, dot: int) -> bool:
    """Whether a dot ends an abbreviation: a single letter, letters with dots between, a title, ``e.g.``

    Behind the number of a list or of a German day it ends no sentence either. start: of the sentence.
    """
    said = text[start:dot]
    word = said.rsplit(maxsplit=1)[-1:]
    if word and word[0].isdigit():
        return said.rpartition("\n")[2].strip() == word[0] or _GERMAN_MONTH.match(text, dot + 1) is not None
    bare = word[0].lstrip("\"'“”‘’«‹([{„").casefold() if word else ""
    return bare in _ABBREVIATIONS or all(len(part) == 1 and part.isalpha() for part in bare.split("."))


def without_fenced_code(body: str) -> str:
    """The body without the lines between ``` or ~~~ fences; a fence that nothing closes runs to the end."""
    if "`" not in body and "~" not in body:
        return body
    lines = body.split("\n")
    return "\n".join(line for line, in_code in zip(lines, are_fenced(lines), strict=True) if not in_code)


def are_fenced(lines: Iterable[str]) -> Iterator[bool]:
    """For each line in turn, whether it is in fenced code or is a fence."""
    fence = ""
    for line in lines:
        before, fence = fence, fence_below(line, fence)
        yield bool(before or fence)


def fence_below(line: str, fence: str) -> str:
    """The fence of the code that goes on below a line; "" for none. fence: that of the code the line is in."""
    match = _FENCE.match(line)
    if not fence:
        return match[1] if match and not (match[1][0] == "`" and "`" in match[2]) else ""
    return "" if match and match[1].startswith(fence) and not match[2].strip() else fence


def comment_below(line: str, comment: str) -> str:
    """The mark that closes the comment that runs on below a line; "" for none. comment: that of the line itself."""
    if "%%" not in line and "--" not in line:
        return comment
    rest = line if comment else _without_spans(line)
    position = 0
    while True:
        if comment:
            position = rest.find(comment, position) + len(comment)
            if position < len(comment):
                return comment
            comment = ""
        elif match := _OPENS_COMMENT.search(rest, position):
            position, comment = match.end(), "%%" if match[0] == "%%" else "-->"
        else:
            return ""


def without_code_spans(text: str) -> str:
    """The text without code spans: what is between backticks on one line."""
    return "\n".join(map(_without_spans, text.split("\n"))) if "`" in text else text


def _without_spans(line: str) -> str:
    """A line with each code span replaced by a space; a span ends at the next run of equally many backticks."""
    if "`" not in line:
        return line
    runs = list(_TICKS.finditer(line))
    closing: dict[int, int] = {}  # from a run to the next one as long
    nearest: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        length = len(runs[number][0])
        closing[number] = nearest.get(length, -1)
        nearest[length] = number
    kept: list[str] = []
    start = number = 0
    while number < len(runs):
        if closing[number] > 0:
            kept.append(line[start : runs[number].start()])
            number = closing[number]
            start = runs[number].end()
        number += 1
    return " ".join([*kept, line[start:]])
