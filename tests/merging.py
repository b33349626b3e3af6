"""Notes that two sides changed, as people and programs change them, for the tests of the merge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from typing import TypeAlias

from hypothesis import strategies as st

from journal.notes.merge import Merged, TextMerged, merge
from journal.rules.status import status_rank
from journal.sync.merge_file import merge_lines

PATH = "asks/x.md"

cached_lines = lru_cache(maxsize=4096)(merge_lines)


def merge_text(base: bytes, ours: bytes, theirs: bytes) -> TextMerged:
    return cached_lines(base, ours, theirs)


def merged(base: bytes, ours: bytes, theirs: bytes) -> Merged:
    return merge(base, ours, theirs, path=PATH, merge_text=merge_text, status_place=status_rank)


Value: TypeAlias = "str | tuple[str, ...] | None"


@dataclass(frozen=True)
class Line:
    """A key with what it says. style: 0 plain, 1 and 2 quoted; lists: 0 in brackets, 1 and 2 on lines."""

    key: str
    value: Value
    style: int = 0
    above: tuple[str, ...] = ()
    behind: str = ""

    def text(self) -> str:
        lead = "".join(f"{line}\n" for line in self.above)
        remark = f"  {self.behind}" if self.behind else ""
        if isinstance(self.value, tuple):
            if self.style == 0:
                return f"{lead}{self.key}: [{', '.join(map(_in_list, self.value))}]{remark}\n"
            dash = "- " if self.style == 1 else "  - "
            return f"{lead}{self.key}:{remark}\n" + "".join(f"{dash}{_in_list(value)}\n" for value in self.value)
        if self.value is None:
            return f"{lead}{self.key}:{remark}\n"
        quote = ("", '"', "'")[self.style]
        if not quote and self.value.startswith("["):
            quote = '"'
        return f"{lead}{self.key}: {quote}{self.value}{quote}{remark}\n"


def _in_list(value: str) -> str:
    return f'"{value}"' if value.startswith("[") else value


@dataclass(frozen=True)
class Page:
    """A whole note. below: comments under the last key; None for lines: it has no frontmatter."""

    lines: tuple[Line, ...] | None = ()
    body: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    newline: str = "\n"
    bom: bool = False

    def data(self) -> bytes:
        block = ""
        if self.lines is not None:
            inside = [*(line.text() for line in self.lines), *(f"{comment}\n" for comment in self.below)]
            block = f"---\n{''.join(inside)}---\n"
        text = block + "".join(f"{line}\n" for line in self.body)
        return (("\ufeff" if self.bom else "") + text.replace("\n", self.newline)).encode()


TEXTS = ["ask", "outcome", "why", "mood", "Shoe size"]
DATES = ["asked", "answered", "outcome_date", "thanked", "follow_up", "reported", "created", "updated", "last_contact"]
LISTS = ["nudged", "tags", "contact", "goal", "needs", "aliases"]
EVERY = [*TEXTS, *DATES, *LISTS, "status"]
OTHERWISE = {
    "follow_up": "Follow-up", "outcome_date": "outcomeDate", "asked": "Asked", "why": "WHY", "tags": "Tags",
    "thanked": "Thanked", "contact": "Contact",
}  # fmt: skip
SPELLED_TOO = {"asked": "sent", "outcome": "result", "thanked": "thanks", "contact": "with"}
STATUSES = ["draft", "parked", "asked", "waiting", "answered", "done", "closed", "hopeful", "on hold", "no-reply"]


class Pen:
    """Draws values that occur nowhere else, so that each can be looked for in a result."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._numbers = count(1)
        self._days = count(0)

    def one(self, choices: list[str]) -> str:
        return self._draw(st.sampled_from(choices))

    def number(self, most: int) -> int:
        return self._draw(st.integers(0, most))

    def word(self) -> str:
        return f"w{next(self._numbers)}w"

    def day(self) -> str:
        number = next(self._days)
        return f"20{10 + self.number(15)}-{1 + number // 28 % 12:02}-{1 + number % 28:02}"

    def value(self, key: str) -> Value:
        kind = self.number(9)
        if key == "status":
            return self.one(STATUSES)
        if kind == 0:
            return None
        if key in DATES:
            is_told = key in ("thanked", "answered", "reported")
            return "yes" if kind == 1 and is_told else "10d" if kind == 2 else self.day()
        if key in LISTS:
            entries = [self.entry(key) for _ in range(1 + self.number(2))]
            return entries[0] if len(entries) == 1 and kind < 4 else tuple(entries)
        return f"{self.word()} it is" if kind > 2 else f"{self.word()}: it's so"

    def entry(self, key: str) -> str:
        return self.day() if key == "nudged" else f"[[{self.word()}]]" if key in ("contact", "goal") else self.word()

    def line(self, key: str) -> Line:
        spelled = OTHERWISE.get(key, key) if self.number(3) == 0 else key
        value = self.value(key)
        style = self.number(2)
        if isinstance(value, str) and style != 1 and (":" in value or "'" in value):
            style = 1
        comment = (f"# {self.word()}",) if self.number(4) == 0 else ()
        return Line(spelled, value, style, comment, f"# {self.word()}" if self.number(6) == 0 else "")


Change: TypeAlias = "Callable[[Pen, Page], Page]"


def _key(key: str) -> str:
    return key.lower().replace("-", "").replace("_", "").replace(" ", "")


def _one_line(change: Callable[[Pen, Line], Line]) -> Change:
    """A change of one of the page's keys."""

    def changed(pen: Pen, page: Page) -> Page:
        lines = list(page.lines or ())
        if not lines:
            return page
        at = pen.number(len(lines) - 1)
        lines[at] = change(pen, lines[at])
        return replace(page, lines=tuple(lines))

    return changed


