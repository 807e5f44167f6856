"""The JSON report keeps its contract."""

from __future__ import annotations

import io
import json
from pathlib import Path

from conftest import report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.formats import parse
from factcheck.languages.load import codes, load
from factcheck.messages import Messages
from factcheck.reporters import Options, Totals, make_reporter
from factcheck.reporters.places import Places

FACTS = (
    "entities: {f: {kind: programme, en: Lighthouse Fund}}\nfacts: {e: {about: f, amount: 22.24 million CAD, cues: {en: [Budget 2019]}}}\n"
)
TEXT = "# A\n\nIn **Budget 2019**, the Lighthouse Fund got $24.22 million.\r\nThe ICXU met on April 31, 2020.\n"


def written(tmp_path: Path, name: str) -> str:
    stream = io.StringIO()
    made = make_reporter(name, stream, Messages("en"), Options())
    told, totals = report(tmp_path, TEXT, FACTS), Totals()
    totals.add(told)
    made.add_document(told)
    made.finish(totals)
    return stream.getvalue()


def test_json(tmp_path: Path) -> None:
    told = json.loads(written(tmp_path, "json"))
    assert list(told) == ["version", "tool", "documents", "failures", "summary"] and told["version"] == 1
    (document,) = told["documents"]
    assert list(document) == ["path", "language", "as_of", "claims", "coverage", "findings", "unread"]
    source = TEXT
    for finding in document["findings"]:
        assert {"rule", "severity", "message", "start", "end", "quote"} <= finding.keys()
        start, end = finding["start"]["offset"], finding["end"]["offset"]
        assert source[start:end] == finding["quote"]
    amount = document["findings"][0]
    assert (amount["rule"], amount["fact"], amount["expected"]) == ("amount-mismatch", "e", "$22.24 million")
    assert amount["fix"] == {"replacement": "$22.24 million", "safe": True}
    assert (amount["start"]["line"], amount["start"]["column"]) == (3, 45)
    assert amount["related"][0]["path"].endswith("facts.yaml")
    assert told["summary"].pop("coverage") == {"verified": 1, "contradicted": 2, "uncovered": 1, "ignored": 0, "unread": 0}
    assert told["summary"] == {"documents": 1, "errors": 2, "warnings": 0, "notes": 1, "failures": 0}


def test_json_lines(tmp_path: Path) -> None:
    first, last = written(tmp_path, "jsonl").splitlines()
    assert json.loads(first)["findings"] and json.loads(last)["summary"]["errors"] == 2


MARKS = st.sampled_from(
    [
        "**",
        "*",
        "`",
        "[",
        "](a)",
        "# ",
        "- ",
        "| ",
        "\n",
        "\n\n",
        "&amp;",
        "<b>",
        "&nbsp;",
        "&",
        "<p>",
        "<",
        "\r\n",
        "\t",
        "\u00ad",
        "\\",
        "é",
        "\u00a0",
        "12,5 M$",
        "2004",
        "mot",
        " ",
    ]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(MARKS, max_size=40).map("".join), st.sampled_from(["a.md", "a.txt", "a.html"]))
def test_every_character_of_a_document_stands_in_its_source(text: str, name: str) -> None:
    document = parse(text.encode(), name, tuple(map(load, codes())))
    places = Places(document)
    for block in document.blocks:
        for at in range(block.start, block.end):
            spot = places.within(at, at + 1)
            character = document.text[at]
            assert spot.quote[:1] in (character, "&", "\\", "\n", "\r", " ") or character in (" ", "\n", "\u00a0")
