"""Check a document: run the rules, apply the suppressions and the severities, and make its report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.coverage import count_claims, count_coverage
from factcheck.document import Document
from factcheck.explanation.trace import trace_statements
from factcheck.facts.registry_cache import load_cached_registry
from factcheck.facts.schema import Registry
from factcheck.findings import Finding, Report, StatementTrace
from factcheck.formats import parse
from factcheck.formats import read as read_document
from factcheck.languages.load import all_languages
from factcheck.rules import RULES
from factcheck.rules.members_mismatch import find_agreeing_lists
from factcheck.rules.runner import compare_versions, in_text_order, rules_for, run_rules, with_severity
from factcheck.settings import Settings
from factcheck.suppress import apply_suppressions


def load_facts(paths: Path | Sequence[Path] | None, packs: Sequence[str] = ()) -> Registry:
    """Return the registry of some files and folders (none: an empty one), completed by some packs. Raises RegistryError."""
    from factcheck.formats.decode import decode
    from factcheck.mentions.parse_value import parse_fact_value

    return load_cached_registry([paths] if isinstance(paths, Path) else paths or (), parse_fact_value, all_languages(), packs, decode)


def check_file(path: Path, registry: Registry, settings: Settings, versions: Sequence[Document] = ()) -> Report:
    """Return the report on one note, compared with its other versions. Raises DocumentError where it cannot be read."""
    return check(read_document(path, all_languages()), registry, settings, versions)


def check_data(data: bytes, path: str, registry: Registry, settings: Settings, versions: Sequence[Document] = ()) -> Report:
    """Return the report on the bytes of a note, compared with its other versions. Raises DocumentError where they cannot be read."""
    return check(parse(data, path, all_languages()), registry, settings, versions)


def check(document: Document, registry: Registry, settings: Settings, versions: Sequence[Document] = ()) -> Report:
    """Return the report on a document, compared with its other versions."""
    return check_versions((document, *versions), registry, settings)[0]


def check_versions(documents: Sequence[Document], registry: Registry, settings: Settings) -> tuple[Report, ...]:
    """Return the reports on the versions of one note, each read once and compared with every other."""
    return report_analyses([analyze(document, registry, settings.today, settings.document_date) for document in documents], settings)


def report_analyses(analyses: Sequence[Analysis], settings: Settings) -> tuple[Report, ...]:
    """Return the reports on the versions of one note, from their analyses."""
    between = compare_versions(analyses, settings)
    return tuple(_make_report(each, settings, found, alone=len(analyses) == 1) for each, found in zip(analyses, between, strict=True))


def _make_report(analysis: Analysis, settings: Settings, between: Sequence[Finding], *, alone: bool) -> Report:
    """Return the report on one note; `between` are the findings against its other versions; it has none where it is `alone`."""
    document = analysis.document
    findings = list_findings(analysis, settings, between, alone=alone)
    counted, unread = count_coverage(analysis, findings)
    return Report(
        path=document.path,
        document=document,
        language=analysis.language.code,
        date=analysis.date,
        claims=count_claims(analysis, findings),
        findings=tuple(finding for finding in findings if finding.confidence.reaches(settings.confidence)),
        traces=_trace(analysis) if settings.explain else (),
        coverage=counted,
        unread=unread,
        unsure=tuple(finding for finding in findings if not finding.confidence.reaches(settings.confidence)),
    )


def list_findings(analysis: Analysis, settings: Settings, between: Sequence[Finding] = (), *, alone: bool = True) -> list[Finding]:
    """Return the findings on one note, of any confidence, without those that a comment suppresses; `between` and `alone` as for a report."""
    document = analysis.document
    rules = rules_for(document.path, settings)
    found = in_text_order((*run_rules(analysis, rules), *between), rules)
    ran = {rule.id for rule in rules if not (alone and rule.check_pair)}
    remaining = apply_suppressions(document, found, ran, {rule.id for rule in RULES})
    return [with_severity(finding, settings.config.find_severity(finding.rule, document.path)) for finding in remaining]


def _trace(analysis: Analysis) -> tuple[StatementTrace, ...]:
    """Return the traces of the statements of a note, and of the lists that are the registered ones, in the order of the text."""
    lists = [StatementTrace(start, end, fact, "verified", ()) for start, end, fact in find_agreeing_lists(analysis)]
    return tuple(sorted((*trace_statements(analysis), *lists), key=lambda each: each.start))
