"""The facts of an example as a person would write them: one key a line, in one language, and only what the example needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from factcheck.languages.load import codes

_PLAIN_MARKS = frozenset(" -–—.,'’/%@()éèêàâçôîûÉ")
_ALL = 3
"""A registry of no more entities than this is shown whole."""


def format_facts(facts: str, language: str, text: str) -> str:
    """Return the facts of an example as YAML, in one language; of many entities, those that the note names or that others refer to."""
    tree = yaml.load(facts, Loader=yaml.BaseLoader) if facts else {}
    entities = tree.get("entities", {})
    if len(entities) > _ALL:
        tree["entities"] = {name: entities[name] for name in _find_needed(tree, language, text)}
    return "\n".join(_format_lines(_select_language(tree, language)))


def _find_needed(tree: Any, language: str, text: str) -> list[str]:
    """Return the ids of the entities that a note names, and of those that these and the facts refer to."""
    entities, facts = tree["entities"], tree.get("facts", {})
    named = {name for name, entity in entities.items() if any(form in text for form in _list_texts(entity[language]))}
    named |= {text for fact in facts.values() for key in ("about", "members") for text in _list_texts(fact.get(key, ""))}
    named |= {entities[name]["title"] for name in named if "title" in entities.get(name, {})}
    return [name for name in entities if name in named]


def _list_texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from _list_texts(each)
    else:
        yield node


def _select_language(node: Any, language: str) -> Any:
    """Return a node without its keys of the other languages."""
    if not isinstance(node, dict):
        return node
    selected = {key: each for key, each in node.items() if key not in codes() or key == language}
    return {key: _select_language(each, language) for key, each in selected.items()}


def _format_lines(node: Any, indent: str = "") -> Iterator[str]:
    for key, value in node.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _format_lines(value, indent + "  ")
        elif isinstance(value, list):
            yield f"{indent}{key}: [{', '.join(_format_scalar(each, inner=True) for each in value)}]"
        else:
            yield f"{indent}{key}: {_format_scalar(value)}"


def _format_scalar(text: str, inner: bool = False) -> str:
    plain = text[:1].isalnum() and all(mark.isalnum() or mark in _PLAIN_MARKS for mark in text) and not (inner and "," in text)
    return text if plain else f'"{text}"'
