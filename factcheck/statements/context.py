"""Reads what the words around quantities say of them: hedge, spread, recurrence, start, end, part, difference."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from factcheck.languages.schema.language import Language
from factcheck.model import Kind, Mention, Modifiers
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.statements.triggers import Phrases, phrases_of, plain
from factcheck.values.types import Calendar, Count, Duration, Interval

_MEASURED = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.PERCENT})
_QUANTITIES = _MEASURED | {Kind.DURATION}
_WINDOW = 60
_STOP = compiled(r"[;!?]|\.\s")
_OPENING = 8


@record
class Modified:
    """The modifiers of a block's mentions, by their place among them, and the mentions that only modify another."""

    modifiers: Mapping[int, Modifiers]
    consumed: frozenset[int]


def modify(text: str, mentions: Sequence[Mention], start: int, language: Language) -> Modified:
    """What the words of a block say of its mentions, which stand in the order of the text; `text` is folded, the block starts at `start`."""
    phrases = phrases_of(language)
    work = _Work(text, mentions, start, phrases)
    for at, mention in enumerate(mentions):
        if mention.kind in _QUANTITIES:
            work.hedge(at)
    for at, mention in enumerate(mentions):
        if mention.kind in _MEASURED:
            work.spread(at)
    work.opening()
    work.change()
    work.former()
    work.share()
    return Modified(work.found, frozenset(work.consumed))


