"""The words of grammar: sentences, clauses, verbs and tenses, reference, inflection, and the words around names."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.runtime.records import record
from factcheck.values.tense import Tense


@record(eq=False, init=False)
class Sentences:
    """`abbreviations` end in a full stop that ends no sentence, without that stop and in lower case."""

    abbreviations: frozenset[str]


@record(eq=False, init=False)
class Clauses:
    """Words that open a clause of its own (`subordinators`, `relatives`), that coordinate, and the marks of quotation;
    `conditions`, of one word or two, open what is only supposed; `verbless` ones of the first two may stand without a verb; `dating`
    ones, right after a date, open what happened then; `clefts` give for a word before a verb that only sets a date off the one that opens
    what happened then (it is in May that …)."""

    dating: tuple[str, ...]
    clefts: Mapping[str, str]
    subordinators: frozenset[str]
    conditions: frozenset[str]
    verbless: frozenset[str]
    relatives: frozenset[str]
    coordinators: frozenset[str]
    quotes: Mapping[str, str]


@record(eq=False, init=False)
class VerbForms:
    """The words that play one role in a verb group: listed `words`, or `stems` joined to `endings`, or any word in `suffixes`.

    `stop` lists look-alikes that do not play it; a `suffixes` word has at least `shortest` letters.
    """

    words: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()
    stop: frozenset[str] = frozenset()
    shortest: int = 4


@record(eq=False, init=False)
class Group:
    """A tense and the roles that make it, in order; between two of them stand only words of `between`."""

    tense: Tense
    roles: tuple[str, ...]


@record(eq=False, init=False)
class Family:
    """Verbs that are conjugated alike: each of `stems` with each of the `endings` of a tense."""

    stems: frozenset[str]
    endings: Mapping[str, frozenset[str]]


@record(eq=False, init=False)
class Finite:
    """Finite forms of one word, by tense: those of `families`, and irregular `forms`; and the words around that tell a verb from a noun.

    `homographs` are forms that are mostly something else. A verb follows one of `subjects` or `clitics`; a noun follows one of `nominal`,
    an infinitive one of `bare_after`; `articles` are either, by the word before them. One of `objects` may follow a verb, not a noun. A form that can only be a subjunctive stands after one of
    `openers`; one that may be, after one of `asking` that follows one of `triggers`. A word that no table holds is guessed by its endings: by `guesses` after one of `guessed_after`, by `plural` after one of
    `plural_after`, by `sure` anywhere. A form that ends in one of `imperative` and opens a sentence is an order.
    """

    families: tuple[Family, ...]
    forms: Mapping[str, frozenset[str]]
    homographs: frozenset[str]
    subjects: frozenset[str]
    clitics: frozenset[str]
    articles: frozenset[str]
    nominal: frozenset[str]
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
    """Verb `forms` in the plural, by those in the singular; and how the head of a subject shows that it is one: its `suffixes` save those
    of `stop`, `words`, or `joined` ones. The subject's first words end before `after`."""

    forms: Mapping[str, str]
    suffixes: tuple[str, ...]
    stop: tuple[str, ...]
    words: frozenset[str]
    joined: frozenset[str]
    after: frozenset[str]


@record(eq=False, init=False)
class Verbs:
    """The roles of words in verb groups, and the groups, the more specific first. Words of `between`, and those with one of
    `between_endings`, may stand inside a group, as may the phrases of `interruptions` (# is any figure), and so may `inverted` subjects after a hyphen. Words
    of `after_article` are nouns after one of the articles of `finite`. `nominal` words before a verb make it a noun.
    `examples` are sentences with their finite verbs, each with its tense as `normal` names it.
    `normal` gives the tenses as other programs name them, by the names of `groups`; groups without one are not finite. Words of `guarded` are verbs only after a subject, those of `lower` only without a capital.
    `recast_past` and `recast_future` give, for the first words of a group, what tells the same as past or as to come."""

    roles: Mapping[str, VerbForms]
    groups: tuple[Group, ...]
    between: frozenset[str]
    between_endings: tuple[str, ...]
    interruptions: tuple[str, ...]
    inverted: frozenset[str]
    after_article: frozenset[str]
    nominal: frozenset[str]
    finite: Finite
    normal: Mapping[str, str]
    guarded: frozenset[str]
    lower: frozenset[str]
    planning: frozenset[str]
    recast_past: Mapping[str, str]
    recast_future: Mapping[str, str]
    plural: Plural
    examples: Mapping[str, str]


