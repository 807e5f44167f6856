"""Patterns of paths that the shell did not expand."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.cli.patterns import expand_paths


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("notes/a.md", "notes/b.txt", "notes/sub/c.md", "notes/sub/deep/d.md", "notes/.hidden/e.md", "notes/we[ir]d.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A note.\n", "utf-8")
    (tmp_path / "notes" / "image.png").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("notes/*.md", ["notes/a.md", "notes/we[ir]d.md"]),
        ("notes/**/*.md", ["notes/a.md", "notes/sub/c.md", "notes/sub/deep/d.md", "notes/we[ir]d.md"]),
        ("**/**/**/d.md", ["notes/sub/deep/d.md"]),
        ("notes/sub/*", ["notes/sub/c.md"]),
        ("notes/s?b", ["notes/sub"]),
        ("notes/[ab].*", ["notes/a.md", "notes/b.txt"]),
        ("notes/?/c.md", ["notes/?/c.md"]),
        ("notes/.*/*.md", ["notes/.hidden/e.md"]),
        ("notes/*.png", ["notes/*.png"]),
        ("notes/we[ir]d.md", ["notes/we[ir]d.md"]),
        ("nowhere/*.md", ["nowhere/*.md"]),
    ],
)
def test_a_pattern(place: Path, pattern: str, found: list[str]) -> None:
    assert expand_paths([pattern]) == found


def test_links_are_named_and_linked_folders_are_not_entered(place: Path) -> None:
    (place / "notes" / "loop").symlink_to(".")
    (place / "notes" / "gone.md").symlink_to("nowhere.md")
    assert expand_paths(["notes/**/[g-z]*.md"]) == ["notes/gone.md", "notes/we[ir]d.md"]


def test_an_absolute_pattern(place: Path) -> None:
    assert expand_paths([f"{place}/notes/su*/*.md"]) == [f"{place}/notes/sub/c.md"]


def test_a_folder_that_cannot_be_read_is_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert expand_paths(["notes/sub/**/*.md"]) == ["notes/sub/c.md", "notes/sub/deep"]
