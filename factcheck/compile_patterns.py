"""Compile the patterns that the languages give for the version of Python that runs, so that no first run has to.

Run it as `python -m factcheck.compile_patterns FOLDER`, with a folder of notes in all languages; `python -m factcheck.generate` does it with
`documents/`.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from factcheck.checker import check_file, load_facts
from factcheck.runtime import regex
from factcheck.runtime.regex_data import Compiled, Key, encode_patterns
from factcheck.settings import Settings

_DAY = date(2024, 1, 15)


def collect_patterns(notes: list[Path]) -> dict[Key, Compiled]:
    """Return what checking some notes compiles, in the order of the patterns: without a registry, and with one whatever its facts and names.
    Each check has a process of its own, in which nothing is compiled yet."""
    registries = [([], ()), ([each.parent.parent / "facts" for each in notes[:1]], ()), ([], ("canada",))]
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        plain, own, packed = pool.starmap(_check, [(notes, *each) for each in registries], chunksize=1)
    return {key: plain.get(key) or own[key] for key in sorted(plain.keys() | (own.keys() & packed.keys()))}


def _check(notes: list[Path], facts: list[Path], packs: tuple[str, ...]) -> dict[Key, Compiled]:
    """Return what this process compiles until it has checked some notes with a registry."""
    registry = load_facts(facts or None, packs)
    for path in notes:
        check_file(path, registry, Settings(_DAY))
    return regex.list_used()


def main() -> int:
    """Write the compiled patterns beside the module that loads them."""
    os.environ["FACTCHECK_NO_CACHE"] = "1"
    notes = sorted(each for each in Path(sys.argv[1]).iterdir() if each.suffix in (".md", ".txt", ".html"))
    if regex.PACKAGED is not None:
        regex.PACKAGED.write_bytes(encode_patterns(collect_patterns(notes)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
