"""Scores that no pair was trained on: the models of all folds of clusters but its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from factcheck.linking import relations as relation_features
from factcheck.linking.features import FEATURES, RELATION, Group, Relation, group_of
from factcheck.linking.linker import join, score
from factcheck.linking.relations import Row, find_swaps, list_stated_facts, relate_rows
from factcheck.linking.scorer import NAMES, Scores, make_scores
from training.center import center
from training.fit import Settings, Table, fit, tabulate
from training.pairs import Example

SIGNS = {
    group: [*(int(each.sign) for each in features), *map(int, relation_features.FEATURES.values())] for group, features in FEATURES.items()
}
"""The signs of all features of each group, in the order of a vector."""
WEIGHTS = {"right": 1.0, "slip": 1.0, "left-out": 1.0, "foreign": 2.0}
"""What a pair counts by the source of its example; the rows beside a slip, which other examples have too, count `BESIDE`, and a paragraph read as
a note of its own so much of what a note counts."""
BESIDE, PARAGRAPH = 0.1, 0.3
FEWEST = 60
"""A cluster with fewer slips counts as one with so many."""
ANOTHERS, ANOTHER = frozenset({"other-fact", "another"}), 0.5
"""A value of another fact is often absurdly far off."""
DOUBTS = (
    "change",
    "former",
    "average",
    "part",
    "former_before",
    "former_after",
    "past-adverb_before",
    "similar-thing_before",
    "naming_before",
)
"""What makes a figure one of another thing or time: rare in real documents, and known to every editor."""
DOUBTED = 12
"""One pair in so many that states another value is repeated with a doubt, as no link."""
Labelled = tuple[tuple[float, ...], bool, float, int]
"""A vector, whether it is a link, what it counts, and the place of its example."""
FIRST, SECOND = Settings(rounds=200), Settings()


def rows_of(example: Example) -> list[Row]:
    """Return the rows that an example is about."""
    rows = [row for sentence in example.sentences for row in sentence]
    return rows if example.focus is None else [row for row in rows if row.index in example.focus]


def weigh_clusters(examples: Sequence[Example]) -> dict[str, float]:
    """Return what the pairs of each cluster count: a cluster with four times the slips of another one counts twice as much as that."""
    counted = Counter(example.cluster for example in examples if example.source == "slip")
    mean = sum(counted.values()) / len(counted)
    return {example.cluster: sqrt(mean / max(counted[example.cluster], FEWEST)) for example in examples}


def weight(example: Example, row: Row) -> float:
    """Return what the pairs of a row count in their cluster."""
    if example.source == "slip" and row.index != example.slipped:
        return BESIDE
    share = PARAGRAPH if "@" in example.name else 1.0
    return share * (ANOTHER if example.label in ANOTHERS else WEIGHTS[example.source])


def tabulate_pairs(
    examples: Sequence[Example], group: Group, more: Sequence[Mapping[int, Sequence[tuple[float, ...]]]] | None = None
) -> Table:
    """Return the pairs of the examples for one kind of value; `more` gives, for each example, the relations of each row by its index."""
    pairs: list[Labelled] = []
    for number, example in enumerate(examples):
        for row in rows_of(example):
            if group_of(row.statement.mention.kind) == group:
                pairs += _label(example, row, row.vectors if more is None else join(row.vectors, more[number][row.index]), number)
    pairs += list(_doubted(pairs, NAMES[group]))
    vectors, labels, counts, places = zip(*pairs, strict=True)
    clusters = weigh_clusters(examples)
    weights = [count * clusters[examples[place].cluster] for count, place in zip(counts, places, strict=True)]
    return Table(np.array(vectors, dtype=np.float64), np.array(labels, dtype=np.int8), np.array(weights), np.array(places))


def _label(example: Example, row: Row, vectors: Sequence[tuple[float, ...]], number: int) -> Iterator[Labelled]:
    counts = weight(example, row)
    for candidate, vector in zip(row.candidates, vectors, strict=True):
        yield vector, example.stated.get(row.index) == candidate.fact.id, counts, number


def _doubted(pairs: Sequence[Labelled], names: Sequence[str]) -> Iterator[Labelled]:
    """Yield pairs that differ, now and then, as if a word before or after their figure gave it to another thing or another time: no links."""
    places = [names.index(name) for name in DOUBTS if name in names]
    differing = [each for each in pairs if each[1] and each[2] >= 1 and each[0][RELATION] < 3]
    for at, (vector, _, counts, number) in enumerate(differing[::DOUBTED]):
        place = places[at % len(places)]
        yield (*vector[:place], 1.0, *vector[place + 1 :]), False, counts, number


def score_first(example: Example, firsts: Mapping[Group, Scores]) -> list[list[Row]]:
    """Return the sentences of an example with their first scores."""
    return [[score(row, row.vectors, firsts) for row in rows] for rows in example.sentences]


def relations(scored: Sequence[Sequence[Row]], example: Example, published: Sequence[Row]) -> dict[int, list[tuple[float, ...]]]:
    """Return the relations of the rows that an example is about; `published` are the rows of the document as published."""
    rest = [row for row in published if example.focus is not None and row.index not in example.focus]
    everything = [*rest, *(row for rows in scored for row in rows)]
    stated, swaps = dict(list_stated_facts(everything)), find_swaps(everything)
    if example.source == "left-out":
        stated.pop(example.fact, None)
    found: dict[int, list[tuple[float, ...]]] = {}
    for rows, group in zip(example.sentences, scored, strict=True):
        found.update(zip((row.index for row in rows), relate_rows(group, stated, swaps), strict=True))
    return found


def all_relations(examples: Sequence[Example], firsts: Mapping[str, Mapping[Group, Scores]]) -> list[dict[int, list[tuple[float, ...]]]]:
    """Return the relations of all examples, by the first scores of each cluster."""
    published: dict[tuple[str, str], list[Row]] = {}
    found = []
    for example in examples:
        scored = score_first(example, firsts[example.cluster])
        key = example.cluster, example.name
        if example.source == "right":
            published[key] = [row for rows in scored for row in rows]
        found.append(relations(scored, example, published.get(key, ())))
    return found


def folds_of(clusters: Sequence[str], number: int) -> dict[str, int]:
    """Return the fold of each cluster: both languages in each."""
    return {name: at % number for at, name in enumerate(sorted(clusters, key=lambda each: (each[:2], each)))}


@dataclass
class Crossfit:
    """For each fold the models that did not see it; for each example the relations by them."""

    folds: Mapping[str, int]
    firsts: list[dict[Group, Scores]]
    seconds: list[dict[Group, Scores]]
    related: list[dict[int, list[tuple[float, ...]]]]


def crossfit(examples: Sequence[Example], folds: Mapping[str, int]) -> Crossfit:
    """Return models for each fold that were trained on the others; those of relations on scores that were cross-fitted too."""
    fold = np.array([folds[example.cluster] for example in examples])
    numbers = sorted(set(fold.tolist()))
    firsts = [{} for _ in numbers]
    for group in Group:
        table = tabulate_pairs(examples, group)
        for number in numbers:
            firsts[number][group] = train(table, fold[table.example] != number, FIRST, group)
    related = all_relations(examples, {cluster: firsts[number] for cluster, number in folds.items()})
    seconds = [{} for _ in numbers]
    for group in Group:
        table = tabulate_pairs(examples, group, related)
        for number in numbers:
            seconds[number][group] = train(table, fold[table.example] != number, SECOND, group)
    return Crossfit(folds, firsts, seconds, related)


def train_data(table: Table, chosen: np.ndarray, settings: Settings, group: Group) -> dict[str, Any]:
    """Return the score of the chosen pairs of a group, as data."""
    pairs, signs = table.only(chosen), SIGNS[group][: table.vectors.shape[1]]
    found = tabulate(fit(pairs, signs, RELATION, settings), NAMES[group], RELATION, [str(each) for each in Relation])
    return center(found, pairs.vectors, pairs.labels, NAMES[group], RELATION)


def train(table: Table, chosen: np.ndarray, settings: Settings, group: Group) -> Scores:
    """Return the score of the chosen pairs of a group."""
    return make_scores(train_data(table, chosen, settings, group), group)


def scored(example: Example, related: Mapping[int, Sequence[tuple[float, ...]]], seconds: Mapping[Group, Scores]) -> list[list[Row]]:
    """Return the sentences that an example is about with their scores."""
    kept = [[row for row in rows if row.index in related] for rows in example.sentences]
    return [[score(row, join(row.vectors, related[row.index]), seconds) for row in rows] for rows in kept if rows]
