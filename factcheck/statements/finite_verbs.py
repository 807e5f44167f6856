"""Finds the finite verbs of one word that no auxiliary marks, and tells them from the nouns that are written alike.

A form that follows a subject or a clitic is a verb; one that follows a determiner or a preposition is none. Of what is left, a clause
without any other finite verb has one: its first form that is not mostly a noun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.languages.schema.language import Language
from factcheck.languages.schema.verbs import Finite as Tables
from factcheck.languages.tokens import Token
from factcheck.model import VerbGroup
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.statements.verbs import hyphened, verbs
from factcheck.values.tense import Tense

_MARK = compiled(r"[,;:()\[\]«»\"“”—–!?…]|\s-\s")
_CLOSED = compiled(r"\)\s")
_ORDER = (Tense.PRESENT, Tense.SIMPLE_PAST, Tense.SUBJUNCTIVE, Tense.IMPERATIVE)
# How far before the word that opens a clause one that asks for the subjunctive may stand.
_TRIGGER = 3
# How far before a subjunctive the word that opens its clause may stand.
_OPENED = 14
_SHORTEST = 4


@record
class _Clause:
    """A run of words between two marks or conjunctions: half-open, by the places of its words."""

    first: int
    last: int


class FiniteForms:
    """Finds the finite forms of one word."""

    def __init__(self, language: Language) -> None:
        grammar = language.grammar
        self._tables = tables = grammar.verbs.finite
        self._forms = _forms(tables)
        self._ambiguous = tables.ambiguous_forms
        self._left = tables.subjects | tables.clitics
        self._verbs = verbs(language)
        self._inverted = grammar.verbs.inverted
        self._spans = grammar.adverbials.span_openers
        self._coordinators = grammar.clauses.coordinators
        self._endings = tuple(ending for endings in tables.sure.values() for ending in endings) or (" ",)
        clauses = grammar.clauses
        self._parting = (clauses.subordinators | clauses.relatives | clauses.coordinators) - frozenset({""})
        self._elided = frozenset(short for short, full in grammar.inflection.elisions.items() if full in self._parting)
        self._never = grammar.inflection.function_words | tables.noun_markers | tables.articles | self._parting | grammar.verbs.between
        self._adverbs = grammar.verbs.between_endings or (" ",)
        self._between = frozenset(part for word in grammar.verbs.between for part in word.replace("'", " ").split())

    def add(self, words: Sequence[Token], text: str, groups: Sequence[VerbGroup]) -> list[VerbGroup]:
        """The verb groups of a sentence with its finite forms of one word, in order."""
        if not self._forms:
            return list(groups)
        taken = {at for group in groups for at, token in enumerate(words) if group.start <= token.start < group.end}
        found: list[int] = []
        for clause in self._clauses(words, text):
            found += self._read(words, text, clause, taken)
        told = any(self._options(words, at) == (Tense.SIMPLE_PAST,) for at in found)
        added = [VerbGroup(words[at].start, words[at].end, self._tense(words, text, at, told)) for at in found]
        return sorted([*groups, *added], key=lambda group: group.start)

    def _options(self, words: Sequence[Token], at: int) -> tuple[Tense, ...]:
        """The tenses that a word may be in, where it may be a verb: by the tables, else by its ending and the word before it."""
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

    def _read(self, words: Sequence[Token], text: str, clause: _Clause, taken: set[int]) -> list[int]:
        """The places of the finite forms of one clause."""
        places = [
            at
            for at in range(clause.first, clause.last)
            if at not in taken and not self._named(words, text, at) and self._options(words, at)
        ]
        found = [at for at in places if self._sure(words, text, at)]
        after = max([*found, *(at for at in range(clause.first, clause.last) if at in taken)], default=-1)
        subordinate = words[clause.first].word in self._parting or words[clause.first].word in self._elided
        for at in places:
            if at in found or at in taken:
                continue
            free = after < 0 or (subordinate and at > after and words[at].word not in self._ambiguous)
            if free and self._likely(words, text, clause, at):
                return sorted([*found, at])
        return found

    def _sure(self, words: Sequence[Token], text: str, at: int) -> bool:
        """Whether a subject or a clitic stands right before, or an inverted one after, or the form can be nothing else."""
        if self._asks(words, text, at):
            return True
        before, options = words[at - 1].word if at else "", self._options(words, at)
        if options == (Tense.SUBJUNCTIVE,):
            return self._opened(words, at)
        if before in self._tables.articles and before not in self._left:
            known = at > 1 and (words[at - 2].word in self._left or words[at - 2].word in self._tables.articles)
            after = words[at + 1].word if at + 1 < len(words) else ""
            alone = words[at].word.endswith(self._tables.never_nouns) or after in self._tables.objects
            return known or (words[at].word not in self._ambiguous and alone)
        return before in self._left or words[at].word.endswith(self._endings)

    def _asks(self, words: Sequence[Token], text: str, at: int) -> bool:
        """Whether an inverted subject follows (semble-t-il)."""
        return text[words[at].end : words[at].end + 1] == "-" and at + 1 < len(words) and words[at + 1].word in self._inverted

    def _opened(self, words: Sequence[Token], at: int) -> bool:
        """Whether a word that opens a clause stands before a subjunctive."""
        return any(words[before].word in self._tables.openers for before in range(max(at - _OPENED, 0), at))

    def _likely(self, words: Sequence[Token], text: str, clause: _Clause, at: int) -> bool:
        """Whether a form is the verb of a clause that shows no other."""
        word, before = words[at].word, words[at - 1].word if at else ""
        tables = self._tables
        if self._options(words, at) == (Tense.SUBJUNCTIVE,) or word in tables.noun_markers:
            return False
        if at == clause.first and at and _CLOSED.search(text, words[at - 1].end, words[at].start):
            return word not in self._ambiguous or self._takes(words, clause, at)
        if at == clause.first and not (at and before in self._coordinators):
            return word not in self._ambiguous and (at > 0 or word.endswith(tables.imperative))
        if before in tables.noun_markers or before in tables.articles or self._bare(words, at):
            return False
        return word not in self._ambiguous or self._placed(words, text, clause, at)

    def _bare(self, words: Sequence[Token], at: int) -> bool:
        """Whether a word before a form, with adverbs between, makes it an infinitive."""
        before = at - 1
        while before > 0 and (words[before].word in self._between or words[before].word.endswith(self._adverbs)):
            before -= 1
        return before >= 0 and words[before].word in self._tables.bare_after

    def _placed(self, words: Sequence[Token], text: str, clause: _Clause, at: int) -> bool:
        """Whether what is mostly a noun stands as a verb does: after a noun with its determiner or a name, before what a verb takes."""
        tables = self._tables
        return self._takes(words, clause, at) and any(
            words[before].word in tables.noun_markers or words[before].word in tables.articles or text[words[before].start].isupper()
            for before in range(clause.first, at)
        )

    def _takes(self, words: Sequence[Token], clause: _Clause, at: int) -> bool:
        """Whether what a verb takes follows a form."""
        tables = self._tables
        after = words[at + 1].word if at + 1 < clause.last else ""
        return (
            after.isdigit()
            or (after in self._spans and at + 2 < clause.last and words[at + 2].word.isdigit())
            or after in tables.objects
            or after in tables.articles
            or after in self._between
            or self._verbs.infinitive(after)
        )

    def _named(self, words: Sequence[Token], text: str, at: int) -> bool:
        """Whether a word is a name, by a capital inside a sentence, or a part of a compound."""
        return (at > 0 and text[words[at].start].isupper()) or hyphened(words, at, text, self._inverted)

    def _tense(self, words: Sequence[Token], text: str, at: int, told: bool) -> Tense:
        """Which of its tenses a form is in: the subjunctive where one is asked for, the past where the sentence tells in it."""
        options, before = self._options(words, at), words[at - 1].word if at else ""
        if Tense.IMPERATIVE in options or (Tense.PRESENT in options and self._orders(words, at, before)):
            return Tense.IMPERATIVE
        if Tense.SUBJUNCTIVE in options and (len(options) == 1 or self._asked(words, text, at)):
            return Tense.SUBJUNCTIVE
        if Tense.SIMPLE_PAST in options and (told or Tense.PRESENT not in options):
            return Tense.PAST
        return Tense.PRESENT if Tense.PRESENT in options else options[0]

    def _orders(self, words: Sequence[Token], at: int, before: str) -> bool:
        """Whether a form of the plural has no subject at hand."""
        if not words[at].word.endswith(self._tables.imperative) or before in self._left:
            return False
        return not any(token.word in self._tables.plural_after for token in words[max(at - _TRIGGER - 1, 0) : at + 2])

    def _asked(self, words: Sequence[Token], text: str, at: int) -> bool:
        """Whether the clause of a word is one that asks for the subjunctive."""
        for opener in range(at - 1, max(at - _OPENED, -1), -1):
            if words[opener].word in self._tables.asking:
                return any(words[before].word in self._tables.triggers for before in range(max(opener - _TRIGGER, 0), opener))
            if words[opener].word in self._parting or _MARK.search(text, words[opener].end, words[opener + 1].start):
                return False
        return False

    def _clauses(self, words: Sequence[Token], text: str) -> Iterator[_Clause]:
        first = 0
        for at, token in enumerate(words):
            parted = at and _MARK.search(text, words[at - 1].end, token.start)
            if parted or token.word in self._parting or token.word in self._elided:
                if at > first:
                    yield _Clause(first, at)
                first = at
        if first < len(words):
            yield _Clause(first, len(words))


def _forms(tables: Tables) -> dict[str, tuple[Tense, ...]]:
    """The tenses of each form, in a fixed order."""
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


@cache
def finite_forms(language: Language) -> FiniteForms:
    """The finite forms of a language."""
    return FiniteForms(language)
