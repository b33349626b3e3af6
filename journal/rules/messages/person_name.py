"""What a person is called: by the first name, with a title by the family name, else by the whole name."""

from __future__ import annotations

from collections.abc import Sequence

from journal.notes.spelling import BEHIND_NAMES, fold
from journal.regex import regex

__all__ = ["called", "is_formal", "is_title", "joined", "name_in_words", "person_in_words"]

_ABBREVIATED = frozenset("dr prof mr mrs ms mx mme mlle rev fr".split())
"""Titles that an English letter has without a dot."""
_BY_FAMILY_NAME = _ABBREVIATED | frozenset(
    "professor miss madame mademoiselle monsieur herr frau fru señor señora sr sra signor signora lord lady pr mag "
    "ing dipl.-ing univ.-prof dr.in prof.in reverend rabbi hon captain capt sgt lt president senator judge col colonel "
    "pastor ambassador minister bishop imam maître".split()
)
_BY_FIRST_NAME = frozenset("sir dame doña father sister brother mother shri smt".split())
_OF_FRIENDS = frozenset("uncle aunt auntie cousin grandma grandpa granny coach tante onkel oma opa".split())
"""These go with the first name, too, and ask for no “Dear”."""
_TITLES = _BY_FAMILY_NAME | _BY_FIRST_NAME | _OF_FRIENDS
"""In small letters and without the last dot."""
_PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le el al bin ibn ben ter ten zu zum af av".split()
)
_FIRST_NAME_TOO = "Ben"
"""A particle that is a first name where the note has a capital."""
_FAMILY_NAMES = frozenset(
    "nguyen tran pham huynh hoang wang zhang zhao huang zhou liu chen yang nagy kovács kovacs szabó szabo tóth horváth "
    "varga bartók".split()
)
"""Where one of these stands first, the first name may well stand last."""

_WORD = regex(r"\w+")
_BRACKETS = str.maketrans(dict.fromkeys("[]{}<>|“”", " "))
_DASHED = regex(r"[^\W\d_][-_]")
_DASHES = regex("[-_]+")
_WITH_EXTENSION = regex(r"\S+\.[a-z]\w{1,3}")
_DAY_BEFORE = regex(r"^\d{4}-\d\d?-\d\d?-?")
_IN_PARENTHESES = regex(r"\([^()]*\)")
_BEGINS_REMARK = frozenset("- – — | @ · • from at via c/o".split())
_REMARK = regex(r"(?i)\s+(?:[-–—|@·•]|from|at|via|c/o)\s.*$|\s*[|·•].*$")
"""What says where somebody is, behind the name."""
_ORNAMENT = regex(r"^(?:\d+[.)]\s+|[^\w'’\"(“@{[<?]+)+|\s[^\w'’\")”.@}\]>?]+$")
"""A number or a picture before or behind the name."""
_ACCOUNT = regex(r"^[^\W\d_A-Z]+(?:\.[^\W\d_A-Z]+)+$")
_OF_PEOPLE = regex(r"(?i)^(?:people|person|contacts?|users?)[./]")
"""What Dendron, or the folder of people, puts before the name of a person."""
_AND = regex(r"\s+(?:and|und|et|&|\+)\s+|\s*/\s*")
_NO_NAME = regex(r"(?i)[{}<>@%]|^n/a$")
_COMPANY = frozenset(
    "ltd inc gmbh ag llc llp plc corp co sa sarl bv oy ab ev foundation fund university institute agency team museum "
    "council office group lab labs laboratory department dept committee association society bank school college "
    "company club network union ministry trust hr support desk board service services consulting partners studio "
    "library hospital centre center corporation limited incorporated kg ug nv sas srl spa pty pvt holding holdings "
    "ventures capital technologies systems software solutions industries media laboratories studios academy gallery "
    "clinic collective cooperative federation alliance authority commission embassy organisation organization "
    "università universitat universität universitaet université universitet universiteit universidad universidade "
    "hochschule institut instituto stiftung verein fundación fundação family familie famille familia".split()
)
_DOTTED_COMPANY = regex(r"(?i)\b(?:s\.a|e\.v)\b")
_ANYBODY = frozenset(
    "of for manager recruiter director editor officer secretary admissions reception landlord landlady neighbor "
    "neighbour boss somebody someone anybody anyone nobody unknown tbd tba none null ceo cfo coo cto vp".split()
)
"""Who is named by what they are, as are those behind these words:"""
_SOMEBODY = frozenset("the my our his her their some any a an ask".split())
_FAMILY_FIRST = regex(
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\u312f\u3130-\u318f\u31a0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0]"
    r"|^\w{2,}(?:ов|ёв|ова|ева|ский|ская|енко)\s"
)
"""A letter of Chinese, Japanese, Korean or Vietnamese; a Russian family name first."""
_KOREAN_BEHIND = regex(r"\s[A-Z][a-z]+-[a-z]+$")
"""A Korean first name at the end, in our letters."""


