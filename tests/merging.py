"""Notes that two sides changed, as people and programs change them, for the tests of the merge."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count
from typing import TypeAlias

from hypothesis import strategies as st

from journal.notes.merge import Merged, TextMerged, merge
from journal.rules.status import place
from journal.sync.merge_file import merge_lines

PATH = "asks/x.md"

cached_lines = lru_cache(maxsize=4096)(merge_lines)


def merge_text(base: bytes, ours: bytes, theirs: bytes) -> TextMerged:
    return cached_lines(base, ours, theirs)


def merged(base: bytes, ours: bytes, theirs: bytes) -> Merged:
    return merge(base, ours, theirs, path=PATH, merge_text=merge_text, status_place=place)


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
    written: frozenset[str] = field(default=frozenset())

    def data(self) -> bytes:
        block = ""
        if self.lines is not None:
            block = f"---\n{''.join(line.text() for line in self.lines)}{''.join(f'{one}{chr(10)}' for one in self.below)}---\n"
        text = block + "".join(f"{line}\n" for line in self.body)
        return (("\ufeff" if self.bom else "") + text.replace("\n", self.newline)).encode()


TEXTS = ["ask", "outcome", "why", "mood", "Shoe size"]
DATES = ["asked", "answered", "outcome_date", "thanked", "follow_up", "reported", "created", "updated", "last_contact"]
LISTS = ["nudged", "tags", "contact", "goal", "needs", "aliases"]
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
            return "yes" if kind == 1 and key in ("thanked", "answered", "reported") else "10d" if kind == 2 else self.day()
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


def _key(line: Line) -> str:
    return line.key.lower().replace("-", "").replace("_", "").replace(" ", "")


def _changed(pen: Pen, page: Page) -> Page:
    """The page after one thing that somebody, or some program, did to it."""
    lines, body = list(page.lines or ()), list(page.body)
    at = pen.number(max(0, len(lines) - 1))
    done = pen.one(WHAT)
    if done == "new key" and page.lines is not None:
        taken = {_key(line) for line in lines}
        free = [key for key in (*TEXTS, *DATES, *LISTS, "status") if _key(Line(key, None)) not in taken]
        if free:
            lines.insert(pen.number(len(lines)), pen.line(pen.one(free)))
    elif done == "spelled otherwise too" and lines and (also := SPELLED_TOO.get(lines[at].key)):
        if also not in {line.key for line in lines}:
            lines.insert(at + 1, Line(also, pen.value(lines[at].key)))
    elif done == "value" and lines:
        key = next((key for key in (*TEXTS, *DATES, *LISTS, "status") if _key(Line(key, None)) == _key(lines[at])), None)
        if key:
            lines[at] = replace(pen.line(key), key=lines[at].key, above=lines[at].above, behind=lines[at].behind)
    elif done == "entry" and lines and isinstance(value := lines[at].value, tuple):
        entry = pen.entry(lines[at].key.lower())
        lines[at] = replace(lines[at], value=(*value, entry) if pen.number(2) else (*value[1:], entry))
    elif done == "less" and lines and isinstance(value := lines[at].value, tuple) and len(value) > 1:
        lines[at] = replace(lines[at], value=value[1:])
    elif done == "no key" and lines:
        del lines[at]
    elif done == "style" and lines:
        lines[at] = replace(lines[at], style=1 if isinstance(lines[at].value, str) else (lines[at].style + 1) % 3)
    elif done == "moved" and lines:
        lines.insert(pen.number(len(lines) - 1), lines.pop(at))
    elif done == "comment" and lines:
        lines[at] = replace(lines[at], above=(*lines[at].above, f"# {pen.word()}"))
    elif done == "remark" and lines:
        lines[at] = replace(lines[at], behind=f"# {pen.word()}")
    elif done == "comment below" and page.lines is not None:
        page = replace(page, below=(*page.below, f"# {pen.word()}"))
    elif done == "obsidian" and page.lines is not None:  # writes the whole block anew
        lines = [
            replace(line, above=(), behind="", style=2 if isinstance(line.value, tuple) else 1) for line in lines
        ]
        page = replace(page, below=())
    elif done == "body":
        body.insert(pen.number(len(body)), f"{pen.word()} and so on")
    elif done == "body end":
        body += ["", f"{pen.word()} at last"]
    elif done == "body line" and body:
        body[pen.number(len(body) - 1)] = f"{pen.word()} instead"
    elif done == "no body line" and body:
        del body[pen.number(len(body) - 1)]
    elif done == "crlf":
        page = replace(page, newline="\r\n" if page.newline == "\n" else "\n")
    elif done == "bom":
        page = replace(page, bom=not page.bom)
    elif done == "key twice" and lines:
        lines.append(replace(pen.line("mood"), key=lines[at].key))
    elif done == "no block" and pen.number(3) == 0:
        return replace(page, lines=None)
    return replace(page, lines=None if page.lines is None else tuple(lines), body=tuple(body))


WHAT = [
    "value", "value", "value", "value", "new key", "new key", "new key", "entry", "entry", "less", "no key", "style",
    "moved", "comment", "comment", "remark", "comment below", "obsidian", "body", "body", "body end", "body end",
    "body line", "no body line", "crlf", "bom", "spelled otherwise too", "key twice", "no block",
]  # fmt: skip


@st.composite
def triples(draw: st.DrawFn) -> tuple[bytes, bytes, bytes]:
    """A note, and the same note as two sides have it."""
    pen = Pen(draw)
    keys = draw(st.lists(st.sampled_from([*TEXTS, *DATES, *LISTS, "status"]), unique=True, max_size=7))
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
            page = _changed(pen, page)
        sides.append(page.data())
    return (b"" if pen.number(19) == 0 else base.data()), sides[0], sides[1]
