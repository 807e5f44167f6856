"""The documentation names what exists, and the code keeps its own bounds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDES = [
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "README.md",
    "LISEZMOI.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
]
MODULES = sorted((ROOT / "factcheck").rglob("*.py"))


@pytest.mark.parametrize("guide", GUIDES)
def test_paths_exist(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    named = [path for path in re.findall(r"`((?:factcheck|documents|docs|tests|benchmarks|\.ci)/[\w./-]*)`", text) if "*" not in path]
    assert all((ROOT / path).exists() for path in named), [path for path in named if not (ROOT / path).exists()]


@pytest.mark.parametrize("guide", GUIDES)
def test_links_lead_somewhere(guide: str) -> None:
    folder = (ROOT / guide).parent
    linked = re.findall(r"\]\(([\w./-]+)\)", (ROOT / guide).read_text("utf-8"))
    assert all((folder / path).exists() for path in linked), linked


@pytest.mark.parametrize("guide", ["README.md", "LISEZMOI.md"])
def test_the_first_guide_is_short(guide: str) -> None:
    assert len((ROOT / guide).read_text("utf-8").splitlines()) <= 150


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(ROOT)) for path in MODULES])
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_no_word_of_a_language_in_code() -> None:
    words = re.compile(r"""["'](?:le|la|les|depuis|sera|millions|janvier|ministre|the|million|january|minister)["']""")
    for path in MODULES:
        assert not words.search(path.read_text("utf-8")), path
