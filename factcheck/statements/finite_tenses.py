"""Find the tense of a finite verb of one word, by the tables of its language or by its ending, and by the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.languages.schema.language import Language
from factcheck.languages.schema.verbs import Finite
from factcheck.languages.tokens import Token
from factcheck.runtime.regex import compiled
from factcheck.values.tense import Tense

_MARK = compiled(r"[,;:()\[\]«»\"“”—–!?…]|\s-\s")
_ORDER = (Tense.PRESENT, Tense.SIMPLE_PAST, Tense.SUBJUNCTIVE, Tense.IMPERATIVE)
# How far before the word that opens a clause one that asks for the subjunctive may stand.
_TRIGGER = 3
# How far before a subjunctive the word that opens its clause may stand.
_OPENING = 14
_SHORTEST = 4


class FiniteTenses:
    """Finds the tenses of finite verbs of one word in a language."""

    def __init__(self, language: Language) -> None:
        grammar = language.grammar
        clauses = grammar.clauses
        self._tables = tables = grammar.verbs.finite
        self._forms = _forms(tables)
        self._subjects = tables.subjects | tables.clitics
        self._separators = clauses.subordinators | clauses.relatives | clauses.coordinators
        self._never = grammar.inflection.function_words | tables.noun_markers | tables.articles | self._separators | grammar.verbs.between

    @property
    def are_listed(self) -> bool:
        """Whether the tables of the language list finite forms."""
        return bool(self._forms)

    def options(self, words: Sequence[Token], at: int) -> tuple[Tense, ...]:
        """Return the tenses that a word may be in, where it may be a verb: by the tables, else by its ending and the word before it."""
        word, before = words[at].word, words[at - 1].word if at else ""
        if word in self._forms:
            return self._forms[word]
        if len(word) < _SHORTEST or word in self._never or word.endswith(self._tables.never_verbs):
            return ()
        tables = self._tables
        guesses = [
            *(tables.plural.items() if before in tables.plural_after else ()),
            *tables.sure.items(),
            *(tables.guesses.items() if before in tables.guessed_after else ()),
        ]
        found = [(len(ending), tense) for tense, endings in guesses for ending in endings if word.endswith(ending)]
        return (max(found)[1],) if found else ()

    def tense(self, words: Sequence[Token], text: str, at: int, is_narrative: bool) -> Tense:
        """Return the one of its tenses in which a form is: the subjunctive where its clause asks for it, the past in a narrative."""
        options, before = self.options(words, at), words[at - 1].word if at else ""
        if Tense.IMPERATIVE in options or (Tense.PRESENT in options and self._is_order(words, at, before)):
            return Tense.IMPERATIVE
        if Tense.SUBJUNCTIVE in options and (len(options) == 1 or self._is_asked_for(words, text, at)):
            return Tense.SUBJUNCTIVE
        if Tense.SIMPLE_PAST in options and (is_narrative or Tense.PRESENT not in options):
            return Tense.PAST
        return Tense.PRESENT if Tense.PRESENT in options else options[0]

    def is_subjunctive_clause(self, words: Sequence[Token], at: int) -> bool:
        """Return whether a word that opens a clause in the subjunctive stands before a place."""
        return any(words[before].word in self._tables.openers for before in range(max(at - _OPENING, 0), at))

    def _is_order(self, words: Sequence[Token], at: int, before: str) -> bool:
        """Return whether a plural form has no subject near it."""
        if not words[at].word.endswith(self._tables.imperative) or before in self._subjects:
            return False
        return not any(token.word in self._tables.plural_after for token in words[max(at - _TRIGGER - 1, 0) : at + 2])

    def _is_asked_for(self, words: Sequence[Token], text: str, at: int) -> bool:
        """Return whether the clause of a word asks for the subjunctive."""
        for opener in range(at - 1, max(at - _OPENING, -1), -1):
            if words[opener].word in self._tables.asking:
                return any(words[before].word in self._tables.triggers for before in range(max(opener - _TRIGGER, 0), opener))
            if words[opener].word in self._separators or _MARK.search(text, words[opener].end, words[opener + 1].start):
                return False
        return False


def _forms(tables: Finite) -> dict[str, tuple[Tense, ...]]:
    """Return the tenses of each form, in a fixed order."""
    found: dict[str, set[str]] = {}
    for family in tables.families:
        for tense, endings in family.endings.items():
            for stem in family.stems:
                for ending in endings:
                    found.setdefault(stem + ending, set()).add(tense)
    for tense, forms in tables.forms.items():
        for form in forms:
            found.setdefault(form, set()).add(tense)
    return {form: tuple(tense for tense in _ORDER if tense in tenses) for form, tenses in found.items()}
