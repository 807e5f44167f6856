"""The decision lists of linking, and the features that they name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest

from factcheck.linking import scorer
from factcheck.linking.features import FEATURES, FeatureVector
from factcheck.linking.scorer import Row, Rows, accepts

LISTS = {name: value for name, value in vars(scorer).items() if isinstance(value, tuple) and value and isinstance(value[0], Row)}
NAMED = {name for rows in LISTS.values() for row in rows for name, _ in (*row.least, *row.below)}


def test_every_feature_of_a_list_is_in_the_table() -> None:
    assert set(FEATURES) >= NAMED


def test_every_feature_of_the_table_is_in_a_list() -> None:
    assert set(FEATURES) == NAMED


@pytest.mark.parametrize("name", FEATURES)
def test_a_feature_says_what_it_means(name: str) -> None:
    assert FEATURES[name].name == name and FEATURES[name].meaning


def decided(rows: Rows, **features: float) -> bool:
    """The decision on a pair with these features; the others are 0."""
    values: Mapping[str, float] = {**dict.fromkeys(FEATURES, 0.0), **features}
    return accepts(rows, cast(FeatureVector, values))


@pytest.mark.parametrize(
    ("features", "accepted"),
    [
        # The budget of the Fund, $24.22 million: a subject beside, two of four digits swapped.
        ({"subject": 2.8, "error": 1, "plain_error": 1, "transposed": 1, "digits": 4}, True),
        # The same figure with no word of the fact near.
        ({"error": 1, "plain_error": 1, "transposed": 1, "digits": 4}, False),
        # Two digits, a cue far away.
        ({"subject": 1.0, "cue": 1.0, "error": 1, "digits": 2, "score": 2.3}, False),
        # A figure ten times as high without a known error is about something else.
        ({"subject": 2.8, "cue": 2.8, "named": 2.8, "digits": 3, "far": 1, "score": 6}, False),
        # A part of the amount that stands before it.
        ({"subject": 2.8, "is_part": 1, "digits": 3, "score": 3.5}, False),
        # 18 months for 18 weeks, with no subject in reach.
        ({"subject": 0.4, "other_unit": 1, "error": 1, "cue": 2.8, "named": 2.8}, False),
        # Another number of other things.
        ({"subject": 2.8, "is_count": 1, "error": 1, "digits": 2, "cue": 1.0}, False),
        ({"subject": 2.8, "is_count": 1, "error": 1, "digits": 2, "cue": 2.0}, True),
    ],
)
def test_a_figure_that_differs(features: dict[str, float], accepted: bool) -> None:
    assert decided(scorer.OTHER_FIGURE, **features) is accepted


@pytest.mark.parametrize(
    ("features", "accepted"),
    [
        # Renewed on 3 May 2009, for 3 May 2019, the renewal being named.
        ({"subject": 1.2, "cue": 1.8, "error": 1, "same_day": 1, "reason_in_clause": 1}, True),
        # The same words in another clause.
        ({"subject": 1.2, "cue": 1.8, "error": 1, "same_day": 1}, False),
        # A date to come, in the future tense, for a fact that is past: another event.
        ({"subject": 2.8, "cue": 2.8, "error": 1, "reason_in_clause": 1, "coming": 1, "past_fact": 1}, False),
        # Until 2012: an end, which no known error explains.
        ({"subject": 2.8, "cue": 2.8, "reason_in_clause": 1, "role_until": 1}, False),
    ],
)
def test_a_date_that_differs(features: dict[str, float], accepted: bool) -> None:
    assert decided(scorer.OTHER_DATE, **features) is accepted


@pytest.mark.parametrize(
    ("features", "accepted"),
    [
        ({}, True),
        ({"other_thing": 1}, False),
        ({"former_before": 1}, False),
        ({"former_before": 1, "error": 1, "transposed": 1, "digits": 3}, True),
        ({"former_after": 1}, False),
        ({"former_after": 1, "error": 1}, True),
        ({"planned": 1}, False),
        ({"planned": 1, "error": 1}, True),
        ({"planned": 1, "error": 1, "is_date": 1}, False),
        ({"reported": 1}, False),
        ({"reported": 1, "row": 1}, True),
    ],
)
def test_the_words_around(features: dict[str, float], accepted: bool) -> None:
    assert decided(scorer.OF_THE_FACT, **features) is accepted
