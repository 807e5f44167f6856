"""Notes made to take long, beside ordinary notes of the same size: processor time as a ratio in one run, and memory.

`python benchmarks/hostile.py` measures all of them, `python benchmarks/hostile.py NAME…` some.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

BIN = Path(sys.executable).parent
# A hostile note takes no more than so many times what an ordinary one of its size takes, and so many MB.
TIMES, MEMORY = 3.0, 500
LARGEST = 2_000_000
FACTS = """
entities:
  fund: {kind: programme, en: {name: Lighthouse Fund, acronym: LHF}}
facts:
  sum: {about: fund, amount: 22.24 million CAD, cues: {en: [Budget 2019]}, source: Budget}
"""
PROSE = (
    "In the spring of 2019 the harbours of the north shore were dredged, and the keepers, who had waited for it since the storm, were paid "
    "$22.24 million over three years by the Lighthouse Fund. Twelve of them have since left for the islands, where the work is lighter.\n\n"
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def prose(size: int) -> bytes:
    """An ordinary note of so many bytes."""
    return (PROSE * (size // len(PROSE) + 1)).encode()[:size]


def web(size: int) -> bytes:
    """An ordinary page of so many bytes."""
    part = f"<p>{PROSE.strip()}</p>\n".encode()
    return part * (size // len(part) + 1)


def word(body: str) -> bytes:
    """A Word file with this body."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
    return stream.getvalue()


def paragraph(*runs: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def letters(size: int) -> bytes:
    """An ordinary Word file whose text has so many bytes."""
    return word(paragraph(PROSE.strip()) * (size // len(PROSE) + 1))


LINE = PROSE.replace("\n", " ")
INPUTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "emphasis-marks": ("md", lambda: b"*" * 300_000),
    "emphasis-marks-apart": ("md", lambda: b"* " * 150_000),
    "emphasis-open": ("md", lambda: b"*a " * 100_000),
    "emphasis-pairs": ("md", lambda: b"*a* " * 100_000),
    "emphasis-mixed": ("md", lambda: b"*a_ b**c__ " * 30_000),
    "text-columns": ("txt", lambda: b"North shore     12 boats     2019\n" * 23_000),
    "text-columns-words": ("txt", lambda: b"a   b\n" * 125_000),
    "html-table": ("html", lambda: b"<table>" + b"<tr><td>North shore</td><td>$12</td></tr>\n" * 17_000 + b"</table>"),
    "html-tables-nested": ("html", lambda: b"<table><tr><td>a" * 6_000),
    "html-lists-nested": ("html", lambda: b"<ul><li>a" * 20_000),
    "html-blocks-nested": ("html", lambda: b"<div>" * 100_000 + b"x"),
    "markdown-table": ("md", lambda: b"| a | b |\n|---|---|\n" + b"| North shore | $12 million |\n" * 30_000),
    "markdown-comments": ("md", lambda: b"a <!-- factcheck: ignore x --> " * 10_000),
    "markdown-items": ("md", lambda: b"- a\n" * 150_000),
    "markdown-directives": ("md", lambda: b"```{note}\n" * 50_000),
    "one-line": ("txt", lambda: LINE.encode() * 19_000),
    "one-line-markdown": ("md", lambda: LINE.encode() * 19_000),
    "one-line-page": ("html", lambda: b"<p>" + LINE.encode() * 19_000),
    "one-word": ("txt", lambda: b"w" * 5_000_000),
    "one-line-word": ("docx", lambda: word(paragraph(LINE * 19_000))),
    "runs-300k": ("docx", lambda: word(paragraph(*["a "] * 300_000))),
    "runs-million": ("docx", lambda: word(paragraph(*["a "] * 1_000_000))),
    "tags-page-250k": ("html", lambda: b"<b>a</b> " * 125_000),
    "tags-page-million": ("html", lambda: b"<b>a</b> " * 500_000),
    "tags-markdown-250k": ("md", lambda: b"x " + b"<b>a</b> " * 125_000),
    "tags-markdown-million": ("md", lambda: b"x " + b"<b>a</b> " * 500_000),
}
ORDINARY: dict[str, Callable[[int], bytes]] = {"md": prose, "txt": prose, "html": web, "docx": letters}


def cost(suffix: str, data: bytes) -> tuple[float, float, int]:
    """The processor time in seconds, the memory in MB and the exit status of a check."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "facts").mkdir()
        (place / "facts" / "a.yaml").write_text(FACTS, "utf-8")
        (place / f"n.en.{suffix}").write_bytes(data)
        command = [str(BIN / "factcheck"), "check", f"n.en.{suffix}", "--facts", "facts", "--today", "2026-11-01", "--format", "json"]
        process = subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode


@cache
def ordinary(suffix: str, size: int) -> float:
    """The processor time of an ordinary note of that size; beyond 2 MB it grows as the size does."""
    measured = min(size, LARGEST)
    return cost(suffix, ORDINARY[suffix](measured))[0] * size / measured


def main(names: list[str]) -> int:
    """Print the table; 1 where a note takes more than its bounds."""
    worst = 0
    print(f"{'note':24} {'MB':>6} {'seconds':>8} {'ratio':>6} {'memory':>7}  status")
    for name in names or INPUTS:
        suffix, make = INPUTS[name]
        data = make()
        size = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()) if suffix == "docx" else len(data)
        seconds, memory, status = cost(suffix, data)
        ratio = seconds / ordinary(suffix, max(round(size, -5), 100_000))
        over = ratio > TIMES or memory > MEMORY
        worst |= over
        print(f"{name:24} {size / 1e6:6.1f} {seconds:8.1f} {ratio:6.2f} {memory:7.0f}  {status}{'  over' if over else ''}", flush=True)
    return worst


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
