"""The recipes of the contributors' guide, followed step by step in a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent, indent

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
RECIPE = re.compile(r"^( *)```\w+ (factcheck/\S+)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
RECIPES = {found[2]: dedent(found[3]) for found in RECIPE.finditer((ROOT / "CONTRIBUTING.md").read_text("utf-8"))}

PLEDGES = """
from datetime import date
from factcheck.analyze import analyze
from factcheck.detectors.pledges import find_pledges
from factcheck.facts.schema import Registry
from factcheck.formats.plain import plain_document
from factcheck.languages.load import load

note = plain_document("The port Commits\\xa0to lamps.", load("en"))
print(load("en").modifiers.pledges, find_pledges(analyze(note, Registry(), date(2020, 3, 5))))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program, which `run` uses."""
    shutil.copytree(ROOT / "factcheck", tmp_path / "factcheck", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "none.yaml").write_text("facts: {}\n", "utf-8")
    return tmp_path


def run(copy: Path, *command: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(copy / "cache")}
    done = subprocess.run([sys.executable, "-m", *command], cwd=copy, env=environment, capture_output=True, text=True)
    assert done.returncode in ((0,) if command == ("factcheck.generate",) else (0, 1)) and "Traceback" not in done.stderr, done.stderr
    return done.stdout


def write(copy: Path, path: str) -> None:
    """Write the file of a recipe, which may have been followed in the project itself."""
    (copy / path).write_text(RECIPES[path], "utf-8")


def insert(copy: Path, path: str, anchor: str, text: str) -> None:
    """Insert text after the one place of a file where an anchor stands, unless the file has it already."""
    found = (copy / path).read_text("utf-8")
    assert found.count(anchor) == 1, f"{path}: {anchor!r} occurs {found.count(anchor)} times; give insert() text that occurs once"
    if text.strip() not in found:
        (copy / path).write_text(found.replace(anchor, anchor + text), "utf-8")


def find_node(node: yaml.Node, *keys: str) -> yaml.Node:
    """Return what stands under some keys of a YAML tree."""
    for key in keys:
        node = next(value for name, value in node.value if name.value == key)
    return node


def insert_first(copy: Path, path: str, text: str, node: yaml.Node) -> None:
    """Insert text before the first key or item of a mapping, a list of lines, or a list in brackets, unless the file has it already."""
    found = (copy / path).read_text("utf-8")
    at = node.start_mark.index + (1 if getattr(node, "flow_style", False) else 0)
    if text.strip(", \n") not in found:
        (copy / path).write_text(found[:at] + text + found[at:], "utf-8")


def tree(copy: Path, path: str) -> yaml.Node:
    node = yaml.compose((copy / path).read_text("utf-8"), Loader=yaml.SafeLoader)
    assert node
    return node


def former(copy: Path, path: str) -> yaml.Node:
    """Return the first trigger whose category is `former` and whose scope is `sentence`."""
    wanted = ("former", "sentence")
    return next(each for each in tree(copy, path).value if tuple(find_node(each, key).value for key in ("category", "scope")) == wanted)


def test_a_rule(copy: Path) -> None:
    write(copy, "factcheck/rules/high_percent.py")
    insert(copy, "factcheck/rules/__init__.py", "from factcheck.findings import Rule\n", RECIPES["factcheck/rules/__init__.py"])
    insert(copy, "factcheck/rules/__init__.py", "RULES: tuple[Rule, ...] = (\n", "    HIGH,\n")
    for code in ("en", "fr"):
        path = f"factcheck/messages/rules.{code}.yaml"
        insert_first(copy, path, RECIPES[path], tree(copy, path))
    documentation = "factcheck/messages/documentation.fr.yaml"
    insert(copy, documentation, "\nrules:\n", indent(RECIPES[documentation], "  "))
    run(copy, "factcheck.generate")
    (copy / "note.md").write_text("The Fund pays 120% of the work.\n\nA rise of 120%.\n", "utf-8")
    assert run(copy, "factcheck", "check", "note.md").startswith("note.md:1:15: warning high-percent: “120%” is more than the whole\n")
    assert "dépasse le tout" in run(copy, "factcheck", "rules", "high-percent", "--ui", "fr")


def test_a_format(copy: Path) -> None:
    write(copy, "factcheck/formats/subtitles.py")
    insert(copy, "factcheck/formats/__init__.py", "READERS = {\n", '    ".vtt": "subtitles",\n')
    (copy / "a.en.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:04.000\nThe talks end on April 31, 2020.\n", "utf-8")
    assert run(copy, "factcheck", "check", "a.en.vtt").startswith("a.en.vtt:4:18: error impossible-date: ")


def test_a_format_of_reports(copy: Path) -> None:
    write(copy, "factcheck/reporters/csv_report.py")
    insert(copy, "factcheck/reporters/__init__.py", "REPORTERS = {\n", '    "csv": "csv_report",\n')
    insert(copy, "factcheck/reporters/__init__.py", "SUFFIXES_OF_FORMAT = {\n", '    "csv": (".csv",),\n')
    (copy / "note.en.md").write_text("The talks end on April 31, 2020.\n", "utf-8")
    assert run(copy, "factcheck", "check", "note.en.md", "--format", "csv").startswith("note.en.md,1,impossible-date,")


def test_a_phrase(copy: Path) -> None:
    table = "factcheck/languages/en/modifiers.yaml"
    insert_first(copy, table, "in the vicinity of, ", find_node(tree(copy, table), "before", "about"))
    run(copy, "factcheck.generate")
    (copy / "note.en.md").write_text("The Fund has in the vicinity of $3 million.\n", "utf-8")
    assert '"qualifier": "about"' in run(copy, "factcheck", "read", "note.en.md", "--format", "json")


def test_a_message(copy: Path) -> None:
    for code in ("en", "fr"):
        path = f"factcheck/messages/problems.{code}.yaml"
        old = [line for line in (copy / path).read_text("utf-8").splitlines(True) if line.startswith("lint-no-source: ")]
        assert len(old) == 1
        (copy / path).write_text((copy / path).read_text("utf-8").replace(old[0], RECIPES[path]), "utf-8")
    run(copy, "factcheck.generate")
    (copy / "facts" / "a.yaml").write_text("facts:\n  a: {amount: 3 million CAD, cues: {en: [fund]}}\n", "utf-8")
    assert "a has no source; add the key source, with a title" in " ".join(run(copy, "factcheck", "facts", "lint", "--ui", "en").split())
    assert "a n’a pas de source; ajoutez la clé source, avec un titre" in " ".join(
        run(copy, "factcheck", "facts", "lint", "--ui", "fr").split()
    )


def test_a_trigger(copy: Path) -> None:
    table = "factcheck/languages/en/triggers.yaml"
    insert_first(copy, table, RECIPES[table] + "    ", find_node(former(copy, table), "examples"))
    insert_first(copy, table, "in bygone days, ", find_node(former(copy, table), "phrases"))
    run(copy, "factcheck.generate")
    (copy / "note.en.md").write_text("In bygone days, the port had 40 boats.\n", "utf-8")
    script = "from factcheck.languages.load import load\nprint(any('in bygone days' in each.phrases for each in load('en').triggers))\n"
    (copy / "try.py").write_text(script, "utf-8")
    assert run(copy, "try") == "True\n"


def test_a_feature(copy: Path) -> None:
    features = "factcheck/linking/features.py"
    insert(copy, features, '    Feature("error_digits", _error_digits, Sign.MORE),\n', f"    {RECIPES[features]}")
    script = (
        "from factcheck.linking.features import FEATURES, Group\nprint('one_digit' in [each.name for each in FEATURES[Group.FIGURES]])\n"
    )
    (copy / "try.py").write_text(script, "utf-8")
    assert run(copy, "try") == "True\n"


def test_a_key_of_a_language_table(copy: Path) -> None:
    schema = "factcheck/languages/schema/language.py"
    insert(copy, schema, "    before: Mapping[Qualifier, tuple[str, ...]]\n", f"    {RECIPES[schema]}")
    write(copy, "factcheck/detectors/pledges.py")
    (copy / "try.py").write_text(PLEDGES, "utf-8")
    for code in ("en", "fr"):
        table = f"factcheck/languages/{code}/modifiers.yaml"
        insert_first(copy, table, RECIPES[table], tree(copy, table))
    run(copy, "factcheck.generate")
    assert run(copy, "try") == "('commits to', 'pledges') ['Commits\\xa0to']\n"
