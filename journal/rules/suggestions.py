"""What to do next in a vault that somebody has just begun with or adopted (docs/practice.md 7)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from journal.model import Understood
from journal.named_tuple import NamedTuple
from journal.notes.keys import KEY_SPECS
from journal.notes.spelling import fold_key
from journal.wording import count

__all__ = ["Hints", "suggestions"]

_MOST = 3
_FEWEST_TAGGED = 3
"""People with one tag from which on it may want a cadence."""
_KEYS = {fold_key(row.key): row.key for row in KEY_SPECS}


class Hints(NamedTuple):
    """What in a vault may want something done.

    errors: notes that may not mean what was meant. captured: lines in notes that are asks waiting to be made. unknown:
    folded keys of asks, people, goals and meetings that nobody knows, with in how many notes. only_named: plain notes
    that name a contact and ask nothing. tags: of people, with how many have them. kept: the tags that have a cadence.
    """

    errors: int
    captured: int
    unknown: Mapping[str, int]
    only_named: int
    tags: Mapping[str, int]
    kept: Collection[str]


def suggestions(found: Understood, hints: Hints) -> tuple[str, ...]:
    """Sentences that name a command or a key to write, the most useful first, three at most."""
    return tuple(islice(_all(found, hints), _MOST))


def _all(found: Understood, hints: Hints) -> Iterator[str]:
    from difflib import get_close_matches

    if hints.errors:
        yield f"{count(hints.errors, 'note')} may not mean what was meant: journal check says where."
    for key, notes in _most_first(hints.unknown):
        if near := get_close_matches(key, _KEYS, cutoff=0.8):
            yield f"The key {key} in {count(notes, 'note')} is read as nothing: did you mean {_KEYS[near[0]]}?"
    if hints.captured:
        become = "an ask" if hints.captured == 1 else "asks"
        yield f"{count(hints.captured, 'line')} in notes may become {become}: see journal capture."
    if hints.only_named:
        verb = "names" if hints.only_named == 1 else "name"
        yield f"{count(hints.only_named, 'note')} {verb} a contact and no ask: what is written behind ask: is listed."
    if not found.goals:
        yield 'What is it all for? journal new goal "Data job" begins a goal, which asks name under goal.'
    if not found.people:
        yield "Who could help? journal new person NAME begins a note about somebody."
    if not found.asks:
        yield 'Nothing is asked yet: journal new ask "Could you …?" --contact NAME begins.'
    for tag, people in _most_first(hints.tags):
        if people >= _FEWEST_TAGGED and tag not in hints.kept:
            yield f'{people} people have the tag {tag}: {tag} = "8w" below [cadence] in journal.toml keeps in touch.'
            return


def _most_first(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    """Words with how often they were found: the most frequent first, then by the word."""
    return sorted(counted.items(), key=lambda found: (-found[1], found[0]))
