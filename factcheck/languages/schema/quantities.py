"""The words of quantities: numbers, money, percentages, durations, dates, contacts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from factcheck.runtime.records import record
from factcheck.values.types import Qualifier, Unit


@record(eq=False, init=False)
class Numbers:
    """Figures and number words; one line a field.

    `decimal` is the decimal mark.
    `words` are numbers below a hundred.
    `hundreds` multiply the number before them.
    `scales` do so too, from a million on.
    `groups` do so, and are no number by themselves (two dozen).
    `vague` words count them without a number (several hundred).
    `yielding` are scales that another language's take precedence over in a fact file.
    `letters` are scales right after a figure.
    `parts_after` follow a scale or a unit and add to one of it (« et demi »).
    `parts_before` precede a scale (« un demi-milliard »).
    `joiners` link number words.
    `points` open the decimals of a number in words.
    `zeros` are zeros among these decimals.
    `negatives` make the number after them negative.
    `not_negative` precede one of `negatives` that does not (« au moins »).
    `suffix_multipliers` multiply a figure without a space before them (100k).
    `guarded_multipliers` do so where the figure has decimals; those in capitals, also where it has two digits and more (10G, not 5G).
    `spaced_multipliers` multiply a figure with decimals before a space (0.1 M).
    `singular` are words for one that count nothing by themselves.
    `articles` are numbers only before a scale (a million).
    `ordinals` are endings that make a figure a rank.
    `ranks` make number words a rank (twenty-first).
    `references` precede a figure that numbers something.
    `references_bare` do so where no noun follows (« nos 12 et 13 »).
    `unread_scales` are abbreviations that may stand for several scales: no figure before one is read.
    `scales_tied` is true where one of the linkers of money links a scale to what it counts (« 40 millions de personnes »).
    """

    decimal: str
    words: Mapping[str, int]
    hundreds: Mapping[str, int]
    scales: Mapping[str, int]
    groups: Mapping[str, int]
    vague: tuple[str, ...]
    yielding: frozenset[str]
    letters: Mapping[str, int]
    parts_after: Mapping[str, Decimal]
    parts_before: Mapping[str, Decimal]
    joiners: tuple[str, ...]
    points: tuple[str, ...]
    zeros: frozenset[str]
    negatives: tuple[str, ...]
    not_negative: frozenset[str]
    suffix_multipliers: Mapping[str, int]
    guarded_multipliers: Mapping[str, int]
    spaced_multipliers: Mapping[str, int]
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
    """Currencies, by ISO 4217 code (empty for the registry's own); one line a field.

    `signs` stand before or after a figure, also after a letter for a scale.
    `scaled` are signs with a scale.
    `words` follow a figure.
    `ambiguous` follow one too, and may be something else.
    `linkers` stand between a figure and one of `words`.
    `cents` are words for a hundredth.
    `context` are words near a bare scale that make it money.
    `regions` follow a sign and specify its currency.
    """

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
    """Percentages; one line a field.

    `marks` follow a figure and make it a percentage.
    `letters` do so right after a figure.
    `nouns` are marks before which four digits are a year.
    `points` follow a difference of percentages.
    `openers` stand before a bare figure and make it a percentage.
    `fractions` are percentages before one of `wholes`.
    `wholes` open the whole of which a fraction is stated.
    """

    marks: tuple[str, ...]
    letters: tuple[str, ...]
    nouns: frozenset[str]
    points: tuple[str, ...]
    openers: tuple[str, ...]
    fractions: Mapping[str, Decimal]
    wholes: tuple[str, ...]


@record(eq=False, init=False)
class Times:
    """Lengths of time; one line a field.

    `units` are the words for units.
    `letters` are units right after a figure that follows one of `openers`.
    `openers` stand before a length with a letter, or with an article for one.
    `articles` stand for one after one of `openers`.
    `hours` mark a time of day.
    `age_before` make the length after them an age.
    `age_after` make the length before them an age.
    `age_linkers` make the length after the noun of a person an age.
    `persons` are such nouns.
    `person_endings` end other such nouns, which have a capital.
    `between` may stand between a number and its unit.
    `added` add a length to the one before.
    """

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
    """Dates and intervals; one line a field.

    `months` are the months, by name.
    `weekdays` are the days of the week, from 0 for Monday.
    `short_weekdays` are their short forms, which stand beside a date.
    `day_words` are days of a month, in words.
    `relative_days` are numbers of days from the note's own.
    `anaphoric` are those of them that count from another day that the note states.
    `last` are templates of the last month or weekday of a name.
    `relative_periods` are units and their number from the note's own: week, month, year.
    `neighbours` are numbers of years from the last one stated.
    `vague_times` are times that no calendar places, by their value in TIMEX3.
    `doubtful_months` are months only after one of `month_openers`.
    `month_openers` stand before a month.
    `first` is the first day of a month.
    `day_endings` are endings of the number of a day.
    `shapes` are the orders of the slots weekday, span, day, month, year; square brackets enclose what may be left out.
    `seasons` are the first months of seasons.
    `quarters` are the first months of quarters.
    `quarter_linkers` stand between a quarter and its year.
    `decades` stand before a decade.
    `fiscal` stand before a fiscal year.
    `introducers` stand before a bare year.
    `early_introducers` stand before a bare year before 1600.
    `year_nouns` stand after the year that they are of, in a language whose modifiers stand first.
    `spans` are the words between the ends of an interval, by the word that opens it (empty without one).
    `year_linkers` stand between a month and its year.
    `numeric` is the order of day (d) and month (m) in figures.
    `citations` stand before the year of a statute.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    short_weekdays: Mapping[str, int]
    day_words: Mapping[str, int]
    relative_days: Mapping[str, int]
    anaphoric: frozenset[str]
    last: tuple[str, ...]
    relative_periods: Mapping[str, str]
    neighbours: Mapping[str, int]
    vague_times: Mapping[str, str]
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
    year_nouns: tuple[str, ...]
    spans: Mapping[str, tuple[str, ...]]
    year_linkers: tuple[str, ...]
    numeric: str
    citations: tuple[str, ...]


@record(eq=False, init=False)
class Contacts:
    """Telephone numbers; one line a field.

    `extensions` stand before an extension.
    `cues` announce a number, also one without any mark in it.
    `others` announce a number that is none of a telephone.
    """

    extensions: tuple[str, ...]
    cues: tuple[str, ...]
    others: tuple[str, ...]


@record(eq=False, init=False)
class Quantities:
    """The quantities of a language; one line a field.

    `stated` are the qualifiers before a value in a fact file.
    `nouns_end` end the noun that a number counts.
    `examples` are the values in texts.
    `counter_examples` are texts without a value.
    """

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
