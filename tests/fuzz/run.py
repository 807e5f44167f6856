"""Fuzzes all targets, as many at a time as there are cores: `run.py [--seconds N] [--work FOLDER] [TARGET ...]`.

Exit status 0 where nothing failed, 1 where an input failed (its bytes are a file under FOLDER/faults), 2 where fuzzing itself did.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import IO

HERE = Path(__file__).parent
# What follows the time of a worker: its start, and one input that takes its time.
_GRACE, _RESTARTS = 120, 20


def main() -> int:
    """Fuzz, and return the exit status."""
    names = sorted(path.name for path in (HERE / "corpus").iterdir())
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=300, help="in all")
    parser.add_argument("--work", type=Path, default=Path(".fuzz"), help="where faults and the grown corpus are kept")
    parser.add_argument("targets", nargs="*", choices=[[], *names], metavar="TARGET")
    given = parser.parse_args()
    if find_spec("atheris") is None:
        print("atheris is not installed: there are no wheels of it for this Python and machine", file=sys.stderr)
        return 2
    chosen = given.targets or names
    cores = min(os.cpu_count() or 1, len(chosen))
    each = max(given.seconds * cores // len(chosen), 1)
    (given.work / "logs").mkdir(parents=True, exist_ok=True)
    begun = time.time()
    with ThreadPoolExecutor(cores) as pool:
        ran = list(pool.map(lambda name: _fuzz(name, each, given.work.resolve()), chosen))
    faults = [path for path in sorted((given.work / "faults").glob("*")) if path.stat().st_mtime >= begun]
    for path in faults:
        show(path)
    return 1 if faults else 0 if all(ran) else 2


def show(path: Path) -> None:
    """Print a fault: how it failed, or its bytes."""
    print(
        f"fault: {path}", path.read_text("utf-8") if path.suffix == ".txt" else b64encode(path.read_bytes()).decode(), sep="\n", flush=True
    )


def _fuzz(name: str, seconds: int, work: Path) -> bool:
    """Fuzz one target for some seconds, again after an input that ended the process. Return whether it ran."""
    end = time.monotonic() + seconds
    log = work / "logs" / f"{name}.log"
    with log.open("wb") as output:
        for _ in range(_RESTARTS):
            left = int(end - time.monotonic())
            if left < 1 or _worked(name, left, work, output):
                break
    text = log.read_text("utf-8", "replace")
    done = [line.split(":")[-1].strip() for line in text.splitlines() if line.startswith("stat::number_of_executed_units")]
    print(f"{name}: {' + '.join(done) or 'no'} inputs in {seconds} s", flush=True)
    if not done:
        print(text[-3000:], flush=True)
    return bool(done)


def _worked(name: str, seconds: int, work: Path, output: IO[bytes]) -> bool:
    """Let a worker fuzz. Return whether it came to its end."""
    command = [sys.executable, str(HERE / "worker.py"), name, str(seconds), str(work)]
    try:
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, timeout=seconds + _GRACE)
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
