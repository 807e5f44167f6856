"""The words of grammar: sentences, clauses, adverbials, reference, inflection."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.languages.schema.names import NameWords
from factcheck.languages.schema.verbs import Verbs
from factcheck.runtime.records import record


@record(eq=False, init=False)
class Sentences:
    """`abbreviations` end in a full stop that ends no sentence; they are listed without it, in lower case."""

    abbreviations: frozenset[str]


@record(eq=False, init=False)
class Clauses:
    """Words between clauses, and the marks of quotation; one line a field.

    `dating`, right after a date, open what happened then.
    `clefts` are the openers of what happened at a date, by the word before the verb that sets it off (it is in May that …).
    `subordinators` open a subordinate clause.
    `verbless` are subordinators and relatives that may stand without a verb.
    `relatives` open a relative clause.
    `coordinators` join two clauses.
    `joining` are the coordinators by which both clauses hold.
    `quotes` are closing quotation marks, by the opening ones.
    """

    dating: tuple[str, ...]
    clefts: Mapping[str, str]
    subordinators: frozenset[str]
    verbless: frozenset[str]
    relatives: frozenset[str]
    coordinators: frozenset[str]
    joining: frozenset[str]
    quotes: Mapping[str, str]


@record(eq=False, init=False)
class Parts:
    """The words that make a date a part of its time (at the end of 2019); one line a field.

    `nouns` are parts (end, half).
    `which` stand before a part (first, three).
    `linkers` stand between a part and the date.
    `at` make a bare adverbial of a part.
    """

    nouns: tuple[str, ...]
    which: tuple[str, ...]
    linkers: tuple[str, ...]
    at: tuple[str, ...]


@record(eq=False, init=False)
class Adverbials:
    """The words right before a date, by the role that they give it; one line a field.

    `parts` make it a part of its time.
    `at` make it a bare adverbial.
    `by`, `since`, `until`, `before`, `after` and `starting` make it the bound that they name.
    `comparison` make it a term of comparison.
    `span_openers` open an interval.
    `lasting` open a phrase of time that lasts (during the summit).
    `capacity` open the capacity in which a person acts (as the head).
    `agents` are nouns of those who act: a date right between one as a subject and its verb is of the verb.
    `retroactive` say that a rule applies to the past.
    """

    parts: Parts
    at: tuple[str, ...]
    by: tuple[str, ...]
    since: tuple[str, ...]
    until: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    starting: tuple[str, ...]
    comparison: frozenset[str]
    span_openers: frozenset[str]
    lasting: tuple[str, ...]
    capacity: frozenset[str]
    agents: frozenset[str]
    retroactive: frozenset[str]


@record(eq=False, init=False)
class Reference:
    """Words that refer to what a text named before; one line a field.

    `pronouns` do so as subjects.
    `possessives` stand before what belongs to it.
    `determiners` stand before a short form of it (the Fund).
    `demonstratives` stand before a noun for it.
    `pairing` pair a series of figures with one of names, in order.
    """

    pronouns: frozenset[str]
    possessives: frozenset[str]
    determiners: frozenset[str]
    demonstratives: frozenset[str]
    pairing: frozenset[str]


@record(eq=False, init=False)
class Inflection:
    """How the words of one family are brought to one stem; one line a field.

    `lemmas` are the stems of irregular words.
    `suffixes` are cut from other words, the longest first.
    `shortest` is the number of letters that a stem keeps, at least.
    `plurals` are plural endings, by singular ones.
    `elisions` are the full forms of elided words.
    `function_words` are words without a meaning of their own.
    `derived` are endings that derive a thing, a person or an action from another word.
    """

    lemmas: Mapping[str, str]
    suffixes: tuple[str, ...]
    shortest: int
    plurals: Mapping[str, str]
    elisions: Mapping[str, str]
    function_words: frozenset[str]
    derived: tuple[str, ...]


@record(eq=False, init=False)
class Grammar:
    """The grammar of a language."""

    sentences: Sentences
    clauses: Clauses
    verbs: Verbs
    adverbials: Adverbials
    reference: Reference
    inflection: Inflection
    names: NameWords
