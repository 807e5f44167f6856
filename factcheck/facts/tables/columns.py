"""The columns of a table of facts, entities, relations or settings: their keys, and the headings by which they are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.facts.fact import READ_KINDS
from factcheck.facts.simplify import simplify
from factcheck.runtime.records import record

FACTS, ENTITIES, RELATIONS, REGISTRY = "facts", "entities", "relations", "registry"
FEMININE = "feminine"
_FILE = Path(__file__).parent / "headings.yaml"


class CellForm(StrEnum):
    """What a cell holds: one text, ids, words and phrases that commas may separate too, or texts in which a comma may stand."""

    TEXT = "text"
    IDS = "ids"
    PHRASES = "phrases"
    TEXTS = "texts"


@record
class Column:
    """A column of a table.

    `key` is its heading as exports write it, such as `cues_fr`.
    `path` are the keys under which its cells stand in an entry, such as `cues` and `fr`.
    `form` is what a cell holds.
    """

    key: str
    path: tuple[str, ...]
    form: CellForm = CellForm.TEXT


_SOURCE_KEYS = ("url", "page", "date")
_NAMES = {
    "name": CellForm.TEXT,
    FEMININE: CellForm.TEXT,
    "acronym": CellForm.TEXT,
    "also": CellForm.TEXTS,
    "description": CellForm.TEXTS,
    "avoid": CellForm.TEXTS,
}


@cache
def list_columns(section: str, codes: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns of the tables of a section, in the order in which exports write them."""
    return tuple(_SECTIONS[section](codes))


def _list_fact_columns(codes: Sequence[str]) -> Iterator[Column]:
    yield Column("id", ("id",))
    yield Column("about", ("about",), CellForm.IDS)
    yield from (Column(key, (key,)) for key in READ_KINDS)
    yield Column("members", ("members",), CellForm.IDS)
    yield from (Column(f"text_{code}", ("text", code)) for code in codes)
    yield from (Column(key, (key,)) for key in ("over", "per", "starting", "until", "part_of"))
    yield from (Column(f"may_say_{key}", ("may_say", key), form) for key, form in (("round", CellForm.TEXT), ("as", CellForm.PHRASES)))
    yield from (Column(f"cues_{code}", ("cues", code), CellForm.PHRASES) for code in codes)
    yield from (Column(f"valid_{end}", ("valid", end)) for end in ("from", "until"))
    yield Column("replaced_by", ("replaced_by",))
    yield from _list_source_columns()


def _list_entity_columns(codes: Sequence[str]) -> Iterator[Column]:
    yield from (Column(key, (key,)) for key in ("id", "kind"))
    for code in codes:
        yield from (Column(f"{key}_{code}", (code, key), form) for key, form in _NAMES.items())
    yield Column("title", ("title",))
    yield from _list_source_columns()


def _list_source_columns() -> Iterator[Column]:
    yield Column("source", ("source", "title"))
    yield from (Column(f"source_{key}", ("source", key)) for key in _SOURCE_KEYS)
    yield Column("note", ("note",))


def _list_relation_columns(_: Sequence[str]) -> Iterator[Column]:
    lists = ("parts", "whole")
    for key in ("total", "parts", "compare", "share", "part", "whole", "before", "after"):
        yield Column(key, (key,), CellForm.IDS if key in lists else CellForm.TEXT)


def _list_registry_columns(_: Sequence[str]) -> Iterator[Column]:
    yield Column("currency", ("currency",))


_SECTIONS: Mapping[str, Callable[[Sequence[str]], Iterator[Column]]] = {
    FACTS: _list_fact_columns,
    ENTITIES: _list_entity_columns,
    RELATIONS: _list_relation_columns,
    REGISTRY: _list_registry_columns,
}
SECTIONS = tuple(_SECTIONS)


@cache
def find_headings(section: str, codes: tuple[str, ...]) -> Mapping[str, Column]:
    """Return the column that each heading of a section stands for, by simplified heading; keys take precedence over other headings."""
    columns = list_columns(section, codes)
    found = {simplify(column.key): column for column in columns}
    for column in columns:
        for heading in _list_headings(column, codes):
            found.setdefault(simplify(heading), column)
    return found


def _list_headings(column: Column, codes: Sequence[str]) -> Iterator[str]:
    """Yield the headings of a column in all languages."""
    key, code = _split_key(column.key, codes)
    known = load_headings()["columns"][key]
    stems = [key, *(heading for headings in known.values() for heading in headings)]
    languages = [word for words in load_headings()["languages"].get(code, {}).values() for word in words]
    for stem in stems:
        if not code:
            yield stem
        for word in languages:
            yield f"{stem} {word}"
            yield f"{word} {stem}"


def find_export_heading(column: Column, language: str, codes: Sequence[str]) -> str:
    """Return the heading that an export writes over a column: the key in English, the first heading of any other language."""
    key, code = _split_key(column.key, codes)
    headings = load_headings()["columns"][key].get(language) if language != "en" else None
    if not headings:
        return column.key
    return f"{headings[0]} ({code})" if code else str(headings[0])


def _split_key(key: str, codes: Sequence[str]) -> tuple[str, str]:
    """Return the key of a column without its language, and the code of its language; an empty code where it has none."""
    stem, _, code = key.rpartition("_")
    return (stem, code) if stem and code in codes else (key, "")


def find_sheet_name(section: str, language: str) -> str:
    """Return the name of the sheet of a section in a language."""
    return str(load_headings()["sheets"][section].get(language, section))


def find_separator(language: str) -> str:
    """Return the separator of CSV files in a language."""
    return str(load_headings()["separators"].get(language, ","))


def find_named_section(name: str) -> str:
    """Return the section that the name of a sheet or a file names; empty where it names none."""
    wanted = simplify(name)
    for section, names in load_headings()["sheets"].items():
        if wanted in {simplify(each) for each in (section, *names.values())}:
            return str(section)
    return ""


@cache
def load_headings() -> Mapping[str, Any]:
    """Return the table of headings."""
    import yaml

    found: Mapping[str, Any] = yaml.load(_FILE.read_bytes().decode("utf-8"), Loader=yaml.CBaseLoader)
    return found
