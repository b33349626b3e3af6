"""How people are greeted: by the first name, with a title by the family name, else by the whole name."""

from __future__ import annotations

from collections.abc import Sequence

from journal.model import Party
from journal.regex import regex

__all__ = ["called_again", "greeting", "joined", "name_in_words", "person_in_words"]

_TITLES = frozenset(
    "dr prof professor mr mrs ms miss mx mme mlle herr frau señor señora sr sra signor signora sir dame rev fr".split()
)
"""In small letters and without a dot."""
_BY_FIRST_NAME = frozenset({"sir", "dame"})
_PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le el al bin ibn ben ter ten zu zum af av".split()
)
_FIRST_NAME_TOO = "Ben"
"""A particle that is a first name where the note has a capital."""
_BRACKETS = regex(r"[\[\]{}<>|“”]")
_DASHED = regex(r"[^\W\d_][-_]")
_DASHES = regex("[-_]+")
_DAY_BEFORE = regex(r"^\d{4}-\d\d?-\d\d?-?")
_IN_PARENTHESES = regex(r"\([^()]*\)")
_NO_NAME = regex("[{}<>@%]")
_BEHIND = regex(r"(?i),?\s+(?:ph\.?d|m\.?d|mba|m\.?sc|b\.?sc|esq|jr|sr|ii|iii|iv)\.?$")
"""What stands behind a name and is none."""
_COMPANY = regex(
    r"(?i)\b(?:ltd|inc|gmbh|ag|llc|llp|plc|corp|co|s\.?a|sarl|bv|oy|ab|e\.?v|foundation|fund|university|institute|agency|"
    r"team|museum|council|office|group|lab|labs|laboratory|department|dept|committee|association|society|bank|school|"
    r"college|company|club|network|union|ministry|trust|hr|support|desk|board|services?|consulting|partners|studio|"
    r"library|hospital|centre|center)\b|^the\s|&|\d",
)
_FAMILY_FIRST = regex(
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\u312f\u3130-\u318f\u31a0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0]"
)
"""A letter of Chinese, Japanese, Korean or Vietnamese."""
_MOST = 5
"""Names in a greeting; more people are all."""


def greeting(to: Sequence[Party]) -> str:
    """``Hi Priya and Tom,``, ``Dear Dr Cole,``; always one line."""
    names = [called for party in to if (called := _called(party.name))]
    if not names or len(to) > _MOST:
        return "Hi all," if len(to) > 1 else "Hi there,"
    opening = "Dear" if any(_is_titled(party.name) for party in to) else "Hi"
    return f"{opening} {joined(names)},"


def name_in_words(name: str) -> str:
    """A name as a letter has it: a name of a file such as ``data-job`` without its dashes, nothing that links it."""
    name = " ".join(_BRACKETS.sub(" ", name).split())
    if " " not in name and "@" not in name and name == name.lower() and _DASHED.search(name):
        name = _DAY_BEFORE.sub("", name)
    elif "_" not in name:
        return name
    return " ".join((_DASHES.sub(" ", name) if " " not in name else name.replace("_", " ")).split())


def person_in_words(name: str) -> str:
    """A person's whole name in a sentence: the first name first, a capital where the note has none."""
    name = name_in_words(_IN_PARENTHESES.sub(" ", name)) or name_in_words(name)
    if "@" in name or _COMPANY.search(name):
        return name
    family, comma, first = name.partition(",")
    if comma and first.strip() and "," not in first and not _BEHIND.fullmatch(f", {first.strip()}"):
        name = f"{first.strip()} {family.strip()}"
    return _capitals(name)


def called_again(parties: Sequence[Party], to: Sequence[Party]) -> str:
    """How people are spoken of who were named before: ``Priya``, ``Dr Cole``, else ``them``.

    to: who reads it; where one of them is called the same, the name would say nothing.
    """
    if len(parties) != 1:
        return "them"
    called, whole = _called(parties[0].name), person_in_words(parties[0].name)
    is_short = called != whole or whole.isalpha()
    return called if called and is_short and called not in {_called(party.name) for party in to} else "them"


def joined(names: Sequence[str]) -> str:
    """The names in a sentence: ``Priya, Tom and Sam``."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _called(name: str) -> str:
    """What a person is called in a greeting; empty for what is no name."""
    if _NO_NAME.search(name):
        return ""
    name = name_in_words(_IN_PARENTHESES.sub(" ", name))
    if not any(letter.isalpha() for letter in name):
        return ""
    titles, words = _split(name)
    if not words:
        return name
    if titles:
        return " ".join([*titles, *_by_title(titles, words)])
    if _COMPANY.search(name) or _FAMILY_FIRST.search(name):
        return name
    name = " ".join(words)
    if "," in name:  # the family name, a comma, the first name
        words = name.partition(",")[2].split() or words
    first = words[0]
    is_particle = first.lower() in _PARTICLES and first != _FIRST_NAME_TOO
    is_first_name = len(first.rstrip(".")) > 1 and not first.endswith(".") and not is_particle
    return _capital(first.strip(",;:'\"‘’„")) if is_first_name else _capitals(name)


def _by_title(titles: Sequence[str], words: Sequence[str]) -> list[str]:
    """The family name with its particles; the first name after a title that goes with that."""
    if titles[-1].lower() in _BY_FIRST_NAME or _FAMILY_FIRST.search(" ".join(words)):
        return [_capital(words[0])] if titles[-1].lower() in _BY_FIRST_NAME else list(words)
    start = len(words) - 1
    while start > 0 and words[start - 1].lower() in _PARTICLES and words[start - 1].islower():
        start -= 1
    return [*words[start:-1], _capital(words[-1])]


def _split(name: str) -> tuple[list[str], list[str]]:
    """The titles that a name begins with, and its other words."""
    while (shorter := _BEHIND.sub("", name)) != name:
        name = shorter
    words = name.split()
    titles: list[str] = []
    while len(words) > 1 and words[0].rstrip(".").lower() in _TITLES:
        titles.append(_capital(words.pop(0).rstrip(".")))
    return titles, words


def _is_titled(name: str) -> bool:
    return bool(_called(name) and _split(name_in_words(name))[0])


def _capitals(name: str) -> str:
    """The name with capitals where the note has none: ``al gore`` is Al Gore, ``van Dyk`` is Van Dyk."""
    return " ".join(map(_capital, name.split())) if name == name.lower() else name[:1].upper() + name[1:]


def _capital(word: str) -> str:
    """The word with a capital where the note has none: ``jean-luc`` is Jean-Luc."""
    if word != word.lower():
        return word
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
