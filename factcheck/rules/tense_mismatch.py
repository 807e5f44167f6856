"""Reports a verb in the future with a date that is past on the note's date, or a verb in the past with a date that is still to come. No fact
is needed. The date must modify that verb, in the same clause. A note without a date is judged by the latest day that it reports as past;
where only today's date decides, the finding is a warning, and a note where the newest date of the note is more than two years old. A day
without its year that is just past is a warning, too.

Does not report quotations, reports of what was said or planned, conditions, chronicles in the present, retroactive rules, years that are
part of a name or of a comparison, intervals, or the future perfect.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from factcheck.analysis import Analysis
from factcheck.detectors.chronicles import is_narrated
from factcheck.detectors.joined_dates import find_joined_times
from factcheck.detectors.participles import find_future_infinitive, find_past_participle
from factcheck.detectors.past_times import find_past_times
from factcheck.detectors.tense_doubts import get_first_day, is_doubtful, speaks_from_past
from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.languages.alternation import any_of
from factcheck.languages.schema.verbs import Plural
from factcheck.model import DateRole, Statement, VerbGroup
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span
from factcheck.values.tense import Tense
from factcheck.values.types import Calendar, Grain, Period, Unit

# A word, or a mark that ends the first words of a sentence.
_WORD = compiled(r"[\w'-]+|[,;:(]")
_FUTURE = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE})
_PAST = frozenset({Tense.PAST})
_PLACED = frozenset({DateRole.AT, DateRole.SINCE})
_TOO_EARLY = "tense-mismatch.past"
_SINCE = frozenset({Tense.PAST, Tense.PRESENT})
# A day without its year, before that of the note by no more than this, is of the same year: a coming one so far ahead would have its year.
_JUST_PAST = timedelta(days=60)


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the verbs whose tense differs from their date."""
    yield from _check_past_times(analysis)
    joined = analysis.derive(find_joined_times)
    for statement in analysis.statements:
        value = statement.mention.value
        period = value.period if isinstance(value, Calendar) else None
        period = joined.get(statement.mention.start, period) or _without_year(statement, analysis)
        if period is None or statement.irrealis or statement.sentence.row or analysis.is_quoted(statement.mention.start):
            continue
        finding = (
            _check_future(statement, period, analysis)
            or _check_past(statement, period, analysis)
            or _check_participle(statement, period, analysis)
        )
        if finding:
            yield finding if not isinstance(value, Calendar) or value.period else replace(finding, severity=Severity.WARNING)


