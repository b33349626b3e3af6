"""The text of one note: what it says, without disk, clock or any other note.

``read`` is total: whatever the bytes, it gives a note, and says in ``note.problems`` what it could
not make out.
"""

from journal.lazy_names import lazy_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.notes.kind import claimed_kind, is_ours, kind_by_fields
    from journal.notes.links import first_address, sendable
    from journal.notes.parsed_note import HEAD_BYTES, ParsedNote, body_of, original_id, read, read_all
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
    "read_all",
    "sendable",
]

_HOMES = {
    "kind": "claimed_kind is_ours kind_by_fields",
    "links": "first_address sendable",
    "parsed_note": "HEAD_BYTES ParsedNote body_of original_id read read_all",
    "spelling": "fold fold_key note_id",
}
"""Module to the names that stand in it."""

__getattr__ = lazy_names(__name__, {name: home for home, names in _HOMES.items() for name in names.split()})
