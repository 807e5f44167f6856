"""What explains an acronym where it stands, or shows that it is none: its words beside it, a name around it, a text in capitals."""

from __future__ import annotations

from factcheck.analysis import Analysis
from factcheck.detectors.acronyms import is_explained
from factcheck.languages.tokens import tokens
from factcheck.runtime.regex import compiled

# Acronyms have at most so many letters; longer words in capitals are names.
_LONGEST = 5
# A name stands before a bracket within so many characters, with so many capitals; it follows one in so many.
_BEFORE, _CAPITALS, _PHRASE, _AFTER = 80, 2, 120, 120
_OPENING = compiled(r"[,(«“\"–—-]\s*(?:[\w’']{1,4}\s?)?\Z")
_CAPITAL = compiled(r"(?<!\w)[A-ZÀ-Ý][\w’'-]+")
_BRACKET = compiled(r"[\w’']{0,2}»?\s?\((?P<words>[^()]+)\)")
_SHOUTED = compiled(r"(?<![\w-])[A-ZÀ-Ý]{2,}[ ,/&|]{1,3}\Z"), compiled(r"[ ,/&|]{1,3}[A-ZÀ-Ý]{2,}(?![\w-])")
# A capitalised word beside an acronym makes a name of both; a sentence may open before it.
_NAMED = compiled(r"[®™]|[ -][A-ZÀ-Ý][a-zà-ÿ]+")
_NAMED_BEFORE = compiled(r"[\w,)’'] (?:[A-ZÀ-Ý][a-zà-ÿ]{2,}[ -])\Z")


def is_word_of_text(start: int, end: int, analysis: Analysis) -> bool:
    """Return whether a word in capitals is no acronym: it is long, part of a name, or in a run of capitals."""
    text = analysis.document.text
    before, after = text[max(start - _BEFORE, 0) : start], text[end : end + _BEFORE]
    if end - start > _LONGEST or _SHOUTED[0].search(before) or _SHOUTED[1].match(after):
        return True
    return _NAMED.match(after) is not None or _NAMED_BEFORE.search(before) is not None


def is_explained_here(start: int, end: int, acronym: str, analysis: Analysis) -> bool:
    """Return whether the words beside an acronym say what it stands for: those before a comma, a bracket or a word such as or; those in brackets after it."""
    text = analysis.document.text
    before = text[max(start - _BEFORE, 0) : start]
    opened = _OPENING.search(before)
    if opened and opened[0].lstrip()[0] == "(" and (len(_CAPITAL.findall(before)) >= _CAPITALS or _has_initial(start, acronym, analysis)):
        return True
    bracket = _BRACKET.match(text, end, end + _AFTER)
    if bracket and len(tokens(bracket["words"])) > 1:
        return True
    lead = start - len(opened[0]) if opened else _skip_conjunction(start, analysis)
    return is_explained(lead, acronym, analysis)


def _has_initial(start: int, acronym: str, analysis: Analysis) -> bool:
    """Return whether one of the words before a bracket, as far as a name may reach, has the first letter of an acronym."""
    words = tokens(analysis.folded, max(start - _PHRASE, 0), start)
    return any(token.word[0] == acronym[0].lower() for token in words[: 1 - len(acronym)])


def _skip_conjunction(start: int, analysis: Analysis) -> int:
    """Return the offset before a conjunction that ends before an acronym; its own where there is none."""
    last = tokens(analysis.folded, max(start - _BEFORE, 0), start)[-1:]
    return last[0].start if last and last[0].word in analysis.language.grammar.names.conjunctions else start
