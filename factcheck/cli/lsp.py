"""`factcheck lsp`: the language server for editors."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from factcheck.cli.exit_status import Terminated
from factcheck.cli.extras import import_extra
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.screen import CLEAN, Screen
from factcheck.cli.settings import UNASKED, make_confidence_option, make_plan
from factcheck.cli.waived import load_run_waivers

_UNSET = {**dict.fromkeys(("include", "exclude"), ()), "no_gitignore": False, "no_force_exclude": False}


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        *screen.make_registry_options(),
        screen.make_option("--today", metavar_key="date"),
        make_confidence_option(screen),
        screen.make_option("--stdio", is_flag=True, expose_value=False),
    ]

    def run(**values: Any) -> int:
        import_extra("pygls.lsp.server", "lsp")
        from factcheck.lsp.project import Project
        from factcheck.lsp.server import run_server

        def find(path: Path) -> Project:
            plan = make_plan([str(path)], {**UNASKED, **_UNSET, **values})
            settings, root = plan.settings, plan.root.absolute()
            selection = replace(plan.selection, folder=plan.selection.folder.absolute())
            return Project(plan.facts, plan.packs, settings, selection, root, plan.waivers, lambda: load_run_waivers(plan))

        with suppress(Terminated):
            run_server(find, screen.messages)
        return CLEAN

    return ScreenCommand(screen, "lsp", params=parameters, callback=run)
