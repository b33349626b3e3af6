"""LinkedIn's Connections.csv, or the ZIP of an export that holds it: the people in it, whatever stands around them."""

from __future__ import annotations

import csv
import os
import stat
from io import StringIO
from operator import itemgetter

from journal.errors import EnvironmentFailed, NotUnderstood
from journal.model import Connection
from journal.notes import fold
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["connections"]

_LARGEST = 64 * 1024 * 1024
"""Bytes, unpacked."""
_TABLE = "connections.csv"
_COLUMNS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
_FOLDED = {fold(column): column for column in _COLUMNS}
_WANTED = (
    "LinkedIn’s Connections.csv, or the ZIP of its export that holds that file, with a line of the column names "
    f"{', '.join(_COLUMNS)}"
)
"""What was looked for, for the sentence of an error."""
_MAY_BE_HEADER = regex(r"(?im)^.*(?:first|last)\s+name.*$")
_MOST_LINES = 50
"""Lines of one row: a quote that opens a longer one is a slip."""
_BETWEEN_CELLS = (",", ";", "\t")
"""What may stand between two cells: a comma, or what a spreadsheet makes of it when it saves the file again."""
_PAGE = regex(r"(?i)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|meta|script|table)\b")
_ZIP = b"PK\x03\x04", b"PK\x05\x06"
"""How a ZIP begins; the second one is empty."""


def connections(path: Path) -> list[Connection]:
    """The people in an export, in its order; rows without a name are left out.

    Raises NotUnderstood, which says what was looked for, and EnvironmentFailed.
    """
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except (FileNotFoundError, NotADirectoryError):
        raise _refused(path, "is not there") from None
    except OSError as error:
        raise EnvironmentFailed.reading(path, error) from None
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise _refused(path, "is no file")
        with open(file, "rb", closefd=False) as stream:
            raw = _raw(path, stream)
    except OSError as error:
        raise EnvironmentFailed.reading(path, error) from None
    finally:
        os.close(file)
    return list(_people(path, _text(raw)))


def _refused(path: Path, what: str) -> NotUnderstood:
    """The error for a file that is no export. what: what it is instead."""
    return NotUnderstood(f"{path} {what}. Looked for: {_WANTED}.")


def _raw(path: Path, stream: BinaryIO) -> bytes:
    """The bytes of the table. Raises NotUnderstood and OSError."""
    is_zip = stream.read(4) in _ZIP
    stream.seek(0)
    raw = _unpacked(path, stream) if is_zip else stream.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        raise _refused(path, f"is over {_LARGEST >> 20} MiB, unpacked")
    return raw


def _unpacked(path: Path, stream: BinaryIO) -> bytes:
    """At most one byte more than is allowed of the table in a ZIP. Raises NotUnderstood and OSError."""
    import zlib
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(stream) as packed:
            found = [each for each in packed.infolist() if fold(each.filename.rpartition("/")[2]) == _TABLE]
            if not found:
                raise _refused(path, "is a ZIP without a Connections.csv")
            with packed.open(min(found, key=lambda each: len(each.filename))) as table:
                return table.read(_LARGEST + 1)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        raise _refused(path, "is a ZIP that cannot be unpacked, or only with a password") from None


def _text(raw: bytes) -> str:
    """The text of a table: UTF-8, UTF-16 with its mark, else as Windows in the West writes it; LF alone ends a line."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", "replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _people(path: Path, text: str) -> Iterator[Connection]:
    """The people in the text of a table. Raises NotUnderstood."""
    if _PAGE.match(text):
        raise _refused(path, "is a web page, saved under that name")
    for line in _MAY_BE_HEADER.finditer(text):
        for delimiter in _BETWEEN_CELLS:
            if columns := _columns(line[0], delimiter):
                return _rows(list(StringIO(text[line.end() + 1 :], newline="\n")), delimiter, columns)
    raise _refused(path, "has no such table")


def _columns(line: str, delimiter: str) -> Mapping[str, int]:
    """The index of each known column; empty where the line is no line of their names."""
    cells = next(_read([line], delimiter), [])
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        if column := _FOLDED.get(fold(cell)):
            found.setdefault(column, at)
    return found if len(found) > 1 and not found.keys().isdisjoint(_COLUMNS[:2]) else {}


def _rows(lines: Sequence[str], delimiter: str, columns: Mapping[str, int]) -> Iterator[Connection]:
    """The people in the lines below that of column names, given the index of each known column."""
    width = max(columns.values()) + 1
    pick = itemgetter(*(columns.get(column, -1) for column in _COLUMNS[:-1]))
    for cells in _read(lines, delimiter):
        cells += [""] * (width - len(cells) + 1)  # at least one more, which stands for a missing column
        first, last, *others = pick(cells)
        if name := " ".join(f"{first} {last}".split()):
            url, email, company, position = (" ".join(text.split()) for text in others)
            yield Connection(name, company, position, url, email)


def _read(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    """The rows in some lines; one that nobody can read, or whose quote is never closed, costs its first line alone."""
    start = 0
    while start < len(lines):
        left = map(lines.__getitem__, range(start, len(lines)))
        rows, begun = csv.reader(left, delimiter=delimiter), 0
        try:
            for row in rows:
                if rows.line_num - begun > _MOST_LINES:
                    break
                yield row
                begun = rows.line_num
            else:
                return
        except csv.Error:
            pass
        start += begun + 1
