"""Read the directives of MyST Markdown that contain text."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from factcheck.runtime.regex import compiled

_OPENING = compiled(r"(`{3,}|~{3,}|:{3,})[ \t]*\{([\w:.-]+)\}[ \t]*([^`\n]*)$")
_CONTAINER = compiled(r":{3,}[ \t]*(?:\{([^{}\n]*)\}|([\w-]+))?[ \t]*([^:\n]*):*$")
_OPTION = compiled(r":[\w-]+:(?:[ \t].*)?$")
_NAME = compiled(r"\{([\w:.-]+)\}")
# Directives whose content is text; the first line of those of the second group is the name of a file, no title.
_TITLED = frozenset(
    (
        "admonition attention caution danger error hint important note seealso tip warning todo topic sidebar epigraph highlights pull-quote "
        "table list-table container div card dropdown tab-item tab-set grid grid-item grid-item-card aside margin versionadded versionchanged "
        "deprecated glossary blockquote compound rubric exercise solution proof theorem definition example remark details"
    ).split()
)
_UNTITLED = frozenset(["figure"])
# Directives that hold code, or no text of their own, and languages of code that is run.
_CODE = frozenset(
    (
        "code code-block code-cell sourcecode literalinclude parsed-literal doctest testcode testoutput raw math mermaid graphviz digraph plot "
        "image include toctree contents index bibliography eval-rst only highlight role default-role currentmodule module target "
        "r python julia bash sh sql javascript js ojs css dot stan rcpp html latex tex yaml json"
    ).split()
)
# Directives in directives are read to that depth.
_DEEPEST = 20


def get_unread_directive(info: str) -> str:
    """Return the name of a fence's directive whose content may be text and is not read; empty where it is code."""
    found = _NAME.match(info.strip())
    name = found[1].lower() if found else ""
    return "" if name in _CODE else name


def parse_fenced(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Return a directive between fences: its title, and its content as blocks."""
    line = _line(state, first)
    found = None if state.is_code_block(first) or line[:1] not in ("`", "~") else _OPENING.match(line)
    depth = state.env.get("directives", 0)
    if not found or found[2].lower() not in _TITLED | _UNTITLED or depth >= _DEEPEST:
        return False
    if silent:
        return True
    last = first + 1
    while last < end and not _closes(_line(state, last), found[1]):
        last += 1
    if found[3].strip() and found[2].lower() in _TITLED:
        _title(state, first, found[3])
    kept = state.lineMax, state.parentType
    state.env["directives"], state.lineMax, state.parentType = depth + 1, last, "container"
    state.md.block.tokenize(state, _after_options(state, first + 1, last), last)
    state.env["directives"] = depth
    state.lineMax, state.parentType = kept
    state.line = min(last + 1, end)
    return True


def parse_container(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Return a line of colons that opens or closes a directive: its title is text, its marks and options are not."""
    line = _line(state, first)
    found = None if state.is_code_block(first) or not line.startswith(":::") else _CONTAINER.match(line)
    if not found:
        return False
    if silent:
        return True
    if found[3].strip():
        _title(state, first, found[3])
    opens = found[1] is not None or found[2] is not None
    state.line = _after_options(state, first + 1, end) if opens else first + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _closes(line: str, mark: str) -> bool:
    return len(line) >= len(mark) and line == mark[0] * len(line)


def _after_options(state: StateBlock, first: int, end: int) -> int:
    """Return the line after the options that stand at the start of a directive: `:key: value`, or a block between dashes."""
    if first < end and _line(state, first) == "---":
        last = next((at for at in range(first + 1, end) if _line(state, at) == "---"), first - 1)
        return last + 1
    while first < end and _OPTION.match(_line(state, first)):
        first += 1
    return first


def _title(state: StateBlock, line: int, title: str) -> None:
    state.push("paragraph_open", "p", 1)
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = title.strip(), [line, line + 1], []
    state.push("paragraph_close", "p", -1)
