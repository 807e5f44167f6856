"""The ratios by commit, a line of JSON for each measured run: `benchmarks/history.jsonl`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import factcheck

FILE = Path(__file__).resolve().parent / "history.jsonl"


def record(ratios: Mapping[str, float], day: str, cores: int, data: str) -> None:
    """Add the ratios of the present commit; those that were recorded of it on the same data are replaced."""
    line = {"commit": commit(), "day": day, "version": factcheck.__version__, "cores": cores, "data": data, "ratios": dict(ratios)}
    known = [json.loads(each) for each in FILE.read_text("utf-8").splitlines()] if FILE.exists() else []
    kept = [each for each in known if (each["commit"], each["data"]) != (line["commit"], line["data"])]
    FILE.write_text("".join(json.dumps(each) + "\n" for each in [*kept, line]), "utf-8")


def commit() -> str:
    """The short id of the present commit, with a plus sign where files differ from it; empty outside git."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], capture_output=True, text=True, cwd=FILE.parent, check=False).stdout.strip()

    changed = [line for line in git("status", "--porcelain").splitlines() if not line.endswith(FILE.name)]
    return git("rev-parse", "--short=12", "HEAD") + ("+" if changed else "")
