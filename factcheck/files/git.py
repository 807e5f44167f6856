"""Ask git about a folder, in such a way that nothing in the folder's configuration can run a program."""

from __future__ import annotations

import os
from pathlib import Path

# What git would run or read from a repository that somebody else made: a monitor of files, hooks, a pager, a bare repository in a folder.
_SETTINGS = {
    "core.fsmonitor": "",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.untrackedCache": "false",
    "core.preloadIndex": "false",
    "core.sshCommand": "false",
    "core.gitProxy": "",
    "core.alternateRefsCommand": "",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
}
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_ASKPASS": "",
    "LC_ALL": "C",
}
# A git that takes longer, in seconds, is not waited for.
_PATIENCE = 60


def tracked_files(folder: Path) -> list[Path]:
    """Return the files of a folder that git knows or would take, in the order of their names; none outside a repository or without git."""
    names = _run(folder, "ls-files", "-co", "--exclude-standard", "-z")
    return [folder / name for name in sorted(set(os.fsdecode(names or b"").split("\0")) - {""})]


def is_ignored(folder: Path, path: str) -> bool:
    """Return whether git ignores a path of a folder."""
    return _run(folder, "check-ignore", "-q", "--", os.path.abspath(path)) is not None


def _run(folder: Path, *arguments: str) -> bytes | None:
    """Return what a command of git writes; None where it fails."""
    import shutil
    import subprocess

    program = shutil.which("git")
    if program is None or not os.path.isabs(program):
        return None
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command = [program, "--no-pager", "--no-optional-locks", *settings, "-C", os.path.abspath(folder), *arguments]
    environment = {**os.environ, **_ENVIRONMENT}
    try:
        run = subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL, env=environment, timeout=_PATIENCE)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return run.stdout
