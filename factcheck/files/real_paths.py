"""The real paths of many files: that of each folder is looked up once."""

from __future__ import annotations

import os
from pathlib import Path


class RealPaths:
    """Real paths, without links, of files; a folder that becomes a link meanwhile is not noticed."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def find(self, path: Path | str) -> str:
        """Return the real path of a file, as `os.path.realpath` gives it."""
        folder, name = os.path.split(path)
        if name in ("", os.curdir, os.pardir) or os.path.islink(path):
            return os.path.realpath(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return os.path.join(self._folders[folder], name)
