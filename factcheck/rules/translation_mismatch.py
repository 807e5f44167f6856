"""Reports two versions of one note that disagree in a value, its scale or currency, a date, the duration over which an amount is spread, a
tense or a list. Versions are files whose names or folders differ by a language code (note.fr.md and note.en.md, fr/note.docx and
en/note.docx), files that `pair: other-file` in the front matter names, and files given with `--pair`. Both versions are reported, each
with a reference to the other; where a fact tells which one is wrong, only that one is. These are only notes: something that one version
omits, a rounded figure, a qualifier that only one version has, a figure written with the marks of the other language (3,000 $ in French).

Does not report passages whose alignment is in doubt. Passages are aligned by structure (headings, lists, tables, paragraphs, sentences)
and by what is alike in both languages: figures, dates and names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from factcheck.analysis import Analysis
from factcheck.bitext.differences import DifferenceKind, VersionDifference
from factcheck.errors import Place
from factcheck.findings import Example, Finding, RelatedLocation, Rule, Severity
from factcheck.model import Link
from factcheck.rules.mismatch import locate_fact, word_fact
from factcheck.values.confidence import Confidence, is_likely
from factcheck.values.error_kinds import ErrorKind, classify_error
from factcheck.values.types import Quantity

if TYPE_CHECKING:
    from factcheck.bitext.segments import ValueItem

_LEVELS = {
    DifferenceKind.ROUNDED: Severity.NOTE,
    DifferenceKind.HEDGE: Severity.NOTE,
    DifferenceKind.MARKS: Severity.NOTE,
    DifferenceKind.BROKEN: Severity.NOTE,
    DifferenceKind.ITEM: Severity.NOTE,
    DifferenceKind.QUALIFIER: Severity.WARNING,
    DifferenceKind.MISSING: Severity.NOTE,
}
# Where the two versions differ in what a fact holds, it tells which one is wrong.
_COMPARED = frozenset(
    {
        DifferenceKind.VALUE,
        DifferenceKind.ROUNDED,
        DifferenceKind.CURRENCY,
        DifferenceKind.PER,
        DifferenceKind.QUALIFIER,
        DifferenceKind.HEDGE,
    }
)


def check(analysis: Analysis) -> Iterable[Finding]:
    """Nothing: one version alone has nothing to be compared with."""
    return ()


def check_pair(first: Analysis, second: Analysis) -> tuple[list[Finding], list[Finding]]:
    """Return the findings of two versions of one note, for each of them."""
    from factcheck.bitext.compare import find_differences
    from factcheck.bitext.segments import Version

    analyses = first, second
    links = [{link.statement.mention.start: link for link in analysis.links if is_likely(link.score)} for analysis in analyses]
    found: tuple[list[Finding], list[Finding]] = ([], [])
    for difference in find_differences(Version(first), Version(second)):
        linked = _find_links(difference, links)
        for side in _find_sides(difference, linked, links):
            if not analyses[side].is_quoted(difference.spans[side][0]):
                found[side].append(_finding(difference, side, analyses, linked[1 - side]))
    return found


def _find_links(difference: VersionDifference, links: list[dict[int, Link]]) -> list[Link | None]:
    """Return the link of each version's statement to a fact."""
    return [each.get(item.mention.start) if item else None for each, item in zip(links, difference.items, strict=True)]


def _is_contradicted(item: ValueItem | None, links: dict[int, Link]) -> bool:
    """Return whether what one version alone has belongs to a figure that a fact contradicts: that is reported already."""
    at = item.mention.start if item else -1
    return any(link.statement.modifiers.start <= at < link.statement.modifiers.end for link in links.values() if not link.agrees)


