"""Read Markdown inside a block: the text without its marks, each character with its place in the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from factcheck.formats.markdown.markup import Markup
from factcheck.formats.structure.alignment import Alignment
from factcheck.formats.structure.pieces import Piece
from factcheck.formats.structure.raised import raise_pieces
from factcheck.runtime.regex import compiled

_MARKUP = compiled(r"[\\`*_<&^]")
_ADDRESS = compiled(r"<([a-zA-Z][a-zA-Z0-9+.\-]{1,31}:[^<>\x00-\x20]*|[^\s<>@]{1,64}@[^\s<>@]{1,255})>")
_RAISED = compiled(r"\^[^\s^]{1,64}\^")
_STRUCK = compiled(r"~~(?=\S)[^~\n]+~~")
_NOTE_MARK = compiled(r"\[\^[^\]\s]{1,64}\](?!:)")


@dataclass(slots=True)
class Line:
    """A line of a block as a person reads it, of so many characters; its first `bold` ones are set in bold, and are all that is."""

    pieces: list[Piece] = field(default_factory=list)
    bold: int = 0
    length: int = 0

    @property
    def text(self) -> str:
        """The line's text, without spaces around it."""
        return "".join(text for text, _ in self.pieces).strip()


@dataclass(slots=True)
class Inline:
    """What a block holds: its lines, and its comments (source offsets, and the text between their marks)."""

    lines: list[Line]
    comments: list[tuple[int, int, str]] = field(default_factory=list)


def read(content: str, alignment: Alignment, env: dict[str, Any], markup: Markup) -> Inline:
    """Return the lines and comments of a block's content; `env` holds the document's link references, `markup` the elements that are open."""
    references = bool(env.get("references"))
    marked = _MARKUP.search(content) or "~~" in content or "](" in content
    if not marked and not (references and "[" in content):
        return Inline([] if markup.is_hidden else _plain(content, alignment))
    parser = _parser(references or "](" in content)
    tokens: list[Token] = []
    parser.inline.parse(content, parser, env, tokens)
    depth = markup.depth
    found = _Walk(content, alignment, markup).read(tokens)
    markup.close_to(depth)
    return found


def _plain(content: str, alignment: Alignment) -> list[Line]:
    lines, start = [], 0
    for text in content.split("\n"):
        lines.append(Line(alignment.pieces(text, start)))
        start += len(text) + 1
    return lines


class _Walk:
    """Gathers the text of a block's tokens."""

    def __init__(self, content: str, alignment: Alignment, markup: Markup) -> None:
        self.content = content
        self.alignment = alignment
        self.markup = markup
        self.inline = Inline([Line()])
        self.strong = 0
        # Pieces of the raised run at hand; None outside one.
        self.raised: list[Piece] | None = None

    def read(self, tokens: list[Token]) -> Inline:
        """Return the block's lines and comments."""
        for token in tokens:
            if token.type in ("text", "text_special"):
                if token.content and not self.markup.is_hidden:
                    self._text(token)
            elif token.type in ("softbreak", "hardbreak"):
                self.inline.lines.append(Line())
            elif token.type == "html_inline":
                self._html(token)
            elif token.type == "strong_open":
                self.strong += 1
            elif token.type == "strong_close":
                self.strong -= 1
            elif token.type == "raised":
                self._raise(self.raised is None)
        self._raise(False)
        return self.inline

    def _raise(self, opens: bool) -> None:
        """Open a raised run, or add what is read of the one that ends."""
        if self.raised:
            self.inline.lines[-1].pieces += raise_pieces(self.raised)
        self.raised = [] if opens else None

    def _text(self, token: Token) -> None:
        at, repeated = token.map or (0, 0)
        line = self.inline.lines[-1]
        pieces = line.pieces if self.raised is None else self.raised
        if self.strong and line.bold == line.length:
            line.bold += len(token.content)
        line.length += len(token.content)
        if token.info == "entity":
            pieces += [(token.content[0], self.alignment.at(at)), *([(token.content[1:], -1)] if token.content[1:] else [])]
        elif token.info == "escape":
            pieces += self.alignment.pieces(token.content, at + len(token.markup) - len(token.content))
        else:
            pieces += self.alignment.pieces(token.content, at + repeated)

    def _html(self, token: Token) -> None:
        start = (token.map or [0])[0]
        if token.content.startswith("<!--"):
            end = self.alignment.at(start + len(token.content) - 1) + 1
            self.inline.comments.append((self.alignment.at(start), end, token.content[4:-3].strip()))
            return
        name = self.markup.tag(token.content, self.alignment.at(start))
        if name in ("sup", "/sup"):
            self._raise(name == "sup")
        elif name == "br" and not self.markup.is_hidden:
            self.inline.lines.append(Line())


class _State(StateInline):
    """Stamps each token with where it stands in the content: `map` is the offset, and which of equal marks in a row it is."""

    _at = 0
    _last = (-1, 0)

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        # Where the carets stand that close a raised run.
        self.closers: set[int] = set()

    def append_pending(self, text: str) -> None:
        if not self._pending and not self._pending_buffer:
            self._at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.map = [self._at, 0]
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        repeated = self._last[1] + 1 if ttype == "text" and self._last[0] == self.pos else 0
        if ttype == "text":
            self._last = (self.pos, repeated)
        token.map = [self.pos, repeated]
        return token


class _Parser(ParserInline):
    """The inline parser, with a state that knows offsets."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _address(state: StateInline, silent: bool) -> bool:
    found = _ADDRESS.match(state.src, state.pos) if state.src[state.pos] == "<" else None
    if not found:
        return False
    if not silent:
        state.pos += 1
        token = state.push("text", "", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


def _raised(state: StateInline, silent: bool) -> bool:
    """Takes the carets of `1^er^` for the marks of a raised run."""
    if state.src[state.pos] != "^" or not isinstance(state, _State):
        return False
    closes = state.pos in state.closers
    found = None if closes else _RAISED.match(state.src, state.pos)
    if not found and not closes:
        return False
    if not silent:
        state.push("raised", "", 0)
        if found:
            state.closers.add(found.end() - 1)
    state.pos += 1
    return True


def _left_out(state: StateInline, silent: bool) -> bool:
    """Leaves out struck text and the marks of footnotes."""
    character = state.src[state.pos]
    if character not in "~[":
        return False
    found = (_STRUCK if character == "~" else _NOTE_MARK).match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("left_out", "", 0)
    state.pos = found.end()
    return True


@cache
def _parser(links: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100})
    parser.inline = _Parser()
    parser.inline.ruler.before("linkify", "left_out", _left_out)
    parser.inline.ruler.before("linkify", "raised", _raised)
    parser.inline.ruler.before("linkify", "address", _address)
    names = ["text", "left_out", "raised", "address", "newline", "escape", "backticks", "emphasis", "html_inline", "entity"]
    parser.inline.ruler.enableOnly(names + (["link", "image"] if links else []))
    parser.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    return parser
