"""The compiled patterns of the package: those of the compiler, and enough for a first run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.runtime import regex
from factcheck.runtime.regex_data import decode_patterns

ROOT = Path(__file__).parent.parent
COUNT = """
import sys
from pathlib import Path
from factcheck.runtime import regex
made, own = [], regex._make
regex._make = lambda pattern, flags: made.append(pattern) or own(pattern, flags)
from factcheck.checker import check_file, load_facts
from factcheck.settings import Settings
from datetime import date
for path in sys.argv[1:]:
    check_file(Path(path), load_facts(None), Settings(date(2024, 1, 15)))
print(len(made))
"""
pytestmark = pytest.mark.skipif(regex.PACKAGED is None or not regex.PACKAGED.exists(), reason="no patterns for this version of Python")


def test_they_are_what_the_compiler_makes() -> None:
    assert regex.PACKAGED is not None
    found = decode_patterns(regex.PACKAGED.read_bytes())
    assert len(found) > 100
    for (pattern, flags), made in found.items():
        assert regex._make(pattern, flags) == made, pattern


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_first_run_compiles_none_of_the_languages(language: str) -> None:
    notes = sorted(map(str, (ROOT / "documents").glob(f"*.{language}.md")))
    assert notes
    environment = {**os.environ, "FACTCHECK_NO_CACHE": "1"}
    run = subprocess.run([sys.executable, "-c", COUNT, *notes], capture_output=True, text=True, env=environment, check=True)
    assert run.stdout == "0\n"
