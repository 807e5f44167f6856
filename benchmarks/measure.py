"""What a command costs: wall clock, processor time with that of its processes, and peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Of proselint with findings, beside those of the others.
_STATUSES = (0, 1, 2, 65)


@dataclass(frozen=True)
class Cost:
    """The cost of a command: seconds on the clock, seconds of processors, and MB of its largest process."""

    wall: float
    cpu: float
    memory: float


def measure(command: Sequence[str], times: int = 1, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Cost:
    """The median cost of a command. Raises RuntimeError where it fails."""
    return _median([_once(command, env, cwd) for _ in range(times)])


def measure_in_turn(commands: Mapping[str, Sequence[str]], times: int) -> dict[str, Cost]:
    """The median costs of some commands, each run in its turn, so that what else the machine does falls on all of them."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            found[name].append(_once(command, None, None))
    return {name: _median(costs) for name, costs in found.items()}


def _once(command: Sequence[str], env: Mapping[str, str] | None, cwd: Path | None) -> Cost:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **(env or {})}, cwd=cwd)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in _STATUSES:
        raise RuntimeError(f"{' '.join(command[:3])} left with {process.returncode}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def _median(costs: Sequence[Cost]) -> Cost:
    def of(get: Callable[[Cost], float]) -> float:
        return statistics.median(map(get, costs))

    return Cost(of(lambda each: each.wall), of(lambda each: each.cpu), of(lambda each: each.memory))
