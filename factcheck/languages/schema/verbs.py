"""The words of verbs: the roles of words in verb groups, the groups with their tenses, the finite forms of one word."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.runtime.records import record
from factcheck.values.tense import Tense


@record(eq=False, init=False)
class VerbForms:
    """The words that have one role in a verb group; one line a field.

    `words` have it.
    `stems` joined to one of `endings` have it.
    `suffixes` end words that have it.
    `stop` are words with one of `suffixes` that do not have it.
    `shortest` is the number of letters of a word with one of `suffixes`, at least.
    """

    words: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()
    stop: frozenset[str] = frozenset()
    shortest: int = 4


@record(eq=False, init=False)
class Group:
    """A tense and the roles that form it, in order."""

    tense: Tense
    roles: tuple[str, ...]


@record(eq=False, init=False)
class Family:
    """Verbs that are conjugated alike: each of `stems` with each of the `endings` of a tense."""

    stems: frozenset[str]
    endings: Mapping[str, frozenset[str]]


@record(eq=False, init=False)
class Finite:
    """Finite forms of one word, and the words around them that distinguish a verb from a noun; one line a field.

    `families` are the regular verbs.
    `forms` are irregular forms, by tense.
    `ambiguous_forms` are mostly something else than a verb.
    `subjects` stand before a verb.
    `clitics` stand before a verb, after its subject.
    `articles` stand before a verb or a noun, which the word before them decides.
    `noun_markers` stand before a noun.
    `bare_after` stand before an infinitive.
    `objects` may follow a verb, not a noun.
    `asking` open a subjunctive clause after one of `triggers`.
    `openers` open the clause of a form that can only be a subjunctive.
    `triggers` ask for a subjunctive.
    `never_verbs` are endings of words that are no verbs.
    `never_nouns` are endings of words that are no nouns.
    `guesses` are the endings, by tense, of unlisted verbs after one of `guessed_after`.
    `guessed_after` stand before a verb that is guessed.
    `plural` are the endings, by tense, of unlisted verbs after one of `plural_after`.
    `plural_after` stand before a plural verb that is guessed.
    `sure` are the endings, by tense, of unlisted verbs anywhere.
    `imperative` end a form that opens a sentence as an order.
    """

    families: tuple[Family, ...]
    forms: Mapping[str, frozenset[str]]
    ambiguous_forms: frozenset[str]
    subjects: frozenset[str]
    clitics: frozenset[str]
    articles: frozenset[str]
    noun_markers: frozenset[str]
    bare_after: frozenset[str]
    objects: frozenset[str]
    asking: frozenset[str]
    openers: frozenset[str]
    triggers: frozenset[str]
    never_verbs: tuple[str, ...]
    never_nouns: tuple[str, ...]
    guesses: Mapping[str, tuple[str, ...]]
    guessed_after: frozenset[str]
    plural: Mapping[str, tuple[str, ...]]
    plural_after: frozenset[str]
    sure: Mapping[str, tuple[str, ...]]
    imperative: tuple[str, ...]


@record(eq=False, init=False)
class Plural:
    """How a verb and its subject show the plural; one line a field.

    `forms` are verb forms in the plural, by those in the singular.
    `suffixes` end the head of a plural subject.
    `stop` are words with one of `suffixes` that are singular.
    `words` are plural heads.
    `joined` join two heads to a plural subject.
    `after` end the first words of a subject.
    """

    forms: Mapping[str, str]
    suffixes: tuple[str, ...]
    stop: tuple[str, ...]
    words: frozenset[str]
    joined: frozenset[str]
    after: frozenset[str]


@record(eq=False, init=False)
class Verbs:
    """The verb groups of a language; one line a field.

    `roles` are the words of each role in a group.
    `groups` are the tenses with their roles, the more specific first.
    `between` are words that may stand inside a group.
    `between_endings` end other words that may.
    `interruptions` are phrases that may, in which # is any figure.
    `inverted` are subjects that may follow a verb after a hyphen.
    `after_article` are nouns after one of the articles of `finite`.
    `noun_markers` make a noun of a word after them that could be a verb.
    `finite` are the finite forms of one word.
    `normal` are the names of the tenses in other programs, by the tense; a group of another tense is not finite.
    `needs_subject` are verbs only after a subject.
    `lowercase_only` are verbs only without a capital.
    `recast_past` is the wording of the same in the past, by the first words of a group.
    `recast_future` is the wording of the same in the future, by the first words of a group.
    `plural` is how a verb and its subject show the plural.
    `examples` are the finite verbs of sentences, each with the name of its tense in `normal`.
    """

    roles: Mapping[str, VerbForms]
    groups: tuple[Group, ...]
    between: frozenset[str]
    between_endings: tuple[str, ...]
    interruptions: tuple[str, ...]
    inverted: frozenset[str]
    after_article: frozenset[str]
    noun_markers: frozenset[str]
    finite: Finite
    normal: Mapping[str, str]
    needs_subject: frozenset[str]
    lowercase_only: frozenset[str]
    recast_past: Mapping[str, str]
    recast_future: Mapping[str, str]
    plural: Plural
    examples: Mapping[str, str]
