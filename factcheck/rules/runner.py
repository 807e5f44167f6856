"""Runs rules on an analysis, and gives each finding its rule and severity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from factcheck.analysis import Analysis
from factcheck.config import OFF
from factcheck.findings import Finding, Rule, Severity
from factcheck.rules import RULES
from factcheck.settings import Settings
from factcheck.values.confidence import Confidence

_STRAIGHT, _CURLY = "'", "’"


def rules_for(path: str, settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that run on a file, in the order of the catalogue."""
    chosen = [rule for rule in RULES if (not settings.select or rule.id in settings.select) and rule.id not in settings.ignore]
    return tuple(rule for rule in chosen if settings.config.find_severity(rule.id, path) != OFF)


def run_rules(analysis: Analysis, rules: tuple[Rule, ...]) -> list[Finding]:
    """Return the findings of some rules on one note, in the order of the text."""
    text = analysis.document.text
    curly = text.count(_CURLY) - text.count(_STRAIGHT)
    found = [with_rule(_with_apostrophes(finding, curly), rule) for rule in rules for finding in rule.check(analysis)]
    return list(in_text_order(found, rules))


def compare_versions(analyses: Sequence[Analysis], settings: Settings) -> list[list[Finding]]:
    """Return, for each version of a note, the findings of the rules that compare two versions."""
    found: list[list[Finding]] = [[] for _ in analyses]
    for first, second in combinations(range(len(analyses)), 2):
        pair = analyses[first], analyses[second]
        chosen = [rules_for(analysis.document.path, settings) for analysis in pair]
        for rule in RULES:
            if rule.check_pair and any(rule in rules for rules in chosen):
                for side, findings, rules in zip((first, second), rule.check_pair(*pair), chosen, strict=True):
                    found[side] += [with_rule(finding, rule) for finding in findings if rule in rules]
    return found


def with_rule(finding: Finding, rule: Rule) -> Finding:
    """Return a finding with its rule, and the rule's severity where it has none of its own; one that is only possible is a note, and only the
    correction of a certain one is safe."""
    severity = Severity.NOTE if finding.confidence is Confidence.POSSIBLE else finding.severity or rule.severity
    edit = finding.edit
    if edit and edit.safe and finding.confidence is not Confidence.CERTAIN:
        edit = replace(edit, safe=False)
    return replace(finding, rule=rule.id, severity=severity, edit=edit)


def with_severity(finding: Finding, level: str) -> Finding:
    """Return a finding at the level that is set for its rule; one that the rule lowered itself is not raised, nor one that is only possible."""
    if not level or finding.severity is None or finding.confidence is Confidence.POSSIBLE:
        return finding
    usual = next(rule.severity for rule in RULES if rule.id == finding.rule)
    order = list(Severity)
    severity = Severity(level) if finding.severity is usual else max(finding.severity, Severity(level), key=order.index)
    return replace(finding, severity=severity)


def in_text_order(found: Iterable[Finding], rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """Return findings in the order of the text; at one place, in the order of the rules."""
    order = {rule.id: at for at, rule in enumerate(rules)}
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, order[finding.rule], finding.key)))


def _with_apostrophes(finding: Finding, curly: int) -> Finding:
    """Return a finding whose correction has the kind of apostrophe that most of the note has; `curly` counts how many more are curly."""
    old, new = (_STRAIGHT, _CURLY) if curly > 0 else (_CURLY, _STRAIGHT)
    if not curly or finding.edit is None or old not in finding.edit.replacement:
        return finding
    expected = finding.expected.replace(old, new) if finding.expected else finding.expected
    return replace(finding, edit=replace(finding.edit, replacement=finding.edit.replacement.replace(old, new)), expected=expected)
