"""Byte-order mark and line ends: set aside for the merge, decided once for a file (docs/sync.md, "Merge by key" 1)."""

from __future__ import annotations

from journal.named_tuple import NamedTuple
from journal.notes.block import with_lf
from journal.notes.layout import NotEditable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    _T = TypeVar("_T")

__all__ = ["Ends", "decided", "decided_ends", "plain", "with_ends"]

_BOM = "\ufeff"


class Ends(NamedTuple):
    """The byte-order mark and line ends of a file.

    newline: LF, CRLF or CR; None for at most one line, which tells nothing.
    """

    bom: bool
    newline: str | None


def plain(content: bytes) -> tuple[str, Ends]:
    """A file's text with LF line ends and without a byte-order mark, and the ends that were removed.

    Where a file has both CRLF and LF, the more frequent one counts. Raises NotEditable for what is not UTF-8, and for a
    lone CR beside other line ends, which only some programs take for one.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise NotEditable("is not UTF-8") from None
    bare = text.removeprefix(_BOM)
    both = bare.count("\r\n")
    lf, cr = bare.count("\n") - both, bare.count("\r") - both
    if cr and (lf or both):
        raise NotEditable("has a carriage return within a line")
    newline = "\r" if cr else None if not (lf or both) else "\r\n" if both > lf else "\n"
    return with_lf(bare), Ends(bare != text, newline)


def decided(base: _T, ours: _T, theirs: _T) -> _T:
    """The value that one side changed; ours where both did."""
    return theirs if ours == base else ours


def decided_ends(base: Ends, ours: Ends, theirs: Ends) -> Ends:
    """The ends of the merged file. A file without a line end has no say."""
    ours_has = ours.newline or base.newline or theirs.newline
    theirs_has = theirs.newline or base.newline or ours.newline
    return Ends(decided(base.bom, ours.bom, theirs.bom), decided(base.newline, ours_has, theirs_has))


def with_ends(text: str, ends: Ends) -> bytes:
    """A text with LF line ends as the bytes of a file."""
    return ((_BOM if ends.bom else "") + text.replace("\n", ends.newline or "\n")).encode()
