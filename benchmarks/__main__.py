"""``python -m benchmarks``: makes the vaults, runs ours and the peers in turn, writes benchmarks/RESULTS.md."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.merge_rows import MERGE_ROWS
from benchmarks.network_rows import NETWORK_ROWS
from benchmarks.paired import Pairing, interleaved
from benchmarks.place import Place
from benchmarks.results import Line, document, earlier, keep
from benchmarks.rows import PROCESS_ROWS, Row
from benchmarks.screen_rows import SCREEN_ROWS
from benchmarks.terminal import NeverSeen

_OURS = "ours"
_RESULTS = Path(__file__).parent / "RESULTS.md"


def measured(row: Row, place: Place, notes: int, pairs: int) -> Iterator[Line]:
    """A line for each peer of a row; what could not be measured says why."""
    outcome: dict[str, list[float]] | str
    peers = [peer for peer in row.peers if notes >= peer.least_notes]
    if not peers:
        return
    present = [peer for peer in peers if not peer.needs or shutil.which(peer.needs)]
    if notes > row.most_notes:
        outcome = f"measured up to {row.most_notes:,} notes, to end within minutes"
    else:
        try:
            with ExitStack() as prepared:
                runs = {_OURS: prepared.enter_context(row.ours(place, notes))}
                runs |= {peer.name: prepared.enter_context(peer.run(place, notes)) for peer in present}
                outcome = interleaved(runs, 1 if row.pairs == 1 else max(row.pairs, pairs))
        except subprocess.CalledProcessError as error:
            outcome = f"{Path(error.cmd[0]).name} ended with status {error.returncode}"
        except (NeverSeen, OSError) as error:
            outcome = str(error)
    for peer in peers:
        pairing: Pairing | str
        if peer not in present:
            pairing = f"{peer.needs} is not installed"
        elif isinstance(outcome, str):
            pairing = outcome
        else:
            pairing = Pairing(outcome[_OURS], outcome[peer.name])
        yield Line(row.what, notes, peer.name, peer.to_reach, row.unit, pairing)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--notes", default="1000,10000", help="sizes of the vaults (1000,10000)")
    parser.add_argument("--pairs", type=int, default=7, help="pairs of each row at least (7)")
    parser.add_argument("--only", default="", metavar="TEXT", help="the rows that have this in their name")
    parser.add_argument("--vaults", type=Path, help="where large vaults are kept between runs")
    parser.add_argument("--results", type=Path, default=_RESULTS, help="the file to write")
    parser.add_argument(
        "--slices", type=Path, metavar="FILE", help="where what is measured is kept, so that runs with --only add up"
    )
    given = parser.parse_args(argv)
    vaults = given.vaults or Path(tempfile.gettempdir()) / f"journal-benchmarks-{os.getuid()}"
    vaults.mkdir(parents=True, exist_ok=True)
    lines = earlier(given.slices) if given.slices else {}
    with tempfile.TemporaryDirectory(prefix="journal-benchmark-") as scratch:
        place = Place(Path(scratch), vaults)
        for notes in map(int, given.notes.split(",")):
            for row in (*PROCESS_ROWS, *NETWORK_ROWS, *MERGE_ROWS, *SCREEN_ROWS):
                if given.only in row.what:
                    print(f"{notes:,} notes: {row.what}", file=sys.stderr)
                    lines |= {(line.what, notes, line.peer): line for line in measured(row, place, notes, given.pairs)}
                    given.results.write_text(document(lines.values(), vaults), encoding="utf-8")
                    if given.slices:
                        keep(given.slices, lines.values())
    print(f"Written: {given.results}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
