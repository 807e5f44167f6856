"""Reports a verb in the future with a date that is past on the note's date, or a verb in the past with a date that is still to come. No fact
is needed. The date must modify that verb, in the same clause and within a few words. A note without a date is judged by the latest day
that it reports as past; where only today's date decides, the finding is a warning.

Does not report quotations, reports of what was said or planned, years that are part of a name or of a comparison, intervals, or the
future perfect.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.languages.grammar import Plural
from factcheck.model import Reading, Role, Statement, VerbGroup
from factcheck.patterns import compiled
from factcheck.rules.apposed import awaited, done
from factcheck.values import Calendar, Period

# A word, or a mark that ends the first words of a sentence.
_WORD = compiled(r"[\w'-]+|[,;:(]")
_FUTURE = frozenset({"future", "near-future"})
_PAST = frozenset({"past"})
_TOO_EARLY = "tense-mismatch.past"
_SINCE = frozenset({"past", "present"})


def check(reading: Reading) -> Iterable[Finding]:
    """Findings for the verbs whose tense parts from their date."""
    for statement in reading.statements:
        value = statement.mention.value
        period = value.period if isinstance(value, Calendar) else None
        if period is None or statement.elsewhere or statement.sentence.row or reading.quoted(statement.mention.start):
            continue
        finding = _future(statement, period, reading) or _past(statement, period, reading) or _beside(statement, period, reading)
        if finding:
            yield finding


def _future(statement: Statement, period: Period, reading: Reading) -> Finding | None:
    verb = statement.verb
    if verb is None or verb.tense not in _FUTURE or statement.role is Role.SINCE:
        return None
    floor = reading.as_of.floor
    if floor and period.last < floor:
        return _finding(statement, "tense-mismatch.future", reading, floor)
    if period.last >= reading.as_of.day:
        return None
    certain = reading.as_of.certain
    return _finding(statement, "tense-mismatch.future" if certain else "tense-mismatch.today", reading, reading.as_of.day, certain=certain)


def _past(statement: Statement, period: Period, reading: Reading) -> Finding | None:
    verb = statement.verb
    tenses = _SINCE if statement.role is Role.SINCE else _PAST
    if verb is None or verb.tense not in tenses or period.first <= reading.as_of.day:
        return None
    auxiliary = " " in reading.folded[verb.start : verb.end]
    if statement.role is Role.BY and not (auxiliary and verb.end <= statement.mention.start):
        return None
    return _finding(statement, _TOO_EARLY, reading, reading.as_of.day)


def _beside(statement: Statement, period: Period, reading: Reading) -> Finding | None:
    """A participle, or an infinitive, set beside a noun with its date (Launched in 2027, the plan …; the plan, to be launched in 2022, …)."""
    day, certain = reading.as_of.day, reading.as_of.certain
    if statement.verb is None and (verb := done(statement, period, reading)):
        return _told(statement, verb, _TOO_EARLY, reading, day, certain=certain)
    if verb := awaited(statement, period, reading):
        return _told(statement, verb, "tense-mismatch.future", reading, day)
    return None


def _finding(statement: Statement, key: str, reading: Reading, day: date, *, certain: bool = True) -> Finding:
    verb = statement.verb
    assert verb is not None
    edit = _recast(statement, verb, key, reading)
    return _told(statement, (verb.start, verb.end), key, reading, day, certain=certain, edit=edit)


def _told(
    statement: Statement, verb: tuple[int, int], key: str, reading: Reading, day: date, *, certain: bool = True, edit: Edit | None = None
) -> Finding:
    text, mention = reading.document.text, statement.mention
    start, end = min(verb[0], mention.start), max(verb[1], mention.end)
    values = {"verb": text[verb[0] : verb[1]], "found": text[mention.start : mention.end], "day": day}
    return Finding(start, end, key, values, severity=None if certain else Severity.WARNING, edit=edit)


def _recast(statement: Statement, verb: VerbGroup, key: str, reading: Reading) -> Edit | None:
    """The verb in the other tense, where the tables know its first words and a participle follows them."""
    tables = reading.language.grammar.verbs
    said = reading.folded[verb.start : verb.end]
    for words, right in (tables.recast_future if key == _TOO_EARLY else tables.recast_past).items():
        if said.startswith(words + " "):
            if right in tables.plural.forms and _plural(reading.folded[statement.sentence.start : verb.start], tables.plural):
                right = tables.plural.forms[right]
            return Edit(verb.start, verb.start + len(words), right, safe=False)
    return None


def _plural(before: str, tables: Plural) -> bool:
    """Whether the subject at the start of a sentence is more than one, by the head of its first words."""
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
