"""From a document and a registry to an analysis: the whole walk, composed here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from factcheck.document import Document
from factcheck.document_date import floor, note_date
from factcheck.facts.schema import Registry
from factcheck.findings import Evidence, Explained
from factcheck.formats.structure.fields import fields
from factcheck.formats.structure.metadata import language_of
from factcheck.languages.load import all_languages, load
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import fold
from factcheck.linking.linker import Linked, Linker
from factcheck.mentions.find_all import mentions, reread
from factcheck.model import Name, NameForm, NearName, Reading
from factcheck.names.acronyms import pairs
from factcheck.names.fuzzy_matcher import Words, near_finder
from factcheck.names.gazetteer import finder
from factcheck.names.repeats import restated
from factcheck.runtime.records import record
from factcheck.statements.build import Reader
from factcheck.statements.sentences import Sentences, quotes


@record
class Read:
    """A reading, and how its links came about."""

    reading: Reading
    linked: Linked


def read_note(document: Document, registry: Registry, today: date, given: date | None = None) -> Read:
    """All that is read in a document."""
    language = load(language_of(document, all_languages()))
    folded = fold(document.text)
    filled = fields(document, language)
    named = finder(registry, language).find(document, folded)
    said = Words(document, folded)
    near = near_finder(registry, language).find(document, folded, named, said) if registry.entities else ()
    paired = tuple(pairs(document, folded, language))
    found = mentions(document, folded, language)
    sentences = Sentences(document, language)
    reader = Reader(document, folded, language, sentences, named)
    statements = reader.read(found)
    as_of = note_date(document, language, filled, given, today)
    if not as_of.certain:
        as_of = replace(as_of, floor=floor(statements, as_of.day))
    linked = Linker(document, folded, language, registry, sentences.before, meant(named, near, language), as_of.day).link(statements)
    reading = Reading(
        document,
        language,
        as_of,
        registry,
        folded,
        filled,
        found,
        named,
        near,
        statements,
        linked.links,
        sentences.in_block,
        quotes(document, language).covers,
        reader,
        paired,
        lambda: restated(document, folded, language, named, near, paired, said),
        lambda mention, words: reread(document, language, mention, words),
    )
    return Read(reading, linked)


def meant(named: Sequence[Name], near: Sequence[NearName], language: Language) -> tuple[Name, ...]:
    """The names of a note, those that are nearly right among them, in order."""
    slipped = (Name(each.start, each.end, each.entity, NameForm.NAME, language.code, each.block) for each in near if not each.light)
    return tuple(sorted((*named, *slipped), key=lambda name: (name.start, name.end)))


def explain(read: Read) -> tuple[Explained, ...]:
    """For each statement, which fact judged it, and which facts could have."""
    links = {link.statement.mention.start: link for link in read.reading.links}
    text, found = read.reading.document.text, []
    for at, statement in enumerate(read.reading.statements):
        link = links.get(statement.mention.start)
        candidates = tuple(
            Evidence(each.fact.id, round(each.score, 2), tuple(text[start:end] for start, end in each.reasons))
            for each in read.linked.candidates.get(at, ())
        )
        verdict = "unlinked" if link is None else "verified" if link.agrees else "contradicted"
        found.append(Explained(statement.mention.start, statement.mention.end, link.fact.id if link else "", verdict, candidates))
    return tuple(found)
