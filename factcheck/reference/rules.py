"""The page of a rule, in three parts: what it reports, what it does not report, and an example with its correction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from factcheck.findings import Rule
from factcheck.messages import Messages
from factcheck.reference.examples import render_example
from factcheck.runtime.records import record

_WIDTH = 78
_INDENT = "    "
_FENCE = "```"


@record
class Section:
    """A paragraph of a page and, under it, the lines that it introduces: a note, facts, a finding. `syntax` names their language."""

    text: str
    lines: str = ""
    syntax: str = "text"


def describe_rule(rule: Rule, messages: Messages) -> tuple[Section, ...]:
    """Return the paragraphs of a rule's page, without its title."""
    reports, silent = messages.explanation(rule.id, rule.doc).split("\n\n")
    return Section(reports), Section(silent), *_describe_example(rule, messages)


def _describe_example(rule: Rule, messages: Messages) -> Iterator[Section]:
    example = render_example(rule, messages)
    note = messages.page("note-day", day=messages.value(example.day)) if example.day else messages.page("note")
    yield Section(note, example.text, "markdown")
    if example.other:
        yield Section(messages.page(f"other-{example.other[0]}"), example.other[1], "markdown")
    if example.facts:
        yield Section(messages.page("facts"), example.facts, "yaml")
    yield Section(messages.page("finding"), "\n".join(example.messages))
    if example.corrected:
        yield Section(messages.page("correction"), example.corrected, "markdown")
    else:
        yield Section(messages.page("no-correction"))


def format_for_screen(rule: Rule, messages: Messages) -> str:
    """Return the page of a rule for a screen of 80 columns."""
    heads = [rule.id, messages.title(rule.id), messages.page("severity", severity=messages.ui(f"severity-{rule.severity}"))]
    texts = ["\n".join(heads), *(_format_section(part) for part in describe_rule(rule, messages))]
    return "\n\n".join(texts) + "\n"


def _format_section(part: Section) -> str:
    lines = wrap(part.text, _WIDTH, break_on_hyphens=False)
    for line in part.lines.splitlines():
        lines += [_INDENT + line] if part.syntax == "yaml" else _wrap(line)
    return "\n".join(lines)


def _wrap(line: str) -> list[str]:
    return wrap(line, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False) or [""]


def build_rules_page(rules: Sequence[Rule], messages: Messages) -> str:
    """Return a Markdown document with the pages of some rules."""
    lines = [f"# {messages.page('rules-title')}", "", messages.page("rules-intro").strip(), ""]
    columns = (messages.page(f"column-{name}") for name in ("rule", "severity", "title"))
    lines += [f"| {' | '.join(columns)} |", "|---|---|---|"]
    lines += [f"| [`{rule.id}`](#{rule.id}) | {messages.ui(f'severity-{rule.severity}')} | {messages.title(rule.id)} |" for rule in rules]
    for rule in rules:
        lines += ["", f"## {rule.id}", "", messages.page("severity", severity=messages.ui(f"severity-{rule.severity}"))]
        for part in describe_rule(rule, messages):
            lines += ["", part.text]
            lines += ["", f"{_FENCE}{part.syntax}", part.lines, _FENCE] if part.lines else []
    return "\n".join(lines) + "\n"
