"""Read a file of waivers: every mistake has its place and its remedy, and all are reported at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from factcheck.errors import Place, Problem, RegistryError, Term, UsageError, find_reason
from factcheck.facts.key_errors import explain_unknown_key, find_nearest
from factcheck.facts.read_file import decode_unicode
from factcheck.facts.yamltree import Composer, Node
from factcheck.findings import Waiver
from factcheck.runtime.regular_file import read_regular
from factcheck.waivers import FILE

KEYS = ("rule", "fact", "quote", "before", "after", "path", "who", "why", "until")
_TEXTS = ("fact", "quote", "before", "after", "path", "who", "why")
# The keys that a waiver must have, with a text; a quote may be empty, as a finding may be between two words.
_REQUIRED, _FILLED = ("rule", "quote", "who", "why", "until"), ("rule", "who", "why", "until")
# The most bytes of a file, and the most waivers in it.
_MAX_BYTES, _MAX_WAIVERS = 4_000_000, 20_000
# The most characters of a name for which a similar one is searched for.
_MAX_NAME = 40


def load_waivers(path: Path, rules: Collection[str]) -> tuple[Waiver, ...]:
    """Return the waivers of a file. `rules` are the ids of the rules. Raises UsageError with all mistakes of the file."""
    try:
        text = decode_unicode(read_regular(path, _MAX_BYTES), str(path))
    except RegistryError as error:
        raise UsageError(*error.problems) from None
    except OSError as error:
        raise UsageError(Problem(Place(str(path)), "waivers-closed", {"reason": find_reason(error)})) from None
    return parse_waivers(text, str(path), rules)


def parse_waivers(text: str, path: str, rules: Collection[str]) -> tuple[Waiver, ...]:
    """Return the waivers in the text of a file. Raises UsageError with all mistakes."""
    composer = Composer(path)
    root = composer.compose(text)
    reader = _Reader(rules, composer.problems)
    found = [] if root is None or composer.problems else reader.read_all(root)
    if reader.problems:
        raise UsageError(*reader.problems)
    return tuple(found)


class _Reader:
    """Reads the nodes of a file of waivers, and records its mistakes."""

    def __init__(self, rules: Collection[str], problems: list[Problem]) -> None:
        self._rules, self.problems = rules, problems

    def read_all(self, root: Node) -> list[Waiver]:
        """Return the waivers of a file; none where it is empty."""
        if root.text == "":
            return []
        if root.items is None:
            self._refuse(root.place, "waivers-not-list", found=Term(f"kind-{root.kind}"))
            return []
        if len(root.items) > _MAX_WAIVERS:
            self._refuse(root.items[_MAX_WAIVERS].place, "waivers-many", limit=_MAX_WAIVERS)
            return []
        return [waiver for node in root.items if (waiver := self._read_waiver(node))]

    def _read_waiver(self, node: Node) -> Waiver | None:
        before = len(self.problems)
        texts = self._read_texts(node)
        missing = [key for key in _REQUIRED if key not in texts]
        if missing and node.pairs is not None:
            self._refuse(node.place, "waiver-missing", keys=", ".join(missing), count=len(missing))
        rule, until = self._read_rule(texts.get("rule")), self._read_day(texts.get("until"))
        if until is None or len(self.problems) > before:
            return None
        values = {key: found[0] if (found := texts.get(key)) else "" for key in _TEXTS}
        return Waiver(place=node.place, rule=rule, until=until, **values)

    def _read_rule(self, rule: tuple[str, Place] | None) -> str:
        if rule is None:
            return ""
        if rule[0] not in self._rules:
            self._refuse(rule[1], "unknown-rule", name=rule[0], nearest=find_nearest(rule[0][:_MAX_NAME], self._rules))
        return rule[0]

    def _read_texts(self, node: Node) -> dict[str, tuple[str, Place] | None]:
        """Return the texts of a waiver with their places, by key; None for one with a mistake."""
        if node.pairs is None:
            self._refuse(node.place, "waiver-not-keys", found=Term(f"kind-{node.kind}"))
            return {}
        texts: dict[str, tuple[str, Place] | None] = {}
        for key, value in node.pairs:
            name = key.text if key.text is not None else ""
            if name not in KEYS:
                problem, values = explain_unknown_key(find_nearest(name[:_MAX_NAME], KEYS), KEYS)
                self._refuse(key.place, problem, name=name, where=FILE, **values)
            elif name in texts:
                self._refuse(key.place, "duplicate-key", name=name, first=next(each.place for each, _ in node.pairs if each.text == name))
            else:
                texts[name] = self._read_text(name, value)
        return texts

    def _read_text(self, name: str, value: Node) -> tuple[str, Place] | None:
        if value.text is None:
            self._refuse(value.place, "not-a-text", where=name, found=Term(f"kind-{value.kind}"))
        elif name in _FILLED and not value.text.strip():
            self._refuse(value.place, "text-empty", where=name)
        else:
            return value.text.strip(), value.place
        return None

    def _read_day(self, until: tuple[str, Place] | None) -> date | None:
        if until is None:
            return None
        try:
            return date.fromisoformat(until[0])
        except ValueError:
            self._refuse(until[1], "bad-date", name=until[0])
            return None

    def _refuse(self, place: Place, key: str, **values: object) -> None:
        self.problems.append(Problem(place, key, values))
