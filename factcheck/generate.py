"""Write the generated files again: the tables of the languages and of the messages, the compiled patterns, the pages of reference in `docs/`.

Run it as `python -m factcheck.generate`, or `make tables`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from factcheck import messages
from factcheck.languages import load
from factcheck.languages.build import build
from factcheck.languages.codec import SHAPE
from factcheck.runtime.tables import TableError, generate

DOCS = Path(__file__).resolve().parent.parent / "docs"
_NAMES = {"en": ("rules.md", "facts.md"), "fr": ("regles.md", "faits.md")}


def build_generated_files() -> dict[Path, bytes]:
    """Return the path of each generated table, with the bytes that it should have."""
    found = {load.generated(code): generate(load.sources(code), SHAPE, build) for code in load.codes()}
    for code in messages.screen_languages():
        found[messages.generated(code)] = generate(messages.sources(code), messages.SHAPE, messages.build)
    return found


def build_reference_pages() -> dict[Path, bytes]:
    """Return the path of each page of reference in `docs/`, with the bytes that it should have."""
    from factcheck.reference.facts import build_facts_page
    from factcheck.reference.rules import build_rules_page
    from factcheck.rules import RULES

    found = {}
    for code, (rules, facts) in _NAMES.items():
        found[DOCS / rules] = build_rules_page(RULES, messages.Messages(code)).encode()
        found[DOCS / facts] = build_facts_page(code).encode()
    return found


def _write(files: dict[Path, bytes]) -> None:
    for path, data in files.items():
        path.write_bytes(data)


def main() -> int:
    """Write all generated files; return 1 where a table has a mistake, which is printed."""
    try:
        _write(build_generated_files())
        if DOCS.is_dir():
            _write(build_reference_pages())
            # In a process that has read the tables as they now are.
            subprocess.run([sys.executable, "-m", "factcheck.compile_patterns", str(DOCS.parent / "documents")], check=True)
    except TableError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
