"""Reports two places of one note that state the same thing with different values, where no fact tells which is right. Two paragraphs count
the same thing, or give the same cost, percentage or duration, with mostly the same words around. The second place is reported, with a
reference to the first. A thing that the note counts exactly twice, with two numbers of which one looks like a typing error for the other,
is a warning, whatever the words around; so is any where one of the two places names or qualifies more than the other.

Does not report approximate figures, figures of other dates, parts, changes, conditions, things called other, new or each, things of two kinds
(full-time and casual employees), numbered provisions of one text, the same words under two headings, or two amounts in sentences that are
otherwise the same, which are taken for a series.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from factcheck.analysis import Analysis
from factcheck.detectors.contradictions import are_contradictory, are_miscounted, is_alone, is_comparable
from factcheck.detectors.restatements import StatedValue, describe_statement, get_nouns, group_by_sentence
from factcheck.findings import Example, Finding, RelatedLocation, Rule, Severity
from factcheck.values.confidence import Confidence, is_likely
from factcheck.values.types import Count, Percent

# So many statements that share a word are compared with a later one.
_CROWD = 8


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the later of two statements that contradict one another."""
    linked = {link.statement.mention.start for link in analysis.links if is_likely(link.score)}
    rows = analysis.derive(group_by_sentence)
    groups: dict[tuple[str, ...], list[StatedValue]] = defaultdict(list)
    counted = _counted(analysis)
    for statement in analysis.statements:
        if not is_comparable(statement, linked, analysis) or not is_alone(statement, rows):
            continue
        later = describe_statement(statement, rows, analysis)
        keys = _keys(later)
        earlier = next((each for key in keys for each in groups[key] if are_contradictory(each, later, analysis)), None)
        if earlier:
            alike = earlier.names == later.names and earlier.kinds == later.kinds
            yield replace(_finding(earlier, later, analysis), severity=None if alike else Severity.WARNING)
        elif later.nouns and (only := _get_only(keys, groups)) and are_miscounted(only, later, counted, analysis):
            yield replace(_finding(only, later, analysis), severity=Severity.WARNING)
        for key in keys:
            if len(groups[key]) < _CROWD:
                groups[key].append(later)


def _get_only(keys: Sequence[tuple[str, ...]], groups: Mapping[tuple[str, ...], Sequence[StatedValue]]) -> StatedValue | None:
    """Return the only earlier statement that counts one of the nouns, if there is one."""
    return next((groups[key][0] for key in keys if len(groups[key]) == 1), None)


def _counted(analysis: Analysis) -> Counter[str]:
    """Return how often each noun is counted."""
    values = (statement.mention.value for statement in analysis.statements)
    return Counter(noun for value in values if isinstance(value, Count) for noun in get_nouns(value, analysis))


def _keys(stated: StatedValue) -> list[tuple[str, ...]]:
    """Return what two statements must share to be compared: the noun that is counted, else a word."""
    if stated.nouns and not isinstance(stated.statement.mention.value, Percent):
        return [(stated.statement.mention.kind, noun) for noun in sorted(stated.nouns)]
    return [("word", stem) for stem in sorted(stated.stems | stated.nouns)]


def _finding(earlier: StatedValue, later: StatedValue, analysis: Analysis) -> Finding:
    first, second = earlier.statement.mention, later.statement.mention
    text = analysis.document.text
    values = {"found": text[second.start : second.end], "first": text[first.start : first.end]}
    related = (RelatedLocation("first", values, span=(first.start, first.end)),)
    return Finding(second.start, second.end, "self-contradiction", values, related=related, confidence=Confidence.LIKELY)


RULE = Rule(
    "self-contradiction",
    Severity.ERROR,
    check,
    (
        Example(
            "fr",
            "La Garde dessert 31 villages du littoral. Le courrier arrive en bateau.\n\nLes [[34]] villages que dessert la Garde ont un quai.",
        ),
        Example("fr", "La Garde dessert 31 villages du littoral.\n\nElle a formé 34 villages voisins en 2015."),
        Example(
            "en",
            "The Guard serves 31 villages on the coast. Mail comes by boat.\n\nAll [[34]] villages that the Guard serves have a wharf.",
        ),
        Example("en", "The Guard serves 31 villages on the coast.\n\nThe Guard trained 34 keepers of other villages."),
        Example("fr", "Le service est offert en 12 langues.\n\nLes agents répondent dans les [[14]] langues du service."),
        Example(
            "en",
            "Construction of the arena cost $64 million.\n\nThe arena’s construction, which cost [[$46 million]], took three years.",
        ),
        Example(
            "fr",
            "Le délai moyen d’obtention d’un permis est de 41 jours.\n\nLe délai moyen d’obtention d’un permis, [[63 jours]], décourage.",
        ),
        Example(
            "fr",
            "Le délai moyen d’obtention d’un permis est de 41 jours.\n\nLe délai moyen d’obtention d’un permis urgent est de neuf jours.",
        ),
        Example(
            "en",
            "The evidence came from a survey and from 34 interviews.\n\nThe [[31]] interviews were held by phone.",
        ),
        Example(
            "fr",
            "Neuf pêcheurs siègent au comité consultatif.\n\nLes [[onze]] pêcheurs du comité consultatif viennent de toute la côte.",
        ),
        Example(
            "fr", "Quatre séances de consultation ont eu lieu.\n\nÀ l’issue des [[cinq]] séances de consultation, une demande est venue."
        ),
        Example(
            "fr",
            "Le comité de suivi a tenu cinq réunions depuis mai 2019.\n\nDes [[quatre]] réunions que le comité de suivi a tenues depuis mai 2019, on retient une idée.",
        ),
        Example("fr", "Quatre séances de consultation ont eu lieu.\n\nÀ l’issue des cinq séances de formation, une demande est venue."),
        Example("fr", "Neuf pêcheurs siègent au comité consultatif.\n\nOnze pêcheurs ont quitté la côte."),
        Example("en", "The rent for the hall is $150 a month.\n\nThe rent for the hall is $250 a month."),
    ),
    doc=__doc__,
)
