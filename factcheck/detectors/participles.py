"""Participles set beside their noun whose date has not come, or has passed: « Lancé en 2027, le plan … », "the plan, to be launched in 2022, …"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.analysis import Analysis
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import Token, tokens
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import DateRole, Statement
from factcheck.values.tense import Tense
from factcheck.values.types import Period

# So many words may stand between a participle and its date.
_DISTANCE = 4
_PARTICIPLE, _TO, _BE = "participle", "to", "be"
# The roles of words that an infinitive completes.
_ADJECTIVES = frozenset({"participle", "progressive", "due"})
_COMING = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE, Tense.CONDITIONAL, Tense.MODAL})
_OPENING, _CLOSING = (",", "("), (",", ")")

Span = tuple[int, int]


def find_past_participle(statement: Statement, period: Period, analysis: Analysis) -> Span | None:
    """Return the participle that opens a sentence, or goes on with one that does, and tells of a date still to come what has been done then."""
    if statement.date_role is not DateRole.AT or statement.verb is not None or period.first <= analysis.date.day:
        return None
    words = tokens(analysis.folded, statement.sentence.start, statement.adverbial)
    at = _find_participle(words, analysis)
    if at is None or not (at == 0 or _is_coordinated(words, at, analysis)) or not _is_closed(statement, analysis):
        return None
    verbs = analysis.grammar.verbs_of(statement.sentence)
    main = next((verb for verb in verbs if verb.start >= statement.mention.end), None)
    if main is None or main.tense in _COMING:
        return None
    return words[at].start, words[at].end


def find_future_infinitive(statement: Statement, period: Period, analysis: Analysis) -> Span | None:
    """Return the infinitive that stands beside its noun, and that tells of a date that is past what is to be done then."""
    if statement.date_role is not DateRole.AT or not analysis.date.is_certain or period.last >= analysis.date.day:
        return None
    words = tokens(analysis.folded, statement.sentence.start, statement.adverbial)
    at = _find_participle(words, analysis)
    if at is None or at < 3:
        return None
    last = at
    if analysis.folded[words[at - 1].end : words[at].start] == "-" and at > 3:
        at -= 1
    to, be = words[at - 2], words[at - 1]
    played = analysis.grammar.roles
    if _TO not in played(to.word) or _BE not in played(be.word):
        return None
    is_beside = analysis.folded[words[at - 3].end : to.start].strip()[-1:] in _OPENING and _is_closed(statement, analysis)
    is_adjunct = is_beside or _is_coordinated(words, at - 2, analysis) or _is_of_noun(statement, words[: at - 2], analysis)
    return (to.start, words[last].end) if is_adjunct else None


def _is_of_noun(statement: Statement, before: Sequence[Token], analysis: Analysis) -> bool:
    """Return whether what may be a noun stands right before an infinitive, and nothing before it plans, reports or looks back."""
    verbs = analysis.grammar.verbs_of(statement.sentence)
    if any(verb.start < before[-1].end for verb in verbs) or not _is_closed(statement, analysis):
        return False
    planning = trigger_phrases(analysis.language, Category.PLAN, Category.REPORT, Category.WISH, Category.CONDITION)
    if any(token.word in planning for token in before):
        return False
    return not analysis.grammar.roles(before[-1].word) & _ADJECTIVES


def _find_participle(words: Sequence[Token], analysis: Analysis) -> int | None:
    """Return the place of the last participle before a date, with hardly a word between, none of planning."""
    planning = trigger_phrases(analysis.language, Category.PLAN)
    for at in range(len(words) - 1, max(len(words) - 2 - _DISTANCE, -1), -1):
        if _PARTICIPLE in analysis.grammar.roles(words[at].word) or _is_coordinated(words, at, analysis):
            return None if words[at].word in planning else at
    return None


def _is_coordinated(words: Sequence[Token], at: int, analysis: Analysis) -> bool:
    """Return whether a conjunction joins what may be a participle, or a noun, to a participle that opens the sentence."""
    joined = at > 1 and words[at - 1].word in analysis.language.grammar.clauses.coordinators
    opening = words[0].word
    if not joined or _PARTICIPLE not in analysis.grammar.roles(opening) or opening in trigger_phrases(analysis.language, Category.PLAN):
        return False
    return words[at].word.endswith(analysis.language.grammar.verbs.roles[_PARTICIPLE].suffixes) or _TO in analysis.grammar.roles(
        words[at].word
    )


def _is_closed(statement: Statement, analysis: Analysis) -> bool:
    return analysis.document.text.startswith(_CLOSING, statement.mention.end)
