"""The page of all keys of a fact file, made from their schema and, for each language, a table of their meanings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.facts.json_schema import ID, KeyTexts, Schema, build_json_schema, list_sections
from factcheck.facts.tables.columns import ENTITIES, FACTS, list_columns, load_headings
from factcheck.languages.load import codes

_FOLDER = Path(__file__).parent
_TYPES = {"array": "type-list", "object": "type-mapping", "string": "type-text"}
_REQUIRED = {("entity", "kind"), ("names", "name"), ("derived", "from"), ("derived", "column")}


@cache
def load_key_tables(code: str) -> Mapping[str, Any]:
    """Return the table of the keys in a language, with the words of their page."""
    import yaml

    text = (_FOLDER / f"keys.{code}.yaml").read_text("utf-8")
    tables: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    for name in tables["sections"]:
        for each in tables[name].values():
            each["value"] = yaml.load(each["example"], Loader=yaml.BaseLoader)
    return tables


def load_key_texts(code: str) -> KeyTexts:
    """Return what each key means, by section, in a language."""
    tables = load_key_tables(code)
    return {name: tables[name] for name in tables["sections"]}


def build_fact_schema(code: str) -> Schema:
    """Return the JSON Schema of a fact file, its descriptions in a language."""
    return build_json_schema(codes(), load_key_texts(code))


def build_facts_page(code: str) -> str:
    """Return a Markdown document with all keys of a fact file, in a language."""
    tables, page = load_key_tables(code), load_key_tables(code)["page"]
    lines = [f"# {page['title']}", "", page["intro"].strip()]
    for name, keys in list_sections(codes()).items():
        lines += ["", f"## {tables['sections'][name]}", "", tables["about"][name], ""]
        lines += [_format_row([page[f"column-{column}"] for column in ("key", "type", "text", "example")]), "|---|---|---|---|"]
        lines += [_format_row(_list_cells(name, key, schema, tables)) for key, schema in keys.items()]
    lines += ["", *_describe_spreadsheets(page["spreadsheets"])]
    for topic in ("lint", "where"):
        lines += ["", f"## {page[topic]['title']}", "", page[topic]["text"].strip()]
    return "\n".join(lines) + "\n"


def _describe_spreadsheets(page: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of the part about spreadsheets, with the headings of the columns of facts and entities."""
    yield from (
        f"## {page['title']}",
        "",
        page["text"].strip(),
        "",
        _format_row([page["column-keys"], page["column-headings"]]),
        "|---|---|",
    )
    columns = [column.key for section in (FACTS, ENTITIES) for column in list_columns(section, codes())]
    for key, headings in load_headings()["columns"].items():
        named = dict.fromkeys(column for column in columns if column in (key, *(f"{key}_{code}" for code in codes())))
        others = dict.fromkeys(heading for each in headings.values() for heading in each if heading != key)
        if named and others:
            yield _format_row([", ".join(f"`{name}`" for name in named), ", ".join(others)])


def _format_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _list_cells(section: str, key: str, schema: Schema, tables: Mapping[str, Any]) -> list[str]:
    page, text = tables["page"], tables[section][key]
    types = page["type-or"].join(dict.fromkeys(_list_types(schema, page)))
    required = f" ({page['type-required']})" if (section, key) in _REQUIRED else ""
    return [f"`{key}`{required}", types, text["text"], f"`{key}: {text['example']}`"]


def _list_types(schema: Schema, page: Mapping[str, str]) -> Iterator[str]:
    """Yield the types of a value in words: the values that it may have, an id, a text, a list, a mapping."""
    if "oneOf" in schema:
        for each in schema["oneOf"]:
            yield from _list_types(each, page)
    elif "enum" in schema:
        yield ", ".join(f"`{value}`" for value in schema["enum"])
    elif schema.get("pattern") == ID:
        yield page["type-id"]
    else:
        yield page[_TYPES[schema["type"] if isinstance(schema["type"], str) else schema["type"][0]]]