def _check_past_times(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the verbs in the future with a time that is past on any day (last year the fund will open)."""
    for statement in find_past_times(analysis):
        verb = statement.verb
        if verb is None or verb.tense not in _FUTURE or statement.irrealis or analysis.is_quoted(statement.mention.start):
            continue
        if statement.date_role in _PLACED and (statement.date_role is not DateRole.SINCE or verb.start > statement.mention.start):
            yield _finding(statement, Span(verb.start, verb.end), "tense-mismatch.future", analysis)


def _check_future(statement: Statement, period: Period, analysis: Analysis) -> Finding | None:
    verb = statement.verb
    if verb is None or verb.tense not in _FUTURE:
        return None
    is_late_since = statement.date_role is DateRole.SINCE and verb.start < statement.mention.start
    is_past = period.last < analysis.date.day
    is_unsure = is_past and is_doubtful(statement, verb, analysis)
    if is_late_since or is_unsure or is_narrated(statement, period, analysis):
        return None
    latest_past, edit = analysis.date.latest_past, _recast(statement, verb, "tense-mismatch.future", analysis)
    if latest_past and period.last < latest_past:
        return replace(_finding(statement, _span(verb), "tense-mismatch.future", analysis, latest_past), edit=edit)
    if not is_past:
        return None
    if analysis.date.is_certain:
        return replace(_finding(statement, _span(verb), "tense-mismatch.future", analysis), edit=edit)
    found = _finding(statement, _span(verb), "tense-mismatch.today", analysis)
    return replace(found, edit=edit, severity=Severity.NOTE if speaks_from_past(analysis) else Severity.WARNING)


def _check_past(statement: Statement, period: Period, analysis: Analysis) -> Finding | None:
    verb = statement.verb
    tenses = _SINCE if statement.date_role is DateRole.SINCE else _PAST
    if verb is None or verb.tense not in tenses or get_first_day(statement, period) <= analysis.date.day:
        return None
    if is_doubtful(statement, verb, analysis):
        return None
    auxiliary = " " in analysis.folded[verb.start : verb.end]
    if statement.date_role is DateRole.BY and not (auxiliary and verb.end <= statement.mention.start):
        return None
    edit = _recast(statement, verb, _TOO_EARLY, analysis)
    return replace(_finding(statement, _span(verb), _TOO_EARLY, analysis), edit=edit)


def _without_year(statement: Statement, analysis: Analysis) -> Period | None:
    """Return the day that a day without its year means, where it is just past on the day of a dated note and does not recur."""
    value, today = statement.mention.value, analysis.date.day
    if not isinstance(value, Calendar) or value.year or value.grain is not Grain.DAY or not analysis.date.is_certain:
        return None
    days = [period.first for year in (today.year, today.year - 1) if (period := replace(value, year=year).period)]
    day = next((day for day in days if day < today), None)
    yearly = any_of(analysis.language.modifiers.per[Unit.YEAR])
    sentence = analysis.folded[statement.sentence.start : statement.sentence.end]
    if day is None or today - day > _JUST_PAST or compiled(rf"(?<!\w)(?:{yearly})(?!\w)").search(sentence):
        return None
    return Period(day, day, Grain.DAY)


def _check_participle(statement: Statement, period: Period, analysis: Analysis) -> Finding | None:
    """Return a participle, or an infinitive, set beside a noun with its date (Launched in 2027, the plan …; the plan, to be launched in 2022, …)."""
    if statement.verb is None and (verb := find_past_participle(statement, period, analysis)):
        found = _finding(statement, Span(*verb), _TOO_EARLY, analysis)
        return found if analysis.date.is_certain else replace(found, severity=Severity.WARNING)
    if verb := find_future_infinitive(statement, period, analysis):
        return _finding(statement, Span(*verb), "tense-mismatch.future", analysis)
    return None


def _span(verb: VerbGroup) -> Span:
    return Span(verb.start, verb.end)


def _finding(statement: Statement, verb: Span, key: str, analysis: Analysis, day: date | None = None) -> Finding:
    """Return a finding for a verb and its date; `day` is the one with which the date is compared, that of the note by default."""
    text, mention = analysis.document.text, statement.mention
    start, end = min(verb.start, mention.start), max(verb.end, mention.end)
    values = {"verb": text[verb.start : verb.end], "found": text[mention.start : mention.end], "day": day or analysis.date.day}
    return Finding(start, end, key, values)


def _recast(statement: Statement, verb: VerbGroup, key: str, analysis: Analysis) -> Edit | None:
    """Return the verb in the other tense, where the tables know its first words and a participle follows them, and no span is still open."""
    if statement.date_role is DateRole.SINCE:
        return None
    tables = analysis.language.grammar.verbs
    stated = analysis.folded[verb.start : verb.end]
    for words, right in (tables.recast_future if key == _TOO_EARLY else tables.recast_past).items():
        if stated.startswith(words + " "):
            if right in tables.plural.forms:
                subject = _subject(statement, verb, analysis)
                if subject is None:
                    return None
                right = tables.plural.forms[right] if _is_plural(subject, tables.plural) else right
            return Edit(verb.start, verb.start + len(words), right, safe=False)
    return None


def _subject(statement: Statement, verb: VerbGroup, analysis: Analysis) -> str | None:
    """Return the words of the subject of a verb: between its date and itself, else from the start of the sentence; None behind another verb."""
    if between := analysis.folded[statement.mention.end : verb.start].lstrip(", "):
        return between
    is_first = all(other.start >= verb.start for other in analysis.grammar.verbs_of(statement.sentence))
    return analysis.folded[statement.sentence.start : verb.start] if is_first else None


def _is_plural(before: str, tables: Plural) -> bool:
    """Return whether the subject at the start of a sentence is more than one, by the head of its first words."""
    words = _WORD.findall(before)
    at = next((at for at, word in enumerate(words) if word in tables.after), len(words))
    if any(word in tables.joined for word in words[:at]):
        return True
    head = words[at - 1] if at else ""
    return head in tables.words or (head.endswith(tables.suffixes) and not head.endswith(tables.stop))


RULE = Rule(
    "tense-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "---\ndate: 2020-03-05\n---\n\nLe plan a été lancé en 2004 et [[sera renouvelé en 2009]]."),
        Example("fr", "---\ndate: 2020-03-05\n---\n\nLe pont [[a été inauguré en mai 2021]]."),
        Example("fr", "---\ndate: 2020-03-05\n---\n\nLe ministre avait annoncé que le pont serait inauguré en 2019."),
        Example("en", "---\ndate: 2020-03-05\n---\n\nThe bridge [[will be opened in May 2018]]."),
        Example("en", "---\ndate: 2020-03-05\n---\n\nThe bridge [[was opened in May 2021]]."),
        Example("fr", "---\ndate: 2020-03-05\n---\n\nGrâce au fonds, 900 logements [[ont été construits d’ici mars 2024]]."),
        Example("en", "---\ndate: 2020-03-05\n---\n\nThe office [[will open at the end of 2018]], and the annex in the fall of 2021."),
        Example("fr", "---\ndate: 2020-03-05\n---\n\nLe bureau [[ouvrira au cours de l’été 2018]]."),
        Example("fr", "---\ndate: 2020-03-05\n---\n\nLe Programme des ports (PP) [[a été renouvelé le 1er avril 2021]]."),
        Example("fr", "---\ndate: 2020-03-05\n---\n\nSon mandat s’élargira avec la Loi, qui [[est entrée en vigueur le 1er mai 2021]]."),
        Example("en", "---\ndate: 2020-03-05\n---\n\nThe fund, in [[2018, will open]] an office."),
        Example(
            "fr", "---\ndate: 2020-03-05\n---\n\nSignée en 2019 et [[entrée en vigueur le 1er mai 2021]], la Loi permet déjà de bâtir."
        ),
        Example("fr", "---\ndate: 2020-03-05\n---\n\nTenue le 3 mai 2020, la rencontre réunira 900 gardiens."),
        Example("en", "---\ndate: 2020-03-05\n---\n\nKept by the port, the office [[opened on April 7, 2021]]."),
        Example("en", "---\ndate: 2020-03-05\n---\n\nThe fund, [[to be launched in May 2018]], pays for lamps."),
        Example(
            "en", "---\ndate: 2020-03-05\n---\n\nThe fund was to be launched in May 2018, and the annex, to be opened in 2021, is new."
        ),
        Example("en", "---\ndate: 2020-03-05\n---\n\nThe line will carry 900 people, with two stations added by March 2024."),
        Example("en", "---\ndate: 2020-03-05\n---\n\nEmissions will fall below 2005 levels, and Budget 2018 will pay for it."),
    ),
    doc=__doc__,
    fixable=True,
)
