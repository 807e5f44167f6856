"""Read an enumeration of names: its items, those that are not registered names, and whether it is complete."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from factcheck.analysis import Analysis
from factcheck.document import BlockKind, Sentence
from factcheck.languages.alternation import longest_first
from factcheck.languages.tokens import Token, tokens
from factcheck.model import Name, NameForm
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span
from factcheck.values.types import Count

# Words between a cue and the first name of its list, and between two names of it.
_LEAD, _DISTANCE = 9, 14
# A list says in so many characters right before its cue, or in so many words of its clause, that it is a part only.
_BEFORE, _CLAUSE = 14, 8
_BRACKETS = compiled(r"\([^()]*\)")
_SEPARATED = compiled(r"[,;]\s*(?:\w{1,4}['\s]\s*){0,2}\Z")
_CAPITALS = compiled(r"[A-ZÀ-Ý][\w'’-]*(?:\s[A-ZÀ-Ý][\w'’-]*)*")
# An item has so many words at most.
_WORDS = 6
_PLACE = "place"
_MARK = compiled(r"[,;:.()]")

Items = tuple[tuple[Name, ...], tuple[Name, ...]]


@record
class Listing:
    """A list: from its cue to its last name, or from its first name to its cue; all its `names`, and the `items` that stand as members of
    the enumeration. `unknown` are the spans of items that no registered name is; a `partial` list need not name all, nor one of the others of
    its `hosts` (the Board and its partners, …)."""

    start: int
    end: int
    names: tuple[Name, ...]
    items: tuple[Name, ...]
    unknown: tuple[tuple[int, int], ...] = ()
    is_partial: bool = False
    hosts: tuple[Name, ...] = ()


def collect_items(after: Sequence[Name], end: int, analysis: Analysis) -> Items | None:
    """Return the names of an enumeration: each follows a separator, perhaps after words that say more of the one before."""
    names: list[Name] = []
    found: list[Name] = []
    at = end
    for name in after:
        gap = analysis.folded[at : name.start]
        if not names and len(tokens(gap)) > _LEAD:
            return None
        joint = are_joined(gap, analysis)
        if names and not joint and not _is_separated(gap, analysis) and "(" not in gap:
            if len(tokens(gap)) > _DISTANCE:
                break
            continue
        if not names or joint or _is_separated(gap, analysis):
            found.append(name)
        names.append(name)
        at = name.end
    return (tuple(names), tuple(found)) if names else None


def are_joined(gap: str, analysis: Analysis) -> bool:
    """Return whether what stands between two names joins them: a conjunction at its end, or a mark alone."""
    tail = _tail_words(gap, analysis)
    return tail[-1] in list_conjunctions(analysis) if tail else any(mark in _BRACKETS.sub("", gap) for mark in ",;")


def _is_separated(gap: str, analysis: Analysis) -> bool:
    """Return whether a mark stands between two names, and after it at most a small word, or a word that opens a list (namely)."""
    if analysis.derive(_opener_pattern).search(gap):
        return True
    return _SEPARATED.search(_BRACKETS.sub("", gap)) is not None and list_conjunctions(analysis).issuperset(_tail_words(gap, analysis))


def _tail_words(gap: str, analysis: Analysis) -> list[str]:
    """Return the words between two names, without brackets and without the determiner and the preposition of the second."""
    grammar = analysis.language.grammar
    leading = {word.strip("'") for word in (*grammar.reference.determiners, *grammar.names.list_prepositions)}
    tail = [token.word for token in tokens(_BRACKETS.sub("", gap))]
    while tail and tail[-1] in leading:
        tail.pop()
    return tail


def list_conjunctions(analysis: Analysis) -> set[str]:
    """Return the words that join the last item of a list to the others."""
    return {part for word in analysis.language.grammar.names.conjunctions for part in word.split()}


def find_listable(start: int, end: int, analysis: Analysis) -> list[Name]:
    """Return the names of a stretch that a list may hold, misspelt or not: no titles, persons or descriptions."""
    kinds = analysis.registry.entities
    code = analysis.language.code
    similar = [each for each in analysis.similar_names if start <= each.start < end and not each.is_minor]
    misspelt = [Name(each.start, each.end, each.entity, NameForm.NAME, code, each.block) for each in similar]
    found = (
        sorted([*analysis.names_between(start, end), *misspelt], key=lambda name: name.start)
        if misspelt
        else analysis.names_between(start, end)
    )
    return [name for name in found if kinds[name.entity].kind not in ("title", "person") and name.form is not NameForm.DESCRIPTION]


def collect_bullets(sentence: Sentence, index: int, analysis: Analysis) -> Items | None:
    """Return the first name of each item of the list that a colon opens."""
    blocks, text = analysis.document.blocks, analysis.document.text
    if text[sentence.start : sentence.end].rstrip()[-1:] != ":":
        return None
    names = []
    for block in blocks[index + 1 :]:
        if block.kind is not BlockKind.ITEM:
            break
        found = find_listable(block.start, block.end, analysis)
        if found:
            names.append(found[0])
    return (tuple(names), tuple(names)) if names else None


def find_unknown(names: Sequence[Name], listed: Sequence[Name], sentence: Sentence, analysis: Analysis) -> tuple[tuple[int, int], ...]:
    """Return the items of a list that are capitalised phrases of no registered name: between two of its names, or after its last conjunction."""
    place = {analysis.registry.entities[name.entity].kind for name in names} == {_PLACE}
    inner = [span for first, second in pairwise(names) for span in _find_between(first.end, second.start, analysis, bare=place)]
    last = _find_last(listed, sentence, analysis)
    return (*inner, *([last] if last else []))


def _find_between(start: int, end: int, analysis: Analysis, *, bare: bool) -> list[tuple[int, int]]:
    """Return the items between two names, each after a mark or a conjunction and a determiner (`bare`: or none); none where more is said."""
    folded, text = analysis.folded, analysis.document.text
    stated, found = _BRACKETS.sub(lambda bracket: " " * len(bracket[0]), folded[start:end]), []
    bounds = [match.span() for match in compiled(rf"[,;]|(?<!\w)(?:{_alternate_conjunctions(analysis)})(?!\w)").finditer(stated)]
    for (_, left), (right, _) in pairwise([(0, 0), *bounds, (len(stated), len(stated))]):
        piece = compiled(rf"\s*(?P<article>(?:{_alternate_determiners(analysis)})\s*)?(?P<phrase>\S.*\S)?\s*\Z").match(stated[left:right])
        if not piece or not piece["phrase"]:
            continue
        at = start + left + piece.start("phrase")
        if not left or not text[at].isupper() or len(tokens(piece["phrase"])) > _WORDS or not (bare or piece["article"]):
            return []
        found.append((at, start + left + piece.end("phrase")))
    return found


def _find_last(listed: Sequence[Name], sentence: Sentence, analysis: Analysis) -> tuple[int, int] | None:
    """Return a capitalised phrase after the conjunction that follows a list's last name, where no conjunction stands before that."""
    joints = list_conjunctions(analysis)
    for first, second in pairwise(listed):
        if any(token.word in joints for token in tokens(_BRACKETS.sub("", analysis.folded[first.end : second.start]))):
            return None
    opening = compiled(rf"(?:\s*\([^()]*\))?,?\s+(?:{_alternate_conjunctions(analysis)})\s+(?:(?:{_alternate_determiners(analysis)})\s*)?")
    found = opening.match(analysis.folded, listed[-1].end, sentence.end)
    phrase = _CAPITALS.match(analysis.document.text, found.end(), sentence.end) if found and len(listed) > 1 else None
    return phrase.span() if phrase else None


