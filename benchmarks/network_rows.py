"""What is measured of exports of a network: a whole process over 30,000 rows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.paired import Run, milliseconds
from benchmarks.place import Place
from benchmarks.rows import Peer, Row

__all__ = ["NETWORK_ROWS"]

_ROWS = 30_000
_FIRST = "Amber Birch Cedar Dale Ember Fjord Glade Heath Isle Juniper Kestrel Linden Moor Nettle Osprey".split()
_SECOND = "Analytics Bank Clinic Dynamics Energy Foods Games Health Labs Media Robotics Systems Works".split()
_FORMS = ("", "GmbH", "Inc.", "LLC", "Ltd", "Pvt. Ltd.", "S.A.", "Sp. z o.o.")


def _export(file: Path) -> Path:
    """An export of a network, made where it is missing: 30,000 people, half of them at companies of their own."""
    if not file.exists():
        names = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
        file.write_text("\n".join(["Notes:", "", names, *map(_row, range(_ROWS)), ""]), encoding="utf-8")
    return file


def _row(number: int) -> str:
    at = number % 2 and f" {number}"
    words = _FIRST[number % len(_FIRST)], _SECOND[number % len(_SECOND)]
    company = f"{' '.join(words)}{at or ''} {_FORMS[number % len(_FORMS)]}".strip()
    profile = f"https://www.linkedin.com/in/person-{number}"
    return f'Renée,Number {number},{profile},,"{company}","Engineer, level {number % 9}",03 Aug 2020'


@contextmanager
def who(place: Place, notes: int) -> Iterator[Run]:
    config = Path(place.environment["XDG_CONFIG_HOME"]) / "journal"
    config.mkdir(parents=True, exist_ok=True)
    export = _export(place.scratch / "Connections.csv")
    (config / "config.toml").write_text(f'[network]\nfiles = ["{export}"]\n', encoding="utf-8")
    vault = place.vault(notes)
    call = place.journal(vault, "who", "Kestrel Labs", "--json")
    yield lambda: milliseconds(call, place.environment, str(vault))
    shutil.rmtree(config)


@contextmanager
def rows_alone(place: Place, _notes: int) -> Iterator[Run]:
    call = place.peer("read_table", str(_export(place.scratch / "Connections.csv")))
    yield lambda: milliseconds(call, place.environment, place.folder)


NETWORK_ROWS = (
    Row(
        f"`journal who` over an export of {_ROWS:,} rows, whole process",
        who,
        (Peer("a bare loop of `csv.reader` over the same file", "≤ 500 ms", rows_alone),),
    ),
)
