"""A problem in words, with the lines of its note around it, as showable text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content

from journal import Conflict, Gap, NoteProblem, conflicts, showable
from tui.keymap import in_keys, spoken
from tui.paint import hanging
from tui.prose import ONE_LINE, as_they_stand

__all__ = ["problem_details"]

_BEFORE, _AFTER = 4, 8
"""Lines that are shown around the place of a problem."""
_CONFLICT = "opens the note there: keep one side, or parts of both, and delete the marker lines."
"""What to do about a conflict, after the key that opens the editor."""


def problem_details(
    what: NoteProblem | Gap, path: str, text: str | None, own: Mapping[str, str], width: int
) -> Content:
    """The details of a problem or gap, shown beside the list: its head and the lines of the note around it.

    text: the note's text, None where there is no note or it cannot be read. own: remapped keyboard keys, by id of the
    action. width: in cells.
    """
    return Content("\n").join([*_head(what, path, own), *_around(what, text or "", spoken("note.edit", own), width)])


def _head(what: NoteProblem | Gap, path: str, own: Mapping[str, str]) -> Iterator[Content]:
    """The severity and code, the place, and the message."""
    if isinstance(what, Gap):
        yield Content.styled(what.code, "bold")
        yield Content.styled(showable(path), "dim")
        yield Content(showable(what.message))
        return
    problem = what.problem
    colour = "$text-error" if problem.severity == "error" else "$text-warning"
    yield Content.assemble((problem.severity, f"{colour} bold"), (f" {problem.code}", "bold"))
    yield Content.styled(showable(path) + (f", line {problem.line}" if problem.line else ""), "dim")
    yield Content(showable(in_keys(problem.message, own)))


def _around(what: NoteProblem | Gap, text: str, edit: str, width: int) -> Iterator[Content]:
    """The lines of the note around a problem; for a conflict, both its sides.

    edit: the keyboard key that edits the note. width: in cells.
    """
    line = what.problem.line if isinstance(what, NoteProblem) else None
    if isinstance(what, NoteProblem) and what.problem.code == "conflict":
        for conflict in conflicts(text):
            if conflict.first == line:
                yield from _both(conflict, edit)
                return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    start = max(0, (line or 1) - 1 - _BEFORE)
    shown = lines[start : (line or 1) + _AFTER]
    if shown:
        yield Content("")
    for number, written in enumerate(shown, start + 1):
        sign, style = ("▶", "$text-warning bold") if number == line else (" ", "")
        said = " ".join(as_they_stand([written], ONE_LINE))
        yield hanging(Content.styled(f"{sign}{number:>4}  ", style), Content.styled(said, style), width)


def _both(conflict: Conflict, edit: str) -> Iterator[Content]:
    """Both sides of a conflict, and what to do. edit: the keyboard key that edits the note."""
    for which, side in (
        ("one side, which counts until then", conflict.ours),
        ("the other side", conflict.theirs),
    ):
        yield Content("")
        yield Content.assemble((f"── {which}", "bold"), (f"  {showable(side.label)}", "dim"))
        yield from map(Content, as_they_stand(side.lines or ("(nothing)",)))
    yield Content("")
    yield Content(f"{edit} {_CONFLICT}")
