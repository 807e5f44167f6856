"""The place of a finding as a person sees it: the heading above it, in the JSON report and on the screen; none where it would mislead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from office import odt
from test_cli import run

FACTS = "entities: {s: {kind: programme, en: {name: National Strategy}}}\nfacts: {budget: {about: s, amount: 22.24 million CAD, cues: {en: [Budget 2019]}}}\n"
BAD = "Budget 2019 gave the National Strategy $24.22 million."


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (f"# A note\n\n{BAD}\n\n## Money\n\n{BAD}\n", ["A note", "Money"]),
        (f"{BAD}\n\n## Later\n\nNothing.\n", [None]),
        (f"## Money: {BAD}\n", [f"Money: {BAD}"]),
        (f"## Money\n\nSeen.[^1]\n\n[^1]: {BAD}\n", [None]),
    ],
)
def test_the_heading_above_a_finding(text: str, headings: list[str | None], place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "a.en.md").write_text(text, "utf-8")
    run("check", "a.en.md", "--format", "json")
    [document] = json.loads(capsys.readouterr().out)["documents"]
    assert [finding.get("heading") for finding in document["findings"]] == headings


def test_the_screen_gives_it_where_no_lines_are_seen(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "a.en.odt").write_bytes(odt(f'<text:h text:outline-level="1">Money</text:h><text:p>{BAD}</text:p>'))
    (place / "b.en.md").write_text(f"# Money\n\n{BAD}\n", "utf-8")
    for name, count in (("a.en.odt", 1), ("b.en.md", 0)):
        run("--ui", "en", "check", name, "--format", "rich")
        assert capsys.readouterr().out.count("under “Money”") == count