def _opener_pattern(analysis: Analysis) -> re.Pattern[str]:
    """Return what ends with a word that opens a list, and perhaps a determiner."""
    openers = "|".join(map(re.escape, longest_first(analysis.language.grammar.names.list_openers)))
    return compiled(rf"[,;(–—:]\s*(?:{openers}),?\s*(?:(?:{_alternate_determiners(analysis)})\s*)?\Z")


def _alternate_conjunctions(analysis: Analysis) -> str:
    return "|".join(map(re.escape, sorted(analysis.language.grammar.names.conjunctions)))


def _alternate_determiners(analysis: Analysis) -> str:
    words = longest_first(analysis.language.grammar.reference.determiners)
    return "|".join(re.escape(word) if word.endswith("'") else re.escape(word) + r"(?!\w)" for word in words)


def is_partial(cue: Span, names: Sequence[Name], sentence: Sentence, analysis: Analysis) -> bool:
    """Return whether a list says that it is not complete: before its cue, between that and its names, or after them."""
    start, end = cue
    folded, words = analysis.folded, analysis.language.grammar.names
    gap = folded[end : names[0].start]
    if gap.count("(") > gap.count(")"):
        return _is_partial_in_brackets(cue, names, sentence, analysis)
    return (
        any(contains_phrase(gap, table) for table in (words.partial_lists, words.partial_openers))
        or contains_phrase(
            folded[max(start - _BEFORE, sentence.start) : start], (each for each in words.partial_lists if each not in words.likening)
        )
        or is_subset(tokens(folded, sentence.start, start), analysis)
        or _names_others(folded[names[-1].end : names[-1].end + 60], analysis)
    )


