"""Compare the lists of names in two versions of a sentence."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from factcheck.bitext.segments import Segment, ValueItem, Version
from factcheck.languages.alternation import alternation
from factcheck.languages.schema.language import Language
from factcheck.model import NameForm
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Count, Percent

Span = tuple[int, int]
# Two lists are one where they share so many names.
_SHARED = 2
_CAPITALISED = r"[^\W\d_a-zà-ÿ][\w'’-]*"
_BRACKETS = compiled(r"\s*\([^()]*\)")


@record(eq=False)
class NameList:
    """A list of names: half-open offsets, and what each name is: the id of a registered entity, else its words."""

    start: int
    end: int
    names: tuple[Hashable, ...]


def find_differing_lists(
    first: Sequence[Segment], second: Sequence[Segment], versions: tuple[Version, Version]
) -> tuple[Span, Span] | None:
    """Return the only list of names of each version of a sentence, where both name the same ones and one names more."""
    found = [
        [each for segment in segments for each in find_name_lists(segment, version)]
        for segments, version in zip((first, second), versions, strict=True)
    ]
    if not len(found[0]) == len(found[1]) == 1:
        return None
    one, other = found[0][0], found[1][0]
    shared = set(one.names) & set(other.names)
    extra = {name for name in (*one.names, *other.names) if isinstance(name, tuple)} - shared
    if len(shared) < _SHARED or (len(one.names) == len(other.names) and len(extra) < 2):
        return None
    return (one.start, one.end), (other.start, other.end)


def find_name_lists(segment: Segment, version: Version) -> Iterator[NameList]:
    """Yield the lists of names in a sentence: names separated by commas, the last two by a conjunction."""
    names = list(_names(segment, version))
    commas, conjunctions = _separators(version.analysis.language)
    at = 0
    while at < len(names):
        end, closed = at + 1, False
        while end < len(names) and not closed:
            between = _BRACKETS.sub("", version.analysis.folded[names[end - 1][1] : names[end][0]])
            closed = conjunctions.fullmatch(between) is not None
            if not closed and not commas.fullmatch(between):
                break
            end += 1
        if closed:
            yield NameList(names[at][0], names[end - 1][1], tuple(name for _, _, name in names[at:end]))
        at = end


def _names(segment: Segment, version: Version) -> Iterator[tuple[int, int, Hashable]]:
    """Yield the names of a sentence, in order: registered ones, and capitalised words elsewhere."""
    known = [name for name in version.analysis.names_between(segment.start, segment.end) if name.form is not NameForm.SHORT]
    at = segment.start
    for name in [*known, None]:
        stop = name.start if name else segment.end
        for found in compiled(rf"{_CAPITALISED}(?:\s{_CAPITALISED})*").finditer(version.text, at, max(stop, at)):
            yield found.start(), found.end(), found[0]
        if name and name.start >= at:
            yield name.start, name.end, ("entity", name.entity)
            at = name.end


@cache
def _separators(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what parts two members of a list, each with its article or preposition: a comma; a conjunction before the last."""
    names, reference = language.grammar.names, language.grammar.reference
    determiners = alternation([*reference.determiners, *names.articles, *names.list_prepositions])
    joined = alternation(names.conjunctions)
    article = rf"(?:(?:{determiners})\s?)*"
    return compiled(rf"\s?[,;]\s{article}"), compiled(rf"[,;]?\s(?:{joined})\s{article}")


_NAME = compiled(r"\b[^\W\d_a-zà-ÿ][^\W\d_]{3,}(?:[\s-][^\W\d_a-zà-ÿ][^\W\d_]{3,})*")


def find_exchanged_values(
    segments: tuple[Sequence[Segment], Sequence[Segment]], versions: tuple[Version, Version]
) -> Iterator[tuple[ValueItem, ValueItem]]:
    """Yield the values of each version that go with one name, where they are not the same: names and values must take turns, one for one, in
    the same way in both versions, and the names must read the same."""
    for kind in (Amount, Percent, Count):
        first, second = (_pair_names_with_values(each, version, kind) for each, version in zip(segments, versions, strict=True))
        if first is None or second is None or first[0] != second[0] or first[1].keys() != second[1].keys():
            continue
        if {item.key for item in first[1].values()} == {item.key for item in second[1].values()}:
            for name, item in first[1].items():
                if item.key != second[1][name].key:
                    yield item, second[1][name]


def _pair_names_with_values(segments: Sequence[Segment], version: Version, kind: type) -> tuple[bool, dict[Hashable, ValueItem]] | None:
    """Return whether names come first, and the value of each, where names and values of a kind take turns."""
    marks: list[tuple[int, str | ValueItem]] = []
    for segment in segments:
        marks += [(item.mention.start, item) for item in segment.items if isinstance(item.value, kind)]
        marks += [
            (found.start(), found[0]) for found in _NAME.finditer(version.text, segment.start, segment.end) if found.start() > segment.start
        ]
    found = [mark for _, mark in sorted(marks, key=lambda mark: mark[0])]
    if len(found) < 4 or len(found) % 2 or any(isinstance(one, str) == isinstance(other, str) for one, other in pairwise(found)):
        return None
    named = isinstance(found[0], str)
    names, items = found[0::2] if named else found[1::2], found[1::2] if named else found[0::2]
    paired: dict[Hashable, ValueItem] = {name: item for name, item in zip(names, items, strict=True) if isinstance(item, ValueItem)}
    return (named, paired) if len(paired) == len(names) else None
