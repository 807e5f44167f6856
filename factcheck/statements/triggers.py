"""The patterns of a language's modifiers: the phrases of its tables before, after and between quantities and times."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled
from factcheck.values.types import Qualifier, Unit

_SPACE = " "


class Phrases:
    """The patterns of a language's modifiers."""

    def __init__(self, language: Language) -> None:
        tables = language.modifiers
        self.qualifiers = {plain(phrase): qualifier for qualifier, phrases in tables.before.items() for phrase in phrases}
        self.closing = {plain(phrase): qualifier for qualifier, phrases in tables.after.items() for phrase in phrases}
        determiners = _any([*language.grammar.reference.determiners, *language.grammar.reference.possessives])
        self.before = compiled(rf"(?<!\w)(?P<phrase>{_any(self.qualifiers)}){_SPACE}?(?P<known>(?:{determiners}){_SPACE}?)?\Z")
        self._compared = {plain(phrase) for phrase in tables.compared}
        self._turned = tables.turned
        self._negated = compiled(rf"(?<!\w)(?:{_any(tables.negations)})['{_SPACE}](?:[^\W\d]+{_SPACE}){{0,3}}\Z")
        self.after = compiled(rf"{_SPACE}(?P<phrase>{_any(self.closing)})(?!\w)")
        per = {phrase: unit for unit, phrases in tables.per.items() for phrase in phrases}
        adjectives = {phrase: unit for unit, phrases in tables.per_adjectives.items() for phrase in phrases}
        self.units: dict[str, Unit] = {plain(phrase): unit for phrase, unit in (*per.items(), *adjectives.items())}
        self.per = compiled(rf"{_SPACE}?,?{_SPACE}?(?P<phrase>{_any(per)})(?!\w)")
        far = _any(tables.per_far)
        linking = _any(word for role in ("be-present", "be-past", "will", "have-present") for word in _words(language, role))
        self.per_far = compiled(rf"{_SPACE}(?:{linking}){_SPACE}(?:[^\W\d]+{_SPACE}){{1,3}}(?P<phrase>{far})(?!\w)")
        self.adjectives = compiled(rf"(?<!\w)(?P<phrase>{_any(adjectives)})(?!\w)")
        self.average = compiled(rf"{_SPACE}(?:{_any(tables.average)})(?!\w)")
        fill = rf"(?:(?:{_any(tables.over_fillers)}){_SPACE})*"
        self.over = compiled(rf"(?:,?{_SPACE}*\(?|{_SPACE}(?:[^\W\d]+{_SPACE}){{1,2}}?)(?:{_any(tables.over)}){_SPACE}{fill}")
        parting = _any(
            [*language.grammar.clauses.coordinators, *language.grammar.clauses.relatives, *language.grammar.clauses.subordinators]
        )
        gap = rf"(?:{_SPACE}(?!(?:{parting})(?!\w))[\w'-]+){{1,6}}"
        relative = rf"(?:{_SPACE}(?:{_any(language.grammar.clauses.relatives)})(?={_SPACE}))?"
        spread = _any([phrase for phrase in tables.over_far if " " in phrase])
        word = rf"(?!(?:{parting})(?!\w))[^\W\d]+{_SPACE}"
        apart = rf",{_SPACE}(?:(?:[^\W\d]+{_SPACE}){{1,2}}(?:{spread})|(?:{word}){{1,2}}(?:{_any(tables.over_far)})){_SPACE}{fill}"
        self.over_far = compiled(rf"{relative}{gap},?{_SPACE}(?:{_any(tables.over_far)}){_SPACE}{fill}|{apart}")
        self.spread = compiled(rf"(?<!\w)(?:{_any(tables.over_far)})(?!\w)")
        self._over = frozenset(map(plain, tables.over))
        closers = _any([word for found in language.quantities.dates.spans.values() for word in found])
        self.to = compiled(rf"{_SPACE}(?:{closers}){_SPACE}")
        self.reaches = compiled(rf"[^.;:()]*{_SPACE}(?:{closers})(?:{_SPACE}[^\W\d]+){{0,3}}{_SPACE}?[^\w\s]?")
        self.prior_between = _before(tables.prior_between)
        self.joins = compiled(rf"(?<!\w)(?:{_any(language.grammar.clauses.coordinators)})(?!\w)|[,;:().]")
        self.opens = compiled(rf"(?<!\w)(?:{_any([word for word in language.quantities.dates.spans if word])}){_SPACE}?\Z")
        filled = rf"(?:(?:{_any(tables.fillers)}){_SPACE}?)*"
        self.starting = compiled(rf",?{_SPACE}*\(?(?:{_any(tables.starting)}){_SPACE}?(?:(?:{determiners}){_SPACE}?)?{filled}")
        self.starting_far = compiled(rf"{gap},?{_SPACE}(?:{_any(tables.starting_far)}){_SPACE}?(?:(?:{determiners}){_SPACE}?)?{filled}")
        self.until = compiled(rf",?{_SPACE}*\(?(?:{_any(tables.until)}){_SPACE}?(?:(?:{determiners}){_SPACE}?)?{filled}")
        openers = _any([word for word in language.quantities.dates.spans if word])
        self.span = compiled(rf",?{_SPACE}*\(?(?:{openers}){_SPACE}?(?:(?:{determiners}){_SPACE}?)?{filled}")
        self.delta_after = compiled(rf"{_SPACE}(?:{_any(tables.delta_after)})(?!\w)")
        self.delta_noun = compiled(
            rf"(?:{_SPACE}[^\W\d]+){{1,2}}{_SPACE}(?:{_any([each for each in tables.delta_after if ' ' in each])})(?!\w)"
        )
        self.both = compiled(rf",?{_SPACE}(?:{_any(tables.both)})(?!\w)")
        marks = {
            "is_part": tables.partial,
            "is_former": tables.prior,
            "is_average": tables.average,
            "is_estimate": tables.estimate,
            "is_change": tables.delta_before,
        }
        self._marks = {mark: _before(phrases) for mark, phrases in marks.items()}
        self._marked = _before([phrase for phrases in marks.values() for phrase in phrases])

    def hedge(self, phrase: str, before: str) -> Qualifier:
        """What a phrase before a quantity says of it; a negation in the words `before` the phrase turns a verb round (may not exceed)."""
        said = self.qualifiers[plain(phrase)]
        turned = plain(phrase) in self._turned and self._negated.search(before) is not None
        return Qualifier.AT_MOST if turned and said is Qualifier.MORE else said

    def marks(self, before: str) -> Iterable[str]:
        """The marks that the end of the words before a quantity puts on it."""
        return [mark for mark, pattern in self._marks.items() if pattern.search(before)] if self._marked.search(before) else ()

    def compares(self, hedged: re.Match[str]) -> bool:
        """Whether a phrase before a quantity, with a determiner after it, says only what something is compared with."""
        return hedged["known"] is not None and plain(hedged["phrase"]) in self._compared

    def spreads(self, phrase: str) -> bool:
        """Whether a phrase, before a length of time, says over how long something is spread."""
        return plain(phrase) in self._over


def _words(language: Language, role: str) -> Iterable[str]:
    forms = language.grammar.verbs.roles.get(role)
    return sorted(forms.words) if forms else ()


def _before(phrases: Iterable[str]) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{_any(phrases)}){_SPACE}?\Z")


def _any(phrases: Iterable[str]) -> str:
    kept = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase.lower()) for phrase in kept) or "(?!)"


def plain(phrase: str) -> str:
    """A phrase as folded text has it."""
    return phrase.lower()


@cache
def phrases_of(language: Language) -> Phrases:
    """The patterns of a language."""
    return Phrases(language)