def _find_sides(difference: VersionDifference, linked: list[Link | None], links: list[dict[int, Link]]) -> tuple[int, ...]:
    """Return the versions to report: both, or the one that a fact, or the difference itself, tells to be wrong.

    None where a fact bears out both, or is compared with what one has more.
    """
    if difference.wrong is not None:
        return (difference.wrong,)
    if difference.kind is DifferenceKind.MISSING and any(map(_is_contradicted, difference.items, links)):
        return ()
    if difference.kind in _COMPARED:
        right = [link is not None and link.agrees for link in linked]
        wrong = [link is not None and not link.agrees for link in linked]
        if all(right):
            return ()
        for side in (0, 1):
            if (right[1 - side] and not right[side]) or (wrong[side] and not wrong[1 - side]):
                return (side,)
    return (0, 1)


def _finding(difference: VersionDifference, side: int, analyses: tuple[Analysis, Analysis], link: Link | None) -> Finding:
    texts = [analysis.document.text[start:end] for analysis, (start, end) in zip(analyses, difference.spans, strict=True)]
    values: dict[str, object] = {
        "found": _flatten(texts[side]),
        "other": _flatten(texts[1 - side]),
        "error": _get_error_kind(difference, side),
    }
    other = analyses[1 - side].document
    related: tuple[RelatedLocation, ...] = (
        RelatedLocation("version", {"text": values["other"]}, place=_place(analyses[1 - side], difference.spans[1 - side])),
    )
    fact, right = None, None
    if link is not None and link.agrees and difference.kind in _COMPARED:
        fact, right = link.fact.id, word_fact(link.fact, analyses[side], texts[side], hedged=False)
        related = (locate_fact(link.fact), *related)
    key = _key(difference, side)
    severity = _LEVELS.get(difference.kind)
    values["path"] = other.path
    return Finding(*difference.spans[side], key, values, fact, right, related, severity=severity, confidence=Confidence.LIKELY)


def _key(difference: VersionDifference, side: int) -> str:
    """Return the message: of a missing statement, one for the version that has it and one for that which lacks it."""
    lacks = (
        difference.kind in (DifferenceKind.MISSING, DifferenceKind.MEMBERS)
        and difference.items[side] is None
        and difference.items[1 - side] is not None
    )
    return f"{RULE.id}.{difference.kind}{'.lacks' if lacks else ''}"


def _get_error_kind(difference: VersionDifference, side: int) -> ErrorKind:
    one, other = (item.value if item else None for item in (difference.items[side], difference.items[1 - side]))
    if (
        difference.kind is not DifferenceKind.VALUE
        or type(one) is not type(other)
        or not isinstance(one, Quantity)
        or not isinstance(other, Quantity)
    ):
        return ErrorKind.NONE
    return classify_error(one.value, other.value)


def _place(analysis: Analysis, span: tuple[int, int]) -> Place:
    document = analysis.document
    return Place(document.path, *document.lines.place(document.map.span(*span)[0]))


def _flatten(text: str) -> str:
    return " ".join(text.split())


RULE = Rule(
    "translation-mismatch",
    Severity.ERROR,
    check,
    (
        Example(
            "fr",
            "Le musée du Phare a reçu [[31 400]] visiteurs en 2018. L’entrée reste gratuite.",
            pair=("en", "The Lighthouse Museum had [[34,100]] visitors in 2018. Admission is still free."),
        ),
        Example(
            "fr",
            "La digue a coûté 3,2 millions de dollars. Elle sera inspectée le 12 mai 2026.",
            pair=("en", "The dike cost $3.2 million. It will be inspected on May 12, 2026."),
        ),
        Example(
            "en",
            "The ferry carries mail over [[three years]] for $640,000.",
            pair=("fr", "Le traversier transporte le courrier sur [[deux ans]] pour 640 000 $."),
        ),
        Example(
            "en",
            "About 5,000 birds nest on the island; the wardens count them every spring.",
            pair=("fr", "Près de 5 000 oiseaux nichent sur l’île; les gardiens les comptent chaque printemps."),
        ),
    ),
    doc=__doc__,
    check_pair=check_pair,
)
