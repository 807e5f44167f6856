"""A form that the registry lists to be avoided, or an official name with words left out, added, moved or changed, that is no registered form.

Half a name, or a name with a word of its own in the place of the official one, is taken for another body. The fix is the official form.
Where a name of a pack only has a word more, or another small or akin one (of, for; Canada, Canadian), it is a note. So is a name that nobody registered and that the note
writes in two ways: a letter astray, an inner word left out or moved, another small word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from factcheck.findings import Edit, Example, Finding, Related, Rule, Severity
from factcheck.model import NameForm, Reading
from factcheck.rules.evidence import entity_place, fits

_FACTS = """
entities:
  centre:
    kind: organisation
    fr: {name: Centre national de coordination contre le braconnage, avoid: [Centre du braconnage]}
    en: {name: National Poaching Coordination Centre, avoid: [Poaching Centre]}
"""


def check(reading: Reading) -> Iterable[Finding]:
    """Findings for the forms to avoid and the altered names."""
    for name in reading.names:
        if name.form is NameForm.AVOID and not reading.quoted(name.start):
            right = reading.registry.entities[name.entity].names[name.language].name
            yield _finding(name.start, name.end, name.entity, right, reading, safe=fits(name.start, name.end, right, reading))
    for near in reading.near_names:
        if not near.words and not reading.quoted(near.start):
            found = _finding(near.start, near.end, near.entity, near.form, reading, safe=False)
            yield replace(found, severity=Severity.NOTE) if near.light and reading.registry.entities[near.entity].pack else found
    for each in reading.restated():
        if not reading.quoted(each.start) and not reading.quoted(each.first[0]):
            text = reading.document.text
            values = {"found": text[each.start : each.end], "first": text[slice(*each.first)]}
            related = (Related("other", {}, span=each.first),)
            yield Finding(each.start, each.end, "name-variant.twice", values, related=related, severity=Severity.NOTE)


def _finding(start: int, end: int, entity: str, right: str, reading: Reading, *, safe: bool) -> Finding:
    values = {"found": reading.document.text[start:end], "expected": right}
    return Finding(start, end, "name-variant", values, None, right, (entity_place(entity, reading),), Edit(start, end, right, safe=safe))


RULE = Rule(
    "name-variant",
    Severity.WARNING,
    check,
    (
        Example("fr", "Le [[Centre national contre le braconnage]] forme des gardes.", _FACTS),
        Example("fr", "Le Centre national de coordination contre le braconnage forme des gardes.", _FACTS),
        Example("fr", "L’Institut de recherche sur les glaces (IRG) mesure. L’[[Institut de recherche pour les glaces]] publie."),
        Example("fr", "L’Institut de recherche sur les glaces (IRG) mesure. L’Institut de recherche publie."),
        Example("en", "The [[Poaching Centre]] trains wardens.", _FACTS),
        Example("en", "The National Poaching Coordination Centre trains wardens.", _FACTS),
    ),
    doc=__doc__,
    fixable=True,
)
