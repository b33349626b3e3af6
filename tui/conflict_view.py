"""What is to be decided, in words, with what both sides say, as showable text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from journal import showable
from tui import paint
from tui.prose import as_they_stand

if TYPE_CHECKING:
    from journal import Undecided

__all__ = ["both_sides", "sentence"]

_BESIDE = 76
"""Cells from which two sides stand beside each other."""
_BETWEEN = 2


def sentence(undecided: Undecided) -> str:
    """A conflict in one line: ``outcome: “yes” here, “no” there``."""
    if undecided.one is None:
        return f"{undecided.what}."
    conflict = undecided.one.conflict
    ours, theirs = (_value(undecided, side.lines) for side in (conflict.ours, conflict.theirs))
    if ours is None or theirs is None:
        return f"{undecided.what}: each side says something else."
    return f"{undecided.what}: {ours} here, {theirs} there."


def _value(undecided: Undecided, lines: Sequence[str]) -> str | None:
    """The key's value in one side's lines, for one line; None where the side has more than that."""
    if undecided.is_body or len(undecided.one.keys if undecided.one else ()) != 1 or len(lines) > 1:
        return None
    _, has_value, value = (lines[0] if lines else ":").partition(":")
    shown = value.strip().strip("\"'")
    return (f"“{shown}”" if shown else "nothing") if has_value else None


def both_sides(undecided: Undecided, text: str, key: Callable[[str], str], width: int) -> Content:
    """The details of a conflict, shown beside the list.

    text: of the note, shown where there are no sides. key: names the keyboard key of an id.
    """
    line = f", line {undecided.line}" if undecided.line else ""
    lines = [
        Content.assemble(("error", "$text-error bold"), (" conflict", "bold")),
        Content.styled(showable(undecided.path) + line, "dim"),
        Content(showable(sentence(undecided))),
    ]
    how = [Content(""), *(Content(each) for each in _how(undecided, key))]
    if undecided.sides is None:
        return Content("\n").join([*lines, *how, Content(""), *_text(text.splitlines())])
    ours, base, theirs = undecided.sides
    columns = [
        [_title("ours, on this machine", ours.label), *_text(ours.lines)],
        [_title("theirs", theirs.label), *_text(theirs.lines)],
    ]
    if width >= _BESIDE:
        column = (width - _BETWEEN) // 2
        left, right = (_wrapped(lines, column) for lines in columns)
        lines += [Content(""), paint.beside(left, right, column + _BETWEEN)]
    else:
        for each in columns:
            lines += [Content(""), *each]
    if base:
        lines += [Content(""), _title("before both", ""), *_text(base.lines)]
    return Content("\n").join([*lines, *how])


def _how(undecided: Undecided, key: Callable[[str], str]) -> Iterator[str]:
    """The ways to decide, a line each, with the keyboard key. key: names the key of an id."""
    ours, theirs, both, other = (key(f"conflict.{what}") for what in ("ours", "theirs", "both", "text"))
    left = undecided.left
    if undecided.one:
        yield f"{ours} takes ours"
        yield f"{theirs} takes theirs"
        if undecided.takes_both:
            yield f"{both} keeps both, ours first"
        yield f"{other} writes something else"
    elif left and left.kind == "deleted":
        here = "deletes it" if left.other.startswith("deleted here") else "keeps it"
        yield f"{ours} {here}, as on this machine"
        yield f"{theirs} {'keeps' if here.startswith('deletes') else 'deletes'} it, as on the other"
    elif left and left.kind == "renamed":
        yield f"{both} keeps both; one that you do not want, delete afterwards"
    else:
        yield "Put it right in your editor, and tell git (git add)."


def _title(title: str, label: str) -> Content:
    """The heading of one side. label: what git calls that side; left out where that is ours, theirs or base."""
    named = "" if label in ("ours", "theirs", "base") else f"  {showable(label)}"
    return Content.assemble(("── ", paint.LOOKS["line"]), (title, paint.LOOKS["section"]), (named, "dim"))


def _text(lines: Sequence[str]) -> Iterator[Content]:
    """The lines of a side, made showable; ``(nothing)`` where there are none."""
    yield from map(Content, as_they_stand(lines or ("(nothing)",)))


def _wrapped(lines: Sequence[Content], width: int) -> list[Content]:
    """The lines, each wrapped to a width in cells."""
    return [part for line in lines for part in line.wrap(width) or [Content("")]]
