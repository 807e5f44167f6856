"""Builds a language from its YAML tables, validated against its schema, as the data that its generated file holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck.languages.codec import language_codec
from factcheck.languages.schema.language import Language


def build(paths: Sequence[Path]) -> Any:
    """Return the data of the language whose tables are given. Raises a ValidationError where they do not fit the schema."""
    return language_codec().encode(validated(paths))


def validated(paths: Sequence[Path]) -> Language:
    """Return the language whose tables are given. Raises a ValidationError where they do not fit the schema."""
    import yaml
    from pydantic import ConfigDict, TypeAdapter

    sections = {path.stem: yaml.load(path.read_bytes().decode("utf-8"), Loader=yaml.CBaseLoader) or {} for path in paths}
    Language.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]
    return TypeAdapter(Language).validate_python({"code": paths[0].parent.name, **sections})
