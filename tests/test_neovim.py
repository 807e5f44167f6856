"""The language server in a real editor, Neovim without a screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import FACTS

pytest.importorskip("pygls")

SCRIPT = Path(__file__).parent / "neovim.lua"
BEFORE = "🚢 Budget 2019 gave the Lighthouse Fund $24.22 million over three years, a first."


@pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed")
def test_a_note_is_corrected_in_neovim(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "factcheck.toml").write_text('facts = ["facts"]\n', "utf-8")
    note = tmp_path / "note à lire.en.md"
    note.write_text(BEFORE + "\n", "utf-8")
    home = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-n", "-c", f"luafile {SCRIPT}"],
        capture_output=True,
        env={**os.environ, **home, "NOTE": str(note), "PYTHON": sys.executable},
        cwd=tmp_path,
        timeout=120,
    )
    assert done.stdout, done.stderr.decode()
    found = json.loads(done.stdout)
    assert "should be $22.24 million" in found["message"]
    assert found["column"] == len(BEFORE[: BEFORE.index("$")].encode())
    assert "contradicts enveloppe" in found["hover"] and found["definition"] == 2
    assert found["text"] == BEFORE.replace("24.22", "22.24") and found["rest"] == 0
