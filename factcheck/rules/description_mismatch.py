"""Reports a description that stands in the place of the registered one but differs from it. The description must follow the name between
commas (X, the national tip line) or after a verb (X is the national tip line), and begin or end with the main noun of the registered
description, or call the entity a different kind of thing (a website, for a portal).

Does not report other ways to describe an entity: its rank, its number, its owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from factcheck.analysis import Analysis
from factcheck.detectors.appositions import find_wrong_description
from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.languages.tokens import Token, elided, fold, stemmer, tokens
from factcheck.model import Name, NameForm
from factcheck.rules.mismatch import is_safe_replacement, locate_entity
from factcheck.runtime.regex import compiled
from factcheck.values.confidence import Confidence

_REACH = 110
_STOP = compiled(r"[,;:.()?!«»“”–—]")
_FIRST = "first"
# A description is known by so many words before its last.
_LEAST = 3
# So many small words at the same places make two phrases of one frame (a system of X by Y).
_FRAME = 2
_FRENCH = """
entities:
  ligne: {kind: service, fr: {name: Alerte-Glace, description: ligne de signalement nationale}}
  radeau: {kind: service, fr: {name: Radeau-Net, description: système de veille par bouée}}
  vigie: {kind: service, fr: {name: Vigie-Net, description: "ligne d'écoute et d'orientation"}}
  registre: {kind: service, fr: CarnetLac}
