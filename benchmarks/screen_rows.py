"""What is measured in a terminal: from the start, a key or a save until it is on the screen."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path

from benchmarks.paired import Run, milliseconds
from benchmarks.peers.one_static import READY
from benchmarks.place import Place
from benchmarks.rows import Peer, Prepared, Row, at, rg_word
from benchmarks.terminal import Terminal
from benchmarks.vaults import known_word

__all__ = ["SCREEN_ROWS"]

_PULLED = 5_000
"""Notes that a pull changes."""
_SMALL = 1_000
"""Notes of the vault with which larger ones are compared."""
_TITLE = re.compile(r"\bask-\d{6}\b")
_MANY = 10
"""Rows whose titles together are a list on the screen."""
_NEXT_PAGE = "\x1b[6~"
_ALL_ASKS, _SEARCH, _REVIEW = "2", "6", "7"
_LEAVE_FIELD = "\x1b"
_EMPTY_LINE = "\x01\x0b"
_VISITS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "Asks": (_ALL_ASKS, _TITLE),
    "Contacts": ("3", re.compile(r"\b\d+ of \d+\b")),
    "Goals": ("4", re.compile(r"\b(?:stuck|under way|achieved|by \d+ \w+)\b")),
    "Timeline": ("5", re.compile(r"\d\s+[·\d]")),
    "Problems": ("8", re.compile(r"\b(?:error|warning)\b")),
}
"""Screens that list what there is: the key that leads there, and what stands in each of their rows."""
_TOUR = (*(key for key, _ in _VISITS.values()), _REVIEW, _SEARCH, _LEAVE_FIELD, "1")
_FIRST_SAVES, _SAVES = 60, 360
"""Saves of ten minutes and of an hour, one every ten seconds."""
_REST = 1.0
"""Seconds without a change after which what is done behind the first screen is done too."""
_UNTIL_GIVEN_BACK = 3.0
"""Seconds without a change after which the memory that answers took is given back, as between saves of a person."""
_UNTIL_ALL = 5.0
"""Seconds in which all rows come to screens that showed the first ones; nothing that is seen tells of it."""
_BLINK = 0.3
"""Seconds, less than from a blink of the cursor in a field to the next."""


def _listed(text: str) -> bool:
    return len(set(_TITLE.findall(text))) >= _MANY


def _ready(text: str) -> bool:
    return READY in text


def _screen(place: Place, vault: Path) -> Terminal:
    return Terminal(place.journal(vault), place.environment, place.folder)


def _one_static(place: Place) -> Terminal:
    return Terminal(place.peer("one_static"), place.environment, place.folder)


def _first(terminal: Terminal, holds: Callable[[str], bool]) -> float:
    """Milliseconds from a program's start until that is on its screen."""
    with terminal:
        return 1000 * (terminal.until(holds) - terminal.began)


def _resting(terminal: Terminal, holds: Callable[[str], bool]) -> float:
    """Megabytes that a program holds once that is on its screen and nothing more comes."""
    with terminal:
        terminal.until(holds)
        terminal.settle()
        return terminal.memory()


@contextmanager
def first_screen(place: Place, notes: int) -> Iterator[Run]:
    vault = place.vault(notes)
    yield lambda: _first(_screen(place, vault), _listed)


@contextmanager
def first_screen_small(place: Place, notes: int) -> Iterator[Run]:  # noqa: ARG001  # always of the same size
    vault = place.vault(_SMALL)
    yield lambda: _first(_screen(place, vault), _listed)


@contextmanager
def first_static(place: Place, notes: int) -> Iterator[Run]:  # noqa: ARG001  # shows no notes
    yield lambda: _first(_one_static(place), _ready)


@contextmanager
def memory(place: Place, notes: int) -> Iterator[Run]:
    vault = place.vault(notes)
    yield lambda: _resting(_screen(place, vault), _listed)


def _known(place: Place, notes: int) -> Path:
    """A vault of which the index is made."""
    vault = place.vault(notes)
    milliseconds(place.journal(vault, "due"), place.environment, str(vault))
    return vault


def _at_rest(terminal: Terminal) -> None:
    terminal.until(_listed)
    terminal.settle(_REST)


def visited(key: str, holds: Callable[[str], object]) -> Prepared:
    """Milliseconds from the key of a screen that was not visited yet, until that is on it."""

    @contextmanager
    def prepared(place: Place, notes: int) -> Iterator[Run]:
        vault = _known(place, notes)

        def run() -> float:
            with _screen(place, vault) as terminal:
                _at_rest(terminal)
                pressed = terminal.press(key)
                return 1000 * (terminal.until(holds) - pressed)

        yield run

    return prepared


def _rows_of(pattern: re.Pattern[str]) -> Callable[[str], object]:
    return lambda text: len(pattern.findall(text)) >= _MANY