class _Work:
    """The modifiers of one block, while they are read."""

    def __init__(self, text: str, mentions: Sequence[Mention], start: int, phrases: Phrases) -> None:
        self.text, self.mentions, self.start, self.phrases = text, mentions, start, phrases
        self.consumed: set[int] = set()
        self.found = {at: Modifiers(mention.start, mention.end) for at, mention in enumerate(mentions) if mention.kind in _QUANTITIES}

    def hedge(self, at: int) -> None:
        """Reads the qualifier and the marks around a quantity."""
        mention, phrases = self.mentions[at], self.phrases
        start, end = mention.start, mention.end
        changes: dict[str, Any] = {}
        low = self.mentions[at - 1].end if at else max(start - _WINDOW, self.start)
        before = self.text[max(low, start - _WINDOW) : start]
        hedged = phrases.before.search(before)
        if hedged and (
            (mention.kind is Kind.DURATION and phrases.spreads(hedged["phrase"]))
            or phrases.compares(hedged)
            or self._compares(at, start - len(before), hedged)
        ):
            hedged = None
        if hedged:
            changes["qualifier"] = phrases.hedge(hedged["phrase"], before[: hedged.start("phrase")])
            start -= len(before) - hedged.start("phrase")
            before = before[: hedged.start("phrase")]
        after = phrases.after.match(self.text, end)
        if after and "qualifier" not in changes:
            changes["qualifier"] = phrases.closing[plain(after["phrase"])]
            end = after.end()
        changes |= dict.fromkeys(phrases.marks(before), True)
        if hedged:
            changes |= dict.fromkeys(phrases.marks(before + hedged["phrase"]), True)
        if phrases.delta_after.match(self.text, end) or phrases.delta_noun.match(self.text, end):
            changes["is_change"] = True
        if phrases.average.match(self.text, end):
            changes["is_average"] = True
        if changes:
            self.found[at] = replace(self.found[at], start=start, end=end, **changes)

    def _compares(self, at: int, low: int, hedged: re.Match[str]) -> bool:
        """Whether a hedge right after another quantity compares the two (40 more than the 36)."""
        return at > 0 and self.mentions[at - 1].end == low and not hedged.string[: hedged.start()].strip()

    def spread(self, at: int) -> None:
        """Reads what follows a quantity: recurrence, spread, start, end; and a recurrence right before it."""
        mention = self.mentions[at]
        end = self._counted(mention, self.found[at].end)
        for _ in range(4):
            grown = self._per(at, end) or self._time(at, end)
            if not grown:
                break
            end = grown
        if end > self._counted(mention, self.found[at].end):
            self.found[at] = replace(self.found[at], end=end)
        if self.found[at].per is None and mention.kind is Kind.AMOUNT and not self._spread(at):
            self._adjective(at)

    def _spread(self, at: int) -> bool:
        """Whether a quantity is spread over a length of time, and not only told of it (an annual budget of 11 million in its first two years)."""
        found = self.found[at]
        return found.over is not None and self.phrases.spread.search(self.text, self.mentions[at].end, found.end) is not None

    def _counted(self, mention: Mention, end: int) -> int:
        """The end of a number with the noun that it counts; a unit is none (25 km/h)."""
        noun = mention.value.noun.lower() if isinstance(mention.value, Count) else ""
        after = end + 1 + len(noun)
        return after if noun and self.text.startswith(noun, end + 1) and self.text[after : after + 1] != "/" else end

    def _per(self, at: int, end: int) -> int:
        per = self.phrases.per.match(self.text, end) or self.phrases.per_far.match(self.text, end)
        if not per or self.found[at].per is not None:
            return 0
        average = bool(self.phrases.average.match(self.text, per.end()))
        self.found[at] = replace(
            self.found[at], per=self.phrases.units[plain(per["phrase"])], is_average=self.found[at].is_average or average
        )
        return per.end()

    def _time(self, at: int, end: int) -> int:
        following = at + 1
        while following in self.consumed or (following + 1 < len(self.mentions) and self._passes(at, following)):
            following += 1
        if following >= len(self.mentions):
            return 0
        time = self.mentions[following]
        between = self.text[end : time.start]
        if time.start < end or len(between) > _WINDOW or _STOP.search(between):
            return 0
        changes = self._bound(time, between, self.found[at])
        if not changes:
            return 0
        self.consumed.add(following)
        self.found[at] = replace(self.found[at], **changes)
        return time.end

    def _passes(self, at: int, following: int) -> bool:
        """Whether a number of things stands between a sum and the length of time that it is spread over (shared among three bodies over six years)."""
        kinds = [self.mentions[each].kind for each in (at, following, following + 1)]
        return kinds == [Kind.AMOUNT, Kind.COUNT, Kind.DURATION]

    def _bound(self, time: Mention, between: str, known: Modifiers) -> dict[str, Any]:
        value, phrases = time.value, self.phrases
        if isinstance(value, Duration) and known.over is None and (phrases.over.fullmatch(between) or phrases.over_far.fullmatch(between)):
            return {"over": value}
        if isinstance(value, Calendar):
            if known.starting is None and (phrases.starting.fullmatch(between) or phrases.starting_far.fullmatch(between)):
                return {"starting": value}
            if known.until is None and phrases.until.fullmatch(between):
                return {"until": value}
        if isinstance(value, Interval) and known.span is None and phrases.span.fullmatch(between):
            return {"span": value}
        return {}

    def _adjective(self, at: int) -> None:
        """« financement annuel de 2,76 M$ », "annual funding of $2.76 million": the adjective stands a few words before."""
        start = self.found[at].start
        low = self.mentions[at - 1].end if at else max(start - _WINDOW, self.start)
        before = self.text[max(low, start - _WINDOW) : start]
        found = next(reversed(list(self.phrases.adjectives.finditer(before))), None)
        if found and not compiled(r"[,;:.()]").search(before[found.end() :]):
            self.found[at] = replace(self.found[at], per=self.phrases.units[plain(found["phrase"])])

    def opening(self) -> None:
        """A spread that opens the sentence (« Sur trois ans, … »), or stands between commas right before (receives, over two years, $5), goes
        to the quantity that follows it and has none."""
        for at, mention in enumerate(self.mentions):
            following = at + 1
            if at in self.consumed or not isinstance(mention.value, Duration) or following >= len(self.mentions):
                continue
            before = self.text[max(mention.start - 40, 0) : mention.start]
            modifiers = self.found.get(following)
            amount = self.mentions[following]
            beside = self.text[mention.end : amount.start].strip() == ","
            lead = compiled(r"[.,;\n]" if beside else r"[.;\n]").split(before)[-1]
            if amount.kind is Kind.AMOUNT and modifiers and modifiers.over is None and self.phrases.over.fullmatch(" " + lead.lstrip()):
                if not _STOP.search(self.text[mention.end : amount.start]) and amount.start - mention.end < 80:
                    self.found[following] = replace(modifiers, over=mention.value)
                    self.consumed.add(at)
            elif amount.kind is Kind.AMOUNT and modifiers and modifiers.over is None and self.text[mention.start : mention.end].count("-"):
                between = self.text[mention.end : amount.start]
                if len(between) < 30 and not compiled(r"[,;.:]").search(between):
                    self.found[following] = replace(modifiers, over=mention.value)
                    self.consumed.add(at)

    def change(self) -> None:
        """Of « de 275 $ à 325 $ par mois », the first is the former value, and comes back as the second does."""
        for at, mention in enumerate(self.mentions[:-1]):
            first, second = self.found.get(at), self.found.get(at + 1)
            following = self.mentions[at + 1]
            if first is None or second is None or mention.kind is not following.kind or first.start != mention.start:
                continue
            before = self.text[max(mention.start - 12, 0) : mention.start]
            if self.phrases.to.fullmatch(self.text[mention.end : following.start]) and self.phrases.opens.search(before):
                self.found[at] = replace(first, is_former=True, per=first.per or second.per, over=first.over or second.over)

    def former(self) -> None:
        """Of « from 30 … to 40 », or "40 …, from 30", the figure behind the word is the former value."""
        for at, mention in enumerate(self.mentions if len(self.mentions) > 1 else ()):
            modifiers = self.found.get(at)
            if modifiers is None or mention.kind not in _MEASURED:
                continue
            low = max(modifiers.start - _WINDOW, self.start)
            opened = self.phrases.prior_between.search(self.text[low : modifiers.start])
            if opened and (self._reaches(at) or self._falls(at, low + opened.start())):
                self.found[at] = replace(modifiers, is_former=True)

    def _reaches(self, at: int) -> bool:
        """Whether the next figure of the kind is said to be reached from this one."""
        mention = self.mentions[at]
        following = next((each for each in self.mentions[at + 1 : at + 4] if each.kind is mention.kind), None)
        if following is None or following.start - mention.end > 2 * _WINDOW:
            return False
        return self.phrases.reaches.fullmatch(self.text, mention.end, following.start) is not None

    def _falls(self, at: int, opening: int) -> bool:
        """Whether nothing parts the figure of the kind before this one from the word that opens this one."""
        before = self.mentions[at - 1] if at else None
        if before is None or before.kind is not self.mentions[at].kind or opening - before.end > _WINDOW:
            return False
        return self.phrases.joins.search(self.text, before.end, opening) is None

    def share(self) -> None:
        """What closes a list of amounts for all of them (« sur trois ans dans les deux cas ») is theirs."""
        for at in sorted(self.found):
            modifiers = self.found[at]
            if modifiers.over is None or not self.phrases.both.match(self.text, modifiers.end):
                continue
            for before in range(at - 1, -1, -1):
                other = self.found.get(before)
                if other is None or self.mentions[before].kind is not self.mentions[at].kind or other.over or other.per:
                    break
                if _STOP.search(self.text[self.mentions[before].end : modifiers.start]):
                    break
                self.found[before] = replace(other, over=modifiers.over)
