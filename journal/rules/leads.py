"""Who could help with something: words that count, companies that are named, who leads there (docs/practice.md 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from journal.model import FollowUp, Kind, Lead, Match, Meeting, Note, Party, State
from journal.notes.spelling import without_accents
from journal.regex import regex
from journal.rules.company import Company, company

__all__ = [
    "MOST_WORDS",
    "Sought",
    "companies_named",
    "in_order",
    "said_in_fields",
    "through",
    "was_asked",
    "words_that_count",
]

_SMALL = frozenset(
    "a an and any are as at be by can do for from has have he her his how i in into is it its me my no not of on or our"
    " she so some that the their them there they this to up us was we what when where which who whom whose why will"
    " with you your".split()
)
"""Words that nearly every note has."""
MOST_WORDS = 64
"""Words that are looked for: what was pasted would keep everybody waiting."""
_WORD = regex(r"[^\W_]+(?:['’&+.-][^\W_]+)*")
_LONGEST_NAME = 6
"""Words of a company's name that are looked for in a piece."""
_FEW = 8
"""Names whose letters are looked for one by one."""
_REASONS = ("named", "knows", "works")
_ORDER = {match: place for place, match in enumerate((None, *Match))}
_OF_A_PERSON = frozenset({"can_help", "role"})
_UNSPOKEN = frozenset({"status", "channel", "effort", "type", "generated", "tags", "aliases", "categories", "created"})
"""Fields of an ask that do not say what it is about; its tags are in the note beside them."""


class Sought:
    """Companies that are looked for, by their names.

    names: each with the words to tell of where a company is called so. weak: whether a weak match is one.
    """

    def __init__(self, names: Mapping[str, Sequence[str]], *, weak: bool = False) -> None:
        self._weak = weak
        self._words: dict[str, Sequence[str]] = {}
        self._exact: set[str] = set()
        self._beginnings: dict[str, Sequence[str]] = {}
        for name, words in names.items():
            found = company(name)
            self._exact.add(found.exact)
            for joined in found.joined:
                self._words.setdefault(joined, words)
            for beginning in found.beginnings:
                self._beginnings.setdefault(beginning, words)
        answers = {*self._words, *(self._beginnings if weak else ())}
        self._letters = {frozenset(answer) for answer in answers} if len(answers) <= _FEW else {frozenset[str]()}

    def may_match(self, name: str) -> bool:
        """Whether a company of this name may match; quick, so that most of many names need no more."""
        if not name.isascii():
            return True
        letters = frozenset(name.lower())
        return any(map(letters.issuperset, self._letters))

    def match(self, found: Company) -> tuple[Match, Sequence[str]] | None:
        """How well a company's name is one of those, and the words to tell of that one; None where it is none."""
        for joined in found.joined:
            if joined in self._words:
                return Match.EXACT if found.exact in self._exact else Match.STRONG, self._words[joined]
        if self._weak:
            for joined in found.joined:
                if joined in self._beginnings:
                    return Match.WEAK, self._beginnings[joined]
            for beginning in found.beginnings:
                if beginning in self._words:
                    return Match.WEAK, self._words[beginning]
        return None


def words_that_count(piece: str) -> tuple[str, ...]:
    """The words of a goal's piece that tell who could help with it, each once; all where it has none but small ones."""
    words: dict[str, str] = {}
    for word in _WORD.findall(piece)[:MOST_WORDS]:
        words.setdefault(without_accents(word), word)
    told = [word for folded, word in words.items() if len(folded) > 1 and folded not in _SMALL]
    return tuple(told or words.values())


def companies_named(piece: str) -> dict[str, tuple[str, ...]]:
    """The runs of words in a goal's piece that may be the name of a company, each with its words.

    One that has no capital and no digit is none, unless it is the whole piece or in a script without capitals.
    """
    words = _WORD.findall(piece)[:MOST_WORDS]
    runs = {piece: tuple(words)} if words else {}
    for size in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            if any(word != word.lower() or not word.islower() for word in (run[0], run[-1])):
                runs.setdefault(" ".join(run), tuple(run))
    return runs


def said_in_fields(note: Note) -> Iterator[str]:
    """The texts in a note's frontmatter that say what its person knows, or what the ask is about.

    Of a person can_help, role and tags; of an ask its title, tags and all that it says in words.
    """
    yield from note.tags
    if note.kind is Kind.ASK:
        yield note.title
    for key, value in note.fields.items():
        if key in _OF_A_PERSON or (note.kind is Kind.ASK and key not in _UNSPOKEN):
            values = value if isinstance(value, tuple) else (value,)
            yield from (text for text in values if isinstance(text, str))


def was_asked(follow_up: FollowUp) -> bool:
    """Whether an ask went out; one that was closed without a day did not."""
    if follow_up.state is State.CLOSED:
        return follow_up.asked is not None
    return follow_up.state not in (State.DRAFT, State.PARKED)


def through(
    party: Party, asks: Mapping[str, Sequence[FollowUp]], meetings: Iterable[Meeting], linked: Iterable[Party]
) -> tuple[str, ...]:
    """The names of those who may know somebody: who led to them or was led to by them, to whom the same person led, who
    met them, or is linked (docs/practice.md 4).

    asks: by party key, at least those that name them or who led to them. meetings: at least those with them. linked:
    whose note links to theirs, or is linked there.
    """
    found: dict[str, str] = {}

    def add(others: Iterable[Party]) -> None:
        found.update((other.key, other.name) for other in others if other.key not in found)

    vias: dict[str, None] = {}
    for ask in asks.get(party.key, ()):
        for some, others in ((ask.ask.contacts, ask.ask.via), (ask.ask.via, ask.ask.contacts)):
            if party.key in {each.key for each in some}:
                add(others)
        if party.key in {each.key for each in ask.ask.contacts}:
            vias.update((each.key, None) for each in ask.ask.via)
    for via in vias:
        for ask in asks.get(via, ()):
            if via in {each.key for each in ask.ask.via}:
                add(ask.ask.contacts)
    for meeting in meetings:
        if party.key in {each.key for each in meeting.people}:
            add(meeting.people)
    add(linked)
    found.pop(party.key, None)
    return tuple(found.values())


def in_order(leads: Iterable[Lead]) -> list[Lead]:
    """The leads sorted: who is called so, knows, works there; most words, surest match; those with a note; by name."""

    def order(lead: Lead) -> tuple[int, int, int, bool, str, str]:
        shown = without_accents(lead.name), lead.name
        return _REASONS.index(lead.why), -len(lead.words), _ORDER[lead.match], lead.id is None, *shown

    return sorted(leads, key=order)
