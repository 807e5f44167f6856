"""Weekdays in short, beside dates in figures, and in brackets after a date; and what stands beside figures."""

from __future__ import annotations

import pytest
from conftest import Check

WRONG = [
    ("en", "The board met [[Tues., April 15, 2019]].", "Tues."),
    ("en", "The board met [[Thu Apr 18th, 2018]].", "Thu"),
    ("en", "The board met [[Tuesday 2019-04-15]].", "Tuesday"),
    ("en", "The board met [[Tuesday, 04/15/2019]].", "Tuesday"),
    ("en", "The board met on [[April 15, 2019 (Tuesday)]].", "Tuesday"),
    ("en", "The board met [[Sunday, 16-Apr-2019]].", "Sunday"),
    ("fr", "Le conseil s’est réuni le [[mar. 15 avril 2019]].", "mar."),
    ("fr", "Le conseil s’est réuni [[mardi 15/04/2019]].", "mardi"),
    ("fr", "Le conseil s’est réuni le [[mardi 2019-04-15]].", "mardi"),
    ("fr", "Le conseil s’est réuni le [[15 avril 2019 (mardi)]].", "mardi"),
]
RIGHT = [
    ("en", "The board met Mon., April 15, 2019."),
    ("en", "The board met on April 15, 2019 (Monday)."),
    ("en", "The board sat. April 15, 2019 was a Monday."),
    ("en", "The board met Monday 2019-04-15."),
    ("fr", "Le conseil s’est réuni le lun. 15 avril 2019."),
    ("fr", "Le conseil s’est réuni lundi 15/04/2019."),
]


@pytest.mark.parametrize(("language", "text", "stated"), WRONG)
def test_a_wrong_weekday(language: str, text: str, stated: str, check: Check) -> None:
    found = check(f"---\ndate: 2020-06-01\n---\n\n{text.replace('[[', '').replace(']]', '')}\n", "", language)
    assert found == [("weekday-mismatch", text[text.index("[[") + 2 : text.index("]]")])]
    assert stated in found[0][1]


def test_a_plus_behind_a_figure_is_a_bound(check: Check) -> None:
    facts = """
entities:
  port: {kind: programme, en: Harbour Fund}
facts:
  cost: {about: port, amount: at least 40 million CAD, cues: {en: [costs]}}
"""
    assert check("The Harbour Fund costs $40+ million.", facts, "en") == []
    assert check("The Harbour Fund costs $40M+.", facts, "en") == []
    assert [rule for rule, _ in check("The Harbour Fund costs at most $40 million.", facts, "en")] == ["qualifier-mismatch"]


@pytest.mark.parametrize(("language", "text"), RIGHT)
def test_no_wrong_weekday(language: str, text: str, check: Check) -> None:
    assert check(f"---\ndate: 2020-06-01\n---\n\n{text}\n", "", language) == []
