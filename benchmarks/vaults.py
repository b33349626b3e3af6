"""Large vaults, the same each time: ``python -m benchmarks.vaults FOLDER NOTES [--seed] [--messy] [--today]``.

Of the notes 35 % are asks in every state, 20 % people, 10 % meetings, 1 % goals, the rest journal entries.
Bodies have 0.3 to 6 kB, in words as unevenly common as a language's; a share has awkward or broken frontmatter.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from pathlib import Path

__all__ = ["Shape", "known_word", "made_once", "write"]

_ONSETS, _VOWELS = "b d f g k l m n p r s t v z".split(), "a e i o u".split()
_GIVEN = (
    "Aiko Ben Chidi Dora Émile Fatima Gita Henrik Ida José Kaya Luis Mira Noor Otto Paula Ravi Sofia Théo Ulla".split()
)
_FAMILY = "Abara Bauer Costa Dubois Eriksen Flores Gupta Haas Ivanov Jónsson Kim Lund Müller Nagy Olsen Peña".split()
_FIRMS = ("Northwind", "Contoso", "Fabrikam", "Tailspin & Sons", "Litware", "Proseware Labs")
_WANTED = (
    "Do you know anybody at {}?",
    "Would you look over my plan for {}?",
    "How did you get your first customers at {}?",
    "Which accountant does {} use?",
    "May I name you to {}?",
)
_ANSWERS = ("Introduced to two people", "no", "Sent a list", "Read it, liked the second half", "Later: ask in spring")
_TAGS = ("warm", "cold", "money", "home", "2026", "reading")
_PER_FOLDER = 250
_DAYS_BACK = 30
"""How old the newest file is, so that nobody has to doubt a modification time."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What vault to write. messy: the share of asks whose frontmatter is awkward or broken, 0 to 1."""

    notes: int
    seed: int = 1
    messy: float = 0.03
    today: date = date(2026, 3, 16)


class Words:
    """Made-up words by rank, the first the most common: a word of rank n is n times rarer (Zipf)."""

    def __init__(self, chance: random.Random, size: int = 30_000) -> None:
        self._chance = chance
        found: dict[str, None] = {}
        while len(found) < size:
            syllables = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.randint(1, 4)))
            found["".join(syllables)] = None
        self.ranked = list(found)
        self._weights = list(itertools.accumulate(1 / rank for rank in range(1, size + 1)))

    def some(self, count: int) -> list[str]:
        return self._chance.choices(self.ranked, cum_weights=self._weights, k=count)

    def text(self, count: int) -> str:
        """Lines of a dozen words, each a sentence."""
        words = self.some(count)
        return "\n".join(" ".join(words[at : at + 12]).capitalize() + "." for at in range(0, count, 12))


@cache
def known_word() -> str:
    """A word that some in a hundred notes of a vault with the usual seed have, and no part of a common one."""
    ranked = Words(random.Random(Shape(0).seed)).ranked
    return next(word for word in ranked[200:] if len(word) == 8)


