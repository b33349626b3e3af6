"""A problem in words, with the lines of its note around it, as showable text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from journal import Found, Gap, showable

__all__ = ["Sides", "conflict", "place"]

_BEFORE, _AFTER = 4, 8
"""Lines that are shown around the place of a problem."""
_CONFLICT = (
    "opens the note there: keep one side, or parts of both, and delete the marker lines. "
    "Choosing key by key will come with sync."
)
"""What to do about a conflict, after the key that opens the editor."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What two sides of a conflict say, and what git calls each of them."""

    ours: str
    our_lines: Sequence[str]
    theirs: str
    their_lines: Sequence[str]


def conflict(lines: Sequence[str], first: int) -> Sides | None:
    """The conflict whose first marker stands in a line counted from 1; None where none does."""
    ours: list[str] = []
    theirs: list[str] = []
    into: list[str] | None = ours
    if not (0 < first <= len(lines) and lines[first - 1].startswith("<<<<<<<")):
        return None
    for line in lines[first:]:
        if line.startswith(">>>>>>>"):
            return Sides(lines[first - 1][7:].strip(), ours, line[7:].strip(), theirs)
        if line.startswith("|||||||"):
            into = None
        elif line.startswith("======="):
            into = theirs
        elif into is not None:
            into.append(line)
    return None


def place(what: Found | Gap, path: str, text: str | None, edit: str) -> Content:
    """What stands beside the list.

    text: of the note, None where it is none or cannot be read. edit: the key that opens it in the editor.
    """
    return Content("\n").join([*_head(what, path), *_around(what, (text or "").splitlines(), edit)])


def _head(what: Found | Gap, path: str) -> Iterator[Content]:
    if isinstance(what, Gap):
        yield Content.styled(what.code, "bold")
        yield Content.styled(showable(path), "dim")
        yield Content(showable(what.message))
        return
    problem = what.problem
    colour = "$text-error" if problem.severity == "error" else "$text-warning"
    yield Content.assemble((problem.severity, f"{colour} bold"), (f" {problem.code}", "bold"))
    yield Content.styled(showable(path) + (f", line {problem.line}" if problem.line else ""), "dim")
    yield Content(showable(problem.message))


def _around(what: Found | Gap, lines: Sequence[str], edit: str) -> Iterator[Content]:
    """The lines of the note at the place; both sides of a conflict."""
    line = what.problem.line if isinstance(what, Found) else None
    if isinstance(what, Found) and what.problem.code == "conflict" and (sides := conflict(lines, line or 0)):
        yield from _both(sides, edit)
        return
    start = max(0, (line or 1) - 1 - _BEFORE)
    shown = lines[start : (line or 1) + _AFTER]
    if shown:
        yield Content("")
    for number, written in enumerate(shown, start + 1):
        at = number == line
        said = f"{number:>4}  {showable(written, keep=chr(9)).expandtabs(4)}"
        yield Content.styled(f"▶{said}", "$text-warning bold") if at else Content(f" {said}")


def _both(sides: Sides, edit: str) -> Iterator[Content]:
    for which, name, lines in (
        ("one side, which counts until then", sides.ours, sides.our_lines),
        ("the other side", sides.theirs, sides.their_lines),
    ):
        yield Content("")
        yield Content.assemble((f"── {which}", "bold"), (f"  {showable(name)}", "dim"))
        yield from (Content(showable(line, keep="\t").expandtabs(4)) for line in lines or ("(nothing)",))
    yield Content("")
    yield Content(f"{edit} {_CONFLICT}")
