"""Ties the statements of a note to the facts that they state: candidates, features, scores, one decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date

from factcheck.document import Document
from factcheck.facts.schema import Registry
from factcheck.linking.decide import ScoredRow, choose, score_rows
from factcheck.linking.rows import read_rows
from factcheck.linking.scorer import load_weights
from factcheck.model import Link, Name, Statement
from factcheck.runtime.records import record


@record(eq=False)
class Linked:
    """The links of a note, in order, and the rows of its sentences with their scores."""

    links: tuple[Link, ...]
    rows: Sequence[Sequence[ScoredRow]] = field(default_factory=list)


def link(document: Document, registry: Registry, names: Sequence[Name], statements: Sequence[Statement], today: date) -> Linked:
    """Return the links of a note's statements; `today` is the date of the note."""
    sentences = list(read_rows(document, registry, names, statements, today))
    if not sentences:
        return Linked(())
    rows = score_rows(sentences, load_weights())
    return Linked(tuple(link for group in rows for link in choose(group, today)), rows)
