"""Write numbers in the style of the words that they replace: separators, decimals, words or figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from factcheck.languages.alternation import SPACES
from factcheck.languages.schema.language import Language
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.types import Quantity

FIGURE = compiled(rf"\d(?:[\d.,{SPACES}]*\d)?")
_CENTS = 2
_GROUPED = compiled(rf"\d{{1,3}}(?:(?P<mark>[.,{SPACES}])\d{{3}}(?:(?P=mark)\d{{3}})*)?(?P<rest>[.,]\d+)?")


@record
class FigureStyle:
    """`group` parts thousands (empty for none), `decimal` is the mark, `places` how many decimals are written."""

    group: str
    decimal: str
    places: int = 0


def get_style(figure: str, around: str, language: Language) -> FigureStyle:
    """Return the style in which a figure is written; what it does not show comes from the words `around` it, else from the tables."""
    tables = language.quantities
    group, decimal = language.wording.group, tables.numbers.decimal
    space = next((letter for letter in around if letter in SPACES), "")
    if group in SPACES and space:
        group = space.replace("\n", " ")
    found = _GROUPED.fullmatch(figure)
    if found is None:
        whole, mark, rest = _split(figure)
        return FigureStyle("" if len(whole) > 3 and whole.isdigit() else group, mark or decimal, len(rest))
    mark, rest = found["mark"] or "", found["rest"] or ""
    if mark == decimal and not rest:
        return FigureStyle(group, decimal, 3)
    if mark:
        group = mark.replace("\n", " ")
    if rest:
        decimal = rest[0]
        group = language.wording.group if group == decimal else group
    elif group == decimal:
        decimal = "." if group == "," else ","
    return FigureStyle(group, decimal, max(len(rest) - 1, 0))


def _split(figure: str) -> tuple[str, str, str]:
    at = max(figure.rfind("."), figure.rfind(","))
    return (figure[:at], figure[at], figure[at + 1 :]) if at >= 0 else (figure, "", "")


def write_number(value: Decimal, style: FigureStyle, step: Decimal = Decimal(1)) -> str:
    """Return a number in figures, exactly; as many decimals as the style shows, where the number was as precisely written (`step`)."""
    exponent = value.normalize().as_tuple().exponent
    places = max(-int(exponent), 0)
    fine = max(-int(step.normalize().as_tuple().exponent), 0)
    text = f"{value:.{max(places, min(style.places, fine))}f}"
    whole, _, rest = text.partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if style.group and len(whole) > 3:
        whole = style.group.join(_thousands(whole))
    return sign + whole + (style.decimal + rest if rest else "")


def _thousands(whole: str) -> list[str]:
    head = len(whole) % 3
    return ([whole[:head]] if head else []) + [whole[at : at + 3] for at in range(head, len(whole), 3)]


def write_quantity(value: Quantity, language: Language, like: str = "", around: str = "", *, cents: bool = False) -> str:
    """Return a quantity in words where `like` is one and the tables spell it, else in figures in the style of `like`.

    `cents` asks for both decimals of a sum that has any.
    """
    if like and not any(map(str.isdigit, like)):
        spelled = language.wording.numbers
        if value.value == int(value.value) and 0 <= value.value < len(spelled):
            return _cased(spelled[int(value.value)], like)
        like = ""
    style = get_style(like, around, language)
    if cents and value.value % 1:
        style = replace(style, places=max(style.places, _CENTS))
    return write_number(value.value, style, Decimal(1).scaleb(-style.places) if cents else min(value.step, Decimal(1)))


def _cased(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def is_singular(value: Decimal, language: Language) -> bool:
    """Return whether a word that counts that many is in the singular."""
    return abs(value) == 1 or abs(value) < language.wording.plural_from
