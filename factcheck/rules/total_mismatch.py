"""Reports figures of the note that do not add up, where the note itself or a relation of the registry says that they should. Parts and total
must be in one place: a sentence that gives a total or a breakdown, a list whose introduction gives the sum, a total row or column of a
table. Checked too: a part and its whole (of which), percentages and what they leave, two numbers and the percentage or the change that
they give.

Does not report figures that are approximate, rounded, recurring or spread over time; a total that is far off, which is taken for the
total of something else; or a total that may count rows that the table does not show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby, pairwise

from factcheck.analysis import Analysis
from factcheck.detectors.arithmetic.back_references import recalled
from factcheck.detectors.arithmetic.growth import growth
from factcheck.detectors.arithmetic.list_totals import broken_lists, closed_lists, shared_lists, summed_lists
from factcheck.detectors.arithmetic.parts import partitions
from factcheck.detectors.arithmetic.remainders import rests
from factcheck.detectors.arithmetic.shares import Misfit, leading, misfits
from factcheck.detectors.arithmetic.table_totals import Sum, sums
from factcheck.facts.schema import Total
from factcheck.findings import Example, Finding, RelatedLocation, Rule, Severity
from factcheck.languages.alternation import longest_first
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import stemmer
from factcheck.model import Difference, Link, Statement
from factcheck.rules.mismatch import fact_place
from factcheck.runtime.regex import compiled
from factcheck.values.error_kinds import ErrorKind, slip
from factcheck.values.types import Amount, Count, Percent, Qualifier, Quantity
from factcheck.wording.value import word

_FAR = Decimal("0.2")
_WINDOW = 40
# Between the numbers of a series stand their nouns, and a comma or a conjunction.
_GAP = compiled(r"(?:\s[^\W\d_][\w-]*){1,4},?(?:\s[^\W\d_]{1,4})?\s")


def check(analysis: Analysis) -> Iterable[Finding]:
    """Findings for the totals that are not the sum of their parts."""
    yield from _stated(analysis)
    yield from _related(analysis)
    yield from _misfits((each for read in (broken_lists, summed_lists, closed_lists, shared_lists) for each in read(analysis)), analysis)
    for found in sums(analysis):
        if not analysis.is_quoted(found.total.start):
            yield _column(found, analysis)


def _column(found: Sum, analysis: Analysis) -> Finding:
    start, end, text = found.total.start, found.total.end, analysis.document.text
    right = word(found.made, analysis.language, text[start:end])
    values = {"found": text[start:end], "expected": right, "count": len(found.parts)}
    return Finding(start, end, "total-mismatch.table", values, None, right)


def _stated(analysis: Analysis) -> Iterable[Finding]:
    for _, group in groupby(analysis.statements, key=lambda statement: (statement.sentence.start, statement.sentence.row)):
        found = [each for each in group if isinstance(each.mention.value, Amount | Count | Percent)]
        if found and not found[0].sentence.row:
            several = (misfits, partitions, rests, growth, recalled) if len(found) > 1 else (recalled,)
            yield from _misfits((each for read in several for each in read(found, analysis)), analysis)
        for at, statement in enumerate(found):
            sure = at >= 2 and (_totals(statement, analysis) or (at == 2 and _both(found[:at], statement, analysis)))
            if (sure or (at >= 3 and _drawn(found[:at], statement, analysis))) and not analysis.is_quoted(statement.mention.start):
                finding = _sum(found[:at], statement, analysis, sure=sure)
                if finding:
                    yield finding


def _misfits(found: Iterable[Misfit], analysis: Analysis) -> Iterable[Finding]:
    text = analysis.document.text
    for each in found:
        start, end = each.statement.mention.start, each.statement.mention.end
        if analysis.is_quoted(start):
            continue
        right = word(each.made, analysis.language, text[start:end]) if each.made else None
        others = tuple(text[other.mention.start : other.mention.end] for other in each.others)
        related = tuple(
            RelatedLocation("figure", {"text": said}, span=(other.mention.start, other.mention.end))
            for said, other in zip(others, each.others, strict=True)
        )
        values = {"found": text[start:end], "parts": others, "expected": right}
        severity = None if each.sure else Severity.WARNING
        yield Finding(start, end, f"total-mismatch.{each.key}", values, None, right, related, severity=severity)


def _totals(statement: Statement, analysis: Analysis) -> bool:
    """Whether the words around a figure make it a total."""
    before, after = _patterns(analysis.language)
    mention, text = statement.mention, analysis.folded
    exact = statement.modifiers.qualifier is Qualifier.EXACT
    low = max(statement.sentence.start, mention.start - _WINDOW)
    return exact and bool(
        before.search(text, low, mention.start) or after.match(text, mention.end, min(mention.end + _WINDOW, statement.sentence.end))
    )


def _drawn(parts: Sequence[Statement], total: Statement, analysis: Analysis) -> bool:
    """Whether a word that draws a figure from those before it (soit, that is) stands right before one that is greater than each."""
    value, low = total.mention.value, max(total.sentence.start, total.mention.start - _WINDOW)
    if total.modifiers.qualifier is not Qualifier.EXACT or not isinstance(value, Amount | Count):
        return False
    if not leading(analysis.language).search(analysis.folded, low, total.mention.start):
        return False
    return all(not isinstance(part.mention.value, type(value)) or part.mention.value.value < value.value for part in parts)


def _both(parts: Sequence[Statement], total: Statement, analysis: Analysis) -> bool:
    """Whether two numbers of things stand side by side, and right after them what is drawn from both (four dives and three tows, that is six)."""
    found = [*parts, total]
    if len(parts) != 2 or not all(isinstance(each.mention.value, Count) and each.mention.value.noun for each in parts):
        return False
    if not isinstance(total.mention.value, Count) or any(each.modifiers.qualifier is not Qualifier.EXACT for each in found):
        return False
    gaps = (analysis.folded[one.mention.end : other.mention.start] for one, other in pairwise(found))
    return all(pattern.fullmatch(gap) for pattern, gap in zip(_besides(analysis.language), gaps, strict=True))


def _series(parts: Sequence[Statement], total: Statement, analysis: Analysis) -> bool:
    """Whether three numbers and more stand in a row, with hardly a word but their nouns between them, and the total right after."""
    row = [*parts, total]
    gaps = (analysis.folded[one.mention.end : other.mention.start] for one, other in pairwise(row))
    return len(parts) > 2 and all(isinstance(each.mention.value, Count) for each in row) and all(map(_GAP.fullmatch, gaps))


def _sum(parts: Sequence[Statement], total: Statement, analysis: Analysis, *, sure: bool) -> Finding | None:
    value = total.mention.value
    assert isinstance(value, Quantity)
    row = sure and (_series(parts, total, analysis) or _both(parts, total, analysis))
    alike = parts if row else [each for each in parts if _alike(each, total, analysis)]
    figures = [each.mention.value.value for each in alike if isinstance(each.mention.value, Quantity)]
    if len(figures) < 2 or any(each.modifiers.qualifier is not Qualifier.EXACT or each.modifiers.is_change for each in alike):
        return None
    sums = [sum(figures[at:], Decimal(0)) for at in range(len(figures) - 1)]
    if value.value in sums or not abs(sums[0] - value.value) <= sums[0] * _FAR:
        return None
    if not sure and (len(figures) < 3 or slip(value.value, sums[0]) is ErrorKind.NONE):
        return None
    text = analysis.document.text
    right = word(type(value)(sums[0], step=value.step), analysis.language, text[total.mention.start : total.mention.end])
    values = {
        "found": text[total.mention.start : total.mention.end],
        "expected": right,
        "parts": tuple(text[each.mention.start : each.mention.end] for each in alike),
    }
    return Finding(alike[0].mention.start, total.mention.end, "total-mismatch", values, None, right)


def _alike(part: Statement, total: Statement, analysis: Analysis) -> bool:
    first, second = part.mention.value, total.mention.value
    if type(first) is not type(second):
        return False
    if isinstance(first, Count) and isinstance(second, Count) and first.noun and second.noun:
        stem = stemmer(analysis.language).stem
        return bool({stem(each) for each in first.noun.lower().split()} & {stem(each) for each in second.noun.lower().split()})
    return True


def _related(analysis: Analysis) -> Iterable[Finding]:
    """The relations whose total and parts are all linked, each right in itself or not, and do not add up as the note has them."""
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
            yield Finding(
                mention.start, mention.end, "total-mismatch", values, relation.total, None, tuple(fact_place(link.fact) for link in links)
            )


@cache
def _besides(language: Language) -> Sequence[re.Pattern[str]]:
    """What stands between two numbers of things side by side, and between the second and what is drawn from both."""
    words, joining = r"(?:\s[^\W\d_]+){1,4}", (language.grammar.names.conjunctions, language.modifiers.result_markers)
    return [compiled(rf"{words},?\s(?:{'|'.join(map(re.escape, longest_first(phrases)))})\s") for phrases in joining]


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    tables = language.modifiers
    before, after = ("|".join(map(re.escape, longest_first(phrases))) for phrases in (tables.total_before, tables.total_after))
    return compiled(rf"(?<!\w)(?:{before})\s*\$?\Z|(?<!\w)(?:{before})\s(?=\S*\Z)"), compiled(rf"(?:\s[^\W\d]+){{0,2}}\s(?:{after})(?!\w)")


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
