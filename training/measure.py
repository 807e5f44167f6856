"""Measures links on clusters that their weights were not trained on: slips found, alarms, calibration."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.linking.decide import choose
from factcheck.linking.features import Group, group_of
from factcheck.linking.scorer import calibrate
from factcheck.model import Difference
from factcheck.values.confidence import LEAST, Confidence
from training.crossfit import Crossfit, scored
from training.pairs import Example

CERTAIN, LIKELY = LEAST[Confidence.CERTAIN], LEAST[Confidence.LIKELY]
_BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)


@dataclass(frozen=True)
class Outcome:
    """A link that was made in an example; one line a field.

    `example` is the place of the example, `source` and `cluster` what it is of, `kind` and `label` those of its slip.
    `group` is the kind of value.
    `score` is its log-odds before calibration, `probability` its calibrated probability.
    `difference` is where the statement differs from its fact.
    `right` is whether a person reads that fact in the statement; `slipped` whether the statement is the one with the slip.
    """

    example: int
    source: str
    cluster: str
    kind: str
    label: str
    group: Group
    score: float
    probability: float
    difference: Difference
    right: bool
    slipped: bool

    @property
    def differs(self) -> bool:
        """Whether the statement differs from its fact, and is what the example is about: what stands beside a slip stands in all slips of its
        sentence."""
        return self.difference is not Difference.NONE and (self.slipped or self.source != "slip")


def outcomes(examples: Sequence[Example], fitted: Crossfit, calibration: Mapping[Group, tuple[float, float]]) -> list[Outcome]:
    """Return every link of every example, by the models that did not see its cluster."""
    found = []
    models = [{group: calibrate(scores, *calibration[group]) for group, scores in own.items()} for own in fitted.seconds]
    for number, (example, related) in enumerate(zip(examples, fitted.related, strict=True)):
        for rows in scored(example, related, models[fitted.folds[example.cluster]]):
            indices = {id(row.statement): row.index for row in rows}
            scores = {(row.index, each.fact.id): score for row in rows for each, score in zip(row.candidates, row.scores, strict=True)}
            for link in choose(rows):
                at, group = indices[id(link.statement)], group_of(link.statement.mention.kind)
                slope, shift = calibration[group]
                found.append(
                    Outcome(
                        number,
                        example.source,
                        example.cluster,
                        example.kind,
                        example.label,
                        group,
                        (scores[at, link.fact.id] - shift) / slope,
                        link.score,
                        link.difference,
                        example.stated.get(at) == link.fact.id,
                        at == example.slipped,
                    )
                )
    return found


def report(found: Sequence[Outcome]) -> str:
    """Return what the links show, as text: slips found, alarms by source, and how often links of each probability are right."""
    lines = [*_alarms(found), *_calibration(found)]
    return "\n".join(lines)


def _alarms(found: Iterable[Outcome]) -> list[str]:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        if each.differs and each.probability >= LIKELY:
            counted[each.source]["right" if each.right else "wrong"] += 1
    return [f"{source}: {dict(sorted(each.items()))}" for source, each in sorted(counted.items())]


def _calibration(found: Iterable[Outcome]) -> list[str]:
    lines = []
    differing = [each for each in found if each.differs]
    for low, high in pairwise(_BINS):
        chosen = [each for each in differing if low <= each.probability < high]
        if chosen:
            lines.append(
                f"{low:.2f}–{min(high, 1.0):.2f}: {len(chosen)} links that differ, {sum(each.right for each in chosen) / len(chosen):.3f} right"
            )
    for name, least in (("certain", CERTAIN), ("likely", LIKELY)):
        chosen = [each for each in differing if each.probability >= least and (least == CERTAIN or each.probability < CERTAIN)]
        lines.append(f"{name}: {len(chosen)}, {sum(each.right for each in chosen) / max(len(chosen), 1):.3f} right")
    return lines
