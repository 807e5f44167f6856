"""A language: the sections of its tables, each filled from one YAML file of its folder."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.languages.schema.forms import Forms
from factcheck.languages.schema.grammar import Grammar
from factcheck.languages.schema.quantities import Quantities
from factcheck.languages.schema.triggers import Trigger
from factcheck.runtime.records import record
from factcheck.values.types import Qualifier, Unit

NumberForms = tuple[str, str]
"""Singular and plural."""


@record(eq=False, init=False)
class Wording:
    """How values are worded; one line a field.

    `group` separates the thousands of a figure.
    `plural_from` is the least number, other than one, whose noun is plural.
    `home` is the currency whose sign stands alone.
    `percent` is the template of a percentage.
    `scales` are the words for scales, singular and plural.
    `signs` are the signs of currencies.
    `currencies` are the words for currencies, alone and after a scale.
    `amounts` are templates: `plain`, `scaled` (with a sign), `worded`, `foreign` (a code without a sign).
    `units` are the words for units of time, singular and plural.
    `per` are the phrases for recurrences.
    `spread` are templates of the time over which a flow is spread, starts or ends.
    `numbers` are the words for numbers from zero on.
    `months`, `weekdays`, `seasons` and `quarters` are their names, in order.
    `dates` are templates, by grain.
    `qualifiers` are templates.
    `vowel_figures` are figures that are read with a vowel first: of one digit, all that begin with it.
    """

    group: str
    plural_from: int
    home: str
    percent: str
    scales: Mapping[int, NumberForms]
    signs: Mapping[str, str]
    currencies: Mapping[str, NumberForms]
    amounts: Mapping[str, str]
    units: Mapping[Unit, NumberForms]
    per: Mapping[Unit, str]
    spread: Mapping[str, str]
    numbers: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: tuple[str, ...]
    quarters: tuple[str, ...]
    dates: Mapping[str, str]
    qualifiers: Mapping[Qualifier, str]
    vowel_figures: tuple[str, ...]


@record(eq=False, init=False)
class Modifiers:
    """Phrases around a quantity, by the value that they give one of its modifiers; one line a field.

    `before` are hedges and bounds before a value.
    `after` are hedges and bounds after one.
    `over` stand before the time over which a value is spread.
    `spread_distant` are those of `over` that may stand some words after the value.
    `over_fillers` may stand between one of `over` and the time.
    `per` follow a value and give the unit of time in which it recurs.
    `rate_distant` are those of `per` that may follow a verb after the value.
    `per_adjectives` stand before a value and give that unit.
    `distributive`, before a unit of time, may make a value come back in each (in any month).
    `starting` stand before the date from which a value holds.
    `start_distant` are those of `starting` that may stand some words after the value.
    `until` stand before the date until which a value holds.
    `fillers` may stand between one of `starting` or `until` and the date.
    `both` make a period that of all values of a list.
    `bound_words` may state, anywhere in a sentence, that a value is a bound.
    `compared`, before a determiner, introduce what a value is compared with (more than the 40 of last year).
    `turned` are hedges that a negation reverses (may not exceed).
    `total_before` stand before the sum of the values before it.
    `total_after` stand after one.
    `total_labels` begin the label of a table's total.
    `whole_labels` begin the label of a table's last line that may be its total (all regions).
    `part_labels` begin the label of a subtotal.
    `rounded` state that figures are rounded.
    `rest` make a value all that is left of a whole.
    `out_of` stand between a part and its whole.
    `result_markers` stand before the share that a part makes of its whole.
    `breakdown` lead from a sum to its parts.
    `sized` make one value of another (twice, a third of), or depend on how large it is (the bulk of).
    `date_parts` make a part of the date that follows (early in), or one end of a period.
    """

    before: Mapping[Qualifier, tuple[str, ...]]
    after: Mapping[Qualifier, tuple[str, ...]]
    over: tuple[str, ...]
    spread_distant: tuple[str, ...]
    over_fillers: tuple[str, ...]
    per: Mapping[Unit, tuple[str, ...]]
    rate_distant: tuple[str, ...]
    per_adjectives: Mapping[Unit, tuple[str, ...]]
    distributive: tuple[str, ...]
    starting: tuple[str, ...]
    start_distant: tuple[str, ...]
    until: tuple[str, ...]
    fillers: tuple[str, ...]
    both: tuple[str, ...]
    bound_words: tuple[str, ...]
    compared: frozenset[str]
    turned: frozenset[str]
    total_before: tuple[str, ...]
    total_after: tuple[str, ...]
    total_labels: tuple[str, ...]
    whole_labels: tuple[str, ...]
    part_labels: tuple[str, ...]
    rounded: tuple[str, ...]
    rest: tuple[str, ...]
    out_of: tuple[str, ...]
    result_markers: tuple[str, ...]
    breakdown: tuple[str, ...]
    sized: tuple[str, ...]
    date_parts: tuple[str, ...]


@record(eq=False, init=False)
class Language:
    """A language; compared and hashed by identity, so that what is compiled from it can be cached; one line a field.

    `code` is the name of its folder (ISO 639-1).
    `quantities` are the words of numbers, money, dates and contacts.
    `modifiers` are the phrases around quantities, by the value that they give.
    `triggers` are the words that modify a statement.
    `wording` is how values are worded.
    `grammar` are the words of sentences, verbs, reference and names.
    `forms` are the labels of fields, and the words by which it is detected.
    """

    code: str
    quantities: Quantities
    modifiers: Modifiers
    triggers: tuple[Trigger, ...]
    wording: Wording
    grammar: Grammar
    forms: Forms
