"""Whether two names mean the same company (docs/practice.md 4, "match")."""

from __future__ import annotations

from functools import cache

from journal.named_tuple import NamedTuple
from journal.notes.spelling import without_accents
from journal.regex import regex

__all__ = ["Company", "company"]

_AT_EITHER_END = """
ab|aksjeselskap|aktiebolag|aktiebolaget|aktieselskab|aktiengesellschaft|ao|as|asbl|bv|cong ty co phan|cong ty tnhh|ctcp
eurl|gmbh|kk|kommanditgesellschaft|naamloze vennootschap|nv|oao|ood|ooo|osakeyhtio|ou|oy|pao|pt|sa|sarl|sas|sasu|sia
sl|snc|societe anonyme|spa|srl|tnhh|tov|uab|vof|vzw|zao
ао|ат|зао|ип|оао|ооо|пао|тзов|тов|фоп
"""
_AT_THE_END = """
a s|ad|ae|ag|amba|ans|aps|asa|berhad|besloten vennootschap|bhd|bt|bvba|cc|cic|clg|co|commv|company|corp|corporation|cv
dac|dd|dmcc|doo|dooel|ead|eg|ehf|eirl|eireli|ek|eingetragener verein|eood|epe|ev|fz llc|fze|fzco|gbr
gesellschaft mit beschrankter haftung|gesmbh|gie|gk|haftungsbeschrankt|hb|hf|i s|ike|inc|incorporated|jdoo
joint stock company|jsc|k s|kb|kda|kft|kg|kgaa|ky|lda|limitada|limited|limited liability company
limited liability partnership|limited partnership|limitee|llc|lllp|llp|lp|ltd|ltd sti|ltda|ltee|mbh|na|nyrt|og|ohg|oyj
p s|pbc|pc|pjsc|plc|pllc|private limited|private ltd|proprietary limited|psc|pte|pty|public joint stock company
public limited company|publ|pvt|qsc|rt|s a|s de rl|s de rl de cv|s ro|sa de cv|sa rl|sab de cv|san ve tic
sanayi ve ticaret|saog|sapi de cv|sc|sca|scs|scsp|sdn|se|sgps|slu|sociedad anonima|sociedad limitada|sociedade anonima
societa per azioni|sp j|sp k|sp z oo|spj|spk|spol s ro|spolka akcyjna|spolka z oo
spolka z ograniczona odpowiedzialnoscia|sprl|srl de cv|srls|sro|tbk|teo|teoranta|ug|ulc|unipessoal|unlimited company
ve tic|wll|zrt|בעמ|شمم|ذمم
"""
_UNSPACED = (
    "股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社|有限会社|合同会社|合資会社|合名会社"
    "|주식회사|유한회사|บริษัท|จำกัด|มหาชน"
)
"""Legal forms in scripts that put no space around them."""
_SIGNS = "株|有|주|유"
"""Short legal forms in brackets: (株), (주)."""
_LONGEST = 5
"""Words of the longest legal form."""
_MOST_WORDS = 16
"""Words of a name with which another one may begin."""
_UNCOUNTED = frozenset({"and", "the"})
_BETWEEN = frozenset({"und", "et"})
"""Words for ``and`` that count at an end of a name only: Müller und Söhne is Müller & Söhne."""
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that are no others with an accent, and are often typed as these."""
_INITIALS = regex(r"(?<![^\W_])([^\W_])\.\s*(?=[^\W_](?![^\W_]))")
_QUOTES = regex("['’‘`´\"״׳]")
_MARKS = "\u0900-\u0963\u0966-\u0eff\u0f71-\u0fbc\u1000-\u109f\u1780-\u17d3"
"""Scripts of India and of South East Asia, whose vowels may be marks on letters."""
_WORD = regex(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")


class Company(NamedTuple):
    """The name of a company, prepared for comparison.

    exact: without case and accents. spellings: the words that are distinctive in it, without legal forms at its end,
    and without one at its beginning too where it may be one. joined: each spelling as one word.
    """

    exact: str
    spellings: tuple[tuple[str, ...], ...]
    joined: frozenset[str]

    @property
    def beginnings(self) -> frozenset[str]:
        """The first word of each spelling, its first two, and so on, but not all of them, each run written as one word:
        ``acme``, ``acmetool`` for Acme Tool Works. A very long spelling gives only its first runs.
        """
        return frozenset(
            "".join(words[:size]) for words in self.spellings for size in range(1, min(len(words), _MOST_WORDS))
        )


def company(name: str) -> Company:
    """A company's name, prepared for comparison with others."""
    exact = " ".join(without_accents(name).split())
    words = _without_last(_words(exact) or (exact,))
    first = _without_first(words)
    spellings = (words,) if first == words else (words, first)
    return Company(exact, spellings, frozenset(map("".join, spellings)))


def _words(exact: str) -> tuple[str, ...]:
    """The words that count of a name without case and accents; empty for a name of signs alone."""
    text = exact if exact.isascii() else exact.translate(_PLAIN)
    if "." in text:
        text = _INITIALS.sub(r"\1", text)
    words = _WORD.findall(_QUOTES.sub("", text))
    last = len(words) - 1
    return tuple(
        [word for at, word in enumerate(words) if not (word in _UNCOUNTED or (word in _BETWEEN and 0 < at < last))]
        or words
    )


def _without_last(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the legal forms at their end; one word stays in any case."""
    forms = _forms()
    while True:
        last, left = words[-1], words
        if last in forms.last_words:
            sizes = range(min(_LONGEST, len(words) - 1), 0, -1)
            left = next((words[:-size] for size in sizes if words[-size:] in forms.at_end), words)
        elif not last.isascii():
            form = next((form for form in forms.unspaced if last.endswith(form) and last != form), "")
            left = (*words[:-1], last.removesuffix(form))
        if left == words:
            return words
        words = left


def _without_first(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the legal forms at their beginning; one word stays in any case."""
    forms = _forms()
    while True:
        first, left = words[0], words
        if first in forms.first_words:
            sizes = range(min(_LONGEST, len(words) - 1), 0, -1)
            left = next((words[size:] for size in sizes if words[:size] in forms.at_beginning), words)
        elif not first.isascii():
            form = next((form for form in forms.unspaced if first.startswith(form) and first != form), "")
            left = (first.removeprefix(form), *words[1:])
        if left == words:
            return words
        words = left


class _Forms(NamedTuple):
    """The legal forms, each as its words. unspaced: those without spaces around them, as they are."""

    at_beginning: frozenset[tuple[str, ...]]
    at_end: frozenset[tuple[str, ...]]
    first_words: frozenset[str]
    last_words: frozenset[str]
    unspaced: tuple[str, ...]


@cache
def _forms() -> _Forms:
    """The legal forms as their tables have them."""
    either, end, unspaced, signs = (
        [tuple(form.split()) for form in without_accents(forms).replace("\n", "|").split("|") if form]
        for forms in (_AT_EITHER_END, _AT_THE_END, _UNSPACED, _SIGNS)
    )
    beginning = frozenset((*either, *unspaced, *signs))
    at_end = beginning.union(end)
    return _Forms(
        beginning,
        at_end,
        frozenset(form[0] for form in beginning),
        frozenset(form[-1] for form in at_end),
        tuple(form for (form,) in unspaced),
    )