def _value(pen: Pen, line: Line) -> Line:
    key = next((key for key in EVERY if _key(key) == _key(line.key)), "mood")
    return replace(pen.line(key), key=line.key, above=line.above, behind=line.behind)


def _entry(pen: Pen, line: Line) -> Line:
    if not isinstance(line.value, tuple):
        return _value(pen, line)
    entry = pen.entry(line.key.lower())
    return replace(line, value=(*line.value, entry) if pen.number(2) else (*line.value[1:], entry))


def _less(pen: Pen, line: Line) -> Line:
    return replace(line, value=line.value[1:]) if isinstance(line.value, tuple) and len(line.value) > 1 else line


def _style(pen: Pen, line: Line) -> Line:
    return replace(line, style=(line.style + 1) % 3 if isinstance(line.value, tuple) else 1)


def _comment(pen: Pen, line: Line) -> Line:
    return replace(line, above=(*line.above, f"# {pen.word()}"))


def _remark(pen: Pen, line: Line) -> Line:
    return replace(line, behind=f"# {pen.word()}")


def _below(pen: Pen, page: Page) -> Page:
    return page if page.lines is None else replace(page, below=(*page.below, f"# {pen.word()}"))


def _new_key(pen: Pen, page: Page) -> Page:
    if page.lines is None:
        return page
    taken = {_key(line.key) for line in page.lines}
    free = [key for key in EVERY if _key(key) not in taken]
    at = pen.number(len(page.lines))
    return replace(page, lines=(*page.lines[:at], pen.line(pen.one(free)), *page.lines[at:]))


def _spelled_too(pen: Pen, page: Page) -> Page:
    """With another spelling of a key, right below it."""
    found = [line for line in page.lines or () if line.key in SPELLED_TOO]
    taken = {line.key for line in page.lines or ()}
    if not found or SPELLED_TOO[found[0].key] in taken:
        return page
    more = Line(SPELLED_TOO[found[0].key], pen.value(found[0].key))
    lines = [one for line in page.lines or () for one in ((line, more) if line is found[0] else (line,))]
    return replace(page, lines=tuple(lines))


def _no_key(pen: Pen, page: Page) -> Page:
    if not page.lines:
        return page
    at = pen.number(len(page.lines) - 1)
    return replace(page, lines=page.lines[:at] + page.lines[at + 1 :])


def _moved(pen: Pen, page: Page) -> Page:
    lines = list(page.lines or ())
    if lines:
        lines.insert(pen.number(len(lines) - 1), lines.pop(pen.number(len(lines) - 1)))
    return replace(page, lines=page.lines and tuple(lines))


def _twice(pen: Pen, page: Page) -> Page:
    return replace(page, lines=(*page.lines, replace(pen.line("mood"), key=page.lines[0].key))) if page.lines else page


def _rewritten(pen: Pen, page: Page) -> Page:
    """As Obsidian writes a whole block: without comments, in one style."""
    lines = tuple(
        replace(line, above=(), behind="", style=2 if isinstance(line.value, tuple) else 1) for line in page.lines or ()
    )
    return page if page.lines is None else replace(page, lines=lines, below=())


def _no_block(pen: Pen, page: Page) -> Page:
    return page if pen.number(3) else replace(page, lines=None)


def _in_body(pen: Pen, page: Page) -> Page:
    at = pen.number(len(page.body))
    new = (f"{pen.word()} and so on",)
    until = at if pen.number(1) else at + 1
    return replace(page, body=page.body[:at] + new + page.body[until:])


def _body_end(pen: Pen, page: Page) -> Page:
    return replace(page, body=(*page.body, "", f"{pen.word()} at last"))


def _less_body(pen: Pen, page: Page) -> Page:
    at = pen.number(len(page.body))
    return replace(page, body=page.body[:at] + page.body[at + 1 :])


def _crlf(pen: Pen, page: Page) -> Page:
    return replace(page, newline="\r\n" if page.newline == "\n" else "\n")


def _bom(pen: Pen, page: Page) -> Page:
    return replace(page, bom=not page.bom)


CHANGES: list[Change] = [
    *[_one_line(_value)] * 4, *[_one_line(_entry)] * 2, _one_line(_less), _one_line(_style), *[_one_line(_comment)] * 2,
    _one_line(_remark), *[_new_key] * 3, _no_key, _moved, _rewritten, _below, _spelled_too, _twice, _no_block,
    *[_in_body] * 3, *[_body_end] * 2, _less_body, _crlf, _bom,
]  # fmt: skip


_keys = st.lists(st.sampled_from(EVERY), unique=True, max_size=7)
_changes = st.sampled_from(CHANGES)


@st.composite
def triples(draw: st.DrawFn) -> tuple[bytes, bytes, bytes]:
    """A note, and the same note as two sides have it."""
    pen = Pen(draw)
    keys = draw(_keys)
    body = tuple(f"{pen.word()} was here" if pen.number(3) else "" for _ in range(pen.number(6)))
    base = Page(tuple(map(pen.line, keys)) if keys or pen.number(4) else None, body)
    if pen.number(9) == 0:
        base = replace(base, newline="\r\n")
    sides = []
    for _ in range(2):
        page = base
        if base.lines is None and pen.number(1):
            page = replace(page, lines=())
        for _ in range(1 + pen.number(3)):
            page = draw(_changes)(pen, page)
        sides.append(page.data())
    return (b"" if pen.number(19) == 0 else base.data()), sides[0], sides[1]
