"""What git is asked runs nothing that a repository's own configuration names."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from factcheck.discovery import find_notes
from factcheck.files import git as git_files
from factcheck.files.git import is_ignored, tracked_files
from factcheck.selection import Selection

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(place: Path, *arguments: str, check: bool = True) -> str:
    run = subprocess.run(["git", "-C", str(place), *arguments], capture_output=True, text=True, check=check)
    return run.stdout


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "notes"
    (place / "sub").mkdir(parents=True)
    for name in ("a.md", "sub/b.md", "ignored.md", "untracked.md"):
        (place / name).write_text("The keepers met.\n", "utf-8")
    (place / ".gitignore").write_text("ignored.md\n", "utf-8")
    (place / ".gitattributes").write_text("*.md filter=mine diff=mine merge=mine\n", "utf-8")
    git(place, "init", "-q", ".")
    git(place, "-c", "filter.mine.clean=", "add", "a.md", "sub")
    return place


@pytest.fixture
def planted(place: Path) -> tuple[Path, Path]:
    """A program, and the file that it makes when it is run."""
    made, program = place.parent / "made", place / "program.sh"
    program.write_text(f"#!/bin/sh\necho ran >>'{made}'\n", "utf-8")
    program.chmod(0o755)
    return program, made


SETTINGS = [
    "core.fsmonitor",
    "core.hooksPath",
    "core.pager",
    "pager.ls-files",
    "pager.check-ignore",
    "core.editor",
    "core.askPass",
    "core.sshCommand",
    "core.gitProxy",
    "core.alternateRefsCommand",
    "filter.mine.clean",
    "filter.mine.smudge",
    "filter.mine.process",
    "diff.mine.command",
    "diff.mine.textconv",
    "diff.external",
    "merge.mine.driver",
    "alias.ls-files",
    "alias.check-ignore",
    "credential.helper",
    "gpg.program",
    "remote.origin.uploadpack",
    "uploadpack.packObjectsHook",
    "interactive.diffFilter",
    "sequence.editor",
    "trailer.mine.command",
]


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_setting_of_a_repository_runs_a_program(place: Path, planted: tuple[Path, Path], setting: str) -> None:
    program, made = planted
    git(place, "config", setting, str(program if setting != "core.hooksPath" else program.parent))
    git(place, "config", "core.untrackedCache", "true")
    for hook in ("post-index-change", "fsmonitor-watchman", "query-watchman"):
        shutil.copy(program, place / hook)
        shutil.copy(program, place / ".git" / "hooks" / hook)
    (place / "a.md").write_text("The keepers met again.\n", "utf-8")
    found = {path.name for path in tracked_files(place)}
    assert {"a.md", "b.md", "untracked.md"} <= found and "ignored.md" not in found
    assert is_ignored(place, str(place / "ignored.md")) and not is_ignored(place, str(place / "a.md"))
    assert not made.exists()


def test_the_planted_program_would_run(place: Path, planted: tuple[Path, Path]) -> None:
    program, made = planted
    git(place, "config", "core.fsmonitor", str(program))
    git(place, "ls-files", "-co", "--exclude-standard", check=False)
    assert made.exists()


def test_objects_that_are_missing_are_not_fetched(place: Path, planted: tuple[Path, Path]) -> None:
    program, made = planted
    for name, value in {
        "extensions.partialClone": "origin",
        "remote.origin.url": str(place.parent),
        "remote.origin.promisor": "true",
        "remote.origin.uploadpack": str(program),
        "core.repositoryformatversion": "1",
    }.items():
        git(place, "config", name, value)
    shutil.rmtree(place / ".git" / "objects")
    (place / ".git" / "objects").mkdir()
    tracked_files(place)
    assert not made.exists()


def test_a_bare_repository_in_a_folder_is_not_read(tmp_path: Path) -> None:
    made, notes = tmp_path / "made", tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("The keepers met.\n", "utf-8")
    git(notes, "init", "-q", "--bare", ".")
    program = notes / "program.sh"
    program.write_text(f"#!/bin/sh\necho ran >>'{made}'\n", "utf-8")
    program.chmod(0o755)
    git(notes, "config", "core.fsmonitor", str(program))
    git(notes, "config", "core.worktree", str(notes))
    git(notes, "config", "core.bare", "false")
    assert [path.name for path in find_notes([notes], Selection()).files if isinstance(path, Path)] == ["a.md"]
    assert not made.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("setting", ["include.path", "core.excludesFile"])
def test_a_git_that_waits_for_ever_is_not_waited_for(place: Path, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    pipe = place.parent / "pipe"
    os.mkfifo(pipe)
    monkeypatch.setattr(git_files, "_PATIENCE", 0.5)
    git(place, "config", setting, str(pipe))
    found = find_notes([place], Selection())
    assert {path.name for path in found.files if isinstance(path, Path)} >= {"a.md", "b.md", "untracked.md"}


@pytest.mark.parametrize("name", ["git", "./git", "bin/git"])
def test_a_program_of_the_folder_is_not_taken_for_git(
    place: Path, planted: tuple[Path, Path], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, made = planted
    (place / "bin").mkdir()
    shutil.copy(program, place / name)
    monkeypatch.chdir(place)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "bin", os.environ["PATH"]]))
    tracked_files(Path())
    assert not made.exists()


def test_a_worktree_elsewhere_gives_nothing_from_there(place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "secret.md").write_text("Secret.\n", "utf-8")
    git(place, "config", "core.worktree", str(other))
    found = [path for path in find_notes([place], Selection()).files if isinstance(path, Path)]
    assert found and all(path.is_relative_to(place) for path in found) and "secret.md" not in {path.name for path in found}


@pytest.mark.parametrize("known", [False, True])
def test_repositories_within_a_repository_are_looked_into(place: Path, known: bool) -> None:
    inner = place / "inner"
    (inner / "deep").mkdir(parents=True)
    for name in ("c.md", "deep/d.md", "ignored.md"):
        (inner / name).write_text("The keepers met.\n", "utf-8")
    (inner / ".gitignore").write_text("ignored.md\n", "utf-8")
    git(inner, "init", "-q", ".")
    git(inner, "add", "c.md")
    git(inner, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "Notes")
    if known:
        git(place, "-c", "advice.addEmbeddedRepo=false", "add", "inner")
    found = [path.relative_to(place).as_posix() for path in find_notes([place], Selection()).files if isinstance(path, Path)]
    assert found == ["a.md", "inner/c.md", "inner/deep/d.md", "sub/b.md", "untracked.md"]
