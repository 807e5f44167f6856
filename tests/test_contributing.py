"""The recipes of the contributors' guide, followed step by step in a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).resolve().parent.parent
RECIPE = re.compile(r"^( *)```\w+ (factcheck/\S+)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
RECIPES = {found[2]: dedent(found[3]) for found in RECIPE.finditer((ROOT / "CONTRIBUTING.md").read_text("utf-8"))}


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
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr, done.stderr
    return done.stdout


def write(copy: Path, path: str) -> None:
    """Write a new file of a recipe."""
    assert not (copy / path).exists()
    (copy / path).write_text(RECIPES[path], "utf-8")


def insert(copy: Path, path: str, before: str, text: str) -> None:
    """Insert text before the first place of a file where other text stands."""
    found = (copy / path).read_text("utf-8")
    assert before in found
    (copy / path).write_text(found.replace(before, text + before, 1), "utf-8")


def test_a_rule(copy: Path) -> None:
    write(copy, "factcheck/rules/high_percent.py")
    insert(copy, "factcheck/rules/__init__.py", "from factcheck.rules.impossible_date", RECIPES["factcheck/rules/__init__.py"])
    insert(copy, "factcheck/rules/__init__.py", "    COUNT,\n", "    HIGH,\n")
    for code in ("en", "fr"):
        path = f"factcheck/messages/rules.{code}.yaml"
        insert(copy, path, "count-mismatch:\n", RECIPES[path])
    documentation = copy / "factcheck/messages/documentation.fr.yaml"
    indented = "".join(
        f"  {line}" if line.strip() else line for line in RECIPES["factcheck/messages/documentation.fr.yaml"].splitlines(True)
    )
    documentation.write_text(documentation.read_text("utf-8") + indented, "utf-8")
    run(copy, "factcheck.generate")
    (copy / "note.md").write_text("The Fund pays 120% of the work.\n\nA rise of 120%.\n", "utf-8")
    assert run(copy, "factcheck", "check", "note.md").startswith("note.md:1:15: warning high-percent: “120%” is more than the whole\n")
    assert "dépasse le tout" in run(copy, "factcheck", "rules", "high-percent", "--ui", "fr")


def test_a_format(copy: Path) -> None:
    write(copy, "factcheck/formats/subtitles.py")
    insert(copy, "factcheck/formats/__init__.py", '    ".txt": ', '    ".vtt": "subtitles",\n')
    (copy / "a.en.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:04.000\nThe talks end on April 31, 2020.\n", "utf-8")
    assert run(copy, "factcheck", "check", "a.en.vtt").startswith("a.en.vtt:4:18: error impossible-date: ")


def test_a_format_of_reports(copy: Path) -> None:
    write(copy, "factcheck/reporters/csv_report.py")
    insert(copy, "factcheck/reporters/__init__.py", '    "rich": "terminal"', '    "csv": "csv_report",\n')
    insert(copy, "factcheck/reporters/__init__.py", '    "rich": (', '    "csv": (".csv",),\n')
    (copy / "note.en.md").write_text("The talks end on April 31, 2020.\n", "utf-8")
    assert run(copy, "factcheck", "check", "note.en.md", "--format", "csv").startswith("note.en.md,1,impossible-date,")


def test_a_phrase(copy: Path) -> None:
    table = "factcheck/languages/en/modifiers.yaml"
    insert(copy, table, "about, approximately,", "in the vicinity of, ")
    run(copy, "factcheck.generate")
    (copy / "note.en.md").write_text("The Fund has in the vicinity of $3 million.\n", "utf-8")
    assert '"qualifier": "about"' in run(copy, "factcheck", "read", "note.en.md", "--format", "json")


def test_a_trigger(copy: Path) -> None:
    table = "factcheck/languages/en/triggers.yaml"
    insert(copy, table, "the first year, its first year,", "in bygone days, ")
    insert(copy, table, '    - "The port was formerly worth', f"    {RECIPES[table]}")
    run(copy, "factcheck.generate")
    (copy / "note.en.md").write_text("In bygone days, the port had 40 boats.\n", "utf-8")
    script = "from factcheck.languages.load import load\nprint(any('in bygone days' in each.phrases for each in load('en').triggers))\n"
    (copy / "try.py").write_text(script, "utf-8")
    assert run(copy, "try") == "True\n"


def test_a_feature(copy: Path) -> None:
    features, scorer = "factcheck/linking/features.py", "factcheck/linking/scorer.py"
    insert(copy, features, '        Feature("other_thing"', f"        {RECIPES[features]}")
    insert(copy, scorer, '    reject({"subject": SUBJECT}, other_unit=YES),', f"    {RECIPES[scorer]}")
    script = "from factcheck.linking.scorer import OTHER_FIGURE\nprint(OTHER_FIGURE[0].least)\n"
    (copy / "try.py").write_text(script, "utf-8")
    assert run(copy, "try") == "(('one_digit', 1),)\n"


def test_a_key_of_a_language_table(copy: Path) -> None:
    schema = "factcheck/languages/schema/language.py"
    insert(copy, schema, "    compared: ", f"    {RECIPES[schema]}")
    (copy / "try.py").write_text("from factcheck.languages.load import load\nprint(load('en').modifiers.pledges)\n", "utf-8")
    for code in ("en", "fr"):
        table = f"factcheck/languages/{code}/modifiers.yaml"
        insert(copy, table, "compared: ", RECIPES[table])
    run(copy, "factcheck.generate")
    assert run(copy, "try") == "('commits to', 'pledges')\n"
