"""Speed and memory of factcheck beside other tools, in one run: ratios, since seconds depend on the machine.

`python benchmarks/run.py [ROW…]`: `--record` keeps the ratios in `benchmarks/history.jsonl`, `--data FOLDER` measures throughput on real notes,
`--long` measures sizes that take more than ten minutes, `--minutes N` starts no row after so many minutes.
"""

from __future__ import annotations

import argparse
import compileall
import math
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import factcheck

sys.path.insert(0, str(Path(__file__).resolve().parent))
import history
from peers import install
from rows import ROWS, Bench, Row


def main() -> int:
    """Print the table, and 1 where a row could not be measured."""
    options = _parse()
    compileall.compile_dir(str(Path(factcheck.__file__).parent), quiet=2)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    start, failed, ratios = time.monotonic(), 0, {}
    peers = install()
    print(f"{'':50} {'ratio':>8} {'bound':>8}", flush=True)
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(Path(place), options.data, options.long)
        for measure in ROWS:
            if options.rows and measure.__name__ not in options.rows:
                continue
            if time.monotonic() - start > options.minutes * 60:
                print(f"{measure.__name__}: left out, the time is over", flush=True)
                continue
            try:
                for row in measure(bench, peers):
                    _print(row)
                    if row.value is not None:
                        ratios[row.name] = round(row.value, 3)
            except (RuntimeError, OSError) as error:
                failed = 1
                print(f"{measure.__name__}: {error}", flush=True)
    if options.record:
        history.record(ratios, date.today().isoformat(), os.cpu_count() or 1, "given" if options.data else "generated")
    return failed


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(each.__name__ for each in ROWS))
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--minutes", type=float, default=8)
    found = parser.parse_args()
    if unknown := set(found.rows) - {each.__name__ for each in ROWS}:
        parser.error(f"no row {', '.join(sorted(unknown))}")
    if found.data and not found.data.is_dir():
        parser.error(f"{found.data} is no folder")
    return found


def _print(row: Row) -> None:
    if row.value is None:
        print(f"{row.name:50} {'not available':>17}   {row.text}", flush=True)
        return
    bound = "" if math.isinf(row.bound) or not row.bound else f"{'≥' if row.least else '≤'} {row.bound:g}"
    over = row.value < row.bound if row.least else row.value > row.bound
    print(f"{row.name:50} {row.value:8.2f} {bound:>8} {'!' if over else ' '} {row.text}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
