"""The registry of a run, loaded when something needs it, and the results of earlier runs with the same one."""

from __future__ import annotations

from functools import cached_property

import click

from factcheck.cli.screen import Number, Screen
from factcheck.cli.settings import Plan, load_run_facts
from factcheck.facts.registry_cache import make_registry_key
from factcheck.facts.schema import Registry
from factcheck.languages.load import codes
from factcheck.results.kept import KeptResults
from factcheck.results.store import open_results


class RunFacts:
    """The registry of a run, and the results that were kept with it; without a place for results, the registry is loaded at once."""

    def __init__(self, screen: Screen, plan: Plan, *, keep: bool) -> None:
        self._screen, self._plan = screen, plan
        self.kept: KeptResults | None = None
        self._key = make_registry_key(plan.facts, codes(), plan.packs) if keep else None
        store = open_results() if self._key else None
        if store and self._key:
            self.kept = KeptResults(store, self._key, plan.settings)
        if not (self.kept and self.kept.has_run() and (plan.facts or plan.packs)):
            self.load()

    def load(self) -> Registry:
        """Return the registry. Raises RegistryError."""
        return self._registry

    @property
    def has_tables(self) -> bool:
        """Whether facts of the registry are derived from tables."""
        return self.kept.has_tables if self.kept else bool(self._registry.tables)

    @cached_property
    def _registry(self) -> Registry:
        found = load_run_facts(self._screen, self._plan)
        if self.kept:
            if make_registry_key(self._plan.facts, codes(), self._plan.packs) != self._key:
                self.kept.give_up()
            self.kept.note_run(found.tables, is_kept=bool(found.facts or found.entities))
        return found


def make_running_options(screen: Screen) -> list[click.Parameter]:
    """Return the options of the commands that keep results, and check with several processes."""
    return [screen.make_option("--jobs", type=Number(), metavar_key="jobs"), screen.make_option("--no-cache", is_flag=True)]


def find_run_facts(screen: Screen, plan: Plan, *, keep: bool) -> RunFacts:
    """Return the registry of a run; with `keep`, results of earlier runs are used, and those of this one are kept. Raises RegistryError."""
    return RunFacts(screen, plan, keep=keep)
