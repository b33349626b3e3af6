"""The benchmarks count and compare rightly, and have something to compare each figure with; nothing is timed here."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.__main__ import measured
from benchmarks.merge_rows import MERGE_ROWS
from benchmarks.network_rows import NETWORK_ROWS
from benchmarks.paired import Pairing, Run, interleaved, peak_megabytes, percentile
from benchmarks.peers.stat_all import stat_all
from benchmarks.place import Place
from benchmarks.results import Line, document
from benchmarks.rows import PROCESS_ROWS, Peer, Prepared, Row
from benchmarks.screen_rows import SCREEN_ROWS
from benchmarks.terminal import NeverSeen, Terminal
from benchmarks.vaults import Shape, Words, made_once, write

ROWS = (*PROCESS_ROWS, *NETWORK_ROWS, *MERGE_ROWS, *SCREEN_ROWS)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "scratch").mkdir()
    return Place(tmp_path / "scratch", tmp_path / "vaults")


def costs(*values: float) -> Run:
    coming = iter(values)
    return lambda: next(coming)


def files(root: Path) -> dict[str, tuple[bytes, float]]:
    return {path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime) for path in root.rglob("*.md")}


def test_the_ratio_is_the_median_of_the_pairs_and_not_of_the_sums() -> None:
    pairing = Pairing((10.0, 40.0, 90.0), (10.0, 20.0, 10.0))
    assert pairing.ratios == (1.0, 2.0, 9.0)
    assert pairing.ratio == 2.0
    assert pairing.difference == 20.0


@pytest.mark.parametrize(("ours", "peer"), [((), ()), ((1.0,), ()), ((1.0,), (1.0, 2.0))])
def test_what_was_not_measured_in_pairs_has_no_ratio(ours: tuple[float, ...], peer: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="no pairs"):
        Pairing(ours, peer)


@pytest.mark.parametrize(("share", "value"), [(0.5, 3.0), (0.95, 5.0), (0.2, 1.0), (1.0, 5.0)])
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    assert percentile((5.0, 1.0, 4.0, 2.0, 3.0), share) == value


def test_runs_take_turns_and_the_first_round_does_not_count() -> None:
    order: list[str] = []

    def run(name: str, values: Run) -> Run:
        def once() -> float:
            order.append(name)
            return values()

        return once

    found = interleaved({"a": run("a", costs(9, 1, 2)), "b": run("b", costs(9, 3, 4))}, 2)
    assert found == {"a": [1, 2], "b": [3, 4]}
    assert order == ["a", "b"] * 3


def test_memory_is_that_of_the_program_alone() -> None:
    program = (sys.executable, "-I", "-S", "-c", "held = bytearray({})")
    small, large = (
        peak_megabytes((*program[:-1], program[-1].format(size)), os.environ, ".") for size in (0, 50_000_000)
    )
    assert large - small == pytest.approx(50, abs=5)


def test_a_program_that_fails_has_no_memory_to_report() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        peak_megabytes((sys.executable, "-c", "raise SystemExit(3)"), os.environ, ".")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_each_row_names_its_peers_and_is_measured_often_enough(row: Row) -> None:
    assert row.peers
    assert all(peer.name for peer in row.peers)
    assert len({peer.name for peer in row.peers}) == len(row.peers)
    is_of_many_saves = row.what.startswith("memory after")  # which are measures enough, and take minutes
    assert row.pairs >= 7 or row.unit == "M" or is_of_many_saves


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_each_row_can_be_told_from_the_others(row: Row) -> None:
    assert [other for other in ROWS if other.what == row.what] == [row]


def a_row(ours: Run, peer: Peer, most_notes: int = 1000) -> Row:
    return Row("a row", prepared(ours), (peer,), most_notes=most_notes)


def prepared(run: Run) -> Prepared:
    @contextmanager
    def ready(place: Place, notes: int) -> Iterator[Run]:
        yield run

    return ready


def test_a_row_is_measured_at_least_as_often_as_it_asks_for(place: Place) -> None:
    (line,) = measured(a_row(lambda: 2.0, Peer("peer", "≤ 1×", prepared(lambda: 4.0))), place, 10, 1)
    assert line.pairing == Pairing([2.0] * 7, [4.0] * 7)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (a_row(costs(1), Peer("peer", "", prepared(costs(1)), needs="no-such-program")), "no-such-program is not inst"),
        (a_row(costs(1), Peer("peer", "", prepared(costs(1))), most_notes=9), "measured up to 9 notes"),
    ],
)
def test_what_cannot_be_measured_says_why(row: Row, reason: str, place: Place) -> None:
    if row.peers[0].needs:
        row = Row(row.what, prepared(lambda: 1.0), row.peers)
    (line,) = measured(row, place, 10, 7)
    assert isinstance(line.pairing, str)
    assert line.pairing.startswith(reason)
    assert f"not measured: {reason}" in document([line], Path.cwd())


def test_a_peer_with_nothing_to_compare_has_no_line(place: Place) -> None:
    assert not list(measured(a_row(costs(), Peer("peer", "", prepared(costs()), least_notes=11)), place, 10, 7))


def test_the_table_has_a_cell_for_each_head() -> None:
    line = Line("a row", 10_000, "`a | b`", "", "ms", Pairing((10.0, 20.0), (20.0, 20.0)))
    heads, _, cells = [text for text in document([line], Path.cwd()).splitlines() if text.startswith("|")]
    parts = [re.split(r" (?<!\\)\| ", text.strip("| ")) for text in (heads, cells)]
    assert dict(zip(*parts, strict=True)) == {
        "what": "a row",
        "notes": "10,000",
        "ours": "15.0 (20.0) ms",
        "peer": r"`a \| b`",
        "peer's": "20.0 (20.0) ms",
        "ratio": "0.75× (0.50–1.00)",
        "difference": "-5.0 ms",
        "pairs": "2",
        "to reach": "–",
    }


def test_a_vault_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(Shape(60), tmp_path / name)
    write(Shape(60, seed=2), tmp_path / "c")
    assert files(tmp_path / "a") == files(tmp_path / "b") != files(tmp_path / "c")


def test_a_vault_has_so_many_notes_of_each_kind_and_small_folders(tmp_path: Path) -> None:
    root = made_once(Shape(1000), tmp_path)
    kinds = {folder.name: stat_all(str(folder)) for folder in root.iterdir() if folder.is_dir()}
    assert kinds == {"people": 200, "goals": 10, "asks": 350, "meetings": 100, "journal": 340}
    assert max(len(list(folder.iterdir())) for folder in root.glob("*/*")) == 250


def test_a_vault_is_made_once(tmp_path: Path) -> None:
    root = made_once(Shape(10), tmp_path)
    (root / "sign").touch()
    assert made_once(Shape(10), tmp_path) == root
    assert (root / "sign").exists()
    assert list(tmp_path.iterdir()) == [root]


def test_common_words_are_common() -> None:
    words = Words(random.Random(1), 1000)
    drawn = words.some(10_000)
    assert drawn.count(words.ranked[0]) > 4 * drawn.count(words.ranked[9]) > 0


def test_a_terminal_tells_when_a_text_came_without_its_colours(tmp_path: Path) -> None:
    program = "print(input('\\33[1mwhat\\33[0m? '), 'it is', flush=True); import time; time.sleep(60)"
    with Terminal((sys.executable, "-c", program), dict(os.environ), str(tmp_path)) as terminal:
        asked = terminal.until(lambda text: re.search(r"what\s*\?", text))
        pressed = terminal.press("this\n")
        assert terminal.began < asked < pressed < terminal.until(lambda text: "this it is" in text)
        assert terminal.memory() > 1


def test_a_terminal_whose_program_ends_says_what_came(tmp_path: Path) -> None:
    with (
        Terminal((sys.executable, "-c", "print('no vault')"), dict(os.environ), str(tmp_path)) as terminal,
        pytest.raises(NeverSeen, match="no vault"),
    ):
        terminal.until(str.isdecimal)
