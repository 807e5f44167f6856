"""Read what notes may say of a fact: the rounding and the hedges that it allows."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.facts.key_errors import find_nearest, load_hints
from factcheck.facts.nodes import Checks
from factcheck.facts.simplify import simplify
from factcheck.facts.yamltree import Node
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled
from factcheck.values.policy import MaySay
from factcheck.values.types import Qualifier

KINDS = ("amount", "percent", "count", "duration")
"""The keys of values that may be rounded and hedged."""
KEYS = ("round", "as")
_DIGITS = compiled(r"([1-9]|1[0-5])(?:\s+(\D+))?")
_EXAMPLE = "{round: 2 digits, as: [more than, about]}"


@dataclass
class PolicyReader:
    """Reads policies; hedges are words of the `languages`, as in values."""

    languages: tuple[Language, ...]
    checks: Checks

    def read(self, node: Node) -> MaySay | None:
        """Return the policy of a node; None, with a problem, where it is invalid."""
        if node.text:
            self.checks.refuse(node.place, "may-say-text", found=node.text, example=_EXAMPLE)
            return None
        digits = 0
        hedges: tuple[Qualifier, ...] | None = None
        written: tuple[str, ...] = ()
        for key, value in self.checks.read_pairs(node, "may_say", KEYS, "may_say"):
            if key.text == "round":
                digits = self._read_digits(value)
            else:
                written = self.checks.read_texts(value, "as")
                hedges = tuple(hedge for text in written if (hedge := self._read_hedge(text, value)) is not None)
        return MaySay(digits, hedges, written)

    def _read_digits(self, node: Node) -> int:
        """Return a number of significant digits; 0, with a problem, where it is none."""
        found = _DIGITS.fullmatch(self.checks.read_text(node, "round"))
        if found is None or (found[2] and simplify(found[2]) not in map(simplify, load_hints()["digits"])):
            if node.text and node.text.strip():
                self.checks.refuse(node.place, "may-say-round", found=node.text, example=_EXAMPLE)
            return 0
        return int(found[1])

    def _read_hedge(self, text: str, node: Node) -> Qualifier | None:
        """Return the qualifier of a phrase; None, with a problem, where it is none."""
        wanted = simplify(text)
        phrases = [
            (phrase, hedge) for language in self.languages for hedge, known in language.quantities.stated.items() for phrase in known
        ]
        for phrase, hedge in phrases:
            if simplify(phrase) == wanted:
                return hedge
        known = list(dict.fromkeys(phrase for phrase, _ in phrases))
        self.checks.refuse(node.place, "may-say-hedge", found=text, nearest=find_nearest(text, known), known=", ".join(known))
        return None
