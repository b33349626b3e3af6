"""The text of one note: what it says, without disk, clock or any other note.

``read`` is total: whatever the bytes, it gives a note, and says in ``note.problems`` what it could
not make out.
"""

from journal.notes.kind import claimed_kind, is_ours, kind_by_fields
from journal.notes.links import first_address, sendable
from journal.notes.read import HEAD_BYTES, ParsedNote, body_of, original_id, read
from journal.notes.spelling import fold, fold_key, note_id

__all__ = [
    "HEAD_BYTES",
    "ParsedNote",
    "body_of",
    "claimed_kind",
    "first_address",
    "fold",
    "fold_key",
    "is_ours",
    "kind_by_fields",
    "note_id",
    "original_id",
    "read",
    "sendable",
]
