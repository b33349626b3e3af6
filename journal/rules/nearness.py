"""The contacts or goals that a person may mean by a name that none has exactly (docs/cli.md, "Names").

Case, accents and the order of words never count; titles such as Dr and Prof count only where a name has nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from journal.model import KnownParty
from journal.notes import fold
from journal.notes.spelling import findable
from journal.regex import regex

__all__ = ["Names", "distinctive_words", "fold_without_accents", "within_one_letter"]

_SHORTEST = 5
"""Letters of the longer word: shorter ones differ by one too often, Ana and Anna are two people."""
_SHORTEST_PART = 3
"""Letters that a word must begin with to be taken for its beginning."""
_UNCOUNTED = frozenset(
    "a an the dr doctor prof professor mr mister mrs ms miss mx sir dame rev hon ing dipl mag herr frau"
    " mme mlle sr sra dott".split()
)
"""Articles and titles: Dr Ruth Cole and Ruth Cole are one name."""
_WORD = regex(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’")
_ADDRESS = regex(r"\s*<[^<>]*>\s*$")


class Names:
    """The names of some contacts or goals, prepared so that each key that is pressed can search them."""

    def __init__(self, known: Iterable[KnownParty]) -> None:
        self._known = sorted(known, key=lambda each: (each.over, fold(each.party.name), each.party.key))
        self._exact = {fold(name) for each in self._known for name in (each.party.name, *each.names)}
        self._counted: list[set[tuple[str, ...]]] = []
        self._texts: list[str] = []
        self._holders: dict[str, list[int]] = {}
        for place, each in enumerate(self._known):
            names = (each.party.name, *each.names)
            self._counted.append(set(map(distinctive_words, names)))
            spelled = {*map(_words, names), *self._counted[place]}
            self._texts.append("".join(f"\n {' '.join(words)}\n" for words in spelled))
            for word in {word for words in spelled for word in words}:
                self._holders.setdefault(word, []).append(place)
        self._by_shape, self._by_part = _indexed(self._holders, _without_one), _indexed(self._holders, _parts)

    def matching(self, typed: str) -> list[KnownParty]:
        """The contacts or goals whose names contain every typed word, best first; if none, those one letter off.

        Best is a whole name, then the beginning of one, then beginnings of words, then any part; among equals achieved
        goals come last. Where nothing is typed, all match.
        """
        words, texts = _words(typed), self._texts
        places: Iterable[int] = range(len(texts))
        for word in words:
            places = [place for place in places if word in texts[place]]
        if words and not places:
            held = [{place for each in self._words_like(word) for place in self._holders[each]} for word in words]
            return [self._known[place] for place in sorted(set.intersection(*held))]
        begun, begins = f"\n {' '.join(words)}", [f" {word}" for word in words]
        ranks: tuple[list[int], ...] = ([], [], [], [])
        for place in places:
            text = texts[place]
            if begun in text:
                ranks[0 if f"{begun}\n" in text else 1].append(place)
            else:
                ranks[2 if all(word in text for word in begins) else 3].append(place)
        return [self._known[place] for rank in ranks for place in rank]

    def are_of(self, typed: str) -> bool:
        """Whether a name is exactly that of one."""
        return fold(_ADDRESS.sub("", typed)) in self._exact

    def near(self, typed: str) -> list[KnownParty]:
        """The contacts or goals that a name almost means, nearest first: words in another order, a part, a letter off.

        Empty where the name is exactly that of one, or near to none.
        """
        if self.are_of(typed):
            return []
        wanted = distinctive_words(typed)
        found: list[tuple[int, int]] = []
        for place in self._may_be_near(wanted):
            distances = (_distance(wanted, words) for words in self._counted[place])
            if (nearest := min((apart for apart in distances if apart is not None), default=None)) is not None:
                found.append((nearest, place))
        return [self._known[place] for _, place in sorted(found)]

    def _may_be_near(self, wanted: Sequence[str]) -> Iterator[int]:
        """The indexes of names with enough words like the wanted ones, found without comparing every name."""
        held: Counter[int] = Counter()
        for word in set(wanted):
            alike = {each for shape in _without_one(word) for each in self._by_shape.get(shape, ())}
            alike.update(self._by_part.get(word, ()), (part for part in _parts(word) if part in self._holders))
            held.update({place for each in alike for place in self._holders[each]})
        for place, count in held.items():
            if any(count >= min(len(wanted), len(set(words))) for words in self._counted[place]):
                yield place

    def _words_like(self, word: str) -> Iterator[str]:
        """The words of names that contain a typed word, or are within one letter of it, whole or at their beginning."""
        if len(word) < _SHORTEST - 1:
            yield from (each for each in self._holders if word in each)
            return
        first, last, size = word[:2], word[-2:], len(word)
        for each in self._holders:
            may_be = each[:2] == first or each[size - 2 : size] == last or each[-2:] == last or word in each
            if may_be and (word in each or _is_nearly(word, each) or _is_nearly(word, each[:size])):
                yield each


def _indexed(words: Iterable[str], keys: Callable[[str], Iterable[str]]) -> Mapping[str, Sequence[str]]:
    """A dict from each key to the words that have it. keys: gives the keys of a word."""
    found: dict[str, list[str]] = {}
    for word in words:
        for key in set(keys(word)):
            found.setdefault(key, []).append(word)
    return found


def _without_one(word: str) -> Iterator[str]:
    """A word and its forms with one letter left out: two words that are a letter apart share one of these."""
    yield word
    if len(word) > 1:
        yield from (word[:at] + word[at + 1 :] for at in range(len(word)))


def _parts(word: str) -> Iterator[str]:
    """The parts that may stand for a word: its beginnings and first letter; any part, in a script without capitals."""
    if _has_capitals(word):
        yield from (word[:size] for size in (1, *range(_SHORTEST_PART, len(word))))
    else:
        yield from (word[start:end] for start, end in combinations(range(len(word) + 1), 2))


def _has_capitals(word: str) -> bool:
    """Whether a word is in a script with capitals."""
    return word.isascii() or word.upper() != word


def within_one_letter(one: str, other: str) -> bool:
    """Whether two texts are equal, differ by one letter (added, missing or other), or have two neighbouring letters
    swapped.
    """
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    place = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))
    if len(one) < len(other):
        return one[place:] == other[place + 1 :]
    swapped = one[place : place + 2] == other[place : place + 2][::-1]
    return one[place + 1 :] == other[place + 1 :] or (swapped and one[place + 2 :] == other[place + 2 :])


def fold_without_accents(text: str) -> str:
    """A text in the form in which names compare where accents do not count: Jörg equals Jorg."""
    return fold(findable(text))


def _words(name: str) -> tuple[str, ...]:
    """The words of a name, folded without accents; for a name without letters, what spaces separate."""
    text = fold_without_accents(_ADDRESS.sub("", name))
    return tuple(_WORD.findall(text.translate(_APOSTROPHES)) or text.split())


def distinctive_words(name: str) -> tuple[str, ...]:
    """The words of a name without titles and articles, unless it has nothing else."""
    words = _words(name)
    return tuple(word for word in words if word not in _UNCOUNTED) or words


def _is_nearly(one: str, other: str) -> bool:
    """Whether two words are within one letter, and long enough for that to tell."""
    if max(len(one), len(other)) < _SHORTEST:
        return False
    return (one[:2] == other[:2] or one[-2:] == other[-2:]) and within_one_letter(one, other)


def _distance(ours: tuple[str, ...], theirs: tuple[str, ...]) -> int | None:
    """The distance of two names; None for names of two different people.

    0: same words. 1: a letter off. 2: one is a part of the other. 3: a word is only begun.
    """
    if sorted(ours) == sorted(theirs):
        return 0
    if _is_nearly(" ".join(ours), " ".join(theirs)) or _is_nearly("".join(ours), "".join(theirs)):
        return 1
    few, many = sorted((ours, theirs), key=len)
    left, worst, surest = list(many), 0 if len(few) == len(many) else 2, 3
    is_single = len(few) == 1 and len(few[0]) > 1
    for word in few:
        best = min(((apart, each) for each in left if (apart := _apart(word, each)) is not None), default=None)
        if best is None:
            return None
        worst, surest = max(worst, best[0]), min(surest, best[0])
        left.remove(best[1])
        is_single = is_single and not _is_initial(best[1])
    return worst if few and (surest < 3 or is_single) else None


def _is_initial(word: str) -> bool:
    """Whether a word is one letter of a script with capitals, and so may stand for many others."""
    return len(word) == 1 and _has_capitals(word)


def _apart(one: str, other: str) -> int | None:
    """The distance of two words; None for different words.

    0: equal. 1: one letter off. 3: one begins the other, or is its first letter, or both are one letter.
    """
    if one == other:
        return 3 if _is_initial(one) else 0
    if one[0] != other[0] and one[-1] != other[-1] and one.isascii():
        return None
    if _is_nearly(one, other):
        return 1
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if long.startswith(short) and (len(short) >= _SHORTEST_PART or len(short) == 1):
        return 3
    return 3 if short in long and not _has_capitals(short) else None