def called(name: str) -> str:
    """The name by which a person is greeted; "" for what is no person's name."""
    if _NO_NAME.search(_without_remark(name)) or not any(letter.isalpha() for letter in name):
        return ""
    name = _bare(name)
    before = _around_comma(name)[0]
    if _is_somebody(name) or (_is_anybody(before) and not _is_company(before)):
        return ""
    titles, words = _split(name)
    if not words:
        return ""
    if titles:
        return " ".join([*titles, *_by_title(titles, _around_comma(" ".join(words))[0].split() or words)])
    name = " ".join(words)
    if _is_company(name):
        return name
    if _AND.search(name):
        several = [called(each) for each in _AND.split(name)]
        return joined(several) if all(several) else ""
    if _has_family_first(name) or words[0].casefold() in _FAMILY_NAMES:
        return _capitals(name)
    before, first_name = _around_comma(name)
    if before != name and not first_name:
        behind = name[len(before) :]
        return called(before) if _is_company(behind) or _is_anybody(behind) else before
    first = (first_name or name).split()[0]
    is_particle = first.lower() in _PARTICLES and first != _FIRST_NAME_TOO
    is_first_name = len(first.rstrip(".")) > 1 and not first.endswith(".") and not is_particle
    return _capital(first.strip(",;:'\"‘’„")) if is_first_name else _capitals(name)


def is_formal(name: str) -> bool:
    """Whether a person is greeted by a title."""
    titles = _split(_bare(name))[0]
    return bool(called(name) and titles and titles[0].lower() not in _OF_FRIENDS)


def name_in_words(name: str) -> str:
    """A name fit for a sentence: without links, and without the dashes of a file name such as ``data-job``."""
    name = " ".join(name.translate(_BRACKETS).split())
    if _WITH_EXTENSION.fullmatch(name):
        return name
    if " " not in name and "@" not in name and name == name.lower() and _DASHED.search(name):
        name = _DAY_BEFORE.sub("", name)
    elif "_" not in name:
        return name
    return " ".join((_DASHES.sub(" ", name) if " " not in name else name.replace("_", " ")).split())


def person_in_words(name: str) -> str:
    """A person's full name for a sentence: first name first, with capitals where the note has none.

    An address or the name of a company or an office stays as it is written.
    """
    name = _bare(name) or name_in_words(name)
    family, first = _around_comma(name)
    if "@" in name or _is_no_person(family):
        return family if not first else name
    return _capitals(f"{first} {family}".strip())