"""
_ENGLISH = """
entities:
  iceline: {kind: service, en: {name: IceLine, description: national tip line}}
  raftnet: {kind: service, en: RaftNet}
  watchnet: {kind: service, en: WatchNet}
  lakelog: {kind: service, en: {name: LakeLog, description: national register of fishing permits}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the descriptions that are nearly the registered one."""
    for name in analysis.names:
        names = analysis.registry.entities[name.entity].names.get(analysis.language.code)
        if (
            names
            and names.descriptions
            and name.form in (NameForm.NAME, NameForm.ALSO, NameForm.ACRONYM)
            and not analysis.is_quoted(name.start)
        ):
            finding = _check_description(name, names.descriptions, analysis)
            if finding:
                yield finding


def _check_description(name: Name, descriptions: Sequence[str], analysis: Analysis) -> Finding | None:
    phrase = _find_phrase(name, analysis)
    if not phrase or any(
        other.entity == name.entity and other.form is NameForm.DESCRIPTION
        for other in analysis.names_between(phrase[0].start, phrase[-1].end)
    ):
        return None
    for description in descriptions:
        ways = (_find_similar, _find_completed, _find_ended, _find_framed)
        span = next((span for way in ways if (span := way(phrase, description, analysis))), None)
        if span:
            return _finding(name, *span, description, analysis)
    other = find_wrong_description(name, phrase, descriptions, analysis)
    if other is None:
        return None
    return replace(_finding(name, phrase[0].start, phrase[-1].end, other, analysis), confidence=Confidence.LIKELY)


def _finding(name: Name, start: int, end: int, description: str, analysis: Analysis) -> Finding:
    text = analysis.document.text
    values = {"found": text[start:end], "expected": description, "name": text[name.start : name.end]}
    edit = Edit(start, end, description, safe=is_safe_replacement(start, end, description, analysis))
    return Finding(start, end, "description-mismatch", values, None, description, (locate_entity(name.entity, analysis),), edit)


def _find_phrase(name: Name, analysis: Analysis) -> list[Token]:
    """Return the words of the apposition, or of what the name is said to be, without its article."""
    text, folded = analysis.document.text, analysis.folded
    end = analysis.document.blocks[name.block].end
    at = name.end
    if text[at : at + 2] == " (" and ")" in text[at : at + 14]:
        at = text.index(")", at) + 1
    opening = compiled(r"\s*[,–—(]\s*|\s+").match(text[at:end])
    if not opening:
        return []
    start = at + opening.end()
    stop = _STOP.search(text, start, min(start + _REACH, end))
    words = tokens(folded, start, stop.start() if stop else min(start + _REACH, end))
    if not opening[0].strip():
        present = analysis.language.grammar.verbs.roles["be-present"].words
        if not words or words[0].word not in present:
            return []
        words = words[1:]
    determiners = {
        word.strip("'") for word in analysis.language.grammar.reference.determiners
    } | analysis.language.quantities.numbers.singular
    while words and (words[0].word in determiners or words[0].word in analysis.language.quantities.numbers.articles):
        words = words[1:]
    return words[_find_owned(words, analysis) :]


def _find_owned(words: Sequence[Token], analysis: Analysis) -> int:
    """Return the place of the first word of what is owned, after its last owner (the Guard's tip line)."""
    folded, genitives = analysis.folded, analysis.language.grammar.names.genitives
    ends = [at for at, token in enumerate(words[:-1]) if folded[token.start - 1 : words[at + 1].start].rstrip().endswith(genitives)]
    return ends[-1] + 1 if ends else 0


def _find_similar(phrase: Sequence[Token], description: str, analysis: Analysis) -> tuple[int, int] | None:
    """Return the span of the words that stand in the description's place: its first or last word, and at least half of it, but not all; what is only shorter is right."""
    words, small = stemmer(analysis.language), analysis.language.grammar.inflection.function_words
    expected = [words.stem(token.word) for token in tokens(description.lower()) if token.word not in small]
    stated = [(words.stem(token.word), token) for token in phrase if token.word not in small]
    first = analysis.language.grammar.names.head == _FIRST
    reach = stated[: len(expected) + 1]
    common = [(stem, token) for stem, token in reach if stem in expected]
    head = expected[0] if first else expected[-1]
    if (
        len(expected) < 2
        or len(common) * 2 < len(expected)
        or len({stem for stem, _ in common}) == len(expected)
        or {stem for stem, _ in stated} <= set(expected)
        or head not in {stem for stem, _ in common}
    ):
        return None
    if first and (not stated or stated[0][0] != head):
        return None
    last = [token for stem, token in common if stem == (expected[-1] if first else head)]
    if not last:
        return None
    return (phrase[0].start if first else reach[0][1].start), last[-1].end


def _find_completed(phrase: Sequence[Token], description: str, analysis: Analysis) -> tuple[int, int] | None:
    """Return the span of a phrase that is a description up to what completes its head noun, and is as long, where heads stand last elsewhere."""
    names, stem = analysis.language.grammar.names, stemmer(analysis.language).stem
    registered = [token.word for token in tokens(fold(description))]
    head = next((at for at, word in enumerate(registered) if at and word in names.complements), None)
    stated = [token.word for token in phrase]
    if names.head == _FIRST or head is None or len(stated) != len(registered) or stated[: head + 1] != registered[: head + 1]:
        return None
    return None if list(map(stem, stated)) == list(map(stem, registered)) else (phrase[0].start, phrase[-1].end)


def _find_ended(phrase: Sequence[Token], description: str, analysis: Analysis) -> tuple[int, int] | None:
    """Return the span of a phrase that is a description but for its last word, where heads stand first; more may follow."""
    stem, first = stemmer(analysis.language).stem, analysis.language.grammar.names.head == _FIRST
    registered, stated = [stem(token.word) for token in tokens(fold(description))], [stem(token.word) for token in phrase]
    last = len(registered) - 1
    if not first or last < _LEAST or len(stated) <= last or stated[:last] != registered[:last] or stated[last] == registered[last]:
        return None
    return phrase[0].start, phrase[last].end


def _find_framed(phrase: Sequence[Token], description: str, analysis: Analysis) -> tuple[int, int] | None:
    """Return the span of a phrase that has the first word of a description, and the same small words, two at least, at the same places."""
    stem, small = stemmer(analysis.language).stem, analysis.language.grammar.inflection.function_words
    registered, stated = ([elided(analysis.language, token.word) for token in words] for words in (tokens(fold(description)), phrase))
    frame = [(at, word) for at, word in enumerate(registered) if word in small]
    stated = stated[: len(registered)]
    if len(frame) < _FRAME or len(stated) < len(registered) or frame != [(at, word) for at, word in enumerate(stated) if word in small]:
        return None
    same = [stem(one) == stem(other) for one, other in zip(stated, registered, strict=True)]
    return (phrase[0].start, phrase[len(registered) - 1].end) if same[0] and not all(same) else None


RULE = Rule(
    "description-mismatch",
    Severity.WARNING,
    check,
    (
        Example("fr", "Appelez Alerte-Glace, la [[ligne directrice nationale]] des lacs.", _FRENCH),
        Example("fr", "Appelez Alerte-Glace, la ligne de signalement nationale, ou Alerte-Glace, un outil précieux.", _FRENCH),
        Example("fr", "Radeau-Net, [[système de détection par drone]] qui veille la nuit, est neuf.", _FRENCH),
        Example("fr", "Vigie-Net, [[ligne de plaintes et de dénonciation]], est neuve.", _FRENCH),
        Example("fr", "Radeau-Net, système moderne que le port aime, est neuf.", _FRENCH),
        Example("en", "Call IceLine, the [[national help line]], in winter.", _ENGLISH),
        Example("en", "Call IceLine, the national tip line, in winter.", _ENGLISH),
        Example("en", "IceLine, the [[fishing permit line]], is open in winter.", _ENGLISH),
        Example("en", "IceLine, the Lake Guard’s [[national help line]], is open in winter.", _ENGLISH),
        Example("en", "IceLine, the Guard’s own line, is open in winter.", _ENGLISH),
        Example("en", "LakeLog is the [[national register of fishing hours]].", _ENGLISH),
        Example("en", "LakeLog is the national register of fishing permits, and a registry of hours.", _ENGLISH),
        Example("en", "IceLine, the free line, is open in winter.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