@contextmanager
def memory_after_a_tour(place: Place, notes: int) -> Iterator[Run]:
    """Megabytes that the UI holds once each screen was visited and it is back on the first."""
    vault = _known(place, notes)

    def run() -> float:
        with _screen(place, vault) as terminal:
            _at_rest(terminal)
            for key in _TOUR:
                terminal.press(key)
                terminal.until(bool)
                terminal.settle(_BLINK)
            time.sleep(_UNTIL_ALL)
            return terminal.memory()

    yield run


@contextmanager
def memory_static(place: Place, notes: int) -> Iterator[Run]:  # noqa: ARG001  # shows no notes
    yield lambda: _resting(_one_static(place), _ready)


def _save(note: Path, contact: str) -> float:
    """Save a note with another contact, as editors do; returns when that is put in its place."""
    text = re.sub(r"(?m)^contact: .*$", f"contact: {contact}", note.read_text(encoding="utf-8"), count=1)
    beside = note.with_name(f".{note.name}.saving")
    beside.write_text(text, encoding="utf-8")
    replaced = time.perf_counter()
    os.replace(beside, note)
    return replaced


def _saving(terminal: Terminal, note: Path, seen: Callable[[str], str]) -> Run:
    """Saves the note, each time with a contact of a new name; milliseconds until what seen makes of that shows."""
    numbers = count(1)

    def run() -> float:
        terminal.settle()
        contact = f"Aaron {next(numbers):04}"
        saved = _save(note, contact)
        return 1000 * (terminal.until(lambda text: seen(contact) in text) - saved)

    return run


@contextmanager
def _saved_in_turn(place: Place, vault: Path) -> Iterator[tuple[Terminal, Run]]:
    """The UI over a vault, and what saves the note of its first row."""
    with _screen(place, vault) as terminal:
        shown: list[str] = []

        def first_row(text: str) -> bool:
            shown[:] = _TITLE.findall(text)
            return _listed(text)

        terminal.until(first_row)
        terminal.settle()
        (note,) = (vault / "asks").glob(f"*/{shown[0]}.md")
        yield terminal, _saving(terminal, note, lambda contact: contact)


@contextmanager
def saved_shown(place: Place, notes: int) -> Iterator[Run]:
    with _saved_in_turn(place, place.copy(notes)) as (_, save):
        yield save


def memory_after_saves(saves: int) -> Prepared:
    """Megabytes that the UI holds after so many saves, each of a name that it has not met."""

    @contextmanager
    def prepared(place: Place, notes: int) -> Iterator[Run]:
        vault = place.copy(notes)
        milliseconds(place.journal(vault, "due"), place.environment, str(vault))

        def run() -> float:
            with _saved_in_turn(place, vault) as (terminal, save):
                for _ in range(saves):
                    save()
                terminal.settle(_UNTIL_GIVEN_BACK)
                return terminal.memory()

        yield run

    return prepared


@contextmanager
def pulled_shown(place: Place, notes: int) -> Iterator[Run]:
    """Has git close every ask, or open all again, with other notes up to 5,000; milliseconds from git's end."""
    vault = place.copy(notes)
    checkout = place.two_states(vault, _changed_by_a_pull(vault))
    with _screen(place, vault) as terminal:
        terminal.until(_listed)
        right = cycle([lambda text: "Nothing is on you" in text, _listed])

        def run() -> float:
            terminal.settle()
            checkout()
            pulled = time.perf_counter()
            return 1000 * (terminal.until(next(right)) - pulled)

        yield run


def _changed_by_a_pull(vault: Path) -> Mapping[Path, bytes]:
    """The other text of the notes that a pull changes."""
    asks, others = sorted((vault / "asks").rglob("*.md")), sorted((vault / "journal").rglob("*.md"))
    closed = {path: path.read_bytes().replace(b"---\n", b"---\nstatus: closed\n", 1) for path in asks}
    longer = {path: path.read_bytes() + b"\nMore.\n" for path in others[: max(0, _PULLED - len(asks))]}
    return closed | longer


@contextmanager
def pulled(place: Place, notes: int) -> Iterator[Run]:
    vault = place.copy(notes)
    checkout = place.two_states(vault, _changed_by_a_pull(vault))

    def run() -> float:
        began = time.perf_counter()
        checkout()
        return 1000 * (time.perf_counter() - began)

    yield run


@contextmanager
def saved_told(place: Place, notes: int) -> Iterator[Run]:
    vault = place.copy(notes)
    with Terminal(place.peer("watched", str(vault)), place.environment, place.folder) as terminal:
        terminal.until(lambda text: "watching" in text)
        note = vault / "asks" / "000" / "ask-000001.md"
        yield _saving(terminal, note, lambda contact: f"told of {note}")  # noqa: ARG005  # the name is not told


