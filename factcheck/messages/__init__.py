"""Put messages into words in the reader's language, from tables of templates and the values that fill them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.document import Location, Unread
from factcheck.errors import Problem, Term
from factcheck.facts.schema import Entity, Fact
from factcheck.languages.load import load
from factcheck.runtime.regex import compiled
from factcheck.runtime.tables import load_tables
from factcheck.values.error_kinds import ErrorKind
from factcheck.wording import value as wording
from factcheck.wording.numbers import is_singular

FOLDER = Path(__file__).parent
SHAPE: tuple[Path, ...] = ()
"""The code on which the generated files depend: none, as their data have the shape of the sources."""
# A slot, with the short word before it; `{count|one|many}` chooses by number.
_SLOT = compiled(r"((?:(?<=\s)|^)\w{1,3} )?\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}")


class Messages:
    """The messages of one language of the screen."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._language = load(code)
        self._tables = tables(code)

    def ui(self, key: str, **values: Any) -> str:
        """Return a text of the screen."""
        return self._fill(self._tables["ui"][key], values)

    def title(self, rule: str) -> str:
        """Return what a rule finds, in one line."""
        return str(self._tables["rules"][rule]["title"])

    def page(self, key: str, **values: Any) -> str:
        """Return a text of the pages of reference."""
        return self._fill(self._tables["documentation"]["page"][key], values)

    def explanation(self, rule: str, doc: str) -> str:
        """Return a rule's own documentation, or its translation, one paragraph a line."""
        text = str(self._tables["documentation"].get("rules", {}).get(rule) or doc).strip()
        return "\n\n".join(paragraph.replace("\n", " ") for paragraph in text.split("\n\n"))

    def finding(self, rule: str, key: str, values: Mapping[str, Any]) -> str:
        """Return the message of a finding."""
        return self._fill(self._tables["rules"][rule]["messages"][key], values)

    def related(self, key: str, values: Mapping[str, Any]) -> str:
        """Return the message of a related place."""
        template = self._tables["rules"]["related"][key]
        fact = values.get("fact") or values.get("entity")
        if isinstance(fact, Fact):
            values = {**values, "written": fact.as_written}
        if isinstance(fact, Fact | Entity):
            values = {**values, "source": self.source(fact)}
        return self._fill(template, values).rstrip(" :")

    def source(self, fact: Fact | Entity) -> str:
        """Return the source of a fact or an entity in brackets; empty where it has none."""
        source = fact.source
        if source is None:
            return ""
        page = self.ui("page", page=source.page) if source.page else ""
        parts = [part for part in (source.title, page, source.date, source.url) if part]
        return f" ({', '.join(parts)})"

    def value(self, value: object) -> str:
        """Return a value in the words of the screen's language."""
        return wording.word_value(value, self._language)

    def location(self, location: Location) -> str:
        """Return where a person finds a place in a file that has no lines; empty where nothing says it."""
        found = [self.ui("place-page", number=location["page"])] if "page" in location else []
        found += [self.ui(f"place-{location['part']}", number=location.get("number", ""))] if "part" in location else []
        found += [self.ui("place-table", **location)] if "table" in location else []
        return ", ".join(found)

    def unread(self, left_out: Unread) -> str:
        """Return what a document has and its reader did not read, with the place where a page, a cell or a note tells it."""
        text, place = self.ui(left_out.key, **left_out.values), self.location(left_out.location)
        return self.ui("placed", text=text, place=place) if place else text

    def problem(self, problem: Problem) -> str:
        """Return the message of a failure, without its place."""
        values = dict(problem.values)
        nearest = values.get("nearest")
        if nearest and problem.key != "bad-id":
            values["nearest"] = self._fill(self._tables["problems"]["nearest"], {"name": nearest})
        return self._fill(self._tables["problems"][problem.key], values)

    def _fill(self, template: str, values: Mapping[str, Any]) -> str:
        def slot(found: re.Match[str]) -> str:
            before, name, one, other = found[1] or "", *found.groups()[1:]
            if one is not None:
                return before + str(one if is_singular(Decimal(int(values.get(name, 0))), self._language) else other)
            word = self._word(name, values)
            return self._elided(before, word) + word

        return _SLOT.sub(slot, template)

    def _elided(self, before: str, word: str) -> str:
        """Return the word before a value as it stands before its first letter (de, d’)."""
        tables = self._tables["elision"]
        return str(tables["words"].get(before, before)) if word.lower().startswith(tuple(tables["before"].split())) else before

    def _word(self, name: str, values: Mapping[str, Any]) -> str:
        value = values.get(name, "")
        if name == "slip":
            return str(self._tables["rules"]["slips"][str(value or ErrorKind.NONE)])
        if isinstance(value, Fact):
            return value.id
        if isinstance(value, Term):
            return str(self._tables["problems"][value.key])
        if isinstance(value, tuple | list):
            return str(self._tables["rules"]["words"]["and"]).join(wording.word_value(part, self._language) for part in value)
        return "" if value is None else wording.word_value(value, self._language)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that the screen speaks."""
    return tuple(sorted(path.name.split(".")[1] for path in FOLDER.glob("ui.*.yaml")))


@cache
def tables(code: str) -> Mapping[str, Any]:
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
    """Return the tables of some files, by name."""
    import yaml

    found = {path.name.split(".")[0]: yaml.load(path.read_bytes().decode("utf-8"), Loader=yaml.CBaseLoader) for path in paths}
    before, after = (found["typography"][f"no-break-{side}"] for side in ("before", "after"))
    space = re.compile(rf" (?=[{re.escape(before)}](?!\w))|(?<=[{re.escape(after)}]) " if before and after else "(?!)")
    return {name: _spaced(table, space) for name, table in found.items()}


def _spaced(texts: Any, space: re.Pattern[str]) -> Any:
    """Return tables whose texts have a no-break space at each match."""
    if isinstance(texts, str):
        return space.sub("\u00a0", texts)
    if isinstance(texts, list):
        return [_spaced(each, space) for each in texts]
    return {key: _spaced(each, space) for key, each in texts.items()}
