"""What is measured outside a terminal: whole processes, each against a peer's over the same notes."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import accumulate, cycle
from pathlib import Path

from benchmarks.paired import Run, millions_of_instructions, milliseconds, peak_megabytes
from benchmarks.place import Place
from benchmarks.vaults import Shape, known_word
from journal import Vault, parse_filter
from journal.vault.index.cache import LONG_LOG

__all__ = ["PROCESS_ROWS", "Peer", "Prepared", "Row", "rg_word"]

Prepared = Callable[[Place, int], AbstractContextManager[Run]]
"""Makes ready to measure over so many notes; the context ends what that started."""
_UNTIL_MERGED, _STEP = 10.0, 0.005
"""Seconds after which a long log that is not merged is a fault, and between two looks at it."""


@dataclass(frozen=True, slots=True)
class Peer:
    """needs: a program it cannot run without, empty for none. least_notes: below it there is nothing to compare."""

    name: str
    to_reach: str
    run: Prepared
    needs: str = ""
    least_notes: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """pairs: how many at least; 1 for what is the same each time. most_notes: above it the row takes some minutes."""

    what: str
    ours: Prepared
    peers: tuple[Peer, ...]
    unit: str = "ms"
    pairs: int = 7
    most_notes: int = 300_000


@contextmanager
def due_unchanged(place: Place, notes: int) -> Iterator[Run]:
    vault = place.vault(notes)
    yield lambda: milliseconds(place.journal(vault, "due"), place.environment, str(vault))


@contextmanager
def due_after_a_save(place: Place, notes: int) -> Iterator[Run]:
    vault = place.copy(notes)
    saved = cycle(sorted(vault.rglob("ask-*.md")))
    call = place.journal(vault, "due")
    milliseconds(call, place.environment, str(vault))

    def run() -> float:
        note = next(saved)
        note.write_bytes(note.read_bytes() + b"\nOne line more.\n")
        return milliseconds(call, place.environment, str(vault))

    yield run


def whole(*words: str) -> Prepared:
    """A whole process over a vault that it knows."""

    @contextmanager
    def prepared(place: Place, notes: int) -> Iterator[Run]:
        vault = place.vault(notes)
        yield lambda: milliseconds(place.journal(vault, *words), place.environment, str(vault), _status(words))

    return prepared


def _status(words: Sequence[str]) -> int:
    """What a call ends with over our vaults, in which some notes have errors."""
    return 1 if words == ("check",) else 0


def each_note(*words: str, notes: int = 0) -> Prepared:
    """Microseconds of ``whole`` for each note. notes: the size of the vault, 0 for that of the run."""

    @contextmanager
    def prepared(place: Place, run_notes: int) -> Iterator[Run]:
        size = notes or run_notes
        with whole(*words)(place, size) as run:
            yield lambda: 1000 * run() / size

    return prepared


def at(notes: int, prepared: Prepared) -> Prepared:
    """The same over a vault of another size."""
    return lambda place, _: prepared(place, notes)


def peak(*words: str) -> Prepared:
    @contextmanager
    def prepared(place: Place, notes: int) -> Iterator[Run]:
        vault = place.vault(notes)
        yield lambda: peak_megabytes(place.journal(vault, *words), place.environment, str(vault), _status(words))

    return prepared


@contextmanager
def bare_interpreter(place: Place, _notes: int) -> Iterator[Run]:
    """Millions of instructions."""
    yield lambda: millions_of_instructions((sys.executable, "-c", "pass"), place.environment, place.folder)


def instructions(*words: str, with_vault: bool = True) -> Prepared:
    """Millions of instructions of a whole process, on any machine the same. The word NOTE stands for an ask."""

    @contextmanager
    def prepared(place: Place, notes: int) -> Iterator[Run]:
        named = [_UNANSWERED[notes] if word == "NOTE" else word for word in words]
        call = place.journal(place.vault(notes), *named) if with_vault else place.console(*words)
        milliseconds(call, place.environment, place.folder)
        yield lambda: millions_of_instructions(call, place.environment, place.folder)

    return prepared


@contextmanager
def rg_outcomes(place: Place, notes: int) -> Iterator[Run]:
    vault = str(place.vault(notes))
    yield lambda: milliseconds(("rg", "-l", r"^outcome:\s*$", "-g", "*.md"), place.environment, vault)


@contextmanager
def stat_all(place: Place, notes: int) -> Iterator[Run]:
    _, script, vault = place.peer("stat_all", str(place.vault(notes)))
    yield lambda: milliseconds((sys.executable, "-I", "-S", script, vault), place.environment, vault)


@contextmanager
def git_status(place: Place, notes: int) -> Iterator[Run]:
    vault = str(place.vault(notes))
    yield lambda: milliseconds(("git", "status", "--porcelain"), place.environment, vault)


def _nothing_indexed(place: Place) -> Mapping[str, str]:
    """An environment in which journal has no cache."""
    cache = place.scratch / "cold"
    shutil.rmtree(cache, ignore_errors=True)
    return {**place.environment, "XDG_CACHE_HOME": str(cache)}


def _cold(place: Place, call: Sequence[str], vault: Path) -> float:
    """How long a call takes that makes the index; then waits until the process that it leaves behind has merged the
    log, so that no peer runs beside that.
    """
    took = milliseconds(call, _nothing_indexed(place), str(vault))
    deadline = time.monotonic() + _UNTIL_MERGED
    while any(log.stat().st_size >= LONG_LOG for log in (place.scratch / "cold").rglob("*-wal")):
        if time.monotonic() > deadline:
            raise TimeoutError("the log of a first reading was not merged")
        time.sleep(_STEP)
    return took


@contextmanager
def cold_index(place: Place, notes: int) -> Iterator[Run]:
    vault = place.vault(notes)
    yield lambda: _cold(place, place.journal(vault, "due"), vault)


@contextmanager
def cold_search(place: Place, notes: int) -> Iterator[Run]:
    vault = place.vault(notes)
    yield lambda: _cold(place, place.journal(vault, "search", known_word()), vault)


@contextmanager
def cold_index_peak(place: Place, notes: int) -> Iterator[Run]:
    vault = place.vault(notes)
    word = known_word()
    yield lambda: peak_megabytes(place.journal(vault, "search", word), _nothing_indexed(place), str(vault))


@contextmanager
def load_all(place: Place, notes: int) -> Iterator[Run]:
    vault = str(place.vault(notes))
    yield lambda: milliseconds(place.peer("load_all", vault), place.environment, vault)


@contextmanager
def load_all_peak(place: Place, notes: int) -> Iterator[Run]:
    vault = str(place.vault(notes))
    yield lambda: peak_megabytes(place.peer("load_all", vault), place.environment, vault)


@contextmanager
def notmuch_new(place: Place, notes: int) -> Iterator[Run]:
    mail = place.mail(notes)
    configuration = Path(place.environment["NOTMUCH_CONFIG"])
    configuration.write_text(
        f"[database]\npath={mail}\n[user]\nname=me\nprimary_email=me@localhost\n[new]\ntags=new\n", encoding="utf-8"
    )

    def run() -> float:
        shutil.rmtree(mail / ".notmuch", ignore_errors=True)
        return milliseconds(("notmuch", "new", "--quiet"), place.environment, str(mail))

    yield run


@contextmanager
def search_word(place: Place, notes: int) -> Iterator[Run]:
    vault = place.vault(notes)
    yield lambda: milliseconds(place.journal(vault, "search", known_word()), place.environment, str(vault))


@contextmanager
def search_keys(place: Place, notes: int) -> Iterator[Run]:
    """What the search screen asks for at each key of a word, over and over, in this process."""
    vault = Vault.open(place.vault(notes), cache=place.scratch / "searched")
    while vault.catch_up():
        pass
    typed = cycle([parse_filter(begun) for begun in accumulate(known_word())])

    def run() -> float:
        began = time.perf_counter()
        vault.search(Shape(0).today, next(typed), limit=50, now=True)
        return 1000 * (time.perf_counter() - began)

    yield run
    vault.close()


@contextmanager
def rg_word(place: Place, notes: int) -> Iterator[Run]:
    vault = str(place.vault(notes))
    yield lambda: milliseconds(("rg", "-il", known_word(), "-g", "*.md"), place.environment, vault)


_FLOOR = "floor: bare scandir + stat in a bare interpreter"
_RG = r"`rg -l '^outcome:\s*$' -g '*.md'`"
_GIT = "`git status --porcelain`, committed and clean"
_LOADS = "a bare loop of `frontmatter.load`, which indexes nothing"
_SMALLEST, _USUAL, _LARGE = 1_000, 10_000, 100_000
_OVERVIEWS = (("contacts",), ("goals",), ("check",), ("notes",), ("list", "state:nudge"))
_ASK = "asks/000/ask-000108"
_UNANSWERED = {30: "asks/000/ask-000009", 1_000: "asks/000/ask-000001"}
"""By the size of a vault, an ask of it that waits for an answer: every step can be taken."""
_STARTS = (
    ("due",), ("list",), ("show", "NOTE"), ("thank", "NOTE", "--dry-run"), ("outcome", "NOTE", "A list", "--dry-run"),
    ("search", "zavo"), ("draft", "NOTE"),
)  # fmt: skip
PROCESS_ROWS = (
    Row(
        "`journal due`, nothing changed, whole process",
        due_unchanged,
        (
            Peer(_RG, "≤ 1.2× at 10,000, ≤ 0.8× at 100,000", rg_outcomes, "rg"),
            Peer(_GIT, "≤ 3.5× at 10,000, ≤ 2× at 100,000", git_status, "git"),
            Peer(_FLOOR, "", stat_all),
        ),
    ),
    Row(
        "`journal due` after one note was saved, whole process",
        due_after_a_save,
        (Peer(_RG, "≤ 1.5× at 10,000, ≤ 1.0× at 100,000", rg_outcomes, "rg"),),
    ),
    Row(
        _FLOOR,
        stat_all,
        (
            Peer(_RG, "", rg_outcomes, "rg"),
            Peer(_GIT, "", git_status, "git"),
        ),
    ),
    Row(
        "cold `journal due`, which makes the index without full text",
        cold_index,
        (Peer(_LOADS, "≤ 1.3× at 10,000 notes", load_all),),
    ),
    Row(
        "cold index with full text: `journal search WORD`, whole process",
        cold_search,
        (
            Peer(_LOADS, "≤ 2× at 10,000 notes", load_all),
            Peer("`notmuch new` of the same notes as mails", "≤ 0.1× at 10,000 notes", notmuch_new, "notmuch"),
        ),
        most_notes=10_000,
    ),
    Row(
        "cold index with full text, peak memory of the largest process",
        cold_index_peak,
        (Peer("a bare loop of `frontmatter.load`", "≤ 150 MB", load_all_peak),),
        unit="MB",
        most_notes=10_000,
    ),
    Row(
        "search: a key typed, the best 50 with their lines (asked in the process, without a screen)",
        search_keys,
        (Peer("`rg -il WORD -g '*.md'`", "p95 ≤ 25 ms at 10,000, ≤ 50 ms at 100,000 notes", rg_word, "rg"),),
        pairs=24,
    ),
    Row(
        "`journal search WORD`, whole process",
        search_word,
        (Peer("`rg -il WORD -g '*.md'`", "", rg_word, "rg"),),
    ),
    *(
        Row(
            f"`journal {' '.join(words)}`, whole process, for each note",
            each_note(*words),
            (Peer("the same over 10,000 notes", "≤ 1.2×", each_note(*words, notes=_USUAL), least_notes=_LARGE),),
            unit="µs",
        )
        for words in _OVERVIEWS
    ),
    Row(
        "`journal contacts`, whole process",
        whole("contacts"),
        (Peer("`journal due`, nothing changed", "≤ 3× at 10,000", due_unchanged),),
    ),
    *(
        Row(
            f"`journal {' '.join(words)}`, peak memory",
            peak(*words),
            (Peer("the same over 10,000 notes", "≤ 250 MB at 100,000", at(_USUAL, peak(*words)), least_notes=_LARGE),),
            unit="MB",
        )
        for words in _OVERVIEWS
    ),
    *(
        Row(
            f"`journal {' '.join(words)}`, whole process",
            whole(*words),
            (
                Peer(
                    "the same over 1,000 notes",
                    "≤ 1.3× but for the look",
                    at(_SMALLEST, whole(*words)),
                    least_notes=_USUAL,
                ),
                Peer(_FLOOR, "", stat_all),
            ),
        )
        for words in (("show", _ASK), ("check", _ASK), ("thank", _ASK, "--dry-run"))
    ),
    *(
        Row(
            f"start of `journal {' '.join(words)}`, millions of instructions",
            instructions(*words),
            (Peer("a bare interpreter", "≤ 200 million", bare_interpreter, "valgrind"),),
            unit="M",
            pairs=1,
            most_notes=_SMALLEST,
        )
        for words in _STARTS
    ),
    *(
        Row(
            f"`journal {word}`, millions of instructions",
            instructions(word, with_vault=False),
            (Peer("a bare interpreter", "≤ 80 million", bare_interpreter, "valgrind"),),
            unit="M",
            pairs=1,
            most_notes=_SMALLEST,
        )
        for word in ("--version", "--help")
    ),
)
