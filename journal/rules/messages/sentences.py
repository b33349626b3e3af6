"""The sentences of a text that somebody wrote into a note, made fit for a message."""

from __future__ import annotations

from journal.notes.body import CLOSING, sentence_ends
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

__all__ = [
    "ADDRESS",
    "is_point",
    "on_one_line",
    "sentences",
    "stopped_once",
    "tidy",
    "unmarked",
    "with_question_mark",
    "without_marker",
    "without_slugs",
]

ADDRESS = r"(?:https?://|www\.|(?<!\S)\S+@)\S+"
"""An address of the web or of e-mail, which stands in a message as it is written."""
_SLUG = regex(rf"{ADDRESS}|\b\d{{4}}-\d\d-\d\d(?P<slug>(?=[\d-]*[^\W\d_])(?:-[^\W_]+)+)\b(?!\.\w)")
"""An address, which stays, or the name of a note that begins with a day."""
_POINT = r"[ \t]*(?:[-*+]|•|\d{1,2}[.)](?![^\n]*\s\d{1,2}\)\s))"
_QUESTION = r"(?:Can|Could|May|Might|Will|Would|Do|Are) (?:I|we|you)\b"
_BETWEEN_POINTS = regex(rf"\n\s*\n|\n(?={_POINT}[ \t]|{_QUESTION})")
_MARKER = regex(rf"(?:^|(?<=\n)){_POINT}[ \t]+")
_END_WITHOUT_SPACE = regex(rf"(?<=[。？！])(?![{CLOSING}。？！\s])")
_ABBREVIATION = regex(
    r"(?i)[(\"'“‘„]*(?:approx|esp|etc|inc|ltd|co|corp|jr|sr|resp|incl|excl|dept|vol|ch|fig|ed|\d{1,2})\."
)
_MAY_GO_ON = regex(rf".*(?:…|\.|[?!؟][{CLOSING}]+)")
"""The last word of what may be no sentence yet, where small letters follow: an abbreviation, a thought, a quotation."""
_STOPS = ".?!;,: "
_STOPPED_TWICE = regex(r"(?<=[.?!…])\s*;\s+")
_LONE_SIGNS = frozenset("?!؟")
_ENDS = frozenset(".?!…。？！؟")
_BEFORE_WORD = " –—-(\"'“‘„«‹["
_EMPHASIS = regex(rf"{ADDRESS}|(\*\*|\*|`|==|(?<!\w)__?)(?=\S)([^*`\n]+?)(?<=\S)\1(?!\w)")
_LAST_SIGNS = regex(r"(?:\s+(?:#(?!\d+\b)[\w/-]+|[📅⏳🛫➕✅❌]\ufe0f?\s*\d{4}-\d\d-\d\d|[🔺⏫🔼🔽⏬]\ufe0f?))+\s*\Z")
"""Tags at the end of a text, and the days and ranks that Obsidian's Tasks puts behind a task."""
_TWO_WORDS = regex(r"(\w+)(?:\s+(\w+))?")
_ASKING = frozenset("how what which who whom where why".split())
_BEGINS_QUESTION = frozenset("do does did is are can could would will shall may might should".split())
_GOES_ON = frozenset("i you we they he she it your my the anybody anyone somebody someone".split())
"""How a question begins, with its mark or without: with a word that asks, or with two words."""


def tidy(text: str) -> str:
    """A text with white space collapsed where it has no meaning."""
    return without_slugs("\n".join(line for one in text.split("\n") if (line := " ".join(one.split()))))


def without_slugs(text: str) -> str:
    """A text with names of notes that begin with a day turned into words."""
    if "-" not in text:
        return text
    return _SLUG.sub(lambda match: match["slug"].replace("-", " ").strip() if match["slug"] else match[0], text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each on one line."""
    found: list[str] = []
    for paragraph in _paragraphs(text):
        line, start = _END_WITHOUT_SPACE.sub(" ", paragraph), 0
        may_go_on = _ABBREVIATION if line[:1].islower() else _MAY_GO_ON
        for end in sentence_ends(line):
            if not _goes_on(line[start:end], line[end : end + 4], may_go_on):
                found.append(line[start:end])
                start = end
        found.append(line[start:])
    return [sentence for each in found if (sentence := each.strip())]


def on_one_line(text: str) -> str:
    """A text on one line: its paragraphs and points with ``;`` between them, where no sign ends one."""
    return stopped_once("; ".join(_paragraphs(text)))


def stopped_once(text: str) -> str:
    """Texts that were joined with ``;``, without it where a sign ends one."""
    return _STOPPED_TWICE.sub(" ", text) if ";" in text else text


def _paragraphs(text: str) -> list[str]:
    """The paragraphs and points of a text, each on one line; points stand with the words that lead to them."""
    found: list[str] = []
    leads, sign = False, ":"
    for each in _BETWEEN_POINTS.split(text):
        line = tidy(without_marker(each)).replace("\n", " ").strip()
        if leads and is_point(each):
            found[-1] = f"{found[-1].rstrip(_STOPS)}{sign} {line}"
            sign = ";"
        elif line:
            found.append(line)
            leads, sign = not is_point(each) and line.rstrip(CLOSING)[-1:] not in _ENDS, ":"
    return found


def is_point(text: str) -> bool:
    """Whether a text begins with the sign or the number of a point."""
    return _MARKER.match(text) is not None


def _goes_on(said: str, rest: str, may_go_on: re.Pattern[str]) -> bool:
    """Whether a sentence goes on where a title ends: with a sign alone, or in small letters behind what may stand
    within a sentence.

    may_go_on: such a last word. Who writes no capitals begins sentences with small letters, too.
    """
    if rest.lstrip()[:1] in _LONE_SIGNS:
        return True
    goes_on = rest.lstrip(_BEFORE_WORD)[:1].islower()
    return goes_on and may_go_on.fullmatch(said.rsplit(maxsplit=1)[-1]) is not None


def unmarked(text: str) -> str:
    """A text without the signs that make words bold, slanted or code, and those of tags and tasks at its end."""
    return _LAST_SIGNS.sub("", _EMPHASIS.sub(lambda match: match[2] or match[0], text))


def without_marker(text: str) -> str:
    """A text without the signs and numbers of points at the start of its lines."""
    return _MARKER.sub("", text)


def with_question_mark(text: str) -> str:
    """The text with ``?`` at its end where it is one sentence on one line that begins like a question.

    It is to end in a letter or digit; quotes and brackets at its end do not count. Any other text stays as it is.
    """
    begun = _TWO_WORDS.match(text.casefold())
    if begun is None or "\n" in text or len(sentences(text)) > 1 or not text.rstrip(CLOSING)[-1:].isalnum():
        return text
    asks = begun[1] in _ASKING or (begun[1] in _BEGINS_QUESTION and begun[2] in _GOES_ON)
    return f"{text}?" if asks else text
