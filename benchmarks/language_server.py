"""Measure how long after a keystroke the language server answers, in a long note: `python benchmarks/language_server.py NOTE.md FOLDER`.

NOTE is typed into; FOLDER is its project, with its registry in `facts/`. A short note is repeated until it has 200,000 characters.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from lsp_client import Client

LENGTH, KEYS = 200_000, 7


async def measure(note: Path, folder: Path) -> list[float]:
    """Return the seconds between each keystroke and the diagnostics that follow it."""
    text = note.read_text("utf-8")
    text = (text * (LENGTH // len(text) + 1))[:LENGTH]
    client = Client(folder.absolute())
    await client.start()
    uri, found = "", []
    for key in range(KEYS):
        count, start = client.counts.get(uri, 0), time.perf_counter()
        uri = client.type("notes/long.en.md", text + "a" * key)
        while client.counts.get(uri, 0) == count:
            await asyncio.sleep(0.005)
        found.append(time.perf_counter() - start)
    await client.end()
    return found


def main() -> None:
    """Print the first answer, and the median and the slowest of the others."""
    first, *others = asyncio.run(measure(Path(sys.argv[1]), Path(sys.argv[2])))
    print(f"{LENGTH} characters: first {first:.2f} s, then median {statistics.median(others):.2f} s, slowest {max(others):.2f} s")


if __name__ == "__main__":
    main()
