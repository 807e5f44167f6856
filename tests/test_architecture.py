"""The documentation names what exists, and the code keeps its own bounds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
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


# Functions, files and conditions that the eye takes in at once; ruff holds branches, arguments, returns and statements.
LINES_OF_A_FILE, LINES_OF_A_FUNCTION, OPERATORS = 250, 40, 4
# Words of the private dialect of earlier versions, and what stands in their place (see docs and ARCHITECTURE.md for the terms).
RETIRED = {
    **dict.fromkeys(("told", "tell", "tells", "said", "spoken", "heard", "hear"), "stated, mentioned, dispatch, collect"),
    **dict.fromkeys(("held", "hold"), "registered, expected"),
    **dict.fromkeys(("apart", "astray", "parted"), "differ, difference"),
    **dict.fromkeys(("verdict", "judge", "judged", "settle", "settled", "meant"), "comparison, decide"),
    **dict.fromkeys(("slip", "slips", "slipped"), "error kind"),
    **dict.fromkeys(("near", "akin"), "similar, fuzzy"),
    **dict.fromkeys(("levelled", "stamped"), "with_severity, with_rule"),
    **dict.fromkeys(("telling", "elsewhere", "ahead"), "distinctive, irrealis, pool"),
}
RETIRED_NAMES = {"floor", "delta", "prior", "partial"}
# A tense of grammar.
EXCEPTIONS = {"NEAR_FUTURE"}


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(ROOT)) for path in MODULES])
def test_files_functions_and_conditions_are_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LINES_OF_A_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LINES_OF_A_FUNCTION, node.name
        if isinstance(node, ast.BoolOp):
            operators = sum(len(each.values) - 1 for each in ast.walk(node) if isinstance(each, ast.BoolOp))
            assert operators <= OPERATORS, f"{path}:{node.lineno}"


def _defined(path: Path) -> Iterator[str]:
    """Yield the names that a module defines: modules, classes, functions, their parameters, fields and variables."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(ROOT)) for path in MODULES])
def test_no_retired_word_names_a_thing(path: Path) -> None:
    found = set()
    for name in _defined(path):
        words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
        if name not in EXCEPTIONS and (name in RETIRED_NAMES or any(word.lower() in RETIRED for word in words)):
            found.add(name)
    assert not found, {name: [RETIRED.get(word.lower()) for word in re.findall(r"[A-Z]?[a-z]+", name)] for name in found}


def test_no_package_shadows_its_modules() -> None:
    for path in (path for path in MODULES if path.name == "__init__.py"):
        tree, modules = ast.parse(path.read_text("utf-8")), {each.stem for each in path.parent.iterdir()}
        imported = {alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}
        defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        assert modules.isdisjoint(imported | defined), path


def test_no_word_of_a_language_in_code() -> None:
    words = re.compile(r"""["'](?:le|la|les|depuis|sera|millions|janvier|ministre|the|million|january|minister)["']""")
    for path in MODULES:
        assert not words.search(path.read_text("utf-8")), path
