"""Whether a sentence tells a figure of another time, or of another thing, than a fact: what was planned, foreseen or so before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.languages.alternation import alternation
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import WORD, fold, tokens
from factcheck.linking.candidates import Candidate
from factcheck.model import Kind, Statement
from factcheck.runtime.regex import compiled
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.tense import Tense

_REPORT_WORDS = 8
_PRESENT = (Tense.NONE, Tense.PRESENT)
_MARK = compiled(r"[,;:.()](?!\d)")
_DATES = frozenset({Kind.DATE, Kind.INTERVAL})


def told(statement: Statement, candidate: Candidate, language: Language, folded: str, *, certain: bool) -> bool:
    """Whether the sentence tells what was planned, foreseen or so before, or of another thing like the fact's, and the figure is no slip of
    the fact's; `certain` tells that it has digits enough not to be one by chance."""
    if statement.sentence.row:
        return False
    reference, planning = language.grammar.reference, language.grammar.verbs.planning
    before = tokens(
        folded, statement.sentence.start, _aside(folded, statement.sentence.start, min(statement.adverbial, statement.mention.start))
    )
    own = {word for cue in candidate.fact.cues.get(language.code, ()) for word in WORD.findall(fold(cue))}
    words = [
        token.word for token in before if token.word not in own and not any(start <= token.start < end for start, end in candidate.reasons)
    ]
    if not reference.alike.isdisjoint(words):
        return True
    said = " ".join(words)
    if _says_former(said, statement, language) and not _now(said, language):
        return not (candidate.comparison.error_kind is ErrorKind.TRANSPOSED and certain)
    if candidate.comparison.error_kind is ErrorKind.NONE and _says_former(_rest(statement, folded), statement, language):
        return True
    if statement.mention.kind in _DATES:
        return any(word in planning or word in reference.naming for word in _own(words[-_REPORT_WORDS:], language))
    if candidate.comparison.error_kind is not ErrorKind.NONE:
        return False
    return any(word in reference.reporting for word in words) or any(word in planning for word in _own(words[-_REPORT_WORDS:], language))


def _rest(statement: Statement, folded: str) -> str:
    """The words of a statement's clause after its figure."""
    end = statement.modifiers.end
    mark = _MARK.search(folded, end, statement.sentence.end)
    return " ".join(token.word for token in tokens(folded, end, mark.start() if mark else statement.sentence.end))


def _now(text: str, language: Language) -> bool:
    """Whether a word that tells of the present stands after all those that tell of a former state (it was 12 until 2021, and is now 16)."""
    reference = language.grammar.reference
    former = max((match.end() for match in _spoken(reference.former).finditer(text)), default=0)
    return _spoken(reference.current).search(text, former) is not None


def _aside(folded: str, start: int, end: int) -> int:
    """Where what two commas set off right before an offset starts; the offset itself where nothing is."""
    before = folded[start:end].rstrip()
    opening = before[:-1].rfind(",") if before.endswith(",") else -1
    return start + opening if opening >= 0 else end


def _says_former(text: str, statement: Statement, language: Language) -> bool:
    """Whether one of the words or phrases that tell of another time stands in some words, and is no part of one that does not (« alors que »)."""
    reference = language.grammar.reference
    text = _spoken(reference.not_former).sub("", text)
    then = statement.tense not in _PRESENT and _spoken(reference.then).search(text) is not None
    return then or _spoken(reference.former).search(text) is not None


@cache
def _spoken(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of phrases among words that single spaces part."""
    return compiled(rf"(?<!\w)(?:{alternation(' '.join(WORD.findall(phrase)) for phrase in phrases)})(?!\w)")


def _own(words: Sequence[str], language: Language) -> Sequence[str]:
    """The words of the last clause."""
    openers = language.grammar.clauses.subordinators | language.grammar.clauses.relatives
    last = max((at for at, word in enumerate(words) if word in openers), default=-1)
    return words[last + 1 :]
