"""The words of quantities: numbers, money, percentages, durations, dates, contacts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from factcheck.runtime.records import record
from factcheck.values.types import Qualifier, Unit


@record(eq=False, init=False)
class Numbers:
    """`decimal` is the mark; `words` name numbers below a hundred, `hundreds` multiply, `scales` are words, `groups` those that only a number
    before them makes one (two dozen), and `letters` glued ones;
    `yielding` scales are, in a fact file, first those of another language.

    `parts_after` of one follow a scale or a unit (« et demi »), `parts_before` precede one (« un demi-milliard »); `joiners` link number
    words, `points` open decimals, in which `zeros` are noughts; `negatives` make the number after them one, but not after a word of
    `not_negative` (« au moins »); `glued` letters multiply a bare figure (100k), `spaced`
    ones after a space one with decimals (0.1 M); `singular` are words for one that count nothing by themselves; `articles` are numbers only before a scale ("a million");
    `ordinals` are endings that make a figure a rank, `ranks` words that make number words one (twenty-first); `references` precede a figure that numbers something,
    `references_bare` where no noun follows (« nos 12 et 13 »). Where `scales_tied`, a linker of
    `money` ties a scale to what it counts (« 40 millions de personnes »): any other word after it is none. `unread_scales` are abbreviations of a scale that may be several: a figure before one is not read.
    """

    decimal: str
    words: Mapping[str, int]
    hundreds: Mapping[str, int]
    scales: Mapping[str, int]
    groups: Mapping[str, int]
    yielding: frozenset[str]
    letters: Mapping[str, int]
    parts_after: Mapping[str, Decimal]
    parts_before: Mapping[str, Decimal]
    joiners: tuple[str, ...]
    points: tuple[str, ...]
    zeros: frozenset[str]
    negatives: tuple[str, ...]
    not_negative: frozenset[str]
    glued: Mapping[str, int]
    spaced: Mapping[str, int]
    singular: frozenset[str]
    articles: frozenset[str]
    ordinals: tuple[str, ...]
    ranks: tuple[str, ...]
    references: frozenset[str]
    references_bare: frozenset[str]
    unread_scales: tuple[str, ...]
    scales_tied: bool = False


@record(eq=False, init=False)
class Money:
    """`signs` stand before or after a figure, also after a letter for a scale; `words` follow, after `linkers`; `ambiguous` ones
    may be something else; `context` words tell that a bare scale is money; `regions` behind a sum tell a currency that its sign alone does not. A currency is an ISO 4217 code, or empty for the registry's own. `scaled` are the signs that hold a scale."""

    signs: Mapping[str, str]
    scaled: Mapping[str, int]
    words: Mapping[str, str]
    ambiguous: Mapping[str, str]
    linkers: tuple[str, ...]
    cents: frozenset[str]
    context: frozenset[str]
    regions: tuple[str, ...]


@record(eq=False, init=False)
class Shares:
    """`marks` follow a figure and make it a percentage; `points` follow one that is a difference of percentages; `openers` stand
    before a bare figure and make it a percentage.

    `fractions` are percentages when one of `wholes` follows.
    """

    marks: tuple[str, ...]
    points: tuple[str, ...]
    openers: tuple[str, ...]
    fractions: Mapping[str, Decimal]
    wholes: tuple[str, ...]


@record(eq=False, init=False)
class Times:
    """`units` of lengths of time, by word; `hours` mark a time of day; after one of `openers`, one of `letters` right after
    a figure is a unit too, and one of `articles` stands for one; `age_before` and `age_after` make a length an age, which is none;
    words of `between` may stand between the number and its unit; those of `added` add a length to another. A length after the noun of a person and one of `age_linkers` is an age too:
    `persons` are such nouns, and those with `person_endings` that have a capital."""

    units: Mapping[str, Unit]
    letters: Mapping[str, Unit]
    openers: frozenset[str]
    articles: frozenset[str]
    hours: tuple[str, ...]
    age_before: tuple[str, ...]
    age_after: tuple[str, ...]
    age_linkers: tuple[str, ...]
    persons: frozenset[str]
    person_endings: tuple[str, ...]
    between: tuple[str, ...]
    added: tuple[str, ...]


@record(eq=False, init=False)
class Dates:
    """`shapes` name the slots weekday, span, day, month, year in order, with the marks between them; what stands in square brackets may be left out.

    A `span` is the first day of an interval in one month, with the word after it. `spans` are the words that open an interval, each with those
    that may part its ends (an empty opener for none). `day_words` spell days of a month; `relative_days` are so many
    days from the note's own, `relative_periods` (week, month, year) so many units from its own, `neighbours` so many years from the last one that was told, `moments` are times that no calendar places, with
    their value in TIMEX3; a month of `doubtful_months` is one after one of `month_openers`. `introducers` precede a bare year, `early_introducers` one before 1600, `fiscal` words a fiscal one;
    `numeric` is the order of day (d) and month (m) in figures alone; a year after one of `citations` is that of a statute.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    day_words: Mapping[str, int]
    relative_days: Mapping[str, int]
    relative_periods: Mapping[str, str]
    neighbours: Mapping[str, int]
    moments: Mapping[str, str]
    doubtful_months: frozenset[str]
    month_openers: tuple[str, ...]
    first: tuple[str, ...]
    day_endings: tuple[str, ...]
    shapes: tuple[str, ...]
    seasons: Mapping[str, int]
    quarters: Mapping[str, int]
    quarter_linkers: tuple[str, ...]
    decades: tuple[str, ...]
    fiscal: tuple[str, ...]
    introducers: frozenset[str]
    early_introducers: frozenset[str]
    spans: Mapping[str, tuple[str, ...]]
    year_linkers: tuple[str, ...]
    numeric: str
    citations: tuple[str, ...]


@record(eq=False, init=False)
class Contacts:
    """Words that open an extension of a telephone number; words that announce a number (`cues`), also one without any mark in it."""

    extensions: tuple[str, ...]
    cues: tuple[str, ...]


@record(eq=False, init=False)
class Quantities:
    """All that the tables say of quantities; `stated` qualifiers stand before a value in a fact file. `nouns_end` words end a counted noun."""

    numbers: Numbers
    money: Money
    shares: Shares
    times: Times
    dates: Dates
    contacts: Contacts
    stated: Mapping[Qualifier, tuple[str, ...]]
    nouns_end: frozenset[str]
    examples: Mapping[str, str] = field(default_factory=dict)
    counter_examples: tuple[str, ...] = ()
