"""What becomes of captured lines once they are answered: an arrow to the ask that was made, or to a no."""

from __future__ import annotations

from collections.abc import Sequence

from journal.model import Arrow, Capture, Name, Note, NoteEdits
from journal.notes import fold, note_id
from journal.rules.resolve import Resolver
from journal.vault.write.new_note import NewNote

__all__ = ["arrows", "summary"]


def arrows(
    answers: Sequence[tuple[Capture, NewNote | None]], paths: Sequence[str], notes: Sequence[Note], resolver: Resolver
) -> list[NoteEdits]:
    """The arrows of the notes. answers: each capture with its ask, None for a no. paths: of the asks, in that order.

    notes: those that have the lines.
    """
    left = iter(paths)
    texts = {found: _link(next(left), resolver) if new else "no" for found, new in answers}
    return [
        (note, [Arrow(found.line, found.text, text) for found, text in texts.items() if found.path == note.path])
        for note in notes
    ]


def summary(found: Sequence[Capture], paths: Sequence[str]) -> str:
    """The sentence that tells the step. paths: of the new asks."""
    if paths:
        return f"New ask: {paths[0]}" if len(paths) == 1 else f"{len(paths)} new asks"
    return f"No: {found[0].captured.ask}" if len(found) == 1 else f"No to {len(found)} captured lines"


def _link(path: str, resolver: Resolver) -> str:
    """The link to a new note: by its stem, or by its whole id where another note's id ends so."""
    own_id = note_id(path)
    stem = own_id.rpartition("/")[2]
    other = resolver.note(Name(stem, stem))
    is_alone = other is None or not f"/{fold(other.id)}".endswith(f"/{fold(stem)}")
    return f"[[{stem if is_alone else own_id}]]"