@record(eq=False, init=False)
class Parts:
    """The words that make of a date a part of its time: `nouns` (end, half), `which` (first, three), `linkers` to the date, and the words
    that make a bare adverbial of them alone (`at` the end of 2019)."""

    nouns: tuple[str, ...]
    which: tuple[str, ...]
    linkers: tuple[str, ...]
    at: tuple[str, ...]


@record(eq=False, init=False)
class Adverbials:
    """The words right before a date, by what they make of it: `at` (a bare adverbial), `by`, `since`, `until`, `before`, `after`, `from`."""

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
    span_closers: frozenset[str]


@record(eq=False, init=False)
class Reference:
    """Words that point back: `pronouns` as subjects, `determiners` of a short reference (the Fund), nouns for a sum already named;
    `setting` words put a date to what is to come; `pairing` words tie a series of figures to one of names, in order; a date after one of `naming` is that of a name; what one of
    `alike` is said of is another thing; phrases of `former` tell of another time, those of `then` where the verb is no present; those of
    `not_former` have a word of these, and tell of none."""

    pronouns: frozenset[str]
    possessives: frozenset[str]
    determiners: frozenset[str]
    demonstratives: frozenset[str]
    reporting: frozenset[str]
    wishes: frozenset[str]
    alike: frozenset[str]
    setting: frozenset[str]
    pairing: frozenset[str]
    naming: frozenset[str]
    current: tuple[str, ...]
    former: tuple[str, ...]
    not_former: tuple[str, ...]
    then: tuple[str, ...]


@record(eq=False, init=False)
class Inflection:
    """How words of one family are brought to one stem: irregular `lemmas` first, then the longest of `suffixes`, leaving `shortest` letters.
    `derived` are the endings that make a word of a thing, a person or a deed from another."""

    lemmas: Mapping[str, str]
    suffixes: tuple[str, ...]
    shortest: int
    plurals: Mapping[str, str]
    elisions: Mapping[str, str]
    function_words: frozenset[str]
    derived: tuple[str, ...]


@record(eq=False, init=False)
class NameWords:
    """The words around names: nouns that take a year as part of a name, list openers and closers, heads of members' lists, and titles' words.

    `articles` agree with the word after them. `head` says where the head noun of a name stands: `first` or `last`; `complements` open what completes a name;
    `partial_lists` say beside a list that it is not complete, `partial_openers` in the clause before its cue, and so does a number before one of
    `partitives`; one of `likening` does where it follows the cue, and not before it; one of `besides` adds a name to a list; `list_openers` open one that is (namely). `akin` are words that are easily said for one another in names, each with the one that stands for them all.
    A title's words that end in one of `feminine_endings` or `masculine_endings` show its gender, as one of `feminine_articles` or `masculine_articles` before it does.
    After one of `singular`, a name is no plural. One of `genitives` ends an owner that stands before what it owns. `genera` are nouns for the kinds of thing that descriptions tell of; one of `ranking` ranks or dates
    a thing, and does not describe it.
    `sounds` are spellings of one sound in persons' names, each with the letter that stands for it, `silent` the letters that end one unheard, and `vowels` the letters of its vowels.
    """

    head: str
    complements: frozenset[str]
    dated: frozenset[str]
    articles: frozenset[str]
    conjunctions: frozenset[str]
    partial_lists: tuple[str, ...]
    likening: frozenset[str]
    besides: tuple[str, ...]
    partial_openers: tuple[str, ...]
    partitives: frozenset[str]
    list_openers: tuple[str, ...]
    generic: frozenset[str]
    acronym_stop: frozenset[str]
    title_words: frozenset[str]
    title_hedges: frozenset[str]
    feminine_endings: tuple[str, ...]
    masculine_endings: tuple[str, ...]
    feminine_articles: frozenset[str]
    masculine_articles: frozenset[str]
    akin: Mapping[str, str]
    singular: frozenset[str]
    genera: frozenset[str]
    genitives: tuple[str, ...]
    ranking: frozenset[str]
    sounds: Mapping[str, str]
    silent: tuple[str, ...]
    vowels: frozenset[str]


@record(eq=False, init=False)
class Grammar:
    """All that the tables say of a language's grammar."""

    sentences: Sentences
    clauses: Clauses
    verbs: Verbs
    adverbials: Adverbials
    reference: Reference
    inflection: Inflection
    names: NameWords
