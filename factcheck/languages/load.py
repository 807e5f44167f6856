"""Reads a language's folder of tables, validated against its schema; once validated, from the cache."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from factcheck.cache import cached, key_of
from factcheck.languages.schema import Language

FOLDER = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """The codes of all languages, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/grammar.yaml")))


@cache
def load(code: str) -> Language:
    """The language of that code; the same object each time."""
    files = sorted((FOLDER / code).glob("*.yaml"))
    texts = [path.read_bytes() for path in files]
    return cached(f"language-{code}", key_of([*texts, *_schema()]), lambda: _validated(code, files, texts))


@cache
def _schema() -> tuple[bytes, ...]:
    """What a kept language depends on beside its own tables."""
    return tuple(path.read_bytes() for path in sorted(FOLDER.glob("*.py")))


def _validated(code: str, files: list[Path], texts: list[bytes]) -> Language:
    import yaml
    from pydantic import ConfigDict, TypeAdapter

    sections = {path.stem: yaml.load(text.decode("utf-8"), Loader=yaml.CBaseLoader) or {} for path, text in zip(files, texts, strict=True)}
    Language.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]
    return TypeAdapter(Language).validate_python({"code": code, **sections})
