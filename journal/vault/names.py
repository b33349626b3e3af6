"""What only all notes together can show to be wrong: links that lead nowhere, names that almost match."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from journal.model import Found, Kind, Name, Note, Problem
from journal.notes import fold
from journal.vault.resolve import Resolver

__all__ = ["almost", "dangling_links", "look_alikes"]

_SHORTEST = 5
"""Names shorter than this differ by one letter too often: Ana and Anna are two people."""


def dangling_links(resolver: Resolver) -> Iterator[Found]:
    """A warning for each link in a body that no note answers to."""
    for note in resolver.notes:
        for name in note.links:
            if resolver.note(name) is None:
                message = f"No note is named “{name.target}”: mend the link, or write that note."
                yield Found(note.path, Problem("dangling-link", message))


def look_alikes(resolver: Resolver) -> Iterator[Found]:
    """A warning for each contact without a note whose name is one letter away from another name."""
    people = {fold(note.title): note.title for note in resolver.notes if resolver.kind(note) is Kind.PERSON}
    implicit: dict[str, tuple[Name, Note]] = {}
    for note, name in _contacts(resolver):
        if resolver.note(name, Kind.PERSON) is None:
            implicit.setdefault(fold(name.text), (name, note))
    for text, other in almost(implicit, people).items():
        name, note = implicit[text]
        shown = people.get(other) or implicit[other][0].text
        message = f"“{name.text}” is almost “{shown}”: if they are the same person, write [[{shown}]]."
        yield Found(note.path, Problem("look-alike-name", message, note.lines.get("contact")))


def almost(implicit: Collection[str], people: Collection[str]) -> Mapping[str, str]:
    """From folded names without a note to the first one that is a letter away: of people with one, or before it."""
    near: dict[str, list[str]] = {}
    for text in implicit:
        for shape in _shapes(text):
            near.setdefault(shape, []).append(text)
    alike: dict[str, str] = {}
    for other in {*people, *implicit} if near else ():
        for shape in _shapes(other):
            for text in near.get(shape, ()):
                if text != other and (other in people or other < text):
                    alike[text] = min(other, alike.get(text, other))
    return alike


def _contacts(resolver: Resolver) -> Iterator[tuple[Note, Name]]:
    for note in resolver.notes:
        for field in ("contact", "via", "people"):
            names = note.fields.get(field, ())
            assert isinstance(names, tuple)
            yield from ((note, name) for name in names if isinstance(name, Name))


def _shapes(text: str) -> Iterator[str]:
    """A name, unless it is short, and its forms with one letter left out: two names a letter apart share one."""
    if len(text) >= _SHORTEST:
        yield text
        yield from (text[:i] + text[i + 1 :] for i in range(len(text)))
