"""What only all notes together can show to be wrong: links that lead nowhere, names that almost match."""

from __future__ import annotations

from collections.abc import Iterator

from journal.model import Found, Kind, Name, Note, Problem
from journal.notes import fold
from journal.vault.resolve import Resolver

__all__ = ["dangling_links", "look_alikes"]

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
    near: dict[str, list[str]] = {}
    for text in (*people, *implicit):
        if len(text) >= _SHORTEST:
            for shape in _shapes(text):
                near.setdefault(shape, []).append(text)
    for text, (name, note) in implicit.items():
        alike = {other for shape in _shapes(text) for other in near.get(shape, ()) if other != text}
        known = sorted(other for other in alike if other in people or other < text)
        if len(text) >= _SHORTEST and known:
            shown = people.get(known[0]) or implicit[known[0]][0].text
            message = f"“{name.text}” is almost “{shown}”: if they are the same person, write [[{shown}]]."
            yield Found(note.path, Problem("look-alike-name", message, note.lines.get("contact")))


def _contacts(resolver: Resolver) -> Iterator[tuple[Note, Name]]:
    for note in resolver.notes:
        for field in ("contact", "via", "people"):
            names = note.fields.get(field, ())
            assert isinstance(names, tuple)
            yield from ((note, name) for name in names if isinstance(name, Name))


def _shapes(text: str) -> Iterator[str]:
    """A name and each of its forms with one letter left out: two names one letter apart share one."""
    yield text
    yield from (text[:i] + text[i + 1 :] for i in range(len(text)))
