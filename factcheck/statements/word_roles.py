"""The roles that a word can have in a verb group, by the tables of its language."""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from factcheck.languages.lookalikes import verb_lookalikes
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.verbs import VerbForms
from factcheck.languages.tokens import WordCache

_NONFINITE = frozenset({"participle", "progressive", "preterite", "to"})
_INFINITIVE = "infinitive"


class WordRoles:
    """Finds the roles of words in a language; each word is looked up once."""

    def __init__(self, language: Language) -> None:
        roles = language.grammar.verbs.roles
        lookalikes = verb_lookalikes(language.code)
        self._forms = tuple((name, RoleForms(forms, lookalikes)) for name, forms in roles.items())
        self._roles = WordCache(self._find)
        # In a language whose infinitive has no mark, any word may be one: the word before it shows it.
        self._is_marked = "" not in roles[_INFINITIVE].suffixes
        self._nonfinite = _NONFINITE | ({_INFINITIVE} if self._is_marked else frozenset())

    def of(self, word: str) -> frozenset[str]:
        """Return the roles that a folded word can have."""
        return self._roles[word]

    def _find(self, word: str) -> frozenset[str]:
        return frozenset(name for name, forms in self._forms if forms.has(word))

    def is_marked_infinitive(self, word: str) -> bool:
        """Return whether a word has the mark of an infinitive, in a language that has one."""
        return self._is_marked and _INFINITIVE in self.of(word)

    def may_be_nonfinite(self, word: str) -> bool:
        """Return whether a word may be a verb form to which a date attaches: a participle, an infinitive."""
        return not self._nonfinite.isdisjoint(self.of(word))


class RoleForms:
    """The words that have one role; `lookalikes` have it only where they are listed."""

    def __init__(self, forms: VerbForms, lookalikes: Set[str] = frozenset()) -> None:
        words = forms.words | {stem + ending for stem in forms.stems for ending in forms.endings}
        self._words = frozenset(word.strip("'") for word in words)
        self._suffixes, self._stop, self._shortest = forms.suffixes, forms.stop, forms.shortest
        self._lookalikes = frozenset() if "" in forms.suffixes else lookalikes

    def has(self, word: str) -> bool:
        """Return whether a folded word has the role."""
        if word in self._words:
            return True
        if not self._suffixes or len(word) < self._shortest or word in self._stop or word in self._lookalikes:
            return False
        return word.endswith(self._suffixes) and word.isalpha()


@cache
def word_roles(language: Language) -> WordRoles:
    """Return the word roles of a language."""
    return WordRoles(language)
