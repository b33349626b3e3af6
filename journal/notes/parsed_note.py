"""From the bytes of one file to the note they mean, total."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence

from journal.model import Kind, Note, Problem
from journal.named_tuple import NamedTuple
from journal.notes.block import MAX_BYTES, with_lf
from journal.notes.body import first_heading, first_sentence, has_text, without_code_spans, without_fenced_code
from journal.notes.fields import Fields, read_fields
from journal.notes.frontmatter import Frontmatter, read_frontmatter
from journal.notes.kind import is_ours
from journal.notes.links import body_links
from journal.notes.misplaced import block_below_text
from journal.notes.spelling import note_id
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.conflict import FirstSide
    from journal.model import CaptureLine, FieldValue

__all__ = ["HEAD_BYTES", "ParsedNote", "body_of", "decoded", "may_have_captures", "original_id", "read", "read_all"]

HEAD_BYTES = 2 * MAX_BYTES
"""How much of a file holds its frontmatter, however little else of it is to be read."""
_SYNC_COPY = regex(
    r"(?is)(.+?)(?:\.sync-conflict-\d{8}-\d{6}(?:-\w+)?|_conflict(?:_[^-/]+)?-\d{4}-?\d{2}-?\d{2}-\d+"
    r"| ?\((?:{any}\bconflict(?:ed|ing) copy\b{any}|(?:case|unicode encoding|white ?space|selective sync) conflict"
    r"(?: \d+)?|SFConflict\b{any}|Conflict\b{any}\d{4}-\d{2}-\d{2}{any})\))".replace(
        "{any}", r"[^()]*(?:\([^()]*\)[^()]*)*"
    ),
)
"""What Syncthing, Dropbox, Obsidian, ownCloud, Nextcloud, Seafile and Maestral call the copy of a note."""

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF16_WITHOUT_MARK = {b"-\0": "utf-16-le", b"\0-": "utf-16-be"}


class ParsedNote(NamedTuple):
    """A note and its body as it is in the file; the body is "" where the file is too large to be read whole.

    captures: the lines that may be captures (see ``capture_lines``), by their numbers in the file.
    """

    note: Note
    body: str
    captures: tuple[CaptureLine, ...] = ()


class _Begun(NamedTuple):
    """A file whose frontmatter has been read. text: all that is read of it. found: problems so far."""

    text: str
    side: FirstSide | None
    front: Frontmatter
    found: list[Problem]


def read(path: str, raw: bytes, *, max_bytes: int = 4 * 1024 * 1024) -> ParsedNote:
    """The note that a file means; never raises, whatever the bytes.

    path: from the vault's root, with ``/``. max_bytes: of a larger file only the frontmatter is read.
    """
    return read_all([(path, raw)], max_bytes=max_bytes)[0]


def read_all(files: Sequence[tuple[str, bytes]], *, max_bytes: int) -> list[ParsedNote]:
    """The notes that some files mean, each as ``read`` gives it.

    Each step is made for all of them before the next one is: a processor is quicker at the same over and over.
    """
    begun = [_begun(raw, max_bytes) for _, raw in files]
    fields = [read_fields(each.front.entries, path) for (path, _), each in zip(files, begun, strict=True)]
    return [
        _parsed(path, raw, each, its_fields, max_bytes=max_bytes)
        for (path, raw), each, its_fields in zip(files, begun, fields, strict=True)
    ]


def _begun(raw: bytes, max_bytes: int) -> _Begun:
    """A file with its frontmatter read."""
    text, found = decoded(_head(raw, max_bytes) if len(raw) > max_bytes else raw)
    side = _first_side(text)
    return _Begun(text, side, read_frontmatter(side.text if side else text), found)


def _parsed(path: str, raw: bytes, begun: _Begun, fields: Fields, *, max_bytes: int) -> ParsedNote:
    """The note that a file means. begun: the file with its frontmatter read. fields: what that says."""
    text, side, front, _ = begun
    is_whole = len(raw) <= max_bytes
    body = _body(text, front, side) if is_whole else ""
    lines_of_body = with_lf(body)
    unfenced = without_fenced_code(lines_of_body)
    heading = first_heading(without_fenced_code(_body(side.text, front, None)) if side else unfenced)
    lines = {key: side.numbers[line - 1] for key, line in fields.lines.items()} if side else fields.lines
    own_id = note_id(path)
    stem = own_id.rpartition("/")[2]
    problems = _problems_on_top(begun, fields)
    if not is_whole:
        message = f"Over {max_bytes:,} bytes only the frontmatter is read: move some of the text to another note."
        problems.append(Problem("too-large", message))
    if original := original_id(stem):
        message = f"A sync tool left this copy of “{original}” behind: “journal resolve --all” merges it in."
        problems.append(Problem("sync-copy", message))
    problems += _asks_in_text(begun, fields, lines_of_body)
    captures: tuple[CaptureLine, ...] = ()
    if may_have_captures(raw, lines_of_body) and not is_ours(str(fields.values.get("generated", ""))):
        from journal.notes.capture import capture_lines

        captures = capture_lines(lines_of_body)
    return ParsedNote(
        Note(
            id=own_id,
            path=path,
            kind=fields.kind,
            title=_title(fields, heading) or stem,
            heading=heading,
            aliases=_texts(fields.values.get("aliases")),
            tags=_texts(fields.values.get("tags")),
            fields=fields.values,
            frontmatter=fields.frontmatter,
            lines=lines,
            links=body_links(without_code_spans(unfenced), path),
            has_text=has_text(lines_of_body),
            problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)) if problems else (),
        ),
        body,
        _in_file(captures, text, lines_of_body, _lines_above(text, front, side)) if captures else (),
    )


def _title(fields: Fields, heading: str | None) -> str | None:
    """What a note is called: as it says, by its first heading, or as it begins to ask; None where it does not say."""
    title = fields.values.get("title")
    if isinstance(title, str):
        return title
    asks = str(fields.values.get("ask", "")) if fields.kind is Kind.ASK else ""
    return heading or (first_sentence(asks) if asks else None)


def _problems_on_top(begun: _Begun, fields: Fields) -> list[Problem]:
    """The problems of a file's bytes, frontmatter and conflict, with their lines in the file."""
    on_top = (*begun.front.problems, *fields.problems)
    if begun.side is None:
        return [*begun.found, *on_top]
    numbers = (0, *begun.side.numbers)
    message = (
        "Git left a conflict here, and its first side counts: decide it with “journal resolve”, or keep one side "
        "and delete the marker lines."
    )
    return [
        *begun.found,
        *(problem._replace(line=numbers[problem.line or 0] or None) for problem in on_top),
        Problem("conflict", message, begun.side.line),
    ]


