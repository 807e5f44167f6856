"""Reports two places of one note that state the same thing with different values, where no fact tells which is right. Two paragraphs count
the same thing, or give the same cost, percentage or duration, with mostly the same words around. The second place is reported, with a
reference to the first. A thing that the note counts exactly twice, with two numbers of which one looks like a typing error for the other,
is a warning, whatever the words around.

Does not report approximate figures, figures of other dates, parts, changes, things called other, new or each, or two amounts in sentences
that are otherwise the same, which are taken for a series.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.analysis import Analysis
from factcheck.detectors.restatements import KINDS, StatedValue, by_sentence, nouns_of, said
from factcheck.document import BlockKind
from factcheck.findings import Example, Finding, RelatedLocation, Rule, Severity
from factcheck.languages.tokens import tokens
from factcheck.model import Kind, Mention, Statement
from factcheck.values.comparison import comparable
from factcheck.values.error_kinds import ErrorKind, slip
from factcheck.values.types import Count, Percent, Qualifier, Quantity

# How many words around two places must share, and which part of the fewer.
_SHARED = {Kind.COUNT: 2, Kind.AMOUNT: 3, Kind.PERCENT: 2, Kind.DURATION: 2}
_PART = 0.6
# Two sums share so many words of names; two numbers of things one; these and shares are a slip of one another.
_NAMED = {Kind.COUNT: 1, Kind.AMOUNT: 2, Kind.PERCENT: 0, Kind.DURATION: 0}
# Numbers that may be years.
_YEARS = range(1900, 2100)
_NEAR = frozenset({ErrorKind.SUBSTITUTED, ErrorKind.TRANSPOSED, ErrorKind.DECIMAL, ErrorKind.SCALE})
_FAR = Decimal(3)
_FEWEST = 3
_CROWD = 8
_COMPLEMENT = 3
# An item with so many characters is a paragraph with a number.
_PARAGRAPH = 120


def check(analysis: Analysis) -> Iterable[Finding]:
    """Findings for the later of two statements that contradict one another."""
    judged = {link.statement.mention.start for link in analysis.links}
    rows = by_sentence(analysis)
    groups: dict[tuple[str, ...], list[StatedValue]] = defaultdict(list)
    counted = _counted(analysis)
    for statement in analysis.statements:
        if not _plain(statement, judged, analysis) or not _alone(statement, rows):
            continue
        later = said(statement, rows, analysis)
        keys = _keys(later)
        earlier = next((each for key in keys for each in groups[key] if _contradict(each, later, analysis)), None)
        if earlier:
            yield _finding(earlier, later, analysis)
        elif later.nouns and (only := _only(keys, groups)) and _twice(only, later, counted, analysis):
            yield replace(_finding(only, later, analysis), severity=Severity.WARNING)
        for key in keys:
            if len(groups[key]) < _CROWD:
                groups[key].append(later)


def _only(keys: Sequence[tuple[str, ...]], groups: Mapping[tuple[str, ...], Sequence[StatedValue]]) -> StatedValue | None:
    """The only earlier statement that counts one of the nouns, if there is one."""
    return next((groups[key][0] for key in keys if len(groups[key]) == 1), None)


def _counted(analysis: Analysis) -> Counter[str]:
    """How often each noun is counted."""
    values = (statement.mention.value for statement in analysis.statements)
    return Counter(noun for value in values if isinstance(value, Count) for noun in nouns_of(value, analysis))


def _twice(earlier: StatedValue, later: StatedValue, counted: Counter[str], analysis: Analysis) -> bool:
    """Whether the note counts a thing in these two places alone, and one of the numbers is a slip of the other."""
    first, second = earlier.statement.mention.value, later.statement.mention.value
    if not isinstance(first, Count) or not isinstance(second, Count) or not _apart(earlier.statement, later.statement, analysis):
        return False
    known, found = _known(later.statement, analysis), slip(first.value, second.value)
    if not _exact(earlier.statement, later.statement) and not (known and found is ErrorKind.TRANSPOSED):
        return False
    sure = known and (found is ErrorKind.TRANSPOSED or earlier.others == later.others)
    if (earlier.others or later.others or not earlier.at_the_time_of(later)) and not sure:
        return False
    if earlier.names - later.names and later.names - earlier.names:
        return False
    if first.value in _YEARS or second.value in _YEARS or any(counted[noun] != 2 for noun in earlier.nouns & later.nouns):
        return False
    ones, others = first.noun.lower().split(), second.noun.lower().split()
    pairs = list(zip(ones[1:], others[1:], strict=False))
    if first.value == second.value or any(one != other for one, other in pairs):
        return False
    named = bool(pairs) or (bool(told := _complement(earlier.statement, analysis)) and told == _complement(later.statement, analysis))
    return found in _NEAR or (known and (named or len(earlier.stems & later.stems) >= _SHARED[Kind.COUNT]))


def _complement(statement: Statement, analysis: Analysis) -> list[str]:
    """What tells which of its kind the thing that is counted is: the words right after its noun, up to the first that says something."""
    value, end = statement.mention.value, statement.mention.end
    noun = len(value.noun) + 1 if isinstance(value, Count) else 0
    words = [token.word for token in tokens(analysis.folded, end + noun, statement.sentence.end)[:_COMPLEMENT]]
    small = analysis.language.grammar.inflection.function_words
    telling = next((at for at, word in enumerate(words) if word not in small), -1)
    return words[: telling + 1] if telling > 0 else []


def _known(statement: Statement, analysis: Analysis) -> bool:
    """Whether a determiner says of what is counted that it is known already (the 31 villages)."""
    reference = analysis.language.grammar.reference
    before = tokens(analysis.folded, statement.sentence.start, statement.mention.start)[-1:]
    known = reference.determiners | reference.possessives | reference.demonstratives | {*analysis.language.modifiers.whole_labels}
    return bool(before) and before[0].word in known


def _plain(statement: Statement, judged: set[int], analysis: Analysis) -> bool:
    mention, modifiers = statement.mention, statement.modifiers
    value, block = mention.value, analysis.document.blocks[mention.block]
    if (
        mention.kind not in KINDS
        or statement.sentence.row
        or statement.irrealis
        or mention.start in judged
        or analysis.is_quoted(mention.start)
    ):
        return False
    if isinstance(value, Count) and not value.noun[:1].islower():
        return False
    if block.kind is BlockKind.HEADING and not isinstance(value, Count):
        return False
    if not isinstance(value, Quantity) or value.value < _FEWEST or (mention.start == block.start and _figured(mention, analysis)):
        return False
    return not (modifiers.is_change or modifiers.is_former or modifiers.is_part or modifiers.is_estimate)


def _figured(mention: Mention, analysis: Analysis) -> bool:
    """Whether a quantity is written in figures or signs."""
    return not analysis.document.text[mention.start].isalpha()


def _alone(statement: Statement, rows: dict[int, list[Statement]]) -> bool:
    """Whether the sentence has no other figure of that kind, or of that noun."""
    value = statement.mention.value
    for other in rows[statement.sentence.start]:
        alike = other is not statement and other.mention.kind is statement.mention.kind
        if alike and (
            not isinstance(value, Count) or not isinstance(other.mention.value, Count) or other.mention.value.noun[:4] == value.noun[:4]
        ):
            return False
    return True


def _keys(said: StatedValue) -> list[tuple[str, ...]]:
    """What two statements must share to be compared: the noun that is counted, else a word."""
    if said.nouns and not isinstance(said.statement.mention.value, Percent):
        return [(said.statement.mention.kind, noun) for noun in sorted(said.nouns)]
    return [("word", stem) for stem in sorted(said.stems | said.nouns)]


def _contradict(earlier: StatedValue, later: StatedValue, analysis: Analysis) -> bool:
    first, second = earlier.statement, later.statement
    if not _apart(first, second, analysis) or earlier.others != later.others or not earlier.at_the_time_of(later):
        return False
    if _spread(first) != _spread(second) or not _exact(first, second):
        return False
    before, after = first.mention.value, second.mention.value
    if not isinstance(before, Quantity) or not isinstance(after, Quantity):
        return False
    figures = comparable(before, after)
    if figures is None or figures[0] == figures[1] or not 1 / _FAR < figures[0] / figures[1] < _FAR:
        return False
    if (earlier.company and later.company) or (earlier.names - later.names and later.names - earlier.names):
        return False
    shared = earlier.stems & later.stems
    kind, near = first.mention.kind, slip(*figures) in _NEAR
    named = len(earlier.names & later.names) >= _NAMED[kind]
    headed = {earlier.head, later.head} <= earlier.stems & later.stems
    if kind is Kind.PERCENT and earlier.nouns != later.nouns:
        return slip(*figures) is ErrorKind.TRANSPOSED and len(shared) > _SHARED[kind]
    if kind is Kind.DURATION:
        less, more = sorted((earlier.lead, later.lead), key=len)
        return len(less) >= _SHARED[kind] and (less == more or (less < more and len(shared) >= 2 * _SHARED[kind]))
    if not (named or (near and headed) if kind is Kind.AMOUNT else named and near):
        return False
    if kind is Kind.AMOUNT and earlier.stems == later.stems:
        return False
    fewest = _SHARED[kind] - (kind is Kind.AMOUNT and near and headed)
    return len(shared) >= fewest and len(shared) >= _PART * min(len(earlier.stems), len(later.stems))


def _exact(first: Statement, second: Statement) -> bool:
    """Whether neither of two figures is hedged."""
    return first.modifiers.qualifier is second.modifiers.qualifier is Qualifier.EXACT


def _spread(statement: Statement) -> tuple[object, ...]:
    """What a figure is spread over, how often it comes back, and whether it is a mean."""
    modifiers = statement.modifiers
    return modifiers.over, modifiers.per, modifiers.is_average


def _apart(first: Statement, second: Statement, analysis: Analysis) -> bool:
    """Whether two statements stand in two paragraphs, and are not items of one list."""
    blocks = [analysis.document.blocks[each.mention.block] for each in (first, second)]
    listed = all(block.kind is BlockKind.ITEM for block in blocks) and min(block.end - block.start for block in blocks) < _PARAGRAPH
    return blocks[0] is not blocks[1] and not listed and first.mention.kind is second.mention.kind


def _finding(earlier: StatedValue, later: StatedValue, analysis: Analysis) -> Finding:
    first, second = earlier.statement.mention, later.statement.mention
    text = analysis.document.text
    values = {"found": text[second.start : second.end], "first": text[first.start : first.end]}
    return Finding(
        second.start, second.end, "self-contradiction", values, related=(RelatedLocation("first", values, span=(first.start, first.end)),)
    )


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
