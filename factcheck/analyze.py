"""From a document and a registry to an analysis: composed here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from factcheck.analysis import Analysis
from factcheck.document import Document
from factcheck.document_date import find_document_date, find_latest_past
from factcheck.facts.schema import Registry
from factcheck.formats.structure.fields import find_fields
from factcheck.languages.schema.language import Language
from factcheck.linking.linker import link
from factcheck.mentions.find_all import find_all_mentions
from factcheck.model import Name, NameForm, SimilarName
from factcheck.names.acronyms import find_acronym_definitions
from factcheck.names.gazetteer import make_name_finder
from factcheck.names.similar import find_similar_names
from factcheck.statements.build import StatementBuilder


def analyze(document: Document, registry: Registry, today: date, given: date | None = None) -> Analysis:
    """Return all that is read in a document; `given` is the date that the user gives it."""
    language = document.language
    filled = find_fields(document)
    found = find_all_mentions(document)
    named = make_name_finder(registry, language).find(document)
    similar = find_similar_names(document, named, registry, language)
    builder = StatementBuilder(document, named)
    statements = builder.build(found)
    dated = find_document_date(document, filled, given, today)
    if not dated.is_certain:
        dated = replace(dated, latest_past=find_latest_past(statements, dated.day))
    links, rows = link(document, registry, with_variants(named, similar, language), statements, dated.day)
    return Analysis(
        document=document,
        date=dated,
        registry=registry,
        fields=filled,
        mentions=found,
        names=named,
        similar_names=similar,
        acronym_definitions=tuple(find_acronym_definitions(document)),
        statements=statements,
        links=links,
        rows=rows,
        grammar=builder,
    )


def with_variants(named: Sequence[Name], similar: Sequence[SimilarName], language: Language) -> tuple[Name, ...]:
    """Return the names of a note, those that are misspelt among them, in order."""
    misspelt = (Name(each.start, each.end, each.entity, NameForm.NAME, language.code, each.block) for each in similar if not each.is_minor)
    return tuple(sorted((*named, *misspelt), key=lambda name: (name.start, name.end)))
