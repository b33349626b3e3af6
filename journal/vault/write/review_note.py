"""The note that keeps the reviews of a week: made once, then a section more at its end (docs/practice.md 6)."""

from __future__ import annotations

from collections.abc import Sequence

from journal import notes
from journal.errors import EnvironmentFailed
from journal.model import Appended, NoteEdits, Review
from journal.notes.body_edits import edit_body
from journal.rules.review_text import heading, new_note, section, stands_in
from journal.vault.disk import note_file
from journal.vault.write.change import Change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["review_step"]


def review_step(root: AnyPath, review: Review, *, largest: int) -> tuple[str, Sequence[Change], Sequence[NoteEdits]]:
    """The summary, changes and edits that keep a review; none where its note says the same already.

    largest: bytes that are read of a note. Raises EnvironmentFailed.
    """
    path, summary = review.path, f"Review: {review.path}"
    added = Appended(("", f"## {heading(review.until)}", "", *section(review)))
    try:
        raw = note_file.read(root, path, largest)
    except FileNotFoundError:
        return summary, [Change(path, None, edit_body(new_note(review).encode(), added, path=path))], ()
    except OSError as error:
        raise EnvironmentFailed.reading(path, error) from None
    if stands_in(raw.decode(errors="replace").replace("\r\n", "\n"), review):
        return "", (), ()
    return summary, (), [(notes.read(path, raw).note, [added])]
