"""The whole text of a note for editing in a field of the terminal UI, where no editor can be opened."""

from __future__ import annotations

from codecs import BOM_UTF8

from journal.errors import NoteChanged, Refused
from journal.showable import showable

__all__ = ["replaced", "text_of"]


def text_of(path: str, data: bytes) -> str:
    """The text of a note for a field: without a byte-order mark, with LF line ends.

    Raises Refused if the same bytes could not be made of that text again.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{path} is not UTF-8: save it as UTF-8.") from None
    if "\r\n" in text and text.count("\n") > text.count("\r\n"):
        raise Refused(f"{path} ends some lines with CR LF and some with LF: make them alike in an editor.")
    text = text.replace("\r\n", "\n")
    if showable(text, keep="\n\t") != text:
        raise Refused(f"{path} holds control characters, which would be lost here: open it in an editor.")
    return text


def replaced(path: str, before: str, after: str, data: bytes) -> bytes:
    """The bytes of a note with the text ``after``, with the byte-order mark and line ends of ``data``.

    before: the text before it was edited. Raises NoteChanged where data has another text now, and Refused.
    """
    if text_of(path, data) != before:
        raise NoteChanged([path])
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    return mark + after.replace("\n", "\r\n" if b"\r\n" in data else "\n").encode()
