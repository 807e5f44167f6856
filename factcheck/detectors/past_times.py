"""Times that are past on any day of the note (last year, yesterday, « depuis juillet dernier »), each with the verb that it modifies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache

from factcheck.analysis import Analysis
from factcheck.document import BlockKind
from factcheck.languages.alternation import any_of
from factcheck.languages.schema.language import Language
from factcheck.model import Kind, Mention, Statement
from factcheck.runtime.regex import compiled
from factcheck.values.types import Calendar, Grain

_DAY = timedelta(days=1)
# What makes a genitive of a time: it belongs to a noun (last year's budget).
_GENITIVE = ("'", "\u2019")


def find_past_times(analysis: Analysis) -> Iterator[Statement]:
    """Yield the past times of a note as statements, each with its sure verb, outside tables."""
    day, folded = analysis.date.day - _DAY, analysis.folded
    pattern, known = _pattern(analysis.language)
    marks = [mark for mark in known if mark in folded]
    for index, block in enumerate(analysis.document.blocks):
        if block.kind is BlockKind.CELL or all(folded.find(mark, block.start, block.end) < 0 for mark in marks):
            continue
        for found in pattern.finditer(folded, block.start, block.end):
            if not folded.startswith(_GENITIVE, found.end()):
                value = Calendar(Grain.DAY, day.year, day.month, day.day)
                yield analysis.grammar.place(Mention(Kind.DATE, found.start(), found.end(), value, index))


@cache
def _pattern(language: Language) -> tuple[re.Pattern[str], Sequence[str]]:
    """Return the pattern of the past times of a language, in folded text, and words of which each of them has one."""
    tables = language.quantities.dates
    days = [phrase for phrase, away in tables.relative_days.items() if away < 0 and phrase not in tables.anaphoric]
    periods = [phrase for phrase, period in tables.relative_periods.items() if period.partition(" ")[2].startswith("-")]
    named = [form.format(name) for form in tables.last for name in (*tables.months, *tables.weekdays) if name.isalpha()]
    phrases = [phrase.lower() for phrase in (*named, *days, *periods)]
    marks = [form.format("").strip() for form in tables.last]
    for phrase in phrases:
        if not any(mark in phrase for mark in marks):
            marks.append(max(phrase.split(), key=len))
    return compiled(rf"(?<![\w-])(?:{any_of(phrases)})(?![\w-])"), marks
