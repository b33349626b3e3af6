"""benchmarks/RESULTS.md: what was measured, against what, on what, and nothing else."""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.paired import Pairing, percentile

__all__ = ["Line", "document", "earlier", "keep"]

_HEADS = ("what", "notes", "ours", "peer", "peer's", "ratio", "difference", "pairs", "to reach")
_PACKAGES = ("textual", "rich", "watchdog", "python-frontmatter", "PyYAML")
_PROGRAMS = (("rg", "--version"), ("git", "--version"), ("notmuch", "--version"), ("valgrind", "--version"))
_EXPLAINED = """\
A pair is ours and the peer's one right after the other, in the same run; a ratio below 1 says that ours took less.
Ours and the peer's are medians with the 95th percentile in brackets; ratio and difference are medians over the
pairs, the ratio with the smallest and the largest. Of every pairing a first round was made and not counted, so
the system had the files in memory. `journal` is started as its console script starts it, in a home of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. pairing: a sentence where it could not be measured."""

    what: str
    notes: int
    peer: str
    to_reach: str
    unit: str
    pairing: Pairing | str


def keep(file: Path, lines: Iterable[Line]) -> None:
    """Has the lines in a file for ``earlier``."""
    file.write_text(json.dumps([asdict(line) for line in lines]), encoding="utf-8")


def earlier(file: Path) -> dict[tuple[str, int, str], Line]:
    """The lines that earlier runs kept, by what, notes and peer; none where there is no such file."""
    found = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    lines = (
        Line(**{**each, "pairing": said if isinstance(said := each["pairing"], str) else Pairing(**said)})
        for each in found
    )
    return {(line.what, line.notes, line.peer): line for line in lines}


def document(lines: Collection[Line], vaults: Path) -> str:
    """The whole file; the lines of a row stand together, from the smallest vault to the largest."""
    places: dict[str, int] = {}
    for line in lines:
        places.setdefault(line.what, len(places))
    lines = sorted(lines, key=lambda line: (places[line.what], line.notes))
    return "\n".join(
        (
            "# How fast it is",
            "",
            "Made by `make bench`; the rows are in `benchmarks/rows.py` and the other `*_rows.py`.",
            _EXPLAINED,
            "",
            *_table(lines),
            "",
            "## Machine",
            "",
            *(f"- {fact}" for fact in _machine(vaults)),
            "",
        )
    )


def _table(lines: Iterable[Line]) -> Iterator[str]:
    yield f"| {' | '.join(_HEADS)} |"
    yield f"|{'---|' * len(_HEADS)}"
    for line in lines:
        yield f"| {' | '.join(_cells(line))} |"


def _cells(line: Line) -> Sequence[str]:
    pairing, unit, peer = line.pairing, line.unit, line.peer.replace("|", "\\|")
    if isinstance(pairing, str):
        return line.what, f"{line.notes:,}", "–", peer, "–", f"not measured: {pairing}", "–", "0", line.to_reach or "–"
    return (
        line.what,
        f"{line.notes:,}",
        f"{_usual(pairing.ours)} {unit}",
        peer,
        f"{_usual(pairing.peer)} {unit}",
        f"{pairing.ratio:.2f}× ({min(pairing.ratios):.2f}–{max(pairing.ratios):.2f})",
        f"{pairing.difference:+,.1f} {unit}",
        str(len(pairing.ours)),
        line.to_reach or "–",
    )


def _usual(values: Sequence[float]) -> str:
    return f"{statistics.median(values):,.1f} ({percentile(values, 0.95):,.1f})"


def _machine(vaults: Path) -> Iterator[str]:
    yield f"{datetime.now(UTC):%d %B %Y, %H:%M} UTC; the machine was shared with other work, so the figures are noisy"
    yield f"load at the end of the run: {os.getloadavg()[1]:.1f} processes over 5 minutes"
    yield f"{os.cpu_count()} cores, {_memory():.0f} GB of memory, {platform.system()} {platform.release()}"
    yield f"vaults on {_disk(vaults)}"
    packages = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    yield f"{sys.implementation.name} {platform.python_version()}, {packages}"
    yield "; ".join(_program(*call) for call in _PROGRAMS)


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _program(name: str, *words: str) -> str:
    if shutil.which(name) is None:
        return f"{name} is not installed"
    done = subprocess.run([name, *words], capture_output=True, text=True, check=True)
    return done.stdout.partition("\n")[0]


def _disk(folder: Path) -> str:
    """The kind of file system, as the system's df names it."""
    done = subprocess.run(["df", "--output=fstype", folder], capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]
