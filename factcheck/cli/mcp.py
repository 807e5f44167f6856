"""`factcheck mcp`: the registry and the check for assistants, over the Model Context Protocol."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import click

from factcheck.checker import load_facts
from factcheck.cli.exit_status import Terminated
from factcheck.cli.extras import import_extra
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.screen import CLEAN, Screen
from factcheck.cli.settings import UNASKED, load_run_facts, make_plan

_UNSET = {**dict.fromkeys(("include", "exclude"), ()), "no_gitignore": False, "no_force_exclude": False}


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters = [*screen.make_registry_options(), screen.make_option("--today", metavar_key="date")]

    def run(**values: Any) -> int:
        import_extra("mcp.server", "mcp")
        from factcheck.mcp_server.server import make_server
        from factcheck.mcp_server.tools import Source

        def load() -> Source:
            plan = make_plan([], {**UNASKED, **_UNSET, **values})
            return Source(load_facts(plan.facts, plan.packs), plan.settings)

        load_run_facts(screen, make_plan([], {**UNASKED, **_UNSET, **values}))  # a mistake, or nothing to serve, is said at once
        with suppress(Terminated):
            make_server(load, screen.messages).run()
        return CLEAN

    return ScreenCommand(screen, "mcp", params=parameters, callback=run)
