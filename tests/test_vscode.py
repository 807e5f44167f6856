"""The extension of VS Code: its own tests, where its packages are installed (`make vscode`), and what it shares with the server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import factcheck
from factcheck.messages import screen_languages

FOLDER = Path(__file__).parent.parent / "editors" / "vscode"


def test_the_extension_has_the_version_and_the_languages_of_the_program() -> None:
    found = json.loads((FOLDER / "package.json").read_text("utf-8"))
    settings = found["contributes"]["configuration"]["properties"]
    assert found["version"] == factcheck.__version__
    assert settings["factcheck.language"]["enum"] == ["auto", *screen_languages()]
    used = set(re.findall(r'settings\.get(?:<[^>]*>)?\("(\w+)"', (FOLDER / "src" / "extension.ts").read_text("utf-8")))
    assert {f"factcheck.{name}" for name in used} == settings.keys()


@pytest.mark.skipif(
    not shutil.which("npm") or not (FOLDER / "node_modules").is_dir(), reason="the packages of the extension are not installed"
)
def test_the_extension_starts_the_server() -> None:
    program = Path(sys.executable).parent / "factcheck"
    done = subprocess.run(["npm", "test"], cwd=FOLDER, capture_output=True, text=True, env={**os.environ, "FACTCHECK": str(program)})
    assert done.returncode == 0 and "pass 2" in done.stdout, done.stdout + done.stderr
