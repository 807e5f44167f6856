"""The sections of a registry as nodes, those of all its files together, to be written in another format."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.facts.tables.columns import ENTITIES, FACTS, RELATIONS
from factcheck.facts.yamltree import Node
from factcheck.runtime.records import record

CURRENCY = "currency"


@record
class Sections:
    """The entries of a registry: entities and facts as pairs of id and value, relations, and the currency, where it names one."""

    entities: list[tuple[Node, Node]]
    facts: list[tuple[Node, Node]]
    relations: list[Node]
    currency: Node | None = None


def collect_sections(roots: Iterable[Node]) -> Sections:
    """Return the sections of some files, in the order of the files."""
    pairs = [pair for root in roots for pair in root.pairs or ()]

    def entries(section: str) -> list[tuple[Node, Node]]:
        return [entry for key, value in pairs if key.text == section for entry in value.pairs or ()]

    relations = [item for key, value in pairs if key.text == RELATIONS for item in value.items or ()]
    currency = next((value for key, value in pairs if key.text == CURRENCY and value.text), None)
    return Sections(entries(ENTITIES), entries(FACTS), relations, currency)
