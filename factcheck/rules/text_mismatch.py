"""An exact wording (a motto, a legal phrase) that was altered.

A stretch of the note that begins as the wording does, or keeps most of its words in their places, is held against it: in a sentence with a
cue of the fact, or between quotation marks. Apostrophes, spaces, capitals and the final full stop do not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from factcheck.facts.schema import Fact
from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.languages.words import Token, stemmer, tokens
from factcheck.model import Reading
from factcheck.rules.evidence import fact_place

_TEXT = "text"
_MARKS = '«“"\u00a0 '
_FACTS = """
entities:
  garde: {kind: organisation, fr: Garde des lacs, en: Lake Guard}
facts:
  devise: {about: garde, text: {fr: "Veiller, prévenir, secourir", en: "Watch, warn, rescue"}, cues: {fr: [devise], en: [motto]}}
"""


def check(reading: Reading) -> Iterable[Finding]:
    """Findings for the wordings that were altered."""
    facts = [
        fact for fact in reading.registry.by_kind.get(_TEXT, ()) if isinstance(fact.value, Mapping) and reading.language.code in fact.value
    ]
    if not facts:
        return
    words = tokens(reading.folded)
    places: dict[str, list[int]] = defaultdict(list)
    for at, token in enumerate(words):
        places[token.word].append(at)
    for fact in facts:
        yield from _altered(fact, words, places, reading)


def _altered(fact: Fact, words: Sequence[Token], places: Mapping[str, list[int]], reading: Reading) -> Iterable[Finding]:
    assert isinstance(fact.value, Mapping)
    right = fact.value[reading.language.code]
    wanted = [token.word for token in tokens(right.lower().replace("\u2019", "'"))]
    starts = sorted({at - shift for shift, word in enumerate(wanted) for at in places.get(word, ()) if at >= shift})
    end = -1
    for at in starts:
        said = words[at : at + len(wanted)]
        if len(said) < len(wanted) or said[0].start < end:
            continue
        same = [token.word for token in said] == wanted
        if same or (_close(said, wanted) and _meant(fact, said, reading)):
            end = said[-1].end
            if not same:
                start = said[0].start
                values = {"found": reading.document.text[start:end], "expected": right, "fact": fact}
                yield Finding(start, end, "text-mismatch", values, fact.id, right, (fact_place(fact),), Edit(start, end, right, safe=True))


def _close(said: Sequence[Token], wanted: Sequence[str]) -> bool:
    """Whether a stretch opens as the wording does and has most of its words, or has most of them in their places."""
    in_place = sum(token.word == word for token, word in zip(said, wanted, strict=True))
    left = list(wanted)
    shared = 0
    for token in said:
        if token.word in left:
            left.remove(token.word)
            shared += 1
    return (said[0].word == wanted[0] and shared * 3 >= len(wanted) * 2) or in_place * 4 >= len(wanted) * 3


def _meant(fact: Fact, said: Sequence[Token], reading: Reading) -> bool:
    text, start, end = reading.document.text, said[0].start, said[-1].end
    if text[:start].rstrip("\u00a0\u202f ")[-1:] in ("«", "“", '"') and text[end : end + 2].strip("\u00a0\u202f .!")[:1] in (
        "»",
        "”",
        '"',
        "",
    ):
        return True
    stem = stemmer(reading.language).stem
    around = {stem(token.word) for token in tokens(reading.folded, max(start - 160, 0), min(end + 60, len(text)))}
    cues = fact.cues.get(reading.language.code, ())
    return any({stem(token.word) for token in tokens(cue.lower())} <= around for cue in cues)


RULE = Rule(
    "text-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "La devise de la Garde des lacs est « [[Veiller, secourir, prévenir]] ».", _FACTS),
        Example("fr", "La devise de la Garde des lacs est « Veiller, prévenir, secourir ».", _FACTS),
        Example("en", "The Lake Guard's motto is “[[Watch, rescue, warn]]”.", _FACTS),
        Example("en", "The Lake Guard's motto is “Watch, warn, rescue”.", _FACTS),
    ),
    doc=__doc__,
    fixable=True,
)
