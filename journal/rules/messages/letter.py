"""The letter in a note's body: the person's own words to the contact, which go out without the signs of Markdown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from journal.model import Day
from journal.notes.block import lines_of
from journal.notes.body import are_fenced, fence_below, without_comments
from journal.notes.spelling import fold
from journal.regex import regex
from journal.rules.messages.person_name import is_title
from journal.rules.messages.words import plain, unlinked

__all__ = ["letter_in", "letter_in_words"]

_HEADING = regex(r"\s*# .*\n")
_RULE = regex(
    r"(?i) {0,3}(?:(?>(?:-[ \t]*+){3,})|(?>(?:\*[ \t]*+){3,})|(?>(?:_[ \t]*+){3,})"
    r"|[-–]*+—[-–—]*+[ \t]*+|<hr ?/?>[ \t]*+)\n?\Z"
)
"""A horizontal rule, also of HTML, or of the dashes that an editor makes of it."""
_WORD = r"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.|[^\s,:!.?，：！、–—]++)"
_LINE = regex(rf"(?P<words>{_WORD}(?>(?:[ \t]+{_WORD}){{0,9}}))[ \t]*+(?P<sign>[,:!.，：！、–—-]*+)[ \t]*+(?P<rest>.*)")
_SIGN = regex(r"(?m)^([ \t>]*+)(?:#{1,6}[ \t]+|\[![\w-]+\][+-]?[ \t]*|((?:[-*+]|\d{1,2}[.)])[ \t]+)\[[ xX]\][ \t]+)")
"""What begins a line and is only for whoever sees the note: a heading, a callout, a box."""
_BLOCK_ID = regex(r"(?m)(?<=\S)[ \t]++\^[A-Za-z0-9-]++[ \t]*+$")
_TOO_EMPTY = regex(r"(\A|\n)\n{2,}")
"""What a comment between two paragraphs leaves."""
_LETTERS = regex(r"\w+")
_HELLOS = frozenset(
    "hi hello hey dear dearest greetings good morning afternoon evening day hallo liebe lieber liebes guten tag "
    "abend moin servus grüezi sehr geehrte geehrter cher chère chers chères bonjour bonsoir salut hola buenos "
    "buenas días tardes querido querida estimado estimada olá oi bom boa dia tarde prezado prezada caro cara ciao "
    "buongiorno gentile hej hei kære kjære käre kära hyvä beste geachte hoi dag merhaba sevgili sayın cześć drogi "
    "droga ahoj milý milá szia kedves привет здравствуйте дорогой дорогая уважаемый уважаемая добрый день вечер".split()
)
_TO_ANYBODY = frozenset("there all both everyone everybody team folks friends sir madam".split())
_BETWEEN_NAMES = frozenset("and & und et y e og och en i и".split())
_GOES_ON = frozenset(",!:，！：、–—")


def letter_in(body: str, names: Iterable[str]) -> str:
    """The letter in a body: the text from below the first heading to the first horizontal rule, or "".

    It counts as one only where its first line greets: “Hi Ruth, …”, a name alone, or “Ruth, could you …?”. So no remark
    about somebody goes out. Comments are left out. names: of the contacts.
    """
    text = without_comments(body).lstrip()
    letter = _above_rule(_HEADING.sub("", text, count=1) if _HEADING.match(text) else text).strip()
    line, _, below = letter.partition("\n")
    words = {fold(word) for name in names for word in _LETTERS.findall(name)}
    return letter if _greets(_BLOCK_ID.sub("", unlinked(line)), below, words) else ""


def letter_in_words(letter: str, today: Day) -> str:
    """A letter as plain text: without signs of Markdown and comments, with links as words and days in words.

    Fenced code stays as it is, without its fences.
    """
    said = []
    for in_code, run in groupby(_without_fences(lines_of(without_comments(letter))), key=itemgetter(1)):
        text = "".join(line for line, _ in run)
        said.append(text if in_code else _in_words(text, today))
    return "".join(said).strip()


def _without_fences(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The lines that are no fence, each with whether it is in fenced code."""
    fence = ""
    for line in lines:
        before, fence = fence, fence_below(line, fence)
        if bool(before) == bool(fence):
            yield line, bool(fence)


def _in_words(text: str, today: Day) -> str:
    """Lines outside code as plain text, with the white space around them."""
    text = _TOO_EMPTY.sub(r"\1\n", _BLOCK_ID.sub("", _SIGN.sub(r"\1\2", text)))
    bare = text.strip()
    return text.replace(bare, plain(bare, today)) if bare else text


def _above_rule(text: str) -> str:
    """The text above its first rule outside fenced code."""
    lines = lines_of(text)
    rules = (
        place
        for place, (line, in_code) in enumerate(zip(lines, are_fenced(lines), strict=True))
        if not in_code and _RULE.match(line)
    )
    return "".join(lines[: next(rules, len(lines))])


def _greets(line: str, below: str, names: Collection[str]) -> bool:
    """Whether a line greets somebody. below: the text below it. names: the folded words of whose names."""
    greeting = _LINE.match(line)
    if greeting is None:
        return False
    words = [word.strip(".") for word in greeting["words"].split()]
    first = next((place for place, word in enumerate(words) if fold(word) not in _HELLOS), len(words))
    greeted, rest, sign = words[first:], greeting["rest"], greeting["sign"]
    if not (rest or below.strip()):
        return False
    is_named = any(_is_of(word, names) for word in greeted)
    if first:
        is_greeting = all(_may_be_greeted(word, names) for word in greeted)
        to_all = all(fold(word) in _TO_ANYBODY for word in greeted)
        return is_greeting and (is_named or (to_all and bool(sign))) and (not rest or sign[:1] in _GOES_ON)
    if not is_named or not all(
        _is_of(word, names) or is_title(word) or fold(word) in _BETWEEN_NAMES for word in greeted
    ):
        return False
    return "?" in rest if rest else bool(sign.strip(":.：")) or below.startswith("\n")


def _is_of(word: str, names: Collection[str]) -> bool:
    return any(fold(part) in names for part in _LETTERS.findall(word))


def _may_be_greeted(word: str, names: Collection[str]) -> bool:
    """Whether a word may stand between the greeting and its end: no word of a sentence."""
    return (
        word.lower() != word
        or word.upper() == word
        or _is_of(word, names)
        or fold(word) in _TO_ANYBODY | _BETWEEN_NAMES
    )
