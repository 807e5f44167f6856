"""The page of a rule, in three parts: what it reports, what it does not report, and an example with its correction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from factcheck.findings import Rule
from factcheck.messages import Messages
from factcheck.reference.examples import shown_example
from factcheck.runtime.records import record

_WIDTH = 78
_INDENT = "    "
_FENCE = "```"


@record
class Part:
    """A paragraph of a page and, under it, the lines that it introduces: a note, facts, a finding. `syntax` names their language."""

    text: str
    lines: str = ""
    syntax: str = "text"


def rule_parts(rule: Rule, messages: Messages) -> tuple[Part, ...]:
    """Return the paragraphs of a rule's page, without its title."""
    reports, silent = messages.explanation(rule.id, rule.doc).split("\n\n")
    return Part(reports), Part(silent), *_example(rule, messages)


def _example(rule: Rule, messages: Messages) -> Iterator[Part]:
    shown = shown_example(rule, messages)
    note = messages.page("note-day", day=messages.value(shown.day)) if shown.day else messages.page("note")
    yield Part(note, shown.text, "markdown")
    if shown.other:
        yield Part(messages.page(f"other-{shown.other[0]}"), shown.other[1], "markdown")
    if shown.facts:
        yield Part(messages.page("facts"), shown.facts, "yaml")
    yield Part(messages.page("finding"), "\n".join(shown.messages))
    if shown.corrected:
        yield Part(messages.page("correction"), shown.corrected, "markdown")
    else:
        yield Part(messages.page("no-correction"))


def screen_page(rule: Rule, messages: Messages) -> str:
    """Return the page of a rule for a screen of 80 columns."""
    heads = [rule.id, messages.title(rule.id), messages.page("severity", severity=messages.ui(f"severity-{rule.severity}"))]
    texts = ["\n".join(heads), *(_on_screen(part) for part in rule_parts(rule, messages))]
    return "\n\n".join(texts) + "\n"


def _on_screen(part: Part) -> str:
    lines = wrap(part.text, _WIDTH, break_on_hyphens=False)
    for line in part.lines.splitlines():
        lines += [_INDENT + line] if part.syntax == "yaml" else _wrapped(line)
    return "\n".join(lines)


def _wrapped(line: str) -> list[str]:
    return wrap(line, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False) or [""]


def rules_document(rules: Sequence[Rule], messages: Messages) -> str:
    """Return a Markdown document with the pages of some rules."""
    lines = [f"# {messages.page('rules-title')}", "", messages.page("rules-intro").strip(), ""]
    columns = (messages.page(f"column-{name}") for name in ("rule", "severity", "title"))
    lines += [f"| {' | '.join(columns)} |", "|---|---|---|"]
    lines += [f"| [`{rule.id}`](#{rule.id}) | {messages.ui(f'severity-{rule.severity}')} | {messages.title(rule.id)} |" for rule in rules]
    for rule in rules:
        lines += ["", f"## {rule.id}", "", messages.page("severity", severity=messages.ui(f"severity-{rule.severity}"))]
        for part in rule_parts(rule, messages):
            lines += ["", part.text]
            lines += ["", f"{_FENCE}{part.syntax}", part.lines, _FENCE] if part.lines else []
    return "\n".join(lines) + "\n"
