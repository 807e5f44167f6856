"""The hooks, run by the real pre-commit in a real repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from factcheck.formats import EXTRAS, READERS

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
FACTS = """entities: {fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}}
facts: {enveloppe: {about: fonds, amount: 22.24 million CAD, cues: {en: [Budget 2019]}, source: Budget}}
"""
GOOD = "Budget 2019 gave the Lighthouse Fund $22.24 million.\n"
BAD = "Budget 2019 gave the Lighthouse Fund $24.22 million.\n"
# The hooks as this project declares them, run from this environment: nothing is fetched.
HOOKS = ROOT / ".pre-commit-hooks.yaml"


def run(place: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(place.parent),
        "PRE_COMMIT_HOME": str(place.parent / "kept"),
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C.UTF-8",
    }
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)


def commit(place: Path) -> subprocess.CompletedProcess[str]:
    run(place, "git", "add", "-A")
    return run(place, "git", "commit", "-m", "Notes")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    place = tmp_path / "notes"
    for name in ("facts", "documents"):
        (place / name).mkdir(parents=True)
    (place / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    hooks = yaml.safe_load(HOOKS.read_text("utf-8"))
    for hook in hooks:
        hook["language"] = "system"
        del hook["additional_dependencies"]
    (place / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}), "utf-8")
    assert run(place, "git", "init", "-q", ".").returncode == 0
    assert run(place, "pre-commit", "install").returncode == 0
    return place


@pytest.mark.skipif(shutil.which("git") is None or not (BIN / "pre-commit").exists(), reason="needs git and pre-commit")
def test_a_bad_note_is_refused_a_good_one_passes_a_changed_fact_rechecks(repository: Path) -> None:
    note = repository / "documents" / "note.en.md"
    note.write_text(BAD, "utf-8")
    refused = commit(repository)
    assert refused.returncode != 0
    assert "amount-mismatch" in refused.stdout + refused.stderr
    note.write_text(GOOD, "utf-8")
    passed = commit(repository)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    (repository / "facts" / "a.yaml").write_text(FACTS.replace("22.24", "24.22"), "utf-8")
    rechecked = commit(repository)
    assert rechecked.returncode != 0
    assert "documents/note.en.md" in rechecked.stdout + rechecked.stderr


@pytest.mark.skipif(shutil.which("git") is None or not (BIN / "pre-commit").exists(), reason="needs git and pre-commit")
def test_a_changed_fact_checks_the_notes_that_state_it(repository: Path) -> None:
    facts, notes = repository / "facts" / "a.yaml", repository / "documents"
    more = FACTS.replace("facts: {", "facts: {part: {about: fonds, percent: 30 %, cues: {en: [lamps]}}, ")
    facts.write_text(more, "utf-8")
    (notes / "note.en.md").write_text(GOOD, "utf-8")
    (notes / "old.en.md").write_text("The Lighthouse Fund spends 35% on lamps.\n", "utf-8")
    assert run(repository, "git", "add", "-A").returncode == 0
    assert run(repository, "git", "commit", "-q", "--no-verify", "-m", "Notes").returncode == 0
    facts.write_text(more.replace("about: fonds, amount", "about: fonds, over: 2 years, amount"), "utf-8")
    passed = commit(repository)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "1 document: 0 errors" in passed.stdout + passed.stderr and "old.en.md" not in passed.stdout + passed.stderr
    facts.write_text(more.replace("facts: {", "facts: {boats: {about: fonds, count: 12 boats, cues: {en: [boats]}}, "), "utf-8")
    passed = commit(repository)
    assert passed.returncode == 0 and "no note states boats" in passed.stdout + passed.stderr


@pytest.mark.skipif(shutil.which("git") is None or not (BIN / "pre-commit").exists(), reason="needs git and pre-commit")
def test_suffixes_in_capitals_are_checked_and_what_is_excluded_is_not(repository: Path) -> None:
    (repository / "factcheck.toml").write_text('exclude = ["drafts"]', "utf-8")
    (repository / "documents" / "drafts").mkdir()
    (repository / "documents" / "drafts" / "note.en.md").write_text(BAD, "utf-8")
    passed = commit(repository)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    (repository / "documents" / "NOTE.EN.MD").write_text(BAD, "utf-8")
    refused = commit(repository)
    assert refused.returncode != 0
    assert "documents/NOTE.EN.MD" in refused.stdout + refused.stderr


TAKEN = [
    "a.md",
    "A.MD",
    "a.Md",
    "NOTE.EN.DOCX",
    "a.Docm",
    "a.ODT",
    "a.HTML",
    "A.Htm",
    "a.XHTML",
    "a.PDF",
    "a.TXT",
    "a.Text",
    "x/y/A.MARKDOWN",
]
PASSED_OVER = ["a.doc", "a.MD.bak", "a.mdx", "amd", "a.pdf~", "a.PDFX"]


def test_the_hooks_take_suffixes_in_any_case() -> None:
    notes, facts = (re.compile(hook["files"]) for hook in yaml.safe_load(HOOKS.read_text("utf-8")))
    assert all(notes.search(f"documents/{name}") for name in TAKEN)
    assert not any(notes.search(f"documents/{name}") for name in PASSED_OVER)
    assert not any(notes.search(f"{folder}/a.md") for folder in ("Documents", "x/documents", "documents.old", "facts"))
    assert all(facts.search(f"facts/{name}") for name in ("a.yaml", "A.YML", "x/b.Yaml", "a.CSV", "b.xlsx"))


def test_the_hook_takes_every_format_and_brings_its_libraries() -> None:
    hooks = yaml.safe_load(HOOKS.read_text("utf-8"))
    assert all(re.search(hooks[0]["files"], f"documents/a{suffix}") for suffix in READERS)
    brought = {re.split("[<>=]", each)[0] for hook in hooks for each in hook["additional_dependencies"]}
    assert brought == EXTRAS.keys() | {"openpyxl"}


GUIDES = ("ci.md", "integration.md")


def hook_files(guide: str) -> list[str]:
    """The configurations of pre-commit that a guide shows."""
    found = re.findall(r"^```yaml\n(repos:\n.*?)^```$", (ROOT / "docs" / guide).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert len(found) == 3
    return found


@pytest.mark.skipif(not (BIN / "pre-commit").exists(), reason="needs pre-commit")
@pytest.mark.parametrize("guide", GUIDES)
def test_the_hooks_of_the_guides_are_valid(guide: str, tmp_path: Path) -> None:
    known = {hook["id"] for hook in yaml.safe_load(HOOKS.read_text("utf-8"))}
    for number, text in enumerate(hook_files(guide)):
        (tmp_path / f"{number}.yaml").write_text(text, "utf-8")
        done = run(tmp_path, "pre-commit", "validate-config", f"{number}.yaml")
        assert done.returncode == 0, done.stdout + done.stderr
        assert {hook["id"] for each in yaml.safe_load(text)["repos"] for hook in each["hooks"]} <= known


@pytest.mark.skipif(shutil.which("git") is None or not (BIN / "pre-commit").exists(), reason="needs git and pre-commit")
@pytest.mark.parametrize("guide", GUIDES)
def test_the_local_hook_of_the_guides_checks_another_folder(guide: str, repository: Path) -> None:
    (repository / ".pre-commit-config.yaml").write_text(hook_files(guide)[2], "utf-8")
    (repository / "notes").mkdir()
    (repository / "notes" / "note.en.md").write_text(BAD, "utf-8")
    refused = commit(repository)
    assert refused.returncode != 0
    assert "notes/note.en.md" in refused.stdout + refused.stderr
    (repository / "notes" / "note.en.md").write_text(GOOD, "utf-8")
    passed = commit(repository)
    assert passed.returncode == 0, passed.stdout + passed.stderr
