"""The other tools, each in an environment of its own in the cache folder of the user: nothing of them comes into that of the project."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

PEERS = {"proselint": "0.16.0", "codespell": "2.4.1", "typos": "1.52.0"}
_WORDS: Mapping[str, Sequence[str]] = {"proselint": ("check",), "codespell": (), "typos": ()}
# The seconds that the installation of one may take.
_PATIENCE = 90


def install() -> dict[str, Path]:
    """The programs by name, installed where they are not yet; one that cannot be installed is left out, which is printed."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "factcheck-bench"
    found = {}
    for name, version in PEERS.items():
        place = cache / f"{name}-{version}-{sys.version_info.major}.{sys.version_info.minor}"
        program = place / ("Scripts" if os.name == "nt" else "bin") / name
        if program.exists() or _install(place, f"{name}=={version}"):
            found[name] = program
        else:
            print(f"{name} {version} could not be installed: its rows are left out", flush=True)
    return found


def _install(place: Path, requirement: str) -> bool:
    try:
        venv.create(place, with_pip=True, clear=True)
        python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
        command = [str(python), "-m", "pip", "install", "-q", "--only-binary", ":all:", "--disable-pip-version-check", requirement]
        return subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def commands(programs: Mapping[str, Path], paths: Sequence[Path]) -> dict[str, list[str]]:
    """The command of each tool on some paths."""
    return {name: [str(program), *_WORDS[name], *map(str, paths)] for name, program in programs.items()}
