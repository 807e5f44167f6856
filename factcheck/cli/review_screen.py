"""The screen of a review: one finding at a time, and a key for each decision."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import click
from rich.text import Text

from factcheck.cli.review_editor import find_editor, open_editor
from factcheck.cli.screen import Screen
from factcheck.errors import Place
from factcheck.findings import Finding
from factcheck.reporters import Options
from factcheck.reporters.places import Places
from factcheck.reporters.terminal import Reporter
from factcheck.review.decisions import Decision, Item, Terms, can_fix_together
from factcheck.runtime.visible import escape_line, mask_controls

# The lines of a fact file that are shown from the place of a fact on.
_FACT_LINES = 12
_DECISIONS = {"fix": Decision.FIX, "skip": Decision.SKIP, "waive": Decision.WAIVE}


class ReviewScreen:
    """Steps through findings; the keys are those of the language of the screen."""

    def __init__(self, screen: Screen, items: Sequence[Item], today: date) -> None:
        self._screen, self._items, self._today = screen, items, today
        self._reporter = Reporter(sys.stdout, screen.messages, Options())
        self._places: dict[int, Places] = {}
        self._last = ("", "", "")

    def run(self) -> bool:
        """Let the person decide; return whether the decisions are to be written. Raises EOFError where the input ends."""
        at = 0
        while True:
            last, at = at, self._visit(at)
            if at == len(self._items):
                answer = self._confirm()
                if answer != "back":
                    return answer == "write"
                at = last

    def _visit(self, at: int) -> int:
        """Show a finding until it is left, and return the number of the next one."""
        self._show(at)
        item = self._items[at]
        while True:
            action = self._ask_key(self._list_actions(item, at))
            if action == "back":
                return at - 1
            if action == "quit":
                return len(self._items)
            if action == "open":
                self._open_fact(item.finding)
            elif self._decide(item, action):
                return at + 1

    def _list_actions(self, item: Item, at: int) -> list[str]:
        """Return what can be done with a finding, in the order in which it is shown."""
        possible = {"fix": bool(item.changes), "open": _find_fact_place(item.finding) is not None, "back": at > 0}
        return [name for name in ("fix", "skip", "waive", "open", "back", "quit") if possible.get(name, True)]

    def _decide(self, item: Item, action: str) -> bool:
        """Record a decision; return False where it cannot be taken, or is taken back."""
        if action == "fix" and not can_fix_together(item, self._items):
            self._print("review-overlap", "yellow")
            return False
        terms = self._ask_terms() if action == "waive" else None
        if action == "waive" and terms is None:
            self._print("review-no-waiver", "yellow")
            return False
        item.decide(_DECISIONS[action], terms)
        return True

    def _show(self, at: int) -> None:
        item = self._items[at]
        report = item.report
        if item.report.document is None:
            return
        places = self._places.setdefault(id(report), Places(item.report.document))
        number = self._screen.ui("review-number", number=at + 1, count=len(self._items))
        self._reporter.print_line(Text.assemble((number, "bold reverse"), "  ", (escape_line(report.path), "bold underline")))
        self._reporter.print_finding(item.finding, report, places)
        if item.decision is not None:
            self._print(f"review-decided-{item.decision}", "green")

    def _ask_key(self, actions: Sequence[str]) -> str:
        """Return the action of the key that is pressed; other keys do nothing."""
        keys = {self._screen.ui(f"review-key-{name}"): name for name in actions}
        parts = [part for key, name in keys.items() for part in ((f"[{key}]", "bold cyan"), f"\u00a0{self._label(name)}   ")]
        self._reporter.print_line(Text.assemble(*parts))
        while True:
            key = click.getchar().lower()
            if key in ("\x03", "\x04", ""):
                raise EOFError
            if key in keys:
                self._reporter.print_line(Text(""))
                return keys[key]

    def _label(self, name: str) -> str:
        """Return what an action does, with no-break spaces, so that a line is broken between actions."""
        return self._screen.ui(f"review-action-{name}").replace(" ", "\u00a0")

    def _ask_terms(self) -> Terms | None:
        """Return who waives a finding, why, and until when; None where an answer is empty. The last answers are offered again."""
        who = self._ask("who", self._last[0])
        why = self._ask("why", self._last[1]) if who else ""
        while why:
            text = self._ask("until", self._last[2])
            if not text:
                return None
            with suppress(ValueError):
                until = date.fromisoformat(text)
                if until >= self._today:
                    self._last = (who, why, text)
                    return Terms(who, why, until)
            self._print("review-bad-day", "yellow", day=self._today.isoformat())
        return None

    def _ask(self, name: str, default: str) -> str:
        """Return an answer in one line, without control characters; the default for an empty one."""
        with suppress(ImportError):
            import readline  # noqa: F401 (line editing)
        question = self._screen.ui(f"review-ask-{name}") + (f" [{default}]" if default else "")
        try:
            answer = input(self._screen.ui("review-question", text=question))
        except UnicodeDecodeError:
            return ""
        return " ".join("".join(each for each in answer if each.isprintable() or each.isspace()).split()) or default

    def _confirm(self) -> str:
        """Return what to do at the end: `write`, `back`, or `discard`; nothing is asked where nothing is decided."""
        counts = Counter(item.decision or Decision.SKIP for item in self._items)
        fixed, waived = counts[Decision.FIX], counts[Decision.WAIVE]
        self._print("review-end", "bold", fixed=fixed, waived=waived, skipped=counts[Decision.SKIP])
        if not fixed and not waived:
            return "discard" if self._ask_key(["back", "leave"]) == "leave" else "back"
        return self._ask_key(["write", "back", "discard"])

    def _open_fact(self, finding: Finding) -> None:
        """Open the file of a fact at its line in an editor, or show the lines."""
        place = _find_fact_place(finding)
        if place is None:
            return
        editor = find_editor()
        if editor and not place.cell and open_editor(editor, place):
            self._print("review-opened", "yellow")
            return
        self._reporter.print_line(Text(escape_line(str(place)), "blue"))
        for number, line in _read_fact_lines(place):
            self._reporter.print_line(Text(f"{number:5}  {mask_controls(line, keep='')}", "dim"), indent=7)

    def _print(self, key: str, style: str, **values: object) -> None:
        self._reporter.print_line(Text(self._screen.ui(key, **values), style))


def _find_fact_place(finding: Finding) -> Place | None:
    return next((each.place for each in finding.related if each.place), None)


def _read_fact_lines(place: Place) -> list[tuple[int, str]]:
    """Return the lines of a fact, with their numbers: from its place to the next line that is not indented further; none of a workbook."""
    try:
        with open(place.path, encoding="utf-8-sig", errors="replace") as file:
            lines = [(number, line.rstrip()) for number, line in enumerate(file, 1) if place.line <= number < place.line + _FACT_LINES]
    except OSError:
        return []
    if place.cell or not lines:
        return []
    first = len(lines[0][1]) - len(lines[0][1].lstrip())
    end = next((at for at, (_, line) in enumerate(lines) if at and line.strip() and len(line) - len(line.lstrip()) <= first), len(lines))
    return lines[:end]