def joined(names: Sequence[str]) -> str:
    """The names joined for a sentence: ``Priya, Tom and Sam``."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _bare(name: str) -> str:
    """A name without remarks about the person, pictures, and the signs of a file or an account."""
    bare = _without_remark(_IN_PARENTHESES.sub(" ", name).strip() if "(" in name else name.strip())
    if not (bare[:1].isalpha() and bare[-1:].isalnum()):
        bare = _ORNAMENT.sub("", bare)
    if " " not in bare:
        bare = _OF_PEOPLE.sub("", bare)
    if "." in bare and _ACCOUNT.match(bare):
        bare = bare.replace(".", " ")
    bare = name_in_words(bare or name)
    return _title_first(bare.title() if " " in bare and bare.isupper() and not _is_company(bare) else bare)


def _title_first(name: str) -> str:
    """A name that an address book has by the family name, in the order of a letter where a title is behind the comma:
    ``Brandt, Dr. Ida`` is Dr. Ida Brandt.
    """
    family, first = _around_comma(name)
    return f"{first} {family}" if first and is_title(first.split()[0]) else name


def _without_remark(name: str) -> str:
    """A name without what says behind it where somebody is."""
    may_have_one = not _BEGINS_REMARK.isdisjoint(name.casefold().split()) or any(sign in name for sign in "|·•")
    return _REMARK.sub("", name) if may_have_one else name


def _is_company(name: str) -> bool:
    """Whether a name is that of a company, which has no first name."""
    return (
        not _COMPANY.isdisjoint(_WORD.findall(fold(name)))
        or any(letter.isdecimal() for letter in name)
        or ("." in name and _DOTTED_COMPANY.search(name) is not None)
    )


def _is_anybody(name: str) -> bool:
    """Whether somebody is named by what they are: ``Director of Studies``."""
    return not _ANYBODY.isdisjoint(_WORD.findall(name.casefold()))


def _is_somebody(name: str) -> bool:
    """Whether words stand for a name: ``the landlady``."""
    first, _, more = name.partition(" ")
    return bool(more) and first.casefold() in _SOMEBODY


def _is_no_person(name: str) -> bool:
    """Whether a name says what or who somebody is, instead of how they are called."""
    return _is_company(name) or _is_anybody(name) or _is_somebody(name)


def _without_degree(name: str) -> str:
    """A name without what stands behind it and is none: ``Ruth Cole, PhD``."""
    before, space, last = name.rpartition(" ")
    return before.removesuffix(",") if space and last.removesuffix(".").casefold() in BEHIND_NAMES else name


def _around_comma(name: str) -> tuple[str, str]:
    """The family name and first name of “Brandt, Ida”; else the name before any comma, as of “Ida, my boss”, and ""."""
    family, comma, first = name.partition(",")
    first = first.strip()
    if not comma or not first or first.removesuffix(".").casefold() in BEHIND_NAMES:
        return name, ""
    is_family = sum(word not in _PARTICLES for word in family.split()) == 1
    is_first = "," not in first and not _is_no_person(first)
    return family.strip(), first if is_family and is_first else ""


def _by_title(titles: Sequence[str], words: Sequence[str]) -> list[str]:
    """The words to use after a title: the family name with its particles, or the first name where the title takes
    that.
    """
    if titles[-1].rstrip(".").lower() in _BY_FIRST_NAME | _OF_FRIENDS:
        return [_capital(words[0])]
    if _has_family_first(" ".join(words)):
        return list(words)
    start = len(words) - 1
    while start > 0 and words[start - 1].lower() in _PARTICLES and words[start - 1].islower():
        start -= 1
    return [*words[start:-1], _capital(words[-1])]


def _has_family_first(name: str) -> bool:
    """Whether the family name surely stands first."""
    return bool(("-" in name and _KOREAN_BEHIND.search(name)) or (not name.isascii() and _FAMILY_FIRST.search(name)))


def _split(name: str) -> tuple[list[str], list[str]]:
    """The titles at the beginning of a name, and its other words."""
    while (shorter := _without_degree(name)) != name:
        name = shorter
    words = name.split()
    titles: list[str] = []
    while len(words) > 1 and (is_title(words[0]) or (titles and words[0] in ("and", "&") and is_title(words[1]))):
        word = words.pop(0)
        titles.append(word if word in ("and", "&") else _title_in_words(word))
    return titles, words


def is_title(word: str) -> bool:
    """Whether a word is a title, such as Dr or Señora, with its dot or without."""
    return word.rstrip(".").lower() in _TITLES


def _title_in_words(word: str) -> str:
    bare = word.rstrip(".")
    return _capital(bare if bare.lower() in _ABBREVIATED else word)


def _capitals(name: str) -> str:
    """The name with capitals where the note has none: ``al gore`` is Al Gore, ``van Dyk`` is Van Dyk."""
    return " ".join(map(_capital, name.split())) if name == name.lower() else name[:1].upper() + name[1:]


def _capital(word: str) -> str:
    """The word with a capital where the note has none: ``jean-luc`` is Jean-Luc."""
    if word != word.lower():
        return word
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
