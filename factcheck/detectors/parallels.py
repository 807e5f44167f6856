"""Statements that are alike because they are parallel: provisions of a law, conditions, one form filled in under several headings."""

from __future__ import annotations

from bisect import bisect_right

from factcheck.analysis import Analysis
from factcheck.detectors.restatements import StatedValue
from factcheck.detectors.tense_doubts import is_supposed
from factcheck.document import Block, BlockKind
from factcheck.languages.tokens import tokens
from factcheck.model import Statement
from factcheck.runtime.regex import compiled

# What opens a provision: (1), (a), a), 3.2, §; a hyphen may stand before it.
_PROVISION = compiled(r"[-–•*\s]*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})\)|\d{1,3}(?:\.\d{1,3})+\.?\s|\d{1,3}\.\s|§)")
_SIGNS = "<>≤≥=±~"
_DIGIT = compiled(r"\d")


def are_parallel(earlier: StatedValue, later: StatedValue, analysis: Analysis) -> bool:
    """Return whether two statements are provisions of a kind, of what two subjects have, or the same words under two headings."""
    if earlier.head != later.head and any(_is_owned(each.statement, analysis) for each in (earlier, later)):
        return True
    blocks = [analysis.document.blocks[each.statement.mention.block] for each in (earlier, later)]
    if all(_is_provision(block, analysis) for block in blocks):
        return True
    first, second = (_get_heading(each.statement, analysis) for each in (earlier, later))
    if first == second:
        return False
    return earlier.stems == later.stems or (_DIGIT.search(first) is not None and _DIGIT.search(second) is not None)


def _is_owned(statement: Statement, analysis: Analysis) -> bool:
    """Return whether a possessive stands before a figure: whose it is, its own sentence may say (her 13 boats)."""
    before = tokens(analysis.folded, statement.sentence.start, statement.mention.start)[-1:]
    return bool(before) and before[0].word in analysis.language.grammar.reference.possessives


def is_threshold(statement: Statement, analysis: Analysis) -> bool:
    """Return whether a figure is a bound or a case of a condition: after a sign, or a word that opens a condition."""
    mention = statement.mention
    before = analysis.document.text[max(mention.start - 2, 0) : mention.start].strip()
    return (bool(before) and before[-1] in _SIGNS) or is_supposed(statement, mention.start, analysis)


def _is_provision(block: Block, analysis: Analysis) -> bool:
    return _PROVISION.match(analysis.document.text, block.start, block.end) is not None


def _get_heading(statement: Statement, analysis: Analysis) -> str:
    """Return the nearest heading above a statement, folded; empty where there is none."""
    headings = analysis.derive(_list_headings)
    at = bisect_right(headings, statement.mention.block) - 1
    block = analysis.document.blocks[headings[at]] if at >= 0 else None
    return analysis.folded[block.start : block.end] if block else ""


def _list_headings(analysis: Analysis) -> list[int]:
    """Return the indices of the headings, in order."""
    return [at for at, block in enumerate(analysis.document.blocks) if block.kind is BlockKind.HEADING]
