"""The whole walk, from the bytes of a note to what is wrong in it: read this first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.config import OFF, Config
from factcheck.coverage import claims, coverage
from factcheck.document import Document
from factcheck.document_date import floor, note_date
from factcheck.errors import Place, Problem, UsageError
from factcheck.facts.registry_cache import load_kept
from factcheck.facts.schema import Registry
from factcheck.findings import Evidence, Explained, Finding, Report, Rule, Severity
from factcheck.formats import parse
from factcheck.formats import read as read_document
from factcheck.formats.plain import document as passage
from factcheck.formats.structure.fields import fields
from factcheck.formats.structure.metadata import LANGUAGE_KEY, language_of
from factcheck.languages.load import codes, load
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import fold
from factcheck.linking.linker import Linked, Linker
from factcheck.mentions.find_all import mentions, reread
from factcheck.model import Name, NameForm, NearName, Reading
from factcheck.names.acronyms import pairs
from factcheck.names.fuzzy_matcher import Words, near_finder
from factcheck.names.gazetteer import finder
from factcheck.names.repeats import restated
from factcheck.rules import RULES
from factcheck.runtime.records import record
from factcheck.statements.build import Reader
from factcheck.statements.sentences import Sentences, quotes
from factcheck.suppress import apply

if TYPE_CHECKING:
    from factcheck.export import Reading as Told

_STRAIGHT, _CURLY = "'", "’"


@record
class Settings:
    """How notes are checked: the day they are judged as of (None: their own), today, the rules to run (none: all) and to leave out."""

    today: date
    as_of: date | None = None
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    explain: bool = False
    config: Config = field(default_factory=Config)

    def rules(self, path: str) -> tuple[Rule, ...]:
        """The rules that run on a file."""
        chosen = [rule for rule in RULES if (not self.select or rule.id in self.select) and rule.id not in self.ignore]
        return tuple(rule for rule in chosen if self.config.level(rule.id, path) != OFF)


@record
class Read:
    """A reading, and how its links came about."""

    reading: Reading
    linked: Linked = field(default_factory=lambda: Linked(()))


def languages() -> tuple[Language, ...]:
    """All languages."""
    return tuple(map(load, codes()))


def load_facts(paths: Path | Sequence[Path] | None, packs: Sequence[str] = ()) -> Registry:
    """The registry of some files and folders (none: an empty one), joined by some packs. Raises RegistryError."""
    from factcheck.mentions.parse_value import read_value

    return load_kept([paths] if isinstance(paths, Path) else paths or (), read_value, languages(), packs)


def check_file(path: Path, registry: Registry, settings: Settings, versions: Sequence[Document] = ()) -> Report:
    """The report on one note, compared with its other versions. Raises DocumentError where it cannot be read."""
    return check(read_document(path, languages()), registry, settings, versions)


def check_data(data: bytes, path: str, registry: Registry, settings: Settings, versions: Sequence[Document] = ()) -> Report:
    """The report on the bytes of a note, compared with its other versions. Raises DocumentError where they cannot be read."""
    return check(parse(data, path, languages()), registry, settings, versions)


def check(document: Document, registry: Registry, settings: Settings, versions: Sequence[Document] = ()) -> Report:
    """The report on a document, compared with its other versions."""
    return check_versions((document, *versions), registry, settings)[0]


def check_versions(documents: Sequence[Document], registry: Registry, settings: Settings) -> tuple[Report, ...]:
    """The reports on the versions of one note, each read once and compared with every other."""
    reads = [read_note(document, registry, settings) for document in documents]
    between = compare([read.reading for read in reads], settings)
    return tuple(report(read, settings, found, alone=len(reads) == 1) for read, found in zip(reads, between, strict=True))


def report(read: Read, settings: Settings, between: Sequence[Finding] = (), *, alone: bool = True) -> Report:
    """The report on what was read; `between` are the findings against other versions of the note, which it has unless it is `alone`."""
    reading, document = read.reading, read.reading.document
    rules = settings.rules(document.path)
    found = ordered((*run(reading, rules), *between), rules)
    ran = {rule.id for rule in rules if not (alone and rule.check_pair)}
    silenced = apply(document, found, ran, {rule.id for rule in RULES})
    findings = tuple(levelled(finding, settings.config.level(finding.rule, document.path)) for finding in silenced)
    explained = explain(read) if settings.explain else ()
    counted, unread = coverage(reading, findings)
    return Report(
        document.path, document, reading.language.code, reading.as_of, claims(reading, findings), findings, explained, counted, unread
    )


def compare(readings: Sequence[Reading], settings: Settings) -> list[list[Finding]]:
    """For each version of a note, the findings of the rules that compare two, stamped."""
    found: list[list[Finding]] = [[] for _ in readings]
    for first, second in combinations(range(len(readings)), 2):
        pair = readings[first], readings[second]
        chosen = [settings.rules(reading.document.path) for reading in pair]
        for rule in RULES:
            if rule.check_pair and any(rule in rules for rules in chosen):
                for side, findings, rules in zip((first, second), rule.check_pair(*pair), chosen, strict=True):
                    found[side] += [stamped(finding, rule) for finding in findings if rule in rules]
    return found


def read_note(document: Document, registry: Registry, settings: Settings) -> Read:
    """All that is read in a document."""
    language = load(language_of(document, languages()))
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
    as_of = note_date(document, language, filled, settings.as_of, settings.today)
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


def read_text(text: str, code: str | None, as_of: date | None) -> Told:
    """All that is read in a text, without a registry. Raises UsageError for a language that has no tables."""
    known = codes()
    if code is not None and code not in known:
        raise UsageError(Problem(Place(""), "unknown-language", {"name": code, "known": ", ".join(known)}))
    from factcheck.export import Reading as Told

    document = passage(text)
    document = replace(document, meta={LANGUAGE_KEY: code}) if code else document
    return Told(read_note(document, Registry(), Settings(today=as_of or date.today(), as_of=as_of)).reading)


def read_file(path: Path, registry: Registry, settings: Settings) -> Told:
    """All that is read in one note. Raises DocumentError where it cannot be read."""
    from factcheck.export import Reading as Told

    return Told(read_note(read_document(path, languages()), registry, settings).reading)


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


def run(reading: Reading, rules: tuple[Rule, ...]) -> list[Finding]:
    """The findings of some rules, stamped with rule and severity, in the order of the text."""
    text = reading.document.text
    curly = text.count(_CURLY) - text.count(_STRAIGHT)
    found = [stamped(_spelt(finding, curly), rule) for rule in rules for finding in rule.check(reading)]
    return list(ordered(found, rules))


def stamped(finding: Finding, rule: Rule) -> Finding:
    """A finding with its rule, and the rule's severity where it has none of its own."""
    return replace(finding, rule=rule.id, severity=finding.severity or rule.severity)


def ordered(found: Iterable[Finding], rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """Findings in the order of the text."""
    order = {rule.id: at for at, rule in enumerate(rules)}
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, order[finding.rule], finding.key)))


def _spelt(finding: Finding, curly: int) -> Finding:
    """A finding whose correction has the apostrophes that most of the note has."""
    old, new = (_STRAIGHT, _CURLY) if curly > 0 else (_CURLY, _STRAIGHT)
    if not curly or finding.edit is None or old not in finding.edit.replacement:
        return finding
    expected = finding.expected.replace(old, new) if finding.expected else finding.expected
    return replace(finding, edit=replace(finding.edit, replacement=finding.edit.replacement.replace(old, new)), expected=expected)


def levelled(finding: Finding, level: str) -> Finding:
    """A finding at the level that was set for its rule; one that the rule lowered itself stays as low."""
    if not level or finding.severity is None:
        return finding
    usual = next(rule.severity for rule in RULES if rule.id == finding.rule)
    order = list(Severity)
    severity = Severity(level) if finding.severity is usual else max(finding.severity, Severity(level), key=order.index)
    return replace(finding, severity=severity)
