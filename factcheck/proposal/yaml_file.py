"""Write a draft as a YAML fact file: each entry with the sentence that it comes from as a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from factcheck.proposal.entry import Draft, DraftEntity, DraftFact, DraftName, Origin

# What YAML reads as the text that it is; all else stands between quotation marks.
_PLAIN = re.compile(r"[A-Za-zÀ-ÿ$][\w À-ÿ$%'’./+-]*(?<! )|\d+[.,]?\d* %|\d[\d.,]* [A-Za-zÀ-ÿ][\w À-ÿ$'’-]*(?<! )")
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
_ORIGINS = 3


def write_draft(draft: Draft, heading: Iterable[str], comments: Mapping[str, str]) -> str:
    """Return the text of a fact file; `heading` are its first lines, `comments` the patterns of comments by what they say."""
    lines = [f"# {line}".rstrip() for line in heading]
    if draft.entities:
        lines += ["", "entities:"]
        for entity in draft.entities:
            lines += _write_entity(entity)
    lines += ["", "facts:" if draft.facts else "facts: {}"]
    for fact in draft.facts:
        lines += _write_fact(fact, comments)
    if draft.dropped and "dropped" in comments:
        lines += ["", f"# {comments['dropped']}"]
        lines += [f"# {line}" for fact in draft.dropped for line in _write_fact(fact, comments)]
    return "\n".join(lines) + "\n"


def _write_entity(entity: DraftEntity) -> Iterator[str]:
    yield f"  # {_clean(entity.origin.sentence)}"
    yield f"  {entity.id}:"
    yield f"    kind: {entity.kind}"
    if entity.title:
        yield f"    title: {entity.title}"
    for code, each in entity.names.items():
        yield f"    {code}: {_write_name(each)}"
    yield f"    source: {_quote(str(entity.origin))}"


def _write_name(name: DraftName) -> str:
    parts = [f"name: {_quote(name.name, inner=True)}"]
    parts += [f"also: [{', '.join(_quote(each, inner=True) for each in name.also)}]"] if name.also else []
    parts += [f"acronym: {_quote(name.acronym, inner=True)}"] if name.acronym else []
    return f"{{{', '.join(parts)}}}"


def _write_fact(fact: DraftFact, comments: Mapping[str, str]) -> Iterator[str]:
    for sentence in dict.fromkeys(each.sentence for each in fact.origins[:_ORIGINS]):
        yield f"  # {_clean(sentence)}"
    if fact.contradicted and "contradicts" in comments:
        yield f"  # {comments['contradicts'].replace('{fact}', fact.contradicted)}"
    yield f"  {fact.id}:"
    if fact.about:
        yield f"    about: {fact.about}"
    yield f"    {fact.kind}: {_quote(fact.value)}"
    for key, text in fact.modifiers.items():
        yield f"    {key}: {_quote(text)}"
    if fact.cues:
        cues = ", ".join(f"{code}: [{', '.join(_quote(word, inner=True) for word in words)}]" for code, words in fact.cues.items())
        yield f"    cues: {{{cues}}}"
    yield f"    source: {_quote(_join(fact.origins))}"


def _join(origins: tuple[Origin, ...]) -> str:
    return "; ".join(dict.fromkeys(str(each) for each in origins[:_ORIGINS]))


def _quote(text: str, *, inner: bool = False) -> str:
    """Return a text as YAML has it: bare where it can be; `inner` is one in brackets."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not (inner and "," in text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _clean(text: str) -> str:
    """Return a text that a comment can have: without line ends and signs that do not print."""
    return "".join(character if character.isprintable() else " " for character in text)
