"""The words of a language that say little of a figure: words of grammar, auxiliaries, adverbs of time and degree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from factcheck.languages.schema.language import Language
from factcheck.languages.schema.verbs import Verbs

# Of the verbs of motion, some participles are nouns, too.
_PARTICIPLE = "participle"
_WORD = re.compile(r"[^\W\d_]+")


@cache
def weak_words(language: Language) -> frozenset[str]:
    """Return the folded words that are never a cue: they stand beside figures of any kind."""
    return frozenset(word for phrase in _list_phrases(language) for word in _WORD.findall(phrase))


def _list_phrases(language: Language) -> Iterator[str]:
    """Yield the words and phrases of grammar in the tables of a language."""
    grammar, modifiers = language.grammar, language.modifiers
    names, clauses, adverbials, reference = grammar.names, grammar.clauses, grammar.adverbials, grammar.reference
    yield from _list_verbs(grammar.verbs)
    yield from grammar.inflection.function_words
    yield from (*clauses.subordinators, *clauses.relatives, *clauses.coordinators)
    yield from (*names.list_prepositions, *names.conjunctions, *names.partitives)
    yield from (*reference.pronouns, *reference.possessives, *reference.determiners, *reference.demonstratives)
    yield from (*adverbials.at, *adverbials.by, *adverbials.since, *adverbials.until, *adverbials.before, *adverbials.after)
    yield from _flatten((modifiers.before, modifiers.after, modifiers.over_fillers))


def _list_verbs(verbs: Verbs) -> Iterator[str]:
    """Yield the auxiliaries, the forms of irregular verbs, and the words that stand inside verb groups."""
    finite = verbs.finite
    yield from (*verbs.between, *finite.subjects, *finite.clitics, *finite.articles, *finite.noun_markers, *finite.bare_after)
    for name, forms in verbs.roles.items():
        if not (forms.suffixes or forms.stems or name.endswith(_PARTICIPLE)):
            yield from forms.words
        yield from (stem + ending for stem in forms.stems for ending in forms.endings)


def _flatten(values: Iterable[object]) -> Iterator[str]:
    """Yield the texts of tables in tables."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _flatten(value.values())
        elif isinstance(value, Iterable):
            yield from _flatten(value)
