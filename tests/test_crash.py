"""Fifty corrections killed while they are written: see `crash.py`, of which `make crash` runs all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")
def test_a_killed_run_leaves_nothing_half_written_lost_or_exposed() -> None:
    command = [sys.executable, str(Path(__file__).parent / "crash.py"), "--calls", "8", "--random", "2"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parent)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "nothing half written, lost, exposed or left over" in run.stdout
