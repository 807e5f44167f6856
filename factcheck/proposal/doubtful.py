"""Find the drafted facts that two notes state in the same words with different values: a person has to decide which is right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from factcheck.proposal.entry import DraftFact

# Two sentences say the same where so great a part of their words is the same, and so many words at least.
_ALIKE, _FEWEST = 0.7, 4
# Facts with which one is compared at most.
_COMPARED = 50
_WORD = re.compile(r"[^\W\d_]{3,}")


def find_doubtful(facts: Sequence[DraftFact]) -> set[str]:
    """Return the ids of the facts of one kind and subject, from different notes, whose sentences are alike but for the value."""
    groups: dict[tuple[str, str], list[DraftFact]] = defaultdict(list)
    for fact in facts:
        groups[fact.kind, fact.about].append(fact)
    return {each.id for group in groups.values() for pair in _list_pairs(group) for each in pair}


def _list_pairs(group: Sequence[DraftFact]) -> Iterator[tuple[DraftFact, DraftFact]]:
    """Yield the facts of a group that say the same with different values."""
    words = [[(each.path, frozenset(_WORD.findall(each.sentence.lower()))) for each in fact.origins] for fact in group]
    sentences = [{each.sentence for each in fact.origins} for fact in group]
    for at, fact in enumerate(group):
        for other in islice(range(at + 1, len(group)), _COMPARED):
            alike = any(_is_alike(one, another) for one in words[at] for another in words[other])
            if alike and fact.value != group[other].value and sentences[at].isdisjoint(sentences[other]):
                yield fact, group[other]


def _is_alike(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    (path, words), (other_path, other_words) = one, other
    shared = len(words & other_words)
    return path != other_path and shared >= max(_FEWEST, _ALIKE * len(words | other_words))
