"""Reports a figure that has the value of its fact, or its rounding, but another qualifier: less than for more than, exact for approximate. A
rounded figure given as exact is a warning. Where the fact declares what notes may say of it (`may_say`), another hedge and a coarser rounding are
errors.

Does not report a rounded figure that says so, or the exact figure of an approximate fact in a sentence about a mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from factcheck.analysis import Analysis
from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import tokens
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import Difference, Kind, Link, Statement
from factcheck.rules.mismatch import find_links, locate_reasons, with_link, word_expected_value
from factcheck.statements.triggers import among_words
from factcheck.values.policy import Breach, find_breach
from factcheck.values.types import Qualifier, Quantity

_KINDS = (Kind.AMOUNT, Kind.PERCENT, Kind.COUNT, Kind.DURATION)
_FRENCH = """
entities:
  fonds: {kind: programme, fr: Fonds des phares}
facts:
  annuel: {about: fonds, amount: plus de 18 millions CAD, per: an, cues: {fr: [financement annuel]}}
"""
_ENGLISH = """
entities:
  lighthouse-fund: {kind: programme, en: Lighthouse Fund}
facts:
  annual-amount: {about: lighthouse-fund, amount: more than 18 million CAD, per: year, cues: {en: [annual funding]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the figures that are hedged otherwise than their facts."""
    for link in find_links(analysis, _KINDS, [Difference.QUALIFIER]):
        mention, modifiers = link.statement.mention, link.statement.modifiers
        if modifiers.qualifier is Qualifier.EXACT and link.fact.qualifier is Qualifier.ABOUT and _is_mean(link.statement, analysis):
            continue
        start = min(modifiers.start, mention.start)
        end = max(mention.end, mention.end if modifiers.over or modifiers.per else modifiers.end)
        right = word_expected_value(link, analysis, hedged=True)
        values = {"found": analysis.document.text[start:end], "expected": right, "fact": link.fact}
        edit = Edit(start, end, right, safe=False)
        finding = Finding(start, end, "qualifier-mismatch", values, link.fact.id, right, locate_reasons(link, analysis), edit)
        yield with_link(_apply_policy(finding, link), link, analysis)


def _apply_policy(finding: Finding, link: Link) -> Finding:
    """Return a finding as it is, or as that of a figure that says more than its fact allows, which is an error."""
    policy, stated, value = link.fact.may_say, link.statement.mention.value, link.fact.value
    if policy is None or link.statement.modifiers.is_average:
        return finding
    if not isinstance(stated, Quantity) or not isinstance(value, Quantity):
        return finding
    breach = find_breach(stated, link.statement.modifiers.qualifier, value, link.fact.qualifier, policy)
    if breach is None:
        return finding
    allowed = {"known": ", ".join(policy.written), "count": policy.digits}
    key = f"qualifier-mismatch.{breach}" if policy.written or breach is Breach.ROUNDING else "qualifier-mismatch.no-hedge"
    return replace(finding, key=key, values={**finding.values, **allowed}, severity=Severity.ERROR)


def _is_mean(statement: Statement, analysis: Analysis) -> bool:
    """Return whether a sentence speaks of a mean, of which its figures may be one (an average of $4 million for ports and $3 million for lights)."""
    words = [token.word for token in tokens(analysis.folded, statement.sentence.start, statement.sentence.end)]
    phrases = among_words(tuple(sorted(trigger_phrases(analysis.language, Category.AVERAGE))))
    return phrases.search(" ".join(words)) is not None


RULE = Rule(
    "qualifier-mismatch",
    Severity.WARNING,
    check,
    (
        Example("fr", "Le financement annuel du Fonds des phares est de [[moins de 18 millions de dollars]].", _FRENCH),
        Example("fr", "Le financement annuel du Fonds des phares est de plus de 18 millions de dollars.", _FRENCH),
        Example("en", "Annual funding for the Lighthouse Fund is [[less than $18 million]].", _ENGLISH),
        Example("en", "Annual funding for the Lighthouse Fund is more than $18 million.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
