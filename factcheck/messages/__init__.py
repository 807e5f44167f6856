"""Word messages in the language of the screen, from tables of templates and the values that fill them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.document import Location, Unread
from factcheck.errors import Problem, Term
from factcheck.facts.schema import Entity, Fact, TableCell
from factcheck.findings import Reason
from factcheck.languages.load import load
from factcheck.runtime.regex import compiled
from factcheck.runtime.tables import TableError, load_tables, load_yaml
from factcheck.values.confidence import Confidence
from factcheck.values.error_kinds import ErrorKind
from factcheck.wording import value as wording
from factcheck.wording.numbers import is_singular

FOLDER = Path(__file__).parent
SHAPE: tuple[Path, ...] = ()
"""The code on which the generated files depend: none, as their data have the shape of the sources."""
# A placeholder, with the short word before it; `{count|one|many}` chooses by number.
_PLACEHOLDER = compiled(r"((?:(?<=\s)|^)\w{1,3} )?\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}")


class Messages:
    """The messages of one language of the screen."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._language = load(code)
        self._tables = load_message_tables(code)

    def ui(self, key: str, **values: Any) -> str:
        """Return a text of the screen."""
        return self._fill(self._tables["ui"][key], values)

    def title(self, rule: str) -> str:
        """Return what a rule finds, in one line."""
        return str(self._find_rule_text(rule, "title"))

    def page(self, key: str, **values: Any) -> str:
        """Return a text of the pages of reference."""
        return self._fill(self._tables["documentation"]["page"][key], values)

    def explanation(self, rule: str, doc: str) -> str:
        """Return the documentation of a rule in the language of the screen, one paragraph a line."""
        text = str(self._tables["documentation"].get("rules", {}).get(rule) or doc).strip()
        return "\n\n".join(paragraph.replace("\n", " ") for paragraph in text.split("\n\n"))

    def finding(self, rule: str, key: str, values: Mapping[str, Any]) -> str:
        """Return the message of a finding."""
        return self._fill(self._find_rule_text(rule, "messages", key), values)

    def _find_rule_text(self, rule: str, *keys: str) -> Any:
        """Return a text of a rule. Raises a TableError that names the missing key."""
        found = self._tables["rules"]
        for key in (rule, *keys):
            if key not in found:
                path = FOLDER / f"rules.{self.code}.yaml"
                raise TableError(f"{path}: {'.'.join((rule, *keys))}: missing; write it, as in the tables of the other languages")
            found = found[key]
        return found

    def related(self, key: str, values: Mapping[str, Any]) -> str:
        """Return the message of a related place."""
        template = self._tables["rules"]["related"][key]
        item = values.get("fact") or values.get("entity")
        if isinstance(item, Fact):
            values = {**values, "written": item.as_written}
        if isinstance(item, Fact | Entity):
            values = {**values, "source": self.source(item)}
        return self._fill(template, values).rstrip(" :")

    def source(self, item: Fact | Entity) -> str:
        """Return the source of a fact or an entity in brackets; empty where it has none."""
        parts: list[str] = []
        if source := item.source:
            page = self.ui("page", page=source.page) if source.page else ""
            parts = [part for part in (source.title, page, source.date, source.url) if part]
        if isinstance(item, Fact) and item.table:
            parts += self._describe_table(item.table)
        return f" ({', '.join(parts)})" if parts else ""

    def _describe_table(self, table: TableCell) -> list[str]:
        """Return the cell from which a value is derived, the vintage of its table, and the start of the digest of that."""
        vintage = [self.ui("vintage", day=table.vintage)] if table.vintage else []
        return [self.ui("table-cell", place=table.place), *vintage, f"sha256 {table.short_digest}"]

    def value(self, value: object) -> str:
        """Return a value in the words of the screen's language."""
        return wording.word_value(value, self._language)

    def probability(self, probability: float) -> str:
        """Return a probability as a percentage, in the style of the screen's language."""
        return self.ui("probability", percent=round(100 * probability))

    def reason(self, reason: Reason) -> str:
        """Return what speaks for or against a link."""
        words = self._tables["reasons"][reason.key]
        template = words if isinstance(words, str) else words["for" if reason.weight > 0 else "against"]
        return self._fill(template, reason.values)

    def reasons(self, reasons: Sequence[Reason]) -> tuple[str, str]:
        """Return all that speaks for a link, and all that speaks against it; empty where nothing does."""
        sides = ([each for each in reasons if each.weight > 0], [each for each in reasons if each.weight < 0])
        first, second = (self.ui("reasons-between").join(dict.fromkeys(map(self.reason, side))) for side in sides)
        return first, second

    def confidence(self, confidence: Confidence, probability: float | None = None) -> str:
        """Return how sure a finding is, with its probability where it has one."""
        word = self.ui(f"confidence-{confidence}")
        return word if probability is None else self.ui("confidence", word=word, probability=self.probability(probability))

    def trace(self, outcome: str, fact: str) -> str:
        """Return how a statement compares with the fact that it is linked to."""
        return self.ui(f"trace-{outcome}", fact=fact)

    def location(self, location: Location) -> str:
        """Return the place of a passage in a file without lines: page, part, table cell; empty where it is unknown."""
        found = [self.ui("place-page", number=location["page"])] if "page" in location else []
        found += [self.ui(f"place-{location['part']}", number=location.get("number", ""))] if "part" in location else []
        found += [self.ui("place-table", **location)] if "table" in location else []
        return ", ".join(found)

    def unread(self, part: Unread) -> str:
        """Return the message about a part of a document that was not read, with its place where it is known."""
        text, place = self.ui(part.key, **part.values), self.location(part.location)
        return self.ui("placed", text=text, place=place) if place else text

    def problem(self, problem: Problem) -> str:
        """Return the message of a failure, without its place."""
        values = dict(problem.values)
        nearest = values.get("nearest")
        if nearest and problem.key != "bad-id":
            values["nearest"] = self._fill(self._tables["problems"]["nearest"], {"name": nearest})
        return self._fill(self._tables["problems"][problem.key], values)

    def _fill(self, template: str, values: Mapping[str, Any]) -> str:
        def fill(found: re.Match[str]) -> str:
            before, name, one, other = found[1] or "", *found.groups()[1:]
            if one is not None:
                return before + str(one if is_singular(Decimal(int(values.get(name, 0))), self._language) else other)
            word = self._format_value(name, values)
            return self._elide(before, word) + word

        return _PLACEHOLDER.sub(fill, template)

    def _elide(self, before: str, word: str) -> str:
        """Return the word before a value, elided where the first letter of the value asks for it (de, d’)."""
        tables = self._tables["elision"]
        return str(tables["words"].get(before, before)) if word.lower().startswith(tuple(tables["before"].split())) else before

    def _join(self, parts: Sequence[str]) -> str:
        """Return a list in words: commas, and the word for “and” before the last part."""
        words = self._tables["rules"]["words"]
        start, last = str(words["comma"]).join(parts[:-1]), "".join(parts[-1:])
        return f"{start}{words['and']}{last}" if start else last

    def _format_value(self, name: str, values: Mapping[str, Any]) -> str:
        value = values.get(name, "")
        if name == "error":
            return str(self._tables["rules"]["error_kinds"][str(value or ErrorKind.NONE)])
        if isinstance(value, Fact):
            return value.id
        if isinstance(value, Term):
            return str(self._tables["problems"][value.key])
        if isinstance(value, tuple | list):
            return self._join([wording.word_value(part, self._language) for part in value])
        return "" if value is None else wording.word_value(value, self._language)


