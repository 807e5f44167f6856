"""Reports an exact wording (a motto, a legal phrase) that was altered. A passage is compared with the wording where it begins in the same
way, keeps most of its words in place, or has all of them in another order. It must be in a sentence with a cue of the fact, or between
quotation marks; with both, half of the words are enough.

Does not report differences in apostrophes, spaces, capitals or the final period.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import eq

from factcheck.analysis import Analysis
from factcheck.facts.schema import Fact
from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.languages.tokens import Token, fold, stemmer, tokens
from factcheck.rules.mismatch import locate_fact
from factcheck.runtime.regex import compiled

_TEXT = "text"
_OPENERS, _CLOSERS = ("«", "“", '"'), ("»", "”", '"')
_MARK = compiled(r"[«»“”\".;:!?()\n]")
# A wording may be so many words longer or shorter than it should be; in another order, so many words carry meaning.
_MORE, _ORDERED = 2, 3
_FRENCH = """
entities:
  garde: {kind: organisation, fr: Garde des lacs}
facts:
  devise: {about: garde, text: {fr: "Veiller, prévenir, secourir"}, cues: {fr: [devise]}}
"""
_ENGLISH = """
entities:
  lake-guard: {kind: organisation, en: Lake Guard}
facts:
  motto: {about: lake-guard, text: {en: "Watch, warn, rescue"}, cues: {en: [motto]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the wordings that were altered."""
    facts = [
        fact
        for fact in analysis.registry.by_kind.get(_TEXT, ())
        if isinstance(fact.value, Mapping) and analysis.language.code in fact.value
    ]
    if not facts:
        return
    words = tokens(analysis.folded)
    places: dict[str, list[int]] = defaultdict(list)
    for at, token in enumerate(words):
        places[token.word].append(at)
    for fact in facts:
        yield from _find_altered(fact, words, places, analysis)


def _find_altered(fact: Fact, words: Sequence[Token], places: Mapping[str, list[int]], analysis: Analysis) -> Iterable[Finding]:
    assert isinstance(fact.value, Mapping)
    right = fact.value[analysis.language.code]
    expected = [token.word for token in tokens(fold(right))]
    found = {at - shift for shift, word in enumerate(expected) for at in places.get(word, ()) if at >= shift}
    end = -1
    for at in sorted(found.union(*(places.get(word, ()) for word in expected))):
        stated = words[at : at + len(expected)]
        if stated[0].start < end:
            continue
        if [token.word for token in stated] == expected:
            end = stated[-1].end
            continue
        stated = _cut_stretch(words, at, right, len(expected), analysis)
        if stated and _is_close(stated, expected, analysis) and _is_intended(fact, stated, expected, analysis):
            start, end = stated[0].start, stated[-1].end
            values = {"found": analysis.document.text[start:end], "expected": right, "fact": fact}
            yield Finding(start, end, "text-mismatch", values, fact.id, right, (locate_fact(fact),), Edit(start, end, right, safe=True))


def _cut_stretch(words: Sequence[Token], at: int, right: str, size: int, analysis: Analysis) -> Sequence[Token]:
    """Return the words from one on that may be meant for a wording of so many: up to a closing mark about there; none over a mark before that."""
    stated = words[at : at + size + _MORE + 1]
    for last, (token, after) in enumerate(pairwise(stated), 1):
        mark = _MARK.search(analysis.folded, token.end, after.start)
        if mark and (last >= size - _MORE or mark[0] not in right):
            return stated[:last] if last >= size - _MORE else ()
    return stated[:size] if len(stated) > size + _MORE else stated


def _is_close(stated: Sequence[Token], expected: Sequence[str], analysis: Analysis) -> bool:
    """Return whether a stretch opens as the wording does and has most of its words, or has most of them in their places, or all in another order;
    between quotation marks, half of them."""
    small, stem = analysis.language.grammar.inflection.function_words, stemmer(analysis.language).stem
    stems, expected = [stem(token.word) for token in stated], [stem(word) for word in expected]
    first, second = ([word for word in each if word not in small] or list(each) for each in (stems, expected))
    shared = _count_shared(first, second)
    if (first[:1] == second[:1] and shared * 3 >= len(second) * 2) or sum(map(eq, stems, expected)) * 4 >= len(expected) * 3:
        return True
    if len(second) < _ORDERED:
        return False
    if shared == len(first) == len(second):
        return analysis.document.text[stated[0].start].isupper()
    return shared * 2 >= max(len(first), len(second)) and _is_within_marks(stated, analysis)


def _count_shared(first: Iterable[str], second: Iterable[str]) -> int:
    return (Counter(first) & Counter(second)).total()


def _is_within_marks(stated: Sequence[Token], analysis: Analysis) -> bool:
    """Return whether a stretch is all that stands between two quotation marks."""
    text, start, end = analysis.document.text, stated[0].start, stated[-1].end
    return text[:start].rstrip("\u00a0\u202f ")[-1:] in _OPENERS and text[end : end + 2].strip("\u00a0\u202f .!")[:1] in (*_CLOSERS, "")


def _is_intended(fact: Fact, stated: Sequence[Token], expected: Sequence[str], analysis: Analysis) -> bool:
    """Return whether a stretch is meant for the wording: it stands between quotation marks, or a cue is near; where only half of the words are
    the wording's, both."""
    if _is_within_marks(stated, analysis) and _count_shared((token.word for token in stated), expected) * 3 >= len(expected) * 2:
        return True
    stem, start, end = stemmer(analysis.language).stem, stated[0].start, stated[-1].end
    around = {stem(token.word) for token in tokens(analysis.folded, max(start - 160, 0), min(end + 60, len(analysis.folded)))}
    cues = fact.cues.get(analysis.language.code, ())
    return any({stem(token.word) for token in tokens(cue.lower())} <= around for cue in cues)


RULE = Rule(
    "text-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "La devise de la Garde des lacs est « [[Veiller, secourir, prévenir]] ».", _FRENCH),
        Example("fr", "La devise de la Garde des lacs est « Veiller, prévenir, secourir ».", _FRENCH),
        Example("en", "The Lake Guard's motto is “[[Watch, rescue, warn]]”.", _ENGLISH),
        Example("en", "The Lake Guard's motto is “Watch, warn, rescue”.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
