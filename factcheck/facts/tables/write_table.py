"""Write the sections of a registry as tables: a row for each entry, a column for each key in use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.errors import Problem, RegistryError
from factcheck.facts.derived import KINDS as DERIVED_KINDS
from factcheck.facts.tables.columns import (
    ENTITIES,
    FACTS,
    FEMININE,
    REGISTRY,
    RELATIONS,
    CellForm,
    Column,
    find_export_heading,
    list_columns,
)
from factcheck.facts.tables.items import join_items
from factcheck.facts.tables.sections import Sections
from factcheck.facts.tables.yaml_writer import write_flow
from factcheck.facts.yamltree import Node
from factcheck.runtime.records import record

# The columns that an export has even where they are empty, so that a person can fill them.
_USUAL = {
    FACTS: {"id", "about", "amount", "percent", "count", "date", "source", "note"},
    ENTITIES: {"id", "kind"},
    RELATIONS: {"total", "parts", "compare"},
    REGISTRY: {"currency"},
}
_USUAL_STEMS = ("cues_", "name_", "acronym_")
# What a cell of a spreadsheet cannot hold: more characters than that, or signs that no file of Excel may contain.
MAX_LENGTH = 32_767
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@record
class WrittenTable:
    """A table to be written: the section that it holds, its headings, and its rows of cells."""

    section: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_tables(sections: Sections, codes: tuple[str, ...], language: str) -> list[WrittenTable]:
    """Return the tables of a registry, with headings in a language. Raises RegistryError for a text that no cell can hold."""
    codes = _order_codes(sections, codes)
    identified = {FACTS: sections.facts, ENTITIES: sections.entities}
    entries = {section: [{"id": key, **_flatten(value, codes)} for key, value in pairs] for section, pairs in identified.items()}
    found = [_make_table(section, rows, codes, language) for section, rows in entries.items()]
    if sections.relations:
        found.append(_make_table(RELATIONS, [_flatten(relation, codes) for relation in sections.relations], codes, language))
    if sections.currency:
        found.append(_make_table(REGISTRY, [{"currency": sections.currency}], codes, language))
    return found


def _order_codes(sections: Sections, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of the languages, first those that come first in the names of entities."""
    named = (key.text or "" for _, entity in sections.entities for key, _ in entity.pairs or ())
    return tuple(dict.fromkeys([*(code for code in named if code in codes), *codes]))


def _make_table(section: str, entries: Sequence[Mapping[str, Node]], codes: tuple[str, ...], language: str) -> WrittenTable:
    used = {key for entry in entries for key in entry}
    columns = [column for column in list_columns(section, codes) if column.key in used or _is_usual(section, column)]
    rows = [tuple(_write_cell(entry[column.key], column) if column.key in entry else "" for column in columns) for entry in entries]
    return WrittenTable(section, tuple(find_export_heading(column, language, codes) for column in columns), tuple(rows))


def _is_usual(section: str, column: Column) -> bool:
    return column.key in _USUAL[section] or column.key.startswith(_USUAL_STEMS)


def _flatten(entry: Node, codes: Sequence[str]) -> dict[str, Node]:
    """Return the values of an entry by the keys of their columns."""
    found: dict[str, Node] = {}
    for key, value in entry.pairs or ():
        name = key.text or ""
        if name in codes:
            found.update(_flatten_names(name, value))
        elif value.pairs is None:
            found[name] = value
        elif name in DERIVED_KINDS:
            found[name] = Node(value.place, text=write_flow(value))
        elif name == "source":
            found.update((name if inner.text == "title" else f"{name}_{inner.text}", each) for inner, each in value.pairs)
        else:
            found.update((f"{name}_{inner.text}", each) for inner, each in value.pairs)
    return {key: value for key, value in found.items() if value.text or value.items}


def _flatten_names(code: str, names: Node) -> Iterator[tuple[str, Node]]:
    """Yield the names of an entity in one language, the forms of a title by gender as two."""
    if names.pairs is None:
        yield f"name_{code}", names
    for key, value in names.pairs or ():
        if value.pairs is None:
            yield f"{key.text}_{code}", value
        for gender, form in value.pairs or ():
            yield f"{FEMININE if gender.text == 'f' else key.text}_{code}", form


def _write_cell(node: Node, column: Column) -> str:
    texts = [(each.text or "").strip() for each in node.items or [node]]
    text = texts[0] if column.form is CellForm.TEXT else join_items(texts)
    if len(text) > MAX_LENGTH:
        raise RegistryError(Problem(node.place, "export-long", {"limit": MAX_LENGTH}))
    if found := _ILLEGAL.search(text):
        raise RegistryError(Problem(node.place, "export-character", {"found": f"U+{ord(found[0]):04X}"}))
    return text
