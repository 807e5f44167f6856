"""Find the waivers of a run, apply them to its reports, and name those that have expired or cover nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from factcheck.cli.screen import Screen
from factcheck.cli.settings import Plan
from factcheck.errors import Problem
from factcheck.findings import Report
from factcheck.messages import list_rule_ids
from factcheck.runtime.visible import escape_bytes
from factcheck.settings import Settings

if TYPE_CHECKING:
    from factcheck.waivers.apply import StaleWaiver, Waivers


def load_run_waivers(plan: Plan) -> Waivers | None:
    """Return the waivers of a run; None where the project has none. Raises UsageError for a file with a mistake."""
    if not os.path.lexists(plan.waivers):
        return None
    from factcheck.waivers.apply import Waivers
    from factcheck.waivers.load import load_waivers

    return Waivers(load_waivers(plan.waivers, list_rule_ids()), plan.waivers.parent, plan.settings.today)


def apply_waivers(results: Iterable[Report | Problem], waivers: Waivers | None) -> Iterator[Report | Problem]:
    """Yield the results of a run, without the findings that a waiver covers."""
    for found in results:
        yield waivers.apply(found) if waivers and isinstance(found, Report) else found


def list_stale_waivers(waivers: Waivers | None, settings: Settings) -> list[StaleWaiver]:
    """Return the waivers that have expired, that cover nothing though their rule ran, or that name no note."""
    return [each for each in waivers.list_stale() if _ran(each.waiver.rule, settings)] if waivers else []


def _ran(rule: str, settings: Settings) -> bool:
    return (not settings.select or rule in settings.select) and rule not in settings.ignore


def print_stale_waivers(screen: Screen, waivers: Waivers | None, settings: Settings) -> None:
    """Write on standard error which waivers have expired, cover nothing, or name no note."""
    screen.print_notices([each.problem for each in list_stale_waivers(waivers, settings)])


def export_stale_waivers(waivers: Waivers | None, settings: Settings) -> list[dict[str, object]] | None:
    """Return those waivers as data; None where the project has no waivers."""
    return [_export(each) for each in list_stale_waivers(waivers, settings)] if waivers else None


def _export(stale: StaleWaiver) -> dict[str, object]:
    waiver = stale.waiver
    found: dict[str, object] = {"state": stale.state, "path": escape_bytes(waiver.place.path), "line": waiver.place.line}
    return {**found, "rule": waiver.rule, "fact": waiver.fact, "quote": waiver.quote, "until": waiver.until.isoformat()}