@cache
def screen_languages() -> tuple[str, ...]:
    """Return the codes of the languages of the screen."""
    return tuple(sorted(path.name.split(".")[1] for path in FOLDER.glob("ui.*.yaml")))


@cache
def list_rule_ids() -> tuple[str, ...]:
    """Return the ids of all rules, which have their titles here, without an import of the rules."""
    found = load_message_tables(screen_languages()[0])["rules"]
    return tuple(each for each, texts in found.items() if "title" in texts and "messages" in texts)


@cache
def load_message_tables(code: str) -> Mapping[str, Any]:
    """Return the tables of a language of the screen, by name."""
    found: Mapping[str, Any] = load_tables(generated(code), sources(code), SHAPE, build)
    return found


def generated(code: str) -> Path:
    """Return the path of the generated file of a language's messages."""
    return FOLDER / f"tables.{code}.json"


def sources(code: str) -> list[Path]:
    """Return the paths of the tables of a language's messages, in name order."""
    return sorted(FOLDER.glob(f"*.{code}.yaml"))


def build(paths: Sequence[Path]) -> Mapping[str, Any]:
    """Return the tables of some files, by name. Raises a TableError where a file is not YAML."""
    found = {path.name.split(".")[0]: load_yaml(path) for path in paths}
    before, after = (found["typography"][f"no-break-{side}"] for side in ("before", "after"))
    space = re.compile(rf" (?=[{re.escape(before)}](?!\w))|(?<=[{re.escape(after)}]) " if before and after else "(?!)")
    return {name: _add_no_break_spaces(table, space) for name, table in found.items()}


def _add_no_break_spaces(texts: Any, space: re.Pattern[str]) -> Any:
    """Return tables whose texts have a no-break space at each match."""
    if isinstance(texts, str):
        return space.sub("\u00a0", texts)
    if isinstance(texts, list):
        return [_add_no_break_spaces(each, space) for each in texts]
    return {key: _add_no_break_spaces(each, space) for key, each in texts.items()}
