"""Open a file at a line in the editor of the person, as their environment names it."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from factcheck.errors import Place

# Editors that take a line after a colon, and wait only if they are asked to; all others take +LINE before the file.
_COLON_EDITORS = {"code": ("--wait", "--goto"), "code-insiders": ("--wait", "--goto"), "codium": ("--wait", "--goto"), "subl": ("--wait",)}


def find_editor() -> list[str]:
    """Return the words of the command of the editor; none where the environment names none."""
    for name in ("VISUAL", "EDITOR"):
        try:
            if words := shlex.split(os.environ.get(name, "")):
                return words
        except ValueError:  # an open quotation mark
            continue
    return []


def open_editor(editor: list[str], place: Place) -> bool:
    """Open the file of a place at its line, wait until the editor is left, and return whether it could be started."""
    path, line = os.path.abspath(place.path), place.line or 1
    name = Path(editor[0]).name
    options = [*_COLON_EDITORS[name], f"{path}:{line}"] if name in _COLON_EDITORS else [f"+{line}", path]
    try:
        return subprocess.run([*editor, *options], check=False).returncode == 0
    except OSError:
        return False
