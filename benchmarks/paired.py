"""Runs in turn, and what a pair of them tells: on a shared machine only that is worth anything."""

from __future__ import annotations

import json
import math
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Pairing", "Run", "interleaved", "millions_of_instructions", "milliseconds", "peak_megabytes", "percentile"]

Run = Callable[[], float]
"""Does a thing once and returns what it cost, in its row's unit."""
_PEAK = """
import json, os, sys
null = os.open(os.devnull, os.O_WRONLY)
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
_, status, usage = os.wait4(child, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_maxrss]))
"""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What two cost in the same rounds: ``ours[i]`` and ``peer[i]`` came right after each other. Raises ValueError."""

    ours: Sequence[float]
    peer: Sequence[float]

    def __post_init__(self) -> None:
        if not self.ours or len(self.ours) != len(self.peer):
            raise ValueError(f"{len(self.ours)} of ours and {len(self.peer)} of the peer's are no pairs")

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours by the peer's, a pair at a time: below 1 ours is less."""
        return tuple(ours / peer for ours, peer in zip(self.ours, self.peer, strict=True))

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def difference(self) -> float:
        """The median of ours less the peer's, a pair at a time, in the row's unit."""
        return statistics.median(ours - peer for ours, peer in zip(self.ours, self.peer, strict=True))


def interleaved(runs: Mapping[str, Run], pairs: int) -> dict[str, list[float]]:
    """What each run cost, by name: A B A B …, after one round that is not counted and warms what can be warm."""
    for run in runs.values():
        run()
    costs: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(pairs):
        for name, run in runs.items():
            costs[name].append(run())
    return costs


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least that share of them does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def milliseconds(command: Sequence[str], environment: Mapping[str, str], folder: str, status: int = 0) -> float:
    """How long a whole process takes, from its start until its output is read.

    status: what it is to end with. Raises CalledProcessError where it ends otherwise.
    """
    began = time.perf_counter()
    done = subprocess.run(
        command, env=environment, cwd=folder, check=False, stdin=subprocess.DEVNULL, capture_output=True
    )
    if done.returncode != status:
        raise subprocess.CalledProcessError(done.returncode, list(command), stderr=done.stderr)
    return 1000 * (time.perf_counter() - began)


def millions_of_instructions(command: Sequence[str], environment: Mapping[str, str], folder: str) -> float:
    """What the processor executes for a process, as valgrind counts it. Raises CalledProcessError."""
    counted = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    done = subprocess.run(
        counted, env=environment, cwd=folder, check=True, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    return int(re.findall(r"Collected : (\d+)", done.stderr)[-1]) / 1e6


def peak_megabytes(command: Sequence[str], environment: Mapping[str, str], folder: str, status: int = 0) -> float:
    """The most memory that a process, or the largest that it waited for, held at once. status, raises: as for
    ``milliseconds``.

    A small Python starts it: Linux counts to a program what was held by the process that became it.
    """
    starter = [sys.executable, "-I", "-S", "-c", _PEAK, *command]
    done = subprocess.run(
        starter, env=environment, cwd=folder, check=True, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    ended, kilobytes = json.loads(done.stdout)
    if ended != status:
        raise subprocess.CalledProcessError(ended, list(command), stderr=done.stderr)
    return float(kilobytes) * 1024 / 1e6
