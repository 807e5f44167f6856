"""Describe a statement by what distinguishes it from others of its kind: the words around it, its noun, dates and names."""

from __future__ import annotations

from collections import defaultdict

from factcheck.analysis import Analysis
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import stemmer, tokens
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import Kind, Statement
from factcheck.runtime.records import record
from factcheck.values.types import Calendar, Count, Interval, Percent

KINDS = frozenset({Kind.COUNT, Kind.AMOUNT, Kind.PERCENT, Kind.DURATION})
_SHORTEST, _FIRST = 4, "first"
# Words looked at before and after a figure.
_BEFORE, _AFTER = 16, 5
# What a share is a share of stands within so many words after it.
_OF = 4


@record
class StatedValue:
    """A statement with what distinguishes it: the stems around it, its noun's stem, its dates, those at which it begins and ends, its names,
    the words that make it another one, the stem of the first word around it that tells something: mostly what the sentence is about.
    `lead` are the stems before it alone; `kinds` are the stems of all words of its noun; `company` says that its sentence gives other figures: two such sentences are a series."""

    statement: Statement
    stems: frozenset[str]
    nouns: frozenset[str]
    dates: frozenset[object]
    ends: frozenset[object]
    names: frozenset[str]
    others: frozenset[str]
    has_company: bool
    head: str
    lead: frozenset[str]
    kinds: frozenset[str] = frozenset()

    def has_dates_of(self, other: StatedValue) -> bool:
        """Return whether both tell the same dates."""
        return self.dates == other.dates or self.dates | self.ends == other.dates | other.ends


def describe_statement(statement: Statement, rows: dict[int, list[Statement]], analysis: Analysis) -> StatedValue:
    """Return a statement with what distinguishes it; `rows` are the statements of each sentence."""
    words, text = stemmer(analysis.language), analysis.document.text
    sentence, mention = statement.sentence, statement.mention
    before = tokens(analysis.folded, sentence.start, mention.start)[-_BEFORE:]
    value = mention.value
    end = mention.end + (len(value.noun) if isinstance(value, Count) else 0)
    around = [*before, *tokens(analysis.folded, mention.end, end), *tokens(analysis.folded, end, sentence.end)[:_AFTER]]
    distinctive = [
        token for token in around if len(token.word) >= _SHORTEST and token.word not in words.function_words and not token.word[0].isdigit()
    ]
    nouns = get_nouns(value, analysis) if isinstance(value, Count) else frozenset()
    if isinstance(value, Percent):
        after = tokens(analysis.folded, mention.end, sentence.end)[:_OF]
        nouns = frozenset([words.stem(token.word) for token in after if token.word not in words.function_words][:1])
    names = frozenset(token.word for token in distinctive if text[token.start].isupper() and token.start > sentence.start)
    dates = frozenset(other.mention.value for other in rows[sentence.start] if isinstance(other.mention.value, Calendar | Interval))
    ends = frozenset(end for end in (statement.modifiers.starting, statement.modifiers.until) if end)
    beside = [*before, *tokens(analysis.folded, mention.end, sentence.end)[:_AFTER]]
    others = frozenset(token.word for token in beside) & trigger_phrases(analysis.language, Category.OTHER_THING)
    company = any(other is not statement and other.mention.kind in KINDS for other in rows[sentence.start])
    stems = [words.stem(token.word) for token in distinctive]
    lead = frozenset(stem for stem, token in zip(stems, distinctive, strict=True) if token.end <= mention.start)
    kinds = frozenset(words.stem(word) for word in value.noun.lower().split()) if isinstance(value, Count) else frozenset[str]()
    head = stems[0] if stems else ""
    return StatedValue(statement, frozenset(stems) - nouns, nouns, dates, ends, names, others, company, head, lead, kinds)


def get_nouns(value: Count, analysis: Analysis) -> frozenset[str]:
    """Return the stems of what may be the noun that is counted: the first word after a number or, in a language that puts heads last, any."""
    stated = value.noun.lower().split()
    return frozenset(map(stemmer(analysis.language).stem, stated[:1] if analysis.language.grammar.names.head == _FIRST else stated))


def group_by_sentence(analysis: Analysis) -> dict[int, list[Statement]]:
    """Return the statements of each sentence, by where it starts."""
    found: dict[int, list[Statement]] = defaultdict(list)
    for statement in analysis.statements:
        found[statement.sentence.start].append(statement)
    return found
