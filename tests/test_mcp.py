"""The server for assistants, as a client of the protocol sees it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from test_cli import BAD, FACTS

mcp = pytest.importorskip("mcp")

Ask = Callable[..., Awaitable[Any]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "factcheck.toml").write_text('facts = ["facts"]\n', "utf-8")
    return tmp_path


def assist(folder: Path, work: Callable[[Any, Ask], Awaitable[None]], language: str = "en") -> None:
    """Run what an assistant does with the server."""

    async def run() -> None:
        server = mcp.StdioServerParameters(
            command=sys.executable, args=["-m", "factcheck", "mcp", "--ui", language, "--today", "2024-01-15"], cwd=str(folder)
        )
        async with mcp.Client(server) as client:

            async def ask(tool: str, **arguments: Any) -> Any:
                found = await client.call_tool(tool, arguments)
                text = found.content[0].text
                return text if found.is_error else json.loads(text)

            await asyncio.wait_for(work(client, ask), 60)

    asyncio.run(run())


def test_the_tools_only_read(folder: Path) -> None:
    async def work(client: Any, ask: Ask) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert tools.keys() == {"check_text", "find_fact", "word_fact"}
        assert all(tool.annotations.read_only_hint and not tool.annotations.open_world_hint for tool in tools.values())
        assert tools["word_fact"].input_schema["required"] == ["id"]

    assist(folder, work)


def test_a_text_is_checked(folder: Path) -> None:
    async def work(client: Any, ask: Ask) -> None:
        report = await ask("check_text", text=BAD)
        (finding,) = report["findings"]
        assert (finding["rule"], finding["fact"]) == ("amount-mismatch", "enveloppe")
        assert "22.24" in finding["message"]
        (folder / "facts" / "a.yaml").write_text(FACTS.replace("22.24", "24.22"), "utf-8")
        assert (await ask("check_text", text=BAD))["findings"] == []
        assert "2024-02-31" in await ask("check_text", text=BAD, as_of="2024-02-31")
        assert "xx" in await ask("check_text", text=BAD, language="xx")

    assist(folder, work)


def test_facts_are_found_and_worded(folder: Path) -> None:
    async def work(client: Any, ask: Ask) -> None:
        found = await ask("find_fact", words="BUDGET", about="lighthouse fund")
        assert found["count"] == 1 and found["facts"][0]["id"] == "enveloppe" and found["facts"][0]["source"] == {"title": "Budget"}
        assert (await ask("find_fact", words="ferry"))["facts"] == []
        for language, style, text in (
            ("en", "", "$22.24 million"),
            ("fr", "", "22,24 millions de dollars"),
            ("fr", "3,1 M$", "22,24 M$"),
            ("en", "3 million dollars", "22.24 million dollars"),
        ):
            worded = await ask("word_fact", id="enveloppe", language=language, style=style)
            assert " ".join(worded["text"].split()) == text
        assert "enveloppe" in await ask("word_fact", id="envelope")

    assist(folder, work)


def test_a_broken_registry_is_said(folder: Path) -> None:
    async def work(client: Any, ask: Ask) -> None:
        (folder / "facts" / "a.yaml").write_text("facts: [", "utf-8")
        assert "facts/a.yaml:" in await ask("find_fact", words="x")

    assist(folder, work, "fr")
    done = subprocess.run([sys.executable, "-m", "factcheck", "mcp", "--ui", "en"], capture_output=True, text=True, cwd=folder, input="")
    assert done.returncode == 2 and "facts/a.yaml:" in done.stderr and done.stdout == ""


def test_the_end_of_the_input_ends_the_server(folder: Path) -> None:
    for given in ("", "not json\n"):
        done = subprocess.run(
            [sys.executable, "-m", "factcheck", "mcp"], capture_output=True, text=True, cwd=folder, input=given, timeout=60
        )
        assert done.returncode == 0 and "Traceback" not in done.stderr


def test_a_missing_library_is_one_message(folder: Path) -> None:
    code = "import sys; sys.modules['mcp'] = None; from factcheck.cli import main; main(['mcp', '--ui', 'en'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder)
    assert done.returncode == 2 and "pip install '.[mcp]'" in " ".join(done.stderr.split())
