"""A language: the sections of its tables, each filled from one YAML file of its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from factcheck.languages.schema.forms import Forms
from factcheck.languages.schema.grammar import Grammar
from factcheck.languages.schema.quantities import Quantities
from factcheck.runtime.records import record
from factcheck.values.types import Qualifier, Unit

NumberForms = tuple[str, str]
"""Singular and plural."""


@record(eq=False, init=False)
class Wording:
    """How values are worded.

    `group` parts a figure's thousands. A word is singular for one, and below `plural_from`. `scales` and `units` give singular and plural,
    `numbers` the words from zero on. `signs` and `currencies` name a currency in figures and in words, the words alone and after a scale;
    `home` is the one whose sign stands alone. `amounts` and `dates` are templates: an amount `plain`, `scaled` (with a sign), `worded`
    or `foreign` (a code without a sign); a date by grain; `spread` what a flow is spread over, starts or ends with.
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


@record(eq=False, init=False)
class Modifiers:
    """Phrases by what they do.

    `before` and `after` are qualifiers on either side of a value; `over` stand before a length of time (`over_fillers` may stand between,
    and `over_far` and `starting_far` may stand some words away from the value); `per` follow a value, `per_far` too, behind a verb, `per_adjectives` stand near it; `starting`, `until` stand before a date; `partial`, `prior`,
    `average`, `estimate`, `delta_before` and `delta_after` mark what is no fact of its own; one of `prior_between` does where another figure of the kind goes with it (from 30 to 40). `others` tell one thing
    from another of its kind; what one of `compared` and a determiner stand before is what is compared with (more than the 40 of last year);
    `negations` turn a sentence round, and with it a qualifier that is one of `turned` (may not exceed). `total_before` and
    `total_after` make a figure the sum of those before it; `total_labels` and `part_labels` begin the label of a table's total, and of a
    subtotal, `whole_labels` that of a last line which may be the total (all regions); `rounded` words tell that figures are, and `rest` words make a figure all that is left of a whole; `out_of` stand
    between a part and its whole, and `drawn` before the share that this makes;
    `broken_down` words lead from a sum to its parts. Words of `changes` tell that something goes from one value to another: behind one,
    two values are no range. Where a sentence has one of `reservations`, its figure may be denied, reported, another time's, a rate or a part:
    no correction in it is safe;
    one of `rates` right behind a figure makes it so much for each of something.
    """

    before: Mapping[Qualifier, tuple[str, ...]]
    after: Mapping[Qualifier, tuple[str, ...]]
    over: tuple[str, ...]
    over_far: tuple[str, ...]
    starting_far: tuple[str, ...]
    over_fillers: tuple[str, ...]
    per: Mapping[Unit, tuple[str, ...]]
    per_far: tuple[str, ...]
    per_adjectives: Mapping[Unit, tuple[str, ...]]
    starting: tuple[str, ...]
    until: tuple[str, ...]
    fillers: tuple[str, ...]
    partial: tuple[str, ...]
    prior: tuple[str, ...]
    prior_between: tuple[str, ...]
    changes: tuple[str, ...]
    reservations: frozenset[str]
    rates: frozenset[str]
    average: tuple[str, ...]
    estimate: tuple[str, ...]
    delta_before: tuple[str, ...]
    delta_after: tuple[str, ...]
    both: tuple[str, ...]
    others: frozenset[str]
    negations: frozenset[str]
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
    drawn: tuple[str, ...]
    broken_down: tuple[str, ...]
    examples: Mapping[str, str] = field(default_factory=dict)


@record(eq=False, init=False)
class Language:
    """One language; `code` is its folder's name (ISO 639-1). Compared and hashed by identity, so that what is compiled from it can be kept."""

    code: str
    quantities: Quantities
    modifiers: Modifiers
    wording: Wording
    grammar: Grammar
    forms: Forms
