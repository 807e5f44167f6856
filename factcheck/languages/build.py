"""Builds a language from its YAML tables, validated against its schema, as the data that its generated file holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck.languages.codec import language_codec
from factcheck.languages.schema.language import Language
from factcheck.runtime.tables import TableError, load_yaml

_REMEDIES = {
    "missing": "add the key, as the other languages and entries have it",
    "unexpected_keyword_argument": "correct its spelling, remove it, or add a field of this name to the class of the table",
}
_REMEDY = "correct the value; the class of the table says what the key takes"


def build(paths: Sequence[Path]) -> Any:
    """Return the data of the language whose tables are given. Raises a TableError where they do not fit the schema."""
    return language_codec().encode(validated(paths))


def validated(paths: Sequence[Path]) -> Language:
    """Return the language whose tables are given. Raises a TableError where they do not fit the schema."""
    from pydantic import ConfigDict, TypeAdapter, ValidationError

    sections = {path.stem: load_yaml(path) or {} for path in paths}
    Language.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]
    try:
        return TypeAdapter(Language).validate_python({"code": paths[0].parent.name, **sections})
    except ValidationError as error:
        lines = [_describe_mistake(paths[0].parent, found) for found in error.errors(include_url=False)]
        raise TableError("\n".join(lines)) from None


def _describe_mistake(folder: Path, error: Mapping[str, Any]) -> str:
    """Return the file, the key, the cause and the remedy of a mistake that pydantic found."""
    section, *keys = error["loc"]
    path = folder / f"{section}.yaml"
    place = f"{path}:{_find_line(path, keys)}" if path.is_file() else str(path)
    remedy = _REMEDIES.get(error["type"], _REMEDY)
    return f"{place}: {'.'.join(map(str, keys)) or section}: {error['msg']}; {remedy} (factcheck/languages/schema/)"


def _find_line(path: Path, keys: Sequence[str | int]) -> int:
    """Return the line, from 1, of the deepest of some nested keys that a YAML file has."""
    import yaml

    node = yaml.compose(path.read_bytes().decode("utf-8"), Loader=yaml.CBaseLoader)
    line = 0
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            found = [(name.start_mark, value) for name, value in node.value if name.value == key]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            found = [(value.start_mark, value) for value in node.value[key : key + 1]]
        else:
            break
        if not found:
            break
        mark, node = found[0]
        line = mark.line
    return line + 1
