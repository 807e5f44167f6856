"""The JSON Schema of a fact file, for editors that complete and check YAML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factcheck.facts.fact import KINDS, READ_KINDS
from factcheck.facts.nodes import KEYS as SOURCE_KEYS

ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_TEXT: dict[str, Any] = {"type": ["string", "number"]}
_SOURCE_TEXTS = dict.fromkeys(SOURCE_KEYS, _TEXT)
_TEXTS: dict[str, Any] = {"oneOf": [_TEXT, {"type": "array", "items": _TEXT}]}


def json_schema(codes: Sequence[str]) -> dict[str, Any]:
    """The schema of a fact file whose texts are in the languages `codes`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "factcheck: facts, format 1",
        **_closed(
            {
                "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
                "entities": _by_id(_entity(codes)),
                "facts": _by_id(_fact(codes)),
                "relations": {"type": "array", "items": {"oneOf": _relations()}},
            }
        ),
    }


def _closed(properties: dict[str, Any], required: Sequence[str] = ()) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _by_id(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["object", "null"], "propertyNames": {"pattern": ID}, "additionalProperties": value}


def _entity(codes: Sequence[str]) -> dict[str, Any]:
    gendered = {"oneOf": [_TEXT, _closed({"m": _TEXT, "f": _TEXT}, ["m", "f"])]}
    names = _closed({"name": gendered, "also": _TEXTS, "acronym": _TEXT, "description": _TEXTS, "avoid": _TEXTS}, ["name"])
    properties = {"kind": {"enum": list(KINDS)}, "title": {"type": "string", "pattern": ID}, "note": _TEXT, "source": _source()}
    schema = _closed({**properties, **{code: {"oneOf": [_TEXT, names]} for code in codes}}, ["kind"])
    return {**schema, "anyOf": [{"required": [code]} for code in codes]}


def _fact(codes: Sequence[str]) -> dict[str, Any]:
    texts = {"type": "object", "properties": dict.fromkeys(codes, _TEXT), "additionalProperties": False}
    values = {**dict.fromkeys(READ_KINDS, _TEXT), "members": {"type": "array", "items": {"type": "string", "pattern": ID}}, "text": texts}
    properties = {
        **values,
        "about": _TEXTS,
        **dict.fromkeys(("over", "per", "starting", "until", "part_of", "replaced_by", "note"), _TEXT),
        "cues": {"type": "object", "properties": dict.fromkeys(codes, _TEXTS), "additionalProperties": False},
        "valid": _closed({"from": _TEXT, "until": _TEXT}),
        "source": _source(),
    }
    return {**_closed(properties), "oneOf": [{"required": [key]} for key in values]}


def _source() -> dict[str, Any]:
    return {"oneOf": [_TEXT, _closed(_SOURCE_TEXTS)]}


def _relations() -> list[dict[str, Any]]:
    total = _closed({"total": _TEXT, "parts": _TEXTS, "compare": {"enum": ["equal", "at-most"]}}, ["total", "parts"])
    share = _closed({"share": _TEXT, "part": _TEXT, "whole": _TEXTS}, ["share", "part", "whole"])
    return [total, share, _closed({"before": _TEXT, "after": _TEXT}, ["before", "after"])]
