"""Make the cues of drafted facts distinct: a cue that another fact of the same kind has, too, tells them not apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from factcheck.proposal.entry import DraftFact


def sharpen(facts: Sequence[DraftFact], ids: Collection[str]) -> tuple[DraftFact, ...]:
    """Return facts, those of some ids without the cues that others of their kind have; one that has no other cue keeps them."""
    shared = Counter((fact.kind, code, word) for fact in facts for code, words in fact.cues.items() for word in set(words))
    return tuple(_sharpen(each, shared) if each.id in ids else each for each in facts)


def _sharpen(fact: DraftFact, shared: Counter[tuple[str, str, str]]) -> DraftFact:
    cues = {code: tuple(word for word in words if shared[fact.kind, code, word] == 1) or words for code, words in fact.cues.items()}
    return fact if cues == fact.cues else replace(fact, cues=cues)