def _is_partial_in_brackets(cue: Span, names: Sequence[Name], sentence: Sentence, analysis: Analysis) -> bool:
    """Return whether a list in brackets, behind its cue, is of a part: of as many as a number says that takes them out of a whole (two of the
    partners, of the five partners, three); one of the partners takes out one that the brackets do not name."""
    before, between = tokens(analysis.folded, sentence.start, cue.start), tokens(analysis.folded, cue.end, names[0].start)
    grammar = analysis.language.grammar
    is_partial_phrase = contains_phrase(" ".join(token.word for token in between), grammar.names.partial_lists) or _names_others(
        analysis.folded[names[-1].end : names[-1].end + 60], analysis
    )
    low = bisect_left(analysis.mentions, sentence.start, key=lambda mention: mention.start)
    high = bisect_left(analysis.mentions, names[0].start, key=lambda mention: mention.start)
    counted = [mention.value.value for mention in analysis.mentions[low:high] if isinstance(mention.value, Count)]
    return is_partial_phrase or (len(names) in counted and (len(counted) > 1 or is_subset(before, analysis)))


def contains_phrase(text: str, phrases: Iterable[str]) -> bool:
    """Return whether one of some phrases stands in a text."""
    return any(compiled(rf"(?<!\w){re.escape(phrase)}(?!\w)").search(text) for phrase in phrases)


def is_subset(before: Sequence[Token], analysis: Analysis) -> bool:
    """Return whether the clause that some words close takes some out of a whole: among the partners, two of the partners."""
    grammar, numbers = analysis.language.grammar, analysis.language.quantities.numbers
    words = list(before[-_CLAUSE:])
    for at in range(len(words) - 1, 0, -1):
        if _MARK.search(analysis.folded, words[at - 1].end, words[at].start):
            words = words[at:]
            break
    if contains_phrase(" ".join(token.word for token in words), grammar.names.partial_openers):
        return True
    counts = [token.word in numbers.words or token.word.isdigit() for token in words]
    return any(counted and after.word in grammar.names.partitives for counted, after in zip(counts, words[1:], strict=False))


def _names_others(closing: str, analysis: Analysis) -> bool:
    """Return whether what follows a list goes on with others that it does not name."""
    phrases = "|".join(map(re.escape, analysis.language.grammar.names.partial_lists))
    return (
        re.match(
            rf"(?:\s*\([^()]*\))?,?\s*(?:(?:{_alternate_conjunctions(analysis)})\s+)?(?:\w{{1,3}}['\s]\s*)?(?:\w+\s+)?(?:{phrases})(?!\w)",
            closing,
        )
        is not None
    )
