"""The summary of a note in lines of text: its result, what was found by rule and by place, and what it was checked against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from factcheck import __version__
from factcheck.facts.schema import Registry
from factcheck.findings import Finding, Report
from factcheck.messages import Messages
from factcheck.reporters.page_versions import digest_registry
from factcheck.reporters.pageview import CONTRADICTED, UNVERIFIED, find_claims, is_serious
from factcheck.reporters.places import Places

# So many findings are listed, the worst first; those of `always` in any case.
_MOST = 30


def summarize_report(report: Report, messages: Messages, registry: Registry | None, always: Collection[Finding] = ()) -> list[str]:
    """Return the lines of the summary of a note; `always` are the findings that cannot be shown at their place."""
    assert report.document is not None
    lines = [messages.ui("summary-result", result=word_result(report, messages))]
    counts = Counter(finding.rule for finding in report.findings)
    rules = [messages.ui("summary-rule", title=messages.title(rule), count=count) for rule, count in sorted(counts.items())]
    lines += ["; ".join(rules)] if rules else []
    lines += _list_findings(report, messages, {id(each) for each in always})
    lines += [messages.unread(part) for part in report.document.unread]
    version = digest_registry(registry)
    lines.append(f"factcheck {__version__}; {messages.ui(f'as-of-{report.date.source}', day=report.date.day)}")
    if version:
        lines[-1] += f"; {messages.ui('page-registry', version=version)}"
    return [" ".join(line.split()) for line in lines]


def word_result(report: Report, messages: Messages) -> str:
    """Return the result of a note in the words of the review page: ready, or how many passages are to be corrected or confirmed."""
    sums = Counter(claim.outcome for claim in find_claims(report, ""))
    counts = {"correct": sums[CONTRADICTED], "confirm": sums[UNVERIFIED], "unread": len(report.document.unread) if report.document else 0}
    found = [messages.ui(f"page-verdict-{name}", count=count) for name, count in counts.items() if count]
    return ", ".join(found) or messages.ui("page-verdict-ready")


def _list_findings(report: Report, messages: Messages, always: Collection[int]) -> Iterator[str]:
    """Yield a line for each finding, the worst first, with its place and its words."""
    assert report.document is not None
    places, shown = Places(report.document), 0
    for finding in sorted(report.findings, key=lambda each: not is_serious(each)):
        if shown >= _MOST and id(finding) not in always:
            continue
        shown += 1
        place = places.describe(finding, messages)
        text = messages.finding(finding.rule, finding.key, finding.values)
        yield f"• {messages.ui('placed', place=place, text=text) if place else text}"
    if len(report.findings) > shown:
        yield messages.ui("summary-more", count=len(report.findings) - shown)
