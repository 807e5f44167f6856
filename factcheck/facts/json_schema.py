"""The JSON Schema of a fact file, for editors that complete and check YAML, with a description and examples of each key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.facts.derived import KINDS as DERIVED_KINDS
from factcheck.facts.entity import KINDS
from factcheck.facts.fact import READ_KINDS
from factcheck.facts.nodes import KEYS as SOURCE_KEYS

Schema = dict[str, Any]
KeyTexts = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By section and key: `text`, the meaning of the key, and `value`, an example of its value."""

ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_TEXT: Schema = {"type": ["string", "number"]}
_TEXTS: Schema = {"oneOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_DERIVABLE: Schema = {"oneOf": [_TEXT, {"type": "object"}]}
_ID: Schema = {"type": "string", "pattern": ID}
_IDS: Schema = {"oneOf": [_ID, {"type": "array", "items": _ID}]}


def build_json_schema(codes: Sequence[str], texts: KeyTexts) -> Schema:
    """Return the schema of a fact file whose texts are in the languages `codes`."""
    keys = list_sections(codes)
    described = {name: _add_descriptions(properties, texts.get(name, {})) for name, properties in keys.items()}
    entity = {**_make_closed_object(described["entity"], ["kind"]), "anyOf": [{"required": [code]} for code in codes]}
    names = _make_closed_object(described["names"], ["name"])
    for code in codes:
        entity["properties"][code] = {**entity["properties"][code], "oneOf": [_TEXT, names]}
    source = {"oneOf": [_TEXT, _make_closed_object(described["source"])]}
    entity["properties"]["source"] |= source
    fact = {**_make_closed_object(described["fact"]), "oneOf": [{"required": [key]} for key in (*READ_KINDS, "members", "text")]}
    fact["properties"]["source"] |= source
    derived = _make_closed_object(described["derived"], ["from", "column"])
    for key in DERIVED_KINDS:
        fact["properties"][key] |= {"oneOf": [_TEXT, derived]}
    fact["properties"]["may_say"] |= _make_closed_object(described["may_say"])
    fact["properties"]["valid"] |= _make_closed_object(described["valid"])
    registry = described["registry"]
    registry["entities"] |= _make_mapping_by_id(entity)
    registry["facts"] |= _make_mapping_by_id(fact)
    registry["relations"] |= {"items": {"oneOf": [_make_relation(described["relation"], *form) for form in _FORMS]}}
    title = "factcheck: facts, format 1"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **_make_closed_object(registry)}


_FORMS = ((("total", "parts"), ("compare",)), (("share", "part", "whole"), ()), (("before", "after"), ()))
"""The keys of each form of a relation: those that it needs, and those that it may have."""


def list_sections(codes: Sequence[str]) -> dict[str, dict[str, Schema]]:
    """Return the keys of each section of a fact file, with the schema of their values; the keys of a mapping form another section."""
    return {
        "registry": {
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
            "entities": _make_mapping_by_id({}),
            "facts": _make_mapping_by_id({}),
            "relations": {"type": "array"},
        },
        "entity": {
            "kind": {"enum": list(KINDS)},
            **{code: {"oneOf": [_TEXT, {"type": "object"}]} for code in codes},
            "title": _ID,
            "note": _TEXT,
            "source": {"oneOf": [_TEXT, {"type": "object"}]},
        },
        "names": {
            "name": {"oneOf": [_TEXT, _make_closed_object({"m": _TEXT, "f": _TEXT}, ["m", "f"])]},
            "also": _TEXTS,
            "acronym": _TEXT,
            "description": _TEXTS,
            "avoid": _TEXTS,
        },
        "fact": _list_fact_keys(codes),
        "derived": {
            **dict.fromkeys(("from", "column"), _TEXT),
            "where": {"type": "object", "additionalProperties": _TEXT},
            **dict.fromkeys(("unit", "sheet", "vintage"), _TEXT),
        },
        "may_say": {"round": _TEXT, "as": _TEXTS},
        "valid": {"from": _TEXT, "until": _TEXT},
        "source": dict.fromkeys(SOURCE_KEYS, _TEXT),
        "relation": {
            **{"total": _ID, "parts": _IDS, "compare": {"enum": ["equal", "at-most"]}},
            **{"share": _ID, "part": _ID, "whole": _IDS, "before": _ID, "after": _ID},
        },
    }


def _list_fact_keys(codes: Sequence[str]) -> dict[str, Schema]:
    by_language = {"type": "object", "additionalProperties": False}
    return {
        "about": _IDS,
        **{key: _DERIVABLE if key in DERIVED_KINDS else _TEXT for key in READ_KINDS},
        "members": {"type": "array", "items": _ID},
        "text": {**by_language, "properties": dict.fromkeys(codes, _TEXT)},
        "cues": {**by_language, "properties": dict.fromkeys(codes, _TEXTS)},
        **dict.fromkeys(("over", "per", "starting", "until"), _TEXT),
        "part_of": _ID,
        "may_say": {"type": "object"},
        "valid": {"type": "object"},
        "replaced_by": _ID,
        "source": {"oneOf": [_TEXT, {"type": "object"}]},
        "note": _TEXT,
    }


def _add_descriptions(properties: Mapping[str, Schema], texts: Mapping[str, Mapping[str, str]]) -> dict[str, Schema]:
    """Return the keys of a section with their descriptions and examples."""
    return {
        key: {**schema, **({"description": texts[key]["text"], "examples": [texts[key]["value"]]} if key in texts else {})}
        for key, schema in properties.items()
    }


def _make_closed_object(properties: Mapping[str, Schema], required: Sequence[str] = ()) -> Schema:
    return {"type": "object", "properties": dict(properties), "required": list(required), "additionalProperties": False}


def _make_mapping_by_id(value: Schema) -> Schema:
    return {"type": ["object", "null"], "propertyNames": {"pattern": ID}, "additionalProperties": value}


def _make_relation(properties: Mapping[str, Schema], required: Sequence[str], optional: Sequence[str]) -> Schema:
    return _make_closed_object({key: properties[key] for key in (*required, *optional)}, required)
