"""List what is read in a note as rows of a table: each mention, name and verb, with its value and what its sentence says of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factcheck.cli.screen import Screen
from factcheck.export import MODIFIERS, Data, ExportedAnalysis
from factcheck.languages.load import load
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.model import Modifiers, Statement
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.statements.triggers import reached
from factcheck.values.tense import Tense
from factcheck.values.types import Calendar, Grain, Interval, Qualifier
from factcheck.wording.value import word_recurrence, word_spread, word_value

_ISO = compiled(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")
_WEEK, _CLOCK = compiled(r"\d{4}-W\d\d"), compiled(r"T(?P<hour>\d\d):(?P<minute>\d\d)")
_MARK = compiled(r"[,;:.()](?!\d)")
_PRESENT = (Tense.NONE, Tense.PRESENT)


@record
class Row:
    """What is read at a span: its half-open offsets, kind, value in words, and context."""

    start: int
    end: int
    kind: str
    value: str
    context: str


def list_rows(analysis: ExportedAnalysis, screen: Screen) -> list[Row]:
    """Return a row for each mention, name, verb and unread figure, in the order of the note."""
    language = load(screen.messages.code)
    statements = {(each.mention.start, each.mention.end): each for each in analysis.analysis.statements}
    stated = {(each.start, each.end): each.value for mention in analysis.analysis.mentions for each in (mention, *mention.parts)}
    found = []
    for each in analysis.mentions:
        span = each["start"], each["end"]
        value = word_value(stated[span], language) if span in stated else _word_time(each["value"], screen, language)
        context = [
            *(_describe_statement(statements[span], analysis, screen, language) if span in statements else ()),
            *_describe_verb(each, analysis, screen),
        ]
        found.append(Row(*span, each["kind"], value, ", ".join(context)))
    found += [Row(each["start"], each["end"], "name", each["entity"], screen.ui(f"form-{each['form']}")) for each in analysis.names]
    found += [Row(each["start"], each["end"], "unread", "", "") for each in analysis.unread]
    found += [Row(each["start"], each["end"], "verb", screen.ui(f"tense-{each['tense']}"), "") for each in analysis.verbs]
    return sorted(found, key=lambda row: (row.start, row.end))


def _word_time(value: Data, screen: Screen, language: Language) -> str:
    """Return a relative time, or an interval of two, in words."""
    if "iso" not in value:
        return language.wording.dates["range"].format(
            first=_word_iso(value["start"], screen, language), last=_word_iso(value["end"], screen, language)
        )
    return _word_iso(value["iso"], screen, language)


def _word_iso(iso: str, screen: Screen, language: Language) -> str:
    """Return a time of ISO 8601 or TIMEX3 in words."""
    if _WEEK.fullmatch(iso):
        monday = date.fromisoformat(f"{iso}-1")
        return screen.ui("time-week", day=word_value(Calendar(Grain.DAY, monday.year, monday.month, monday.day), language))
    if clock := _CLOCK.fullmatch(iso):
        return screen.ui("time-clock", hour=clock["hour"], minute=clock["minute"])
    if not (found := _ISO.fullmatch(iso)):
        return screen.ui(f"time-{iso}")
    year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
    return word_value(Calendar(Grain.DAY if day else Grain.MONTH if month else Grain.YEAR, year, month, day), language)


def _describe_statement(statement: Statement, analysis: ExportedAnalysis, screen: Screen, language: Language) -> Iterator[str]:
    """Yield the modifiers of a quantity, and that it is a former value where its sentence says so."""
    yield from _describe_modifiers(statement.modifiers, screen, language)
    if not statement.modifiers.is_former and _is_former(statement, analysis):
        yield screen.ui("modifier-is_former")


def _is_former(statement: Statement, analysis: ExportedAnalysis) -> bool:
    """Return whether the words of the sentence around a quantity speak of a former state."""
    document, sentence = analysis.analysis.document, statement.sentence
    if sentence.row or isinstance(statement.mention.value, Calendar | Interval):
        return False
    end = statement.modifiers.end
    mark = _MARK.search(document.folded, end, sentence.end)
    before = [token.word for token in document.tokens(sentence.start, statement.mention.start)]
    after = [token.word for token in document.tokens(end, mark.start() if mark else sentence.end)]
    categories = (Category.FORMER,) if statement.tense in _PRESENT else (Category.FORMER, Category.PAST_ADVERB)
    return any(reached(document.language, category, before, after) for category in categories)


def _describe_modifiers(modifiers: Modifiers, screen: Screen, language: Language) -> Iterator[str]:
    """Yield the qualifier, duration, recurrence, start and end of a quantity, and its other modifiers."""
    if modifiers.qualifier is not Qualifier.EXACT:
        yield screen.ui(f"modifier-{modifiers.qualifier}")
    if modifiers.over:
        yield word_spread("over", modifiers.over, language)
    if modifiers.per:
        yield word_recurrence(modifiers.per, language)
    for bound in ("starting", "until"):
        value = getattr(modifiers, bound)
        if value is not None and value.period:
            yield word_spread(bound, value.period, language)
    if modifiers.span:
        yield word_value(modifiers.span, language)
    yield from (screen.ui(f"modifier-{name}") for name in MODIFIERS.values() if getattr(modifiers, name))


def _describe_verb(found: Data, analysis: ExportedAnalysis, screen: Screen) -> Iterator[str]:
    """Yield the verb that governs a date."""
    if verb := found.get("verb"):
        words = " ".join(analysis.analysis.document.text[verb["start"] : verb["end"]].split())
        yield f"{words} ({screen.ui('tense-' + verb['tense'])})"
