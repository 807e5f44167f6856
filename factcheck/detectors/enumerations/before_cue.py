"""Find the lists of names before their cue: as the subject of its verb, or of a verb that says what they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from factcheck.analysis import Analysis
from factcheck.detectors.enumerations.items import Listing, are_joined, contains_phrase, find_listable, find_unknown, list_conjunctions
from factcheck.document import Sentence
from factcheck.facts.schema import Fact
from factcheck.languages.tokens import Token, tokens
from factcheck.model import Name, NameForm
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span

# So many words may stand between a list and its cue, and so many say whose list it is before a word such as namely.
_GAP, _WHOLE = 6, 3
_OPENS = compiled(r"[,;:(–—.!?]\s*\Z")
_CLOSES = compiled(r"\s*(?:[.,;:)!?]|\Z)")
_BRACKETS = compiled(r"\([^()]*\)")
_INNER = compiled(r"[;:.()!?]|,.*\w.*,")


def find_list_before(fact: Fact, cue: Span, sentence: Sentence, analysis: Analysis) -> Listing | None:
    """Return the list that stands before a cue, in a sentence about what the fact is about."""
    start, end = cue
    names = _find_enumeration(find_listable(sentence.start, start, analysis), analysis)
    if len(names) < 2 or not _governs(names[-1].end, cue, analysis):
        return None
    opening = _find_opening(names[0].start, sentence, analysis)
    gap = analysis.folded[names[-1].end : start]
    part = contains_phrase(gap, analysis.language.grammar.names.partial_openers)
    if not part and opening is None:
        return None
    named = {name.entity for name in analysis.names_between(sentence.start, sentence.end) if name not in names}
    if not is_about(fact, named, names[0].start, sentence, analysis):
        return None
    whole = opening is not None and opening < names[0].start and _is_whole(opening, sentence, analysis)
    complete = not part and (whole or (opening is not None and _is_identified(gap, end, fact, analysis)))
    others = find_unknown(names, names, sentence, analysis)
    return Listing(names[0].start, end, names, names, others, not complete or sentence.start in analysis.derive(_find_dated_sentences))


def is_about(fact: Fact, named: set[str], start: int, sentence: Sentence, analysis: Analysis) -> bool:
    """Return whether the sentence is about the fact's subject: it names it, or no member before the cue while the note has named it."""
    assert isinstance(fact.value, tuple)
    if not fact.about or named & set(fact.about):
        return True
    before = {name.entity for name in analysis.names_between(sentence.start, start) if name.form is not NameForm.DESCRIPTION}
    return before.isdisjoint(fact.value) and any(analysis.first_names.get(entity, start) < start for entity in fact.about)


def _find_enumeration(before: Sequence[Name], analysis: Analysis) -> tuple[Name, ...]:
    """Return the last names of a stretch, as far as marks, and a conjunction before the last, join them."""
    before = [name for at, name in enumerate(before) if not at or name.entity != before[at - 1].entity]
    first = len(before) - 1
    while first > 0 and are_joined(analysis.folded[before[first - 1].end : before[first].start], analysis):
        first -= 1
    names = tuple(before[max(first, 0) :])
    last = tokens(analysis.folded, names[-2].end, names[-1].start) if len(names) > 1 else []
    return names if any(token.word in list_conjunctions(analysis) for token in last) else ()


def _governs(end: int, cue: Span, analysis: Analysis) -> bool:
    """Return whether the verb of a list that ends at `end` is the cue's, or only says what the list is."""
    gap = _BRACKETS.sub("", analysis.folded[end : cue.start]).lstrip(" )")
    words = [token.word for token in tokens(gap)]
    if len(words) > _GAP or _INNER.search(gap) or not list_conjunctions(analysis).isdisjoint(words):
        return False
    roles = analysis.language.grammar.verbs.roles
    linking = roles["be-present"].words | roles["be-past"].words
    if contains_phrase(gap, analysis.language.grammar.names.partial_openers) or not linking.isdisjoint(words):
        return True
    last = bisect_left(analysis.verbs, cue.end, key=lambda verb: verb.start)
    return last > 0 and analysis.verbs[last - 1].end > max(cue.start, end)


def _find_opening(start: int, sentence: Sentence, analysis: Analysis) -> int | None:
    """Return where what opens a list starts: a word such as namely, or a bracket; the list itself where it opens a clause; else None."""
    folded, names = analysis.folded, analysis.language.grammar
    before = tokens(folded, sentence.start, start)
    determiners = {word.strip("'") for word in names.reference.determiners}
    while before and before[-1].word in determiners and start - before[-1].end <= 1:
        start = before.pop().start
    stated = folded[sentence.start : start]
    openers = "|".join(map(re.escape, names.names.list_openers))
    opened = compiled(rf"[,;(–—-]?\s*(?<!\w)(?:{openers})[,:]?\s*\Z|[(–—]\s*\Z").search(stated)
    if opened:
        return sentence.start + opened.start()
    return start if not stated.strip(' \n*_«"“') or _OPENS.search(stated) else None


def _is_whole(end: int, sentence: Sentence, analysis: Analysis) -> bool:
    """Return whether the words before a list's opener are all of something: a number or a determiner with its noun (trois provinces)."""
    before = tokens(analysis.folded, sentence.start, end)
    phrase = _last_clause(before, analysis)
    if not phrase or len(phrase) > _WHOLE or contains_phrase(" ".join(phrase), analysis.language.grammar.names.partial_lists):
        return False
    reference, numbers = analysis.language.grammar.reference, analysis.language.quantities.numbers.words
    first = {*numbers, *reference.possessives, *(word.strip("'") for word in reference.determiners)}
    return (phrase[0] in first or phrase[0].isdigit()) and len([word for word in phrase if word not in first]) == 1


def _last_clause(before: Sequence[Token], analysis: Analysis) -> list[str]:
    """Return the last words of a stretch that no mark parts."""
    words: list[str] = []
    for at in range(len(before) - 1, -1, -1):
        words.insert(0, before[at].word)
        if at and compiled(r"[,;:.()–—]").search(analysis.folded[before[at - 1].end : before[at].start]):
            break
    return words


def _is_identified(gap: str, end: int, fact: Fact, analysis: Analysis) -> bool:
    """Return whether a list is said to be all of what the cue names: « sont les partenaires », "are its partners", and nothing narrower."""
    words = [token.word for token in tokens(gap)]
    roles, reference = analysis.language.grammar.verbs.roles, analysis.language.grammar.reference
    definite = {*reference.possessives, *(word.strip("'") for word in reference.determiners)}
    linking = roles["be-present"].words | roles["be-past"].words
    if len(words) < 2 or words[-1] not in definite or linking.isdisjoint(words):
        return False
    named = next((name for name in analysis.names_between(end, end + 40) if name.entity in fact.about), None)
    return _CLOSES.match(analysis.document.text, named.end if named else end) is not None


def _find_dated_sentences(analysis: Analysis) -> frozenset[int]:
    """Return where the sentences start that tell what was so at one time, perhaps before others came."""
    return frozenset(each.sentence.start for each in analysis.statements if each.is_date)
