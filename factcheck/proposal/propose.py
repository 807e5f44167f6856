"""Draft a registry from documents: names first, then the facts about them, then without what the documents contradict."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.checker import check, load_facts
from factcheck.document import Document
from factcheck.errors import Place
from factcheck.facts.schema import Entity, Names, Registry
from factcheck.findings import Finding, Severity
from factcheck.proposal.distinct_cues import sharpen
from factcheck.proposal.doubtful import find_doubtful
from factcheck.proposal.entities import draft_entities
from factcheck.proposal.entry import Draft, DraftEntity
from factcheck.proposal.facts import FactDrafter, Stated
from factcheck.proposal.merge import merge_facts, with_ids
from factcheck.proposal.versions import VersionPair, merge_entities
from factcheck.proposal.yaml_file import write_draft
from factcheck.runtime.records import record
from factcheck.settings import Settings

# The draft is checked against its notes at most so many times; each time, what they contradict is left out.
_ROUNDS = 6
_ENTITY = "entity"
MOST = 1000
"""The most statements of one draft: more than a person reads."""


@record(eq=False)
class Trusted:
    """What a draft is made from; one line a field.

    `documents` are the notes, `pairs` the numbers of two that are versions of one note.
    `registry` is what is registered already, from the files `facts` and the packs `packs`.
    `settings` say how notes are checked.
    """

    documents: Sequence[Document]
    pairs: Sequence[tuple[int, int]]
    registry: Registry
    facts: Sequence[Path]
    packs: Sequence[str]
    settings: Settings

    def analyze(self, registry: Registry) -> list[Analysis]:
        """Return the analyses of the documents with a registry."""
        return [analyze(each, registry, self.settings.today, self.settings.document_date) for each in self.documents]


def propose(trusted: Trusted) -> Draft:
    """Return the draft of some documents, without what the registry has and what the documents themselves contradict."""
    entities = draft_entities(trusted.analyze(trusted.registry), trusted.registry.entities)
    analyses = trusted.analyze(_with_entities(trusted.registry, entities))
    versions = {pair: VersionPair(analyses[pair[0]], analyses[pair[1]]) for pair in trusted.pairs}
    drafted = {each.id for each in entities}
    merged = merge_entities(entities, [found for each in versions.values() for found in each.list_entities(drafted)])
    if len(merged) < len(entities):
        analyses = trusted.analyze(_with_entities(trusted.registry, merged))
    drafters = [FactDrafter(each) for each in analyses]
    stated = _draft_facts(drafters)
    facts = with_ids(merge_facts([each for group in stated for each in group], _pair_facts(stated, versions)), trusted.registry.facts)
    doubtful = find_doubtful(facts)
    sure, doubts = (tuple(each for each in facts if (each.id in doubtful) is is_doubtful) for is_doubtful in (False, True))
    full = sum(map(len, stated)) >= MOST
    return _verify(Draft(tuple(merged[:MOST]), sure, sum(drafter.skipped for drafter in drafters), doubts, full), trusted)


def _draft_facts(drafters: Sequence[FactDrafter]) -> list[list[Stated]]:
    """Return the facts of each note, up to as many as a person can read."""
    found: list[list[Stated]] = []
    room = MOST
    for drafter in drafters:
        found.append(list(islice(drafter.draft(), room)))
        room -= len(found[-1])
    return found


def _pair_facts(stated: Sequence[Sequence[Stated]], versions: dict[tuple[int, int], VersionPair]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the drafted facts that two versions of a note state in the same passage, the earlier one first."""
    numbers: list[dict[int, int]] = []
    count = 0
    for group in stated:
        numbers.append({each.statement.mention.start: count + at for at, each in enumerate(group)})
        count += len(group)
    for (first, second), version in versions.items():
        for one, other in version.list_statements():
            if one in numbers[first] and other in numbers[second]:
                yield numbers[first][one], numbers[second][other]


def _with_entities(registry: Registry, entities: Iterable[DraftEntity]) -> Registry:
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


def _verify(draft: Draft, trusted: Trusted) -> Draft:
    """Return a draft without the entries that the documents contradict; without any facts where rounds do not suffice.

    Facts that the documents contradict first lose the cues that others have, too.
    """
    registry = _load(draft, trusted)
    wrong = _find_contradicted(draft, registry, trusted)
    if (sharper := sharpen(draft.facts, wrong)) != draft.facts:
        draft = replace(draft, facts=sharper)
        registry = _load(draft, trusted)
        wrong = _find_contradicted(draft, registry, trusted)
    for _ in range(_ROUNDS):
        if not wrong:
            return draft
        draft, registry = _leave_out(draft, wrong), _restrict(registry, wrong)
        wrong = _find_contradicted(draft, registry, trusted)
    return draft if not wrong else replace(draft, facts=(), dropped=(*draft.dropped, *draft.facts))


def _leave_out(draft: Draft, wrong: Collection[str]) -> Draft:
    """Return a draft without some entries, which it names as dropped."""
    known = {each.id for each in draft.entities if each.id in wrong}
    return replace(
        draft,
        entities=tuple(replace(each, title="") if each.title in known else each for each in draft.entities if each.id not in wrong),
        facts=tuple(replace(each, about="") if each.about in known else each for each in draft.facts if each.id not in wrong),
        dropped=(*draft.dropped, *(each for each in draft.facts if each.id in wrong)),
    )


def _load(draft: Draft, trusted: Trusted) -> Registry:
    """Return the registry with a draft, as the file of the draft is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.yaml"
        path.write_text(write_draft(draft, (), {}), "utf-8")
        return load_facts([*trusted.facts, path], trusted.packs)


def _restrict(registry: Registry, wrong: Collection[str]) -> Registry:
    """Return a registry without some entries, and without what facts say of them."""
    return replace(
        registry,
        entities={
            key: replace(each, title=None) if each.title in wrong else each for key, each in registry.entities.items() if key not in wrong
        },
        facts={
            key: replace(each, about=tuple(subject for subject in each.about if subject not in wrong))
            for key, each in registry.facts.items()
            if key not in wrong
        },
    )


def _find_contradicted(draft: Draft, registry: Registry, trusted: Trusted) -> set[str]:
    """Return the ids of the entries of a draft that its documents contradict."""
    drafted = {each.id for each in draft.facts} | {each.id for each in draft.entities}
    found: set[str] = set()
    for document in trusted.documents:
        findings = check(document, registry, trusted.settings).all_findings
        found |= {each for finding in findings for each in _list_ids(finding)}
    return found & drafted


def _list_ids(finding: Finding) -> Iterator[str]:
    """Yield the ids of the fact and of the entity from which a finding differs; a note is no finding."""
    if finding.fact:
        yield finding.fact
    elif finding.severity is not Severity.NOTE:
        yield from (each.values["id"] for each in finding.related if each.key == _ENTITY)