def _asks_in_text(begun: _Begun, fields: Fields, body: str) -> Iterator[Problem]:
    """The problems of a body, with LF line ends, in which the keys of an ask stand, which no list has."""
    if begun.front.body and (second := block_below_text(body)):
        message = "A second ask stands here, and no list has it: move it to a note of its own."
        line = body.count("\n", 0, second.start) + 1
        yield Problem("second-ask", message, _line_in_file(line, begun, body))
    may_ask = "sk:" in body  # of ask: or Ask::, for a quick look that is enough for most notes
    if may_ask and fields.kind in (None, Kind.ASK) and "ask" not in fields.values:
        from journal.notes.in_text import line_that_asks

        if asking := line_that_asks(body):
            message = "The keys of an ask stand in the text, so no list has it: write them on top, between lines ---."
            yield Problem("misspelt-ask", message, _line_in_file(asking, begun, body))


def _first_side(text: str) -> FirstSide | None:
    """What ``first_side`` gives, which is loaded for a text alone that may have a conflict."""
    if "<<<<<<<" not in text:
        return None
    from journal.conflict import first_side

    return first_side(text)


def may_have_captures(raw: bytes, body: str) -> bool:
    """Whether a note may have captures; for most, one or two quick looks say that it has none. raw: its whole file."""
    return ":" in body and b"ask " in raw.lower()


def _in_file(found: Sequence[CaptureLine], text: str, body: str, above: int) -> tuple[CaptureLine, ...]:
    """Lines of a body by their numbers in the file. above: how many lines of the body stand above the frontmatter."""
    taken_out = _taken_out(text, body)
    return tuple(each._replace(line=each.line + taken_out) if each.line > above else each for each in found)


def _line_in_file(line: int, begun: _Begun, body: str) -> int | None:
    """The line of a file that a line of its body is; None where there are conflicts. Both from 1."""
    return None if begun.side else _taken_out(begun.text, body) + line


def _taken_out(text: str, body: str) -> int:
    """How many lines of a file are not of its body, which has LF line ends."""
    return with_lf(text).count("\n") - body.count("\n")


def _head(raw: bytes, max_bytes: int) -> bytes:
    """The whole lines at the start of a file over max_bytes, long enough for its frontmatter."""
    head = raw[: max(max_bytes, HEAD_BYTES)]
    return head[: head.rfind(b"\n") + 1] or head


def decoded(raw: bytes) -> tuple[str, list[Problem]]:
    """The text without its byte-order mark, and the problem where it is not UTF-8."""
    without_mark = _UTF16_WITHOUT_MARK.get(raw[:2])
    is_utf16 = without_mark is not None or raw.startswith(_UTF16_MARKS)
    try:
        if not is_utf16:
            return raw.removeprefix(codecs.BOM_UTF8).decode(), []
        line = None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    message = "The file is not UTF-8, so it is only read, never written: save it as UTF-8."
    text = raw.decode(without_mark or ("utf-16" if is_utf16 else "utf-8"), "replace").removeprefix("\ufeff")
    return text, [Problem("not-utf8", message, line)]


def body_of(text: str) -> str:
    """The text below the frontmatter, as it is in the file. text: the whole, without a byte-order mark."""
    side = _first_side(with_lf(text))
    return _body(text, read_frontmatter(side.text if side else text), side)


def _body(text: str, front: Frontmatter, side: FirstSide | None) -> str:
    """The body as it is in the file, with both sides of a conflict in it."""
    if side is None or front.body == 0:
        return text[: front.start] + text[front.body :]
    lines = with_lf(text).split("\n")
    above = _lines_above(text, front, side)
    closing_line = side.numbers[side.text.count("\n", 0, front.body - 1)]
    return "".join(line + "\n" for line in lines[:above]) + "\n".join(lines[closing_line:])


def _lines_above(text: str, front: Frontmatter, side: FirstSide | None) -> int:
    """How many lines stand above the frontmatter and so belong to the body; 0 where it is where it should be."""
    if not front.start:
        return 0
    if side is None:
        return with_lf(text[: front.start]).count("\n")
    return side.numbers[side.text.count("\n", 0, front.start)] - 1


def original_id(own_id: str) -> str | None:
    """The id (or only its last part) that a sync tool's copy was made from; None for a note that is no such copy."""
    match = _SYNC_COPY.fullmatch(own_id) if "conflict" in own_id.casefold() else None
    return match[1] if match and match[1][-1] != "/" else None


def _texts(value: FieldValue | None) -> tuple[str, ...]:
    return tuple(str(text) for text in value) if isinstance(value, tuple) else ()
