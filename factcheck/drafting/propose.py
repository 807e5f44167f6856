"""Draft a registry from documents: names first, then the facts about them, then without what the documents contradict."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.check import check, load_facts
from factcheck.document import Document
from factcheck.drafting.entities import draft_entities
from factcheck.drafting.entry import Draft, DraftEntity, DraftFact, Origin
from factcheck.drafting.facts import FactDrafter, Stated
from factcheck.drafting.merge import merge_facts, with_ids
from factcheck.drafting.yaml_file import write_draft
from factcheck.facts.schema import Entity, Names, Registry
from factcheck.errors import Place
from factcheck.findings import Severity
from factcheck.settings import Settings

_COMMENTS = {"contradicts": "{fact}", "dropped": "-"}
# The draft is checked against its notes at most so many times; each time, what they contradict is left out.
_ROUNDS = 6


def propose(documents: Sequence[Document], registry: Registry, facts: Sequence[Path], packs: Sequence[str], settings: Settings) -> Draft:
    """Return the draft of some documents, beside a registry that `facts` and `packs` name."""
    first = [analyze(each, registry, settings.today, settings.document_date) for each in documents]
    entities = draft_entities(first, registry.entities)
    named = with_entities(registry, entities)
    drafters = [FactDrafter(analyze(each, named, settings.today, settings.document_date)) for each in documents]
    stated = [each for drafter in drafters for each in drafter.draft()]
    found = with_ids(merge_facts(stated), registry.facts)
    draft = Draft(tuple(entities), tuple(found), sum(drafter.skipped for drafter in drafters))
    return verify_draft(draft, documents, facts, packs, settings)


def with_entities(registry: Registry, entities: Iterable[DraftEntity]) -> Registry:
    """Return a registry with some drafted entities."""
    drafted = {
        each.id: Entity(
            each.id,
            each.kind,
            {code: Names(name.name, name.also, name.acronym or None) for code, name in each.names.items()},
            Place(each.origin.path, each.origin.line),
            each.title or None,
        )
        for each in entities
    }
    return replace(registry, entities={**registry.entities, **drafted})


def verify_draft(draft: Draft, documents: Sequence[Document], facts: Sequence[Path], packs: Sequence[str], settings: Settings) -> Draft:
    """Return a draft without the entries that the documents contradict."""
    for _ in range(_ROUNDS):
        wrong = find_contradicted(draft, documents, facts, packs, settings)
        if not wrong:
            break
        dropped = [origin for fact in draft.facts if fact.id in wrong for origin in fact.origins]
        entities = tuple(each for each in draft.entities if each.id not in wrong)
        known = {each.id for each in draft.entities} - {each.id for each in entities}
        remaining = tuple(
            replace(fact, about="") if fact.about in known else fact for fact in draft.facts if fact.id not in wrong
        )
        draft = replace(draft, entities=entities, facts=remaining, dropped=(*draft.dropped, *dropped))
    return draft


def find_contradicted(draft: Draft, documents: Sequence[Document], facts: Sequence[Path], packs: Sequence[str], settings: Settings) -> set[str]:
    """Return the ids of the entries of a draft that its documents contradict."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.yaml"
        path.write_text(write_draft(draft, (), _COMMENTS), "utf-8")
        registry = load_facts([*facts, path], packs)
    drafted = {each.id for each in (*draft.facts, *draft.entities)}
    return {
        finding.fact
        for document in documents
        for finding in check(document, registry, settings).all_findings
        if finding.fact in drafted
    }
