"""Fuzzes one target for some seconds: `worker.py TARGET SECONDS WORK`. Faults are files in WORK/faults; the corpus grows in WORK/corpus."""

from __future__ import annotations

import hashlib
import os
import pkgutil
import sys
import traceback
from importlib import import_module
from pathlib import Path

import atheris

HERE = Path(__file__).parent
# Bounds of one input: its bytes, the seconds and the million bytes of memory that it may take.
LONGEST, SECONDS, MEMORY = 4096, 10, 2000
_seen: set[str] = set()


def main(name: str, seconds: int, work: Path) -> None:
    """Fuzz a target; inputs that it fails on are written, each kind of failure once."""
    sys.path.insert(0, str(HERE.parent))
    with atheris.instrument_imports(include=["factcheck"], enable_loader_override=False):
        import factcheck

        for module in pkgutil.walk_packages(factcheck.__path__, "factcheck."):
            if not module.name.endswith(("__main__", "generate")):
                import_module(module.name)
        targets = import_module("fuzz.targets")
    corpus, faults = work / "corpus" / name, work / "faults"
    corpus.mkdir(parents=True, exist_ok=True)
    faults.mkdir(parents=True, exist_ok=True)

    def test(data: bytes) -> None:
        try:
            targets.call(name, data)
        except Exception as error:
            keep(faults, name, data, error)

    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SECONDS}", f"-rss_limit_mb={MEMORY}"]
    options += [f"-artifact_prefix={faults}{os.sep}{name}-", f"-dict={HERE / 'words.dict'}", "-len_control=0", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(corpus), str(HERE / "corpus" / name)], test, enable_python_coverage=True)
    atheris.Fuzz()


def keep(faults: Path, name: str, data: bytes, error: Exception) -> None:
    """Write an input that failed, and how: the first one that failed in that place."""
    kind = f"{type(error).__name__} {traceback.format_tb(error.__traceback__)[-1]}"
    path = faults / f"{name}-{hashlib.sha256(kind.encode()).hexdigest()[:12]}"
    if kind not in _seen:
        _seen.add(kind)
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("".join(traceback.format_exception(error, limit=-6)), "utf-8", "backslashreplace")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
