"""Reads numbers: figures in either style, number words, scales."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from factcheck.languages.alternation import SPACE, alternation, distinctive_words, hyphenated, plain
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import fold
from factcheck.mentions.figures import FIGURE, fraction, value_of
from factcheck.mentions.number_words import HUNDRED, TEN, THOUSAND, Sum, of_share, ranked, spelled
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

_DIGITS = compiled(r"\d+")
_HYPHEN = " - "
_SIGNS = "-\u2212"
# How far back the word that makes a number negative, and the one before it, may start.
_REACH = 30
# A figure of more characters is no quantity of a note, and is not read.
_LONGEST = 40


@record
class Number:
    """A number of a text: its span, its value, the place value of its last digit; `scale` where a word multiplied it (else 1).

    `words` tells that it is spelled out, `singular` that it is a word for one, `thousands` that its only mark may as well part thousands.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    scale: int = 1
    words: bool = False
    singular: bool = False
    thousands: bool = False

    def times(self, scale: int, end: int) -> Number:
        """The number multiplied by a scale that ends at `end`."""
        return Number(self.start, end, self.value * scale, self.step * scale, scale, self.words)


class Numerals:
    """Finds the numbers of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities.numbers
        self._decimal = tables.decimal
        self._joiners = frozenset(tables.joiners)
        self._singular = tables.singular
        self._values = {
            plain(word).replace("-", " "): value for word, value in {**tables.words, **tables.hundreds, **tables.scales}.items()
        }
        self._cents = cents = frozenset(language.quantities.money.cents)
        self._groups = frozenset(tables.groups)
        self._scales = {**{name: value for name, value in tables.hundreds.items() if name not in cents}, **tables.scales, **tables.groups}
        self._spelled = spelled(language)
        self._token = compiled(
            rf"(?:{hyphenated(self._values)}|{alternation(tables.joiners)}|{alternation(tables.articles)})(?!\w)", re.IGNORECASE
        )
        self._digit = compiled(rf"{self._token.pattern}|(?<!\w)(?:{alternation(tables.zeros)})(?!\w)", re.IGNORECASE)
        self._scale = compiled(rf"(?:{SPACE}?-?|-)(?P<word>{alternation(self._scales)})(?!\w)", re.IGNORECASE)
        self._half = compiled(rf"(?:{SPACE}|-)(?P<part>{alternation(tables.parts_after)})(?!\w)", re.IGNORECASE)
        self._parts = {plain(phrase): part for phrase, part in (*tables.parts_after.items(), *tables.parts_before.items())}
        self._shared = compiled(rf"{SPACE}(?:{alternation(language.quantities.shares.wholes)})(?!\w)", re.IGNORECASE)
        self._ranked = ranked(language)
        self._of_share = compiled(of_share(language), re.IGNORECASE)
        self._of = compiled(
            rf"(?:{SPACE}(?:{alternation(language.quantities.money.linkers)}))?(?:(?:{SPACE}|(?<=['\u2019]))(?:{alternation([*tables.articles, *tables.singular])}))?"
        )
        self._negative = compiled(
            rf"(?:(?P<before>[^\W_]+|[^\s\w])[\s\u00a0]+)?(?<!\w)(?:{alternation(tables.negatives)}){SPACE}\Z", re.IGNORECASE
        )
        self._last = frozenset(letter for word in tables.negatives for letter in (word[-1].lower(), word[-1].upper()))
        self._positive = tables.not_negative
        joined = rf"(?:{SPACE}(?:{alternation(tables.joiners)}))?{SPACE}"
        self._more = compiled(rf"{joined}(?:(?P<figure>\d{{1,3}})(?![\d.,%]*[\d%])|(?=[^\W\d_]))", re.IGNORECASE)
        self._opened = compiled(rf"(?:^|[^\w\s]){SPACE}*(?P<point>{alternation(tables.points)}){SPACE}\Z", re.IGNORECASE)
        self._points = frozenset(word[0] for word in tables.points)
        self._pointing = frozenset(word[-1] for word in tables.points)
        self._alone = compiled(rf"{SPACE}*(?:[,;:!?]|\.{SPACE}|\.?\Z)")
        self._zeros = frozenset(tables.zeros)
        digits = hyphenated([*tables.words, *tables.zeros])
        self._point = compiled(
            rf"{SPACE}(?:{alternation(tables.points)}){SPACE}(?P<rest>\d{{1,9}}(?![.,]?\d)|(?:{digits})(?:(?:{SPACE}|-)(?:{digits}))*)(?!\w)",
            re.IGNORECASE,
        )
        self._lower = {name.lower(): value for name, value in self._scales.items()}
        phrases = [*tables.words, *tables.hundreds, *tables.parts_before]
        self.words = distinctive_words(phrases, language.grammar.inflection.function_words) - {*tables.articles, *tables.singular}
        self.singular, self.articles, self.scales = tables.singular, frozenset(tables.articles), frozenset(tables.scales)

    def find(self, text: str, start: int, end: int, spelled: str) -> list[Number]:
        """The numbers between two offsets, in order; those in words where `spelled`, the folded text, is not empty."""
        found = list(self._figures(text, start, end))
        if spelled:
            found += self._in_words(text, spelled, start, end)
            found.sort(key=lambda number: (number.start, -number.end))
        return found

    def whole(self, text: str) -> Number | None:
        """The number that a text is, from its first to its last character; None where it is none."""
        found = self.find(text, 0, len(text), fold(text))
        return found[0] if found and (found[0].start, found[0].end) == (0, len(text)) else None

    def _figures(self, text: str, start: int, end: int) -> Iterator[Number]:
        last = start
        for match in FIGURE.finditer(text, start, end):
            at, stop = match.span()
            if at < last or stop - at > _LONGEST:
                continue
            if match["list"]:
                yield from (Number(each.start(), each.end(), Decimal(each[0]), Decimal(1)) for each in _DIGITS.finditer(text, at, stop))
                continue
            if at and text[at - 1] in _SIGNS and (at < 2 or text[at - 2] in " \u00a0\n("):
                at -= 1
            scale = self._scale.match(text, stop, end)
            value, step, thousands = value_of(match[0], self._decimal, scaled=scale is not None)
            number = Number(at, stop, -value if at < match.start() else value, step, thousands=thousands)
            number = self._scaled(text, number, scale) if scale else self._mixed(text, number, end)
            last = number.end
            yield self._signed(text, self._pointed(text, number, start), start)

    def _mixed(self, text: str, number: Number, end: int) -> Number:
        """The number with the fraction that follows it, and then a scale (2½, « 2 1/2 », "3 and a half million")."""
        if number.step != 1 or number.thousands:
            return number
        number = self._decimals(text, number)
        part, stop = fraction(text, number.end, end)
        if not part:
            half = self._half.match(text, number.end, end)
            if not half or self._shared.match(text, half.end()):
                return number
            part, stop = self._parts[plain(half["part"])], half.end()
        number = replace(number, end=stop, value=number.value + part, step=part)
        scale = self._scale.match(text, stop, end)
        return self._scaled(text, number, scale) if scale else number

    def _pointed(self, text: str, number: Number, start: int) -> Number:
        """The number as decimals, where it stands alone with the word for a decimal mark before it ("point 77")."""
        if number.start - start < 2 or text[number.start - 2] not in self._pointing or number.step != 1 or number.scale > 1:
            return number
        found = self._opened.search(text, max(start, number.start - _REACH), number.start)
        if not found or not self._alone.match(text, number.end):
            return number
        step = Decimal(1).scaleb(number.start - number.end)
        return Number(found.start("point"), number.end, number.value * step, step)

    def _signed(self, text: str, number: Number, start: int) -> Number:
        """The number with the word that makes it negative, if one stands before it (« moins cinq », not « au moins cinq »)."""
        if number.start - start < 2 or text[number.start - 2] not in self._last or number.value < 0:
            return number
        found = self._negative.search(text, max(start, number.start - _REACH), number.start)
        if not found:
            return number
        before = (found["before"] or "").lower()
        if before in self._positive or before[-1:].isdigit() or before in self._values:
            return number
        at = found.end("before") + 1 if found["before"] else found.start()
        while text[at].isspace():
            at += 1
        return replace(number, start=at, value=-number.value)

    def _scaled(self, text: str, number: Number, found: re.Match[str]) -> Number:
        number = number.times(self._lower[plain(found["word"])], found.end())
        again = self._scale.match(text, number.end) if number.scale == HUNDRED else None
        if again and (scale := self._lower[plain(again["word"])]) > HUNDRED:
            number = replace(number.times(scale, again.end()), scale=scale)
        return self._continued(text, self._halved(text, number))

    def _continued(self, text: str, number: Number) -> Number:
        """The number with what follows its hundreds or thousands (3 hundred and 21)."""
        if not HUNDRED <= number.scale <= THOUSAND or not (more := self._more.match(text, number.end)):
            return number
        rest = Number(more.start("figure"), more.end(), Decimal(more["figure"]), Decimal(1)) if more["figure"] else None
        rest = rest or self._read(text, more.end(), more.end() + _REACH)
        if rest is None or not 0 < rest.value < number.scale or rest.value % 1 or self._scale.match(text, rest.end):
            return number
        return Number(number.start, rest.end, number.value + rest.value, Decimal(1))

    def _halved(self, text: str, number: Number) -> Number:
        half = self._half.match(text, number.end)
        if not half or number.scale == 1:
            return number
        part = number.scale * self._parts[plain(half["part"])]
        return Number(number.start, half.end(), number.value + part, part, number.scale, number.words)

    def _in_words(self, text: str, folded: str, start: int, end: int) -> Iterator[Number]:
        at = start
        while match := self._spelled.search(folded, at, end):
            number = self._started(text, match)
            at = max(number.end if number else match.end(), match.start() + 1)
            if number and (rank := self._ranked.match(text, number.end)):
                at = rank.end()
            elif number and not (number.start and text[number.start - 1].isdigit()):
                yield self._signed(text, number, start)

    def _started(self, text: str, match: re.Match[str]) -> Number | None:
        """The number that words in a row spell, by what opens them: a part, a decimal mark, a word that makes it negative, or a number."""
        if match["half"]:
            return self._lone_half(text, match)
        if match["point"]:
            return self._fraction(Number(match.start(), match.end(), Decimal(0), Decimal(1), words=True), match["rest"], match.end())
        if match["minus"]:
            number = self._read(text, match.start("one"), match.end())
            return number and replace(number, singular=False)
        return self._read(text, match.start(), match.end())

    def _lone_half(self, text: str, match: re.Match[str]) -> Number:
        part = self._parts[plain(match["half"]).replace("-", " ")]
        half = Number(match.start(), match.end("half"), part, part, words=True)
        if shared := self._of_share.match(text, half.end):
            return replace(half, end=shared.end())
        linked = self._of.match(text, match.end("half"))
        scale = self._scale.match(text, linked.end() if linked else match.end("half"))
        return half.times(self._lower[plain(scale["word"])], scale.end()) if scale else half

    def _read(self, text: str, start: int, stop: int) -> Number | None:
        """The longest number that the words from `start` on spell."""
        sums = Sum()
        end = at = start
        stop, spaced = min(stop, len(text)), False
        while at < stop and (token := self._token.match(text, at, stop)):
            word = plain(token[0]).replace("-", " ")
            value = self._values.get(word)
            if value is not None and ((word in self._cents and self._counts_cents(text, sums, token, stop)) or not sums.add(value, spaced)):
                break
            end = token.end() if value is not None else end
            at = token.end() + 1
            while at < stop and text[at] == " ":
                at += 1
            spaced = text.startswith(_HYPHEN, token.end())
            at = token.end() + len(_HYPHEN) if spaced else at
        if not sums.words:
            return None
        singular = sums.words == 1 and plain(text[start:end]) in self._singular
        number = Number(start, end, Decimal(sums.value), Decimal(sums.scale), sums.scale if sums.scale > THOUSAND else 1, True, singular)
        return self._decimals(text, self._halved(text, number)) if number.scale > 1 else self._followed(text, self._decimals(text, number))

    def _counts_cents(self, text: str, sums: Sum, token: re.Match[str], stop: int) -> bool:
        """Whether a word that means both a hundred and a coin is the coin: after ten and more, with no other number word tied to it."""
        if sums.current < TEN or text[token.start() - 1] == "-":
            return False
        following = self._token.match(text, token.end() + 1, stop)
        return not (following and plain(following[0]).replace("-", " ") in self._values and TEN < sums.current < 2 * TEN)

    def _followed(self, text: str, number: Number) -> Number:
        """« deux et demi millions », "two and a half million", "two point two million"."""
        half = self._half.match(text, number.end)
        scale = self._scale.match(text, half.end() if half else number.end)
        if half:
            part = self._parts[plain(half["part"])]
            number = Number(number.start, half.end(), number.value + part, part, words=True)
        multiplied = scale is not None and (number.step < 1 or plain(scale["word"]) in self._groups)
        return number.times(self._lower[plain(scale["word"])], scale.end()) if scale and multiplied else number

    def _decimals(self, text: str, number: Number) -> Number:
        if text[number.end + 1 : number.end + 2].lower() not in self._points:
            return number
        found = self._point.match(text, number.end)
        return self._fraction(number, found["rest"], found.end()) if found else number

    def _fraction(self, number: Number, rest: str, end: int) -> Number:
        """A whole number in words with its decimals."""
        digits, sums = "", Sum()
        if rest.isdigit():
            step = Decimal(1).scaleb(-len(rest))
            return Number(number.start, end, number.value + Decimal(rest) * step, step, words=True)
        for token in self._digit.finditer(rest):
            value = self._values.get(plain(token[0]).replace("-", " "), 0)
            if not sums.add(value):
                digits, sums = digits + str(sums.value), Sum()
                sums.add(value)
        digits += str(sums.value)
        step = Decimal(1).scaleb(-len(digits))
        return Number(number.start, end, number.value + Decimal(digits) * step, step, words=True)


@cache
def numerals(language: Language) -> Numerals:
    """The numerals of a language."""
    return Numerals(language)
