"""Makes the generated tables of the languages and of the messages again: `python -m factcheck.generate`."""

from __future__ import annotations

from pathlib import Path

from factcheck import messages
from factcheck.languages import load
from factcheck.languages.build import build
from factcheck.runtime.tables import generate


def generated_files() -> dict[Path, bytes]:
    """Return the path of each generated file, with the bytes that it should have."""
    found = {load.generated(code): generate(load.sources(code), load.SHAPE, build) for code in load.codes()}
    for code in messages.languages():
        found[messages.generated(code)] = generate(messages.sources(code), messages.SHAPE, messages.build)
    return found


if __name__ == "__main__":
    for path, data in generated_files().items():
        path.write_bytes(data)
