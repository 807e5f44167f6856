"""Examples for training and measurement: the rows of notes and of notes with one slip, each statement with the fact that it states."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from factcheck.analyze import analyze
from factcheck.facts.schema import Registry
from factcheck.formats import parse
from factcheck.languages.load import all_languages
from factcheck.linking.features import FEATURES, group_of
from factcheck.linking.relations import Row
from training.clusters import FIGURES, Cluster

_SMALL, _SHARE = 2, 0.25
"""So many parts of a registry are tried on each document, with such a share of the slips."""
_NEIGHBOUR = 300
"""Figures that change places stand so many characters apart at most."""


@dataclass
class Example:
    """A note whose statements are labelled; one line a field.

    `cluster` is whose registry it is read with.
    `source` is `right` for a document as published, `slip` with a slip in it, `foreign` for another cluster's, `left-out` without a fact.
    `label` is the kind of slip; `kind` that of its statement; `fact` the fact of the slip, or the one that is left out.
    `sentences` are its sentences with their rows; of a slip and a fact left out those alone that it is about.
    `stated` is, by the index of a statement, the fact that it states.
    `focus` are the indices of the statements that the example is about; None for all.
    `slipped` is the index of the statement with the slip, -1 where it was not read.
    """

    cluster: str
    source: str
    sentences: list[list[Row]]
    stated: dict[int, str]
    focus: frozenset[int] | None = None
    label: str = ""
    kind: str = ""
    fact: str = ""
    slipped: int = -1
    name: str = ""


Spans = list[tuple[int, int, int, str]]
"""The source offsets of each statement, its index and its kind."""


def read(text: str, name: str, registry: Registry, today: date) -> tuple[list[list[Row]], Spans]:
    """Return the sentences of a text with their rows, and where its statements stand."""
    document = parse(text.encode("utf-8"), name, all_languages())
    analysis = analyze(document, registry, today)
    spans = [
        (*document.map.span(each.mention.start, each.mention.end), at, str(each.mention.kind))
        for at, each in enumerate(analysis.statements)
    ]
    return [[_alone(row) for row in rows] for rows in analysis.rows], spans


def _alone(row: Row) -> Row:
    """Return a row with the features of each pair on its own, and without scores."""
    length = len(FEATURES[group_of(row.statement.mention.kind)])
    return Row(row.index, row.candidates, [vector[:length] for vector in row.vectors])


def make_examples(cluster: Cluster, others: Sequence[Cluster]) -> list[Example]:
    """Return all examples of a cluster: its documents, each slip in them, each fact left out, both again with parts of the registry, and the
    documents of others."""
    found = list[Example]()
    for name in sorted(cluster.texts):
        published = _right(cluster, name, cluster.registry, name)
        found += [published, *_left_out(cluster, published)]
        found += [*_slips(cluster, name, cluster.registry, name, 1.0), *_swaps(cluster, name)]
        for number in range(_SMALL):
            registry = _part(cluster, name, number)
            if registry.facts:
                tag = f"{name}#{number}"
                found += [_right(cluster, name, registry, tag), *_slips(cluster, name, registry, tag, _SHARE)]
        for part in _paragraphs(cluster, name):
            registry = _part(part, name, 0)
            found += [
                _right(part, name, part.registry, f"{name}@{part.name}"),
                *_slips(part, name, part.registry, f"{name}@{part.name}", _SHARE),
            ]
            if registry.facts:
                found += _slips(part, name, registry, f"{name}@{part.name}#", _SHARE)
    return [replace(each, cluster=cluster.name) for each in found] + list(_foreign(cluster, others))


def _paragraphs(cluster: Cluster, name: str) -> Iterator[Cluster]:
    """Yield a cluster for each paragraph of a document that states facts, as if it were a note of its own."""
    text = cluster.texts[name]
    labelled = [(row, slips) for row, slips in zip(cluster.rows, cluster.slips, strict=True) if row["doc"] == name]
    places = sorted({(text.rfind("\n\n", 0, row["start"]) + 1, text.find("\n\n", row["end"])) for row, _ in labelled})
    for start, found in places:
        end = found if found >= 0 else len(text)
        own = [(row, slips) for row, slips in labelled if start <= row["start"] and row["end"] <= end]
        rows = [{**row, "start": row["start"] - start, "end": row["end"] - start} for row, _ in own]
        yield replace(cluster, name=f"{cluster.name}@{start}", texts={name: text[start:end]}, rows=rows, slips=[slips for _, slips in own])


def _part(cluster: Cluster, name: str, number: int) -> Registry:
    """Return a registry of a few of the facts that a document states."""
    rng = random.Random(f"{cluster.name}|{name}|{number}")
    stated = sorted({str(row["fact"]) for row in _labelled(cluster, name)})
    chosen = rng.sample(stated, min(rng.choice((1, 1, 2, 3, 5)), len(stated)))
    facts = {each: fact for each, fact in cluster.registry.facts.items() if each in chosen}
    about = {entity for fact in facts.values() for entity in fact.about}
    entities = {each: entity for each, entity in cluster.registry.entities.items() if each in about}
    return replace(cluster.registry, facts=facts, entities=entities)


def _right(cluster: Cluster, name: str, registry: Registry, tag: str) -> Example:
    sentences, spans = read(cluster.texts[name], _file(cluster, name), registry, cluster.today)
    labels = [(row["start"], row["end"], row["fact"], row["kind"]) for row in _labelled(cluster, name) if row["fact"] in registry.facts]
    return Example(cluster.name, "right", sentences, _stated(spans, labels), name=tag)


def _slips(cluster: Cluster, name: str, registry: Registry, tag: str, share: float) -> Iterator[Example]:
    """Yield an example for each slip of a document's labelled figures and of what is said of them, or for a share of these."""
    text, rng = cluster.texts[name], random.Random(f"{cluster.name}|{tag}")
    for row, slips in zip(cluster.rows, cluster.slips, strict=True):
        if row["doc"] != name or row.get("fact") not in registry.facts or row["kind"] not in FIGURES | {"period", "qualifier"}:
            continue
        for label, words in slips:
            if rng.random() > share:
                continue
            changed = text[: row["start"]] + words + text[row["end"] :]
            sentences, spans = read(changed, _file(cluster, name), registry, cluster.today)
            by = len(words) - (row["end"] - row["start"])
            labelled = [each for each in _labelled(cluster, name) if each["fact"] in registry.facts]
            stated = _stated(spans, [_moved(each, row, by) for each in labelled])
            start, end = row["start"], row["start"] + len(words)
            at = next((index for low, high, index, _ in spans if low < end and start < high), -1)
            if row["kind"] not in FIGURES:
                at = min(
                    (index for index in stated if stated[index] == row["fact"]), key=lambda each: _away(spans, each, start), default=-1
                )
            focus = frozenset(each.index for rows in sentences if any(one.index == at for one in rows) for each in rows) | {at}
            yield Example(cluster.name, "slip", _kept(sentences, focus), stated, focus, label, row["kind"], row["fact"], at, tag)


