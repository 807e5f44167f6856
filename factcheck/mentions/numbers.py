"""Reads numbers: figures in either style, number words, scales."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factcheck.languages.patterns import SPACE, alternation
from factcheck.languages.schema import Language

@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: its span, its value, the place value of its last digit; `scale` where a word or a letter multiplied it (else 1).

    `words` tells that it is spelled out, `singular` that it is a word for one.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    scale: int = 1
    words: bool = False
    singular: bool = False


class Numerals:
    """Finds the numbers of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities.numbers
        self._tables = tables
        figure = (
            rf"\d{{1,3}}(?:[\u00a0\u202f\u2009 ]\d{{3}}(?!\d))+(?:[.,]\d+)?|\d{{1,3}}(?:,\d{{3}}(?!\d))+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?"
        )
        words = [*tables.words, *tables.hundreds]
        word = rf"(?:{alternation([each for each in (*words, *tables.scales) if each not in tables.articles])})"
        joined = rf"(?:{SPACE}|-|{SPACE}(?:{alternation(tables.joiners)}){SPACE}|-(?:{alternation(tables.joiners)})-)"
        opening = rf"(?:{alternation([each for each in words if each not in tables.articles])})"
        article = rf"(?:{alternation(tables.articles)}){SPACE}(?={alternation([*tables.hundreds, *tables.scales])}){word}"
        spelled = rf"(?:{article}|{opening})(?:{joined}{word})*(?![^\W\d_])"
        halved = rf"(?:{alternation(tables.lone_halves)})[ \u00a0-](?={alternation(tables.scales)})"
        self.pattern = re.compile(rf"(?<![\w$€£])(?P<half>{halved})|(?<![\w.,])(?P<figure>{figure})|(?<![\w-])(?P<spelled>{spelled})", re.IGNORECASE)
        scales = "|".join([rf"{SPACE}?-?(?P<word>{alternation(tables.scales)})(?!\w)", rf"{SPACE}?(?P<letter>{alternation(tables.letters)})(?!\w)"])
        self._scale = re.compile(scales)
        self._half = re.compile(rf"{SPACE}(?:{alternation(tables.halves)})(?!\w)", re.IGNORECASE)
        self._words = {word.lower(): value for word, value in tables.words.items()}
        self._hundreds = {word.lower(): value for word, value in tables.hundreds.items()}
        self._scales = {word.lower(): value for word, value in tables.scales.items()}

    def read(self, text: str, match: re.Match[str], glued: bool) -> Number | None:
        """The number of a match, with the scale that follows it; a glued letter is a scale only where `glued` says so."""
        if match["half"]:
            base = Number(match.start(), match.end(), Decimal("0.5"), Decimal("0.5"), words=True)
            return self._scaled(text, base, glued, match.end() - 1)
        if match["figure"]:
            found = self._figure(match["figure"], self._scale.match(text, match.end()) is not None)
            base = Number(match.start(), match.end(), *found)
            return self._scaled(text, base, glued, match.end())
        return self._spelled(match)

    def _figure(self, figure: str, scaled: bool) -> tuple[Decimal, Decimal]:
        plain = re.sub(r"[\u00a0\u202f\u2009 ]", "", figure)
        mark = self._tables.decimal
        other = "." if mark == "," else ","
        if mark in plain and other in plain:
            last = max(plain.rfind(mark), plain.rfind(other))
            plain = re.sub("[.,]", "", plain[:last]) + "." + plain[last + 1 :]
        elif other == "," and "," in plain and re.fullmatch(r"\d{1,3}(?:,\d{3})+", plain):
            plain = plain.replace(",", "")
        elif plain.count(",") > 1 or plain.count(".") > 1:
            plain = re.sub("[.,]", "", plain)
        else:
            plain = plain.replace(",", ".")
        value = Decimal(plain)
        exponent = value.as_tuple().exponent
        return value, Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)

    def _scaled(self, text: str, base: Number, glued: bool, at: int) -> Number:
        found = self._scale.match(text, at)
        if not found or (found["letter"] and not glued):
            return base
        word = found["word"]
        scale = self._scales[word.lower()] if word else self._tables.letters[found["letter"]]
        value, step, end = base.value * scale, base.step * scale, found.end()
        half = self._half.match(text, end)
        if half:
            value, step, end = value + Decimal(scale) / 2, Decimal(scale) / 2, half.end()
        return Number(base.start, end, value, step, scale, base.words)

    def _spelled(self, match: re.Match[str]) -> Number | None:
        total = current = 0
        biggest = 1
        said = [word for word in re.split(rf"{SPACE}|-", match[0].lower()) if word and word not in self._tables.joiners]
        for word in said:
            if word in self._scales:
                total, current, biggest = total + (current or 1) * self._scales[word], 0, max(biggest, self._scales[word])
            elif word in self._hundreds:
                unit = self._hundreds[word]
                current = (current or 1) * unit if unit == 100 or current < 1000 else current + unit
            elif self._words[word] == 20 and 0 < current % 100 < 10 and current % 100 == 4:
                current += 76
            else:
                current += self._words[word]
        value = Decimal(total + current)
        step = Decimal(biggest) if biggest > 1 else Decimal(1)
        singular = len(said) == 1 and said[0] in self._tables.singular
        return self._halved(match, value, step, biggest, singular)

    def _halved(self, match: re.Match[str], value: Decimal, step: Decimal, biggest: int, singular: bool) -> Number:
        end = match.end()
        half = self._half.match(match.string, end)
        if half and biggest > 1:
            value, step, end = value + Decimal(biggest) / 2, Decimal(biggest) / 2, half.end()
        elif half and (scale := self._scale.match(match.string, half.end())) and scale["word"]:
            biggest = self._scales[scale["word"].lower()]
            value, step, end, singular = (value + Decimal("0.5")) * biggest, Decimal(biggest) / 2, scale.end(), False
        return Number(match.start(), end, value, step, biggest, True, singular)


@cache
def numerals(language: Language) -> Numerals:
    """The numerals of a language."""
    return Numerals(language)
