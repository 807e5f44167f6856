"""Names written with a hyphen that does not break: they load, and a correction keeps the name's own capitals and hyphens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli import run

HARD = "\N{NON-BREAKING HYPHEN}"


@pytest.mark.parametrize("hyphen", ["-", HARD])
@pytest.mark.parametrize("stated", ["-", HARD])
def test_a_correction_has_the_capitals_of_the_name(
    hyphen: str, stated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    name = f"Harbour{hyphen}Indigenous Ferry Board"
    Path("facts.yaml").write_text(f"entities:\n  board: {{kind: organisation, en: {name}}}\nfacts: {{}}\n", "utf-8")
    Path("note.en.md").write_text(f"The Harbour{stated}Indigenos Ferry Board met.\n", "utf-8")
    assert run("check", "note.en.md", "--facts", "facts.yaml", "--format", "json") == 1
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    (finding,) = document["findings"]
    assert (finding["rule"], finding["fix"]["replacement"]) == ("name-misspelled", f"Harbour{hyphen}Indigenous")
