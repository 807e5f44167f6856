"""Errors in the words of a date: the year, the month, the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from random import Random

from factcheck.languages.alternation import alternation
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled
from factcheck.stress.model import Change, ChangeKind

_YEAR = compiled(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<dash>[-–—/‑])(?P<next>\d\d)(?!\d))?(?!\d)")
_DAY = compiled(r"(?<![\d-])\d{1,2}(?![\d-])")
_LAST_DAY = 28
_CENTURY = 100


def change_date(words: str, language: Language, random: Random) -> Iterator[Change]:
    """Yield the year off by one and by ten, another month, and another day."""
    yield from change_years(words, random)
    months = language.wording.months
    found = re.search(rf"(?<!\w)(?:{alternation(months)})(?!\w)", words)
    if not found:
        return
    at = months.index(found[0]) if found[0] in months else 0
    other = months[(at + random.choice((1, -1, 2, -3))) % len(months)]
    yield ChangeKind.MONTH, words[: found.start()] + other + words[found.end() :]
    yield from _change_day(words, random)


def change_years(words: str, random: Random) -> Iterator[Change]:
    """Yield all years of a date off by one, and by ten."""
    if _YEAR.search(words):
        for change, step in ((ChangeKind.YEAR, 1), (ChangeKind.DECADE, 10)):
            by = random.choice((step, -step))
            yield change, _YEAR.sub(partial(_move, by=by), words)


def _move(found: re.Match[str], by: int) -> str:
    tail = f"{found['dash']}{(int(found['next']) + by) % _CENTURY:02d}" if found["next"] else ""
    return f"{int(found['year']) + by}{tail}"


def _change_day(words: str, random: Random) -> Iterator[Change]:
    found = _DAY.search(words)
    if found:
        day = int(found[0])
        close = [day - 1, day + 1, day + 10, day - 10, int(found[0][::-1])]
        other = random.choice([each for each in close if 1 <= each <= _LAST_DAY and each != day])
        yield ChangeKind.DAY, words[: found.start()] + str(other) + words[found.end() :]
