"""The details of a reason for or against a link: which words say it, and what fills them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from factcheck.analysis import Analysis
from factcheck.linking.candidates import Owner
from factcheck.linking.evidence.reach import Reach
from factcheck.linking.relations import Row
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.types import Period

# A cue stands beside a figure with so many words between them.
_BESIDE = 3
# The words of a note are cut after so many characters.
_LONGEST = 60

# Where names alone are looked for.
_OF_NAMES = frozenset({Reach.LATER, Reach.EARLIER, Reach.TITLE, Reach.ANAPHOR})

Details = tuple[str, Mapping[str, str]]
"""The variant of a reason, and the values that fill its words."""


def _dashed(name: str) -> str:
    return name.lower().replace("_", "-")


def _describe_subject(row: Row, at: int, analysis: Analysis) -> Details:
    candidate = row.candidates[at]
    if not candidate.fact.about:
        return "none", {}
    return _dashed(candidate.subject.reach.name), {"text": _get_words(candidate.subject.span, analysis)}


def _describe_cue(row: Row, at: int, analysis: Analysis) -> Details:
    cue = row.candidates[at].cue
    is_beside = cue.reach is Reach.SENTENCE and cue.steps.words <= _BESIDE and not cue.steps.breaks
    return "beside" if is_beside else _dashed(cue.reach.name), {"text": _get_words(cue.span, analysis)}


def _describe_time(row: Row, at: int, analysis: Analysis) -> Details:
    candidate = row.candidates[at]
    time, starting = candidate.time, candidate.fact.starting
    if time.stated is None:
        return "none", {}
    stated = _write_years(time.stated.period)
    if time.within is None or starting is None:
        return "stated", {"stated": stated}
    return "within" if time.within else "away", {"stated": stated, "registered": _write_years(starting)}


def _describe_value(row: Row, at: int, analysis: Analysis) -> Details:
    candidate = row.candidates[at]
    if candidate.comparison.equal:
        return "equal", {}
    if candidate.comparison.error_kind is not ErrorKind.NONE:
        return candidate.comparison.error_kind, {}
    return "other" if candidate.owner is Owner.NONE else "another", {}


def _describe_dates(row: Row, at: int, analysis: Analysis) -> Details:
    return "equal" if row.candidates[at].comparison.equal else "other", {}


def _describe_other_facts(row: Row, at: int, analysis: Analysis) -> Details:
    fact, pairs = row.candidates[at].fact, zip(row.scores, row.candidates, strict=True)
    return _compare(row.scores[at], [(score, each.fact.id) for score, each in pairs if each.fact is not fact])


def _describe_other_figures(row: Row, at: int, analysis: Analysis) -> Details:
    best = analysis.derive(_index_facts)[row.candidates[at].fact.id]
    return _compare(row.scores[at], [(score, "") for score, index in best if index != row.index])


_DETAILS: Mapping[str, tuple[Callable[[Row, int, Analysis], Details], tuple[str, ...]]] = {
    "subject": (_describe_subject, ("none", *(_dashed(each.name) for each in Reach))),
    "cue": (_describe_cue, ("beside", *(_dashed(each.name) for each in Reach if each not in _OF_NAMES))),
    "time": (_describe_time, ("none", "within", "away", "stated")),
    "value": (_describe_value, ("equal", "another", "other", *(str(each) for each in ErrorKind if each is not ErrorKind.NONE))),
    "dates": (_describe_dates, ("equal", "other")),
    "other-facts": (_describe_other_facts, ("none", "close", "better")),
    "other-figures": (_describe_other_figures, ("none", "close", "better")),
}
"""For the topics that are worded by what the pair is: what says it, and all that it may say."""


def describe(topic: str, row: Row, at: int, analysis: Analysis) -> tuple[str, Mapping[str, str]]:
    """Return the key of the words of a reason for or against a candidate of a statement, by its place, and the values that fill them."""
    if topic not in _DETAILS:
        return topic, {}
    variant, values = _DETAILS[topic][0](row, at, analysis)
    return f"{topic}-{variant}", values


def list_keys(topic: str) -> Sequence[str]:
    """Return the keys of the words of a topic."""
    return [f"{topic}-{each}" for each in _DETAILS[topic][1]] if topic in _DETAILS else [topic]


def _compare(own: float, others: Sequence[tuple[float, str]]) -> Details:
    """Return how the best of the scores of other pairs, each with a name, compares with a score."""
    if not others:
        return "none", {}
    best, name = max(others)
    return "better" if best > own else "close", {"other": name}


def _index_facts(analysis: Analysis) -> Mapping[str, Sequence[tuple[float, int]]]:
    """Return for each fact the two best scores of the statements that may state it, each with the index of its statement."""
    found: dict[str, list[tuple[float, int]]] = {}
    for row in (row for rows in analysis.rows for row in rows):
        for candidate, score in zip(row.candidates, row.scores, strict=True):
            best = found.setdefault(candidate.fact.id, [])
            best.append((score, row.index))
            best.sort(reverse=True)
            del best[2:]
    return found


def _write_years(period: Period) -> str:
    """Return the years of a period; the one that it has, where it is open."""
    years = [day.year for day in (period.first, period.last) if day not in (date.min, date.max)]
    return "–".join(str(year) for year in dict.fromkeys(years))


def _get_words(span: tuple[int, int], analysis: Analysis) -> str:
    """Return the words of a span, cut where they are many; empty for none."""
    start, end = span
    words = " ".join(analysis.document.text[start:end].split()) if start >= 0 else ""
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + "…"
