"""Whether a sentence tells a figure of another time, or of another thing, than a fact: what was planned, foreseen or so before."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import WORD, fold, tokens
from factcheck.linking.candidates import Candidate
from factcheck.model import Kind, Statement
from factcheck.runtime.regex import compiled
from factcheck.statements.triggers import reached
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.tense import Tense

_PRESENT = (Tense.NONE, Tense.PRESENT)
_MARK = compiled(r"[,;:.()](?!\d)")
_DATES = frozenset({Kind.DATE, Kind.INTERVAL})


def told(statement: Statement, candidate: Candidate, language: Language, folded: str, *, certain: bool) -> bool:
    """Whether the sentence tells what was planned, foreseen or so before, or of another thing like the fact's, and the figure is no slip of
    the fact's; `certain` tells that it has digits enough not to be one by chance."""
    if statement.sentence.row:
        return False
    before = tokens(
        folded, statement.sentence.start, _aside(folded, statement.sentence.start, min(statement.adverbial, statement.mention.start))
    )
    own = {word for cue in candidate.fact.cues.get(language.code, ()) for word in WORD.findall(fold(cue))}
    words = [
        token.word for token in before if token.word not in own and not any(start <= token.start < end for start, end in candidate.reasons)
    ]
    if reached(language, Category.SIMILAR_THING, words):
        return True
    if _is_former(statement, language, words):
        return not (candidate.comparison.error_kind is ErrorKind.TRANSPOSED and certain)
    if candidate.comparison.error_kind is ErrorKind.NONE and _is_former(statement, language, (), _rest(statement, folded)):
        return True
    if statement.mention.kind in _DATES:
        return reached(language, Category.PLAN, words) or reached(language, Category.NAMING, words)
    if candidate.comparison.error_kind is not ErrorKind.NONE:
        return False
    return reached(language, Category.REPORT, words) or reached(language, Category.PLAN, words)


def _rest(statement: Statement, folded: str) -> list[str]:
    """The words of a statement's clause after its figure."""
    end = statement.modifiers.end
    mark = _MARK.search(folded, end, statement.sentence.end)
    return [token.word for token in tokens(folded, end, mark.start() if mark else statement.sentence.end)]


def _aside(folded: str, start: int, end: int) -> int:
    """Where what two commas set off right before an offset starts; the offset itself where nothing is."""
    before = folded[start:end].rstrip()
    opening = before[:-1].rfind(",") if before.endswith(",") else -1
    return start + opening if opening >= 0 else end


def _is_former(statement: Statement, language: Language, before: Sequence[str], after: Sequence[str] = ()) -> bool:
    """Return whether a word before or after a figure makes it that of another time."""
    if reached(language, Category.FORMER, before, after):
        return True
    return statement.tense not in _PRESENT and reached(language, Category.PAST_ADVERB, before, after)
