"""What is measured outside a terminal: whole processes, each against a peer's over the same notes."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import accumulate, cycle
from pathlib import Path

from benchmarks.paired import Run, milliseconds, peak_megabytes
from benchmarks.place import Place
from benchmarks.vaults import Shape, known_word
from journal import Vault, parse_filter

__all__ = ["PROCESS_ROWS", "Peer", "Prepared", "Row", "rg_word"]

Prepared = Callable[[Place, int], AbstractContextManager[Run]]
"""Makes ready to measure over so many notes; the context ends what that started."""


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
    """pairs: how many at least. most_notes: above it the row takes more than some minutes."""

    what: str
    ours: Prepared
    peers: tuple[Peer, ...]
    unit: str = "ms"
    pairs: int = 7
    most_notes: int = 100_000


@contextmanager
def due_unchanged(place: Place, notes: int) -> Iterator[Run]:
    vault = place.vault(notes)
    yield lambda: milliseconds(place.journal(vault, "due"), place.environment, str(vault))


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


@contextmanager
def cold_index(place: Place, notes: int) -> Iterator[Run]:
    vault = place.vault(notes)
    yield lambda: milliseconds(place.journal(vault, "due"), _nothing_indexed(place), str(vault))


@contextmanager
def cold_search(place: Place, notes: int) -> Iterator[Run]:
    vault = place.vault(notes)
    yield lambda: milliseconds(place.journal(vault, "search", known_word()), _nothing_indexed(place), str(vault))


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
PROCESS_ROWS = (
    Row(
        "`journal due`, nothing changed, whole process",
        due_unchanged,
        (
            Peer(r"`rg -l '^outcome:\s*$' -g '*.md'`", "≤ 1.2×", rg_outcomes, "rg"),
            Peer("`git status --porcelain`, committed and clean", "≤ 3.5×", git_status, "git"),
            Peer(_FLOOR, "", stat_all),
        ),
    ),
    Row(
        _FLOOR,
        stat_all,
        (
            Peer(r"`rg -l '^outcome:\s*$' -g '*.md'`", "", rg_outcomes, "rg"),
            Peer("`git status --porcelain`, committed and clean", "", git_status, "git"),
        ),
    ),
    Row(
        "cold `journal due`, which makes the index without full text",
        cold_index,
        (Peer("a bare loop of `frontmatter.load`, which indexes nothing", "", load_all),),
        most_notes=10_000,
    ),
    Row(
        "cold index with full text: `journal search WORD`, whole process",
        cold_search,
        (
            Peer("a bare loop of `frontmatter.load`, which indexes nothing", "≤ 0.5×", load_all),
            Peer("`notmuch new` of the same notes as mails", "≤ 0.1×", notmuch_new, "notmuch"),
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
        (Peer("`rg -il WORD -g '*.md'`", "p95 ≤ 16 ms at 10,000, ≤ 50 ms at 100,000 notes", rg_word, "rg"),),
        pairs=24,
    ),
    Row(
        "`journal search WORD`, whole process",
        search_word,
        (Peer("`rg -il WORD -g '*.md'`", "", rg_word, "rg"),),
    ),
)
