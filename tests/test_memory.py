"""Notes made to take much memory: each is checked, or refused with a clear message, within 500 MB. The time is measured in benchmarks."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

MEMORY = 500_000_000
SCRIPT = """
import json, sys
from factcheck.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    # The peak of this program alone: what `getrusage` tells is inherited from the one that started it.
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM:"))
    print(json.dumps([end.code, int(peak.split()[1]) * 1024]), file=sys.stderr)
"""
_SPEC = importlib.util.spec_from_file_location("hostile", Path(__file__).parent.parent / "benchmarks" / "hostile.py")
assert _SPEC and _SPEC.loader
hostile = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(hostile)
# Those that take the most memory; benchmarks/hostile.py measures them all.
NAMES = [
    "emphasis-pairs",
    "text-columns",
    "html-table",
    "markdown-table",
    "markdown-items",
    "html-blocks-nested",
    "one-word",
    "runs-300k",
    "runs-million",
    "tags-page-250k",
    "tags-page-million",
    "tags-markdown-250k",
    "tags-markdown-million",
    "markdown-comments",
]
REFUSED = {
    "runs-million": "more than 3000000 elements and attributes",
    "tags-page-million": "more than 300000 tags",
    "tags-markdown-million": "more than 300000 tags",
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted as Linux counts it")
@pytest.mark.parametrize("name", NAMES)
def test_memory_of_hostile_notes(name: str, tmp_path: Path) -> None:
    suffix, make = hostile.INPUTS[name]
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(hostile.FACTS, "utf-8")
    (tmp_path / f"n.en.{suffix}").write_bytes(make())
    arguments = ["check", f"n.en.{suffix}", "--facts", "facts", "--format", "text", "--ui", "en"]
    done = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True)
    status, memory = json.loads(done.stderr.splitlines()[-1])
    assert memory < MEMORY
    assert status == (2 if name in REFUSED else 1 if name == "markdown-comments" else 0)
    assert REFUSED.get(name, "") in done.stdout
