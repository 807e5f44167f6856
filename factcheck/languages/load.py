"""Reads a language's folder of tables, validated against its schema."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from factcheck.languages.schema import Language

FOLDER = Path(__file__).parent


def codes() -> tuple[str, ...]:
    """The codes of all languages, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/grammar.yaml")))


@cache
def load(code: str) -> Language:
    """The language of that code; the same object each time."""
    import yaml
    from pydantic import ConfigDict, TypeAdapter

    sections = {
        path.stem: yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader) or {} for path in sorted((FOLDER / code).glob("*.yaml"))
    }
    Language.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]
    return TypeAdapter(Language).validate_python({"code": code, **sections})
