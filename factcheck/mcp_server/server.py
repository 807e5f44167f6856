"""The server of the Model Context Protocol, on standard input and output."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from factcheck import __version__
from factcheck.api import word_error
from factcheck.errors import FactcheckError
from factcheck.mcp_server.tools import LoadSource, Tools
from factcheck.messages import Messages

Result = TypeVar("Result")


def make_server(load: LoadSource, messages: Messages) -> MCPServer:
    """Return a server with three tools, none of which changes anything."""
    server = MCPServer("factcheck", version=__version__, instructions=messages.ui("mcp-instructions"), log_level="CRITICAL")
    tools = Tools(load, messages)

    def answer(work: Callable[[], Result]) -> Result:
        """Return the answer of a tool. Raises ToolError, with place, cause and remedy."""
        try:
            return work()
        except FactcheckError as error:
            raise ToolError("\n".join(word_error(error, messages.code))) from None

    def add(name: str) -> Callable[[Any], Any]:
        notes = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
        return server.tool(name, description=messages.ui(f"mcp-{name.replace('_', '-')}"), annotations=notes)

    @add("check_text")
    def check_text(text: str, language: str | None = None, as_of: str | None = None) -> dict[str, Any]:
        return answer(lambda: tools.check_text(text, language, as_of))

    @add("find_fact")
    def find_fact(words: str = "", about: str | None = None, kind: str | None = None) -> dict[str, Any]:
        return answer(lambda: tools.find_fact(words, about, kind))

    @add("word_fact")
    def word_fact(id: str, language: str = "en", style: str = "") -> dict[str, Any]:
        return answer(lambda: tools.word_fact(id, language, style))

    return server