class _Writer:
    """Everything that is drawn by chance, from one source in one order."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._chance = random.Random(shape.seed)
        self._words = Words(self._chance)

    @cached_property
    def _people(self) -> list[str]:
        pairs = [f"{given} {family}" for given in _GIVEN for family in _FAMILY]
        count = max(5, self._shape.notes // 5)
        return [f"{pairs[at % len(pairs)]} {at // len(pairs) or ''}".strip() for at in range(count)]

    @cached_property
    def _goals(self) -> list[str]:
        return [f"Goal {at} {' '.join(self._words.some(3))}" for at in range(max(3, self._shape.notes // 100))]

    def notes(self) -> Iterator[tuple[str, str, str]]:
        """Folder, file name without its end, and text of each note."""
        people, goals, notes = self._people, self._goals, self._shape.notes
        asks, meetings = int(notes * 0.35), notes // 10
        kinds = {"people": len(people), "goals": len(goals), "asks": asks, "meetings": meetings}
        kinds["journal"] = max(0, notes - sum(kinds.values()))
        for kind, count in kinds.items():
            for at in range(count):
                day = self._day(0, 1500)
                name, head = self._head(kind, at, day)
                body = f"# {name}\n\n{self._body()}"
                yield f"{kind}/{at // _PER_FOLDER:03}", name, (f"---\n{head}---\n" if head else "") + body

    def _head(self, kind: str, at: int, day: date) -> tuple[str, str]:
        """The file's name and the lines of its frontmatter."""
        chance = self._chance
        if kind == "people":
            helps = ", ".join(chance.sample(["hiring", "law", "money", "writing"], 2))
            return self._people[at], f"type: person\norg: {chance.choice(_FIRMS)}\nrole: buyer\ncan_help: [{helps}]\n"
        if kind == "goals":
            achieved = f"achieved: {day}\n" if chance.random() < 0.2 else ""
            return self._goals[at], f"type: goal\nneeds: [an introduction, a second opinion, a room]\n{achieved}"
        if kind == "asks":
            return f"ask-{at:06}", "".join(f"{line}\n" for line in self._ask())
        if kind == "meetings":
            return f"meeting-{at:06}", f'type: meeting\ndate: {day}\npeople: ["{self._person()}"]\nduration: 25m\n'
        head = f"date: {day}\ntags: [{chance.choice(('day', 'idea', 'book'))}]\n" if chance.random() < 0.8 else ""
        return f"{day}-{at:06}", head

    def _ask(self) -> Iterator[str]:
        chance = self._chance
        contact = chance.choice(self._people)
        yield f'goal: "[[{chance.choice(self._goals)}]]"'
        yield f'contact: "[[{contact}]]"' if chance.random() < 0.7 else f"contact: {contact}"
        wanted = chance.choice(_WANTED).format(chance.choice(_FIRMS))
        yield self._awkward(wanted, contact) if chance.random() < self._shape.messy else f"ask: {wanted}"
        asked = self._day(1, 900) if chance.random() < 0.8 else self._day(0, 20)
        if chance.random() < 0.93:
            yield f"asked: {asked}"
        if chance.random() < 0.6:
            yield f"outcome: {chance.choice(_ANSWERS)}" if chance.random() < 0.98 else "outcome:"
            if chance.random() < 0.8:
                yield f"outcome_date: {asked + timedelta(days=chance.randint(1, 30))}"
            if chance.random() < 0.85:
                yield f"thanked: {asked + timedelta(days=chance.randint(2, 40))}"
        elif chance.random() < 0.7:
            yield f"status: {chance.choice(('no-reply', 'declined', 'dropped'))}"
        elif chance.random() < 0.4:
            yield f"nudged: [{asked + timedelta(days=8)}]"
        if chance.random() < 0.3:
            yield f"tags: [{', '.join(chance.sample(_TAGS, 2))}]"

    def _awkward(self, wanted: str, contact: str) -> str:
        return self._chance.choice(
            (
                f"ask: {wanted} remark: soon",
                f"ask: @{contact} {wanted}",
                f"ask: {wanted}\nask: {wanted}",
                f"ask: >-\n  {wanted}\n  before Friday",
                f"ask: '{wanted}' # kind of urgent",
                f"ask: {wanted}\ntags: #one, [two",
            )
        )

    def _body(self) -> str:
        words = min(900, int(self._chance.lognormvariate(4.6, 0.8)) + 40)
        return f"{self._words.text(words)}\n\nSee {self._person()} and [[{self._chance.choice(self._goals)}]].\n"

    def _person(self) -> str:
        return f"[[{self._chance.choice(self._people)}]]"

    def _day(self, least: int, most: int) -> date:
        return self._shape.today - timedelta(days=self._chance.randint(least, most))


def write(shape: Shape, root: Path) -> None:
    """A vault of that shape in root, with a journal.toml; files of the same name are written over."""
    newest = datetime.combine(shape.today, time(), UTC) - timedelta(days=_DAYS_BACK)
    for at, (folder, name, text) in enumerate(_Writer(shape).notes()):
        (root / folder).mkdir(parents=True, exist_ok=True)
        path = root / folder / f"{name}.md"
        path.write_bytes(text.encode())
        stamp = newest.timestamp() - at / 1000
        os.utime(path, (stamp, stamp))
    (root / "journal.toml").touch()


def made_once(shape: Shape, folder: Path) -> Path:
    """The vault of that shape in the cache folder, written if this very generator has not yet."""
    generator = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    root = folder / f"{shape.notes}-{shape.seed}-{shape.messy}-{shape.today}-{generator}"
    if not root.exists():
        unfinished = root.with_name(f"{root.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        write(shape, unfinished)
        unfinished.rename(root)
    return root


def main() -> None:
    usual = Shape(0)
    parser = argparse.ArgumentParser(prog="python -m benchmarks.vaults", description="Writes a large vault.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("notes", type=int)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--messy", type=float, default=usual.messy)
    parser.add_argument("--today", type=date.fromisoformat, default=usual.today)
    given = parser.parse_args()
    write(Shape(given.notes, given.seed, given.messy, given.today), given.folder)


if __name__ == "__main__":
    main()
