"""Match the triggers of a language's table against the words around a statement, by direction and scope."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from factcheck.languages.alternation import any_of
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category, Direction, Scope, Trigger
from factcheck.languages.tokens import WORD
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled


class TriggerMatcher:
    """Matches the triggers that stand beside a quantity."""

    def __init__(self, language: Language) -> None:
        beside = [trigger for trigger in language.triggers if trigger.scope is Scope.BESIDE]
        before = [trigger for trigger in beside if trigger.direction is not Direction.AFTER]
        self._before = [(each.category, _preceding(each, each.phrases), _preceding(each, each.pseudo)) for each in before]
        self._ends = tuple(phrase.lower() for each in before if each.words <= 0 for phrase in each.phrases)
        self._spaced = compiled("|".join(_preceding(each, each.phrases).pattern for each in before if each.words > 0) or "(?!)")
        after = [trigger for trigger in beside if trigger.direction is not Direction.BEFORE]
        self._after = [(each.category, _following(each, each.phrases), _following(each, each.pseudo)) for each in after]

    def before(self, lead: str) -> list[Category]:
        """Return the categories of the triggers that end a folded text, right before a quantity."""
        if not (lead.rstrip().endswith(self._ends) or self._spaced.search(lead)):
            return []
        return [category for category, phrases, pseudo in self._before if phrases.search(lead) and not pseudo.search(lead)]

    def after(self, text: str, at: int) -> list[Category]:
        """Return the categories of the triggers that follow a quantity that ends at an offset of a folded text."""
        return [category for category, phrases, pseudo in self._after if phrases.match(text, at) and not pseudo.match(text, at)]


def reached(language: Language, category: Category, before: Sequence[str], after: Sequence[str] = ()) -> bool:
    """Return whether a trigger of a category reaches what stands between two runs of folded words of its sentence."""
    return any(
        _reached(reach, before, after)
        for reach in _reaches(language, category)
        if not (reach.marks.isdisjoint(before) and reach.marks.isdisjoint(after))
    )


@record(eq=False)
class _Reach:
    """A trigger that reaches words apart from it, with a word of each of its phrases, its patterns, and the words that open another clause."""

    trigger: Trigger
    marks: frozenset[str]
    phrases: re.Pattern[str]
    pseudo: re.Pattern[str]
    terminators: re.Pattern[str]
    openers: frozenset[str]


@cache
def _reaches(language: Language, category: Category) -> tuple[_Reach, ...]:
    """Return the triggers of a category that reach a clause or a sentence."""
    openers = language.grammar.clauses.subordinators | language.grammar.clauses.relatives
    common = language.grammar.inflection.function_words
    return tuple(
        _Reach(
            each,
            _find_marks(each.phrases, common),
            among_words(each.phrases),
            among_words(each.pseudo),
            among_words(each.terminators),
            openers,
        )
        for each in language.triggers
        if each.category is category and each.scope in {Scope.CLAUSE, Scope.SENTENCE}
    )


def _find_marks(phrases: Iterable[str], common: Collection[str]) -> frozenset[str]:
    """Return a word of each phrase, the longest that is not common where there is one: words without them hold none of the phrases."""
    return frozenset(max(WORD.findall(phrase.lower()), key=lambda word: (word not in common, len(word))) for phrase in phrases)


def _reached(reach: _Reach, before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether one of a trigger's phrases stands on its side, in its scope, and nothing ends its reach."""
    direction = reach.trigger.direction
    if direction is not Direction.AFTER:
        text = _text(reach, _run(reach, before[::-1])[::-1])
        last = max((match.end() for match in reach.phrases.finditer(text)), default=-1)
        if last >= 0 and not reach.terminators.search(text, last):
            return True
    if direction is Direction.BEFORE:
        return False
    text = _text(reach, _run(reach, after))
    first = reach.phrases.search(text)
    return first is not None and not reach.terminators.search(text, 0, first.start())


def _run(reach: _Reach, words: Sequence[str]) -> Sequence[str]:
    """Return the words, of a run that starts beside the statement, as far as a trigger may stand."""
    if reach.trigger.words >= 0:
        words = words[: reach.trigger.words + 1]
    if reach.trigger.scope is Scope.CLAUSE:
        words = words[: next((at for at, word in enumerate(words) if word in reach.openers), len(words))]
    return words


def _text(reach: _Reach, words: Sequence[str]) -> str:
    return reach.pseudo.sub("", " ".join(words))


def _preceding(trigger: Trigger, phrases: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a text that ends in one of a trigger's phrases and the words that may stand before the quantity."""
    words = rf"(?: [^\W\d]+){{0,{trigger.words}}}" if trigger.words > 0 else ""
    return compiled(rf"(?<!\w)(?:{any_of(phrases)}){words} ?\Z")


def _following(trigger: Trigger, phrases: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of the words that may stand after a quantity and of one of a trigger's phrases after them."""
    words = rf"(?: [^\W\d]+){{0,{trigger.words}}}" if trigger.words > 0 else ""
    return compiled(rf"{words} (?:{any_of(phrases)})(?!\w)")


@cache
def among_words(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of phrases among folded words that single spaces separate."""
    return compiled(rf"(?<!\w)(?:{any_of(' '.join(WORD.findall(phrase)) for phrase in phrases)})(?!\w)")


def ending_in(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a folded text that ends in one of the phrases, as words of their own."""
    return compiled(rf"(?<!\w)(?:{any_of(phrases)}) ?\Z")


@cache
def trigger_matcher(language: Language) -> TriggerMatcher:
    """Return the trigger matcher of a language."""
    return TriggerMatcher(language)
