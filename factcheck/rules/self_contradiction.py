"""Two places of one note that state the same thing with different values, where no fact settles which one is right.

The same thing is counted, or the same cost named, in two sentences that share a subject and two other telling words; neither is hedged,
dated otherwise, a part, a change, or said of another one (other, new, each). The later place is reported, and points at the earlier one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.agreement import comparable
from factcheck.languages.words import stemmer, tokens
from factcheck.model import Example, Finding, Kind, Reading, Related, Rule, Severity, Statement
from factcheck.values import Calendar, Count, Qualifier, Quantity

_KINDS = frozenset({Kind.COUNT, Kind.AMOUNT})
_SHORTEST = 4
_SHARED = {Kind.COUNT: 2, Kind.AMOUNT: 3}
# A word that stands in more sentences than this tells little.
_COMMON = 6
_FAR = Decimal(3)
_FEWEST = 3


@dataclass(frozen=True)
class _Said:
    """A statement with what tells it apart: the stems around it, its noun's stem, its dates, the words that make it another one."""

    statement: Statement
    stems: frozenset[str]
    nouns: frozenset[str]
    dates: frozenset[Calendar]
    others: frozenset[str]


def check(reading: Reading) -> Iterable[Finding]:
    """Findings for the later of two statements that contradict one another."""
    judged = {link.statement.mention.start for link in reading.links}
    said = [_said(statement, reading) for statement in reading.statements if _plain(statement, judged, reading)]
    counts = Counter(stem for each in said for stem in each.stems)
    groups: dict[tuple[str, ...], list[_Said]] = defaultdict(list)
    reported: set[int] = set()
    for later in said:
        for key in sorted(_keys(later, counts)):
            for earlier in groups[key]:
                if later.statement.mention.start not in reported and _contradict(earlier, later, counts):
                    reported.add(later.statement.mention.start)
                    yield _finding(earlier, later, reading)
            if len(groups[key]) < _COMMON:
                groups[key].append(later)


def _plain(statement: Statement, judged: set[int], reading: Reading) -> bool:
    mention, modifiers = statement.mention, statement.modifiers
    value = mention.value
    if mention.kind not in _KINDS or statement.sentence.row or statement.elsewhere or mention.start in judged or reading.quoted(mention.start):
        return False
    if not isinstance(value, Quantity) or value.value < _FEWEST or (isinstance(value, Count) and not value.noun):
        return False
    return modifiers.qualifier is Qualifier.EXACT and not (modifiers.delta or modifiers.prior or modifiers.partial or modifiers.estimate or modifiers.average)


def _said(statement: Statement, reading: Reading) -> _Said:
    words = stemmer(reading.language)
    sentence, value = statement.sentence, statement.mention.value
    around = tokens(reading.folded, sentence.start, sentence.end)
    stems = frozenset(words.stem(token.word) for token in around if len(token.word) >= _SHORTEST and token.word not in words.function_words and not token.word[0].isdigit())
    nouns = frozenset(words.stem(word) for word in value.noun.lower().split()[:1]) if isinstance(value, Count) else frozenset()
    dates = frozenset(
        other.mention.value for other in reading.statements if isinstance(other.mention.value, Calendar) and sentence.start <= other.mention.start < sentence.end
    )
    return _Said(statement, stems - nouns, nouns, dates, frozenset(token.word for token in around) & reading.language.modifiers.others)


def _keys(said: _Said, counts: Counter[str]) -> Iterable[tuple[str, ...]]:
    """What two statements must share to be compared: the noun that is counted, else a telling word."""
    if said.nouns:
        return [("noun", *said.nouns)]
    return [("word", stem) for stem in said.stems if counts[stem] <= _COMMON]


def _contradict(earlier: _Said, later: _Said, counts: Counter[str]) -> bool:
    first, second = earlier.statement, later.statement
    if first.sentence == second.sentence or first.mention.kind is not second.mention.kind or earlier.others != later.others or earlier.dates != later.dates:
        return False
    if (first.modifiers.over, first.modifiers.per) != (second.modifiers.over, second.modifiers.per):
        return False
    values = first.mention.value, second.mention.value
    if not isinstance(values[0], Quantity) or not isinstance(values[1], Quantity):
        return False
    figures = comparable(*values)
    if figures is None or figures[0] == figures[1] or not 1 / _FAR < figures[0] / figures[1] < _FAR:
        return False
    shared = {stem for stem in earlier.stems & later.stems if counts[stem] <= _COMMON}
    return len(shared) >= _SHARED[first.mention.kind]


def _finding(earlier: _Said, later: _Said, reading: Reading) -> Finding:
    first, second = earlier.statement.mention, later.statement.mention
    text = reading.document.text
    values = {"found": text[second.start : second.end], "first": text[first.start : first.end]}
    return Finding(second.start, second.end, "self-contradiction", values, related=(Related("first", values, span=(first.start, first.end)),))


RULE = Rule(
    "self-contradiction",
    Severity.ERROR,
    check,
    (
        Example("fr", "La Garde dessert 31 villages du littoral. Le courrier arrive en bateau.\n\nLes [[34]] villages que dessert la Garde ont un quai."),
        Example("fr", "La Garde dessert 31 villages du littoral.\n\nElle a formé 34 villages voisins en 2015."),
        Example("en", "The Guard serves 31 villages on the coast. Mail comes by boat.\n\nAll [[34]] villages that the Guard serves have a wharf."),
        Example("en", "The Guard serves 31 villages on the coast.\n\nThe Guard trained 34 keepers of other villages."),
    ),
    doc=__doc__,
)
