"""An ask in a line of any note, waiting to be made: ``- 09:30 ask [[Maria]]: could you …?`` (docs/practice.md 1).

``capture_lines`` says which lines begin as one does and stand where one may, by their note alone; the index keeps
these. Whether such a line is one is for the people and goals of the vault to say, as ``captured`` asks them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from unicodedata import normalize

from journal.model import Captured, CaptureLine, Name
from journal.notes.links import LINK, names
from journal.notes.prose import are_prose, has_more_than_prose, is_heading
from journal.notes.spelling import fold
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

__all__ = ["capture_lines", "captured", "leads_to", "without_arrow"]

_LONGEST = 2_000
"""Characters of a line."""
_MOST_NAMES = 5
_MOST_WORDS = 4
"""Words of a name that no contact has."""
_LONGEST_NAME = 300
"""Characters."""
_SK = {"k": ("sk ", "Sk "), "K": ("SK ", "sK ")}
"""What every capture has first, found without a pattern, by a letter that is quickly looked for."""
_BEGINNING = (
    r"(?:[ ]{0,3}|[ \t]*+(?:[-*+]|[0-9]{1,9}[.)])[ \t]++(?:\[ \][ \t]++)?)"
    r"(?:(?:[01]?[0-9]|2[0-3]):[0-5][0-9][ \t]++)?(?i:ask) [ \t]*+(?=\S)"
)
_MAY_BE = regex(rf"{_BEGINNING}[^\n]*?:[ \t]++\S")
_LINE = regex(_BEGINNING)
_LINK_OR_COLON = regex(rf"{LINK}|:(?=[ \t])")
_BETWEEN = r"[ \t]*+,[ \t]*+(?:and[ \t]++)?|[ \t]*+&[ \t]*+|[ \t]++and[ \t]++"
_LINK_OR_BETWEEN = regex(rf"{LINK}|(?P<between>{_BETWEEN})")
_FOR = regex(r"[ \t]++for(?=[ \t])")
_LINKS = regex(rf"(?:{LINK})(?>(?:(?:{_BETWEEN})(?:{LINK}))*)")
_ENDING = regex(r"[?.!]*+\Z")
_NO_NAME = regex(r"[\[\](){}<>|\"/\\#@*=~^!?;:`]")
"""What stands in no word of a name that no contact has."""
_ARROW = regex(r" → (?:\[\[[^\[\]]++\]\]|no)\Z")
_BLOCK_ID = regex(r"[ \t]++\^[A-Za-z0-9-]++\Z")
_COMMENT = regex(r"(?P<code>(?P<ticks>`++)(?>(?:(?!(?P=ticks)).)*)(?P=ticks))|<!--.*?-->|%%.*?%%")
_APOSTROPHES = "'’"


def capture_lines(body: str) -> tuple[CaptureLine, ...]:
    """The lines of a body that may be captures, by their numbers in the body. body: with LF line ends.

    Those that have their arrow are among them, since their ids must be known.
    """
    spelled = (letters for letter, several in _SK.items() if letter in body for letters in several)
    starts = sorted({start for letters in spelled for start in _lines_with(letters, body)})
    starts = [start for start in starts if _MAY_BE.match(body, start)]
    if not starts:
        return ()
    numbers, number, counted = [], 0, 0
    for start in starts:
        number, counted = number + body.count("\n", counted, start), start
        numbers.append(number)
    lines = body.split("\n")
    prose = list(are_prose(lines)) if has_more_than_prose(body) else None
    return tuple(
        CaptureLine(number + 1, line, _ARROW.search(_said(line)) is not None)
        for number in numbers
        for line in (lines[number],)
        if len(line) <= _LONGEST and (prose is None or prose[number]) and not is_heading(lines, number)
    )


def _lines_with(letters: str, body: str) -> Iterator[int]:
    """The starts of the lines with some letters."""
    found = body.find(letters)
    while found >= 0:
        yield body.rfind("\n", 0, found) + 1
        end = body.find("\n", found)
        found = body.find(letters, end) if end >= 0 else -1


def without_arrow(line: str) -> str:
    """A line without its arrow, and without the white space around it: the same before the arrow is put and after."""
    bare = line.strip()
    block_id = _BLOCK_ID.search(bare)
    end = block_id.start() if block_id else len(bare)
    return _ARROW.sub("", bare[:end]).rstrip() + bare[end:]


def leads_to(line: str) -> Name | None:
    """The ask that the arrow of a captured line names; None where it has no arrow, or one to “no”."""
    arrow = _ARROW.search(_said(line))
    return next(iter(names(arrow[0], "")), None) if arrow and "[[" in arrow[0] else None


def captured(
    line: str, path: str, is_contact: Callable[[str], bool], is_goal: Callable[[str], bool]
) -> Captured | None:
    """What a line of ``capture_lines`` asks, with its arrow or without; None where it is no capture after all.

    path: of its note. is_contact: whether the vault has a contact with a name, in any case. is_goal: whether the note
    of a goal has exactly this name.
    """
    begins = _LINE.match(line)
    said = _ARROW.sub("", _said(line)).rstrip()
    if begins is None:
        return None
    colon = next((found for found in _LINK_OR_COLON.finditer(said, begins.end()) if found[0] == ":"), None)
    if colon is None or not (text := said[colon.end() :].strip()):
        return None
    contacts = _named(said[begins.end() : colon.start()], path, is_contact)
    if not 1 <= len(contacts) <= _MOST_NAMES:
        return None
    ask, goals = _parted(text, path, is_goal)
    return Captured(_each_once(contacts), _each_once(goals), ask)


def _said(line: str) -> str:
    """A line without its comments, and without the block id and the white space at its end."""
    if "<!--" in line or "%%" in line:
        line = _COMMENT.sub(_code_alone, line)
    return _BLOCK_ID.sub("", line.rstrip()).rstrip()


def _code_alone(found: re.Match[str]) -> str:
    """What stays of a code span or a comment: the code."""
    return found["code"] or ""


def _named(text: str, path: str, is_contact: Callable[[str], bool]) -> list[str]:
    """The people named between ``ask`` and the colon, as keys name them; empty where one of these is no name."""
    parts, between = _split(text)
    found: list[str] = []
    place = 0
    while place < len(parts):
        name, end = _link(parts[place], path), place + 1
        if name is None:
            name, end = _plain_name(parts, between, place, is_contact)
        if not name:
            return []
        found.append(name)
        place = end
    return found


def _split(text: str) -> tuple[list[str], list[str]]:
    """The texts that ``,``, ``&`` and ``and`` part, outside of links, and what stands between each two of them."""
    parts, between, start = [], [], 0
    for found in _LINK_OR_BETWEEN.finditer(text):
        if found["between"]:
            parts.append(text[start : found.start()])
            between.append(found[0])
            start = found.end()
    return [*parts, text[start:]], between


def _link(text: str, path: str) -> str | None:
    """The link that a text is, written so that it means the same in a note of any folder; None if the text is no link,
    "" if the link leads nowhere. path: of the note that has it.
    """
    if not _LINKS.fullmatch(text):
        return None
    name = next(iter(names(text, path)), None)
    if name is None:
        return ""
    is_relative = text.startswith(("[[./", "[[../"))
    if text.startswith("[[") and not is_relative:
        return text
    label = text[1 : text.index("]")] if not is_relative else ""
    return name.text if name.target == label else f"[[{name.target}]]"


def _plain_name(parts: list[str], between: list[str], place: int, is_contact: Callable[[str], bool]) -> tuple[str, int]:
    """The name that begins with a part, and the place after it; "" for no name.

    A contact may have in their name what parts others: ``Barnes & Noble``.
    """
    for end in range(min(len(parts), place + _MOST_NAMES), place, -1):
        joined = parts[place] + "".join(
            map("".join, zip(between[place : end - 1], parts[place + 1 : end], strict=True))
        )
        if 0 < len(joined) <= _LONGEST_NAME and joined == joined.strip() and is_contact(joined):
            return (f"[[{joined}]]" if "," in joined else joined), end
    return (parts[place] if _looks_like_name(parts[place]) else ""), place + 1


def _looks_like_name(text: str) -> bool:
    """Whether a text is 1 to 4 words, the first and the last spelled as names are."""
    words = normalize("NFC", text).split()
    if not 1 <= len(words) <= _MOST_WORDS or text != text.strip() or _NO_NAME.search(text):
        return False
    return _is_spelled_as_name(words[0]) and _is_spelled_as_name(words[-1])


def _is_spelled_as_name(word: str) -> bool:
    """Whether a word begins with a capital and then a small letter (``O’Brien`` too), or with a letter without case."""
    first, rest = word[0], word[1:]
    if not first.isalpha():
        return False
    if first == first.lower():
        return first == first.title()
    if rest[:1] and rest[0] in _APOSTROPHES:
        rest = rest[2:]
    return rest[:1].isalpha() and rest[0] != rest[0].title()


def _parted(text: str, path: str, is_goal: Callable[[str], bool]) -> tuple[str, list[str]]:
    """What is asked, and the goals at the end of a text, which belong to it where they are none."""
    for found in _FOR.finditer(text, 1):
        behind = text[found.end() :].strip()
        for signs in range(len(_ENDING.search(behind)[0]) + 1):  # type: ignore[index]  # it matches at the end at least
            name, kept = behind[: len(behind) - signs].rstrip(), behind[len(behind) - signs :]
            if goals := _goals(name, path, is_goal):
                return text[: found.start()].rstrip(",;") + kept, goals
    return text, []


def _goals(text: str, path: str, is_goal: Callable[[str], bool]) -> list[str]:
    """The goals that a text names and nothing else: links, or exactly one goal's note; empty for any other text."""
    if _LINKS.fullmatch(text):
        goals = [_link(part, path) for part in _split(text)[0]]
        return [goal for goal in goals if goal] if all(goals) else []
    return [text] if 0 < len(text) <= _LONGEST_NAME and is_goal(text) else []


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    """The names without later ones that mean the same."""
    once: dict[str, str] = {}
    for text in texts:
        once.setdefault(fold(next(iter(names(text, ""))).target), text)
    return tuple(once.values())
