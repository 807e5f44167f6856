"""The words around names, lists and titles, and the sounds of persons' names."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.runtime.records import record


@record(eq=False, init=False)
class NameWords:
    """The words around names; one line a field.

    `head` is the place of the head noun of a name: `first` or `last`.
    `complements` open what completes a name.
    `dated` are nouns whose year is part of a name.
    `articles` agree with the word after them.
    `conjunctions` join the last two names of a list.
    `list_prepositions` may be repeated before each name of a list.
    `partial_lists` state, beside a list, that it is not complete.
    `likening` state so after the cue of a list, not before it.
    `besides` add a name to a list.
    `partial_openers` state, in the clause before the cue of a list, that it is not complete.
    `partitives` state so after a number.
    `list_openers` open a list (namely).
    `acronym_stop` are words in capitals that are no acronyms of a note's own.
    `acronym_bodies` are the acronyms of bodies that everyone knows.
    `title_words` are the words of titles.
    `title_hedges` mark a title that is held for a time, or no longer.
    `feminine_endings` end a word that shows a feminine title.
    `masculine_endings` end a word that shows a masculine title.
    `feminine_articles` show a feminine title.
    `masculine_articles` show a masculine title.
    `name_synonyms` are words that replace one another in names, each with the one that stands for all of them.
    `honorifics` stand before the name of a person.
    `kin` are groups of words that writers take for one another in names: kinds of bodies, of plans, of payments, of laws.
    `nations` make a short form with the kind of a body (the National Council): what they qualify may be left out.
    `singular` stand before a singular noun.
    `kind_nouns` are nouns for kinds of things, the heads of descriptions.
    `genitives` end an owner that stands before what it owns.
    `ranking` rank or date a thing, and do not describe it.
    `sounds` are spellings of one sound in persons' names, each with the letter that stands for it.
    `silent` are letters that are silent at the end of one.
    `vowels` are the letters of its vowels.
    """

    head: str
    complements: frozenset[str]
    dated: frozenset[str]
    articles: frozenset[str]
    conjunctions: frozenset[str]
    list_prepositions: frozenset[str]
    partial_lists: tuple[str, ...]
    likening: frozenset[str]
    besides: tuple[str, ...]
    partial_openers: tuple[str, ...]
    partitives: frozenset[str]
    list_openers: tuple[str, ...]
    acronym_stop: frozenset[str]
    acronym_bodies: frozenset[str]
    title_words: frozenset[str]
    title_hedges: frozenset[str]
    feminine_endings: tuple[str, ...]
    masculine_endings: tuple[str, ...]
    feminine_articles: frozenset[str]
    masculine_articles: frozenset[str]
    name_synonyms: Mapping[str, str]
    honorifics: tuple[str, ...]
    kin: tuple[tuple[str, ...], ...]
    nations: frozenset[str]
    singular: frozenset[str]
    kind_nouns: frozenset[str]
    genitives: tuple[str, ...]
    ranking: frozenset[str]
    sounds: Mapping[str, str]
    silent: tuple[str, ...]
    vowels: frozenset[str]
