"""Read the entities of a fact file, with their names in each language."""

from __future__ import annotations

from collections.abc import Collection

from factcheck.errors import Place
from factcheck.facts.key_errors import find_nearest
from factcheck.facts.nodes import Checks, read_source
from factcheck.facts.schema import Entity, Names, Source
from factcheck.facts.yamltree import Node

KINDS = ("organisation", "programme", "service", "place", "person", "law", "budget", "title", "other")
GENDERS = ("m", "f")
NAME_KEYS = ("name", "also", "acronym", "description", "avoid")


def read_entity(identifier: str, key: Node, node: Node, languages: Collection[str], checks: Checks) -> Entity | None:
    """Return the entity of a node; None, with problems, where it is invalid."""
    names: dict[str, Names] = {}
    kind = title = note = ""
    source: Source | None = None
    before = len(checks.problems)
    for name, value in checks.read_pairs(node, identifier, {"kind", "title", "note", "source", *languages}, "entity"):
        match name.text:
            case "kind":
                kind = checks.read_text(value, "kind")
                if kind and kind not in KINDS:
                    checks.refuse(value.place, "unknown-kind", name=kind, nearest=find_nearest(kind, KINDS), known=", ".join(KINDS))
            case "title":
                title = next(iter(checks.read_ids(value, "title", "entities")), "")
            case "note":
                note = checks.read_text(value, "note")
            case "source":
                source = read_source(value, checks)
            case code if code is not None:
                found = _read_names(value, f"{identifier}.{code}", name.place, checks)
                if found:
                    names[code] = found
    if (node.pairs is not None and not checks.has_misplaced_key(before)) or node.text == "":
        _check_required_keys(identifier, key, node, languages, checks)
    return Entity(identifier, kind, names, key.place, title or None, note, source) if kind and names else None


def _check_required_keys(identifier: str, key: Node, node: Node, languages: Collection[str], checks: Checks) -> None:
    """Record a problem for each required key that an entity lacks."""
    present = {pair[0].text for pair in node.pairs or ()}
    if "kind" not in present:
        checks.refuse(key.place, "kind-missing", name=identifier, known=", ".join(KINDS))
    if present.isdisjoint(languages):
        checks.refuse(key.place, "names-missing", name=identifier, known=", ".join(sorted(languages)))


def _read_names(node: Node, where: str, place: Place, checks: Checks) -> Names | None:
    if node.text is not None:
        text = checks.read_text(node, where)
        return Names(text) if text else None
    values: dict[str, tuple[str, ...]] = {}
    feminine, before = "", len(checks.problems)
    for key, value in checks.read_pairs(node, where, NAME_KEYS, "names"):
        if key.text == "name" and value.pairs is not None:
            masculine, feminine = _read_gendered_name(value, f"{where}.name", checks)
            values["name"] = (masculine,) if masculine else ()
        elif key.text in ("name", "acronym"):
            text = checks.read_text(value, f"{where}.{key.text}")
            values[key.text] = (text,) if text else ()
        elif key.text:
            values[key.text] = checks.read_texts(value, f"{where}.{key.text}")
    if not values.get("name"):
        if node.pairs is not None and not checks.has_misplaced_key(before) and not any(key.text == "name" for key, _ in node.pairs):
            checks.refuse(place, "name-missing", where=where)
        return None
    acronym = values.get("acronym") or (None,)
    also = tuple(dict.fromkeys([*([feminine] if feminine else []), *values.get("also", ())]))
    return Names(values["name"][0], also, acronym[0], values.get("description", ()), values.get("avoid", ()), feminine)


def _read_gendered_name(node: Node, where: str, checks: Checks) -> tuple[str, str]:
    """Return the forms of a title for a man and for a woman; empty, with a problem, where one is missing."""
    forms = {key.text: checks.read_text(value, f"{where}.{key.text}") for key, value in checks.read_pairs(node, where, GENDERS)}
    if len(forms) < len(GENDERS):
        checks.refuse(node.place, "gender-missing", where=where, known=", ".join(GENDERS))
        return "", ""
    return forms["m"] or "", forms["f"] or ""