def _paging(terminal: Terminal) -> Run:
    """Goes a page down in the list of all asks; milliseconds until rows are shown that were not before."""
    terminal.until(_listed)
    terminal.settle()
    before: set[str] = set()

    def another_page(text: str) -> bool:
        now = set(_TITLE.findall(text))
        if len(now - before) < _MANY:
            return False
        before.clear()
        before.update(now)
        return True

    terminal.press(_ALL_ASKS)
    terminal.until(another_page)

    def run() -> float:
        terminal.settle()
        pressed = terminal.press(_NEXT_PAGE)
        return 1000 * (terminal.until(another_page) - pressed)

    return run


@contextmanager
def page_down(place: Place, notes: int) -> Iterator[Run]:
    with _screen(place, place.vault(notes)) as terminal:
        yield _paging(terminal)


@contextmanager
def page_down_small(place: Place, notes: int) -> Iterator[Run]:  # noqa: ARG001  # always of the same size
    with _screen(place, place.vault(_SMALL)) as terminal:
        yield _paging(terminal)


@contextmanager
def search_key(place: Place, notes: int) -> Iterator[Run]:
    """Types a word, beginning again after its end; milliseconds from a key to the list of what holds that much.

    All notes have been read for the search before.
    """
    vault = place.vault(notes)
    milliseconds(place.journal(vault, "search", known_word()), place.environment, str(vault))
    with _screen(place, vault) as terminal:
        terminal.until(_listed)
        terminal.settle()
        terminal.press(_SEARCH)
        keys = _typed(known_word())

        def run() -> float:
            terminal.settle(0.3)
            key = next(keys)
            if key.startswith(_EMPTY_LINE):
                terminal.press(_EMPTY_LINE)
                terminal.settle(0.3)
            pressed = terminal.press(key[-1])
            return 1000 * (terminal.until(re.compile(r"\d notes?\b").search) - pressed)

        yield run


def _typed(word: str) -> Iterator[str]:
    """Its keys, over and over; the first of each time empties the line before."""
    while True:
        yield _EMPTY_LINE + word[0]
        yield from word[1:]


_SIZES = "≤ 1.2× at 100,000 notes"
_SMALL_TOO = f"the same over {_SMALL:,} notes"
SCREEN_ROWS: Sequence[Row] = (
    Row(
        "first screen with the real queue, from the start of the program",
        first_screen,
        (
            Peer("a Textual app with one Static", "difference ≤ 80 ms", first_static),
            Peer(_SMALL_TOO, _SIZES, first_screen_small, least_notes=_SMALL + 1),
        ),
    ),
    Row(
        "a note saved, until its new state is on the screen",
        saved_shown,
        (Peer("a bare watchdog callback that writes a line", "≤ 30 ms, p95 ≤ 80 ms at 10,000 notes", saved_told),),
        pairs=20,
        most_notes=10_000,
    ),
    Row(
        "5,000 notes changed by git while the UI is open, from git's end until the screen is right",
        pulled_shown,
        (Peer("that `git checkout` itself", "≤ 3,000 ms", pulled, "git", least_notes=10_000),),
        most_notes=10_000,
    ),
    Row(
        "a page down in the list of all asks (35 % of the notes)",
        page_down,
        (Peer(_SMALL_TOO, "p95 ≤ 20 ms", page_down_small, least_notes=_SMALL + 1),),
    ),
    Row(
        "search screen: a key typed, until the best 50 are on the screen",
        search_key,
        (Peer("`rg -il WORD -g '*.md'`", "p95 ≤ 25 ms at 10,000, ≤ 50 ms at 100,000 notes", rg_word, "rg"),),
        pairs=16,
    ),
    Row(
        "memory with the UI open and at rest",
        memory,
        (Peer("a Textual app with one Static", "≤ 60 MB at 10,000, ≤ 130 MB at 100,000 notes", memory_static),),
        unit="MB",
    ),
    Row(
        "memory after a tour of all screens and back",
        memory_after_a_tour,
        (Peer("a Textual app with one Static", "≤ 70 MB at 10,000, ≤ 150 MB at 100,000 notes", memory_static),),
        unit="MB",
    ),
    Row(
        f"memory after {_SAVES} saves, an hour's",
        memory_after_saves(_SAVES),
        (Peer(f"the same after the first {_FIRST_SAVES}", "difference ≤ 1 MB", memory_after_saves(_FIRST_SAVES)),),
        unit="MB",
        pairs=1,
        most_notes=10_000,
    ),
    *(
        Row(
            f"first visit of {screen}, from the key until {until}",
            visited(key, holds),
            (
                Peer(
                    _SMALL_TOO,
                    f"p95 ≤ {limit} ms at 100,000 notes",
                    at(_SMALL, visited(key, holds)),
                    least_notes=_SMALL + 1,
                ),
            ),
        )
        for screen, (key, row) in _VISITS.items()
        for until, holds, limit in (
            ("something is painted", bool, 100),
            ("its rows are on the screen", _rows_of(row), 300),
        )
    ),
)
