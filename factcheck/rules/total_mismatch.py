"""Reports figures of the note that do not add up, where the note itself or a relation of the registry says that they should. Parts and total
must be in one place: a sentence that gives a total or a breakdown, a list whose introduction gives the sum, a total row or column of a
table. Checked too: a part and its whole (of which), percentages and what they leave, two numbers and the percentage or the change that
they give.

Does not report figures that are approximate, rounded, recurring or spread over time; a total that is far off, which is taken for the
total of something else; or a total that may count rows that the table does not show.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from factcheck.analysis import Analysis
from factcheck.detectors.arithmetic.back_references import check_back_references
from factcheck.detectors.arithmetic.growth import check_growth
from factcheck.detectors.arithmetic.list_totals import check_closing_lines, check_last_items, check_list_leads, check_list_shares
from factcheck.detectors.arithmetic.parts import check_partitions
from factcheck.detectors.arithmetic.remainders import check_remainders
from factcheck.detectors.arithmetic.shares import Discrepancy, check_sentence
from factcheck.detectors.arithmetic.stated_totals import check_stated_totals
from factcheck.detectors.arithmetic.table_totals import TableDiscrepancy, check_tables
from factcheck.facts.schema import Total
from factcheck.findings import Example, Finding, RelatedLocation, Rule, Severity
from factcheck.model import Difference, Link
from factcheck.rules.mismatch import locate_fact, with_link
from factcheck.values.confidence import Confidence
from factcheck.values.types import Amount, Count, Percent, Qualifier, Quantity
from factcheck.wording.value import word_value


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the totals that are not the sum of their parts."""
    yield from _check_statements(analysis)
    yield from _check_relations(analysis)
    yield from _report(
        (each for read in (check_list_leads, check_last_items, check_closing_lines, check_list_shares) for each in read(analysis)), analysis
    )
    for found in check_tables(analysis):
        if not analysis.is_quoted(found.total.start):
            yield _column(found, analysis)


def _column(found: TableDiscrepancy, analysis: Analysis) -> Finding:
    start, end, text = found.total.start, found.total.end, analysis.document.text
    right = word_value(found.computed, analysis.language, text[start:end])
    values = {"found": text[start:end], "expected": right, "count": len(found.parts)}
    return Finding(start, end, "total-mismatch.table", values, None, right)


def _check_statements(analysis: Analysis) -> Iterable[Finding]:
    for _, group in groupby(analysis.statements, key=lambda statement: (statement.sentence.start, statement.sentence.row)):
        found = [each for each in group if isinstance(each.mention.value, Amount | Count | Percent)]
        if found and not found[0].sentence.row:
            several = (
                (check_sentence, check_partitions, check_remainders, check_growth, check_back_references)
                if len(found) > 1
                else (check_back_references,)
            )
            yield from _report((each for read in several for each in read(found, analysis)), analysis)
        for misfit in check_stated_totals(found, analysis):
            if not analysis.is_quoted(misfit.statement.mention.start):
                yield _total(misfit, analysis)


def _total(misfit: Discrepancy, analysis: Analysis) -> Finding:
    text, total = analysis.document.text, misfit.statement.mention
    right = word_value(misfit.computed, analysis.language, text[total.start : total.end])
    parts = tuple(text[each.mention.start : each.mention.end] for each in misfit.others)
    values = {"found": text[total.start : total.end], "expected": right, "parts": parts}
    return Finding(misfit.others[0].mention.start, total.end, "total-mismatch", values, None, right)


def _report(found: Iterable[Discrepancy], analysis: Analysis) -> Iterable[Finding]:
    text = analysis.document.text
    for each in found:
        start, end = each.statement.mention.start, each.statement.mention.end
        if analysis.is_quoted(start):
            continue
        right = word_value(each.computed, analysis.language, text[start:end]) if each.computed else None
        others = tuple(text[other.mention.start : other.mention.end] for other in each.others)
        related = tuple(
            RelatedLocation("figure", {"text": stated}, span=(other.mention.start, other.mention.end))
            for stated, other in zip(others, each.others, strict=True)
        )
        values = {"found": text[start:end], "parts": others, "expected": right}
        severity, confidence = (None, Confidence.CERTAIN) if each.is_sure else (Severity.WARNING, Confidence.LIKELY)
        key = f"total-mismatch.{each.key}"
        yield Finding(start, end, key, values, None, right, related, severity=severity, confidence=confidence)


