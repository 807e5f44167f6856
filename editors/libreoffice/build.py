"""Build factcheck.oxt from the files of this folder: the same files give the same bytes."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

FOLDER = Path(__file__).parent
_PARTS = ("META-INF/manifest.xml", "description.xml", "Settings.xcs", "Addons.xcu", "component.py", "LICENSE.txt")
_WHEN = (1980, 1, 1, 0, 0, 0)


def build(target: Path) -> Path:
    """Write the extension, and return its path."""
    library = sorted(path for path in (FOLDER / "pythonpath").rglob("*") if path.suffix in (".py", ".json"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in [*(FOLDER / name for name in _PARTS), *library]:
            entry = zipfile.ZipInfo(path.relative_to(FOLDER).as_posix(), _WHEN)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    return target


if __name__ == "__main__":
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "factcheck.oxt"))
