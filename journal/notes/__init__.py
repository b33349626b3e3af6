"""The text of one note: what it says, without disk, clock or any other note.

``read`` is total: whatever the bytes, it gives a note, and says in ``note.problems`` what it could
not make out.
"""

from journal.notes.read import Reading, body_of, read
from journal.notes.spelling import fold, fold_key, note_id

__all__ = ["Reading", "body_of", "fold", "fold_key", "note_id", "read"]
