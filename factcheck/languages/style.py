"""How a language writes values where no words show a style: marks, order, names of months and units."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.records import record
from factcheck.values import Qualifier, Unit

Forms = tuple[str, str]
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
    scales: Mapping[int, Forms]
    signs: Mapping[str, str]
    currencies: Mapping[str, Forms]
    amounts: Mapping[str, str]
    units: Mapping[Unit, Forms]
    per: Mapping[Unit, str]
    spread: Mapping[str, str]
    numbers: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: tuple[str, ...]
    quarters: tuple[str, ...]
    dates: Mapping[str, str]
    qualifiers: Mapping[Qualifier, str]
