"""Examples for training and measurement: the rows of notes and of notes with one slip, each statement with the fact that it states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from factcheck.analyze import analyze
from factcheck.facts.schema import Registry
from factcheck.formats import parse
from factcheck.languages.load import all_languages
from factcheck.linking.rows import PairRow
from training.clusters import FIGURES, Cluster


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
    sentences: list[list[PairRow]]
    stated: dict[int, str]
    focus: frozenset[int] | None = None
    label: str = ""
    kind: str = ""
    fact: str = ""
    slipped: int = -1
    name: str = ""


Spans = list[tuple[int, int, int, str]]
"""The source offsets of each statement, its index and its kind."""


def read(text: str, name: str, registry: Registry, today: date) -> tuple[list[list[PairRow]], Spans]:
    """Return the sentences of a text with their rows, and where its statements stand."""
    document = parse(text.encode("utf-8"), name, all_languages())
    analysis = analyze(document, registry, today)
    spans = [
        (*document.map.span(each.mention.start, each.mention.end), at, str(each.mention.kind)) for at, each in enumerate(analysis.statements)
    ]
    return [[row.row for row in rows] for rows in analysis.rows], spans


def make_examples(cluster: Cluster, others: Sequence[Cluster]) -> list[Example]:
    """Return all examples of a cluster: its documents, each slip in them, each fact left out, and the documents of others."""
    found = list[Example]()
    for name in sorted(cluster.texts):
        found += [_right(cluster, name), *_slips(cluster, name), *_left_out(cluster, name)]
    return found + list(_foreign(cluster, others))


def _right(cluster: Cluster, name: str) -> Example:
    sentences, spans = read(cluster.texts[name], _file(cluster, name), cluster.registry, cluster.today)
    labels = [(row["start"], row["end"], row["fact"], row["kind"]) for row in _labelled(cluster, name)]
    return Example(cluster.name, "right", sentences, _stated(spans, labels), name=name)


def _slips(cluster: Cluster, name: str) -> Iterator[Example]:
    """Yield an example for each slip of a document's labelled figures and of what is said of them."""
    text = cluster.texts[name]
    for row, slips in zip(cluster.rows, cluster.slips, strict=True):
        if row["doc"] != name or not row.get("fact") or row["kind"] not in FIGURES | {"period", "qualifier"}:
            continue
        for label, words in slips:
            changed = text[: row["start"]] + words + text[row["end"] :]
            sentences, spans = read(changed, _file(cluster, name), cluster.registry, cluster.today)
            by = len(words) - (row["end"] - row["start"])
            moved = [_moved(each, row, by) for each in _labelled(cluster, name)]
            stated = _stated(spans, moved)
            start, end = row["start"], row["start"] + len(words)
            at = next((index for low, high, index, _ in spans if low < end and start < high), -1)
            if row["kind"] not in FIGURES:
                at = min((index for index in stated if stated[index] == row["fact"]), key=lambda each: _away(spans, each, start), default=-1)
            focus = frozenset(each.index for rows in sentences if any(one.index == at for one in rows) for each in rows) | {at}
            yield Example(cluster.name, "slip", _kept(sentences, focus), stated, focus, label, row["kind"], row["fact"], at, name)


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


def _left_out(cluster: Cluster, name: str) -> Iterator[Example]:
    """Yield an example for each fact that a document states: the document read without it."""
    labelled = _labelled(cluster, name)
    for fact in sorted({row["fact"] for row in labelled}):
        rest = {key: value for key, value in cluster.registry.facts.items() if key != fact}
        registry = replace(cluster.registry, facts=rest)
        sentences, spans = read(cluster.texts[name], _file(cluster, name), registry, cluster.today)
        stated = _stated(spans, [(row["start"], row["end"], row["fact"], row["kind"]) for row in labelled])
        own = {at for at, each in stated.items() if each == fact}
        near = frozenset(row.index for rows in sentences if any(one.index in own for one in rows) for row in rows)
        kept = {at: each for at, each in stated.items() if each != fact}
        yield Example(cluster.name, "left-out", _kept(sentences, near), kept, near, fact=fact, name=name)


def _kept(sentences: list[list[PairRow]], focus: frozenset[int]) -> list[list[PairRow]]:
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
