"""Every figure, date and name of a note is in exactly one class, and no report says that nothing is wrong above an error."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from factcheck.checker import check_data, load_facts
from factcheck.cli import build_commands
from factcheck.cli.screen import Screen
from factcheck.findings import Coverage, Report, Severity
from factcheck.settings import Settings

FACTS = """
entities:
  fund: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}
facts:
  grant: {about: fund, amount: 22.24 million CAD, cues: {fr: [reçoit], en: [receives]}, source: Budget}
"""


def checked(folder: Path, text: str, name: str = "n.en.md") -> Report:
    (folder / "a.yaml").write_text(FACTS, "utf-8")
    return check_data(text.encode(), name, load_facts((folder,)), Settings(date(2024, 1, 15)))


CASES = [
    ("The Lighthouse Fund receives $22.24 million.", Coverage(verified=2)),
    ("The Lighthouse Fund receives $24.22 million.", Coverage(verified=1, contradicted=1)),
    ("The Lighthouse Fund receives $22.24mil.", Coverage(verified=1, unread=1)),
    ("The port counted 12,450 boats in 2019.", Coverage(uncovered=2)),
    ("See page 5, section 3.1 and Bill C-36.", Coverage(ignored=4)),
    ("Read https://example.org/2019/12 first.", Coverage(ignored=1)),
    ("A man aged 38 came at 10:30 on the 2nd day.", Coverage(ignored=4)),
    ("It grew 10⁶ times in 97\u202f200 450\u202f000 days.", Coverage(unread=2)),
    ("It lasted from 2004 to 2009.", Coverage(uncovered=1)),
    ("It costs between $3 and $5 million.", Coverage(uncovered=1)),
    ("<!-- factcheck: ignore unverified-claim -->\n\nThe port has 12,450 boats.", Coverage(ignored=1)),
    ("The Lighthuose Fund has 3 boats.", Coverage(contradicted=1, uncovered=1)),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_each_thing_is_in_one_class(text: str, wanted: Coverage, tmp_path: Path) -> None:
    assert checked(tmp_path, text).coverage == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The Lighthouse Fund receives $24.22 million.",
        "The Lighthuose Fund has boats.",
        "---\ndate: 2020-03-05\n---\n\nThe fund will be renewed in 2009.",
        "It opened on 31 April 2020.",
        "It ran from 2021 to 2019.",
    ],
)
def test_an_error_is_never_nothing_contradicted(text: str, tmp_path: Path) -> None:
    report = checked(tmp_path, text)
    assert any(finding.severity is Severity.ERROR for finding in report.findings)
    assert report.claims.contradicted > 0


def test_the_report_names_what_was_not_read(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    note = tmp_path / "n.en.md"
    note.write_text("The fund has $3.2mil and 97\u202f200 450 boats.\n", "utf-8")
    given = ["check", str(note), "--facts", str(tmp_path / "facts"), "--format", "json"]
    document = json.loads(CliRunner().invoke(build_commands(Screen("en")), given, standalone_mode=False).stdout)["documents"][0]
    assert [(each["kind"], each["location"]["column"]) for each in document["unread"]] == [("figure", 15), ("figure", 26)]
    assert all(re.search(r"could not be read", each["message"]) for each in document["unread"])
    assert document["coverage"]["unread"] == 2
