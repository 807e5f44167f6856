"""Ties the statements of a note to the facts that they state: candidates, features, scores, one decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from factcheck.document import Document
from factcheck.facts.schema import Registry
from factcheck.linking.candidates import CandidateFinder
from factcheck.linking.decide import choose
from factcheck.linking.features import Group, group_of, measure
from factcheck.linking.relations import Row, find_swaps, list_stated_facts, relate_rows
from factcheck.linking.scorer import Scores, Weights, load_weights
from factcheck.model import Link, Name, Statement

Linked = tuple[tuple[Link, ...], Sequence[Sequence[Row]]]
"""The links of a note, in order, and the rows of its sentences with their scores."""


def link(document: Document, registry: Registry, names: Sequence[Name], statements: Sequence[Statement], today: date) -> Linked:
    """Return the links of a note's statements, and the rows of their candidates; `today` is the date of the note."""
    if not registry.facts:
        return (), ()
    finder = CandidateFinder(document, registry, names, statements, today)
    sentences = [[Row(at, found, list(map(measure, found))) for at, found in group] for group in finder.find_all()]
    rows = list(score_rows(sentences, load_weights())) if sentences else []
    return tuple(link for group in rows for link in choose(group)), rows


def score_rows(sentences: Sequence[Sequence[Row]], weights: Weights) -> Iterator[list[Row]]:
    """Yield the rows of each sentence with the features that relate them, and the calibrated log-odds of each pair among all of the note."""
    first = [[score(row, row.vectors, weights.first) for row in rows] for rows in sentences]
    everything = [row for rows in first for row in rows]
    stated, swaps = list_stated_facts(everything), find_swaps(everything)
    for rows in first:
        related = zip(rows, relate_rows(rows, stated, swaps), strict=True)
        yield [score(row, join(row.vectors, more), weights.second) for row, more in related]


def join(vectors: Sequence[tuple[float, ...]], related: Sequence[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """Return the vectors of the candidates of a statement with the features that relate them to others."""
    return [vector + more for vector, more in zip(vectors, related, strict=True)]


def score(row: Row, vectors: Sequence[tuple[float, ...]], scores: Mapping[Group, Scores]) -> Row:
    """Return a row with the vectors of its candidates and their log-odds."""
    return Row(row.index, row.candidates, vectors, list(map(scores[group_of(row.statement.mention.kind)].score, vectors)))
