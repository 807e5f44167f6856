"""The example of a rule as its page shows it: the note, what makes it wrong, the finding, and the corrected note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from factcheck.checker import check_versions
from factcheck.facts.load import load_registry
from factcheck.facts.schema import Registry
from factcheck.findings import Example, Finding, Report, Rule
from factcheck.fix import select_changes
from factcheck.formats import parse
from factcheck.languages.load import all_languages
from factcheck.mentions.parse_value import parse_fact_value
from factcheck.messages import Messages
from factcheck.reference.fact_text import format_facts
from factcheck.runtime.records import record
from factcheck.settings import Settings

OPEN, CLOSE = "[[", "]]"
_FRONT = "---\n"


@record
class RenderedExample:
    """What a page shows of an example, in one language.

    `text` is the note without its front matter; `day` the note's date where the example depends on it; `facts` the registry as YAML (empty:
    none is needed); `other` the language and the text of another version of the note; `messages` the findings in words, of all versions;
    `corrected` the note with the corrections made, empty where the rule proposes none.
    """

    text: str
    day: date | None
    facts: str
    other: tuple[str, str] | None
    messages: tuple[str, ...]
    corrected: str


def render_example(rule: Rule, messages: Messages) -> RenderedExample:
    """Return the first example of a rule in the language of the screen in which the rule reports something."""
    example = next(each for each in rule.examples if each.language == messages.code and OPEN in each.text)
    registry = _load_registry(example)
    reports = _check_example(example, registry)
    found = [_select_findings(report, rule) for report in reports]
    texts = [messages.finding(rule.id, finding.key, finding.values) for findings in found for finding in findings]
    report = replace(reports[0], findings=found[0])
    return RenderedExample(
        _remove_front_matter(_remove_marks(example.text)),
        _find_day(example),
        format_facts(example.facts, example.language, example.text),
        (example.pair[0], _remove_marks(example.pair[1])) if example.pair else None,
        tuple(dict.fromkeys(texts)),
        _correct_note(report),
    )


def _load_registry(example: Example) -> Registry:
    with TemporaryDirectory() as folder:
        path = Path(folder, "facts.yaml")
        path.write_text(example.facts, "utf-8")
        return load_registry([path] if example.facts else [], parse_fact_value, all_languages())


def _check_example(example: Example, registry: Registry) -> tuple[Report, ...]:
    versions = [(example.language, example.text), *([example.pair] if example.pair else [])]
    documents = [parse(_remove_marks(text).encode(), f"note.{code}.md", all_languages()) for code, text in versions]
    return check_versions(documents, registry, Settings(date.fromisoformat(example.as_of)))


def _select_findings(report: Report, rule: Rule) -> tuple[Finding, ...]:
    return tuple(finding for finding in report.findings if finding.rule == rule.id)


def _correct_note(report: Report) -> str:
    text = report.document.source if report.document else ""
    edits = select_changes(report, unsafe=True)
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return _remove_front_matter(text) if edits else ""


def _find_day(example: Example) -> date | None:
    """Return the date of the note of an example, where the note gives it or a fact is valid for a limited time."""
    if example.text.startswith(_FRONT):
        front = dict(line.partition(": ")[::2] for line in example.text.split(_FRONT)[1].splitlines())
        return date.fromisoformat(front["date"])
    return date.fromisoformat(example.as_of) if "valid:" in example.facts else None


def _remove_marks(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")


def _remove_front_matter(text: str) -> str:
    """Return a note without its front matter."""
    return (text.partition(f"\n{_FRONT}")[2] if text.startswith(_FRONT) else text).strip()
