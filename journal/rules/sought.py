"""What a person looks for by typing a few words or letters of it, as in the palette.

Case, accents and the order of words never count.
"""

from __future__ import annotations

from collections.abc import Iterator

from journal.notes.spelling import findable

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

__all__ = ["Sought"]

_FEWEST = 4
"""Letters of a word: fewer would be found with others between them in nearly every text."""


class Sought:
    """The words that are looked for.

    A text has such a word where the word stands in it, or where a word of the text begins with the first letter and
    has the others in their order: ``thnk`` finds thank.
    """

    def __init__(self, typed: str) -> None:
        self._words = {word: (_beginning(word), _spread(word)) for word in findable(typed).split()}

    def __bool__(self) -> bool:
        return bool(self._words)

    def rank(self, text: str) -> int | None:
        """How well a text fits; None where it lacks a word.

        0: each word begins a word of the text. 1: one stands inside a word. 2: of one, only the letters are there.
        """
        folded, worst = findable(text), 0
        for word, (beginning, spread) in self._words.items():
            if word in folded:
                worst = max(worst, 0 if beginning.search(folded) else 1)
            elif len(word) >= _FEWEST and spread.search(folded):
                worst = 2
            else:
                return None
        return worst

    def begins(self, text: str) -> bool:
        """Whether a text begins with a word that is looked for."""
        return findable(text).startswith(tuple(self._words))

    def places(self, text: str) -> Iterator[int]:
        """The indexes of the letters by which a text is found."""
        folded, origins = "", list[int]()
        for place, letter in enumerate(text):
            bare = findable(letter)
            folded += bare
            origins += [place] * len(bare)
        for word, (beginning, spread) in self._words.items():
            found = beginning.search(folded)
            if (at := found.start() if found else folded.find(word)) >= 0:
                yield from origins[at : at + len(word)]
            elif letters := spread.search(folded):
                yield from (origins[letters.end(group) - 1] for group in range(1, len(word) + 1))


def _beginning(word: str) -> re.Pattern[str]:
    """An expression for a word at the beginning of a longer one, or alone."""
    import re

    return re.compile(rf"(?<!\w){re.escape(word)}")


def _spread(word: str) -> re.Pattern[str]:
    """An expression for the letters of a word, in their order within one word that begins with the first of them.

    It takes the first place of each letter for good, so that no text takes long.
    """
    import re

    first, *others = (re.escape(letter) for letter in word)
    return re.compile(rf"(?<!\w)({first})" + "".join(rf"(?>(\w*?{letter}))" for letter in others))
