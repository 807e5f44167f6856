"""How a language writes values: marks, order, names of months and units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.values import Qualifier, Unit

Forms = tuple[str, str]
"""Singular and plural."""


@dataclass(frozen=True)
class Wording:
    """`ungrouped` digits need no group mark; a value from `plural_from` on is plural; `short` are signs with a scale in them by scale, and
    `letters` glued scales; `dates` are templates by grain; `numbers` are spelled out from zero on."""

    decimal: str
    group: str
    ungrouped: int
    plural_from: int
    sign_first: bool
    percent: str
    linker: str
    scales: Mapping[int, Forms]
    short: Mapping[str, Mapping[int, str]]
    letters: Mapping[int, str]
    currencies: Mapping[str, Forms]
    units: Mapping[Unit, Forms]
    per: Mapping[Unit, str]
    numbers: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: tuple[str, ...]
    first_day: str
    dates: Mapping[str, str]
    qualifiers: Mapping[Qualifier, str]
