"""Errors in the words of a quantity: digits, decimal mark, scale, unit, number words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from random import Random

from factcheck.languages.alternation import alternation
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled
from factcheck.stress.model import Change, ChangeKind

_SPACES = "\u00a0\u202f\u2009 "
NUMBER = compiled(rf"\d(?:\d|[,.{_SPACES}](?=\d))*")
_SMALL = compiled(r"(?<![\d-])\d{1,2}(?![\d-])")
_THOUSAND = 1000
_GROUP = compiled(r"(?<=\d)(?=(?:\d{3})+$)")


def change_digits(words: str, random: Random) -> Iterator[Change]:
    """Yield two digits swapped, and one digit replaced, in the first number."""
    found = NUMBER.search(words)
    places = [at for at in range(*found.span()) if words[at].isdigit()] if found else []
    pairs = [(one, two) for one, two in pairwise(places) if words[one] != words[two]]
    pairs = [(one, two) for one, two in pairs if one != places[0] or words[two] != "0"]
    if pairs:
        one, two = random.choice(pairs)
        yield ChangeKind.DIGITS_SWAPPED, words[:one] + words[two] + words[one + 1 : two] + words[one] + words[two + 1 :]
    if places:
        at = random.choice([at for at in places if words[at] != "0"] or places)
        digit = random.choice([digit for digit in "123456789" if digit != words[at]])
        yield ChangeKind.DIGIT_CHANGED, words[:at] + digit + words[at + 1 :]


def move_decimal(words: str, language: Language, random: Random, *, whole: bool) -> Iterator[Change]:
    """Yield the first number ten times greater or less; things that are counted one by one (`whole`) get no decimals."""
    found = NUMBER.search(words)
    if not found:
        return
    moved = [_shift(found[0], by, language.quantities.numbers.decimal, whole) for by in (1, -1)]
    ways = [each for each in moved if each and each != found[0]]
    if ways:
        yield ChangeKind.DECIMAL_MOVED, words[: found.start()] + random.choice(ways) + words[found.end() :]


def _shift(number: str, by: int, mark: str, whole: bool) -> str:
    """Return a number with its decimal mark one digit farther (`by` 1) or nearer (-1); empty where it would have decimals that it cannot have."""
    head, _, tail = number.partition(mark)
    digits, group = "".join(filter(str.isdigit, head)), next((each for each in head if not each.isdigit()), "")
    point, digits = len(digits) + by, digits + tail
    digits = digits.ljust(point, "0") if point > 0 else digits.rjust(len(digits) + 1 - point, "0")
    point = max(point, 1)
    head, tail = digits[:point].lstrip("0") or "0", digits[point:].rstrip("0")
    if tail and (group or whole):
        return ""
    return (_GROUP.sub(group, head) if group else head) + (mark + tail if tail else "")


def change_scale(words: str, language: Language) -> Iterator[Change]:
    """Yield the scale (million) replaced by the next one."""
    numbers = language.quantities.numbers
    for table in ({**numbers.hundreds, **numbers.scales}, language.quantities.money.scaled, numbers.letters):
        pattern = rf"(?<![^\W\d_])(?:{alternation([each for each in table if table[each] >= _THOUSAND])})(?![^\W\d_])"
        for found in re.finditer(pattern, words):
            other = _find_scale(found[0], table, language)
            if other:
                yield ChangeKind.SCALE, words[: found.start()] + other + words[found.end() :]
                return


def _find_scale(word: str, table: Mapping[str, int], language: Language) -> str:
    """Return the word for a thousand times as much as a scale, or else for a thousandth; empty where there is none."""
    value, worded = table.get(word, 0), language.wording.scales
    many = value in worded and word == worded[value][1]
    for other in (value * _THOUSAND, value // _THOUSAND):
        if word.isalpha() and len(word) > 2 and other in worded:
            return worded[other][many or value not in worded]
        same = [each for each, known in table.items() if known == other and len(each) == len(word) and each[-1] == word[-1]]
        same += [each for each, known in table.items() if known == other and len(each) == len(word) == 1]
        if same:
            return same[0]
    return ""


def change_number(words: str, language: Language, random: Random) -> Iterator[Change]:
    """Yield a small number, in words or else in digits, replaced by one close to it."""
    numbers = language.wording.numbers
    singular = language.quantities.numbers.singular | language.quantities.numbers.articles
    found = re.search(rf"(?i)(?<!\w)(?:{alternation([each for each in numbers[2:] if each not in singular])})(?!\w)", words)
    if found and found[0].lower() in numbers:
        at = numbers.index(found[0].lower())
        other = numbers[random.choice([each for each in (at - 1, at + 1, at + 2) if 1 < each < len(numbers)])]
        other = other.capitalize() if found[0][0].isupper() else other
        yield ChangeKind.NUMBER_CHANGED, words[: found.start()] + other + words[found.end() :]
    elif found := _SMALL.search(words):
        value = int(found[0])
        other = str(random.choice([each for each in (value - 1, value + 1, value + 2) if each > 1]))
        yield ChangeKind.NUMBER_CHANGED, words[: found.start()] + other + words[found.end() :]


def change_unit(words: str, language: Language) -> Iterator[Change]:
    """Yield a unit of time replaced by another one."""
    units = list(language.wording.units.values())
    for at, forms in enumerate(units):
        found = re.search(rf"(?<!\w)(?:{alternation(forms)})(?!\w)", words)
        if found:
            other = units[at - 1 if at else 1]
            yield ChangeKind.UNIT, words[: found.start()] + other[found[0] == forms[1]] + words[found.end() :]
            return


def put_other_value(words: str, others: Iterable[str], language: Language, random: Random) -> Iterator[Change]:
    """Yield the words of another statement of the same shape, from some others."""
    pool = sorted({each for each in others if _shape(each, language) == _shape(words, language) and _bare(each) != _bare(words)})
    if pool:
        yield ChangeKind.OTHER_FACT, random.choice(pool)


def _shape(words: str, language: Language) -> str:
    """Return what words have beside their digits, scales and months."""
    numbers = language.quantities.numbers
    scales = rf"(?<!\w)(?:{alternation([*numbers.scales, *numbers.letters])})(?!\w)"
    months = rf"(?<!\w)(?:{alternation(language.wording.months)})(?!\w)"
    dated = re.search(months, words) or words.strip().isdigit()
    if dated:
        return re.sub(r"\d+", lambda found: "Y" if len(found[0]) > 2 else "D", re.sub(months, "M", words)).replace("\u00a0", " ")
    return re.sub(scales, "", re.sub(rf"[\d.,{_SPACES}]+", "", words)).strip().lower()


def _bare(words: str) -> str:
    return re.sub(r"\W", "", words).lower()
