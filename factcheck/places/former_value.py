"""Make the registry in which one fact has another value, as a person writes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from factcheck.errors import Place, UsageError
from factcheck.facts.fact import FactReader
from factcheck.facts.nodes import Checks
from factcheck.facts.schema import Fact, Registry
from factcheck.facts.yamltree import Composer
from factcheck.languages.load import all_languages
from factcheck.mentions.parse_value import parse_fact_value
from factcheck.values.types import Qualifier


def with_former_value(registry: Registry, fact: Fact, written: str) -> Registry:
    """Return a registry in which a fact has another value; what qualifies it stays. Raises UsageError where it cannot be read."""
    read = read_value(registry, fact, written)
    qualifier = fact.qualifier if read.qualifier is Qualifier.EXACT else read.qualifier
    return with_fact(registry, replace(read, qualifier=qualifier))


def with_fact(registry: Registry, fact: Fact) -> Registry:
    """Return a registry in which a fact has the place of the one of its id."""
    return replace(registry, facts={**registry.facts, fact.id: fact})


def read_value(registry: Registry, fact: Fact, written: str) -> Fact:
    """Return a fact with another value and its qualifier, as a fact file would have it. Raises UsageError where it cannot be read."""
    checks = Checks()
    reader = FactReader(parse_fact_value, all_languages(), checks, registry.currency)
    composer = Composer("")
    node = composer.compose(json.dumps({fact.kind: _split(fact, written)}, ensure_ascii=False))
    read = reader.read_fact(fact.id, node, node) if node else None
    for each in checks.references:
        if each.name not in registry.entities:
            checks.refuse(Place(""), "unknown-fact", name=each.name)
    if read is None or checks.problems or composer.problems:
        problems = checks.problems or composer.problems
        raise UsageError(*(replace(problem, place=Place("")) for problem in problems))
    return replace(fact, value=read.value, qualifier=read.qualifier, written=written)


def _split(fact: Fact, written: str) -> object:
    """Return a value as a fact file has it: members as a list, a wording in each language of the fact."""
    if fact.kind == "members":
        return [part.strip() for part in written.split(",")]
    return dict.fromkeys(fact.value, written) if isinstance(fact.value, Mapping) else written
