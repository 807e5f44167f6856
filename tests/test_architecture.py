"""The documentation names what exists, and the code keeps its own bounds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDES = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "LISEZMOI.md"]
MODULES = sorted((ROOT / "factcheck").rglob("*.py"))


@pytest.mark.parametrize("guide", GUIDES)
def test_paths_exist(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    named = [path for path in re.findall(r"`((?:factcheck|documents|facts|tests|benchmarks|\.ci)/[\w./-]*)`", text) if "*" not in path]
    assert all((ROOT / path).exists() for path in named), [path for path in named if not (ROOT / path).exists()]


def test_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(ROOT)) for path in MODULES])
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_no_word_of_a_language_in_code() -> None:
    words = re.compile(r"""["'](?:le|la|les|depuis|sera|millions|janvier|ministre|the|million|january|minister)["']""")
    for path in MODULES:
        assert not words.search(path.read_text("utf-8")), path