def _swaps(cluster: Cluster, name: str) -> Iterator[Example]:
    """Yield two examples, one for each figure, for each pair of neighbouring figures that change places."""
    text = cluster.texts[name]
    rows = sorted(_labelled(cluster, name), key=lambda row: (row["start"], row["end"], row["fact"]))
    for one, other in pairwise(rows):
        near = one["end"] <= other["start"] <= one["end"] + _NEIGHBOUR
        alike = one["kind"] == other["kind"] != "date" and one["fact"] != other["fact"] and one["quote"] != other["quote"]
        if not near or not alike:
            continue
        start, end = one["start"], other["end"]
        between = text[one["end"] : other["start"]]
        changed = text[:start] + other["quote"] + between + one["quote"] + text[end:]
        sentences, spans = read(changed, _file(cluster, name), cluster.registry, cluster.today)
        first = (start, start + len(other["quote"]), one["fact"], one["kind"])
        second = (end - len(one["quote"]), end, other["fact"], other["kind"])
        rest = [(each["start"], each["end"], each["fact"], each["kind"]) for each in rows if each["end"] <= start or each["start"] >= end]
        stated = _stated(spans, [*rest, first, second])
        places = [next((at for low, high, at, _ in spans if low < span[1] and span[0] < high), -1) for span in (first, second)]
        focus = frozenset(row.index for group in sentences if any(row.index in places for row in group) for row in group) | set(places)
        for at, span in zip(places, (first, second), strict=True):
            yield Example(cluster.name, "slip", _kept(sentences, focus), stated, focus, "swapped", span[3], span[2], at, name)


def _away(spans: Spans, index: int, start: int) -> int:
    return min(abs(low - start) for low, _, at, _ in spans if at == index)


def _moved(each: dict[str, object], row: dict[str, object], by: int) -> tuple[int, int, str, str]:
    """Return the offsets of a labelled statement after a slip, its fact and its kind."""
    start, end = each["start"], each["end"]
    if each is row:
        end += by
    elif start >= row["end"]:
        start, end = start + by, end + by
    return start, end, each["fact"], each["kind"]


def _left_out(cluster: Cluster, published: Example) -> Iterator[Example]:
    """Yield an example for each fact that a document states: the sentences that state it, read without that fact."""
    text, name = cluster.texts[published.name], published.name
    for fact in sorted(set(published.stated.values())):
        own = {at for at, each in published.stated.items() if each == fact}
        focus = frozenset(row.index for rows in published.sentences if any(one.index in own for one in rows) for row in rows)
        kept = {at: each for at, each in published.stated.items() if each != fact}
        registry = replace(cluster.registry, facts={each: value for each, value in cluster.registry.facts.items() if each != fact})
        sentences, _ = read(text, _file(cluster, name), registry, cluster.today)
        yield Example(cluster.name, "left-out", _kept(sentences, focus), kept, focus, fact=fact, name=name)


def _kept(sentences: list[list[Row]], focus: frozenset[int]) -> list[list[Row]]:
    """Return the sentences that an example is about; the others are those of the document as published."""
    return [rows for rows in sentences if any(row.index in focus for row in rows)]


def _foreign(cluster: Cluster, others: Sequence[Cluster]) -> Iterator[Example]:
    """Yield an example for each document of another cluster of the language, read with this one's registry."""
    for other in others:
        for name in sorted(other.texts) if other.name != cluster.name and other.language == cluster.language else ():
            sentences, _ = read(other.texts[name], _file(other, name), cluster.registry, cluster.today)
            yield Example(cluster.name, "foreign", sentences, {}, name=name)


def _labelled(cluster: Cluster, name: str) -> list[dict[str, object]]:
    """Return the labelled figures of a document."""
    return [row for row in cluster.rows if row["doc"] == name and row.get("fact") and row["kind"] in FIGURES]


def _stated(spans: Spans, labels: Sequence[tuple[int, int, str, str]]) -> dict[int, str]:
    """Return, by its index, the fact that each labelled statement states."""
    return {at: fact for low, high, at, _ in spans for start, end, fact, _ in labels if low < end and start < high}


def _file(cluster: Cluster, name: str) -> str:
    """Return a name that gives a document's language."""
    return name if f".{cluster.language}." in name else f"{Path(name).stem}.{cluster.language}.md"
