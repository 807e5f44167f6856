"""Short digests, by which a reader sees which version of a note or of a registry a page is about."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from factcheck.facts.schema import Registry
from factcheck.runtime.regular_file import read_regular

# The digits of a short digest, and the most bytes of a file of which one is made.
_SHORT, _LARGEST = 12, 256_000_000


def digest_text(text: str) -> str:
    """Return the short SHA-256 of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT]


def digest_file(path: str) -> str:
    """Return the first digits of the SHA-256 of a file, as a sign-off has it; empty where it cannot be read."""
    try:
        return sha256(read_regular(Path(path), _LARGEST)).hexdigest()[:_SHORT]
    except (OSError, ValueError):
        return ""


def digest_registry(registry: Registry | None) -> str:
    """Return a short digest of the files of a registry; empty for none."""
    if registry is None:
        return ""
    paths = {each.place.path for each in registry.facts.values()} | {each.place.path for each in registry.entities.values()}
    files = sorted((Path(path).name, digest_file(path)) for path in paths)
    return digest_text(repr(files)) if files else ""