def _check_relations(analysis: Analysis) -> Iterable[Finding]:
    """Yield the relations whose total and parts are all linked, each right in itself or not, and do not add up as the note has them."""
    stated: dict[str, Link] = {}
    for link in analysis.links:
        stated.setdefault(link.fact.id, link)
    for relation in analysis.registry.relations:
        if not isinstance(relation, Total) or any(name not in stated for name in (relation.total, *relation.parts)):
            continue
        links = [stated[name] for name in (relation.total, *relation.parts)]
        figures = [link.statement.mention.value.value for link in links if isinstance(link.statement.mention.value, Quantity)]
        if len(figures) != len(links) or any(link.difference is Difference.VALUE for link in links):
            continue
        exact = all(link.statement.modifiers.qualifier is Qualifier.EXACT and link.difference is Difference.NONE for link in links)
        found = sum(figures[1:], Decimal(0))
        if exact and (found > figures[0] if relation.at_most else found != figures[0]):
            mention = links[0].statement.mention
            text = analysis.document.text
            values = {
                "found": text[mention.start : mention.end],
                "expected": found,
                "parts": tuple(text[link.statement.mention.start : link.statement.mention.end] for link in links[1:]),
            }
            places = tuple(locate_fact(link.fact) for link in links)
            finding = Finding(mention.start, mention.end, "total-mismatch", values, relation.total, None, places)
            yield with_link(finding, min(links, key=lambda link: link.score), analysis)


RULE = Rule(
    "total-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "Le comité a reçu [[214 demandes au printemps et 389 à l’automne, soit 613]] au total."),
        Example("fr", "Le comité a reçu 214 demandes au printemps et 389 à l’automne, soit 603 au total."),
        Example("en", "The committee received [[214 requests in spring and 389 in fall, for a total of 613]]."),
        Example("en", "The committee received 214 requests in spring and 389 in fall, for a total of 603."),
        Example("fr", "| Port | Somme |\n|--|--|\n| Anse-Grise | 212,4 M$ |\n| Cap-Noir | 305,8 M$ |\n| Total | [[581,2 M$]] |\n"),
        Example("en", "| Port | Catch |\n|--|--|\n| Grey Cove | 655 |\n| Black Cape | 412 |\n| All ports | [[1,076]] |\n"),
        Example("en", "| Port | Catch |\n|--|--|\n| Grey Cove | 655 |\n| Black Cape | 412 |\n| All-year ports | 1,210 |\n"),
        Example("fr", "Les 48 ports de la côte, soit 29 de l’est et 19 de l’ouest, ont un phare."),
        Example("en", "The fund holds [[$11 million]]: $6 million for harbours, $3 million for lighthouses and $4 million for wharves."),
        Example("en", "Harbours receive 55% of the fund, and lighthouses the remaining [[35%]]."),
        Example(
            "fr",
            "Le fonds compte 412 millions de dollars.\n\nLes ports en reçoivent 370,8 millions; le reste, soit [[42,1 millions]], va aux quais.",
        ),
        Example("fr", "Les prises se répartissent ainsi :\n\n- anse, 412;\n- cap, 268;\n- pointe, 95.\n\nEn tout, on en compte [[765]]."),
        Example("en", "Catches:\n\n- cove, 412;\n- cape, 268;\n- point, 95.\n\nIn all, there were 775. The best day gave 31."),
        Example("fr", "Les travaux sont terminés dans [[413]] des 217 ports, où 1 200 personnes des 13 villages ont travaillé."),
        Example("en", "Catches break down as follows:\n\n- 41% cod;\n- 27% herring;\n- [[35%]] lobster.\n"),
        Example("en", "Catches grew as follows:\n\n- cod, 41%;\n- herring, 27%;\n- lobster, 35%.\n"),
        Example(
            "fr",
            "Le quai coûtera [[4,7 millions de dollars]]. Cette somme se répartit comme suit : 2,9 millions pour le bois, 1,1 million pour la pierre et 0,9 million pour l’éclairage.",
        ),
        Example(
            "fr", "Les engagements sont de 1,47 milliard de dollars; 882 millions de dollars, soit [[66 %]] de cette somme, ont été versés."
        ),
        Example(
            "en",
            "The wharf will cost $4.9 million. This amount breaks down as follows: $2.9 million for wood, $1.1 million for stone and $0.9 million for lights.",
        ),
        Example("fr", "On a tenu douze réunions à l’est et neuf à l’ouest. De ces [[22]] réunions, on retient une idée."),
        Example(
            "en",
            "We held twelve meetings in the east, nine in the west and six here. Those 27 meetings were long. These 12 meetings were not.",
        ),
        Example("fr", "Sur les [[418]] demandes reçues, 263 ont été acceptées, 97 ont été refusées et 48 attendent."),
        Example("en", "The port received [[96]] applications, of which 58 were approved, 31 were declined and 9 are pending."),
        Example("en", "Of the 418 applications received, 263 were approved, 97 were declined and 58 are pending."),
        Example("en", "Of the 418 applications received, 163 were approved, 97 were declined and 18 came late."),
        Example("en", "Landings rose from 4,200 tonnes to 5,460 tonnes, an increase of [[40%]]."),
        Example("fr", "Les prises, de 4 200 tonnes en 2010, ont atteint 5 460 tonnes en 2011, une hausse de 30 %."),
        Example("fr", "Le fonds compte 8 millions de dollars, dont [[12 millions de dollars]] pour les quais."),
    ),
    doc=__doc__,
)
