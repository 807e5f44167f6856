"""A correction is offered only if it reads right where it would stand, and is safe only in a plain statement of the fact's own subject."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.checker import check_data, load_facts
from factcheck.facts.schema import Registry
from factcheck.fix import select_changes
from factcheck.formats import rewrite
from factcheck.settings import Settings

FACTS = """
entities:
  light: {kind: organisation, fr: {name: Bureau des phares, acronym: BP}, en: {name: Lighthouse Bureau, acronym: LB}}
  quay: {kind: programme, fr: Programme des quais, en: Quay Program}
facts:
  grant: {about: light, amount: 3.48 million CAD, per: year, cues: {fr: [reçoit], en: [receives]}, source: Budget}
  cost: {about: quay, amount: 15 320 000 CAD, cues: {fr: [coûte], en: [costs]}, source: Budget}
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("facts")
    (folder / "a.yaml").write_text(FACTS, "utf-8")
    return load_facts((folder,))


def corrected(text: str, code: str, registry: Registry, unsafe: bool = False) -> str:
    name = f"n.{code}.md"
    report = check_data(text.encode(), name, registry, Settings(date(2024, 1, 15)))
    return rewrite(text.encode(), name, [(each.start, each.end, each.text) for each in select_changes(report, unsafe)]).decode()


# Whatever the tool finds, nothing that it may write makes these worse: each stays as it is even with unsafe corrections.
KEPT = [
    ("en", "The Lighthouse Bureau receives $3.84 MILLION a year."),
    ("en", "The Lighthouse Bureau receives three million eight hundred and forty thousand dollars a year."),
    ("en", "The Quay Program costs $15,230,00."),
    ("en", "The Quay Program costs $15,320, 000."),
    ("en", "The Lighthouse Bureau receives $3,480,\n000 a year."),
    ("en", "The Lighthouse Bureau receives $3.48† million a year."),
    ("en", "The Lighthouse Bureau receives $3.48 (1) million a year."),
    ("en", "The Lighthouse Bureau receives $3.48 [sic] million a year."),
    ("en", "The Lighthouse Bureau receives $3.48 milion a year."),
    ("en", "The Lighthouse Bureau receives $3.48 (in millions) a year."),
    ("fr", "Le Bureau des phares reçoit 3,84 Millions de dollars par année."),
    ("fr", "Le Bureau des phares reçoit 3 840 milliers de dollars."),
    ("fr", "Le Bureau des phares reçoit 3,48 $ (en millions)."),
    ("fr", "Le Bureau des phares reçoit 3\n480 000 $ par année."),
    ("en", "| Body | Receives ($ millions) |\n|---|---|\n| Lighthouse Bureau | $3.48 |\n| Others | $4.00 |"),
    ("en", "| Body | Receives ($ thousands) |\n|---|---|\n| Lighthouse Bureau | $3,480 |\n| Others | $4,000 |"),
    ("fr", "| Organisme | Reçoit (M$) |\n|---|---|\n| Bureau des phares | 3,48 $ |\n| Autres | 4,00 $ |"),
]


@pytest.mark.parametrize(("code", "text"), KEPT)
def test_no_correction_makes_a_text_worse(code: str, text: str, registry: Registry) -> None:
    assert corrected(text, code, registry, unsafe=True) == text


# The figure may be right for what is said here: a person decides.
UNSAFE = [
    ("en", "The Lighthouse Bureau does not receive $3.84 million a year."),
    ("en", "The Lighthouse Bureau no longer receives $3.84 million a year."),
    ("en", "It is false that the Lighthouse Bureau receives $3.84 million a year."),
    ("en", "Critics claim that the Lighthouse Bureau receives $3.84 million a year."),
    ("en", "If the Lighthouse Bureau receives $3.84 million a year, it will hire."),
    ("en", "The Harbour Trust receives $3.84 million a year from the Lighthouse Bureau."),
    ("en", "The Lighthouse Bureau Foundation receives $3.84 million a year."),
    ("en", "The Lighthouse Bureau of Norway receives $3.84 million a year."),
    ("en", "As planned, the Halifax Lighthouse Bureau receives $3.84 million a year."),
    ("en", "The director of the Lighthouse Bureau receives $384,000 a year."),
    ("en", "The Quay Program costs $1,532,000 per quay."),
    ("en", "The first phase of the Quay Program costs $15,230,000."),
    ("en", "In 2012, the Lighthouse Bureau receives $3.84 million a year."),
    ("en", "As of 2030 the Lighthouse Bureau receives $3.84 million a year."),
    ("fr", "En 2012, le Bureau des phares reçoit 3,84 M$ par année."),
    ("fr", "Le Bureau des phares ne reçoit pas 3,84 M$ par année."),
    ("fr", "Le Bureau des phares ne reçoit plus 3,84 M$ par année."),
    ("fr", "Il est faux que le Bureau des phares reçoit 3,84 M$ par année."),
    ("fr", "Le directeur du Bureau des phares reçoit 384 000 $ par année."),
    ("fr", "Le Programme des quais coûte 1 532 000 $ par quai."),
    ("fr", "La Fondation du Bureau des phares reçoit 3,84 M$ par année."),
]


@pytest.mark.parametrize(("code", "text"), UNSAFE)
def test_what_may_be_about_something_else_is_not_corrected_safely(code: str, text: str, registry: Registry) -> None:
    assert corrected(text, code, registry) == text


PLAIN = [
    ("en", "The Lighthouse Bureau receives $3.84 million a year.", "The Lighthouse Bureau receives $3.48 million a year."),
    ("en", "The Quay Program costs $15,230,000.", "The Quay Program costs $15,320,000."),
    (
        "fr",
        "Le Bureau des phares reçoit 3,84 millions de dollars par année.",
        "Le Bureau des phares reçoit 3,48 millions de dollars par année.",
    ),
    ("fr", "Le Programme des quais coûte 15 230 000 $.", "Le Programme des quais coûte 15 320 000 $."),
]


@pytest.mark.parametrize(("code", "text", "right"), PLAIN)
def test_a_plain_slip_is_corrected_safely(code: str, text: str, right: str, registry: Registry) -> None:
    assert corrected(text, code, registry) == right
