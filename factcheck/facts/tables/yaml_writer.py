"""Write the sections of a registry as one YAML file."""

from __future__ import annotations

import math
from typing import Any

from factcheck.facts.tables.columns import ENTITIES, FACTS, RELATIONS
from factcheck.facts.tables.sections import CURRENCY, Sections
from factcheck.facts.yamltree import Node

_WIDTH = 140


def write_yaml(sections: Sections) -> bytes:
    """Return a fact file with all sections of a registry."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes equal texts anew in place of aliases, which fact files do not have."""

        def ignore_aliases(self, data: Any) -> bool:
            """Return that nothing is an alias."""
            return True

    whole: dict[str, Any] = {
        CURRENCY: sections.currency and sections.currency.text,
        ENTITIES: {key.text: _make_data(value) for key, value in sections.entities},
        FACTS: {key.text: _make_data(value) for key, value in sections.facts},
        RELATIONS: [_make_data(relation) for relation in sections.relations],
    }
    found = {key: value for key, value in whole.items() if value} or {FACTS: {}}
    text: str = yaml.dump(found, Dumper=Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=_WIDTH)
    return text.encode()


def write_flow(node: Node) -> str:
    """Return a node as YAML on one line."""
    import yaml

    text: str = yaml.safe_dump(_make_data(node), allow_unicode=True, sort_keys=False, default_flow_style=True, width=math.inf)
    return text.strip()


def _make_data(node: Node) -> Any:
    """Return the text, the list or the mapping of a node, without empty values."""
    if node.items is not None:
        return [_make_data(item) for item in node.items]
    if node.pairs is not None:
        return {key.text: data for key, value in node.pairs if (data := _make_data(value))}
    return (node.text or "").strip()
