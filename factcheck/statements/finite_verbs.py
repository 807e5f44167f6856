"""Find the finite verbs of one word that no auxiliary marks, and distinguish them from the nouns that are written alike.

A form that follows a subject or a clitic is a verb; one that follows a determiner or a preposition is none. Among the others, a clause
without any other finite verb has one: its first form that is not mostly a noun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token
from factcheck.model import VerbGroup
from factcheck.runtime.regex import compiled
from factcheck.statements.finite_tenses import FiniteTenses
from factcheck.statements.noun_forms import is_hyphenated
from factcheck.statements.word_roles import word_roles
from factcheck.values.span import Span
from factcheck.values.tense import Tense

_MARK = compiled(r"[,;:()\[\]«»\"“”—–!?…]|\s-\s")
_CLOSED = compiled(r"\)\s")


class FiniteVerbFinder:
    """Finds the finite verbs of one word in a language."""

    def __init__(self, language: Language) -> None:
        grammar, tables = language.grammar, language.grammar.verbs.finite
        self._tables, self._tenses, self._roles = tables, FiniteTenses(language), word_roles(language)
        self._ambiguous, self._inverted = tables.ambiguous_forms, grammar.verbs.inverted
        self._subjects = tables.subjects | tables.clitics
        self._before_nouns = tables.noun_markers | tables.articles
        self._coordinators, self._spans = grammar.clauses.coordinators, grammar.adverbials.span_openers
        self._sure_endings = tuple(ending for endings in tables.sure.values() for ending in endings) or (" ",)
        self._separators = grammar.clauses.subordinators | grammar.clauses.relatives | grammar.clauses.coordinators
        elided = frozenset(short for short, full in grammar.inflection.elisions.items() if full in self._separators)
        self._openers = self._separators | elided
        self._adverbs = grammar.verbs.between_endings or (" ",)
        self._between = frozenset(part for word in grammar.verbs.between for part in word.replace("'", " ").split())
        self._after_verbs = tables.objects | tables.articles | self._between

    def add(self, words: Sequence[Token], text: str, groups: Sequence[VerbGroup]) -> list[VerbGroup]:
        """Return the verb groups of a sentence with its finite verbs of one word, in order."""
        if not self._tenses.are_listed:
            return list(groups)
        grouped = {at for group in groups for at, token in enumerate(words) if group.start <= token.start < group.end}
        found: list[int] = []
        for clause in self._clauses(words, text):
            found += self._in_clause(words, text, clause, grouped)
        is_narrative = any(self._tenses.options(words, at) == (Tense.SIMPLE_PAST,) for at in found)
        added = [VerbGroup(words[at].start, words[at].end, self._tenses.tense(words, text, at, is_narrative)) for at in found]
        return sorted([*groups, *added], key=lambda group: group.start)

    def _in_clause(self, words: Sequence[Token], text: str, clause: Span, grouped: set[int]) -> list[int]:
        """Return the places of the finite verbs of one clause, a span of places of words."""
        places = [
            at for at in range(*clause) if at not in grouped and not self._is_name(words, text, at) and self._tenses.options(words, at)
        ]
        found = [at for at in places if self._is_sure(words, text, at)]
        last = max([*found, *(at for at in range(*clause) if at in grouped)], default=-1)
        is_subordinate = words[clause.start].word in self._openers
        for at in places:
            if at in found or at in grouped:
                continue
            is_free = last < 0 or (is_subordinate and at > last and words[at].word not in self._ambiguous)
            if is_free and self._is_likely(words, text, clause, at):
                return sorted([*found, at])
        return found

    def _is_sure(self, words: Sequence[Token], text: str, at: int) -> bool:
        """Return whether a subject or a clitic stands right before, or an inverted one after, or the form can be nothing else."""
        if self._is_inverted(words, text, at):
            return True
        word, before = words[at].word, words[at - 1].word if at else ""
        if self._tenses.options(words, at) == (Tense.SUBJUNCTIVE,):
            return self._tenses.is_subjunctive_clause(words, at)
        if before in self._tables.articles and before not in self._subjects:
            is_clitic = at > 1 and (words[at - 2].word in self._subjects or words[at - 2].word in self._tables.articles)
            after = words[at + 1].word if at + 1 < len(words) else ""
            is_no_noun = word.endswith(self._tables.never_nouns) or after in self._tables.objects
            return is_clitic or (word not in self._ambiguous and is_no_noun)
        return before in self._subjects or word.endswith(self._sure_endings)

    def _is_inverted(self, words: Sequence[Token], text: str, at: int) -> bool:
        """Return whether an inverted subject follows (semble-t-il)."""
        return text[words[at].end : words[at].end + 1] == "-" and at + 1 < len(words) and words[at + 1].word in self._inverted

    def _is_likely(self, words: Sequence[Token], text: str, clause: Span, at: int) -> bool:
        """Return whether a form is the verb of a clause that shows no other."""
        word, before = words[at].word, words[at - 1].word if at else ""
        if self._tenses.options(words, at) == (Tense.SUBJUNCTIVE,) or word in self._tables.noun_markers:
            return False
        if at == clause.start and at and _CLOSED.search(text, words[at - 1].end, words[at].start):
            return word not in self._ambiguous or self._has_complement(words, clause, at)
        if at == clause.start and not (at and before in self._coordinators):
            return word not in self._ambiguous and (at > 0 or word.endswith(self._tables.imperative))
        if before in self._before_nouns or self._is_infinitive(words, at):
            return False
        return word not in self._ambiguous or self._stands_as_verb(words, text, clause, at)

    def _is_infinitive(self, words: Sequence[Token], at: int) -> bool:
        """Return whether a word before a form, with adverbs between, makes it an infinitive."""
        before = at - 1
        while before > 0 and (words[before].word in self._between or words[before].word.endswith(self._adverbs)):
            before -= 1
        return before >= 0 and words[before].word in self._tables.bare_after

    def _stands_as_verb(self, words: Sequence[Token], text: str, clause: Span, at: int) -> bool:
        """Return whether an ambiguous form stands as a verb does: after a noun with its determiner or a name, before a complement."""
        return self._has_complement(words, clause, at) and any(
            words[before].word in self._before_nouns or text[words[before].start].isupper() for before in range(clause.start, at)
        )

    def _has_complement(self, words: Sequence[Token], clause: Span, at: int) -> bool:
        """Return whether a complement of a verb follows a form."""
        after = words[at + 1].word if at + 1 < clause.end else ""
        if after in self._spans and at + 2 < clause.end and words[at + 2].word.isdigit():
            return True
        return after.isdigit() or after in self._after_verbs or self._roles.is_marked_infinitive(after)

    def _is_name(self, words: Sequence[Token], text: str, at: int) -> bool:
        """Return whether a word is a name, by a capital inside a sentence, or a part of a compound."""
        return (at > 0 and text[words[at].start].isupper()) or is_hyphenated(words, at, text, self._inverted)

    def _clauses(self, words: Sequence[Token], text: str) -> Iterator[Span]:
        """Return the runs of words between two marks or conjunctions, as spans of places of words."""
        first = 0
        for at, token in enumerate(words):
            is_marked = at and _MARK.search(text, words[at - 1].end, token.start)
            if is_marked or token.word in self._openers:
                if at > first:
                    yield Span(first, at)
                first = at
        if first < len(words):
            yield Span(first, len(words))


@cache
def finite_verb_finder(language: Language) -> FiniteVerbFinder:
    """Return the finite verb finder of a language."""
    return FiniteVerbFinder(language)
